"""English."""

from __future__ import annotations

from kg.extract.annotations import Analysis, EntitySpan, PeriodSpan, QuantitySpan
from kg.extract.context import Context
from kg.extract.en.entities import find_entities
from kg.extract.en.frames import quantity_mentions
from kg.extract.en.periods import find_periods
from kg.extract.en.quantities import find_quantities
from kg.extract.en.tables import table_mentions
from kg.model import Mention


def quantities(analysis: Analysis) -> list[QuantitySpan]:
    """Numbers with their units."""
    region = analysis.document.source.region
    return find_quantities(analysis.text, analysis.folded, analysis.hits, analysis.lexicon, region=region)


def periods(analysis: Analysis) -> list[PeriodSpan]:
    """Stretches of time."""
    today = analysis.document.source.published
    return find_periods(analysis.text, analysis.folded, analysis.hits, today=today, blocks=analysis.blocks)


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
    """The claims that carry a figure, by their place. Statements without a figure are read in Chinese only so far."""
    tables = table_mentions(context, base=base)
    found = {m.id: m for m in (*quantity_mentions(context, base=base), *tables)}
    return sorted(found.values(), key=lambda m: (m.quote.start, m.quote.end, m.id))
