"""A static site holds together without a server."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from kg.errors import StoreMissing, StoreWriteFailed
from kg.site import SiteReport, write_site
from kg.site.rewriting import rewritten
from kg.views.assets import json_in_html
from kg.views.picture import PICTURE
from tests.site.conftest import PAGES


def pages(report: SiteReport) -> dict[Path, lxml.html.HtmlElement]:
    found = sorted(report.start.parent.rglob("*.html"))
    return {path: lxml.html.document_fromstring(path.read_bytes()) for path in found}


def test_it_says_what_it_wrote(report: SiteReport) -> None:
    assert len(pages(report)) == report.pages == PAGES
    assert report.left > 0
    assert (report.start.parent / "claim-kg-site.txt").is_file()


def test_every_link_leads_to_a_file_or_out_into_the_web(report: SiteReport) -> None:
    for path, page in pages(report).items():
        for element in page.iter("a", "link", "script", "img"):
            link = element.get("href") or element.get("src")
            if link is None or link.startswith(("#", "data:", "https://", "http://")):
                continue
            parts = urlsplit(link)
            assert not parts.path.startswith("/"), (path.name, link)
            assert (path.parent / unquote(parts.path)).is_file(), (path.name, link)


def test_nothing_is_left_that_needs_a_server(report: SiteReport) -> None:
    for page in pages(report).values():
        assert not list(page.iter("form"))
        assert not page.xpath("//a[not(@href) and not(@id) and not(@name)]")
        assert not page.xpath("//*[@data-needs='server']")
        assert not page.xpath("//p[@class='formats'][not(a)]")


def test_a_picture_leads_to_files_and_asks_no_server() -> None:
    nodes = [{"href": "/figure/a", "title": "</script><b>&"}, {"href": "/entity/left"}, {"href": ""}]
    data = json_in_html({"more": "/around.json", "around": {"nodes": nodes}})
    page = f'<html><head></head><body><script type="application/json" id="{PICTURE}">{data}</script></body></html>'
    files = {"/figure/a": "../figure/a.html"}
    found = lxml.html.document_fromstring(rewritten(page.encode(), files.get))
    (holder,) = found.iter("script")
    drawn = json.loads(holder.text or "")
    assert drawn["more"] is None
    assert [node["href"] for node in drawn["around"]["nodes"]] == ["../figure/a.html", "", ""]
    assert drawn["around"]["nodes"][0]["title"] == "</script><b>&"


def test_both_languages_are_there_and_lead_to_each_other(report: SiteReport) -> None:
    chinese = report.start.parent / "zh" / "index.html"
    links = {link for *_, link, _ in pages(report)[chinese].iterlinks()}
    assert "../index.html" in links
    assert "zh/index.html" in {link for *_, link, _ in pages(report)[report.start].iterlinks()}


def test_every_page_has_a_policy_before_anything_loads(report: SiteReport) -> None:
    for page in pages(report).values():
        head = page.find("head")
        assert head is not None
        assert [element.get("charset") or element.get("http-equiv") for element in head[:2]] == [
            "utf-8",
            "Content-Security-Policy",
        ]


def test_the_same_store_gives_the_same_bytes(
    report: SiteReport, seed_store_path: Path, tmp_path: Path
) -> None:
    again = write_site(seed_store_path, tmp_path / "out", most=PAGES)
    first, second = report.start.parent, again.start.parent
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    assert [name for name in files if (first / name).read_bytes() != (second / name).read_bytes()] == []


def test_somebodys_folder_is_left_alone(seed_store_path: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(StoreWriteFailed, match="no earlier export"):
        write_site(seed_store_path, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_without_a_store_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        write_site(tmp_path / "nothing", tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_words_of_strangers_stay_words() -> None:
    text = "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt;"
    page = f'<!doctype html><html><head><meta charset="utf-8"></head><body><p title="&quot;&gt;&lt;i">{text}</p></body></html>'
    found = lxml.html.document_fromstring(rewritten(page.encode(), lambda link: None))
    assert not list(found.iter("script", "b", "i"))
    assert found.findtext(".//p") == "<script>alert(1)</script> &lt;b&gt;"


def test_a_page_keeps_its_looks_where_few_pages_are_written(seed_store_path: Path, tmp_path: Path) -> None:
    report = write_site(seed_store_path, tmp_path / "out", most=30, languages=["en"])
    assert report.pages == 30
    figures = list((tmp_path / "out").glob("figure/*.html"))
    assert figures
    for page in figures:
        sheets = lxml.html.document_fromstring(page.read_bytes()).xpath("//link[@rel='stylesheet']/@href")
        assert "../static/dossier.css" in sheets
        assert all((page.parent / sheet).is_file() for sheet in sheets)


def test_it_is_written_where_an_event_loop_runs_as_in_a_notebook(
    seed_store_path: Path, tmp_path: Path
) -> None:
    async def cell() -> SiteReport:
        return write_site(seed_store_path, tmp_path / "out", most=1)

    # whatever runs in the thread of the tests, a browser's loop too
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(cell())).result().pages == 1
