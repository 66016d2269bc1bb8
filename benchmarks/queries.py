"""Times of the named queries on a generated graph, in oxigraph (in memory, on disk) and in rdflib's in-memory store.

    python benchmarks/queries.py                      # 1 M triples in oxigraph; 30,000 in all three
    python benchmarks/queries.py --triples 300000 --compare 20000 --only repeats-of-figure

The graph is the same on every machine. It has the shape of a real one in what makes queries slow: a few metrics,
subjects and outlets carry most claims, their nodes are stated again in each source's graph, and one claim in five
repeats a claim of an earlier source. Times are the best of three; the first run of a query warms the cache.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.ask import NamedQuery, bind, named_queries
from kg.model.ids import DEFAULT_BASE, ONTOLOGY, VOCABULARY

XSD = "http://www.w3.org/2001/XMLSchema#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TIME = "http://www.w3.org/2006/time#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

# what the queries ask for by example stands at the head of the lists, where most claims are
METRICS = ["gmv", "exports", "imports", "revenue", "orders"] + [f"metric-{i}" for i in range(195)]
ENTITIES = ["alibaba-com", "zhang-kuo", "vietnam", "china", "alibaba"] + [f"entity-{i}" for i in range(495)]
OUTLETS = ["jiemian", "eastmoney", "nbd"] + [f"outlet-{i}" for i in range(57)]
KINDS = ["growth_rate", "level", "share", "absolute_change"]
MODALITIES = ["asserted"] * 17 + ["planned", "forecast", "target"]
DOCUMENTS = ["财报", "customs"] + [f"document-{i}" for i in range(98)]


def kg(name: str) -> ox.NamedNode:
    return ox.NamedNode(ONTOLOGY + name)


def term(kind: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{VOCABULARY}{kind}/{name}")


def node(kind: str, name: object) -> ox.NamedNode:
    return ox.NamedNode(f"{DEFAULT_BASE}{kind}/{name}")


def typed(value: object, datatype: str) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + datatype))


@dataclass(frozen=True)
class Figure:
    """A claim of the generated graph, before it is written as triples."""

    subject: str
    metric: str
    kind: str
    year: int
    value: Decimal
    step: Decimal
    modality: str
    words: str | None = None

    @property
    def series(self) -> str:
        return f"{self.subject}.{self.metric}.{self.kind}"

    @property
    def claim(self) -> str:
        return (
            f"{self.series}.{self.year}.{self.value}.{self.modality}{'.' + self.words if self.words else ''}"
        )


@dataclass
class Generator:
    """Quads of source after source until there are enough."""

    seed: int = 46
    random: Random = field(init=False)
    earlier: list[Figure] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)

    def quads(self, triples: int) -> Iterator[ox.Quad]:
        """At least so many quads, whole sources only; the vocabulary first."""
        written = 0
        for quad in self.vocabulary():
            written += 1
            yield quad
        number = 0
        while written < triples:
            for quad in self.source(number):
                written += 1
                yield quad
            number += 1

    def vocabulary(self) -> Iterator[ox.Quad]:
        graph = node("graph", "vocabulary")
        for kind, scheme, names in (
            ("metric", "metrics", METRICS[:100]),
            ("entity", "entities", ENTITIES[:300]),
            ("publisher", "publishers", OUTLETS),
        ):
            for name in names:
                for predicate, value in (
                    (SKOS + "inScheme", term("scheme", scheme)),
                    (SKOS + "prefLabel", ox.Literal(name, language="en")),
                    (SKOS + "prefLabel", ox.Literal(f"{name}的名字", language="zh")),
                    (SKOS + "altLabel", ox.Literal(f"又名{name}", language="zh")),
                ):
                    yield ox.Quad(term(kind, name), ox.NamedNode(predicate), value, graph)

    def source(self, number: int) -> Iterator[ox.Quad]:
        graph = node("graph/source", number)
        seen: set[ox.Triple] = set()
        for s, p, o in self.triples(number):
            triple = ox.Triple(s, p, o)
            if triple not in seen:
                seen.add(triple)
                yield ox.Quad(s, p, o, graph)

    def triples(self, number: int) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.Term]]:
        source = node("source", number)
        published = date(2015, 1, 1) + timedelta(days=number % 3650)
        outlet, credited = (term("publisher", self.pick(OUTLETS)) for _ in range(2))
        yield source, RDF_TYPE, kg("Source")
        yield source, RDF_TYPE, ox.NamedNode(SCHEMA + "NewsArticle")
        yield source, RDF_TYPE, ox.NamedNode(PROV + "Entity")
        yield source, ox.NamedNode(SCHEMA + "headline"), ox.Literal(f"第{number}篇报道的标题", language="zh")
        yield source, ox.NamedNode(SCHEMA + "datePublished"), typed(published, "date")
        yield source, ox.NamedNode(SCHEMA + "publisher"), outlet
        yield source, kg("creditedTo"), credited
        yield source, ox.NamedNode(SCHEMA + "inLanguage"), ox.Literal("zh")
        yield source, kg("fileName"), ox.Literal(f"{number}.html")
        for name in (outlet, credited):
            yield name, RDF_TYPE, kg("Publisher")
            yield (
                name,
                ox.NamedNode(SKOS + "prefLabel"),
                ox.Literal(name.value.rsplit("/")[-1] + "的名字", language="zh"),
            )
        for place in range(12):
            yield from self.mention(number, place, source, published)

    def mention(
        self, number: int, place: int, source: ox.NamedNode, published: date
    ) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.Term]]:
        figure = self.figure(published.year)
        claim, series = node("claim", figure.claim), node("series", figure.series)
        mention, period = (
            node("mention", f"{number}.{place}"),
            node("period", f"{figure.year}-01-01_{figure.year}-12-31"),
        )
        subject, metric = self.entity(figure.subject), self.metric(figure.metric)
        quote = f"第{number}篇报道里，{figure.subject}的{figure.metric}为{figure.value}"
        yield mention, RDF_TYPE, kg("Mention")
        yield mention, RDF_TYPE, ox.NamedNode(OA + "Annotation")
        yield mention, kg("source"), source
        yield mention, kg("claim"), claim
        yield mention, ox.NamedNode(OA + "hasBody"), claim
        yield mention, kg("quote"), ox.Literal(quote, language="zh")
        yield mention, kg("start"), typed(place * 100, "integer")
        yield mention, kg("end"), typed(place * 100 + 40, "integer")
        yield mention, kg("valueText"), ox.Literal(str(figure.value))
        yield mention, kg("subjectText"), ox.Literal(figure.subject)
        yield mention, kg("metricText"), ox.Literal(figure.metric)
        yield mention, kg("confidence"), typed(Decimal(self.random.randint(40, 99)) / 100, "decimal")
        yield mention, kg("rule"), ox.Literal("generated")
        target, words, position = (
            ox.NamedNode(f"{mention.value}#{name}") for name in ("target", "quote", "position")
        )
        yield mention, ox.NamedNode(OA + "hasTarget"), target
        yield target, ox.NamedNode(OA + "hasSource"), source
        yield target, ox.NamedNode(OA + "hasSelector"), words
        yield target, ox.NamedNode(OA + "hasSelector"), position
        yield words, ox.NamedNode(OA + "exact"), ox.Literal(quote)
        yield position, ox.NamedNode(OA + "start"), typed(place * 100, "integer")
        if self.random.random() < 0.3:
            speaker = self.pick(ENTITIES)
            yield mention, kg("speaker"), self.entity(speaker)
            yield from self.name(self.entity(speaker), speaker, "Person")
        if self.random.random() < 0.3:
            cited = self.pick(DOCUMENTS)
            yield mention, kg("cites"), self.entity(cited)
            yield from self.name(self.entity(cited), cited, "Document")
        yield claim, RDF_TYPE, kg("Claim")
        yield claim, kg("series"), series
        yield claim, kg("modality"), term("modality", figure.modality)
        yield claim, ox.NamedNode(SCHEMA + "about"), subject
        yield claim, ox.NamedNode(SCHEMA + "appearance"), source
        yield series, RDF_TYPE, kg("Series")
        yield series, kg("subject"), subject
        yield from self.name(subject, figure.subject, "Organization")
        if figure.words:
            yield claim, RDF_TYPE, kg("StatementClaim")
            yield claim, ox.NamedNode(SCHEMA + "text"), ox.Literal(figure.words, language="zh")
            return
        yield claim, RDF_TYPE, kg("QuantityClaim")
        yield claim, kg("value"), typed(figure.value, "decimal")
        yield claim, kg("intervalLower"), typed(figure.value - figure.step / 2, "decimal")
        yield claim, kg("intervalUpper"), typed(figure.value + figure.step / 2, "decimal")
        yield claim, kg("unit"), term("unit", "percent")
        yield claim, kg("bound"), term("bound", "exact")
        yield claim, kg("period"), period
        yield series, kg("metric"), metric
        yield series, kg("kind"), term("kind", figure.kind)
        yield metric, RDF_TYPE, kg("Metric")
        yield metric, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(f"{figure.metric}的名字", language="zh")
        yield period, RDF_TYPE, kg("Period")
        yield period, kg("start"), typed(f"{figure.year}-01-01", "date")
        yield period, kg("end"), typed(f"{figure.year}-12-31", "date")

    def figure(self, year: int) -> Figure:
        if self.earlier and self.random.random() < 0.2:
            return self.random.choice(self.earlier)
        places = self.random.choice([2, 2, 3])
        value = Decimal(self.random.randint(1, 10**places - 1)).scaleb(-places)
        words = f"说法{self.random.randint(0, 10**6)}" if self.random.random() < 0.2 else None
        figure = Figure(
            self.pick(ENTITIES),
            self.pick(METRICS),
            self.random.choice(KINDS),
            year - self.random.randint(0, 2),
            value,
            Decimal(1).scaleb(-places),
            self.random.choice(MODALITIES),
            words,
        )
        self.earlier.append(figure)
        return figure

    def pick(self, names: list[str]) -> str:
        """The first names far more often than the last (density 1/sqrt)."""
        return names[int(len(names) * self.random.random() ** 3)]

    def entity(self, name: str) -> ox.NamedNode:
        return term("entity", name) if name in ENTITIES[:300] else node("entity", name)

    def metric(self, name: str) -> ox.NamedNode:
        return term("metric", name) if name in METRICS[:100] else node("metric", name)

    def name(
        self, thing: ox.NamedNode, name: str, kind: str
    ) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.Term]]:
        yield thing, RDF_TYPE, kg("Entity")
        yield thing, RDF_TYPE, kg(kind)
        yield thing, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(f"{name}的名字", language="zh")


def best(run: Callable[[], int], *, times: int = 3, enough: float = 20.0) -> tuple[float, int]:
    """The shortest of some runs in seconds, and the rows; one run is enough where it takes long."""
    took, rows = float("inf"), 0
    for _ in range(times):
        began = time.perf_counter()
        rows = run()
        took = min(took, time.perf_counter() - began)
        if took > enough:
            break
    return took, rows


def oxigraph_rows(store: ox.Store, sparql: str) -> int:
    found = store.query(sparql, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return sum(1 for _ in found)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=1_000_000, help="size for oxigraph alone")
    parser.add_argument(
        "--compare", type=int, default=30_000, help="size for the comparison with rdflib; 0: none"
    )
    parser.add_argument("--only", help="names of queries, separated by commas")
    parser.add_argument("--memory-only", action="store_true", help="leave the store on disk out")
    options = parser.parse_args()
    chosen = [q for q in named_queries() if not options.only or q.name in options.only.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        for triples in filter(None, (options.triples, options.compare)):
            compare = triples == options.compare
            stores = {"memory": ox.Store()}
            if not options.memory_only:
                stores["disk"] = ox.Store(str(Path(folder) / str(triples)))
            for store in stores.values():
                store.bulk_extend(Generator().quads(triples))
                store.optimize()
            print_table(chosen, stores, compare=compare)


def print_table(queries: list[NamedQuery], stores: dict[str, ox.Store], *, compare: bool) -> None:
    rdflib_rows = rdflib_runner(stores["memory"]) if compare else None
    print(f"\n{len(stores['memory']):,} triples, seconds (best of three)")
    columns = [*stores, *(["rdflib", "rdflib : memory"] if rdflib_rows else [])]
    print(f"{'query':34}{'rows':>8}" + "".join(f"{column:>17}" for column in columns))
    for query in queries:
        # the parameters are the examples in the files; the optional ones that stand commented out stay out
        sparql = bind(query, **query.examples)
        times = []
        for store in stores.values():
            took, rows = best(partial(oxigraph_rows, store, sparql))
            times.append(took)
        line = f"{query.name:34}{rows:>8}" + "".join(f"{took:17.4f}" for took in times)
        if rdflib_rows:
            took, other = best(partial(rdflib_rows, sparql), times=1)
            line += f"{took:17.4f}{took / times[0]:16.0f}x" + (
                "" if other == rows else f"  rdflib finds {other} rows"
            )
        print(line, flush=True)


def rdflib_runner(store: ox.Store) -> Callable[[str], int]:
    """rdflib's own in-memory store with the same triples, each once."""
    import rdflib

    graph = rdflib.Graph()
    text = "\n".join(sorted({f"{q.subject} {q.predicate} {q.object} ." for q in store}))
    graph.parse(data=text, format="nt")
    # rdflib answers an empty GROUP BY with one row of nothing
    return lambda sparql: sum(
        any(cell is not None and str(cell) for cell in row) for row in graph.query(sparql)
    )


if __name__ == "__main__":
    main()
