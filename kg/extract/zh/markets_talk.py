"""Whether a text tells of trading, and which words of it name nobody: moments, moves, comparisons with the day before."""

from __future__ import annotations

import regex

from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.index import Placed

_FUTURES = regex.compile(r"商品期货|主力合约|期货(?:夜盘|收盘|开盘)|夜盘收盘|能源化工|黑色系|有色金属期货")
_DAY_LONG = regex.compile(r"过去24小时内?")
_IDLE = frozenset(
    " 折合计总半此前曾盘后最终均现最新盘价格股收全天一度报约超，,;；并、为的了中以日内短线累计再也又已更"
)


class Talk:
    """What the words of one document tell of its trading."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.signs = ctx.words("market-signs")

    def of_trading(self, sentence: Sentence) -> bool:
        """Whether the text around reports trading."""
        block = sentence.block
        return bool(self.signs.within(block.start, min(block.end, block.start + 2000))) or bool(
            self.signs.within(sentence.start, sentence.end)
        )

    def of_futures(self, sentence: Sentence) -> bool:
        """Whether what no word tells is a commodity here: 国内商品期货收盘，淀粉涨超1%."""
        block = sentence.block
        return _FUTURES.search(self.ctx.folded, block.start, min(block.end, block.start + 200)) is not None

    def bare(self, start: int, end: int) -> bool:
        """Whether nothing between two offsets names anybody: moments, moves, comparisons with the day before."""
        ctx = self.ctx
        idle: list[Placed] = [*self.signs.within(start, end)]
        for scheme in ("market-moves", "market-moments"):
            idle += ctx.words(scheme).within(start, end)
        for spans in (ctx.baselines, ctx.periods, ctx.durations):
            idle += spans.within(start, end)
        covered = {place for span in idle for place in range(span.start, span.end)}
        for found in _DAY_LONG.finditer(ctx.folded, start, end):
            covered.update(range(*found.span()))
        return all(place in covered or ctx.folded[place] in _IDLE for place in range(start, end))
