"""`/judge`: comparisons that the machine is unsure of, one after the other, and what a person decides about each.

A decision is written at once into the author's file among the server's judgements, as `kg judge` writes it; the next build heeds it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.judge import read_judgements, record
from kg.model import Anchor, Comparison, Decision, Judgement, Mention, judgement
from kg.serve import choice
from kg.serve.frame import access_of, config_of, page, reading, words_of
from kg.serve.posting import form_of
from kg.serve.refusing import Refused
from kg.serve.states import State
from kg.views.judging import Open, Turn, open_comparisons, open_one, turn, undecided
from kg.views.names import days_text, outlet_names
from kg.views.site import Format

KEYS = {"same": "s", "not-same": "n", "first": "1", "second": "2"}
"""What can be decided, and the key that decides it."""
_AUTHOR = "author"
_LONGEST = {"author": 80, "reason": 500}
_YEAR = 365 * 24 * 3600
_SHOWN = 50
_writing = Lock()


def _listed(state: State) -> list[Open]:
    return state.keep("open comparisons", lambda: open_comparisons(state.store))


def _judgements(request: Request, state: State) -> list[Judgement]:
    return read_judgements(config_of(request).judgements, base=state.store.base).judgements


def _at(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def judge(request: Request) -> Response:
    """The comparison at the place that the address names."""
    language = choice.language(request)
    with reading(request) as state:
        listed = _listed(state)
        found = turn(
            state.store, listed, _judgements(request, state), at=_at(request.query_params.get("at", ""))
        )
        sides = [_side(one, state, language) for one in _sides(found)]
    access = access_of(request)
    decided = request.query_params.get("decided", "")
    return page(
        request,
        "judge.html.j2",
        title=words_of(request)("judge"),
        styles=("judge.css",),
        scripts=("judge.js",),
        formats=[Format("JSON", "/judge.json")],
        turn=found,
        sides=sides,
        why="" if found is None else found.comparison.why_zh if language == "zh" else found.comparison.why,
        keys=KEYS,
        any_at_all=bool(listed),
        decided=decided if decided in KEYS else "",
        author=request.cookies.get(_AUTHOR, "")[: _LONGEST["author"]],
        read_only=access.is_read_only,
        may_write=access.may_write(request),
    )


def _sides(found: Turn | None) -> tuple[Mention, ...]:
    return () if found is None else (found.comparison.a, found.comparison.b)


def _side(mention: Mention, state: State, language: str) -> dict[str, Any]:
    """A mention as the page shows it."""
    names, source = state.names, mention.source
    things = [mention.subject, mention.metric, *mention.scope, mention.speaker]
    period = f"{mention.period.start}/{mention.period.end}" if mention.period else ""
    slots = [names.of(ref.id, language) if ref.id else ref.label for ref in things if ref is not None]
    return {
        "mention": mention.id,
        "figure": mention.quantity.text if mention.quantity else "",
        "quote": mention.quote,
        "source": source.id,
        "title": source.title or source.name,
        "publisher": outlet_names(source.publisher, lexicon=state.lexicon)[language]
        if source.publisher
        else "",
        "published": source.published.isoformat()[:10] if source.published else "",
        "slots": slots,
        "period": days_text(period) or period,
    }


def as_json(request: Request) -> Response:
    """The queue for programs, its first fifty."""
    with reading(request) as state:
        judgements = _judgements(request, state)
        waiting = undecided(_listed(state), judgements)
        found = [open_one(state.store, one, judgements) for one in waiting[:_SHOWN]]
    return JSONResponse(
        {"left": len(waiting), "comparisons": [{"id": one.id, **one.to_json()} for one in found if one]}
    )


async def decide(request: Request) -> Response:
    """Write a decision. 401 or 403 without the right to, 400 for what is no decision, 409 for what was decided meanwhile."""
    access_of(request).check(request)
    said = await form_of(request)
    where = await run_in_threadpool(_write, request, said)
    answer = RedirectResponse(where, 303)
    answer.set_cookie(_AUTHOR, said["author"].strip(), max_age=_YEAR, httponly=True, samesite="strict")
    return answer


def _write(request: Request, said: dict[str, str]) -> str:
    """Record what the form says; the address of the next comparison."""
    author, reason, decision = (said.get(name, "").strip() for name in ("author", "reason", "decision"))
    if decision not in KEYS:
        raise HTTPException(400, f"a decision is one of {', '.join(KEYS)}")
    for name, text in (("author", author), ("reason", reason)):
        if not text.isprintable() or not 0 < len(text) <= _LONGEST[name]:
            raise Refused(400, f"bad-{name}", most=_LONGEST[name])
    with reading(request) as state, _writing:
        one = next((one for one in _listed(state) if one.comparison == said.get("comparison")), None)
        if one is None:
            raise Refused(404, "no-comparison")
        compared = open_one(state.store, one, _judgements(request, state))
        if compared is None:
            raise Refused(409, "decided-meanwhile")
        record(
            config_of(request).judgements, _made(decision, compared, author, reason, base=state.store.base)
        )
    return f"/judge?at={_at(said.get('at', ''))}&decided={decision}"


def _made(decision: str, compared: Comparison, author: str, reason: str, *, base: str) -> Judgement:
    sides = Anchor.of(compared.a), Anchor.of(compared.b)
    kind, targets = {
        "same": (Decision.SAME, sides),
        "not-same": (Decision.NOT_SAME, sides),
        "first": (Decision.WRONG, sides[:1]),
        "second": (Decision.WRONG, sides[1:]),
    }[decision]
    now = datetime.now(UTC).replace(microsecond=0)
    return judgement(kind, author=author, time=now, reason=reason, targets=targets, base=base)


routes = [
    Route("/judge", judge),
    Route("/judge", decide, methods=["POST"]),
    Route("/judge.json", as_json),
]
