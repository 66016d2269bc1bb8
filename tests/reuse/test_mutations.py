"""What became of a claim in a copy: a mutation needs other slots and other words at one aligned place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kg.lexicon import Lexicon
from kg.model import Bound, Change, Document, Kind, Mention, Modality, Mutation, Period, Ref, Text
from kg.reuse import aligned, mutations, reuses
from tests.builders import build_document, build_mention
from tests.reuse.build import STORY

LEXICON = Lexicon.load()
MAY = Period(date(2022, 1, 1), date(2022, 5, 31), "前五个月")


def document(words: str, day: int = 9) -> Document:
    return build_document(words, publisher=f"{day}报", published=date(2022, 6, day))


def total(doc: Document, figure: str, value: str, **changes: Any) -> Mention:
    fields: dict[str, Any] = {"unit": "CNY", "kind": Kind.LEVEL, "step": "10000000"} | changes
    start = doc.text.index(figure)
    return build_mention(
        doc, doc.text[start - 4 : start + len(figure)], value=value, value_text=figure, **fields
    )


def growth(doc: Document, quote: str, **changes: Any) -> Mention:
    return build_mention(doc, quote, value="0.46", value_text="46%", step="0.01", **changes)


def found(earlier: Document, a: Mention, later: Document, b: Mention) -> list[Mutation]:
    one, other = Text(earlier.source, earlier.text, [a]), Text(later.source, later.text, [b])
    (reuse,) = reuses(other, [one], lexicon=LEXICON)
    assert aligned(reuse, one, other) == [(a, b)]
    return mutations(reuse, other, one, lexicon=LEXICON)


@pytest.mark.parametrize(
    ("figure", "value", "kind"),
    [
        ("1268.4亿元", "126840000000", Change.DIGIT),
        ("1286.4万元", "12864000", Change.UNIT),
        ("12864亿元", "1286400000000", Change.DIGIT),
        ("943.7亿元", "94370000000", Change.FIGURE),
        ("0.12864万亿元", "128640000000", Change.RESCALED),
        ("1286亿元", "128600000000", Change.ROUNDED),
    ],
)
def test_a_figure_that_another_stands_for(figure: str, value: str, kind: Change) -> None:
    earlier, later = document(STORY), document(STORY.replace("1286.4亿元", figure), 10)
    step = "100000000" if kind is Change.ROUNDED else "10000000"
    (change,) = found(
        earlier, total(earlier, "1286.4亿元", "128640000000"), later, total(later, figure, value, step=step)
    )
    assert (change.kind, change.before, change.after) == (kind, "1286.4亿元", figure)


def test_a_dropped_word_of_bound() -> None:
    earlier, later = document(STORY), document(STORY.replace("近46%", "46%"), 10)
    (change,) = found(
        earlier, growth(earlier, "同比增长近46%", bound=Bound.APPROX), later, growth(later, "同比增长46%")
    )
    assert (change.kind, change.before, change.after) == (Change.BOUND, "近", "")


def test_a_bound_read_otherwise_in_the_same_words_is_none() -> None:
    earlier, later = document(STORY), document("导语。" + STORY, 10)
    quote = "同比增长近46%"
    assert found(earlier, growth(earlier, quote, bound=Bound.APPROX), later, growth(later, quote)) == []


def test_a_dropped_period() -> None:
    earlier, later = document(STORY), document(STORY.replace("前五个月的", ""), 10)
    (change,) = found(
        earlier,
        total(earlier, "1286.4亿元", "128640000000", period=MAY),
        later,
        total(later, "1286.4亿元", "128640000000"),
    )
    assert (change.kind, change.before, change.after) == (Change.PERIOD, "前五个月", "")


def test_an_agency_line_left_out_takes_no_period_away() -> None:
    headline = "全省外贸成绩单今天公布\n"
    earlier, later = document(headline + "东湖社6月9日电，" + STORY), document(headline + STORY, 10)
    told = Period(date(2022, 6, 9), date(2022, 6, 9), "6月9日")
    a = total(earlier, "1286.4亿元", "128640000000", period=told)
    assert found(earlier, a, later, total(later, "1286.4亿元", "128640000000")) == []


def test_a_speaker_that_the_copy_names_no_more() -> None:
    told = "厅长周明远表示，" + STORY
    earlier, later = document(told), document(STORY, 10)
    speaker = Ref(None, "周明远", "周明远", "Person")
    quote = "同比增长近46%"
    (change,) = found(earlier, growth(earlier, quote, speaker=speaker), later, growth(later, quote))
    assert (change.kind, change.before) == (Change.SPEAKER, "周明远")


def test_a_forecast_told_as_fact() -> None:
    planned = STORY.replace("同比增长近", "预计同比增长近")
    earlier, later = document(planned), document(STORY, 10)
    quote = "同比增长近46%"
    (change,) = found(
        earlier, growth(earlier, quote, modality=Modality.FORECAST), later, growth(later, quote)
    )
    assert (change.kind, change.before, change.after) == (Change.CONDITION, "forecast", "asserted")
    assert "预测" in change.why_zh
