"""`/entity/…`, `/metric/…`, `/publisher/…`: a thing, what is claimed about it and what stands round it.

`/around.json?of=IRI&skip=8` is the next of what stands round any node, for the picture that grows.
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import QuestionError
from kg.model import ids
from kg.serve.forms import MEDIA_TYPES, form_of, number_of
from kg.serve.frame import frame_of, links_of, reading, shown
from kg.serve.links import checked
from kg.serve.refusing import Refused
from kg.serve.states import State
from kg.views.entity import claims_near, entity_page, entity_turtle, neighbourhood, occurrences
from kg.views.entity.html import entity_html
from kg.views.entity.neighbours import Neighbourhood
from kg.views.site import Format

_AROUND = "/around.json"


def thing(request: Request) -> Response:
    """The page of a thing of the data or of the vocabulary, by the end of its IRI."""
    kind = request.url.path.split("/", 2)[1]
    name, form = form_of(request, request.path_params["name"])
    links = links_of(request)
    with reading(request) as state:
        # a thing of the vocabulary and one that was minted have ends of their own: a word, and a digest
        for namespace in (links.base, ids.VOCABULARY):
            iri = checked(f"{namespace}{kind}/{name}")
            if iri is None:
                continue
            try:
                return _answer(request, state, iri, form)
            except QuestionError:
                continue
    raise HTTPException(404)


def _answer(request: Request, state: State, iri: str, form: str) -> Response:
    """Raises `QuestionError` where nothing is known of the thing."""
    links = links_of(request)
    if form == "ttl":
        return Response(entity_turtle(state.store, iri, lexicon=state.lexicon), media_type=MEDIA_TYPES["ttl"])
    page = entity_page(
        state.store,
        iri,
        lexicon=state.lexicon,
        href=links.href,
        by=request.query_params.get("by"),
        page=number_of(request, "page"),
        said=number_of(request, "said"),
        cited=number_of(request, "cited"),
        found=state.keep_recent(("occurrences", iri), lambda: occurrences(state.store, iri)),
    )
    if form == "json":
        return JSONResponse(page.to_json())
    address = links.href(iri)
    formats = [Format("JSON", f"{address}.json"), Format("Turtle", f"{address}.ttl")]
    html = entity_html(
        page,
        _around(request, state, iri, 0),
        frame_of(request),
        lexicon=state.lexicon,
        more=_AROUND,
        formats=formats,
    )
    return shown(request, html)


def around(request: Request) -> Response:
    """What stands round a node, after what was shown of it before."""
    iri = checked(request.query_params.get("of", ""))
    if iri is None:
        raise Refused(400, "no-iri", place=f"{_AROUND}?of=…")
    with reading(request) as state:
        return JSONResponse(_around(request, state, iri, number_of(request, "skip", least=0)).to_json())


def _around(request: Request, state: State, iri: str, skip: int) -> Neighbourhood:
    # a picture that grows asks again and again for the same node
    claims = state.keep_recent(("claims near", iri), lambda: claims_near(state.store, iri))
    return neighbourhood(state.store, iri, claims, href=links_of(request).href, skip=skip)


routes = [
    Route("/entity/{name:path}", thing),
    Route("/metric/{name:path}", thing),
    Route("/publisher/{name:path}", thing),
    Route(_AROUND, around),
]
