"""Two claims side by side: what agrees, what differs, worked out once for all rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from kg.folding import fold
from kg.match.clauses import is_from_to, is_spelt_out, letters, overlap, unheld
from kg.match.periods import (
    TICK,
    Times,
    as_long,
    at_close,
    at_once,
    days_between,
    is_of_a_day,
    is_over,
    of_its_day,
    times,
)
from kg.match.points import Point, moment_of
from kg.match.words import Words
from kg.model import Bound, Kind, Mention, Modality
from kg.model.agreement import Agreement, agreement, telling

_DIGITS = 2
_FREE = 2
"""Characters that a clause may have beside its slots."""


class Link(Enum):
    """How two names stand to each other."""

    SAME = auto()
    NARROWER = auto()
    """The first is a part or kind of the second."""
    WIDER = auto()
    OTHER = auto()


@dataclass(frozen=True)
class Pair:
    """Two claims of one measure, `a` the earlier; build them with `pair()`, which gives None where they have nothing to do with
    each other."""

    a: Point
    b: Point
    subject: Link
    metric: Link
    words: Words
    mixed: bool = False
    """Whether the source of one tells another value of the same series and period too, so that something is not read that tells
    them apart."""

    @cached_property
    def times(self) -> Times:
        """How their periods stand to each other."""
        return times(self.a.mention, self.b.mention)

    @cached_property
    def traded(self) -> bool:
        """Whether the figure changes from minute to minute."""
        return self.a.traded or self.b.traded

    @cached_property
    def agreement(self) -> Agreement:
        """What their values say of each other, in one unit and base."""
        return agreement(self.a.quantity, self.b.quantity)

    @cached_property
    def basis(self) -> tuple[str, str, str] | None:
        """Another currency, base or baseline: the slot and what each says."""
        a, b = self.a, self.b
        if a.currency != b.currency:
            return "unit", a.currency, b.currency
        if a.base != b.base and self.agreement not in (Agreement.EQUAL, Agreement.ROUNDED, Agreement.CUT):
            return "unit", a.base or "–", b.base or "–"
        if a.baseline and b.baseline and a.baseline != b.baseline:
            return "baseline", a.baseline, b.baseline
        if {"real", "nominal"} <= (a.qualifiers | b.qualifiers) and a.qualifiers != b.qualifiers:
            return ("metric", "real", "nominal") if "real" in a.qualifiers else ("metric", "nominal", "real")
        return None

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """Slots that one of the two leaves out or names more widely."""
        found = []
        if self.subject is not Link.SAME:
            found.append("subject")
        if self.metric is not Link.SAME:
            found.append("metric")
        if self.a.scope != self.b.scope and (self.a.scope <= self.b.scope or self.b.scope <= self.a.scope):
            found.append("scope")
        if self._only(self.a, self.b) != self._only(self.b, self.a):
            found.append("metric")
        return tuple(dict.fromkeys(found))

    @cached_property
    def conflict(self) -> tuple[str, str, str] | None:
        """A slot in which each says something that the other does not: two scopes, sold against pledged."""
        a, b = self.a, self.b
        if a.scope - b.scope and b.scope - a.scope:
            one, other = (", ".join(self.named(p, p.scope - o.scope)) for p, o in ((a, b), (b, a)))
            return "scope", one, other
        if self._only(a, b) and self._only(b, a):
            return "metric", ", ".join(sorted(self._only(a, b))), ", ".join(sorted(self._only(b, a)))
        return None

    @property
    def alike(self) -> bool:
        """Whether nothing but period and value tells them apart."""
        return self.basis is None and self.alike_but_basis

    @cached_property
    def alike_but_basis(self) -> bool:
        """The same where they may be measured on two bases."""
        return not self.silent and self.conflict is None

    @property
    def alike_but_period(self) -> bool:
        """Whether they are of one series, told in one source of two states."""
        return self.conflict is None and self.subject is Link.SAME and self.metric is Link.SAME

    @cached_property
    def agreeable(self) -> bool:
        """Whether values that agree can be one figure: nothing that they say of it is at odds."""
        return self.basis is None and self.conflict is None

    @cached_property
    def left_out(self) -> tuple[str, str, str]:
        """The first slot that one leaves out or names more widely, and what each says."""
        a, b = self.a, self.b
        slot = self.silent[0] if self.silent else "metric"
        if slot == "subject":
            one, other = (p.mention.subject.text if p.mention.subject else "–" for p in (a, b))
        elif slot == "scope":
            one, other = (", ".join(self.named(p, p.scope)) or "–" for p in (a, b))
        elif self.metric is Link.SAME:
            one, other = (", ".join(sorted(p.qualifiers)) or "–" for p in (a, b))
        else:
            one, other = (p.mention.metric.text if p.mention.metric else "–" for p in (a, b))
        return slot, one, other

    @cached_property
    def confidence(self) -> float:
        """That of the less sure of the two."""
        return min(self.a.confidence, self.b.confidence)

    def near(self, days: int) -> bool:
        """Whether their sources were published within so many days; unknown dates are not."""
        return self.days is not None and self.days <= days

    @cached_property
    def wording(self) -> float:
        """How much of the shorter clause, figures aside, stands in the other (pairs of characters, 0 to 1)."""
        return overlap(self.a.clause, self.b.clause)

    @cached_property
    def unexplained(self) -> bool:
        """Whether a clause has words that no slot holds and the other lacks: what they narrow is not known."""
        a, b = self.a, self.b
        return any(
            len(unheld(p.mention, self.words) - letters(o.mention)) >= _FREE for p, o in ((a, b), (b, a))
        )

    @cached_property
    def revision(self) -> str | None:
        """A word of revision in the later of two mentions or right before its quote; of forecasts 上调 is one too."""
        later = self.b.mention
        near = fold(later.quote.prefix[-12:] + later.quote.exact)
        found = self.words.correction.search(near)
        if found is None and Modality.ASSERTED not in self.modality:
            found = self.words.new_forecast.search(near)
        return found.group() if found else None

    @cached_property
    def days_apart(self) -> bool:
        """Whether each is of one day, and not of the same."""
        one, other = (m.period for m in self.mentions)
        return bool(
            one
            and other
            and self.times is Times.TOLD_TWICE
            and one.start == one.end
            and other.start == other.end
        )

    @cached_property
    def bare(self) -> bool:
        """Whether one is a bare number of one digit, which much rounds to: 1美元 and 1.34美元."""
        return any(
            q.bound is Bound.EXACT and telling(q) < _DIGITS for q in (self.a.quantity, self.b.quantity)
        )

    @cached_property
    def over(self) -> bool:
        """Whether the period of each was over when its source was published: what is told of the day of telling is told so far."""
        return all(map(is_over, self.mentions))

    @property
    def either_over(self) -> bool:
        """Whether the period of one was."""
        return any(map(is_over, self.mentions))

    @cached_property
    def one_quotation(self) -> bool:
        """Whether two prices are of one moment of trading, and the coarser still tells something: 4.5% and 4.47%, not 3% and 2.6%."""
        if self.times is Times.EQUAL and all(map(at_close, self.mentions)):
            return True
        figures = (self.a.quantity, self.b.quantity)
        tells = min(map(telling, figures)) >= _DIGITS
        return at_once(*self.mentions, TICK) and (
            tells or any(q.bound in (Bound.MIN, Bound.MAX) for q in figures)
        )

    @property
    def news(self) -> bool:
        """Whether the second value says more than the first: not the third biggest again, nor twelve times on two days that only are
        those of the texts, nor one figure under two periods that meet."""
        if self.agreement is not Agreement.EQUAL:
            return True
        figures = (self.a.quantity, self.b.quantity)
        digits = min(map(telling, figures))
        bounded = all(q.bound in (Bound.MIN, Bound.MAX) for q in figures)
        if digits < _DIGITS and (self.a.measure[1] == "rank" or bounded):
            return False
        if digits <= _DIGITS and any(map(is_of_a_day, self.mentions)):
            return False
        return digits <= _DIGITS or self.times not in (Times.WITHIN, Times.OVERLAPPING)

    @property
    def as_long(self) -> bool:
        """Whether their periods can be points of one timeline: a rate is one of any span, an amount of spans alike."""
        rates = (Kind.GROWTH_RATE.value, Kind.SHARE.value, Kind.POINT_CHANGE.value)
        return self.a.measure[0] in rates or as_long(*self.mentions)

    @property
    def of_event(self) -> bool:
        """Whether they count one event, which another day's figure does not."""
        return self.a.of_event or self.b.of_event

    @property
    def like_moments(self) -> bool:
        """Whether two prices are of the same moment of two days: close and close, not noon and close."""
        one, other = moment_of(self.a), moment_of(self.b)
        return one is not None and one == other

    @property
    def qualified(self) -> bool:
        """Whether only one says that it is adjusted, expected, on average: its value is another one, however near."""
        return self.a.qualifiers != self.b.qualifiers

    @property
    def running(self) -> bool:
        """Whether both tell of the day on which they were published, so far."""
        return (
            self.times in (Times.EQUAL, Times.SOME_MOMENT)
            and not self.over
            and all(map(of_its_day, self.mentions))
        )

    @property
    def known_subject(self) -> bool:
        """Whether the vocabulary has the subject."""
        return self.a.mention.subject is not None and self.a.mention.subject.id is not None

    @cached_property
    def two_voices(self) -> bool:
        """Whether two different speakers are named."""
        one, other = (m.speaker.key() if m.speaker else None for m in self.mentions)
        return None not in (one, other) and one != other

    @cached_property
    def one_voice(self) -> bool:
        """Whether both have the speaker in common, or name none and assert."""
        one, other = (m.speaker.key() if m.speaker else None for m in self.mentions)
        return one == other and (one is not None or self.modality == {Modality.ASSERTED})

    @cached_property
    def passage(self) -> bool:
        """Whether one quote holds both values, the one behind 从 or 由, the other behind 至 or 到."""
        return is_from_to(self.a.mention, self.b.mention, self.words)

    @cached_property
    def told_apart(self) -> bool:
        """Whether one source has both: whoever tells both takes them for two things."""
        return bool({m.source.id for m in self.a.mentions} & {m.source.id for m in self.b.mentions})

    @cached_property
    def side_by_side(self) -> bool:
        """Whether one quote, or two that overlap, hold both: members of a list."""
        return any(
            a.source.id == b.source.id and a.quote.start < b.quote.end and b.quote.start < a.quote.end
            for a in self.a.mentions
            for b in self.b.mentions
        )

    @cached_property
    def spelt_out(self) -> bool:
        """Whether each quote itself says whose figure it is and of what, and none shares a clause out among several."""
        return all(is_spelt_out(m, self.words) for m in self.mentions)

    @cached_property
    def modality(self) -> frozenset[Modality]:
        """Asserted, planned, forecast …: what both are."""
        return frozenset({self.a.mention.modality, self.b.mention.modality})

    @cached_property
    def days(self) -> int | None:
        """Days between the first publishing of each."""
        return days_between(self.a.mention, self.b.mention)

    @cached_property
    def mentions(self) -> tuple[Mention, Mention]:
        """The mentions that show it best: of one source where there is one, else the first of each."""
        return self.a.mention, self.b.mention

    @staticmethod
    def named(point: Point, keys: frozenset[str]) -> list[str]:
        """The names of scopes as the source has them."""
        by_key = {ref.key(): ref.text for ref in point.mention.scope}
        return sorted(by_key.get(key, key) for key in keys)

    @staticmethod
    def _only(point: Point, other: Point) -> frozenset[str]:
        return point.qualifiers - other.qualifiers


