"""Suggestions while typing: names that go on from the last words."""

from __future__ import annotations

import pytest

from kg.store import Store
from kg.views.names import read_names
from kg.views.suggesting import SHOWN, Name, Suggestion, Suggestions, suggestions
from kg.views.tables import TABLES, read_rows

QUESTIONS = ("which sources repeat the 46% GMV figure", "46%交易额增长有几个源头")


def name(text: str, weight: int = 1, *, iri: str = "", place: int = 0) -> Name:
    return Name(text.lower(), text, "kind", iri or f"iri:{text}", weight, place)


@pytest.fixture(scope="module")
def some() -> Suggestions:
    return Suggestions(
        [
            name("Alpha"),
            name("Alpine", 5),
            name("beta alp"),
            name("甲公司", 2),
            name("公司债"),
            name("交易额"),
        ]
    )


def texts(found: list[Suggestion]) -> list[str]:
    return [one.text for one in found]


def test_names_that_begin_so_come_by_how_much_they_matter(some: Suggestions) -> None:
    assert texts(some.of("alp")) == ["Alpine", "Alpha"]
    assert texts(some.of("ALPH")) == ["Alpha"]


def test_a_name_goes_on_from_the_end_of_a_question(some: Suggestions) -> None:
    assert some.of("what did alp") == [
        Suggestion("what did Alpine", "kind", "iri:Alpine", whole=False),
        Suggestion("what did Alpha", "kind", "iri:Alpha", whole=False),
    ]
    assert texts(some.of("关于甲公")) == ["关于甲公司"]


def test_a_latin_name_goes_on_from_the_beginning_of_a_word_only(some: Suggestions) -> None:
    assert some.of("xalp") == []


def test_the_longest_end_that_a_name_begins_with_counts(some: Suggestions) -> None:
    assert texts(some.of("甲公司")) == ["甲公司"]
    assert texts(some.of("beta a")) == ["beta alp"]


def test_a_name_that_contains_the_words_is_better_than_none(some: Suggestions) -> None:
    assert texts(some.of("易额")) == ["交易额"]


def test_questions_like_it_are_suggested(some: Suggestions) -> None:
    assert texts(some.of("which sou", questions=QUESTIONS)) == [QUESTIONS[0]]
    assert QUESTIONS[1] in texts(some.of("交易額", questions=QUESTIONS))


@pytest.mark.parametrize("typed", ["", "   ", "\u202e", "zzzzzz", "🙂", "%" * 500])
def test_what_nobody_means_suggests_nothing(some: Suggestions, typed: str) -> None:
    assert some.of(typed) == []


def test_there_are_not_too_many() -> None:
    many = Suggestions(name(f"a{number:05}") for number in range(20_000))
    assert len(many.of("a")) == SHOWN


def test_names_of_a_store_are_known_in_both_languages(seed_store: Store) -> None:
    names = read_names(seed_store)
    tables = {
        one: read_rows(seed_store, TABLES[one], names, language="zh")
        for one in ("series", "speakers", "sources")
    }
    found = suggestions(tables, names)
    assert "Alibaba.com" in texts(found.of("alibaba"))
    assert "阿里巴巴国际站" in texts(found.of("阿里巴巴國"))
    assert texts(found.of("阿里巴巴中小企业跨境"))


def test_a_thing_of_many_names_is_suggested_once_by_its_first() -> None:
    names = [
        name("阿里国际站", weight=9, iri="urn:a", place=2),
        name("阿里巴巴国际站", weight=9, iri="urn:a"),
    ]
    assert texts(Suggestions([*names, name("阿里云", iri="urn:b")]).of("阿里")) == [
        "阿里巴巴国际站",
        "阿里云",
    ]
    assert texts(Suggestions(names).of("阿里国")) == ["阿里国际站"]
