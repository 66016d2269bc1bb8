"""The rules that say what a figure measures: one visible list, tried in order, the first that answers wins.

Each rule takes a `Clue` (a quantity in its clause) and returns a `Reading` or None. A mention carries the name of the
rule that read it. To add one: write a function with a one-sentence docstring and an example, and put it into `RULES`.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.metrics import as_metric, metric_of
from kg.extract.zh.clues import Clue, Reading, Rule
from kg.extract.zh.groups import members
from kg.extract.zh.located import owned_thing, reach_of_count, those_from
from kg.extract.zh.phrases import NounPhrase, parse
from kg.extract.zh.rules_behind import amount_of, holding, quake, shared_object, sum_of, toll
from kg.extract.zh.rules_compared import compared, part_of_base
from kg.extract.zh.rules_deals import (
    deal_of,
    exchange_rate,
    sold_for,
    traded_net,
)
from kg.extract.zh.rules_shares import (
    noun_behind,
    rate_kind,
    rate_level,
    share_among,
    share_noun,
    share_of_whole,
)
from kg.extract.zh.runs import walk_back
from kg.folding import fold
from kg.lexicon import Hit
from kg.model import Kind, Ref

_RATES = (Form.PERCENT, Form.FRACTION, Form.MULTIPLE)
_TRANSITIVE = regex.compile(r"下调|上调|调升|削减|提高|降低|增加|减少|压缩|缩减|扩大")
_SLOWED = regex.compile(
    r"(?:增长|成长|上升|下降|下跌)(?:率|速度|幅度)?(?:已|将|则|也|预计)?(?:进一步|大幅|明显|逐步|小幅)?(?:放缓|趋缓|减缓|加快|加速|收窄|扩大|回落|提速|提高)?$"
)
"""出口增长放缓|至12.5%: what slows down is a growth."""
_WHOLE_WORLD = regex.compile(r".*(?:全球|世界|全世界)")
_MULTIPLE_OF = regex.compile(r"的?(?:预期|动态|静态|远期)?(?:市盈率|市净率|市销率|本益比|杠杆|pe\b|pb\b|p/e)")
_DESCRIBED = 8
"""Characters before a number in a clause that only describes the name behind it."""
_HELD_AGAINST = regex.compile(
    r"(?:仅|只|约|已|几乎|大约|大概|则|将近)*(?:是|为|相当于|等于|达到?了?)[^，。；]{1,24}$"
)
_RANKED = regex.compile(
    r"(?:全球|世界|全国|行业)?(?:的)?(?:排名|排在|位列|位居|名列|跃居|跃升|高居|稳居|居|排)(?:[^，。；\d]{0,8})$"
)
_SPREAD = regex.compile(r"(?:利差|息差|价差|基差|信用点差|点差)$")


def point_change(clue: Clue) -> Reading | None:
    """Percentage points are a change of a rate: 占54.3%，较去年同期提高0.4个百分点."""
    if clue.quantity.form is not Form.POINTS:
        return None
    inside = clue.ctx.words("difference-words").within(clue.floor, clue.quantity.start)
    if inside:
        # 高于网站整体活跃买家数增幅11个百分点: the thing compared with is no subject
        phrase = parse(clue.ctx, clue.floor, inside[-1].start)
        return Reading("point_change", Kind.POINT_CHANGE, phrase, _sign(inside[-1]), confidence=0.8)
    word = clue.run.of("change-words") or clue.change_after()
    if word is None and _SPREAD.search(clue.ctx.folded, clue.floor, clue.run.end):
        # 利差为38个基点: a spread is measured in points
        return Reading("point_change", Kind.LEVEL, clue.phrase())
    sign = clue.more or (_sign(word) if word else 1)
    return Reading("point_change", Kind.POINT_CHANGE, clue.phrase(), sign)


def rank(clue: Clue) -> Reading | None:
    """A rank: 出口额位居全球第三, 流量和存量稳居全球前三."""
    if clue.quantity.form is not Form.RANK:
        return None
    ctx = clue.ctx
    among = ctx.entities.ending_at(clue.quantity.start)
    placed = among is not None and among.ref.type == "Place" and among.start > clue.floor
    if among is None or not placed:
        phrase = _ranked_by(clue, clue.run.end)
        return Reading("rank", Kind.RANK, clue.phrase() if phrase.metric is None else phrase)
    # 存量稳居|全球|前三: what stands between is whom it is ranked among
    phrase = _ranked_by(clue, walk_back(ctx, among.start, clue.floor).end)
    if phrase.metric is None:
        return Reading("rank", Kind.RANK, clue.phrase())
    return Reading("rank", Kind.RANK, replace(phrase, scope=(*phrase.scope, among.ref)))


def _ranked_by(clue: Clue, end: int) -> NounPhrase:
    """The phrase of what is ranked, without the verb: 成交额|位列, 订单总量|排名."""
    verb = _RANKED.search(clue.ctx.folded, clue.floor, end)
    by = parse(clue.ctx, clue.floor, verb.start()) if verb is not None else None
    return by if by is not None and by.metric is not None else parse(clue.ctx, clue.floor, end)


def change_to(clue: Clue) -> Reading | None:
    """A level after a change: 减少至2.3亿元, 由1天缩短至3小时."""
    word = clue.run.of("to-words")
    if word is None or clue.quantity.form in (Form.POINTS, Form.RANK):
        return None
    phrase = clue.phrase()
    kind = Kind.LEVEL
    if clue.quantity.form in (Form.PERCENT, Form.FRACTION):
        inside = clue.ctx.words("rate-nouns").within(clue.clause.start, word.start)
        slower = _SLOWED.search(clue.ctx.folded, clue.floor, word.start)
        kind = Kind.GROWTH_RATE if inside or slower else rate_kind(phrase.metric)
    return Reading("change_to", kind, phrase)


def change_rate(clue: Clue) -> Reading | None:
    """A relative change behind its change word: 交易额同比增长46%, 跌幅达3.2%, 与上月持平."""
    if clue.quantity.form not in _RATES:
        return None
    if clue.ctx.folded.endswith("持平", clue.quantity.start, clue.quantity.end):
        return Reading("change_rate", Kind.GROWTH_RATE, clue.phrase(), unit="1")
    word = clue.run.of("change-words")
    if word is None:
        return None
    if clue.quantity.form is Form.MULTIPLE and clue.run.words and _is_ratio(clue):
        return None
    phrase = clue.phrase()
    behind = noun_behind(clue) if phrase.metric is None else None
    if behind is not None:
        # 将减少约22%的国内航班
        phrase = replace(phrase, metric=behind)
    return Reading("change_rate", Kind.GROWTH_RATE, phrase, _sign(word), unit="1")


def change_of_object(clue: Clue) -> Reading | None:
    """A relative change whose thing stands between change word and value: 下调公司明年盈利预测2%."""
    if clue.quantity.form not in (Form.PERCENT, Form.FRACTION):
        return None
    if clue.run.of("change-words") or clue.run.of("level-words"):
        return None
    words = [
        w
        for w in clue.ctx.words("change-words").within(clue.floor, clue.run.end)
        if _TRANSITIVE.fullmatch(clue.ctx.folded, w.start, w.end)
    ]
    if not words:
        return None
    what = parse(clue.ctx, words[-1].end, clue.run.end)
    if what.metric is None or not what.listed:
        return None
    return Reading("change_of_object", Kind.GROWTH_RATE, what, _sign(words[-1]), unit="1", confidence=0.8)


def change_rate_after(clue: Clue) -> Reading | None:
    """A relative change before its change word: 实现了2~3倍的增长, 保持20%增长."""
    if clue.quantity.form not in _RATES:
        return None
    word = clue.change_after()
    if word is None:
        return None
    return Reading("change_rate_after", Kind.GROWTH_RATE, clue.phrase(), _sign(word), unit="1")


def multiple(clue: Clue) -> Reading | None:
    """N times another thing: 是2019年的3倍; with a change word anywhere in the clause it is growth."""
    if clue.quantity.form is not Form.MULTIPLE:
        return None
    inside = clue.ctx.words("change-words").within(clue.clause.start, clue.quantity.start)
    if inside and not _is_ratio(clue) and not _MULTIPLE_OF.match(clue.ctx.folded, clue.quantity.end):
        phrase = parse(clue.ctx, clue.floor, inside[-1].start)
        return Reading("multiple", Kind.GROWTH_RATE, phrase, _sign(inside[-1]), unit="1", confidence=0.8)
    if clue.ctx.folded.find("翻", clue.quantity.start, clue.quantity.end) >= 0 and not _is_ratio(clue):
        # 将产能翻倍: the verb is the change
        return Reading("multiple", Kind.GROWTH_RATE, clue.phrase(), unit="1", confidence=0.8)
    held = _HELD_AGAINST.search(clue.ctx.folded, clue.floor, clue.run.end) if _is_ratio(clue) else None
    # PCB价值量|达普通服务器的近10倍: what it is held against stands before 的
    phrase = clue.phrase() if held is None else clue.phrase(held.start())
    return Reading("multiple", Kind.RATIO, phrase, unit="{fold}", confidence=0.7)


def net_change(clue: Clue) -> Reading | None:
    """A difference in the metric's own unit: 净增6400万, 减少了3.2亿元."""
    if clue.quantity.form in (*_RATES, Form.POINTS, Form.RANK):
        return None
    word = clue.run.of("change-words")
    if word is None:
        word = clue.change_after() if clue.quantity.form is Form.INDEX else None
        if word is None:
            return _net_of_object(clue)
    # 货物贸易出口增长，达8.94万亿元: a verb of level nearer than the change word makes it a level
    level = clue.run.of("level-words")
    if level is not None and level.start > word.start and level.entry.label not in ("超过", "逾"):
        return Reading("level", Kind.LEVEL, clue.phrase())
    phrase = clue.phrase()
    counted_at = clue.quantity.counted_at
    if counted_at is not None and counted_at[1] - counted_at[0] > 1 and not phrase.listed:
        # 青禾县新增约4万个就业岗位: what is counted is what there is more of
        whose = phrase.subject or (
            replace(phrase.metric, type="Thing") if phrase.metric is not None else None
        )
        phrase = replace(phrase, metric=_counted_metric(clue.ctx, clue.quantity), subject=whose)
    deal = clue.ctx.verbs.starting_at(word.start)
    if deal is not None and deal.entry.get("nature") == "deal" and not phrase.listed:
        # 通过大宗交易减持不超过130万股: the deal is what its number measures
        phrase = replace(phrase, metric=metric_of(clue.ctx, deal.start, deal.end))
    return Reading("net_change", Kind.ABSOLUTE_CHANGE, phrase, _sign(word))


