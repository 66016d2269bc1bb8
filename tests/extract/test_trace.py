"""How a mention came about: where its slots were found, and what made it less sure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.extract import load
from kg.model import How, Mention, Step
from kg.read import read_path
from tests.extract.documents import document

CASES = Path(__file__).parent / "cases"


def mentions(text: str, **about: str) -> list[Mention]:
    return load()(document(text, **about))  # type: ignore[arg-type]


def step(mention: Mention, slot: str) -> Step:
    assert mention.trace is not None
    return next(step for step in mention.trace.steps if step.slot == slot)


@pytest.mark.parametrize(
    ("text", "slot", "how", "words"),
    [
        ("青山集团2021年收入增长12%。", "subject", How.HERE, "青山集团2021年收入增长12%"),
        ("青山集团表现不俗，收入增长12%。", "subject", How.CLAUSE, "青山集团表现不俗"),
        ("青山集团收入增长12%，利润增长8%。", "subject", How.FIGURE, "青山集团收入增长12%"),
        ("青山集团收入增长12%，利润增长8%，产量增长5%。", "subject", How.FIGURE, "青山集团收入增长12%"),
        (
            "青山集团收入增长12%。利润增长8%。",
            "subject",
            How.EARLIER_FIGURE,
            "青山集团收入增长12%",
        ),
        ("青山集团去年扩建了大棚。收入增长8%。", "subject", How.SENTENCE, "青山集团去年扩建了大棚"),
        ("收入增长8%。", "subject", How.MISSING, None),
        ("青山集团2021年收入增长12%。", "baseline", How.IMPLIED, None),
        ("青山集团收入同比增长12%。", "baseline", How.HERE, "同比"),
        ("青山集团2021年表现不俗，收入为3亿元。", "period", How.CLAUSE, "2021年"),
        ("林晓表示，青山集团收入为3亿元。", "speaker", How.SAID, ""),
    ],
)
def test_where_a_slot_was_found(text: str, slot: str, how: How, words: str | None) -> None:
    found = step(mentions(text)[-1], slot)
    assert (found.how, found.at and text[found.at.start : found.at.end]) == (how, words)


@pytest.mark.parametrize("name", ["000_6b1cf99dcc952750.txt", "002_68548227ea3e7e87.txt"])
def test_the_steps_add_up_to_the_confidence(name: str, seeds: Path) -> None:
    extract = load()
    [read] = read_path(seeds / name)
    for mention in extract(read):
        assert mention.trace is not None
        left = max(0.1, mention.trace.sure - sum(step.cost for step in mention.trace.steps))
        assert round(left, 2) == pytest.approx(mention.confidence), mention.quote.exact


def test_english_says_how_as_well() -> None:
    [mention] = mentions("Exports of the group rose 12% in 2021.", language="en")
    assert mention.trace is not None
    left = mention.trace.sure - sum(step.cost for step in mention.trace.steps)
    assert round(left, 2) == mention.confidence
    assert step(mention, "subject").how is How.MISSING


def test_a_trace_is_no_part_of_a_mention() -> None:
    [mention] = mentions("青山集团2021年收入增长12%。")
    assert "trace" not in mention.to_json()
    assert "Trace" not in repr(mention)


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("*.jsonl")))
def test_every_mention_of_the_cases_has_a_trace_that_adds_up(name: str) -> None:
    """Whatever makes a mention says how: a new reader of figures gets no further than here without."""
    extract = load()
    for text, language in {
        (case["text"], "en" if name.endswith("_en.jsonl") else case.get("language", "zh"))
        for case in map(json.loads, (CASES / name).read_text("utf-8").splitlines())
        if "text" in case
    }:
        for mention in extract(document(text, language=language)):
            assert mention.trace is not None, (mention.rule, text)
            left = mention.trace.sure - sum(step.cost for step in mention.trace.steps)
            assert round(max(0.1, left), 2) == pytest.approx(mention.confidence), (mention.rule, text)
