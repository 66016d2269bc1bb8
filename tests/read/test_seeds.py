"""The five documents that the project was created from."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

import pytest

from kg.model import BlockKind, Document
from kg.read import read_bytes, read_path

SEEDS = Path(__file__).parents[2] / "seeds"
CHINA = timezone(timedelta(hours=8))


@lru_cache
def seed(number: str) -> Document:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    (document,) = read_path(path)
    return document


def words(document: Document, *kinds: BlockKind) -> list[str]:
    return [document.text[block.start : block.end] for block in document.of_kind(*kinds)]


@pytest.mark.parametrize(
    ("number", "publisher", "credited", "published"),
    [
        ("000", "东方财富", "界面新闻", datetime(2022, 6, 12, 16, 22, 34, tzinfo=CHINA)),
        ("001", "观察者网", "观察者网", datetime(2022, 6, 10, 22, 1, 35, tzinfo=CHINA)),
        ("002", "阿里研究院", None, date(2018, 4, 1)),
        ("003", "每日经济新闻", "每日经济新闻", datetime(2022, 5, 26, 22, 4, 46, tzinfo=CHINA)),
    ],
)
def test_who_published_it_and_when(
    number: str, publisher: str, credited: str | None, published: date
) -> None:
    source = seed(number).source
    assert (source.publisher, source.credited, source.published) == (publisher, credited, published)


def test_the_link_after_the_body_is_the_original_and_not_text() -> None:
    document = seed("000")
    assert document.source.url == "http://finance.eastmoney.com/news/1350,202206122409482574.html"
    assert "eastmoney.com" not in document.text


def test_the_quote_before_the_body_is_the_digest_and_the_links_after_it_are_boilerplate() -> None:
    document = seed("000")
    (digest,) = words(document, BlockKind.DIGEST)
    assert (digest[:4], digest[-6:]) == ("针对很多", "（界面新闻）")
    assert words(document, BlockKind.BOILERPLATE) == ["返回东财滚动新闻｜返回首页"]


def test_title_comes_first_with_its_blank_as_written() -> None:
    document = seed("000")
    assert document.blocks[0].kind is BlockKind.TITLE
    assert "越南外贸的增长 未对" in words(document, BlockKind.TITLE)[0]


def test_tags_inside_a_sentence_leave_no_trace() -> None:
    assert (
        "近日，阿里巴巴国际站总裁张阔在一场官方直播演讲中，梳理了过去数月阿里巴巴国际站的更新与迭代"
        in seed("000").text
    )


def test_bold_lines_are_headings_and_grey_lines_under_pictures_captions() -> None:
    document = seed("001")
    assert words(document, BlockKind.HEADING) == [
        "外贸中小企业从“算大帐”到“算小账”",
        "外贸中小企业具备承接海外高质量订单的能力",
    ]
    assert [caption[:8] for caption in words(document, BlockKind.CAPTION)] == [
        "过去20年里，民",
        "海关数据分析表明",
    ]


def test_a_writer_named_in_the_first_line_is_the_author() -> None:
    assert seed("001").source.authors == ("卢思叶",)


def test_the_report_takes_from_its_sidecar_what_it_does_not_say() -> None:
    source = seed("002").source
    assert source.title == "阿里巴巴中小企业跨境贸易发展报告"
    assert source.authors == ("阿里研究院", "阿里巴巴中小企业国际贸易事业部")
    assert source.kind == "report"


@pytest.mark.parametrize(
    "joined",
    [
        "贸易形态、商业模式、组织方式都因此发生了重大变革",
        "中间环节复杂、信息不透明，资源分配不合理",
        "较去年同期提高0.4个百分点",
        "高峰论坛开幕式上的演讲中指出",
        "正在对全球经济社会产生巨大而深远的影响",
    ],
)
def test_sentences_that_a_page_break_cut_are_whole(joined: str) -> None:
    assert joined in seed("002").text


def test_footnotes_stand_apart_and_their_markers_are_kept() -> None:
    document = seed("002")
    notes = document.footnotes()
    assert sorted(map(int, notes)) == list(range(1, 37))
    assert document.text[notes["4"].start : notes["4"].end] == "WTO，世界贸易统计数据，2016年8月。"
    marked = {
        marker.label: document.text[marker.at - 4 : marker.at]
        for block in document.of_kind(BlockKind.PARAGRAPH)
        for marker in block.markers
    }
    assert (marked["2"], marked["34"]) == ("40 亿", "总署数据")
    assert marked.keys() == notes.keys()


def test_a_large_figure_and_its_label_are_one_caption() -> None:
    captions = words(seed("002"), BlockKind.CAPTION)
    assert "85 CES线上直播覆盖国家" in captions
    assert "7-8倍 供应商获得询盘增长" in captions
    assert "超级信用证交单金额（亿美元）" in captions


def test_a_numbered_line_is_a_heading_without_a_mark() -> None:
    headings = words(seed("002"), BlockKind.HEADING)
    assert "2.3数据的应用：数据让交易更可靠" in headings
    assert "趋势六：中国制造品牌化" in headings


def test_contents_advertisement_and_people_are_boilerplate() -> None:
    furniture = words(seed("002"), BlockKind.BOILERPLATE)
    for line in (
        "目录",
        "关注公众号：mifengMBA",
        "扫一扫",
        "肖露 国际贸易事业部数据产品专家",
        "趋势二：采购碎片化 27",
    ):
        assert line in furniture
    assert words(seed("002"), BlockKind.LIST_ITEM) == []


def test_tables_have_rows_heads_and_the_line_before_as_caption() -> None:
    document = seed("002")
    tables = [block.table for block in document.of_kind(BlockKind.TABLE) if block.table]
    assert [len(table.rows) for table in tables] == [16, 11, 6, 12, 5, 16, 16]
    last = tables[-1]
    assert [document.text[slice(*cell)] for cell in last.rows[2]] == ["2", "印度", "86.7%"]
    assert last.heads == 1
    assert last.caption is not None
    assert document.text[slice(*last.caption)] == "TOP出口国家和地区（按活跃买家数排序）"


def test_a_table_that_goes_on_after_a_page_break_keeps_its_caption() -> None:
    document = seed("002")
    captions = [block.table.caption for block in document.of_kind(BlockKind.TABLE) if block.table]
    assert captions[1] == captions[2] is not None
    assert captions[3] == captions[4] is not None


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_character_maps_to_its_own_bytes(number: str) -> None:
    document = seed(number)
    for at, character in enumerate(document.text):
        place = document.offsets.bytes_of(at, at + 1)
        if place is None:
            assert character in "\n\t"
        elif not character.isspace():
            assert document.raw[slice(*place)].decode("utf-8") in (character, "&amp;")


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_plain_text_needs_neither_the_name_nor_the_sidecar(number: str) -> None:
    document = seed(number)
    again = read_bytes(document.raw, name="stored", media_type=document.source.media_type)
    assert (again.text, again.blocks, again.offsets) == (document.text, document.blocks, document.offsets)
