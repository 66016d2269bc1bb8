"""`kg check`: what is checked, in which form, with which exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

ADDS_UP = "2025年三地的销售额分别为3.0亿元、4.0亿元和5.0亿元，合计12.0亿元。"
DOES_NOT = ADDS_UP.replace("12.0", "13.0")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    Path("good.txt").write_text(ADDS_UP)
    Path("bad.txt").write_text(DOES_NOT)
    return tmp_path


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_file_whose_sums_hold_ends_well() -> None:
    done = kg("check", "good.txt", "-j0")
    assert done.exit_code == 0
    assert "3.0亿元 + 4.0亿元 + 5.0亿元 = 12.0亿元 holds" in done.output
    assert "1 sum: 1 hold, 0 fail, 0 cannot be told" in done.output


def test_a_sum_that_fails_is_told_and_ends_with_one() -> None:
    done = kg("check", "bad.txt", "-j0", "--language", "zh")
    assert done.exit_code == 1
    assert "不成立" in done.output


def test_verdicts_that_were_not_asked_for_are_left_out_and_still_count() -> None:
    done = kg("check", "bad.txt", "-j0", "--verdict", "holds", "--format", "jsonl")
    assert (done.exit_code, done.stdout) == (1, "")


def test_json_lines_have_formula_intervals_and_both_languages() -> None:
    (line,) = kg("check", "good.txt", "-j0", "--format", "jsonl").stdout.splitlines()
    told = json.loads(line)
    assert told["formula"] == "a + b + c = d"
    assert told["computed"] == ["1185000000", "1215000000"]
    assert told["why"] != told["why_zh"]


def test_json_is_one_list() -> None:
    assert [
        one["verdict"] for one in json.loads(kg("check", "good.txt", "-j0", "--format", "json").stdout)
    ] == ["holds"]


def test_a_source_of_the_store_is_checked_by_its_name_and_all_of_them_without() -> None:
    assert kg("-q", "build", ".", "-j0").exit_code == 0
    Path("good.txt").unlink()
    assert kg("check", "good.txt").exit_code == 0
    whole = kg("check", "--format", "jsonl")
    assert whole.exit_code == 1
    assert sorted(json.loads(line)["verdict"] for line in whole.stdout.splitlines()) == ["fails", "holds"]


def test_files_and_sources_of_the_store_do_not_mix() -> None:
    assert kg("check", "good.txt", "nowhere").exit_code == 2


def test_the_query_finds_the_sums_that_fail(tmp_path: Path) -> None:
    from kg.ask import run
    from kg.ask.format import plain
    from kg.check import checks
    from kg.graph import mentions
    from kg.graph.check import check_graph
    from kg.graph.derived import derived_graph_id
    from kg.lexicon import Lexicon
    from kg.store import open_store

    assert kg("-q", "build", ".", "-j0").exit_code == 0
    with open_store(".kg", mode="w") as store:
        found = checks(mentions(store), lexicon=Lexicon.load())
        graph = derived_graph_id("checks", "all", base=store.base)
        store.replace(graph, check_graph(found, graph=graph))
        table = run(store, "failing-sums")
        assert [plain(row[0]) for row in table.rows] == ["parts"]
        (source,) = {one.sources[0] for one in found if one.verdict.value == "fails"}
        assert len(run(store, "failing-sums", source=source).rows) == 1
        assert len(run(store, "failing-sums", verdict="verdict:holds").rows) == 1
