"""Text that nobody writes: it neither crashes nor makes the rules look at everything for everything."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import load
from kg.extract.annotations import Analysis
from kg.extract.clauses import LONGEST, lay_out
from kg.extract.components import KEY
from kg.extract.extractor import Extractor
from kg.folding import spelt
from kg.graph import source_graph
from kg.model import Block, BlockKind, Document
from kg.read import read_bytes
from tests.extract.documents import document
from tests.extract.strange import MIXTURES, TEXTS

LANGUAGES = st.sampled_from(["zh", "zh-Hant", "en"])

often = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


def sound(extractor: Extractor, made: Document) -> None:
    """What holds for the mentions of any document."""
    mentions = extractor(made)
    for mention in mentions:
        quote = mention.quote
        assert 0 <= quote.start < quote.end <= len(made.text)
        assert spelt(made.text[quote.start : quote.end]) == quote.exact
        assert 0 < mention.confidence <= 1
    told = [json.dumps(mention.to_json()) for mention in mentions]
    assert told == [json.dumps(mention.to_json()) for mention in extractor(made)]
    assert len({mention.id for mention in mentions}) == len(mentions)


@often
@given(text=TEXTS, language=LANGUAGES)
def test_mentions_of_any_text_are_sound(extractor: Extractor, text: str, language: str) -> None:
    sound(extractor, document(text, language=language))


@often
@given(text=TEXTS, language=LANGUAGES)
def test_spans_are_in_order_and_in_the_text(extractor: Extractor, text: str, language: str) -> None:
    made = document(text, language=language)
    with extractor.nlp.memory_zone():
        found: Analysis = extractor.doc(made).user_data[KEY]
    for spans in (found.quantities, found.periods, found.entities):
        places = [(span.start, span.end) for span in spans]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert [start for start, _ in places] == sorted(start for start, _ in places)
    ends = [0, *(span.end for span in found.quantities)]
    assert all(span.start >= end for span, end in zip(found.quantities, ends, strict=False))


@often
@given(text=MIXTURES, language=LANGUAGES)
def test_any_text_becomes_a_graph(extractor: Extractor, text: str, language: str) -> None:
    made = document(text, language=language)
    for quad in source_graph(made, extractor(made), lexicon=extractor.lexicon):
        str(quad).encode("utf-8")


@often
@given(text=MIXTURES)
def test_a_record_with_any_escapes_is_read_and_extracted(extractor: Extractor, text: str) -> None:
    made = read_bytes(
        json.dumps({"text": f"收入增长4%。{text}"}).encode(), name="a", media_type="application/json"
    )
    assert not any("\ud800" <= character <= "\udfff" for character in made.text)
    sound(extractor, made)


@pytest.mark.parametrize("odd", ["\ud800", "\x00", "\u202e", "\u0301", "🙂", "\u200b"])
def test_a_figure_beside_an_odd_character_is_read(extractor: Extractor, odd: str) -> None:
    [mention] = extractor(document(f"青山集团收入{odd}增长46%。"))
    assert mention.quantity is not None
    assert mention.quantity.text == "46%"


@pytest.mark.parametrize("depth", [10, 1000])
def test_a_figure_in_nested_quotations_is_read(extractor: Extractor, depth: int) -> None:
    [mention] = extractor(document("“" * depth + "青山集团收入增长46%" + "”" * depth))
    assert mention.quote.exact.strip("“”") == "青山集团收入增长46%"


def test_a_sentence_without_an_end_is_cut() -> None:
    text = "出口增长46%，" * 1000
    layout = lay_out(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    assert max(s.end - s.start for s in layout.sentences) <= LONGEST
    assert sum(len(s.clauses) for s in layout.sentences) == 1000


def test_a_text_without_any_punctuation_is_cut() -> None:
    text = "出口增长" * 1000
    layout = lay_out(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    assert max(s.end - s.start for s in layout.sentences) <= LONGEST


def test_a_full_stop_after_a_long_sentence_still_ends_one() -> None:
    text = "出口增长" * 1000 + "。第二句。"
    layout = lay_out(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    last = layout.sentences[-1]
    assert text[last.start : last.end] == "第二句"


@pytest.mark.parametrize("piece", ["1", "（", "“", "万亿", "，", "出口4亿元，", "他表示，", "印度、"])
def test_one_thing_over_and_over_is_read(extractor: Extractor, piece: str) -> None:
    extractor(document(piece * 3000))


def test_an_empty_document_has_no_claims(extractor: Extractor) -> None:
    assert extractor(document("")) == []
