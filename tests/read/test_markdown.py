"""Markdown and plain text to blocks."""

from __future__ import annotations

import pytest

from kg.errors import BrokenMetadata
from kg.model import BlockKind
from tests.read.builders import outline, read, words


def test_front_matter_gives_title_date_and_link() -> None:
    document = read(
        "---\ntitle: '出口 “增长”'\ndate: 2022-06-10\nlink: https://example.org/1\n---\n\n出口增长一成。\n",
        "a.md",
    )
    assert outline(document) == [("title", "出口 “增长”"), ("paragraph", "出口增长一成。")]
    assert document.source.published is not None
    assert document.source.published.isoformat() == "2022-06-10"
    assert document.source.url == "https://example.org/1"
    assert document.raw[slice(*document.offsets.bytes_of(0, 2) or ())].decode() == "出口"


def test_headings_lists_quotes_and_emphasis() -> None:
    document = read(
        "# 年报\n\n## 收入\n\n- **收入**增长[两成](http://e.org)\n- 利润*持平*\n\n> 摘要一句。\n\n第 *一* 段，`代码`。\n",
        "a.md",
    )
    assert outline(document) == [
        ("title", "年报"),
        ("heading", "收入"),
        ("list_item", "收入增长两成"),
        ("list_item", "利润持平"),
        ("digest", "摘要一句。"),
        ("paragraph", "第 一 段，代码。"),
    ]


def test_piped_tables_and_footnotes() -> None:
    document = read(
        "收入见下表[^1]。\n\n| 年 | 收入 |\n|---|---|\n| 2021 | 1 |\n\n[^1]: 公司年报。\n", "a.md"
    )
    (block,) = document.of_kind(BlockKind.TABLE)
    assert block.table is not None
    assert [[document.text[slice(*cell)] for cell in row] for row in block.table.rows] == [
        ["年", "收入"],
        ["2021", "1"],
    ]
    assert document.blocks[0].markers[0].label == "1"
    note = document.footnotes()["1"]
    assert document.text[note.start : note.end] == "公司年报。"


CUT = """在这一年里，公司把业务的重心放到了海外市场，海外市场的收

---

<sup>1</sup>公司年报。

入因此增长了两成，占到总收入的一半<sup>1</sup>。
"""


def test_a_sentence_cut_by_a_page_break_is_whole_and_the_note_follows() -> None:
    document = read(CUT, "a.md")
    assert [kind for kind, _ in outline(document)] == ["paragraph", "footnote"]
    assert "海外市场的收入因此增长了两成" in document.text


def test_latin_words_keep_a_space_where_a_page_break_stood() -> None:
    document = read(
        "The company said that its revenue from overseas markets\n\n---\n\nrose by 46 percent in the last fiscal year.\n",
        "a.md",
    )
    assert "overseas markets rose by 46 percent" in document.text


def test_a_finished_sentence_is_not_joined() -> None:
    document = read(
        "在这一年里，公司把业务的重心放到了海外市场，收入大增。\n\n---\n\n第二年的情况则完全不同，收入没有增长。\n",
        "a.md",
    )
    assert len(words(document, BlockKind.PARAGRAPH)) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: a: b\n---\n正文。\n", "line 2"),
        ("---\ntitle: a\nlist: [1, 2\n---\n正文。\n", "line 4"),
        ("---\ntitle: &x a\nother: *x\n---\n正文。\n", "line 2: YAML anchors"),
        ("---\ntitle: a\n正文。\n", "never closed"),
        ("---\na: " + "[" * 50 + "]" * 50 + "\n---\n正文。\n", "nests too deep"),
    ],
)
def test_broken_front_matter_is_named_with_its_line(text: str, line: str) -> None:
    with pytest.raises(BrokenMetadata, match=line) as caught:
        read(text, "news/a.md")
    assert str(caught.value).startswith("news/a.md: ")


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert words(read("---\n\n正文第一段，收入增长。\n\n---\n", "a.md")) == ["正文第一段，收入增长。"]


def test_wrapped_lines_of_plain_text_are_one_paragraph() -> None:
    text = "公司昨日公布了上一财年的年报全年的收\n入同比增长了两成其中来自海外市场的收\n入增长更快达到了四成董事会因此提议每\n股派息一元。\n第二段说的是另外一件事。\n"
    assert words(read(text, "a.txt")) == [text.split("第二")[0].replace("\n", ""), "第二段说的是另外一件事。"]


def test_lines_that_are_not_wrapped_are_paragraphs() -> None:
    assert len(words(read("第一段，收入增长。\n第二段，利润下降，但降幅收窄。\n第三段。\n", "a.txt"))) == 3


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "hostile",
    [
        "[" * 200_000,
        "**a " * 50_000,
        "*a " * 50_000,
        "[a](" * 50_000,
        "<!--" * 50_000,
        "> " * 50_000,
        "`a" * 50_000,
    ],
)
def test_hostile_markdown_is_read_in_linear_time(hostile: str) -> None:
    assert read("# 标题\n\n开头" + hostile, "a.md").text.startswith("标题")


MIXED = """# 年报

收入增长两成，好于预期，公司在年报中说，下一年的增长会放慢。

<table><tr><td>年</td><td>收入</td></tr>
<tr><td>2021</td><td>1</td></tr></table>

<img src="x.png">

**利润**也有增长，但比收入慢，原因是成本上升，公司说会继续控制成本。

第二年的情况没有变化。
"""


def test_html_blocks_between_markdown_are_read_as_html() -> None:
    document = read(MIXED, "a.md")
    assert [kind for kind, _ in outline(document)] == [
        "title",
        "paragraph",
        "table",
        "paragraph",
        "paragraph",
    ]
    assert words(document, BlockKind.PARAGRAPH)[1].startswith("利润也有增长")
