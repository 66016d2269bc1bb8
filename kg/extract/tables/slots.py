"""The slots of a cell: kind, unit and value, metric, subject and scope, period, baseline."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import regex

from kg.extract.annotations import Form
from kg.extract.context import Context
from kg.extract.tables.labels import Label
from kg.extract.tables.labels import metric_of as named_metric
from kg.extract.tables.setting import Cell, Setting
from kg.extract.tables.units import HeadUnit
from kg.extract.tables.wording import TableWords
from kg.folding import fold
from kg.model import Baseline, How, Kind, Period, Quantity, Ref, Span

_OF_PLACES = frozenset("省市区县州国盟府道") | {"地区", "自治区", "特别行政区", "全省", "全市"}
_YEARLESS = regex.compile(r"^(?!.*(?:(?:19|20)\d\d|\d\d\s?年|fy\s?\d|\d[qh]\d\d))", regex.IGNORECASE)
_PERCENT = (Form.PERCENT, Form.FRACTION)


def kind_of(ctx: Context, cell: Cell, setting: Setting, wording: TableWords) -> Kind:
    value = cell.value
    labels = cell.labels
    percent = value.form in _PERCENT or (value.form is Form.BARE and _is(_unit(cell, setting), Form.PERCENT))
    points = value.form is Form.POINTS or (value.form is Form.BARE and _is(_unit(cell, setting), Form.POINTS))
    told = next((label for label in labels if label.change or label.share), None)
    if (
        told is None
        and setting.title is not None
        and (percent or points)
        and not any(label.measures for label in labels)
    ):
        told = setting.title if setting.title.change or setting.title.share else None
    if points and told is not None and told.change:
        return Kind.POINT_CHANGE
    if told is not None and told.change:
        money = _unit_of(told.units, Form.MONEY) is not None
        if percent or value.form is Form.MULTIPLE:
            return Kind.GROWTH_RATE
        if value.form is Form.BARE and told.rate and not money and not _own_unit(cell):
            return Kind.GROWTH_RATE
        return Kind.ABSOLUTE_CHANGE
    if told is not None and percent:
        return Kind.SHARE
    if percent:
        words = " ".join(ctx.folded[label.span.start : label.span.end] for label in labels)
        if setting.title is not None:
            words += " " + ctx.folded[setting.title.span.start : setting.title.span.end]
        return Kind.LEVEL if wording.ratio_metric.search(words) else Kind.SHARE
    if value.form is Form.RANK:
        return Kind.RANK
    return Kind.RATIO if value.form is Form.MULTIPLE else Kind.LEVEL


def _is(unit: HeadUnit | None, form: Form) -> bool:
    return unit is not None and unit.form is form


def _unit_of(units: tuple[HeadUnit, ...], form: Form) -> HeadUnit | None:
    return next((unit for unit in units if unit.form is form), None)


def _own_unit(cell: Cell) -> HeadUnit | None:
    """The unit that a head or row name of the cell itself names."""
    return next((label.units[0] for label in cell.labels if label.units), None)


def _unit(cell: Cell, setting: Setting) -> HeadUnit | None:
    """The unit of a bare number: of its head, of its row, of the title or unit line (percent for a change or share)."""
    own = _own_unit(cell)
    if own is not None:
        return own
    told = next((label for label in cell.labels if label.change or label.share), None)
    percent = _unit_of(setting.units, Form.PERCENT)
    if told is not None and (told.rate or told.share):
        return percent or HeadUnit(Form.PERCENT, "1", Decimal("0.01"))
    return next((unit for unit in setting.units if unit.form is not Form.PERCENT), percent)


def quantity_of(
    ctx: Context, cell: Cell, setting: Setting, kind: Kind, metric: Ref | None, wording: TableWords
) -> Quantity:
    value = cell.value
    factor, code, counted = Decimal(1), value.code, value.counted
    if value.form is Form.BARE:
        unit = _unit(cell, setting)
        if unit is not None and unit.form is not Form.BARE:
            factor, code, counted = unit.factor, unit.code, unit.counted
        elif unit is not None:
            factor = unit.factor
        elif wording.score.search(metric.text if metric else ""):
            code = "{index}"
    if value.form is Form.MULTIPLE and kind is Kind.GROWTH_RATE:
        code = "1"
    code = code or "{count}"
    if code == "{count}" and counted is None and metric is not None:
        counted = metric.text
    number = value.value * factor
    return Quantity(
        value=number,
        text=ctx.text[value.start : value.end],
        unit=code,
        kind=kind,
        bound=value.bound,
        lower=None if value.lower is None else value.lower * factor,
        upper=None if value.upper is None else value.upper * factor,
        counted=counted if code == "{count}" else None,
        step=None if value.step is None else value.step * factor,
    )


def metric_of(
    ctx: Context, cell: Cell, setting: Setting, wording: TableWords
) -> tuple[Ref | None, How, Span | None]:
    """What is measured: named by a head or the row; for a bare 同比 by the row, the column beside it, or the title."""
    title = setting.title
    for label in cell.heads[::-1]:
        if label.measures and not label.generic and (metric := named_metric(label, ctx, wording)) is not None:
            return metric, How.HEAD, label.span
    for label in cell.names[::-1]:
        if label.measures and not label.entity and (metric := named_metric(label, ctx, wording)) is not None:
            return metric, How.ROW, label.span
    below = next((label for label in cell.names[::-1] if label.change and label.metric is None), None)
    if below is not None and setting.above is not None:
        return setting.above, How.ROW, below.span
    told = next((label for label in cell.heads[::-1] if label.change or label.share), None)
    if told is not None:
        if told.change:
            beside = _beside(ctx, cell, setting, wording)
            if beside is not None:
                return beside
        elif (metric := named_metric(told, ctx, wording)) is not None:
            return metric, How.HEAD, told.span
    for label in setting.corner:
        if label.metric is not None and (metric := named_metric(label, ctx, wording)) is not None:
            return metric, How.HEAD, label.span
    heads = [
        label
        for label in cell.heads
        if label.named and label.entity is None and label.period is None and not label.generic
    ]
    if heads and (metric := named_metric(heads[-1], ctx, wording)) is not None:
        return metric, How.HEAD, heads[-1].span
    if (
        title is not None
        and (title.measures or title.change)
        and (metric := named_metric(title, ctx, wording)) is not None
    ):
        return metric, How.TITLE, title.span
    for label in cell.names[::-1]:
        if label.named and label.entity is None and (metric := named_metric(label, ctx, wording)) is not None:
            return metric, How.ROW, label.span
    if told is not None:
        words = ctx.text[told.span.start : told.span.end].strip()
        return Ref(None, words, words, "Metric"), How.HEAD, told.span
    return None, How.MISSING, None


def _beside(
    ctx: Context, cell: Cell, setting: Setting, wording: TableWords
) -> tuple[Ref, How, Span | None] | None:
    """The metric of the measured column before a change: 出口额 | 同比."""
    for column in reversed([c for c in setting.measured if c < cell.column]):
        labels = setting.heads.get(column, ())
        if any(label.change for label in labels):
            continue
        for label in reversed(labels):
            if label.measures or (label.named and label.entity is None and label.period is None):
                metric = named_metric(label, ctx, wording)
                if metric is not None:
                    return metric, How.HEAD, label.span
        return None
    return None


def corporate(cell: Cell, setting: Setting, metric: Ref | None, wording: TableWords) -> bool:
    """Whether the figures are a company's own: its metric is, or that of the column beside a change or a share."""
    heads = [label.words for labels in setting.heads.values() for label in labels]
    told = any(label.change or label.share for label in cell.heads)
    words = " ".join([metric.text if metric else "", *(heads if told else [])])
    return wording.corporate.search(fold(words)) is not None


