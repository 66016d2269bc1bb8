"""What people decided, brought to the sources that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.judge import apply, copies
from kg.judge.anchors import Sources
from kg.model import Decision, Judgement, Mention, Source
from kg.pipeline.history import Listed

_CORRECTIONS = (Decision.WRONG, Decision.ALIAS)
_PAIRS = (Decision.SAME, Decision.NOT_SAME)


class Judged:
    """Judgements by the sources of a store that they are about, and what became of them.

    `copies` has by the copy and the original what was said of the two last. `corrected` has the claims of mentions that `put_right` changed; what became of a judgement is known when it was asked
    for all sources.
    """

    def __init__(self, judgements: Iterable[Judgement], sources: Iterable[Listed], *, base: str) -> None:
        self.judgements = judgements = tuple(judgements)
        self.corrected: dict[str, str] = {}
        self._base = base
        self._used: set[str] = set()
        self._own: dict[str, list[Judgement]] = defaultdict(list)
        self._everywhere: list[Judgement] = []
        places = [
            Source(id=one.source, path=one.file, sha256="", title=one.title or None, url=one.url or None)
            for one in sources
        ]
        known = Sources(places)
        for one in self.judgements:
            anchors = [*(target.source for target in one.targets), *one.sources]
            if not anchors:
                self._everywhere.append(one)
            for source in sorted({source for anchor in anchors for source in known.find(anchor)}):
                self._own[source].append(one)
        last = {frozenset((copy, of)): (copy, of, one) for copy, of, one in copies(judgements, places)}
        self.copies = {(copy, of): one for copy, of, one in last.values() if copy != of}

    def corrections(self, source: str) -> list[Judgement]:
        """Those that may put mentions of a source right."""
        own = [one for one in self._own.get(source, ()) if one.decision in _CORRECTIONS]
        return [*self._everywhere, *own]

    def about_pairs(self, sources: Iterable[str]) -> list[Judgement]:
        """The decisions about two claims, one of them at least in these sources; each once, by id."""
        found = {
            one.id: one for source in sources for one in self._own.get(source, ()) if one.decision in _PAIRS
        }
        return [found[key] for key in sorted(found)]

    def put_right(self, source: str, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of a source as people put them right."""
        corrections = self.corrections(source)
        if not corrections:
            return list(mentions)
        applied = apply(corrections, mentions, base=self._base)
        self._used |= {one.id for one in corrections} - {orphan.judgement.id for orphan in applied.orphans}
        before = {m.id: m.claim for m in mentions}
        self.corrected |= {m.id: m.claim for m in applied.mentions if m.claim != before[m.id]}
        return applied.mentions

    def sources(self) -> list[str]:
        """The sources that a judgement is about, sorted."""
        return sorted(self._own)

    def orphans(self, placed: Mapping[str, Sequence[Mention | None]]) -> dict[str, str]:
        """Why judgements, by id, found no place; `placed` has the mentions that each is about."""
        found: dict[str, str] = {}
        for one in self.judgements:
            about = {source for source, own in self._own.items() if one in own}
            if (one.targets or one.sources) and not about:
                found[one.id] = "no such source"
            elif None in placed.get(one.id, ()):
                found[one.id] = "no mention has these words any more"
            elif one.decision in _CORRECTIONS and one.id not in self._used:
                found[one.id] = (
                    "nothing has this name" if one.named else "no mention has these words any more"
                )
        return found
