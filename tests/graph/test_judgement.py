"""Judgements in the graph: who decided what about which mention, and what found no place."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph import validate
from kg.graph.judgement import judgement_graph, judgements_graph_id
from kg.graph.namespaces import DECISION, KG
from kg.judge import apply, placed
from kg.model import Decision, Judgement, Named, SourceAnchor
from tests.judge.small import FIRST, SECOND, A, B, about, made

WRONG = about(Decision.WRONG, A, slots=(("value", "64%"), ("period", "")))
ALL = [
    about(Decision.NOT_SAME, A, B, hour=1),
    WRONG,
    made(Decision.ALIAS, hour=2, named=Named("国际站", "urn:x", "Alibaba.com", "Platform")),
    made(
        Decision.ALIAS,
        hour=3,
        named=Named("平台", None, "某平台"),
        sources=(SourceAnchor.of(SECOND.source),),
    ),
    made(Decision.COPY_OF, hour=4, sources=(SourceAnchor.of(SECOND.source), SourceAnchor.of(FIRST.source))),
]


def graph(judgements: list[Judgement]) -> list[ox.Quad]:
    mentions, orphans = apply(judgements, [A, B])
    return judgement_graph(
        judgements,
        placed=placed(judgements, [A, B]),
        corrected={mention.id: mention.claim for mention in mentions if mention.claim != A.claim},
        orphans={orphan.judgement.id: orphan.why for orphan in orphans},
    )


def values(quads: list[ox.Quad], term: ox.NamedNode) -> set[str]:
    return {quad.object.value for quad in quads if quad.predicate == term}  # type: ignore[union-attr]


def test_it_keeps_to_the_shapes() -> None:
    report = validate(graph(ALL))
    assert [str(violation) for violation in report.violations] == []


def test_all_of_it_is_in_one_graph_and_the_same_in_any_order() -> None:
    assert {quad.graph_name.value for quad in graph(ALL)} == {judgements_graph_id()}  # type: ignore[union-attr]
    assert graph(ALL[::-1]) == graph(ALL)


def test_both_what_the_machine_said_and_what_the_person_said_are_found() -> None:
    quads = graph([WRONG])
    assert values(quads, KG.judged) == {A.id}
    assert values(quads, KG.rightValue) == {"64%", ""}
    (claim,) = values(quads, KG.correctedClaim)
    assert claim != A.claim
    assert values(quads, KG.decision) == {DECISION.wrong.value}


def test_an_orphan_says_why_and_has_its_words() -> None:
    _, orphans = apply([WRONG], [B])
    quads = judgement_graph(
        [WRONG], placed=placed([WRONG], [B]), orphans={o.judgement.id: o.why for o in orphans}
    )
    assert values(quads, KG.judged) == set()
    assert any("国际站交易额增长46%" in why for why in values(quads, KG.orphaned))
