"""Comparisons of many mentions."""

from __future__ import annotations

import random
from typing import Any

from kg.match import comparisons, family_of, pairs
from kg.match.candidates import MOST_PERIODS
from kg.model import Mention, Relation
from tests.match.claims import LEXICON, claim, compared

REVENUE: dict[str, Any] = {
    "metric": ["营业收入"],
    "subject": ["青山重工"],
    "unit": "CNY",
    "kind": "level",
    "period": ["2023-01-01", "2023-12-31"],
}


def revenue(text: str, value: int, path: str, **changes: Any) -> Mention:
    fields = (
        REVENUE | {"quote": f"青山重工全年营业收入为{text}", "value_text": text, "value": value} | changes
    )
    return claim("2024-03-30", path=path, **fields)


def months(count: int) -> list[Mention]:
    return [
        revenue(
            f"{100 + i}万元",
            (100 + i) * 10000,
            f"{i}",
            period=[f"{2000 + i // 12}-{i % 12 + 1:02}-01", f"{2000 + i // 12}-{i % 12 + 1:02}-28"],
        )
        for i in range(count)
    ]


def test_the_order_of_mentions_does_not_matter() -> None:
    mentions = [
        revenue("12.34亿元", 1234000000, "a"),
        revenue("12.34亿元", 1234000000, "b"),
        revenue("12.3亿元", 1230000000, "c"),
        revenue("12.43亿元", 1243000000, "d"),
        *months(5),
    ]
    found = comparisons(mentions, lexicon=LEXICON)
    shuffled = mentions[:]
    random.Random(1).shuffle(shuffled)
    assert comparisons(shuffled, lexicon=LEXICON) == found
    assert list(pairs(found, shuffled, lexicon=LEXICON)) == list(pairs(found, mentions, lexicon=LEXICON))


def test_families_by_themselves_give_what_all_together_give() -> None:
    other = revenue("8亿元", 800000000, "e", subject=["河谷电气"])
    again = revenue("8.02亿元", 802000000, "f", subject=["河谷电气"])
    mentions = [revenue("12.34亿元", 1234000000, "a"), revenue("12.3亿元", 1230000000, "b"), other, again]
    families = {family for mention in mentions for family in family_of(mention, LEXICON)}
    apart = [
        one.id
        for family in families
        for one in comparisons([m for m in mentions if family in family_of(m, LEXICON)], lexicon=LEXICON)
    ]
    assert sorted(apart) == [one.id for one in comparisons(mentions, lexicon=LEXICON)]
    assert len(apart) == 2


def test_a_relation_of_claims_holds_between_all_their_mentions() -> None:
    mentions = [
        revenue("12.34亿元", 1234000000, "a"),
        revenue("12.34亿元", 1234000000, "b"),
        revenue("12.3亿元", 1230000000, "c"),
    ]
    assert len(comparisons(mentions, lexicon=LEXICON)) == 1
    assert sorted(one.relation for one in compared(mentions)) == [
        Relation.ROUNDED,
        Relation.ROUNDED,
        Relation.SAME,
    ]


def test_all_periods_of_a_short_series_are_linked() -> None:
    found = comparisons(months(6), lexicon=LEXICON)
    assert len([one for one in found if one.relation is Relation.UPDATE]) == 15


def test_of_a_long_series_only_neighbours_are() -> None:
    found = comparisons(months(MOST_PERIODS + 10), lexicon=LEXICON)
    assert len([one for one in found if one.relation is Relation.UPDATE]) == MOST_PERIODS + 9


def test_members_of_a_list_do_not_contradict_each_other() -> None:
    text = "青山重工和两家子公司营业收入分别为12.3亿元、12.4亿元"
    both = [
        revenue("12.3亿元", 1230000000, "a", quote=text),
        revenue("12.4亿元", 1240000000, "a", quote=text),
    ]
    assert compared(both) == []


def test_a_value_before_and_after_in_one_breath_is_an_update() -> None:
    text = "青山重工的通关时间已从原来的1天优化至3小时"
    base = {"metric": ["通关时间"], "kind": "level", "quote": text}
    before = revenue("1天", 1, "a", unit="d", period=None, **base)
    after = revenue("3小时", 3, "a", unit="h", period=["2024-03-01", "2024-03-01"], **base)
    assert [(one.relation, one.rule) for one in compared([before, after])] == [(Relation.UPDATE, "from-to")]


def test_a_forecast_and_what_takes_its_place_in_one_breath_is_a_revision() -> None:
    text = "林海证券将青山重工2024年营业收入预测从12亿元下调至10亿元"
    base = {"quote": text, "modality": "forecast", "period": ["2024-01-01", "2024-12-31"]}
    old, new = revenue("12亿元", 1200000000, "a", **base), revenue("10亿元", 1000000000, "a", **base)
    assert [one.relation for one in compared([old, new])] == [Relation.REVISED]


def test_a_price_that_says_no_day_is_told_again_within_a_session_only() -> None:
    base = {
        "quote": "河谷铜业股价涨超2%",
        "value_text": "超2%",
        "value": 0.02,
        "bound": "min",
        "lower": 0.02,
        "unit": "1",
        "kind": "growth_rate",
        "baseline": "dod",
        "metric": ["股价"],
        "subject": ["河谷铜业"],
    }
    morning, soon, next_day = (
        claim(moment, path=moment, **base)
        for moment in ("2024-06-03T10:00:00+08:00", "2024-06-03T10:10:00+08:00", "2024-06-04T14:00:00+08:00")
    )
    found = compared([morning, soon, next_day])
    assert [{one.a.source.path, one.b.source.path} for one in found] == [
        {morning.source.path, soon.source.path}
    ]
