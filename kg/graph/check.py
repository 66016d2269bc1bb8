"""Checks as quads of one named graph, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pyoxigraph as ox

from kg.graph import terms
from kg.graph.namespaces import DCTERMS, IDENTITY, KG, PROV, TYPE, VERDICT
from kg.graph.records import About, described, in_languages, records, text_of
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
    about = described(quads)
    return records(about, KG.Check, "a check", lambda node: _check(node, about, mentions))


def _check(node: str, about: About, mentions: Mapping[str, Mention]) -> Check:
    facts = about[node]

    def end(term: ox.NamedNode) -> Decimal | None:
        return Decimal(facts[term.value][0].value) if facts.get(term.value) else None

    why = in_languages(facts, DCTERMS.description)
    roles = [about[role.value] for role in facts.get(KG.inRole.value, ())]
    return Check(
        id=node,
        identity=Identity(text_of(facts, KG.identity).removeprefix(IDENTITY.iri)),
        roles=tuple(
            sorted(
                (
                    Role(
                        text_of(role, KG.letter), text_of(role, KG.plays), mentions[text_of(role, KG.figure)]
                    )
                    for role in roles
                ),
                key=lambda role: role.letter,
            )
        ),
        formula=text_of(facts, KG.formula),
        shown=text_of(facts, KG.shown),
        computed=Interval(end(KG.computedLower), end(KG.computedUpper)),
        printed=Interval(end(KG.printedLower), end(KG.printedUpper)),
        verdict=Verdict(text_of(facts, KG.verdict).removeprefix(VERDICT.iri)),
        why=why["en"],
        why_zh=why["zh"],
        rule=text_of(facts, KG.rule),
        confidence=float(text_of(facts, KG.confidence)),
    )
