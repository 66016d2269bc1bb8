"""What is measured, as a slot of a claim: a metric of the vocabulary, or the words as they are written."""

from __future__ import annotations

from kg.extract.context import Context
from kg.lexicon import Entry
from kg.model import Ref

METRIC = "https://w3id.org/claim-kg/metric/"


def as_metric(entry: Entry | None, words: str) -> Ref:
    """The metric that these words call; one that the vocabulary does not know (None) is called as it is written."""
    if entry is None:
        return Ref(None, words, words, "Metric")
    return Ref(entry.iri, entry.labels.get("zh") or entry.label, words, "Metric")


def metric_of(ctx: Context, start: int, end: int, *, slack: int = 0) -> Ref:
    """The metric of a stretch of text: the vocabulary's where one ends with it, at most `slack` characters before its end."""
    hits = ctx.metrics.within(start, end)
    known = bool(hits) and hits[-1].end >= end - slack
    return as_metric(hits[-1].entry if known else None, ctx.text[start:end].strip())


def metric_named(ctx: Context, name: str, words: str | None = None) -> Ref:
    """A metric of the vocabulary by the last part of its IRI."""
    entry = ctx.analysis.lexicon.entries[METRIC + name]
    return as_metric(entry, words or entry.labels.get("zh") or entry.label)
