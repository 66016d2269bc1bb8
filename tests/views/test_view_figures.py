from __future__ import annotations

from decimal import Decimal

import pytest

from kg.views.figures import figure_text, number_text, period_text
from kg.views.records import ClaimRecord, PeriodSlot, Utterance

_KIND = "https://w3id.org/claim-kg/kind/"
_BOUND = "https://w3id.org/claim-kg/bound/"


def _claim(
    value: str | None, code: str, kind: str, bound: str = "exact", written: str | None = None
) -> ClaimRecord:
    said = Utterance("m", "s", "q", "zh", "", "", 0, 1, written, None, None, None, (), None, None)
    number = None if value is None else Decimal(value)
    return ClaimRecord(
        "c", "s", (said,), value=number, unit_code=code, kind=_KIND + kind, bound=_BOUND + bound
    )


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (_claim("0.46", "1", "growth_rate"), "+46%"),
        (_claim("-0.2", "1", "growth_rate"), "-20%"),
        (_claim("1.3", "1", "growth_rate", "min"), "≥ +130%"),
        (_claim("1.3", "[pp]", "point_change"), "+1.3 pp"),
        (_claim("24000000000", "CNY", "level", "approx", "近240亿人民币"), "近240亿人民币"),
        (_claim("24000000000", "CNY", "level"), "24,000,000,000 CNY"),
        (_claim(None, "1", "level"), ""),
    ],
)
def test_a_rate_is_written_out_and_a_level_stays_as_the_source_has_it(
    claim: ClaimRecord, expected: str
) -> None:
    assert figure_text(claim) == expected


def test_numbers_lose_trailing_zeros_only_behind_the_point() -> None:
    assert [number_text(Decimal(text), "{count}") for text in ("1000", "1.50", "0.0")] == [
        "1,000 count",
        "1.5 count",
        "0 count",
    ]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (PeriodSlot("2021-01-01", "2021-12-31"), "2021"),
        (PeriodSlot("2019-01-01", "2021-12-31"), "2019 – 2021"),
        (PeriodSlot("2021-04-01", "2022-03-31"), "2021-04 – 2022-03"),
        (PeriodSlot("2024-02-01", "2024-02-29"), "2024-02"),
        (PeriodSlot("2022-06-01", "2022-06-01", "noon"), "2022-06-01 noon"),
        (PeriodSlot("2022-06-03", "2022-06-05"), "2022-06-03 – 2022-06-05"),
        (PeriodSlot("nonsense", "2022"), "nonsense – 2022"),
    ],
)
def test_periods_are_as_short_as_they_can_be_told_exactly(period: PeriodSlot, expected: str) -> None:
    assert period_text(period) == expected
