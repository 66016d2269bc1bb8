"""What turns a document into mentions, as something that can be sent to worker processes and told apart from another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.extract import load
from kg.lexicon import Lexicon, vocabulary_files
from kg.model import Document, Mention, Source, ids
from kg.read import ReadOptions

_CODE = (
    "read",
    "extract",
    "graph",
    "model",
    "folding.py",
    "lexicon.py",
    "match/families.py",
    "reuse/sketches.py",
)
"""The code that makes mentions, graphs and what is noted beside the originals."""

Extractor = Callable[[Document], list[Mention]]
"""A document to its mentions, in any order; raises `ExtractError`."""


class Loader(Protocol):
    """Makes an extractor, once in each process. `kg.extract.load` is the shipped one; a function of your own must be
    importable from a module, so that worker processes find it."""

    def __call__(self, lexicon: Lexicon, /, *, base: str, spacy_model: str | None) -> Extractor:
        """The extractor for this vocabulary."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """How mentions are found: the user's own Turtle beside the shipped vocabulary, a spaCy pipeline, another extractor.

    Extraction(vocabulary=(Path("my-companies.ttl"),), spacy_model="zh_core_web_trf")
    Extraction(load=my_package.load)      # instead of the shipped rules, or around them
    """

    vocabulary: tuple[Path, ...] = ()
    spacy_model: str | None = None
    load: Loader = load

    def lexicon(self) -> Lexicon:
        """The vocabulary that it works with. Raises `VocabularyError`."""
        return Lexicon.load(*self.vocabulary)

    def open(self, *, base: str) -> Extractor:
        """The extractor, ready to work. Imports spaCy where it is the shipped one."""
        return self.load(self.lexicon(), base=base, spacy_model=self.spacy_model)

    def version(self) -> str:
        """Changes with whatever may change the mentions or the graph of a source: program, rules, vocabulary, model."""
        own = f"{self.load.__module__}.{getattr(self.load, '__qualname__', repr(self.load))}"
        return ids.digest(own, self.spacy_model, version_of(_CODE, self.vocabulary))


def fingerprint(source: Source, *, version: str, options: ReadOptions) -> str:
    """Of a source as it stands in the store: its bytes and metadata, and everything that reads and extracts it.

    The folder that it was found in is no part of it; the file's name is, because the graph states it.
    """
    about = (source.title, source.publisher, source.credited, source.url, source.language, source.region)
    return ids.digest(
        version,
        repr(sorted(options.map.items())),
        options.encoding,
        options.base,
        source.id,
        source.name,
        source.kind,
        source.media_type,
        source.published.isoformat() if source.published else None,
        *about,
        *source.authors,
    )


def version_of(parts: Iterable[str], vocabulary: Iterable[Path]) -> str:
    """Of the code in these parts of the package and of the vocabulary: an edited rule works anew without anybody counting versions."""
    package = Path(__file__).parent.parent
    files = [
        file
        for part in parts
        for file in (sorted((package / part).rglob("*")) if (package / part).is_dir() else [package / part])
        if file.suffix in (".py", ".toml", ".ttl", ".rq")
    ]
    return ids.digest(*map(_hash, files), *map(_hash, vocabulary_files(vocabulary)))


def _hash(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"  # whoever needs the file says what is wrong with it
