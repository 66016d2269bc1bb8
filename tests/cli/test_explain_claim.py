"""`kg explain`: what a store says about one claim."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.graph import mentions
from kg.graph.judgement import judgement_graph, judgements_graph_id
from kg.model import Decision, Mention
from kg.model.judgement import Anchor, judgement
from kg.store import open_store

_FIRST = "2025年甲公司收入为12亿元。"
_SECOND = "年报显示，2025年甲公司收入为12.3亿元，增长50%，2024年甲公司收入为8亿元。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(_FIRST)
    (tmp_path / "b.txt").write_text(_SECOND)
    assert kg("-q", "build", "a.txt", "b.txt", "-j0").exit_code == 0
    return tmp_path


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def mention(words: str) -> Mention:
    with open_store(".kg") as store:
        return next(m for m in mentions(store) if m.quantity and m.quantity.text == words)


def test_text_has_the_mentions_comparisons_sums_and_origins_of_a_claim() -> None:
    shown = kg("explain", mention("12.3亿元").claim).stdout
    mentioned, compared, summed, origin = shown.split("\n\n", 3)
    assert mentioned.splitlines() == ["mentions", "  “2025年甲公司收入为12.3亿元”", "    b.txt"]
    assert "rounded: 12.3亿元 / 12亿元" in compared
    assert "“2025年甲公司收入为12亿元”\n      a.txt" in compared
    assert "update: 12.3亿元 / 8亿元" in compared
    assert "holds (growth): 12.3亿元 / 8亿元 - 1 = 50%" in summed
    assert "cites: the text cites “年报”" in origin


def test_chinese_has_the_reasons_and_names_in_chinese() -> None:
    shown = kg("explain", mention("12.3亿元").claim, "--language", "zh").stdout
    assert "取整: 12.3亿元 / 12亿元：按较粗一方的精度一致" in shown
    assert "成立 (增长率): " in shown
    assert "rounded" not in shown


def test_json_has_the_records_of_all_sorts() -> None:
    one = mention("8亿元")
    record = json.loads(kg("explain", one.id, "--format", "json").stdout)
    assert record["claims"] == [one.claim]
    assert [m["id"] for m in record["mentions"]] == [one.id]
    assert {c["relation"] for c in record["comparisons"]} == {"update"}
    assert [c["identity"] for c in record["checks"]] == ["growth"]
    assert len(record["origins"]) == 1
    assert record["judgements"] == record["no_longer_count"] == []


@pytest.mark.parametrize("part", [slice(None, 12), slice(-12, None)])
def test_a_claim_is_found_by_the_beginning_or_end_of_its_id(part: slice) -> None:
    one = mention("12亿元")
    name = one.claim.rsplit("/", 1)[-1][part]
    assert json.loads(kg("explain", name, "--format", "json").stdout)["claims"] == [one.claim]


def test_a_claim_is_found_by_the_words_of_its_figure() -> None:
    record = json.loads(kg("explain", "8亿元 收入", "--format", "json").stdout)
    assert record["claims"] == [mention("8亿元").claim]


@pytest.mark.parametrize("name", ["ffffffffffff", "https://example.org/nothing", "99亿元 收入", "", "\x00"])
def test_a_claim_that_is_not_there_gets_one_line(name: str) -> None:
    done = kg("explain", name)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("kg: error: ")


def test_a_source_that_was_taken_back_is_marked() -> None:
    one = mention("12亿元").claim
    assert kg("-q", "retract", "a.txt", "--reason", "写错了", "--author", "li").exit_code == 0
    assert "  a.txt [retracted: 写错了]\n" in kg("explain", one).stdout
    told = json.loads(kg("explain", one, "--format", "json").stdout)["no_longer_count"]
    assert [t["why_zh"] for t in told] == ["已撤回：写错了"]


def test_what_people_decided_is_told_with_its_reason() -> None:
    one = mention("12亿元")
    said = judgement(
        Decision.WRONG,
        author="li",
        time=datetime(2026, 1, 2, tzinfo=UTC),
        reason="原文为上一年",
        targets=(Anchor.of(one),),
        slots=(("period", "2024年"),),
    )
    with open_store(".kg", mode="w") as store:
        quads = judgement_graph([said], placed={said.id: [one]}, base=store.base)
        store.replace(judgements_graph_id(base=store.base), quads)
    shown = kg("explain", one.claim).stdout.split("\njudgements\n")[1].splitlines()
    assert shown[0].startswith("  read wrongly: 原文为上一年 (li, 2026-01-02T00:00:00")
    assert shown[1:] == [f"    “{one.quote.exact}”", "    period → 2024年"]
