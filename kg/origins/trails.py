"""From mentions to what they go back to.

Within the mentions of one figure: places of one source, and copies, are one strand. A strand ends at the document that it
cites first, else at who says it, else at the outlet that its credit line names, else at its own earliest source. Strands
with one end have one origin. What is unknown stays unknown: a strand that names nothing ends at itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.lexicon import Lexicon
from kg.match.families import root
from kg.match.words import plain
from kg.model import Comparison, Link, Mention, Origin, OriginKind, Reuse, Source, Via, ids, origin
from kg.model.comparison import order
from kg.model.origin import origin_id
from kg.origins.documents import OUTLET, RESULTS, Cited, cited, outlet_key, outlet_text, said_by
from kg.origins.groups import Sets, aligned, determined, groups
from kg.origins.library import Library, day_of
from kg.origins.words import Why, ends, outlet_words, why

OCCASION = 7
"""Days within which two texts that tell the same words of one speaker tell one occasion."""
_WORDS = 12
"""Characters of a quotation from which on the same words are the same utterance, whatever the day."""


def origins(
    mentions: Iterable[Mention],
    comparisons: Iterable[Comparison] = (),
    reuse: Sequence[Reuse] = (),
    *,
    lexicon: Lexicon,
    base: str = ids.DEFAULT_BASE,
) -> list[Origin]:
    """What these mentions go back to, each mention to one origin; the same whatever order they come in."""
    known = sorted(set(mentions), key=order)
    sources = {m.source.id: m.source for m in known}
    library = Library(sources.values(), lexicon)
    near = _by_source(reuse, sources)
    found: dict[str, list[Origin]] = defaultdict(list)
    for group in groups(known, comparisons, reuse):
        for one in _Group(group, near, library, lexicon, base).origins():
            found[one.id].append(one)
    return sorted(
        (_joined(parts) for parts in found.values()), key=lambda o: (-_sources(o), order(o.mentions[0]), o.id)
    )


def of_mentions(found: Iterable[Origin], wanted: Iterable[str]) -> list[Origin]:
    """What these mentions (IRIs) go back to, the origin of most sources first."""
    known = frozenset(wanted)
    parts = [part for one in found if (part := one.of(known))]
    return sorted(parts, key=lambda o: (-_sources(o), order(o.mentions[0]), o.id))


def _sources(one: Origin) -> int:
    return len({m.source.id for m in one.mentions})


def _joined(parts: Sequence[Origin]) -> Origin:
    first = min(parts, key=lambda o: (not o.read, o.label, o.label_zh, o.id))
    return Origin(
        first.id,
        first.kind,
        first.label,
        first.label_zh,
        tuple(sorted({m for part in parts for m in part.mentions}, key=order)),
        tuple(
            sorted(
                {link for part in parts for link in part.links},
                key=lambda k: (k.start, k.how, k.end, k.words),
            )
        ),
        first.end,
        first.end_zh,
        first.source,
    )


def _by_source(reuse: Iterable[Reuse], sources: Iterable[str]) -> dict[frozenset[str], Reuse]:
    known = frozenset(sources)
    return {
        frozenset((one.later.id, one.earlier.id)): one
        for one in sorted(reuse, key=lambda one: one.id)
        if one.later.id in known and one.earlier.id in known
    }


@dataclass(slots=True)
class _Strand:
    """Mentions that are one text: places of one source, copies."""

    mentions: list[Mention]
    links: list[Link] = field(default_factory=list)
    end: Cited | None = None
    speaker: Mention | None = None


class _Group:
    """The mentions of one figure."""

    def __init__(
        self,
        mentions: list[Mention],
        near: dict[frozenset[str], Reuse],
        library: Library,
        lexicon: Lexicon,
        base: str,
    ) -> None:
        self.mentions = mentions
        self.near = near
        self.library = library
        self.lexicon = lexicon
        self.base = base
        self.name = min(m.claim if determined(m) else m.id for m in mentions)
        self._cited = {m.id: self._documents(m) for m in mentions}
        self._often = Counter(
            c.key(self.name)
            for of_one in self._cited.values()
            for c in {d.key(self.name): d for d in of_one}.values()
        )

    def origins(self) -> list[Origin]:
        strands = self._strands()
        for strand in strands:
            strand.end, strand.speaker = self._end(strand)
        self._specify(strands)
        return [*self._of_documents(strands), *self._of_speakers(strands), *self._of_themselves(strands)]

    def _documents(self, m: Mention) -> list[Cited]:
        found = [c for ref in m.cites if (c := cited(ref, m, self.lexicon))]
        spoken = said_by(m.speaker, m, self.lexicon) if m.speaker else None
        return [*found, spoken] if spoken and not found else found

    # strands

    def _strands(self) -> list[_Strand]:
        sets, links = Sets(), []
        by_source: dict[str, list[Mention]] = defaultdict(list)
        for m in self.mentions:
            by_source[m.source.id].append(m)
        for places in by_source.values():
            main = next((m for m in places if self._cited[m.id] or m.speaker), places[0])
            for m in places:
                if m.id != main.id:
                    sets.join(m.id, main.id)
                    links.append(self._link(m, main.id, Via.SAME_SOURCE, "", True, why(Via.SAME_SOURCE)))
        for m in (places[0] for places in by_source.values()):
            taken = self._taken(by_source[m.source.id], by_source)
            if taken is not None:
                sets.join(taken.start, taken.end)
                links.append(taken)
        of_strand: dict[str, list[Mention]] = defaultdict(list)
        for m in self.mentions:
            of_strand[sets.find(m.id)].append(m)
        found = [_Strand(sorted(of_strand[name], key=order)) for name in sorted(of_strand)]
        for strand in found:
            inside = {m.id for m in strand.mentions}
            strand.links = [link for link in links if link.start in inside]
        return found

    def _taken(self, own: list[Mention], by_source: dict[str, list[Mention]]) -> Link | None:
        """Which text this source took the passage from: of several the one that it shares most with, then the latest."""
        source = own[0].source
        found: list[tuple[bool, object, tuple[str, ...], Link]] = []
        for other, theirs in by_source.items():
            shared = self.near.get(frozenset((source.id, other)))
            if shared is None or other == source.id:
                continue
            # where nobody knows who was first, the link leads to the one that comes first in order
            if shared.later.id != source.id:
                continue
            pairs = [pair for p in shared.passages for pair in aligned(p, theirs, own)]
            if pairs:
                one, other_side = min(pairs, key=lambda pair: order(pair[1]))
                how = Via.COPIED if shared.known else Via.SHARED
                reason = Why(shared.why, shared.why_zh)
                rank = (shared.known, shared.share, tuple(map(str, order(one))))
                found.append((*rank, self._link(other_side, one.id, how, "", True, reason)))
        credit = self._credited(own, by_source)
        if found and (credit is None or max(found, key=lambda f: f[:3])[0]):
            return max(found, key=lambda f: f[:3])[3]
        return credit or (max(found, key=lambda f: f[:3])[3] if found else None)

    def _credited(self, own: list[Mention], by_source: dict[str, list[Mention]]) -> Link | None:
        """A text of the outlet that the credit line names, where it is in the graph with this figure and no later."""
        source = own[0].source
        if not self._is_credited(source):
            return None
        wanted = outlet_key(source.credited or "", self.lexicon)
        found = [
            theirs[0]
            for theirs in by_source.values()
            if theirs[0].source.id != source.id
            and outlet_key(theirs[0].source.publisher or "", self.lexicon) == wanted
            and not self._is_credited(theirs[0].source)
            and (day_of(theirs[0].source) or date.min) <= (day_of(source) or date.max)
        ]
        if not found:
            return None
        one = max(found, key=order)
        return self._link(own[0], one.id, Via.CREDITED, source.credited or "", True, why(Via.CREDITED))

    def _is_credited(self, source: Source) -> bool:
        """Whether the credit line names another outlet than the one that published it."""
        if not source.credited:
            return False
        return not source.publisher or outlet_key(source.credited, self.lexicon) != outlet_key(
            source.publisher, self.lexicon
        )

    # ends

    def _end(self, strand: _Strand) -> tuple[Cited | None, Mention | None]:
        """The document that ends this strand, else the mention that tells who says it, else the outlet that is credited."""
        for m in strand.mentions:
            if self._cited[m.id]:
                found = self._cited[m.id]
                best = max(found, key=lambda c: (self._often[c.key(self.name)], c.specific, c.key(self.name)))
                return best, None
        speaking = next((m for m in strand.mentions if m.speaker), None)
        if speaking is not None:
            return None, speaking
        first = strand.mentions[0].source
        return (
            (outlet_text(first.credited or "", self.lexicon), None)
            if self._is_credited(first)
            else (None, None)
        )

    def _specify(self, strands: list[_Strand]) -> None:
        """ "X's figures" and the one document of X that another strand cites for the same figure are the same release."""
        by_issuer: dict[str, set[Cited]] = defaultdict(set)
        for strand in strands:
            if strand.end and strand.end.specific and strand.end.issuer:
                by_issuer[self._issuer(strand.end)].add(strand.end)
        for strand in strands:
            end = strand.end
            if end is None or end.specific or end.type == OUTLET:
                continue
            same = [c for c in by_issuer.get(self._issuer(end), ()) if c.type != RESULTS or c.end == end.end]
            if len({c.key(self.name) for c in same}) == 1:
                strand.end = min(same, key=lambda c: c.label)

    def _issuer(self, document: Cited) -> str:
        name = document.issuer or ""
        return root(name, self.lexicon)

    def _of_documents(self, strands: list[_Strand]) -> list[Origin]:
        by_key: dict[tuple[str, ...], list[_Strand]] = defaultdict(list)
        for strand in strands:
            if strand.end:
                by_key[strand.end.key(self.name)].append(strand)
        return [self._of_document(key, members, strands) for key, members in sorted(by_key.items())]

    def _of_document(self, key: tuple[str, ...], members: list[_Strand], strands: list[_Strand]) -> Origin:
        document = min((s.end for s in members if s.end), key=lambda c: (c.label, c.label_zh))
        node = origin_id(document.kind, key, base=self.base)
        source = self.library.find(document)
        links = [link for s in members for link in s.links]
        mentions = [m for s in members for m in s.mentions]
        for strand in members:
            links += self._to_document(strand, document, node, source)
        if source is not None:
            # the document itself makes the claim: its own mentions go back to it
            for strand in strands:
                if (
                    strand.end is None
                    and strand.speaker is None
                    and strand.mentions[0].source.id == source.id
                ):
                    strand.end = document
                    mentions += strand.mentions
        end, end_zh = ends(
            document.kind, document.type, source is not None, any(m.source == source for m in mentions)
        )
        return origin(
            document.kind,
            key,
            label=document.label,
            label_zh=document.label_zh,
            mentions=mentions,
            links=links,
            end=end,
            end_zh=end_zh,
            source=source,
            base=self.base,
        )

    def _to_document(
        self, strand: _Strand, document: Cited, node: str, source: Source | None
    ) -> Iterable[Link]:
        """The links that lead from a strand to its document: those mentions that name it, their speakers, credit lines."""
        for m in strand.mentions:
            for ref in m.cites:
                if cited(ref, m, self.lexicon) in self._cited[m.id]:
                    yield self._link(
                        m, node, Via.CITES, ref.text, source is not None, why(Via.CITES, ref.text)
                    )
        yield from self._told(strand, node)
        yield from self._credits(strand)

    def _told(self, strand: _Strand, node: str) -> Iterable[Link]:
        """The links to who says it."""
        for m in strand.mentions:
            if m.speaker is not None:
                yield self._link(m, node, Via.SAID, m.speaker.text, False, why(Via.SAID, m.speaker.text))

    def _credits(self, strand: _Strand) -> Iterable[Link]:
        """Outlets that are named and were not read."""
        leads = {link.start for link in strand.links if link.how in (Via.COPIED, Via.CREDITED)}
        seen: set[str] = set()
        for m in strand.mentions:
            if m.source.id in seen or m.id in leads or not self._is_credited(m.source):
                continue
            seen.add(m.source.id)
            text = outlet_text(m.source.credited or "", self.lexicon)
            node = origin_id(text.kind, text.key(self.name), base=self.base)
            yield self._link(
                m, node, Via.CREDITED, m.source.credited or "", False, outlet_words(m.source.credited or "")
            )

    # utterances

    def _of_speakers(self, strands: list[_Strand]) -> list[Origin]:
        by_speaker: dict[str, list[_Strand]] = defaultdict(list)
        for strand in strands:
            if strand.speaker and strand.speaker.speaker:
                by_speaker[strand.speaker.speaker.key()].append(strand)
        found: list[Origin] = []
        for speaker in sorted(by_speaker):
            found += [self._utterance(speaker, told) for told in _occasions(by_speaker[speaker])]
        return found

    def _utterance(self, speaker: str, told: list[_Strand]) -> Origin:
        first = min((s.speaker for s in told if s.speaker), key=order)
        assert first.speaker is not None
        key = (speaker, self.name, str(day_of(first.source) or ""))
        node = origin_id(OriginKind.UTTERANCE, key, base=self.base)
        entry = self.lexicon.entries.get(first.speaker.id or "")
        english = entry.labels.get("en", entry.label) if entry else first.speaker.label
        chinese = entry.labels.get("zh", entry.label) if entry else first.speaker.label
        day = ids.day(first.source.published)
        links = [link for s in told for link in s.links]
        for strand in told:
            links += self._told(strand, node)
            links += self._credits(strand)
        end, end_zh = ends(OriginKind.UTTERANCE, "", False, False)
        return origin(
            OriginKind.UTTERANCE,
            key,
            label=f"{english}, as told {'on ' + day if day else '(no day known)'}",
            label_zh=f"{chinese}的说法（{day or '日期不明'}见报）",
            mentions=[m for s in told for m in s.mentions],
            links=links,
            end=end,
            end_zh=end_zh,
            base=self.base,
        )

    # texts that name nothing

    def _of_themselves(self, strands: list[_Strand]) -> list[Origin]:
        found: list[Origin] = []
        for strand in strands:
            if strand.end or strand.speaker:
                continue
            source = strand.mentions[0].source
            shared = all(link.how in (Via.SHARED, Via.SAME_SOURCE) for link in strand.links) and any(
                link.how is Via.SHARED for link in strand.links
            )
            name = source.title or source.name
            who = f"{source.publisher}: " if source.publisher else ""
            end, end_zh = ends(OriginKind.SOURCE, "shared" if shared else "", True, True)
            found.append(
                origin(
                    OriginKind.SOURCE,
                    (source.id,),
                    label=f"{who}{name}",
                    label_zh=f"{source.publisher}：{name}" if source.publisher else name,
                    mentions=strand.mentions,
                    links=strand.links,
                    end=end,
                    end_zh=end_zh,
                    source=source,
                    base=self.base,
                )
            )
        return found

    def _link(self, m: Mention, end: str, how: Via, words: str, read: bool, reason: Why) -> Link:
        return Link(m.id, end, how, words, read, reason.en, reason.zh)


def _occasions(strands: list[_Strand]) -> list[list[_Strand]]:
    """Strands of one speaker by occasion: told within days of each other, or in the very same words."""
    sets = Sets()
    ordered = sorted(strands, key=lambda s: order(s.mentions[0]))
    names = {id(s): s.mentions[0].id for s in ordered}
    words: dict[str, str] = {}
    for before, strand in zip([None, *ordered], ordered, strict=False):
        name = names[id(strand)]
        sets.join(name, name)
        if before is not None:
            one, other = day_of(before.mentions[0].source), day_of(strand.mentions[0].source)
            if one and other and (other - one).days <= OCCASION:
                sets.join(name, names[id(before)])
        for m in strand.mentions:
            said = plain(m.quote.exact)
            if len(said) >= _WORDS:
                sets.join(name, words.setdefault(said, name))
    found: dict[str, list[_Strand]] = defaultdict(list)
    for strand in ordered:
        found[sets.find(names[id(strand)])].append(strand)
    return [found[name] for name in sorted(found)]
