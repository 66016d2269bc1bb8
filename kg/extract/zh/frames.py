"""From a quantity to a claim: the reading of a rule, completed with what earlier clauses and sentences said."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import regex

from kg.extract.annotations import Form, PeriodSpan, QuantitySpan
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.quotes import clip
from kg.extract.zh import rules
from kg.extract.zh.attribution import Voices
from kg.extract.zh.phrases import group_in, name_in, owner_in, parse, walk_back
from kg.extract.zh.rules import Clue, Reading
from kg.model import Baseline, Kind, Mention, Modality, Period, Quantity, Quote, Ref, mention

_CARRY = regex.compile(r"(?:其中|当中|这意味着|也就是说|由此|为此|仅(?!有))")
_LIST_GAP = regex.compile(r"[、和及与\s]{1,3}|以及")
_OR = regex.compile(r"[，,]?\s*(?:或|即|相当于)\s*|[（(]")
_COMMA = regex.compile(r"\s*[，,]\s*")
_COMPARED = regex.compile(
    r"(?:(?:比|较|相比于?|对比|与|同比|不及|高于|低于|原来的)|(?:相较于?|较|比起?)[^，。；\d]{0,10}的)\s*$"
)
_TOGETHER = regex.compile(r"\s*(?:和|与|及|、|比)\s*")
_DISTRIBUTE = regex.compile(r"分别")
_ITEMS = regex.compile(r"[、，,]|和|及|与|以及")


@dataclass(frozen=True, slots=True)
class Frame:
    """A reading with its place and all slots, before it becomes a mention."""

    quantity: QuantitySpan
    sentence: Sentence
    reading: Reading
    metric: Ref | None
    subject: Ref | None
    scope: tuple[Ref, ...]
    period: PeriodSpan | None
    confidence: float
    quote_start: int


def quantity_mentions(ctx: Context, voices: Voices, *, base: str) -> Iterator[Mention]:
    """A mention for each quantity in running text, in order."""
    framer = _Framer(ctx)
    for frame in framer.frames():
        yield _mention(ctx, voices, frame, base=base)


class _Framer:
    """Walks a document once, remembering what was said last."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.previous: Frame | None = None
        self.topic: Ref | None = None

    def frames(self) -> Iterator[Frame]:
        layout = self.ctx.layout
        items = self.ctx.quantities.items
        for place, quantity in enumerate(items):
            sentence = layout.sentence_at(quantity.start)
            if sentence is None or quantity.end > sentence.end + 1:
                continue
            if self.previous is not None and self.previous.sentence.block is not sentence.block:
                self.previous, self.topic = None, None
            before = items[place - 1] if place else None
            after = items[place + 1] if place + 1 < len(items) else None
            floor = _end_of(before) if before is not None else sentence.start
            clause = sentence.clause_at(quantity.start)
            ceil = (
                min(clause.end, after.start)
                if after is not None and after.start > quantity.end
                else clause.end
            )
            clue = Clue.of(self.ctx, quantity, sentence, floor, ceil)
            frame = self._frame(clue, before)
            if frame is not None:
                self.previous = frame
                self.topic = frame.subject or self.topic
                yield frame

    def _frame(self, clue: Clue, before: QuantitySpan | None) -> Frame | None:
        reading = self._listed(clue, before) or rules.read(clue)
        phrase = reading.phrase
        metric, subject, confidence = phrase.metric, phrase.subject, reading.confidence
        previous = self.previous if self.previous and self.previous.sentence is clue.sentence else None
        quote_start = clue.clause.start
        scope = phrase.scope
        if metric is None:
            found = self._metric_before(clue, previous, reading)
            if found is not None:
                metric, carried_subject, quote_start, scope = found[0], found[1], found[2], scope or found[3]
                subject = subject or carried_subject
                confidence -= 0.05
        if subject is None:
            subject, cost = self._subject_before(clue, previous)
            confidence -= cost
        distributed = self._distributed(clue)
        if distributed is not None:
            slot, ref, at = distributed
            quote_start = min(quote_start, clue.sentence.clause_at(at).start)
            if slot == "subject":
                subject = ref
            else:
                scope = (ref,)
                named = parse(self.ctx, clue.sentence.clause_at(at).start, at)
                metric, subject = named.metric or metric, named.subject or subject
        period = self._period(clue, previous)
        if metric is None:
            confidence -= 0.2
        return Frame(
            clue.quantity,
            clue.sentence,
            reading,
            metric,
            subject,
            scope,
            period,
            max(0.1, confidence),
            quote_start,
        )

    def _listed(self, clue: Clue, before: QuantitySpan | None) -> Reading | None:
        """A value in a list shares the reading of the one before: 87%，75%和74%."""
        if before is None or self.previous is None or self.previous.quantity is not before:
            return None
        gap = self.ctx.folded[before.end : clue.quantity.start]
        if _OR.fullmatch(gap) and clue.quantity.form is Form.PERCENT and before.form is not Form.PERCENT:
            # 下跌326.63点或1.02%: one change told twice
            told = self.previous.reading
            if told.kind is Kind.ABSOLUTE_CHANGE:
                return replace(told, rule="change_rate", kind=Kind.GROWTH_RATE)
        if before.form is not clue.quantity.form:
            return None
        # a comma lists only what 分别 hands out: 净增6400万，突破3亿 are two readings
        listed = _LIST_GAP.fullmatch(gap) or (
            _COMMA.fullmatch(gap) and _DISTRIBUTE.search(self.ctx.folded, clue.sentence.start, before.start)
        )
        return self.previous.reading if listed else None

    def _metric_before(
        self, clue: Clue, previous: Frame | None, reading: Reading
    ) -> tuple[Ref, Ref | None, int, tuple[Ref, ...]] | None:
        """The metric that an elliptic clause leaves out: from the clauses before it, then from the figure before it."""
        for other in clue.sentence.before(clue.clause):
            if previous is not None and other.end <= previous.quantity.start:
                break
            if previous is not None and other.start <= previous.quantity.start < other.end:
                break
            run = walk_back(self.ctx, other.end, other.start)
            phrase = parse(self.ctx, other.start, run.end)
            if phrase.metric is not None and phrase.listed:
                return phrase.metric, phrase.subject, other.start, phrase.scope
        own = reading.phrase.subject is not None
        if previous is not None and _carries(previous, own=own):
            assert previous.metric is not None
            return previous.metric, previous.subject, previous.quote_start, previous.scope
        if self.previous is not None and _carries(self.previous, own=own):
            assert self.previous.metric is not None
            return self.previous.metric, None, clue.clause.start, ()
        return None

    def _subject_before(self, clue: Clue, previous: Frame | None) -> tuple[Ref | None, float]:
        """Whose figure it is where the clause does not say, and how much less sure that makes us."""
        others = []
        for other in clue.sentence.before(clue.clause):
            if previous is not None and other.end <= previous.quantity.start:
                break
            others.append((other.start, min(other.end, clue.quantity.start)))
        for look in (owner_in, name_in, group_in):
            for start, end in others:
                found = look(self.ctx, start, end)
                if found is not None:
                    return found, 0.05
        if previous is not None and previous.subject is not None:
            return previous.subject, 0.05
        sentence: Sentence | None = clue.sentence
        for _ in range(4):
            sentence = self.ctx.layout.previous(sentence) if sentence else None
            if sentence is None:
                break
            if self.previous is not None and self.previous.sentence is sentence:
                return self.previous.subject, 0.15
            for clause in sentence.clauses:
                found = owner_in(self.ctx, clause.start, clause.end)
                if found is not None:
                    return found, 0.2
        return self.topic, 0.3

    def _distributed(self, clue: Clue) -> tuple[str, Ref, int] | None:
        """印度、越南和尼泊尔，增速分别为87%，75%和74%: the n-th value belongs to the n-th name.

        The slot it fills, with what, and where the list begins.
        """
        word = _DISTRIBUTE.search(self.ctx.folded, clue.sentence.start, clue.quantity.start)
        if word is None:
            return None
        start = clue.sentence.clause_at(word.start()).start
        values = [
            q
            for q in self.ctx.quantities.within(word.end(), clue.sentence.end)
            if q.form is clue.quantity.form
        ]
        place = next((i for i, q in enumerate(values) if q is clue.quantity), None)
        if place is None or len(values) < 2:
            return None
        names = list(self.ctx.entities.within(clue.sentence.start, word.start()))
        for size in range(len(names) - len(values), -1, -1):
            run = names[size : size + len(values)]
            if all(
                _ITEMS.match(self.ctx.folded, a.end) and b.start - a.end <= 3
                for a, b in itertools.pairwise(run)
            ) and len(run) == len(values):
                return "subject", run[place].ref, run[0].start
        # 在抵销跨分部交易前和抵销后分别为A和B: two circumstances of one metric
        within = self.ctx.folded.rfind("在", start, word.start())
        if within >= 0:
            items = [item for item in _ITEMS.split(self.ctx.text[within + 1 : word.start()]) if item.strip()]
            if len(items) == len(values):
                words = items[place].strip()
                return "scope", Ref(None, words, words, "Thing"), within
        return None

    def _period(self, clue: Clue, previous: Frame | None) -> PeriodSpan | None:
        ctx, at = self.ctx, clue.quantity.start
        if clue.clause.inner:
            # 比2015年（出口额120亿美元）: what stands right before the bracket dates what stands inside
            for spans in (ctx.baselines, ctx.periods):
                outer = spans.ending_at(clue.clause.start - 1)
                if outer is not None and outer.first is not None:
                    return outer
        inside = self._told(clue.floor, at)
        if not inside and clue.floor > clue.clause.start and previous is not None:
            inside = self._told(clue.clause.start, at)
        if inside:
            return inside[-1]
        behind = ctx.periods.within(clue.quantity.end, clue.ceil)
        for other in clue.sentence.before(clue.clause):
            if other.inner and not clue.clause.inner:
                continue
            inside = self._told(other.start, other.end)
            if inside:
                return inside[-1]
        if behind:
            return behind[0]
        if previous is not None and previous.period is not None:
            return previous.period
        return self._carried(clue)

    def _told(self, start: int, end: int) -> list[PeriodSpan]:
        """The periods in a stretch of text that are no base of a comparison; of 2017年和2016年 the later one last."""
        spans = self.ctx.periods.within(start, end)
        free = [s for s in spans if not _COMPARED.search(self.ctx.folded, start, s.start)]
        free = [s for s in free if self.ctx.baselines.ending_at(s.start) is None] or free
        if len(free) > 1 and _TOGETHER.fullmatch(self.ctx.folded[free[-2].end : free[-1].start]):
            free[-2:] = sorted(free[-2:], key=lambda s: s.last or date.min)
        return free

    def _carried(self, clue: Clue) -> PeriodSpan | None:
        """The period of the figure before, carried over a full stop by 其中, 这意味着 and 由此 only."""
        if self.previous is None:
            return None
        carried = any(
            _CARRY.match(self.ctx.folded, c.start) for c in clue.sentence.clauses if c.start <= clue.floor
        )
        before = self.ctx.layout.previous(clue.sentence)
        if before is not None and before is self.previous.sentence:
            carried = carried or self.ctx.folded[before.end : before.end + 1] in ("；", ";")
        return self.previous.period if carried else None


