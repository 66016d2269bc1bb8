"""Which links belong to a static site, and that no file leads out of its folder."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.site.addresses import Address, address, file_name, relative

CLAIM = "/about?iri=https%3A%2F%2Fw3id.org%2Fclaim-kg%2Fid%2Fclaim%2F00ff"


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("/", "index.html"),
        ("/sources", "sources.html"),
        ("/source/00ff", "source/00ff.html"),
        ("/sources?lang=zh", "zh/sources.html"),
        ("/source/00ff?lang=en#m", "source/00ff.html"),
    ],
)
def test_a_page_has_its_file(link: str, file: str) -> None:
    found = address(link, "en")
    assert found is not None
    assert file_name(found, "html", first="en") == file


def test_styles_are_shared_by_all_languages() -> None:
    found = {
        address(f"/static/site.css?v={version}", language) for version, language in (("a", "en"), ("b", "zh"))
    }
    assert found == {Address("/static/site.css", "", "")}


def test_pages_of_a_table_and_of_things_have_files_of_their_own() -> None:
    names = {
        file_name(found, "html", first="en")
        for link in ("/sources", "/sources?page=2", CLAIM, CLAIM + "11")
        if (found := address(link, "en"))
    }
    assert len(names) == 4


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/sources",
        "//evil.example/sources",
        "javascript:alert(1)",
        "/ask?q=1",
        "/sparql",
        "/sources?sort=file",
        "/sources?theme=dark",
        "/about?iri=https%3A%2F%2Fevil.example%2F",
        "/about.ttl?iri=x",
        "sources",
        "",
        "http://[",
    ],
)
def test_what_needs_a_server_is_no_page(link: str) -> None:
    assert address(link, "en") is None


@given(st.text(), st.sampled_from(["/source/", "/entity/", "/", "/source/../", "/source/%2e%2e/"]))
def test_no_file_leads_out_of_the_folder(name: str, place: str) -> None:
    found = address(place + name, "en")
    if found is not None:
        path = PurePosixPath(file_name(found, "html", first="en"))
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert len(str(path)) < 200


def test_links_are_relative_to_where_they_stand() -> None:
    assert relative("sources.html", start="zh/source/a.html", fragment="m") == "../../sources.html#m"
    assert relative("zh/index.html", start="index.html") == "zh/index.html"
