"""Comparisons of claims, and what follows for their mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.lexicon import Lexicon
from kg.match.candidates import candidates, mixed
from kg.match.names import metric_key
from kg.match.pairs import pair
from kg.match.passages import PASSAGE, in_passages
from kg.match.periods import SESSION, TICK, at_close, at_once, days_between, is_over, session
from kg.match.points import claim_in_base, is_condition, is_moving, is_named, is_of_event, points
from kg.match.rules import EXACT, NEAR_DAYS, NEXT_DAY, RULES
from kg.match.statements import restatements, voices_agree
from kg.match.words import Words, words
from kg.model import ClaimType, Comparison, Mention, Relation, Reuse, comparison, ids
from kg.model.agreement import telling
from kg.model.comparison import order

NEAR = frozenset({Relation.OTHER_SCOPE, Relation.OTHER_BASIS})
"""Relations between claims of two near series, where the others are of one."""

_AGREE = frozenset({Relation.SAME, Relation.ROUNDED})

IN_ONE_BREATH = frozenset({"from-to", "revised-at-once"})
"""Rules of two figures in one sentence: what they say holds where it is said again, not of each in another sentence."""


def comparisons(
    mentions: Iterable[Mention],
    *,
    lexicon: Lexicon,
    base: str = ids.DEFAULT_BASE,
    reuses: Sequence[Reuse] = (),
) -> list[Comparison]:
    """How the claims of these mentions stand to each other, by id: the same list for the same mentions in any order.

    Claims meet only within a family, so that the mentions of one family are enough for its comparisons. Mentions without a
    subject meet at the places of passages that their sources share, where `reuses` are given.
    """
    every = list(mentions)
    found: dict[str, Comparison] = {}
    known = words(lexicon)
    told = points(every, lexicon)
    unclear = mixed(told)
    rank = {id(point): place for place, point in enumerate(told)}
    for first, second in candidates(told):
        one, other = (first, second) if rank[id(first)] < rank[id(second)] else (second, first)
        both = pair(one, other, known, mixed=id(one) in unclear or id(other) in unclear)
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
    found = {one.id: one for one in _neighbours(found.values())}
    found.update((one.id, one) for one in restatements(every, lexicon, base=base))
    found.update((one.id, one) for one in in_passages(every, reuses, lexicon=lexicon, base=base))
    return [found[key] for key in sorted(found)]


def _neighbours(found: Iterable[Comparison]) -> Iterator[Comparison]:
    """All but the updates of one period that leave out a step: a count that runs through a day is told from one to the next."""
    latest: dict[str, Comparison] = {}
    for one in found:
        a, b = one.a.period, one.b.period
        if one.rule != "update" or a is None or b is None or a.key() != b.key():
            yield one
        elif one.b.id not in latest or order(latest[one.b.id].a) < order(one.a):
            latest[one.b.id] = one
    yield from latest.values()


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
            out += [_one_claim(a, b, base) for b in same[i + 1 :] if _determined(a, b, known, lexicon)]
    for one in found:
        if one.rule == PASSAGE:
            out.append(one)
            continue
        statement = one.relation is Relation.RESTATES
        for a in by_claim[claim_in_base(one.a, known)]:
            for b in by_claim[claim_in_base(one.b, known)]:
                if statement and not voices_agree(a, b, lexicon):
                    continue
                if (one.a, one.b) != (a, b) and not _may_stand(one, a, b, known, lexicon):
                    continue
                if one.rule not in IN_ONE_BREATH or (_holds(a, b) and _holds(b, a)):
                    out.append(_between(a, b, one, base))
    return iter(sorted(out, key=lambda c: (order(c.a), order(c.b), c.relation)))


def _may_stand(one: Comparison, a: Mention, b: Mention, known: Words, lexicon: Lexicon) -> bool:
    """Whether what holds of two claims holds of these two mentions too, which may be told at other times."""
    if one.relation not in _AGREE or a.quantity is None or b.quantity is None:
        return True
    if one.relation is Relation.ROUNDED and is_moving(a, known) and not (at_close(a) and at_close(b)):
        return at_once(a, b, TICK)
    return _one_state(a, b, known, lexicon)


def _one_state(a: Mention, b: Mention, known: Words, lexicon: Lexicon) -> bool:
    """Whether two mentions of one value can tell of one state, by what they say of its time and when they say it.

    Prices of a day that is not over, or of no day, are of one session, and so are the dead of an accident that says no day.
    Anything else that says no period is of one state where it is told within a day; later only a value of many digits is.
    """
    assert a.quantity is not None
    assert b.quantity is not None
    if is_condition(a, known) or is_condition(b, known):
        return False
    if is_moving(a, known) and not (a.period and b.period and (is_over(a) or is_over(b))):
        return at_once(a, b, session(a.quantity, b.quantity))
    if a.period and b.period:
        return True
    if is_of_event(a, known, lexicon):
        return at_once(a, b, SESSION)
    digits = min(telling(a.quantity), telling(b.quantity))
    apart = days_between(a, b)
    return apart is not None and apart <= (NEAR_DAYS if digits >= EXACT else NEXT_DAY)


def _holds(a: Mention, b: Mention) -> bool:
    """Whether the quote of one mention has the figure of the other too."""
    return b.quantity is not None and b.quantity.text in a.quote.exact


def _determined(a: Mention, b: Mention, known: Words, lexicon: Lexicon) -> bool:
    if a.type is ClaimType.STATEMENT:
        return bool(a.subject or (a.speaker and b.speaker)) and voices_agree(a, b, lexicon)
    q = a.quantity
    assert q is not None
    what = a.metric.label if a.metric else (q.counted or "")
    return (
        a.subject is not None
        and (is_named(a.subject, known) or a.source.id == b.source.id)
        and _one_state(a, b, known, lexicon)
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