def _carries(frame: Frame, *, own: bool) -> bool:
    """Whether a later clause can leave this metric out; one with a subject of its `own` shares known metrics only."""
    if frame.metric is None or frame.metric.text == (frame.subject.text if frame.subject else None):
        return False
    known = frame.metric.id is not None or frame.reading.phrase.listed
    return known or (frame.reading.kind is Kind.LEVEL and not own)


def _end_of(quantity: QuantitySpan) -> int:
    return max(quantity.end, quantity.counted_at[1] if quantity.counted_at else 0)


def _mention(ctx: Context, voices: Voices, frame: Frame, *, base: str) -> Mention:
    span, reading = frame.quantity, frame.reading
    period = period_of(frame.period, ctx)
    quantity = _to_quantity(ctx, span, reading, frame)
    baseline = _baseline(ctx, frame, period)
    start = min(frame.quote_start, span.start)
    clause = frame.sentence.clause_at(span.start)
    end = max(clause.end, span.end)
    quote = Quote.of(ctx.text, *clip(ctx.analysis.document, *_trim(ctx.text, start, end), at=span.start))
    voice = voices.at(span.start)
    return mention(
        ctx.source,
        quote,
        rule=reading.rule,
        confidence=round(frame.confidence, 2),
        base=base,
        quantity=quantity,
        metric=frame.metric,
        subject=frame.subject,
        scope=_distinct(frame.scope, frame.subject),
        period=period,
        baseline=baseline,
        speaker=voice.speaker,
        cites=voices.cites(frame.sentence, span.start),
        modality=modality(ctx, clause.start, span.start),
    )


