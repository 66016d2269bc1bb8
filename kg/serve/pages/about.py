"""Linked data: every IRI of the graph answers.

`/id/…` and `/term/…` stand for the IRIs of the data and of the vocabulary. They are names of things, not of pages, so the
answer is "see other": the page of what the IRI names, or what the graph says of it, `/about?iri=…`, which is there for any
IRI, as a page and, by its ending or the Accept header, as data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.graph import used_prefixes
from kg.graph.namespaces import KG
from kg.serve import choice
from kg.serve.frame import links_of, page, reading, words_of
from kg.serve.links import Links, checked
from kg.serve.refusing import Refused
from kg.serve.sparql.formats import GRAPHS, OX_GRAPHS, Form, GraphName, graph_form
from kg.store import Store
from kg.views.dossier import claim_names
from kg.views.facts import local_name
from kg.views.interface import Interface
from kg.views.resource import Resource, resource
from kg.views.site import Format

_KNOWN = "ASK { { NODE ?p ?o } UNION { ?s NODE ?o } UNION { ?s ?p NODE } UNION { GRAPH NODE { ?s ?p ?o } } }"
_DIGEST = re.compile(r"[0-9a-f]{32}")
_NAMED = 60
"""Claims that are named by what they say."""
_ENDINGS = {f".{form.ending}": form for form in GRAPHS}


def data_root(request: Request) -> Response:
    """An IRI of the data: see other."""
    return _see_other(request, "/id/")


def term_root(request: Request) -> Response:
    """An IRI of the vocabulary: see other."""
    return _see_other(request, "/term/")


def _see_other(request: Request, root: str) -> Response:
    links = links_of(request)
    form = graph_form(request.headers.get("accept"))
    iri = links.iri(root, request.path_params["rest"])
    with reading(request) as state:
        if iri is None or not _is_known(state.store, iri):
            iri, form = _without_ending(links, state.store, root, request.path_params["rest"])
    place = links.href(iri) if form is None else links.about(iri, f".{form.ending}")
    return RedirectResponse(place, 303, headers={"Vary": "Accept"})


def _without_ending(links: Links, store: Store, root: str, rest: str) -> tuple[str, Form[GraphName]]:
    """`/id/claim/X.ttl` is the data of `/id/claim/X`. Raises `Refused` 404 where that is not known either."""
    name, dot, ending = rest.rpartition(".")
    iri, form = links.iri(root, name), _ENDINGS.get(dot + ending)
    if iri is None or form is None or not _is_known(store, iri):
        raise Refused(404, "says-nothing")
    return iri, form


def _is_known(store: Store, iri: str) -> bool:
    return store.ask_(_KNOWN.replace("NODE", str(ox.NamedNode(iri))))


def about(request: Request) -> Response:
    """What the graph says of an IRI, as a page or as data."""
    ending = request.url.path.removeprefix("/about")
    form = _ENDINGS[ending] if ending else graph_form(request.headers.get("accept"))
    iri = checked(request.query_params.get("iri", ""))
    if iri is None:
        raise Refused(400, "no-iri", place="/about?iri=…")
    with reading(request) as state:
        found = resource(state.store, iri)
        if found is None:
            raise Refused(404, "says-nothing")
        if form is not None:
            return _data(found, form)
        claims = _claims_of(found, links_of(request).base)
        names = claim_names(state.store, claims, language=choice.language(request))
    return _page(request, found, names)


def _claims_of(found: Resource, base: str) -> list[str]:
    """The claims that the page names, of which it tells what they say."""
    said = {term for triple in found.triples for term in (triple.subject, triple.object)}
    iris = {term.value for term in said if isinstance(term, ox.NamedNode)}
    return sorted(iri for iri in iris if iri.startswith(f"{base}claim/") and "#" not in iri)[:_NAMED]


def _page(request: Request, found: Resource, claims: Mapping[str, str]) -> Response:
    links, w = links_of(request), words_of(request)

    def called(iri: str) -> str:
        return claims.get(iri) or _called(found, links, iri, w)

    return page(
        request,
        "about.html.j2",
        title=called(found.iri),
        styles=("about.css",),
        formats=[Format(form.title, links.about(found.iri, f".{form.ending}")) for form in GRAPHS],
        resource=found,
        types={w.label(iri): iri for iri in reversed(found.types)},
        short=links.name,
        own_page=links.page(found.iri),
        called=called,
    )


def _called(found: Resource, links: Links, iri: str, w: Interface) -> str:
    """What a thing is called; one without a name by its kind and the beginning of its id, or by its IRI, written short."""
    name = w.labels.get(iri) or found.names.of(iri, w.language)
    if name != local_name(iri) or iri in w.labels:
        return name
    kind, _, digest = iri.removeprefix(links.base).partition("/")
    if _DIGEST.fullmatch(digest):
        return f"{w.label(KG[kind.capitalize()].value)} {digest[:8]}"
    return links.name(iri)


def _data(found: Resource, form: Form[GraphName]) -> Response:
    raw = ox.serialize(found.triples, format=OX_GRAPHS[form.name], prefixes=used_prefixes(found.triples))
    return Response(raw, media_type=form.content_type, headers={"Vary": "Accept"})


routes = [
    Route("/id/{rest:path}", data_root),
    Route("/term/{rest:path}", term_root),
    Route("/about", about),
    *(Route(f"/about{ending}", about) for ending in _ENDINGS),
]
