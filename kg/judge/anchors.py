"""Where a decision belongs in texts that were read or extracted anew: the source first, then the quote in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, takewhile

from kg.folding import fold
from kg.model import Anchor, Mention, Source, SourceAnchor

_ENOUGH = 4
"""Characters of a quote that must be shared where it was cut otherwise."""


def key(words: str) -> str:
    """Words as they are compared: folded, without white space."""
    return "".join(fold(words).split())


class Sources:
    """Sources by what they can be found by."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by: dict[tuple[str, str], list[str]] = defaultdict(list)
        for source in sorted(
            {source.id: source for source in sources}.values(), key=lambda source: source.id
        ):
            for name, value in (
                ("id", source.id),
                ("url", source.url),
                ("title", key(source.title or "")),
                ("name", source.name),
            ):
                if value:
                    self._by[name, value].append(source.id)

    def find(self, anchor: SourceAnchor) -> list[str]:
        """The ids of the sources that this can be: by id, else by address, else by title, else by the file's name."""
        for name, value in (
            ("id", anchor.id),
            ("url", anchor.url),
            ("title", key(anchor.title or "")),
            ("name", anchor.name),
        ):
            if value and (name, value) in self._by:
                return self._by[name, value]
        return []


class Anchors:
    """The mentions of some sources, to be found by anchors; `sources` may name sources without any."""

    def __init__(self, mentions: Iterable[Mention], sources: Iterable[Source] = ()) -> None:
        listed = sorted(mentions, key=lambda m: (m.source.id, m.quote.start, m.quote.end, m.id))
        self.sources = Sources(chain((mention.source for mention in listed), sources))
        self._of: dict[str, list[Mention]] = defaultdict(list)
        self._keys: dict[str, str] = {}
        for mention in listed:
            self._of[mention.source.id].append(mention)

    def find(self, anchor: Anchor) -> Mention | None:
        """The mention that an anchor means, None where no source has it any more.

        The same words and figure first; of several places the one whose surroundings are most alike. Where the quote was cut
        otherwise this time, a mention of the same figure whose words are part of the old ones, or the other way round.
        """
        near = [mention for source in self.sources.find(anchor.source) for mention in self._of[source]]
        words = key(anchor.exact)
        figure = None if anchor.figure is None else key(anchor.figure)
        same = [mention for mention in near if self._key(mention) == words]
        with_figure = [mention for mention in same if _figure(mention) == figure]
        if with_figure:
            return _most_alike(with_figure, anchor)
        claimed = [mention for mention in near if anchor.claim and mention.claim == anchor.claim]
        if claimed:
            return _most_alike(claimed, anchor)
        cut = [
            mention
            for mention in near
            if figure is not None and _figure(mention) == figure and self._overlaps(mention, words)
        ]
        if cut:
            return _most_alike(cut, anchor)
        # the figure was read otherwise: only where nothing else claims these words
        return same[0] if len(same) == 1 and (same[0].quantity is None) == (figure is None) else None

    def _key(self, mention: Mention) -> str:
        found = self._keys.get(mention.id)
        if found is None:
            found = self._keys[mention.id] = key(mention.quote.exact)
        return found

    def _overlaps(self, mention: Mention, words: str) -> bool:
        its = self._key(mention)
        return min(len(its), len(words)) >= _ENOUGH and (its in words or words in its)


def _figure(mention: Mention) -> str | None:
    return key(mention.quantity.text) if mention.quantity else None


def _most_alike(mentions: Sequence[Mention], anchor: Anchor) -> Mention:
    """The mention whose surroundings share most with the anchor's; the first in the text of several."""
    return max(
        mentions,
        key=lambda m: (_shared(m, anchor), m.claim == anchor.claim, -m.quote.start, m.id),
    )


def _shared(mention: Mention, anchor: Anchor) -> int:
    before = _alike(key(mention.quote.prefix)[::-1], key(anchor.prefix)[::-1])
    return before + _alike(key(mention.quote.suffix), key(anchor.suffix))


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
