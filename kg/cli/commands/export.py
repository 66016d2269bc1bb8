"""`kg export`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.settings import Settings, command_body


@click.command(short_help="Write the graph as RDF.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["turtle", "trig", "nquads", "jsonld"]),
    default="nquads",
    show_default=True,
    help="turtle leaves the named graphs out; nquads is canonical: the same graph is the same bytes.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of stdout."
)
@command_body
def export(settings: Settings, form: str, output: Path | None) -> None:
    """Write the whole graph, with its named graphs where the format has them.

    \b
    Examples:
      kg export --format trig -o graph.trig
      kg export | sha256sum
    """
    from kg.cli.files import check_folder, writing
    from kg.graph import write

    if output:
        check_folder(output)
    with settings.open() as store, writing(output) as file:
        write((quad for graph in store.graphs() for quad in store.quads(graph)), file, form)
