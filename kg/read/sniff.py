"""What kind of file some bytes are: by content first, by the name's suffix where content does not say."""

from __future__ import annotations

import re
from pathlib import PurePath

from kg.errors import Undecodable, UnsupportedFormat
from kg.read.frontmatter import front_matter
from kg.read.markdown import html_region

HTML, MARKDOWN, TEXT, PDF, JSON = (
    "text/html",
    "text/markdown",
    "text/plain",
    "application/pdf",
    "application/json",
)

_SUFFIXES = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": TEXT,
    ".text": TEXT,
    ".pdf": PDF,
    ".json": JSON,
    ".jsonl": JSON,
    ".ndjson": JSON,
}
_MAGIC = (
    (b"PK\x03\x04", "a ZIP file (docx, xlsx, epub …)"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3", "a database"),
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = re.compile(
    r"^#{1,6} \S|<sup>[^<>\n]{1,8}</sup>|\[[^\]\n]+\]\([^)\s]+\)|^\|.*\|\s*\n\|[\s:|-]+\|\s*$", re.MULTILINE
)


def suffixes() -> frozenset[str]:
    """The suffixes of files that can be read."""
    return frozenset(_SUFFIXES)


def binary_kind(raw: bytes, *, name: str) -> str | None:
    """`application/pdf` for PDF, None for what may be text. Raises `UnsupportedFormat` for files that are known to be neither."""
    if b"%PDF-" in raw[:1024]:
        return PDF
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise UnsupportedFormat(
                f"is {what}; HTML, Markdown, text, JSON lines and PDF can be read", where=name
            )
    if PurePath(name).suffix.lower() == ".pdf":
        raise Undecodable("is named .pdf but is no PDF", where=name)
    return None


def text_kind(text: str, *, name: str) -> str:
    """The media type of a decoded text."""
    stem = name.rpartition("#")[0] if re.search(r"#\d+$", name) else name
    suffix = _SUFFIXES.get(PurePath(stem).suffix.lower(), TEXT)
    if suffix == JSON:
        return JSON
    front = front_matter(text, name=name)
    if is_page(text[front.body :]):
        return HTML
    if html_region(text, front.body, len(text)) is not None and (front.fields or suffix != MARKDOWN):
        return HTML
    if suffix == TEXT and (front.fields or _MARKS.search(text, front.body)):
        return MARKDOWN
    return suffix


def is_page(text: str) -> bool:
    """Whether an HTML text is a whole page, with the furniture of a site, rather than an article's body."""
    return bool(_PAGE.match(text[:4096]))
