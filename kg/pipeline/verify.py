"""Does what the graph quotes stand in the originals? Every stored source is read again and every quote looked up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.errors import KgError, StoreError
from kg.graph import graph_id
from kg.pipeline.originals import Original, originals, reread
from kg.pipeline.report import Progress, Silent, VerifyReport
from kg.store import Store

_PLACES = """
PREFIX kg: <https://w3id.org/claim-kg/ontology#>
SELECT DISTINCT ?mention ?quote ?start ?end
WHERE { GRAPH %s { ?mention kg:quote ?quote ; kg:start ?start ; kg:end ?end } }
ORDER BY ?start ?end ?mention
"""
_SOURCES = """
PREFIX kg: <https://w3id.org/claim-kg/ontology#>
SELECT DISTINCT ?source ?file WHERE { ?source a kg:Source OPTIONAL { ?source kg:fileName ?file } } ORDER BY ?source
"""
_HOUR = 3600.0
"""Seconds that one of these queries may take: they walk through the whole store on purpose."""


class _Place(NamedTuple):
    mention: str
    quote: str
    start: int
    end: int


def verify(store: Store, *, progress: Progress | None = None) -> VerifyReport:
    """Check that the store has the original bytes of every source, that they hash to their name, and that each quote
    is what stands at its offsets when they are read again. Works in order of the sources; needs no spaCy."""
    progress = progress or Silent()
    kept = {original.source: original for original in originals(store)}
    named = {_text(source): _text(file) for source, file in store.select(_SOURCES, timeout=_HOUR).rows}
    progress.begin(len(named))
    quotes = 0
    failures: list[KgError] = []
    for source, file in named.items():
        places = list(_places(store, source))
        quotes += len(places)
        for failure in _failures(store, source, file, places, kept.get(source)):
            failures.append(failure)
            progress.problem(failure)
        progress.advance(file)
    return VerifyReport(len(named), quotes, tuple(failures))


def _failures(
    store: Store,
    source: str,
    file: str,
    places: list[_Place],
    original: Original | None,
) -> Iterator[KgError]:
    where = f"{file} <{source}>"
    if original is None:
        yield StoreError("the store has no original of it", where=where)
        return
    try:
        text = reread(store, original).text
    except KgError as error:
        yield StoreError(f"its original: {error.message}", where=where)
        return
    for place in places:
        if text[place.start : place.end] != place.quote:
            yield StoreError(
                f"at {place.start} to {place.end} stands {text[place.start : place.end][:40]!r}, not the quote "
                f"{place.quote[:40]!r} of <{place.mention}>",
                where=where,
            )


def _places(store: Store, source: str) -> Iterator[_Place]:
    graph = ox.NamedNode(graph_id(source, base=store.base))
    for mention, quote, start, end in store.select(_PLACES % graph, timeout=_HOUR).rows:
        yield _Place(_text(mention), _text(quote), int(_text(start)), int(_text(end)))


def _text(term: Any) -> str:
    return "" if term is None else str(term.value)
