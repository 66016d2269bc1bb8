"""The unit that a head, a title or a unit line names for the numbers below it: 亿元, 万人, %, RMB million."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from kg.extract.annotations import Form
from kg.extract.context import Context
from kg.extract.tables.wording import TableWords
from kg.extract.units import LOCAL_MONEY, tables

_FILL = regex.compile(r"(?:\s|of\b|in\b|人均(?=\d))+")
_PARTS = regex.compile(r"\s*(?:[、,，;；]|\bor\b|和|及)\s*")
_EXCEPT = regex.compile(r"除外|另有|注明|说明|except|unless|otherwise|stated")
_LEFT = regex.compile(r"[\p{Han}]{1,6}|[a-z ]{2,16}")


class HeadUnit(NamedTuple):
    """What a number below is multiplied by and measured in; `counted` is the counted thing, where the unit names one."""

    form: Form
    code: str
    factor: Decimal
    counted: str | None = None


def units_in(ctx: Context, words: str, wording: TableWords) -> list[HeadUnit]:
    """The units in the words of a bracket or a unit line, [] where any part of them is none.

    >>> # 亿元 → CNY × 10^8; 万人 → {count} × 10^4 of 人; 亿元、% → both; 上半年 → []
    """
    lead = wording.unit_lead.match(words)
    words = words[lead.end() :] if lead else words
    found: list[HeadUnit] = []
    for part in _PARTS.split(words.strip(" 　:：()（）")):
        if _EXCEPT.search(part) and found:
            continue
        unit = _unit(ctx, part.strip(), wording, sure=lead is not None)
        if unit is None:
            return []
        found.append(unit)
    return found


def _unit(ctx: Context, words: str, wording: TableWords, *, sure: bool) -> HeadUnit | None:
    known = tables(ctx.analysis.lexicon)
    at, scale = 0, Decimal(1)
    scaled, form, code, factor, counted = False, None, "", Decimal(1), None
    while at < len(words):
        fill = _FILL.match(words, at)
        if fill:
            at = fill.end()
            continue
        if words[at] in "/每" and form is not None:
            break  # 元/吨
        step = max((label for label in wording.scales if words.startswith(label, at)), key=len, default=None)
        unit = known.units.starting(words, at)
        symbol = _symbol(ctx, words, at)
        if step is not None and (unit is None or len(step) >= unit[0] - at):
            scale, scaled, at = scale * wording.scales[step], True, at + len(step)
        elif unit is not None and _whole(words, at, unit[0]):
            end, told = unit
            if form is None or code == LOCAL_MONEY or told.code != LOCAL_MONEY:
                form, code, factor = told.form, told.code, told.factor or Decimal(1)
            if told.form is Form.COUNT:
                counted = words[at:end]
            at = end
        elif symbol is not None and form is None:
            form, code, at = Form.MONEY, symbol[1], at + symbol[0]
        elif (scaled or sure) and form in (None, Form.COUNT) and _LEFT.fullmatch(words, at):
            return HeadUnit(Form.COUNT, "{count}", scale, words[at:].removeprefix("个").strip() or None)
        else:
            return None
    if code == LOCAL_MONEY:
        code = known.currency(ctx.source.region)
    if form is None:
        return HeadUnit(Form.BARE, "", scale) if scaled else None
    return HeadUnit(form, code, scale * factor, counted)


def _symbol(ctx: Context, words: str, at: int) -> tuple[int, str] | None:
    """The currency sign that starts here: its length and code."""
    for end in range(min(len(words), at + 4), at, -1):
        found = tables(ctx.analysis.lexicon).symbols.ending(words[:end], end)
        if found is not None and found[0] == at:
            return end - at, found[1]
    return None


def _whole(words: str, start: int, end: int) -> bool:
    """Whether a unit in Latin letters is a whole word here."""
    return not (
        words[end - 1].isascii() and words[end - 1].isalpha() and words[end : end + 1].isalpha()
    ) and not (
        words[start].isascii()
        and words[start].isalpha()
        and start > 0
        and words[start - 1].isascii()
        and words[start - 1].isalpha()
    )
