"""`kg diff`, `kg retract` and `kg remove`: sources that change, are taken back, or go."""

from __future__ import annotations

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.counts import count, related
from kg.cli.failure import printable
from kg.cli.options import judgements_of, judgements_option
from kg.cli.settings import Settings, command_body, originals_command_body

if TYPE_CHECKING:
    from kg.match.versions import Difference
    from kg.store import Store

_MARKS = {"appeared": "+", "vanished": "-", "changed": "~"}


@click.command(short_help="What changed from one version of a source to the next.")
@click.argument("source", metavar="NAME|IRI")
@click.argument("other", metavar="[NAME|IRI]", required=False)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@command_body
def diff(settings: Settings, source: str, other: str | None, form: str) -> None:
    """List the claims that appeared (+), vanished (-) or changed (~) in a source that was read again with other bytes.

    With OTHER the two are compared whatever they are: SOURCE is the older one.

    \b
    Examples:
      kg diff report.md
      kg diff article-1.html article-2.html --format json
    """
    from kg.graph import graph_id, read_mentions
    from kg.match.versions import differences

    with settings.open() as store:
        older, newer = _versions(store, source, other)
        before, after = (
            read_mentions(store.quads(graph_id(one, base=store.base)), base=store.base)
            for one in (older, newer)
        )
    found = differences(before, after)
    if form == "json":
        records = [
            {
                "turn": one.turn.value,
                "slots": list(one.slots),
                "before": one.before and one.before.to_json(),
                "after": one.after and one.after.to_json(),
            }
            for one in found
        ]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(printable(_line(one)))
    settings.say(
        f"{count(len(found), 'difference')} · {count(len(before), 'mention')} before, {len(after):,} after"
    )


@click.command(short_help="Take a source back: its claims no longer count.")
@click.argument("source", metavar="NAME|IRI")
@click.option("--reason", metavar="WORDS", help="Why; needed unless --undo.")
@click.option("--author", metavar="NAME", help="Who decides.  [default: who is logged in]")
@click.option("--undo", is_flag=True, help="Let it count again.")
@judgements_option
@command_body
def retract(
    settings: Settings, source: str, reason: str | None, author: str | None, undo: bool, judgements: Path
) -> None:
    """Take a source back. Its claims stay findable (`kg claims --source`), and answer no question any more.

    \b
    Examples:
      kg retract article.html --reason "the publisher withdrew it"
      kg retract article.html --undo
    """
    if not undo and not (reason and reason.strip()):
        raise click.UsageError("say why with --reason")
    from kg.pipeline import history, relate

    with settings.open(mode="w") as store:
        found = _one(store, source)
        if undo:
            history.reinstate(store, found)
        else:
            who = author or getpass.getuser()
            now = datetime.now(UTC).replace(microsecond=0)
            history.retract(store, found, reason=str(reason).strip(), author=who, at=now)
        report = relate(store, judgements=judgements_of(judgements, store.base).judgements)
    done = "counts again" if undo else "is retracted"
    settings.say(f"{printable(source)} {done} · {related(report)}")


@click.command(short_help="Take a source out of the store.")
@click.argument("source", metavar="NAME|IRI")
@judgements_option
@originals_command_body
def remove(settings: Settings, source: str, judgements: Path) -> None:
    """Take a source out of the store, original and all, as if it had never been read.

    \b
    Example:
      kg remove article.html
    """
    from kg.pipeline import history, relate

    with settings.open(mode="w") as store:
        history.remove(store, _one(store, source))
        report = relate(store, judgements=judgements_of(judgements, store.base).judgements)
    settings.say(f"{printable(source)} is removed · {related(report)}")


def _versions(store: Store, source: str, other: str | None) -> tuple[str, str]:
    """The older and the newer version to compare."""
    from kg.errors import QuestionError
    from kg.graph.history import history

    if other is not None:
        return _one(store, source), _one(store, other)
    known = history(store)
    names = _named(store, source)
    newest = [name for name in names if known.newer(name) is None] or names
    for name in newest:
        older = known.older(name)
        if older is not None:
            return older, name
        newer = known.newer(name)
        if newer is not None:
            return name, newer
    raise QuestionError("there is only one version of it", where=source)


def _one(store: Store, source: str) -> str:
    """The one source of this name; of several versions the one that counts. Raises `QuestionError`."""
    from kg.errors import QuestionError
    from kg.graph.history import history

    names = _named(store, source)
    known = history(store)
    current = [name for name in names if known.newer(name) is None] or names
    if len(current) > 1:
        raise QuestionError(f"{len(current)} sources have this name: {', '.join(current)}", where=source)
    return current[0]


def _named(store: Store, source: str) -> list[str]:
    from kg.views import select_source

    return list(select_source(store, source).focus)


def _line(one: Difference) -> str:
    """`~ 46% → 64%  交易额增长64%  (value)`."""
    mention = one.after or one.before
    assert mention is not None
    figures = [m.quantity.text for m in (one.before, one.after) if m and m.quantity]
    shown = " → ".join(dict.fromkeys(figures))
    slots = f"  ({', '.join(one.slots)})" if one.slots else ""
    return f"{_MARKS[one.turn.value]} {shown + '  ' if shown else ''}{mention.quote.exact}{slots}"
