"""HTML to blocks."""

from __future__ import annotations

import pytest

from kg.errors import TooLarge
from kg.model import BlockKind
from tests.read.builders import outline, read, words


def test_what_a_browser_does_not_show_is_no_text() -> None:
    document = read(
        "<p>第一句。</p><script>var 秘密 = '<p>脚本</p>';</script><style>p{}</style><p style='display: none'>隐藏</p>"
        "<div hidden>隐藏<p>也隐藏</p></div><!-- 注释 --><p>第二句。</p>"
    )
    assert words(document) == ["第一句。", "第二句。"]


def test_entities_are_decoded_and_mapped_as_a_whole() -> None:
    document = read("<p>A&amp;B&nbsp;收入&#20803;</p>")
    assert document.text == "A&B 收入元"
    assert document.offsets.bytes_of(1, 2) == (4, 9)


def test_blanks_and_line_breaks_of_the_markup_are_squeezed() -> None:
    document = read("<p>\n\t收入增\n长了  <b>46</b> %，\u200b看\u00ad好 </p>")
    assert document.text == "收入增长了 46 %，看好"


def test_a_bold_line_is_a_heading_and_a_bold_lead_is_not() -> None:
    document = read(
        "<p><strong>海外业务</strong></p><p><strong>公司昨日公布了年报，收入同比增长两成。</strong></p>"
    )
    assert outline(document) == [
        ("heading", "海外业务"),
        ("paragraph", "公司昨日公布了年报，收入同比增长两成。"),
    ]


def test_captions_are_told_from_paragraphs() -> None:
    document = read(
        "<figure><img src='a'><figcaption>港口一景</figcaption></figure><p>收入增长。</p>"
        "<p align='center'><img src='b'></p><p align='center'>出口额逐年走势</p><p>图片来源：某某社</p>"
    )
    assert words(document, BlockKind.CAPTION) == ["港口一景", "出口额逐年走势", "图片来源：某某社"]


def test_list_items_of_links_only_are_navigation() -> None:
    document = read("<ul><li>收入增长两成。</li><li><a href='/x'>下一条新闻标题</a></li></ul>")
    assert outline(document) == [("list_item", "收入增长两成。"), ("boilerplate", "下一条新闻标题")]


def test_footnote_markers_leave_the_text_and_exponents_stay() -> None:
    document = read(
        "<p>占地3 km<sup>2</sup>，收入增长<sup>[1]</sup>两成，覆盖85<sup>+</sup>国。</p><p><sup>[1]</sup>公司年报。</p>"
    )
    assert document.text == "占地3 km2，收入增长两成，覆盖85国。\n公司年报。"
    placed = [(marker.label, document.text[marker.at :][:2]) for marker in document.blocks[0].markers]
    assert placed == [("1", "两成"), ("+", "国。")]
    assert document.footnotes()["1"].start == document.blocks[1].start


def test_a_table_has_spans_for_its_cells_also_for_those_that_span_several() -> None:
    document = read(
        "<p>单位：亿元</p><table><caption>收入</caption><tr><th>年</th><th colspan=2>收入</th></tr>"
        "<tr><td rowspan=2>2021</td><td>上</td><td>1</td></tr><tr><td>下</td><td>2</td></tr></table>"
    )
    (block,) = document.of_kind(BlockKind.TABLE)
    assert block.table is not None
    rows = [[document.text[slice(*cell)] for cell in row] for row in block.table.rows]
    assert rows == [["年", "收入", "收入"], ["2021", "上", "1"], ["2021", "下", "2"]]
    assert block.table.caption is not None
    assert document.text[slice(*block.table.caption)] == "收入"
    assert document.text[block.start : block.end] == "年\t收入\n2021\t上\t1\n下\t2"


def test_a_table_for_the_layout_is_read_as_paragraphs() -> None:
    long = "公司公布年报，收入同比增长两成，利润也有增长。" * 20
    document = read(
        f"<table><tr><td>导航</td><td><p>{long}</p></td></tr><tr><td>a</td><td>b</td></tr></table>"
    )
    assert (("paragraph", long)) in outline(document)


def test_unclosed_and_stray_tags_do_no_harm() -> None:
    document = read("<p>第一段。<p>第二<b>段。</i></p></div><li>第三<br>第四<td>第五</table>")
    assert words(document) == ["第一段。", "第二段。", "第三", "第四", "第五"]


def test_a_date_in_a_sentence_stays_there_and_a_date_alone_is_furniture() -> None:
    document = read(
        "<p><time>2022年6月1日</time>起，关税下调。</p><div><time>2022年6月2日 08:45</time></div>"
    )
    assert outline(document) == [
        ("paragraph", "2022年6月1日起，关税下调。"),
        ("boilerplate", "2022年6月2日 08:45"),
    ]


def test_a_bare_less_than_sign_is_text() -> None:
    assert read("<p>增速 < 5%，a<3</p>").text == "增速 < 5%，a<3"


@pytest.mark.parametrize(
    ("bomb", "message"),
    [
        ("<b>" * 100_000, "nests HTML more than 512"),
        ("<table><tr><td>" * 100_000, "nests HTML more than 512"),
        ("<b></b>" * 600_000, "more than 1,000,000 tags"),
    ],
)
def test_a_bomb_is_refused_with_one_line(bomb: str, message: str) -> None:
    with pytest.raises(TooLarge, match=message) as caught:
        read(bomb, "bomb.html")
    assert str(caught.value).startswith("bomb.html: ")
    assert "\n" not in str(caught.value)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "markup",
    [
        '<a "' * 300_000,
        "<!--" * 300_000,
        "<script>" * 300_000,
        "&" * 1_000_000,
        "<b>" * 400 + "<p>x</i></p>" * 20_000,
        "<table>" + ("<tr>" + "<td colspan=64 rowspan=64>1</td>" * 60 + "</tr>") * 60,
    ],
)
def test_hostile_markup_is_read_in_linear_time(markup: str) -> None:
    assert read("<p>开头。</p>" + markup).text.startswith("开头。")


def test_a_doctype_with_entities_defines_nothing() -> None:
    document = read(
        '<!DOCTYPE html [<!ENTITY b "炸弹">]><html><body><p>正文一句。</p><p>&b;</p></body></html>'
    )
    assert "炸弹" not in words(document)


PAGE = """<!doctype html><html lang="zh"><head><title>出口增长一成 - 某某财经网</title>
<meta property="article:published_time" content="2022-06-10T14:01:35+08:00"><meta property="og:site_name" content="某某财经网">
<link rel="canonical" href="https://news.example.org/a/1.html"></head><body>
<nav><a href="/">首页</a> <a href="/cj">财经</a></nav>
<article><h1>出口增长一成</h1>
<p>海关今天公布的数据显示，今年前五个月出口同比增长一成，好于市场此前的普遍预期，民营企业的表现尤其突出。</p>
<p>分析人士说，海外需求的恢复和物流的改善是主要原因，下半年的走势还要看主要市场的利率和汇率如何变化。</p></article>
<footer>联系我们 关于本站 版权所有</footer></body></html>"""


def test_of_a_page_the_main_text_is_taken_and_the_head_is_believed() -> None:
    document = read(PAGE, "page.html")
    assert words(document)[0] == "出口增长一成"
    assert [kind for kind, _ in outline(document)] == ["title", "paragraph", "paragraph"]
    source = document.source
    assert (source.title, source.publisher, source.url) == (
        "出口增长一成",
        "某某财经网",
        "https://news.example.org/a/1.html",
    )
    assert source.published is not None
    assert source.published.isoformat() == "2022-06-10T14:01:35+08:00"
