"""Looking spans up by where they stand."""

from __future__ import annotations

from kg.extract.index import Spans
from kg.model import Span

SPANS = Spans([Span(4, 6), Span(0, 2), Span(0, 5), Span(8, 9)])


def test_spans_come_in_order_and_the_longer_first() -> None:
    assert list(SPANS) == [(0, 5), (0, 2), (4, 6), (8, 9)]


def test_within_wants_the_whole_span_inside() -> None:
    assert SPANS.within(0, 5) == [(0, 5), (0, 2)]
    assert SPANS.within(1, 7) == [(4, 6)]


def test_the_longest_span_at_an_edge_is_found() -> None:
    assert SPANS.starting_at(0) == (0, 5)
    assert SPANS.ending_at(6) == (4, 6)
    assert SPANS.ending_at(7) is None


def test_a_span_that_covers_a_stretch_is_found() -> None:
    assert SPANS.covering(3, 4) == (0, 5)
    assert SPANS.covering(6, 7) is None
