"""A claim as it is compared: its slots in normal form, its figure in the unit and base in which such figures are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal, localcontext

import regex

from kg.folding import fold
from kg.lexicon import Lexicon
from kg.match.families import root
from kg.match.names import broader, metric_key, scope_key, subject_key, unit_kind, wholes, widest
from kg.match.words import Words, plain, words
from kg.model import Mention, Period, Quantity, Ref
from kg.model.comparison import order
from kg.model.days import calendar_day
from kg.reuse.moments import is_traded

_CLAUSE = regex.compile(r"[，,。；;！？!?\n（）()]")
_BASE = regex.compile(
    r"(?:每|per |a )\s*(?P<n>\d+(?:\.\d+)?)?\s*(?P<many>[十百千万])?\s*(?P<unit>\p{Han}{1,3}|[a-z]+)"
)
_OVER = regex.compile(r"/\s*(?P<n>\d+)?\s*(?P<unit>\p{Han}{1,3}|[a-z]+)\s*$")
_CODE = regex.compile(r"\s*[（(]\s*(?:[a-z]{2}[.:]?)?(?P<code>\d{4,6})(?:\.[a-z]{1,2})?\s*[)）]")
_SAYS_BASE = regex.compile(r"每|/|per ", regex.IGNORECASE)
_MANY = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_PRECISION = 40
_MOMENTS = frozenset({"open", "noon", "close"})
_MORNING = 6
"""The hour by which the last market of the day before has closed."""
_ABOUT = 7
"""Days: spans of as many weeks are alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One claim. `mention` is the first that makes it, `mentions` are all, in the order of publishing."""

    mention: Mention
    mentions: tuple[Mention, ...]
    family: str
    subject: str
    wholes: tuple[str, ...]
    metric: str
    broader: frozenset[str]
    widest: str
    """The last of the metrics that hold it, else itself; of a metric that the vocabulary lacks how its name ends."""
    linked: bool
    """Whether the vocabulary has the metric."""
    scope: frozenset[str]
    measure: tuple[str, str]
    """Kind and what the unit measures: figures of another measure never meet."""
    currency: str
    """Code in which the figure is compared."""
    base: str | None
    """What it is counted for each of: a share, a tonne; None where nothing is said."""
    quantity: Quantity
    """In the unit and base in which it is compared."""
    qualifiers: frozenset[str]
    baseline: str | None
    clause: str
    """The folded clause of the value, without the value."""
    named: bool
    """Whether subject and metric have a name: 该公司 is another one in another text, and 占比 may be that of anything."""
    code: str | None
    """The code of a security, where it stands behind the subject: 科创50ETF（589150）."""
    traded: bool
    """Whether the figure changes from minute to minute."""
    of_event: bool
    """Whether the metric counts or measures one event: the dead of an accident."""

    @property
    def line(self) -> tuple[str, ...]:
        """The key of its series without what a text may leave out."""
        return (self.family, *self.measure)

    @property
    def confidence(self) -> float:
        """That of the mention that is surest."""
        return max(mention.confidence for mention in self.mentions)


def points(mentions: Iterable[Mention], lexicon: Lexicon) -> list[Point]:
    """The claims of these mentions that can be compared, in the order of publishing: whose figure, and of what, is known."""
    by_claim: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    known = words(lexicon)
    for mention in mentions:
        if mention.quantity and mention.subject and not is_condition(mention, known):
            by_claim[claim_in_base(mention, known)].append(mention)
    found = []
    for same in by_claim.values():
        same.sort(key=order)
        point = _point(tuple(same), known, lexicon)
        if point is not None:
            found.append(point)
    return sorted(found, key=lambda point: order(point.mention))


def _point(mentions: tuple[Mention, ...], known: Words, lexicon: Lexicon) -> Point | None:
    m = mentions[0]
    q, subject = m.quantity, m.subject
    assert q is not None
    assert subject is not None
    what = m.metric.label if m.metric else (q.counted or "")
    if not plain(what):
        return None
    whose = subject_key(subject.id, subject.label, lexicon)
    metric = metric_key(m.metric.id if m.metric else None, what, q.unit, lexicon)
    clause = value_clause(m)
    quantity, code, base = _in_base(q, clause, known)
    above = wholes(whose, lexicon)
    scope = {scope_key(ref, lexicon) for ref in m.scope} - {whose, metric, ""}
    return Point(
        mention=m,
        mentions=mentions,
        family=root(whose, lexicon),
        subject=whose,
        wholes=above,
        metric=metric,
        broader=broader(metric, lexicon),
        widest=widest(metric, lexicon) if metric in lexicon.entries else metric[-2:],
        linked=metric in lexicon.entries,
        scope=frozenset(scope),
        measure=(q.kind.value, _measure(q, code)),
        currency=code,
        base=base,
        quantity=quantity,
        qualifiers=frozenset(
            known.qualifiers[found.group()].label
            for text in (clause, fold(m.metric.text) if m.metric else "")
            for found in known.qualifier.finditer(text)
        ),
        baseline=_baseline(m),
        clause=clause,
        named=is_named(subject, known)
        and plain(m.metric.text if m.metric else what) not in known.metric.heads,
        code=_code(m),
        traded=is_moving(m, known) or metric in known.traded,
        of_event=is_of_event(m, known, lexicon),
    )


def is_condition(m: Mention, known: Words) -> bool:
    """Whether a figure only says what something is the odds of: 加息25个基点的概率为6%."""
    assert m.quantity is not None
    words = fold(m.quote.exact + m.quote.suffix)
    behind = words[words.find(fold(m.quantity.text)) + len(m.quantity.text) :].lstrip(" 的")
    return behind.startswith(known.odds)


def is_moving(m: Mention, known: Words) -> bool:
    """Whether a figure changes from hour to hour: a price, a move against the day before, the odds of what is to come."""
    return is_traded(m, known.traded) or (
        m.metric is not None and plain(m.metric.label).endswith(known.moving)
    )


def _code(m: Mention) -> str | None:
    assert m.subject is not None
    quote, name = fold(m.quote.prefix + m.quote.exact), fold(m.subject.text)
    at = quote.rfind(name)
    found = _CODE.match(quote, at + len(name)) if at >= 0 and name else None
    return found["code"] if found else None


def is_named(subject: Ref, known: Words) -> bool:
    """Whether the words of a subject name it, and do not only stand for whoever the text is about."""
    if subject.id:
        return True
    return plain(subject.label) not in known.unnamed and not fold(subject.label).startswith(
        known.unnamed_heads
    )


def is_of_event(m: Mention, known: Words, lexicon: Lexicon) -> bool:
    """Whether a figure counts or measures one event: the dead of an accident, the depth of an earthquake."""
    if m.metric is None:
        return False
    entry = lexicon.entries.get(m.metric.id or "")
    names = entry.names if entry else (m.metric.label,)
    return any(plain(name) in known.event for name in names)


def moment_of(point: Point) -> str | None:
    """Of a price the moment of its day (`open`, `noon`, `close`) or how long a span it is of; None where it is one quotation of
    many. "" for all else."""
    period, m = point.mention.period, point.mention
    if period is None or not point.traded:
        return ""
    days = (calendar_day(period.end) - calendar_day(period.start)).days
    if days and not _is_over_everywhere(m, period):
        return None
    if days:
        return f"{days // _ABOUT} weeks"
    if period.at in _MOMENTS:
        return period.at
    return "close" if period.at is None and _is_over_everywhere(m, period) else None


def _is_over_everywhere(m: Mention, period: Period) -> bool:
    """Whether a day of trading was over when a source was published, on the other side of the world too: New York closes in
    the morning of the next day."""
    published = m.source.published
    if published is None:
        return False
    day = calendar_day(published)
    if isinstance(published, datetime) and published.hour < _MORNING:
        day -= timedelta(days=1)
    return calendar_day(period.end) < day


def claim_in_base(m: Mention, known: Words) -> tuple[str, str]:
    """The claim of a mention, and the base that its clause gives the figure: 2.5元 for a share and for ten are two claims."""
    if m.quantity is None or not _SAYS_BASE.search(m.quote.exact):
        return m.claim, ""
    quantity, _, base = _in_base(m.quantity, value_clause(m), known)
    return m.claim, f"{base} {quantity.value.normalize()}" if base else ""


def value_clause(m: Mention) -> str:
    """The clause of the quote that holds the value, folded, the value itself cut out."""
    quote, value = fold(m.quote.exact), fold(m.quantity.text) if m.quantity else ""
    at = quote.find(value)
    if at < 0:
        return quote
    before = quote[:at]
    behind = quote[at + len(value) :]
    starts = [cut.end() for cut in _CLAUSE.finditer(before)]
    stop = _CLAUSE.search(behind)
    return before[starts[-1] if starts else 0 :] + " " + behind[: stop.start() if stop else len(behind)]


def _measure(q: Quantity, code: str) -> str:
    kind = unit_kind(q)
    return code if kind == q.unit else kind


def _in_base(q: Quantity, clause: str, known: Words) -> tuple[Quantity, str, str | None]:
    """The quantity in the unit and for the one thing in which such figures are compared: 每10股2.5元 is 0.25 a share."""
    code, factor = known.codes.get(q.unit, (q.unit, Decimal(1)))
    if q.unit in ("{count}", "1"):
        code, factor = q.unit, Decimal(1)
    base: str | None = None
    found = _OVER.search(fold(q.text)) or (
        _BASE.search(clause) if "每" in clause or "per " in clause else None
    )
    if found is not None and unit_kind(q) != "rate":
        name = found["unit"]
        unit = next(
            (known.units[name[:end]] for end in range(len(name), 0, -1) if name[:end] in known.units), None
        )
        base, of = unit or (name, Decimal(1))
        parts = found.groupdict()
        many = Decimal(parts.get("n") or 1) * _MANY.get(parts.get("many") or "", 1)
        with localcontext(prec=_PRECISION):
            factor /= many * of
    if factor == 1:
        return q, code, base

    def scaled(value: Decimal | None) -> Decimal | None:
        with localcontext(prec=_PRECISION):
            return None if value is None else value * factor

    value = scaled(q.value)
    assert value is not None
    return (
        replace(q, value=value, lower=scaled(q.lower), upper=scaled(q.upper), step=scaled(q.step)),
        code,
        base,
    )


def _baseline(m: Mention) -> str | None:
    """What a change is compared with; a span that begins a year before the period does is `yoy`."""
    base, period = m.baseline, m.period
    if not isinstance(base, Period):
        return base
    if period and (period.start.year - base.start.year, period.end.year - base.end.year) == (1, 1):
        same = (period.start.month, period.end.month) == (base.start.month, base.end.month)
        return "yoy" if same else base.key()
    return base.key()