def _net_of_object(clue: Clue) -> Reading | None:
    """净增用户1.1亿: the metric stands between the change word and the value."""
    net = [
        w
        for w in clue.ctx.words("change-words").within(clue.floor, clue.run.end)
        if w.entry.get("nature") == "net"
    ]
    if not net:
        return None
    whose, what = parse(clue.ctx, clue.floor, net[-1].start), parse(clue.ctx, net[-1].end, clue.run.end)
    if what.metric is None:
        return None
    return Reading("net_change", Kind.ABSOLUTE_CHANGE, replace(whose, metric=what.metric), _sign(net[-1]))


def counted(clue: Clue) -> Reading | None:
    """A number of counted things, which are the metric: 有近1200万家小微企业, 覆盖74个城市."""
    quantity, folded = clue.quantity, clue.ctx.folded
    # 现场的|17万人: people behind 的 are counted, elsewhere 人 is only the unit
    people = folded.endswith("人", 0, quantity.end) and folded.endswith("的", 0, quantity.start)
    if quantity.form is not Form.COUNT or not ((quantity.counted and quantity.counted_at) or people):
        return None
    listed = members(clue.ctx, clue.floor, quantity.start)
    # in 德国、法国、西班牙等|12个国家 the names are what is counted
    phrase = clue.phrase() if listed is None else parse(clue.ctx, clue.floor, listed)
    if phrase.metric is not None and phrase.listed and clue.run.words:
        return Reading("counted", Kind.LEVEL, phrase)
    subject = phrase.subject
    if phrase.scope and _WHOLE_WORLD.fullmatch(
        clue.ctx.folded, max(clue.floor, quantity.start - 3), quantity.start
    ):
        # 提供全球21种语言: the reach is that of the things counted
        phrase = replace(
            phrase, scope=tuple(ref for ref in phrase.scope if not _WHOLE_WORLD.fullmatch(fold(ref.text)))
        )
    metric = _counted_metric(clue.ctx, quantity)
    scope = phrase.scope + tuple(
        ref
        for ref in (
            reach_of_count(clue.ctx, quantity.start, clue.floor),
            those_from(clue.ctx, quantity, clue.floor, clue.clause.end),
            _owned(clue, phrase),
        )
        if ref is not None
    )
    whose = _whose(clue) if subject is None else None
    phrase = replace(phrase, metric=metric, subject=whose or subject, scope=scope)
    return Reading("counted", Kind.LEVEL, phrase, confidence=0.8)


