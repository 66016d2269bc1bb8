"""Which language a text is in, by its characters alone."""

from __future__ import annotations

from functools import lru_cache

from kg.folding import table

_SAMPLE = 20_000


def language_of(text: str) -> str:
    """`zh` (simplified), `zh-Hant` (traditional) or `en`: what the first 20,000 characters are written in."""
    traditional_only, simplified_only = _scripts()
    han = letters = traditional = simplified = 0
    for character in text[:_SAMPLE]:
        if "\u3400" <= character <= "\u9fff":
            han += 1
            traditional += character in traditional_only
            simplified += character in simplified_only
        elif character.isascii() and character.isalpha():
            letters += 1
    # a Chinese character says as much as some four letters
    if han * 4 < letters:
        return "en"
    return "zh-Hant" if traditional > simplified else "zh"


@lru_cache(maxsize=1)
def _scripts() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only traditional, and only simplified, text is written with."""
    chinese = {chr(key): value for key, value in table().items() if 0x3400 <= key <= 0x9FFF}
    # 后, 里, 干 are simplified forms that traditional text has as words of their own: few enough not to matter
    return frozenset(chinese), frozenset(chinese.values()) - frozenset(chinese)
