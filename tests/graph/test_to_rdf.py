"""The shape of a source's graph, as queries rely on it."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from kg.graph import PREFIXES, canonical_lines, graph_id, source_graph
from kg.lexicon import Lexicon
from kg.model import Ref, ids
from tests.builders import (
    build_document,
    build_mention,
    build_source,
    growth_mention,
    tiny_documents,
    tiny_graph,
)

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def ask(quads: list[ox.Quad], pattern: str) -> bool:
    store = ox.Store()
    store.extend(quads)
    return bool(store.query(f"{HEAD} ASK {{ {pattern} }}", use_default_graph_as_union=True))


PATTERNS = [
    "?s a kg:Source, prov:Entity, schema:NewsArticle ; schema:headline '国际站交易额增长'@zh ; schema:inLanguage 'zh' ; kg:region 'CN'",
    "?s schema:datePublished '2022-06-09'^^xsd:date ; kg:fileName 'first.txt' ; schema:encodingFormat 'text/plain' ; kg:characters 34",
    "?s schema:url <https://finance.example.com/a/202206092407.html?x=1&y=二> ; schema:author '王小明'@zh",
    "?s schema:publisher publisher:eastmoney ; kg:creditedTo publisher:jiemian",
    "publisher:jiemian a kg:Publisher, schema:Organization, prov:Agent ; skos:prefLabel '界面新闻'@zh ; schema:name '界面新闻'@zh",
    "?s a schema:Report ; kg:fileName 'third.md'",
    "?m a kg:Mention, oa:Annotation ; kg:claim ?c ; oa:hasBody ?c ; kg:source ?s ; kg:valueText '46%'@zh ; kg:periodText '2022财年'@zh",
    "?m kg:subjectText '国际站'@zh ; kg:metricText '交易额'@zh ; kg:rule 'test-rule' ; kg:confidence 0.8",
    "?m kg:start 5 ; kg:end 22 ; kg:quote '国际站2022财年交易额增长46%'@zh",
    "?m oa:hasTarget ?t . ?t a oa:SpecificResource ; oa:hasSource ?s ; oa:hasSelector ?q, ?p . ?q a oa:TextQuoteSelector ; oa:exact '国际站2022财年交易额增长46%'@zh ; oa:prefix '张阔表示，'@zh . ?p a oa:TextPositionSelector ; oa:start 5 ; oa:end 22",
    "?m kg:speaker entity:zhang-kuo ; prov:qualifiedAttribution ?a . ?a a prov:Attribution ; prov:agent entity:zhang-kuo ; kg:speakerText '张阔'@zh",
    "?m prov:wasGeneratedBy <https://w3id.org/claim-kg/id/rule/test-rule> . <https://w3id.org/claim-kg/id/rule/test-rule> a prov:Activity, kg:Rule ; rdfs:label 'test-rule'",
    "?m kg:cites ?d ; cito:citesAsDataSource ?d ; prov:hadPrimarySource ?d . ?d a kg:Document, kg:Entity ; dcterms:title '世界贸易统计数据'@zh ; dcterms:publisher 'WTO'@zh ; dcterms:issued '2016-08'^^xsd:gYearMonth",
    "?c a kg:Claim, schema:Claim, kg:QuantityClaim ; kg:value 0.46 ; kg:unit unit:percent ; kg:bound bound:exact ; kg:intervalLower 0.455 ; kg:intervalUpper 0.465 ; kg:modality modality:asserted ; schema:about entity:alibaba-com ; schema:appearance ?s",
    "?c kg:series ?x . ?x a kg:Series ; kg:subject entity:alibaba-com ; kg:metric metric:gmv ; kg:kind kind:growth_rate ; kg:baseline baseline:yoy",
    "?c kg:period <https://w3id.org/claim-kg/id/period/2021-04-01_2022-03-31> . <https://w3id.org/claim-kg/id/period/2021-04-01_2022-03-31> a kg:Period, time:ProperInterval ; kg:start '2021-04-01'^^xsd:date ; kg:end '2022-03-31'^^xsd:date ; time:hasBeginning <https://w3id.org/claim-kg/id/date/2021-04-01>",
    "?c a kg:StatementClaim ; schema:text '国际站将继续投入物流'@zh ; kg:modality modality:planned ; schema:about entity:alibaba-com",
    "?c kg:bound bound:min ; kg:lower 0.3 ; kg:series ?x . ?x kg:scope ?e . ?e a kg:Thing ; skos:prefLabel '工业品'@zh",
    "entity:alibaba-com a kg:Entity, kg:Platform ; skos:prefLabel 'Alibaba.com'@en, '阿里巴巴国际站'@zh",
    "metric:gmv a kg:Metric, skos:Concept ; skos:prefLabel ?name",
    "unit:USD a kg:Unit ; kg:code 'USD'",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_graph_has_its_fixed_shape(pattern: str) -> None:
    assert ask(tiny_graph(), pattern)


def test_two_sources_meet_in_one_claim() -> None:
    assert ask(tiny_graph(), "?a kg:claim ?c ; kg:source ?s . ?b kg:claim ?c ; kg:source ?t FILTER(?s != ?t)")


def test_everything_stands_in_the_graph_of_its_source_and_no_node_is_blank() -> None:
    for document, mentions in tiny_documents():
        quads = source_graph(document, mentions, lexicon=Lexicon.load())
        assert {q.graph_name for q in quads} == {ox.NamedNode(graph_id(document.source.id))}
        assert not any(isinstance(term, ox.BlankNode) for q in quads for term in (q.subject, q.object))
        assert len(quads) == len(set(quads))


def test_the_order_of_mentions_does_not_matter() -> None:
    document = build_document("甲1。乙2。丙3。ＡＢＣ4。abc5。")
    mentions = [
        build_mention(
            document, name + value, value=value, subject=Ref(None, name, name), unit="{count}", counted=name
        )
        for name, value in zip(("甲", "乙", "丙", "ＡＢＣ", "abc"), "12345", strict=True)
    ]
    expected = canonical_lines(source_graph(document, mentions, lexicon=Lexicon.load()))
    for seed in range(3):
        random.Random(seed).shuffle(mentions)
        assert canonical_lines(source_graph(document, mentions, lexicon=Lexicon.load())) == expected


def test_other_words_for_a_minted_entity_are_names_of_it_but_pronouns_are_not() -> None:
    document = build_document("某某公司收入1元。某某收入2元。该公司收入3元。")
    mentions = [
        build_mention(
            document, f"{words}收入{n}元", value=str(n), unit="CNY", subject=Ref(None, "某某公司", words)
        )
        for n, words in enumerate(("某某公司", "某某", "该公司"), 1)
    ]
    quads = source_graph(document, mentions, lexicon=Lexicon.load())
    assert ask(quads, "?e skos:prefLabel '某某公司'@zh ; skos:altLabel '某某'@zh")
    assert not ask(quads, "?e skos:altLabel '该公司'@zh")


def test_a_publisher_that_is_not_in_the_vocabulary_is_minted_from_its_folded_name() -> None:
    one, two = (
        build_document(text, publisher=name) for text, name in (("一。", "無名日報"), ("二。", "无名日报"))
    )
    quads = [q for d in (one, two) for q in source_graph(d, [], lexicon=Lexicon.load())]
    assert ask(quads, "?a schema:publisher ?p . ?b schema:publisher ?p . FILTER(?a != ?b)")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x y<z>", "<https://a.example/x%20y%3Cz%3E>"),
        ("HTTPS://a.example/中", "<HTTPS://a.example/中>"),
        ("javascript:alert(1)", '"javascript:alert(1)"^^<http://www.w3.org/2001/XMLSchema#anyURI>'),
        ("not a url", '"not a url"^^<http://www.w3.org/2001/XMLSchema#anyURI>'),
        ("http://[broken", '"http://[broken"^^<http://www.w3.org/2001/XMLSchema#anyURI>'),
    ],
)
def test_only_web_addresses_become_links(url: str, expected: str) -> None:
    quads = source_graph(build_document(url=url), [], lexicon=Lexicon.load())
    assert [str(q.object) for q in quads if q.predicate.value.endswith("schema.org/url")] == [expected]


def test_text_that_is_no_unicode_is_mended() -> None:
    document = build_document("一句话。", title="坏\ud800字", language='zh" ; <x>', publisher="\udfff")
    assert ask(source_graph(document, [], lexicon=Lexicon.load()), "?s schema:headline '坏\ufffd字'")


def test_a_mention_of_another_source_is_refused() -> None:
    other = build_document("别的。国际站交易额增长46%")
    with pytest.raises(ValueError, match="is a mention of"):
        source_graph(build_document(), [growth_mention(other, "交易额增长46%")], lexicon=Lexicon.load())


def test_the_base_can_be_chosen() -> None:
    base = "https://example.org/x/"
    document = build_document("国际站交易额增长46%。", base=base)
    quads = source_graph(
        document, [growth_mention(document, "交易额增长46%", base=base)], lexicon=Lexicon.load(), base=base
    )
    assert not any(ids.DEFAULT_BASE in str(quad) for quad in quads)
    assert build_source(base=base).id.startswith(base)
