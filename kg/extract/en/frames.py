"""From an English quantity to a claim: the reading of a rule, completed with what the sentence and those before it said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.annotations import Form, PeriodSpan, QuantitySpan
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.en import rules
from kg.extract.en.attribution import Attribution, Voices
from kg.extract.en.clues import Clue, Frame, Reading
from kg.extract.en.datelines import past_dateline
from kg.extract.en.in_turn import in_turn
from kg.extract.en.owners import Owners
from kg.extract.metrics import as_metric, metric_named
from kg.extract.periods.calendar import shift_years
from kg.model import (
    Baseline,
    Block,
    Bound,
    How,
    Kind,
    Mention,
    Modality,
    Period,
    Quantity,
    Quote,
    Ref,
    Span,
    Step,
    Trace,
    mention,
)

_CHANGES = (Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.POINT_CHANGE)
_FORESEES = ("expect", "forecast", "predict", "project")


def quantity_mentions(ctx: Context, voices: Voices, *, base: str) -> Iterator[Mention]:
    """A mention for each quantity in running text, in order."""
    framer = _Framer(ctx, voices)
    quantities = [(q, s) for q in ctx.quantities if (s := ctx.layout.sentence_at(q.start)) is not None]
    for place, (quantity, sentence) in enumerate(quantities):
        if quantity.end > sentence.end + 1:
            continue
        following = quantities[place + 1] if place + 1 < len(quantities) else None
        ceil = following[0].start if following is not None and following[1] is sentence else sentence.end
        yield framer.mention(quantity, sentence, ceil, base=base)


class _Framer:
    """Walks a document once, remembering what was said last."""

    def __init__(self, ctx: Context, voices: Voices) -> None:
        self.ctx = ctx
        self.voices = voices
        self.owners = Owners(ctx, voices)
        self.last: Frame | None = None
        self.earlier: Frame | None = None
        self.reading: Reading | None = None
        """How the last figure was read."""
        self._period: tuple[Block, Ref | None, PeriodSpan] | None = None
        """The last stretch of days named, its paragraph, and of whom."""

    def mention(self, quantity: QuantitySpan, sentence: Sentence, ceil: int, *, base: str) -> Mention:
        """The claim of one quantity."""
        last = self.last if self.last is not None and self.last.sentence is sentence else None
        floor = (
            max(last.quantity.end, (last.quantity.counted_at or (0, 0))[1])
            if last is not None
            else sentence.start
        )
        earlier = self.earlier if last is not None else None
        clue = Clue(self.ctx, quantity, sentence, floor, ceil, last, earlier)
        reading = rules.read(clue)
        turn = in_turn(self.ctx, sentence, quantity)
        if turn is not None and turn.place and last is not None and self.reading is not None:
            reading = replace(self.reading, carries=True)  # the later values of a row are read as the first
        self.reading = reading
        if reading.like is not None:
            clue = replace(clue, last=reading.like)
        metric, of_metric = self._metric(clue, reading)
        subject, of_subject = self.owners.find(clue, reading)
        traded = self._traded(reading)
        if traded is not None:
            (metric, subject), of_metric = traded, Step("metric", How.IMPLIED, 0.05)
            of_subject = Step("subject", How.HERE, 0.05, Span(reading.phrase.start, quantity.start))
        elif subject is not None and subject.type == "Index" and (metric is None or metric.id is None):
            metric, of_metric = metric_named(self.ctx, "index-level"), Step("metric", How.IMPLIED, 0.05)
        if turn is not None:
            metric, subject = turn.metric or metric, turn.subject or subject
        scope = reading.phrase.scope
        if reading.carries and clue.last is not None and not scope:
            scope = clue.last.scope
        if reading.phrase.place is not None and (
            subject is None or subject.key() != reading.phrase.place.key()
        ):
            scope = (*scope, reading.phrase.place)
        scope = tuple(ref for ref in scope if subject is None or ref.key() != subject.key())
        period = self._when(clue, reading, subject)
        self.earlier = last
        self.last = Frame(
            quantity, sentence, reading.kind, metric, subject, scope, period, of_metric, of_subject
        )
        self.owners.remember(sentence, subject)
        return self._record(self.last, reading, base=base)

    def _metric(self, clue: Clue, reading: Reading) -> tuple[Ref | None, Step]:
        phrase = reading.phrase
        if phrase.metric is not None:
            return phrase.metric, Step(
                "metric", How.HERE, 0.0 if phrase.listed else 0.1, Span(phrase.start, clue.quantity.end)
            )
        if (
            clue.last is not None
            and clue.last.metric is not None
            and (reading.carries or reading.rule == "plain")
        ):
            return clue.last.metric, Step("metric", How.FIGURE, 0.05, clue.last.of_metric.at)
        if clue.quantity.counted:
            counted = clue.quantity.counted
            return as_metric(None, counted), Step("metric", How.HERE, 0.15)
        return None, Step("metric", How.MISSING, 0.25)

    def _traded(self, reading: Reading) -> tuple[Ref, Ref] | None:
        """What is traded under a name of its own, with what it is quoted in: Brent crude futures rose 1.1%."""
        phrase, ctx = reading.phrase, self.ctx
        noun = phrase.metric
        if noun is None or noun.id is not None or phrase.subject is not None:
            return None
        at = ctx.text.find(noun.text, phrase.start)
        word = ctx.words("instruments").ending_at(at + len(noun.text), floor=max(0, at))
        quoted = word.entry.get("quotedIn") if word is not None else None
        entry = ctx.analysis.lexicon.entries.get(quoted or "")
        if entry is None:
            return None
        return as_metric(entry, noun.text), Ref(None, noun.text, noun.text, "Product")

    def _when(self, clue: Clue, reading: Reading, subject: Ref | None) -> PeriodSpan | None:
        """The period of a figure: in its own stretch, else in its sentence, else that named last in its paragraph or of
        the same subject."""
        ctx, sentence, quantity = self.ctx, clue.sentence, clue.quantity
        if reading.earlier is not None and clue.last is not None and clue.last.period is not None:
            return _before(clue.last.period, reading.earlier)
        if reading.carries and clue.last is not None and clue.last.period is not None:
            behind = ctx.periods.within(quantity.end, clue.ceil)[:1]
            return behind[0] if behind and behind[0].start - quantity.end <= 12 else clue.last.period
        said = self.voices.at(quantity.start)
        opened = said.start if said is not None and said.opened < said.start else sentence.start
        # said on Thursday that …: the day on which it was said is not the figure's
        start = max(clue.floor, sentence.clause_at(quantity.start).start, opened)
        found = _nearest(ctx.periods.within(start, min(clue.ceil, sentence.end)), quantity) or _nearest(
            ctx.periods.within(max(sentence.start, opened), sentence.end), quantity
        )
        if found is not None:
            if found.first != found.last:
                self._period = sentence.block, subject, found
            return found
        if self._period is None:
            return None
        block, whose, carried = self._period
        same = whose is not None and subject is not None and whose.key() == subject.key()
        return carried if same or block is sentence.block else None

    def _record(self, frame: Frame, reading: Reading, *, base: str) -> Mention:
        ctx, span, sentence = self.ctx, frame.quantity, frame.sentence
        said = self.voices.at(span.start)
        sign = reading.sign if frame.kind in _CHANGES else 1
        lower, upper = span.lower, span.upper
        if sign < 0:
            lower, upper = (None if upper is None else -upper), (None if lower is None else -lower)
        unit = "1" if frame.kind is Kind.GROWTH_RATE and span.form is Form.MULTIPLE else span.unit
        steps = (
            Step("value", How.HERE, at=Span(span.start, span.end)),
            frame.of_metric,
            frame.of_subject,
            _of_period(frame),
        )
        confidence = reading.confidence - sum(step.cost for step in steps)
        return mention(
            ctx.source,
            Quote.of(ctx.text, past_dateline(ctx, sentence), sentence.end),
            rule=f"en_{reading.rule}",
            confidence=round(max(0.1, confidence), 2),
            base=base,
            quantity=Quantity(
                value=span.value * sign,
                text=ctx.text[span.start : span.end],
                unit="{count}" if span.form is Form.BARE and unit == "1" else unit,
                kind=frame.kind,
                bound=span.bound or Bound.EXACT,
                lower=lower,
                upper=upper,
                counted=span.counted,
                step=span.step,
            ),
            metric=frame.metric,
            subject=frame.subject,
            scope=frame.scope,
            period=_period(ctx, frame.period),
            baseline=self._baseline(frame),
            speaker=said.speaker if said is not None else None,
            cites=self.voices.cites(sentence),
            modality=self._modality(frame, reading, said),
            trace=Trace(reading.confidence, steps),
        )

    def _baseline(self, frame: Frame) -> Baseline | None:
        """What a change is held against: the words near it, for an index the day before."""
        if frame.kind not in _CHANGES:
            return None
        sentence, near = frame.sentence, frame.quantity
        for span in sorted(
            self.ctx.baselines.within(sentence.start, sentence.end), key=lambda s: abs(s.start - near.start)
        ):
            if span.baseline:
                return span.baseline
        daily = frame.period is not None and frame.period.first == frame.period.last
        priced = frame.metric is not None and (frame.metric.id or "").endswith(("/share-price", "/price"))
        if (frame.subject is not None and frame.subject.type == "Index") or (daily and priced):
            return "dod"
        if (
            frame.kind is Kind.GROWTH_RATE
            and frame.period is not None
            and frame.period.grain in ("year", "half")
        ):
            return "yoy"
        return None

    def _modality(self, frame: Frame, reading: Reading, said: Attribution | None) -> Modality:
        """How a figure is meant: will is a plan of whoever it is about, a forecast of somebody else."""
        if reading.modality is not None:
            return reading.modality
        ctx, start = self.ctx, frame.quantity.start
        clause = frame.sentence.clause_at(start)
        for hit in reversed(ctx.words("modality-words").within(clause.start, start)):
            value = hit.entry.get("modality")
            # in May exports rose: the month is no modal
            if not value or ctx.periods.covering(hit.start, hit.end) is not None:
                continue
            told = Modality(value)
            if told is not Modality.PLANNED:
                return told
            foreseen = said is not None and said.verb.startswith(_FORESEES)
            acts = frame.subject is None or frame.subject.type in ("Organization", "Platform")
            own = (
                said is None
                or said.speaker is None
                or frame.subject is None
                or said.speaker.key() == frame.subject.key()
            )
            return (
                Modality.PLANNED
                if acts and own and not foreseen and reading.rule not in ("changed", "changed_to")
                else Modality.FORECAST
            )
        if said is not None and said.verb.startswith(_FORESEES) and start >= said.start:
            return Modality.FORECAST
        return Modality.ASSERTED


def _before(span: PeriodSpan, unit: str) -> PeriodSpan:
    """The same stretch a year, quarter or month before."""
    assert span.first is not None
    assert span.last is not None
    if unit == "year":
        first, last = shift_years((span.first, span.last), -1)
        return span._replace(first=first, last=last, how=f"a year before: {span.how}")
    return span


def _nearest(spans: list[PeriodSpan], at: QuantitySpan) -> PeriodSpan | None:
    """The span nearest to a quantity; before it counts half the distance of behind it."""

    def distance(span: PeriodSpan) -> int:
        return at.start - span.end if span.end <= at.start else 2 * (span.start - at.end)

    return min((s for s in spans if s.end <= at.start or s.start >= at.end), key=distance, default=None)


def _period(ctx: Context, span: PeriodSpan | None) -> Period | None:
    if span is None or span.first is None or span.last is None:
        return None
    return Period(span.first, span.last, ctx.text[span.start : span.end], span.at, span.how or None)


def _of_period(frame: Frame) -> Step:
    span = frame.period
    if span is None:
        return Step("period", How.MISSING)
    if span.start < frame.sentence.start:
        return Step("period", How.EARLIER_FIGURE, 0.1, Span(span.start, span.end))
    clause = frame.sentence.clause_at(frame.quantity.start)
    return Step(
        "period",
        How.HERE if clause.start <= span.start < clause.end else How.CLAUSE,
        at=Span(span.start, span.end),
    )
