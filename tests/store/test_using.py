"""What is said in an update for oxigraph."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.store.using import prepared
from kg.store.worker import Dataset

ASKED = Dataset(default=("a:g",), named=("a:h",))
SAID = "USING <a:g> USING NAMED <a:h> "


@pytest.mark.parametrize(
    ("update", "told"),
    [
        ("INSERT { } WHERE { ?s ?where 'WHERE {' }", f"INSERT {{ }} {SAID}WHERE {{ ?s ?where 'WHERE {{' }}"),
        (
            "DELETE{}where{{}}; INSERT {} WHERE {}",
            f"DELETE{{}}{SAID}where{{{{}}}}; INSERT {{}} {SAID}WHERE {{}}",
        ),
        ("PREFIX where: <a:#where> INSERT DATA { GRAPH <a:g> { where:x a 1 } }", None),
        ("# WHERE\nCLEAR SILENT ALL", None),
        ("DROP GRAPH <a:clear>", "DROP SILENT  GRAPH <a:clear>"),
    ],
)
def test_graphs_stand_before_each_where(update: str, told: str | None) -> None:
    assert prepared(update, ASKED) == (told or update)


def test_without_graphs_an_update_stays_as_it_is() -> None:
    update = "WITH <a:g> DELETE { ?s ?p ?o } USING <a:h> WHERE { ?s ?p ?o }; DELETE WHERE { GRAPH <a:g> {} }"
    assert prepared(update, Dataset()) == update


@pytest.mark.parametrize(
    "update",
    ["WITH <a:g> DELETE {} WHERE {}", "DELETE {} using <a:g> WHERE {}", "DELETE\nWHERE { GRAPH <a:g> {} }"],
)
def test_an_update_that_names_graphs_itself_takes_none(update: str) -> None:
    with pytest.raises(QueryError):
        prepared(update, ASKED)
