"""Small documents made of one paragraph each line."""

from __future__ import annotations

from datetime import date

from kg.model import Block, BlockKind, Document, OffsetMap, Source, ids


def document(
    text: str,
    *,
    published: str | None = "2022-06-10",
    language: str = "zh",
    title: bool = False,
    region: str = "CN",
) -> Document:
    """A document whose lines are paragraphs; with `title` the first line is the title."""
    blocks, start = [], 0
    for place, line in enumerate(text.split("\n")):
        kind = BlockKind.TITLE if title and place == 0 else BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    raw = text.encode("utf-8", "surrogatepass")
    source = Source(
        id=ids.source_id(raw),
        path="test.txt",
        sha256="0" * 64,
        published=date.fromisoformat(published) if published else None,
        language=language,
        region=region,
    )
    return Document(source, text, tuple(blocks), OffsetMap(()), raw)
