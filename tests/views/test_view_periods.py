"""How a period was worked out, in the reader's language."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.store import open_store
from kg.views.periods import how_told
from kg.views.words import is_chinese


@pytest.mark.parametrize(
    ("how", "chinese"),
    [
        ("2021", "2021"),
        ("of 2022, the nearest before the source's date", "2022年，来源日期之前最近者"),
        ("去年 = 2021, from the source's date", "去年＝2021，按来源日期推算"),
        (
            "去年 = 2021, from the source's date, to the source's date",
            "去年＝2021，按来源日期推算，至来源日期",
        ),
        (
            "as of the last day; start of 今年 = 2022, from the source's date",
            "截至最后一天；今年之初＝2022，按来源日期推算",
        ),
        (
            "fiscal 2022, 2021-04-01 to 2022-03-31 of Example Group",
            "Example Group的2022财年，2021-04-01至2022-03-31",
        ),
        ("of fiscal 2022, named before", "2022财年，前文已说明"),
        (
            "of 2022, the nearest before the source's date; to of 2022, named before",
            "2022年，来源日期之前最近者；至2022，前文已说明",
        ),
        (
            "a year that begins in 2021 and ends in 2022; its days are not said",
            "自2021年起、至2022年止的年度，未写明日期",
        ),
        ("something that nobody put into words", "something that nobody put into words"),
    ],
)
def test_a_phrase_is_put_into_chinese(how: str, chinese: str) -> None:
    assert how_told(how, "zh") == chinese
    assert how_told(how, "en") == how


def test_every_explanation_of_the_seeds_has_chinese_words(seed_store_path: Path) -> None:
    asked = "SELECT DISTINCT ?how { GRAPH ?g { ?m <https://w3id.org/claim-kg/ontology#periodHow> ?how } }"
    with open_store(seed_store_path, mode="r") as store:
        found = [row[0].value for row in store.select(asked).rows if row[0] is not None]
    assert len(found) > 5
    left = [how for how in found if how.strip("0123456789- ") and not is_chinese(how_told(how, "zh"))]
    assert left == []


def test_hostile_explanations_take_no_time() -> None:
    start = time.perf_counter()
    for how in ("of " * 60, "x from " * 28, "start of end of " * 12, "; " * 100, "of " * 10_000, "{x}" * 60):
        how_told(how, "zh")
    assert time.perf_counter() - start < 2
