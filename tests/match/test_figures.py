"""How two figures stand to each other: a case for each class that misleads, and for each rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.match.rules import RULES
from tests.match.claims import claim, compared

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "figures.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_two_figures(case: dict[str, Any]) -> None:
    mentions = [
        claim(day, path=path, **case[path]) for path, day in zip("ab", case["published"], strict=True)
    ]
    found = compared(mentions)
    assert [one.relation.value for one in found] == ([case["relation"]] if case["relation"] else []), found
    if "rule" in case:
        assert found[0].rule == case["rule"]
    for one in found:
        assert {one.a.source.path, one.b.source.path} == {"a", "b"}
        assert one.why
        assert one.why_zh


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_says_what_it_does_in_one_sentence_with_an_example(rule: Any) -> None:
    sentence = rule.__doc__ or ""
    assert sentence.count("\n") == 0
    assert ": " in sentence
