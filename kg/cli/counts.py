"""Numbers of things, as a summary says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.pipeline import RelateReport

_PARTS = {"comparisons": "comparison", "origins": "origin", "checks": "sum", "reuse": "reuse"}
"""What derived graphs hold, as a person calls it."""


def count(number: int, thing: str) -> str:
    """`1 source`, `2,000 sources`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def related(report: RelateReport) -> str:
    """`12 comparisons, 3 sums made anew · 2.0 s`."""
    found = ", ".join(count(report.records.get(part, 0), name) for part, name in _PARTS.items())
    return f"{found} made anew · {report.seconds:.1f} s"


_MOST_KINDS = 6


def by_suffix(files: Mapping[str, int]) -> str:
    """`3 .docx, 1 without a suffix`: how many files of which kind, the most frequent first."""
    ordered = sorted(files.items(), key=lambda pair: (-pair[1], pair[0]))
    told = [f"{number:,} {suffix or 'without a suffix'}" for suffix, number in ordered[:_MOST_KINDS]]
    rest = sum(number for _, number in ordered[_MOST_KINDS:])
    return ", ".join([*told, *([f"{rest:,} others"] if rest else [])])