def _whose(clue: Clue) -> Ref | None:
    """拥有2500万居民的|上海: the name that a clause with the figure only describes."""
    ctx, quantity = clue.ctx, clue.quantity
    if quantity.counted_at is None or ctx.folded[quantity.counted_at[1] : quantity.counted_at[1] + 1] != "的":
        return None
    named = ctx.entities.starting_at(quantity.counted_at[1] + 1)
    if named is None or named.ref.type not in SUBJECT_TYPES:
        return None
    if not 2 <= quantity.start - clue.clause.start <= _DESCRIBED or ctx.entities.within(
        clue.clause.start, quantity.start
    ):
        return None
    return named.ref


def _owned(clue: Clue, phrase: NounPhrase) -> Ref | None:
    """What of the subject's the things counted belong to."""
    owner = clue.ctx.entities.starting_at(phrase.start)
    if owner is None or phrase.subject is None or owner.ref is not phrase.subject:
        return None
    return owned_thing(clue.ctx, owner, clue.quantity.start)


def level(clue: Clue) -> Reading | None:
    """The quantity itself: 四季度收入为2040.52亿元."""
    phrase = clue.phrase()
    if not phrase.listed:
        phrase = traded_net(clue) or phrase
    sold = sold_for(clue) if not phrase.listed else None
    if sold is not None:
        phrase = replace(parse(clue.ctx, clue.floor, clue.quantity.start - 1), metric=sold)
    if phrase.metric is None:
        phrase = replace(phrase, metric=deal_of(clue))
    return Reading("level", Kind.LEVEL, phrase, confidence=0.85)


