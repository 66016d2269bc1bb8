"""The seeds as they are extracted: the sum that fails is found, and nothing else is said to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.check import checks
from kg.model import Check, Identity, Verdict
from kg.pipeline import extract
from tests.check.small import LEXICON


@pytest.fixture(scope="module")
def found(seeds: Path) -> list[Check]:
    return checks(extract([seeds], processes=0), lexicon=LEXICON)


def test_the_report_has_one_sum_that_fails_and_no_other_seed_has_any(found: list[Check]) -> None:
    failing = [one for one in found if one.verdict is Verdict.FAILS]
    assert [(one.identity, one.shown) for one in failing] == [
        (Identity.PARTS, "2.4万 + 1.6万 + 9600 = 4.8万张")
    ]
    assert failing[0].roles[0].mention.source.name.startswith("002_")


def test_sums_that_hold_are_found_in_the_seeds(found: list[Check]) -> None:
    holding = {one.shown for one in found if one.verdict is Verdict.HOLDS}
    assert {
        "225亿美元 / 120亿美元 - 1 = 87.5%",
        "5.28万亿元 / 8.94万亿元 = 59%",
        "2.04单 / 1.87单 - 1 = 9%",
        "63% + 37% = 1",
    } <= holding
