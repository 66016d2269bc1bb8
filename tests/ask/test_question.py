"""Questions in words: what they become, and what is not understood."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from kg.ask import Answer, answer, examples, understand
from kg.ask.format import plain
from kg.ask.forms import FORMS
from kg.ask.known import Known
from kg.ask.question import LONGEST
from kg.errors import QuestionError
from kg.graph import graph_id
from kg.lexicon import Lexicon
from kg.store import Table, open_store
from tests.ask.small import small_store
from tests.builders import build_document, tiny_graph

TODAY = date(2022, 6, 10)


def asked(question: str) -> tuple[str, dict[str, str]]:
    """The named query and its parameters, IRIs by their last part."""
    found = understand(question, lexicon=Lexicon.load(), today=TODAY)
    return found.form, {
        name: "+".join(
            str(one).rsplit("/", 1)[-1] for one in (value if isinstance(value, tuple) else (value,))
        )
        for name, value in found.parameters.items()
        if name != "language"
    }


def known() -> Known:
    """The names of a store with the one source that the examples name."""
    store = open_store(":memory:", mode="w")
    document = build_document(path="004_01ad9c1d48d14b3e.txt")
    store.replace(graph_id(document.source.id), tiny_graph([(document, [])]))
    return Known(store)


def ignored(question: str) -> tuple[str, ...]:
    return understand(question, lexicon=Lexicon.load(), today=TODAY).ignored


GMV_46 = {"value": "0.46", "low": "0.455", "high": "0.465", "unit": "percent", "metric": "gmv"}


@pytest.mark.parametrize(
    "question",
    [
        "which sources repeat the 46% GMV figure",
        "哪些来源重复了46%交易额增长的说法",
        "哪些來源重複了46%交易額增長的說法",
        "46% GMV",
        "Which articles mention GMV of 46%?",
    ],
)
def test_who_repeats_a_figure(question: str) -> None:
    assert asked(question) == ("repeats-of-figure", GMV_46)
    assert ignored(question) == ()


@pytest.mark.parametrize(
    ("question", "form", "value"),
    [
        ("how many sources repeat the 46% figure", "repeats-of-figure", 0.46),
        ("when was the 46% figure first published", "first-appearance", 0.46),
        ("谁说过8.94万亿", "repeats-of-figure", 8_940_000_000_000),
        ("谁提过46%", "repeats-of-figure", 0.46),
    ],
)
def test_a_figure_of_anything(question: str, form: str, value: float) -> None:
    found, parameters = asked(question)
    assert (found, float(parameters["value"])) == (form, value)
    assert ignored(question) == ()


def test_an_approximate_figure_is_asked_for_more_narrowly_than_its_first_digit() -> None:
    parameters = asked("近一半")[1]
    assert (parameters["low"], parameters["high"]) == ("0.475", "0.525")


@pytest.mark.parametrize("question", ["中国5月出口额", "exports of China in May", "5月9日中国出口"])
@pytest.mark.parametrize("today", [None, TODAY])
def test_a_month_without_a_year_is_asked_back(question: str, today: date | None) -> None:
    with pytest.raises(QuestionError, match=r"^say of which year: "):
        understand(question, lexicon=Lexicon.load(), today=today)


@pytest.mark.parametrize(
    "question",
    ["how many origins does the 46% GMV figure have", "46%交易额增长有几个源头", "46%交易额增长的原始出处"],
)
def test_how_many_origins_a_figure_has(question: str) -> None:
    form, parameters = asked(question)
    assert form == "origins-of-figure"
    assert (parameters["value"], parameters["metric"]) == ("0.46", "gmv")
    assert ignored(question) == ()


def test_an_answer_about_a_figure_ends_with_its_origins() -> None:
    def counted(question: str) -> str:
        return answer(small_store(), understand(question, lexicon=Lexicon.load())).origins_counted

    assert counted("which sources repeat the 46% GMV figure").startswith("3 sources, 2 origins: ")
    assert counted("哪些来源重复了46%交易额增长的说法").startswith("3个来源，2个源头：")
    assert counted("claims about Vietnam") == ""


def test_a_figure_of_somebody_in_a_period() -> None:
    form, parameters = asked("阿里巴巴国际站2022财年交易额46%")
    assert form == "repeats-of-figure"
    assert parameters == GMV_46 | {"subject": "alibaba-com", "from": "2021-04-01", "to": "2022-03-31"}


def test_a_change_word_beside_a_percentage_asks_for_a_growth_rate() -> None:
    assert asked("GMV同比增长46%")[1]["kind"] == "growth_rate"


def test_money_is_asked_for_in_its_currency() -> None:
    form, parameters = asked("谁提到了出口8.94万亿元")
    assert form == "repeats-of-figure"
    assert (parameters["unit"], parameters["metric"]) == ("CNY", "exports")
    assert float(parameters["low"]) == 8_935_000_000_000


@pytest.mark.parametrize(
    ("question", "form", "parameters"),
    [
        ("谁最早说交易额增长46%", "first-appearance", GMV_46),
        ("who first said 46% GMV", "first-appearance", GMV_46),
        ("界面新闻报道了什么", "claims-of-source", {"publisher": "jiemian"}),
        ("张阔说了什么", "claims-by-speaker", {"speaker": "zhang-kuo"}),
        ("what did 张阔 say about Vietnam", "speaker-about-entity", {"speaker": "zhang-kuo", "entity": "vietnam"}),
        ("张阔关于越南说了什么", "speaker-about-entity", {"speaker": "zhang-kuo", "entity": "vietnam"}),
        ("关于越南的说法", "claims-about-entity", {"entity": "vietnam"}),
        ("关于越南2021年的说法", "claims-about-entity", {"entity": "vietnam", "from": "2021-01-01", "to": "2021-12-31"}),
        ("中国去年的出口", "claims-about-entity", {"entity": "china", "metric": "exports", "from": "2021-01-01", "to": "2021-12-31"}),
        ("how did GMV of Alibaba.com change", "series-over-time", {"metric": "gmv", "subject": "alibaba-com"}),
        ("阿里巴巴国际站的交易额如何变化", "series-over-time", {"metric": "gmv", "subject": "alibaba-com"}),
        ("do sources disagree about GMV", "conflicts", {"metric": "gmv", "relation": "contradicts"}),
        ("各来源的交易额有没有矛盾", "conflicts", {"metric": "gmv", "relation": "contradicts"}),
        ("哪些数字引用了财报", "claims-citing-document", {"words": "财报"}),
        ("阿里巴巴国际站有什么计划", "plans-and-forecasts", {"entity": "alibaba-com", "modality": "planned+target"}),
        ("plans of Alibaba.com", "plans-and-forecasts", {"entity": "alibaba-com", "modality": "planned+target"}),
        ("GMV", "claims-of-metric", {"metric": "gmv"}),
        ("which figures differ", "conflicts", {"relation": "contradicts"}),
        ("哪些数字不一致", "conflicts", {"relation": "contradicts"}),
        ("plans and forecasts", "plans-and-forecasts", {"modality": "planned+target+forecast+possible"}),
        ("有哪些计划", "plans-and-forecasts", {"modality": "planned+target"}),
        ("most repeated figures", "most-repeated-figures", {}),
        ("哪些数字重复最多", "most-repeated-figures", {}),
        ("sources by Jiemian News", "sources-by-publisher", {"publisher": "jiemian"}),
        ("哪些来源来自界面新闻", "sources-by-publisher", {"publisher": "jiemian"}),
        ("figures without origin", "figures-without-origin", {}),
        ("哪些数字没有出处", "figures-without-origin", {}),
        ("阿里巴巴国际站的哪些数字没有出处", "figures-without-origin", {"entity": "alibaba-com"}),
        ("中央社的哪些文章被RFI转载", "copies-of-source", {"earlier": "cna", "later": "rfi"}),
        ("RFI转载了中央社的哪些文章", "copies-of-source", {"earlier": "cna", "later": "rfi"}),
        ("阿里巴巴国际站对越南的交易额如何变化", "series-over-time", {"metric": "gmv", "subject": "alibaba-com", "scope": "vietnam"}),
        ("界面新闻关于越南说了什么", "claims-of-source", {"publisher": "jiemian", "entity": "vietnam"}),
        ("张阔2021年说了什么", "claims-by-speaker", {"speaker": "zhang-kuo", "from": "2021-01-01", "to": "2021-12-31"}),
    ],
)  # fmt: skip
def test_the_forms(question: str, form: str, parameters: dict[str, str]) -> None:
    assert asked(question) == (form, parameters)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_example_is_understood_in_all_its_words(language: str) -> None:
    questions = examples(language=language)
    assert len(questions) >= 20
    read = {q: understand(q, lexicon=Lexicon.load(), today=TODAY, known=known()).name for q in questions}
    assert {form.examples.of(language): form.name for form in FORMS} == read


def test_what_was_understood_is_told_word_by_word_in_the_language_of_the_question() -> None:
    found = understand("哪些来源重复了46%交易额增长的说法", lexicon=Lexicon.load())
    assert found.understood == (
        ("重复", "谁重复了一个数字"),
        ("46%", "数字46%（45.5%至46.5%）"),
        ("交易额增长", "指标“交易额”"),
    )
    assert found.reading == "哪些来源重复了一个数字：46%＝数字46%（45.5%至46.5%） · 交易额增长＝指标“交易额”"
    found = understand("which sources repeat the 46% GMV figure", lexicon=Lexicon.load())
    assert found.reading == "who repeats a figure: 46% = the figure 46% (45.5% to 46.5%) · GMV = metric GMV"


def test_words_that_change_nothing_are_told() -> None:
    assert ignored("到底哪些来源提到46%") == ("到底",)
    assert ignored("which sources actually mention 46%") == ("actually",)


@pytest.mark.parametrize("question", ["关于越南咖啡的说法", "claims about Vietnam coffee", "46% GMV 独角兽"])
def test_a_word_that_nobody_knows_is_not_left_out(question: str) -> None:
    with pytest.raises(QuestionError, match="could not use"):
        asked(question)


def test_a_fall_is_below_zero_and_a_rise_is_not() -> None:
    assert asked("谁说交易额下降46%")[1]["value"] == "-0.46"
    fallen = asked("which sources say that GMV fell 46%")[1]
    assert (fallen["value"], fallen["low"], fallen["high"]) == ("-0.46", "-0.465", "-0.455")
    assert asked("谁说交易额上升46%")[1]["value"] == "0.46"


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("how did GMV change since 2020", {"from": "2020-01-01"}),
        ("2020年以来交易额的变化", {"from": "2020-01-01"}),
        ("how did GMV change before 2020", {"to": "2019-12-31"}),
        ("2020年以前交易额的变化", {"to": "2019-12-31"}),
        ("how did GMV change until 2020", {"to": "2020-12-31"}),
        ("how did GMV change from 2019 to 2021", {"from": "2019-01-01", "to": "2021-12-31"}),
        ("how did GMV change between 2019 and 2021", {"from": "2019-01-01", "to": "2021-12-31"}),
        ("2019年至2021年交易额的变化", {"from": "2019-01-01", "to": "2021-12-31"}),
        ("从2021年4月到2022年3月交易额的变化", {"from": "2021-04-01", "to": "2022-03-31"}),
    ],
)
def test_periods_may_be_open_and_reach_from_one_to_another(question: str, days: dict[str, str]) -> None:
    assert asked(question) == ("series-over-time", {"metric": "gmv"} | days)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("GVM of Alibaba.com", "GMV"),
        ("阿里巴巴国际展的交易额", "阿里巴巴国际站"),
        ("Vietnm exports", "Vietnam"),
        ("what did Zhang Kou say", "Zhang Kuo"),
    ],
)
def test_names_that_come_near_are_told(question: str, names: str) -> None:
    with pytest.raises(QuestionError, match=rf"Did you mean [^?]*\b{names}\b"):
        asked(question)


def test_who_is_a_word_and_WHO_a_name() -> None:  # noqa: N802
    assert asked("who is mentioned together with Vietnam")[1] == {"entity": "vietnam"}
    assert asked("what did WHO say")[0] == "claims-by-speaker"


@pytest.mark.parametrize(
    "question", ["why did GMV grow 46%", "为什么交易额增长46%", "what is the highest GMV", "最新的交易额"]
)
def test_what_no_graph_of_claims_can_tell_is_refused(question: str) -> None:
    with pytest.raises(QuestionError, match=r"^cannot answer "):
        asked(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("天气好吗", "天气好"),
        ("which is the weather", "weather"),
        ("哪些来源重复了46%独角兽的说法", "独角兽"),
        ("who first said it", "who first said"),
        ("谁最早说", "最早"),
        ("？？", "？？"),
        ("compare exports of China", "compare"),
        ("46% and 64% GMV", "64%"),
    ],
)
def test_no_answer_is_better_than_a_wrong_one(question: str, words: str) -> None:
    with pytest.raises(QuestionError) as caught:
        asked(question)
    assert f"'{words}'" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).count("; ") == 3


@pytest.mark.parametrize("question", ["", "  ", "说" * (LONGEST + 1)])
def test_a_question_has_bounds(question: str) -> None:
    with pytest.raises(QuestionError):
        asked(question)


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("谁最早报道中国2022年出口增长3.9%", "first-appearance"),  # 报道 and 中国, not 报道中
        ("中国2021年增长3.9%是谁说的", "repeats-of-figure"),  # 2021年 and 增长, not 年增
        ("引用海关总署的数据有哪些", "claims-citing-document"),  # no body of the name 引用海关总署
    ],
)
def test_a_question_is_cut_so_that_least_is_left_over(question: str, form: str) -> None:
    assert asked(question)[0] == form


def test_a_word_that_is_known_is_not_called_unknown() -> None:
    with pytest.raises(QuestionError) as caught:
        asked("哪些来源重复了46%独角兽的说法")
    assert "could not use '独角兽'." in str(caught.value)
    with pytest.raises(QuestionError, match="does not say enough beside '谁', '最早', '说'"):
        asked("谁最早说")


@pytest.mark.parametrize(
    "question",
    [
        "which sources do not mention 46% GMV",
        "which sources don't repeat the 46% GMV figure",
        "sources without 46% GMV",
        "哪些来源没有提到46%",
        "哪些來源沒有提到46%交易額",
        "哪些来源未提及交易额增长46%",
    ],
)
def test_what_is_not_said_is_refused(question: str) -> None:
    with pytest.raises(QuestionError, match=r"^cannot answer what sources do not say") as caught:
        asked(question)
    assert "\n" not in str(caught.value)


def test_a_year_is_read_in_an_english_question_with_a_chinese_name() -> None:
    days = {"from": "2022-01-01", "to": "2022-12-31"}
    assert asked("what did 张阔 say in 2022") == ("claims-by-speaker", {"speaker": "zhang-kuo"} | days)


def test_whether_there_is_something_is_no_negation() -> None:
    assert asked("有没有来源重复46%交易额") == ("repeats-of-figure", GMV_46)


@pytest.mark.parametrize("number", ["9" * 31 + "亿", "9" * 40 + "%", "0." + "0" * 30 + "1亿", "9" * 200])
def test_a_number_has_bounds(number: str) -> None:
    with pytest.raises(QuestionError) as caught:
        asked(f"谁说交易额{number}")
    assert str(caught.value) == "a number in a question has at most 25 digits; one here has more"


def test_a_long_number_within_bounds_is_asked_for() -> None:
    assert asked("9" * 20 + "元")[0] == "repeats-of-figure"


def test_a_hostile_question_stays_a_question() -> None:
    with pytest.raises(QuestionError):
        asked('"} DROP ALL # 独角兽')


def test_an_answer_counts_its_sources_and_shows_its_query() -> None:
    found = answer(small_store(), understand("谁重复了交易额46%", lexicon=Lexicon.load()))
    assert found.counts == "3个来源，3处说法"
    assert "VALUES ?value" in found.sparql
    assert [plain(row[found.table.variables.index("figure")]) for row in found.table.rows] == [
        "46%",
        "46%",
        "46.3%",
    ]


def test_an_answer_that_reached_its_limit_says_so() -> None:
    found = answer(small_store(), understand("谁最早说46%", lexicon=Lexicon.load()))
    assert not found.cut
    full = Answer(found.question, Table(found.table.variables, found.table.rows[:1] * 5))
    assert full.counts == "至少1个来源中最早的：每日经济新闻，2022-05-26"


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("谁最早说46%", "个来源中最早的：每日经济新闻，2022-05-26"),
        ("who first said 46% GMV", " sources: 每日经济新闻, 2022-05-26"),
    ],
)
def test_who_first_said_a_figure_is_named(question: str, counted: str) -> None:
    found = answer(small_store(), understand(question, lexicon=Lexicon.load()))
    title = found.table.variables.index("title")
    assert plain(found.table.rows[0][title]) == "甲报的报道"
    assert found.counts.endswith(counted)


def test_an_answer_of_one_source_is_counted_in_the_singular() -> None:
    assert (
        answer(small_store(), understand("claims about Vietnam", lexicon=Lexicon.load())).counts
        == "1 source, 1 mention"
    )


@pytest.mark.parametrize(("language", "name"), [("zh", "张阔"), ("en", "Zhang Kuo")])
def test_names_are_in_the_language_asked_for(language: str, name: str) -> None:
    found = answer(small_store(), understand("what did 张阔 say", lexicon=Lexicon.load(), language=language))
    assert plain(found.table.rows[0][found.table.variables.index("speaker")]) == name


def test_examples_are_in_the_language_of_the_question() -> None:
    with pytest.raises(QuestionError, match="which sources repeat"):
        asked("what about 独角兽")
    with pytest.raises(QuestionError, match="哪些来源重复"):
        asked("关于独角兽的说法")


def test_asking_needs_neither_spacy_nor_rdflib() -> None:
    code = (
        "import sys; from kg.ask import understand; from kg.lexicon import Lexicon\n"
        "understand('46% GMV 交易额', lexicon=Lexicon.load())\n"
        "sys.exit(bool({'spacy', 'rdflib'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
