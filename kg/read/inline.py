"""Markdown inside a line: emphasis, links, images, footnote markers, HTML tags and entities, to pieces."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.read.pieces import Mark, Part, Piece, decoded, marker_label, words_of

_INLINE = re.compile(
    r"<sup>(?P<sup>[^<>\n]{0,20})</sup>"
    r"|\[\^(?P<note>[^\]\s]{1,20})\](?!:)"
    r"|<(?P<auto>(?:https?|ftp)://[^<>\s]+)>"
    r"|<!--.*?-->"
    r"|</?(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)\b[^<>]*>"
    r"|!\[(?P<alt>[^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"
    r"|\[(?P<words>[^\[\]]*)\]\((?P<url>[^()\s]*(?:\([^()\s]*\))?[^()\s]*)(?:\s+\"[^\"]*\")?\)"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=strong)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*\n]+?)(?<=\S)\*(?![\w*])"
    r"|`(?P<code>[^`\n]+)`"
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
