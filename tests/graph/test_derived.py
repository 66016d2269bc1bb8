"""Where derived graphs are, and the ledger of what they were made from."""

from __future__ import annotations

from kg.graph.derived import derived_graph_id, is_derived, ledger_graph, ledger_graph_id, read_ledger
from kg.graph.namespaces import graph_id


def test_the_ledger_is_read_as_it_was_written() -> None:
    made = {
        derived_graph_id("comparisons", "https://example.org/a"): "d1",
        derived_graph_id("reuse", "b"): "d2",
    }
    quads = ledger_graph(made)
    assert read_ledger(quads) == made
    assert {quad.graph_name.value for quad in quads} == {ledger_graph_id()}


def test_a_source_is_no_derived_graph() -> None:
    assert is_derived(derived_graph_id("origins", "a"))
    assert not is_derived(graph_id("https://w3id.org/claim-kg/id/source/abc"))
    assert not is_derived(ledger_graph_id())
