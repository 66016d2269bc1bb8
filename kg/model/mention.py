"""The claim record: one place in one source where one claim is made, and the claim and series that it expresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from kg.folding import fold
from kg.model import ids
from kg.model.source import Source
from kg.model.trace import Trace


class ClaimType(StrEnum):
    QUANTITY = "quantity"
    STATEMENT = "statement"


class Kind(StrEnum):
    """What sort of measurement a quantity is."""

    LEVEL = "level"
    GROWTH_RATE = "growth_rate"
    ABSOLUTE_CHANGE = "absolute_change"
    SHARE = "share"
    RATIO = "ratio"
    RANK = "rank"
    POINT_CHANGE = "point_change"


class Bound(StrEnum):
    """What the words around a number say about it."""

    EXACT = "exact"
    APPROX = "approx"
    MIN = "min"
    MAX = "max"
    RANGE = "range"


class Modality(StrEnum):
    ASSERTED = "asserted"
    PLANNED = "planned"
    FORECAST = "forecast"
    POSSIBLE = "possible"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing that a slot names: its IRI in the vocabulary (None when it is not in it), its canonical name, and the words.

    `type` is the local name of a class of the ontology (`Person`, `Organization`, `Platform`, `Place`, `Document` …)
    where it is known; it is no part of the printed record.
    """

    id: str | None
    label: str
    text: str
    type: str | None = None

    def key(self) -> str:
        """What makes two refs the same: the IRI, else the folded name without white space."""
        return self.id or "".join(fold(self.label).split())

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, "label": self.label, "text": self.text}


