"""`kg export`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.counts import count
from kg.cli.settings import Settings, command_body

_GRAPHS = ("nquads", "trig", "turtle", "jsonld")
_TABLES = ("csv", "parquet")


@click.command(short_help="Write the graph as RDF or as tables.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*_GRAPHS, *_TABLES]),
    default="nquads",
    show_default=True,
    help="turtle leaves the named graphs out; nquads is canonical: the same graph is the same bytes. csv and parquet are"
    " tables, a file each in a folder.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="A file instead of stdout; the folder of csv and parquet.",
)
@command_body
def export(settings: Settings, form: str, output: Path | None) -> None:
    """Write the whole graph: with its named graphs where the format has them, or as tables of sources, claims, mentions,
    comparisons and sums with a description of every column (docs/data-dictionary.md). Nothing half is ever left behind.

    \b
    Examples:
      kg export --format trig -o graph.trig
      kg export --format csv -o tables
      kg export | sha256sum
    """
    from kg.cli.files import check_folder, writing
    from kg.graph import write

    if form in _TABLES:
        if output is None:
            raise click.UsageError(f"--format {form} writes several files: give their folder with -o")
        _tables(settings, form, output)
        return
    if output:
        check_folder(output)
    with settings.open() as store, writing(output) as file:
        write((quad for graph in store.graphs() for quad in store.quads(graph)), file, form)


def _tables(settings: Settings, form: str, folder: Path) -> None:
    from kg.exports.package import write_tables

    with settings.open() as store:
        rows = write_tables(store, folder, form)
    settings.say(
        ", ".join(count(number, name.removesuffix("s")) for name, number in rows.items()) + f" · {folder}"
    )
