"""Text as it is matched: simplified, half width, lower case, and of exactly the same length.

Everything that looks for words or numbers works on folded text, everything that is shown or kept is the original;
because each character folds to exactly one character, an offset in the one is an offset in the other.

    >>> fold("ＧＭＶ達８．９４兆元")
    'gmv达8.94兆元'
"""

from __future__ import annotations

import re
from functools import lru_cache

import opencc

_CJK = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
# punctuation that carries no other meaning when narrowed; the others (，。：；（）“”) stay, clauses are cut at them
_NARROW = "％＋－．～／＃＆＠＄"
_SAME = {
    "–": "-",
    "—": "-",
    "−": "-",
    "﹣": "-",
    "‐": "-",
    "‑": "-",
    "〜": "~",
    "∼": "~",
    "﹪": "%",
    "○": "〇",
    "餘": "余",
    "馀": "余",
    "\u00a0": " ",
    "\u3000": " ",
}
_SURROGATE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=1)
def table() -> dict[int, str]:
    """The whole folding as a table for `str.translate`; the traditional part is OpenCC's, character by character."""
    characters = [chr(code) for block in _CJK for code in block]
    simple = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    folded = {ord(a): b for a, b in zip(characters, simple, strict=True) if a != b and len(b) == 1}
    folded |= {0xFF10 + i: str(i) for i in range(10)}
    folded |= {0xFF21 + i: chr(0x61 + i) for i in range(26)} | {0xFF41 + i: chr(0x61 + i) for i in range(26)}
    folded |= {0x41 + i: chr(0x61 + i) for i in range(26)}
    folded |= {ord(c): chr(ord(c) - 0xFEE0) for c in _NARROW}
    folded |= {ord(a): b for a, b in _SAME.items()}
    return folded


def fold(text: str) -> str:
    """The text as it is matched, character for character of the same length."""
    return text.translate(table())


def spelt(text: str) -> str:
    """The text itself, or, where a lone surrogate is in it, which is no character, the same with U+FFFD in its place."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text
