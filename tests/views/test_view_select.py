from __future__ import annotations

import pytest

from kg.errors import QuestionError
from kg.store import Store
from kg.views import Selection, build_network, select_all, select_entity, select_figure, select_source


def _quotes(store: Store, selection: Selection) -> set[str]:
    graph = build_network(store, selection)
    records = [record for _, record in graph.nodes(data="record") if hasattr(record, "utterances")]
    return {said.quote for record in records for said in record.utterances}


def test_claims_of_a_thing_in_whatever_part_it_plays(small: Store) -> None:
    assert _quotes(small, select_entity(small, "张三")) == {
        "过去一个财年平台的交易额同比增长46%",
        "订单外溢是主动布局，并非被动转移",
    }
    assert _quotes(small, select_entity(small, "中小企业")) == {"中小企业在平台上的交易额增长46%"}
    assert _quotes(small, select_entity(small, "乙新闻")) == _quotes(small, select_entity(small, "甲财经网"))


def test_traditional_characters_and_white_space_find_the_same_thing(small: Store) -> None:
    assert select_entity(small, " 某某國際站").focus == select_entity(small, "某某国际站").focus


def test_an_iri_finds_its_thing(small: Store) -> None:
    named = select_entity(small, "某某国际站")
    by_iri = select_entity(small, named.focus[0])
    assert (by_iri.claims, by_iri.title) == (named.claims, "某某国际站")


@pytest.mark.parametrize("name", ["second.txt", "some/folder/second.txt", "外贸企业的新机会"])
def test_claims_of_a_source_by_file_name_or_title(small: Store, name: str) -> None:
    assert _quotes(small, select_source(small, name)) == {
        "中小企业在平台上的交易额增长46%",
        "平台的活跃买家增长12%",
    }


def test_all_claims_and_how_many_nodes_that_makes(small: Store) -> None:
    selection = select_all(small)
    assert selection.total == len(build_network(small, selection))


def test_an_unknown_name_is_answered_with_near_ones(small: Store) -> None:
    with pytest.raises(QuestionError, match="某某国际站"):
        select_entity(small, "国际站")


def test_an_unknown_source_is_an_error_that_names_it(small: Store) -> None:
    with pytest.raises(QuestionError, match=r"nowhere\.txt"):
        select_source(small, "nowhere.txt")


def test_a_name_that_tries_to_be_sparql_is_only_a_name(small: Store) -> None:
    with pytest.raises(QuestionError):
        select_entity(small, 'x" } DROP ALL #')


@pytest.mark.parametrize("words", ["46% 成交额", "46% GMV", "哪些来源重复了46%成交额增长的说法"])
def test_claims_of_a_figure_in_words(small: Store, words: str) -> None:
    assert _quotes(small, select_figure(small, words)) == {
        "过去一个财年平台的交易额同比增长46%",
        "中小企业在平台上的交易额增长46%",
    }


def test_a_figure_that_no_claim_carries(small: Store) -> None:
    with pytest.raises(QuestionError, match="no claim"):
        select_figure(small, "99% GMV")


def test_words_that_name_no_figure(small: Store) -> None:
    with pytest.raises(QuestionError):
        select_figure(small, "what is it")
