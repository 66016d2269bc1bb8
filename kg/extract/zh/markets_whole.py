"""Figures of a whole market: its turnover (两市成交额9800亿元，缩量1200亿元) and how many shares moved (超4100只个股上涨)."""

from __future__ import annotations

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.metrics import metric_named
from kg.extract.zh.markets_names import Traded
from kg.extract.zh.markets_slots import Writer
from kg.extract.zh.markets_talk import Talk
from kg.model import Kind, Mention, Ref

_TURNOVER = regex.compile(
    r"(?:总?成交(?:总?额|金额|额|量)?|成交)\s*(?:额|额度)?(?:约|近|超|逾|突破|达到?|为|仅|至)?\s*$"
)
_EXCHANGES = regex.compile(r"沪深京?两?三?市|沪深北|(?<!股)[两三]市")
_FLOW = regex.compile(r"(?:放量|缩量|增量|增加|减少|放大|缩小|萎缩)(?:了|超|近|逾|约)?\s*$")
_WHOLE = regex.compile(r"沪深京三市|沪深京|沪深两市|沪深北|两市|三市|全市场|[ab港美]股|市场|港交所|大市|主板")
_STOCKS = regex.compile(
    r"(?:上涨|下跌|涨停|跌停|飘[红绿]|收[涨跌红绿]|[涨跌](?=[超逾近\d]))[^，。；、\d]{0,2}"
)
_COUNTED = frozenset("只家股隻支")
_MARKETS = frozenset(("两市", "三市"))
_STOCKS_AHEAD = regex.compile(r"(上涨|下跌|涨停|跌停)(?:个股|股票|家数|股)")


class WholeMarket:
    """Reads them sentence by sentence: how much more or less was turned over stands behind the turnover."""

    def __init__(self, ctx: Context, talk: Talk, writer: Writer) -> None:
        self.ctx = ctx
        self.talk = talk
        self.writer = writer
        self._turned: Traded | None = None

    def enter(self) -> None:
        """Another sentence begins."""
        self._turned = None

    def turnover(
        self, sentence: Sentence, clause: Clause, quantity: QuantitySpan, floor: int
    ) -> tuple[Mention, Traded] | None:
        """两市成交额9800亿元，较上个交易日缩量1200亿元."""
        ctx = self.ctx
        if quantity.form not in (Form.MONEY, Form.BARE):
            return None
        # whole exchanges tell of trading by themselves
        if not self.talk.of_trading(sentence) and not _EXCHANGES.search(
            ctx.folded, sentence.start, quantity.start
        ):
            return None
        named = _TURNOVER.search(ctx.folded, floor, quantity.start)
        flow = _FLOW.search(ctx.folded, floor, quantity.start)
        if flow is not None and self._turned is None:
            # 两市成交额萎缩超4400亿
            named = _TURNOVER.search(ctx.folded, floor, flow.start())
            flow = flow if named is not None else None
        if named is None and flow is None:
            return None
        if named is not None and self._turned is None:
            whole = self._whole(sentence, clause, named.start())
            if whole is None:
                return None
            stands = max(floor, whole.end()) if whole.start() >= floor else floor
            if not self.talk.bare(floor, max(floor, whole.start())) or not self.talk.bare(
                stands, named.start()
            ):
                return None
            words = ctx.text[whole.start() : whole.end()]
            metric = metric_named(
                ctx,
                "stock-turnover",
                ctx.text[named.start() : flow.start() if flow is not None else quantity.start].strip(
                    " 约近超逾达到为仅至突破"
                )
                or "成交额",
            )
            whom = Ref(None, words, words, "Group")
            self._turned = Traded(whom, metric, whole.start(), whole.end(), True)
            if flow is None:
                told = self.writer.write(
                    sentence, clause, quantity, (self._turned, 0.85), Kind.LEVEL, 1, None
                )
                return told, self._turned
        if self._turned is None or flow is None:
            return None
        sign = -1 if flow[0][0] in "缩减萎" else 1
        told = self.writer.write(
            sentence, clause, quantity, (self._turned, 0.8), Kind.ABSOLUTE_CHANGE, sign, None
        )
        return told, self._turned

    def count(
        self, sentence: Sentence, clause: Clause, quantity: QuantitySpan
    ) -> tuple[Mention | None] | None:
        """超4100只个股上涨: how many shares moved which way."""
        ctx = self.ctx
        if ctx.folded[quantity.start : quantity.end] in _MARKETS:
            return (None,)
        counted = ctx.folded[quantity.core[1] : quantity.end + 4]
        if not counted or not any(c in _COUNTED for c in counted[:3]) or not self.talk.of_trading(sentence):
            return None
        end = max(quantity.end, quantity.counted_at[1] if quantity.counted_at else 0)
        moved = _STOCKS.match(ctx.folded, end, clause.end)
        ahead = _STOCKS_AHEAD.search(ctx.folded, clause.start, quantity.start)
        if moved is None and ahead is None:
            return None
        words = (
            ctx.text[end : moved.end()]
            if moved is not None
            else (ctx.text[ahead.start() : ahead.end()] if ahead else "")
        )
        if moved is not None:
            words += "个股" if "股" not in words else ""
        whole = self._whole(sentence, clause, quantity.start)
        named = ctx.text[whole.start() : whole.end()] if whole is not None else None
        subject = Ref(None, named, named, "Group") if named else None
        metric = Ref(None, words, words, "Metric")
        thing = Traded(subject, metric, clause.start, clause.start, True)
        return (self.writer.write(sentence, clause, quantity, (thing, 0.75), Kind.LEVEL, 1, None),)

    def _whole(self, sentence: Sentence, clause: Clause, end: int) -> regex.Match[str] | None:
        """The market that is named before an offset, in its clause or an earlier one."""
        for other in (clause, *sentence.before(clause)):
            found = _WHOLE.search(self.ctx.folded, other.start, min(other.end, end))
            if found is not None:
                return found
        return None
