"""What holds for any document, however odd: only `ReadError` is raised, blocks are in order, the map never leaves the file."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Document
from kg.read import read_bytes

MARKUP = r"""<p> </p> <div> </div> <b> </b> <table> <tr> <td> <th~colspan=2> </td> </tr> </table> <br> <sup> </sup> <li> <ul> </ul>
<!-- --> <script> </script> <h1> </h1> <a~href=x> </a> &amp; &nbsp; & < > # ## - | |--| --- ** * ` [ ]( ) [^1] [^1]:
<sup>1</sup> 1 收入增长 两成。 图片来源： 目录 作者 来源： 2022-06-10 （ ） 【 】 text title: {"text":"a\n"} \u6536"""
SPACES = ["\n", "\n\n", "\t", " ", "\u3000", "\u200b", "\r\n", "\ufeff", "\x0c", "😀", "---\n", "# 标题\n\n"]
SCRAPS = st.sampled_from([*(scrap.replace("~", " ") for scrap in re.split(r"[ \n]", MARKUP)), *SPACES])
TEXTS = st.lists(SCRAPS, max_size=40).map("".join)


def checked(document: Document) -> None:
    assert not any("\ud800" <= character <= "\udfff" for character in document.text)
    end = -1
    for block in document.blocks:
        assert end < block.start < block.end <= len(document.text)
        end = block.end
        assert all(block.start <= marker.at <= block.end for marker in block.markers)
        for row in block.table.rows if block.table else ():
            assert all(block.start <= cell.start <= cell.end <= block.end for cell in row)
    assert "\n".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    for run in document.offsets.runs:
        assert 0 <= run.first <= run.last <= len(document.raw)
        assert 0 <= run.start < run.start + run.length <= len(document.text)


def check(raw: bytes, kind: str | None = None) -> None:
    problem = ""
    try:
        checked(read_bytes(raw, name="a", media_type=kind))
    except ReadError as error:
        problem = str(error)
    assert "\n" not in problem


@given(
    text=TEXTS,
    kind=st.sampled_from(["text/html", "text/markdown", "text/plain", "application/json", None]),
)
def test_any_text_is_read_or_refused(text: str, kind: str | None) -> None:
    check(text.encode(), kind)


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    check(raw)


@given(text=TEXTS)
def test_a_document_reads_the_same_again_from_its_record(text: str) -> None:
    try:
        first = read_bytes(text.encode(), name="a.txt")
    except ReadError:
        return
    again = read_bytes(first.raw, name="other.html", media_type=first.source.media_type)
    assert (again.text, again.blocks, again.offsets) == (first.text, first.blocks, first.offsets)
