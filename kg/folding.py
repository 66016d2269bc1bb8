"""Text as it is matched: simplified, half width, lower case, and of exactly the same length.

Everything that looks for words or numbers works on folded text, everything that is shown or kept is the original;
because each character folds to exactly one character, an offset in the one is an offset in the other.

    >>> fold("ＧＭＶ達８．９４兆元")
    'gmv达8.94兆元'
"""

from __future__ import annotations

import re
import unicodedata
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
# radicals that PDFs have for the characters they look like: most of them Unicode decomposes itself, these it does not
_RADICALS = (
    "⺒巳⺓幺⺝月⺠民⺩王⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首"
    "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙"
)
_COMPATIBLE = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
_SURROGATE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=1)
def _characters() -> dict[int, str]:
    """Radicals and compatibility characters to the ideographs that they stand for."""
    decomposed = {
        code: ideograph
        for block in _COMPATIBLE
        for code in block
        if (ideograph := unicodedata.normalize("NFKC", chr(code))) != chr(code) and len(ideograph) == 1
    }
    return decomposed | {ord(a): b for a, b in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)}


def unified(text: str) -> str:
    """The text in the characters that one types: 同⽐增⻓, as fonts of a PDF have it, is 同比增长."""
    return text.translate(_characters())


@lru_cache(maxsize=1)
def table() -> dict[int, str]:
    """The whole folding as a table for `str.translate`; the traditional part is OpenCC's, character by character."""
    characters = [chr(code) for block in _CJK for code in block]
    simple = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    folded = {ord(a): b for a, b in zip(characters, simple, strict=True) if a != b and len(b) == 1}
    folded |= {code: folded.get(ord(ideograph), ideograph) for code, ideograph in _characters().items()}
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
