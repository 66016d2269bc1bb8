"""What the page about extraction says is what the program does."""

from __future__ import annotations

import re

import pytest

from kg.extract import load
from kg.extract.en.rules import RULES as ENGLISH
from kg.extract.zh.rules import RULES as CHINESE
from kg.graph import mentions
from kg.model import How
from kg.store import Store
from tests.docs.console import ROOT, Example, Walk, agrees, examples, fences

PAGE = (ROOT / "docs" / "extraction.md").read_text()


def rows(heading: str) -> list[list[str]]:
    """The rows of the table below a heading, without its head."""
    below = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in below.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The examples in a folder with the files that the page shows."""
    folder = tmp_path_factory.mktemp("extraction")
    for language, block in fences(PAGE):
        if language == "turtle":
            name = re.match(r"# (\S+)\n", block)
            assert name
            (folder / name[1]).write_text(block)
    return Walk(examples(PAGE), folder)


@pytest.mark.parametrize("example", examples(PAGE), ids=lambda example: example.command)
def test_a_command_prints_what_the_page_says(example: Example, walked: Walk) -> None:
    status, printed = walked[example]
    assert agrees(example.lines, printed), f"$ {example.command}\n{printed}"
    assert status == 0


def test_the_rules_are_listed_in_their_order_with_their_examples() -> None:
    for heading, rules, prefix in (("The rules", CHINESE, ""), ("The rules for English", ENGLISH, "en_")):
        listed = [tuple(cells) for cells in rows(heading)]
        expected = [(f"`{prefix}{rule.__name__}`", (rule.__doc__ or "").strip()) for rule in rules]
        assert listed == expected, "run: python tools/rules.py"


def test_the_components_are_listed_in_their_order() -> None:
    listed = [cells[0].strip("`") for cells in rows("The steps")]
    assert [name for name in listed if name != "kg_model_entities"] == load().nlp.pipe_names


def test_every_rule_that_reads_the_seeds_is_named(seed_store: Store) -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert {mention.rule for mention in mentions(seed_store)} <= named


def test_every_way_to_find_a_slot_is_listed() -> None:
    listed = {name for cells in rows("Why it was read so") for name in re.findall(r"`([\w-]+)`", cells[0])}
    assert {how.value for how in How} <= listed
