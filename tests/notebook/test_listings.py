"""Lists of records: frames with the columns of the dictionary, tables in a notebook, nothing of a stranger's as markup."""

from __future__ import annotations

import sys
from decimal import Decimal

import pandas as pd
import pyoxigraph as ox
import pytest

import kg
from kg.errors import MissingExtra, QuestionError
from kg.exports.standing import Standing
from kg.exports.tables import COMPARISONS, MENTIONS
from kg.graph import graph_id, source_graph
from kg.graph.namespaces import XSD
from kg.lexicon import Lexicon
from kg.notebook import Rows
from kg.notebook.cards import claim_card, comparison_card, mention_card, origin_card, sum_card
from kg.store import Store, Table
from tests.builders import build_document, growth_mention

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def hostile() -> kg.Mention:
    """A mention whose every word is markup."""
    document = build_document(f"{SCRIPT}增长46%{SCRIPT}", title=SCRIPT, publisher=f'"{SCRIPT}\u202e')
    return growth_mention(document, f"增长46%{SCRIPT}", value_text=SCRIPT)


def test_mentions_are_records_in_a_list(seed_store: Store) -> None:
    found = kg.mentions(seed_store)
    assert len(found) > 300
    assert {type(one) for one in found} == {kg.Mention}
    assert len(found[:3]) == 3
    assert repr(found[:3]) == "<3 mentions>"


def test_a_frame_has_the_columns_of_the_dictionary(seed_store: Store) -> None:
    frame = kg.mentions(seed_store, "46% GMV").frame()
    assert list(frame.columns) == [column.name for column in MENTIONS.columns]
    assert list(frame.value) == [Decimal("0.46")] * 2
    assert str(frame.period_start.dtype) == "datetime64[s]"
    assert frame.period_start[0] == pd.Timestamp("2021-04-01")


def test_floats_are_there_for_drawing(seed_store: Store) -> None:
    frame = kg.mentions(seed_store, "46% GMV").frame(floats=True)
    assert (frame.value.dtype, frame.value[0]) == ("float64", 0.46)


def test_an_empty_list_has_a_frame_too(seed_store: Store) -> None:
    frame = kg.comparisons(seed_store, "no such relation").frame()
    assert (len(frame), list(frame.columns)) == (0, [column.name for column in COMPARISONS.columns])


def test_a_frame_without_pandas_is_one_clear_line(seed_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    found = kg.sources(seed_store)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"pip install 'claim-kg\[notebooks\]'"):
        found.frame()


LISTINGS = {
    "sources": kg.sources,
    "claims": kg.claims,
    "mentions": kg.mentions,
    "comparisons": kg.comparisons,
    "sums": kg.sums,
    "copies": kg.copies,
}


@pytest.mark.parametrize("name", LISTINGS)
def test_a_frame_of_polars_has_the_cells_of_that_of_pandas(seed_store: Store, name: str) -> None:
    pl = pytest.importorskip("polars", reason="polars is not installed (claim-kg[polars])")
    listing = LISTINGS[name](seed_store)
    ours, theirs = listing.frame("polars"), listing.frame()
    assert ours.columns == list(theirs.columns)
    assert ours.height == len(theirs) > 0
    for column in ours.columns:
        cells = [None if cell is pd.NA else cell for cell in theirs[column].to_list()]
        if isinstance(ours[column].dtype, pl.String):
            assert ours[column].to_list() == [None if pd.isna(cell) else cell for cell in cells]
        if isinstance(ours[column].dtype, pl.Decimal):  # with twelve places, as in Arrow
            twelve = [cell if cell is None else cell.quantize(Decimal("1e-12")) for cell in cells]
            assert ours[column].to_list() == twelve
    numbers = [c for c in ours.columns if isinstance(ours[c].dtype, pl.Decimal)]
    assert all(listing.frame("polars", floats=True)[c].dtype == pl.Float64 for c in numbers)


def test_rows_and_replies_are_frames_of_polars_too(seed_store: Store) -> None:
    pytest.importorskip("polars", reason="polars is not installed (claim-kg[polars])")
    rows = kg.query(seed_store, "claims-of-metric", metric="GMV")
    assert rows.frame("polars").height == len(rows.frame()) > 2
    assert kg.answer(seed_store, "46% GMV").frame("polars")["figure"].to_list() == ["46%", "46%"]


def test_a_frame_of_polars_without_it_is_one_clear_line(
    seed_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtra, match="polars"):
        kg.sources(seed_store).frame("polars")


def test_claims_of_a_figure_have_their_mentions(seed_store: Store) -> None:
    found = kg.claims(seed_store, "46% GMV")
    assert {m.source.publisher for one in found for m in one.mentions} == {"每日经济新闻", "东方财富"}
    assert all(one.claim == m.claim for one in found for m in one.mentions)


