"""`kg compare` and `kg conflicts`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.failure import Failed
from kg.cli.files import check_folder, writing_text
from kg.cli.options import extraction, lexicon, read_options, reading_options
from kg.cli.progress import progress
from kg.cli.settings import Settings, command_body

if TYPE_CHECKING:
    from kg.lexicon import Lexicon
    from kg.model import Comparison, Mention

_RELATIONS = (
    "same",
    "rounded",
    "update",
    "revised",
    "other-scope",
    "other-basis",
    "spread",
    "contradicts",
    "restates",
)
_CONFLICTS = ("contradicts", "revised", "spread")
_COLUMNS = ("relation", "whose", "measured", "first", "first_source", "second", "second_source", "why")

_language = click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="In which language a table says why.",
)
_output = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of stdout."
)


def _form(*more: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "csv", "markdown", *more]),
        default="table",
        show_default=True,
    )


@click.command(short_help="Say how claims stand to each other: the same, rounded, at odds.")
@click.argument("paths", nargs=-1)
@click.option(
    "--relation",
    "relations",
    type=click.Choice(_RELATIONS),
    multiple=True,
    help="Only this relation; may be given again.",
)
@click.option("--near", is_flag=True, help="Other scopes and other bases as well: claims of two near series.")
@_form("jsonl")
@_language
@_output
@reading_options
@command_body
def compare(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    relations: tuple[str, ...],
    near: bool,
    form: str,
    language: str,
    output: Path | None,
    **reading: Any,
) -> None:
    """Compare the claims of files, folders and globs with each other; without any, those of the store.

    --format jsonl prints every two mentions that a relation ties, the other forms every two claims, one row each.
    Claims of one series are told; --near, or --relation, tells those of near series too. Figures without a subject are
    compared along the copies that a store has.

    \b
    Examples:
      kg compare articles/ --format jsonl
      kg compare --relation contradicts
    """
    from kg.match import NEAR, pairs

    wanted = set(relations) or {one for one in _RELATIONS if near or one not in {r.value for r in NEAR}}
    found, mentions, words, problems = _compared(settings, paths, reading)
    chosen = [one for one in found if one.relation.value in wanted]
    if form == "jsonl":
        _write(
            (
                json.dumps(one.to_json(), ensure_ascii=False)
                for one in pairs(chosen, mentions, lexicon=words)
                if one.relation.value in wanted
            ),
            output,
        )
    else:
        _write([_table(chosen, form, language)], output)
    if problems:
        raise Failed


@click.command(short_help="List figures that contradict, revise or spread.")
@click.argument("paths", nargs=-1)
@_form()
@_language
@_output
@reading_options
@command_body
def conflicts(
    settings: Settings,
    /,
    paths: tuple[str, ...],
    form: str,
    language: str,
    output: Path | None,
    **reading: Any,
) -> None:
    """List claims of one series and period that differ: at odds, slipped by a digit or unit, revised, or forecast by several.

    Reads files, folders and globs; without any, the store. What differs only in scope or basis is in `kg compare --near`.

    \b
    Examples:
      kg conflicts articles/
      kg conflicts --language zh
    """
    from kg.match import IN_ONE_BREATH

    found, _, _, problems = _compared(settings, paths, reading)
    chosen = [one for one in found if one.relation.value in _CONFLICTS and one.rule not in IN_ONE_BREATH]
    chosen.sort(key=lambda one: (_CONFLICTS.index(one.relation.value), -one.confidence, one.id))
    _write([_table(chosen, form, language)], output)
    if problems:
        raise Failed


def _compared(
    settings: Settings, paths: tuple[str, ...], reading: dict[str, Any]
) -> tuple[list[Comparison], list[Mention], Lexicon, int]:
    """The comparisons and mentions of files, or of the store, with the vocabulary and how many sources could not be read."""
    from kg.match import comparisons

    if paths:
        from kg.pipeline import extract

        how = extraction(reading["vocabulary"], reading["spacy_model"])
        with progress("Reading sources", quiet=settings.quiet) as told:
            mentions = list(
                extract(
                    paths,
                    processes=reading["processes"],
                    options=read_options(reading["fields"], reading["encoding"]),
                    extraction=how,
                    progress=told,
                )
            )
        words = how.lexicon()
        return comparisons(mentions, lexicon=words), mentions, words, told.problems
    from kg.graph import mentions as read_mentions
    from kg.graph.history import history
    from kg.pipeline.stock import reuses_of

    with settings.open() as store:
        words = lexicon(reading["vocabulary"], store)
        gone = history(store).gone()
        shared = [one for one in reuses_of(store) if not {one.later.id, one.earlier.id} & gone]
        mentions = [m for m in read_mentions(store) if m.source.id not in gone]
        found = comparisons(mentions, lexicon=words, base=store.base, reuses=shared)
        return found, mentions, words, 0


def _table(found: Iterable[Comparison], form: str, language: str) -> str:
    import pyoxigraph as ox

    from kg.cli.results import show_rows
    from kg.store import Table

    def side(m: Mention) -> tuple[str, str]:
        return (m.quantity.text if m.quantity else m.quote.exact), m.source.name

    def cells(one: Comparison) -> tuple[ox.Literal, ...]:
        subject, metric = one.b.subject or one.a.subject, one.b.metric or one.a.metric
        shown = (
            one.relation.value,
            subject.label if subject else "",
            metric.label if metric else "",
            *side(one.a),
            *side(one.b),
            one.why_zh if language == "zh" else one.why,
        )
        return tuple(ox.Literal(text) for text in shown)

    return show_rows(Table(_COLUMNS, [cells(one) for one in found]), form)


def _write(lines: Iterable[str], output: Path | None) -> None:
    if output is not None:
        check_folder(output)
    with writing_text(output) as file:
        for line in lines:
            print(line, file=file)
