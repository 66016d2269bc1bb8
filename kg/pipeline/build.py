"""A build: from files to a graph in a store, in the order of its steps."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.errors import KgError, StoreWriteFailed
from kg.extract.explain import Explained
from kg.graph import vocabulary_graph, vocabulary_graph_id
from kg.lexicon import vocabulary_files
from kg.model import Judgement, Mention
from kg.pipeline import inputs, work
from kg.pipeline.extraction import Extraction
from kg.pipeline.history import note_revisions
from kg.pipeline.inputs import LIMIT
from kg.pipeline.intake import Intake
from kg.pipeline.relate import relate
from kg.pipeline.report import BuildReport, Progress, Silent
from kg.read import ReadOptions
from kg.store import Store

R = TypeVar("R")


def build(
    paths: Iterable[str | Path],
    *,
    store: Store,
    processes: int | None = None,
    options: ReadOptions | None = None,
    extraction: Extraction | None = None,
    progress: Progress | None = None,
    rebuild: bool = False,
    validate: bool = True,
    relating: bool = True,
    judgements: Sequence[Judgement] = (),
    limit: float = LIMIT,
) -> BuildReport:
    """Read files, folders and globs into a store that is open for writing.

    Sources that the store has from the same bytes, metadata, program and vocabulary are left as they are, so that an
    interrupted build goes on where it was; `rebuild` reads them anew. One bad source is a problem in the report, the
    others are kept; a full disk ends the build, Ctrl-C too, and both keep what is complete. `processes` is the number
    of worker processes, by default one for each processor, 0 for none; `limit` is in seconds for one source. A graph that
    breaks a SHACL shape is a problem of its source; `validate=False` leaves that check, half of the work, to later. What was
    read is then related to the rest, as people decided (`judgements`); `relating=False` leaves that to `relate`. The graph
    depends neither on `processes` nor on the order of `paths`. A store on disk keeps the extraction's own vocabulary,
    and a build that names none works with what it keeps. Raises `StoreError` and `VocabularyError`.

        with open_store(".kg", mode="w") as store:
            report = build(["seeds"], store=store)
    """
    began = time.monotonic()
    progress, extraction = progress or Silent(), extraction or Extraction()
    if not extraction.vocabulary:
        extraction = replace(extraction, vocabulary=store.vocabulary())
    options = replace(options or ReadOptions(), base=store.base)
    intake = Intake(store, progress, rebuild=rebuild)
    known = {} if rebuild else {source: kept.fingerprint for source, kept in intake.stored.items()}
    settings = work.Settings(options, extraction, extraction.version(), known, validate)
    interrupted = False
    left_out: Counter[str] = Counter()
    try:
        _keep_vocabulary(store, extraction)
        for outcome in inputs.outcomes(
            partial(work.graphs, settings),
            paths,
            options,
            processes=processes,
            limit=limit,
            progress=progress,
            left_out=left_out,
        ):
            intake.take(outcome)
        intake.flush()
        note_revisions(store, intake.seen)
        if intake.changed:
            store.optimize()
    except KeyboardInterrupt:
        interrupted = True
        intake.rescue()
    except StoreWriteFailed as error:
        intake.take(error)
    counts = intake.counts(time.monotonic() - began)
    related = None
    if relating and not interrupted:
        related = relate(
            store,
            judgements=judgements,
            extraction=extraction,
            processes=processes,
            progress=progress,
        )
    return BuildReport(counts, tuple(intake.problems), interrupted, related, left_out)


def extract(
    paths: Iterable[str | Path],
    *,
    processes: int | None = None,
    options: ReadOptions | None = None,
    extraction: Extraction | None = None,
    progress: Progress | None = None,
    limit: float = LIMIT,
) -> Iterator[Mention]:
    """The mentions of files, folders and globs in their order, without a store.

    Problems of a source are told to `progress`; without one the first is raised.

        for mention in extract(["seeds"]):
            print(mention.to_json())
    """
    for found in _each_source(work.mentions, paths, processes, options, extraction, progress, limit):
        yield from found


def explain(
    paths: Iterable[str | Path],
    *,
    processes: int | None = None,
    options: ReadOptions | None = None,
    extraction: Extraction | None = None,
    progress: Progress | None = None,
    limit: float = LIMIT,
) -> Iterator[Explained]:
    """Sources with their text, their mentions and why each slot of them says what it says, without a store.

    Problems of a source are told to `progress`; without one the first is raised.

        for source in explain(["seeds"]):
            for one in source.explanations:
                print(one.mention.rule, one.evidence)
    """
    yield from _each_source(work.explanations, paths, processes, options, extraction, progress, limit)


def _each_source(
    job: Callable[[work.Settings], Callable[[work.Task], list[R | KgError]]],
    paths: Iterable[str | Path],
    processes: int | None,
    options: ReadOptions | None,
    extraction: Extraction | None,
    progress: Progress | None,
    limit: float,
) -> Iterator[R]:
    options, extraction = options or ReadOptions(), extraction or Extraction()
    settings = work.Settings(options, extraction, version="")
    for outcome in inputs.outcomes(
        partial(job, settings),
        paths,
        options,
        processes=processes,
        limit=limit,
        progress=progress or Silent(),
    ):
        if not isinstance(outcome, KgError):
            yield outcome
        elif progress is None:
            raise outcome
        else:
            progress.problem(outcome)


def _keep_vocabulary(store: Store, extraction: Extraction) -> None:
    graph = vocabulary_graph_id(base=store.base)
    vocabulary = vocabulary_graph(vocabulary_files(extraction.vocabulary), base=store.base)
    if set(store.quads(graph)) != set(vocabulary):
        store.replace(graph, vocabulary)
    if extraction.vocabulary:
        shipped = set(vocabulary_files())
        store.keep_vocabulary(
            [file for file in vocabulary_files(extraction.vocabulary) if file not in shipped]
        )
