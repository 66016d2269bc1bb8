"""Encodings are detected, and every character is mapped to its own bytes in each of them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Undecodable
from kg.model import Document
from kg.read import ReadOptions, read_bytes

SIMPLIFIED = "本季度公司的收入是2040.5亿元，同比增长了9%。\n这个数字比市场预期的要高，股价在当天上涨。"
TRADITIONAL = "本季度公司的收入是2040.5億元，年增9%。\n這個數字比市場預期的要高，股價在當天上漲。"


def mapped(document: Document, encoding: str) -> None:
    for at, character in enumerate(document.text):
        if character != "\n":
            place = document.offsets.bytes_of(at, at + 1)
            assert place is not None
            assert document.raw[slice(*place)].decode(encoding) == character


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED + "㐀𠀀", "gb18030"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "gb18030"),
    ],
)
def test_an_encoding_is_found_without_being_told(text: str, encoding: str) -> None:
    document = read_bytes(text.encode(encoding), name="a.txt")
    assert document.text == text
    mapped(document, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_text(mark: bytes, encoding: str) -> None:
    document = read_bytes(mark + SIMPLIFIED.encode(encoding), name="a.txt")
    assert document.text == SIMPLIFIED
    mapped(document, encoding)


def test_a_code_that_stands_for_two_characters_is_mapped() -> None:
    text = TRADITIONAL + "Ê̄"
    document = read_bytes(text.encode("big5hkscs"), name="a.txt", options=ReadOptions(encoding="big5hkscs"))
    assert document.text == text
    place = document.offsets.bytes_of(len(text) - 2, len(text))
    assert place is not None
    assert document.raw[slice(*place)].decode("big5hkscs") == "Ê̄"


def test_an_encoding_that_is_given_wins() -> None:
    raw = "收入增长".encode("gb18030")
    assert read_bytes(raw, name="a.txt", options=ReadOptions(encoding="gb18030")).text == "收入增长"


def test_a_page_that_declares_gb2312_is_read_as_its_superset() -> None:
    page = '<meta charset="gb2312"><p>镕基與㐀收入增长两成。</p>'
    assert "镕基與㐀收入增长两成。" in read_bytes(page.encode("gb18030"), name="a.html").text


def test_a_character_cut_at_the_end_of_a_file_costs_only_itself() -> None:
    raw = SIMPLIFIED.encode()[:-1]
    assert read_bytes(raw, name="a.txt").text == SIMPLIFIED[:-1]


@pytest.mark.parametrize("raw", [b"\x00\x01\x02\x03" * 50, b"GIF87a\x00\x00" + bytes(range(256))])
def test_what_holds_nul_bytes_is_no_text(raw: bytes) -> None:
    with pytest.raises(Exception, match=r"binary|picture"):
        read_bytes(raw, name="a.txt")


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Undecodable, match="no encoding named 'klingon'"):
        read_bytes(b"abc", name="a.txt", options=ReadOptions(encoding="klingon"))


LINES = st.text(
    st.characters(
        codec="gb18030",
        exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn"),
        exclude_characters="\u3000\u00a0#<&|[-",
    ),
    min_size=1,
).filter(lambda text: bool(text.strip()))


@given(text=LINES, encoding=st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]))
def test_plain_text_maps_character_by_character(text: str, encoding: str) -> None:
    raw = text.encode(encoding)
    document = read_bytes(raw, name="a", media_type="text/plain", options=ReadOptions(encoding=encoding))
    for at, character in enumerate(document.text):
        place = document.offsets.bytes_of(at, at + 1)
        assert place is not None
        assert raw[slice(*place)].decode(encoding).strip() == character.strip()


@given(text=LINES, start=st.integers(0, 60), length=st.integers(1, 60))
def test_a_stretch_maps_to_the_bytes_from_its_first_to_its_last_character(
    text: str, start: int, length: int
) -> None:
    document = read_bytes(text.encode(), name="a", media_type="text/plain")
    part = document.text[start : start + length]
    place = document.offsets.bytes_of(start, start + length)
    assert (place is None) == (not part)
    if place:
        assert "".join(document.raw[slice(*place)].decode().split()) == "".join(part.split())
