"""When a figure holds: the period of its clause, of the clauses before it, of the figure before, of the story."""

from __future__ import annotations

import itertools
from datetime import date

import regex

from kg.extract.annotations import PeriodSpan
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.zh.attribution import Voices
from kg.extract.zh.clues import Clue, Reading
from kg.extract.zh.modality import modality
from kg.extract.zh.owners import Owners
from kg.extract.zh.rows import IN_TURN
from kg.extract.zh.slots import Frame
from kg.model import BlockKind, Kind, Modality, Ref

CARRIES = regex.compile(r"(?:其中|当中|这意味着|也就是说|由此|为此|仅(?!有))")
"""Words that go on with what the figure before was about."""
CHANGES = (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.POINT_CHANGE)
_LAST_YEARS = regex.compile(r"(?:[去上前往]|\d{2}|[一二两三四五])年.{0,4}同期")
_COMPARED = regex.compile(
    r"(?:(?:比|较|相比于?|对比|与|同比|不及|高于|低于|原来的)|(?:相较于?|较|比起?)[^，。；\d]{0,10}的)\s*$"
)
_FORMER = regex.compile(r"前值|初值|终值|修正值")
_FROM = regex.compile(r"[从由](?:[^，。；\d]{0,4}\d{0,4}[年月]?[^，。；\d]{0,2})?$")
_GREW = regex.compile(r"的?(?:增长|成长|上升|上涨|下降|下跌|增幅|升幅|跌幅|增速)?(?:率)?(?:的|为)?\s*")
_SLOWER = regex.compile(
    r"的?(?:增速|增幅|升幅|涨幅|跌幅|降幅|增长)?(?:有所|明显|大幅)?(?:放缓|趋缓|减缓|加快|加速|回落|收窄|扩大|提速)|的(?:增速|增幅|升幅|涨幅|跌幅|降幅)"
)
_LEFT = regex.compile(r"[从由](?=[^，。；]*(?:转为|(?:[高升降加少大短窄缩跌涨增减调翻转]|攀|拉)[至到]))")
_LEFT_AT = regex.compile(r"[从由自] ?$")
_TOLD_ON = regex.compile(r"(?:晚间?|早间?|上午|下午|盘后)?(?:消息|电[，,]|讯|公告|发布公告|在互动平台)")
_FIRST_SINCE = regex.compile(r"(?:以?[来后]|之后|后)?的?(?:首次|首度|第一次|[最新][高低大小快慢好差])")
"""Behind a stretch of time: 自4月8日以来首次 says how rare it is, not when."""
_MADE_KNOWN = regex.compile(
    r"[^，。；：\d]{0,24}(?:审议|通过|批准|同意|发布|公布|披露|公告|发表|召开|签署|签订|收到|报道|获悉|通报)"
)
"""Behind a day: what was done on it, as a rule to make known what the next clauses tell."""
_PRICED = regex.compile(r"(?:按照?|以|依据?|参照)$")
_AT_PRICE = regex.compile(r"(?:的)?(?:收盘|开盘|结算|中间|交易|市场)?(?:价格?|汇率)[^，。；]{0,6}?(?:计|算)")
"""按6月5日收盘价计算: a day of prices, not of what is priced."""
_THIS_QUARTER = frozenset({"本季度", "本季", "当季", "本财季", "季内", "季度内", "当季度"})
_HELD_TO = regex.compile(r"(?:相当于|恢复[至到]了?|仅为|只有|仅有)")
_BASE = 4
"""Characters between the base of a ratio and its value at most: 相当于2019年|同期的|69.8%."""
_TOGETHER = regex.compile(r"\s*(?:和|与|及|、|比)\s*")
_STORY_GRAINS = frozenset({"month", "quarter", "half", "year", "span"})


def dates_nothing(ctx: Context, span: PeriodSpan) -> bool:
    """自4月8日以来首次: how rare something is, not when it was; 5月29日首次回购 was on that day."""
    return span.first != span.last and _FIRST_SINCE.match(ctx.folded, span.end) is not None


