"""What a page about a source is made of. Words come in the languages of the interface; addresses are ready to be followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kg.match.versions import Difference
from kg.model import Block, Check, Mention, Mutation, Quote, Reuse, Source, Span, Verdict
from kg.model.history import Retraction
from kg.views.source.marks import Piece

MOST_SHOWN = 3_000
"""Characters of a passage that are shown beside the other's."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a claim: what fills it in each language, the words of the text, and where its thing has a page."""

    name: str
    labels: Mapping[str, str]
    text: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A claim beside the text. `number` counts the claims of the whole source from 1."""

    number: int
    mention: Mention
    href: str
    """The page of the claim."""
    slots: tuple[Slot, ...]
    checks: tuple[Check, ...] = ()
    mutations: tuple[Mutation, ...] = ()
    in_text: bool = True
    """False where other words stand at its place in the original as it is read now."""

    @property
    def anchor(self) -> str:
        """The same on every page and after every build."""
        return anchor_of(self.mention.id)

    @property
    def level(self) -> str:
        """How sure, in three steps."""
        sure = self.mention.confidence
        return "high" if sure >= 0.8 else "middle" if sure >= 0.6 else "low"

    @property
    def fails(self) -> tuple[Check, ...]:
        """The sums that its figure breaks."""
        return tuple(check for check in self.checks if check.verdict is Verdict.FAILS)

    def slot(self, name: str) -> Slot | None:
        """The first slot of this name."""
        return next((slot for slot in self.slots if slot.name == name), None)


def anchor_of(mention: str) -> str:
    """The fragment under which a mention (IRI) stands on the page of its source."""
    return "m-" + mention.rsplit("/", 1)[-1]


def sum_anchor(check: str) -> str:
    """The fragment under which a sum (IRI) that fails stands on the page of its source."""
    return "s-" + check.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that another source has too; `number` counts them on the page."""

    number: int
    own: Quote
    other: Quote
    ours: tuple[tuple[str, bool], ...]
    """The words here, in runs, each with whether the other has it differently."""
    theirs: tuple[tuple[str, bool], ...]

    @property
    def cut(self) -> bool:
        """Whether there is more of it than is shown."""
        return max(len(self.own.exact), len(self.other.exact)) > MOST_SHOWN


@dataclass(frozen=True, slots=True)
class Shared:
    """What this source has in common with another: `taken` says who has it from whom, as far as that is known."""

    reuse: Reuse
    other: Source
    href: str
    taken: Literal["from", "by", "unknown"]
    passages: tuple[Passage, ...]
    """Those on this page."""
    mutations: tuple[Mutation, ...] = ()
    """Changes of meaning on the way."""

    @property
    def share(self) -> float:
        """The part of this source's text that both have."""
        return float(self.reuse.earlier_share if self.taken == "by" or self._is_earlier else self.reuse.share)

    @property
    def _is_earlier(self) -> bool:
        return self.reuse.later.id == self.other.id


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the text: its pieces, or of a table its rows of cells, and what stands beside it."""

    block: Block
    pieces: tuple[Piece, ...]
    rows: tuple[tuple[bool, tuple[tuple[Piece, ...], ...]], ...]
    """Of a table: whether the row is a head, and its cells."""
    cards: tuple[Card, ...]
    fails: tuple[Check, ...]
    """Sums that do not add up, at the last of their figures."""
    note: int | None = None
    """Of a footnote: its number among those of the source, for links."""
    called_at: str | None = None
    """Of a footnote: the address of its marker."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the document that this source is a version of."""

    source: Source
    href: str
    this: bool
    current: bool
    retraction: Retraction | None = None


@dataclass(frozen=True, slots=True)
class Failing:
    """A sum that does not add up, and where its first figure of this source is on a page."""

    check: str
    address: str


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes that the store keeps. `problem` says why there are none, or why they cannot be read."""

    size: int | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page of a source's text with everything that is known about the source."""

    source: Source
    publisher: tuple[Mapping[str, str], str] | None
    """Its name and address."""
    credited: tuple[Mapping[str, str], str] | None
    claims: int
    """Mentions in the whole source."""
    page: int
    pages: int
    window: Span
    characters: int
    text: str
    """The text of this page."""
    original: Original
    parts: tuple[Part, ...]
    cards: tuple[Card, ...]
    """The claims on this page, also where there is no text."""
    hidden: int
    """Claims on this page that are not shown because there are so many."""
    shared: tuple[Shared, ...]
    more_shared: int
    sums: Counter[Verdict]
    failing: tuple[Failing, ...]
    versions: tuple[Version, ...]
    """Oldest first; this one alone where there are no others."""
    differences: tuple[Difference, ...] = ()
    """What changed since the version before, at most as many as are shown."""
    more_differences: int = 0

    @property
    def retraction(self) -> Retraction | None:
        """Why it was taken back, if it was."""
        return next((one.retraction for one in self.versions if one.this), None)

    @property
    def newer(self) -> Version | None:
        """The version that counts in the place of this one."""
        found = next((one for one in reversed(self.versions) if one.current), None)
        return None if found is None or found.this else found

    def all_passages(self) -> Iterator[tuple[Shared, Passage]]:
        """The passages on this page."""
        return ((shared, passage) for shared in self.shared for passage in shared.passages)

    def to_json(self) -> dict[str, Any]:
        """The page as data: what is known of the source, and the text and claims of this page of it."""
        source = self.source
        return {
            "source": {
                "id": source.id,
                "title": source.title,
                "file": source.name,
                "publisher": source.publisher,
                "credited": source.credited,
                "authors": list(source.authors),
                "published": source.published.isoformat() if source.published else None,
                "url": source.url,
                "language": source.language,
                "kind": source.kind,
                "media_type": source.media_type,
                "sha256": source.sha256,
                "bytes": self.original.size,
            },
            "page": self.page,
            "pages": self.pages,
            "characters": self.characters,
            "start": self.window.start,
            "end": self.window.end,
            "text": self.text,
            "claims": self.claims,
            "mentions": [card.mention.to_json() for card in self.cards],
            "mentions_not_shown": self.hidden,
            "sums": {verdict.value: self.sums[verdict] for verdict in Verdict},
            "checks": [check.to_json() for check in _once(c for card in self.cards for c in card.checks)],
            "reuses": [shared.reuse.to_json() for shared in self.shared],
            "mutations": [one.to_json() for shared in self.shared for one in shared.mutations],
            "versions": [
                {
                    "id": one.source.id,
                    "published": one.source.published.isoformat() if one.source.published else None,
                    "counts": one.current and one.retraction is None,
                    "retracted": one.retraction.reason if one.retraction else None,
                }
                for one in self.versions
            ],
            "differences": [
                {
                    "turn": one.turn.value,
                    "slots": list(one.slots),
                    "before": one.before and one.before.to_json(),
                    "after": one.after and one.after.to_json(),
                }
                for one in self.differences
            ],
        }


def _once(checks: Iterator[Check]) -> Sequence[Check]:
    return list({check.id: check for check in checks}.values())
