"""The claims beside the text: their slots with the words of the text, the sums that they are in, what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kg.extract.explain import Evidence, Explanation
from kg.graph.names import node_of
from kg.lexicon import Lexicon
from kg.model import Baseline, Check, Mention, Mutation, Period
from kg.views.figures import amount_text, period_text
from kg.views.records import PeriodSlot
from kg.views.source.marks import refs_of
from kg.views.source.model import Card, Slot
from kg.views.words import LANGUAGES, in_languages


class Cards:
    """Makes cards of mentions."""

    def __init__(self, *, lexicon: Lexicon, href: Callable[[str], str], base: str) -> None:
        self.lexicon = lexicon
        self.href = href
        self.base = base

    def of(
        self,
        mentions: Sequence[Mention],
        *,
        numbers: Mapping[str, int],
        text: str | None,
        explanations: Sequence[Explanation],
        checks: Iterable[Check],
        mutations: Iterable[Mutation],
    ) -> list[Card]:
        """The mentions as cards; `numbers` are by IRI, `text` is that of the source where there is one."""
        sums: dict[str, list[Check]] = defaultdict(list)
        for check in checks:
            for iri in sorted({m.id for m in check.mentions}):
                sums[iri].append(check)
        changed: dict[str, list[Mutation]] = defaultdict(list)
        for one in mutations:
            for mention in (one.earlier, one.later):
                if mention is not None and not one.kind.harmless:
                    changed[mention.id].append(one)
        evidence = {one.mention.id: one.evidence for one in explanations}
        return [
            Card(
                numbers[m.id],
                m,
                self.href(m.claim),
                tuple(self._slots(m, evidence.get(m.id, ()))),
                tuple(sums[m.id]),
                tuple(changed[m.id]),
                text is not None and text[m.quote.start : m.quote.end] == m.quote.exact,
            )
            for m in mentions
        ]

    def _slots(self, m: Mention, evidence: Sequence[Evidence]) -> Iterator[Slot]:
        if m.quantity:
            value, unit = m.quantity.value, m.quantity.unit
            labels = {one: amount_text(value, unit, one, lexicon=self.lexicon) for one in LANGUAGES}
            yield Slot("value", labels, m.quantity.text)
        for name, ref in refs_of(m):
            node = node_of(ref, kind="metric" if name == "metric" else "entity", base=self.base)
            entry = self.lexicon.entries.get(node)
            labels = in_languages(entry.labels if entry else {"": ref.label})
            written = next((e.text for e in evidence if e.slot == name and e.label == ref.label), ref.text)
            yield Slot(name, labels, written, self.href(node))
        if m.period:
            yield Slot("period", in_languages({"": _period(m.period)}), m.period.text)
        if m.baseline is not None:
            yield self._baseline(m.baseline)

    def _baseline(self, baseline: Baseline) -> Slot:
        if isinstance(baseline, Period):
            return Slot("baseline", in_languages({"": _period(baseline)}), baseline.text)
        entry = next(
            (one for one in self.lexicon.of_scheme("baselines") if one.iri.endswith(f"/{baseline}")), None
        )
        return Slot("baseline", in_languages(entry.labels if entry else {"": baseline}))


def _period(period: Period) -> str:
    return period_text(PeriodSlot(period.start.isoformat()[:10], period.end.isoformat()[:10], period.at))
