"""Quantities in English text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.en.quantities import find_quantities
from kg.folding import fold
from kg.lexicon import Lexicon


def quantities(text: str, region: str | None = None) -> list[QuantitySpan]:
    lexicon, folded = Lexicon.load(), fold(text)
    return find_quantities(text, folded, lexicon.find(folded, text), lexicon, region=region)


def only(text: str) -> QuantitySpan:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "bound"),
    [
        ("GMV rose 46% year on year.", "46%", "0.46", "1", "exact"),
        ("Sales were up 11.4 percent.", "11.4 percent", "0.114", "1", "exact"),
        ("Revenue was $3.4 billion.", "$3.4 billion", "3400000000", "USD", "exact"),
        ("It raised US$5 million.", "US$5 million", "5000000", "USD", "exact"),
        ("A £4.5bn deal.", "£4.5bn", "4500000000", "GBP", "exact"),
        ("It cost €20.", "€20", "20", "EUR", "exact"),
        ("More than RMB 20 billion was lent.", "More than RMB 20 billion", "20000000000", "CNY", "min"),
        ("A grant of 200 million yuan.", "200 million yuan", "200000000", "CNY", "exact"),
        ("Nearly a third of firms closed.", "Nearly a third", "0.333333333333", "1", "approx"),
        ("Two-thirds of exporters agree.", "Two-thirds", "0.666666666667", "1", "exact"),
        ("Half of users left.", "Half", "0.5", "1", "exact"),
        ("Over half of users left.", "Over half", "0.5", "1", "min"),
        ("One in five people moved.", "One in five", "0.2", "1", "exact"),
        ("Over 1.2 million small businesses joined.", "Over 1.2 million", "1200000", "{count}", "min"),
        ("About 200 countries took part.", "About 200", "200", "{count}", "approx"),
        ("At least 15 companies left.", "At least 15", "15", "{count}", "min"),
        ("Fewer than 20 banks remain.", "Fewer than 20", "20", "{count}", "max"),
        ("Up to $1 million in credit.", "Up to $1 million", "1000000", "USD", "max"),
        ("Hundreds of thousands of buyers came.", "Hundreds of thousands", "100000", "{count}", "min"),
        ("Twenty-five workers were hurt.", "Twenty-five", "25", "{count}", "exact"),
        ("A dozen firms merged.", "A dozen", "12", "{count}", "exact"),
        ("Margins rose 1.3 percentage points.", "1.3 percentage points", "1.3", "[pp]", "exact"),
        ("Rates fell 25 basis points.", "25 basis points", "0.25", "[pp]", "exact"),
        ("Exports doubled.", "doubled", "1", "{fold}", "exact"),
        ("Orders tripled.", "tripled", "2", "{fold}", "exact"),
        ("Traffic rose 45-fold.", "45-fold", "45", "{fold}", "exact"),
        ("It is 8 times larger.", "8 times", "8", "{fold}", "exact"),
        ("Double-digit growth returned.", "Double-digit", "0.1", "1", "min"),
        ("The third-largest market shrank.", "third-largest", "3", "{rank}", "exact"),
        ("It ranked second in the world.", "second", "2", "{rank}", "exact"),
        ("Storage of 8 GWh was added.", "8 GWh", "8", "GW.h", "exact"),
        ("They shipped 1,200 tonnes.", "1,200 tonnes", "1200", "t", "exact"),
        ("It took 24 hours.", "24 hours", "24", "h", "exact"),
        ("Output fell minus 5.4%.", "minus 5.4%", "-0.054", "1", "exact"),
        ("The index closed at 31,834.", "31,834", "31834", "1", "exact"),
    ],
)
def test_a_quantity(text: str, words: str, value: str, unit: str, bound: str) -> None:
    found = only(text)
    assert (text[found.start : found.end], found.value, found.unit, found.bound.value) == (
        words,
        Decimal(value),
        unit,
        bound,
    )


@pytest.mark.parametrize(
    ("text", "words", "lower", "upper"),
    [
        ("Sales grew 40% to 50%.", "40% to 50%", "0.4", "0.5"),
        ("A deal of $2-3 billion.", "$2-3 billion", "2000000000", "3000000000"),
        ("A rise of 3 to 5 percent.", "3 to 5 percent", "0.03", "0.05"),
        ("Some 10-15 companies left.", "Some 10-15", "10", "15"),
        ("Between 20 and 30 people came.", "20 and 30", "20", "30"),
    ],
)
def test_a_range_has_both_ends_and_its_middle_as_value(text: str, words: str, lower: str, upper: str) -> None:
    found = next(q for q in quantities(text) if q.lower is not None)
    assert text[found.start : found.end].removeprefix("Between ") == words
    assert (found.lower, found.upper) == (Decimal(lower), Decimal(upper))
    assert found.value == (Decimal(lower) + Decimal(upper)) / 2


def test_from_a_to_b_is_a_change_and_no_range() -> None:
    assert [q.value for q in quantities("The rate fell from 20% to 15%.")] == [
        Decimal("0.20"),
        Decimal("0.15"),
    ]


def test_what_is_counted_follows_the_number() -> None:
    assert only("over 1.2 million small businesses joined").counted == "small businesses"


def test_an_upper_limit_of_nearly() -> None:
    assert only("nearly 40% of trade").upper == Decimal("0.4")


def test_form_of_a_bare_number() -> None:
    assert only("The index closed at 31,834.").form is Form.BARE


@pytest.mark.parametrize(
    "text",
    [
        "On June 9, 2022, it opened.",
        "In Q4 FY2022 it grew.",
        "See https://example.org/2022/06/1234567 for more.",
        "Article 5 of the law.",
        "COVID-19 spread.",
        "The G20 met in 2016.",
        "Version 2.0.1 is out.",
        "One of the firms closed.",
        "It opened at 9:30 am.",
        "A quarter earlier it fell.",
    ],
)
def test_no_quantity(text: str) -> None:
    assert not quantities(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "1",
                "2.5",
                "40%",
                "to",
                "-",
                "$",
                "million",
                "a",
                "third",
                "more than",
                "half",
                "ten",
                "and",
                ",",
                "of",
                "people",
                "in",
                "top",
            ]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_any_mixture_gives_ordered_spans_inside_the_text(text: str) -> None:
    end = 0
    for found in quantities(text):
        assert end <= found.start < found.end <= len(text)
        assert found.lower is None or found.upper is None or found.lower <= found.upper
        end = found.end


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit", ["1", "1 ", "one ", "a ", "1-", "10 to ", "hundred ", "in ", "million", "$", "1,", "-"]
)
def test_a_hundred_thousand_of_the_same_is_read_at_once(unit: str) -> None:
    quantities(unit * (100_000 // len(unit)))