def whose(
    cell: Cell, setting: Setting, metric: Ref | None, *, corporate: bool = False
) -> tuple[Ref | None, tuple[Ref, ...], How]:
    """Subject and scope: a name in the row or head is whose figure it is, with the table's owner as scope.

    Words that name nobody narrow the owner's figure; the partners of a title such as 中国对…出口额 do so as well, and
    the regions of a company's own (`corporate`) figure.
    """
    named: list[Ref] = []
    plain: list[Ref] = []
    for label in (*cell.names, *cell.heads):
        if label.total or label.generic or label.period is not None or label.change or label.share:
            continue
        words = label.words
        if label.entity is not None and not (label.metric and label in cell.heads):
            named.append(_whole(label))
        elif label.named and words and (metric is None or words != metric.text):
            plain.append(Ref(None, words, words, "Thing"))
    named.sort(key=lambda ref: ref.type == "Place")
    if len(named) > 1 and all(ref.type == "Place" for ref in named):
        named.reverse()  # 江苏 | 苏州: the inner place is whose figure it is
    owner = setting.owner
    if named and owner is None and setting.titled and corporate and all(ref.type == "Place" for ref in named):
        return setting.topic, (*named, *plain), How.TOPIC
    if named and setting.partners and owner is not None and owner.key() not in [ref.key() for ref in named]:
        return owner, (*named, *plain), How.TITLE
    if named:
        kept = (owner,) if owner is not None and owner.type != "Place" else ()
        return named[0], (*named[1:], *plain, *kept), How.ROW
    if owner is not None:
        return owner, (*plain, *([setting.partner] if setting.partner else [])), How.TITLE
    if plain and not (setting.titled and corporate):
        return plain[0], tuple(plain[1:]), How.ROW
    return (setting.topic, tuple(plain), How.TOPIC) if setting.topic is not None else (None, (), How.MISSING)


