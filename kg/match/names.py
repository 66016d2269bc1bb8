"""What a slot names as it is compared: the vocabulary's thing, else the normal form of the name; and what it is part of."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from kg.lexicon import Entry, Lexicon
from kg.match.words import Affixes, plain, words
from kg.model import Kind, Quantity, Ref

_PLACES = frozenset({"Place"})
"""Classes whose parts stay families of their own: a country would swallow its cities."""
_KINDS = {"{count}": "count", "1": "rate", "[pp]": "rate", "{index}": "index", "{rank}": "rank"}


@lru_cache(maxsize=65536)
def subject_key(iri: str | None, label: str, lexicon: Lexicon) -> str:
    """The IRI of a thing, or its name without forms of companies and the like.

    >>> subject_key(None, "青山集团股份有限公司", Lexicon.load())
    '青山'
    """
    if iri:
        return iri
    name = plain(label)
    known = _things(lexicon)
    if name.endswith(words(lexicon).derived):
        return known.get(name) or name
    return known.get(name) or known.get(short := words(lexicon).subject.without(name)) or short


@lru_cache(maxsize=65536)
def wholes(iri: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What a thing is part of, the nearest first, upwards in the vocabulary; of several the first.

    Organisations, platforms and products only: nothing is part of a place. A circle ends where it closes.
    """
    found: list[str] = []
    while True:
        entry = lexicon.entries.get(iri)
        above = sorted(entry.properties.get("partOf", ())) if entry else []
        whole = lexicon.entries.get(above[0]) if above else None
        if whole is None or whole.iri in found or _PLACES & set(whole.types):
            return tuple(found)
        assert entry is not None
        if _PLACES & set(entry.types):
            return tuple(found)
        iri = whole.iri
        found.append(iri)


@lru_cache(maxsize=65536)
def metric_key(iri: str | None, label: str, unit: str, lexicon: Lexicon) -> str:
    """The IRI of a metric, or its name without words for amounts; a name that a metric of this unit has so too is that metric.

    >>> metric_key(None, "累计投资建设总规模", "CNY", Lexicon.load())
    '投资建设'
    """
    if iri:
        return iri
    bare = words(lexicon).metric.without(plain(label))
    kind = _KINDS.get(unit, "money" if unit.isalpha() and unit.isupper() else "count")
    return _metrics(lexicon).get((bare, kind)) or bare


@lru_cache(maxsize=16384)
def broader(iri: str, lexicon: Lexicon) -> frozenset[str]:
    """All metrics that hold this one (`skos:broader`, upwards)."""
    found: set[str] = set()
    open_ends = [iri]
    while open_ends:
        entry = lexicon.entries.get(open_ends.pop())
        above = set(entry.properties.get("broader", ())) - found if entry else set()
        found |= above
        open_ends += sorted(above)
    return frozenset(found)


@lru_cache(maxsize=16384)
def widest(iri: str, lexicon: Lexicon) -> str:
    """The metric that holds this one and is held by none, else itself; of several the first."""
    return min((above for above in broader(iri, lexicon) if not broader(above, lexicon)), default=iri)


def scope_key(ref: Ref, lexicon: Lexicon) -> str:
    """The IRI of what narrows a figure, or its name without words like 市场 and 行业."""
    if ref.id:
        return ref.id
    bare = words(lexicon).scope.without(plain(ref.label))
    return _scopes(lexicon).get(bare) or bare


def unit_kind(quantity: Quantity) -> str:
    """What a unit measures, without how much of it: `rate`, `count`, `money`; else its code."""
    if quantity.kind in (Kind.GROWTH_RATE, Kind.SHARE, Kind.POINT_CHANGE):
        return "rate"
    unit = quantity.unit
    return _KINDS.get(unit) or ("money" if len(unit) == 3 and unit.isalpha() and unit.isupper() else unit)


@lru_cache(maxsize=4)
def _things(lexicon: Lexicon) -> dict[str, str]:
    """Names of entities as they are compared, where only one has them; the short forms where nobody has them as a name."""
    return _index(lexicon, words(lexicon).subject)


@lru_cache(maxsize=4)
def _scopes(lexicon: Lexicon) -> dict[str, str]:
    return _index(lexicon, words(lexicon).scope)


def _index(lexicon: Lexicon, affixes: Affixes) -> dict[str, str]:
    full: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    for entry in lexicon.of_scheme("entities"):
        for name in map(plain, entry.names):
            full[name].add(entry.iri)
            short[affixes.without(name)].add(entry.iri)
    only = {name: min(iris) for name, iris in full.items() if len(iris) == 1}
    return {name: min(iris) for name, iris in short.items() if len(iris) == 1 and name not in full} | only


@lru_cache(maxsize=4)
def _metrics(lexicon: Lexicon) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    affixes = words(lexicon).metric
    for entry in lexicon.of_scheme("metrics"):
        for name in map(plain, entry.names):
            for form in {name, affixes.without(name)}:
                found[form, _unit_kind_of(entry)].add(entry.iri)
    return {key: min(iris) for key, iris in found.items() if len(iris) == 1}


def _unit_kind_of(entry: Entry) -> str:
    return entry.get("unitKind") or "count"
