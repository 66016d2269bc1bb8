"""Values into queries: read by type, written as terms, never as SPARQL."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.ask import bind, named_query, run
from kg.ask.catalogue import parse
from kg.errors import QueryError
from kg.lexicon import Entry, Lexicon
from tests.ask.small import small_store

QUERY = parse(
    "sample",
    """# title: A sample
# param words text required    what to look for
# param metric iri optional    which metric
# param limit integer default    how many rows
# column s    what

SELECT ?s WHERE {
  VALUES ?words { "a" } # param words
  # VALUES ?metric { <https://example.org/m> } # param metric
  # ?s a ?metric . # param metric
  ?s ?p ?words .
}
LIMIT 5 # param limit
""",
)


def test_a_value_takes_the_place_of_the_example() -> None:
    assert 'VALUES ?words { "b" }' in bind(QUERY, words="b")


def test_an_optional_parameter_without_value_leaves_no_line() -> None:
    assert "metric" not in bind(QUERY, words="b")


def test_an_optional_parameter_with_a_value_brings_all_its_lines() -> None:
    text = bind(QUERY, words="b", metric="metric:gmv")
    assert "VALUES ?metric { <https://w3id.org/claim-kg/metric/gmv> }" in text
    assert "\n  ?s a ?metric ." in text


def test_none_means_not_given() -> None:
    assert bind(QUERY, words="b", metric=None) == bind(QUERY, words="b")


def test_a_default_stays_unless_another_value_is_given() -> None:
    assert "LIMIT 5" in bind(QUERY, words="b")
    assert "LIMIT 7" in bind(QUERY, words="b", limit=7)


def test_several_values_mean_any_of_them() -> None:
    assert 'VALUES ?words { "a" "b" }' in bind(QUERY, words=["a", "b"])


@pytest.mark.parametrize("given", [{"low": "0.455"}, {"low": ["0.455", "1.295"], "high": ["0.465", "1.305"]}])
def test_several_values_with_an_interval_are_refused(given: dict[str, str]) -> None:
    with pytest.raises(QueryError, match=r"value and low( and high)? take one value each"):
        bind(named_query("repeats-of-figure"), value=["0.46", "1.3"], **given)


@pytest.mark.parametrize(
    "hostile",
    ['" } DROP ALL #', "\\", '\\"', "a\nb", "} UNION { ?s ?p ?o", "# param words", "'''", "\\u0022 }"],
)
def test_text_of_strangers_stays_text(hostile: str) -> None:
    query = parse(
        "echo",
        '# title: Echo\n# param words text required    any\n# column words    same\n\nSELECT ?words WHERE {\n  VALUES ?words { "a" } # param words\n}\n',
    )
    (row,) = small_store().select(bind(query, words=hostile)).rows
    assert [term.value for term in row] == [hostile.strip()]  # type: ignore[union-attr]


@pytest.mark.parametrize("iri", ["nonsense", "http://a b", "http://a> ?p ?o . <http://b", "", "metric:a b"])
def test_what_is_no_iri_is_refused(iri: str) -> None:
    with pytest.raises(QueryError, match="metric is not an IRI"):
        bind(QUERY, words="b", metric=iri)


@pytest.mark.parametrize(
    ("query", "parameter", "name", "node"),
    [
        ("claims-by-speaker", "speaker", "张阔", "entity/zhang-kuo"),
        ("claims-about-entity", "entity", "lazada", "entity/lazada"),
        ("claims-of-metric", "metric", "GMV", "metric/gmv"),
        ("claims-of-source", "publisher", "界面新闻", "publisher/jiemian"),
    ],
)
def test_a_name_of_the_vocabulary_stands_for_its_iri(
    query: str, parameter: str, name: str, node: str
) -> None:
    text = bind(named_query(query), **{parameter: name})
    assert f"VALUES ?{parameter} {{ <https://w3id.org/claim-kg/{node}> }}" in text


def test_a_name_that_the_vocabulary_lacks_is_told_where_to_look() -> None:
    with pytest.raises(
        QueryError, match="'独角兽'; the vocabulary has no such name; `kg claims --speaker NAME`"
    ):
        bind(named_query("claims-by-speaker"), speaker="独角兽")


def test_a_name_of_several_things_is_told_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    twins = [
        Entry(f"https://example.org/{i}", frozenset({"entities"}), {"zh": "双子"}, ("双子",)) for i in "ba"
    ]
    lexicon = Lexicon._compile({entry.iri: entry for entry in twins})
    monkeypatch.setattr("kg.ask.names.Lexicon.load", lambda: lexicon)
    with pytest.raises(QueryError, match=r"names 2 things: https://example\.org/a, https://example\.org/b"):
        bind(named_query("claims-by-speaker"), speaker="双子")


@pytest.mark.parametrize("number", ["46%", "NaN", "Infinity", "1e400", "", "0.46)", "1" * 40])
def test_what_is_no_decimal_is_refused(number: str) -> None:
    with pytest.raises(QueryError, match="value is not a decimal number"):
        bind(named_query("repeats-of-figure"), value=number)


@pytest.mark.parametrize(
    ("given", "written"), [("0.460", "0.46"), (Decimal("1E+3"), "1000"), (5, "5"), ("-0.2", "-0.2")]
)
def test_a_decimal_has_one_spelling(given: object, written: str) -> None:
    text = bind(named_query("repeats-of-figure"), value=given)  # type: ignore[arg-type]
    assert f'VALUES ?value {{ "{written}"^^<http://www.w3.org/2001/XMLSchema#decimal> }}' in text


@pytest.mark.parametrize("limit", ["-1", "1; DROP", "٣", "1e3", [1, 2]])
def test_what_is_no_whole_number_is_refused(limit: object) -> None:
    with pytest.raises(QueryError, match="limit"):
        bind(QUERY, words="b", limit=limit)  # type: ignore[arg-type]


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(QueryError, match="from is not a day"):
        bind(named_query("repeats-of-figure"), value="1", **{"from": "2021-02-30"})


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(QueryError, match="sample: needs a value for words"):
        bind(QUERY)


def test_one_of_several_parameters_is_needed() -> None:
    with pytest.raises(QueryError, match="at least one of source, publisher"):
        bind(named_query("claims-of-source"))


def test_an_unknown_parameter_is_told_which_there_are() -> None:
    with pytest.raises(QueryError, match="no parameter 'metrics'; there are: words, metric, limit"):
        bind(QUERY, words="b", metrics="x")


def test_an_unknown_query_is_told_which_there_are() -> None:
    with pytest.raises(QueryError, match=r"no query 'nonsense'; there are: .*repeats-of-figure"):
        run(small_store(), "nonsense")


@pytest.mark.parametrize(
    "text",
    [
        "# column a    b\n\nSELECT ?a WHERE {}\n",
        "# title: T\n\nSELECT ?a WHERE {}\n",
        "# title: T\n# param x text required    y\n# column a    b\n\nSELECT ?a WHERE {}\n",
        "# title: T\n# param x nonsense required    y\n# column a    b\n\nVALUES ?x { 1 } # param x\n",
    ],
    ids=["no title", "no columns", "a parameter that is not used", "a type that is none"],
)
def test_a_broken_file_is_named(text: str) -> None:
    with pytest.raises(QueryError, match=r"^broken: "):
        parse("broken", text)
