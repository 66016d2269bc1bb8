"""What is cited, as an identity: 财报 of one company and 2022财年业绩 of the same are one release, 海关总署 and 海关数据 too.

A periodic release is known by issuer, type and the last day of the period that its figures are about: the results of a
quarter and of the year that ends with it come out together, as do the figures of a month and of the months up to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.folding import fold
from kg.lexicon import Entry, Lexicon, outlet
from kg.match.families import root
from kg.match.words import plain
from kg.model import Mention, OriginKind, Ref
from kg.model.citation import read_citation

RESULTS, STATISTICS, REPORT, DOCUMENT, OUTLET = "results", "statistics", "report", "document", "outlet"
_BODIES = frozenset({"Organization", "Platform"})
_SPANS = re.compile(
    r"[\d〇零一二三四五六七八九十两上下前半全财年季度月份及和与至第\-~.,]+|\b(?:fy|q|h)\d+\b|\bfiscal\b"
)
"""Words for years and quarters within a label: the period of the figures says the same."""
_ISSUED = re.compile(r"^(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日$")
"""The day on which a document came out: 3月1日发布的年报."""
_LONG = 200


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as it is cited. `issuer` is an IRI or a folded name, None where nobody knows whose it is.

    `title` is empty for what has none of its own; `end` is the last day of the period that a release is about.
    """

    type: str
    issuer: str | None
    label: str
    label_zh: str
    title: str = ""
    issued: str = ""
    end: date | None = None

    @property
    def specific(self) -> bool:
        """Whether it names a document, rather than whose figures they are."""
        return self.type in (RESULTS, REPORT, DOCUMENT)

    @property
    def kind(self) -> OriginKind:
        match self.type:
            case "results" | "statistics":
                return OriginKind.RELEASE
            case "outlet":
                return OriginKind.SOURCE
            case _:
                return OriginKind.DOCUMENT

    def key(self, group: str) -> tuple[str, ...]:
        """What makes two citations the same document. Where it has neither title nor day, only citations of one figure can be."""
        end = self.end.isoformat() if self.end else ""
        dated = end if self.type in (RESULTS, STATISTICS) else self.issued
        alone = () if dated or self.title else (group,)
        return (self.type, self.issuer or "", self.title, dated, *alone)


def cited(ref: Ref, mention: Mention, lexicon: Lexicon) -> Cited | None:
    """What a mention cites, None where the words name neither a document nor whose figures it has (数据显示)."""
    end = mention.period.end if mention.period else None
    if ref.id:
        entry = lexicon.entries.get(ref.id)
        if entry is not None and "publishers" in entry.schemes:
            return outlet_text(ref.label, lexicon)
        return _release(STATISTICS, ref.id, *_names(entry, ref.label), end)
    label = ref.label[:_LONG].strip("。.；; ")
    parts = read_citation(label)
    if parts.publisher or parts.issued or label[:1] in "《“":
        return _titled(parts.title, parts.publisher, parts.issued, label)
    return _described(label, mention, end, lexicon)


def said_by(speaker: Ref, mention: Mention, lexicon: Lexicon) -> Cited | None:
    """The release of a body that gives a figure in its own voice: 海关总署公布 is what 据海关统计 cites. None for people."""
    if mention.quantity is None or speaker.type not in _BODIES:
        return None
    entry = lexicon.entries.get(speaker.id or "")
    end = mention.period.end if mention.period else None
    return _release(STATISTICS, speaker.id or plain(speaker.label), *_names(entry, speaker.label), end)


def outlet_key(name: str, lexicon: Lexicon) -> str:
    """An outlet as it is compared: its IRI in the vocabulary, else its folded name."""
    entry = outlet(name, lexicon)
    return entry.iri if entry else plain(name)


def outlet_text(name: str, lexicon: Lexicon) -> Cited:
    """The text of an outlet that a credit line or 据…报道 names."""
    entry = outlet(name, lexicon)
    english, chinese = _names(entry, name)
    return Cited(OUTLET, outlet_key(name, lexicon), f"a text of {english}", f"{chinese}的报道")


def _titled(title: str, publisher: str | None, issued: str | None, label: str) -> Cited:
    return Cited(DOCUMENT, plain(publisher) if publisher else None, label, label, plain(title), issued or "")


