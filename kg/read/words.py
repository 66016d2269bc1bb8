"""The words of `words.toml`, folded, as sets and patterns."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from kg.folding import fold


@lru_cache(maxsize=1)
def _all() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


@lru_cache(maxsize=32)
def words(role: str) -> frozenset[str]:
    """The folded words of one role."""
    return frozenset(fold(word) for word in _all()[role])


@lru_cache(maxsize=32)
def any_of(role: str) -> str:
    """The words of one role as alternatives of a pattern, longest first."""
    return "|".join(re.escape(word) for word in sorted(words(role), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=32)
def pattern(template: str, role: str) -> re.Pattern[str]:
    """A compiled pattern over folded text, its `WORDS` replaced by the words of a role."""
    return re.compile(template.replace("WORDS", any_of(role)))
