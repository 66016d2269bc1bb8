"""Claims for tests, written as annotations of the gold are; every field has a default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kg.evaluate.gold_mentions import Names, mention_of
from kg.lexicon import Lexicon
from kg.match import comparisons, pairs
from kg.model import Comparison, Document, Mention, Quote, mention
from tests.builders import build_document

LEXICON = Lexicon.load()
_FIGURE: dict[str, Any] = {
    "type": "quantity",
    "bound": "exact",
    "counted": None,
    "scope": [],
    "period": None,
    "baseline": None,
    "speaker": None,
    "cites": [],
    "modality": "asserted",
}
_SAID: dict[str, Any] = {"speaker": None, "subject": None, "cites": [], "modality": "asserted"}


def claim(published: str, *, path: str = "", **fields: Any) -> Mention:
    """A figure whose source is its quote; `at` is the moment of its day."""
    numbers = {
        name: Decimal(str(fields[name]))
        for name in ("value", "lower", "upper")
        if fields.get(name) is not None
    }
    record = _FIGURE | fields | numbers
    made = mention_of(
        _document(record["quote"], published, path), _all_of(record["quote"]), record, Names(LEXICON)
    )
    if "at" not in fields or made.period is None:
        return made
    assert made.quantity is not None
    return mention(
        made.source,
        made.quote,
        rule=made.rule,
        confidence=made.confidence,
        quantity=made.quantity,
        metric=made.metric,
        subject=made.subject,
        scope=made.scope,
        period=replace(made.period, at=fields["at"]),
        baseline=made.baseline,
        speaker=made.speaker,
        modality=made.modality,
    )


def said(published: str, quote: str, *, path: str = "", **fields: Any) -> Mention:
    """A statement whose source is its quote."""
    record = {"type": "statement", "quote": quote} | _SAID | fields
    return mention_of(_document(quote, published, path), _all_of(quote), record, Names(LEXICON))


def compared(mentions: Sequence[Mention]) -> list[Comparison]:
    """Pairs of mentions that stand in a relation."""
    return list(pairs(comparisons(mentions, lexicon=LEXICON), mentions, lexicon=LEXICON))


def _document(text: str, published: str, path: str) -> Document:
    moment = datetime.fromisoformat(published) if "T" in published else date.fromisoformat(published)
    # the title keeps two papers with the same sentence apart: a source is its bytes
    return build_document(f"{text}。——{path or published}", path=path or f"{published}.txt", published=moment)


def _all_of(quote: str) -> Quote:
    return Quote(quote, "", "", 0, len(quote))
