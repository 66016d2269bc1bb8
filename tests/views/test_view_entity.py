"""The page of a thing: its claims by metric, the newest first, its speeches, its company, its sources."""

from __future__ import annotations

import time
from collections.abc import Iterator

import lxml.html
import pytest

from kg.errors import QuestionError
from kg.graph.names import key
from kg.lexicon import Lexicon
from kg.model import ids
from kg.store import Store
from kg.views.entity import EntityPage, claims_near, entity_page, entity_turtle, neighbourhood
from kg.views.entity.html import entity_html
from kg.views.entity.model import STATEMENTS
from kg.views.entity.page import PER_GROUP, PER_PAGE
from kg.views.records import NodeType
from kg.views.site import Frame
from tests.views.selecting import select
from tests.views.sourced import hostile_text, later, sourced
from tests.views.worlds import ATTACK, attack, crowd, document, growth, store_of

GMV = f"{ids.VOCABULARY}metric/gmv"
COMPANY = ids.named_id("entity", "甲公司")
SPEAKER = ids.named_id("entity", "李四")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with sourced() as found:
        yield found


@pytest.fixture(scope="module")
def busy() -> Iterator[Store]:
    """Ten thousand claims about forty companies, measured in four ways."""
    with crowd(10_000) as found:
        yield found


def href(iri: str) -> str:
    return "/to/" + iri.rsplit("/", 1)[-1]


def page_of(store: Store, iri: str, **chosen: object) -> EntityPage:
    return entity_page(store, iri, lexicon=Lexicon.load(), href=href, **chosen)  # type: ignore[arg-type]


def html_of(store: Store, iri: str, language: str = "en", **chosen: object) -> lxml.html.HtmlElement:
    around = neighbourhood(store, iri, claims_near(store, iri), href=href)
    frame = Frame(language=language, here="/entity/x?lang=zh", served=False)
    return lxml.html.fromstring(
        entity_html(page_of(store, iri, **chosen), around, frame, lexicon=Lexicon.load())
    )


def test_claims_about_a_thing_are_grouped_by_metric(store: Store) -> None:
    page = page_of(store, COMPANY)
    assert page.by == "metric"
    assert [(facet.key, facet.count) for facet in page.facets] == [(GMV, 4)]
    # those of the version that counts: the older one and the copy that was taken back are left out
    assert {card.mention.source.id for group in page.groups for card in group.claims} == {later().source.id}


def test_claims_measured_by_a_metric_are_grouped_by_subject(store: Store) -> None:
    page = page_of(store, GMV)
    assert page.by == "subject"
    assert [(facet.key, facet.count) for facet in page.facets] == [
        (COMPANY, 4),
        (ids.named_id("entity", "甲公司海外"), 1),
    ]


def test_the_newest_figures_come_first(busy: Store) -> None:
    page = page_of(busy, ids.named_id("entity", "企业0"), by=ids.named_id("metric", "出口额0"))
    ends = [card.mention.period.end for group in page.groups for card in group.claims if card.mention.period]
    assert ends == sorted(ends, reverse=True)


def test_a_group_shows_its_beginning_until_it_is_chosen(busy: Store) -> None:
    whom = ids.named_id("entity", "企业0")
    page = page_of(busy, whom)
    assert {len(group.claims) for group in page.groups} == {PER_GROUP}
    most = page.facets[0].key
    chosen = page_of(busy, whom, by=most, page=2)
    assert (chosen.page, len(chosen.groups), len(chosen.groups[0].claims)) == (2, 1, PER_PAGE)
    first = page_of(busy, whom, by=most)
    assert not {c.mention.id for c in first.groups[0].claims} & {
        c.mention.id for c in chosen.groups[0].claims
    }
    assert page_of(busy, whom, by=most, page=10**6).page == chosen.pages


def test_what_nobody_measures_chooses_nothing(store: Store) -> None:
    for by in ("https://example.org/none", "no iri", "", STATEMENTS):
        assert page_of(store, COMPANY, by=by).chosen is None


def test_what_a_speaker_says_is_told_with_what_it_is_about(store: Store) -> None:
    page = page_of(store, SPEAKER)
    assert (page.said.total, page.facets) == (2, ())
    seen = html_of(store, SPEAKER)
    said = select(seen, '[id="said"] li')
    assert "甲公司" in said[0].text_content()
    assert "What this person says" in seen.text_content()


def test_a_document_is_told_with_what_cites_it(store: Store) -> None:
    note = ids.named_id("entity", "甲公司，《年度财报》，2022年5月。")
    assert page_of(store, note).cited.total == 1


def test_company_is_counted_in_sources_and_mentions(store: Store) -> None:
    others = {one.thing.iri: (one.sources, one.mentions) for one in page_of(store, COMPANY).companions}
    assert others[SPEAKER] == (1, 2)


def test_an_outlet_has_its_sources(store: Store) -> None:
    publisher = ids.named_id("publisher", "甲公司")
    assert [one.source.id for one in page_of(store, publisher).sources] == [later().source.id]


