"""Identity."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kg.model import ids


def test_the_same_fields_have_the_same_id_and_other_fields_another() -> None:
    assert ids.digest("a", "b") == ids.digest("a", "b")
    assert ids.digest("ab", "") != ids.digest("a", "b")
    assert ids.digest(None) != ids.digest("")


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_no_two_lists_of_fields_share_an_id(a: list[str], b: list[str]) -> None:
    assert (ids.digest(*a) == ids.digest(*b)) == (a == b)


def test_an_id_is_32_characters_that_an_iri_may_hold() -> None:
    made = ids.digest("张阔")
    assert len(made) == 32
    assert made.isalnum()


def test_a_number_has_one_spelling() -> None:
    assert ids.number(Decimal("0.460")) == ids.number(Decimal("0.46")) == "0.46"
    assert ids.number(Decimal("1E+12")) == "1000000000000"
    assert ids.number(Decimal("-0")) == "0"
    assert ids.number(None) is None


def test_a_source_is_its_bytes_under_the_base() -> None:
    assert ids.source_id(b"x", base="urn:b/") == "urn:b/source/" + ids.digest(b"x")
