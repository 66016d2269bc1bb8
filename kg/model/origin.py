"""The origin record: what mentions go back to, and over which links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.model import ids
from kg.model.comparison import order
from kg.model.mention import Mention
from kg.model.source import Source


class OriginKind(StrEnum):
    """What sort of thing an origin is."""

    RELEASE = "release"
    """What somebody publishes for a period: the results of a company, the figures of a statistics office."""
    DOCUMENT = "document"
    """A document with a title, or a report known by who wrote it."""
    UTTERANCE = "utterance"
    """What one person or body said on one occasion."""
    SOURCE = "source"
    """A source that names nothing before itself, or an outlet that is credited and was not read."""


class Via(StrEnum):
    """How a link of the chain leads from a mention to what stands before it."""

    COPIED = "copied"
    """The passage stands in an earlier source."""
    SHARED = "shared"
    """The passage stands in another source, and which had it first is not known."""
    SAME_SOURCE = "same-source"
    """Another place of the same source makes the claim and says whence."""
    CITES = "cites"
    """据…数据, a footnote: the text names a document or the data of somebody."""
    SAID = "said"
    """The text tells who said it."""
    CREDITED = "credited"
    """The credit line (来源：…) names the outlet that the text was taken from."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step: `start` is the IRI of a mention, `end` that of a mention or of an origin. `words` are as the text has them.

    `read` says whether the end is in the graph; else it is only named.
    """

    start: str
    end: str
    how: Via
    words: str
    read: bool
    why: str
    why_zh: str

    def to_json(self) -> dict[str, Any]:
        """The printed record."""
        return {
            "start": self.start,
            "end": self.end,
            "how": self.how.value,
            "words": self.words,
            "read": self.read,
            "why": self.why,
            "why_zh": self.why_zh,
        }


@dataclass(frozen=True, slots=True)
class Origin:
    """Where mentions go back to. Build one with `origin()`, which derives the id and orders the rest.

    `source` is the origin itself where it is in the graph; `end` says where the trail ends.
    """

    id: str
    kind: OriginKind
    label: str
    label_zh: str
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    end: str
    end_zh: str
    source: Source | None = None

    @property
    def outline(self) -> Outline:
        """It without the words of its mentions."""
        places = {m.id: m.source.id for m in self.mentions}
        source = self.source.id if self.source else None
        return Outline(self.id, self.kind, self.label, self.label_zh, places, self.links, source)

    @property
    def read(self) -> bool:
        """Whether the origin itself is in the graph."""
        return self.source is not None

    def of(self, wanted: Iterable[str]) -> Origin | None:
        """The part of it that these mentions (IRIs) go back to, None where none does."""
        known = frozenset(wanted)
        mentions = tuple(m for m in self.mentions if m.id in known)
        if not mentions:
            return None
        reached = {m.id for m in mentions}
        links: list[Link] = []
        todo = sorted(reached)
        while todo:  # a copy is followed to what it copies
            start = todo.pop()
            for link in self.links:
                if link.start == start:
                    links.append(link)
                    if link.end not in reached:
                        reached.add(link.end)
                        todo.append(link.end)
        kept = tuple(sorted(set(links), key=_link_order))
        return Origin(
            self.id, self.kind, self.label, self.label_zh, mentions, kept, self.end, self.end_zh, self.source
        )

    def to_json(self) -> dict[str, Any]:
        """The printed record; mentions by their IRI."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "label": self.label,
            "label_zh": self.label_zh,
            "read": self.read,
            "source": self.source.id if self.source else None,
            "end": self.end,
            "end_zh": self.end_zh,
            "mentions": [m.id for m in self.mentions],
            "links": [link.to_json() for link in self.links],
        }


@dataclass(frozen=True, slots=True)
class Outline:
    """An origin as far as a network of sources needs it: `places` has the source (IRI) of each mention (IRI)."""

    id: str
    kind: OriginKind
    label: str
    label_zh: str
    places: Mapping[str, str]
    links: tuple[Link, ...]
    source: str | None = None


def origin(
    kind: OriginKind,
    key: tuple[str, ...],
    *,
    label: str,
    label_zh: str,
    mentions: Iterable[Mention],
    links: Iterable[Link],
    end: str,
    end_zh: str,
    source: Source | None = None,
    base: str = ids.DEFAULT_BASE,
) -> Origin:
    """An origin with its id, that of its kind and key: one release is one origin, whatever is cited from it."""
    return Origin(
        origin_id(kind, key, base=base),
        kind,
        label,
        label_zh,
        tuple(sorted(set(mentions), key=order)),
        tuple(sorted(set(links), key=_link_order)),
        end,
        end_zh,
        source,
    )


def origin_id(kind: OriginKind, key: tuple[str, ...], *, base: str = ids.DEFAULT_BASE) -> str:
    """The IRI of the origin with this key."""
    return f"{base}origin/{ids.digest(kind.value, *key)}"


def _link_order(link: Link) -> tuple[str, ...]:
    return (link.start, link.how.value, link.end, link.words)
