"""What is done to one source or one family, in whichever process: relate it to others, state that as graphs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from functools import partial

import pyoxigraph as ox

from kg.check import checks, checks_across
from kg.graph.check import check_graph
from kg.graph.comparison import comparison_graph
from kg.graph.derived import derived_graph_id
from kg.graph.origin import origin_graph
from kg.graph.reuse import reuse_graph
from kg.judge import as_decided
from kg.lexicon import Lexicon
from kg.match import comparisons, home_of, in_passages
from kg.model import Comparison, Judgement, Mention, Mutation, Reuse, Text
from kg.origins import origins
from kg.pipeline.extraction import Extraction
from kg.reuse import mutations, reuses


@dataclass(frozen=True, slots=True)
class Settings:
    """What every worker needs to know, once."""

    extraction: Extraction
    base: str


@dataclass(frozen=True, slots=True)
class SourceTask:
    """One source: whether its own figures add up, what it shares with `earlier` ones, how figures that are nobody's stand to
    those at the same place there and where they come from. `text` is None where it shares nothing."""

    key: str
    mentions: Sequence[Mention] = field(repr=False)
    text: Text | None = field(repr=False)
    earlier: Sequence[Text] = field(repr=False)
    said: Mapping[tuple[str, str], Judgement] = field(repr=False)
    """What people said of two of these sources, by the copy and the original."""


@dataclass(frozen=True, slots=True)
class FamilyTask:
    """The claims of one family, what their sources share, and what people decided about them."""

    key: str
    mentions: Sequence[Mention] = field(repr=False)
    reuse: Sequence[Reuse] = field(repr=False)
    judgements: Sequence[Judgement] = field(repr=False)


Task = SourceTask | FamilyTask


@dataclass(frozen=True, slots=True)
class Made:
    """A named graph as N-Quads, which travel between processes faster than terms: how many of what (`part`) it holds."""

    graph: str
    part: str
    quads: bytes = field(repr=False)
    records: int


def relations(settings: Settings) -> Callable[[Task], list[Made]]:
    """The work, loaded."""
    return partial(_related, settings.base, settings.extraction.lexicon())


def _related(base: str, lexicon: Lexicon, task: Task) -> list[Made]:
    return (
        _of_source(base, lexicon, task) if isinstance(task, SourceTask) else _of_family(base, lexicon, task)
    )


def source_graphs(source: str, *, base: str) -> tuple[str, ...]:
    """The graphs that a `SourceTask` makes."""
    return tuple(
        derived_graph_id(part, source, base=base) for part in ("checks", "comparisons", "origins", "reuse")
    )


def family_graphs(family: str, *, base: str) -> tuple[str, ...]:
    """The graphs that a `FamilyTask` makes."""
    return tuple(derived_graph_id(part, family, base=base) for part in ("checks", "comparisons", "origins"))


def _of_source(base: str, lexicon: Lexicon, task: SourceTask) -> list[Made]:
    sums_graph, compared_graph, origins_graph, reuse_graph_id = source_graphs(task.key, base=base)
    sums = checks(task.mentions, lexicon=lexicon, base=base)
    shared: list[Reuse] = []
    met: list[Comparison] = []
    changed: list[Mutation] = []
    if task.text is not None:
        shared = reuses(task.text, task.earlier, lexicon=lexicon, base=base, said=task.said)
        texts = {text.source.id: text for text in task.earlier}
        for one in shared:
            other = texts[one.earlier.id if one.later.id == task.key else one.later.id]
            changed += mutations(one, task.text, other, lexicon=lexicon, base=base)
        there = [*task.mentions, *(m for text in task.earlier for m in text.mentions)]
        met = in_passages(there, shared, lexicon=lexicon, base=base)
    alone = [m for m in task.mentions if home_of(m, lexicon) is None]
    found = origins(alone, (), shared, lexicon=lexicon, base=base)
    return [
        _made(sums_graph, "checks", check_graph(sums, graph=sums_graph), sums),
        _made(compared_graph, "comparisons", comparison_graph(met, graph=compared_graph), met),
        _made(origins_graph, "origins", origin_graph(found, graph=origins_graph), found),
        _made(reuse_graph_id, "reuse", reuse_graph(shared, changed, graph=reuse_graph_id), shared),
    ]


def _of_family(base: str, lexicon: Lexicon, task: FamilyTask) -> list[Made]:
    sums_graph, compared_graph, origins_graph = family_graphs(task.key, base=base)
    sums = checks_across(task.mentions, lexicon=lexicon, base=base)
    compared = comparisons(task.mentions, lexicon=lexicon, base=base)
    accepted = as_decided(compared, task.judgements, task.mentions, base=base)
    own = [m for m in task.mentions if home_of(m, lexicon) == task.key]
    found = origins(own, accepted, task.reuse, lexicon=lexicon, base=base)
    return [
        _made(sums_graph, "checks", check_graph(sums, graph=sums_graph), sums),
        _made(compared_graph, "comparisons", comparison_graph(compared, graph=compared_graph), compared),
        _made(origins_graph, "origins", origin_graph(found, graph=origins_graph), found),
    ]


def _made(graph: str, part: str, quads: list[ox.Quad], records: Sized) -> Made:
    return Made(graph, part, ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", len(records))


def name_of(task: Task) -> str:
    """The task's name in a message."""
    return task.key
