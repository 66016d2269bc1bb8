"""The mention of a market figure: its trading day and moment, where they are told, its baseline, its bounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import regex

from kg.extract.annotations import Form, PeriodSpan, QuantitySpan
from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.periods.dateline import day_of_writing
from kg.extract.units import tables
from kg.extract.zh.attribution import Voices
from kg.extract.zh.dating import dates_nothing
from kg.extract.zh.markets_names import Traded
from kg.extract.zh.periods_wording import WORDING
from kg.extract.zh.slots import heard, period_of
from kg.lexicon import Hit
from kg.model import (
    Baseline,
    BlockKind,
    Bound,
    How,
    Kind,
    Mention,
    Modality,
    Period,
    Quantity,
    Quote,
    Span,
    Step,
    Trace,
    mention,
)

_ABROAD = regex.compile(
    r"[美欧英德法]股|道指|道琼|纳指|纳斯达克|标普|华尔街|纽约|标准普尔|预托证券|存托凭证|(?<![a-z])adr(?![a-z])|wti|布伦特|国际油价|现货黄金|comex|美债|lme|ice(?!量)|伦[铜铝锌铅镍锡敦]|费城|中概|msci|欧洲|巴黎|伦敦|法兰克福|(?<![a-z])(?:cac|dax|ftse)(?![a-z])|富时(?!中国)"
)
_CUMULATED = regex.compile(r"累计|累[涨跌]")
_GOES_ON = regex.compile(r"(?:延续|承接|接续|回吐|跟随|追随|紧随)了?$")
"""延续昨日涨势: the day before is only what is gone on with."""
_DATELINE = regex.compile(r"[^，。；、\d]{0,4}[电讯]")
_HEAD = 80
"""Characters from the beginning of a paragraph in which it says of which moment it tells."""
_NEAR = 300
"""Characters before a sentence in which the market that it is about may be named."""
_EARLY = 6
"""Before this hour in Asia, New York's trading day is the day before."""
_SPREAD_OUT = regex.compile(r"平均|自.{2,12}以来|回档|全(?:周|星期|月)")
"""What is told of more than one day: 衰退期间平均跌幅达30%."""
_MORNING = 9
"""Before this hour what is told to have closed abroad closed the day before."""
_CLOSES = regex.compile(r"收[盘涨跌高低报于市在]|尾盘|隔夜|全线收|报收")
_BELOW = regex.compile(r"(?:跌破|跌穿|失守|下探)\s*$")


