"""Each shape is broken once, and says so in its own words."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest

from kg.check import checks
from kg.errors import InvalidGraph
from kg.graph import PREFIXES, history_graph, validate, validate_source, validate_store
from kg.graph.check import check_graph
from kg.graph.comparison import comparison_graph
from kg.graph.judgement import judgement_graph
from kg.graph.origin import origin_graph
from kg.graph.reuse import reuse_graph
from kg.graph.validate import SHAPES
from kg.judge import placed
from kg.lexicon import ontology_dir
from kg.model import Decision, Relation, comparison
from kg.model.history import History, Retraction
from kg.origins import origins
from kg.store import open_store
from tests.builders import tiny_documents, tiny_graph
from tests.check.small import LEXICON, figures
from tests.judge.small import about
from tests.reuse.build import mutated

GRAPH = ox.NamedNode("https://example.org/graph")
HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

A_CONCEPT = "scheme:x a skos:ConceptScheme ; skos:prefLabel 'x'@en, '甲'@zh ; skos:definition 'x' ."

# what is done to the valid graph, as SPARQL, and the message that must come
BROKEN = [
    # judgements
    ("DELETE { ?j kg:decision ?o } WHERE { ?j kg:decision ?o }", "a judgement has one of the five decisions"),
    ("DELETE { ?j kg:reason ?o } WHERE { ?j a kg:Judgement ; kg:reason ?o }", "a judgement has one reason"),
    ("DELETE { ?j kg:decidedBy ?o } WHERE { ?j a kg:Judgement ; kg:decidedBy ?o }", "a judgement has one author"),
    ("DELETE { ?j prov:endedAtTime ?o } WHERE { ?j a kg:Judgement ; prov:endedAtTime ?o }", "a judgement has its moment"),
    ("DELETE { ?p a kg:JudgedPlace } WHERE { ?p a kg:JudgedPlace }", "a judgement is about two places at most"),
    ("DELETE { ?c a kg:Correction } WHERE { ?c a kg:Correction }", "a correction is a kg:Correction"),
    ("DELETE { ?p kg:order ?o } WHERE { ?p a kg:JudgedPlace ; kg:order ?o }", "a judged place says which side it is"),
    ("INSERT { ?p kg:judged <urn:x>, <urn:y> } WHERE { ?p a kg:JudgedPlace }", "a judged place has one mention at most"),
    ("DELETE { ?c kg:slot ?o } WHERE { ?c kg:slot ?o }", "a correction names one slot"),
    ("DELETE { ?c kg:rightValue ?o } WHERE { ?c kg:rightValue ?o }", "a correction has one right value"),
    # sums
    ("DELETE { ?c kg:identity ?o } WHERE { ?c kg:identity ?o }", "a check has one identity"),
    ("DELETE { ?c kg:verdict ?o } INSERT { ?c kg:verdict verdict:maybe } WHERE { ?c kg:verdict ?o }", "a check holds, fails or cannot be told"),
    ("DELETE { ?c kg:formula ?o } WHERE { ?c kg:formula ?o }", "a check has one formula"),
    ("INSERT { ?c kg:shown '1 = 1' } WHERE { ?c a kg:Check }", "a check shows its figures once"),
    ("DELETE { ?c kg:computedLower ?o } INSERT { ?c kg:computedLower 'x' } WHERE { ?c kg:computedLower ?o }", "an end of an interval is one decimal"),
    ("DELETE { ?c dcterms:description ?o } WHERE { ?c a kg:Check ; dcterms:description ?o FILTER(LANG(?o) = 'zh') }", "a check says why in English and Chinese"),
    ("DELETE { ?c kg:rule ?o } WHERE { ?c a kg:Check ; kg:rule ?o }", "a check names its rule"),
    ("DELETE { ?c kg:confidence ?o } INSERT { ?c kg:confidence 1.5 } WHERE { ?c a kg:Check ; kg:confidence ?o }", "a check has a confidence from 0 to 1"),
    ("DELETE { ?c kg:inRole ?o } WHERE { ?c kg:inRole ?o }", "a check ties two figures at least"),
    ("DELETE { ?r kg:letter ?o } INSERT { ?r kg:letter 'AB' } WHERE { ?r kg:letter ?o }", "a role has one letter"),
    ("DELETE { ?r kg:plays ?o } WHERE { ?r kg:plays ?o }", "a role says what the figure is"),
    ("DELETE { ?r kg:figure ?o } WHERE { ?r kg:figure ?o }", "a role has one mention"),
    # copies
    ("DELETE { ?c kg:laterSource ?o } WHERE { ?c a kg:Reuse ; kg:laterSource ?o }", "a reuse has one later source"),
    ("DELETE { ?c kg:earlierSource ?o } INSERT { ?c kg:earlierSource ?l } WHERE { ?c kg:earlierSource ?o ; kg:laterSource ?l }", "a reuse has one earlier source, another than the later one"),
    ("DELETE { ?c kg:share ?o } INSERT { ?c kg:share 1.5 } WHERE { ?c a kg:Reuse ; kg:share ?o }", "the share of a reuse is a decimal from 0 to 1"),
    ("DELETE { ?c kg:earlierShare ?o } INSERT { ?c kg:earlierShare 'all' } WHERE { ?c a kg:Reuse ; kg:earlierShare ?o }", "the earlier share of a reuse is a decimal from 0 to 1"),
    ("DELETE { ?c kg:direction ?o } INSERT { ?c kg:direction 'guess' } WHERE { ?c a kg:Reuse ; kg:direction ?o }", "the direction of a reuse is by credit, date, family or judgement, or unknown"),
    ("INSERT { ?c kg:commonOrigin '' } WHERE { ?c a kg:Reuse }", "a reuse has at most one common origin, and not an empty one"),
    ("DELETE { ?c kg:passage ?o } WHERE { ?c a kg:Reuse ; kg:passage ?o }", "a reuse has its passages"),
    ("DELETE { ?c dcterms:description ?o } WHERE { ?c a kg:Reuse ; dcterms:description ?o FILTER(LANG(?o) = 'zh') }", "a reuse says why in English and Chinese"),
    ("DELETE { ?c kg:order ?o } WHERE { ?c a kg:Passage ; kg:order ?o }", "a passage has its place in the reuse"),
    ("DELETE { ?c kg:sameCharacters ?o } WHERE { ?c a kg:Passage ; kg:sameCharacters ?o }", "a passage has the number of characters that are the same"),
    ("DELETE { ?c kg:earlierStretch ?o } WHERE { ?c a kg:Passage ; kg:earlierStretch ?o }", "a passage has one earlier stretch"),
    ("DELETE { ?c kg:laterStretch ?o } WHERE { ?c a kg:Passage ; kg:laterStretch ?o }", "a passage has one later stretch"),
    ("DELETE { ?e a kg:Edit } WHERE { ?e a kg:Edit }", "what differs in a passage is a kg:Edit"),
    ("DELETE { ?c oa:hasSource ?o } WHERE { ?c a kg:Stretch ; oa:hasSource ?o }", "a stretch lies in one source"),
    ("DELETE { ?c oa:hasSelector ?o } WHERE { ?c a kg:Stretch ; oa:hasSelector ?o }", "a stretch has two selectors: by quote and by position"),
    ("DELETE { ?c kg:order ?o } WHERE { ?c a kg:Edit ; kg:order ?o }", "an edit has its place in the passage"),
    ("DELETE { ?c kg:editKind ?o } INSERT { ?c kg:editKind 'moved' } WHERE { ?c a kg:Edit ; kg:editKind ?o }", "words of an edit were added, dropped or changed"),
    ("DELETE { ?c kg:earlierStart ?o } INSERT { ?c kg:earlierStart 99999 } WHERE { ?c a kg:Edit ; kg:earlierStart ?o }", "an edit starts at 0 or more, not after its end"),
    ("DELETE { ?c kg:earlierEnd ?o } WHERE { ?c a kg:Edit ; kg:earlierEnd ?o }", "an edit has one end in each text"),
    ("DELETE { ?c kg:before ?o } WHERE { ?c a kg:Edit ; kg:before ?o }", "an edit has the words before"),
    ("DELETE { ?c kg:after ?o } WHERE { ?c a kg:Edit ; kg:after ?o }", "an edit has the words after"),
    ("DELETE { ?c kg:reuse ?o } WHERE { ?c a kg:Mutation ; kg:reuse ?o }", "a mutation came about in one reuse"),
    ("DELETE { ?c kg:change ?o } INSERT { ?c kg:change 'tone' } WHERE { ?c a kg:Mutation ; kg:change ?o }", "a mutation has one of the ten changes"),
    ("DELETE { ?c kg:harmless ?o } WHERE { ?c a kg:Mutation ; kg:harmless ?o }", "a mutation says whether the meaning stays"),
    ("INSERT { ?c kg:earlierMention <urn:x>, <urn:y> } WHERE { ?c a kg:Mutation }", "a mutation has one earlier mention at most"),
    ("INSERT { ?c kg:laterMention 'x' } WHERE { ?c a kg:Mutation }", "a mutation has one later mention at most"),
    ("DELETE { ?c kg:before ?o } WHERE { ?c a kg:Mutation ; kg:before ?o }", "a mutation has the words before"),
    ("DELETE { ?c kg:after ?o } WHERE { ?c a kg:Mutation ; kg:after ?o }", "a mutation has the words after"),
    ("DELETE { ?c dcterms:description ?o } WHERE { ?c a kg:Mutation ; dcterms:description ?o FILTER(LANG(?o) = 'zh') }", "a mutation says why in English and Chinese"),
    # origins
    ("DELETE { ?o kg:originKind ?k } INSERT { ?o kg:originKind 'rumour' } WHERE { ?o kg:originKind ?k }", "an origin is a release, a document, an utterance or a source"),
    ("DELETE { ?o skos:prefLabel ?l } WHERE { ?o a kg:Origin ; skos:prefLabel ?l FILTER(LANG(?l) = 'zh') }", "an origin has a name in English and Chinese"),
    ("DELETE { ?o dcterms:description ?l } WHERE { ?o a kg:Origin ; dcterms:description ?l FILTER(LANG(?l) = 'en') }", "an origin says in English and Chinese where the trail ends"),
    ("INSERT { ?o kg:readIn kg:a, kg:b } WHERE { ?o a kg:Origin }", "an origin is at most one source"),
    ("DELETE { ?m kg:origin ?o } WHERE { ?m kg:origin ?o }", "a mention goes back to each origin"),
    ("DELETE { ?l kg:linkFrom ?o } WHERE { ?l kg:linkFrom ?o }", "a link starts at one mention"),
    ("DELETE { ?l kg:linkTo ?o } WHERE { ?l kg:linkTo ?o }", "a link leads to one mention or origin"),
    ("DELETE { ?l kg:how ?o } INSERT { ?l kg:how 'somehow' } WHERE { ?l kg:how ?o }", "a link says how it leads there"),
    ("DELETE { ?l kg:read ?o } INSERT { ?l kg:read 'yes' } WHERE { ?l kg:read ?o }", "a link says whether its end was read"),
    ("INSERT { ?l kg:linkWords 'a', 'b' } WHERE { ?l a kg:Link }", "a link has the words of one place"),
    ("DELETE { ?l dcterms:description ?o } WHERE { ?l a kg:Link ; dcterms:description ?o FILTER(LANG(?o) = 'zh') }", "a link says why in English and Chinese"),
    # sources
    ("DELETE { ?s a schema:NewsArticle } WHERE { ?s a kg:Source }", "either a news article or a report"),
    ("INSERT { ?s a schema:Report } WHERE { ?s a kg:Source }", "either a news article or a report"),
    ("DELETE { ?s kg:fileName ?o } WHERE { ?s kg:fileName ?o }", "one file name"),
    ("INSERT { ?s kg:fileName 'b.txt' } WHERE { ?s a kg:Source }", "one file name"),
    ("DELETE { ?s kg:sha256 ?o } INSERT { ?s kg:sha256 'ABC' } WHERE { ?s kg:sha256 ?o }", "SHA-256"),
    ("DELETE { ?s kg:characters ?o } INSERT { ?s kg:characters -1 } WHERE { ?s kg:characters ?o }", "number of its characters"),
    ("DELETE { ?s schema:inLanguage ?o } INSERT { ?s schema:inLanguage 'not a tag' } WHERE { ?s schema:inLanguage ?o }", "BCP 47"),
    ("DELETE { ?s schema:encodingFormat ?o } WHERE { ?s schema:encodingFormat ?o }", "one media type"),
    ("INSERT { ?s schema:headline '另一标题'@zh } WHERE { ?s a kg:Source }", "at most one headline"),
    ("DELETE { ?s schema:datePublished ?o } INSERT { ?s schema:datePublished '9 June' } WHERE { ?s schema:datePublished ?o }", "on a day or at a moment"),
    ("DELETE { ?o a kg:Publisher } WHERE { ?s schema:publisher ?o }", "at most one publisher, a kg:Publisher"),
    ("DELETE { ?o a kg:Publisher } WHERE { ?s kg:creditedTo ?o }", "credited to at most one outlet"),
    ("INSERT { ?s kg:publisherText '甲', '乙' } WHERE { ?s a kg:Source }", "words its publisher once"),
    ("INSERT { ?s kg:creditedText '甲', '乙' } WHERE { ?s a kg:Source }", "words its credit once"),
    ("INSERT { ?s schema:url <https://a.example/>, <https://b.example/> } WHERE { ?s a kg:Source }", "at most one URL"),
    ("DELETE { ?s kg:region ?o } INSERT { ?s kg:region 'China' } WHERE { ?s a kg:Source ; kg:region ?o }", "region of a source"),
    # mentions
    ("DELETE { ?m kg:source ?o } WHERE { ?m kg:source ?o }", "stands in one source"),
    ("DELETE { ?m kg:claim ?o } WHERE { ?m kg:claim ?o }", "expresses one claim"),
    ("DELETE { ?m oa:hasBody ?o } INSERT { ?m oa:hasBody kg:nothing } WHERE { ?m oa:hasBody ?o }", "body of a mention"),
    ("DELETE { ?m oa:hasTarget ?o } WHERE { ?m oa:hasTarget ?o }", "one target"),
    ("DELETE { ?m kg:quote ?o } INSERT { ?m kg:quote '' } WHERE { ?m kg:quote ?o }", "one quote"),
    ("DELETE { ?m kg:end ?o } INSERT { ?m kg:end 0 } WHERE { ?m a kg:Mention ; kg:end ?o }", "before its end"),
    ("DELETE { ?m kg:start ?o } INSERT { ?m kg:start -3 } WHERE { ?m a kg:Mention ; kg:start ?o }", "starts at one offset"),
    ("DELETE { ?m kg:end ?o } WHERE { ?m a kg:Mention ; kg:end ?o }", "ends at one offset"),
    ("INSERT { ?m kg:valueText '' } WHERE { ?m a kg:Mention }", "words its value"),
    ("INSERT { ?m kg:periodText '甲', '乙' } WHERE { ?m a kg:Mention }", "words its period"),
    ("INSERT { ?m kg:subjectText '甲', '乙' } WHERE { ?m a kg:Mention }", "words its subject"),
    ("INSERT { ?m kg:metricText '甲', '乙' } WHERE { ?m a kg:Mention }", "words its metric"),
    ("INSERT { ?m kg:counted '甲', '乙' } WHERE { ?m a kg:Mention }", "at most one sort of thing"),
    ("DELETE { ?m kg:precision ?o } INSERT { ?m kg:precision -1.0 } WHERE { ?m kg:precision ?o }", "worth of the last digit"),
    ("INSERT { ?m kg:speaker kg:nothing } WHERE { ?m a kg:Mention }", "at most one speaker"),
    ("INSERT { ?m prov:qualifiedAttribution kg:nothing } WHERE { ?m a kg:Mention }", "at most one attribution"),
    ("INSERT { ?m kg:cites kg:nothing } WHERE { ?m a kg:Mention }", "what a mention cites"),
    ("INSERT { ?m kg:scopeReference kg:nothing } WHERE { ?m a kg:Mention }", "a scope of a mention"),
    ("INSERT { ?m kg:citationReference kg:nothing } WHERE { ?m a kg:Mention }", "a citation of a mention"),
    ("DELETE { ?m kg:rule ?o } WHERE { ?m kg:rule ?o }", "names the one rule"),
    ("DELETE { ?m prov:wasGeneratedBy ?o } WHERE { ?m prov:wasGeneratedBy ?o }", "generated by one kg:Rule"),
    ("DELETE { ?m kg:confidence ?o } INSERT { ?m kg:confidence 1.5 } WHERE { ?m kg:confidence ?o }", "from 0 to 1"),
    ("DELETE { ?m kg:confidence ?o } INSERT { ?m kg:confidence 5e-1 } WHERE { ?m kg:confidence ?o }", "from 0 to 1"),
    ("DELETE { ?t oa:hasSource ?o } WHERE { ?t oa:hasSource ?o }", "lies in one source"),
    ("DELETE { ?t oa:hasSelector ?o } WHERE { ?t oa:hasSelector ?o . ?o a oa:TextQuoteSelector }", "two selectors"),
    ("DELETE { ?t oa:exact ?o } WHERE { ?t oa:exact ?o }", "exact words"),
    ("DELETE { ?t oa:prefix ?o } WHERE { ?t oa:prefix ?o }", "what stands before"),
    ("DELETE { ?t oa:suffix ?o } WHERE { ?t oa:suffix ?o }", "what stands after"),
    ("DELETE { ?t oa:start ?o } INSERT { ?t oa:start 900 } WHERE { ?t oa:start ?o }", "a position starts"),
    ("DELETE { ?t oa:end ?o } WHERE { ?t oa:end ?o }", "a position has one end"),
    ("DELETE { ?t prov:agent ?o } WHERE { ?t prov:agent ?o }", "one agent"),
    ("DELETE { ?t kg:speakerText ?o } WHERE { ?t kg:speakerText ?o }", "words that name the speaker"),
    ("DELETE { ?t kg:refersTo ?o } WHERE { ?t kg:refersTo ?o }", "refers to one kg:Entity"),
    ("DELETE { ?t kg:referenceText ?o } WHERE { ?t kg:referenceText ?o }", "a reference has its words"),
    ("DELETE { ?t kg:order ?o } INSERT { ?t kg:order 0 } WHERE { ?t kg:order ?o }", "place in order"),
    # claims and series
    ("INSERT { ?c a kg:StatementClaim } WHERE { ?c a kg:QuantityClaim }", "either of a quantity or a statement"),
    ("DELETE { ?c kg:series ?o } WHERE { ?c kg:series ?o }", "belongs to one series"),
    ("DELETE { ?c schema:appearance ?o } WHERE { ?c schema:appearance ?o }", "appears in"),
    ("DELETE { ?c kg:modality ?o } INSERT { ?c kg:modality modality:dreamt } WHERE { ?c kg:modality ?o }", "five modalities"),
    ("INSERT { ?c schema:about kg:nothing } WHERE { ?c a kg:Claim }", "about at most one"),
    ("INSERT { ?c kg:period kg:nothing } WHERE { ?c a kg:Claim }", "at most one period"),
    ("DELETE { ?c kg:value ?o } INSERT { ?c kg:value 4.6e-1 } WHERE { ?c kg:value ?o }", "one value, a decimal"),
    ("DELETE { ?c kg:unit ?o } INSERT { ?c kg:unit kg:nothing } WHERE { ?c kg:unit ?o }", "one unit"),
    ("DELETE { ?c kg:bound ?o } INSERT { ?c kg:bound bound:some } WHERE { ?c kg:bound ?o }", "five bounds"),
    ("INSERT { ?c kg:lower 0.5 ; kg:upper 0.4 } WHERE { ?c a kg:QuantityClaim }", "lower bound"),
    ("INSERT { ?c kg:upper 'much' } WHERE { ?c a kg:QuantityClaim }", "upper bound is one decimal"),
    ("INSERT { ?c kg:intervalLower 99.0 } WHERE { ?c a kg:QuantityClaim }", "lower end not above"),
    ("INSERT { ?c kg:intervalUpper 'more' } WHERE { ?c a kg:QuantityClaim }", "interval is of decimals"),
    ("INSERT { ?c schema:text 'x' } WHERE { ?c a kg:QuantityClaim }", "a value and no text"),
    ("DELETE { ?c schema:text ?o } WHERE { ?c schema:text ?o }", "has its words"),
    ("INSERT { ?c kg:value 1.0 } WHERE { ?c a kg:StatementClaim }", "has no value"),
    ("INSERT { ?c kg:subject kg:nothing } WHERE { ?c a kg:Series }", "at most one subject"),
    ("INSERT { ?c kg:metric kg:nothing } WHERE { ?c a kg:Series }", "at most one metric"),
    ("DELETE { ?c kg:kind ?o } INSERT { ?c kg:kind kind:other } WHERE { ?c kg:kind ?o }", "one of the seven"),
    ("INSERT { ?c kg:scope kg:nothing } WHERE { ?c a kg:Series }", "narrows a series"),
    ("INSERT { ?c kg:baseline kg:nothing } WHERE { ?c a kg:Series }", "baseline of a series"),
    # periods
    ("DELETE { ?p kg:end ?o } INSERT { ?p kg:end '1999-01-01'^^xsd:date } WHERE { ?p a kg:Period ; kg:end ?o }", "not after its last"),
    ("DELETE { ?p kg:end ?o } WHERE { ?p a kg:Period ; kg:end ?o }", "one last day"),
    ("INSERT { ?p kg:at 'late' } WHERE { ?p a kg:Period }", "moment of a period"),
    ("DELETE { ?p time:hasBeginning ?o } WHERE { ?p time:hasBeginning ?o }", "begins at one"),
    ("DELETE { ?p time:hasEnd ?o } WHERE { ?p time:hasEnd ?o }", "ends at one"),
    ("DELETE { ?p time:inXSDDate ?o } WHERE { ?p time:inXSDDate ?o }", "an instant is one day"),
    # things
    ("DELETE { ?r rdfs:label ?o } WHERE { ?r a kg:Rule ; rdfs:label ?o }", "a rule has its name"),
    ("DELETE { ?e a kg:Platform } WHERE { ?e a kg:Platform }", "an entity has a class"),
    ("DELETE { ?e skos:prefLabel ?o } WHERE { ?e a kg:Platform ; skos:prefLabel ?o }", "an entity has a name"),
    ("DELETE { ?e dcterms:issued ?o } INSERT { ?e dcterms:issued 'in August' } WHERE { ?e a kg:Document OPTIONAL { ?e dcterms:issued ?o } }", "was issued"),
    ("INSERT { ?e dcterms:title '' } WHERE { ?e a kg:Document }", "title of a document"),
    ("DELETE { ?e skos:prefLabel ?o } WHERE { ?e a kg:Publisher ; skos:prefLabel ?o }", "a publisher has a name"),
    ("INSERT { ?e kg:region 'cn' } WHERE { ?e a kg:Publisher }", "region of a publisher"),
    ("INSERT { ?e kg:domain 'HTTP://x' } WHERE { ?e a kg:Publisher }", "domain of a publisher"),
    ("DELETE { ?e skos:prefLabel ?o } WHERE { ?e a kg:Metric ; skos:prefLabel ?o }", "a metric has a name"),
    ("INSERT { ?e kg:unitKind 'length' } WHERE { ?e a kg:Metric }", "values of a metric"),
    ("INSERT { ?e skos:broader kg:nothing } WHERE { ?e a kg:Metric }", "broader than a metric"),
    ("DELETE { ?e skos:prefLabel ?o } WHERE { ?e a kg:Unit ; skos:prefLabel ?o }", "a unit has a name"),
    ("DELETE { ?e kg:code ?o } WHERE { ?e kg:code ?o }", "a unit has one code"),
    # comparisons
    ("DELETE { ?c kg:relation ?o } INSERT { ?c kg:relation kg:nothing } WHERE { ?c kg:relation ?o }", "a comparison has one relation"),
    ("DELETE { ?c kg:earlierClaim ?o } WHERE { ?c kg:earlierClaim ?o }", "one earlier claim"),
    ("DELETE { ?c kg:laterClaim ?o } WHERE { ?c kg:laterClaim ?o }", "one later claim"),
    ("DELETE { ?c kg:earlierMention ?o } WHERE { ?c kg:earlierMention ?o }", "one earlier mention"),
    ("DELETE { ?c kg:laterMention ?o } WHERE { ?c kg:laterMention ?o }", "one later mention"),
    ("DELETE { ?c kg:secondSlot ?o } WHERE { ?c kg:secondSlot ?o }", "the two slots that decided"),
    ("DELETE { ?c dcterms:description ?o } WHERE { ?c a kg:Comparison ; dcterms:description ?o FILTER(LANG(?o) = 'zh') }", "a comparison says why"),
    ("DELETE { ?c kg:rule ?o } WHERE { ?c a kg:Comparison ; kg:rule ?o }", "a comparison names its rule"),
    ("DELETE { ?c kg:confidence ?o } INSERT { ?c kg:confidence 2.0 } WHERE { ?c a kg:Comparison ; kg:confidence ?o }", "a comparison has a confidence"),
    # the vocabulary
    (f"INSERT DATA {{ {A_CONCEPT} unit:x skos:inScheme scheme:x ; skos:prefLabel 'x'@en }}", "is a skos:Concept"),
    ("INSERT DATA { unit:x a skos:Concept ; skos:inScheme scheme:none ; skos:prefLabel 'x'@en }", "that is described"),
    (f"INSERT DATA {{ {A_CONCEPT} unit:x a skos:Concept ; skos:inScheme scheme:x ; skos:prefLabel 'x'@en, 'y'@en }}", "at most one in each language"),
    ("INSERT DATA { scheme:x a skos:ConceptScheme ; skos:prefLabel 'x'@en ; skos:definition 'x' }", "two languages"),
    ("INSERT DATA { scheme:x a skos:ConceptScheme ; skos:prefLabel 'x'@en, '甲'@zh }", "says what it holds"),
    # the history of sources
    ("DELETE { ?r kg:reason ?o } WHERE { ?r a kg:Retraction ; kg:reason ?o }", "a retraction has one reason"),
    ("DELETE { ?r kg:decidedBy ?o } WHERE { ?r a kg:Retraction ; kg:decidedBy ?o }", "a retraction has one author"),
    ("DELETE { ?r prov:endedAtTime ?o } WHERE { ?r prov:endedAtTime ?o }", "the moment of its decision"),
    ("INSERT { _:b a kg:Rule ; rdfs:label 'x' } WHERE { }", "every node is an IRI"),
]  # fmt: skip


def valid() -> ox.Store:
    """A graph in which every shape has a node to judge."""
    store = ox.Store()
    documents = tiny_documents()
    retracted = Retraction(documents[0][0].source.id, "误报", "编辑", datetime(2026, 1, 2, tzinfo=UTC))
    sums = checks(
        figures(
            "收入10.0亿元，其中海外收入4.0亿元。",
            ["10.0亿元 = 1000000000 CNY metric:revenue", "4.0亿元 = 400000000 CNY metric:revenue scope:海外"],
        ),
        lexicon=LEXICON,
    )
    assert sums
    one, other = (mentions[0] for _, mentions in documents[:2])
    made = comparison(
        one, other, Relation.SAME, slots=("value", "period"), why="…", why_zh="…", rule="same", confidence=0.9
    )
    wrong = about(Decision.WRONG, documents[0][1][0], slots=(("value", "64%"),))
    shared, changes, _ = mutated()
    traced = origins([m for _, mentions in documents for m in mentions], lexicon=LEXICON)
    quads = [
        *tiny_graph(documents),
        *reuse_graph(shared, changes, graph=GRAPH.value),
        *origin_graph(traced, graph=GRAPH.value),
        *check_graph(sums, graph=GRAPH.value),
        *judgement_graph([wrong], placed=placed([wrong], [documents[0][1][0]])),
        *history_graph(History(retractions=frozenset({retracted}))),
        *comparison_graph([made], graph=GRAPH.value),
    ]
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    # the report is left without its type, so that each source is a news article
    store.update(
        HEAD + "DELETE { ?s a schema:Report } INSERT { ?s a schema:NewsArticle } WHERE { ?s a schema:Report }"
    )
    return store


def test_what_is_written_keeps_to_the_shapes() -> None:
    report = validate(valid())
    assert report.conforms, report.violations


@pytest.mark.parametrize(("update", "message"), BROKEN, ids=[message for _, message in BROKEN])
def test_a_broken_shape_is_reported(update: str, message: str) -> None:
    store = valid()
    store.update(HEAD + update)
    messages = [violation.message for violation in validate(store).violations]
    assert any(message in found for found in messages), messages


def test_every_message_of_the_shapes_is_tested() -> None:
    messages = re.findall(r'sh:message "(.+?)"', (ontology_dir() / SHAPES).read_text("utf-8"))
    untested = [message for message in messages if not any(part in message for _, part in BROKEN)]
    assert untested == []


def test_a_source_that_breaks_a_shape_is_refused_in_one_line() -> None:
    quads = [
        q
        for q in tiny_graph(tiny_documents()[:1])
        if not q.predicate.value.endswith(("#rule", "#confidence"))
    ]
    with pytest.raises(InvalidGraph) as caught:
        validate_source(quads)
    message = str(caught.value)
    assert quads[0].graph_name.value in message  # type: ignore[union-attr]
    assert "and 3 more" in message
    assert "\n" not in message


def test_a_source_stands_alone() -> None:
    for documents in ([one] for one in tiny_documents()):
        validate_source(tiny_graph(documents))


@pytest.mark.parametrize("whole", [False, True])
def test_a_store_is_judged_graph_by_graph_or_as_a_whole(whole: bool) -> None:
    with open_store(":memory:") as store:
        for one in tiny_documents():
            quads = tiny_graph([one])
            store.replace(quads[0].graph_name.value, quads)  # type: ignore[union-attr]
        report = validate_store(store, whole=whole)
        assert report.conforms
        assert report.statements == len(store)