def test_a_figure_that_is_not_there_is_an_error(seed_store: Store) -> None:
    with pytest.raises(QuestionError):
        kg.claims(seed_store, "47.123% GMV")


def test_sums_and_comparisons_are_chosen_by_what_they_say(seed_store: Store) -> None:
    assert {one.verdict.value for one in kg.sums(seed_store, "fails")} == {"fails"}
    assert {one.relation.value for one in kg.comparisons(seed_store, "same")} == {"same"}


def test_a_question_shows_its_answer_and_how_it_was_understood(seed_store: Store) -> None:
    reply = kg.answer(seed_store, "which sources repeat the 46% GMV figure")
    shown = reply._repr_html_()
    assert all(word in shown for word in ("每日经济新闻", "metric GMV", "1 origin"))
    assert "https://w3id.org" not in shown
    assert len(reply.frame()) == len(reply.table.rows) == 2


def test_a_long_iri_leaves_room_for_the_words_beside_it(seed_store: Store) -> None:
    rows = kg.query(seed_store, "claims-of-metric", metric="GMV")
    [first, *_] = rows
    shown = rows._repr_html_()
    assert f'title="{first["claim"]}"' in shown
    assert f">{first['claim']}<" not in shown


def test_rows_of_a_query_have_types() -> None:
    row = (
        ox.NamedNode("https://a.example/"),
        ox.Literal("0.1", datatype=XSD.decimal),
        ox.Literal("3", datatype=XSD.integer),
        ox.Literal("2022-06-09", datatype=XSD.date),
        None,
    )
    frame = Rows(Table(("iri", "value", "count", "day", "nothing"), [row])).frame()
    assert frame.iloc[0].tolist()[:3] == ["https://a.example/", Decimal("0.1"), 3]
    assert frame.day[0] == pd.Timestamp("2022-06-09")
    assert frame.nothing.isna().all()


def test_a_named_query_takes_its_parameters(seed_store: Store) -> None:
    assert len(kg.query(seed_store, "claims-of-metric", metric="GMV")) > 0


def test_a_query_of_anybodys_may_not_write(seed_store: Store) -> None:
    with pytest.raises(kg.KgError):
        kg.query(seed_store, "DELETE WHERE { ?s ?p ?o }")


def test_cards_show_markup_as_text(hostile: kg.Mention, seed_store: Store) -> None:
    comparison = kg.comparisons(seed_store)[0]
    cards = [
        mention_card(hostile),
        claim_card(Standing(hostile.claim, (hostile,))),
        comparison_card(
            type(comparison)(
                "id", hostile, hostile, comparison.relation, ("a", "b"), SCRIPT, SCRIPT, SCRIPT, 0.5
            )
        ),
    ]
    for card in cards:
        assert "<script" not in card
        assert "&lt;script&gt;" in card
        assert "\u202e" not in card


def test_lists_show_markup_as_text(hostile: kg.Mention) -> None:
    lexicon = Lexicon.load()
    with kg.open_store(":memory:") as store:
        document = build_document(f"{SCRIPT}增长46%{SCRIPT}", title=SCRIPT, publisher=f'"{SCRIPT}\u202e')
        store.replace(graph_id(document.source.id), source_graph(document, [hostile], lexicon=lexicon))
        for shown in (kg.mentions(store), kg.sources(store), kg.claims(store), kg.picture(store)):
            assert "<script" not in shown._repr_html_()
        rows = kg.query(store, "SELECT ?quote { ?m <https://w3id.org/claim-kg/ontology#quote> ?quote }")
        assert "&lt;script&gt;" in rows._repr_html_()


def test_a_sum_shows_its_figures_and_an_origin_its_mentions(seed_store: Store) -> None:
    card = sum_card(kg.sums(seed_store, "fails")[0])
    assert all(word in card for word in ("fails", "4.8万张", "阿里研究院"))
    [origin] = kg.answer(seed_store, "which sources repeat the 46% GMV figure").origins
    assert all(word in origin_card(origin) for word in ("每日经济新闻", "东方财富", "cites"))


def test_a_picture_is_a_page_in_a_sandbox(seed_store: Store) -> None:
    picture = kg.picture(seed_store, "46% GMV", budget=20)
    shown = picture._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts" srcdoc="&lt;!doctype html&gt;')
    assert picture.nodes <= 20


def test_copies_are_listed_with_who_took_from_whom(seed_store: Store) -> None:
    [copy] = kg.copies(seed_store)
    assert {copy.later.publisher, copy.earlier.publisher} == {"东方财富", "观察者网"}
    assert kg.copies(seed_store).frame().direction[0] == copy.direction.value


def test_a_dossier_is_a_page_of_one_figure(seed_store: Store) -> None:
    found = kg.dossier(seed_store, "46% GMV", language="zh")
    assert "46%" in found.title
    assert "每日经济新闻" in found.html
    assert found._repr_html_().startswith('<iframe sandbox="allow-scripts"')
