"""The gold as mentions: what a perfect extractor would hand on, for whoever works on mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import GoldError
from kg.evaluate.alignment import place
from kg.evaluate.gold import GoldDocument, gold_files, read_item, records
from kg.evaluate.items import Item, folded
from kg.evaluate.run import gold_document
from kg.folding import fold
from kg.lexicon import Entry, Lexicon
from kg.model import Baseline, Bound, Document, Kind, Mention, Modality, Period, Quantity, Quote, Ref, mention
from kg.read import ReadOptions

RULE = "gold"
_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?")


def gold_mentions(gold: Path, docs: Path, *, lexicon: Lexicon | None = None) -> list[Mention]:
    """The annotations of a folder or file as mentions, in its order. Raises `GoldError` and `ReadError`."""
    return list(annotated(gold, docs, lexicon=lexicon).values())


def annotated(gold: Path, docs: Path, *, lexicon: Lexicon | None = None) -> dict[str, Mention]:
    """The same by the ids of the annotations."""
    names = Names(lexicon or Lexicon.load())
    by_document: dict[str, list[tuple[Item, dict[str, Any]]]] = {}
    for file in gold_files(gold):
        for where, record in records(file):
            by_document.setdefault(record["doc"], []).append((read_item(record, where), record))
    found: dict[str, Mention] = {}
    for name, given in by_document.items():
        items = tuple(item for item, _ in given)
        document = gold_document(GoldDocument(name, items, partial=False), docs, ReadOptions())
        for quote, (item, record) in zip(_quotes(items, document), given, strict=True):
            found[item.id] = mention_of(document, quote, record, names)
    return found


class Names:
    """Names of the vocabulary by role."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def ref(self, names: Any, scheme: str) -> Ref | None:
        """The first of the wordings that the vocabulary has, else the canonical one."""
        words = [names] if isinstance(names, str) else list(names or ())
        if not words:
            return None
        known = labels(self.lexicon, scheme)
        for word in words:
            entry = known.get(fold(word))
            if entry is not None:
                return Ref(entry.iri, entry.label, word, entry.types[0] if entry.types else None)
        return Ref(None, words[0], words[0])

    def refs(self, many: Iterable[Any], scheme: str) -> tuple[Ref, ...]:
        return tuple(ref for names in many if (ref := self.ref(names, scheme)))


@lru_cache(maxsize=16)
def labels(lexicon: Lexicon, scheme: str) -> dict[str, Entry]:
    """Folded name to the entry of a role that has it."""
    return {fold(name): entry for entry in lexicon.of_scheme(scheme) for name in entry.names}


def mention_of(document: Document, quote: Quote, record: dict[str, Any], names: Names) -> Mention:
    """The mention that an annotation describes; its fields are those of the gold."""
    common: dict[str, Any] = {
        "rule": RULE,
        "confidence": 1.0,
        "subject": names.ref(record["subject"], "entities"),
        "speaker": names.ref(record["speaker"], "entities"),
        "cites": names.refs(record["cites"], "entities"),
        "modality": Modality(record["modality"]),
    }
    if record["type"] == "statement":
        return mention(document.source, quote, **common)
    return mention(
        document.source,
        quote,
        **common,
        quantity=_quantity(record),
        metric=names.ref(record["metric"], "metrics"),
        scope=names.refs(record["scope"], "entities"),
        period=_period(record["period"], record.get("period_text") or ""),
        baseline=_baseline(record["baseline"]),
    )


def _quantity(record: dict[str, Any]) -> Quantity:
    value, text = record["value"], record["value_text"]
    return Quantity(
        value=value,
        text=text,
        unit=record["unit"],
        kind=Kind(record["kind"]),
        bound=Bound(record["bound"]),
        lower=record.get("lower"),
        upper=record.get("upper"),
        counted=record.get("counted"),
        step=_step(text, record.get("upper") if record["bound"] == Bound.RANGE else value),
    )


def _step(text: str, value: Decimal | None) -> Decimal | None:
    """What the last written digit is worth, where digits are written: 8.94万亿 has 10,000,000,000."""
    numbers = list(_NUMBER.finditer(fold(text)))
    if not numbers or value is None:
        return None
    written = Decimal(numbers[-1].group().replace(",", ""))
    if not written:
        return None
    return (abs(value) / written * Decimal(10) ** -len(numbers[-1].group(1) or "")).normalize()


def _period(days: Sequence[str] | None, text: str) -> Period | None:
    if days is None:
        return None
    return Period(date.fromisoformat(days[0]), date.fromisoformat(days[1]), text)


def _baseline(value: Any) -> Baseline | None:
    return value if value is None or isinstance(value, str) else _period(value, "")


def _quotes(items: Sequence[Item], document: Document) -> list[Quote]:
    """Where the annotated quotes stand in the plain text."""
    text, offsets = _folded_with_offsets(document.text)
    found = []
    for placed in place(items, text):
        if placed.span is None:
            raise GoldError(
                f"the quote of {placed.item.id} does not occur in {document.source.name}",
                where=placed.item.where,
            )
        first, last = placed.span
        found.append(Quote.of(document.text, offsets[first], offsets[last - 1] + 1))
    return found


def _folded_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text and, of each of its characters, the offset of the one that it comes from."""
    parts: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        # a tag needs more than one character: plain text keeps its < and >
        part = folded(character)
        parts.append(part)
        offsets += [index] * len(part)
    return "".join(parts), offsets
