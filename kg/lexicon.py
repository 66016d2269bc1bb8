"""The vocabulary in `ontology/*.ttl`, compiled once to matcher tables.

Every SKOS concept of the vocabulary becomes an `Entry`; its labels (`skos:prefLabel`, `skos:altLabel`, `skos:hiddenLabel`)
become patterns of one Aho-Corasick automaton over folded text. The scheme of a concept (`skos:inScheme`) is its role:
`entities`, `metrics`, `units`, or a kind of signal word such as `reporting-verbs`. To teach the program a new company,
metric or reporting verb is to add lines of Turtle. Words that mean nothing by themselves (measure words, approximators)
carry `kg:alone false`: they are entries, and who needs them reads them beside a number, but a text is not searched for them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import ahocorasick_rs
import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.folding import fold
from kg.model.ids import ONTOLOGY

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_BROADER = _SKOS + "broader"
_LABELS = (_SKOS + "prefLabel", _SKOS + "altLabel", _SKOS + "hiddenLabel")


def ontology_dir() -> Path:
    """Where the shipped Turtle is: inside the wheel, or beside the package in a checkout."""
    inside = Path(__file__).parent / "ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "ontology"


def interface_dir() -> Path:
    """The words of the pages: they name buttons, not what texts are about, and are no part of the vocabulary."""
    return ontology_dir() / "interface"


def vocabulary_files(extra: Iterable[Path] = ()) -> list[Path]:
    """The shipped Turtle files, then the user's own files or folders of Turtle, each in the order of its name."""
    files = [path for path in sorted(ontology_dir().rglob("*.ttl")) if path.parent != interface_dir()]
    for place in extra:
        files += sorted(place.rglob("*.ttl")) if place.is_dir() else [place]
    return files


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One concept of the vocabulary.

    `labels` maps a language tag to the preferred label; `types` are local names of its classes other than
    `skos:Concept`; `properties` maps a local name of the ontology (`sign`, `bound`, `unit` …) to its values as text, and
    `broader` to the IRIs of `skos:broader`.
    """

    iri: str
    schemes: frozenset[str]
    labels: Mapping[str, str]
    names: tuple[str, ...]
    types: tuple[str, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The canonical name: the untagged or English preferred label of an entity, else Chinese, else any."""
        return self.labels.get("en") or self.labels.get("zh") or next(iter(self.labels.values()), self.iri)

    def get(self, name: str, default: str | None = None) -> str | None:
        """The first value of a property of the ontology."""
        values = self.properties.get(name)
        return values[0] if values else default


class Hit(NamedTuple):
    """A label of the vocabulary found in a text."""

    start: int
    end: int
    entry: Entry


class Hits(list[Hit]):
    """What was found in a text, by start and the longer first. The words of a role are looked up, not searched for."""

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where in this list the hits of each role stand."""
        alike: dict[frozenset[str], list[int]] = defaultdict(list)
        for place, hit in enumerate(self):
            alike[hit.entry.schemes].append(place)
        found: dict[str, list[int]] = {}
        for schemes, places in alike.items():
            for scheme in schemes:
                found[scheme] = sorted(found[scheme] + places) if scheme in found else places
        return found

    def of(self, *schemes: str) -> list[Hit]:
        """The hits that have any of these roles, in order."""
        lists = [self._places[scheme] for scheme in schemes if scheme in self._places]
        places = lists[0] if len(lists) == 1 else sorted(set().union(*lists))
        return list(map(self.__getitem__, places))


def indexed(hits: Sequence[Hit]) -> Hits:
    """Hits in their order as `Hits`."""
    return hits if isinstance(hits, Hits) else Hits(hits)


_new_hit = (
    tuple.__new__
)  # a named tuple without the detour through its constructor: texts have very many hits


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All entries and one automaton over their labels. `Lexicon.load()` reads the shipped vocabulary."""

    entries: Mapping[str, Entry]
    _patterns: tuple[tuple[Entry, ...], ...] = field(repr=False)
    """The entries of each pattern of the automaton."""
    _guarded: Mapping[int, tuple[bool, tuple[str, ...]]] = field(repr=False)
    """Of the few patterns that count only as a whole word, or only in capitals: which of both, by their number."""
    _automaton: ahocorasick_rs.AhoCorasick = field(repr=False)

    @classmethod
    def load(cls, *extra: Path) -> Lexicon:
        """The shipped vocabulary and the user's own files or folders of Turtle. Cached for the same arguments."""
        return _load(tuple(extra), os.getpid())

    @classmethod
    def read(cls, files: Iterable[Path]) -> Lexicon:
        """The vocabulary in these Turtle files. Raises `VocabularyError` with the file and line of a syntax error."""
        facts: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = defaultdict(lambda: defaultdict(list))
        for path in files:
            try:
                for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                    if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode):
                        facts[quad.subject.value][quad.predicate.value].append(quad.object)
            except SyntaxError as error:
                raise VocabularyError(f"not Turtle: {error}", where=path) from error
            except OSError as error:
                raise VocabularyError(error.strerror or str(error), where=path) from error
        entries = {iri: entry for iri, about in facts.items() if (entry := _entry(iri, about))}
        return cls._compile(entries)

    @classmethod
    def _compile(cls, entries: Mapping[str, Entry]) -> Lexicon:
        by_label: dict[str, list[Entry]] = defaultdict(list)
        written: dict[str, list[str]] = defaultdict(list)
        for entry in entries.values():
            if entry.get("alone") == "false":
                continue
            for name in entry.names:
                label = fold(name)
                if label and entry not in by_label[label]:
                    by_label[label].append(entry)
                written[label].append(name)
        patterns = tuple(
            tuple(sorted(found, key=lambda entry: "entities" not in entry.schemes))
            for found in by_label.values()
        )
        guarded = {
            number: (word, tuple(written[label]) if capitals else ())
            for number, label in enumerate(by_label)
            if (word := _is_ascii_word(label)) | (capitals := _is_acronym(written[label]))
        }
        automaton = ahocorasick_rs.AhoCorasick(list(by_label))
        return cls(entries, patterns, guarded, automaton)

    def find(self, folded: str, original: str | None = None) -> Hits:
        """Every label in a folded text, overlapping ones too, by start, the longer and then the entities first.

        An ASCII label counts only as a whole word, and one that is written in capitals only (WHO, GMV) only where
        `original` has it in capitals too; without `original` case is ignored, as in a question.
        """
        patterns, guarded = self._patterns, self._guarded
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        # they come in the order of their ends; backwards, and then sorted by start, the longer is first
        found.reverse()
        found.sort(key=itemgetter(1))
        return Hits(
            [
                _new_hit(Hit, (start, end, entry))
                for index, start, end in found
                if index not in guarded or self._counts(index, start, end, folded, original)
                for entry in patterns[index]
            ]
        )

    def _counts(self, index: int, start: int, end: int, folded: str, original: str | None) -> bool:
        """Whether a guarded pattern stands here as its label does."""
        word, capitals = self._guarded[index]
        if word and not _stands_alone(folded, start, end):
            return False
        return not capitals or original is None or original[start:end] in capitals

    def of_scheme(self, scheme: str) -> Iterator[Entry]:
        """All entries of a role."""
        return (entry for entry in self.entries.values() if scheme in entry.schemes)