def _described(label: str, mention: Mention, end: date | None, lexicon: Lexicon) -> Cited | None:
    """(issuer)(fillers, period)(noun): 海关总署这些数据, 阿里2022财年业绩, 中桥咨询的一份调研."""
    folded = fold(label)
    kind, noun = _noun(folded, lexicon)
    if kind == DOCUMENT and "《" in label:
        return _titled(label[label.index("《") :], None, None, label)
    words = folded[: len(folded) - len(noun)] if noun and folded.endswith(noun) else folded
    issuer, name, rest = _issuer(words, label, lexicon)
    rest = _bare(rest, lexicon)
    if kind == RESULTS:
        rest = plain(_bare(_SPANS.sub("", rest), lexicon))
        if issuer is None and rest:
            issuer, name = rest, (rest, rest)
        # a place has no results: 财报显示，公司在越南… is about the company's
        if issuer is None and mention.subject is not None and mention.subject.type != "Place":
            issuer = mention.subject.id or plain(mention.subject.label)
            name = (mention.subject.label, mention.subject.label)
        if issuer is None:
            return None
        issuer = root(issuer, lexicon)
        entry = lexicon.entries.get(issuer)
        return _release(RESULTS, issuer, *(_names(entry, name[0]) if entry else name), end)
    if issuer is None:
        rest = plain(rest)
        if not rest:
            return None
        # who issued it is the words before the noun, where the vocabulary has no such name
        before = label[: len(label) - len(noun)] if noun else label
        issuer, name, rest = rest, (_trimmed(before, lexicon), _trimmed(before, lexicon)), ""
    if kind == STATISTICS:
        return _release(STATISTICS, issuer, *name, end)
    return Cited(kind, issuer, label, label, plain(rest) if kind == REPORT else plain(label))


def _release(kind: str, issuer: str, english: str, chinese: str, end: date | None) -> Cited:
    upto, upto_zh = (
        (f" for the period to {end.isoformat()}", f"截至{end.isoformat()}的") if end else ("", "的")
    )
    what, what_zh = ("results", "财报") if kind == RESULTS else ("figures", "数据")
    return Cited(kind, issuer, f"{what} of {english}{upto}", f"{chinese}{upto_zh}{what_zh}", end=end)


def _noun(folded: str, lexicon: Lexicon) -> tuple[str, str]:
    """The type of document and the noun that says so, the longest that the label ends with."""
    types = _types(lexicon)
    for word in types:
        if folded.endswith(word):
            return types[word], word
    return DOCUMENT, ""


def _issuer(words: str, label: str, lexicon: Lexicon) -> tuple[str | None, tuple[str, str], str]:
    """Whose it is, its names, and the words besides."""
    for word, entry in _cited_as(lexicon):
        if _bare(words, lexicon) == word:
            return entry.iri, _names(entry, word), ""
    for hit in lexicon.find(words, label[: len(words)]):
        if "entities" in hit.entry.schemes and hit.start == 0:
            return hit.entry.iri, _names(hit.entry, label[hit.start : hit.end]), words[hit.end :]
    return None, ("", ""), words


def _bare(words: str, lexicon: Lexicon) -> str:
    """Without the fillers and the day of issue at both ends."""
    changed = True
    while changed:
        words, before = _ISSUED.sub("", words.strip(' ，,“”"')), words
        changed = words != before
        for filler in _fillers(lexicon):
            if words.startswith(filler) and _apart(filler, words[len(filler) :][:1]):
                words, changed = words[len(filler) :], True
            elif words.endswith(filler) and _apart(filler, words[: -len(filler)][-1:]):
                words, changed = words[: -len(filler)], True
    return words


def _apart(filler: str, neighbour: str) -> bool:
    """Whether a filler of letters stands as a word of its own."""
    return not (filler[-1].isascii() and filler[-1].isalpha() and neighbour.isascii() and neighbour.isalpha())


def _trimmed(label: str, lexicon: Lexicon) -> str:
    folded = fold(label)
    kept = _bare(folded, lexicon)
    start = folded.find(kept)
    return label[start : start + len(kept)] if kept and start >= 0 else label


def _names(entry: Entry | None, label: str) -> tuple[str, str]:
    """English and Chinese."""
    if entry is None:
        return label, label
    return entry.labels.get("en") or entry.label, entry.labels.get("zh") or entry.label


@lru_cache(maxsize=4)
def _types(lexicon: Lexicon) -> dict[str, str]:
    """Folded noun to the type of document, the longest first."""
    found = {
        fold(name): entry.get("documentType") or DOCUMENT
        for entry in lexicon.of_scheme("document-types")
        for name in entry.names
    }
    return {word: found[word] for word in sorted(found, key=lambda word: (-len(word), word))}


@lru_cache(maxsize=4)
def _fillers(lexicon: Lexicon) -> tuple[str, ...]:
    words = {fold(name) for entry in lexicon.of_scheme("document-fillers") for name in entry.names}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=4)
def _cited_as(lexicon: Lexicon) -> tuple[tuple[str, Entry], ...]:
    """Short names under which a body's figures are cited and that mean nothing elsewhere: 海关 (数据)."""
    found = [
        (fold(word), entry)
        for entry in lexicon.of_scheme("entities")
        for word in entry.properties.get("citedAs", ())
    ]
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].iri)))
