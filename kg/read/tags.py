"""HTML cut into tags and text, with the place of each: what a parser's tree does not keep.

Follows the tokenizer of the HTML standard where real pages need it (comments, CDATA, raw text elements, quoted
attributes) in one pass over the text; a tag or comment that is never closed cannot make it slow.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import TooLarge

MAX_TAGS = 1_000_000
"""More tags than any article or report has."""


class Token(NamedTuple):
    """`name` is "" for text, "p" for a start tag, "/p" for an end tag; `start` to `end` is where it stands."""

    name: str
    start: int
    end: int
    attributes: str = ""


_NAME = re.compile(r"/?[a-zA-Z][^\s/>]{0,60}")
_TAG_END = re.compile(r"""[^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+>""")
_RAW = {
    name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")
}
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


def tokens(text: str, start: int, end: int, *, name: str = "") -> Iterator[Token]:
    """The tags and texts of `text[start:end]`. Raises `TooLarge` past `MAX_TAGS`; `name` is the file's, for the message."""
    at = start
    count = 0
    quotes = True
    while at < end:
        sign = text.find("<", at, end)
        if sign < 0:
            yield Token("", at, end)
            return
        if sign > at:
            yield Token("", at, sign)
        count += 1
        if count > MAX_TAGS:
            raise TooLarge(f"has more than {MAX_TAGS:,} tags", where=name)
        named = _NAME.match(text, sign + 1, end)
        if named is None:
            at = _after_declaration(text, sign, end)
            if at == sign + 1:  # a bare "<" is text
                yield Token("", sign, at)
            continue
        close = _TAG_END.match(text, named.end(), end) if quotes else None
        if close is None:
            # a quote that is never closed: from here on a tag ends at the next ">", or this would be quadratic
            quotes = False
            past = text.find(">", named.end(), end) + 1 or end
        else:
            past = close.end()
        tag = named[0].lower()
        yield Token(tag, sign, past, text[named.end() : past - 1])
        at = past
        if tag in _RAW:
            over = _RAW[tag].search(text, past, end)
            if tag == "title":
                yield Token("", past, over.start() if over else end)
            yield Token("/" + tag, over.start() if over else end, over.end() if over else end)
            at = over.end() if over else end


def _after_declaration(text: str, sign: int, end: int) -> int:
    """Past a comment, CDATA section, doctype or processing instruction that starts at `sign`; `sign + 1` if it is none."""
    if text.startswith("<!--", sign):
        return text.find("-->", sign + 2, end) + 3 if text.find("-->", sign + 2, end) >= 0 else end
    if text.startswith("<![CDATA[", sign):
        return sign + 9
    if text.startswith(("<!", "<?", "</"), sign):
        return text.find(">", sign, end) + 1 or end
    return sign + 1


def attributes(token: Token) -> dict[str, str]:
    """The attributes of a start tag, names in lower case, the first of a name wins."""
    found: dict[str, str] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(token.attributes[:65536]):
        found.setdefault(key.lower(), html.unescape(double or single or bare))
    return found
