"""`kg judge`."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kg.cli.counts import count
from kg.cli.failure import Failed, complain
from kg.cli.options import lexicon, vocabulary_option
from kg.cli.settings import Settings, command_body

if TYPE_CHECKING:
    from kg.judge import Read
    from kg.lexicon import Lexicon
    from kg.model import Judgement, Mention, Source
    from kg.model.comparison import Comparison


class _Desk(NamedTuple):
    """Where decisions go, and who makes them."""

    folder: Path
    author: str


_reason = click.option("--reason", required=True, metavar="WORDS", help="Why, in your words.")


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value is not None:
        context.meta[f"kg.judge.{parameter.name}"] = value


def _desk_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--judgements and --author, which may stand before or after the name of a command."""
    for option in (
        click.option(
            "--author",
            metavar="NAME",
            envvar="KG_AUTHOR",
            expose_value=False,
            callback=_remember,
            help="Who decides; or $KG_AUTHOR.  [default: you]",
        ),
        click.option(
            "--judgements",
            type=click.Path(path_type=Path),
            envvar="KG_JUDGEMENTS",
            metavar="DIR|FILE",
            expose_value=False,
            callback=_remember,
            help="Where decisions are kept; or $KG_JUDGEMENTS.  [default: judgements]",
        ),
    ):
        function = option(function)
    return function


@click.group(
    invoke_without_command=True, short_help="Decide what the machine cannot: same or not, wrong, alias."
)
@_desk_options
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Comparisons to ask about."
)
@vocabulary_option
@command_body
def judge(settings: Settings, limit: int, vocabulary: tuple[Path, ...]) -> None:
    """Record what a person decides, as text that lives in version control and is replayed on every build.

    Without a command it asks about comparisons, the least certain first, and writes each decision at once.

    \b
    Examples:
      kg judge
      kg judge same 3f2a9c 81bd07 --reason "both quote the annual report"
      kg judge wrong 3f2a9c --slot value=46% --slot period=2021-04-01/2022-03-31 --reason "misread"
      kg judge alias 国际站 Alibaba.com --reason "its name in Chinese"
    """
    if click.get_current_context().invoked_subcommand is None:
        _ask(settings, _desk(), limit, vocabulary)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USER") or "somebody"


def _desk() -> _Desk:
    told = click.get_current_context().meta
    folder = told.get("kg.judge.judgements", Path("judgements"))
    return _Desk(folder, told.get("kg.judge.author") or _user())


def _read(desk: _Desk, base: str) -> Read:
    """The judgements there; records that are wrong are told, one line each."""
    from kg.judge import read_judgements

    found = read_judgements(desk.folder, base=base)
    for problem in found.problems:
        complain(problem)
    return found


def _mentions(settings: Settings) -> tuple[list[Mention], list[Source], str]:
    from kg.graph import mentions, sources
    from kg.graph.history import history

    with settings.open() as store:
        gone = history(store).gone()
        known = [source for source in sources(store) if source.id not in gone]
        return [one for one in mentions(store) if one.source.id not in gone], known, store.base


def _write(settings: Settings, made: Judgement) -> None:
    from kg.judge import record

    settings.say(f"{made.decision.value} · {record(_desk().folder, made)}")


def _made(decision: str, *, reason: str, base: str, **more: Any) -> Judgement:
    from kg.model import Decision, judgement

    now = datetime.now(UTC).replace(microsecond=0)
    return judgement(
        Decision(decision), author=_desk().author, time=now, reason=reason.strip(), base=base, **more
    )


