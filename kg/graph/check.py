"""Checks as quads of one named graph, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

import pyoxigraph as ox

from kg.errors import InvalidGraph
from kg.graph import terms
from kg.graph.namespaces import DCTERMS, IDENTITY, KG, PROV, TYPE, VERDICT
from kg.graph.sink import Sink
from kg.model import Check, Identity, Interval, Mention, Role, Verdict

_ENDS = (KG.computedLower, KG.computedUpper, KG.printedLower, KG.printedUpper)


def check_graph(checks: Iterable[Check], *, graph: str) -> list[ox.Quad]:
    """Everything that these checks say, in this named graph; mentions are only named."""
    sink = Sink(graph)
    for check in checks:
        node = ox.NamedNode(check.id)
        sink.add(node, TYPE, KG.Check)
        sink.add(node, TYPE, PROV.Entity)
        sink.add(node, KG.identity, IDENTITY[check.identity.value])
        sink.add(node, KG.verdict, VERDICT[check.verdict.value])
        sink.add(node, KG.formula, terms.text(check.formula))
        sink.add(node, KG.shown, terms.text(check.shown))
        sink.add(node, DCTERMS.description, terms.text(check.why, "en"))
        sink.add(node, DCTERMS.description, terms.text(check.why_zh, "zh"))
        sink.add(node, KG.rule, terms.text(check.rule))
        sink.add(node, KG.confidence, terms.decimal(Decimal(repr(check.confidence))))
        ends = (check.computed.lower, check.computed.upper, check.printed.lower, check.printed.upper)
        for term, end in zip(_ENDS, ends, strict=True):
            if end is not None:
                sink.add(node, term, terms.decimal(end))
        for role in check.roles:
            part = ox.NamedNode(f"{check.id}#{role.letter}")
            sink.add(node, KG.inRole, part)
            sink.add(part, TYPE, KG.Role)
            sink.add(part, KG.letter, terms.text(role.letter))
            sink.add(part, KG.plays, terms.text(role.name))
            sink.add(part, KG.figure, ox.NamedNode(role.mention.id))
    return sink.quads()


def read_checks(quads: Iterable[ox.Quad], mentions: Mapping[str, Mention]) -> list[Check]:
    """The checks in these quads, sorted by id; `mentions` by IRI has the figures that they tie together.

    Raises `InvalidGraph` where a check lacks what each has, or names a mention that is not there.
    """
    about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            about[quad.subject.value][quad.predicate.value].append(quad.object)
    found: list[Check] = []
    for node in sorted(about):
        if KG.Check in about[node].get(TYPE.value, ()):
            try:
                found.append(_check(node, about, mentions))
            except (LookupError, ValueError, ArithmeticError) as error:
                raise InvalidGraph(f"cannot be read as a check: {error}", where=node) from error
    return found


def _check(
    node: str,
    about: Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]],
    mentions: Mapping[str, Mention],
) -> Check:
    facts = about[node]

    def one(term: ox.NamedNode, of: Mapping[str, list[ox.NamedNode | ox.Literal]] = facts) -> str:
        return of[term.value][0].value if of.get(term.value) else _missing(term)

    def end(term: ox.NamedNode) -> Decimal | None:
        return Decimal(facts[term.value][0].value) if facts.get(term.value) else None

    why = {
        value.language: value.value
        for value in facts.get(DCTERMS.description.value, ())
        if isinstance(value, ox.Literal)
    }
    roles = [about[role.value] for role in facts.get(KG.inRole.value, ())]
    return Check(
        id=node,
        identity=Identity(one(KG.identity).removeprefix(IDENTITY.iri)),
        roles=tuple(
            sorted(
                (
                    Role(one(KG.letter, role), one(KG.plays, role), mentions[one(KG.figure, role)])
                    for role in roles
                ),
                key=lambda role: role.letter,
            )
        ),
        formula=one(KG.formula),
        shown=one(KG.shown),
        computed=Interval(end(KG.computedLower), end(KG.computedUpper)),
        printed=Interval(end(KG.printedLower), end(KG.printedUpper)),
        verdict=Verdict(one(KG.verdict).removeprefix(VERDICT.iri)),
        why=why["en"],
        why_zh=why["zh"],
        rule=one(KG.rule),
        confidence=float(one(KG.confidence)),
    )


def _missing(term: ox.NamedNode) -> str:
    raise LookupError(f"no {term.value.rsplit('#', 1)[-1]}")
