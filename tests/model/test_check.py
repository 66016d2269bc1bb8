"""The check record: what its id depends on, what it prints."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.model import Check, Identity, Interval, Kind, Role, Verdict, check
from tests.builders import build_document, build_mention

DOCUMENT = build_document("甲公司收入225亿元，上年为120亿元，增长87.5%。")
NEW = build_mention(
    DOCUMENT, "收入225亿元", value="22500000000", value_text="225亿元", unit="CNY", kind=Kind.LEVEL
)
OLD = build_mention(
    DOCUMENT, "上年为120亿元", value="12000000000", value_text="120亿元", unit="CNY", kind=Kind.LEVEL
)
RATE = build_mention(DOCUMENT, "增长87.5%", value="0.875", value_text="87.5%")


def made(**changes: Any) -> Check:
    fields: dict[str, Any] = {
        "formula": "a / b - 1 = c",
        "shown": "225亿元 / 120亿元 - 1 = 87.5%",
        "computed": Interval.of("0.863", "0.887"),
        "printed": Interval.of("0.8745", "0.8755"),
        "verdict": Verdict.HOLDS,
        "why": "holds",
        "why_zh": "相符",
        "rule": "r",
        "confidence": 0.9,
    } | changes
    roles = (Role("a", "new", NEW), Role("b", "old", OLD), Role("c", "growth", RATE))
    return check(Identity.GROWTH, roles, **fields)


def test_what_it_says_is_no_part_of_its_id() -> None:
    assert made().id == made(verdict=Verdict.FAILS, why="fails", confidence=0.1, rule="other").id


def test_who_plays_which_role_is_part_of_its_id() -> None:
    turned = check(
        Identity.GROWTH,
        (Role("a", "new", OLD), Role("b", "old", NEW), Role("c", "growth", RATE)),
        formula="a / b - 1 = c",
        shown="",
        computed=Interval(None, None),
        printed=Interval(None, None),
        verdict=Verdict.FAILS,
        why="",
        why_zh="",
        rule="r",
        confidence=0.9,
    )
    assert turned.id != made().id


def test_it_prints_formula_intervals_and_verdict() -> None:
    printed = made().to_json()
    assert printed["formula"] == "a / b - 1 = c"
    assert printed["computed"] == ["0.863", "0.887"]
    assert printed["verdict"] == "holds"
    assert [role["figure"] for role in printed["roles"]] == ["225亿元", "120亿元", "87.5%"]


def test_it_names_each_source_once() -> None:
    assert made().sources == (DOCUMENT.source.id,)
    assert replace(made(), roles=()).sources == ()
