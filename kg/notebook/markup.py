"""Fragments of HTML for the output of a cell. Whatever is put into them is escaped.

Notebooks are shown by many programs, some of which drop styles and scripts: so this is plain HTML with few inline styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from kg.views.words import visible

_CELL = Markup('<td style="text-align:left;vertical-align:top">{}</td>')
# Chinese breaks between any two characters: without a least width a wide table has columns of one
_SENTENCE = Markup('<td style="text-align:left;vertical-align:top;min-width:14em">{}</td>')
_LONG = 16
_HEAD = Markup('<th style="text-align:left">{}</th>')


def words(text: object) -> Any:
    """Text as it is shown, without characters that hide or reorder what is around them; fragments stay as they are."""
    return text if hasattr(text, "__html__") else visible(str(text))


def put(template: str, *parts: object) -> Markup:
    """A fragment of our own with `{}` where the parts go, escaped."""
    return Markup(template).format(*map(words, parts))  # noqa: S704


def joined(parts: Iterable[object], between: str = "") -> Markup:
    """Fragments one after the other."""
    return Markup(between).join(words(part) for part in parts)  # noqa: S704


def table(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> Markup:
    """A table."""
    head = put("<thead><tr>{}</tr></thead>", joined(_HEAD.format(words(name)) for name in heads))
    body = joined(put("<tr>{}</tr>", joined(map(_cell, row))) for row in rows)
    return put("<table>{}<tbody>{}</tbody></table>", head, body)


def _cell(content: object) -> Markup:
    long = not hasattr(content, "__html__") and len(str(content)) > _LONG
    return (_SENTENCE if long else _CELL).format(words(content))


def quoted(prefix: str, exact: str, suffix: str) -> Markup:
    """A quote in its context."""
    return put("<blockquote>…{}<mark>{}</mark>{}…</blockquote>", prefix, exact, suffix)


def listed(parts: Iterable[object]) -> Markup:
    """A list."""
    return put("<ul>{}</ul>", joined(put("<li>{}</li>", part) for part in parts))
