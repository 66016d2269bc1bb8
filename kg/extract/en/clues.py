"""What a rule for English figures gets and what it answers: a quantity in its sentence, and what was made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from kg.extract.annotations import Form, PeriodSpan, QuantitySpan
from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.en.phrases import EMPTY, NounPhrase, parse
from kg.lexicon import Hit
from kg.model import Kind, Modality, Ref, Step

RATES = (Form.PERCENT, Form.FRACTION, Form.MULTIPLE)
_FILL = regex.compile(
    r"(?:\s|\b(?:by|a|an|another|further|about|as much as|as many as|roughly|only|just|even|sharply|slightly|significantly|steadily|"
    r"modestly|rapidly|dramatically|year[- ]on[- ]year|year over year|month[- ]on[- ]month|month over month|quarter[- ]on[- ]quarter|"
    r"on[- ]year|on[- ]month|annually|annualized|average|record|modest|mere|whopping|solid|robust|strong|nominal|seasonally adjusted|"
    r"on average|in value|in volume|sequentially|from a year (?:earlier|ago)|year to year|the equivalent of|an? (?:estimated|additional|average of|total of|annual rate of)|"
    r"at an? (?:[a-z]+ ){0,2}(?:rate|pace) of|total of|additional|annual|combined|cumulative)\b)*"
)

_LEVEL = regex.compile(
    r"\b(?:was|were|is|are|reached|reaches|reach|totalled|totaled|totals|amounted to|stood at|stands at|came to|came in at|hit|remained at|stayed at|averaged|exceeded|"
    r"surpassed|topped|registered|worth|valued at|at|of)\s+(?:(?:about|around|just|only|some|a|an|the|record|nearly|more than|over|estimated|roughly|total of|combined)\s+)*$"
)
"""A verb of being so much, or of, right before a value."""


_BEFORE = 80
"""Characters before a value in which a verb of it stands."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A figure with what is known of it: what the next figure of the sentence can share."""

    quantity: QuantitySpan
    sentence: Sentence
    kind: Kind
    metric: Ref | None
    subject: Ref | None
    scope: tuple[Ref, ...]
    period: PeriodSpan | None
    of_metric: Step
    of_subject: Step


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule made of a quantity. None in a slot of the phrase means that the words do not say; it is carried over."""

    rule: str
    kind: Kind
    phrase: NounPhrase = EMPTY
    sign: int = 1
    confidence: float = 0.85
    carries: bool = False
    """Whether metric and subject are those of the figure before."""
    modality: Modality | None = None
    """How it is meant, where the rule knows: what was expected is a forecast."""
    like: Frame | None = None
    """The figure that it is held against, where that is not the one right before it."""
    earlier: str | None = None
    """`year`, `quarter` or `month` where it is of the period before the one of the figure it is compared with."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A quantity with its surroundings: `floor` and `ceil` bound the text of its sentence that belongs to it alone."""

    ctx: Context
    quantity: QuantitySpan
    sentence: Sentence
    floor: int
    ceil: int
    last: Frame | None
    """The figure before it in the sentence."""
    earlier: Frame | None = None
    """The one before that."""

    def before(self, pattern: regex.Pattern[str]) -> regex.Match[str] | None:
        """What of a pattern that ends with `$` stands right before the value, in its own stretch."""
        start = max(self.floor, self.quantity.start - _BEFORE)
        return pattern.search(self.ctx.folded, start, self.quantity.start)

    def filled(self, start: int, end: int | None = None) -> bool:
        """Whether only adverbs stand between an offset and the value (or `end`)."""
        return (
            _FILL.fullmatch(self.ctx.folded, start, self.quantity.start if end is None else end) is not None
        )

    def level_verb(self) -> tuple[int, str] | None:
        """Where the verb of a level right before the value begins (revenue | was, revenue | of), and its words."""
        found = self.before(_LEVEL)
        return None if found is None else (found.start(), found[0])

    def word(self, scheme: str) -> Hit | None:
        """The last word of a role before the value with nothing but adverbs between them."""
        for hit in reversed(self.ctx.words(scheme).within(self.floor, self.quantity.start)):
            if self.ctx.entities.covering(hit.start, hit.end) is None:
                return hit if self.filled(hit.end) else None
        return None

    def phrase(self, end: int) -> NounPhrase:
        """The noun phrase before a verb."""
        return parse(self.ctx, self.floor, end)

    def rate_kind(self) -> Kind:
        """A level that is told as a share of something, or in units."""
        if self.quantity.form is Form.MULTIPLE:
            return Kind.RATIO
        return Kind.SHARE if self.quantity.form in RATES else Kind.LEVEL

    def level_kind(self, metric: Ref | None) -> Kind:
        """A rate in percent is a level where its metric is a rate (inflation), and a share else."""
        if metric is not None and metric.id is not None and self.quantity.form in RATES:
            entry = self.ctx.analysis.lexicon.entries.get(metric.id)
            if (
                entry is not None
                and entry.get("unitKind") == "rate"
                and not metric.id.endswith(("/share", "/market-share"))
            ):
                return Kind.LEVEL
        return self.rate_kind()


Rule = Callable[[Clue], Reading | None]
