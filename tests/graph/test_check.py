"""Checks to RDF and back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.check import checks
from kg.errors import InvalidGraph
from kg.graph import validate
from kg.graph.check import check_graph, read_checks
from kg.model import Check, Interval
from tests.check.small import LEXICON, figures

GRAPH = "https://w3id.org/claim-kg/id/graph/checks/x"
MENTIONS = figures(
    "全国出口8.00万亿元，其中民企出口4.80万亿元，占出口总值的66%。",
    [
        "8.00万亿元 = 8000000000000 CNY metric:exports subject:全国 2025 step:10000000000",
        "4.80万亿元 = 4800000000000 CNY metric:exports subject:民企 2025 step:10000000000",
        "66% = 0.66 1 share called:占出口总值 subject:民企 2025 step:0.01",
    ],
)
CHECKS = checks(MENTIONS, lexicon=LEXICON)
BY_ID = {mention.id: mention for mention in MENTIONS}


def test_checks_come_back_as_they_were() -> None:
    assert len(CHECKS) > 1
    back = read_checks(check_graph(CHECKS, graph=GRAPH), BY_ID)
    assert back == sorted(CHECKS, key=lambda check: check.id)


def test_an_open_side_comes_back_open() -> None:
    opened = replace(CHECKS[0], computed=Interval(None, CHECKS[0].computed.upper))
    assert read_checks(check_graph([opened], graph=GRAPH), BY_ID) == [opened]


def test_the_graph_keeps_to_the_shapes() -> None:
    report = validate(check_graph(CHECKS, graph=GRAPH))
    assert [str(violation) for violation in report.violations] == []


@pytest.mark.parametrize("without", ["verdict", "formula", "description", "inRole"])
def test_a_check_that_lacks_something_breaks_a_shape(without: str) -> None:
    quads = [quad for quad in check_graph(CHECKS, graph=GRAPH) if not quad.predicate.value.endswith(without)]
    assert not validate(quads).conforms


def test_a_mention_that_is_not_there_is_an_error() -> None:
    def of(check: Check) -> list[Check]:
        return read_checks(check_graph([check], graph=GRAPH), {})

    with pytest.raises(InvalidGraph, match="cannot be read as a check"):
        of(CHECKS[0])
