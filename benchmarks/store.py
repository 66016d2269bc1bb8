"""How fast statements are stored, each way in the same run on the same generated graph.

    python -m benchmarks.store [MENTIONS]

Prints triples per second of bulk loading on disk, of one transaction for each source on disk, of loading in memory,
and of rdflib's own in-memory store, with ratios to the transactions.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.graph import source_graph, validate
from kg.lexicon import Lexicon
from kg.model import (
    Block,
    BlockKind,
    Document,
    Kind,
    OffsetMap,
    Period,
    Quantity,
    Quote,
    Ref,
    Source,
    ids,
    mention,
)
from kg.store import open_store

PER_SOURCE = 40
"""Mentions of one generated source."""

Batch = tuple[str, list[ox.Quad]]


def generate(mentions: int) -> list[Batch]:
    """Sources about a thousand companies, so that claims meet as they do in news."""
    lexicon = Lexicon.load()
    return [_source(number, lexicon) for number in range(max(1, mentions // PER_SOURCE))]


def _source(number: int, lexicon: Lexicon) -> Batch:
    rows = [(number * 31 + index * 7, index) for index in range(PER_SOURCE)]
    sentences = [f"第{company % 1000}公司去年销售额增长{company % 97}%。" for company, _ in rows]
    text = "".join(sentences)
    raw = f"{number}\n{text}".encode()
    source = Source(
        id=ids.source_id(raw), path=f"{number}.txt", sha256="0" * 64, title=f"第{number}篇", publisher="某报"
    )
    document = Document(source, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), OffsetMap(()), raw)
    found, start = [], 0
    for (company, _), sentence in zip(rows, sentences, strict=True):
        name = f"第{company % 1000}公司"
        found.append(
            mention(
                source,
                Quote.of(text, start, start + len(sentence) - 1),
                rule="benchmark",
                confidence=0.9,
                quantity=Quantity(
                    Decimal(company % 97) / 100,
                    f"{company % 97}%",
                    "1",
                    Kind.GROWTH_RATE,
                    step=Decimal("0.01"),
                ),
                metric=Ref("https://w3id.org/claim-kg/metric/sales", "sales", "销售额"),
                subject=Ref(None, name, name, "Organization"),
                period=Period(date(2021, 1, 1), date(2021, 12, 31), "去年"),
                baseline="yoy",
            )
        )
        start += len(sentence)
    quads = source_graph(document, found, lexicon=lexicon)
    return str(quads[0].graph_name)[1:-1], quads


def bulk(batches: list[Batch], folder: Path) -> None:
    with open_store(folder / "bulk", mode="w") as store:
        store.load(batches)


def transactions(batches: list[Batch], folder: Path) -> None:
    with open_store(folder / "single", mode="w") as store:
        for graph, quads in batches:
            store.replace(graph, quads)


def bare_transactions(batches: list[Batch], folder: Path) -> None:
    """Oxigraph alone, without publishing each source as a state of its own."""
    db = ox.Store(folder / "bare")
    for _, quads in batches:
        db.extend(quads)
    db.flush()


def memory(batches: list[Batch], _: Path) -> None:
    with open_store(":memory:") as store:
        store.load(batches)


def rdflib_memory(batches: list[Batch], _: Path) -> None:
    dataset = rdflib.Dataset()
    for graph, quads in batches:
        named = dataset.graph(rdflib.URIRef(graph))
        for quad in quads:
            value = quad.object
            named.add(
                (
                    rdflib.URIRef(quad.subject.value),
                    rdflib.URIRef(quad.predicate.value),
                    rdflib.URIRef(value.value)
                    if isinstance(value, ox.NamedNode)
                    else rdflib.Literal(value.value, lang=value.language)
                    if value.language
                    else rdflib.Literal(value.value, datatype=value.datatype.value),
                )
            )


WAYS: list[tuple[str, Callable[[list[Batch], Path], None]]] = [
    ("one source at a time, on disk", transactions),
    ("oxigraph alone, one source at a time, on disk", bare_transactions),
    ("bulk, on disk", bulk),
    ("in memory", memory),
    ("rdflib, in memory", rdflib_memory),
]


def main(mentions: int) -> None:
    start = time.perf_counter()
    batches = generate(mentions)
    count = sum(len(quads) for _, quads in batches)
    print(
        f"{count:,} statements in {len(batches):,} graphs, made at {count / (time.perf_counter() - start):,.0f}/s"
    )
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, way in WAYS:
            start = time.perf_counter()
            way(batches, Path(folder))
            speed = count / (time.perf_counter() - start)
            first = first or speed
            print(f"{name:48} {speed:12,.0f} statements/s {speed / first:8.2f} ×")
    validate(batches[0][1])
    start = time.perf_counter()
    for _, quads in batches[:10]:
        validate(quads)
    judged = sum(len(quads) for _, quads in batches[:10])
    print(f"{'validation, of each source':48} {judged / (time.perf_counter() - start):12,.0f} statements/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4_000)