def _ask(settings: Settings, desk: _Desk, limit: int, vocabulary: tuple[Path, ...]) -> None:
    """The queue: one comparison after the other, each decision written before the next is shown."""
    from kg.cli.judging import KEYS, show_comparison, show_keys
    from kg.judge import Decisions, apply, queue

    known, places, base = _mentions(settings)
    with settings.open() as store:
        words = lexicon(vocabulary, store)
    judgements = _read(desk, base).judgements
    effective = apply(judgements, known, sources=places, base=base).mentions
    waiting = queue(_compared(effective, words, base), Decisions(judgements, effective))[:limit]
    if not waiting:
        settings.say("nothing to decide")
        return
    click.echo(show_keys())
    decided = 0
    for number, one in enumerate(waiting, 1):
        click.echo(f"\n{show_comparison(one, number, len(waiting))}")
        pressed = _key(KEYS)
        if pressed == "q":
            break
        if pressed == "k":
            continue
        reason = click.prompt("why", default="read both quotes")
        _write(settings, _decision(pressed, one, reason, base))
        decided += 1
    settings.say(f"{count(decided, 'decision')}, {len(waiting) - decided:,} left of {len(waiting):,}")


def _compared(mentions: list[Mention], words: Lexicon, base: str) -> list[Comparison]:
    from kg.match import comparisons

    return comparisons(mentions, lexicon=words, base=base)


def _key(keys: dict[str, str]) -> str:
    """One of the keys; Enter and anything else ask again, the end of the input quits."""
    while True:
        click.echo("? ", nl=False)
        pressed = (click.getchar() if sys.stdin.isatty() else sys.stdin.read(1)).lower()
        click.echo(pressed if pressed in keys else "")
        if pressed in keys:
            return pressed
        if pressed in ("", "\x04"):
            return "q"


def _decision(pressed: str, one: Comparison, reason: str, base: str) -> Judgement:
    from kg.model import Anchor

    sides = Anchor.of(one.a), Anchor.of(one.b)
    if pressed in ("s", "n"):
        return _made("same" if pressed == "s" else "not-same", reason=reason, base=base, targets=sides)
    return _made("wrong", reason=reason, base=base, targets=(sides[int(pressed) - 1],))


def _pair(decision: str) -> Callable[..., None]:
    def body(settings: Settings, first: str, second: str, reason: str) -> None:
        from kg.cli.judging import find_mention
        from kg.model import Anchor

        known, _, base = _mentions(settings)
        sides = tuple(Anchor.of(find_mention(known, name)) for name in (first, second))
        if sides[0] == sides[1]:
            raise click.UsageError("give two mentions")
        _write(settings, _made(decision, reason=reason, base=base, targets=sides))

    return body


@judge.command(short_help="Two mentions say the same.")
@click.argument("first", metavar="MENTION")
@click.argument("second", metavar="MENTION")
@_reason
@_desk_options
@command_body
def same(settings: Settings, first: str, second: str, reason: str) -> None:
    """Say that the claims of two mentions are the same. MENTION is its IRI, or the first or last characters of it."""
    _pair("same")(settings, first, second, reason)


@judge.command("not-same", short_help="Two mentions do not say the same.")
@click.argument("first", metavar="MENTION")
@click.argument("second", metavar="MENTION")
@_reason
@_desk_options
@command_body
def not_same(settings: Settings, first: str, second: str, reason: str) -> None:
    """Say that the claims of two mentions are not the same."""
    _pair("not-same")(settings, first, second, reason)


@judge.command(short_help="A mention was read wrongly.")
@click.argument("mention", metavar="MENTION")
@click.option(
    "--slot", "slots", multiple=True, metavar="NAME=VALUE", help="What is right; may be given again."
)
@click.option("--no-claim", is_flag=True, help="There is no claim at all.")
@_reason
@_desk_options
@command_body
def wrong(settings: Settings, mention: str, slots: tuple[str, ...], no_claim: bool, reason: str) -> None:
    """Put slots of a mention right, or say that it is no claim.

    Slots are those of the printed record: value, unit, kind, period, subject, metric and so on. A value is a number or a
    percentage, a period 2021, 2021-04 or 2021-04-01/2022-03-31, a thing its name, with its IRI in < > where it has one.
    """
    from kg.cli.judging import find_mention
    from kg.judge.slots import check_slots
    from kg.model import Anchor

    if bool(slots) == no_claim:
        raise click.UsageError("give --slot NAME=VALUE, or --no-claim")
    pairs = [slot.partition("=") for slot in slots]
    for name, equals, _ in pairs:
        if not equals:
            raise click.UsageError(f"{name!r} is not of the form NAME=VALUE")
    right = check_slots({name.strip(): value for name, _, value in pairs}, where="--slot")
    known, _, base = _mentions(settings)
    target = Anchor.of(find_mention(known, mention))
    _write(settings, _made("wrong", reason=reason, base=base, targets=(target,), slots=right))


