"""Values handed out by 分别: the n-th belongs to the n-th name, metric, kind or circumstance of a list before it.

印度、越南，增速分别为8.7%、7.5% · 营收和净利润分别为10亿元、2亿元 · 钢铁、电力行业利润分别增长5%和6%
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import NamedTuple

import regex

from kg.extract.annotations import EntitySpan, Form, QuantitySpan
from kg.extract.context import Context
from kg.extract.zh.clues import Clue
from kg.extract.zh.groups import governed, skip
from kg.extract.zh.phrases import NounPhrase, parse
from kg.extract.zh.rows import IN_TURN
from kg.extract.zh.runs import walk_back
from kg.model import How, Ref, Span, Step

_ITEMS = regex.compile(r"[、，,]|和|及|与|以及")
_LINKS = regex.compile(r"、|以及|[和及与](?![谐平睦美])")
_GAP = regex.compile(r"[、，,和及与\s]{1,3}|以及")
_WHEN = ("前", "后", "後", "内", "外")
_KIND = regex.compile(
    r"(?:行业|产业|城市|地区|区域|板块|市场|产品|业务|领域|企业|消费者|客户|用户|品类|车型|省份|国家|群体|人群|指数|概念股|渠道|项目|材料|部门)"
)
"""The noun that a list of kinds names once, at its end: 钢铁、电力|行业."""
_TAIL = regex.compile(
    r"(?:等|这?(?:[两二三四五六七八九十]|\d{1,2})(?:大|个|家|类|种|地|者|市|省|款|项|条)).{0,6}$"
)
"""等行业, 两地, 三大板块 at the end of a list."""
_WHOLE = ("全国", "全球", "全省", "全市", "全县", "世界", "国内")
_OWNER = regex.compile(r"(?:该?公司|集团|本集团|其|全国|全市|全省|国内|我国)(?=.{2})")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """What a value is handed: a whole `name`, which only narrows where it stands `aside`, or an item of a list."""

    at: int
    """Where the list begins."""
    name: Ref | None = None
    aside: bool = False
    others: tuple[Ref, ...] = ()
    """All the names of the list."""
    metric: Ref | None = None
    owner: Ref | None = None
    """Who stands before the list: 公司|营收和净利润."""
    item: Ref | None = None
    part: bool = False
    """Whether the item is a whole of which something is a part: 占全国、西部地区的比重."""
    scope: tuple[Ref, ...] = ()


class Slots(NamedTuple):
    """What is known of a value when its turn comes."""

    metric: Ref | None
    subject: Ref | None
    scope: tuple[Ref, ...]
    of_metric: Step
    of_subject: Step


def handed(ctx: Context, clue: Clue, turn: Turn, slots: Slots) -> Slots:
    """The slots of a value with what its place in a list gives it."""
    metric, subject, scope, of_metric, of_subject = slots
    told = of_subject._replace(how=How.IN_TURN, at=Span(turn.at, clue.quantity.start))
    if turn.name is not None and not turn.aside:
        keys = {ref.key() for ref in turn.others}
        scope = tuple(ref for ref in scope if ref.key() not in keys)
        return Slots(metric, turn.name, scope, of_metric, told)
    if turn.name is not None:
        clause = clue.sentence.clause_at(turn.at)
        named = parse(ctx, clause.start, turn.at)
        there = Step("", How.HERE if clause is clue.clause else How.CLAUSE, at=Span(clause.start, turn.at))
        if named.metric is not None:
            metric, of_metric = named.metric, there._replace(cost=of_metric.cost)
        if named.subject is not None:
            subject, of_subject = named.subject, there._replace(cost=of_subject.cost)
        return Slots(metric, subject, (turn.name,), of_metric, of_subject)
    metric, of_metric = turn.metric or metric, of_metric._replace(how=How.IN_TURN, at=told.at)
    if turn.item is None:
        return Slots(metric, turn.owner or subject, turn.scope or scope, of_metric, of_subject)
    owner = turn.owner or (subject if turn.part else None)
    if owner is None and subject is not None and subject.type in ("Organization", "Platform", "Place"):
        inside = subject.text in ctx.text[turn.at : clue.quantity.start]
        owner = subject if of_subject.cost < 0.3 and not inside else None
    if owner is None and not turn.part:
        return Slots(metric, turn.item, turn.scope, of_metric, told)
    return Slots(metric, owner, (turn.item, *turn.scope), of_metric, told)


def in_turn(ctx: Context, clue: Clue) -> Turn | None:
    """What of a list before 分别 a value belongs to; None where nothing is handed out."""
    words = list(IN_TURN.finditer(ctx.folded, clue.sentence.start, clue.quantity.start))
    if not words:
        return None
    word = words[0]
    start = clue.sentence.clause_at(word.start()).start
    values = [q for q in ctx.quantities.within(word.end(), clue.sentence.end) if q.form is clue.quantity.form]
    place = next((i for i, q in enumerate(values) if q is clue.quantity), None)
    if place is None:
        return None
    dates = ctx.periods.within(clue.sentence.start, word.start())
    if len(dates) == len(values) > 1 and _in_a_row(ctx, dates):
        return None  # the dates are handed out: see `Dating`
    if len(values) > 1:
        found = _named(ctx, clue, start, word.start(), place, len(values)) or _circumstance(
            ctx, start, word.start(), place, len(values)
        )
        if found is not None:
            return found
    row = row_of(ctx, words[-1].end(), clue.sentence.end, clue.quantity)
    if len(row) < 2:
        return None
    at = next(i for i, q in enumerate(row) if q is clue.quantity)
    for handed in reversed(words):
        opened = clue.sentence.clause_at(handed.start()).start
        found = _named(ctx, clue, opened, handed.start(), at, len(row)) or _item(
            ctx, opened, handed.start(), at, len(row)
        )
        if found is not None:
            return found
    return None


def _in_a_row(ctx: Context, spans: list[EntitySpan] | list) -> bool:  # type: ignore[type-arg]
    """Whether nothing but links of a list stands between spans."""
    return all(_ITEMS.match(ctx.folded, a.end) and b.start - a.end <= 3 for a, b in itertools.pairwise(spans))


def _named(ctx: Context, clue: Clue, start: int, end: int, place: int, count: int) -> Turn | None:
    """印度、越南和尼泊尔，增速分别为87%，75%和74%."""
    names = list(ctx.entities.within(clue.sentence.start, end))
    for first in range(len(names) - count, -1, -1):
        run = names[first : first + count]
        if len(run) == count and _in_a_row(ctx, run):
            refs = tuple(span.ref for span in run)
            return Turn(
                run[0].start, refs[place], aside=governed(ctx, start, run[0].start) is True, others=refs
            )
    return None


def _circumstance(ctx: Context, start: int, end: int, place: int, count: int) -> Turn | None:
    """在抵销跨分部交易前和抵销后分别为A和B: two circumstances of one metric."""
    within = ctx.folded.rfind("在", start, end)
    if within < 0:
        return None
    items = [item for item in _ITEMS.split(ctx.text[within + 1 : end]) if item.strip()]
    if len(items) != count:
        return None
    words = _completed(items[0].strip(), items[place].strip())
    return Turn(within, Ref(None, words, words, "Thing"), aside=True)


def _completed(first: str, other: str) -> str:
    """The later of two circumstances with what it leaves out: 抵销内部交易前和抵销后 → 抵销内部交易后."""
    if (
        first[-1:] in _WHEN
        and other[-1:] in _WHEN
        and len(other) < len(first)
        and first.startswith(other[:-1])
    ):
        return first[:-1] + other[-1]
    return other


def place_in_row(ctx: Context, clue: Clue, count: int) -> int | None:
    """Which of the values that the clause's own 分别 hands out one is, where they are `count`."""
    word = IN_TURN.search(ctx.folded, clue.clause.start, clue.quantity.start)
    row = row_of(ctx, word.end(), clue.sentence.end, clue.quantity) if word is not None else []
    return row.index(clue.quantity) if len(row) == count else None


