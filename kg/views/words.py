"""Words as pages show them: chosen by language, without what would hide or reorder them, cut into lines."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import category, east_asian_width

LINE = 24
"""Columns of one line of a label: 12 Chinese characters, or 24 Latin ones."""

LANGUAGES = ("en", "zh")

_ALLOWED = "\n\t"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SHOWN_AS = "\ufffd"


def visible(text: str | None) -> str:
    """A stranger's words without characters that reorder or hide what is around them."""
    return "".join(_SHOWN_AS if c not in _ALLOWED and category(c) in _HIDDEN else c for c in text or "")


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters, so that a page in English says so to who reads it aloud."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def in_languages(labels: Mapping[str, str]) -> dict[str, str]:
    """The best label for each language of the page; a language without one gets the plain, else any other label."""
    first = {tag.split("-")[0].lower(): words for tag, words in sorted(labels.items(), reverse=True)}
    rest = first.get("") or first.get("zh") or next(iter(first.values()), "")
    return {language: first.get(language) or rest for language in LANGUAGES}


def columns(text: str) -> int:
    """Width in columns: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrap(text: str, *, lines: int = 2, line: int = LINE) -> str:
    """The text in at most so many lines of `line` columns, cut with … where it is longer; Latin words stay whole if they can.

    >>> wrap("外贸中小企业在平台上完成的交易额", line=16)
    '外贸中小企业在平\\n台上完成的交易额'
    """
    found: list[str] = []
    rest = " ".join(text.split())
    while rest and len(found) < lines:
        if columns(rest) <= line:
            found.append(rest)
            return "\n".join(found)
        taken = _fitting(rest, line)
        space = rest.rfind(" ", 0, taken + 1)
        cut = space if space > taken // 2 else taken
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest and found:
        last = found[-1]
        found[-1] = last[: _fitting(last, line - 2)].rstrip("，。、 ") + "…"
    return "\n".join(found)


def _fitting(text: str, width: int) -> int:
    """How many characters fit in so many columns, at least one."""
    used = 0
    for index, character in enumerate(text):
        used += 2 if east_asian_width(character) in "WF" else 1
        if used > width:
            return max(1, index)
    return len(text)
