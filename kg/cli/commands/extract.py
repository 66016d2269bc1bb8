"""`kg extract`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.failure import Failed
from kg.cli.files import check_folder, writing, writing_text
from kg.cli.options import extraction, read_options, reading_options
from kg.cli.progress import progress
from kg.cli.settings import Settings, storeless_command_body

if TYPE_CHECKING:
    from kg.extract.explain import Explained
    from kg.model import Mention

_COLUMNS = ("source", "figure", "metric", "subject", "period", "speaker", "quote", "rule")


@click.command(short_help="Print the claims found in sources, without a store.")
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table", "html"]),
    help="`html` is a page that explains each mention.  [default: jsonl, with --explain text]",
)
@click.option(
    "--explain", "why", is_flag=True, help="Show each mention in its sentence: slots, rule, what was unsure."
)
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), metavar="N", help="Only mentions of at least this."
)
@click.option(
    "--max-confidence", type=click.FloatRange(0, 1), metavar="N", help="Only mentions of at most this."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of stdout."
)
@reading_options
@storeless_command_body
def extract(
    settings: Settings,
    paths: tuple[str, ...],
    form: str | None,
    why: bool,
    min_confidence: float | None,
    max_confidence: float | None,
    output: Path | None,
    fields: dict[str, str],
    encoding: str | None,
    vocabulary: tuple[Path, ...],
    spacy_model: str | None,
    processes: int | None,
) -> None:
    """Print every mention found in files, folders and globs: one JSON object a line, in the order of the sources.

    With --explain each mention stands in its sentence, its slots labelled, with how each was found and what made the
    mention less sure; --format html makes a page of that, --format jsonl puts it into each record.

    \b
    Examples:
      kg extract article.html --format table
      kg extract article.html --explain | less -R
      kg extract articles/ --format html -o why.html
      kg extract articles/ | jq -r 'select(.metric.label == "GMV") | .quote.exact'
    """
    if form == "table" and why:
        raise click.UsageError("--explain has no --format table: use html or jsonl, or no format")
    if output is not None:
        check_folder(output)
    from kg.pipeline import explain
    from kg.pipeline import extract as find

    def wanted(mention: Mention) -> bool:
        return (
            (min_confidence or 0) <= mention.confidence <= (1 if max_confidence is None else max_confidence)
        )

    with progress("Reading sources", quiet=settings.quiet) as told:
        how: Any = {
            "processes": processes,
            "options": read_options(fields, encoding),
            "extraction": extraction(vocabulary, spacy_model),
            "progress": told,
        }
        if why or form == "html":
            _explain((_only(source, wanted) for source in explain(paths, **how)), form, output)
        else:
            mentions = filter(wanted, find(paths, **how))
            if form == "table":
                _write([_table(list(mentions))], output)
            else:
                _write((json.dumps(one.to_json(), ensure_ascii=False) for one in mentions), output)
    if told.problems:
        raise Failed


def _only(source: Explained, wanted: Callable[[Mention], bool]) -> Explained:
    return replace(source, explanations=tuple(one for one in source.explanations if wanted(one.mention)))


def _explain(sources: Iterator[Explained], form: str | None, output: Path | None) -> None:
    if form == "html":
        from kg.views.explain_page import explain_page

        with writing(output) as file:
            for part in explain_page(sources):
                file.write(part.encode("utf-8", "replace"))
    elif form == "jsonl":
        records = (one.to_json() for source in sources for one in source.explanations)
        _write((json.dumps(record, ensure_ascii=False) for record in records), output)
    else:
        from kg.cli.explaining import console, show_explained

        with writing_text(output) as file:
            show_explained(sources, console(file))


def _write(lines: Iterable[str], output: Path | None) -> None:
    with writing_text(output) as file:
        for line in lines:
            print(line, file=file)


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