RULES: tuple[Rule, ...] = (
    point_change,
    quake,
    rank,
    exchange_rate,
    part_of_base,
    compared,
    change_to,
    share_of_whole,
    share_noun,
    holding,
    change_rate,
    change_of_object,
    change_rate_after,
    multiple,
    share_among,
    rate_level,
    net_change,
    toll,
    counted,
    amount_of,
    sum_of,
    shared_object,
    level,
)
"""Tried in this order."""


def read(clue: Clue) -> Reading:
    """The reading of the first rule that answers; `level` always does."""
    for rule in RULES:
        reading = rule(clue)
        if reading is not None:
            return reading
    raise AssertionError("level answers always")


def _sign(word: Hit) -> int:
    return int(word.entry.get("sign") or 1)


def _is_ratio(clue: Clue) -> bool:
    """是…的3倍, 为去年的1.5倍: a named base followed by 的 right before the value."""
    return clue.before().rstrip().endswith("的") and not clue.change_after()


def _counted_metric(ctx: Context, quantity: QuantitySpan) -> Ref:
    start, end = quantity.counted_at or (quantity.end - 1, quantity.end)
    words = quantity.counted or ctx.text[start:end]
    if words.endswith(("国家", "國家")) and ctx.folded.startswith("和地区", end):
        words, end = ctx.text[start : end + 3], end + 3
    longer = ctx.metrics.starting_at(start)
    if longer is not None and longer.end > end and ctx.words("group-nouns").ending_at(end) is None:
        words, end = ctx.text[start : longer.end], longer.end  # 200万的城镇|新增就业
    hits = ctx.metrics.within(start, end)
    return as_metric(hits[-1].entry if hits and hits[-1].end == end else None, words)
