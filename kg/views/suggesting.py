"""What somebody who types may mean: names of the store that go on from the last words, and questions like theirs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from kg.folding import fold
from kg.graph.namespaces import KG
from kg.views.names import Names
from kg.views.tables import Rows

_COLUMNS = (
    ("series", "subject", "claims", KG.Entity.value),
    ("series", "metric", "claims", KG.Metric.value),
    ("speakers", "speaker", "mentions", KG.Entity.value),
    ("sources", "publisher", "", KG.Publisher.value),
    ("sources", "source", "", KG.Source.value),
)
"""Tables whose columns hold names, the column that says how much each row matters (1 where there is none), and what a name is then."""
_LONGEST = 40
"""Characters that a name may go on from."""
_LOOKED_AT = 5_000
SHOWN = 8


class Name(NamedTuple):
    """A name as it is matched and as it is written; `kind` is the IRI of the class of what it names, `place` 0 for its first name."""

    folded: str
    text: str
    kind: str
    iri: str
    weight: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text` is the question so far; `kind` the class of what its last words name, "" for a question; `iri` that thing.

    Where it is `whole` there is nothing before the name.
    """

    text: str
    kind: str = ""
    iri: str = ""
    whole: bool = True


class Suggestions:
    """The names of one store, sorted."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted(names)
        self._folded = [name.folded for name in self._names]

    def of(self, typed: str, *, questions: Sequence[str] = ()) -> list[Suggestion]:
        """At most `SHOWN` suggestions for what was typed so far: names that go on from its end, then questions that contain it."""
        text = " ".join(typed.split())
        if not text:
            return []
        found = [
            Suggestion(text[:start] + name.text, name.kind, name.iri, whole=not start)
            for start, name in self._going_on(text)
        ]
        key = fold(text)
        found += [Suggestion(question) for question in questions if key in fold(question)]
        if not found:
            found = [Suggestion(name.text, name.kind, name.iri) for name in self._containing(key)]
        return list({one.text: one for one in reversed(found)}.values())[::-1][:SHOWN]

    def _going_on(self, text: str) -> Iterator[tuple[int, Name]]:
        """Names that begin as the text ends, from the longest end that any name begins with."""
        key = fold(text)
        for start in range(max(0, len(key) - _LONGEST), len(key)):
            if not _may_begin(key, start):
                continue
            prefix = key[start:]
            first = bisect_left(self._folded, prefix)
            last = bisect_left(self._folded, prefix + "\U0010ffff", first)
            if last > first:
                best = _of_each(self._names[first : min(last, first + _LOOKED_AT)])
                yield from ((start, name) for name in best)
                return

    def _containing(self, key: str) -> list[Name]:
        if len(key) < 2:
            return []
        return _of_each(name for name in self._names if key in name.folded)


def _of_each(names: Iterable[Name]) -> list[Name]:
    """The best names, one of each thing."""
    best: dict[str, Name] = {}
    for name in names:
        if name.iri not in best or (name.place, _rank(name)) < (best[name.iri].place, _rank(best[name.iri])):
            best[name.iri] = name
    return nsmallest(SHOWN, best.values(), key=_rank)


def suggestions(tables: Mapping[str, Rows], names: Names) -> Suggestions:
    """The names of subjects, metrics, speakers, publishers and sources; `tables` are the rows of those tables."""
    weights: dict[tuple[str, str], int] = {}
    for table, column, counted, kind in _COLUMNS:
        listed = [one.name for one in tables[table].table.columns]
        place, count = listed.index(column), listed.index(counted) if counted else None
        for row in tables[table].rows:
            iri = row.cells[place].raw
            if iri:
                weight = 1 if count is None else int(row.cells[count].raw or 0)
                weights[iri, kind] = weights.get((iri, kind), 0) + weight
    return Suggestions(
        Name(fold(text), text, kind, iri, weight, place)
        for (iri, kind), weight in weights.items()
        for place, text in enumerate(names.all_of(iri))
    )


def _rank(name: Name) -> tuple[int, int, str]:
    return -name.weight, len(name.text), name.text


def _may_begin(key: str, start: int) -> bool:
    """A name in Latin letters begins where a word does; in Chinese anywhere."""
    if start == 0:
        return not key[0].isspace()
    here, before = key[start], key[start - 1]
    return not here.isspace() and not (
        here.isascii() and here.isalnum() and before.isascii() and before.isalnum()
    )
