"""What rules hand over: figures in their roles and the formula that ties them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.check.figures import Figure
from kg.model import Identity, Interval


@dataclass(frozen=True, slots=True)
class Proposal:
    """An identity that these figures should keep.

    `figures` are in the order of the formula's letters, `names` say what each is there. `sure` is whether the agreement is
    good enough to say that it fails; `doubt` and `doubt_zh` say why not. With `at_most` a left side that is less than the
    right one is no contradiction: the list may have left something out.
    """

    identity: Identity
    figures: tuple[Figure, ...]
    names: tuple[str, ...]
    formula: str
    rule: str
    weight: float = 1.0
    """What the rule leaves of the confidence of its figures."""
    sure: bool = True
    doubt: str = ""
    doubt_zh: str = ""
    at_most: bool = False
    only_if_holds: bool = False
    """Figures that merely may be tied together are worth a word where they agree, and nothing where they do not."""
    only_if_told: bool = False
    """Whether it is worth no word where it cannot be told: a part beside its whole nearly never needs one."""
    given: tuple[tuple[str, Interval, str], ...] = ()
    """What the formula has besides figures: a name, what it may be, and how it is shown."""
    otherwise: str | None = None
    """The formula with roles changed that are easily mistaken: where that one holds, the figures were misread and nothing fails."""
