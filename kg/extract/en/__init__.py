"""English."""

from __future__ import annotations

from kg.extract.annotations import Analysis, EntitySpan, PeriodSpan, QuantitySpan
from kg.extract.context import Context
from kg.extract.en.attribution import Voices
from kg.extract.en.entities import find_entities
from kg.extract.en.frames import quantity_mentions
from kg.extract.en.periods import find_periods
from kg.extract.en.quantities import find_quantities
from kg.extract.en.statements import statement_mentions
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
    """The claims, by their place."""
    voices = Voices(context)
    found = [*quantity_mentions(context, voices, base=base), *table_mentions(context, base=base)]
    found += statement_mentions(context, voices, base=base)
    unique = {m.id: m for m in found}
    return sorted(unique.values(), key=lambda m: (m.quote.start, m.quote.end, m.id))
