"""The forms in which answers are written, and the media types by which clients ask for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, Literal, NamedTuple, TypeVar

import pyoxigraph as ox

from kg.graph import PREFIXES
from kg.serve.negotiation import preferred
from kg.store.worker import Wanted

ResultsName = Literal["json", "xml", "csv", "tsv"]
GraphName = Literal["turtle", "ntriples", "jsonld", "rdfxml"]
HTML = "text/html"

N = TypeVar("N", bound=str)


class Form(NamedTuple, Generic[N]):
    """A form: its `name` for workers and in addresses, the `title` for people, the `ending` of a file.

    Of its media types the first is the one that it is sent as.
    """

    name: N
    title: str
    ending: str
    media_types: tuple[str, ...]
    charset: bool = False

    @property
    def content_type(self) -> str:
        """As the header of an answer has it."""
        return self.media_types[0] + ("; charset=utf-8" if self.charset else "")


RESULTS: tuple[Form[ResultsName], ...] = (
    Form("json", "JSON", "srj", ("application/sparql-results+json", "application/json")),
    Form("xml", "XML", "srx", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Form("csv", "CSV", "csv", ("text/csv",), charset=True),
    Form("tsv", "TSV", "tsv", ("text/tab-separated-values",), charset=True),
)
GRAPHS: tuple[Form[GraphName], ...] = (
    Form("turtle", "Turtle", "ttl", ("text/turtle", "application/x-turtle"), charset=True),
    Form("ntriples", "N-Triples", "nt", ("application/n-triples", "text/plain")),
    Form("jsonld", "JSON-LD", "jsonld", ("application/ld+json", "application/json")),
    Form("rdfxml", "RDF/XML", "rdf", ("application/rdf+xml", "application/xml", "text/xml")),
)


FORMS: tuple[Form[Any], ...] = (*RESULTS, *GRAPHS)

OX_RESULTS: Mapping[ResultsName, ox.QueryResultsFormat] = MappingProxyType(
    {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
    }
)
OX_GRAPHS: Mapping[GraphName, ox.RdfFormat] = MappingProxyType(
    {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }
)
"""The same forms, as pyoxigraph calls them."""


class Choice(NamedTuple):
    """What a client takes: a form for tables and truths, one for graphs; None where it takes none. `page` is HTML for people."""

    results: Form[ResultsName] | None
    graph: Form[GraphName] | None
    page: bool

    def wanted(self) -> Wanted:
        """The same for a worker, which writes something in any case."""
        return Wanted(
            self.results.name if self.results else "json",
            self.graph.name if self.graph else "turtle",
            PREFIXES,
        )


def choice(accept: str | None, named: str | None = None) -> Choice | None:
    """What the Accept header, or instead of it the name of a form, asks for. None for a name that is none."""
    if named is not None:
        results = next((form for form in RESULTS if form.name == named), None)
        graph = next((form for form in GRAPHS if form.name == named), None)
        return Choice(results, graph, page=False) if results or graph else None
    results, graph = _chosen(accept, RESULTS), _chosen(accept, GRAPHS)
    return Choice(results, graph, page=_best(accept, FORMS, HTML) == HTML)


def graph_form(accept: str | None) -> Form[GraphName] | None:
    """The form for a graph that a client takes, or None where it prefers a page or takes none."""
    best = _best(accept, GRAPHS, HTML)
    return next((form for form in GRAPHS if best in form.media_types), None)


def _chosen(accept: str | None, forms: Sequence[Form[N]]) -> Form[N] | None:
    best = _best(accept, forms)
    return next((form for form in forms if best in form.media_types), None)


def _best(accept: str | None, forms: Sequence[Form[Any]], *more: str) -> str | None:
    offered = [media_type for form in forms for media_type in form.media_types]
    general = {media_type for form in forms for media_type in form.media_types[1:]}
    return preferred(accept or "", [*offered, *more], by_name=general)
