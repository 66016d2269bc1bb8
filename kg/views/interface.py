"""The words of the pages, in English and Chinese: `ontology/interface/*.ttl`, and what the ontology calls its own terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.lexicon import interface_dir, vocabulary_files
from kg.model import ids
from kg.views.facts import RDFS_LABEL, SKOS, local_name
from kg.views.words import in_languages

INTERFACE = ids.VOCABULARY + "interface/"
"""The namespace of the pages' words."""


@dataclass(frozen=True, slots=True)
class Interface:
    """The words of one language (`en` or `zh`).

    >>> interface("zh")("conflicts")
    '矛盾'
    """

    language: str
    words: Mapping[str, str]
    labels: Mapping[str, str]

    def __call__(self, name: str, /, **values: object) -> str:
        """The words of this name, with values put in at their `{places}`; numbers from 1000 on get commas.

        Of one thing (`count=1`) it is `NAME-one`, where there are such words. Raises `KeyError` where there are none at all.
        """
        one = self.words.get(f"{name}-one") if values.get("count") == 1 else None
        told = {key: f"{value:,}" if isinstance(value, int) else value for key, value in values.items()}
        return (one or self.words[name]).format_map(told)

    def label(self, iri: str) -> str:
        """What the ontology calls one of its terms or a concept of its lists; else the last part of the IRI."""
        return self.labels.get(iri) or local_name(iri)


@cache
def interface(language: str) -> Interface:
    """The words of a language. Raises `VocabularyError` where the Turtle is wrong."""
    words, labels = _all()
    return Interface(
        language,
        MappingProxyType({name: of[language] for name, of in words.items()}),
        MappingProxyType({iri: of[language] for iri, of in labels.items()}),
    )


@cache
def _all() -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, Mapping[str, str]]]:
    """The pages' words by their names, and labels by IRI, each by language."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in (*sorted(interface_dir().glob("*.ttl")), *vocabulary_files()):
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                label = quad.predicate.value in (RDFS_LABEL, SKOS + "prefLabel")
                if label and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    found[quad.subject.value].setdefault(quad.object.language or "", quad.object.value)
        except SyntaxError as error:
            raise VocabularyError(f"not Turtle: {error}", where=path) from error
    words = {iri.removeprefix(INTERFACE): of for iri, of in found.items() if iri.startswith(INTERFACE)}
    labels = {iri: in_languages(of) for iri, of in found.items() if not iri.startswith(INTERFACE)}
    return {name: in_languages(of) for name, of in words.items()}, labels


def places(words: str) -> set[str]:
    """The names of the places that words leave for values."""
    return {name for _, name, _, _ in Formatter().parse(words) if name}
