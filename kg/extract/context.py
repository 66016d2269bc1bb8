"""One document with everything that was recognised in it, indexed for the rules."""

from __future__ import annotations

from functools import cached_property

from kg.extract.annotations import Analysis, EntitySpan, PeriodRole, PeriodSpan, QuantitySpan
from kg.extract.clauses import Layout, lay_out
from kg.extract.index import Spans
from kg.lexicon import Hit, longest

SUBJECT_TYPES = frozenset(
    {"Organization", "Platform", "Place", "Product", "Initiative", "Index", "Group", "Thing", "Publisher"}
)
"""Classes of entities whose metric a figure can be; a person says figures, a document holds them."""

SPEAKER_TYPES = frozenset({"Person", "Organization", "Platform", "Publisher"})


class Context:
    """What rules read. Nothing here changes while they run."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.folded = analysis.folded
        self.source = analysis.document.source
        self.entities: Spans[EntitySpan] = Spans(analysis.entities)
        self._words: dict[str, Spans[Hit]] = {}

    @cached_property
    def layout(self) -> Layout:
        return lay_out(self.folded, self.analysis.blocks)

    @cached_property
    def quantities(self) -> Spans[QuantitySpan]:
        """Quantities that are not part of a period."""
        taken = Spans([p for p in self.analysis.periods if p.role is not PeriodRole.DURATION])
        return Spans(
            q
            for q in self.analysis.quantities
            if not any(_overlap(q, p) for p in _near(taken, q.start, q.end))
        )

    @cached_property
    def periods(self) -> Spans[PeriodSpan]:
        return Spans(p for p in self.analysis.periods if p.role in (PeriodRole.PERIOD, PeriodRole.EVENT))

    @cached_property
    def baselines(self) -> Spans[PeriodSpan]:
        return Spans(p for p in self.analysis.periods if p.role is PeriodRole.BASELINE)

    @cached_property
    def durations(self) -> Spans[PeriodSpan]:
        return Spans(p for p in self.analysis.periods if p.role is PeriodRole.DURATION)

    @cached_property
    def metrics(self) -> Spans[Hit]:
        return self.words("metrics")

    def words(self, scheme: str) -> Spans[Hit]:
        """The signal words of one role, leftmost longest."""
        if scheme not in self._words:
            self._words[scheme] = Spans(longest(self.analysis.hits, scheme))
        return self._words[scheme]

    @cached_property
    def predicates(self) -> Spans[Hit]:
        """Every word that can stand between what is measured and its value, overlapping ones too."""
        roles = frozenset(
            {"change-words", "level-words", "share-words", "fillers", "difference-words", "modality-words"}
        )
        return Spans(hit for hit in self.analysis.hits if hit.entry.schemes & roles)


def _near(spans: Spans[PeriodSpan], start: int, end: int) -> list[PeriodSpan]:
    cover = spans.covering(start, start)
    inside = spans.within(start, end)
    return inside if cover is None else [cover, *inside]


def _overlap(a: QuantitySpan, b: PeriodSpan) -> bool:
    return a.start < b.end and b.start < a.end