def row_of(ctx: Context, start: int, end: int, quantity: QuantitySpan) -> list[QuantitySpan]:
    """The values of one kind that follow one another in a list, with the given one among them.

    分别由30%、8%下调至29%、7% has two rows, the second as long as the first.
    """
    rows: list[list[QuantitySpan]] = []
    for value in ctx.quantities.within(start, end):
        if value.form is Form.RANK:
            continue
        last = rows[-1][-1] if rows else None
        linked = last is not None and _GAP.fullmatch(ctx.folded, last.end, value.start) is not None
        if last is not None and linked and value.form is last.form:
            rows[-1].append(value)
        elif len(rows) == 2 or (rows and len(rows[0]) < 2):
            break
        else:
            rows.append([value])
    row = next((row for row in rows if quantity in row), [])
    return row if row and len(row) == len(rows[0]) else []


def _item(ctx: Context, start: int, end: int, place: int, count: int) -> Turn | None:
    """The n-th of what a list of metrics or kinds names: 营收和净利润, 钢铁、电力行业净利润."""
    end = walk_back(ctx, end, start).end
    opened = skip(ctx, start, end)
    if not 3 <= end - opened <= _LONGEST:
        return None
    pieces = pieces_of(ctx, opened, end)
    if len(pieces) != count:
        return None
    if any(_is_name(ctx, first, last) for first, last in pieces):
        return None
    told = [parse(ctx, first, last) for first, last in pieces]
    measured = [phrase.metric is not None and phrase.listed for phrase in told]
    if all(measured):
        return _metric(ctx, told, pieces, place)
    if measured[-1] and not any(measured[:-1]):
        return _kind(ctx, told[-1], pieces, place)
    return None


