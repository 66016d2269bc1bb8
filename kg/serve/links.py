"""IRIs of the graph as addresses of this server, and back.

    {base}claim/X                         /id/claim/X
    https://w3id.org/claim-kg/metric/gmv  /term/metric/gmv
    any other                             /about?iri=…

Pages link to things with `Links.href`, which names a thing's own page where it has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph import PREFIXES
from kg.model import ids

_SAFE = "/:@!$'()*,;=~-._"

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "claim": "/figure/",
        "entity": "/entity/",
        "mention": "/mention/",
        "metric": "/metric/",
        "publisher": "/publisher/",
        "source": "/source/",
    }
)
"""First part of a thing's IRI under its namespace, and the address under which its own page stands."""


class Links:
    """The addresses of one server whose data live under `base`."""

    def __init__(self, base: str) -> None:
        self.base = base
        # the longer namespace first: the default base lies under that of the vocabulary
        roots = ((base, "/id/"), (ids.VOCABULARY, "/term/"))
        self._roots = sorted(roots, key=lambda root: -len(root[0]))

    def href(self, iri: str) -> str:
        """Where a reader finds what the IRI names: always a path of this server, whatever the IRI is."""
        return self.page(iri) or self.about(iri)

    def page(self, iri: str) -> str | None:
        """The thing's own page, if things of its kind have one."""
        for namespace, _ in self._roots:
            if iri.startswith(namespace):
                kind, _, name = iri[len(namespace) :].partition("/")
                if name and kind in PAGES:
                    return PAGES[kind] + quote(name, safe=_SAFE)
        return None

    def about(self, iri: str, ending: str = "") -> str:
        """What the graph says of anything, as a page or as data (`ending` ".ttl", ".jsonld", …)."""
        return f"/about{ending}?iri={quote(iri, safe='')}"

    def name(self, iri: str) -> str:
        """The IRI as it is written short, for people: under the usual prefixes, or under `id:` for the data."""
        for prefix, namespace in (("id", self.base), *PREFIXES.items()):
            rest = iri.removeprefix(namespace)
            if rest and rest != iri and (prefix == "id" or "/" not in rest):
                return f"{prefix}:{rest}"
        return iri

    def path(self, iri: str) -> str:
        """The address that answers for the IRI itself, as linked data."""
        for namespace, path in self._roots:
            if iri.startswith(namespace) and "#" not in iri[len(namespace) :]:
                return path + quote(iri[len(namespace) :], safe=_SAFE)
        return self.about(iri)

    def iri(self, root: str, rest: str) -> str | None:
        """The IRI that a path of this server stands for: `root` is "/id/" or "/term/", `rest` is decoded. None for what is none."""
        for namespace, path in self._roots:
            if path == root:
                return checked(namespace + rest)
        return None


def checked(iri: str) -> str | None:
    """The IRI, or None for what is none: what is not absolute, too long or holds characters that an IRI may not."""
    if len(iri) > MAX_IRI:
        return None
    try:
        return ox.NamedNode(iri).value
    except ValueError:
        return None


MAX_IRI = 4096
"""Characters of an IRI that is asked for."""