class Dating:
    """Dates one figure after another in a document."""

    def __init__(self, ctx: Context, voices: Voices, owners: Owners) -> None:
        self.ctx = ctx
        self.voices = voices
        self.owners = owners
        self._headline: Sentence | None = None
        self.current: PeriodSpan | None = None
        """The last period that is no 去年同期, with which only the value beside it is dated."""
        self._results: Frame | None = None
        """The last figure of a company's results, in a story whose headline names no period."""
        self.told: PeriodSpan | None = None
        """The period of a story about results, once its headline has named one: the last month, quarter or year told."""

    def remember(self, frame: Frame) -> None:
        """The period that a figure turned out to have."""
        self._enter(frame.quantity.start)
        period = frame.period
        if period is None or self._of_last_year(period) or frame.reading.rule == "echo":
            return
        self.current = period
        if period.grain not in _STORY_GRAINS:
            return
        if self.told is not None:
            self.told = period
        elif self._earned(frame):
            self._results = frame

    def of_story(
        self, clue: Clue, reading: Reading, metric: Ref | None, subject: Ref | None
    ) -> PeriodSpan | None:
        """The period of the story for a figure without one of its own."""
        self._enter(clue.quantity.start)
        if not self._goes_on(reading, metric) or subject is None:
            return None
        if self.told is not None:
            paragraph = clue.sentence.block.kind is BlockKind.PARAGRAPH
            return self.told if paragraph and self.owners.in_story(subject, clue.quantity.start) else None
        results = self._results
        if results is None or results.sentence.block is not clue.sentence.block:
            return None
        if results.sentence is clue.sentence and clue.run.of("to-words"):
            return None  # 从2020年的27亿元增至35亿元
        assert results.subject is not None
        return results.period if results.subject.key() == subject.key() else None

    def of(self, clue: Clue, last: Frame | None, reading: Reading) -> PeriodSpan | None:
        """The period of a figure; `last` is the figure before it in the paragraph."""
        return self._reported(clue, self._of(clue, last, reading))

    def _reported(self, clue: Clue, period: PeriodSpan | None) -> PeriodSpan | None:
        """本季度 in a text about a quarter's results is that quarter, unless something is foreseen."""
        ctx, current = self.ctx, self.told or self.current
        if period is None or current is None or current.grain != "quarter" or current.last is None:
            return period
        if ctx.folded[period.start : period.end] not in _THIS_QUARTER or period.last is None:
            return period
        over = ctx.published is not None and current.last < ctx.published <= period.last
        told = modality(ctx, clue.sentence.start, clue.quantity.start)
        return current if over and told is Modality.ASSERTED else period

    def _of(self, clue: Clue, last: Frame | None, reading: Reading) -> PeriodSpan | None:
        previous = last if last is not None and last.sentence is clue.sentence else None
        ctx, at, kind = self.ctx, clue.quantity.start, reading.kind
        if reading.rule == "echo":
            base = [
                s
                for s in (*ctx.periods.within(clue.floor, at), *ctx.baselines.within(clue.floor, at))
                if s.first
            ]
            if base:
                return base[-1]
            if _FORMER.search(ctx.folded, clue.floor, at):
                return None
        if clue.clause.inner:
            # 比2015年（出口额120亿美元）: what stands right before the bracket dates what stands inside
            for spans in (ctx.baselines, ctx.periods):
                outer = spans.ending_at(clue.clause.start - 1)
                if outer is not None and outer.first is not None:
                    return outer
        in_turn = self._in_turn(clue)
        if in_turn is not None:
            return in_turn
        held_to = self._held_to(clue)
        if held_to is not None:
            return held_to
        inside = self._inside(clue.floor, at)
        if reading.rule == "part_of_base":
            held = _HELD_TO.search(ctx.folded, clue.clause.start, at)
            inside = [span for span in inside if at - span.end > _BASE]
            if held is not None:  # 分别相当于2019年同期的28%和70%
                inside = self._inside(clue.clause.start, held.start())
        start = _FROM.search(ctx.folded, clue.floor, at)
        if start is not None and ctx.words("to-words").within(clue.quantity.end, clue.quantity.end + 8):
            # 5月26日从5.22%降至4.84%: what it fell from was before that day
            inside = self._inside(start.start(), at)
            # 2022年产量预测从此前的19万吨: a year or a month is that of both values
            whole = [s for s in self._inside(clue.floor, start.start()) if s.grain != "day"]
            return inside[-1] if inside else (whole[-1] if whole else None)
        based = reading.rule == "part_of_base"
        if not inside and clue.floor > clue.clause.start and previous is not None and not based:
            inside = self._arrived(clue.clause.start, at, self._inside(clue.clause.start, at))
        if inside:
            return inside[-1]
        behind = [s for s in ctx.periods.within(clue.quantity.end, clue.ceil) if not dates_nothing(ctx, s)]
        for other in clue.sentence.before(clue.clause):
            if other.inner and not clue.clause.inner:
                continue
            inside = [s for s in self._inside(other.start, other.end) if not self._made_known(s, other)]
            inside = self._arrived(other.start, other.end, inside)
            if kind in CHANGES:
                inside = [span for span in inside if self._dates_a_change(span)]
            if ctx.quantities.within(other.start, other.end):
                inside = [span for span in inside if not self._of_last_year(span)]
            if inside:
                return inside[-1]
        if behind:
            return behind[0]
        if (
            previous is not None
            and previous.period is not None
            and clue.run.of("to-words")
            and _LEFT_AT.search(ctx.folded, clue.clause.start, previous.period.start)
        ):
            return None  # 从2020年的27亿元增至35亿元: what it rose from was of that year
        if previous is not None and previous.period is not None:
            period: PeriodSpan | None = previous.period
            if period is not None and self._of_last_year(period):
                # 销量10万台，去年同期11万台，同比下降: what fell is of the period before
                period = self.current
            return period if period is None or kind not in CHANGES or self._dates_a_change(period) else None
        return self._carried(clue, last)

    def _held_to(self, clue: Clue) -> PeriodSpan | None:
        """较3月增长14.7%放缓, 与1月24.2%的增速不同: the value beside the time is of that time, not held against it."""
        ctx, at = self.ctx, clue.quantity.start
        spans = [*ctx.periods.within(clue.floor, at), *ctx.baselines.within(clue.floor, at)]
        dated = [s for s in spans if s.first is not None and s.baseline is None]
        if not dated:
            return None
        span = max(dated, key=lambda s: s.end)
        beside = _GREW.fullmatch(ctx.folded, span.end, at) is not None
        return span if beside and _SLOWER.match(ctx.folded, clue.quantity.end) is not None else None

    def _arrived(self, start: int, end: int, spans: list[PeriodSpan]) -> list[PeriodSpan]:
        """Without the times from which something went: of 4月出口由3月增长11%转为下降2% the last value is of April."""
        left = _LEFT.search(self.ctx.folded, start, end) if spans else None
        return [span for span in spans if span.start < left.start()] if left is not None else spans

    def _enter(self, offset: int) -> None:
        """Take up the period that the headline over an offset names, where it is another than before."""
        headline = self.ctx.headline(offset)
        if headline is not self._headline:
            self._headline, self.told = headline, self._title_period(headline) if headline else None
            self._results = None

    def _title_period(self, title: Sentence) -> PeriodSpan | None:
        if not (
            self.ctx.metrics.within(title.start, title.end)
            or self.ctx.quantities.within(title.start, title.end)
        ):
            return None
        spans = self.ctx.periods.within(title.start, title.end)
        return next((s for s in spans if s.grain in _STORY_GRAINS and s.first is not None), None)

    def _goes_on(self, reading: Reading, metric: Ref | None) -> bool:
        """Whether a figure without a period can belong to the results that a story or a paragraph tells of.

        日本4月进口额创新高, and two paragraphs on: 出口增长12.5%.
        """
        own = reading.kind in (Kind.LEVEL, Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE) and reading.rule != "echo"
        return own and metric is not None and metric.id is not None

    def _earned(self, frame: Frame) -> bool:
        """Whether a figure is of what a company earned, so that the next ones in its paragraph are of the same time."""
        subject, metric = frame.subject, frame.metric
        if subject is None or subject.type not in ("Organization", "Platform") or metric is None:
            return False
        entry = self.ctx.analysis.lexicon.entries.get(metric.id or "")
        return entry is not None and entry.get("unitKind") == "money"

    def _dates_a_change(self, span: PeriodSpan) -> bool:
        """上年同期 is what a change starts from; the day on which somebody speaks is when nothing of it happened."""
        if self._of_last_year(span):
            return False
        return not (span.grain == "day" and self.voices.opens_after(span.end))

    def _of_last_year(self, span: PeriodSpan) -> bool:
        """上年同期, 2021年同期: dates the value beside it, and nothing that is told on."""
        return _LAST_YEARS.search(self.ctx.folded, span.start, span.end) is not None

    def _tells(self, span: PeriodSpan) -> bool:
        """Whether a day is only when somebody tells: 6月2日公告称, 据以方7日消息."""
        if span.grain != "day":
            return False
        said = self.voices.at(span.end).attribution
        return (
            self.voices.opens_after(span.end)
            or _TOLD_ON.match(self.ctx.folded, span.end) is not None
            or (said is not None and said.opened <= span.start < said.start)
        )

    def _made_known(self, span: PeriodSpan, clause: Clause) -> bool:
        """Whether a day is only when something was decided, published or told, or that of a price: no figure of the
        next clauses is of it."""
        folded = self.ctx.folded
        if span.grain != "day":
            return False
        if _MADE_KNOWN.match(folded, span.end, clause.end) is not None:
            return True
        return (
            _PRICED.search(folded, clause.start, span.start) is not None
            and _AT_PRICE.match(folded, span.end, clause.end) is not None
        )

    def _inside(self, start: int, end: int) -> list[PeriodSpan]:
        """The periods in a stretch of text that are no base of a comparison; of 2017年和2016年 the later one last."""
        spans = self.ctx.periods.within(start, end)
        if not spans:
            return []
        spans = [s for s in spans if not self._tells(s) and not dates_nothing(self.ctx, s)]
        free = [s for s in spans if not _COMPARED.search(self.ctx.folded, start, s.start)]
        free = [s for s in free if self.ctx.baselines.ending_at(s.start) is None] or free
        if len(free) > 1 and _TOGETHER.fullmatch(self.ctx.folded[free[-2].end : free[-1].start]):
            free[-2:] = sorted(free[-2:], key=lambda s: s.last or date.min)
        return free

    def _in_turn(self, clue: Clue) -> PeriodSpan | None:
        """2024年、2025年净利润分别为3亿元、4亿元: the n-th value is of the n-th year."""
        ctx = self.ctx
        word = IN_TURN.search(ctx.folded, clue.sentence.start, clue.quantity.start)
        if word is None:
            return None
        dates = ctx.periods.within(clue.sentence.start, word.start())
        values = [
            q for q in ctx.quantities.within(word.end(), clue.sentence.end) if q.form is clue.quantity.form
        ]
        if len(dates) < 2 or len(dates) != len(values):
            return None
        if any(b.start - a.end > 3 for a, b in itertools.pairwise(dates)):
            return None
        return next((date for date, value in zip(dates, values, strict=True) if value is clue.quantity), None)

    def _carried(self, clue: Clue, last: Frame | None) -> PeriodSpan | None:
        """The period of the figure before, carried over a full stop by 其中, 这意味着 and 由此 only."""
        if last is None:
            return None
        carried = any(
            CARRIES.match(self.ctx.folded, c.start) for c in clue.sentence.clauses if c.start <= clue.floor
        )
        before = self.ctx.layout.previous(clue.sentence)
        if before is not None and before is last.sentence:
            carried = carried or self.ctx.folded[before.end : before.end + 1] in ("；", ";")
        if (
            carried
            and last.period is not None
            and (last.reading.rule == "echo" or self._of_last_year(last.period))
        ):
            return (
                self.current
            )  # 高于前一交易日的1.32美元；…: what was held against dates nothing that follows
        return last.period if carried else None
