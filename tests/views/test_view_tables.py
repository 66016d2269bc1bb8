"""Tables: rows out of a store, what a reader chooses among them, and both as data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import MissingExtra
from kg.store import Store
from kg.views.interface import interface
from kg.views.names import read_names
from kg.views.tables import ENCODINGS, TABLES, Chosen, Kind, Rows, read_rows, table_page, table_sparql
from kg.views.tables.rows import table_query
from kg.views.tables.writing import form, records

Read = Callable[[Store, str], Rows]


@pytest.fixture(scope="module")
def read() -> Read:
    """A table of a store in Chinese; names are read once for each store."""
    names = {}

    def rows(store: Store, name: str, language: str = "zh") -> Rows:
        names.setdefault(id(store), read_names(store))
        return read_rows(store, TABLES[name], names[id(store)], language=language)

    return rows


def column(rows: Rows, name: str) -> list[str]:
    """What stands in a column, in the order of the rows."""
    place = [one.name for one in rows.table.columns].index(name)
    return [row.cells[place].text for row in rows.rows]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_shows_what_its_query_finds_and_has_words_for_it(name: str) -> None:
    table = TABLES[name]
    assert {one.name for one in table.columns} == {one.name for one in table_query(table.name).columns}
    words = interface("en").words
    assert {f"column-{one.name}" for one in table.visible} <= words.keys()
    assert {table.name, f"about-{table.name}"} <= words.keys()
    assert table.column(table.key) in table.columns


def test_sources_are_listed_with_what_they_hold(small: Store, read: Read) -> None:
    rows = read(small, "sources")
    assert column(rows, "source") == ["外贸企业的新机会", "平台公布年度数据"]
    assert column(rows, "publisher") == ["丙日报", "甲财经网"]
    assert column(rows, "mentions") == ["2", "2"]
    assert column(rows, "written") == ["中文", "中文"]


def test_speakers_are_listed_with_how_much_they_say(small: Store, read: Read) -> None:
    rows = read(small, "speakers")
    assert (column(rows, "speaker"), column(rows, "mentions"), column(rows, "type")) == (
        ["张三"],
        ["2"],
        ["人物"],
    )


def test_types_are_called_as_the_ontology_calls_them(seed_store: Store) -> None:
    rows = read_rows(seed_store, TABLES["speakers"], read_names(seed_store), language="zh")
    assert not [text for text in column(rows, "type") if text.isascii()]


def test_series_are_listed_by_what_they_measure(small: Store, read: Read) -> None:
    rows = read(small, "series")
    assert sorted(zip(column(rows, "metric"), column(rows, "scope"), column(rows, "kind"), strict=True)) == [
        ("成交额", "", "增长率"),
        ("成交额", "中小企业", "增长率"),
        ("活跃买家", "", "增长率"),
    ]
    assert set(column(rows, "baseline")) == {"同比"}
    assert set(column(rows, "first")) == {"2021-04-01"}


def test_conflicts_and_sums_give_their_reason_in_the_readers_language(seed_store: Store) -> None:
    names = read_names(seed_store)
    for name in ("conflicts", "sums"):
        en = read_rows(seed_store, TABLES[name], names, language="en")
        zh = read_rows(seed_store, TABLES[name], names, language="zh")
        assert len(en.rows) == len(zh.rows) > 0
        assert column(en, "why") != column(zh, "why")
        assert all(column(en, "why"))


def test_words_find_rows_in_either_script_and_width(small: Store, read: Read) -> None:
    rows = read(small, "sources")
    for words, found in (("外貿企業", 1), ("數據 平台", 1), ("ＴＸＴ first", 1), ("外贸 年度", 0), ("", 2)):
        assert len(Chosen.of(rows.table, [("q", words)]).of_rows(rows)) == found, words


def test_a_thing_is_found_by_any_of_its_names(seed_store: Store) -> None:
    rows = read_rows(seed_store, TABLES["series"], read_names(seed_store), language="zh")
    counts = {len(Chosen.of(rows.table, [("q", words)]).of_rows(rows)) for words in ("交易额", "gmv", "GMV")}
    assert len(counts) == 1
    assert counts != {0}


def test_rows_are_sorted_with_empty_cells_last_either_way(seed_store: Store) -> None:
    rows = read_rows(seed_store, TABLES["series"], read_names(seed_store), language="en")
    place = [one.name for one in rows.table.columns].index("first")
    for sort, falling in (("first", False), ("-first", True)):
        days = [row.cells[place].raw for row in Chosen.of(rows.table, [("sort", sort)]).of_rows(rows)]
        filled = [day for day in days if day]
        assert filled == sorted(filled, reverse=falling)
        assert days == filled + [""] * (len(days) - len(filled))
        assert "" in days


def test_a_page_beyond_the_last_is_the_last(large: Store) -> None:
    names = read_names(large)
    rows = read_rows(large, TABLES["series"], names, language="zh")
    page = table_page(rows, Chosen.of(rows.table, [("page", "999999")]), names, sparql="")
    assert page.chosen.page == page.pages == -(-len(rows.rows) // 50)
    assert page.last == len(rows.rows)


def test_every_row_is_on_one_page(large: Store) -> None:
    names = read_names(large)
    rows = read_rows(large, TABLES["series"], names, language="zh")
    seen = [
        row.cells[-1].raw
        for number in range(1, table_page(rows, Chosen.of(rows.table, []), names, sparql="").pages + 1)
        for row in table_page(rows, Chosen.of(rows.table, [("page", str(number))]), names, sparql="").rows
    ]
    assert len(seen) == len(set(seen)) == len(rows.rows)


def test_rows_beyond_the_most_are_said_to_be_missing(large: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.views.tables import rows as reading

    monkeypatch.setattr(reading, "MOST", 3)
    rows = read_rows(large, TABLES["series"], read_names(large), language="zh")
    assert (len(rows.rows), rows.cut) == (3, True)
    counts = [int(row.cells[5].raw) for row in rows.rows]
    assert counts == sorted(counts, reverse=True)


def test_options_say_how_many_rows_each_would_show(seed_store: Store) -> None:
    names = read_names(seed_store)
    rows = read_rows(seed_store, TABLES["sums"], names, language="zh")
    for option in table_page(rows, Chosen.of(rows.table, []), names, sparql="").choices["verdict"]:
        assert len(Chosen.of(rows.table, [("verdict", option.value)]).of_rows(rows)) == option.rows, option


SAID = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "q",
                "relation",
                "type",
                "kind",
                "least-claims",
                "least-mentions",
                "from",
                "to",
                "sort",
                "page",
                "x",
            ]
        ),
        st.sampled_from(
            [
                "",
                "any",
                "contradicts",
                "Person",
                "2",
                "-1",
                "٣",
                "2022-02-30",
                "2022-02-03",
                "-claims",
                "claims",
            ]
        )
        | st.text(max_size=20),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(said=SAID, name=st.sampled_from(sorted(TABLES)))
def test_every_state_is_an_address_and_back(said: list[tuple[str, str]], name: str) -> None:
    chosen = Chosen.of(TABLES[name], said)
    again = Chosen.of(TABLES[name], parse_qsl(chosen.query(), keep_blank_values=True))
    assert again.query() == chosen.query()
    assert again == chosen


def test_formulas_of_strangers_are_words_in_csv(nasty: Store) -> None:
    for name, table in TABLES.items():
        rows = read_rows(nasty, table, read_names(nasty), language="en")
        text = ENCODINGS["csv"].write(table, rows.rows).decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=+-@\t" and cell and cell[0] != "'"], name


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_a_cell_that_begins_as_a_formula_gets_an_apostrophe(small: Store, read: Read, words: str) -> None:
    rows = read(small, "sources")
    cells = list(rows.rows[0].cells)
    cells[0] = cells[0]._replace(text=words)
    text = ENCODINGS["csv"].write(rows.table, [rows.rows[0]._replace(cells=tuple(cells))]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline="")))[1][0] == f"'{words}"


def test_all_formats_hold_the_same(seed_store: Store) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    names = read_names(seed_store)
    for table in TABLES.values():
        rows = read_rows(seed_store, table, names, language="zh")
        whole = records(table, rows.rows)
        header = [one.name for one in form(table).columns]
        read = json.loads(ENCODINGS["json"].write(table, rows.rows))
        assert [list(record) for record in read[:1]] == [header]
        assert len(read) == len(whole)
        arrow = pa.ipc.open_file(ENCODINGS["arrow"].write(table, rows.rows)).read_all()
        parquet = pq.read_table(io.BytesIO(ENCODINGS["parquet"].write(table, rows.rows)))
        for made in (arrow, parquet):
            assert made.column_names == header
            assert [
                {
                    name: Decimal(value).normalize() if isinstance(value, Decimal) else value
                    for name, value in row.items()
                }
                for row in made.to_pylist()
            ] == [
                {
                    name: value.normalize() if isinstance(value, Decimal) else value
                    for name, value in row.items()
                }
                for row in whole
            ]


def test_a_table_without_pyarrow_says_what_to_install(
    small: Store, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    rows = read(small, "sources")
    for ending in ("arrow", "parquet"):
        with pytest.raises(MissingExtra, match=r"claim-kg\[tables\]"):
            ENCODINGS[ending].write(rows.table, rows.rows)


def test_the_query_on_the_page_is_one_that_runs(small: Store) -> None:
    for table in TABLES.values():
        small.select(table_sparql(table, language="en"))


def test_things_for_programs_are_not_shown() -> None:
    assert not [one for table in TABLES.values() for one in table.visible if one.kind is Kind.IRI]
