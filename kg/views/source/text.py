"""The text of a source as it was read, out of the original that the store keeps, and how it is cut into pages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from kg.errors import KgError, StoreError, TooLarge
from kg.model import Block, BlockKind, Document, Source, Span, Table
from kg.pipeline.originals import Original, reread
from kg.store import Store

PAGE = 24_000
"""Characters of one page, about; blocks stay whole where they can."""
_KEPT = 4
_KEPT_BYTES = 40_000_000
"""Documents, and bytes of their originals, that stay in memory between two requests: reading a large one takes seconds."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store keeps of a source: its bytes and what a build noted of them; `problem` says why there are none."""

    size: int | None
    document: Document | None
    problem: str | None = None


def kept(store: Store, source: Source, *, most: int | None = None) -> Kept:
    """The original of a source, read again; never raises for one that is lost or can no longer be read.

    One of more than `most` bytes is not read.
    """
    try:
        document = _documents.read(store, source, most)
    except KgError as error:
        return Kept(None, None, error.message)
    return Kept(len(document.raw), document)


class _Documents:
    """The documents that were read last. Bytes never change under their digest, so what is kept stays true."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._documents: OrderedDict[tuple[str, str, str], Document] = OrderedDict()

    def read(self, store: Store, source: Source, most: int | None) -> Document:
        """Raises `StoreError` and `ReadError`, `TooLarge` among them."""
        how = store.blobs.how(source.sha256)
        if how.get("source") not in (None, source.id):
            raise StoreError("the original is kept as that of another source", where=source.sha256)
        key = (store.base, source.sha256, repr(sorted(how.items(), key=str)))
        with self._lock:
            document = self._documents.get(key)
            if document is not None:
                self._documents.move_to_end(key)
        size = len(document.raw if document else store.blobs.get(source.sha256)) if most is not None else 0
        if most is not None and size > most:
            raise TooLarge(f"over {most:,} bytes", where=source.name)
        if document is not None:
            return document
        document = reread(store, Original(source.sha256, source.id, how))
        with self._lock:
            self._documents[key] = document
            while len(self._documents) > 1 and (
                len(self._documents) > _KEPT
                or sum(len(one.raw) for one in self._documents.values()) > _KEPT_BYTES
            ):
                self._documents.popitem(last=False)
        return document


_documents = _Documents()


def windows(document: Document, *, size: int = PAGE) -> list[Span]:
    """The text in pages of about so many characters, cut between blocks, rows or lines; none is longer than twice that."""
    cuts = [0]
    for at, end in _cuts(document, size):
        if end - cuts[-1] > size and at > cuts[-1]:
            cuts.append(at)
    return [Span(a, b) for a, b in zip(cuts, [*cuts[1:], max(len(document.text), 1)], strict=True)]


def _cuts(document: Document, size: int) -> Iterator[tuple[int, int]]:
    """Where a page may begin, and where what cannot be cut any more ends there."""
    text = document.text
    for block in blocks_of(document):
        if block.table is not None:
            for row in block.table.rows:
                if row:
                    yield row[0].start, max(cell.end for cell in row)
            continue
        at = block.start
        while block.end - at > size:
            line = text.rfind("\n", at + 1, at + size)
            end = line + 1 if line > at else at + size
            yield at, end
            at = end
        yield at, block.end


def page_of(pages: Sequence[Span], offset: int) -> int:
    """The number of the page, from 1, on which this offset stands."""
    return max(1, bisect_right([page.start for page in pages], offset))


def blocks_of(document: Document) -> tuple[Block, ...]:
    """The blocks of the text; one paragraph where the reader found none."""
    return document.blocks or (Block(BlockKind.PARAGRAPH, 0, len(document.text)),)


def within(document: Document, window: Span) -> list[Block]:
    """The blocks on a page, what reaches over its ends cut off; of a table the rows that begin there, heads repeated."""
    blocks = blocks_of(document)
    first = max(0, bisect_right([block.start for block in blocks], window.start) - 1)
    last = bisect_left([block.start for block in blocks], window.end)
    return [cut for block in blocks[first:last] if (cut := _cut(block, window)) is not None]


def _cut(block: Block, window: Span) -> Block | None:
    if window.start <= block.start and block.end <= window.end:
        return block
    start, end = max(block.start, window.start), min(block.end, window.end)
    if start >= end:
        return None
    markers = tuple(marker for marker in block.markers if start <= marker.at < end)
    if block.table is None:
        return replace(block, start=start, end=end, markers=markers)
    table = block.table
    rows = [row for row in table.rows[table.heads :] if row and start <= row[0].start < end]
    if not rows:
        return None
    heads = table.rows[: table.heads]
    return replace(block, start=start, end=end, markers=markers, table=Table((*heads, *rows), table.heads))
