"""Who copied what from whom."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from kg.lexicon import Lexicon
from kg.model import Decision, Direction, EditKind, Reuse, SourceAnchor, Text, judgement
from kg.reuse import order, reuses
from tests.reuse.build import STORY, text

LEXICON = Lexicon.load()


def found(later: Text, *earlier: Text) -> list[Reuse]:
    return reuses(later, earlier, lexicon=LEXICON)


def only(later: Text, earlier: Text) -> Reuse:
    (reuse,) = found(later, earlier)
    return reuse


def test_a_copy_in_the_other_script_is_found_whole() -> None:
    reuse = only(text("記者從海關部門瞭解到" + STORY[10:], hour=11, publisher="乙报"), text())
    assert reuse.share > Decimal("0.9")


def test_what_was_dropped_is_told_with_its_place() -> None:
    earlier, later = text(), text(STORY.replace("近46%", "46%"), hour=11, publisher="乙报")
    (edit,) = only(later, earlier).passages[0].edits
    assert (edit.kind, edit.before, edit.after) == (EditKind.DROPPED, "近", "")
    assert earlier.text[slice(*edit.earlier)] == "近"
    assert later.text[: edit.later.start].endswith("增长")


def test_a_changed_figure_is_one_edit() -> None:
    (edit,) = (
        only(text(STORY.replace("1286.4", "1268.4"), hour=11, publisher="乙报"), text()).passages[0].edits
    )
    assert (edit.kind, edit.before, edit.after) == (EditKind.CHANGED, "1286.4", "1268.4")


def test_flashes_of_one_form_are_no_copies() -> None:
    flash = "截至收盘，沪指报{}点，涨{}%，深成指报{}点，涨{}%，两市全天成交额{}亿元，板块涨多跌少"
    one = text(flash.format("3241.76", "0.52", "11951.1", "1.02", "9127"))
    other = text(flash.format("3238.95", "0.17", "12035.2", "0.77", "11001"), hour=15, publisher="乙报")
    assert found(other, one) == []


def test_notices_about_two_companies_are_no_copies() -> None:
    notice = "{}公告，公司拟以现金方式收购{}{}%股权，交易对价合计{}亿元，本次交易不构成重大资产重组"
    one = text(notice.format("海川股份", "远山科技", "51", "6.81"))
    assert (
        found(text(notice.format("明湖电子", "东岭材料", "60", "4.51"), hour=10, publisher="乙报"), one) == []
    )


def test_a_credit_line_decides_whatever_the_hour() -> None:
    cna = text(publisher="中央社", hour=12)
    rfi = text("据中央社报道，" + STORY, publisher="法国国际广播电台", hour=11)
    reuse = only(cna, rfi)
    assert (reuse.direction, reuse.later.publisher) == (Direction.CREDIT, "法国国际广播电台")


def test_a_share_of_that_name_is_no_credit() -> None:
    later = text(STORY + "东方财富涨5%。", publisher="乙报", hour=11)
    assert only(later, text(publisher="东方财富")).direction is Direction.DATE


def test_two_who_credit_a_third_have_a_common_origin() -> None:
    reuse = only(text(STORY + "完。", hour=11, publisher="乙报", credited="新华社"), text(credited="新华社"))
    assert (reuse.direction, reuse.origin) == (Direction.UNKNOWN, "新华社")


def test_one_publisher_is_a_family() -> None:
    assert only(text(STORY + "更多消息稍后发布。", hour=11), text()).direction is Direction.FAMILY


def test_outlets_of_one_house_are_a_family() -> None:
    later = text(STORY + "完。", hour=11, publisher="澎湃新闻")
    assert only(later, text(publisher="界面新闻")).direction is Direction.FAMILY


def test_without_dates_nobody_knows() -> None:
    assert only(text(STORY + "完。", publisher="乙报", published=None), text()).direction is Direction.UNKNOWN


def test_an_hour_is_compared_in_one_zone() -> None:
    east = text(published=datetime.fromisoformat("2022-06-09T10:00:00+08:00")).source
    west = text(published=datetime(2022, 6, 9, 3, tzinfo=UTC)).source
    assert order(east) < order(west)
    assert order(text(published=date(2022, 6, 9)).source) < order(west)


def notice(name: str, more: str) -> str:
    form = (
        "公司股票连续三个交易日收盘价格跌幅偏离值累计超过20%，属于股票交易异常波动，"
        "经自查并向控股股东核实，前期披露的信息不存在需要更正或者补充之处"
    )
    return f"{name}：{more}\n{name}公告，{form}。{name}{more}。"


def test_one_phrase_of_the_law_in_notices_of_two_companies_is_no_copy() -> None:
    one = text(notice("海川股份", "目前不生产传感器"))
    assert found(text(notice("明湖电子", "主营业务仍是照明"), hour=10, publisher="乙报"), one) == []
    copied = notice("海川股份", "目前不生产传感器").replace("：", "澄清传闻，", 1)
    assert len(found(text(copied, hour=10, publisher="乙报"), one)) == 1


def test_an_item_of_a_survey_is_a_copy() -> None:
    survey = "晚间要闻\n晚间要闻如下：1、" + "县里新建的图书馆昨天开放，读者可以借阅和自修；"
    survey += "".join(
        f"{n}、{place}的农户说今年雨水足，收成会好；" for n, place in enumerate("东南西北上下左右", 2)
    )
    item = "海川股份：签下订单\n海川股份公告，" + STORY
    assert len(found(text(survey + STORY, hour=10, publisher="乙报"), text(item))) == 1


def test_a_flash_that_comes_again_with_its_new_figure_is_no_copy() -> None:
    flash = "甲报6月9日电，截至目前，跨境资金净流入额达{}亿元。"
    assert found(text(flash.format("180"), hour=11), text(flash.format("20"))) == []
    assert found(text(flash.format("30"), hour=11), text(flash.format("20"))) == []
    copied = text(flash.format("20").removeprefix("甲报6月9日电，"), publisher="乙报")
    assert len(found(copied, text(flash.format("20")))) == 1


def test_a_flash_of_a_running_story_is_no_copy() -> None:
    one = text("甲报6月9日电，棕榈油期货主力合约涨超6%，报9889元。")
    assert found(text("甲报6月9日电，棕榈油期货主力合约尾盘拉升涨超9%，站上一万元。", hour=11), one) == []


def test_two_sentences_of_one_speech_are_no_copies() -> None:
    one = text("甲报6月9日电，省长周明远在东湖论坛上表示，跨境结算中人民币的占比为65%。")
    other = text(
        "甲报6月9日电，省长周明远在东湖论坛上表示，全省今年的物价涨幅会接近5.2%，正在放缓。", hour=10
    )
    assert found(other, one) == []


def test_the_name_of_a_document_is_nothing_copied() -> None:
    lead = (
        "东湖市人民政府办公厅印发《关于深化东湖市临空经济区建设促进航空物流与高端制造融合发展的若干措施》，"
    )
    one = text(lead + "提出支持航空公司加密国际货运航线，鼓励口岸延长通关服务时间。")
    other = text(lead + "要求学校和医院同步规划，为新来的居民修建公园、步道和车站。", hour=10)
    assert found(other, one) == []


def test_a_person_decides_which_is_the_copy() -> None:
    earlier, later = text(), text(STORY.replace("近46%", "46%"), hour=11, publisher="乙报")
    word = judgement(
        Decision.COPY_OF,
        author="李",
        time=datetime(2022, 7, 1, tzinfo=UTC),
        reason="问过编辑",
        sources=(SourceAnchor.of(earlier.source), SourceAnchor.of(later.source)),
    )
    said = {(earlier.source.id, later.source.id): word}
    (reuse,) = reuses(later, [earlier], lexicon=LEXICON, said=said)
    assert (reuse.later, reuse.earlier) == (earlier.source, later.source)
    assert (reuse.direction, "问过编辑" in reuse.why_zh) == (Direction.JUDGEMENT, True)


def test_what_a_person_calls_a_copy_needs_no_long_passage() -> None:
    earlier = text("全省前五个月的跨境电商进出口总额创下新高，港口忙碌。")
    later = text("一位读者写道，" * 20 + "跨境电商进出口总额创下新高。", hour=11, publisher="乙报")
    assert found(later, earlier) == []
    word = judgement(
        Decision.COPY_OF,
        author="李",
        time=datetime(2022, 7, 1, tzinfo=UTC),
        reason="问过编辑",
        sources=(SourceAnchor.of(later.source), SourceAnchor.of(earlier.source)),
    )
    said = {(later.source.id, earlier.source.id): word}
    assert [one.known for one in reuses(later, [earlier], lexicon=LEXICON, said=said)] == [True]
