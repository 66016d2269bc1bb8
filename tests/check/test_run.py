"""Checks within a source and across sources: order, repetition, time, and the annotated sums."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from kg.check import checks, checks_across
from kg.evaluate.gold_mentions import annotated
from kg.model import Mention, Verdict
from tests.check.small import LEXICON, figures

GOLD = Path(__file__).parent.parent / "gold"
GROWN = "甲公司2025年收入12.0亿元，2024年收入10.0亿元，同比增长20.0%。"
LINES = [
    "12.0亿元 = 1200000000 CNY metric:revenue 2025 step:10000000",
    "10.0亿元 = 1000000000 CNY metric:revenue 2024 step:10000000",
    "20.0% = 0.200 1 growth_rate metric:revenue 2025 yoy step:0.001",
]


def test_the_order_of_mentions_makes_no_difference() -> None:
    mentions = figures(GROWN, LINES) + figures("丙" + GROWN, LINES, name="b.txt")
    turned = random.Random(7).sample(mentions, len(mentions))
    assert checks(turned, lexicon=LEXICON) == checks(mentions, lexicon=LEXICON)


def test_a_sum_that_is_told_twice_is_checked_once() -> None:
    twice = GROWN + GROWN
    assert len(checks(figures(twice, [*LINES, *LINES]), lexicon=LEXICON)) == 1


def test_figures_of_several_sources_are_tied_by_series_and_period() -> None:
    new = figures("甲公司2025年收入12.0亿元。", LINES[:1])
    old = figures("甲公司2024年收入10.0亿元。", LINES[1:2], name="b.txt")
    rate = figures("甲公司2025年收入同比增长20.0%。", LINES[2:], name="c.txt")
    found = checks_across([*new, *old, *rate], lexicon=LEXICON)
    assert [one.verdict for one in found] == [Verdict.HOLDS]
    assert len(found[0].sources) == 3
    assert checks([*new, *old, *rate], lexicon=LEXICON) == []


def test_between_sources_only_figures_that_were_surely_read_fail() -> None:
    for sure, verdict in (("0.8", Verdict.FAILS), ("0.7", Verdict.CANNOT_TELL)):
        new = figures("甲公司2025年收入12.0亿元。", [f"{LINES[0]} sure:{sure}"])
        old = figures("甲公司2024年收入10.0亿元。", LINES[1:2], name="b.txt")
        rate = figures(
            "甲公司2025年收入同比增长90.0%。",
            ["90.0% = 0.900 1 growth_rate metric:revenue 2025 yoy step:0.001"],
            name="c.txt",
        )
        (found,) = checks_across([*new, *old, *rate], lexicon=LEXICON)
        assert found.verdict is verdict


def test_what_one_source_has_by_itself_is_no_sum_across_sources() -> None:
    assert checks_across(figures(GROWN, LINES), lexicon=LEXICON) == []


def test_a_forecast_is_no_figure_of_a_sum() -> None:
    from dataclasses import replace

    from kg.model import Modality

    mentions = [replace(mention, modality=Modality.FORECAST) for mention in figures(GROWN, LINES)]
    assert checks(mentions, lexicon=LEXICON) == []


def test_a_figure_of_little_confidence_makes_nothing_fail() -> None:
    lines = [LINES[0], LINES[1], "20.0% = 0.900 1 growth_rate metric:revenue 2025 yoy step:0.001 sure:0.4"]
    (found,) = checks(figures(GROWN, lines), lexicon=LEXICON)
    assert found.verdict is Verdict.CANNOT_TELL
    assert "把握不足" in found.why_zh


@pytest.fixture(scope="module")
def gold(seeds: Path) -> dict[str, Mention]:
    return annotated(GOLD, seeds, lexicon=LEXICON)


def test_every_annotated_identity_is_found_with_its_verdict(gold: dict[str, Mention]) -> None:
    found = checks(gold.values(), lexicon=LEXICON)
    by_figures = {frozenset(mention.id for mention in one.mentions): one for one in found}
    lines = [json.loads(line) for line in (GOLD / "arithmetic.jsonl").read_text().splitlines()]
    identities = [line for line in lines if " = " in line["formula"]]
    assert len(identities) >= 3
    for line in identities:
        check = by_figures.get(frozenset(gold[name].id for name in line["ids"]))
        assert check is not None, line
        assert (check.verdict is Verdict.HOLDS) is line["holds"], check.why


def test_the_annotated_figures_give_no_false_alarm(gold: dict[str, Mention]) -> None:
    found = checks(gold.values(), lexicon=LEXICON)
    assert [one.shown for one in found if one.verdict is Verdict.FAILS] == []


SHARED = "出口8.00万亿元，日均出口5万元，占出口总值的60%，由10亿元增至12亿元，增长20%。"
SHARED_LINES = [
    "8.00万亿元 = 8000000000000 CNY metric:exports 2025 step:10000000000",
    "5万元 = 50000 CNY metric:exports 2025 step:10000",
    "60% = 0.60 1 share called:占出口总值 2025 step:0.01",
    "10亿元 = 1000000000 CNY metric:exports 2024 step:100000000",
    "12亿元 = 1200000000 CNY metric:exports 2025 step:100000000",
    "20% = 0.20 1 growth_rate metric:exports 2025 yoy step:0.01",
]


@pytest.mark.parametrize("stop", ["。", "，"])
def test_the_time_grows_with_the_number_of_figures(stop: str) -> None:
    def spent(times: int) -> float:
        lines = [
            line.replace("= ", f"= {number}", 1) for number in range(1, times + 1) for line in SHARED_LINES
        ]
        mentions = figures(SHARED.replace("。", stop) * times, lines)
        start = time.perf_counter()
        checks(mentions, lexicon=LEXICON)
        return time.perf_counter() - start

    spent(10)
    assert spent(600) < 40 * max(spent(75), 0.01)
