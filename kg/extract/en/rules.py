"""The rules that say what an English figure measures: one visible list, tried in order, the first that answers wins.

Each rule takes a `Clue` (a quantity in its sentence) and returns a `Reading` or None. A mention carries the name of the
rule that read it. To add one: write a function with a one-sentence docstring and an example, and put it into `RULES`.
"""

from __future__ import annotations

from kg.extract.en.clues import Clue, Reading, Rule
from kg.extract.en.per_share import per_share
from kg.extract.en.rules_changes import (
    acted,
    change_behind,
    changed,
    changed_from,
    changed_to,
    compared,
    included,
    told_twice,
)
from kg.extract.en.rules_levels import counted, level, money_in, passive, plain, share_of, toll

RULES: tuple[Rule, ...] = (
    told_twice,
    changed_to,
    changed_from,
    compared,
    included,
    acted,
    changed,
    change_behind,
    toll,
    per_share,
    share_of,
    passive,
    level,
    counted,
    money_in,
    plain,
)


def read(clue: Clue) -> Reading:
    """What the first rule that answers makes of a quantity."""
    for rule in RULES:
        found = rule(clue)
        if found is not None:
            return found
    raise AssertionError("plain answers always")
