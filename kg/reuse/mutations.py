"""What became of a claim on its way into a copy.

A mutation means that the copy says something else: two mentions at one place of an aligned passage, a slot that differs, and
the very words of that slot in what one text has and the other has not. `figure_changes` looks at the figure, `slot_changes` at
the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.model import Mutation, Reuse, Text, ids, mutation
from kg.reuse.figure_changes import Told, bound_change, figure_change
from kg.reuse.places import aligned, pairs
from kg.reuse.sides import Sides, sides
from kg.reuse.slot_changes import slot_changes

__all__ = ["aligned", "mutations"]


def mutations(
    reuse: Reuse, later: Text, earlier: Text, *, lexicon: Lexicon, base: str = ids.DEFAULT_BASE
) -> list[Mutation]:
    """The changes of claims along this reuse, in the order of the later text; the two texts may come in any order."""
    if later.source.id != reuse.later.id:
        later, earlier = earlier, later
    found: dict[str, Mutation] = {}
    for pair in pairs(reuse, later, earlier):
        for told in _changes(sides(pair, earlier, later, lexicon)):
            made = mutation(
                reuse,
                told.kind,
                pair.earlier,
                pair.later,
                before=told.before,
                after=told.after,
                why=told.why,
                why_zh=told.why_zh,
                base=base,
            )
            found[made.id] = made
    return list(found.values())


def _changes(both: Sides) -> Iterator[Told]:
    figure = figure_change(both) or bound_change(both)
    if figure is not None:
        yield figure
    yield from slot_changes(both)