def longest(hits: Iterable[Hit], scheme: str) -> list[Hit]:
    """The hits of one role, leftmost longest: none overlaps another."""
    return leftmost(hit for hit in hits if scheme in hit.entry.schemes)


def leftmost(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits in their order the leftmost longest: none overlaps another."""
    chosen: list[Hit] = []
    free = -1
    for hit in hits:
        start, end, _ = hit
        if start >= free:
            chosen.append(hit)
            free = end
    return chosen


def outlet(name: str, lexicon: Lexicon) -> Entry | None:
    """What the vocabulary knows of a publisher of this name: outlets first, then organisations that publish reports."""
    return _outlets(lexicon).get("".join(fold(name).split()))


@lru_cache(maxsize=4)
def _outlets(lexicon: Lexicon) -> dict[str, Entry]:
    """Folded name, without white space, to the entry."""
    found: dict[str, Entry] = {}
    for scheme in ("publishers", "entities"):
        for entry in lexicon.of_scheme(scheme):
            for name in entry.names:
                found.setdefault("".join(fold(name).split()), entry)
    return found


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...], _process: int) -> Lexicon:
    return Lexicon.read(vocabulary_files(extra))


def _entry(iri: str, about: Mapping[str, list[ox.Literal | ox.NamedNode]]) -> Entry | None:
    schemes = frozenset(_local(node.value) for node in about.get(_SKOS + "inScheme", ()))
    if not schemes:
        return None
    labels: dict[str, str] = {}
    names: list[str] = []
    for predicate in _LABELS:
        for node in about.get(predicate, ()):
            if predicate.endswith("prefLabel"):
                labels.setdefault((node.language if isinstance(node, ox.Literal) else None) or "", node.value)
            if node.value not in names:
                names.append(node.value)
    properties = {
        predicate.removeprefix(ONTOLOGY): tuple(node.value for node in nodes)
        for predicate, nodes in about.items()
        if predicate.startswith(ONTOLOGY)
    }
    if _BROADER in about:
        properties["broader"] = tuple(node.value for node in about[_BROADER])
    types = tuple(
        sorted(_local(node.value) for node in about.get(_RDF_TYPE, ()) if node.value != _SKOS + "Concept")
    )
    return Entry(iri, schemes, labels, tuple(names), types, properties)


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _is_ascii_word(label: str) -> bool:
    return (label[0].isascii() and label[0].isalnum()) or (label[-1].isascii() and label[-1].isalnum())


def _is_acronym(names: list[str]) -> bool:
    return all(name.isascii() and name.isupper() and len(name) <= 5 for name in names)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (_word_character(before) and _word_character(text[start])) and not (
        _word_character(after) and _word_character(text[end - 1])
    )


def _word_character(character: str) -> bool:
    return character.isascii() and character.isalnum()