class Writer:
    """Writes the mentions of one document."""

    def __init__(self, ctx: Context, voices: Voices, base: str) -> None:
        self.ctx, self.voices, self.base = ctx, voices, base
        self.signs = ctx.words("market-signs")
        self.morning = _MORNING if _CLOSES.search(ctx.folded) is not None else _EARLY
        self.written = day_of_writing(ctx.folded, ctx.published, WORDING)
        self._told: tuple[int, Period] | None = None
        """The last trading day that a figure of the story was told of, with where that story begins."""
        self._said: tuple[Sentence, Period] | None = None
        """The day of the figure before, with its sentence."""

    def write(
        self,
        sentence: Sentence,
        clause: Clause,
        span: QuantitySpan,
        thing: tuple[Traded, float],
        kind: Kind,
        sign: int,
        word: Hit | None,
    ) -> Mention:
        ctx, (what, confidence) = self.ctx, thing
        changes = kind is not Kind.LEVEL
        value, lower, upper = span.value, span.lower, span.upper
        if changes and sign < 0 and value > 0:
            value = -value
            lower, upper = (None if upper is None else -upper), (None if lower is None else -lower)
        unit, counted, bound = span.unit, span.counted, span.bound
        if not changes and _BELOW.search(ctx.folded, max(clause.start, span.start - 3), span.core[0]):
            bound, lower, upper = Bound.MAX, None, value
        if span.form is Form.BARE:
            unit = "{index}" if what.index or "exchange-rate" not in (what.metric.id or "") else "1"
            if "turnover" in (what.metric.id or ""):
                unit = tables(ctx.analysis.lexicon).currency(ctx.source.region)
        start = clause.start
        if sentence.start <= what.start < clause.start:
            start = sentence.clause_at(what.start).start
        while start < span.start and ctx.text[start] in " ，、\u3000":
            start += 1
        end = max(clause.end, span.end)
        while end > span.end and ctx.text[end - 1] in " ，、\u3000":
            end -= 1
        period = self._period(sentence, clause, span, what, word)
        baseline = self._baseline(clause, period) if changes else None
        if baseline == "dod" and _CUMULATED.search(ctx.folded, clause.start, span.start):
            period, baseline = None, None  # 4天累计涨幅: over days that nothing dates
        elif baseline in ("dod", None):
            period = self._session(sentence, clause, span, period)
        voice = self.voices.at(span.start)
        steps = self._steps(sentence, clause, span, what, baseline is not None)
        return mention(
            ctx.source,
            Quote.of(ctx.text, start, end),
            rule="market_move" if changes else "market_level",
            confidence=confidence,
            base=self.base,
            quantity=Quantity(
                value=value,
                text=ctx.text[span.start : span.end],
                unit=unit,
                kind=kind,
                bound=bound,
                lower=lower,
                upper=upper,
                counted=counted,
                step=span.step,
            ),
            metric=what.metric,
            subject=what.subject,
            period=period,
            baseline=baseline,
            speaker=voice.speaker,
            cites=self.voices.cites(sentence, span.start),
            modality=Modality.ASSERTED,
            trace=Trace(confidence, (*steps, *heard(voice))),
        )

    def _steps(
        self, sentence: Sentence, clause: Clause, span: QuantitySpan, what: Traded, compared: bool
    ) -> Iterator[Step]:
        """How the slots were found: what is traded by its name, its metric mostly by what sort of thing it is."""
        yield Step("value", How.HERE, at=Span(span.start, span.end))
        how, at = How.HERE, Span(clause.start, clause.end)
        if what.start < what.end:
            at = Span(what.start, what.end)
            if not clause.start <= what.start < clause.end:
                how = How.CLAUSE if sentence.start <= what.start else How.SENTENCE
        yield Step("subject", how if what.subject is not None else How.MISSING, at=at)
        written = what.metric.text in self.ctx.text[sentence.start : sentence.end]
        yield Step("metric", How.HERE if written else How.IMPLIED)
        if compared:
            spans = [s for s in self.ctx.baselines.within(clause.start, clause.end) if s.baseline or s.first]
            near = Span(spans[-1].start, spans[-1].end) if spans else None
            yield Step("baseline", How.HERE if near else How.IMPLIED, at=near)

    def _period(
        self, sentence: Sentence, clause: Clause, span: QuantitySpan, what: Traded, word: Hit | None
    ) -> Period | None:
        """The stretch that the clause names (今年以来), else the trading day where a moment of it is told, a day or a
        dateline; none where the text says nothing of when."""
        ctx = self.ctx

        def dates(start: int, end: int) -> list[PeriodSpan]:
            # 7月交货的原油期货: a period in the name of what is traded dates nothing
            found = [
                p for p in ctx.periods.within(start, end) if p.first is not None and not dates_nothing(ctx, p)
            ]
            moves = self.ctx.words("market-moves")
            return [
                p
                for p in found
                if not _GOES_ON.search(ctx.folded, start, p.start)
                and not what.start <= p.start < what.end
                and moves.ending_at(p.start) is None
            ]

        own = dates(clause.start, span.start)
        earlier = [
            p
            for other in sentence.before(clause)
            for p in reversed(dates(other.start, other.end))
            if p.first == p.last
        ]
        chosen = own[-1] if own else (earlier[0] if earlier else None)
        told = period_of(chosen, ctx)
        if told is not None and told.start != told.end:
            return told
        sign = self._moment(sentence, clause, span)
        at = told.at if told is not None and told.at else (sign.entry.get("at") if sign is not None else None)
        words = Span(sign.start, sign.end) if sign is not None else self._of_the_day(sentence)
        day = self._day(sentence) if words is not None else None
        if told is not None:
            moment = chosen is not None and self.signs.starting_at(chosen.start) is not None
            if moment and day is not None and told.start == self.ctx.published:
                return Period(day, day, told.text, at, told.how)
            return Period(told.start, told.end, told.text, at, told.how)
        if words is None or day is None or self._longer(clause, span):
            return None
        return Period(day, day, ctx.text[words.start : words.end], at, "the trading day of the source")

    def _session(
        self, sentence: Sentence, clause: Clause, span: QuantitySpan, own: Period | None
    ) -> Period | None:
        """The trading day that a story goes on telling of: its own words' where it has some, else the day of the figure
        before, else the one that its first paragraphs name; none where the sentence tells of longer than a day."""
        ctx, story = self.ctx, self.ctx.stories.span(sentence.start)[0]
        told = self._told[1] if self._told is not None and self._told[0] == story else None
        if own is not None:
            if own.start == own.end:
                self._said = sentence, own
                if told is None or told.start <= own.start:
                    self._told = story, own
            return own
        if ctx.durations.within(sentence.start, clause.end) or self._longer(clause, span):
            return None
        if self._said is not None and (
            self._said[0] is sentence
            or (
                self._said[0] is ctx.layout.previous(sentence)
                and ctx.folded[self._said[0].end : self._said[0].end + 1] in ("；", ";")
            )
        ):
            return self._said[1]
        if told is None:
            told = self._named_ahead(sentence, story)
            self._told = (story, told) if told is not None else None
        return told

    def _longer(self, clause: Clause, span: QuantitySpan) -> bool:
        """Whether a figure is told of more than a day."""
        return _SPREAD_OUT.search(self.ctx.folded, clause.start, span.start) is not None

    def _named_ahead(self, sentence: Sentence, story: int) -> Period | None:
        """The day that the headline and the paragraphs over a figure tell of, a headline's own the paragraph below it."""
        ctx = self.ctx
        start, end = story, sentence.start
        if sentence.block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            start, end = sentence.end, min(sentence.end + _NEAR, ctx.stories.span(sentence.start)[1])
        start = max(start, end - _NEAR * 2)
        for period in reversed(ctx.periods.within(start, end)):
            day = period.first
            if (
                day is not None
                and day == period.last == self.written
                and period.grain == "day"
                and ":" not in (period.at or "")
                and self.signs.starting_at(period.start) is None
                and not _DATELINE.match(ctx.folded, period.end)
            ):
                return Period(day, day, ctx.text[period.start : period.end])
        signs = [h for h in self.signs.within(start, end) if h.entry.get("at")]
        day = self._day(sentence, end) if signs else None
        if day is None:
            return None
        words = ctx.text[signs[-1].start : signs[-1].end]
        return Period(day, day, words, signs[-1].entry.get("at"), "the trading day of the source")

    def _moment(self, sentence: Sentence, clause: Clause, span: QuantitySpan) -> Hit | None:
        """开盘, 午评, 收盘: in the clause, else earlier in the sentence, else at the head of the block."""
        behind = self.signs.starting_at(span.end)
        if behind is not None and self.ctx.folded.startswith("以", span.start - 1):
            return behind  # 以31928.62点|作收
        for start, end in (
            (clause.start, span.start),
            (sentence.start, clause.start),
            (sentence.block.start, min(sentence.start, sentence.block.start + _HEAD)),
        ):
            found = [h for h in self.signs.within(start, end) if h.entry.get("at")] if start < end else []
            if found:
                return found[-1]
        return None

    def _of_the_day(self, sentence: Sentence) -> Span | None:
        """The words that say that a sentence tells of the day on which it was written: 盘中, 现报, 6月4日电."""
        ctx, block = self.ctx, sentence.block
        head = min(sentence.start, block.start + _HEAD)
        for start, end in ((sentence.start, sentence.end), (block.start, head)):
            for moment in ctx.words("market-moments").within(start, end):
                return Span(moment.start, moment.end)
            for period in ctx.periods.within(start, end):
                if period.grain == "day" and _DATELINE.match(ctx.folded, period.end):
                    return Span(period.start, period.end)
        return None

    def _day(self, sentence: Sentence, until: int = 0) -> date | None:
        published = self.ctx.source.published
        if published is None:
            return None
        near = max(sentence.block.start, sentence.start - _NEAR)
        abroad = _ABROAD.search(self.ctx.folded, near, max(until, sentence.end)) is not None
        early = isinstance(published, datetime) and published.hour < self.morning
        if self.written != self.ctx.published:
            return self.written  # its dateline's
        return (
            self.written - timedelta(days=1)
            if self.written is not None and abroad and early
            else self.written
        )

    def _baseline(self, clause: Clause, period: Period | None) -> Baseline:
        spans = list(self.ctx.baselines.within(clause.start, clause.end))
        if spans and spans[-1].baseline:
            return spans[-1].baseline
        first = spans[-1] if spans else None
        if first is not None and first.first is not None and first.last is not None:
            return Period(first.first, first.last, self.ctx.text[first.start : first.end])
        if period is not None and period.start != period.end:
            return Period(period.start, period.start, period.text)
        return "dod"
