"""Judgements in files: written whole, read safely, a bad record told with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreWriteFailed
from kg.judge import read_judgements, record
from kg.judge.files import MAX_BYTES
from kg.model import Decision, Judgement, Named, SourceAnchor
from tests.judge.small import FIRST, SECOND, A, B, about, made

ALL = [
    about(Decision.SAME, A, B),
    about(Decision.NOT_SAME, A, B, hour=1, reason="口径不同：一个是平台，\n一个是商家"),
    about(Decision.WRONG, A, hour=2, slots=(("value", "64%"), ("subject", "Alibaba.com <urn:x>"))),
    about(Decision.WRONG, B, hour=3),
    made(Decision.ALIAS, hour=4, named=Named("国际站", "urn:x", "Alibaba.com", "Platform")),
    made(
        Decision.ALIAS, hour=5, named=Named("平台", None, "某平台"), sources=(SourceAnchor.of(SECOND.source),)
    ),
    made(Decision.COPY_OF, hour=6, sources=(SourceAnchor.of(SECOND.source), SourceAnchor.of(FIRST.source))),
]
GOOD = "- decision: alias\n  time: 2026-05-01T12:00:00+08:00\n  author: li\n  reason: r\n  name: 甲\n  label: 乙\n"


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.decision.value)
def test_what_is_written_is_read_again(one: Judgement, tmp_path: Path) -> None:
    record(tmp_path, one)
    read = read_judgements(tmp_path)
    assert (read.judgements, read.problems) == ([_placed(one, read.judgements[0])], [])


def _placed(one: Judgement, read: Judgement) -> Judgement:
    from dataclasses import replace

    return replace(one, where=read.where)


def test_each_author_has_a_file_and_the_earlier_decision_comes_first(tmp_path: Path) -> None:
    for one in reversed(ALL[:2]):
        record(tmp_path, one)
    other = about(Decision.SAME, A, B, hour=9, author="Wang Wu <w@example.com>")
    assert record(tmp_path, other).name == "wang-wu-w-example.com.yaml"
    assert [one.id for one in read_judgements(tmp_path).judgements] == [ALL[0].id, ALL[1].id, other.id]


def test_a_comment_by_hand_stays_when_another_decision_is_added(tmp_path: Path) -> None:
    (tmp_path / "li.yaml").write_text("# 我的判断\n" + GOOD + "\n# 完\n")
    record(tmp_path, ALL[0])
    text = (tmp_path / "li.yaml").read_text()
    assert "# 我的判断" in text
    assert "# 完" in text
    assert len(read_judgements(tmp_path).judgements) == 2


def test_a_folder_that_is_not_there_has_no_judgements(tmp_path: Path) -> None:
    assert read_judgements(tmp_path / "none") == ([], [])


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("- decision: maybe\n", 1, "none of same"),
        (GOOD.replace("author: li", "auther: li"), 1, "no field 'auther'"),
        (GOOD.replace("  author: li\n", ""), 1, "author is missing"),
        (GOOD.replace("2026-05-01T12:00:00+08:00", "yesterday"), 1, "is no moment"),
        (GOOD.replace("name: 甲", "name: [甲]"), 1, "name is not a text"),
        (GOOD.replace("label: 乙", "label: &x 乙"), 6, "anchors"),
        (GOOD.replace("label: 乙", 'label: "乙'), 6, "not YAML"),
        (GOOD + "  is: Alibaba Group\n", 1, "is no IRI"),
        ("decision: same\n", 1, "is no record"),
        ("<<<<<<< HEAD\n", 1, "is no record"),
        (
            "- decision: same\n  time: 2026-05-01\n  author: a\n  reason: r\n  mentions: []\n",
            1,
            "a list of 2",
        ),
        ("- just words\n", 1, "not a list of `key: value` lines"),
        (
            "- {decision: wrong, time: 2026-05-01, author: a, reason: r, mentions: [{quote: q, source: {}}]}\n",
            1,
            "names no source",
        ),
        (
            "- {decision: wrong, time: 2026-05-01, author: a, reason: r, mentions: [{quote: q, source: {name: n}}], slots: {colour: red}}\n",
            1,
            "there is no slot 'colour'",
        ),
        (
            "- {decision: wrong, time: 2026-05-01, author: a, reason: r, mentions: [{quote: q, source: {name: n}}], slots: {value: many}}\n",
            1,
            "slot value: 'many' is no number",
        ),
    ],
)
def test_a_bad_record_is_one_line_and_the_others_are_read(
    text: str, line: int, what: str, tmp_path: Path
) -> None:
    file = tmp_path / "li.yaml"
    file.write_text(GOOD + text + GOOD.replace("甲", "丙"))
    read = read_judgements(tmp_path)
    assert len(read.judgements) == 2
    (problem,) = read.problems
    assert problem.where == f"{file}:{GOOD.count(chr(10)) + line}"
    assert what in str(problem)
    assert "\n" not in str(problem)


def test_bytes_that_are_no_text_and_files_that_are_too_large_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "b.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    problems = [str(problem) for problem in read_judgements(tmp_path).problems]
    assert ["UTF-8" in problems[0], "bytes" in problems[1]] == [True, True]


def test_a_file_that_cannot_be_written_stands_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "judgements").write_text("a file where the folder should be")
    with pytest.raises((StoreWriteFailed, OSError)):
        record(tmp_path / "judgements", ALL[0])