def _distinct(scope: tuple[Ref, ...], subject: Ref | None) -> tuple[Ref, ...]:
    seen = {subject.key()} if subject else set()
    kept = []
    for ref in scope:
        if ref.key() not in seen:
            seen.add(ref.key())
            kept.append(ref)
    return tuple(kept)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\u200b　，、":
        start += 1
    while end > start and text[end - 1] in " \t\u200b　，、":
        end -= 1
    return start, end


def _to_quantity(ctx: Context, span: QuantitySpan, reading: Reading, frame: Frame) -> Quantity:
    unit = reading.unit or span.unit
    if span.form is Form.BARE and unit == "1":
        unit = "{count}"
    sign = (
        -1
        if reading.sign < 0 and reading.kind in (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.POINT_CHANGE)
        else 1
    )
    value, lower, upper = span.value * sign, span.lower, span.upper
    bound = span.bound
    if sign < 0 and span.value > 0:
        lower, upper = (None if upper is None else -upper), (None if lower is None else -lower)
    counted = span.counted
    if counted is None and unit == "{count}" and frame.metric is not None:
        counted = frame.metric.text
    return Quantity(
        value=value,
        text=ctx.text[span.start : span.end],
        unit=unit,
        kind=reading.kind,
        bound=bound,
        lower=lower,
        upper=upper,
        counted=counted,
        step=span.step,
    )


