"""Which encoding a file is in, and where each of its characters stands in its bytes.

The order of trust: an explicit encoding, a byte order mark, the NUL pattern of UTF-16, valid UTF-8, the encoding that
the page declares, then the Chinese encodings that decode without an error, the one with most everyday characters
first, then charset-normalizer. UTF-8 with a few broken bytes (a file cut in mid-character) is still UTF-8.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from kg.errors import Undecodable
from kg.model import OffsetMap, Run
from kg.read.compose import Seg


class Decoded(NamedTuple):
    """A file's text; `skip` bytes (a byte order mark) stand before its first character."""

    text: str
    encoding: str
    skip: int = 0


_SAMPLE = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# the most frequent characters of written Chinese, both scripts: a wrong decoding has next to none of them
_EVERYDAY = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后"
    "這來國個說們為時會過對裡後年月日市場公司經濟经济企业業增長长發发，。、：；「」“”（）！？"
)
_TOLERATED = 0.002
"""Share of broken bytes that still lets a file count as UTF-8 or as declared."""


def decode(raw: bytes, *, name: str, encoding: str | None = None) -> Decoded:
    """The text of a file. Raises `Undecodable` for binary files and for text in no encoding that we know."""
    if encoding is not None:
        return _forced(raw, encoding, name)
    for mark, codec in _MARKS:
        if raw.startswith(mark) and (text := _lenient(raw[len(mark) :], codec)) is not None:
            return Decoded(text, codec, len(mark))
    head = raw[:_SAMPLE]
    if b"\0" in head:
        sixteen = _utf16_by_nuls(head)
        if sixteen is None or (text := _lenient(raw, sixteen)) is None:
            raise Undecodable("is binary, not text (it holds NUL bytes)", where=name)
        return Decoded(text, sixteen)
    if (text := _lenient(raw, "utf-8", strict=True)) is not None:
        return Decoded(text, "utf-8")
    return _guessed(raw, name)


