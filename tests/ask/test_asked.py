"""Questions as people ask them on ten short articles of our own, from the files to the answer.

`asked/questions.jsonl` has one question a line: the named query and parameters that it is read as (IRIs by their last part)
and what the answer shows, row by row, or how its refusal begins.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kg.ask import Answer, ask
from kg.ask.format import plain
from kg.ask.forms import FORMS
from kg.errors import QuestionError
from kg.lexicon import Lexicon
from kg.pipeline import build
from kg.pipeline.history import listed, retract
from kg.pipeline.relate import relate
from kg.read import ReadOptions
from kg.store import Store, open_store

FOLDER = Path(__file__).parent / "asked"
CASES = [json.loads(line) for line in (FOLDER / "questions.jsonl").read_text("utf-8").splitlines()]
TODAY = date(2022, 6, 20)
SHOWN = {
    "origins-of-figure": "origin",
    "copies-of-source": "copy",
    "mutations": "why",
    "failing-sums": "sum",
    "conflicts": "why",
    "retracted-sources": "title",
    "series-over-time": "figure",
    "figures-side-by-side": "figure",
    "most-repeated-figures": "figure",
    "sources-by-publisher": "title",
    "co-mentioned-entities": "name",
}
"""The column that tells an answer from another; listings of mentions have their quotes."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("asked") / "store", mode="w") as store:
        options = ReadOptions(map={"text": "content"})
        build([FOLDER / "sources.jsonl"], store=store, processes=0, options=options)
        (gone,) = (one.source for one in listed(store) if one.title == "国际站增速传闻")
        retract(store, gone, reason="误报", author="编辑部", at=datetime(2022, 6, 16, tzinfo=UTC))
        relate(store, processes=0)
        yield store


def asked(store: Store, question: str) -> Answer:
    return ask(store, question, lexicon=Lexicon.load(), today=TODAY)


def short(value: Any) -> Any:
    """A parameter's value as the cases write it."""
    return [short(one) for one in value] if isinstance(value, tuple) else str(value).rsplit("/", 1)[-1]


def shown(found: Answer) -> list[str]:
    column = found.table.variables.index(SHOWN.get(found.question.form, "quote"))
    return [plain(row[column]) for row in found.table.rows]


@pytest.mark.parametrize("case", [c for c in CASES if "refused" not in c], ids=lambda case: case["question"])
def test_a_question_is_read_and_answered(case: dict[str, Any], store: Store) -> None:
    found = asked(store, case["question"])
    parameters = {k: short(v) for k, v in found.question.parameters.items() if k != "language"}
    assert (found.question.form, parameters) == (case["query"], case["parameters"])
    assert list(found.ignored) == case.get("ignored", [])
    assert shown(found) == case["answer"]


@pytest.mark.parametrize("case", [c for c in CASES if "refused" in c], ids=lambda case: case["question"])
def test_a_question_is_refused_with_the_words_that_are_in_the_way(case: dict[str, Any], store: Store) -> None:
    with pytest.raises(QuestionError) as caught:
        asked(store, case["question"])
    assert str(caught.value).startswith(case["refused"])
    assert "\n" not in str(caught.value)


def test_every_form_is_asked_in_english_and_chinese() -> None:
    queries = {form.query for form in FORMS}
    for chinese in (True, False):
        found = {
            case["query"]
            for case in CASES
            if "query" in case and any("\u4e00" <= c <= "\u9fff" for c in case["question"]) == chinese
        }
        assert queries <= found


def test_an_answer_about_a_figure_leaves_out_what_was_retracted(store: Store) -> None:
    assert "国际站增速传闻" not in str(asked(store, "46% GMV").table.rows)
    counted = asked(store, "how many origins does the 46% GMV figure have").origins_counted
    assert (
        counted == "2 sources, 1 origin: both cite the results of Alibaba Group for the period to 2022-03-31"
    )


NARROWED = {
    "海外收入增长28%": ("repeats-of-figure", "其中海外收入31.2亿元，同比增长28%"),
    "哪些来源说星河电器海外收入增长28%": ("repeats-of-figure", "其中海外收入31.2亿元，同比增长28%"),
    "星河电器海外收入如何变化": ("series-over-time", "28%"),
    "星河电器海外收入": ("claims-about-entity", "其中海外收入31.2亿元，同比增长28%"),
    "海外收入": ("claims-about-entity", "其中海外收入31.2亿元，同比增长28%"),
}


@pytest.fixture(scope="module")
def narrowed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store whose figures are narrowed by a word that the vocabulary lacks."""
    folder = tmp_path_factory.mktemp("narrowed")
    text = "2022年，星河电器营业收入为86.4亿元，同比增长12%，其中海外收入31.2亿元，同比增长28%。"
    (folder / "a.txt").write_text(text, "utf-8")
    with open_store(folder / "store", mode="w") as store:
        build([folder / "a.txt"], store=store, processes=0)
        yield store


@pytest.mark.parametrize("question", NARROWED)
def test_a_word_that_only_narrows_what_is_measured_is_no_subject(narrowed: Store, question: str) -> None:
    found = asked(narrowed, question)
    form, quote = NARROWED[question]
    assert found.question.form == form
    assert quote in shown(found)
    assert not [row for row in shown(found) if "86.4" in row]


def test_what_was_found_is_counted_in_the_language_of_the_question(store: Store) -> None:
    assert asked(store, "which sources repeat the 46% GMV figure").counts == "2 sources, 2 mentions"
    assert asked(store, "哪些来源重复了46%交易额增长的说法").counts == "2个来源，2处说法"
    assert asked(store, "谁最早说交易额增长46%").counts == "2个来源中最早的：每日经济新闻，2022-05-26"


def test_the_reply_tells_how_the_question_was_read(store: Store) -> None:
    found = asked(store, "到底是谁最早说46%")
    assert found.question.reading == "一个数字最早出现在哪里：46%＝数字46%（45.5%至46.5%）"
    assert found.ignored == ("到底",)