def _whole(label: Label) -> Ref:
    """The name of a label, with the entity that it is, unless that is only a part of it: 上海港 is not Shanghai."""
    entity = label.entity
    assert entity is not None
    ref, words = entity.ref, label.words or entity.ref.text
    rest = words.replace(ref.text, "", 1).strip()
    if ref.type == "Place" and len(rest) > 0 and rest not in _OF_PLACES:
        return Ref(None, words, words, "Thing")
    return Ref(ref.id, ref.label, words, ref.type)


def period_of(cell: Cell, setting: Setting, kind: Kind) -> tuple[Period | None, How]:
    dated = [label.period for label in cell.labels if label.period is not None]
    if dated:
        outer = [*dated[1:], *(period for period in (setting.period, setting.year) if period is not None)]
        return _inside(dated[0], outer), How.HEAD
    own = setting.period or setting.year
    if any(label.previous for label in cell.labels) and own is not None:
        return _year_before(own), How.HEAD
    if kind in (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.POINT_CHANGE):
        others = _dated(cell, setting)
        if others:
            return others[-1], How.HEAD
    return setting.period, How.TITLE


def _inside(period: Period, outer: list[Period]) -> Period:
    """一季度 under 2021年: a part of a year is of the year that the outer head or the title names."""
    if not _YEARLESS.search(period.text):
        return period
    for year in outer:
        if (
            (year.end - year.start).days < 364
            or year.start.year != year.end.year
            or _YEARLESS.search(year.text)
        ):
            continue
        shift = year.start.year - period.start.year
        if shift and period.start.year == period.end.year:
            moved = [_in_year(day, year.start.year) for day in (period.start, period.end)]
            return Period(
                moved[0], moved[1], period.text, period.at, f"of {year.start.year}, which a head names"
            )
        break
    return period


def _year_before(period: Period) -> Period:
    year = period.start.year - 1
    first, last = (
        _in_year(period.start, year),
        _in_year(period.end, year + period.end.year - period.start.year),
    )
    return Period(first, last, period.text, None, "a year before the title's")


def _in_year(day: date, year: int) -> date:
    last = day == _month_end(day)
    moved = date(year, day.month, min(day.day, 28))
    return _month_end(moved) if last else moved.replace(day=day.day) if day.day <= 28 else moved


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


def _dated(cell: Cell, setting: Setting) -> list[Period]:
    """The periods of the other columns under the same outer head, the earliest first."""
    outer = cell.heads[0].span if len(cell.heads) > 1 else None
    found: list[Period] = []
    for column, labels in setting.heads.items():
        if column not in setting.measured or (outer is not None and not (labels and labels[0].span == outer)):
            continue
        inner = next((label.period for label in reversed(labels) if label.period is not None), None)
        if inner is not None and inner not in found:
            found.append(inner)
    return sorted(found, key=lambda period: period.end)


def baseline_of(
    ctx: Context, cell: Cell, setting: Setting, kind: Kind, period: Period | None
) -> Baseline | None:
    if kind not in (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.POINT_CHANGE):
        return None
    labels = (*cell.labels, *([setting.title] if setting.title else []))
    told = next((label.baseline for label in labels if label.baseline is not None), None)
    if isinstance(told, str):
        return told
    if told is not None and told.first is not None and told.last is not None:
        if period is not None and period.start.year - told.first.year == 1:
            return "yoy"
        return Period(told.first, told.last, ctx.text[told.start : told.end])
    dated = _dated(cell, setting)
    if period is not None and len(dated) == 2 and dated[-1] == period:
        first = dated[0]
        if (period.start.year - first.start.year, period.start.month) != (1, first.start.month):
            return first
    return "yoy"
