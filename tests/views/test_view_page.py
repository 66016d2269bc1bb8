from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.errors import QuestionError, StoreWriteFailed
from kg.store import Store, open_store
from kg.views import write_view
from tests.views.worlds import ATTACK


def _data(page: Path) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text("utf-8"))
    assert found
    data = json.loads(found[1])
    assert isinstance(data, dict)
    return data


def test_the_same_store_gives_the_same_bytes(small: Store, tmp_path: Path) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    write_view(small, one, everything=True)
    write_view(small, two, everything=True)
    assert one.read_bytes() == two.read_bytes()


def test_the_report_counts_what_is_in_the_page(large: Store, tmp_path: Path) -> None:
    report = write_view(large, tmp_path / "view.html", everything=True, budget=80)
    data = _data(report.path)
    assert len(data["nodes"]) == report.nodes == report.shown <= 80  # type: ignore[arg-type]
    assert report.total == data["total"] > 1_000


def test_a_thousand_nodes_come_with_their_places_and_without_physics(large: Store, tmp_path: Path) -> None:
    report = write_view(large, tmp_path / "view.html", everything=True, budget=1_500)
    data = _data(report.path)
    nodes, options = data["nodes"], data["options"]
    assert isinstance(nodes, list)
    assert isinstance(options, dict)
    assert len(nodes) > 1_000
    assert options["physics"]["enabled"] is False
    assert options["layout"]["improvedLayout"] is False
    assert len({(node["x"], node["y"]) for node in nodes}) == len(nodes)


def test_the_page_allows_itself_nothing_but_its_own_scripts(small: Store, tmp_path: Path) -> None:
    report = write_view(small, tmp_path / "view.html", everything=True)
    text = report.path.read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    directives = dict(part.split(" ", 1) for part in policy[1].replace("&#39;", "'").split("; "))
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    assert "visjs contributors" in text, "the licence notice of vis-network stays"
    outside = text.replace(re.findall(r"<script>/\*\*.*?</script>", text, re.S)[0], "")
    assert not re.findall(r"<(?:link|img|iframe|script|source|object|embed)[^>]+(?:src|href)=", outside)


def test_words_of_sources_cannot_end_the_data(nasty: Store, tmp_path: Path) -> None:
    text = write_view(nasty, tmp_path / "view.html", everything=True, title=ATTACK).path.read_text("utf-8")
    assert "<img" not in text
    assert "<script>pwned" not in text
    assert "\u2028" not in re.sub(r"<title>.*?</title>|<h1.*?</h1>", "", text)


@pytest.mark.parametrize(
    "arguments", [{}, {"everything": True, "entity": "x"}, {"figure": "1", "source": "y"}]
)
def test_one_selection_has_to_be_given(small: Store, tmp_path: Path, arguments: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        write_view(small, tmp_path / "view.html", **arguments)  # type: ignore[arg-type]


def test_an_empty_store_has_no_picture(tmp_path: Path) -> None:
    with open_store(":memory:", mode="w") as store, pytest.raises(QuestionError, match="no claims"):
        write_view(store, tmp_path / "view.html", everything=True)


def test_a_place_that_cannot_be_written_is_named(small: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreWriteFailed, match="file"):
        write_view(small, tmp_path / "file" / "view.html", everything=True)
