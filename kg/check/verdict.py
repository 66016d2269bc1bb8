"""From a proposal to a check: both sides worked out in each reading, the verdict, and one sentence that says it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kg.check.formula import Formula
from kg.check.proposal import Proposal
from kg.check.spans import cut_off, rounded
from kg.check.wording import say
from kg.model import Check, Interval, Quantity, Role, Verdict, check
from kg.model.ids import DEFAULT_BASE

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SURE = 0.5
"""Under this confidence no figure serves to say that something fails."""
SURE_ACROSS = 0.75
"""The same where the figures stand in several sources, which nothing but subject, metric and period ties together."""


def decide(proposal: Proposal, *, base: str = DEFAULT_BASE) -> Check | None:
    """The check, or None where a proposal is worth a word only when it holds, and does not."""
    formula = Formula.parse(proposal.formula)
    letters = LETTERS[: len(proposal.figures)]
    rounding = _sides(formula, proposal, rounded)
    cutting = _sides(formula, proposal, cut_off)
    confidence = min(figure.mention.confidence for figure in proposal.figures)
    verdict, doubt = _verdict(formula.relation, proposal, rounding, cutting, confidence)
    if proposal.only_if_holds and verdict is not Verdict.HOLDS:
        return None
    if proposal.only_if_told and verdict is Verdict.CANNOT_TELL:
        return None
    written = {letter: figure.quantity.text for letter, figure in zip(letters, proposal.figures, strict=True)}
    written |= {name: words for name, _, words in proposal.given}
    shown = formula.shown(written)
    why, why_zh = say(verdict, doubt, formula.relation, shown, *rounding, proposal.figures)
    return check(
        proposal.identity,
        tuple(
            Role(letter, name, figure.mention)
            for letter, name, figure in zip(letters, proposal.names, proposal.figures, strict=True)
        ),
        formula=proposal.formula,
        shown=shown,
        computed=rounding[0],
        printed=rounding[1],
        verdict=verdict,
        why=why,
        why_zh=why_zh,
        rule=proposal.rule,
        confidence=round(confidence * proposal.weight, 4),
        base=base,
    )


def _sides(
    formula: Formula, proposal: Proposal, reading: Callable[[Quantity], Interval]
) -> tuple[Interval, Interval]:
    known = {name: interval for name, interval, _ in proposal.given}
    for letter, figure in zip(LETTERS, proposal.figures, strict=False):
        known[letter] = reading(figure.quantity)
    return formula.sides(known)


def _verdict(
    relation: str,
    proposal: Proposal,
    rounding: tuple[Interval, Interval],
    cutting: tuple[Interval, Interval],
    confidence: float,
) -> tuple[Verdict, tuple[str, str]]:
    """The verdict, and of what cannot be told the reason in both languages."""
    if relation == "<=":
        return _ordered(proposal, rounding, cutting, confidence)
    computed, printed = rounding
    if computed.overlaps(printed):
        if not computed.bounded:
            return Verdict.CANNOT_TELL, ("one of the figures has an open side", "其中有数字未给出上限或下限")
        if _coarse(computed, printed):
            return Verdict.CANNOT_TELL, ("the figures are written too coarsely", "数字写得过于粗略")
        return Verdict.HOLDS, ("", "")
    if proposal.at_most and computed.below(printed):
        return Verdict.CANNOT_TELL, ("the list may leave something out", "所列部分可能并不完整")
    if cutting[0].overlaps(cutting[1]):
        return Verdict.CANNOT_TELL, (
            "they agree only if digits were cut off instead of rounded",
            "只有在截断而非四舍五入时才相符",
        )
    if proposal.otherwise and _holds_too(proposal.otherwise, proposal):
        return Verdict.CANNOT_TELL, ("they agree with the roles changed", "对调角色后相符")
    return _failing(proposal, confidence)


def _holds_too(formula: str, proposal: Proposal) -> bool:
    computed, printed = _sides(Formula.parse(formula), proposal, rounded)
    return computed.bounded and computed.overlaps(printed)


def _ordered(
    proposal: Proposal,
    rounding: tuple[Interval, Interval],
    cutting: tuple[Interval, Interval],
    confidence: float,
) -> tuple[Verdict, tuple[str, str]]:
    less, more = rounding
    if less.at_most(more):
        return Verdict.HOLDS, ("", "")
    if more.below(less) and cutting[1].below(cutting[0]):
        return _failing(proposal, confidence)
    return Verdict.CANNOT_TELL, ("the figures are too close or open", "两数过于接近或未给出界限")


def _failing(proposal: Proposal, confidence: float) -> tuple[Verdict, tuple[str, str]]:
    if not proposal.sure:
        return Verdict.CANNOT_TELL, (proposal.doubt, proposal.doubt_zh)
    sources = {figure.source for figure in proposal.figures}
    if confidence < (SURE if len(sources) == 1 else SURE_ACROSS):
        return Verdict.CANNOT_TELL, (
            "one of the figures was read with little confidence",
            "其中有数字的识别把握不足",
        )
    return Verdict.FAILS, ("", "")


def _coarse(computed: Interval, printed: Interval) -> bool:
    """Whether what is computed allows nearly anything: more than twice the printed value to choose from."""
    assert computed.lower is not None
    assert computed.upper is not None
    ends = [abs(end) for end in (printed.lower, printed.upper) if end is not None]
    size = max(ends, default=Decimal(0))
    return bool(size) and computed.upper - computed.lower > 2 * size
