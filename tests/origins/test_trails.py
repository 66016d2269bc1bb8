"""What mentions of one figure go back to."""

from __future__ import annotations

import random
from datetime import date

import pytest

from kg.lexicon import Lexicon
from kg.model import Direction, OriginKind, Period, Ref, Relation, Via, comparison
from kg.origins import of_mentions, origins
from tests.builders import SPEAKER
from tests.origins.texts import CUSTOMS, FINANCIALS, copy, found, told


def test_two_texts_that_cite_the_results_of_one_company_and_year_have_one_origin() -> None:
    other = Ref(None, "阿里2022财年业绩", "2022财年业绩", "Document")
    one = found(
        told("财报显示，交易额增长46%。", cites=(FINANCIALS,)),
        told("2022财年业绩中，交易额增长46%。", publisher="乙报", cites=(other,)),
    )
    assert [(o.kind, len(o.mentions)) for o in one] == [(OriginKind.RELEASE, 2)]
    assert one[0].label_zh == "阿里巴巴集团截至2022-03-31的财报"
    assert {link.how for link in one[0].links} == {Via.CITES}
    assert not one[0].read


def test_a_place_has_no_results() -> None:
    place = Ref("https://w3id.org/claim-kg/entity/vietnam", "Vietnam", "越南", "Place")
    [one] = found(told("财报显示，公司在越南的交易额增长46%。", cites=(FINANCIALS,), subject=place))
    assert one.kind is OriginKind.SOURCE


def test_results_of_another_year_are_another_origin() -> None:
    year = Period(date(2020, 4, 1), date(2021, 3, 31), "2021财年")
    both = found(
        told("财报显示，交易额增长46%。", cites=(FINANCIALS,)),
        told("上一财年财报：交易额增长46%。", publisher="乙报", cites=(FINANCIALS,), period=year),
    )
    assert len(both) == 2


@pytest.mark.parametrize(
    "label", ["海关数据", "海关统计", "海关总署最新数据", "海关总署这些数据", "中国海关公布的统计数据"]
)
def test_the_figures_of_an_office_are_one_release_however_they_are_named(label: str) -> None:
    named = Ref(None, label, label, "Document")
    one = found(
        told("据海关总署，交易额增长46%。", cites=(CUSTOMS,)),
        told("据海关数据，交易额增长46%。", publisher="乙报", cites=(named,)),
    )
    assert len(one) == 1


def test_an_office_that_speaks_and_one_that_is_cited_are_one_release() -> None:
    one = found(
        told("据海关总署，交易额增长46%。", cites=(CUSTOMS,)),
        told("海关总署公布，交易额增长46%。", publisher="乙报", speaker=CUSTOMS),
    )
    assert len(one) == 1


def test_a_company_that_is_cited_means_the_results_that_another_text_cites() -> None:
    company = Ref("https://w3id.org/claim-kg/entity/alibaba-group", "Alibaba Group", "阿里", "Organization")
    one = found(
        told("财报显示，交易额增长46%。", cites=(FINANCIALS,)),
        told("据阿里，交易额增长46%。", publisher="乙报", cites=(company,)),
    )
    assert len(one) == 1


@pytest.mark.parametrize(
    "label",
    [
        "星河电器3月1日发布的年报",
        "星河电器2023年3月1日晚间披露的年报",
        "3月1日星河电器公布的2022年年报",
        "星河电器昨日公布的年报",
    ],
)
def test_the_day_on_which_results_came_out_is_no_part_of_whose_they_are(label: str) -> None:
    own = Ref(None, "星河电器年报", "星河电器年报", "Document")
    dated = Ref(None, label, label, "Document")
    one = found(
        told(f"{own.label}显示，交易额增长46%。", cites=(own,)),
        told(f"{label}显示，交易额增长46%。", publisher="乙报", cites=(dated,)),
    )
    assert [o.label_zh for o in one] == ["星河电器截至2022-03-31的财报"]


def test_the_day_on_which_a_report_came_out_is_no_part_of_whose_it_is() -> None:
    labels = ("中桥咨询的调研报告", "中桥咨询6月9日发布的调研报告")
    one = found(
        *(
            told(
                f"{label}显示，交易额增长46%。",
                publisher=f"报{n}",
                cites=(Ref(None, label, label, "Document"),),
            )
            for n, label in enumerate(labels)
        )
    )
    assert len(one) == 1


def test_a_footnote_is_known_by_publisher_title_and_date() -> None:
    def noted(label: str, publisher: str) -> list[str]:
        document = Ref(None, label, label, "Document")
        return [o.id for o in found(told("交易额增长46%。", publisher=publisher, cites=(document,)))]

    first = noted("国际机构，世界电商统计年鉴，2016年8月", "甲报")
    assert first == noted("国际机构，《世界电商统计年鉴》，2016年8月", "乙报")
    assert first != noted("国际机构，世界电商统计年鉴，2017年8月", "乙报")


def test_a_text_that_names_nothing_is_its_own_origin() -> None:
    both = found(told("交易额增长46%。"), told("听说交易额增长46%。", publisher="乙报"))
    assert [o.kind for o in both] == [OriginKind.SOURCE, OriginKind.SOURCE]
    assert all("the trail ends here" in o.end for o in both)


def test_words_that_name_no_document_cite_nothing() -> None:
    data = Ref(None, "数据", "数据", "Document")
    both = found(
        told("数据显示，交易额增长46%。", cites=(data,)),
        told("有数据称交易额增长46%。", publisher="乙报", cites=(data,)),
    )
    assert [o.kind for o in both] == [OriginKind.SOURCE, OriginKind.SOURCE]


