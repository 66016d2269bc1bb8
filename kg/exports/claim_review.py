"""Claims for search engines and fact-checkers' exchanges: schema.org `Claim` and `ClaimReview` as JSON-LD.

The program has no opinion on whether a claim is true. A review comes from a person: either the verdict that is given here,
or a judgement in the graph, which is about one aspect only (`reviewAspect`): whether two claims are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.exports.judged import Decided, decided
from kg.exports.standing import Standing, standing
from kg.model import Decision, Mention, Source, ids
from kg.store import Store

CONTEXT = "https://schema.org"

_ASPECTS = {
    Decision.SAME: ("identity of claims", "same claim"),
    Decision.NOT_SAME: ("identity of claims", "not the same claim"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of a claim: in words as they are shown (`Mostly true`), by whom, when, and at which address."""

    words: str
    reviewer: str
    day: date | None = None
    url: str | None = None
    body: str | None = None


def claim_reviews(store: Store, claims: Iterable[str], *, verdict: Verdict | None = None) -> dict[str, Any]:
    """These claims (IRIs) as one JSON-LD document: each a `Claim`, and a `ClaimReview` for what people say of it.

    Raises `QuestionError` for a claim that no mention makes which stands.
    """
    judged = decided(store)
    graph: list[dict[str, Any]] = []
    for one in standing(store, claims):
        graph.append(claim_record(one))
        if verdict is not None:
            graph.append(_review(store.base, one, verdict))
        graph += _judgements(one, judged)
    return {"@context": CONTEXT, "@graph": graph}


def claim_record(one: Standing) -> dict[str, Any]:
    """A claim with where it appears and who says it; empty fields are left out."""
    first = one.mentions[0]
    sources = list({m.source.id: m.source for m in one.mentions}.values())
    speakers = dict.fromkeys(_named(m) for m in one.mentions if m.speaker)
    return _filled(
        {
            "@type": "Claim",
            "@id": one.claim,
            "name": first.quote.exact,
            "inLanguage": first.source.language,
            "about": {"@type": "Thing", "name": first.subject.label} if first.subject else None,
            "author": [dict(speaker) for speaker in speakers],
            "firstAppearance": _work(sources[0]),
            "appearance": [_work(source) for source in sources],
            "datePublished": _day(sources[0].published),
        }
    )


def _review(base: str, one: Standing, verdict: Verdict) -> dict[str, Any]:
    said = (one.claim, verdict.words, verdict.reviewer, _day(verdict.day), verdict.url, verdict.body)
    return _filled(
        {
            "@type": "ClaimReview",
            "@id": f"{base}review/{ids.digest(*said)}",
            "url": verdict.url,
            "claimReviewed": one.mentions[0].quote.exact,
            "itemReviewed": {"@id": one.claim},
            "author": {"@type": "Organization", "name": verdict.reviewer},
            "datePublished": _day(verdict.day),
            "reviewBody": verdict.body,
            "reviewRating": {"@type": "Rating", "alternateName": verdict.words},
        }
    )


def _judgements(one: Standing, judged: Sequence[Decided]) -> Iterator[dict[str, Any]]:
    own = {m.id: m for m in one.mentions}
    for decision in judged:
        about = [own[m] for m in decision.mentions if m in own]
        if not about or decision.decision not in _ASPECTS:
            continue
        aspect, words = _ASPECTS[decision.decision]
        yield {
            "@type": "ClaimReview",
            "@id": decision.id,
            "claimReviewed": about[0].quote.exact,
            "itemReviewed": {"@id": one.claim},
            "reviewAspect": aspect,
            "author": {"@type": "Person", "name": decision.author},
            "datePublished": decision.time,
            "reviewBody": decision.reason,
            "reviewRating": {"@type": "Rating", "alternateName": words},
        }


def _named(m: Mention) -> tuple[tuple[str, str], ...]:
    """Who says it, as a record that can be a key."""
    assert m.speaker
    kind = "Person" if m.speaker.type == "Person" else "Organization"
    iri = (("@id", m.speaker.id),) if m.speaker.id else ()
    return (("@type", kind), *iri, ("name", m.speaker.label))


def _work(source: Source) -> dict[str, Any]:
    return _filled(
        {
            "@type": "Report" if source.kind == "report" else "NewsArticle",
            "@id": source.id,
            "headline": source.title,
            "url": source.url,
            "datePublished": _day(source.published),
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        }
    )


def _day(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, [], "")}
