"""From mentions to what they go back to.

Within the mentions of one figure: places of one source, and copies, are one strand. A strand ends at the document that it
cites first, else at who says it, else at the outlet that its credit line names, else at its own earliest source. Strands
with one end have one origin. What is unknown stays unknown: a strand that names nothing ends at itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.lexicon import Lexicon
from kg.match.families import root
from kg.model import Comparison, Link, Mention, Origin, OriginKind, Reuse, Source, Via, ids, origin
from kg.model.comparison import order
from kg.model.origin import origin_id
from kg.origins.archive import Archive, day_of
from kg.origins.documents import OUTLET, RESULTS, Cited, cited, outlet_text, said_by
from kg.origins.groups import determined, groups
from kg.origins.strands import Strand, by_sources, credits_another, link, occasions, strands
from kg.origins.words import ends, outlet_words, why


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
    archive = Archive(sources.values(), lexicon)
    near = by_sources(reuse, sources)
    found: dict[str, list[Origin]] = defaultdict(list)
    for group in groups(known, comparisons, reuse):
        for one in _Group(group, near, archive, lexicon, base).origins():
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


class _Group:
    """The mentions of one figure."""

    def __init__(
        self,
        mentions: list[Mention],
        near: dict[frozenset[str], Reuse],
        archive: Archive,
        lexicon: Lexicon,
        base: str,
    ) -> None:
        self.mentions = mentions
        self.near = near
        self.archive = archive
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
        found = strands(self.mentions, self._cited, self.near, self.lexicon)
        for strand in found:
            strand.end, strand.speaker = self._end(strand)
        self._specify(found)
        return [*self._of_documents(found), *self._of_speakers(found), *self._of_themselves(found)]

    def _documents(self, m: Mention) -> list[Cited]:
        found = [c for ref in m.cites if (c := cited(ref, m, self.lexicon))]
        spoken = said_by(m.speaker, m, self.lexicon) if m.speaker else None
        return [*found, spoken] if spoken and not found else found

    # ends

    def _end(self, strand: Strand) -> tuple[Cited | None, Mention | None]:
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
            if credits_another(first, self.lexicon)
            else (None, None)
        )

    def _specify(self, strands: list[Strand]) -> None:
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

    def _of_documents(self, strands: list[Strand]) -> list[Origin]:
        by_key: dict[tuple[str, ...], list[Strand]] = defaultdict(list)
        for strand in strands:
            if strand.end:
                by_key[strand.end.key(self.name)].append(strand)
        return [self._of_document(key, members, strands) for key, members in sorted(by_key.items())]

    def _of_document(self, key: tuple[str, ...], members: list[Strand], strands: list[Strand]) -> Origin:
        document = min((s.end for s in members if s.end), key=lambda c: (c.label, c.label_zh))
        node = origin_id(document.kind, key, base=self.base)
        source = self.archive.find(document)
        links = [one for s in members for one in s.links]
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
        self, strand: Strand, document: Cited, node: str, source: Source | None
    ) -> Iterable[Link]:
        """The links that lead from a strand to its document: those mentions that name it, their speakers, credit lines."""
        for m in strand.mentions:
            for ref in m.cites:
                if cited(ref, m, self.lexicon) in self._cited[m.id]:
                    yield link(m, node, Via.CITES, ref.text, source is not None, why(Via.CITES, ref.text))
        yield from self._told(strand, node)
        yield from self._credits(strand)

    def _told(self, strand: Strand, node: str) -> Iterable[Link]:
        """The links to who says it."""
        for m in strand.mentions:
            if m.speaker is not None:
                yield link(m, node, Via.SAID, m.speaker.text, False, why(Via.SAID, m.speaker.text))

    def _credits(self, strand: Strand) -> Iterable[Link]:
        """Outlets that are named and were not read."""
        leads = {one.start for one in strand.links if one.how in (Via.COPIED, Via.CREDITED)}
        seen = {m.source.id for m in strand.mentions if m.id in leads}
        for m in strand.mentions:
            if m.source.id in seen or not credits_another(m.source, self.lexicon):
                continue
            seen.add(m.source.id)
            text = outlet_text(m.source.credited or "", self.lexicon)
            node = origin_id(text.kind, text.key(self.name), base=self.base)
            yield link(
                m, node, Via.CREDITED, m.source.credited or "", False, outlet_words(m.source.credited or "")
            )

    # utterances

    def _of_speakers(self, strands: list[Strand]) -> list[Origin]:
        by_speaker: dict[str, list[Strand]] = defaultdict(list)
        for strand in strands:
            if strand.speaker and strand.speaker.speaker:
                by_speaker[strand.speaker.speaker.key()].append(strand)
        found: list[Origin] = []
        for speaker in sorted(by_speaker):
            found += [self._utterance(speaker, told) for told in occasions(by_speaker[speaker])]
        return found

    def _utterance(self, speaker: str, told: list[Strand]) -> Origin:
        first = min((s.speaker for s in told if s.speaker), key=order)
        assert first.speaker is not None
        key = (speaker, self.name, str(day_of(first.source) or ""))
        node = origin_id(OriginKind.UTTERANCE, key, base=self.base)
        entry = self.lexicon.entries.get(first.speaker.id or "")
        english = entry.labels.get("en", entry.label) if entry else first.speaker.label
        chinese = entry.labels.get("zh", entry.label) if entry else first.speaker.label
        day = ids.day(first.source.published)
        links = [one for s in told for one in s.links]
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

    def _of_themselves(self, strands: list[Strand]) -> list[Origin]:
        found: list[Origin] = []
        for strand in strands:
            if strand.end or strand.speaker:
                continue
            source = strand.mentions[0].source
            shared = all(one.how in (Via.SHARED, Via.SAME_SOURCE) for one in strand.links) and any(
                one.how is Via.SHARED for one in strand.links
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
