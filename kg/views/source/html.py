"""The page of a source as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import Lexicon
from kg.model import BlockKind, Verdict
from kg.views.explaining import explain_style
from kg.views.interface import interface
from kg.views.names import outlet_names
from kg.views.site import Format, Frame, render
from kg.views.source.model import Part, SourcePage, sum_anchor


def source_html(
    page: SourcePage,
    frame: Frame,
    *,
    lexicon: Lexicon,
    original: str | None = None,
    formats: Sequence[Format] = (),
) -> str:
    """The page; `original` is the address of the bytes."""
    words = interface(frame.language)
    return render(
        "source.html.j2",
        frame,
        title=page.source.title or page.source.name or words("source-untitled"),
        styles=("source.css",),
        scripts=("source.js",),
        formats=formats,
        page=page,
        lead=_lead(page),
        slots=explain_style().slots,
        cards={card.number: card for card in page.cards},
        titles={
            passage.number: shared.other.title or shared.other.name for shared, passage in page.all_passages()
        },
        sums={verdict.value: page.sums[verdict] for verdict in Verdict},
        sum_anchor=sum_anchor,
        moved=sum(not card.in_text for card in page.cards),
        original=original,
        outlet=lambda name: outlet_names(name, lexicon=lexicon)[frame.language],
        written=words.words.get(f"written-{page.source.language}", page.source.language),
        web_address=(page.source.url or "").lower().startswith(("http://", "https://")),
    )


def _lead(page: SourcePage) -> Part | None:
    """The block of the text that is the heading of the page too, if there is one without claims beside it."""
    first = page.parts[0] if page.page == 1 and page.parts else None
    if first is None or first.block.kind is not BlockKind.TITLE or first.cards or first.fails:
        return None
    words = page.text[first.block.start : first.block.end].strip()
    return first if words == (page.source.title or "").strip() else None
