"""Sentences and clauses."""

from __future__ import annotations

from kg.extract.clauses import lay_out
from kg.model import Block, BlockKind


def clauses(text: str) -> list[list[str]]:
    layout = lay_out(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    return [[text[c.start : c.end] for c in s.clauses] for s in layout.sentences]


def test_sentences_end_at_stops_and_clauses_at_commas() -> None:
    assert clauses("收入增长7%，利润下降。订单持平！") == [["收入增长7%", "利润下降"], ["订单持平"]]


def test_a_closing_quotation_mark_stays_out_of_the_next_sentence() -> None:
    assert clauses("他说：“会好的。”市场安静。") == [["他说", "“会好的"], ["市场安静"]]


def test_english_sentences_end_behind_percent_signs_and_words_but_not_behind_abbreviations() -> None:
    text = "sales rose 5%. exports fell 3% in the u.s. last year. mr. li of acme inc. said so."
    assert clauses(text) == [
        ["sales rose 5%"],
        ["exports fell 3% in the u.s. last year"],
        ["mr. li of acme inc. said so"],
    ]


def test_thousands_separators_domains_and_decimals_cut_nothing() -> None:
    assert clauses("Alibaba.com有1,100万买家,增长8.5%。") == [["Alibaba.com有1,100万买家", "增长8.5%"]]


def test_a_bracket_with_clauses_of_its_own_is_an_inner_clause() -> None:
    text = "带宽增长45倍（2005年到2015年，贸易增长1倍），很快。"
    layout = lay_out(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    inner = [text[c.start : c.end] for c in layout.sentences[0].clauses if c.inner]
    assert inner == ["2005年到2015年", "贸易增长1倍"]
    assert layout.sentences[0].clause_at(text.index("贸易")).inner


def test_blocks_that_carry_no_claim_have_no_sentences() -> None:
    text = "（文章来源：某报）"
    assert lay_out(text, (Block(BlockKind.CREDIT, 0, len(text)),)).sentences == ()


def test_an_offset_finds_its_sentence_and_the_one_before() -> None:
    text = "一季度好。二季度更好。"
    layout = lay_out(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    second = layout.sentence_at(text.index("更好"))
    assert second is not None
    assert second.index == 1
    assert layout.previous(second) is layout.sentences[0]
