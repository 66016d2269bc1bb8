"""What is marked in the text of a source: claims, the words of their slots, names, and passages that others have too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.extract.annotations import NAME_SCHEMES
from kg.extract.explain import SLOTS, Evidence, Explanation
from kg.folding import fold
from kg.graph.names import node_of
from kg.lexicon import Lexicon, leftmost
from kg.model import Document, Marker, Mention, Ref, Span
from kg.views.nesting import Event, Mark

Sort = Literal["passage", "claim", "word", "name"]
_RANKS: dict[Sort, int] = {"passage": 0, "claim": 1, "word": 2, "name": 3}
_MOST_NAMES = 4_000
"""Names marked on one page."""


@dataclass(frozen=True, slots=True)
class Highlight(Mark):
    """A marked stretch. `name` is a slot for words, empty for others; `numbers` are those of the claims that it belongs to."""

    sort: Sort = "claim"
    href: str | None = None
    title: str = ""
    """What the words stand for."""
    numbers: tuple[int, ...] = ()
    anchors: tuple[int, ...] = ()
    """Claims whose number stands in front of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a template writes next: plain text, the beginning or the end of a highlight, or a footnote's marker.

    `link` says whether the highlight is a link here: a link in a link would be none. `first` is False where it goes on
    with one that was cut.
    """

    kind: Literal["text", "open", "close", "marker"]
    text: str = ""
    mark: Highlight | None = None
    link: bool = False
    first: bool = False
    href: str | None = None
    """Of a marker: where its footnote is."""
    at: int = 0
    """Of a marker: its offset."""


def claim_marks(
    explanations: Sequence[Explanation], numbers: Sequence[int], *, href: Callable[[str], str], base: str
) -> list[Highlight]:
    """The quotes of claims and the words of their slots. What several claims share is marked once."""
    quotes: dict[Span, list[int]] = defaultdict(list)
    words: dict[Span, list[tuple[int, Evidence, Mention]]] = defaultdict(list)
    anchors: dict[Span, list[int]] = defaultdict(list)
    for number, one in zip(numbers, explanations, strict=True):
        quote = Span(one.mention.quote.start, one.mention.quote.end)
        quotes[quote].append(number)
        value = next(
            (e.at for e in one.evidence if e.slot == "value" and e.at and e.at.start < e.at.end), None
        )
        anchors[value or quote].append(number)
        for evidence in one.evidence:
            if evidence.at is not None and evidence.at.start < evidence.at.end:
                words[evidence.at].append((number, evidence, one.mention))
    found = [
        Highlight(
            *span,
            "",
            _RANKS["claim"],
            sort="claim",
            numbers=tuple(own),
            anchors=tuple(anchors[span]) if span not in words else (),
        )
        for span, own in quotes.items()
    ]
    for span, uses in words.items():
        uses.sort(key=lambda use: (SLOTS.index(use[1].slot), use[0]))
        _, evidence, mention = uses[0]
        found.append(
            Highlight(
                *span,
                evidence.slot,
                _RANKS["word"],
                sort="word",
                href=_address(evidence, mention, href, base),
                title=evidence.label,
                numbers=tuple(sorted({number for number, _, _ in uses})),
                anchors=tuple(anchors[span]),
            )
        )
    return found


def _address(evidence: Evidence, mention: Mention, href: Callable[[str], str], base: str) -> str | None:
    """Where the words of a slot lead: a value to its claim, a name to its thing."""
    if evidence.slot == "value":
        return href(mention.claim)
    ref = next(
        (ref for slot, ref in refs_of(mention) if slot == evidence.slot and ref.label == evidence.label), None
    )
    if ref is None:
        return None
    return href(node_of(ref, kind="metric" if evidence.slot == "metric" else "entity", base=base))


def refs_of(mention: Mention) -> Iterator[tuple[str, Ref]]:
    """The things that a mention names, with the slot that each fills."""
    slots = (
        ("metric", [mention.metric]),
        ("subject", [mention.subject]),
        ("scope", mention.scope),
        ("speaker", [mention.speaker]),
        ("cites", mention.cites),
    )
    return ((slot, ref) for slot, refs in slots for ref in refs if ref is not None)


def name_marks(
    document: Document,
    window: Span,
    taken: Iterable[Span],
    *,
    lexicon: Lexicon,
    href: Callable[[str], str],
) -> list[Highlight]:
    """Names of the vocabulary in a stretch of the text where no words of a slot (`taken`) stand."""
    text = document.text[window.start : window.end]
    busy = sorted(taken)
    starts = [span.start for span in busy]
    longest = max((span.end - span.start for span in busy), default=0)
    found: list[Highlight] = []
    for hit in leftmost(lexicon.find(fold(text), text).of(*NAME_SCHEMES)):
        start, end = hit.start + window.start, hit.end + window.start
        near = busy[bisect_left(starts, start - longest) : bisect_left(starts, end)]
        if any(span.start < end and span.end > start for span in near):
            continue
        found.append(
            Highlight(
                start, end, "", _RANKS["name"], sort="name", href=href(hit.entry.iri), title=hit.entry.label
            )
        )
        if len(found) == _MOST_NAMES:
            break
    return found


def passage_marks(passages: Iterable[tuple[int, Span]]) -> list[Highlight]:
    """Stretches that others have too, each with its number on the page."""
    return [
        Highlight(*span, "", _RANKS["passage"], sort="passage", numbers=(number,))
        for number, span in passages
    ]


def pieces(
    events: Iterable[Event[Highlight]],
    start: int,
    markers: Sequence[Marker],
    address: Callable[[Marker], str | None],
) -> Iterator[Piece]:
    """Events as a template writes them, with the markers of footnotes where they stood; `start` is the offset of the text."""

    def marker_piece(marker: Marker) -> Piece:
        return Piece("marker", marker.label, href=address(marker), at=marker.at)

    at, waiting, linked = start, 0, 0
    for kind, what in events:
        if isinstance(what, str):
            last = bisect_right([marker.at for marker in markers], at + len(what) - 1, lo=waiting)
            for marker in markers[waiting:last]:
                yield Piece("text", what[: marker.at - at])
                yield marker_piece(marker)
                what, at = what[marker.at - at :], marker.at
            waiting = last
            yield Piece("text", what)
            at += len(what)
            continue
        has_link = what.href is not None
        if kind == "open":
            yield Piece("open", mark=what, link=has_link and not linked, first=not what.again)
            linked += has_link
        else:
            linked -= has_link
            yield Piece("close", mark=what, link=has_link and not linked)
    for marker in markers[waiting:]:
        yield marker_piece(marker)
