"""A writer that dies: `python -m tests.store.crash FOLDER FAILPOINT`, run as a process of its own."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreWriteFailed
from kg.store import DiskStore, atomic, disk, generations, open_store

OLD = "https://example.org/graph/old"
GRAPHS = [f"https://example.org/graph/{number}" for number in range(20)]

FAILPOINTS = [
    "while taking",
    "before copying",
    "in a transaction",
    "before flushing",
    "before publishing",
    "between writing and renaming the pointer",
    "after publishing",
]


def quads_of(graph: str, number: int, word: str) -> list[ox.Quad]:
    """So many statements of a graph."""
    says, name = ox.NamedNode("https://example.org/says"), ox.NamedNode(graph)
    return [
        ox.Quad(ox.NamedNode(f"{graph}/{index}"), says, ox.Literal(f"{word} {index}"), name)
        for index in range(number)
    ]


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def batches(failpoint: str) -> Iterator[tuple[str, list[ox.Quad]]]:
    yield OLD, quads_of(OLD, 7, "after")
    for number, graph in enumerate(GRAPHS):
        if failpoint == "while taking" and number == 10:
            die()
        yield graph, quads_of(graph, 200, "after")


def write(store: DiskStore, failpoint: str) -> None:
    match failpoint:
        case "before copying":
            generations.Generations._write = die  # type: ignore[method-assign, assignment]
        case "in a transaction":

            def begin(db: ox.Store) -> None:
                db.remove_graph(ox.NamedNode(OLD))
                db.extend(quads_of(OLD, 7, "after"))
                die()

            store._generations.change(begin)
        case "before flushing":

            def fill(db: ox.Store) -> None:
                db.bulk_extend(quad for graph in GRAPHS for quad in quads_of(graph, 200, "after"))
                die()

            store._generations.change(fill)
        case "before publishing":
            atomic.write = die  # type: ignore[assignment]
        case "between writing and renaming the pointer":
            Path.replace = die  # type: ignore[method-assign, assignment]
        case "after publishing":
            store._generations.sweep = die  # type: ignore[method-assign, assignment]
    store.load(batches(failpoint))


def small_files(store: DiskStore) -> None:
    """Exit with status 0 if writing fails as it should when files may not grow."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))
    try:
        store.load((graph, quads_of(graph, 5000, "more " * 20)) for graph in GRAPHS)
    except StoreWriteFailed as error:
        sys.exit("\n" in str(error))
    sys.exit("nothing failed")


def main(folder: str, failpoint: str) -> None:
    if failpoint == "while making a store":
        disk.write_meta = die  # type: ignore[assignment]
    with open_store(folder, mode="w") as store:
        assert isinstance(store, DiskStore)
        print("writing", flush=True)
        if failpoint == "wait":
            time.sleep(60)
        elif failpoint == "small files":
            small_files(store)
        elif failpoint == "forever":
            for number in count():
                store.load((graph, quads_of(graph, 200, str(number))) for graph in GRAPHS)
        else:
            write(store, failpoint)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
