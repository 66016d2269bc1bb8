"""Figures whose subject nobody knows meet at the places of a copied passage, and only there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from kg.lexicon import Lexicon
from kg.match import comparisons, in_passages, pairs
from kg.model import Comparison, Document, Mention, Ref, Relation, Reuse, Text
from kg.reuse import reuses
from tests.builders import build_document, build_mention
from tests.reuse.build import STORY

LEXICON = Lexicon.load()
PROVINCE = Ref(None, "海川省", "海川省", "Place")


def document(words: str, hour: int) -> Document:
    return build_document(
        words, publisher=f"{hour}报", published=datetime(2022, 6, 9, hour, tzinfo=UTC), path=f"{hour}.txt"
    )


def growth(doc: Document, quote: str = "同比增长近46%", **changes: Any) -> Mention:
    fields: dict[str, Any] = {"value": "0.46", "value_text": "46%", "step": "0.01"} | changes
    return build_mention(doc, quote, **fields)


def shared(earlier: Document, a: Mention, later: Document, b: Mention) -> list[Reuse]:
    one, other = Text(earlier.source, earlier.text, [a]), Text(later.source, later.text, [b])
    return reuses(other, [one], lexicon=LEXICON)


def met(earlier: Document, a: Mention, later: Document, b: Mention) -> list[Comparison]:
    return in_passages([a, b], shared(earlier, a, later, b), lexicon=LEXICON)


def test_a_figure_that_says_no_subject_is_that_of_its_copy() -> None:
    earlier, later = document(STORY, 9), document("导语。" + STORY, 11)
    (one,) = met(earlier, growth(earlier), later, growth(later))
    assert (one.relation, one.rule) == (Relation.SAME, "aligned-passage")
    assert "相同段落" in one.why_zh


def test_figures_that_both_say_their_subject_meet_by_it() -> None:
    earlier, later = document(STORY, 9), document("导语。" + STORY, 11)
    assert met(earlier, growth(earlier, subject=PROVINCE), later, growth(later, subject=PROVINCE)) == []


def test_a_slipped_digit_of_the_copy_denies_the_figure() -> None:
    earlier, later = document(STORY, 9), document(STORY.replace("1286.4亿元", "12864亿元"), 11)
    fields: dict[str, Any] = {"unit": "CNY", "step": "10000000"}
    a = growth(earlier, "总额达到1286.4亿元", value="128640000000", value_text="1286.4亿元", **fields)
    b = growth(later, "总额达到12864亿元", value="1286400000000", value_text="12864亿元", **fields)
    assert [one.relation for one in met(earlier, a, later, b)] == [Relation.CONTRADICTS]


def test_the_same_words_elsewhere_have_nothing_to_do_with_it() -> None:
    earlier, later = document(STORY, 9), document("导语。" + STORY, 11)
    a, b = growth(earlier), growth(later)
    other = growth(document("另一家公司的订单量同比增长近46%，高于去年。", 12))
    found = comparisons([a, b, other], lexicon=LEXICON, reuses=shared(earlier, a, later, b))
    tied = pairs(found, [a, b, other], lexicon=LEXICON)
    assert [{one.a.id, one.b.id} for one in tied] == [{a.id, b.id}]


def test_without_reuses_they_meet_nobody() -> None:
    earlier, later = document(STORY, 9), document("导语。" + STORY, 11)
    assert comparisons([growth(earlier), growth(later)], lexicon=LEXICON) == []
