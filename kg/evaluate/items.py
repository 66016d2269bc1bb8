"""A mention as it is judged: of the gold or of the extractor, with the words of its slots folded."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.model import ClaimType, Mention, Period, Ref

Names = tuple[str, ...]
"""Wordings of one thing, folded; any of them will do. Empty: nothing is named."""

Interval = tuple[date, date]
"""First and last day, both inclusive."""

_NOTE = re.compile(r"<sup>.*?</sup>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"[\s\u200b]+")


def folded(text: str) -> str:
    """Text as it is compared: compatibility forms folded, footnote markers, tags and white space dropped, case folded.

    >>> folded("ＧＭＶ 增长<sup>1</sup>４６％")
    'gmv增长46%'
    """
    text = _TAG.sub("", _NOTE.sub("", text))
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def names(*words: str | None) -> Names:
    """The wordings that say something, folded."""
    return tuple(name for word in words if (name := folded(word or "")))


@dataclass(frozen=True, slots=True)
class Item:
    """One mention, of the gold or found. `where` says which, for a person: a file and line, or a rule."""

    id: str
    type: ClaimType
    where: str
    quote: str
    speaker: Names
    subject: Names
    cites: tuple[Names, ...]
    modality: str
    value_text: str = ""
    value: Decimal | None = None
    unit: str | None = None
    kind: str | None = None
    bound: str | None = None
    metric: Names = ()
    scope: tuple[Names, ...] = ()
    period: Interval | None = None
    baseline: str | Interval | None = None
    mention: Mention | None = field(default=None, repr=False, compare=False)


def found_item(mention: Mention) -> Item:
    """What the extractor found, as it is judged."""
    q = mention.quantity
    base = mention.baseline
    return Item(
        id=mention.id,
        type=mention.type,
        where=f"rule {mention.rule}",
        quote=mention.quote.exact,
        speaker=_of(mention.speaker),
        subject=_of(mention.subject),
        cites=tuple(map(_of, mention.cites)),
        modality=mention.modality.value,
        value_text=q.text if q else "",
        value=q.value if q else None,
        unit=q.unit if q else None,
        kind=q.kind.value if q else None,
        bound=q.bound.value if q else None,
        metric=_of(mention.metric),
        scope=tuple(map(_of, mention.scope)),
        period=_days(mention.period) if mention.period else None,
        baseline=_days(base) if isinstance(base, Period) else base,
        mention=mention,
    )


def _of(ref: Ref | None) -> Names:
    return names(ref.label, ref.text) if ref else ()


def _days(period: Period) -> Interval:
    return tuple(date.fromisoformat(day.isoformat()[:10]) for day in (period.start, period.end))  # type: ignore[return-value]
