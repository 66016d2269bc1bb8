"""What the commands print, on the seeds: for people, for programs, for pipes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.store import Store, open_store
from tests.cli.running import Ran, environment

ENGLISH = "which sources repeat the 46% GMV figure"
CHINESE = "哪些来源重复了46%交易额增长的说法"

Command = Callable[..., Ran]


@pytest.fixture
def run(seed_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A command on the store of the seeds, in this process; standard input is `stdin`."""
    monkeypatch.setenv("KG_STORE", str(seed_store_path))
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*arguments: str | Path, stdin: str | None = None) -> Ran:
        done = CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Ran(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.mark.parametrize("question", [ENGLISH, CHINESE])
def test_a_question_is_answered_with_the_sources_and_their_quotes(run: Command, question: str) -> None:
    rows = json.loads(run("ask", question, "--format", "json").out)
    assert {(row["publisher"], row["credited"]) for row in rows} >= {("东方财富", "界面新闻")}
    assert "每日经济新闻" in {row["publisher"] for row in rows}
    assert all("46%" in row["quote"] for row in rows)


def test_the_table_for_people_leaves_iris_out(run: Command) -> None:
    shown = run("ask", ENGLISH).out
    assert "国际站平台交易额同比增长46%" in shown
    assert "https://" not in shown


def test_a_narrow_terminal_gets_cards(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    lines = run("ask", ENGLISH).out.splitlines()
    assert any(line.startswith("quote ") and line.endswith("46%") for line in lines)
    assert any(line.startswith("publisher ") for line in lines)


def test_markdown_is_a_table(run: Command) -> None:
    head, rule, *rows = run("ask", ENGLISH, "--format", "markdown").out.splitlines()
    assert head.startswith("| title ")
    assert set(rule) <= set("|- ")
    assert rows


def test_csv_is_read_back(run: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(run("ask", ENGLISH, "--format", "csv").out)))
    assert rows
    assert all(row["source"].startswith("https://") for row in rows)


def test_show_sparql_prints_what_query_runs(run: Command) -> None:
    asked = run("ask", ENGLISH, "--show-sparql", "--format", "csv")
    assert run("query", "-", "--format", "csv", stdin=asked.err).out == asked.out


def test_a_question_that_is_not_understood_gets_one_line(run: Command) -> None:
    ran = run("ask", "banana")
    assert (ran.code, ran.out) == (1, "")
    [line] = ran.err.splitlines()
    assert "banana" in line


@pytest.mark.parametrize("form", ["csv", "tsv", "xml", "json"])
def test_select_has_the_formats_of_w3c(run: Command, form: str) -> None:
    out = run(
        "query", "-", "--format", form, stdin="SELECT DISTINCT ?s { ?s a <https://schema.org/Report> }"
    ).out
    if form == "xml":
        ET.fromstring(out)
    assert "https://w3id.org/claim-kg/id/source/" in out
    kinds = {
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
        "xml": ox.QueryResultsFormat.XML,
        "json": ox.QueryResultsFormat.JSON,
    }
    if form != "csv":  # of which pyoxigraph reads no results back
        found = ox.parse_query_results(out, format=kinds[form])
        assert isinstance(found, ox.QuerySolutions)
        assert len(list(found)) == 1


def test_construct_is_turtle(run: Command) -> None:
    out = run("query", "-", stdin="CONSTRUCT { ?s a ?t } WHERE { ?s a <https://schema.org/Report>, ?t }").out
    assert list(ox.parse(out, format=ox.RdfFormat.TURTLE))


def test_ask_is_true_or_false(run: Command) -> None:
    assert run("query", "-", stdin="ASK { ?s a <https://schema.org/Report> }").out == "true\n"


@pytest.mark.parametrize(
    "sparql",
    ["SELECT nonsense", "DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"],
)
def test_a_query_that_is_refused_gets_one_line(run: Command, sparql: str) -> None:
    ran = run("query", "-", stdin=sparql)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.complaints) == 1


def test_a_named_query_takes_values(run: Command) -> None:
    out = run(
        "query", "--name", "repeats-of-figure", "value=0.46", "metric=metric:gmv", "--format", "csv"
    ).out
    assert "46%" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--name", "repeats-of-figure"),
        ("--name", "no-such-query"),
        ("--name", "repeats-of-figure", "value=many"),
        ("missing.rq",),
    ],
)
def test_a_wrong_value_gets_one_line(run: Command, arguments: tuple[str, ...]) -> None:
    ran = run("query", *arguments)
    assert ran.code == 1
    assert len(ran.complaints) == 1


