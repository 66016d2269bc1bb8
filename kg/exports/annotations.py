"""The mentions of a source as W3C Web Annotations, for clients that show them on the page or in the text, and as Hypothes.is reads
them in.

Offsets count in the plain text that the program read, not in the web page. So an annotation of a source with an address has two
targets: the page, where the quote finds the place, and the source version, where quote and position do.
"""

from __future__ import annotations

import re
from typing import Any

from kg.errors import QuestionError
from kg.exports.judged import judged_wrong
from kg.graph import graph_id
from kg.graph.from_rdf import read_reading
from kg.model import Mention, Source
from kg.store import Store

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def web_annotations(store: Store, source: str) -> dict[str, Any]:
    """The annotations of a source (IRI) as an `AnnotationCollection` of one page, in the order of the text.

    Mentions that somebody judged to be read wrongly are left out. Raises `QuestionError` where there is no such source.
    """
    about, mentions = _counted(store, source)
    items = [annotation(m) for m in mentions]
    page = f"{store.base}annotations/{source.rsplit('/', 1)[-1]}"
    return {
        "@context": CONTEXT,
        "id": page,
        "type": "AnnotationCollection",
        "label": about.title or about.name,
        "total": len(items),
        "first": {
            "id": f"{page}/1",
            "type": "AnnotationPage",
            "partOf": page,
            "startIndex": 0,
            "items": items,
        },
    }


def hypothesis(store: Store, source: str) -> dict[str, Any]:
    """The same as a file that Hypothes.is' sidebar takes under *Import*: `annotations` with `uri`, `target`, `text`, `tags`.

    The fields are those of its API (https://h.readthedocs.io/en/latest/api/); it keeps the first target, finds the place by the
    quote, and reads the text as Markdown. Raises `QuestionError` as `web_annotations` does, and for a source without an
    address, which no browser could open.
    """
    about, mentions = _counted(store, source)
    if not _on_the_web(about):
        raise QuestionError("has no web address, by which Hypothes.is would know the page", where=about.name)
    return {
        "annotations": [
            {
                "uri": about.url,
                "document": {"title": [about.title or about.name]},
                "target": [{"source": about.url, "selector": [_quote(m)]}],
                "text": f"{_plain(_words(m))}\n\n<{m.claim}>",
                "tags": ["claim-kg", *_tags(m)],
            }
            for m in mentions
        ]
    }


_MARKS = re.compile(r"[\\`*_{}\[\]<>#!|&~$]")
"""What Markdown would read as more than itself in words of a stranger."""


def _plain(words: str) -> str:
    """Words that Markdown shows as they are."""
    return _MARKS.sub(lambda mark: "\\" + mark[0], words)


def _counted(store: Store, source: str) -> tuple[Source, list[Mention]]:
    """A source and its mentions without those that were judged to be read wrongly."""
    reading = read_reading(store.quads(graph_id(source, base=store.base)), base=store.base)
    if reading is None:
        raise QuestionError("no such source in the store", where=source)
    about, mentions = reading
    wrong = judged_wrong(store, {m.id for m in mentions})
    return about, [m for m in mentions if m.id not in wrong]


def annotation(m: Mention) -> dict[str, Any]:
    """One mention: what it says in short, its claim, and where it stands."""
    return {
        "id": m.id,
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"id": "https://w3id.org/claim-kg", "type": "Software", "name": "claim-kg"},
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _words(m)},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in _tags(m)),
            {"type": "SpecificResource", "purpose": "identifying", "source": m.claim},
        ],
        "target": _targets(m.source, m),
    }


def _tags(m: Mention) -> list[str]:
    return [ref.label for ref in (m.metric, m.subject) if ref]


def _on_the_web(source: Source) -> bool:
    return source.url is not None and source.url.startswith(("https://", "http://"))


def _quote(m: Mention) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": m.quote.exact,
        "prefix": m.quote.prefix,
        "suffix": m.quote.suffix,
    }


def _targets(source: Source, m: Mention) -> list[dict[str, Any]]:
    quote = _quote(m)
    position = {"type": "TextPositionSelector", "start": m.quote.start, "end": m.quote.end}
    version = {"type": "SpecificResource", "source": source.id, "selector": [quote, position]}
    if _on_the_web(source):
        return [{"type": "SpecificResource", "source": source.url, "selector": [quote]}, version]
    return [version]


def _words(m: Mention) -> str:
    """A mention in one line: whose figure, what is measured, how much, when, who says it; a statement in its own words."""
    told = (
        [
            m.subject and m.subject.label,
            m.metric and m.metric.label,
            m.quantity.text,
            m.period and m.period.text,
        ]
        if m.quantity
        else [m.quote.exact]
    )
    return " · ".join(part for part in told if part) + (f" — {m.speaker.label}" if m.speaker else "")
