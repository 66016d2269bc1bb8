"""What is done to one family, one source or one pair of texts, in whichever process: relate it, state it as graphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import pyoxigraph as ox

from kg.graph.comparison import comparison_graph
from kg.graph.derived import derived_graph_id
from kg.lexicon import Lexicon
from kg.match import comparisons
from kg.model import Mention
from kg.pipeline.extraction import Extraction


@dataclass(frozen=True, slots=True)
class Settings:
    """What every worker needs to know, once."""

    extraction: Extraction
    base: str


@dataclass(frozen=True, slots=True)
class FamilyTask:
    """The claims of one family."""

    family: str
    mentions: Sequence[Mention] = field(repr=False)

    def graphs(self, base: str) -> tuple[str, ...]:
        """The named graphs that come of it."""
        return (derived_graph_id("comparisons", self.family, base=base),)


Task = FamilyTask


@dataclass(frozen=True, slots=True)
class Made:
    """A named graph as N-Quads, which travel between processes faster than terms."""

    graph: str
    quads: bytes = field(repr=False)
    statements: int


def relations(settings: Settings) -> Callable[[Task], list[Made]]:
    """The work, loaded."""
    return partial(_related, settings, settings.extraction.lexicon())


def _related(settings: Settings, lexicon: Lexicon, task: Task) -> list[Made]:
    (graph,) = task.graphs(settings.base)
    found = comparisons(task.mentions, lexicon=lexicon)
    return [_made(graph, comparison_graph(found, graph=graph, base=settings.base))]


def _made(graph: str, quads: list[ox.Quad]) -> Made:
    return Made(graph, ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", len(quads))


def name_of(task: Task) -> str:
    """The task's name in a message."""
    return task.family