def test_every_named_query_is_listed(run: Command) -> None:
    from kg.ask import named_queries

    out = run("queries").out
    assert all(f"\n{query.name}\n" in f"\n{out}" for query in named_queries())


def test_sources_are_listed(run: Command) -> None:
    assert len(json.loads(run("sources", "--format", "json").out)) == 5


@pytest.mark.parametrize(
    "arguments",
    [
        ("--speaker", "张阔"),
        ("--metric", "GMV"),
        ("--entity", "阿里巴巴国际站"),
        ("--source", "003_e481bb41ffbd6ae5.txt"),
        (),
    ],
)
def test_claims_are_listed(run: Command, arguments: tuple[str, ...]) -> None:
    rows = json.loads(run("claims", *arguments, "--format", "json").out)
    assert rows
    assert all(row["quote"] for row in rows)


def test_claims_of_more_sources_than_a_query_takes_are_all_listed(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mentions(*limit: str) -> list[str]:
        return [row["mention"] for row in json.loads(run("claims", "--format", "json", *limit).out)]

    whole = mentions()
    monkeypatch.setattr("kg.cli.commands.listing._PART", 2)
    assert sorted(mentions()) == sorted(whole)
    assert len(mentions("--limit", "40")) == 40


def test_two_choices_of_claims_are_a_usage_error(run: Command) -> None:
    assert run("claims", "--speaker", "张阔", "--metric", "GMV").code == 2


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("trig", ox.RdfFormat.TRIG),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_an_export_is_the_same_graph(
    run: Command, seed_store: Store, tmp_path: Path, form: str, kind: ox.RdfFormat
) -> None:
    out = tmp_path / "graph"
    assert run("export", "--format", form, "-o", out).code == 0
    quads = set(ox.parse(path=str(out), format=kind))
    stored = {quad for graph in seed_store.graphs() for quad in seed_store.quads(graph)}
    if form == "turtle":
        assert {quad.triple for quad in quads} == {quad.triple for quad in stored}
    else:
        assert quads == stored


def test_export_to_stdout_is_the_canonical_dump(run: Command, seed_store: Store) -> None:
    assert run("export").out.splitlines() == list(seed_store.dump())


def test_a_view_is_written(run: Command, tmp_path: Path) -> None:
    ran = run("view", "--figure", "46% GMV", "-o", tmp_path / "gmv.html")
    assert (ran.code, str(tmp_path / "gmv.html") in ran.out) == (0, True)
    assert "46%" in (tmp_path / "gmv.html").read_text(encoding="utf-8")


def test_a_view_of_nothing_is_a_usage_error(run: Command) -> None:
    assert run("view").code == 2


@pytest.mark.parametrize("command", ["verify", "validate"])
def test_the_seeds_hold(run: Command, command: str) -> None:
    ran = run(command)
    assert (ran.code, ran.err) == (0, "")
    assert "checked, 0 " in ran.out


def test_extract_prints_the_record_of_each_mention(run: Command, seeds: Path) -> None:
    from kg.pipeline import extract

    path = seeds / "003_e481bb41ffbd6ae5.txt"
    lines = run("extract", path, "-j", "0").out.splitlines()
    assert [json.loads(line) for line in lines] == [
        json.loads(json.dumps(mention.to_json())) for mention in extract([path], processes=0)
    ]
    assert lines


def test_extract_as_a_table(run: Command, seeds: Path) -> None:
    assert "46%" in run("extract", seeds / "003_e481bb41ffbd6ae5.txt", "-j", "0", "--format", "table").out


def test_quiet_says_nothing(run: Command, seeds: Path, tmp_path: Path) -> None:
    ran = run("--quiet", "--store", tmp_path / "kg", "build", seeds / "003_e481bb41ffbd6ae5.txt", "-j", "0")
    assert ran == Ran(0, "", "")
    with open_store(tmp_path / "kg") as store:
        assert len(store) > 0


def test_the_place_of_the_store_may_stand_after_the_command(run: Command, tmp_path: Path) -> None:
    assert str(tmp_path / "nothing") in run("sources", "--store", tmp_path / "nothing").err


def test_no_bar_is_drawn_where_nobody_looks(run: Command, seeds: Path, tmp_path: Path) -> None:
    ran = run("--store", tmp_path / "kg", "build", seeds / "003_e481bb41ffbd6ae5.txt", "-j", "0")
    assert ran.err == ""


def test_a_pipe_that_closes_ends_the_command_quietly(seed_store_path: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "--store", str(seed_store_path), "export"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == b""


@pytest.mark.parametrize("command", [("view", "--all"), ("export",)])
def test_a_file_in_a_folder_that_is_not_there_is_refused(
    run: Command, tmp_path: Path, command: tuple[str, ...]
) -> None:
    ran = run(*command, "-o", tmp_path / "slip" / "out.html")
    assert ran.code == 1
    assert [f"there is no folder {tmp_path}/slip"] == [line.split(": ")[-1] for line in ran.complaints]
    assert not (tmp_path / "slip").exists()


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("extract", set()),
        ("view", {"--store"}),
        ("build", {"--store", "--originals"}),
        ("verify", {"--store", "--originals"}),
    ],
)
def test_help_shows_the_places_that_a_command_uses(run: Command, command: str, shown: set[str]) -> None:
    said = run(command, "--help").out
    assert {option for option in ("--store", "--originals") if f"{option} " in said} == shown


