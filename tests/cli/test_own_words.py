"""A vocabulary of one's own: the store that was built with it knows its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.store import open_store

WORDS = """
@prefix kg: <https://w3id.org/claim-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix my: <https://example.org/words/> .
my:treasure a skos:Concept, kg:Metric ; skos:prefLabel "寻宝额"@zh ; skos:altLabel "掘宝额"@zh ;
    skos:inScheme <https://w3id.org/claim-kg/scheme/metrics> .
my:lantern a skos:Concept, kg:Organization ; skos:prefLabel "灯笼鱼"@zh ; skos:altLabel "灯鱼"@zh ;
    skos:inScheme <https://w3id.org/claim-kg/scheme/entities> .
"""


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that was built with words of one's own, which are gone since."""
    monkeypatch.setenv("KG_STORE", str(tmp_path / "kg"))
    monkeypatch.delenv("KG_VOCABULARY", raising=False)
    words = tmp_path / "words.ttl"
    words.write_text(WORDS, "utf-8")
    source = tmp_path / "a.txt"
    source.write_text("好报道\n\n据财报，2021年灯笼鱼寻宝额同比增长46%。\n", "utf-8")
    run("build", source, "--vocabulary", words, "-j", "0")
    words.unlink()
    return tmp_path / "kg"


@pytest.mark.usefixtures("store")
def test_a_question_may_use_the_words_of_the_store() -> None:
    [row] = json.loads(run("ask", "which sources repeat the 46% 掘宝额 figure", "--format", "json"))
    assert "寻宝额" in row["quote"]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("about", [("--metric", "掘宝额"), ("--metric", "寻宝额"), ("--entity", "灯鱼")])
def test_claims_are_found_by_the_words_of_the_store(about: tuple[str, str]) -> None:
    assert "寻宝额" in run("claims", *about)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("about", [("--figure", "46% 掘宝额"), ("--entity", "灯鱼")])
def test_a_view_is_drawn_by_the_words_of_the_store(about: tuple[str, str], tmp_path: Path) -> None:
    run("view", *about, "-o", tmp_path / "view.html")
    assert "灯笼鱼" in (tmp_path / "view.html").read_text("utf-8")


@pytest.mark.usefixtures("store")
def test_a_build_that_names_no_words_keeps_to_those_of_the_store(tmp_path: Path) -> None:
    assert "1 unchanged" in run("build", tmp_path / "a.txt", "-j", "0")


def test_words_of_another_build_take_their_place(store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ttl"
    other.write_text(WORDS.replace("灯鱼", "灯灯鱼"), "utf-8")
    run("build", tmp_path / "a.txt", "--vocabulary", other, "-j", "0")
    with open_store(store) as opened:
        assert [path.read_text("utf-8") for path in opened.vocabulary()] == [other.read_text("utf-8")]


@pytest.mark.usefixtures("store")
def test_words_of_a_question_come_beside_those_of_the_store(tmp_path: Path) -> None:
    more = tmp_path / "more.ttl"
    more.write_text(WORDS.split("my:lantern")[0].replace("掘宝额", "挖宝额"), "utf-8")
    assert "寻宝额" in run("claims", "--metric", "挖宝额", "--vocabulary", more)
    assert "寻宝额" in run("claims", "--metric", "掘宝额", "--vocabulary", more)