def _is_name(ctx: Context, start: int, end: int) -> bool:
    name = ctx.entities.starting_at(start)
    return name is not None and name.end == end and name.ref.type == "Index"


def pieces_of(ctx: Context, start: int, end: int) -> list[tuple[int, int]]:
    pieces, at = [], start
    for link in _LINKS.finditer(ctx.folded, start, end):
        inside = ctx.entities.covering(*link.span()) or ctx.metrics.covering(*link.span())
        if inside is None and link.start() > at:
            pieces.append((at, link.start()))
            at = link.end()
    return [*pieces, (at, end)]


def _metric(ctx: Context, told: list[NounPhrase], pieces: list[tuple[int, int]], place: int) -> Turn | None:
    """营收和净利润: metrics of one owner, or one metric of several things (汽油价格和柴油价格)."""
    start, metric = pieces[0][0], told[place].metric
    assert metric is not None
    labels = {phrase.metric.label for phrase in told if phrase.metric is not None}
    if len(labels) == 1:
        first, end = pieces[place]
        whose = ctx.text[first : _measure(ctx, first, end)].strip(" 的")
        item = told[place].subject or (Ref(None, whose, whose, "Group") if len(whose) > 1 else None)
        return Turn(start, metric=metric, item=item) if item is not None else None
    if len(labels) != len(told):
        return None
    return Turn(start, metric=metric, owner=told[0].subject, scope=told[place].scope)


def _measure(ctx: Context, start: int, end: int) -> int:
    """Where the bare metric at the end of a piece begins: 价格 in 二线城市新房价格."""
    known = ctx.every_metric.ending_at(end, floor=start + 2) or ctx.every_metric.ending_at(end, floor=start)
    named = parse(ctx, start, end).metric
    return known.start if known is not None else ctx.text.rfind(named.text if named else "。", start, end)


def _kind(ctx: Context, last: NounPhrase, pieces: list[tuple[int, int]], place: int) -> Turn | None:
    """钢铁、电力行业净利润: the metric stands behind the last kind only, and so may the noun for all of them."""
    metric = last.metric
    assert metric is not None
    first, end = pieces[0][0], pieces[-1][1]
    until = _measure(ctx, pieces[-1][0], end)
    when = ctx.periods.ending_at(until, floor=pieces[-1][0])
    until = when.start if when is not None else until
    if until <= pieces[-1][0]:
        return None
    owner: Ref | None = None
    part = ctx.folded[first] == "占"
    first += part
    name = ctx.entities.starting_at(first)
    pronoun = _OWNER.match(ctx.folded, first, pieces[0][1])
    if name is not None and pieces[0][1] - name.end >= 2:
        owner, first = name.ref, skip(ctx, name.end, pieces[0][1])
    elif pronoun is not None:
        first = pronoun.end()
    words = [ctx.text[a:b].strip(" 的") for a, b in pieces]
    words[0] = ctx.text[first : pieces[0][1]].strip(" 的")
    words[-1] = _TAIL.sub("", ctx.text[pieces[-1][0] : until].strip(" 的"))
    kind = _KIND.search(words[-1], 1)
    rest: tuple[Ref, ...] = ()
    if kind is not None:
        more = words[-1][kind.end() :].strip("的")
        rest = (Ref(None, more, more, "Thing"),) if len(more) > 1 else ()
        words[-1] = words[-1][: kind.end()]
        words = [word if word.endswith((kind[0], *_WHOLE)) else word + kind[0] for word in words]
    if any(not 2 <= len(word) <= 14 for word in words):
        return None
    known = ctx.entities.starting_at(pieces[place][0])
    whole = known is not None and known.end == pieces[place][1]
    item = known.ref if known is not None and whole else Ref(None, words[place], words[place], "Group")
    return Turn(pieces[0][0], metric=metric, owner=owner, item=item, part=part, scope=rest)
