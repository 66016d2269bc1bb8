"""`kg extract --explain` in its forms."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from kg.cli import main
from kg.cli.explaining import breaks, show_explained
from tests.cli.running import Ran
from tests.views.worlds import hostile_explained

_TEXT = "青山农业报\n\n6月9日，青山农业集团总经理林晓表示，2021年平台交易额同比增长超过46%，棚产达到3.2万吨。大棚的扩建并不顺利，还需要时间。\n"
_ESCAPE = "\x1b"

Command = Callable[..., Ran]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(_TEXT, "utf-8")
    return tmp_path / "a.txt"


@pytest.fixture
def run(article: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> Ran:
        done = CliRunner().invoke(main, ["extract", str(article), "-j", "0", *map(str, arguments)])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Ran(done.exit_code, done.stdout, done.stderr)

    return run


def test_each_mention_stands_in_its_sentence(run: Command) -> None:
    out = run("--explain").out
    assert _ESCAPE not in out
    assert (
        "6月9日，[青山农业集团|subject]总经理[林晓|speaker]表示，[2021年|period][平台交易额|metric]"
        "[同比|compared with]增长[超过46%|value]，棚产达到3.2万吨。"
    ) in out
    lines = out.splitlines()
    assert "value          超过46% = 46%, can stand for ≥ 46%" in lines
    assert "subject        青山农业集团 · in an earlier clause of the sentence · -0.05" in lines
    assert "confidence     0.85 = 0.90 - 0.05 (subject), rule change_rate" in lines
    assert any(line.startswith("kind           statement") for line in lines)


def test_colours_come_where_they_are_wanted(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run("--explain").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "400")
    coloured = run("--explain").out
    assert _ESCAPE in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("--explain").out == plain


def test_a_narrow_terminal_wraps_behind_the_names(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("--explain").out.splitlines()
    assert any(line.startswith(" " * 15) for line in lines)


def test_words_of_strangers_do_nothing_to_the_terminal() -> None:
    out = StringIO()
    show_explained([hostile_explained()], Console(file=out, width=1_000_000, force_terminal=True))
    shown = out.getvalue()
    assert "<img src=x onerror=" in shown
    assert "\x1b[31m" not in shown
    assert not set("\x07\u202e\u2028") & set(shown)
    assert "[31m" in shown  # what is left of an escape is words


def test_markup_of_rich_is_words(tmp_path: Path) -> None:
    text = "[red]青山集团[/red]2021年收入增长12%。"
    (tmp_path / "b.txt").write_text(f"标题\n\n{text}\n", "utf-8")
    out = CliRunner().invoke(main, ["extract", str(tmp_path / "b.txt"), "-j", "0", "--explain"]).stdout
    plain = re.sub(r"\|(?:value|metric|subject|period|scope)\]|\[(?!/?red)", "", out)
    assert text in plain


def test_the_records_carry_their_evidence(run: Command) -> None:
    records = [json.loads(line) for line in run("--explain", "--format", "jsonl").out.splitlines()]
    first = next(record for record in records if record["rule"] == "change_rate")
    [metric] = [one for one in first["evidence"] if one["slot"] == "metric"]
    assert (metric["text"], metric["how"], metric["where"]) == ("平台交易额", "here", "quote")
    plain = [json.loads(line) for line in run().out.splitlines()]
    assert [{**record, "evidence": 0, "sure": 0} for record in plain] == [
        {**record, "evidence": 0, "sure": 0} for record in records
    ]


@pytest.mark.parametrize("arguments", [("--explain", "--format", "html"), ("--format", "html")])
def test_a_page_goes_into_a_file(run: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    out = tmp_path / "why.html"
    ran = run(*arguments, "-o", out)
    assert (ran.code, ran.out) == (0, "")
    assert out.read_text("utf-8").startswith("<!doctype html>")
    assert run(*arguments).out == out.read_text("utf-8")


@pytest.mark.parametrize(
    "form", [(), ("--format", "table"), ("--explain",), ("--explain", "--format", "jsonl")]
)
def test_every_form_goes_into_a_file(run: Command, tmp_path: Path, form: tuple[str, ...]) -> None:
    out = tmp_path / "out"
    assert run(*form, "-o", out).out == ""
    assert out.read_text("utf-8") == run(*form).out


def test_mentions_are_chosen_by_their_confidence(run: Command) -> None:
    everything = [json.loads(line)["confidence"] for line in run().out.splitlines()]
    limit = sorted(everything)[1]
    low = [json.loads(line)["confidence"] for line in run("--max-confidence", limit).out.splitlines()]
    high = [json.loads(line)["confidence"] for line in run("--min-confidence", limit).out.splitlines()]
    assert low == [sure for sure in everything if sure <= limit]
    assert high == [sure for sure in everything if sure >= limit]
    explained = run("--explain", "--format", "jsonl", "--max-confidence", limit).out
    assert len(explained.splitlines()) == len(low)


def test_what_cannot_be_is_refused(run: Command, tmp_path: Path) -> None:
    assert run("--explain", "--format", "table").code == 2
    assert run("--explain", "-o", tmp_path / "no" / "folder").code == 1


def test_a_source_that_cannot_be_read_is_told_and_the_others_are_shown(run: Command) -> None:
    ran = run("missing.txt", "--explain")
    assert ran.code == 1
    assert "超过46%|value" in ran.out
    assert "missing.txt" in ran.err


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("出口增长12%。", 6, ["出口增", "长", "12%。"]),
        ("出口 rose 12%", 8, ["出口 ", "rose 12%"]),
        ("[收入|metric]增长", 12, ["[收", "入|metric]增", "长"]),
        ("收入很好[同比|compared with]", 16, ["收入很好", "[同比|compared ", "with]"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("", 3, [""]),
    ],
)
def test_lines_are_broken_where_words_end(text: str, width: int, lines: list[str]) -> None:
    ends = [0, *breaks(text, width), len(text)]
    assert [text[a:b] for a, b in itertools.pairwise(ends)] == lines
