"""What is known about a source: its own words first, what they lack from the sidecar.

The document's own words win: front matter, the page's meta tags, a JSON record's fields. The sidecar or manifest beside
it fills what they lack, except what it gives under `override:`, which wins over everything. What neither gives is
found in the text (credit line, language) or in the vocabulary (publisher, region).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.errors import BrokenMetadata
from kg.model import Block, BlockKind, Source, ids
from kg.read.credit import credit_of
from kg.read.dates import parse_date
from kg.read.language import language_of
from kg.read.options import ReadOptions
from kg.read.publishers import Outlet, host_of, outlet_in, outlet_named, outlet_of_url, region_of_url

_KEYS = {
    "title": ("title", "headline"),
    "published": (
        "published",
        "date",
        "datetime",
        "pubdate",
        "publish_date",
        "publish_time",
        "datepublished",
        "time",
    ),
    "publisher": ("publisher", "source", "outlet", "media", "site"),
    "credited": ("credited", "credit"),
    "authors": ("authors", "author", "byline"),
    "url": ("url", "link", "canonical", "original_url", "source_url"),
    "language": ("language", "lang", "inlanguage"),
    "region": ("region",),
    "kind": ("kind", "type"),
}
_URL = re.compile(r"https?://\S+")
_LONGEST = 2000
_SEPARATORS = re.compile(r"\s*[、;；,，/]\s*|\s+(?:and|和|与)\s+")


def source_of(
    raw: bytes,
    *,
    name: str,
    media_type: str,
    text: str,
    blocks: tuple[Block, ...],
    fields: Mapping[str, Any],
    sidecar: Mapping[str, Any] | None,
    options: ReadOptions,
) -> Source:
    """Everything that is known about one source version."""
    known = _Known(fields, sidecar or {})
    shown = next((text[block.start : block.end] for block in blocks if block.kind is BlockKind.TITLE), None)
    title = known.overridden("title") or shown or known.text("title")
    url = next((url for url in known.all("url") if _URL.fullmatch(url)), None)
    credit = credit_of(text, blocks)
    written = known.people()
    outlet = _publisher(known, url, written)
    authors = tuple(
        who for who in written if outlet is None or outlet_named(who) != outlet or known.text("publisher")
    )
    return Source(
        id=ids.source_id(raw, base=options.base),
        path=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        title=title,
        publisher=outlet.name if outlet else host_of(url),
        credited=known.text("credited") or credit.outlet,
        authors=authors or credit.authors,
        published=next((day for value in known.all("published") if (day := parse_date(value))), None),
        url=url,
        language=known.one_of("language", ("zh", "zh-Hant", "en")) or language_of(text),
        region=known.text("region") or (outlet.region if outlet else None) or region_of_url(url),
        kind=known.one_of("kind", ("article", "report")) or "article",
        media_type=media_type,
    )


def check_stated(about: Mapping[str, Any], *, where: str) -> None:
    """Raises `BrokenMetadata` for a date or URL of a sidecar that is none, which a person wrote to be used; `where` names it."""
    override = about.get("override")
    for layer in (about, override if isinstance(override, Mapping) else {}):
        for name, value in layer.items():
            key = str(name).lower()
            for said in _flat(value):
                if key in _KEYS["published"] and parse_date(said) is None:
                    raise BrokenMetadata(f"{name}: {str(said)[:80]!r} is no date", where=where)
                if key in _KEYS["url"] and not _URL.fullmatch(str(said).strip()):
                    raise BrokenMetadata(f"{name}: {str(said)[:80]!r} is no http or https URL", where=where)


def _publisher(known: _Known, url: str | None, authors: Iterable[str]) -> Outlet | None:
    """Who published the source: as stated, else by the original URL's domain, the author, the categories or tags."""
    stated = known.text("publisher")
    if stated:
        return outlet_named(stated) or Outlet(stated)
    found = outlet_of_url(url)
    for who in authors:
        found = found or outlet_named(who)
    site = known.text("site_name")
    if found is None and site:
        return outlet_named(site) or Outlet(site)
    for key in ("categories", "category", "tags", "tag"):
        for words in known.all(key):
            found = found or outlet_named(words) or outlet_in(words)
    return found


class _Known:
    """The fields of a document and of its sidecar in their order of trust."""

    def __init__(self, fields: Mapping[str, Any], sidecar: Mapping[str, Any]) -> None:
        override = sidecar.get("override")
        override = override if isinstance(override, Mapping) else {}
        self.layers = [
            {str(key).lower(): value for key, value in layer.items()} for layer in (override, fields, sidecar)
        ]

    def all(self, key: str) -> Iterator[str]:
        """All values of a field, the most trusted first, each one line."""
        for layer in self.layers:
            for alias in _KEYS.get(key, (key,)):
                for value in _flat(layer.get(alias)):
                    text = " ".join(str(value)[:_LONGEST].split())
                    if text:
                        yield text

    def text(self, key: str) -> str | None:
        return next(self.all(key), None)

    def overridden(self, key: str) -> str | None:
        return _Known(self.layers[0], {}).text(key)

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str | None:
        return next((value for value in self.all(key) if value in allowed), None)

    def people(self) -> tuple[str, ...]:
        for layer in self.layers:
            for alias in _KEYS["authors"]:
                names = [
                    who.strip()[:200]
                    for value in _flat(layer.get(alias))
                    for who in (
                        _SEPARATORS.split(str(value)) if isinstance(layer[alias], str) else [str(value)]
                    )
                    if who.strip()
                ]
                if names:
                    return tuple(dict.fromkeys(names[:50]))
        return ()


def _flat(value: Any) -> Iterator[Any]:
    """The plain values in a field: itself, the members of a list, the `name` of a record."""
    if isinstance(value, Mapping):
        yield from _flat(value.get("name"))
    elif isinstance(value, list | tuple):
        for member in value[:50]:
            yield from _flat(member)
    elif value is not None and value != "":
        yield value
