"""An evaluation: the documents of the gold are read, their mentions found and judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

from kg.errors import GoldError
from kg.evaluate.gold import GoldDocument, read_gold
from kg.evaluate.items import folded, found_item
from kg.evaluate.score import Counts, DocumentScore, score
from kg.model import Document, ids
from kg.pipeline import Extraction, Extractor
from kg.read import ReadOptions, read_path

_TEXT = ("text/",)
_ESCAPES = (("&nbsp;", " "), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The documents in the order of the gold, and their sum."""

    documents: tuple[DocumentScore, ...]

    @property
    def total(self) -> Counts:
        """All documents as one."""
        return reduce(add, (document.counts for document in self.documents), Counts.none())

    def to_json(self) -> dict[str, Any]:
        return {
            "total": self.total.to_json(),
            "documents": {document.name: document.counts.to_json() for document in self.documents},
        }


def evaluate(
    gold: Path,
    docs: Path,
    *,
    extraction: Extraction | None = None,
    options: ReadOptions | None = None,
) -> Evaluation:
    """Judge the extractor on the gold of a folder or file and the documents that it names in the folder `docs`.

    Raises `GoldError` for an annotation that is wrong, `ReadError` for a document.

        evaluate(Path("tests/gold"), Path("seeds")).total.part(ClaimType.QUANTITY).frame.f1
    """
    options = options or ReadOptions()
    golds = read_gold(gold)
    documents = [gold_document(one, docs, options) for one in golds]
    extractor = (extraction or Extraction()).open(base=ids.DEFAULT_BASE)
    return judged(golds, documents, extractor)


def judged(golds: Iterable[GoldDocument], documents: Iterable[Document], extractor: Extractor) -> Evaluation:
    """Judge an extractor that is ready on documents that were read."""
    scores = []
    for gold, document in zip(golds, documents, strict=True):
        mentions = sorted(extractor(document), key=lambda m: m.quote.start)
        scores.append(score(gold, map(found_item, mentions), _texts(document)))
    return Evaluation(tuple(scores))


def gold_document(gold: GoldDocument, docs: Path, options: ReadOptions) -> Document:
    """The document that the gold names: a file, or `file#3`, the third line of a file of records."""
    name, _, record = gold.name.partition("#")
    where = gold.items[0].where
    path = docs / name
    if not path.is_file():
        raise GoldError(f"there is no document {name} in {docs}", where=where)
    for document in read_path(path, options=options):
        if not record or document.source.path.endswith(f"#{record}"):
            return document
    raise GoldError(f"{name} has no record {record}", where=where)


def _texts(document: Document) -> list[str]:
    """The folded file, which owes nothing to our readers, and the folded plain text, for formats that are no text."""
    texts = [folded(document.text)]
    if document.source.media_type.startswith(_TEXT):
        try:
            raw = document.raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return texts
        for escape, character in _ESCAPES:
            raw = raw.replace(escape, character)
        texts.insert(0, folded(raw))
    return texts
