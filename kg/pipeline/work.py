"""What is done to one source, in whichever process: read it, find its mentions, state them as a graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from kg.errors import InvalidGraph, KgError
from kg.extract.explain import Explained, Explanation, explain
from kg.graph import source_graph, validate_source
from kg.model import Document, Mention, Source
from kg.pipeline.extraction import Extraction, fingerprint
from kg.pipeline.stock import note
from kg.read import ReadOptions, read_path

R = TypeVar("R")

Task = Path | Document
"""A file that a worker reads, or a record that was already read out of a file of many."""


def name_of(task: Task) -> str:
    """The task's name in a message."""
    return task.source.path if isinstance(task, Document) else str(task)


@dataclass(frozen=True, slots=True)
class Settings:
    """What every worker needs to know, once. `known` maps ids of sources in the store to their fingerprints."""

    options: ReadOptions
    extraction: Extraction
    version: str
    known: Mapping[str, str] = field(default_factory=dict)
    validate: bool = True


@dataclass(frozen=True, slots=True)
class Stated:
    """A source version ready for the store. `quads` is N-Quads, which travels between processes 20 times faster than
    pickled terms; `how` is what reads `raw` again to the same plain text, and what relating it takes."""

    source: Source
    fingerprint: str
    raw: bytes = field(repr=False)
    how: Mapping[str, Any]
    quads: bytes = field(repr=False)
    mentions: int
    triples: int


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A source version that the store has from the same program, vocabulary and options."""

    source: Source
    fingerprint: str


Outcome = Stated | Unchanged | KgError


def graphs(settings: Settings) -> Callable[[Task], list[Outcome]]:
    """The work of a build, loaded."""
    lexicon = settings.extraction.lexicon()
    base = settings.options.base
    extractor = cache(partial(settings.extraction.open, base=base))
    if not settings.known or settings.extraction.spacy_model:
        extractor()  # where all sources are likely to be unchanged it is not even loaded

    def state(document: Document) -> Outcome:
        source = document.source
        mark = fingerprint(source, version=settings.version, options=settings.options)
        if settings.known.get(source.id) == mark:
            return Unchanged(source, mark)
        mentions = extractor()(document)
        quads = source_graph(document, mentions, lexicon=lexicon, base=base)
        if settings.validate:
            try:
                validate_source(quads)
            except InvalidGraph as error:  # a person knows the source by its file, not by its graph
                raise InvalidGraph(error.message, where=source.path) from error
        return Stated(
            source=source,
            fingerprint=mark,
            raw=document.raw,
            how={**how_to_read(source, settings.options), **note(document.text, mentions, lexicon)},
            quads=ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"",
            mentions=len(mentions),
            triples=len(quads),
        )

    return partial(_each, settings.options, state)


def mentions(settings: Settings) -> Callable[[Task], list[list[Mention] | KgError]]:
    """The work of an extraction without a store, loaded."""
    return partial(_each, settings.options, settings.extraction.open(base=settings.options.base))


def explanations(settings: Settings) -> Callable[[Task], list[Explained | KgError]]:
    """The work of explaining, loaded. An extractor may explain its mentions itself, as the shipped one does."""
    extractor = settings.extraction.open(base=settings.options.base)
    own: Callable[[Document], list[Explanation]] | None = getattr(extractor, "explain", None)

    def explained(document: Document) -> Explained:
        found = own(document) if own else explain(document, extractor(document))
        return Explained(document.source, document.text, document.blocks, tuple(found))

    return partial(_each, settings.options, explained)


def how_to_read(source: Source, options: ReadOptions) -> dict[str, Any]:
    """What `read_bytes` needs beside the bytes to make the same plain text again; JSON."""
    return {
        "source": source.id,
        "name": source.name,
        "media_type": source.media_type,
        "encoding": options.encoding,
        "map": dict(options.map),
    }


def _each(options: ReadOptions, work: Callable[[Document], R], task: Task) -> list[R | KgError]:
    """The work on each document of a task; what cannot be read is told beside the others."""
    if isinstance(task, Document):
        return [work(task)]
    found: list[R | KgError] = []
    for document in read_path(task, options=options, on_error=found.append):
        try:
            found.append(work(document))
        except KgError as error:  # of this record; the file's others go on
            found.append(error)
    return found