def period_of(span: PeriodSpan | None, ctx: Context) -> Period | None:
    if span is None or span.first is None or span.last is None:
        return None
    return Period(span.first, span.last, ctx.text[span.start : span.end], span.at, span.how or None)


def _baseline(ctx: Context, frame: Frame, period: Period | None) -> Baseline | None:
    """What a change is compared with, by the words, else by the length of its period."""
    kind = frame.reading.kind
    if kind not in (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.POINT_CHANGE):
        return None
    clause = frame.sentence.clause_at(frame.quantity.start)
    spans = ctx.baselines.within(clause.start, clause.end)
    near = [s for s in spans if s.start < frame.quantity.start] or spans
    if near:
        span = near[-1]
        if span.baseline:
            return span.baseline
        if span.first is not None and span.last is not None:
            if period is not None and _a_year_apart(span.first, period.start):
                return "yoy"
            return Period(span.first, span.last, ctx.text[span.start : span.end], span.at)
    if kind is Kind.POINT_CHANGE or period is None:
        return None
    days = (period.end - period.start).days
    if days > 400 and not _since_last_year(period, ctx):
        return Period(period.start, _end_of_unit(period), period.text)
    to_date = period.start.month == 1 and period.start.day == 1
    if to_date or days >= 360:
        return "yoy"
    return None


def _a_year_apart(earlier: date, later: date) -> bool:
    return later.year - earlier.year == 1


def _since_last_year(period: Period, ctx: Context) -> bool:
    return period.end.year - period.start.year == 1 and period.start.month == period.start.day == 1


def _end_of_unit(period: Period) -> date:
    """The baseline of 2005年到2014年 is the year 2005, of 近5年来 the day on which it starts."""
    start = period.start
    if (start.month, start.day) == (1, 1) and (period.end.month, period.end.day) == (12, 31):
        return date(start.year, 12, 31)
    return start


def modality(ctx: Context, start: int, end: int) -> Modality:
    """The modality of the words between two offsets: the one nearest to the end."""
    found = ctx.words("modality-words").within(start, end)
    for hit in reversed(found):
        value = hit.entry.get("modality")
        if value and not _inside_word(ctx, hit.start, hit.end):
            return Modality(value)
    return Modality.ASSERTED


def _inside_word(ctx: Context, start: int, end: int) -> bool:
    """会 in 大会, 要 in 主要 and 将 in 大将 are no modals; names and metrics are none either."""
    if ctx.entities.covering(start, end) is not None or ctx.metrics.covering(start, end) is not None:
        return True
    word = ctx.folded[start:end]
    before = ctx.folded[start - 1] if start else ""
    after = ctx.folded[end] if end < len(ctx.folded) else ""
    if word == "会":
        return before in "大机社协工国议学商晚年展峰董监委理宴盛聚集" or after in "议员上长晤谈见场展馆"
    if word == "要":
        return before in "主重需只纪摘首" or after in "求素点闻约"
    if word == "将":
        return before in "大中上少麻干" or after in "军近"
    return False
