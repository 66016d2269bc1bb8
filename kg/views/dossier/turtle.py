"""The RDF behind a dossier: what the graphs say of its claims, of the mentions that are shown, and of all that relates them."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.ask.parts import mention_quads
from kg.graph import PREFIXES
from kg.store import Store
from kg.views.account import quads_about
from kg.views.dossier.model import Dossier


def dossier_turtle(store: Store, found: Dossier) -> str:
    """Turtle. Named graphs are left behind: each statement stands once."""
    account = found.account
    nodes = {one.id for one in account.comparisons} | {one.id for one in account.checks}
    nodes |= {one.id for one in account.origins} | {one.id for one in account.rulings}
    nodes |= {one.mutation.id for one in found.changes} | {one.mutation.reuse for one in found.changes}
    nodes |= {point.claim for point in found.points} | set(found.claims)
    quads = [*mention_quads(store, (one.mention.id for one in found.told)), *quads_about(store, nodes)]
    parts = {
        q.object.value
        for q in quads
        if isinstance(q.object, ox.NamedNode) and _is_part(q.object.value, nodes)
    }
    return _turtle([*quads, *quads_about(store, parts)], store.base)


def sample_turtle(store: Store, found: Dossier) -> str:
    """The same of a few claims and mentions: what a page shows of it."""
    quads = mention_quads(store, (one.mention.id for one in found.told[:_SAMPLED]))
    return _turtle([*quads, *quads_about(store, found.claims[:_SAMPLED])], store.base)


def _is_part(iri: str, of: Iterable[str]) -> bool:
    """Roles of a check, links of an origin, places of a judgement: named by what they are part of."""
    whole, mark, _ = iri.partition("#")
    return bool(mark) and whole in of


_SAMPLED = 3
_OWN = (
    "claim",
    "mention",
    "source",
    "series",
    "period",
    "comparison",
    "origin",
    "reuse",
    "mutation",
    "check",
    "judgement",
)
"""Kinds of things of the data that get a prefix each, so that a person can read them."""


def _turtle(quads: Iterable[ox.Quad], base: str) -> str:
    ordered = sorted({ox.Triple(q.subject, q.predicate, q.object) for q in quads}, key=str)
    iris = {
        iri
        for t in ordered
        for term in (t.subject, t.predicate, t.object)
        if isinstance(iri := getattr(getattr(term, "datatype", term), "value", None), str)
    }
    used = {
        p: n
        for p, n in ({**PREFIXES, **{kind: f"{base}{kind}/" for kind in _OWN}}).items()
        if any(iri.startswith(n) for iri in iris)
    }
    return (ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=used) or b"").decode()
