"""How a period was worked out, in the reader's language: the phrases of `kg.extract.periods`, which are English, put into Chinese."""

from __future__ import annotations

import re
from functools import cache

from kg.views.interface import interface, places

_NAME = "how-"
_TO = "how-to"
_LONGEST = 200
"""Characters of what is put into Chinese; it is never longer, but a graph may come from anywhere."""
_DEEPEST = 6


def how_told(how: str, language: str) -> str:
    """How a period was worked out; what has no Chinese words stays as it is.

    >>> how_told("end of 2022: its last month; a state is its last day's", "zh")
    '2022之末：其最后一个月；状态以最后一天为准'
    """
    return _chinese(how, _DEEPEST) if language == "zh" and len(how) <= _LONGEST else how


def _chinese(words: str, deep: int) -> str:
    if not deep:
        return words
    for pattern, chinese in _phrases():
        if match := pattern.fullmatch(words):
            return chinese.format_map(
                {name: _chinese(said, deep - 1) for name, said in match.groupdict().items()}
            )
    first, semicolon, rest = words.partition("; ")
    return f"{_chinese(first, deep)}；{_chinese(rest, deep - 1)}" if semicolon else words


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the English phrases and the Chinese ones, the end of a span before all, then those with the most words of their own."""
    english, chinese = interface("en").words, interface("zh").words
    names = [name for name in english if name.startswith(_NAME)]
    names.sort(key=lambda name: (name != _TO, -_own(english[name]), name))
    return tuple((_pattern(english[name]), chinese[name]) for name in names)


def _own(words: str) -> int:
    return len(re.sub(r"\{\w+\}", "", words))


def _pattern(words: str) -> re.Pattern[str]:
    """The phrase with whatever stands in its places; no place holds two phrases, which a semicolon parts."""
    pattern = re.escape(words)
    for place in sorted(places(words)):
        pattern = pattern.replace(re.escape(f"{{{place}}}"), f"(?P<{place}>[^;]+?)")
    return re.compile(pattern)
