"""Market reports: how far something traded moved, and where it stands: 沪指报3345.2点，涨0.45%.

A figure right behind a move (涨, 跌幅达) or a price verb (报, 收于) belongs to the name before it, where that is an
index, an instrument, or a share in a text about trading. The day before is the baseline, the trading day the period.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.metrics import metric_named
from kg.extract.zh.attribution import Voices
from kg.extract.zh.markets_names import Traded, measure, traded
from kg.extract.zh.markets_rows import Rows
from kg.extract.zh.markets_slots import Writer
from kg.extract.zh.markets_talk import Talk
from kg.extract.zh.markets_whole import WholeMarket
from kg.extract.zh.modality import modality
from kg.lexicon import Hit
from kg.model import Block, Kind, Mention, Modality

_FILL = regex.compile(
    r"(?:了|已经|已|曾|更|也|均|都|累计|一度|重新|迅速|快速|进一步|扩大|收窄|缩小|约|近|超|逾|高达|达到?|为|个|至|到|[\s,，])$"
)
_RATE_NOUN = regex.compile(r"(?:[涨跌升降]幅|[涨跌]势)$")
_SUPPOSED = regex.compile(r"每[上下]?[涨跌]|每[桶股].{0,4}每|如果|假如|倘若|一旦")
_EXTREME = regex.compile(r"\s*(?:以?来)?(?:的)?(?:新?[高低]点?|新[高低]|[高低]位)")
_LIMITS = regex.compile(r"\s*[涨跌]停")
_SAME = regex.compile(
    r"(?:该|其|这[只支]|此)(?:股|合约|指数|etf|基金|公司|只股票|股票)?(?:股票|股价|股份)?|公司(?:股价|股票)"
)
_PLAIN = frozenset(
    (
        "涨",
        "跌",
        "涨幅",
        "跌幅",
        "大涨",
        "大跌",
        "收涨",
        "收跌",
        "高开",
        "低开",
        "微涨",
        "微跌",
        "上涨",
        "下跌",
        "下挫",
        "重挫",
        "暴涨",
        "暴跌",
        "收高",
        "收低",
        "走高",
        "走低",
    )
)
_OR = regex.compile(r"\s*(?:或|即|，或|幅度)\s*|[（(]")


_FAR = Decimal("0.02")
"""No slight move any more."""


@dataclass(slots=True)
class _Last:
    """What was traded last in a sentence, and what was said of it."""

    thing: Traded
    clause: Clause
    sign: int = 1


def market_mentions(
    ctx: Context, voices: Voices, *, base: str
) -> Iterator[tuple[QuantitySpan, Mention | None]]:
    """Each figure of a market report with its mention; None for one that only narrows another (近140股跌超9%)."""
    return _Market(ctx, voices, base).run()


class _Market:
    def __init__(self, ctx: Context, voices: Voices, base: str) -> None:
        self.ctx = ctx
        self.talk = Talk(ctx)
        self.writer = Writer(ctx, voices, base)
        self.whole = WholeMarket(ctx, self.talk, self.writer)
        self.rows = Rows(ctx, self.talk)
        self.handed: dict[int, Traded] = {}
        """What the later values of a row belong to, by where they start."""
        self.shared: tuple[Hit | None, Hit | None, int] = (None, None, 1)
        """The move, the verb of price and the sign that the values of that row share."""
        self.last: _Last | None = None
        self.before: Traded | None = None

    def _in_word(self, level: Hit) -> bool:
        """总营收|为, 至多|1亿: the verb is a part of what is measured or of how much."""
        metric = self.ctx.metrics.covering(level.start, level.start + 1)
        inside = metric is not None and metric.start < level.start and metric.end <= level.end
        return inside or self.ctx.folded.startswith(("至多", "至少", "到底"), level.start)

    def run(self) -> Iterator[tuple[QuantitySpan, Mention | None]]:
        layout, before = self.ctx.layout, None
        sentence: Sentence | None = None
        block: Block | None = None
        for quantity in self.ctx.quantities:
            if sentence is None or not sentence.start <= quantity.start < sentence.end:
                sentence = layout.sentence_at(quantity.start)
                if self.last is not None:
                    self.before = self.last.thing
                self.last, before = None, None
                self.whole.enter()
                if sentence is None or sentence.block is not block:
                    self.before = None
                if sentence is None:
                    continue
                block = sentence.block
            found = self._read(sentence, quantity, before)
            if found is not None:
                yield quantity, found[0]
            before = quantity

    def _read(
        self, sentence: Sentence, quantity: QuantitySpan, before: QuantitySpan | None
    ) -> tuple[Mention | None] | None:
        ctx = self.ctx
        clause = sentence.clause_at(quantity.start)
        floor = max(clause.start, before.end if before is not None else clause.start)
        if quantity.form is Form.COUNT:
            return self.whole.count(sentence, clause, quantity)
        if quantity.unit == "cm" and _LIMITS.match(ctx.folded, quantity.end):
            return (None,)  # 20cm涨停: the board's limit of 20%
        if (
            quantity.form is Form.MEASURE
            and _EXTREME.match(ctx.folded, quantity.end)
            and self.talk.of_trading(sentence)
        ):
            return (None,)  # 跌至两周低点
        if self._elsewhere(clause):
            return None
        if quantity.start in self.handed:
            move, level, sign = self.shared
            its = self.handed[quantity.start]
            kind = self._kind(quantity, move, level, its)
            self.last = _Last(its, clause, sign)
            written = kind and self.writer.write(sentence, clause, quantity, (its, 0.85), kind, sign, None)
            return (written,) if written else None
        turned = self.whole.turnover(sentence, clause, quantity, floor)
        if turned is not None:
            self.last = _Last(turned[1], clause)
            return (turned[0],)
        at, noun = quantity.start, False
        while at > floor and (fill := _FILL.search(ctx.folded, max(floor, at - 3), at)):
            if ctx.words("market-moves").ending_at(at, floor=floor) or ctx.words("market-levels").ending_at(
                at, floor=floor
            ):
                break
            at = fill.start()
        move = ctx.words("market-moves").ending_at(at, floor=floor)
        # 站上4500美元: the verb may be part of the quantity
        level = (
            ctx.words("market-levels").starting_at(quantity.start)
            if quantity.core[0] > quantity.start
            else None
        )
        if level is not None:
            move = None
        elif move is None:
            level = ctx.words("market-levels").ending_at(at, floor=floor)
        if level is not None and self._in_word(level):
            level = None
        if move is None and level is not None and level.entry.label:
            # 涨幅扩大至1%, 跌幅达2%: behind the noun of a rate even a level is a change
            back = level.start
            while back > floor and (fill := _FILL.search(ctx.folded, max(floor, back - 3), back)):
                if ctx.words("market-moves").ending_at(back, floor=floor):
                    break
                back = fill.start()
            inner = ctx.words("market-moves").ending_at(back, floor=floor)
            noun = inner is not None and bool(_RATE_NOUN.search(ctx.folded, inner.start, inner.end))
            if noun:
                move, level = inner, None
        closing = None
        if move is None and level is None:
            level = closing = self._closing(quantity)
        broken = move is not None and ctx.folded.startswith("破", quantity.start)
        if move is None and level is None:
            return self._told_twice(sentence, clause, quantity, before)
        word = move or level
        assert word is not None
        moved = ctx.folded[word.start : word.end] in _PLAIN
        row = self.rows.begin(sentence, clause, quantity, moved=moved)
        name_end = quantity.start - 1 if closing is not None else self._name_of(word, quantity)
        thing = (row[quantity.start], 0.85) if row else self._thing(sentence, clause, floor, word, name_end)
        if thing is None:
            return None
        if broken:  # 跌破66美元
            move, level = None, move
        kind = self._kind(quantity, move, level, thing[0])
        if kind is None or self._foreseen(clause, thing[0], quantity):
            return None
        sign = int(move.entry.get("sign") or 1) if move is not None else 1
        if row:
            self.handed, self.shared = row, (move, level, sign)
        self.last = _Last(thing[0], clause, sign)
        return (self.writer.write(sentence, clause, quantity, thing, kind, sign, word),)

    def _closing(self, quantity: QuantitySpan) -> Hit | None:
        """The verb behind a price with which trading ends: 以31928.62点|作收."""
        if not self.ctx.folded.startswith("以", quantity.start - 1):
            return None
        return self.ctx.words("market-closings").starting_at(quantity.end)

    def _name_of(self, word: Hit, quantity: QuantitySpan) -> int:
        """Where the name before a move ends: nothing 微跌 8%, so that 微 is the end of 海棠微."""
        slightly = self.ctx.folded.startswith("微", word.start) and word.end - word.start > 1
        far = quantity.form is Form.PERCENT and abs(quantity.value) >= _FAR
        return word.start + 1 if slightly and far else word.start

    def _elsewhere(self, clause: Clause) -> bool:
        """Whether a clause compares with another year: other rules read it."""
        spans = self.ctx.baselines.within(clause.start, clause.end)
        return any(span.baseline in ("yoy", "mom", "qoq") for span in spans)

    def _foreseen(self, clause: Clause, thing: Traded, quantity: QuantitySpan) -> bool:
        """Whether a move is only expected or supposed; the name of a company (应用材料) says nothing of that."""
        ctx = self.ctx
        inside = clause.start <= thing.start < clause.end
        parts = (
            ((clause.start, thing.start), (thing.end, quantity.start))
            if inside
            else ((clause.start, quantity.start),)
        )
        if any(modality(ctx, start, end) is not Modality.ASSERTED for start, end in parts if start < end):
            return True
        return _SUPPOSED.search(ctx.folded, clause.start, quantity.start) is not None

    def _thing(
        self, sentence: Sentence, clause: Clause, floor: int, word: Hit, end: int
    ) -> tuple[Traded, float] | None:
        """What moved: named before the move at `end`, else what the sentence named last."""
        ctx = self.ctx
        between = [h for h in ctx.words("market-moves").within(floor, end) if not h.entry.get("at")]
        if between and between[-1].end == end:
            end = between[-1].start
        same = _SAME.search(ctx.folded, floor, end)
        if same is not None and self.talk.bare(floor, same.start()) and self.talk.bare(same.end(), end):
            meant = self.before or self._named_last(sentence, clause)
            if meant is not None:
                return meant, 0.7
        market = self.talk.of_trading(sentence)
        moved = ctx.folded[word.start : word.end] in _PLAIN
        quoted = "price" if self.talk.of_futures(sentence) else "share-price"
        found = traded(ctx, floor, end, market=market, moved=moved, quoted=quoted)
        if found is not None:
            return found, 0.85 if found.sure else 0.75
        metric = measure(ctx, floor, end)
        bare = self.talk.bare(floor, end - len(metric.text) if metric is not None else end)
        if self.last is not None and bare and clause.index - self.last.clause.index <= 3:
            thing = self.last.thing
            return (replace(thing, metric=metric) if metric is not None else thing), 0.8
        if self.last is None and bare:
            # 北证50指数走强，涨超2%: a clause before names it
            for other in itertools.islice(sentence.before(clause), 3):
                name_end = self._name_end(other)
                near = traded(ctx, other.start, name_end, market=market and name_end < other.end)
                named = ctx.entities.starting_at(other.start) if market and floor == clause.start else None
                if near is None and named is not None:
                    near = traded(
                        ctx, other.start, named.end, market=True
                    )  # 纳斯达克指数|沽压沉重，早段跌440点
                if near is not None:
                    return near, 0.7
                if named is not None and named.ref.type in ("Organization", "Platform"):
                    # 青禾科技业绩好过预期，开市报91元
                    share = metric or metric_named(ctx, "share-price")
                    return Traded(named.ref, share, named.start, named.end, False), 0.65
                if named is not None and named.ref.type == "Index":
                    # 纳斯达克指数卖压大，早段跌逾440点
                    points = metric or metric_named(ctx, "index-level")
                    return Traded(named.ref, points, named.start, named.end, True, True), 0.75
            if self.before is not None and clause.start == sentence.start and self._moment(clause, word):
                # …。收市报31880点: the next sentence goes on about it
                return self.before, 0.65
        return None

    def _moment(self, clause: Clause, word: Hit) -> bool:
        """Whether a clause begins with a moment of the trading day, before its verb of price."""
        return any(
            hit.start <= clause.start + 1
            for hit in self.ctx.words("market-moments").within(clause.start, word.end)
        )

    def _named_last(self, sentence: Sentence, clause: Clause) -> Traded | None:
        """What 该股 means where no figure came before: the company named last, in the sentence or the one before."""
        ctx = self.ctx
        ahead = ctx.layout.previous(sentence)
        start = ahead.start if ahead is not None and ahead.block is sentence.block else sentence.start
        named = [
            e for e in ctx.entities.within(start, clause.start) if e.ref.type in ("Organization", "Platform")
        ]
        if not named:
            return None
        last = named[-1]
        return Traded(last.ref, metric_named(ctx, "share-price"), last.start, last.end, False)

    def _name_end(self, clause: Clause) -> int:
        """Where the verb of a clause without a figure begins: 盘中 in 居然智家盘中直线涨停."""
        words: list[Hit] = [*self.talk.signs.within(clause.start, clause.end)]
        for scheme in ("market-moves", "market-moments"):
            words += self.ctx.words(scheme).within(clause.start, clause.end)
        nouns = ("股", "etf", "合约", "指", "500")
        ahead = [
            w.start
            for w in words
            if w.start > clause.start + 1 and not self.ctx.folded[w.start : w.end].endswith(nouns)
        ]
        return min(ahead, default=clause.end)

    def _kind(
        self, quantity: QuantitySpan, move: Hit | None, level: Hit | None, thing: Traded
    ) -> Kind | None:
        form = quantity.form
        rate = "yield" in (thing.metric.id or "")
        if move is not None:
            if form in (Form.PERCENT, Form.FRACTION):
                return Kind.GROWTH_RATE
            if form is Form.POINTS:
                return Kind.POINT_CHANGE
            return Kind.ABSOLUTE_CHANGE if form in (Form.MONEY, Form.INDEX, Form.BARE) else None
        if form is Form.PERCENT:
            return Kind.LEVEL if rate else None
        return Kind.LEVEL if form in (Form.MONEY, Form.INDEX, Form.BARE) else None

    def _told_twice(
        self, sentence: Sentence, clause: Clause, quantity: QuantitySpan, before: QuantitySpan | None
    ) -> tuple[Mention | None] | None:
        """涨326.63点或1.02%: one change told twice."""
        if before is None or self.last is None or quantity.form not in (Form.PERCENT, Form.INDEX, Form.MONEY):
            return None
        if before.form is quantity.form or not _OR.fullmatch(self.ctx.folded, before.end, quantity.start):
            return None
        kind = Kind.GROWTH_RATE if quantity.form is Form.PERCENT else Kind.ABSOLUTE_CHANGE
        thing = self.last.thing, 0.8
        return (self.writer.write(sentence, clause, quantity, thing, kind, self.last.sign, None),)
