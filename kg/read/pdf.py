"""PDF. Text in a PDF has no place in its bytes that one could point to: the map stays empty."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import Any

from kg.errors import ReadError, TooLarge
from kg.folding import unified
from kg.model import BlockKind
from kg.read.content import Content
from kg.read.drafts import Draft
from kg.read.flow import classify
from kg.read.pieces import Piece
from kg.read.text import read_text
from kg.read.titles import same

MAX_PAGES = 2000
_PAGE_NUMBER = re.compile(r"\s*[-–—]?\s*(?:第\s*)?\d{1,4}\s*(?:页)?\s*(?:/\s*\d{1,4})?\s*[-–—]?\s*")
_BROWSER = re.compile(r"Mozilla/|Skia/PDF|Chrom(?:e|ium)\b")
_INFO = {"/Title": "title", "/Author": "author", "/CreationDate": "date"}


def read_pdf(raw: bytes, name: str) -> Content:
    """The text of a PDF, its pages' running heads and numbers left out, paragraphs joined over page breaks."""
    import pypdf  # slow to load, and few need it

    # what it finds odd about a file is not for the person at the command line
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("is encrypted", where=name)
        if len(reader.pages) > MAX_PAGES:
            raise TooLarge(f"has {len(reader.pages):,} pages; at most {MAX_PAGES:,} are read", where=name)
        pages = [unified(page.extract_text()) for page in reader.pages]
        info = {key: str(value) for key, value in (reader.metadata or {}).items() if value}
    except ReadError:
        raise
    except RecursionError as error:
        raise TooLarge("nests too deep", where=name) from error
    except Exception as error:  # pypdf raises whatever broken files make it stumble over
        raise ReadError(
            f"is no PDF that can be read: {' '.join(str(error).split())[:200]}", where=name
        ) from error
    drafts: list[Draft] = []
    for page in _without_running_heads(pages):
        if drafts:
            drafts[-1].cut_after = True
        drafts += read_text(page, 0, len(page))
    for draft in drafts:
        draft.move(lambda piece: [Piece(piece.text, piece.first, piece.last)])
    fields: dict[str, Any] = {_INFO[key]: _value(key, value) for key, value in info.items() if key in _INFO}
    if any(map(_BROWSER.match, (info.get("/Creator", ""), info.get("/Producer", "")))):
        fields.pop("date", None)  # the day of printing, not that of the page
    drafts = classify(drafts, paged=len(pages) > 2)
    if drafts and same(drafts[0].text, fields.get("title", "")):
        drafts[0].kind, drafts[0].level = BlockKind.TITLE, 0
    return Content(drafts, fields, None)


def _value(key: str, value: str) -> str:
    # D:20220610140135+08'00'
    match = re.match(r"D:(\d{8})", value) if key == "/CreationDate" else None
    return match[1] if match else value


def _without_running_heads(pages: list[str]) -> list[str]:
    """The pages without lines that most of them start or end with, and without page numbers."""
    lines = [[line for line in page.splitlines() if line.strip()] for page in pages]
    edges = Counter(re.sub(r"\d+", "#", line.strip()) for page in lines for line in {*page[:2], *page[-2:]})
    running = {line for line, count in edges.items() if count >= 3 and count * 2 >= len(pages)}
    kept: list[str] = []
    for page in lines:
        inner = [
            line
            for index, line in enumerate(page)
            if not (
                (index < 2 or index >= len(page) - 2)
                and (re.sub(r"\d+", "#", line.strip()) in running or _PAGE_NUMBER.fullmatch(line))
            )
        ]
        kept.append("\n".join(inner))
    return kept
