"""How the server holds up: many clients on loopback while another process commits sources.

    python -m benchmarks.serve [SECONDS] [CLIENTS]

Each commit adds a source and renumbers statements in two graphs, all in one transaction. A client that ever sees two
numbers, or a number that does not go with the count of sources, has read a torn state. Prints requests, errors, torn
reads, how many states were seen, and the latency of each kind of request (p50 and p99 in milliseconds).
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote

import pyoxigraph as ox

from benchmarks.store import generate
from kg.store import open_store

SOURCES = 50
"""Sources that are there at the beginning; each has 40 mentions."""
PAUSE = 1.0
"""Seconds between commits."""
HALVES = ("https://example.org/graph/left", "https://example.org/graph/right")
EACH = 25
"""Numbered statements in each of the two graphs."""
VERSION = ox.NamedNode("https://example.org/version")

WHOLE = f"""
PREFIX kg: <https://w3id.org/claim-kg/ontology#>
SELECT ?version ?marks ?sources {{
  {{ SELECT ?version (COUNT(*) AS ?marks) {{ ?mark {VERSION} ?version }} GROUP BY ?version }}
  {{ SELECT (COUNT(DISTINCT ?source) AS ?sources) {{ ?source a kg:Source }} }}
}}"""
SERIES = """
PREFIX kg: <https://w3id.org/claim-kg/ontology#>
SELECT ?series (COUNT(DISTINCT ?claim) AS ?claims) { ?claim kg:series ?series } GROUP BY ?series ORDER BY DESC(?claims) LIMIT 20"""
BUILT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/claim-kg/ontology#Source> ; ?p ?o } LIMIT 200"


@dataclass
class Seen:
    """What the clients saw."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    torn: list[str] = field(default_factory=list)
    states: set[int] = field(default_factory=set)


def commit(folder: Path, version: int, batch: tuple[str, list[ox.Quad]]) -> None:
    """One more source, and the statements of both graphs with this number."""
    number = ox.Literal(version)
    marks = [
        (
            graph,
            [
                ox.Quad(ox.NamedNode(f"{graph}/{i}"), VERSION, number, ox.NamedNode(graph))
                for i in range(EACH)
            ],
        )
        for graph in HALVES
    ]
    with open_store(folder, mode="w") as store:
        store.load([batch, *marks])


def write(folder: Path, stop: float, batches: list[tuple[str, list[ox.Quad]]]) -> None:
    """Commit source after source until it is time to stop."""
    for version, batch in enumerate(batches, 1):
        if time.monotonic() > stop:
            return
        commit(folder, version, batch)
        time.sleep(PAUSE)


async def fetch(port: int, path: str, accept: str) -> tuple[int, bytes]:
    """One request on a connection of its own; an answer that ends early raises."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        head = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: {accept}\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode())
        await writer.drain()
        raw = await reader.read()
    finally:
        writer.close()
    head_raw, _, body = raw.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head_raw)
    if length and int(length[1]) != len(body):
        raise EOFError("the answer ends early")
    return int(head_raw.split(b" ", 2)[1]), body


async def client(port: int, number: int, stop: float, seen: Seen, thing: str) -> None:
    """One reader who asks without pause."""
    json_type = "application/sparql-results+json"
    requests = [
        ("whole", f"/sparql?query={quote(WHOLE)}", json_type),
        ("series", f"/sparql?query={quote(SERIES)}", json_type),
        ("about", f"/about?iri={quote(thing, safe='')}", "text/turtle"),
        ("whole", f"/sparql?query={quote(WHOLE)}", json_type),
        ("construct", f"/sparql?query={quote(BUILT)}", "text/turtle"),
        ("page", "/sources", "text/html"),
    ]
    turn = number
    while time.monotonic() < stop:
        kind, path, accept = requests[turn % len(requests)]
        turn += 1
        began = time.monotonic()
        try:
            status, body = await fetch(port, path, accept)
        except (OSError, EOFError, IndexError, ValueError) as error:
            seen.errors[f"{kind}: {type(error).__name__}"] += 1
            continue
        seen.seconds[kind].append(time.monotonic() - began)
        if status != 200:
            seen.errors[f"{kind}: {status} {body[:80]!r}"] += 1
        elif kind == "whole":
            look(body, seen)


def look(body: bytes, seen: Seen) -> None:
    """Whether this is one state: one number, on all marks, and as many sources as go with it."""
    rows = json.loads(body)["results"]["bindings"]
    found = [tuple(int(row[name]["value"]) for name in ("version", "marks", "sources")) for row in rows]
    if len(found) != 1 or found[0][1:] != (2 * EACH, SOURCES + found[0][0]):
        seen.torn.append(str(found))
    else:
        seen.states.add(found[0][0])


async def load(port: int, clients: int, seconds: float, thing: str) -> Seen:
    """All clients at once."""
    seen = Seen()
    stop = time.monotonic() + seconds
    await asyncio.gather(*(client(port, number, stop, seen, thing) for number in range(clients)))
    return seen


def show(seen: Seen, seconds: float, clients: int) -> None:
    """The figures."""
    total = [one for some in seen.seconds.values() for one in some]
    print(f"{clients} clients, {seconds:g} s: {len(total)} requests, {len(total) / seconds:.0f} a second")
    print(f"errors {sum(seen.errors.values())}, torn reads {len(seen.torn)}, states seen {len(seen.states)}")
    for name, times in [*sorted(seen.seconds.items()), ("all", total)]:
        cuts = quantiles(times, n=100) if len(times) > 1 else [0.0] * 99
        print(
            f"{name:10} {len(times):7} requests   p50 {cuts[49] * 1000:7.1f} ms   p99 {cuts[98] * 1000:7.1f} ms"
        )
    for what, count in (*seen.errors.most_common(5), *Counter(seen.torn).most_common(5)):
        print(f"  {count} × {what}")


def main() -> None:
    """Build, serve, load, report."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else 64
    batches = generate(40 * (SOURCES + int(seconds / PAUSE) + 10))
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where) / "kg"
        with open_store(folder, mode="w") as store:
            store.load(batches[: SOURCES - 1])
        commit(folder, 0, batches[SOURCES - 1])
        serving = subprocess.Popen(
            [sys.executable, "-u", "-m", "kg", "--store", str(folder), "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert serving.stdout is not None
            found = re.search(r":(\d+)", serving.stdout.readline())
            assert found, "the server did not start"
            stop = time.monotonic() + seconds
            writer = multiprocessing.get_context("spawn").Process(
                target=write, args=(folder, stop, batches[SOURCES:])
            )
            writer.start()
            thing = next(quad.subject.value for quad in batches[0][1] if "/claim/" in str(quad.subject))
            seen = asyncio.run(load(int(found[1]), clients, seconds, thing))
            writer.join()
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(timeout=20)
    show(seen, seconds, clients)
    if seen.errors or seen.torn:
        sys.exit(1)


if __name__ == "__main__":
    main()