def test_a_thing_of_the_vocabulary_has_its_names_and_what_it_is_part_of(store: Store) -> None:
    page = page_of(store, f"{ids.VOCABULARY}entity/alibaba-com")
    assert page.thing.labels == {"en": "Alibaba.com", "zh": "阿里巴巴国际站"}
    assert "国际站" in page.aliases
    assert [thing.labels["en"] for _, thing in page.related] == ["Alibaba Group"]
    assert not page.parts
    assert "No source" in html_of(store, page.thing.iri).text_content()


def test_an_unknown_thing_is_none(store: Store) -> None:
    with pytest.raises(QuestionError):
        page_of(store, ids.named_id("entity", "nobody"))
    with pytest.raises(QuestionError):
        entity_turtle(store, ids.named_id("entity", "nobody"), lexicon=Lexicon.load())


def test_the_page_speaks_chinese(store: Store) -> None:
    seen = html_of(store, COMPANY, "zh")
    assert "关于它的说法" in seen.text_content()
    assert "机构" in select(seen, "p.byline")[0].text_content()


def test_links_choose_a_group_and_keep_the_rest_of_the_address(busy: Store) -> None:
    seen = html_of(busy, ids.named_id("entity", "企业0"))
    links = [link.get("href") for link in select(seen, "nav.facets a")]
    assert links[0] == "/entity/x?lang=zh"
    assert all(link.startswith("/entity/x?lang=zh&by=https%3A%2F%2F") for link in links[1:])


@pytest.mark.parametrize("field", ["subject", "speaker", "scope", "cited", "metric"])
def test_a_hostile_name_is_only_ever_words(store: Store, field: str) -> None:
    iri = ids.named_id("metric" if field == "metric" else "entity", key(attack(field)))
    around = neighbourhood(store, iri, claims_near(store, iri), href=href)
    html = entity_html(
        page_of(store, iri), around, Frame(served=False, here="/entity/x"), lexicon=Lexicon.load()
    )
    seen = lxml.html.fromstring(html)
    assert f"{field}:{ATTACK}".split("\u2028")[0] in select(seen, "h1")[0].text_content()
    assert select(seen, "img, iframe, [onerror], [onload]") == []
    # the picture's data are in a script, of which nothing can leave
    assert len(select(seen, "script")) == 5
    assert not {"\u202e", "\u2028"} & set(html)
    assert hostile_text().source.id in {one.source.id for one in page_of(store, iri).sources}


def test_the_picture_has_whole_claims_and_grows(busy: Store) -> None:
    whom = ids.named_id("entity", "企业0")
    claims = claims_near(busy, whom)
    first = neighbourhood(busy, whom, claims, href=href)
    second = neighbourhood(busy, whom, claims, href=href, skip=first.shown)
    assert (first.shown, second.shown, first.claims) == (8, 16, 250)
    names = [{node.iri for node in one.of_kind(NodeType.CLAIM)} for one in (first, second)]
    assert [len(own) for own in names] == [8, 8]
    assert not names[0] & names[1]
    nodes = {node.iri for node in first.nodes}
    assert all(edge.start in nodes and edge.end in nodes for edge in first.edges)
    assert neighbourhood(busy, whom, claims, href=href, skip=10**6).nodes == ()


def test_sources_and_claims_grow_as_things_do(store: Store) -> None:
    claim = page_of(store, COMPANY).groups[0].claims[0].mention
    for iri in (later().source.id, claim.claim, ids.named_id("publisher", "甲公司"), GMV):
        found = neighbourhood(store, iri, claims_near(store, iri), href=href)
        assert {node.iri for node in found.nodes} >= {iri, claim.claim}, iri


def test_a_claim_of_very_many_sources_is_drawn_with_some_of_them(store: Store) -> None:
    sources = [
        document(f"{n}.txt", ["甲公司的交易额增长46%。"], title=f"第{n}报", publisher=f"报社{n}")
        for n in range(60)
    ]
    made = [
        (one, [growth(one, "甲公司的交易额增长46%", "46", metric="交易额", subject="甲公司")])
        for one in sources
    ]
    with store_of(*made) as crowded:
        found = neighbourhood(crowded, COMPANY, claims_near(crowded, COMPANY), href=href)
    assert len(found.of_kind(NodeType.SOURCE)) == len(found.of_kind(NodeType.PUBLISHER)) == 12


def test_ten_thousand_claims_do_not_freeze_the_page(busy: Store) -> None:
    began = time.process_time()
    page = page_of(busy, ids.named_id("metric", "出口额0"))
    html = entity_html(page, None, Frame(here="/metric/x"), lexicon=Lexicon.load())
    assert time.process_time() - began < 8
    assert page.about > 2_000
    assert len(html) < 300_000


def test_the_data_say_what_the_page_says(store: Store) -> None:
    data = page_of(store, COMPANY).to_json()
    assert data["parts"] == {"subject": 4}
    assert data["groups"][0]["id"] == GMV
    assert len(data["groups"][0]["mentions"]) == 4
    assert "甲公司" in entity_turtle(store, COMPANY, lexicon=Lexicon.load()).decode()
