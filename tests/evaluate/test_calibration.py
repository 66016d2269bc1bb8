"""How often mentions of a confidence are right, and that the page says so."""

from __future__ import annotations

from pathlib import Path

from kg.evaluate import evaluate
from kg.evaluate.calibration import BEGIN, END, Judged, Step, fit, left_out, off_by, share_at, table, written
from kg.model import ClaimType

ROOT = Path(__file__).parents[2]


def mentions(confidence: float, right: int, wrong: int, document: str = "a") -> list[Judged]:
    one = Judged(document, ClaimType.QUANTITY, "level", confidence, True)
    return [one] * right + [one._replace(right=False)] * wrong


def test_the_curve_rises() -> None:
    steps = fit([*mentions(0.5, 10, 20), *mentions(0.7, 8, 22), *mentions(0.9, 28, 2)])
    assert steps == [Step(0.5, 0.31), Step(0.9, 0.91)]


def test_a_step_rests_on_enough_mentions() -> None:
    assert fit([*mentions(0.5, 1, 2), *mentions(0.6, 15, 15), *mentions(0.9, 3, 0)]) == [Step(0.5, 0.53)]


def test_what_the_curve_says() -> None:
    steps = [Step(0.5, 0.4), Step(0.8, 0.9)]
    assert [share_at(steps, c) for c in (0.3, 0.5, 0.79, 0.8, 1.0)] == [0.4, 0.4, 0.4, 0.9, 0.9]


def test_a_document_is_judged_by_the_others() -> None:
    both = [*mentions(0.9, 20, 0, "a"), *mentions(0.9, 0, 20, "b")]
    told = left_out(both)
    assert told[0] < 0.1 < 0.9 < told[-1]
    assert off_by(told, both) > 0.8


def test_the_table_of_the_page_is_current(seeds: Path) -> None:
    page = (ROOT / "docs" / "extraction.md").read_text("utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    current = written(page, table(evaluate(ROOT / "tests" / "gold", seeds)))
    assert page == current, "run: python -m kg.evaluate.calibration docs/extraction.md"
