"""Comparisons as people decided them: for whoever builds on which claims are the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.judge.anchors import Anchors
from kg.judge.apply import Decisions
from kg.model import Comparison, Decision, Judgement, Mention, Relation, comparison
from kg.model.ids import DEFAULT_BASE

_AGREE = frozenset({Relation.SAME, Relation.ROUNDED, Relation.RESTATES})


def as_decided(
    compared: Iterable[Comparison],
    judgements: Sequence[Judgement],
    mentions: Sequence[Mention],
    *,
    base: str = DEFAULT_BASE,
) -> list[Comparison]:
    """What the machine compared, less what people say is not the same, with what they say is.

    Relations that do not say that two claims agree stay as they are beside a decision that they are not the same.
    """
    found = list(compared)
    if not judgements:
        return found
    decisions = Decisions(judgements, mentions)
    kept = [one for one in found if not (one.relation in _AGREE and _refused(decisions, one))]
    together = {frozenset((one.a.claim, one.b.claim)) for one in kept if one.relation in _AGREE}
    anchors = Anchors(mentions)
    for one in judgements:
        if one.decision is not Decision.SAME:
            continue
        a, b = (anchors.find(target) for target in one.targets)
        if a is None or b is None or frozenset((a.claim, b.claim)) in together:
            continue
        if decisions.of(a, b) is one:  # and nobody decided otherwise later
            together.add(frozenset((a.claim, b.claim)))
            kept.append(_said(one, a, b, base))
    return sorted(kept, key=lambda one: one.id)


def _refused(decisions: Decisions, one: Comparison) -> bool:
    said = decisions.of(one.a, one.b)
    return said is not None and said.decision is Decision.NOT_SAME


def _said(one: Judgement, a: Mention, b: Mention, base: str) -> Comparison:
    return comparison(
        a,
        b,
        Relation.SAME if a.quantity else Relation.RESTATES,
        slots=("claim", "claim"),
        why=f"{one.author} decided so: {one.reason}",
        why_zh=f"{one.author}判定：{one.reason}",
        rule="judgement",
        confidence=1.0,
        base=base,
    )
