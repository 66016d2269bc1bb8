"""JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Document
from kg.read import ReadOptions, read_bytes, read_path
from tests.read.builders import outline, read

MAP = ReadOptions(map={"text": "content", "published": "datetime", "publisher": "source"})


def write(folder: Path, *lines: str) -> Path:
    path = folder / "wire.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def record(**fields: object) -> str:
    return json.dumps(
        {"source": "某某社", "datetime": "2026-06-01T01:03:36+08:00", "title": "标题", **fields},
        ensure_ascii=False,
    )


def test_each_line_is_a_document_with_its_own_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, record(content="收入增长。"), "", record(content="利润下降。"))
    first, second = read_path(path, options=MAP)
    assert (first.source.path, second.source.path) == (f"{path}#1", f"{path}#3")
    assert first.raw == record(content="收入增长。").encode()
    assert outline(second) == [("title", "标题"), ("paragraph", "利润下降。")]
    assert second.source.publisher == "某某社"
    assert second.source.published is not None


def test_escapes_are_mapped_to_what_was_written() -> None:
    raw = rb'{"text": "\u6536\u5165\n\"46%\" \ud83d\ude00 A"}'
    document = read_bytes(raw, name="a.json")
    assert document.text == '收入\n"46%" 😀 A'
    for part, written in [
        ("收", rb"\u6536"),
        ('"', rb"\""),
        ("46%", b"46%"),
        ("😀", rb"\ud83d\ude00"),
        ("A", b"A"),
    ]:
        at = document.text.index(part)
        place = document.offsets.bytes_of(at, at + len(part))
        assert place is not None
        assert raw[slice(*place)] == written


def test_a_title_in_brackets_is_not_said_twice() -> None:
    document = read(record(content="【标题】收入增长。"), "a.json", options=MAP)
    assert outline(document) == [("title", "标题"), ("paragraph", "收入增长。")]
    assert document.raw[slice(*document.offsets.bytes_of(0, 2) or ())].decode() == "标题"


def test_html_in_a_record_is_read_as_html() -> None:
    document = read(
        record(content='<p>收入<b class="x">增长</b>。</p><p>第二段。</p>'), "a.json", options=MAP
    )
    assert outline(document)[1:] == [("paragraph", "收入增长。"), ("paragraph", "第二段。")]
    at = document.text.index("增长")
    assert document.raw[slice(*document.offsets.bytes_of(at, at + 2) or ())].decode() == "增长"


def test_a_dot_in_the_mapping_reaches_into_a_record() -> None:
    options = ReadOptions(map={"text": "body.plain", "publisher": "site.name"})
    document = read(
        '{"body": {"plain": "收入增长。"}, "site": {"name": "某某社"}}', "a.json", options=options
    )
    assert (document.text, document.source.publisher) == ("收入增长。", "某某社")


def test_a_bad_record_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        record(content="好。"),
        '{"content": "坏"',
        record(other="无"),
        "[1]",
        record(content="也好。"),
    )
    problems: list[ReadError] = []
    documents = list(read_path(path, options=MAP, on_error=problems.append))
    assert [document.text.split("\n")[-1] for document in documents] == ["好。", "也好。"]
    assert [str(problem).split(": ")[0] for problem in problems] == [f"{path}#{line}" for line in (2, 4, 3)]


def test_records_without_the_mapped_field_are_one_problem(tmp_path: Path) -> None:
    path = write(tmp_path, record(content="好。"), *[record(other="无")] * 30)
    problems: list[ReadError] = []
    (document,) = read_path(path, options=MAP, on_error=problems.append)
    assert document.text.endswith("好。")
    [problem] = problems
    assert str(problem).startswith(f"{path}: 30 records have no text: no field content")


def test_a_record_past_the_bound_does_not_stop_the_next(tmp_path: Path) -> None:
    path = write(tmp_path, record(content="长" * 2000), record(content="短。"))
    problems: list[ReadError] = []
    options = ReadOptions(map=MAP.map, max_bytes=1000)
    (document,) = read_path(path, options=options, on_error=problems.append)
    assert document.text.endswith("短。")
    assert "more than 1,000 bytes" in str(problems[0])


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ('{"text": ' + "[" * 100_000, "nests too deep|not JSON"),
        ('{"a": 1}', "no text"),
        ("[]", "a list"),
        ('{"text": "x"} {"text": "y"}', "JSON lines"),
    ],
)
def test_what_is_no_record_is_refused(raw: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read(raw, "a.json")


def test_a_mapping_to_an_unknown_slot_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot name 'body'"):
        list(read_path(write(tmp_path, record(content="x")), options=ReadOptions(map={"body": "content"})))


def test_a_stored_record_reads_the_same() -> None:
    first: Document = read(record(content="收入增长。\n第二行。"), "a.jsonl#1", options=MAP)
    again = read_bytes(first.raw, name="x", media_type=first.source.media_type, options=MAP)
    assert (again.text, again.blocks, again.offsets) == (first.text, first.blocks, first.offsets)
