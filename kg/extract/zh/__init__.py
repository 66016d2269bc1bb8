"""Chinese."""

from __future__ import annotations

from kg.extract.annotations import Analysis, EntitySpan, PeriodSpan, QuantitySpan
from kg.extract.context import Context
from kg.extract.tables import figures_of_titles
from kg.extract.zh.attribution import Voices
from kg.extract.zh.captions import caption_mentions, labelled_figures
from kg.extract.zh.entities import find_entities
from kg.extract.zh.frames import quantity_mentions
from kg.extract.zh.headlines import completed
from kg.extract.zh.markets import market_mentions
from kg.extract.zh.periods import find_periods
from kg.extract.zh.quantities import find_quantities
from kg.extract.zh.statements import statement_mentions
from kg.extract.zh.tables import table_mentions
from kg.model import Mention


def quantities(analysis: Analysis) -> list[QuantitySpan]:
    """Numbers with their units."""
    source = analysis.document.source
    return find_quantities(
        analysis.text, analysis.folded, analysis.hits, analysis.lexicon, region=source.region
    )


def periods(analysis: Analysis) -> list[PeriodSpan]:
    """Stretches of time."""
    source = analysis.document.source
    return find_periods(
        analysis.text, analysis.folded, analysis.hits, today=source.published, blocks=analysis.blocks
    )


def entities(analysis: Analysis) -> list[EntitySpan]:
    """Names."""
    return find_entities(
        analysis.text,
        analysis.folded,
        analysis.hits,
        analysis.lexicon,
        quantities=analysis.quantities,
        periods=analysis.periods,
    )


def mentions(context: Context, *, base: str) -> list[Mention]:
    """The claims, by their place."""
    voices = Voices(context)
    market = list(market_mentions(context, voices, base=base))
    read = figures_of_titles(context) | {quantity.start for quantity, _ in market}
    for place, _, _ in labelled_figures(context):
        block = context.analysis.blocks[place]
        read |= {quantity.start for quantity in context.quantities.within(block.start, block.end)}
    found = [
        *quantity_mentions(context, voices, base=base, read=read),
        *table_mentions(context, voices, base=base),
    ]
    found += [mention for _, mention in market if mention is not None]
    found.sort(key=lambda m: (m.quote.start, m.quote.end, m.id))
    found += list(caption_mentions(context, found, base=base))
    found += statement_mentions(context, voices, found, base=base)
    found.sort(key=lambda m: (m.quote.start, m.quote.end, m.id))
    unique = {m.id: m for m in completed(context, found, base=base)}
    return list(unique.values())
