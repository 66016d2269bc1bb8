"""The vocabulary: Turtle in, entries and hits out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.lexicon import Lexicon, longest

PREFIXES = """
@prefix kg: <https://w3id.org/claim-kg/ontology#> .
@prefix scheme: <https://w3id.org/claim-kg/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
"""


def lexicon(tmp_path: Path, turtle: str) -> Lexicon:
    path = tmp_path / "words.ttl"
    path.write_text(PREFIXES + turtle, "utf-8")
    return Lexicon.read([path])


def found(words: Lexicon, text: str, original: str | None = None) -> list[str]:
    return [text[hit.start : hit.end] for hit in words.find(text, original)]


def test_every_label_is_found_the_longer_first(tmp_path: Path) -> None:
    words = lexicon(
        tmp_path,
        'ex:a skos:inScheme scheme:metrics ; skos:prefLabel "交易额"@zh ; skos:altLabel "交易"@zh .',
    )
    assert found(words, "交易额增长") == ["交易额", "交易"]


def test_a_traditional_label_finds_simplified_text(tmp_path: Path) -> None:
    words = lexicon(tmp_path, 'ex:a skos:inScheme scheme:metrics ; skos:prefLabel "營業額"@zh .')
    assert found(words, "营业额") == ["营业额"]


def test_an_ascii_label_is_a_whole_word(tmp_path: Path) -> None:
    words = lexicon(tmp_path, 'ex:a skos:inScheme scheme:metrics ; skos:prefLabel "sales"@en .')
    assert found(words, "wholesales, sales") == ["sales"]
    assert found(words, "达sales额") == ["sales"]


def test_an_acronym_is_found_in_capitals_only_where_the_text_has_capitals(tmp_path: Path) -> None:
    words = lexicon(tmp_path, 'ex:a skos:inScheme scheme:entities ; skos:prefLabel "WHO" .')
    assert found(words, "who says who", "who says WHO") == ["who"]
    assert words.find("who says who", "who says WHO")[0].start == 9
    assert len(words.find("who says who")) == 2


def test_a_word_that_means_nothing_alone_is_an_entry_but_no_hit(tmp_path: Path) -> None:
    words = lexicon(
        tmp_path, 'ex:a skos:inScheme scheme:classifiers ; kg:alone false ; skos:prefLabel "家"@zh .'
    )
    assert not words.find("家")
    assert [entry.iri for entry in words.of_scheme("classifiers")] == ["https://example.org/a"]


def test_properties_and_types_come_along(tmp_path: Path) -> None:
    words = lexicon(
        tmp_path,
        'ex:a a skos:Concept , kg:Unit ; skos:inScheme scheme:units ; kg:code "CNY" ; skos:prefLabel "yuan"@en , "元"@zh .',
    )
    entry = words.entries["https://example.org/a"]
    assert (entry.types, entry.get("code"), entry.label) == (("Unit",), "CNY", "yuan")


def test_one_label_of_two_entries_gives_two_hits(tmp_path: Path) -> None:
    words = lexicon(
        tmp_path,
        'ex:a skos:inScheme scheme:metrics ; skos:prefLabel "出口"@zh . ex:b skos:inScheme scheme:fillers ; skos:prefLabel "出口"@zh .',
    )
    assert len(words.find("出口")) == 2


def test_longest_leaves_no_overlap(tmp_path: Path) -> None:
    words = lexicon(
        tmp_path,
        'ex:a skos:inScheme scheme:metrics ; skos:prefLabel "出口额"@zh ; skos:altLabel "出口"@zh , "额外"@zh .',
    )
    hits = longest(words.find("出口额外"), "metrics")
    assert [(hit.start, hit.end) for hit in hits] == [(0, 3)]


def test_a_syntax_error_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError) as raised:
        lexicon(tmp_path, "ex:a skos:prefLabel .")
    assert "words.ttl" in str(raised.value)
    assert "line" in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="nowhere"):
        Lexicon.read([tmp_path / "nowhere.ttl"])


def test_the_shipped_vocabulary_is_loaded_once() -> None:
    assert Lexicon.load() is Lexicon.load()


def test_every_shipped_unit_has_a_code_and_a_form() -> None:
    for entry in Lexicon.load().of_scheme("units"):
        assert entry.get("code"), entry.iri
        assert entry.get("form"), entry.iri
        assert {"en", "zh"} <= set(entry.labels), entry.iri
