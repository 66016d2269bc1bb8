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
PRICE = Ref("https://w3id.org/claim-kg/metric/share-price", "share price", "股价")
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
        earlier,
        total(earlier, "1286.4亿元", "128640000000", period=MAY),
        later,
        total(later, figure, value, step=step, period=MAY),
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
    assert (change.kind, change.before, change.after) == (Change.CONDITION, "预计", "")
    assert "预测" in change.why_zh


def changes(earlier: Document, a: Mention, later: Document, b: Mention) -> list[Change]:
    return [change.kind for change in found(earlier, a, later, b)]


def test_the_word_of_a_plan_that_both_texts_have_is_no_condition() -> None:
    planned = STORY.replace("同比增长近", "预计同比增长近")
    earlier, later = document(planned), document("导语。" + planned, 10)
    quote = "同比增长近46%"
    assert (
        changes(earlier, growth(earlier, quote, modality=Modality.FORECAST), later, growth(later, quote))
        == []
    )


def test_what_is_told_ahead_with_and_without_a_word_for_it_is_no_condition() -> None:
    dropped = STORY.replace("同比增长近", "将同比增长近")
    earlier, later = document(dropped), document(STORY, 10)
    year = Period(date(2022, 1, 1), date(2022, 12, 31), "全年")
    quote = "同比增长近46%"
    a = growth(earlier, quote, modality=Modality.PLANNED, period=year)
    assert changes(earlier, a, later, growth(later, quote, period=year)) == []


def test_what_may_have_gone_on_between_two_texts_is_no_changed_figure() -> None:
    earlier, later = document(STORY), document(STORY.replace("1286.4亿元", "1430.9亿元"), 10)
    a = total(earlier, "1286.4亿元", "128640000000")
    assert changes(earlier, a, later, total(later, "1430.9亿元", "143090000000")) == []


def test_a_figure_that_stands_elsewhere_in_the_other_text_is_another_figure() -> None:
    earlier = document(STORY + "海关此前公布的数字是943.7亿元。")
    later = document(STORY.replace("1286.4亿元", "943.7亿元"), 10)
    a = total(earlier, "1286.4亿元", "128640000000", period=MAY)
    assert changes(earlier, a, later, total(later, "943.7亿元", "94370000000", period=MAY)) == []


@pytest.mark.parametrize(("at", "kinds"), [("close", [Change.FIGURE]), (None, [])])
def test_prices_differ_at_the_close_only(at: str | None, kinds: list[Change]) -> None:
    earlier, later = document(STORY), document(STORY.replace("1286.4亿元", "1430.9亿元"), 10)
    day = Period(date(2022, 6, 8), date(2022, 6, 8), "昨日", at)
    a = total(earlier, "1286.4亿元", "128640000000", period=day, metric=PRICE)
    b = total(later, "1430.9亿元", "143090000000", period=day, metric=PRICE)
    assert changes(earlier, a, later, b) == kinds


def test_digits_of_one_precision_that_differ_are_no_rounding() -> None:
    earlier, later = document(STORY), document(STORY.replace("1286.4亿元", "1286.3亿元"), 10)
    a = total(earlier, "1286.4亿元", "128640000000", period=MAY)
    assert changes(earlier, a, later, total(later, "1286.3亿元", "128630000000", period=MAY)) == [
        Change.FIGURE
    ]


def test_a_unit_left_to_the_reader_is_no_other_unit() -> None:
    earlier, later = document(STORY), document(STORY.replace("1286.4亿元", "1286.4亿"), 10)
    b = total(later, "1286.4亿", "128640000000", unit="{count}", kind=Kind.LEVEL)
    assert changes(earlier, total(earlier, "1286.4亿元", "128640000000"), later, b) == []


def test_a_speaker_under_a_short_name_is_still_named() -> None:
    told = "省商务厅对外贸易处介绍，" + STORY
    earlier, later = document(told), document("据商务厅，" + STORY, 10)
    speaker = Ref(None, "省商务厅对外贸易处", "省商务厅对外贸易处", "Organization")
    quote = "同比增长近46%"
    assert changes(earlier, growth(earlier, quote, speaker=speaker), later, growth(later, quote)) == []


def test_a_headline_above_a_text_that_says_who_reports_names_its_speaker() -> None:
    head = "德媒：{}\n多家报纸8日报道，消息来自参加谈判的人士。"
    line = "全省前五个月的跨境电商进出口总额同比增长近46%，对东盟的出口占到三成以上"
    earlier, later = document(head.format(line)), document(head.format(line).removeprefix("德媒："), 10)
    speaker = Ref(None, "德媒", "德媒", "Organization")
    quote = "同比增长近46%"
    assert changes(earlier, growth(earlier, quote, speaker=speaker), later, growth(later, quote)) == []


def test_a_formula_that_two_people_use_on_two_days_is_said_twice() -> None:
    earlier, later = document("发言人周明远表示，" + STORY), document("发言人李景行表示，" + STORY, 12)
    quote = "同比增长近46%"
    one, other = (Ref(None, name, name, "Person") for name in ("周明远", "李景行"))
    assert (
        changes(earlier, growth(earlier, quote, speaker=one), later, growth(later, quote, speaker=other))
        == []
    )


def test_the_day_of_the_news_may_be_left_out() -> None:
    told = STORY.replace("前五个月的", "6月9日的")
    earlier, later = document(told), document(STORY.replace("前五个月的", ""), 10)
    day = Period(date(2022, 6, 9), date(2022, 6, 9), "6月9日")
    a = total(earlier, "1286.4亿元", "128640000000", period=day)
    assert changes(earlier, a, later, total(later, "1286.4亿元", "128640000000")) == []


def test_what_is_told_each_day_in_the_same_words_changes_no_period() -> None:
    told = STORY.replace("前五个月的", "6月{}日的")
    earlier, later = document(told.format(9)), document(told.format(12), 12)
    one, other = (Period(date(2022, 6, day), date(2022, 6, day), f"6月{day}日") for day in (9, 12))
    a = total(earlier, "1286.4亿元", "128640000000", period=one)
    assert changes(earlier, a, later, total(later, "1286.4亿元", "128640000000", period=other)) == []


def test_a_quarter_of_the_calendar_for_one_of_the_fiscal_year() -> None:
    earlier, later = (
        document(STORY.replace("前五个月", name), day) for name, day in (("第二财季", 9), ("第二季度", 10))
    )
    fiscal = Period(date(2022, 2, 1), date(2022, 4, 30), "第二财季")
    calendar = Period(date(2022, 4, 1), date(2022, 6, 30), "第二季度")
    a = total(earlier, "1286.4亿元", "128640000000", period=fiscal)
    (change,) = found(earlier, a, later, total(later, "1286.4亿元", "128640000000", period=calendar))
    assert (change.kind, change.before, change.after) == (Change.PERIOD, "第二财季", "第二季度")
