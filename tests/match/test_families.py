"""Who meets whom."""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.match import family_of
from kg.model import Ref
from tests.builders import ALIBABA_COM, SPEAKER, build_document, build_mention, growth_mention

LEXICON = Lexicon.load()
ENTITY = "https://w3id.org/claim-kg/entity/"
DOCUMENT = build_document("国际站交易额增长46%。某厂收入增长8%。杭州进口增长3%。计划推出服务。")


def families(quote: str, subject: Ref | None) -> tuple[str, ...]:
    return family_of(growth_mention(DOCUMENT, quote, subject=subject), LEXICON)


def test_a_part_is_of_the_family_of_its_whole() -> None:
    group = Ref(f"{ENTITY}alibaba-group", "Alibaba Group", "阿里")
    assert families("国际站交易额增长46%", ALIBABA_COM) == families("国际站交易额增长46%", group)


def test_a_city_is_not_of_the_family_of_its_country() -> None:
    city = Ref(f"{ENTITY}hangzhou", "Hangzhou", "杭州", "Place")
    assert families("杭州进口增长3%", city) == (f"{ENTITY}hangzhou",)


def test_names_that_the_vocabulary_lacks_are_compared_folded() -> None:
    assert families("某厂收入增长8%", Ref(None, "東方（集團）", "東方（集團）")) == families(
        "某厂收入增长8%", Ref(None, "东方集团", "东方集团")
    )


def test_nobody_has_no_family() -> None:
    assert families("某厂收入增长8%", None) == ()


def test_a_statement_is_of_the_family_of_its_speaker_too() -> None:
    said = build_mention(DOCUMENT, "计划推出服务", subject=ALIBABA_COM, speaker=SPEAKER)
    assert len(family_of(said, LEXICON)) == 2