def test_one_thing_is_counted_in_the_singular(tmp_path: Path, run: Command) -> None:
    source = tmp_path / "a.txt"
    source.write_text("好报道\n\n据财报，平台交易额同比增长46%。\n", "utf-8")
    store = tmp_path / "kg"
    assert "1 source read" in run("--store", store, "build", source, "-j", "0").out
    assert "1 source and 1 quote checked" in run("--store", store, "verify").out


def test_tables_are_exported_into_a_folder(run: Command, tmp_path: Path) -> None:
    ran = run("export", "--format", "csv", "-o", tmp_path / "tables")
    assert (ran.code, ran.err) == (0, "")
    with (tmp_path / "tables" / "sources.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 5


def test_tables_without_a_folder_are_a_usage_error(run: Command) -> None:
    assert run("export", "--format", "parquet").code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--format", "nanopub"), "give one of --claim, --figure and --source"),
        (("--format", "claimreview", "--figure", "46% GMV", "--source", "a"), "give one of"),
        (("--format", "annotations"), "give --source"),
        (("--format", "trig", "--figure", "46% GMV"), "of the whole graph"),
        (("--format", "claimreview", "--figure", "46% GMV", "--verdict", "true"), "somebody's"),
        (
            ("--format", "nanopub", "--figure", "46% GMV", "--verdict", "true", "--reviewer", "a"),
            "--verdict is for",
        ),
    ],
)
def test_what_does_not_fit_an_export_is_a_usage_error(
    run: Command, arguments: tuple[str, ...], says: str
) -> None:
    ran = run("export", *arguments)
    assert ran.code == 2
    assert says in ran.err


def test_a_claim_is_exported_as_a_nanopublication(run: Command) -> None:
    out = run("export", "--format", "nanopub", "--figure", "46% GMV").out
    assert (
        len(
            [
                q
                for q in ox.parse(out, format=ox.RdfFormat.TRIG)
                if q.predicate.value.endswith("#hasAssertion")
            ]
        )
        == 2
    )


def test_a_claim_is_exported_with_somebodys_verdict(run: Command, seed_store: Store) -> None:
    claim = json.loads(run("ask", ENGLISH, "--format", "json").out)[0]["claim"].rsplit("/", 1)[-1]
    out = run(
        "export", "--format", "claimreview", "--claim", claim, "--verdict", "属实", "--reviewer", "某报"
    ).out
    kinds = [
        (one["@type"], one.get("reviewRating", {}).get("alternateName")) for one in json.loads(out)["@graph"]
    ]
    assert kinds == [("Claim", None), ("ClaimReview", "属实")]


def test_annotations_are_exported_to_a_file(run: Command, tmp_path: Path) -> None:
    ran = run(
        "export", "--format", "annotations", "--source", "003_e481bb41ffbd6ae5.txt", "-o", tmp_path / "a.json"
    )
    assert ran.code == 0
    record = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert record["total"] == len(record["first"]["items"]) > 0
