"""`kg copies`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.counts import count
from kg.cli.failure import printable
from kg.cli.settings import Settings, command_body

if TYPE_CHECKING:
    from kg.model import Mutation, Reuse, Source
    from kg.store import Store


@click.command(
    short_help="Tell which sources share text, who took it from whom, and what changed on the way."
)
@click.argument("source", required=False, metavar="[SOURCE]")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Of the reasons."
)
@command_body
def copies(settings: Settings, source: str | None, form: str, language: str) -> None:
    """List the sources that share passages: who took them from whom as far as it is known and why, and which figures changed.

    SOURCE, by its file name, title or IRI, keeps to what it took and what was taken from it.

    \b
    Examples:
      kg copies
      kg copies 003_e481bb41ffbd6ae5.txt --format json
    """
    from kg.views import select_source

    with settings.open() as store:
        wanted = None if source is None else frozenset(select_source(store, source).focus)
        worked_out = any(graph.startswith(f"{store.base}graph/reuse/") for graph in store.graphs())
        found = _found(store, wanted)
    if form == "json":
        records = [one.to_json() | {"mutations": [c.to_json() for c in changes]} for one, changes in found]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return
    for one, changes in found:
        for line in _lines(one, changes, language):
            click.echo(printable(line) if line else "")
    if not worked_out:
        settings.say("no graph of this store tells of copies: none were found, or none were looked for")
        return
    number = len(found)
    settings.say(f"{number:,} {'pair' if number == 1 else 'pairs'} of sources that share text")


def _found(store: Store, wanted: frozenset[str] | None) -> list[tuple[Reuse, list[Mutation]]]:
    """The reuses of the store, or those that one of the wanted sources has part in; what shares most comes first."""
    from kg.graph import graph_id, read_mentions, sources
    from kg.graph.reuse import read_mutations, read_reuse

    quads = [
        quad
        for graph in store.graphs()
        if graph.startswith(f"{store.base}graph/reuse/")
        for quad in store.quads(graph)
    ]
    reuses = read_reuse(quads, {one.id: one for one in sources(store)}) if quads else []
    sides = {source.id for one in reuses for source in (one.later, one.earlier)}
    mentions = {
        mention.id: mention
        for side in sorted(sides)
        for mention in read_mentions(store.quads(graph_id(side, base=store.base)), base=store.base)
    }
    changes = read_mutations(quads, mentions)
    kept = [one for one in reuses if wanted is None or wanted & {one.later.id, one.earlier.id}]
    kept.sort(key=lambda one: (-one.share, one.id))
    return [(one, [change for change in changes if change.reuse == one.id]) for one in kept]


def _lines(one: Reuse, changes: list[Mutation], language: str) -> list[str]:
    between = "<-" if one.known else "--"
    passages = len(one.passages)
    told = [
        f"{_named(one.later)}  {between}  {_named(one.earlier)}",
        f"  {one.share:.0%} of the text in {count(passages, 'passage')} · {one.direction.value}: "
        + (one.why_zh if language == "zh" else one.why),
    ]
    for change in changes:
        told.append(f"  {change.kind.value}: {change.before or '∅'} → {change.after or '∅'}")
        told.append(f"    {change.why_zh if language == 'zh' else change.why}")
    return [*told, ""]


def _named(source: Source) -> str:
    parts = (source.publisher, source.published and source.published.isoformat()[:10], source.title)
    return " · ".join(part for part in parts if part) or source.id
