"""Whole web pages: their meta data, and their main text without the site's furniture.

trafilatura decides what the main text is; the blocks themselves come from `kg.read.html`, which knows where they stand.
"""

from __future__ import annotations

import re
from typing import Any

from kg.folding import fold
from kg.model import BlockKind
from kg.read.drafts import Draft
from kg.read.pieces import decoded, words_of
from kg.read.tags import attributes, tokens
from kg.read.titles import without_site

_META = {
    "og:title": "title",
    "og:site_name": "site_name",
    "og:url": "url",
    "author": "author",
    "article:author": "author",
    "byl": "author",
    "article:published_time": "published",
    "og:published_time": "published",
    "datepublished": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish_time": "published",
    "date": "published",
    "dc.date": "published",
    "publisher": "publisher",
    "dc.publisher": "publisher",
    "mediaid": "publisher",
    "source": "credited",
    "contentsource": "credited",
}
_MAX_EXTRACT = 4_000_000
"""Characters of HTML that trafilatura is given; larger pages are taken whole."""
_MAX_PIECES = 3000
"""Paragraphs and cells that it is given: it compares each with its neighbours, which takes quadratic time."""


def page_fields(text: str, start: int, end: int, *, name: str) -> dict[str, Any]:
    """What a page's meta tags, canonical link and `<time>` say, under the keys of front matter."""
    fields: dict[str, Any] = {}
    in_title = False
    for token in tokens(text, start, end, name=name):
        if token.name == "meta":
            found = attributes(token)
            key = _META.get(
                (found.get("property") or found.get("name") or found.get("itemprop") or "").lower()
            )
            if key and found.get("content", "").strip():
                fields.setdefault(key, found["content"])
        elif token.name == "link" and "canonical" in token.attributes.lower():
            href = attributes(token).get("href", "")
            if href.startswith("http"):
                fields.setdefault("url", href)
        elif token.name == "time" and "datetime" in token.attributes.lower():
            fields.setdefault("published", attributes(token).get("datetime", ""))
        elif token.name in ("title", "/title"):
            in_title = token.name == "title" and "page_title" not in fields
        elif in_title and not token.name:
            fields["page_title"] = (token.start, token.end)
    return fields


def title_draft(text: str, fields: dict[str, Any], drafts: list[Draft]) -> Draft | None:
    """The page's title: its first `<h1>`, else its `<title>` without the site's name. Takes the heading out of the drafts."""
    for draft in drafts:
        if draft.kind is BlockKind.HEADING and draft.level == 1:
            drafts.remove(draft)
            return Draft(BlockKind.TITLE, draft.parts, fixed=True)
    place = fields.get("page_title")
    if place is None:
        return None
    return Draft(BlockKind.TITLE, without_site([*decoded(text, *place)]), fixed=True)


def main_drafts(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts that belong to the main text; all of them where no main text can be told apart."""
    pieces = sum(sum(map(len, draft.rows)) if draft.rows else 1 for draft in drafts)
    if len(text) > _MAX_EXTRACT or pieces > _MAX_PIECES:
        return drafts
    main = _key(_main_text(text))
    if len(main) < 40:
        return drafts
    inside = [_belongs(draft, main) for draft in drafts]
    if not any(inside):
        return drafts
    first, last = inside.index(True), len(inside) - inside[::-1].index(True)
    return [
        draft
        for draft, belongs in zip(drafts[first:last], inside[first:last], strict=True)
        if belongs or draft.kind is BlockKind.CAPTION or _reads_as_text(draft)
    ]


def _reads_as_text(draft: Draft) -> bool:
    """Whether a block between two of the main text is likely part of it too."""
    return (
        draft.kind is not BlockKind.BOILERPLATE
        and len(draft.text) > 20
        and draft.linked * 2 < len(draft.text)
    )


def _main_text(page: str) -> str:
    # imported here: it takes half a second, and most corpora hold no whole pages
    import trafilatura

    return str(
        trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    )


def _belongs(draft: Draft, main: str) -> bool:
    if draft.rows is not None:
        cells = [key for row in draft.rows for cell in row if (key := _key(words_of(cell)))]
        return bool(cells) and sum(cell in main for cell in cells) * 2 > len(cells)
    key = _key(draft.text)
    return bool(key) and key in main


def _key(text: str) -> str:
    return re.sub(r"[^\w%.]", "", fold(text))
