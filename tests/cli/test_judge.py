"""`kg judge`: by command and by keys, what is written and what is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.judge import read_judgements
from kg.model import Decision

FIRST = "2025年甲公司收入为12亿元。"
SECOND = "年报显示，2025年甲公司收入为12.3亿元。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_AUTHOR", "li")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(FIRST)
    (texts / "b.txt").write_text(SECOND)
    assert kg("-q", "build", "texts", "-j0").exit_code == 0
    return tmp_path


def kg(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=typed)


def mentions() -> list[str]:
    done = kg("extract", "texts", "-j0")
    return [json.loads(line)["id"] for line in done.stdout.splitlines()]


def kept() -> list[tuple[Decision, str, str]]:
    found = read_judgements(Path("judgements"))
    assert found.problems == []
    return [(one.decision, one.author, one.reason) for one in found.judgements]


@pytest.mark.parametrize("decision", ["same", "not-same"])
def test_two_mentions_are_the_same_or_not(decision: str) -> None:
    first, second = mentions()
    done = kg("judge", decision, first, second[-8:], "--reason", "看过原文")
    assert done.exit_code == 0, done.output
    assert kept() == [(Decision(decision), "li", "看过原文")]


def test_a_slot_is_put_right() -> None:
    done = kg("judge", "wrong", mentions()[0], "--slot", "value=13亿", "--reason", "看错")
    assert done.exit_code == 0, done.output
    (one,) = read_judgements(Path("judgements")).judgements
    assert one.slots == (("value", "13亿"),)
    assert one.targets[0].exact == "2025年甲公司收入为12亿元"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("wrong", "ID", "--reason", "r"), 2),
        (("wrong", "ID", "--slot", "value", "--reason", "r"), 2),
        (("wrong", "ID", "--slot", "colour=red", "--reason", "r"), 1),
        (("wrong", "zzzzzzzz", "--no-claim", "--reason", "r"), 2),
        (("wrong", "ID", "--no-claim"), 2),
        (("same", "ID", "ID", "--reason", "r"), 2),
        (("copy", "a.txt", "nowhere.txt", "--reason", "r"), 2),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], status: int
) -> None:
    one = mentions()[0]
    done = kg("judge", *(one if word == "ID" else word for word in arguments))
    assert done.exit_code == status, done.output
    assert not Path("judgements").exists()


def test_a_copy_and_an_alias_are_kept() -> None:
    assert kg("judge", "copy", "b.txt", "a.txt", "--reason", "r").exit_code == 0
    assert kg("judge", "alias", "甲公司", "Alibaba Group", "--in", "a.txt", "--reason", "r").exit_code == 0
    first, second = read_judgements(Path("judgements")).judgements
    assert {first.decision, second.decision} == {Decision.COPY_OF, Decision.ALIAS}
    alias = first if first.decision is Decision.ALIAS else second
    assert alias.named is not None
    assert alias.named.id == "https://w3id.org/claim-kg/entity/alibaba-group"
    assert alias.sources[0].name == "a.txt"


def test_by_keys_each_decision_is_written_with_its_reason() -> None:
    done = kg("judge", typed="n口径不同\n")
    assert done.exit_code == 0, done.output
    assert "[n] not the same" in done.output
    assert "1 decision, 0 left of 1" in done.output
    assert kept() == [(Decision.NOT_SAME, "li", "口径不同")]
    assert "nothing to decide" in kg("judge").output


def test_skipping_and_quitting_write_nothing() -> None:
    assert kg("judge", typed="x\nk").exit_code == 0
    assert kg("judge", typed="q").exit_code == 0
    assert not Path("judgements").exists()


def test_the_list_tells_what_found_no_place_and_what_is_wrong() -> None:
    kg("judge", "wrong", mentions()[0], "--no-claim", "--reason", "不是主张")
    assert kg("judge", "list").exit_code == 0
    file = Path("judgements/li.yaml")
    kept_lines = [line for line in file.read_text().splitlines(keepends=True) if "claim:" not in line]
    file.write_text("".join(kept_lines).replace("12亿元", "99亿元") + "- nonsense\n")
    done = kg("judge", "list")
    assert done.exit_code == 1
    assert "1 decision, 1 orphaned" in done.output
    assert "orphaned: no mention of" in done.stderr
    assert "li.yaml:" in done.stderr
