"""Which source is a document that others cite: by its title, or as the issuer's own text about its results."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from kg.lexicon import Lexicon
from kg.match.families import root
from kg.match.words import plain
from kg.model import Source
from kg.model.days import calendar_day
from kg.origins.documents import RESULTS, Cited, outlet_key

_PARTS = re.compile(r"[：:｜|《》_—–-]+")
_TITLE = 6
"""Characters of a title from which on it names one document."""
_LATE = 200
"""Days after the end of a period within which its results come out."""


class Archive:
    """The sources of a graph, to be looked up as documents."""

    def __init__(self, sources: Iterable[Source], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._by_title: dict[str, list[Source]] = defaultdict(list)
        self._by_publisher: dict[str, list[Source]] = defaultdict(list)
        for source in sorted(sources, key=lambda s: s.id):
            title = source.title or ""
            for part in sorted({plain(part) for part in (title, *_PARTS.split(title))}):
                if len(part) >= _TITLE:
                    self._by_title[part].append(source)
            if source.publisher:
                self._by_publisher[self._root(outlet_key(source.publisher, lexicon))].append(source)

    def find(self, document: Cited) -> Source | None:
        """The source that is this document, None where it is only named."""
        for source in self._by_title.get(document.title, ()):
            if not document.issuer or plain(source.publisher or "") == document.issuer:
                return source
        if document.type == RESULTS and document.issuer and document.end:
            for source in self._by_publisher.get(document.issuer, ()):
                day = day_of(source)
                if day and 0 <= (day - document.end).days < _LATE:
                    return source
        return None

    def _root(self, key: str) -> str:
        return root(key, self.lexicon) if key in self.lexicon.entries else key


def day_of(source: Source) -> date | None:
    """The calendar day on which a source was published."""
    value = source.published
    return calendar_day(value) if value else None
