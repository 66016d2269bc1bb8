"""`kg view`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.browser import show
from kg.cli.counts import count
from kg.cli.files import check_folder
from kg.cli.options import lexicon, vocabulary_option
from kg.cli.settings import Settings, command_body


@click.command(short_help="Draw an interactive picture as one HTML file.")
@click.option("--figure", metavar="WORDS", help='A figure and what it measures: "46% GMV".')
@click.option("--entity", metavar="NAME|IRI", help="A company, person, platform or place.")
@click.option("--source", metavar="NAME|IRI", help="A source by its file name, title or IRI.")
@click.option("--all", "everything", is_flag=True, help="The whole store.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default="view.html", show_default=True
)
@click.option(
    "--budget", type=click.IntRange(min=1), default=300, show_default=True, help="Nodes drawn at most."
)
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
@vocabulary_option
@command_body
def view(
    settings: Settings,
    figure: str | None,
    entity: str | None,
    source: str | None,
    everything: bool,
    output: Path,
    budget: int,
    browse: bool,
    vocabulary: tuple[Path, ...],
) -> None:
    """Draw claims, their sources and speakers as one HTML file that works offline.

    Give one of --figure, --entity, --source and --all.

    \b
    Examples:
      kg view --figure "46% GMV" -o gmv.html
      kg view --entity 张阔 --open
    """
    if sum((figure is not None, entity is not None, source is not None, everything)) != 1:
        raise click.UsageError("give exactly one of --figure, --entity, --source and --all")
    from kg.views import write_view

    check_folder(output)
    with settings.open() as store:
        report = write_view(
            store,
            output,
            figure=figure,
            entity=entity,
            source=source,
            everything=everything,
            budget=budget,
            lexicon=lexicon(vocabulary, store),
        )
    part = f"{report.shown:,} of " if report.shown < report.total else ""
    settings.say(f"{part}{count(report.total, 'node')}, {count(report.edges, 'edge')} · {output}")
    if browse:
        show(output.resolve().as_uri())
