"""In which form something is asked for."""

from __future__ import annotations

import pytest

from kg.serve.forms import preferred


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("", "html"),
        ("*/*", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("application/json", "json"),
        ("text/turtle, */*;q=0.1", "ttl"),
        ("application/json;q=0.5, text/turtle;q=0.6", "ttl"),
        ("text/*;q=0.4, application/json;q=0.5", "json"),
        ("text/html;q=0, */*", "json"),
        ("image/png", "html"),
        ("text/turtle;charset=utf-8;q=0.9, text/html;q=0.8", "ttl"),
        (";;;,,q=1," + "a/b," * 10_000, "html"),
    ],
)
def test_the_form_that_is_accepted_best(accepted: str, form: str) -> None:
    assert preferred(accepted, "html", "json", "ttl") == form
