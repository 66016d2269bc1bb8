"""The store's side of relating: which derived graphs are out of date, and how new ones come into their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.derived import is_derived, ledger_graph, ledger_graph_id, read_ledger
from kg.pipeline.jobs import Job
from kg.pipeline.relating import Made
from kg.store import Store

_BYTES = 32 << 20
_GRAPHS = 5_000
"""What is made is written when it has so many bytes of quads or so many graphs."""


class Ledger:
    """Knows what each derived graph was made from. A graph counts as made when the ledger is written, which is last.

    `made` counts the graphs that were written, `records` what they hold, by the sort of graph.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.made = 0
        self.records: Counter[str] = Counter()
        self._ledger = ledger_graph_id(base=store.base)
        self._known = read_ledger(store.quads(self._ledger))
        self._batch: dict[str, Made] = {}
        self._digests: dict[str, str] = {}
        self._bytes = 0

    def is_stale(self, job: Job) -> bool:
        """Whether one of its graphs was made from something else, or never."""
        return any(self._known.get(graph) != job.digest for graph in job.graphs)

    def take(self, job: Job, made: Iterable[Made]) -> None:
        """Keep what a job made."""
        for one in made:
            self._batch[one.graph] = one
            self._digests[one.graph] = job.digest
            self._bytes += len(one.quads)
        if self._bytes >= _BYTES or len(self._batch) >= _GRAPHS:
            self.flush()

    def flush(self) -> None:
        """Write what was made. Raises `StoreWriteFailed`, and then nothing of it counts as made."""
        if not self._batch:
            return
        self._write({graph: made.quads for graph, made in self._batch.items()}, self._known | self._digests)
        self.made += len(self._batch)
        for made in self._batch.values():
            self.records[made.part] += made.records
        self._batch.clear()
        self._digests.clear()
        self._bytes = 0

    def keep_only(self, graphs: Iterable[str]) -> None:
        """Drop all derived graphs but these: nobody would make them any more."""
        wanted = set(graphs)
        base = self.store.base
        gone = {
            graph for graph in self.store.graphs() if is_derived(graph, base=base) and graph not in wanted
        }
        forgotten = self._known.keys() - wanted
        if gone or forgotten:
            kept = {graph: digest for graph, digest in self._known.items() if graph in wanted}
            self._write(dict.fromkeys(sorted(gone), b""), kept)

    def _write(self, graphs: dict[str, bytes], ledger: dict[str, str]) -> None:
        batches = (
            (graph, ox.parse(quads, format=ox.RdfFormat.N_QUADS)) for graph, quads in sorted(graphs.items())
        )
        self.store.load(batches)
        base, known = self.store.base, self._known
        gone = {graph: digest for graph, digest in known.items() if ledger.get(graph) != digest}
        new = {graph: digest for graph, digest in ledger.items() if known.get(graph) != digest}
        self.store.amend(self._ledger, gone=ledger_graph(gone, base=base), new=ledger_graph(new, base=base))
        self._known = ledger
