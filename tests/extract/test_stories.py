"""A digest tells many stories under one title: nothing of one is carried into the next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract import load
from kg.extract.extractor import Extractor
from kg.extract.stories import stories
from kg.model import Block, BlockKind, Document, Mention
from tests.extract.documents import document

DIGEST = """公司新闻简报：微信新增一个功能
#青岚第一季度营收同比增长55.4%
青岚发布一季报显示，总营收为7.4亿元。
#声屿第一季度净亏损同比扩大83%
声屿公布了一季报，营收3859万美元。
#阿里巴巴第四财季收入增长9%
阿里巴巴发布业绩，第四财季收入为2040亿元。
#新功能说明会，下周三在线上举行
目前的用户为3亿人。"""


def headed(text: str) -> Document:
    """A document with a title, in which lines that begin with # are headings."""
    made = document(text.replace("#", " "), title=True, published="2022-05-26")
    blocks = tuple(
        Block(BlockKind.HEADING, block.start + 1, block.end)
        if text[block.start] == "#"
        else Block(block.kind, block.start, block.end)
        for block in made.blocks
    )
    return replace(made, blocks=blocks)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


@pytest.fixture(scope="module")
def told(extractor: Extractor) -> dict[str, Mention]:
    return {m.quantity.text: m for m in extractor(headed(DIGEST)) if m.quantity}


def subject(mention: Mention) -> str | None:
    return mention.subject.label if mention.subject else None


def test_each_headline_begins_a_story() -> None:
    made = headed(DIGEST)
    found = stories(made.text, made.blocks)
    head = found.head(made.text.index("2040亿"))
    assert head is not None
    assert made.text[head.start : head.end] == "阿里巴巴第四财季收入增长9%"


def test_sections_of_one_story_are_no_digest() -> None:
    made = headed("平台发展报告\n#1.1 新时代的主体：中小企业\n订单增长3%。\n#未来如何？\n价格上涨2%。")
    assert not stories(made.text, made.blocks).several


def test_figures_belong_to_the_company_of_their_story(told: dict[str, Mention]) -> None:
    assert subject(told["7.4亿元"]) == "青岚"
    assert subject(told["3859万美元"]) == "声屿"


def test_the_title_owns_no_figure_of_another_story(told: dict[str, Mention]) -> None:
    assert subject(told["3亿人"]) != "WeChat"


def test_a_fiscal_year_holds_in_the_story_of_its_company(told: dict[str, Mention]) -> None:
    periods = [told[text].period for text in ("55.4%", "7.4亿元", "83%", "9%")]
    assert {period and period.start.isoformat() for period in periods} == {"2022-01-01"}


def test_results_of_one_company_are_not_cited_for_another(told: dict[str, Mention]) -> None:
    assert [ref.text for ref in told["7.4亿元"].cites] == ["青岚一季报"]
    assert not any("青岚" in ref.text for ref in told["2040亿元"].cites)
