"""What the sources of a store have to do with each other: copies, comparisons, origins and sums, as graphs
beside them.

Each derived graph is made from few sources: comparisons of a family from the sources that have a mention in it. A ledger keeps a digest of what each was
made from, so that adding, changing or removing a source makes only those graphs anew that it touches, an interrupted run
goes on where it was, and the result is what a run from scratch gives.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from functools import partial

from kg.errors import JudgementError, KgError, StoreWriteFailed
from kg.graph.derived import derived_graph_id
from kg.graph.judgement import judgement_graph, judgements_graph_id
from kg.graph.reuse import read_reuse
from kg.judge import placed
from kg.lexicon import Lexicon
from kg.match import family_of
from kg.model import Judgement, Reuse
from kg.pipeline import pool
from kg.pipeline.extraction import Extraction, version_of
from kg.pipeline.history import listed
from kg.pipeline.jobs import Job, family_jobs, source_jobs
from kg.pipeline.judged import Judged
from kg.pipeline.ledger import Ledger
from kg.pipeline.relating import FamilyTask, Settings, SourceTask, Task, name_of, relations
from kg.pipeline.report import MOST_PROBLEMS, Progress, RelateReport, Silent
from kg.pipeline.stock import Recent, Shelf, mentions_of, stock
from kg.store import Store

_CODE = ("match", "check", "judge", "origins", "reuse", "graph", "model", "folding.py", "lexicon.py")
"""The code that makes derived graphs; what makes the mentions is part of their fingerprints."""

_ALONE = 300
"""Jobs that are done sooner in this process than worker processes start."""

_PASSAGES = 200_000
"""Of what sources share: how many are kept at hand, since one source may be in many families."""

LIMIT = 600.0
"""Seconds that one source or family may take."""


def relate(
    store: Store,
    *,
    judgements: Sequence[Judgement] = (),
    extraction: Extraction | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    anew: bool = False,
    limit: float = LIMIT,
) -> RelateReport:
    """Bring the derived graphs of a store that is open for writing up to date with its sources.

    `judgements` are what people decided (`kg.judge.read_judgements`): mentions are related as they were put right, and pairs
    of claims as it was decided. `processes` is the number of worker processes, by default one for each processor where there is much to do, 0 for
    none; `anew` makes all graphs again; `limit` is in seconds for one source or family. Interrupted by Ctrl-C it keeps
    what is complete. What fails is a problem in the report and is tried again the next time. Raises `StoreError`.

        with open_store(".kg", mode="w") as store:
            report = relate(store)
    """
    began = time.monotonic()
    extraction = extraction or Extraction(store.vocabulary())
    run = _Run(store, judgements, extraction, processes, progress or Silent(), anew, limit)
    interrupted = False
    try:
        run.all()
    except KeyboardInterrupt:
        interrupted = True
        run.rescue()
    except StoreWriteFailed as error:
        run.problem(error)
    return RelateReport(
        sources=run.sources,
        graphs=run.graphs,
        made=run.ledger.made,
        records=dict(sorted(run.ledger.records.items())),
        seconds=time.monotonic() - began,
        problems=tuple(run.problems),
        interrupted=interrupted,
    )


class _Run:
    """One run: first each source with what it shares with earlier ones, then the families, which build on that."""

    def __init__(
        self,
        store: Store,
        judgements: Sequence[Judgement],
        extraction: Extraction,
        processes: int | None,
        progress: Progress,
        anew: bool,
        limit: float,
    ) -> None:
        self.sources = self.graphs = 0
        self.problems: list[KgError] = []
        self.ledger = Ledger(store)
        self._store, self._extraction, self._progress = store, extraction, progress
        self._processes, self._anew, self._limit = processes, anew, limit
        self._lexicon: Lexicon = extraction.lexicon()
        self._earlier: dict[str, tuple[str, ...]] = {}
        self._versions = listed(store)
        self._judged = Judged(judgements, self._versions, base=store.base)
        self._shelf = Shelf(store, self._judged)
        self._reuses = Recent(
            _PASSAGES, self._read_reuses, lambda found: 1 + sum(len(r.passages) for r in found)
        )

    def all(self) -> None:
        """Both steps. The ledger is written last, so that what is cut short is done again."""
        base, version = self._store.base, version_of(_CODE, self._extraction.vocabulary)
        sources = stock(self._shelf, self._versions, self._lexicon)
        alone = list(source_jobs(sources, self._judged, version=version, base=base))
        self._earlier = {job.key: job.sources[1:] for job in alone}
        families = list(family_jobs(sources, alone, self._judged, version=version, base=base))
        self.sources = len(sources)
        self._state_judgements()
        wanted = [graph for job in (*alone, *families) for graph in job.graphs]
        self.graphs = len(wanted)
        self.ledger.keep_only(wanted)
        steps = [
            ([job for job in jobs if self._anew or self.ledger.is_stale(job)], task)
            for jobs, task in ((alone, self._source_task), (families, self._family_task))
        ]
        self._progress.begin(sum(len(stale) for stale, _ in steps), "Relating sources")
        for stale, task in steps:
            self._do(stale, task)
            self.ledger.flush()

    def _state_judgements(self) -> None:
        """Write what people decided beside what the machine read, and tell what found no place."""
        judged, graph = self._judged, judgements_graph_id(base=self._store.base)
        read = [m for source in judged.sources() for m in mentions_of(self._store, source)]
        places = placed(judged.judgements, read)
        orphans = judged.orphans(places)
        quads = judgement_graph(
            judged.judgements,
            placed=places,
            corrected=judged.corrected,
            orphans=orphans,
            base=self._store.base,
        )
        if set(quads) != set(self._store.quads(graph)):
            self._store.replace(graph, quads)
        for one in judged.judgements:
            if one.id in orphans:
                self.problem(JudgementError(f"is orphaned: {orphans[one.id]}", where=one.where or one.id))

    def rescue(self) -> None:
        """Write what is complete, after an interrupt; a disk that is full as well is one more problem."""
        try:
            self.ledger.flush()
        except StoreWriteFailed as error:
            self.problem(error)

    def problem(self, error: KgError) -> None:
        """Tell what failed."""
        self._progress.problem(error)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(error)

    def _do(self, jobs: Sequence[Job], task: Callable[[Job], Task]) -> None:
        processes = self._processes
        if processes is None:
            processes = pool.available_processors() if len(jobs) > _ALONE else 0
        tasks: Iterator[Task] = map(task, jobs)
        setup = partial(relations, Settings(self._extraction, self._store.base))
        with closing(pool.run(setup, tasks, processes=processes, limit=self._limit, name=name_of)) as ended:
            for job, done in zip(jobs, ended, strict=True):
                if done.error is not None or done.result is None:
                    self.problem(done.error or KgError("came to nothing", where=job.key))
                else:
                    self.ledger.take(job, done.result)
                self._progress.advance(job.key)

    def _source_task(self, job: Job) -> SourceTask:
        _, *others = job.sources
        earlier = [text for other in others if (text := self._shelf.text(other)) is not None]
        text = self._shelf.text(job.key) if earlier else None
        among = set(job.sources)
        said = {pair: one for pair, one in self._judged.copies.items() if among.issuperset(pair)}
        return SourceTask(job.key, self._shelf.mentions(job.key), text, earlier, said)

    def _family_task(self, job: Job) -> FamilyTask:
        mentions = [
            m
            for source in job.sources
            for m in self._shelf.mentions(source)
            if job.key in family_of(m, self._lexicon)
        ]
        among = set(job.sources)
        shared = [one for source in job.sources for one in self._reuse(source, among)]
        return FamilyTask(job.key, mentions, shared, self._judged.about_pairs(job.sources))

    def _reuse(self, source: str, among: AbstractSet[str]) -> list[Reuse]:
        """What a source shares with earlier ones of these."""
        if among.isdisjoint(self._earlier[source]):
            return []
        return [one for one in self._reuses.get(source) if {one.later.id, one.earlier.id} <= among]

    def _read_reuses(self, source: str) -> list[Reuse]:
        """What a source shares with earlier ones, as the first step has stated it."""
        keys = (source, *self._earlier[source])
        texts = [text for key in keys if (text := self._shelf.text(key)) is not None]
        graph = derived_graph_id("reuse", source, base=self._store.base)
        return read_reuse(self._store.quads(graph), {text.source.id: text.source for text in texts})
