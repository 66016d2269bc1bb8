"""How a long text is cut into pages, and that a page of it takes no longer than a short text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from kg.lexicon import Lexicon
from kg.model import BlockKind, Document, Span
from kg.read import read_bytes
from kg.store import open_store
from kg.views.source import source_page
from kg.views.source.text import page_of, windows, within
from tests.views.sourced import _keep, percent, said
from tests.views.worlds import thing

LINES = "\n\n".join(f"第{number}段：甲公司的出口额增长{number % 90 + 1}%。" for number in range(400))
TABLE = "| 公司 | 出口 |\n| --- | --- |\n" + "\n".join(f"| 公司{n} | {n} |" for n in range(2_000))


def read(text: str, name: str = "long.md") -> Document:
    return read_bytes(text.encode(), name=name)


@pytest.mark.parametrize("text", [LINES, TABLE, "字" * 9_000, LINES + "\n\n" + TABLE, "短文。"])
def test_pages_follow_each_other_and_hold_everything(text: str) -> None:
    document = read(text)
    pages = windows(document, size=500)
    assert pages[0].start == 0
    assert all(a.end == b.start for a, b in pairwise(pages))
    assert pages[-1].end == len(document.text)
    assert max(page.end - page.start for page in pages) <= 1_000
    for number, page in enumerate(pages, 1):
        assert page_of(pages, page.start) == page_of(pages, page.end - 1) == number


def test_paragraphs_stay_whole() -> None:
    document = read(LINES)
    shown = [block for page in windows(document, size=500) for block in within(document, page)]
    assert [(b.start, b.end) for b in shown] == [(b.start, b.end) for b in document.blocks]


def test_a_table_goes_on_with_its_heads_on_the_next_page() -> None:
    document = read(TABLE)
    pages = windows(document, size=500)
    tables = [block.table for page in pages for block in within(document, page)]
    assert len(tables) > 10
    assert all(table and table.rows[0] == tables[0].rows[0] for table in tables if tables[0])  # type: ignore[union-attr]
    assert sum(len(table.rows) - 1 for table in tables if table) == 2_000


def test_a_line_without_an_end_is_cut() -> None:
    document = read("字" * 9_000, "long.txt")
    blocks = [block for page in windows(document, size=500) for block in within(document, page)]
    assert len(blocks) == 18
    assert {block.kind for block in blocks} == {BlockKind.PARAGRAPH}


def test_a_page_of_a_long_source_is_made_of_that_page_alone() -> None:
    text = "\n".join(f"第{n}段：甲公司的出口额增长{n % 90 + 1}%。" for n in range(20_000))
    where = read(text, "long.txt")
    lines = [line for line in where.text.split("\n") if line]
    made = [
        said(where, line.rstrip("。"), percent("46", "46%"), metric=thing("出口额"), subject=thing("甲公司"))
        for line in lines[:: len(lines) // 40]
    ]
    with open_store(":memory:", mode="w") as store:
        _keep(store, (where, made))
        lexicon = Lexicon.load()
        first = source_page(store, where.source.id, lexicon=lexicon)
        began = time.process_time()
        last = source_page(store, where.source.id, lexicon=lexicon, page=10**6)
        took = time.process_time() - began
    assert first.pages == last.pages == last.page > 10
    assert last.claims == len(made)
    assert all(last.window.start <= card.mention.quote.start < last.window.end for card in last.cards)
    assert last.cards[-1].number == len(made)
    # words of slots are found on a page in the middle of a text as on the first
    marked = [
        piece.mark for part in last.parts for piece in part.pieces if piece.kind == "open" and piece.mark
    ]
    assert {Span(m.start, m.end) for m in marked if m.name == "subject"}
    assert all(where.text[m.start : m.end] == "甲公司" for m in marked if m.name == "subject")
    assert took < 3
