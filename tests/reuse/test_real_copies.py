"""Real copies: articles of one agency that a broadcaster took over in the other script, told apart by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.lexicon import Lexicon
from kg.model import Reuse, Text
from kg.read import read_path
from kg.reuse import Index, order, reuses, sketch

_SHARED = Path("shared") / "corpora"


@pytest.fixture(scope="module")
def corpora() -> Path:
    """The folder of real articles beside the checkout, or beside a folder above it: not part of the project."""
    for folder in Path(__file__).resolve().parents:
        if (folder / _SHARED / "copy-pairs-2022-05.tsv").is_file():
            return folder / _SHARED
    pytest.skip("the folder of real articles (shared/corpora) is not beside this checkout")


def test_each_article_that_was_taken_over_is_found_with_its_direction(corpora: Path) -> None:
    articles = corpora / "news-2022-05"
    with (corpora / "copy-pairs-2022-05.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    taken = {(Path(row["cna_path"]).name, Path(row["rfi_path"]).name) for row in rows}
    wanted = {pair for pair in taken if all((articles / name).is_file() for name in pair)}
    assert len(wanted) >= 10
    found = {(Path(r.earlier.path).name, Path(r.later.path).name) for r in _all(articles) if r.known}
    assert wanted - found == set()


def _all(folder: Path) -> list[Reuse]:
    texts: dict[str, Text] = {}
    for path in sorted(folder.iterdir()):
        for document in read_path(path):
            texts[document.source.id] = Text(document.source, document.text, (), document.blocks)
    index = Index()
    for text in texts.values():
        index.add(text.source.id, sketch(text.text))
    lexicon = Lexicon.load()
    found: list[Reuse] = []
    for text in texts.values():
        others = [texts[other] for other in index.candidates(text.source.id)]
        earlier = [other for other in others if order(other.source) < order(text.source)]
        found += reuses(text, earlier, lexicon=lexicon)
    return found
