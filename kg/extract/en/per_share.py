"""What one share earns, told beside the whole: net income was $2.1 billion, or 67 cents per share."""

from __future__ import annotations

from decimal import Decimal

import regex

from kg.extract.annotations import Form
from kg.extract.en.clues import Clue, Frame, Reading
from kg.extract.en.phrases import NounPhrase
from kg.extract.metrics import METRIC, metric_named
from kg.model import Kind

_PER_SHARE = regex.compile(r"\s*(?:per share|a share|per ads|apiece)\b")
_PROFITS = ("profit", "loss", "eps")
_ONE_SHARE = Decimal(1000)
EPS = METRIC + "eps"


def per_share(clue: Clue) -> Reading | None:
    """Earnings of one share: net income was $2.1 billion, or 67 cents per share, compared with $1.9 billion, or 61 cents."""
    if clue.quantity.form is not Form.MONEY or clue.quantity.value >= _ONE_SHARE:
        return None
    told = _PER_SHARE.match(clue.ctx.folded, clue.quantity.end) is not None
    if not told and not any(measures(frame, (EPS,)) for frame in (clue.last, clue.earlier)):
        return None
    if told and not measures(clue.last, _PROFITS):
        return None
    metric = metric_named(clue.ctx, "eps", "per share")
    return Reading("per_share", Kind.LEVEL, NounPhrase(metric, listed=True, start=clue.quantity.end))


def measures(frame: Frame | None, metrics: tuple[str, ...]) -> bool:
    """Whether a figure is of one of these metrics, by the ends of their IRIs."""
    return frame is not None and frame.metric is not None and (frame.metric.id or "").endswith(metrics)


def of_a_share(clue: Clue) -> bool:
    """Whether an amount of money can be what one share earns."""
    return (
        clue.quantity.value < _ONE_SHARE or _PER_SHARE.match(clue.ctx.folded, clue.quantity.end) is not None
    )
