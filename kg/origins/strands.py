"""Strands: mentions of one figure that are one text, because they stand in one source or one source copies another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.lexicon import Lexicon
from kg.match.words import plain
from kg.model import Link, Mention, Reuse, Source, Via
from kg.model.comparison import order
from kg.origins.archive import day_of
from kg.origins.documents import Cited, outlet_key
from kg.origins.groups import Sets, aligned
from kg.origins.words import Why, why

OCCASION = 7
"""Days within which two texts that tell the same words of one speaker tell one occasion."""
_WORDS = 12
"""Characters of a quotation from which on the same words are the same utterance, whatever the day."""


@dataclass(slots=True)
class Strand:
    """Mentions that are one text: places of one source, copies."""

    mentions: list[Mention]
    links: list[Link] = field(default_factory=list)
    end: Cited | None = None
    speaker: Mention | None = None


def by_sources(reuse: Iterable[Reuse], sources: Iterable[str]) -> dict[frozenset[str], Reuse]:
    """What is shared by each two of these sources (IRIs)."""
    known = frozenset(sources)
    return {
        frozenset((one.later.id, one.earlier.id)): one
        for one in sorted(reuse, key=lambda one: one.id)
        if one.later.id in known and one.earlier.id in known
    }


def strands(
    mentions: Sequence[Mention],
    cites: Mapping[str, Sequence[Cited]],
    near: Mapping[frozenset[str], Reuse],
    lexicon: Lexicon,
) -> list[Strand]:
    """The strands of one figure's mentions (in order); `cites` has the documents that each mention names, `near` the copies."""
    sets = Sets()
    links: list[Link] = []
    by_source: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        by_source[m.source.id].append(m)
    for places in by_source.values():
        main = next((m for m in places if cites[m.id] or m.speaker), places[0])
        for m in places:
            if m.id != main.id:
                sets.join(m.id, main.id)
                links.append(link(m, main.id, Via.SAME_SOURCE, "", True, why(Via.SAME_SOURCE)))
    for m in (places[0] for places in by_source.values()):
        taken = _taken(by_source[m.source.id], by_source, near, lexicon)
        if taken is not None:
            sets.join(taken.start, taken.end)
            links.append(taken)
    of_strand: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        of_strand[sets.find(m.id)].append(m)
    found = [Strand(sorted(of_strand[name], key=order)) for name in sorted(of_strand)]
    for strand in found:
        inside = {m.id for m in strand.mentions}
        strand.links = [one for one in links if one.start in inside]
    return found


def occasions(strands: list[Strand]) -> list[list[Strand]]:
    """Strands of one speaker by occasion: told within days of each other, or in the very same words."""
    sets = Sets()
    ordered = sorted(strands, key=lambda s: order(s.mentions[0]))
    names = {id(s): s.mentions[0].id for s in ordered}
    words: dict[str, str] = {}
    for before, strand in zip([None, *ordered], ordered, strict=False):
        name = names[id(strand)]
        sets.join(name, name)
        if before is not None:
            one, other = day_of(before.mentions[0].source), day_of(strand.mentions[0].source)
            if one and other and (other - one).days <= OCCASION:
                sets.join(name, names[id(before)])
        for m in strand.mentions:
            said = plain(m.quote.exact)
            if len(said) >= _WORDS:
                sets.join(name, words.setdefault(said, name))
    found: dict[str, list[Strand]] = defaultdict(list)
    for strand in ordered:
        found[sets.find(names[id(strand)])].append(strand)
    return [found[name] for name in sorted(found)]


def credits_another(source: Source, lexicon: Lexicon) -> bool:
    """Whether the credit line names another outlet than the one that published it."""
    if not source.credited:
        return False
    return not source.publisher or outlet_key(source.credited, lexicon) != outlet_key(
        source.publisher, lexicon
    )


def link(m: Mention, end: str, how: Via, words: str, read: bool, reason: Why) -> Link:
    """A link from a mention to a mention or an origin (IRI); `words` are those of the text, `read` is whether its end was."""
    return Link(m.id, end, how, words, read, reason.en, reason.zh)


def _taken(
    own: Sequence[Mention],
    by_source: Mapping[str, Sequence[Mention]],
    near: Mapping[frozenset[str], Reuse],
    lexicon: Lexicon,
) -> Link | None:
    """Which text this source took the passage from: of several the one that it shares most with, then the latest."""
    source = own[0].source
    found: list[tuple[bool, object, tuple[str, ...], Link]] = []
    for other, theirs in by_source.items():
        shared = near.get(frozenset((source.id, other)))
        if shared is None or other == source.id:
            continue
        # where nobody knows who was first, the link leads to the one that comes first in order
        if shared.later.id != source.id:
            continue
        pairs = [pair for p in shared.passages for pair in aligned(p, theirs, own)]
        if pairs:
            one, other_side = min(pairs, key=lambda pair: order(pair[1]))
            how = Via.COPIED if shared.known else Via.SHARED
            reason = Why(shared.why, shared.why_zh)
            rank = (shared.known, shared.share, tuple(map(str, order(one))))
            found.append((*rank, link(other_side, one.id, how, "", True, reason)))
    credit = _credited(own, by_source, lexicon)
    if found and (credit is None or max(found, key=lambda f: f[:3])[0]):
        return max(found, key=lambda f: f[:3])[3]
    return credit or (max(found, key=lambda f: f[:3])[3] if found else None)


def _credited(
    own: Sequence[Mention], by_source: Mapping[str, Sequence[Mention]], lexicon: Lexicon
) -> Link | None:
    """A text of the outlet that the credit line names, where it is in the graph with this figure and no later."""
    source = own[0].source
    if not credits_another(source, lexicon):
        return None
    wanted = outlet_key(source.credited or "", lexicon)
    found = [
        theirs[0]
        for theirs in by_source.values()
        if theirs[0].source.id != source.id
        and outlet_key(theirs[0].source.publisher or "", lexicon) == wanted
        and not credits_another(theirs[0].source, lexicon)
        and (day_of(theirs[0].source) or date.min) <= (day_of(source) or date.max)
    ]
    if not found:
        return None
    one = max(found, key=order)
    return link(own[0], one.id, Via.CREDITED, source.credited or "", True, why(Via.CREDITED))
