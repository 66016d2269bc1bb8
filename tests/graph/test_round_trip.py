"""What goes into the graph comes out of it as the same record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kg.errors import InvalidGraph
from kg.graph import read_mentions, source_graph, sources
from kg.lexicon import Lexicon
from kg.model import Bound, Document, Kind, Mention, Modality, Period, Ref
from kg.store import open_store
from tests.builders import ALIBABA_COM, build_document, build_mention, growth_mention, tiny_documents


def round_trip(document: Document, *mentions: Mention) -> list[Mention]:
    return read_mentions(source_graph(document, mentions, lexicon=Lexicon.load()))


@pytest.mark.parametrize("index", range(3))
def test_every_field_of_a_mention_comes_back(index: int) -> None:
    document, mentions = tiny_documents()[index]
    assert round_trip(document, *mentions) == mentions


SLOTS = {
    "names that are not in the vocabulary": {
        "metric": Ref(None, "订单 数", "订单数"),
        "subject": Ref(None, "某某公司", "该公司", "Organization"),
        "speaker": Ref(None, "李雷", "李", "Person"),
    },
    "another label than the vocabulary's": {"subject": replace(ALIBABA_COM, label="国际站")},
    "several scopes and citations": {
        "scope": (Ref(None, "新能源", "新能源"), Ref(None, "家电", "小家电"), Ref(None, "机械", "机械")),
        "cites": (Ref(None, "乙报告", "该报告", "Document"), Ref(None, "甲数据", "数据", "Document")),
    },
    "no subject, metric or period": {
        "subject": None,
        "metric": None,
        "period": None,
        "baseline": None,
    },
    "a moment within a day": {
        "period": Period(date(2022, 5, 9), date(2022, 5, 9), "上午9时58分", at="09:58")
    },
    "a baseline that is a period": {"baseline": Period(date(2019, 1, 1), date(2019, 12, 31), "2019年")},
    "a counted noun": {"unit": "{count}", "counted": "中小企业", "kind": Kind.LEVEL, "value": "62000"},
    "a unit that is not in the vocabulary": {"unit": "furlong", "kind": Kind.LEVEL},
    "bounds": {"bound": Bound.RANGE, "lower": "0.4", "upper": "0.52"},
    "a forecast": {"modality": Modality.FORECAST},
    "a number with more digits than a float": {"value": "1234567890123456789.123456789"},
    "a number larger than 128 bits": {"value": "1E+40"},
    "a rule with odd characters": {"rule": "a rule/with #odd <characters>"},
}


@pytest.mark.parametrize("slots", SLOTS.values(), ids=SLOTS.keys())
def test_slots_come_back(slots: dict[str, object]) -> None:
    document = build_document("国际站交易额增长46%。")
    mention = growth_mention(document, "交易额增长46%", **slots)
    (found,) = round_trip(document, mention)
    assert found.to_json() == mention.to_json()


@pytest.mark.parametrize(
    "published",
    [
        None,
        date(2022, 6, 9),
        datetime(2022, 6, 9, 10, 30, tzinfo=timezone(timedelta(hours=8))),
        datetime(2022, 6, 9, 10, 30, 5, 120000, tzinfo=UTC),
    ],
)
def test_the_time_of_publishing_comes_back(published: date | None) -> None:
    document = build_document("一句话。", published=published)
    (found,) = round_trip(document, build_mention(document, "一句话"))
    assert found.source.published == published


def test_mentions_that_spell_a_name_in_two_ways_keep_each_its_own() -> None:
    document = build_document("ＡＢＣ公司收入1元。abc公司收入2元。")
    mentions = [
        build_mention(
            document, f"{name}收入{value}元", value=value, unit="CNY", subject=Ref(None, name, name)
        )
        for name, value in (("ＡＢＣ公司", "1"), ("abc公司", "2"))
    ]
    found = round_trip(document, *mentions)
    assert [m.subject and m.subject.label for m in found] == ["ＡＢＣ公司", "abc公司"]
    assert found[0].series == found[1].series


def test_the_path_is_kept_without_its_folder() -> None:
    document = build_document("一句话。", path="/home/somebody/data/a.jsonl#12")
    (found,) = round_trip(document, build_mention(document, "一句话"))
    assert found.source.path == "a.jsonl#12"


def test_another_base_comes_back() -> None:
    base = "https://example.org/data/"
    document = build_document("国际站交易额增长46%。", base=base)
    mention = growth_mention(document, "交易额增长46%", base=base, metric=Ref(None, "交易额", "交易额"))
    quads = source_graph(document, [mention], lexicon=Lexicon.load(), base=base)
    assert read_mentions(quads, base=base)[0].to_json() == mention.to_json()


def test_sources_come_back_also_those_without_a_mention() -> None:
    documents = [document for document, _ in tiny_documents()]
    with open_store(":memory:") as store:
        for document in documents:
            quads = source_graph(document, [], lexicon=Lexicon.load())
            store.replace(str(quads[0].graph_name)[1:-1], quads)
        found = {source.id: source for source in sources(store)}
    assert found == {document.source.id: document.source for document in documents}


@pytest.mark.parametrize("term", ["#claim", "#quote", "#rule", "#value", "#modality", "#refersTo", "#order"])
def test_a_mention_that_lacks_something_is_one_clear_error_or_another_record(term: str) -> None:
    document, mentions = tiny_documents()[2]
    quads = [
        quad
        for quad in source_graph(document, mentions, lexicon=Lexicon.load())
        if not quad.predicate.value.endswith(term)
    ]
    if term == "#value":
        assert {m.quantity for m in read_mentions(quads)} == {None}
        return
    with pytest.raises(InvalidGraph, match="cannot be read as a mention: no") as caught:
        read_mentions(quads)
    assert "mention/" in str(caught.value)
