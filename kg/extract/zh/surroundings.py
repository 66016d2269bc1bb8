"""What stands around a number: currency signs, words that bound it (超过, 左右), and the two of 比三十大.

`floor` is where the last quantity ended: what stands before a number may not reach into it.
"""

from __future__ import annotations

from kg.extract.units import Approximator, Tables
from kg.extract.zh.tokens import Token

_WORDS_APART = 12
"""How many characters back the parts of an approximator may stand apart."""


class Surroundings:
    """Looks around the numbers of one folded text."""

    def __init__(self, folded: str, tables: Tables) -> None:
        self.folded, self.tables = folded, tables

    def symbol(self, start: int, floor: int) -> tuple[int, str] | None:
        found = self.tables.symbols.ending(self.folded, _back(self.folded, start))
        return found if found is not None and found[0] >= floor else None

    def before(self, start: int, floor: int) -> tuple[Approximator | None, int]:
        folded, at = self.folded, _back(self.folded, start)
        found = self.tables.before.ending(folded, at)
        if found is None or found[0] < floor:
            return None, start
        if folded[found[0] - 1 : found[0]] == " ":
            found = self._apart(at, floor, found)
        if found[1].not_after and folded[found[0] - 1 : found[0]] in found[1].not_after and found[0]:
            return None, start
        # 达到或超过, 已接近约: the word next to the number decides, the one before it belongs to the text
        return found[1], found[0]

    def _apart(self, at: int, floor: int, found: tuple[int, Approximator]) -> tuple[int, Approximator]:
        """小于 或 等于: the longer word that the words before the spaces make, else the one found."""
        floor = max(floor, at - _WORDS_APART)
        closed = self.folded[floor:at].replace(" ", "")
        longer = self.tables.before.ending(closed, len(closed))
        if longer is None or len(closed) - longer[0] <= at - found[0]:
            return found
        left, place = len(closed) - longer[0], at
        while left:
            place -= 1
            left -= self.folded[place] != " "
        return place, longer[1]

    def than(self, start: int, end: int, floor: int) -> tuple[Approximator, int, int] | None:
        """比三十大, 比170低: a bound in two words."""
        folded, at = self.folded, _back(self.folded, start)
        if not at or folded[at - 1] != "比" or at - 1 < floor:
            return None
        if folded[end - 1] == "多":
            end -= 1  # 比三十多
        found = self.tables.than.starting(folded, end + 1 if folded[end : end + 1] == " " else end)
        return (found[1], at - 1, found[0]) if found is not None else None

    def after(self, end: int, token: Token) -> tuple[Approximator | None, int]:
        folded = self.folded
        at = end + 1 if folded[end : end + 1] == " " else end
        found = self.tables.after.starting(folded, at)
        if found is None:
            return None, end
        word = found[1]
        if word.not_before and folded[found[0] : found[0] + 1] in word.not_before and found[0] < len(folded):
            return None, end
        if folded[at] in "级量数" and token.number.scale < 1000:
            return None, end
        return word, found[0]


def _back(text: str, at: int) -> int:
    """Before the one space that may stand here."""
    return at - 1 if at and text[at - 1] == " " else at
