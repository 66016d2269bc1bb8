"""Numbers of things, as a summary says them."""

from __future__ import annotations


def count(number: int, thing: str) -> str:
    """`1 source`, `2,000 sources`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
