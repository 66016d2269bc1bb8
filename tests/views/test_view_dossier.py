"""The dossier of a figure: what it holds, what it leaves out, and what its page and its data look like."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from lxml import html as lxml_html

from kg.errors import QuestionError
from kg.graph import mentions
from kg.graph.judgement import judgement_graph, judgements_graph_id
from kg.lexicon import Lexicon
from kg.model import Decision, Relation
from kg.model.judgement import Anchor, judgement
from kg.pipeline import build, relate
from kg.store import Store, open_store
from kg.views.dossier import (
    Dossier,
    dossier,
    dossier_html,
    dossier_turtle,
    figures_named,
    id_of,
    reading,
    sample_turtle,
)
from kg.views.site import Frame
from tests.ask.watched import Watched
from tests.views.dossiers import FIGURE, MOMENT, dossier_store, hostile_dossier_store, of_file
from tests.views.worlds import ATTACK


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with dossier_store(tmp_path_factory.mktemp("dossiers")) as found:
        yield found


@pytest.fixture(scope="module")
def found(store: Store) -> Dossier:
    return made(store, FIGURE)


@pytest.fixture(scope="module")
def page(store: Store, found: Dossier) -> str:
    return html(store, found)


def made(store: Store, name: str) -> Dossier:
    (claims,) = figures_named(store, name, lexicon=Lexicon.load())
    return dossier(store, claims, lexicon=Lexicon.load())


def html(store: Store, found: Dossier, *, language: str = "en") -> str:
    frame = Frame(language=language).alone()
    return dossier_html(found, frame, lexicon=Lexicon.load(), turtle=sample_turtle(store, found))


def text(page: str) -> str:
    return " ".join(" ".join(lxml_html.fromstring(page).itertext()).split())


def files(found: Dossier, *, gone: bool) -> list[str]:
    return [one.mention.source.name for one in found.told if (one.gone is not None) is gone]


def gaps(found: Dossier) -> set[str]:
    return {gap.kind for gap in found.gaps}


# which claims are one figure


def test_a_rounder_figure_of_the_same_is_the_same_figure(store: Store, found: Dossier) -> None:
    assert [form.written for form in found.forms] == ["12.3亿元", "12亿元"]
    assert found.id == id_of(found.claims)


def test_every_name_of_a_figure_leads_to_the_same_dossier(store: Store, found: Dossier) -> None:
    one = of_file(store, "rounded.md")
    for name in (
        one.claim,
        one.claim.rsplit("/", 1)[-1],
        one.id,
        one.id.rsplit("/", 1)[-1],
        "12亿元 营业收入",
    ):
        assert figures_named(store, name, lexicon=Lexicon.load()) == [found.claims]


def test_claims_that_people_say_are_not_the_same_are_two_figures(tmp_path: Path) -> None:
    with dossier_store(tmp_path) as store:
        said = judgement(
            Decision.NOT_SAME,
            author="li",
            time=MOMENT,
            reason="口径不同",
            targets=tuple(Anchor.of(of_file(store, name)) for name in ("first.md", "rounded.md")),
        )
        places = [of_file(store, name) for name in ("first.md", "rounded.md")]
        quads = judgement_graph([said], placed={said.id: places}, base=store.base)
        store.replace(judgements_graph_id(base=store.base), quads)
        assert len(figures_named(store, FIGURE, lexicon=Lexicon.load())) == 2


@pytest.mark.parametrize(
    "name", ["f" * 32, "https://example.org/nothing", "99亿元 营业收入", "<>", "claim/x\x00", "营业收入"]
)
def test_a_figure_that_is_not_there_is_told(store: Store, name: str) -> None:
    with pytest.raises(QuestionError):
        made(store, name)


# what counts


def test_mentions_are_told_as_they_were_published(found: Dossier) -> None:
    assert files(found, gone=False) == ["annual.md", "first.md", "rounded.md"]


def test_what_was_taken_back_or_read_wrongly_is_shown_and_does_not_count(found: Dossier, page: str) -> None:
    assert files(found, gone=True) == ["taken.md", "plain.txt"]
    assert (found.counts.mentions, found.counts.sources, found.counts.publishers, found.counts.gone) == (
        3,
        3,
        3,
        2,
    )
    assert "retracted: 数字有误" in page
    assert "read wrongly, says li" in page
    assert "小报" not in {m.source.publisher for one in found.account.origins for m in one.mentions}
    own = [point for point in found.points if point.own]
    assert [point.sources for point in own if point.written == "12.3亿元"] == [2]


def test_the_words_around_a_quote_come_from_the_stored_original(found: Dossier) -> None:
    first = found.told[1]
    assert first.stored is True
    assert first.before.endswith("据甲公司年度报告，2025年，")
    assert first.after.startswith("。董事长王建国表示")
    assert "\n" not in first.before + first.after


def test_where_the_original_is_lost_the_words_of_the_graph_do(store: Store) -> None:
    copied = Watched()
    for graph in store.graphs():
        copied.replace(graph, store.quads(graph))
    found = made(copied, FIGURE)
    assert {one.stored for one in found.told} == {None}
    assert "original" in gaps(found)
    assert "2025年" in found.told[0].before


# what stands against it, over time, and in copies


def test_a_figure_that_cannot_be_right_beside_it_is_told_once_with_its_reason(
    found: Dossier, page: str
) -> None:
    (one,) = found.against(Relation.CONTRADICTS.value)
    assert found.other(one).source.name == "copy.md"
    assert one.why.startswith("12.3亿元 / 13.2亿元")
    assert one.why in text(page)


def test_the_timeline_has_the_series_in_the_order_of_its_periods(found: Dossier) -> None:
    assert [(p.period.start[:4] if p.period else None, p.written) for p in found.points] == [
        ("2023", "7.1亿元"),
        ("2024", "8亿元"),
        ("2025", "12亿元"),
        ("2025", "12.3亿元"),
        ("2025", "13.2亿元"),
    ]
    assert [p.written for p in found.points if p.conflict] == ["13.2亿元"]
    low, high = found.points[3].low, found.points[3].high
    assert low is not None
    assert high is not None
    assert (int(low), int(high)) == (1_225_000_000, 1_235_000_000)


def test_the_picture_is_named_described_and_has_a_table_beside_it(found: Dossier, page: str) -> None:
    tree = lxml_html.fromstring(page)
    pictures = tree.xpath("//*[local-name()='svg']")
    assert len(pictures) == 2
    for picture in pictures:
        title, described = picture.get("aria-labelledby").split()
        assert "12.3亿元" in picture.xpath(f".//*[@id='{title}']")[0].text
        assert "5 claims" in picture.xpath(f".//*[@id='{described}']")[0].text
        words = " ".join(picture.itertext())
        assert all(word in words for word in ("2024", "13.2亿元", "晚报"))
    table = tree.xpath("//details[contains(@class, 'table')]//tbody/tr")
    assert len(table) == len(found.points)


def test_what_a_copy_made_of_it_is_told_with_both_sides(found: Dossier, page: str) -> None:
    (one,) = found.harmful()
    assert (one.mutation.before, one.mutation.after, one.known) == ("12.3亿元", "13.2亿元", True)
    assert lxml_html.fromstring(page).xpath("//del/text()") == ["12.3亿元"]


def test_a_sum_that_fails_is_told(found: Dossier, page: str) -> None:
    assert [c.verdict.value for c in found.account.checks if "34%" in c.shown] == ["fails"]
    assert lxml_html.fromstring(page).xpath("//li[@class='bad']/a[@href='#sums']/b/text()") == ["1"]


# what was not checked


def test_what_was_not_checked_is_told_with_its_reason(found: Dossier) -> None:
    assert {"unread", "truth"} <= gaps(found)
    assert "nobody" not in gaps(found)
    unread = next(gap for gap in found.gaps if gap.kind == "unread")
    assert unread.values["count"] == 1
    assert unread.about == (found.told[1].mention.id,)


def test_mentions_without_a_period_and_unsure_ones_are_told(seed_store: Store) -> None:
    lexicon = Lexicon.load()
    vague = next(m for m in mentions(seed_store) if m.quantity and m.period is None and m.confidence < 0.6)
    found = dossier(seed_store, figures_named(seed_store, vague.claim)[0], lexicon=lexicon)
    assert {"no-period", "unsure", "nobody"} <= gaps(found)


def test_of_very_many_mentions_some_are_shown_and_all_are_counted(
    store: Store, found: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_MENTIONS", 2)
    few = made(store, FIGURE)
    assert len([one for one in few.told if one.gone is None]) == 2
    assert {one.mention.claim for one in few.told} == set(found.claims)
    assert few.counts == found.counts
    assert next(gap.values["count"] for gap in few.gaps if gap.kind == "more-mentions") == 1
    assert "2 of 3 mentions are shown" in text(html(store, few))


# page and data


def test_the_page_is_told_in_chinese(store: Store, found: Dossier) -> None:
    page = html(store, found, language="zh")
    assert 'lang="zh-Hans"' in page
    assert found.against(Relation.CONTRADICTS.value)[0].why_zh in page
    assert "未核查之处" in page
    assert "What was not checked" not in page


def test_the_page_asks_for_nothing_and_runs_nothing_that_is_not_its_own(page: str) -> None:
    tree = lxml_html.fromstring(page)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert tree.xpath("//@src | //link/@href") == ["data:,"]
    assert tree.xpath("//*/@style") == []


def test_the_same_store_gives_the_same_bytes(store: Store, found: Dossier, page: str) -> None:
    again = made(store, FIGURE)
    assert html(store, again) == page
    assert dossier_turtle(store, again) == dossier_turtle(store, found)
    assert json.dumps(again.to_json()) == json.dumps(found.to_json())


def test_json_has_the_records_and_what_was_not_checked(found: Dossier) -> None:
    record = found.to_json()
    assert record["claims"] == list(found.claims)
    assert record["counts"]["no_longer_count"] == 2
    assert [m["counts"] for m in sorted(record["mentions"], key=lambda m: m["source"]["path"])] == [
        True,
        True,
        False,
        True,
        False,
    ]
    assert record["mutations"][0]["after"] == "13.2亿元"
    assert all(gap["en"] and gap["zh"] for gap in record["not_checked"])
    assert json.loads(json.dumps(record)) == record


def test_turtle_has_what_the_graphs_say_of_all_that_the_page_shows(store: Store, found: Dossier) -> None:
    stated = {
        (t.subject, t.predicate, t.object)
        for t in ox.parse(dossier_turtle(store, found).encode(), format=ox.RdfFormat.TURTLE)
    }
    known = {(q.subject, q.predicate, q.object) for graph in store.graphs() for q in store.quads(graph)}
    assert stated <= known
    subjects = {subject.value for subject, *_ in stated if isinstance(subject, ox.NamedNode)}
    shown = [
        *found.claims,
        *(one.mention.id for one in found.told),
        *(c.id for c in found.account.comparisons),
    ]
    assert subjects >= {
        *shown,
        *(c.id for c in found.account.checks),
        *(one.mutation.id for one in found.changes),
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_strangers_wrote_is_text_in_every_field(language: str) -> None:
    with hostile_dossier_store() as store:
        for mention in mentions(store):
            found = dossier(store, figures_named(store, mention.claim)[0], lexicon=Lexicon.load())
            page = html(store, found, language=language)
            tree = lxml_html.fromstring(page)
            assert len(tree.xpath("//script")) == 1
            assert (
                tree.xpath("//img | //*[@onload] | //*[@onerror] | //a[starts-with(@href, 'javascript')]")
                == []
            )
            assert not tree.xpath("//*[local-name()='svg'][not(contains(@class, 'timeline'))]")
            assert "\u2028" not in page
            shown = "".join(tree.itertext())
            fields = ["title", "quote", "publisher", "speaker", "author", "reason", "slot", "right"]
            for field in fields if mention.quantity else ["statement", "speaker", "title"]:
                assert f"{field}:{ATTACK[:20]}" in shown, field


def test_a_figure_of_the_seeds_is_found_by_its_words(seed_store: Store) -> None:
    found = made(seed_store, "46% GMV")
    assert (found.counts.sources, found.counts.origins) == (2, 1)
    assert {gap.values.get("name_zh") for gap in found.gaps if gap.kind == "unread"} >= {"界面新闻"}


def test_a_store_on_disk_gives_the_same_page(store: Store, page: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "kg", mode="w", base=store.base) as written:
        for graph in store.graphs():
            written.replace(graph, store.quads(graph))
        for name in store.blobs.names():
            written.blobs.put(store.blobs.get(name), store.blobs.how(name))
    with open_store(tmp_path / "kg") as read:
        assert html(read, made(read, FIGURE)) == page


def test_a_mention_that_a_person_put_right_counts_where_it_belongs(tmp_path: Path) -> None:
    """The machine reads 13.2 where a person says that it is 12.3: it stands among the mentions of 12.3 and counts there."""
    for name, publisher, figure in (("first", "早报", "12.3亿元"), ("slip", "晚报", "13.2亿元")):
        text = (
            f"---\npublisher: {publisher}\npublished: 2026-03-02\n---\n\n2025年，甲公司营业收入为{figure}。\n"
        )
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    lexicon = Lexicon.load()
    with open_store(":memory:", mode="w") as store:
        build([tmp_path], store=store, processes=0)
        slip = of_file(store, "slip.md")
        said = judgement(
            Decision.WRONG,
            author="li",
            time=MOMENT,
            reason="原件为12.3亿元",
            targets=(Anchor.of(slip),),
            slots=(("value", "12.3亿"),),
        )
        relate(store, judgements=[said], processes=0)
        right, misread = (
            dossier(store, figures_named(store, name, lexicon=lexicon)[0], lexicon=lexicon)
            for name in (of_file(store, "first.md").claim.rsplit("/", 1)[-1], slip.claim.rsplit("/", 1)[-1])
        )
        page = dossier_html(right, Frame(language="zh"), lexicon=lexicon, turtle="")
    assert (right.counts.mentions, right.counts.sources, right.counts.gone) == (2, 2, 0)
    assert [one.put_right_by for one in right.told if one.mention.id == slip.id] == ["li"]
    assert "程序误读，由li更正" in page
    assert [(point.own, point.sources) for point in right.points] == [(True, 2)]
    assert (misread.counts.mentions, misread.counts.gone) == (0, 1)
