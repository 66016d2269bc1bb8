"""Judgements replayed: mentions as people put them right, decisions about comparisons, and what found no place any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from kg.judge.anchors import Anchors, Sources, key
from kg.judge.records import in_order
from kg.judge.slots import put_right, rebuilt
from kg.model import Anchor, Decision, Judgement, Mention, Named, Ref, Source
from kg.model.ids import DEFAULT_BASE

_NAMED_SLOTS = ("subject", "speaker")
_LISTED_SLOTS = ("scope", "cites")


class Orphan(NamedTuple):
    """A judgement that found no place, and why."""

    judgement: Judgement
    why: str


class Applied(NamedTuple):
    """Mentions as people put them right, in the order in which they came, and judgements that found no place."""

    mentions: list[Mention]
    orphans: list[Orphan]


def apply(
    judgements: Iterable[Judgement],
    mentions: Iterable[Mention],
    *,
    sources: Iterable[Source] = (),
    base: str = DEFAULT_BASE,
) -> Applied:
    """Mentions with aliases and corrections applied: an alias first, then what a person said of one mention.

    Of corrections of one slot the last counts. A mention that is said to be no claim is left out. A mention keeps its id and
    quote; its claim and series are derived anew. Judgements that are not about these mentions' sources are orphans too, so
    give all mentions of a store, or only the judgements of theirs; `sources` are those that may have no mentions.
    """
    listed = list(mentions)
    anchors = Anchors(listed, sources)
    slots: dict[str, dict[str, str]] = defaultdict(dict)
    none: set[str] = set()
    aliases: list[tuple[Judgement, set[str] | None]] = []
    orphans: list[Orphan] = []
    for one in in_order(judgements):
        lost = [anchor for anchor in one.targets if anchors.find(anchor) is None]
        if lost:
            orphans.append(Orphan(one, f"no mention of {_short(lost[0].exact)} in {_source_name(lost[0])}"))
        elif one.decision is Decision.WRONG:
            target = anchors.find(one.targets[0])
            assert target is not None
            if one.slots:
                slots[target.id].update(one.slots)
                none.discard(target.id)
            else:
                none.add(target.id)
        elif one.sources:
            found = [anchors.sources.find(source) for source in one.sources]
            if not all(found):
                orphans.append(Orphan(one, "no such source"))
            elif one.decision is Decision.ALIAS:
                aliases.append((one, set(found[0])))
        elif one.decision is Decision.ALIAS:
            aliases.append((one, None))
    effective, unused = _renamed([mention for mention in listed if mention.id not in none], aliases, base)
    orphans += [Orphan(one, f"nothing is called {one.named.name}") for one in unused if one.named]
    return Applied(
        [
            put_right(mention, slots[mention.id], base=base) if mention.id in slots else mention
            for mention in effective
        ],
        sorted(orphans, key=lambda orphan: (orphan.judgement.time, orphan.judgement.id)),
    )


def _renamed(
    mentions: Sequence[Mention], aliases: Sequence[tuple[Judgement, set[str] | None]], base: str
) -> tuple[list[Mention], list[Judgement]]:
    """Mentions whose names are what people say that they are, and the aliases that no mention needs."""
    by_name: dict[str, list[tuple[Judgement, set[str] | None]]] = defaultdict(list)
    for one, within in aliases:
        assert one.named is not None
        by_name[key(one.named.name)].append((one, within))
    used: set[str] = set()
    if not by_name:
        return list(mentions), []

    def renamed(ref: Ref | None, source: str, *, metric: bool = False) -> Ref | None:
        if ref is None:
            return None
        for one, within in reversed(by_name.get(key(ref.text)) or by_name.get(key(ref.label)) or []):
            named = one.named
            if (
                named is not None
                and (named.type == "Metric") == metric
                and (within is None or source in within)
            ):
                used.add(one.id)
                return _named(ref, named)
        return ref

    effective: list[Mention] = []
    for mention in mentions:
        source = mention.source.id
        changes: dict[str, object] = {name: renamed(getattr(mention, name), source) for name in _NAMED_SLOTS}
        changes["metric"] = renamed(mention.metric, source, metric=True)
        for name in _LISTED_SLOTS:
            changes[name] = tuple(renamed(ref, source) for ref in getattr(mention, name))
        changed = {name: value for name, value in changes.items() if value != getattr(mention, name)}
        effective.append(rebuilt(mention, base=base, **changed) if changed else mention)
    return effective, [one for one, _ in aliases if one.id not in used]


def _named(ref: Ref, named: Named) -> Ref:
    return replace(ref, id=named.id, label=named.label, type=named.type or ref.type)


class Pair(Protocol):
    """What compares two mentions."""

    @property
    def a(self) -> Mention: ...
    @property
    def b(self) -> Mention: ...


class Decisions:
    """Decisions about pairs of claims, by claim and by place. `mentions` are the effective ones, where there are such."""

    def __init__(self, judgements: Iterable[Judgement], mentions: Iterable[Mention] = ()) -> None:
        anchors = Anchors(mentions)
        self._by: dict[frozenset[str], Judgement] = {}
        self._places: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        self._anchors: dict[str, Anchor] = {}
        for one in in_order(judgements):
            if one.decision not in (Decision.SAME, Decision.NOT_SAME):
                continue
            sides = [self._names(anchor, anchors) for anchor in one.targets]
            for left in sides[0]:
                for right in sides[1]:
                    self._by[frozenset((left, right))] = one

    def _names(self, anchor: Anchor, anchors: Anchors) -> set[str]:
        """What a side of a decision goes by: the claim then, the claim now, and the words where they stand."""
        place = f"{key(anchor.exact)}\n{anchor.figure}\n{anchor.source.id or anchor.source.url or anchor.source.title}"
        self._places[key(anchor.exact), anchor.figure].add(place)
        self._anchors[place] = anchor
        found = anchors.find(anchor)
        return {place, *filter(None, (anchor.claim, found.claim if found else None))}

    def of(self, a: Mention, b: Mention) -> Judgement | None:
        """The last decision about the claims of these two."""
        if not self._by:
            return None
        found = {
            one.id: one
            for left in self._sides(a)
            for right in self._sides(b)
            if (one := self._by.get(frozenset((left, right)))) is not None
        }
        return in_order(found.values())[-1] if found else None

    def _sides(self, mention: Mention) -> list[str]:
        figure = mention.quantity.text if mention.quantity else None
        places = self._places.get((key(mention.quote.exact), figure), set())
        sources = Sources([mention.source]) if places else None
        here = [place for place in places if sources and sources.find(self._anchors[place].source)]
        return [mention.claim, *sorted(here)]


def decided(judgements: Iterable[Judgement] | Decisions, comparison: Pair) -> Judgement | None:
    """What a person last decided about the two claims of a comparison; give `Decisions` where many are asked."""
    decisions = judgements if isinstance(judgements, Decisions) else Decisions(judgements)
    return decisions.of(comparison.a, comparison.b)


def copies(judgements: Iterable[Judgement], sources: Iterable[Source]) -> list[tuple[str, str, Judgement]]:
    """Which source a person said copies which: ids of the copy and of the original, and who said so."""
    known = Sources(sources)
    found: list[tuple[str, str, Judgement]] = []
    for one in in_order(judgements):
        if one.decision is Decision.COPY_OF:
            copy, original = (known.find(source) for source in one.sources)
            if copy and original:
                found.append((copy[0], original[0], one))
    return found


def _short(words: str) -> str:
    return f"“{words[:40]}…”" if len(words) > 40 else f"“{words}”"


def _source_name(anchor: Anchor) -> str:
    source = anchor.source
    return source.title or source.name or source.url or source.id or "no source"


def placed(
    judgements: Iterable[Judgement], mentions: Iterable[Mention]
) -> dict[str, tuple[Mention | None, ...]]:
    """By judgement the mention of each of its places, None where it was not found; what the graph says of them."""
    anchors = Anchors(mentions)
    return {one.id: tuple(map(anchors.find, one.targets)) for one in in_order(judgements) if one.targets}
