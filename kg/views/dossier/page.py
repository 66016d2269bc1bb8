"""The page of a dossier as HTML, served or as a file that asks the network for nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.graph.names import node_of, publisher_node
from kg.graph.namespaces import BASELINE, DECISION, IDENTITY, KIND, MODALITY, RELATION, VERDICT
from kg.lexicon import Lexicon
from kg.model import Mention, Mutation, Ref, Relation, Verdict, Via, ids
from kg.origins import branches, summary
from kg.views.dossier.chart import charts, who
from kg.views.dossier.gaps import UNSURE, is_worked_out
from kg.views.dossier.model import Dossier, Point, Told
from kg.views.figures import amount_text, figure_text, period_text
from kg.views.interface import Interface, interface
from kg.views.periods import how_told
from kg.views.records import ClaimRecord
from kg.views.site import Format, Frame, render
from kg.views.words import visible, wrap

AGREE = (Relation.SAME, Relation.ROUNDED, Relation.RESTATES)
AGAINST = (Relation.CONTRADICTS, Relation.REVISED, Relation.SPREAD)
ASIDE = (Relation.OTHER_SCOPE, Relation.OTHER_BASIS)
OVER_TIME = (Relation.UPDATE,)
_BEHIND = re.compile(r"[^\d%]+$")
"""The unit behind a number; a percent sign stands behind each."""
_DEEPEST = 6
"""Copies of copies are set in no deeper than this."""
_TURTLE = 12_000
"""Characters of Turtle that the page shows; the file of its own has all."""


def dossier_html(
    found: Dossier, frame: Frame, *, lexicon: Lexicon, turtle: str, formats: Sequence[Format] = ()
) -> str:
    """The page. `turtle` is what `sample_turtle` gives."""
    words = interface(frame.language)
    view = _View(found, words, lexicon)
    return render(
        "dossier.html.j2",
        frame,
        title=headline(found, frame.language),
        styles=("dossier.css",),
        formats=formats,
        found=found,
        account=found.account,
        view=view,
        charts=charts(found, words, value=view.amount),
        summary=summary(found.account.origins, language=frame.language) if found.account.origins else "",
        turtle=turtle if len(turtle) <= _TURTLE else turtle[:_TURTLE].rpartition("\n")[0] + "\n# …",
    )


def headline(found: Dossier, language: str) -> str:
    """The figure in a few words: whose, of what, how much, for when."""
    return figure_line(found, found.lead, language)


def figure_line(found: Dossier, claim: ClaimRecord, language: str) -> str:
    """A claim in a few words."""
    if claim.value is None:
        return wrap(claim.text or "", lines=1, line=120) or found.id
    form = next((f for f in found.forms if f.claim.iri == claim.iri), None)
    figure = figure_text(claim)
    if form and form.written and claim.unit_code not in ("1", "[pp]"):
        figure = form.written
    subject = " / ".join(found.name(iri, language) for iri in claim.subjects)
    metric = found.name(claim.metric, language) if claim.metric else (claim.counted or "")
    start = f"{subject} · " if subject else ""
    return f"{start}{metric} {figure}".strip()


@dataclass(frozen=True, slots=True)
class _Box:
    """A number at the head of the page; `look` is `bad` where it speaks against the figure."""

    number: int
    name: str
    anchor: str
    look: str = ""


class _View:
    """What the template asks for, in the language of the page."""

    def __init__(self, found: Dossier, words: Interface, lexicon: Lexicon) -> None:
        self.found, self.words, self._lexicon = found, words, lexicon
        self.chinese = words.language == "zh"
        self.agree, self.against = self._of(AGREE), self._of(AGAINST)
        self.aside, self.over_time = self._of(ASIDE), self._of(OVER_TIME)

    def _of(self, relations: tuple[Relation, ...]) -> list[object]:
        return list(self.found.against(*(one.value for one in relations)))

    # words of the ontology

    def kind(self, claim: ClaimRecord) -> str:
        return self.words.label(claim.kind) if claim.kind else ""

    def relation(self, value: str) -> str:
        return self.words.label(RELATION[value].value)

    def verdict(self, value: str) -> str:
        return self.words.label(VERDICT[value].value)

    def identity(self, value: str) -> str:
        return self.words.label(IDENTITY[value].value)

    def decision(self, value: str) -> str:
        return self.words.label(DECISION[value].value)

    def modality(self, value: str) -> str:
        return self.words.label(MODALITY[value].value)

    def concept(self, iri: str) -> str:
        """A kind, baseline or modality; a baseline may be a period."""
        if iri.startswith((KIND.iri, BASELINE.iri, MODALITY.iri)):
            return self.words.label(iri)
        return self.found.name(iri, self.words.language).replace("_", " – ")

    # the figure

    @property
    def boxes(self) -> list[_Box]:
        counts, account = self.found.counts, self.found.account
        fails = sum(c.verdict is Verdict.FAILS for c in account.checks)
        return [
            _Box(counts.sources, "sources", "mentions"),
            _Box(counts.origins, "origins", "origins"),
            _Box(len(self.against), "against", "against", "bad" if self.against else ""),
            _Box(len(self.found.harmful()), "changes", "changes", "bad" if self.found.harmful() else ""),
            _Box(fails, "sums", "sums", "bad" if fails else ""),
        ]

    def line(self, claim: ClaimRecord) -> str:
        return figure_line(self.found, claim, self.words.language)

    def name(self, iri: str) -> str:
        return self.found.name(iri, self.words.language)

    def period(self, claim: ClaimRecord | Point) -> str:
        return visible(period_text(claim.period)) if claim.period else ""

    def interval(self, low: Decimal | None, high: Decimal | None, unit: str | None) -> str:
        """What the written digits leave open: `45.5% – 46.5%`, `≥ 130%`."""

        if low is None or high is None:
            one = high if low is None else low
            return "" if one is None else f"{'≤' if low is None else '≥'} {self.amount(one, unit)}"
        if low == high:
            return ""
        first, last = self.amount(low, unit), self.amount(high, unit)
        # the unit once, behind both: 2735.5 – 2736.5亿美元
        behind = _BEHIND.search(last)
        return f"{first.removesuffix(behind[0]) if behind else first} – {last}"

    def amount(self, value: Decimal, unit: str | None) -> str:
        """A number with the unit of this code."""
        return amount_text(value, unit, self.words.language, lexicon=self._lexicon)

    # mentions

    def reference(self, ref: Ref) -> str:
        """What a thing is called, and the words for it where they differ."""
        return self.name(node_of(ref, kind="entity", base=self.found.base)) or ref.label

    def iri(self, ref: Ref) -> str:
        return node_of(ref, kind="entity", base=self.found.base)

    def outlet(self, name: str) -> str:
        return self.name(publisher_node(name, lexicon=self._lexicon, base=self.found.base)) or name

    def who(self, point: Point) -> str:
        return who(self.found, point, self.words)

    @staticmethod
    def day(mention: Mention) -> str:
        return ids.day(mention.source.published) or ""

    @staticmethod
    def anchor(mention: str) -> str:
        return "m-" + mention.rsplit("/", 1)[-1][:16]

    def shown(self, mention: str) -> bool:
        return any(one.mention.id == mention for one in self.found.told)

    @staticmethod
    def pieces(told: Told) -> tuple[str, str, str]:
        """The quote, cut around the quantity as it is written."""
        quote = told.mention.quote.exact
        figure = told.mention.quantity.text if told.mention.quantity else ""
        start = quote.find(figure) if figure else -1
        return (quote[:start], figure, quote[start + len(figure) :]) if start >= 0 else (quote, "", "")

    @staticmethod
    def worked_out(mention: Mention) -> bool:
        return is_worked_out(mention)

    def how(self, mention: Mention) -> str:
        """How the period of a mention was worked out."""
        return how_told(mention.period.how or "", self.words.language) if mention.period else ""

    def tells_more(self, one: Mutation) -> bool:
        """Whether the reason says more than what stood there before and after."""
        why = one.why_zh if self.chinese else one.why
        return not (one.before and one.after and one.before in why and one.after in why)

    @staticmethod
    def level(confidence: float) -> str:
        return "low" if confidence < UNSURE else "middle" if confidence < 0.8 else "high"

    def gone(self, source: str) -> str:
        found = self.found.account.gone(source)
        return found[self.chinese] if found else ""

    # origins

    def tree(self, origin: object) -> list[tuple[int, object]]:
        return [(min(one.depth, _DEEPEST), one) for one in branches(origin)]  # type: ignore[arg-type]

    def via(self, how: Via) -> str:
        return self.words(f"dossier-via-{how.value}")
