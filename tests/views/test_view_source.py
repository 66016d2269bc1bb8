"""The page of a source: what is marked in its text, what stands beside it, and that a stranger's words stay words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import lxml.html
import pytest

from kg.errors import QuestionError
from kg.graph import graph_id
from kg.lexicon import Lexicon
from kg.model import Verdict
from kg.store import Store
from kg.views.site import Frame
from kg.views.source import SourcePage, anchor_of, place_of, source_page, source_turtle
from kg.views.source.html import source_html
from tests.views.selecting import select
from tests.views.sourced import GROWTH, LEVEL, copy, hostile_text, later, report, sourced
from tests.views.worlds import ATTACK, attack


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with sourced() as found:
        yield found


def page_of(store: Store, iri: str, number: int = 1) -> SourcePage:
    return source_page(
        store, iri, lexicon=Lexicon.load(), href=lambda i: "/to/" + i.rsplit("/", 1)[-1], page=number
    )


def html_of(page: SourcePage, language: str = "en") -> lxml.html.HtmlElement:
    frame = Frame(language=language, here="/source/x", served=False)
    return lxml.html.fromstring(
        source_html(page, frame, lexicon=Lexicon.load(), original="/source/x/original")
    )


def words(element: lxml.html.HtmlElement) -> str:
    """What is read of the text: without the numbers of claims and passages."""
    copied = lxml.html.fromstring(lxml.html.tostring(element, encoding="unicode"))
    for number in select(copied, "a.n, sup, .label, .card, .sum"):
        number.drop_tree()
    return copied.text_content()


@pytest.fixture(scope="module")
def page(store: Store) -> SourcePage:
    return page_of(store, report().source.id)


@pytest.fixture(scope="module")
def seen(page: SourcePage) -> lxml.html.HtmlElement:
    return html_of(page)


def test_the_whole_text_is_shown_in_order(seen: lxml.html.HtmlElement) -> None:
    text = report().text
    shown = "".join(words(part) for part in select(seen, "h1, .source-text .text"))
    assert "".join(shown.split()) == "".join(text.split())


def test_quotes_that_cross_are_both_marked_whole(seen: lxml.html.HtmlElement) -> None:
    for number, quote in ((1, GROWTH), (2, LEVEL)):
        marks = seen.xpath(
            f"//mark[contains(concat(' ', @data-claims, ' '), ' {number} ')][contains(@class, 'claim')]"
        )
        # of marks inside each other the outer one has the words
        outer = [m for m in marks if not any(a in marks for a in m.iterancestors())]
        assert "".join(words(m) for m in outer) == quote


def test_each_claim_has_a_number_that_leads_to_what_was_read_in_it(
    page: SourcePage, seen: lxml.html.HtmlElement
) -> None:
    numbers = select(seen, "a.n[data-claim]")
    assert sorted(int(n.get("data-claim")) for n in numbers) == [1, 2, 3, 4, 5, 6]
    for number in numbers:
        card = seen.get_element_by_id(number.get("href").removeprefix("#"))
        assert card.get("data-card") == number.get("data-claim")
    assert page.claims == 6


def test_values_lead_to_their_claims_and_names_to_their_things(
    page: SourcePage, seen: lxml.html.HtmlElement
) -> None:
    links = {link.text_content(): link.get("href") for link in select(seen, ".source-text a.word")}
    assert links["46%"] == page.cards[0].href
    assert links["交易额"] == "/to/gmv"
    assert links["越南"] == "/to/vietnam"


def test_no_link_is_inside_another(seen: lxml.html.HtmlElement) -> None:
    assert select(seen, "a a") == []


def test_the_slots_of_a_claim_stand_beside_it_with_their_words(seen: lxml.html.HtmlElement) -> None:
    card = select(seen, '[data-card="1"]')[0]
    slots = dict(zip((d.text for d in select(card, "dt")), select(card, "dd"), strict=True))
    assert slots["speaker"].text_content().split() == ["李四"]
    assert slots["metric"].text_content().split() == ["GMV", "“交易额”"]
    assert slots["period"].text_content().split()[-1] == "“过去一个财年”"


def test_a_sum_that_fails_stands_behind_the_last_of_its_figures(
    page: SourcePage, seen: lxml.html.HtmlElement
) -> None:
    assert page.sums == {Verdict.FAILS: 1}
    box = select(seen, ".sum")[0]
    assert "240亿元 + 96亿元 = 300亿元" in box.text_content()
    assert "the parts are more than the whole" in box.text_content()
    assert page.failing[0].address.endswith("#" + box.get("id"))
    assert {n.get("data-claim") for n in select(seen, "a.n.bad")} == {"2", "3", "4"}


def test_a_tables_cells_are_marked(seen: lxml.html.HtmlElement) -> None:
    rows = [[words(cell) for cell in row] for row in select(seen, ".source-text table tr")]
    assert rows == [["公司", "交易额（亿元）"], ["甲公司国内", "240"], ["甲公司海外", "96"]]
    assert [n.get("data-claim") for n in select(seen, "table a.n")] == ["6"]


def test_a_footnote_and_its_marker_lead_to_each_other(seen: lxml.html.HtmlElement) -> None:
    marker = select(seen, "sup.call")[0]
    note = seen.get_element_by_id(select(marker, "a")[0].get("href").partition("#")[2])
    assert "年度财报" in note.text_content()
    assert select(note, "a.label")[0].get("href").endswith("#" + marker.get("id"))


def test_a_copied_passage_stands_beside_its_origin_with_what_changed(store: Store) -> None:
    page = page_of(store, copy().source.id)
    seen = html_of(page)
    assert [one.taken for one in page.shared] == ["from"]
    beside = select(seen, ".beside")[0]
    here, there = select(beside, "blockquote")
    assert "增长64%" in here.text_content()
    assert [e.text for e in select(here, "ins")] == ["64%"]
    assert [e.text for e in select(there, "del")] == ["46%"]
    turned = select(html_of(page_of(store, report().source.id)), ".beside")[0]
    assert [e.text for e in select(turned, "del, ins")] == ["46%", "64%"]
    start = select(seen, "a.n.copy")[0]
    assert start.get("href") == "#" + beside.get("id")
    assert "46% became 64%" in select(seen, '[data-card="1"]')[0].text_content()


def test_a_source_that_was_taken_back_says_so_and_why(store: Store) -> None:
    message = select(html_of(page_of(store, copy().source.id)), ".message")[0].text_content()
    assert "taken back" in message
    assert attack("reason").split("\u2028")[0] in message


def test_an_old_version_leads_to_the_new_one_which_says_what_changed(store: Store, page: SourcePage) -> None:
    assert page.newer is not None
    assert page.newer.source.id == later().source.id
    assert select(html_of(page), ".message a")[0].get("href") == page.newer.href
    new = page_of(store, later().source.id)
    assert new.newer is None
    changes = select(html_of(new), ".changes li")
    assert [e.text_content() for e in select(changes[0], "del, ins")] == ["46%", "47%"]


def test_the_page_speaks_chinese(page: SourcePage) -> None:
    seen = html_of(page, "zh")
    assert seen.get("lang") == "zh-Hans"
    assert "对不上" in select(seen, ".sum")[0].text_content()
    assert "各部分之和大于总数" in select(seen, ".sum")[0].text_content()


def test_hostile_words_are_only_ever_words(store: Store) -> None:
    page = page_of(store, hostile_text().source.id)
    html = source_html(page, Frame(served=False, here="/source/x"), lexicon=Lexicon.load(), original="/x")
    seen = lxml.html.fromstring(html)
    assert select(seen, "img, iframe, svg, [onerror], [onload]") == []
    assert all(
        (link.get("href") or "").startswith(("/", "#", "https://example.org/", "data:"))
        for link in select(seen, "[href]")
    )
    visible = ATTACK.split("\u2028")[0]
    for field in ("text", "second", "title", "publisher", "credited", "author", "metric", "subject"):
        assert f"{field}:{visible}" in seen.text_content(), field
    for field in ("scope", "period", "speaker", "cited"):
        assert f"{field}:{visible}" in seen.text_content(), field
    assert "file:<img src=x" in seen.text_content()
    assert not {"\u202e", "\u2028"} & set(html)


def test_an_address_that_is_no_web_page_is_no_link(store: Store, page: SourcePage) -> None:
    odd = replace(page, source=replace(page.source, url="javascript:alert(1)"))
    assert not html_of(odd).xpath("//a[contains(@href, 'javascript')]")


def test_without_the_original_the_claims_are_shown_with_what_is_around_them(store: Store) -> None:
    with sourced() as own:
        own.blobs.forget(report().source.sha256)
        page = page_of(own, report().source.id)
    seen = html_of(page)
    assert page.parts == ()
    assert len(select(seen, ".card blockquote")) == 6
    assert "no such original is kept" in select(seen, "p.message")[-1].text_content()


def test_quotes_that_moved_are_not_marked_elsewhere(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    other = report()
    moved = replace(other, text=other.text.replace("46%", "58%"))
    monkeypatch.setattr("kg.views.source.text.reread", lambda *_: moved)
    with sourced() as own:
        own.blobs.put(other.raw, {"name": "report.md", "source": other.source.id, "fresh": "yes"})
        page = page_of(own, other.source.id)
    assert [card.number for card in page.cards if not card.in_text] == [1, 2]
    seen = html_of(page)
    assert {n.get("data-claim") for n in select(seen, "a.n[data-claim]")} == {"3", "4", "5", "6"}


def test_sums_and_changes_of_sources_that_are_gone_are_not_told() -> None:
    with sourced() as own:
        own.drop(graph_id(report().source.id, base=own.base))
        page = page_of(own, copy().source.id)
    assert [(card.checks, card.mutations) for card in page.cards] == [((), ())]
    assert page.shared == ()


def test_the_data_say_what_the_page_says(page: SourcePage) -> None:
    data = page.to_json()
    assert data["text"] == report().text
    assert [m["quote"]["exact"] for m in data["mentions"]][:2] == [GROWTH, LEVEL]
    assert data["sums"] == {"holds": 0, "fails": 1, "cannot-tell": 0}
    assert data["versions"][0] == {
        "id": report().source.id,
        "published": "2022-05-01",
        "counts": False,
        "retracted": None,
    }


def test_turtle_has_the_source_and_its_history(store: Store) -> None:
    turtle = source_turtle(store, report().source.id).decode()
    assert "prov:wasInvalidatedBy" in turtle
    assert "甲公司年报" in turtle


def test_an_unknown_source_is_none(store: Store) -> None:
    for iri in (store.base + "source/none", "https://example.org/other"):
        with pytest.raises(QuestionError):
            page_of(store, iri)
        with pytest.raises(QuestionError):
            source_turtle(store, iri)


def test_a_mention_is_found_on_its_page(store: Store, page: SourcePage) -> None:
    mention = page.cards[4].mention.id
    assert place_of(store, mention) == (report().source.id, 1)
    assert anchor_of(mention) == page.cards[4].anchor
    assert place_of(store, store.base + "mention/none") is None
