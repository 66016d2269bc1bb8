"""Values are spelt as the store gives them back, so that dumps of what was written and what is stored agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import terms
from kg.graph.names import publisher_node, unit_node
from kg.lexicon import Lexicon
from kg.model import ids

ANYTHING = st.text(st.characters(codec=None))
FIRST, LAST = datetime.min + timedelta(2), datetime.max - timedelta(2)  # noqa: DTZ901 (zones come later)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def stored(value: ox.Literal | ox.NamedNode) -> object:
    """What a store makes of a value."""
    store, node = ox.Store(), ox.NamedNode("https://example.org/")
    store.add(ox.Quad(node, node, value))
    return next(iter(store)).object


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_decimals(value: object) -> None:
    literal = terms.decimal(value)  # type: ignore[arg-type]
    assert stored(literal) == literal


@given(st.datetimes(FIRST, LAST, timezones=ZONES | st.none()))
def test_moments(value: datetime) -> None:
    literal = terms.moment(value)
    assert stored(literal) == literal
    assert datetime.fromisoformat(literal.value) == value


@given(st.dates())
def test_days(value: date) -> None:
    assert stored(terms.day(value)) == terms.day(value)


@given(ANYTHING, st.sampled_from([None, "", "zh", "zh-Hant", "EN-us", "x", "zh_CN", '"', "a" * 99]))
def test_any_text_in_any_language(words: str, language: str | None) -> None:
    literal = terms.text(words, language)
    assert stored(literal) == literal
    assert len(literal.value) <= len(words)


@given(ANYTHING)
def test_any_address(url: str) -> None:
    for prefix in ("", "https://example.org/"):
        value = terms.address(prefix + url)
        assert stored(value) == value


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        (date(2022, 6, 9), "2022-06-09"),
        (datetime(2022, 6, 9, 10, 0, tzinfo=UTC), "2022-06-09T10:00:00Z"),
        (datetime(2022, 6, 9, 10, 0, 20, 500000, tzinfo=UTC), "2022-06-09T10:00:20.5Z"),
        (datetime(2022, 6, 9, 10, 0), "2022-06-09T10:00:00"),  # noqa: DTZ001
    ],
)
def test_a_moment_is_spelt_in_one_way(value: date, spelt: str) -> None:
    assert terms.moment(value).value == spelt


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1", "percent"),
        ("CNY", "CNY"),
        ("USD", "USD"),
        ("[pp]", "percentage-point"),
        ("kg", "kilogram"),
        ("a", "year"),
    ],
)
def test_a_unit_code_stands_for_the_unit_without_a_factor(code: str, name: str) -> None:
    iri = unit_node(code, lexicon=Lexicon.load(), base=ids.DEFAULT_BASE)
    assert iri == f"https://w3id.org/claim-kg/unit/{name}"


@pytest.mark.parametrize("name", ["界面新闻", "界面新聞", " 界面 新闻 "])
def test_a_publisher_is_found_under_other_spellings(name: str) -> None:
    iri = publisher_node(name, lexicon=Lexicon.load(), base=ids.DEFAULT_BASE)
    assert iri == "https://w3id.org/claim-kg/publisher/jiemian"
