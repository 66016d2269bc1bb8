"""`/sparql/terms.json`: what the query page completes, the prefixes and the classes and properties that the graph uses."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import QueryError
from kg.graph import PREFIXES
from kg.serve.frame import desk_of, words_of
from kg.store.worker import Dataset, Wanted

_USED = """
SELECT DISTINCT ?term {
  { SELECT DISTINCT ?term { ?s ?term ?o } LIMIT 1000 }
  UNION
  { SELECT DISTINCT ?term { ?s a ?term } LIMIT 1000 }
}
"""


async def terms(request: Request) -> Response:
    """Short names with what the ontology calls them in the reader's language; prefixes alone where the graph is too large."""
    try:
        found = await desk_of(request).query(request, _USED, Wanted(), Dataset())
        with found.body as body:
            rows = json.load(body)["results"]["bindings"]
    except QueryError:
        rows = []
    words = words_of(request)
    names = {
        short: words.label(iri)
        for iri in sorted(row["term"]["value"] for row in rows)
        if (short := _short(iri)) is not None
    }
    answer = {
        "prefixes": dict(PREFIXES),
        "terms": [{"name": name, "label": label} for name, label in sorted(names.items())],
    }
    return JSONResponse(answer, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"})


def _short(iri: str) -> str | None:
    """The name under a usual prefix, where it has one that needs no escapes."""
    for prefix, namespace in PREFIXES.items():
        name = iri.removeprefix(namespace)
        if name != iri and name.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{name}"
    return None


routes = [Route("/sparql/terms.json", terms)]
