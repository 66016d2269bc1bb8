"""Small documents for the tests of reading."""

from __future__ import annotations

from kg.model import BlockKind, Document
from kg.read import read_bytes


def read(text: str, name: str = "article.html", **options: object) -> Document:
    """The document of a text that is encoded as UTF-8."""
    return read_bytes(text.encode(), name=name, **options)  # type: ignore[arg-type]


def words(document: Document, *kinds: BlockKind) -> list[str]:
    """The texts of the blocks of these kinds, all blocks without one."""
    return [
        document.text[block.start : block.end]
        for block in document.blocks
        if not kinds or block.kind in kinds
    ]


def outline(document: Document) -> list[tuple[str, str]]:
    """Each block's kind and text."""
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]
