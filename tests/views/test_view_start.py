"""The first page: counts, and the figures with most sources by what stands behind them."""

from __future__ import annotations

import pytest

from kg.store import Store
from kg.views.leading import leading_figures
from kg.views.names import read_names
from kg.views.start import Start, count_all, start
from kg.views.tables import TABLES, read_rows


@pytest.fixture(scope="module")
def begin(seed_store: Store) -> Start:
    names = read_names(seed_store)
    tables = {
        name: read_rows(seed_store, TABLES[name], names, language="en")
        for name in ("conflicts", "sums", "sources")
    }
    return start(seed_store, tables)


def test_counts_are_those_of_the_graph(begin: Start, seed_store: Store) -> None:
    assert begin.counts["sources"] == 5
    mention = "https://w3id.org/claim-kg/ontology#Mention"
    [row] = seed_store.select(f"SELECT (COUNT(DISTINCT ?m) AS ?n) WHERE {{ ?m a <{mention}> }}").rows
    assert begin.counts["mentions"] == int(row[0].value)  # type: ignore[union-attr]
    assert min(begin.counts.values()) > 0


def test_repeats_count_origins_and_not_outlets(seed_store: Store) -> None:
    figures = {one.figure: one for one in leading_figures(seed_store)}
    gmv = figures["46%"]
    assert (gmv.sources, gmv.origins, gmv.period) == (2, 1, "2021-04 – 2022-03")
    assert gmv.metric == "https://w3id.org/claim-kg/metric/gmv"


def test_claims_that_agree_count_together(seed_store: Store) -> None:
    assert any(len(one.claims) > 1 for one in leading_figures(seed_store))
    for one in leading_figures(seed_store):
        assert one.sources > 1
        assert one.claim in one.claims


def test_figures_come_by_the_number_of_their_sources(large: Store) -> None:
    sources = [one.sources for one in leading_figures(large)]
    assert sources == sorted(sources, reverse=True)


def test_an_empty_graph_has_a_first_page() -> None:
    from tests.views.worlds import store_of

    with store_of() as store:
        assert leading_figures(store) == []
        assert set(count_all(store).values()) == {0}


def test_newest_sources_come_first(begin: Start) -> None:
    days = [row["published"].raw for row in begin.newest]
    assert days == sorted(days, reverse=True)


def test_programs_get_iris_and_values(begin: Start) -> None:
    found = begin.as_json()
    assert found["newest_sources"][0]["source"].startswith("https://")
    assert found["counts"] == dict(begin.counts)
