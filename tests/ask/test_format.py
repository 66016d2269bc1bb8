"""Answers as text: readable, and harmless whatever stands in the cells."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from kg.ask.format import FORMATS, columns_of, render
from kg.store import Table

GMV = ox.NamedNode("https://w3id.org/claim-kg/metric/gmv")


def table(*cells: str) -> Table:
    return Table(("quote", "claim"), [(ox.Literal(cell), GMV) for cell in cells])


def test_the_table_lines_up_wide_characters() -> None:
    lines = render(table("交易额", "GMV")).splitlines()
    assert len({columns_of(line[: line.index("metric:gmv")]) for line in lines[2:]}) == 1


def test_the_table_fits_the_terminal_and_loses_nothing() -> None:
    quote = "国际站上的中小企业二〇二二财年交易额同比增长百分之四十六" * 3
    lines = render(table(quote), width=40).splitlines()
    assert max(columns_of(line) for line in lines) <= 40
    assert "".join(line.split("  ")[0].strip() for line in lines[2:]) == quote


def test_words_are_broken_at_spaces() -> None:
    lines = render(Table(("quote",), [(ox.Literal("imports and exports grew"),)]), width=14).splitlines()
    assert lines[2:] == ["imports and", "exports grew"]


def test_the_table_shows_moments_to_the_minute() -> None:
    moment = ox.Literal(
        "2022-05-26T22:04:46+08:00", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
    )
    assert "2022-05-26 22:04\n" in render(Table(("date",), [(moment,)]))


def test_columns_can_be_left_out() -> None:
    assert "gmv" not in render(table("a"), hide={"claim"})


@pytest.mark.parametrize("bad", ["\x1b[31mred", "a\x07b", "a\u202eb", "a\x9b31m", "\u2066x", "a\rb"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_control_characters_do_not_reach_the_terminal(bad: str, form: str) -> None:
    shown = render(table(bad), form)
    assert not set(shown) & set("\x1b\x07\u202e\x9b\u2066\r")


def test_markdown_cannot_be_broken_out_of() -> None:
    shown = render(table("a | b [x](javascript:1) <img src=x>\n# h"), "markdown").splitlines()
    assert len(shown) == 3
    assert shown[2].startswith("| a \\| b \\[x\\](javascript:1) &lt;img src=x&gt; \\# h | ")


def test_csv_gives_back_what_was_put_in() -> None:
    cells = ['=HYPERLINK("x")', 'a "b", c', "line\nbreak", "交易额"]
    text = render(table(*cells), "csv")
    assert [row[0] for row in csv.reader(io.StringIO(text, newline=""))] == ["quote", *cells]
    assert all(line.startswith('"') for line in text.split("\r\n") if line)


def test_json_is_a_list_of_records() -> None:
    found = json.loads(render(Table(("a", "b"), [(ox.Literal("交易额"), None)]), "json"))
    assert found == [{"a": "交易额", "b": None}]


@pytest.mark.parametrize(
    ("form", "read_as"),
    [
        ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
        ("sparql-json", ox.QueryResultsFormat.JSON),
    ],
)
def test_the_standard_formats_keep_every_term(form: str, read_as: ox.QueryResultsFormat) -> None:
    decimal = ox.Literal("0.46", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    rows = [(GMV, ox.Literal("交易额\t<", language="zh")), (decimal, None), (ox.Literal("x"), GMV)]
    found = ox.parse_query_results(render(Table(("a", "b"), rows), form), format=read_as)
    assert isinstance(found, ox.QuerySolutions)
    assert [tuple(row) for row in found] == rows


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"json"}))
def test_an_empty_answer_still_names_its_columns(form: str) -> None:
    assert "quote" in render(table(), form)


def test_an_unknown_format_is_told_which_there_are() -> None:
    with pytest.raises(ValueError, match="no format 'pdf'; there are: table"):
        render(table(), "pdf")
