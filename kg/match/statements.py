"""Statements that say the same: by aligned text and who says it, never by a guess."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.lexicon import Lexicon
from kg.match.families import family_of
from kg.match.names import subject_key
from kg.match.words import Words, plain, words
from kg.model import ClaimType, Comparison, Mention, Relation, comparison, ids
from kg.model.comparison import order

_SHINGLE = 3
_COMMON = 60
"""A shingle of so many statements tells nothing."""
_SHARED = 0.25
"""Shingles of the shorter text that must stand in the other before the two are aligned."""
_BLOCK = 2
"""Characters of an aligned stretch at least."""
_RUN = 5
"""Characters that one aligned stretch must have."""
_LEAST = 0.68
"""Share of the shorter text that must be aligned."""
_SHORT = 6
_TELLS = 0.9
"""Share from which a text of one side may lack a name for who says it."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """One statement claim: its first mention, all of them, its folded letters."""

    mention: Mention
    mentions: tuple[Mention, ...]
    text: str
    families: frozenset[str]


def restatements(
    mentions: Iterable[Mention], lexicon: Lexicon, *, base: str = ids.DEFAULT_BASE
) -> list[Comparison]:
    """Pairs of statements of one family that are one proposition in two wordings."""
    known = words(lexicon)
    by_claim: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type is ClaimType.STATEMENT and (mention.subject or mention.speaker):
            by_claim[mention.claim].append(mention)
    said = [_said(sorted(same, key=order), lexicon) for same in by_claim.values()]
    said.sort(key=lambda one: order(one.mention))
    found = []
    for one, other in _candidates(said):
        if not one.families & other.families:
            continue
        between = _voices(one, other, lexicon)
        if between is None:
            continue
        share = aligned(one.text, other.text, known)
        if share is None:
            continue
        a, b = between
        silent = a.speaker is None or b.speaker is None
        if share >= _LEAST:
            found.append(_comparison(a, b, share, silent=silent, base=base))
    return found


def voices_agree(one: Mention, other: Mention, lexicon: Lexicon) -> bool:
    """Whether two mentions have one speaker, or one of them names none."""
    if one.speaker is None or other.speaker is None:
        return True
    a, b = (subject_key(ref.id, ref.label, lexicon) for ref in (one.speaker, other.speaker))
    shorter, longer = sorted((plain(one.speaker.label), plain(other.speaker.label)), key=len)
    return a == b or (len(shorter) >= 2 and longer.endswith(shorter))


def aligned(one: str, other: str, known: Words) -> float | None:
    """The share of the shorter of two folded texts that stands in the other, in order; None where they cannot be one statement.

    They cannot where one has a negation or a number beside the aligned stretches that the other lacks there.
    """
    blocks = [
        block
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        if block.size >= _BLOCK
    ]
    if not blocks or max(block.size for block in blocks) < min(_RUN, len(one), len(other)):
        return None
    rests = (_rest(one, [(b.a, b.size) for b in blocks]), _rest(other, [(b.b, b.size) for b in blocks]))
    negated = [known.negation.search(known.no_negation.sub("", rest)) is not None for rest in rests]
    if negated[0] != negated[1]:
        return None
    numbers = [Counter(c for c in rest if c.isdigit()) for rest in rests]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return None
    return sum(block.size for block in blocks) / min(len(one), len(other))


def _said(same: list[Mention], lexicon: Lexicon) -> Said:
    families = frozenset(family for mention in same for family in family_of(mention, lexicon))
    return Said(same[0], tuple(same), plain(same[0].quote.exact), families)


def _candidates(said: list[Said]) -> Iterator[tuple[Said, Said]]:
    """Pairs that share enough shingles of text, each once, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    shingles: list[set[str]] = []
    for index, one in enumerate(said):
        own = {one.text[i : i + _SHINGLE] for i in range(len(one.text) - _SHINGLE + 1)}
        shingles.append(own if len(one.text) >= _SHORT else set())
        for shingle in shingles[-1]:
            places[shingle].append(index)
    for index, own in enumerate(shingles):
        shared: Counter[int] = Counter()
        for shingle in own:
            if len(places[shingle]) <= _COMMON:
                shared.update(other for other in places[shingle] if other > index)
        for other, count in sorted(shared.items()):
            if count >= max(2, _SHARED * min(len(own), len(shingles[other]))):
                yield said[index], said[other]


def _voices(one: Said, other: Said, lexicon: Lexicon) -> tuple[Mention, Mention] | None:
    """The first two mentions whose speakers agree."""
    return next(
        ((a, b) for a in one.mentions for b in other.mentions if voices_agree(a, b, lexicon)),
        None,
    )


def _rest(text: str, blocks: list[tuple[int, int]]) -> str:
    """What stands between the aligned stretches and beside them."""
    parts, at = [], 0
    for start, size in blocks:
        parts.append(text[at:start])
        at = start + size
    return " ".join([*parts, text[at:]])


def _comparison(a: Mention, b: Mention, share: float, *, silent: bool, base: str) -> Comparison:
    who = "one of them names no speaker" if silent else "by one speaker"
    who_zh = "其中一方未指明说话者" if silent else "出自同一说话者"
    return comparison(
        a,
        b,
        Relation.RESTATES,
        slots=("quote", "speaker"),
        why=f"{share:.0%} of the shorter text stands in the other, {who}",
        why_zh=f"较短一方的文字有{share:.0%}见于另一方，{who_zh}",
        rule="aligned-words",
        confidence=min(a.confidence, b.confidence) * min(1.0, 0.5 + share / 2),
        base=base,
    )
