"""Whether a slot that was found says what the gold says."""

from __future__ import annotations

from decimal import Decimal

from kg.evaluate.items import Interval, Item, Names
from kg.model import ClaimType

SLOTS = {
    ClaimType.QUANTITY: (
        "value",
        "unit",
        "kind",
        "bound",
        "metric",
        "subject",
        "scope",
        "period",
        "baseline",
        "speaker",
        "cites",
        "modality",
    ),
    ClaimType.STATEMENT: ("speaker", "subject", "cites", "modality"),
}
"""What is judged of a mention that was found."""

FRAMES = {
    ClaimType.QUANTITY: ("value", "unit", "kind", "metric", "subject", "period"),
    ClaimType.STATEMENT: ("speaker",),
}
"""The slots that must all be right for the frame to be right."""

_NEARLY = Decimal("1e-9")
_SHORTER = Decimal("0.5")
_YEAR, _MONTH = 360, 31


def right(slot: str, gold: Item, found: Item) -> bool:
    """Whether this slot agrees."""
    match slot:
        case "value":
            return same_number(gold.value, found.value)
        case "metric" | "subject" | "speaker":
            return same_name(getattr(gold, slot), getattr(found, slot))
        case "scope" | "cites":
            return same_set(getattr(gold, slot), getattr(found, slot))
        case "period":
            return same_period(gold.period, found.period)
        case "baseline":
            return same_baseline(gold.baseline, found.baseline)
    return (getattr(gold, slot) or None) == (getattr(found, slot) or None)


def wrong_slots(gold: Item, found: Item) -> list[str]:
    """The slots of the frame that disagree; none when the frame is right."""
    return [slot for slot in FRAMES[gold.type] if not right(slot, gold, found)]


def same_number(gold: Decimal | None, found: Decimal | None) -> bool:
    """The same number, but for what a division leaves behind its last digit."""
    if gold is None or found is None:
        return gold is found
    return abs(gold - found) <= _NEARLY * max(abs(gold), abs(found), Decimal(1))


def same_name(gold: Names, found: Names) -> bool:
    """One of the wordings equals or holds one of the others, the shorter at least half as long; nothing equals nothing.

    >>> same_name(("阿里巴巴国际站", "国际站"), ("国际站平台",)), same_name(("交易额",), ())
    (True, False)
    """
    if not gold or not found:
        return not gold and not found
    return any(
        a == b or ((a in b or b in a) and min(len(a), len(b)) >= _SHORTER * max(len(a), len(b)))
        for a in gold
        for b in found
    )


def same_set(gold: tuple[Names, ...], found: tuple[Names, ...]) -> bool:
    """Each that the gold names is found, and nothing is found that the gold does not name."""
    return all(any(same_name(a, b) for b in found) for a in gold) and all(
        any(same_name(a, b) for a in gold) for b in found
    )


def same_period(gold: Interval | None, found: Interval | None) -> bool:
    """Both ends agree: to a day, or to a month where the period is a year or longer."""
    if gold is None or found is None:
        return gold is found
    slack = _MONTH if (gold[1] - gold[0]).days >= _YEAR else 1
    return all(abs((a - b).days) <= slack for a, b in zip(gold, found, strict=True))


def same_baseline(gold: str | Interval | None, found: str | Interval | None) -> bool:
    """The same word (`yoy`), or intervals that agree as periods do."""
    if isinstance(gold, str) or isinstance(found, str):
        return gold == found
    return same_period(gold, found)
