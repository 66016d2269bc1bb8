"""What the things of a store are called, read at once: for tables and lists that name very many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from kg.lexicon import Lexicon, outlet
from kg.store import Store
from kg.views.facts import Node, local_name, plain_rows, query_text, rows
from kg.views.figures import period_text
from kg.views.records import PeriodSlot
from kg.views.words import in_languages

_LAST_RESORT, _ALIAS = "5", "6"
"""The ranks that `queries/names.rq` gives to names of files, and to other names."""
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)[_/](\d{4}-\d\d-\d\d)(?:@(.+))?")


class Names:
    """Names by IRI and language."""

    def __init__(
        self, names: Mapping[str, Mapping[str, str]], aliases: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """`names` maps an IRI to its names by language tag, "" for a plain one, `aliases` to what it is called as well."""
        self._names = {iri: in_languages(of) for iri, of in names.items()}
        self._aliases = aliases or {}

    def of(self, iri: str, language: str) -> str:
        """What a thing is called in a language (`en` or `zh`), or in another; a period by its days, anything else by the end of its IRI."""
        found = self._names.get(iri)
        if found is not None and found[language]:
            return found[language]
        name = local_name(iri)
        return days_text(name) or name

    def all_of(self, iri: str) -> tuple[str, ...]:
        """Its names in all languages of the pages, then its other names, each once."""
        names = (*self._names.get(iri, {}).values(), *self._aliases.get(iri, ()))
        return tuple(dict.fromkeys(filter(None, names)))


def read_names(store: Store) -> Names:
    """The names of everything in a store, of up to 500,000 the best."""
    return _best(plain_rows(store, query_text("names")))


def named(store: Store, iris: Iterable[str]) -> Names:
    """The names of these things."""
    return _best(rows(store, "names-of", iris))


def _best(found_names: Iterable[tuple[Node, ...]]) -> Names:
    """Of rows of thing, name and rank."""
    found: dict[str, dict[str, str]] = {}
    aliases: dict[str, list[str]] = {}
    ranked = sorted(
        (rank.value, name.value, thing.value, name.language or "")
        for thing, name, rank in found_names
        if isinstance(name, ox.Literal) and name.value.strip()
    )
    # the first counts: the best kind of name, and of equally good ones the same whatever order the store keeps
    for rank, name, thing, language in ranked:
        if rank == _ALIAS:
            aliases.setdefault(thing, []).append(name)
            continue
        of = found.setdefault(thing, {})
        if not of or rank != _LAST_RESORT:
            of.setdefault(language, name)
    return Names(found, aliases)


def outlet_names(name: str, *, lexicon: Lexicon) -> Mapping[str, str]:
    """What an outlet is called in each language of the pages, by any of its names."""
    entry = outlet(name, lexicon)
    return in_languages(entry.labels if entry and entry.labels else {"": name})


def days_text(days: str) -> str:
    """`2021` for `2021-01-01/2021-12-31`; empty where it is no period."""
    match = _DAYS.fullmatch(days)
    return period_text(PeriodSlot(match[1], match[2], match[3])) if match else ""
