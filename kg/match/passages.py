"""Mentions that meet because they stand at one place of a copied passage, where a series cannot bring them together.

A figure whose subject nobody knows is in no family, and meets nobody; its copy is the same figure all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.lexicon import Lexicon
from kg.match.points import is_condition, is_moving
from kg.match.statements import voices_agree
from kg.match.words import Words, words
from kg.model import Comparison, Mention, Relation, Reuse, comparison, ids
from kg.model.agreement import Agreement, agreement, slip
from kg.reuse.moments import at_once, at_two_times
from kg.reuse.places import met

PASSAGE = "aligned-passage"
"""The rule: what it says holds of the two mentions, not of whoever else makes claims of these words."""

_SURE = 0.8


def in_passages(
    mentions: Iterable[Mention],
    reuses: Sequence[Reuse],
    *,
    lexicon: Lexicon,
    base: str = ids.DEFAULT_BASE,
) -> list[Comparison]:
    """How mentions stand to those at the same place of a passage that both sources share, where one of the two names no subject.

    The same or rounded figures, a slipped digit, and statements in the same words; by id. An id is that of the two mentions:
    claims without a subject are made in many texts that have nothing to do with each other.
    """
    of_source: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        of_source[mention.source.id].append(mention)
    known = words(lexicon)
    found = {
        one.id: one
        for reuse in reuses
        for a, b in met(reuse, of_source[reuse.earlier.id], of_source[reuse.later.id])
        for one in _compared(a, b, known, lexicon, base)
    }
    return [found[key] for key in sorted(found)]


def _compared(a: Mention, b: Mention, known: Words, lexicon: Lexicon, base: str) -> Iterator[Comparison]:
    if (_has_family(a) and _has_family(b)) or at_two_times(a, b):
        return
    told = _figures(a, b, known) if a.quantity else _statements(a, b, lexicon)
    if told is None:
        return
    relation, slots, why, why_zh = told
    made = comparison(
        a,
        b,
        relation,
        slots=slots,
        why=f"{why}, at one place of a passage that the two sources share",
        why_zh=f"{why_zh}，位于两份来源相同段落的同一处",
        rule=PASSAGE,
        confidence=_SURE * min(a.confidence, b.confidence),
        base=base,
    )
    yield replace(made, id=f"{base}comparison/{ids.digest(*sorted((a.id, b.id)), relation.value)}")


def _has_family(m: Mention) -> bool:
    """Whether a mention is in a family, so that a series, or the words of a speaker, can bring it together with others."""
    return m.subject is not None or (m.quantity is None and m.speaker is not None)


_Told = tuple[Relation, tuple[str, str], str, str]


def _figures(a: Mention, b: Mention, known: Words) -> _Told | None:
    one, other = a.quantity, b.quantity
    if one is None or other is None or (one.kind, one.unit) != (other.kind, other.unit):
        return None
    if is_condition(a, known) or is_condition(b, known):
        return None
    if a.metric and b.metric and a.metric.key() != b.metric.key():
        return None
    values = f"{one.text} / {other.text}"
    agreed = agreement(one, other)
    if agreed is Agreement.EQUAL and one.bound is other.bound:
        return Relation.SAME, ("value", "quote"), f"{values}: the same value", f"{values}：数值相同"
    # a price may have moved on between two texts in the same words
    if is_moving(a, known) and not at_once(a, b):
        return None
    if agreed in (Agreement.EQUAL, Agreement.ROUNDED, Agreement.CUT):
        why = f"{values}: they agree to the precision of the coarser", f"{values}：按较粗一方的精度一致"
        return Relation.ROUNDED, ("value", "quote"), *why
    if agreed is Agreement.DIFFERENT and slip(one, other) is not None and not is_moving(a, known):
        return (
            Relation.CONTRADICTS,
            ("value", "quote"),
            f"{values}: a slipped digit or unit",
            f"{values}：疑有笔误",
        )
    return None


def _statements(a: Mention, b: Mention, lexicon: Lexicon) -> _Told | None:
    if a.modality is not b.modality or not voices_agree(a, b, lexicon):
        return None
    return Relation.RESTATES, ("quote", "speaker"), "the same statement", "同一陈述"
