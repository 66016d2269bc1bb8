"""Claims in running text: cases as data, one figure or one voice each."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.extract import load
from kg.extract.extractor import Extractor
from kg.extract.zh.rules import RULES
from kg.model import Bound, ClaimType, Marker, Mention
from kg.model.mention import json_number
from tests.extract.documents import document

CASES = Path(__file__).parent.parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


@pytest.mark.parametrize(
    "case", cases("frames.jsonl"), ids=lambda case: case["rule"] + " " + case["text"][:12]
)
def test_a_figure_is_read_with_its_slots(extractor: Extractor, case: dict[str, Any]) -> None:
    found = [m for m in extractor(document(case["text"])) if m.type is ClaimType.QUANTITY]
    mention = the_one(found, case)
    record = mention.to_json()
    assert record["unit"] == case["unit"]
    assert record["kind"] == case["kind"]
    for slot in ("metric", "subject"):
        if slot in case:
            named = record[slot] or {"label": None, "text": None}
            assert case[slot] in (named["label"], named["text"]), slot
    if "scope" in case:
        assert [scope["text"] for scope in record["scope"]] == case["scope"]
    if "subject_is_not" in case:
        assert (record["subject"] or {"label": None})["label"] != case["subject_is_not"]
    if "no_speaker" in case:
        assert record["speaker"] is None
    if "no_period" in case:
        assert record["period"] is None
    if "period" in case:
        period = record["period"]
        assert (period and [period["start"], period["end"]]) == case["period"]
    if "baseline" in case:
        assert record["baseline"] == case["baseline"]
    if "modality" in case:
        assert record["modality"] in case["modality"].split("|")


def the_one(found: list[Mention], case: dict[str, Any]) -> Mention:
    """The mention that the case speaks of: by its rule, and by its value where several were read by one rule."""
    fitting = [m for m in found if m.rule == case["rule"]]
    if "value" in case:
        fitting = [m for m in fitting if m.quantity and m.quantity.value == Decimal(case["value"])]
    read = [(m.rule, json_number(m.quantity.value if m.quantity else None)) for m in found]
    assert fitting, f"no mention by {case['rule']}, but {read}"
    return fitting[0]


@pytest.mark.parametrize("case", cases("not_figures.jsonl"), ids=lambda case: case["text"][:16])
def test_a_number_that_only_names_or_supposes_is_no_figure(
    extractor: Extractor, case: dict[str, Any]
) -> None:
    assert not [m for m in extractor(document(case["text"])) if m.type is ClaimType.QUANTITY]


@pytest.mark.parametrize("case", cases("voices.jsonl"), ids=lambda case: case["text"][:16])
def test_what_somebody_says_becomes_statements(extractor: Extractor, case: dict[str, Any]) -> None:
    read_from = document(case["text"], title=case.get("title", False))
    found = [m for m in extractor(read_from) if m.type is ClaimType.STATEMENT]
    assert [[m.quote.exact, m.speaker.label if m.speaker else None] for m in found] == case["statements"]


@pytest.mark.parametrize("case", cases("topics.jsonl"), ids=lambda case: case["text"][:16])
def test_a_statement_has_its_topic_and_modality(extractor: Extractor, case: dict[str, Any]) -> None:
    read_from = document(case["text"], title=case.get("title", False))
    found = [m for m in extractor(read_from) if m.type is ClaimType.STATEMENT]
    read = [[m.quote.exact, m.subject.label if m.subject else None, m.modality.value] for m in found]
    assert read == case["statements"]


def test_what_is_only_asked_is_no_claim(extractor: Extractor) -> None:
    assert extractor(document("网易没有透露利润是否增长10%。")) == []


def test_every_rule_has_a_case_of_its_own() -> None:
    covered = {case["rule"] for case in cases("frames.jsonl")}
    missing = {rule.__name__ for rule in RULES} - covered
    assert not missing


def test_every_rule_explains_itself_with_an_example() -> None:
    for rule in RULES:
        assert rule.__doc__
        assert ": " in rule.__doc__, rule.__name__


def test_a_plus_above_the_line_opens_a_figure_upwards(extractor: Extractor) -> None:
    made = document("直播覆盖85国家。")
    (block,) = made.blocks
    marked = replace(made, blocks=(replace(block, markers=(Marker("+", made.text.index("国")),)),))
    (mention,) = extractor(marked)
    assert mention.quantity
    assert (mention.quantity.bound, mention.quantity.lower) == (Bound.MIN, Decimal(85))


def test_an_amount_converted_in_brackets_is_told_once(extractor: Extractor) -> None:
    for brackets in ("（约合1.2亿美元）", "（1.2亿美元）", "(相当于约1.2亿美元)"):
        found = extractor(document(f"网易总营收为7.4亿元{brackets}，同比增长5%。"))
        assert [m.quantity.text for m in found if m.quantity] == ["7.4亿元", "5%"]
