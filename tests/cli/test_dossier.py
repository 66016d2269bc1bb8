"""`kg dossier`: a page, JSON or Turtle of one figure, or one line that says why there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main


def kg(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(store), "dossier", *arguments])


def test_a_file_gets_the_page(seed_store_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier.html"
    done = kg(seed_store_path, "46%", "GMV", "-o", str(out))
    assert (done.exit_code, done.stdout) == (0, f"Alibaba.com · GMV +46% · {out}\n")
    page = out.read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "外贸中小企业在阿里巴巴国际站平台上完成的交易额同比增长<b>46%</b>" in page


def test_the_form_is_that_of_the_file_or_the_one_asked_for(seed_store_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier.json"
    assert kg(seed_store_path, "46% GMV", "-o", str(out)).exit_code == 0
    assert json.loads(out.read_text("utf-8")) == json.loads(
        kg(seed_store_path, "46% GMV", "--format", "json").stdout
    )
    assert kg(seed_store_path, "46% GMV", "--format", "ttl").stdout.startswith("@prefix")


def test_the_page_is_in_the_language_asked_for(seed_store_path: Path) -> None:
    assert '<html lang="zh-Hans">' in kg(seed_store_path, "46%交易额增长", "--language", "zh").stdout


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("99% GMV", "no claim carries this figure"),
        ("GMV", ""),
        ("ffffffffffff", "no claim or mention of this name"),
        ("", ""),
        ("增长20%", "means 3 figures"),
    ],
)
def test_what_is_no_figure_or_several_gets_one_line(
    seed_store_path: Path, tmp_path: Path, words: str, why: str
) -> None:
    out = tmp_path / "dossier.html"
    done = kg(seed_store_path, words, "-o", str(out))
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("kg: error: ")
    assert why in done.stderr
    assert not out.exists()


def test_a_figure_of_several_is_had_by_the_id_that_is_told(seed_store_path: Path) -> None:
    told = kg(seed_store_path, "增长20%").stderr
    first = told.split("give an id: ")[1].split(" ")[0]
    assert kg(seed_store_path, first, "--format", "json").exit_code == 0
