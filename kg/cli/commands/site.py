"""`kg site`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import vocabulary_option
from kg.cli.progress import progress
from kg.cli.settings import Settings, originals_command_body


@click.command(short_help="Save the explorer as a folder of pages that need no server.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--language",
    "languages",
    type=click.Choice(["en", "zh"]),
    multiple=True,
    help="Of the pages; may be given again, the first is at the root.  [default: both]",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=20_000,
    show_default=True,
    help="Pages that are saved, those nearest to the first.",
)
@vocabulary_option
@originals_command_body
def site(
    settings: Settings, folder: Path, languages: tuple[str, ...], most: int, vocabulary: tuple[Path, ...]
) -> None:
    """Save all pages of the explorer with relative links: to be opened from the disk, sent, archived, or put on any web server.

    FOLDER is new, empty or an earlier site. What needs a server is left out: questions, SPARQL, sorting and filtering, and
    the originals of the sources.

    \b
    Example:
      kg site site && open site/index.html
    """
    from kg.cli.counts import count
    from kg.site import write_site
    from kg.views.words import LANGUAGES

    settings.open().close()  # where there is no store, one line says so before anything else
    with progress("Saving pages", quiet=settings.quiet) as told:
        report = write_site(
            settings.store,
            folder,
            languages=languages or LANGUAGES,
            most=most,
            originals=Path(settings.originals) if settings.originals else None,
            vocabulary=vocabulary,
            progress=told,
        )
    left = f" · {report.left:,} more left out, see --most" if report.left else ""
    settings.say(f"{count(report.pages, 'page')}, {count(report.files, 'file')}{left} · {report.start}")
