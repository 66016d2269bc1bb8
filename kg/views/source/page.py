"""From a store to one page of a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from kg.ask.parts import records
from kg.errors import QuestionError
from kg.graph.names import publisher_node
from kg.lexicon import Lexicon
from kg.model import Span, Verdict
from kg.store import Store
from kg.views.names import outlet_names
from kg.views.source import stored
from kg.views.source.cards import Cards
from kg.views.source.footnotes import Footnotes, address
from kg.views.source.model import Failing, Original, SourcePage, sum_anchor
from kg.views.source.parts import explained, parts_of
from kg.views.source.sharing import shared_with
from kg.views.source.stored import Outline, Place, Tried
from kg.views.source.text import kept, page_of, windows
from kg.views.source.versions import changes_since, versions_of

MOST_CARDS = 600
MOST_SHARED = 40
MOST_FAILING = 40
MOST_DIFFERENCES = 60


def source_page(
    store: Store,
    iri: str,
    *,
    lexicon: Lexicon,
    href: Callable[[str], str] = str,
    page: int = 1,
    outline: Outline | None = None,
) -> SourcePage:
    """One page of a source's text, the nearest to the one asked for that there is.

    `href` gives the address of what an IRI names. Who shows many pages of a source may give its `outline`, so that it is
    read once. Raises `QuestionError` where the store has no such source.
    """
    source = stored.record(store, iri)
    if source is None:
        raise QuestionError("no source of this name in the store", where=iri)
    original = kept(store, source)
    document = original.document
    places, tried = outline or stored.outline(store, source.id)
    pages = windows(document) if document else [Span(0, max((one.end for one in places), default=0) + 1)]
    number = min(max(page, 1), len(pages))
    window = pages[number - 1]
    numbers, hidden = _on_page(places, window)
    mentions = stored.mentions_of(store, numbers)
    reuses, all_reuses = stored.reuses_of(store, source, limit=MOST_SHARED)
    mutations = stored.mutations_of(store, reuses)
    shared = shared_with(source, reuses, mutations, window, href=href)
    explanations = explained(document, mentions, window) if document else []
    cards = Cards(lexicon=lexicon, href=href, base=store.base).of(
        mentions,
        numbers=numbers,
        text=document.text if document else None,
        explanations=explanations,
        checks=stored.checks_of(store, mentions),
        mutations=mutations,
    )
    sums, failing = _sums(tried, pages, href(source.id))
    versions = versions_of(store, source, href=href)
    older = next((one.source.id for one, newer in pairwise(versions) if newer.this), None)
    changed = changes_since(store, older, source.id) if older else []
    return SourcePage(
        source=source,
        publisher=_outlet(source.publisher, lexicon, href, store.base),
        credited=_outlet(source.credited, lexicon, href, store.base),
        claims=len(places),
        page=number,
        pages=len(pages),
        window=window,
        characters=len(document.text) if document else 0,
        text=document.text[window.start : window.end] if document else "",
        original=Original(original.size, original.problem),
        parts=tuple(
            parts_of(
                document,
                window,
                cards,
                explanations,
                [passage for one in shared for passage in one.passages],
                Footnotes(document, pages, href(source.id)),
                lexicon=lexicon,
                href=href,
                base=store.base,
            )
        )
        if document
        else (),
        cards=tuple(cards),
        hidden=hidden,
        shared=tuple(shared),
        more_shared=all_reuses - len(reuses),
        sums=sums,
        failing=failing,
        versions=tuple(versions),
        differences=tuple(changed[:MOST_DIFFERENCES]),
        more_differences=max(0, len(changed) - MOST_DIFFERENCES),
    )


def place_of(store: Store, mention: str) -> tuple[str, int] | None:
    """The source (IRI) of a mention and the page on which it stands; None where the store has no such mention."""
    found = records(store, [mention]).get(mention)
    if found is None:
        return None
    document = kept(store, found.source).document
    return found.source.id, page_of(windows(document), found.quote.start) if document else 1


def _on_page(places: Sequence[Place], window: Span) -> tuple[dict[str, int], int]:
    """The mentions on a page with their numbers in the source, and how many more there are than are shown."""
    here = [
        (place.mention, count)
        for count, place in enumerate(places, 1)
        if place.start < window.end and place.end > window.start
    ]
    return dict(here[:MOST_CARDS]), max(0, len(here) - MOST_CARDS)


def _outlet(
    name: str | None, lexicon: Lexicon, href: Callable[[str], str], base: str
) -> tuple[Mapping[str, str], str] | None:
    """An outlet by the name that the source gives it, and where it has a page."""
    if not name:
        return None
    return outlet_names(name, lexicon=lexicon), href(publisher_node(name, lexicon=lexicon, base=base))


def _sums(
    tried: Sequence[Tried], pages: Sequence[Span], here: str
) -> tuple[Counter[Verdict], tuple[Failing, ...]]:
    """How the sums of the whole source come out, and where those stand that fail."""
    failing = [one for one in tried if one.verdict is Verdict.FAILS][:MOST_FAILING]
    return Counter(one.verdict for one in tried), tuple(
        Failing(one.check, address(here, pages, one.start, sum_anchor(one.check))) for one in failing
    )
