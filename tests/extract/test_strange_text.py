"""Text that nobody writes: it neither crashes nor makes the rules look at everything for everything."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import load
from kg.extract.clauses import LONGEST, lay_out
from kg.extract.extractor import Extractor
from kg.model import Block, BlockKind
from tests.extract.documents import document

PIECES = [
    "46%",
    "亿元",
    "增长",
    "，",
    "。",
    "“",
    "”",
    "（",
    "）",
    "张阔",
    "表示",
    "分别",
    "、",
    "今年",
    "同比",
    "阿里巴巴",
    "\n",
    "\u202e",
    "🙂",
    "\ud800",
    "a",
    "的",
    "占",
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_quotes_of_any_text_stand_in_it(extractor: Extractor, pieces: list[str]) -> None:
    made = document("".join(pieces).encode("utf-8", "replace").decode())
    for mention in extractor(made):
        assert made.text[mention.quote.start : mention.quote.end] == mention.quote.exact


def test_a_sentence_without_an_end_is_cut() -> None:
    text = "出口增长46%，" * 1000
    layout = lay_out(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    assert max(s.end - s.start for s in layout.sentences) <= LONGEST
    assert sum(len(s.clauses) for s in layout.sentences) == 1000


def test_a_text_without_any_punctuation_is_cut() -> None:
    text = "出口增长" * 1000
    layout = lay_out(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    assert max(s.end - s.start for s in layout.sentences) <= LONGEST


@pytest.mark.parametrize("piece", ["1", "（", "“", "万亿", "，", "出口4亿元，", "他表示，", "印度、"])
def test_one_thing_over_and_over_is_read(extractor: Extractor, piece: str) -> None:
    extractor(document(piece * 3000))


def test_an_empty_document_has_no_claims(extractor: Extractor) -> None:
    assert extractor(document("")) == []