@judge.command(short_help="A name is something known by another.")
@click.argument("name")
@click.argument("thing", metavar="NAME|IRI")
@click.option("--in", "source", metavar="SOURCE", help="Only in this source of the store.")
@click.option("--metric", is_flag=True, help="The name is one of a metric.")
@vocabulary_option
@_reason
@_desk_options
@command_body
def alias(
    settings: Settings,
    name: str,
    thing: str,
    source: str | None,
    metric: bool,
    vocabulary: tuple[Path, ...],
    reason: str,
) -> None:
    """Say that a name is an entity or metric, which is looked up in the vocabulary."""
    from kg.model import Named, SourceAnchor

    with settings.open() as store:
        words = lexicon(vocabulary, store)
    _, places, base = _mentions(settings)
    within = (SourceAnchor.of(_source(places, source)),) if source else ()
    made = _made(
        "alias", reason=reason, base=base, sources=within, named=_named(words, name, thing, metric, Named)
    )
    _write(settings, made)


def _named(words: Lexicon, name: str, thing: str, metric: bool, named: Any) -> Any:
    from kg.judge.anchors import key

    scheme = "metrics" if metric else "entities"
    found = [
        entry
        for entry in words.of_scheme(scheme)
        if thing == entry.iri or key(thing) in {key(one) for one in entry.names}
    ]
    if found:
        kind = "Metric" if metric else next(iter(entry for entry in found[0].types), None)
        return named(name, found[0].iri, found[0].label, kind)
    iri = thing if "://" in thing else None
    return named(name, iri, thing, "Metric" if metric else None)


@judge.command(short_help="A source copies another.")
@click.argument("copied", metavar="COPY")
@click.argument("original", metavar="ORIGINAL")
@_reason
@_desk_options
@command_body
def copy(settings: Settings, copied: str, original: str, reason: str) -> None:
    """Say that a source copies another. Both are sources of the store by their file name, title or IRI."""
    from kg.model import SourceAnchor

    _, places, base = _mentions(settings)
    both = tuple(SourceAnchor.of(_source(places, name)) for name in (copied, original))
    _write(settings, _made("copy-of", reason=reason, base=base, sources=both))


def _source(places: list[Source], name: str) -> Source:
    from kg.judge.anchors import key

    for source in places:
        if name in (source.id, source.name, source.url) or key(name) == key(source.title or ""):
            return source
    raise click.UsageError(f"no source of the store is called {name!r}")


@judge.command("list", short_help="The decisions so far, and which found no place.")
@_desk_options
@command_body
def list_(settings: Settings) -> None:
    """List the decisions, and tell those whose words are no longer found. The exit status is 1 where there are such."""
    from kg.cli.judging import show_judgement, show_orphans
    from kg.judge import apply

    known, places, base = _mentions(settings)
    found = _read(_desk(), base)
    for one in found.judgements:
        click.echo(show_judgement(one))
    orphans = apply(found.judgements, known, sources=places, base=base).orphans
    if orphans:
        click.echo(show_orphans(orphans), err=True)
    settings.say(f"{count(len(found.judgements), 'decision')}, {len(orphans):,} orphaned")
    if orphans or found.problems:
        raise Failed
