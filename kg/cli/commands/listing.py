"""`kg sources` and `kg claims`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import lexicon, vocabulary_option
from kg.cli.settings import Settings, command_body

if TYPE_CHECKING:
    from kg.store import Store, Table

_form = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    show_default=True,
)
_EVERY = 1_000_000
_PART = 500
"""Sources that one query is asked about."""
_limit = click.option("--limit", type=click.IntRange(min=1, max=1_000_000), default=1000, show_default=True)


@click.command(short_help="List the sources and how much each claims.")
@_form
@_limit
@command_body
def sources(settings: Settings, form: str, limit: int) -> None:
    """List the sources of the store with publisher, credited outlet, date and number of mentions.

    \b
    Example:
      kg sources --format csv
    """
    from kg.ask import run
    from kg.cli.results import show_rows

    with settings.open() as store:
        click.echo(show_rows(run(store, "sources-by-publisher", limit=limit), form))


@click.command(short_help="List claims: of a source, about something, by someone.")
@click.option("--source", metavar="NAME|IRI", help="A source by its file name, title or IRI.")
@click.option("--entity", metavar="NAME|IRI", help="What the claims are about.")
@click.option("--speaker", metavar="NAME|IRI", help="Who says it.")
@click.option("--metric", metavar="NAME|IRI", help="What is measured: GMV, 出口额.")
@_form
@_limit
@vocabulary_option
@command_body
def claims(
    settings: Settings,
    source: str | None,
    entity: str | None,
    speaker: str | None,
    metric: str | None,
    form: str,
    limit: int,
    vocabulary: tuple[Path, ...],
) -> None:
    """List claims with their quotes; without an option those of all sources.

    \b
    Examples:
      kg claims --speaker 张阔
      kg claims --metric GMV --format csv
    """
    given = {"entity": entity, "speaker": speaker, "metric": metric}
    things = [(key, name) for key, name in given.items() if name is not None]
    if len(things) + (source is not None) > 1:
        raise click.UsageError("give one of --source, --entity, --speaker and --metric")
    from kg.ask import run
    from kg.cli.results import show_rows
    from kg.views import select_entity, select_source

    queries = {"entity": "claims-about-entity", "speaker": "claims-by-speaker", "metric": "claims-of-metric"}
    with settings.open() as store:
        if things:
            key, name = things[0]
            parameters: dict[str, Any] = {
                key: select_entity(store, name, lexicon=lexicon(vocabulary, store)).focus
            }
            found = run(store, queries[key], limit=limit, **parameters)
        else:
            which = select_source(store, source).focus if source is not None else _all_sources(store)
            found = _of_sources(store, which, limit)
        click.echo(show_rows(found, form))


def _all_sources(store: Store) -> list[str]:
    from kg.ask import run

    table = run(store, "sources-by-publisher", limit=_EVERY)
    column = table.variables.index("source")
    return [str(getattr(row[column], "value", "")) for row in table.rows]


def _of_sources(store: Store, sources: Sequence[str], limit: int) -> Table:
    """The claims of sources in their order, asked for in parts: a parameter takes so many values and no more."""
    from kg.ask import run
    from kg.errors import QuestionError

    if not sources:
        raise QuestionError("this store has no source yet: `kg build FOLDER` reads some")
    found = run(store, "claims-of-source", limit=limit, source=sources[:_PART])
    for at in range(_PART, len(sources), _PART):
        if len(found.rows) >= limit:
            break
        more = run(store, "claims-of-source", limit=limit - len(found.rows), source=sources[at : at + _PART])
        found = found._replace(rows=[*found.rows, *more.rows])
    return found
