"""`kg explain`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.failure import printable
from kg.cli.options import lexicon, vocabulary_option
from kg.cli.settings import Settings, command_body

if TYPE_CHECKING:
    from kg.model import Mention
    from kg.views.account import Account

_HEADINGS = {
    "mentions": ("mentions", "提及"),
    "comparisons": ("comparisons", "比较"),
    "sums": ("sums", "核算"),
    "origins": ("origins", "源头"),
    "judgements": ("judgements", "人工判断"),
}


@click.command(short_help="Explain a claim: who makes it, what it agrees with, contradicts, goes back to.")
@click.argument("claim", metavar="CLAIM")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True)
@vocabulary_option
@command_body
def explain(settings: Settings, claim: str, form: str, language: str, vocabulary: tuple[Path, ...]) -> None:
    """Tell all that the store knows about a claim, each with its reason: its mentions, the claims that it agrees or is at
    odds with, the sums that it is part of, its origins, and what people decided about it.

    CLAIM is a claim or mention (its IRI, or the beginning or end of its id), or words of a figure.

    \b
    Examples:
      kg explain "46% GMV"
      kg explain "46% GMV" --language zh --format json
    """
    from kg.ask.tracing import is_id, mentions_named, mentions_of_claims
    from kg.views import select_figure
    from kg.views.account import account

    with settings.open() as store:
        words = lexicon(vocabulary, store)
        if is_id(claim):
            wanted = mentions_named(store, claim)
        else:
            wanted = mentions_of_claims(store, select_figure(store, claim, lexicon=words).claims)
        found = account(store, wanted, lexicon=words)
    if form == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=2))
        return
    for line in _lines(found, language == "zh"):
        click.echo(printable(line) if line.strip() else "")


def _lines(found: Account, chinese: bool) -> Iterator[str]:
    """The account as text: a part for each sort of thing that there is."""
    from kg.origins import tree

    parts = {
        "mentions": [line for m in found.mentions for line in _mention(found, m, chinese)],
        "comparisons": list(_comparisons(found, chinese)),
        "sums": list(_sums(found, chinese)),
        "origins": tree(found.origins, language="zh" if chinese else "en"),
        "judgements": list(_judgements(found, chinese)),
    }
    first = True
    for name, lines in parts.items():
        if lines:
            yield from () if first else ("",)
            yield _HEADINGS[name][chinese]
            yield from (f"  {line}" for line in lines)
            first = False


def _mention(found: Account, m: Mention, chinese: bool, mark: str = "") -> Iterator[str]:
    from kg.origins import source_line

    gone = found.gone(m.source.id)
    yield f"{mark}“{m.quote.exact}”"
    yield f"  {source_line(m)}{f' [{gone[chinese]}]' if gone else ''}"


def _comparisons(found: Account, chinese: bool) -> Iterator[str]:
    from kg.graph.namespaces import RELATION

    for one in found.comparisons:
        yield f"{_label(found, RELATION[one.relation.value].value, chinese)}: {one.why_zh if chinese else one.why}"
        yield from (f"  {line}" for line in _mention(found, found.other(one), chinese))


def _sums(found: Account, chinese: bool) -> Iterator[str]:
    from kg.graph.namespaces import IDENTITY, VERDICT

    for one in found.checks:
        verdict = _label(found, VERDICT[one.verdict.value].value, chinese)
        identity = _label(found, IDENTITY[one.identity.value].value, chinese)
        yield f"{verdict} ({identity}): {one.why_zh if chinese else one.why}"
        for role in one.roles:
            yield from (f"  {line}" for line in _mention(found, role.mention, chinese, f"{role.letter} "))


def _judgements(found: Account, chinese: bool) -> Iterator[str]:
    from kg.graph.namespaces import DECISION

    for one in found.rulings:
        yield f"{_label(found, DECISION[one.decision].value, chinese)}: {one.reason} ({one.author}, {one.time})"
        yield from (f"  “{quote}”" for quote in one.quotes)
        yield from (f"  {slot} → {value or '—'}" for slot, value in one.slots)


def _label(found: Account, iri: str, chinese: bool) -> str:
    labels = found.labels.get(iri, {})
    return labels.get("zh" if chinese else "en") or iri.rsplit("/", 1)[-1]
