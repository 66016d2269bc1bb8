"""Which media type a client gets."""

from __future__ import annotations

import pytest

from kg.serve.negotiation import preferred

OFFERED = ("text/html", "application/json", "text/csv; charset=utf-8")


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("application/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/html;q=0.1, application/json;q=0.5", "application/json"),
        ("text/*;q=0.9, text/html;q=0.1", "text/csv; charset=utf-8"),
        ("*/*, text/html;q=0", "application/json"),
        ("image/png", None),
        ("APPLICATION/JSON", "application/json"),
        ("application/json; charset=utf-8; q=1", "application/json"),
        (",,;q=x, application/json", "application/json"),
        ("text/html;q=0", None),
    ],
)
def test_the_type_that_a_client_prefers(accept: str, found: str | None) -> None:
    assert preferred(accept, OFFERED) == found


def test_a_header_without_end_is_read_as_far_as_need_be() -> None:
    assert preferred("a/b," * 1_000_000 + "text/html", OFFERED) is None
