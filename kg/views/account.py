"""All that a store says about a claim: who makes it, how it stands to others, what it is part of, where it comes from.

Read from the graphs that a build writes; only origins are found anew, as `kg.ask.tracing` does, where they have no graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.ask.parts import records
from kg.ask.tracing import trace
from kg.errors import QuestionError
from kg.graph.check import read_checks
from kg.graph.comparison import read_comparisons
from kg.graph.history import history
from kg.graph.namespaces import DECISION, IDENTITY, KG, OA, PROV, RELATION, VERDICT
from kg.lexicon import Lexicon
from kg.model import Check, Comparison, Mention, Origin
from kg.model.comparison import order
from kg.model.history import History
from kg.store import Store
from kg.views.facts import Facts, plain_rows

_KG = "PREFIX kg: <https://w3id.org/claim-kg/ontology#>\n"
_COMPARISONS = (
    _KG
    + """SELECT DISTINCT ?node ?earlier ?later ?relation ?confidence ?first ?second WHERE {
  VALUES ?claim { %s }
  { ?node kg:earlierClaim ?claim } UNION { ?node kg:laterClaim ?claim }
  ?node kg:earlierMention ?earlier ; kg:laterMention ?later ; kg:relation ?relation ; kg:confidence ?confidence ;
    kg:earlierClaim ?first ; kg:laterClaim ?second
}"""
)
_CHECKS = (
    _KG
    + """SELECT DISTINCT ?node ?role ?figure WHERE {
  VALUES ?mention { %s }
  ?own kg:figure ?mention . ?node kg:inRole ?own , ?role . ?role kg:figure ?figure
}"""
)
_JUDGEMENTS = (
    _KG
    + """SELECT DISTINCT ?node WHERE {
  VALUES ?mention { %s } ?node kg:place ?place . ?place kg:judged ?mention
}"""
)
_ABOUT = "CONSTRUCT { ?node ?property ?value } WHERE { VALUES ?node { %s } ?node ?property ?value }"
_CHUNK = 400
"""IRIs in one query."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided about mentions, as the store has it."""

    id: str
    decision: str
    reason: str
    author: str
    time: str
    """ISO text."""
    quotes: tuple[str, ...]
    slots: tuple[tuple[str, str], ...]
    """What is right in a slot."""
    mentions: tuple[str, ...] = ()
    """The mentions (IRIs) that it is about, as far as they were found."""

    def to_json(self) -> dict[str, Any]:
        """The printed record."""
        return {
            "id": self.id,
            "decision": self.decision,
            "reason": self.reason,
            "author": self.author,
            "time": self.time,
            "quotes": list(self.quotes),
            "slots": dict(self.slots),
        }


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of some claims. `labels` has the names of relations, verdicts and decisions by IRI and language."""

    mentions: tuple[Mention, ...]
    comparisons: tuple[Comparison, ...]
    checks: tuple[Check, ...]
    origins: tuple[Origin, ...]
    rulings: tuple[Ruling, ...]
    history: History
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    more: Mapping[str, int] = field(default_factory=dict)
    """How many comparisons of a relation, and how many `checks`, there are besides, where only the surest were asked for."""

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims (IRIs), sorted."""
        return tuple(sorted({m.claim for m in self.mentions}))

    def other(self, comparison: Comparison) -> Mention:
        """The mention of the other claim; of two claims that are both asked for, the later one."""
        own = self.claims
        return comparison.a if comparison.b.claim in own and comparison.a.claim not in own else comparison.b

    def gone(self, source: str) -> tuple[str, str] | None:
        """Why a source (IRI) no longer counts, in English and Chinese; None where it does."""
        for taken in sorted(self.history.retractions, key=lambda r: (r.source, r.at)):
            if taken.source == source:
                return f"retracted: {taken.reason}", f"已撤回：{taken.reason}"
        if self.history.newer(source) is not None:
            return "a newer version took its place", "已被新版本取代"
        return None

    def to_json(self) -> dict[str, Any]:
        """The printed record."""
        told = (
            *self.mentions,
            *(m for c in self.comparisons for m in (c.a, c.b)),
            *(m for c in self.checks for m in c.mentions),
            *(m for o in self.origins for m in o.mentions),
        )
        gone = {source: why for source in sorted({m.source.id for m in told}) if (why := self.gone(source))}
        return {
            "claims": list(self.claims),
            "mentions": [m.to_json() for m in self.mentions],
            "comparisons": [c.to_json() for c in self.comparisons],
            "checks": [c.to_json() for c in self.checks],
            "origins": [o.to_json() for o in self.origins],
            "judgements": [r.to_json() for r in self.rulings],
            "no_longer_count": [{"source": s, "why": en, "why_zh": zh} for s, (en, zh) in gone.items()],
        }


