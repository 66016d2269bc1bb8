"""The first page in a browser and for programs."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

PAGE = {"Accept": "text/html"}


def test_it_says_what_is_in_the_graph_and_leads_to_it(seed_client: TestClient) -> None:
    html = seed_client.get("/?lang=en", headers=PAGE).text
    assert re.search(r'<a href="/sources">sources</a></dt><dd>5</dd>', html)
    assert "2 sources, <b>1 origin</b>" in html
    for place in ("/sources", "/series", "/speakers", "/sums", "/conflicts?relation=any"):
        assert f'href="{place}"' in html


def test_it_is_told_in_chinese(seed_client: TestClient) -> None:
    html = seed_client.get("/?lang=zh", headers=PAGE).text
    assert "2 个来源，<b>1 个源头</b>" in html
    assert "阿里巴巴国际站" in html


def test_programs_get_the_same(seed_client: TestClient) -> None:
    found = seed_client.get("/start.json").json()
    assert found["counts"]["sources"] == 5
    assert found["figures"][0]["sources"] >= 2


def test_what_a_stranger_wrote_is_text(nasty_client: TestClient) -> None:
    for language in ("en", "zh"):
        html = nasty_client.get(f"/?lang={language}", headers=PAGE).text
        assert not re.search(r"<script(?! src=\"/static/)|<img|<svg|href=\"javascript", html)
