"""What is done to one source or one family, in whichever process: relate it to others, state that as graphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import pyoxigraph as ox

from kg.check import checks, checks_across
from kg.graph.check import check_graph
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
class SourceTask:
    """One source: whether its own figures add up."""

    key: str
    mentions: Sequence[Mention] = field(repr=False)


@dataclass(frozen=True, slots=True)
class FamilyTask:
    """The claims of one family."""

    key: str
    mentions: Sequence[Mention] = field(repr=False)


Task = SourceTask | FamilyTask


@dataclass(frozen=True, slots=True)
class Made:
    """A named graph as N-Quads, which travel between processes faster than terms."""

    graph: str
    quads: bytes = field(repr=False)
    statements: int


def relations(settings: Settings) -> Callable[[Task], list[Made]]:
    """The work, loaded."""
    return partial(_related, settings.base, settings.extraction.lexicon())


def _related(base: str, lexicon: Lexicon, task: Task) -> list[Made]:
    return (
        _of_source(base, lexicon, task) if isinstance(task, SourceTask) else _of_family(base, lexicon, task)
    )


def source_graphs(source: str, *, base: str) -> tuple[str, ...]:
    """The graphs that a `SourceTask` makes."""
    return (derived_graph_id("checks", source, base=base),)


def family_graphs(family: str, *, base: str) -> tuple[str, ...]:
    """The graphs that a `FamilyTask` makes."""
    return tuple(derived_graph_id(part, family, base=base) for part in ("checks", "comparisons"))


def _of_source(base: str, lexicon: Lexicon, task: SourceTask) -> list[Made]:
    (graph,) = source_graphs(task.key, base=base)
    return [_made(graph, check_graph(checks(task.mentions, lexicon=lexicon, base=base), graph=graph))]


def _of_family(base: str, lexicon: Lexicon, task: FamilyTask) -> list[Made]:
    sums, compared = family_graphs(task.key, base=base)
    across = checks_across(task.mentions, lexicon=lexicon, base=base)
    found = comparisons(task.mentions, lexicon=lexicon, base=base)
    return [
        _made(sums, check_graph(across, graph=sums)),
        _made(compared, comparison_graph(found, graph=compared)),
    ]


def _made(graph: str, quads: list[ox.Quad]) -> Made:
    return Made(graph, ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", len(quads))


def name_of(task: Task) -> str:
    """The task's name in a message."""
    return task.key