@dataclass(frozen=True, slots=True)
class Quote:
    """The very words: `exact` stands at `start` to `end` of the source's plain text (W3C Web Annotation selectors)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    CONTEXT: ClassVar[int] = 32
    """Code points of prefix and suffix."""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Quote:
        """The quote at these offsets of a plain text."""
        return cls(
            text[start:end],
            text[max(0, start - cls.CONTEXT) : start],
            text[end : end + cls.CONTEXT],
            start,
            end,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "exact": self.exact,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Period:
    """An ISO interval, both ends inclusive days; `at` is the moment within a day (`09:58`, `open`, `noon`, `close`)."""

    start: date
    end: date
    text: str
    at: str | None = None
    how: str | None = None
    """How relative words were resolved, for a person; not part of the printed record."""

    def key(self) -> str:
        return f"{ids.day(self.start)}/{ids.day(self.end)}" + (f"@{self.at}" if self.at else "")

    def to_json(self) -> dict[str, Any]:
        return {"start": ids.day(self.start), "end": ids.day(self.end), "text": self.text, "at": self.at}


Baseline = str | Period
"""`yoy`, `qoq`, `mom`, `dod`, or the period that a change is compared with."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit and what the words and the written digits say about its interval.

    `value` is in the base unit (percent is a fraction, 万 and 亿 are multiplied out); `lower` and `upper` are what
    words bound (超过130% has lower 1.3); `step` is the worth of the last written digit (8.94万亿 has 10,000,000,000).
    `unit` is `1`, `[pp]`, an ISO 4217 or UCUM code, `{count}`, `{rank}`, `{fold}` or `{index}`.
    """

    value: Decimal
    text: str
    unit: str
    kind: Kind = Kind.LEVEL
    bound: Bound = Bound.EXACT
    lower: Decimal | None = None
    upper: Decimal | None = None
    counted: str | None = None
    step: Decimal | None = None

    def interval(self) -> tuple[Decimal | None, Decimal | None]:
        """What the quantity can stand for: the words' bounds, else half the last digit's worth to each side (XBRL's rule).

        >>> Quantity(Decimal("0.46"), "46%", "1", step=Decimal("0.01")).interval()
        (Decimal('0.455'), Decimal('0.465'))

        None is an open side. 近 and 约 open a side by one step, at most by a tenth of the value (近1倍 is [0.9, 1], not
        [0, 1]), and not at all where no digits stand behind the number (近一半).
        """
        half = (self.step or Decimal(0)) / 2
        match self.bound:
            case Bound.RANGE:
                return self.lower, self.upper
            case Bound.MIN:
                return (self.value if self.lower is None else self.lower), self.upper
            case Bound.MAX:
                return self.lower, (self.value if self.upper is None else self.upper)
            case Bound.APPROX:
                wide = min(half * 2, abs(self.value) / 10)
                low = self.lower if self.lower is not None else self.value - wide
                high = self.upper if self.upper is not None else self.value + wide
                return low, high
            case Bound.EXACT:
                return self.value - half, self.value + half


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in one source where one claim is made. Build one with `mention()`, which derives the ids.

    Statement mentions have no quantity, metric, scope, period or baseline.
    """

    id: str
    claim: str
    series: str
    type: ClaimType
    source: Source
    quote: Quote
    rule: str
    confidence: float
    quantity: Quantity | None = None
    metric: Ref | None = None
    subject: Ref | None = None
    scope: tuple[Ref, ...] = ()
    period: Period | None = None
    baseline: Baseline | None = None
    speaker: Ref | None = None
    cites: tuple[Ref, ...] = ()
    modality: Modality = Modality.ASSERTED
    trace: Trace | None = field(default=None, compare=False, repr=False)
    """How it came about, where its extractor tells."""

    def to_json(self) -> dict[str, Any]:
        """The printed record, its fields in the order of the design."""
        q, s = self.quantity, self.source
        return {
            "id": self.id,
            "type": self.type.value,
            "source": {
                "id": s.id,
                "path": s.path,
                "title": s.title,
                "publisher": s.publisher,
                "published": s.published.isoformat() if s.published else None,
                "language": s.language,
            },
            "quote": self.quote.to_json(),
            "value": json_number(q.value) if q else None,
            "value_text": q.text if q else None,
            "lower": json_number(q.lower) if q else None,
            "upper": json_number(q.upper) if q else None,
            "bound": q.bound.value if q else None,
            "unit": q.unit if q else None,
            "counted": q.counted if q else None,
            "kind": q.kind.value if q else None,
            "metric": self.metric.to_json() if self.metric else None,
            "subject": self.subject.to_json() if self.subject else None,
            "speaker": self.speaker.to_json() if self.speaker else None,
            "scope": [ref.to_json() for ref in self.scope],
            "cites": [ref.to_json() for ref in self.cites],
            "period": self.period.to_json() if self.period else None,
            "baseline": {"start": ids.day(self.baseline.start), "end": ids.day(self.baseline.end)}
            if isinstance(self.baseline, Period)
            else self.baseline,
            "modality": self.modality.value,
            "claim": self.claim,
            "series": self.series,
            "rule": self.rule,
            "confidence": self.confidence,
        }


def json_number(value: Decimal | None) -> int | float | str | None:
    """A decimal as JSON carries it: an integer, the float that prints the same digits, else its digits as a string."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else ids.number(value)


def _key(ref: Ref | None) -> str | None:
    return ref.key() if ref else None


def _baseline_key(baseline: Baseline | None) -> str | None:
    return baseline.key() if isinstance(baseline, Period) else baseline


def mention(
    source: Source,
    quote: Quote,
    *,
    rule: str,
    confidence: float,
    base: str = ids.DEFAULT_BASE,
    quantity: Quantity | None = None,
    metric: Ref | None = None,
    subject: Ref | None = None,
    scope: tuple[Ref, ...] = (),
    period: Period | None = None,
    baseline: Baseline | None = None,
    speaker: Ref | None = None,
    cites: tuple[Ref, ...] = (),
    modality: Modality = Modality.ASSERTED,
    trace: Trace | None = None,
) -> Mention:
    """A mention with the ids of itself, its claim and its series.

    The series is subject × metric × kind × scope × baseline (SDMX's series key). The claim is the series with period,
    value, unit, bounds and modality; of a statement it is the folded words with subject and modality. Who says it and
    who is cited belong to the mention: two people can make one claim.
    """
    scope = tuple(sorted(scope, key=Ref.key))
    words = None if quantity else "".join(fold(quote.exact).split()).strip("，。；、“”\"'")
    series_key = ids.digest(
        "quantity" if quantity else "statement",
        _key(subject),
        _key(metric),
        quantity.kind.value if quantity else None,
        "\n".join(ref.key() for ref in scope),
        _baseline_key(baseline),
    )
    claim_key = ids.digest(
        series_key,
        period.key() if period else None,
        ids.number(quantity.value) if quantity else words,
        quantity.unit if quantity else None,
        fold(quantity.counted) if quantity and quantity.counted and not metric else None,
        quantity.bound.value if quantity else None,
        ids.number(quantity.lower) if quantity else None,
        ids.number(quantity.upper) if quantity else None,
        modality.value,
    )
    claim = f"{base}claim/{claim_key}"
    place = ids.digest(source.id, str(quote.start), str(quote.end), claim)
    return Mention(
        id=f"{base}mention/{place}",
        claim=claim,
        series=f"{base}series/{series_key}",
        type=ClaimType.QUANTITY if quantity else ClaimType.STATEMENT,
        source=source,
        quote=quote,
        rule=rule,
        confidence=confidence,
        quantity=quantity,
        metric=metric,
        subject=subject,
        scope=scope,
        period=period,
        baseline=baseline,
        speaker=speaker,
        cites=cites,
        modality=modality,
        trace=trace,
    )
