"""The frame of the pages: words in two languages, switches, and nothing of a stranger's that is markup."""

from __future__ import annotations

import re
from importlib.resources import files

import jinja2
import pytest

from kg.graph.namespaces import KG
from kg.lexicon import interface_dir, vocabulary_files
from kg.views import assets
from kg.views.interface import interface, places
from kg.views.site import Entry, Format, Frame, render

ATTACK = "<script>alert(1)</script>\"'\u202e{{ 7*7 }}"
TEMPLATES = files("kg.views") / "templates"
_USED = re.compile(r"""\bw\(\s*"([^"]+)"(?P<joined>\s*~)?""")
FRAMED = [
    item.name
    for item in TEMPLATES.iterdir()
    if item.name.endswith(".j2")
    and ("site.html.j2" in item.read_text("utf-8") or item.name == "site.html.j2")
]


def test_all_words_are_there_in_both_languages_and_take_the_same_values() -> None:
    en, zh = interface("en").words, interface("zh").words
    assert en.keys() == zh.keys()
    assert {name for name in en if not en[name].strip() or not zh[name].strip()} == set()
    assert {name for name in en if places(en[name]) != places(zh[name])} == set()


@pytest.mark.parametrize("name", sorted(FRAMED))
def test_a_template_uses_words_that_there_are(name: str) -> None:
    words = interface("en").words
    text = (TEMPLATES / name).read_text("utf-8")
    missing = [
        match[1]
        for match in _USED.finditer(text)
        if not (any(word.startswith(match[1]) for word in words) if match["joined"] else match[1] in words)
    ]
    assert missing == []


def test_words_of_the_pages_are_no_vocabulary() -> None:
    assert list(interface_dir().glob("*.ttl"))
    assert not [path for path in vocabulary_files() if path.parent == interface_dir()]


def test_terms_of_the_ontology_are_called_as_it_calls_them() -> None:
    assert interface("en").label(KG.Source.value) == "source"
    assert interface("zh").label(KG.Source.value) == "来源"
    assert interface("zh").label("https://elsewhere.example/x#thing") == "thing"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a template that says in its content what it is given as `text`."""
    environment = assets._environment()
    content = '{% extends "site.html.j2" %}{% block content %}<p>{{ text }}</p>{% endblock %}'
    loader = jinja2.ChoiceLoader([jinja2.DictLoader({"test.html.j2": content}), environment.loader])  # type: ignore[list-item]
    monkeypatch.setattr(environment, "loader", loader)
    return "test.html.j2"


def test_what_a_stranger_wrote_is_text(page: str) -> None:
    frame = Frame(here="/ask?q=" + ATTACK, navigation=(Entry("conflicts", "/conflicts"),))
    html = render(page, frame, title=ATTACK, formats=[Format("CSV", "/x.csv?q=" + ATTACK)], text=ATTACK)
    assert "<script>alert" not in html
    assert "\u202e" not in html.split("<p>")[0]
    assert "49" not in html.split("<p>")[1].split("</p>")[0]


def test_switches_keep_the_state_of_the_page() -> None:
    frame = Frame(here="/conflicts?metric=GMV&lang=en&page=2")
    assert [switch.href for switch in frame.languages] == [
        "/conflicts?metric=GMV&page=2&lang=en",
        "/conflicts?metric=GMV&page=2&lang=zh",
    ]
    assert [switch.chosen for switch in frame.languages] == [True, False]
    assert frame.url(lang=None, metric=None, page=None) == "/conflicts"


def test_the_page_that_one_is_on_is_told(page: str) -> None:
    frame = Frame(here="/sources?q=x", navigation=(Entry("sources", "/sources"), Entry("sums", "/sums")))
    html = render(page, frame, title="t", text="")
    assert '<a href="/sources" aria-current="page">' in html
    assert '<a href="/sums">' in html


def test_a_page_is_told_in_its_language(page: str) -> None:
    html = render(page, Frame(language="zh", theme="dark"), title="t", text="")
    assert '<html lang="zh-Hans" data-theme="dark">' in html
    assert ">提问<" in html


def test_a_file_asks_for_nothing(page: str) -> None:
    html = render(page, Frame().alone(), title="t", text="")
    assert not re.search(r"""(?:href|src|action)=["'](?!data:|#)""", html)
    assert "Content-Security-Policy" in html
    assert "<form" not in html