def pair(one: Point, other: Point, known: Words, *, mixed: bool = False) -> Pair | None:
    """Two claims side by side, where their subjects and metrics have to do with each other."""
    if one.measure != other.measure or not _may_meet(one, other):
        return None
    subject = _link(one.subject, frozenset(one.wholes), other.subject, frozenset(other.wholes))
    metric = _link(one.metric, one.broader, other.metric, other.broader)
    if metric is Link.OTHER:
        metric = _heads(one, other)
    if Link.OTHER in (subject, metric):
        return None
    return Pair(one, other, subject, metric, known, mixed)


def _may_meet(one: Point, other: Point) -> bool:
    """Whether two claims can be about one thing: 该公司 is somebody else in another text, and two codes are two securities."""
    if one.code and other.code and one.code != other.code:
        return False
    if one.named and other.named:
        return True
    return bool({m.source.id for m in one.mentions} & {m.source.id for m in other.mentions})


def _link(one: str, above: frozenset[str], other: str, over: frozenset[str]) -> Link:
    if one == other:
        return Link.SAME
    if other in above:
        return Link.NARROWER
    return Link.WIDER if one in over else Link.OTHER


def _heads(one: Point, other: Point) -> Link:
    """A metric that the vocabulary lacks is a kind of the one whose name it ends in: 在建项目投资 and 投资."""
    if one.linked and other.linked:
        return Link.OTHER
    a, b = one.metric, other.metric
    if len(b) >= 2 and a.endswith(b):
        return Link.NARROWER
    return Link.WIDER if len(a) >= 2 and b.endswith(a) else Link.OTHER
