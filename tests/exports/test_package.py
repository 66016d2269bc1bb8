"""Tables in a folder: what is in them is what is in the store, and they say what they hold."""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from kg.errors import MissingExtra
from kg.exports.cells import MARK as FORMULA_MARK
from kg.exports.cells import unmarked
from kg.exports.dictionary import dictionary
from kg.exports.package import FORMATS, write_tables
from kg.exports.tables import MENTIONS, TABLES
from kg.graph import mentions
from kg.store import Store
from tests.exports.conftest import FORMULA

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


@pytest.fixture(scope="module")
def folders(small: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The tables in each format."""
    place = tmp_path_factory.mktemp("tables")
    for form in FORMATS:
        write_tables(small, place / form, form)
    return {form: place / form for form in FORMATS}


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return found


def test_the_data_dictionary_is_current() -> None:
    assert PAGE.read_text("utf-8") == dictionary(), (
        "run: python -m kg.exports.dictionary > docs/data-dictionary.md"
    )


def test_every_mention_is_there_with_its_slots(small: Store, folders: dict[str, Path]) -> None:
    rows = {row["mention"]: row for row in read(folders["csv"], "mentions")}
    stored = {m.id: m for m in mentions(small)}
    assert rows.keys() == stored.keys()
    for iri, m in stored.items():
        row = rows[iri]
        assert (row["claim"], row["source"], int(row["start"])) == (m.claim, m.source.id, m.quote.start)
        assert unmarked(row["quote"]) == m.quote.exact
        assert (Decimal(row["value"]) if row["value"] else None) == (m.quantity and m.quantity.value)


def test_csv_and_parquet_say_the_same(folders: dict[str, Path]) -> None:
    for table in TABLES:
        rows = read(folders["csv"], table.name)
        columns = pq.read_table(folders["parquet"] / f"{table.name}.parquet").to_pydict()
        assert list(columns) == [column.name for column in table.columns]
        key = table.columns[0].name
        assert [row[key] for row in rows] == columns[key]
    values = pq.read_table(folders["parquet"] / "mentions.parquet").column("value").to_pylist()
    assert [Decimal(row["value"]) for row in read(folders["csv"], "mentions") if row["value"]] == [
        value for value in values if value is not None
    ]


def test_a_claim_is_counted_where_it_is_made(folders: dict[str, Path]) -> None:
    [claim] = [row for row in read(folders["csv"], "claims") if row["value"] == "0.46"]
    assert (claim["mentions"], claim["sources"], claim["first_published"]) == ("2", "2", "2022-06-01")


def test_comparisons_name_mentions_that_are_there_each_once(folders: dict[str, Path]) -> None:
    known = {row["mention"] for row in read(folders["csv"], "mentions")}
    rows = read(folders["csv"], "comparisons")
    assert [(row["relation"], row["later_value_text"]) for row in rows] == [("contradicts", "52%")]
    assert {row[name] for row in rows for name in ("earlier_mention", "later_mention")} <= known


@pytest.mark.parametrize("form", FORMATS)
def test_the_package_describes_its_files(folders: dict[str, Path], form: str) -> None:
    for resource in package(folders[form])["resources"]:
        raw = (folders[form] / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (
            len(raw),
            f"sha256:{hashlib.sha256(raw).hexdigest()}",
        )
        rows = (
            len(read(folders[form], resource["name"]))
            if form == "csv"
            else pq.ParquetFile(folders[form] / resource["path"]).metadata.num_rows
        )
        assert resource["rows"] == rows


def test_cells_keep_to_the_package(folders: dict[str, Path]) -> None:
    described = {one["name"]: one for one in package(folders["csv"])["resources"]}
    keys = {
        name: {row[one["schema"]["primaryKey"]] for row in read(folders["csv"], name)}
        for name, one in described.items()
    }
    for name, one in described.items():
        rows = read(folders["csv"], name)
        assert len(keys[name]) == len(rows)
        for field in one["schema"]["fields"]:
            cells = {row[field["name"]] for row in rows} - {""}
            assert cells <= set(field.get("constraints", {}).get("enum", cells))
            if field["type"] in ("number", "integer"):
                assert all(Decimal(cell).is_finite() for cell in cells)
            if field["type"] == "array":
                assert all(isinstance(json.loads(cell), list) for cell in cells)
        for link in one["schema"].get("foreignKeys", ()):
            assert {row[link["fields"]] for row in rows} <= keys[link["reference"]["resource"]]


def test_no_cell_is_a_formula(folders: dict[str, Path]) -> None:
    for table in TABLES:
        texts = {column.name for column in table.columns if column.type == "string"}
        for row in read(folders["csv"], table.name):
            assert not [
                cell for name, cell in row.items() if name in texts and cell[:1] in tuple("=+-@\t\r\n＝")
            ]
    quotes = {row["quote"] for row in read(folders["csv"], "mentions")}
    assert FORMULA_MARK + FORMULA in quotes


def test_parquet_has_the_text_as_it_is(folders: dict[str, Path]) -> None:
    assert FORMULA in pq.read_table(folders["parquet"] / "mentions.parquet").column("quote").to_pylist()


def test_parquet_tells_what_a_column_means(folders: dict[str, Path]) -> None:
    field = pq.read_schema(folders["parquet"] / "mentions.parquet").field("quote")
    [quote] = [column for column in MENTIONS.columns if column.name == "quote"]
    assert field.metadata[b"description"].decode() == quote.about


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_store_gives_the_same_bytes(
    small: Store, folders: dict[str, Path], form: str, tmp_path: Path
) -> None:
    write_tables(small, tmp_path / "again", form)
    for path in folders[form].iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes(), path.name


def test_parquet_without_pyarrow_is_one_clear_line(
    small: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'claim-kg\[tables\]'"):
        write_tables(small, tmp_path / "out", "parquet")
    assert not list(tmp_path.iterdir())


def test_another_format_is_refused(small: Store, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="csv, parquet"):
        write_tables(small, tmp_path / "out", "xlsx")
