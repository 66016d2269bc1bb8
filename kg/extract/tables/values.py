"""The number that a cell holds: 1,234.5, (320) for a loss, 12.3%, ↑ 1, 3.5亿, with or without a footnote mark."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.context import Context
from kg.model import Bound, Span

_NUMBER = regex.compile(
    r"\s*(?P<value>(?P<arrow>[↑↓▲▼△▽]\s?)?(?P<open>[(（])?(?P<sign>[-−–—+]\s?)?(?:(?P<symbol>[$€£¥])\s?)?"
    r"(?P<number>\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})++(?:\.\d+)?|\d++(?:\.\d+)?)\s?(?P<percent>%)?(?P<close>[)）])?)"
    r"\s*(?:[*†‡①-⑳]|\[\d{1,2}\]|[(（]\d[)）]|[(（]?注\d?[)）]?){0,2}\s*"
)
_GROUPING = regex.compile(r"[, \u00a0\u2009\u202f]")
_EMPTY = regex.compile(r"\s*(?:[-–—−─/]+|\.{2,}|…+|n\.?/?a\.?|nil|不适用|暂无|无|/)?\s*")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_NOTED = regex.compile(r"\s*[*†‡①-⑳]{0,2}\s*")


class Value(NamedTuple):
    """A number with its place; `form` is BARE where the cell names no unit."""

    start: int
    end: int
    form: Form
    value: Decimal
    code: str
    step: Decimal | None
    bound: Bound = Bound.EXACT
    lower: Decimal | None = None
    upper: Decimal | None = None
    counted: str | None = None
    arrow: int = 0
    """1 for ↑, -1 for ↓."""

    def bare_year(self, text: str) -> bool:
        """Whether the number may be a year."""
        return self.form is Form.BARE and _YEAR.fullmatch(text[self.start : self.end]) is not None


def empty(ctx: Context, cell: Span) -> bool:
    """Whether a cell says that there is nothing: -, n.a., 不适用."""
    return _EMPTY.fullmatch(ctx.folded, cell.start, cell.end) is not None


def value_of(ctx: Context, cell: Span) -> Value | None:
    """The number that fills a cell, None where words stand there too."""
    found = _NUMBER.fullmatch(ctx.folded, cell.start, cell.end)
    if found is not None and not (found["open"] and not found["close"]):
        return _written(found)
    for quantity in ctx.quantities.within(cell.start, cell.end):
        before = ctx.folded[cell.start : quantity.start].strip()
        if not _NOTED.fullmatch(ctx.folded, quantity.end, cell.end):
            continue
        if before in ("", "+", "-", "−"):
            return _recognised(quantity, negative=before in ("-", "−"))
        change = ctx.words("change-words").ending_at(_last(ctx, quantity.start), floor=cell.start)
        if change is not None and not ctx.folded[cell.start : change.start].strip():
            # 下降1.4个百分点
            return _recognised(quantity, negative=change.entry.get("sign") == "-1")
    return None


def _last(ctx: Context, at: int) -> int:
    return at - 1 if at and ctx.folded[at - 1] == " " else at


def _written(found: regex.Match[str]) -> Value:
    digits = _GROUPING.sub("", found["number"])
    value = Decimal(digits)
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    arrow = 0 if not found["arrow"] else -1 if found["arrow"][0] in "↓▼▽" else 1
    accounted = found["open"] is not None and (len(digits) > 1 or found["percent"] is not None)
    minus = found["sign"] is not None and found["sign"][0] in "-−–—"
    if minus or accounted or arrow < 0:
        value = -value
    form, code = Form.BARE, ""
    if found["percent"]:
        form, code, value, step = Form.PERCENT, "1", value / 100, step / 100
    elif found["symbol"]:
        form, code = Form.MONEY, {"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY"}[found["symbol"]]
    start, end = found.span("value")
    return Value(start, end, form, value, code, step, arrow=arrow)


def _recognised(quantity: QuantitySpan, *, negative: bool) -> Value:
    sign = -1 if negative else 1
    code = "" if quantity.form is Form.BARE else quantity.unit
    return Value(
        quantity.start,
        quantity.end,
        quantity.form,
        quantity.value * sign,
        code,
        quantity.step,
        quantity.bound,
        quantity.lower if sign > 0 else None,
        quantity.upper if sign > 0 else None,
        quantity.counted,
    )
