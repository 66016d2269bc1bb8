"""Markdown inside a line: emphasis, links, images, footnote markers, HTML tags and entities, to pieces."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.read.pieces import Mark, Part, Piece, decoded, marker_label, words_of

# every repetition is bounded: a line of a million brackets must not be scanned from each of them to its end
_INLINE = re.compile(
    r"<sup>(?P<sup>[^<>\n]{0,20})</sup>"
    r"|\[\^(?P<note>[^\]\s]{1,20})\](?!:)"
    r"|<(?P<auto>(?:https?|ftp)://[^<>\s]{1,2000})>"
    r"|<!--.{0,2000}?-->"
    r"|</?(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)\b[^<>]{0,2000}>"
    r"|!\[(?P<alt>[^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,200}\")?\)"
    r"|\[(?P<words>[^\[\]]{0,500})\]\((?P<url>[^()\s]{0,2000}(?:\([^()\s]{0,200}\))?[^()\s]{0,200})(?:\s+\"[^\"]{0,200}\")?\)"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>.{1,400}?)(?<=\S)(?P=strong)"
    r"|(?<![0-9A-Za-z*])\*(?=[^\s*])(?P<italic>[^*\n]{1,400}?)(?<=\S)\*(?![0-9A-Za-z*])"
    r"|`(?P<code>[^`\n]{1,400})`"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])",
    re.DOTALL,
)


class Inline(NamedTuple):
    """A line's pieces, with how many characters stand in bold and in links, and the URLs that stand in it by themselves."""

    parts: list[Part]
    bold: int
    linked: int
    urls: list[str]


def read_inline(text: str, start: int, end: int) -> Inline:
    """The pieces of the Markdown in `text[start:end]`."""
    parts: list[Part] = []
    bold = linked = 0
    urls: list[str] = []
    at = start
    for match in _INLINE.finditer(text, start, end):
        parts += decoded(text, at, match.start())
        at = match.end()
        kind = match.lastgroup
        if match["sup"] is not None:
            label = marker_label(match["sup"], words_of(parts[-1:]))
            parts += [Mark(label)] if label else decoded(text, *match.span("sup"))
        elif match["note"] is not None:
            parts.append(Mark(match["note"]))
        elif match["auto"] is not None:
            urls.append(match["auto"])
        elif match["words"] is not None:
            inner = read_inline(text, *match.span("words"))
            parts += inner.parts
            linked += len(words_of(inner.parts).strip())
        elif match["bold"] is not None:
            inner = read_inline(text, *match.span("bold"))
            parts += inner.parts
            bold += len(words_of(inner.parts).strip())
        elif kind in ("italic", "code", "escaped"):
            first, last = match.span(kind)
            parts += (
                decoded(text, first, last) if kind == "italic" else [Piece(text[first:last], first, last)]
            )
        elif match["tag"] and match["tag"].lower() == "br":
            parts.append(Piece("\n ", match.start(), match.end()))
    parts += decoded(text, at, end)
    return Inline(parts, bold, linked, urls)
