"""Which addresses of the server belong to a static site, and the files that they become."""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from kg.serve.links import PAGES
from kg.views.tables import TABLES
from kg.views.words import LANGUAGES

_OWN = frozenset({"", "about", "static", *TABLES, *(place.split("/")[1] for place in PAGES.values())})
"""First parts of the paths that are saved: pages about something, not those that compute or change something."""
_KEPT = frozenset({"iri", "page", "relation"})
"""Parameters that make another page worth saving; sorted and filtered tables are not."""
_TOLD = re.compile(r"(claim|series|comparison|check|origin|reuse)/[0-9a-f]+")
"""What the page about an IRI is saved for: other nodes are told of on the pages of these."""
_OF_READER = frozenset({"lang", "theme", "v"})
_PLAIN = re.compile(r"[A-Za-z0-9_-]+(\.[a-z0-9]+)?(/[A-Za-z0-9_-]+(\.[a-z0-9]+)?)*")
_LONGEST = 120


class Address(NamedTuple):
    """A page of the site: path, the parameters that make it, and the reader's language; files of the server have none."""

    path: str
    query: str
    language: str

    @property
    def url(self) -> str:
        """What the server is asked for."""
        asked = [*parse_qsl(self.query), *([("lang", self.language)] if self.language else [])]
        return f"{self.path}?{urlencode(asked)}" if asked else self.path


def address(url: str, language: str) -> Address | None:
    """The page of the site that a link on a page in this language leads to; None where it leads to none.

    Whatever the link is: one to another server, or to what only a server can do, is none.
    """
    try:
        parts = urlsplit(url)
        given = dict(parse_qsl(parts.query, keep_blank_values=True))
    except ValueError:
        return None
    first = parts.path.split("/")[1:2]
    if parts.scheme or parts.netloc or not first or first[0].split(".")[0] not in _OWN:
        return None
    if first[0].startswith("about."):
        return None  # RDF of each thing: kg export writes that of all
    if given.keys() - _KEPT - _OF_READER or "theme" in given:
        return None
    if first[0] == "about" and not _TOLD.fullmatch("/".join(given.get("iri", "").split("/")[-2:])):
        return None
    if first[0] == "static":
        return Address(parts.path, "", "")
    wanted = given.get("lang", language)
    query = urlencode(sorted((name, value) for name, value in given.items() if name in _KEPT))
    return Address(parts.path, query, wanted if wanted in LANGUAGES else language)


def file_name(page: Address, ending: str, *, first: str) -> str:
    """The file of a page, as a relative path: the first language at the root, others in a folder of their own.

    Names that a file system may not like, or that lead elsewhere, become a digest.
    """
    path = page.path.strip("/") or "index"
    if not _PLAIN.fullmatch(path) or len(path) > _LONGEST:
        path = f"{path.split('/')[0].split('.')[0] or 'page'}/{_digest(path)}"
        path = path if _PLAIN.fullmatch(path) else _digest(path)
    stem, dot, has = path.rpartition(".")
    path = stem if dot and has == ending else path
    query = f"-{_digest(page.query)}" if page.query else ""
    folder = "" if page.language in ("", first) else f"{page.language}/"
    return f"{folder}{path}{query}.{ending}"


def relative(target: str, *, start: str, fragment: str = "") -> str:
    """A link from one file of the site to another."""
    link = quote(posixpath.relpath(target, posixpath.dirname(start) or "."))
    return f"{link}#{fragment}" if fragment else link


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