def account(
    store: Store,
    wanted: Iterable[str],
    *,
    lexicon: Lexicon | None = None,
    claims: Iterable[str] = (),
    most: int | None = None,
) -> Account:
    """What the store says about the claims that these mentions (IRIs) make, and about these `claims` (IRIs).

    With `most`, at most so many comparisons of each relation, the surest, one for each other claim, and so many sums; of
    several claims that are compared with one other the first of `claims` is.
    Raises `QuestionError` where it has none of the mentions, `InvalidGraph` where a graph lacks what it should have.
    """
    own = records(store, wanted)
    if not own:
        raise QuestionError("no claim or mention of this name in the store")
    about = list(dict.fromkeys((*claims, *(m.claim for m in own.values()))))
    compared, more = _surest(_rows(store, _COMPARISONS, about), about, most)
    summed = _rows(store, _CHECKS, own)
    sums = sorted({row[0] for row in summed})
    if most is not None and len(sums) > most:
        more["checks"] = len(sums) - most
        summed = [row for row in summed if row[0] in sums[:most]]
    known = records(store, {iri for row in compared for iri in row[1:3]} | {row[2] for row in summed}) | own
    comparisons = read_comparisons(quads_about(store, {row[0] for row in compared}), known)
    checks = read_checks(quads_about(store, {iri for row in summed for iri in row[:2]}), known)
    rulings = _rulings(store, own)
    facts = Facts()
    concepts = {
        *(RELATION[c.relation.value].value for c in comparisons),
        *(iri for c in checks for iri in (VERDICT[c.verdict.value].value, IDENTITY[c.identity.value].value)),
        *(DECISION[r.decision].value for r in rulings),
    }
    facts.add(store, concepts)
    return Account(
        mentions=tuple(sorted(own.values(), key=order)),
        comparisons=tuple(comparisons),
        checks=tuple(checks),
        origins=tuple(trace(store, own, lexicon=lexicon)),
        rulings=tuple(rulings),
        history=history(store),
        labels={iri: facts.labels(iri) for iri in sorted(concepts)},
        more=more,
    )


def _surest(
    rows: list[tuple[str, ...]], own: Sequence[str], most: int | None
) -> tuple[list[tuple[str, ...]], dict[str, int]]:
    """Of each relation the surest comparisons, and how many others there are.

    Of several with one other claim that of the claim which comes first among one's own.
    """
    if most is None:
        return rows, {}
    rank = {claim: number for number, claim in enumerate(own)}
    best: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in sorted(rows, key=lambda row: (min(rank.get(c, len(own)) for c in row[5:7]), row[0])):
        pair = set(row[5:7])
        best.setdefault((row[3], " ".join(sorted(pair - rank.keys() or pair))), row)
    of_relation: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in sorted(best.values(), key=lambda row: (-float(row[4]), row[0])):
        of_relation[row[3]].append(row)
    kept = [row for of in of_relation.values() for row in of[:most]]
    name = len(RELATION.iri)
    return kept, {r[name:]: len(of) - most for r, of in sorted(of_relation.items()) if len(of) > most}


def _rulings(store: Store, own: Mapping[str, Mention]) -> list[Ruling]:
    nodes = [row[0] for row in _rows(store, _JUDGEMENTS, own)]
    facts = Facts()
    facts.add(store, nodes)
    facts.add(store, [part for n in nodes for part in facts.nodes(n, KG.place.value, KG.correction.value)])
    found = []
    for node in nodes:
        slots = facts.nodes(node, KG.correction.value)
        found.append(
            Ruling(
                node,
                (facts.node(node, KG.decision.value) or "").removeprefix(DECISION.iri),
                facts.value(node, KG.reason.value) or "",
                facts.value(node, KG.decidedBy.value) or "",
                facts.value(node, PROV.endedAtTime.value) or "",
                tuple(facts.value(p, OA.exact.value) or "" for p in facts.nodes(node, KG.place.value)),
                tuple(
                    sorted(
                        (facts.value(s, KG.slot.value) or "", facts.value(s, KG.rightValue.value) or "")
                        for s in slots
                    )
                ),
                tuple(n for p in facts.nodes(node, KG.place.value) for n in facts.nodes(p, KG.judged.value)),
            )
        )
    return sorted(found, key=lambda r: (r.time, r.id))


def _rows(store: Store, sparql: str, iris: Iterable[str]) -> list[tuple[str, ...]]:
    return sorted(
        {
            tuple(term.value for term in row)
            for nodes in _nodes(iris)
            for row in plain_rows(store, sparql % nodes)
        }
    )


def quads_about(store: Store, iris: Iterable[str]) -> list[ox.Quad]:
    """All that the store says of these nodes (IRIs)."""
    return [
        ox.Quad(triple.subject, triple.predicate, triple.object)
        for nodes in _nodes(iris)
        for triple in store.construct(_ABOUT % nodes)
    ]


def _nodes(iris: Iterable[str]) -> Iterator[str]:
    """The IRIs as queries have them, so many at once."""
    ordered = sorted(iris)
    for start in range(0, len(ordered), _CHUNK):
        yield " ".join(str(ox.NamedNode(iri)) for iri in ordered[start : start + _CHUNK])
