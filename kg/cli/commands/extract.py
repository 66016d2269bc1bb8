"""`kg extract`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.failure import Failed
from kg.cli.options import extraction, read_options, reading_options
from kg.cli.progress import progress
from kg.cli.settings import Settings, storeless_command_body

if TYPE_CHECKING:
    from kg.model import Mention

_COLUMNS = ("source", "figure", "metric", "subject", "period", "speaker", "quote", "rule")


@click.command(short_help="Print the claims found in sources, without a store.")
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True)
@reading_options
@storeless_command_body
def extract(
    settings: Settings,
    paths: tuple[str, ...],
    form: str,
    fields: dict[str, str],
    encoding: str | None,
    vocabulary: tuple[Path, ...],
    spacy_model: str | None,
    processes: int | None,
) -> None:
    """Print every mention found in files, folders and globs: one JSON object a line, in the order of the sources.

    \b
    Examples:
      kg extract article.html --format table
      kg extract articles/ | jq -r 'select(.metric.label == "GMV") | .quote.exact'
    """
    from kg.pipeline import extract as find

    rows: list[Mention] = []
    with progress("Reading sources", quiet=settings.quiet) as told:
        for mention in find(
            paths,
            processes=processes,
            options=read_options(fields, encoding),
            extraction=extraction(vocabulary, spacy_model),
            progress=told,
        ):
            if form == "jsonl":
                click.echo(json.dumps(mention.to_json(), ensure_ascii=False))
            else:
                rows.append(mention)
    if form == "table":
        click.echo(_table(rows))
    if told.problems:
        raise Failed


def _table(mentions: list[Mention]) -> str:
    import pyoxigraph as ox

    from kg.cli.results import show
    from kg.store import Table

    def cells(m: Mention) -> tuple[ox.Literal, ...]:
        period = f"{m.period.start.isoformat()[:10]}/{m.period.end.isoformat()[:10]}" if m.period else ""
        named = (ref.label if ref else "" for ref in (m.metric, m.subject))
        shown = (
            m.source.name,
            m.quantity.text if m.quantity else "",
            *named,
            period,
            m.speaker.label if m.speaker else "",
            m.quote.exact,
            m.rule,
        )
        return tuple(ox.Literal(text) for text in shown)

    return show(Table(_COLUMNS, [cells(mention) for mention in mentions]), None)
