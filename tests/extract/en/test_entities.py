"""Names in English text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.en.entities import find_entities
from kg.folding import fold
from kg.lexicon import Lexicon


def labels(text: str) -> list[str]:
    lexicon, folded = Lexicon.load(), fold(text)
    return [s.ref.label for s in find_entities(text, folded, lexicon.find(folded), lexicon)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What has Zhang Kuo said about Vietnam?", ["Zhang Kuo", "Vietnam"]),
        ("what has zhang kuo said about vietnam", ["Zhang Kuo", "Vietnam"]),
        ("Alibaba Cloud grew.", ["Alibaba Cloud"]),
        ("The World Customs Organization (WCO) said so.", ["World Customs Organization"] * 2),
        ("Acme Holdings Ltd. grew.", ["Acme Holdings Ltd."]),
        ("Chief economist Julian Marsh said. Marsh added.", ["Julian Marsh", "Julian Marsh"]),
        ("Nothing is named here.", []),
        ("The meta analysis found a shell.", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_strange_input_never_raises(text: str) -> None:
    labels(text)
