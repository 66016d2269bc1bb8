"""Comparisons of claims, and what follows for their mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.lexicon import Lexicon
from kg.match.candidates import candidates
from kg.match.names import metric_key
from kg.match.pairs import pair
from kg.match.periods import SESSION, at_once
from kg.match.points import claim_in_base, points
from kg.match.rules import RULES
from kg.match.statements import restatements, voices_agree
from kg.match.words import words
from kg.model import ClaimType, Comparison, Mention, Relation, comparison, ids
from kg.model.comparison import order
from kg.reuse.moments import is_traded

NEAR = frozenset({Relation.OTHER_SCOPE, Relation.OTHER_BASIS})
"""Relations between claims of two near series, where the others are of one."""

IN_ONE_BREATH = frozenset({"from-to", "revised-at-once"})
"""Rules of two figures in one sentence: what they say holds where it is said again, not of each in another sentence."""


def comparisons(
    mentions: Iterable[Mention], *, lexicon: Lexicon, base: str = ids.DEFAULT_BASE
) -> list[Comparison]:
    """How the claims of these mentions stand to each other, by id: the same list for the same mentions in any order.

    Claims meet only within a family, so that the mentions of one family are enough for its comparisons.
    """
    every = list(mentions)
    found: dict[str, Comparison] = {}
    known = words(lexicon)
    told = points(every, lexicon)
    rank = {id(point): place for place, point in enumerate(told)}
    for first, second in candidates(told):
        one, other = (first, second) if rank[id(first)] < rank[id(second)] else (second, first)
        both = pair(one, other, known)
        if both is None:
            continue
        for rule in RULES:
            finding = rule(both)
            if finding is not None:
                made = comparison(
                    one.mention,
                    other.mention,
                    finding.relation,
                    slots=finding.slots,
                    why=finding.detail,
                    why_zh=finding.detail_zh,
                    rule=rule.__name__.replace("_", "-"),
                    confidence=finding.score * both.confidence,
                    base=base,
                )
                found[made.id] = made
                break
    found.update((one.id, one) for one in restatements(every, lexicon, base=base))
    return [found[key] for key in sorted(found)]


def pairs(
    found: Iterable[Comparison],
    mentions: Iterable[Mention],
    *,
    lexicon: Lexicon,
    base: str = ids.DEFAULT_BASE,
) -> Iterator[Comparison]:
    """Every two mentions that a comparison ties, in the order of the texts; those that make one claim are `same` or `restates`.

    Two mentions of one claim are the same only where it is known whose figure it is, and of what.
    """
    by_claim: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    known = words(lexicon)
    for mention in sorted(mentions, key=order):
        by_claim[claim_in_base(mention, known)].append(mention)
    out: list[Comparison] = []
    for same in by_claim.values():
        for i, a in enumerate(same):
            out += [_one_claim(a, b, base) for b in same[i + 1 :] if _determined(a, b, lexicon)]
    for one in found:
        statement = one.relation is Relation.RESTATES
        for a in by_claim[claim_in_base(one.a, known)]:
            for b in by_claim[claim_in_base(one.b, known)]:
                if statement and not voices_agree(a, b, lexicon):
                    continue
                if (one.a, one.b) != (a, b) and not _one_session(a, b):
                    continue
                if one.rule not in IN_ONE_BREATH or (_holds(a, b) and _holds(b, a)):
                    out.append(_between(a, b, one, base))
    return iter(sorted(out, key=lambda c: (order(c.a), order(c.b), c.relation)))


def _one_session(a: Mention, b: Mention) -> bool:
    """Whether two prices that say no day are of one session; what is no price need not be."""
    if (a.period and b.period) or not (is_traded(a) or is_traded(b)):
        return True
    return at_once(a, b, SESSION)


def _holds(a: Mention, b: Mention) -> bool:
    """Whether the quote of one mention has the figure of the other too."""
    return b.quantity is not None and b.quantity.text in a.quote.exact


def _determined(a: Mention, b: Mention, lexicon: Lexicon) -> bool:
    if a.type is ClaimType.STATEMENT:
        return bool(a.subject or (a.speaker and b.speaker)) and voices_agree(a, b, lexicon)
    q = a.quantity
    assert q is not None
    what = a.metric.label if a.metric else (q.counted or "")
    return (
        a.subject is not None
        and _one_session(a, b)
        and bool(what)
        and bool(metric_key(None, what, q.unit, lexicon))
    )


def _one_claim(a: Mention, b: Mention, base: str) -> Comparison:
    if a.type is ClaimType.STATEMENT:
        relation, slots = Relation.RESTATES, ("quote", "speaker")
        why, why_zh = "the same words", "文字相同"
    else:
        relation, slots = Relation.SAME, ("value", "period")
        why, why_zh = "the same claim: every slot agrees", "同一主张：各项一致"
    return comparison(
        a,
        b,
        relation,
        slots=slots,
        why=why,
        why_zh=why_zh,
        rule="one-claim",
        confidence=min(a.confidence, b.confidence),
        base=base,
    )


def _between(a: Mention, b: Mention, one: Comparison, base: str) -> Comparison:
    return comparison(
        a,
        b,
        one.relation,
        slots=one.slots,
        why=one.why,
        why_zh=one.why_zh,
        rule=one.rule,
        confidence=one.confidence,
        base=base,
    )
