"""The comparison that holds the documents to the commands is itself strict."""

from __future__ import annotations

import pytest

from tests.docs.console import Example, agrees, examples


@pytest.mark.parametrize(
    ("said", "printed", "same"),
    [
        (("2 sources",), "2 sources\n", True),
        (("2 sources",), "3 sources\n", False),
        (("2 sources",), "2 sources\nand more\n", False),
        ((), "", True),
        ((), "something\n", False),
        (("in … s",), "in 1.5 s\n", True),
        (("in … s",), "in 1.5\ns\n", False),
        (("first", "…", "last"), "first\na\nb\nlast\n", True),
        (("first", "…", "last"), "first\nlast\n", True),
        (("first", "…", "last"), "first\nlast\nmore\n", False),
        (("a.c",), "abc\n", False),
    ],
)
def test_what_agrees(said: tuple[str, ...], printed: str, same: bool) -> None:
    assert agrees(said, printed) is same


def test_a_block_may_hold_several_commands() -> None:
    text = "```console\n$ kg one\na\n\nb\n$ kg two\n```\n\n```sh\n$ kg three\n```\n"
    assert examples(text) == [Example("kg one", ("a", "", "b")), Example("kg two", ())]