def test_a_copy_goes_back_to_what_the_copied_text_cites() -> None:
    first = told("财报显示，交易额增长46%。", cites=(FINANCIALS,))
    later = told("又讯，交易额增长46%。", publisher="乙报", day=3)
    one = found(first, later, shared=(copy(later, first),))
    assert len(one) == 1
    assert [(k.start, k.end, k.read) for k in one[0].links if k.how is Via.COPIED] == [
        (later.id, first.id, True)
    ]


def test_which_of_two_equal_texts_was_first_may_be_unknown() -> None:
    first, later = told("交易额增长46%。"), told("讯，交易额增长46%。", publisher="乙报")
    one = found(first, later, shared=(copy(later, first, Direction.UNKNOWN),))
    assert len(one) == 1
    assert "not known" in one[0].end
    assert [k.how for k in one[0].links] == [Via.SHARED]


def test_a_headline_has_the_origin_of_the_text_below_it() -> None:
    text = "交易额大涨46%！财报显示，交易额增长46%。"
    head, body = told(text, "交易额大涨46%"), told(text, cites=(FINANCIALS,))
    assert head.source.id == body.source.id
    one = found(head, body)
    assert [o.kind for o in one] == [OriginKind.RELEASE]
    assert [k.how for k in one[0].links if k.start == head.id] == [Via.SAME_SOURCE]


def test_words_of_one_speaker_told_within_days_are_one_utterance() -> None:
    def told_on(*days: int) -> int:
        return len(
            found(
                *(
                    told(f"{d}日张阔说交易额增长46%。", publisher=f"报{d}", day=d, speaker=SPEAKER)
                    for d in days
                )
            )
        )

    assert told_on(1, 4) == 1
    assert told_on(1, 25) == 2


def test_two_speakers_are_two_origins() -> None:
    other = Ref(None, "王小明", "王小明", "Person")
    both = found(
        told("张阔说交易额增长46%。", speaker=SPEAKER),
        told("王小明说交易额增长46%。", publisher="乙报", speaker=other),
    )
    assert [o.kind for o in both] == [OriginKind.UTTERANCE, OriginKind.UTTERANCE]


def test_an_outlet_that_is_credited_is_followed_where_it_was_read() -> None:
    reprint = told("转载：交易额增长46%。", publisher="东方财富", day=3, credited="界面新闻")
    named = found(reprint)
    assert [(o.kind, o.read, o.label_zh) for o in named] == [(OriginKind.SOURCE, False, "界面新闻的报道")]
    original = told("交易额增长46%。", publisher="界面新闻", day=2)
    one = found(reprint, original)
    assert [(o.read, len(o.mentions)) for o in one] == [(True, 2)]
    assert [(k.how, k.read) for k in one[0].links] == [(Via.CREDITED, True)]


def test_an_outlet_is_read_for_all_places_of_a_text_that_copies_it_at_one() -> None:
    original = told("交易额增长46%。", publisher="界面新闻", cites=(FINANCIALS,))
    text = "交易额大涨46%！财报显示，交易额增长46%。"
    head = told(text, "交易额大涨46%", publisher="东方财富", day=3, credited="界面新闻")
    body = told(text, publisher="东方财富", day=3, credited="界面新闻", cites=(FINANCIALS,))
    (one,) = found(original, head, body, shared=(copy(body, original),))
    assert [(k.start, k.read) for k in one.links if k.how in (Via.COPIED, Via.CREDITED)] == [(body.id, True)]


def test_the_document_itself_is_known_when_it_is_in_the_graph() -> None:
    label = "《跨境电商发展年度报告》"
    citing = told("交易额增长46%。", cites=(Ref(None, label, label, "Document"),))
    itself = told("本报告：交易额增长46%。", publisher="某研究院", title="跨境电商发展年度报告")
    one = found(citing, itself)
    assert [(o.read, len(o.mentions)) for o in one] == [(True, 2)]
    assert one[0].source == itself.source


def test_claims_that_are_rounded_of_each_other_are_one_figure() -> None:
    coarse = told("张阔说交易额增长46%。", speaker=SPEAKER)
    fine = told(
        "张阔：交易额增长46.3%。",
        "交易额增长46.3%",
        publisher="乙报",
        value="0.463",
        value_text="46.3%",
        speaker=SPEAKER,
    )
    assert len(found(coarse, fine)) == 2
    said = comparison(
        coarse, fine, Relation.ROUNDED, slots=("value", "value"), why="w", why_zh="w", rule="r", confidence=1
    )
    assert len(origins([coarse, fine], [said], lexicon=Lexicon.load())) == 1


def test_figures_of_nobody_do_not_meet() -> None:
    both = found(
        told("张阔说交易额增长46%。", speaker=SPEAKER, subject=None),
        told("张阔：交易额增长46%。", publisher="乙报", speaker=SPEAKER, subject=None),
    )
    assert len(both) == 2


def test_the_order_of_the_mentions_does_not_matter() -> None:
    mentions = [
        told(
            f"第{n}篇，交易额增长46%。",
            publisher=f"报{n % 3}",
            day=n + 1,
            cites=(FINANCIALS,) if n % 2 else (),
        )
        for n in range(9)
    ]
    shared = tuple(copy(mentions[n + 2], mentions[n]) for n in range(0, 6, 2))
    expected = found(*mentions, shared=shared)
    for seed in range(5):
        shuffled = random.Random(seed).sample(mentions, len(mentions))
        assert found(*shuffled, shared=tuple(reversed(shared))) == expected


def test_the_origins_of_some_mentions_are_a_part() -> None:
    first = told("财报显示，交易额增长46%。", cites=(FINANCIALS,))
    other = told("又财报显示，交易额增长46%。", publisher="乙报", cites=(FINANCIALS,))
    part = of_mentions(found(first, other), [first.id])
    assert [o.mentions for o in part] == [(first,)]
    assert {k.start for k in part[0].links} == {first.id}
