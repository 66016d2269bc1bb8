"""The words of Chinese tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from kg.extract.context import Context
from kg.extract.tables import TableWords
from kg.extract.tables import table_mentions as read_tables
from kg.extract.zh.attribution import Voices
from kg.model import Block, Mention, Ref

WORDS = TableWords(
    label="zh",
    rank=regex.compile(r"排名|排行|名次|序号|位次|位序|^no\.?$|^#$|\brank\b"),
    rank_change=regex.compile(r"(?:排名|名次|位次)(?:的)?(?:变化|变动|升降|增减)"),
    not_measured=regex.compile(
        r"代码|编号|编码|电话|邮编|(?:成立|上市|出生|发布|创立)(?:年份|时间|日期)?$|^日期$|网址|备注|年龄段"
    ),
    change=regex.compile(
        r"(?:较|比|与|相比于?)?(?:上年|去年|上期|同期|上月|上季度?|期初|年初)?(?:同期)?(?:相比)?(?:同比|环比|按年|按月)?(?:增长率|增长|增幅|涨幅|跌幅|降幅|增速|增减额?|增量|变动率?|变化率?|变化|升降|成长率)(?:幅度|比例|率|额)?"
        r"|同比|环比|按年|按月|年增率?|年减率?|月增率?|growth|change|yoy|qoq"
    ),
    rate=regex.compile(
        r"同比|环比|按年|按月|增长率|增速|增幅|涨幅|跌幅|降幅|成长率|变动率|变化率|年增|月增|幅度|growth|yoy|增长(?!额)"
    ),
    month=regex.compile(r"环比|按月|月增|较上月|比上月"),
    quarter=regex.compile(r"较上季|按季|比上季|qoq"),
    share=regex.compile(r"占比|比重|份额|占有率|构成|市占率|share"),
    ratio_metric=regex.compile(r"率(?![a-z])|利润率|指数"),
    measure=regex.compile(
        r"(?:额|量|数|值|价|率|费|款|金额|规模|收入|营收|利润|产值|面积|里程|资产|负债|权益|成本|市值|总计数|得分|评分|指数|gdp|gmv)(?:合计|总计)?$"
    ),
    previous=regex.compile(r"[去上]年(?:同期)?数?|上期|前值"),
    current=regex.compile(r"本期数?|本年数?|当期"),
    score=regex.compile(r"得分|评分|分数|指数|分值"),
    generic=regex.compile(
        r"绝对[量数额值]|数[值额据]|金额|本期[数额值]?|本年[数额]?|当期[数值]?|实绩|指标值?|总量|合计数|value|amount"
    ),
    total=regex.compile(r"合计|总计|总和|总额|总数|总体|小计|全部|整体|共计|全国|全球|全市|全省|total"),
    sorted_by=regex.compile(r"按(?:照)?([^（）()，]{1,16}?)(?:从高到低|由高到低|降序)?(?:排序|排名|排列|计)"),
    partners=regex.compile(
        r"[对自从向与同][^，。]{0,10}(?:出口|进口|贸易|投资|往来)|贸易伙伴|目的地|来源地|出口市场|进口来源|国别"
    ),
    corporate=regex.compile(r"收入|营收|销售额|毛利|利润|订单"),
    source_line=regex.compile(r"\s*(?:数据|资料|資料|數據|信息)(?:来源|來源)[：:]\s*([^\n]+)"),
    unit_lead=regex.compile(r"\s*[（(]?\s*(?:计量|货币|金额)?单位\s*[:：]?\s*"),
    title_lead=regex.compile(r"\s*(?:附?[表图]\s?[\d一二三四五六七八九十]+(?:[-－.]\d+)*)\s*[:：.、]?\s*"),
    forecast=regex.compile(r"(?:19|20)\d\d\s?年?\(?e\)?$|预测|预计|预期|目标"),
    scales={
        "十": Decimal(10),
        "百": Decimal(100),
        "千": Decimal(1000),
        "万": Decimal(10) ** 4,
        "百万": Decimal(10) ** 6,
        "亿": Decimal(10) ** 8,
        "十亿": Decimal(10) ** 9,
        "兆": Decimal(10) ** 12,
        "million": Decimal(10) ** 6,
        "mn": Decimal(10) ** 6,
        "billion": Decimal(10) ** 9,
        "bn": Decimal(10) ** 9,
    },
)


def table_mentions(ctx: Context, voices: Voices, *, base: str) -> Iterator[Mention]:
    """A mention for each measured cell of each table."""

    def cited(block: Block) -> tuple[Ref, ...]:
        return tuple(c.ref for c in voices.cited_between(block.start, block.end - 1))

    return read_tables(ctx, WORDS, cited, base=base)