def _guessed(raw: bytes, name: str) -> Decoded:
    declared = _DECLARED.search(raw[:4096])
    if declared:
        codec = _known(declared[1].decode("ascii"))
        # pages that say gb2312 or gbk hold characters of its superset
        codec = "gb18030" if codec in ("gb2312", "gbk") else codec
        if codec and codec != "utf-8" and (text := _lenient(raw, codec)) is not None and _score(text) > 0:
            return Decoded(text, codec)
    found: list[tuple[float, int, str, str]] = []
    for rank, codec in enumerate(_CHINESE):
        if (text := _lenient(raw, codec, strict=True)) is not None:
            found.append((_score(text), -rank, codec, text))
    if found:
        score, _, codec, text = max(found)
        if score > 0.02:
            return Decoded(text, codec)
    if (text := _lenient(raw, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    import charset_normalizer

    best = charset_normalizer.from_bytes(raw[:_SAMPLE]).best()
    codec = _known(best.encoding) if best else None
    if codec and (text := _lenient(raw, codec)) is not None:
        return Decoded(text, codec)
    raise Undecodable("is text in no encoding that we know (tried UTF-8, UTF-16, GB18030, Big5)", where=name)


def _forced(raw: bytes, encoding: str, name: str) -> Decoded:
    codec = _known(encoding)
    if codec is None:
        raise Undecodable(f"there is no encoding named {encoding!r}", where=name)
    skip = next((len(mark) for mark, of in _MARKS if raw.startswith(mark) and of.startswith(codec)), 0)
    if codec in ("utf-16", "utf-32"):
        codec = next(
            (of for mark, of in _MARKS if raw.startswith(mark) and of.startswith(codec)), codec + "-le"
        )
    text = _lenient(raw[skip:], codec)
    if text is None:
        raise Undecodable(f"is not text in {encoding}", where=name)
    return Decoded(text, codec, skip)


def _known(encoding: str) -> str | None:
    try:
        info = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return None
    # base64, rot13 and the like are codecs too, but not of text
    return info.name.replace("_", "-") if getattr(info, "_is_text_encoding", True) else None


def _lenient(raw: bytes, codec: str, *, strict: bool = False) -> str | None:
    """The text; unless strict, a few broken bytes become lone surrogates, which the plain text leaves out."""
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        if strict:
            return None
    try:
        text = raw.decode(codec, "surrogateescape")
    except (UnicodeDecodeError, LookupError):
        return None
    broken = sum(1 for character in text if "\udc80" <= character <= "\udcff")
    return text if broken <= max(3, len(raw) * _TOLERATED) and broken * 4 < len(raw) else None


def _utf16_by_nuls(head: bytes) -> str | None:
    """UTF-16 without a mark: nearly all NULs are the high bytes of ASCII, all on one side."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    for low, high, codec in ((even, odd, "utf-16-le"), (odd, even, "utf-16-be")):
        if high >= 2 and low * 20 <= high:
            text = head[: len(head) // 2 * 2].decode(codec, "replace")
            if _score(text) > 0.02 or high * 3 > len(head):
                return codec
    return None


def _score(text: str) -> float:
    """Share of everyday characters among those that are not ASCII, less the share of those that no text holds."""
    sample = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if not sample:
        return 0.0
    everyday = sum(1 for character in sample if character in _EVERYDAY)
    strange = sum(
        1 for character in sample if "\ue000" <= character <= "\uf8ff" or "\x80" <= character <= "\x9f"
    )
    return (everyday - strange) / len(sample)


_WIDTHS = re.compile(
    "[\x00-\x7f]+|[\x80-\u07ff]+|[\u0800-\ud7ff\ue000-\uffff]+|[\U00010000-\U0010ffff]+|[\ud800-\udfff]+"
)


def offset_map(segs: Iterable[Seg], file: Decoded, raw: bytes) -> OffsetMap:
    """The map from plain text to bytes. Within a run every character takes the same number of bytes."""
    ordered = sorted(segs, key=lambda seg: seg.first)
    runs = (
        _utf8_runs(ordered, file)
        if file.encoding == "utf-8"
        else _runs(ordered, _positions(file, raw), file.skip)
    )
    runs.sort()
    return OffsetMap(tuple(runs))


def _utf8_runs(segs: list[Seg], file: Decoded) -> list[Run]:
    text = file.text
    runs: list[Run] = []
    known, known_byte = 0, file.skip
    for start, length, first, last in segs:
        if first < known:  # the same place again, as a header that is used twice
            known, known_byte = 0, file.skip
        byte = known_byte + len(text[known:first].encode("utf-8", "surrogateescape"))
        known, known_byte = first, byte
        if last - first != length:
            end = byte + len(text[first:last].encode("utf-8", "surrogateescape"))
            runs.append(Run(start, length, byte, end))
            continue
        for stretch in _WIDTHS.finditer(text, first, last):
            size = len(stretch[0].encode("utf-8", "surrogateescape"))
            runs.append(
                Run(start + stretch.start() - first, stretch.end() - stretch.start(), byte, byte + size)
            )
            byte += size
        known, known_byte = last, byte
    return runs


def _runs(segs: list[Seg], at: list[int], skip: int) -> list[Run]:
    runs: list[Run] = []
    for start, length, first, last in segs:
        if last - first != length:
            runs.append(Run(start, length, skip + at[first], skip + at[last]))
            continue
        begin = first
        for index in range(first + 1, last + 1):
            if index == last or at[index + 1] - at[index] != at[begin + 1] - at[begin]:
                runs.append(Run(start + begin - first, index - begin, skip + at[begin], skip + at[index]))
                begin = index
    return runs


class _Width(dict[str, int]):
    def __init__(self, codec: str) -> None:
        self.codec = codec

    def __missing__(self, character: str) -> int:
        try:
            width = len(character.encode(self.codec, "surrogateescape"))
        except UnicodeEncodeError:
            width = 0
        self[character] = width
        return width


def _positions(file: Decoded, raw: bytes) -> list[int]:
    """Where each character of the text starts in the bytes, and at last where it ends."""
    width = _Width(file.encoding)
    at = [0, *accumulate(map(width.__getitem__, file.text))]
    if at[-1] == len(raw) - file.skip:
        return at
    # codecs that give two characters for one code, or that have state: feed them byte by byte
    decoder = codecs.getincrementaldecoder(file.encoding)("surrogateescape")
    at = []
    begin = 0
    body = raw[file.skip :]
    for index in range(len(body)):
        got = decoder.decode(body[index : index + 1], index == len(body) - 1)
        if got:
            at += [begin] * len(got)
            begin = index + 1
    at.append(len(body))
    return at
