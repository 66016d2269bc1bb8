"""What the shipped names, outlets and metrics promise to those who read them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kg.folding import fold
from kg.lexicon import Entry, Lexicon


def entries(scheme: str) -> list[Entry]:
    return list(Lexicon.load().of_scheme(scheme))


@pytest.mark.parametrize("scheme", ["entities", "publishers", "metrics"])
def test_every_entry_is_named_in_both_languages(scheme: str) -> None:
    assert [e.iri for e in entries(scheme) if not {"zh", "en"} <= set(e.labels)] == []


@pytest.mark.parametrize("scheme", ["entities", "publishers", "metrics"])
def test_no_name_stands_for_two_things_of_one_kind(scheme: str) -> None:
    named = Counter(name for e in entries(scheme) for name in {fold(n) for n in e.names})
    assert [name for name, count in named.items() if count > 1] == []


def test_what_a_thing_is_part_of_is_in_the_vocabulary() -> None:
    known = {e.iri for e in entries("entities")}
    assert {part for e in entries("entities") for part in e.properties.get("partOf", ())} <= known


def test_fiscal_years_end_on_a_day_of_the_year() -> None:
    ends = {e.get("fiscalYearEnd") for e in entries("entities")} - {None}
    assert "--03-31" in ends
    assert [end for end in ends if not re.fullmatch(r"--(0[1-9]|1[0-2])-(2[89]|3[01])", end or "")] == []


def test_outlets_have_bare_domains_and_a_region() -> None:  # their houses have no domain
    for entry in entries("publishers"):
        assert re.fullmatch(r"[A-Z]{2}", entry.get("region") or "")
        assert all(re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", d) for d in entry.properties.get("domain", ()))


def test_metrics_say_what_their_figures_are() -> None:
    assert {e.get("unitKind") for e in entries("metrics")} == {"money", "count", "rate", "index"}
