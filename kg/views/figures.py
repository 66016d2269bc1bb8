"""Short words for what a claim says: `+46%`, `2021-04 – 2022-03`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from kg.graph.names import units
from kg.lexicon import Lexicon
from kg.model import Bound, Kind
from kg.views.facts import local_name
from kg.views.records import ClaimRecord, PeriodSlot
from kg.views.words import in_languages, is_chinese

_SIGNS: dict[str, str] = {Bound.APPROX: "≈ ", Bound.MIN: "≥ ", Bound.MAX: "≤ "}


def figure_text(claim: ClaimRecord) -> str:
    """A quantity in as few characters as tell it.

    A rate of change is written out with its sign (`+46%`, `-1.3 pp`), anything else as the source writes it
    (`近240亿人民币`), because a person looks for those very words.
    """
    if claim.value is None:
        return ""
    kind = local_name(claim.kind) if claim.kind else ""
    written = next((said.value_text for said in claim.utterances if said.value_text), None)
    if kind in (Kind.GROWTH_RATE, Kind.POINT_CHANGE) and claim.unit_code in ("1", "[pp]"):
        bound = local_name(claim.bound) if claim.bound else ""
        if bound == Bound.RANGE and claim.lower is not None and claim.upper is not None:
            return f"{_rate(claim.lower, claim.unit_code)} … {_rate(claim.upper, claim.unit_code)}"
        return _SIGNS.get(bound, "") + _rate(claim.value, claim.unit_code)
    return written or number_text(claim.value, claim.unit_code)


def number_text(value: Decimal, code: str | None) -> str:
    """A number with its unit: `46%` for a fraction, `24,000,000,000 CNY`."""
    if code == "1":
        return f"{_plain(value * 100)}%"
    if code == "[pp]":
        return f"{_plain(value)} pp"
    return f"{_plain(value)} {code.strip('{}[]')}" if code else _plain(value)


def period_text(period: PeriodSlot) -> str:
    """A period as short as it can be told exactly: `2021`, `2022-01 – 2022-04`, `2022-06-01 09:58`."""
    start, end = period.start, period.end
    if start == end:
        return f"{start} {period.at}" if period.at else start
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return f"{start} – {end}"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if first.month == 1 and last.month == 12:
            return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
        months = f"{start[:7]} – {end[:7]}"
        return start[:7] if start[:7] == end[:7] else months
    return f"{start} – {end}"


def _rate(value: Decimal, code: str) -> str:
    return ("+" if value > 0 else "") + number_text(value, code)


def _plain(value: Decimal) -> str:
    """Grouped digits without trailing zeros: 8,940,000,000,000."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_UNITLESS = frozenset({"{count}", "{rank}", "{index}", "{fold}"})
_SCALES: dict[str, tuple[tuple[int, str], ...]] = {
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
    "en": ((12, " tn"), (9, " bn"), (6, " m")),
}


def scaled_text(value: Decimal, code: str | None, language: str, *, called: str = "") -> str:
    """A number as a person of that language writes it, without more digits than it has: `8.94万亿美元`, `8.94 tn USD`, `46%`.

    `called` is the unit's name in that language; in Chinese it stands behind the number, in English the code does.
    """
    if code in ("1", "[pp]"):
        return number_text(value, code)
    unit = "" if code in (None, *_UNITLESS) else _unit(str(code), called if language == "zh" else "")
    for power, word in _SCALES[language]:
        if abs(value) >= Decimal(10) ** power:
            number = _plain(value.scaleb(-power))
            return f"{number.replace(',', '') if language == 'zh' else number}{word}{unit}"
    return _plain(value) + unit


def amount_text(value: Decimal, code: str | None, language: str, *, lexicon: Lexicon) -> str:
    """`scaled_text` with the name that the vocabulary has for the unit of this code."""
    entry = units(lexicon).get(code or "")
    return scaled_text(value, code, language, called=in_languages(entry.labels)[language] if entry else "")


def _unit(code: str, called: str) -> str:
    if is_chinese(called):
        return called
    return f" {code}".replace("[", "").replace("]", "")
