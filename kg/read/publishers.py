"""Outlets: who published a source, found in the vocabulary's scheme `publishers`.

Each outlet of the vocabulary has labels (东方财富, Eastmoney), the domains it publishes under (`kg:domain`) and its
region (`kg:region`). A name that the vocabulary does not have stays as it is written.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from kg.folding import fold
from kg.lexicon import Entry, Lexicon, longest

SCHEME = "publishers"
_COUNTRIES = {"tw": "TW", "hk": "HK", "cn": "CN", "mo": "MO", "sg": "SG"}


class Outlet(NamedTuple):
    """A publisher's name as it is shown, and its region where the vocabulary knows it."""

    name: str
    region: str | None = None


def outlet_named(words: str | None) -> Outlet | None:
    """The outlet of the vocabulary that these words are the name of."""
    entry = _index().names.get(fold(words).strip()) if words else None
    return _outlet(entry) if entry else None


def outlet_in(words: str | None) -> Outlet | None:
    """The outlet of the vocabulary whose name stands somewhere in these words, the longest of the first."""
    if not words:
        return None
    hits = longest(_index().lexicon.find(fold(words)), SCHEME)
    return _outlet(max(hits, key=lambda hit: (hit.end - hit.start, -hit.start)).entry) if hits else None


def outlet_at_start(words: str) -> Outlet | None:
    """The outlet of the vocabulary whose name these words open with."""
    hits = [
        hit for hit in _index().lexicon.find(fold(words)) if hit.start == 0 and SCHEME in hit.entry.schemes
    ]
    return _outlet(hits[0].entry) if hits else None


def outlet_of_url(url: str | None) -> Outlet | None:
    """The outlet of the vocabulary that publishes under this URL's domain."""
    host = host_of(url)
    while host and "." in host:
        entry = _index().domains.get(host)
        if entry is not None:
            return _outlet(entry)
        host = host.partition(".")[2]
    return None


def host_of(url: str | None) -> str | None:
    """The host of a URL without `www.`."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def region_of_url(url: str | None) -> str | None:
    """The region that a country's domain names."""
    return _COUNTRIES.get((host_of(url) or "").rpartition(".")[2])


class _Index(NamedTuple):
    lexicon: Lexicon
    names: dict[str, Entry]
    domains: dict[str, Entry]


@lru_cache(maxsize=1)
def _index() -> _Index:
    lexicon = Lexicon.load()
    names: dict[str, Entry] = {}
    domains: dict[str, Entry] = {}
    for entry in sorted(lexicon.of_scheme(SCHEME), key=lambda entry: entry.iri):
        for name in entry.names:
            names.setdefault(fold(name).strip(), entry)
        for domain in entry.properties.get("domain", ()):
            domains.setdefault(domain.lower(), entry)
    return _Index(lexicon, names, domains)


def _outlet(entry: Entry) -> Outlet:
    labels = entry.labels
    name = labels.get("zh") or labels.get("zh-Hans") or labels.get("zh-Hant") or entry.label
    return Outlet(name, entry.get("region"))
