"""`kg query` and `kg queries`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.settings import Settings, command_body
from kg.errors import QueryError

_FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle")
_LONGEST = 1 << 20
"""Bytes of a query's text."""


@click.command(short_help="Run SPARQL: a file, stdin, or a named query.")
@click.argument("file", required=False, metavar="[FILE.rq|-]")
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]…")
@click.option("--name", metavar="NAME", help="A named query; `kg queries` lists them.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="[default: table, for CONSTRUCT turtle]")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds that the query may take.",
)
@click.option("--show-sparql", is_flag=True, help="Print the query instead of running it.")
@command_body
def query(
    settings: Settings,
    file: str | None,
    parameters: tuple[str, ...],
    name: str | None,
    form: str | None,
    timeout: float,
    show_sparql: bool,
) -> None:
    """Run a SPARQL query. Its default graph is the union of all named graphs.

    A triple that several sources state counts once for each: say SELECT DISTINCT.

    \b
    Examples:
      kg query my.rq --format csv
      echo 'SELECT DISTINCT ?type { ?thing a ?type }' | kg query -
      kg query --name repeats-of-figure value=0.46 metric=metric:gmv
    """
    from kg.cli.results import show

    text = _named(name, (file, *parameters)) if name else _written(file, parameters)
    if show_sparql:
        click.echo(text.rstrip("\n"))
        return
    with settings.open() as store:
        click.echo(show(store.query(text, timeout=timeout), form))


@click.command(short_help="List the named queries and their parameters.")
@click.argument("name", required=False)
@command_body
def queries(settings: Settings, name: str | None) -> None:
    """List the named queries; with a NAME, its parameters and its SPARQL, which runs in any SPARQL tool.

    \b
    Examples:
      kg queries
      kg queries repeats-of-figure
    """
    from kg.ask import named_queries, named_query

    if name:
        click.echo(named_query(name).text.rstrip("\n"))
        return
    for one in named_queries():
        click.echo(f"{one.name}\n    {one.title} · {one.title_zh}")
        for parameter in one.parameters:
            click.echo(f"    {parameter.name}={parameter.type}  ({parameter.need}) {parameter.doc}")


def _named(name: str, given: tuple[str | None, ...]) -> str:
    from kg.ask import bind, named_query

    values: dict[str, list[str]] = {}
    for pair in filter(None, given):
        key, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"{pair!r} is not of the form key=value")
        values.setdefault(key, []).append(value)
    return bind(named_query(name), **values)


def _written(file: str | None, parameters: tuple[str, ...]) -> str:
    if file is None:
        raise click.UsageError("give a FILE.rq, - for stdin, or --name")
    if parameters:
        raise click.UsageError("values are for a query with --name")
    raw = sys.stdin.buffer.read(_LONGEST + 1) if file == "-" else _bytes(Path(file))
    if len(raw) > _LONGEST:
        raise QueryError(f"is longer than {_LONGEST:,} bytes", where=file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise QueryError("is not UTF-8", where=file) from None


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LONGEST + 1)
