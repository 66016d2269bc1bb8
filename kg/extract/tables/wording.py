"""What the reader of tables needs to know of a language: the words of heads, titles and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import regex


@dataclass(frozen=True, slots=True)
class TableWords:
    """Patterns over folded text."""

    label: str
    """The language of labels: `zh`."""
    rank: regex.Pattern[str]
    """排名, 序号, no."""
    rank_change: regex.Pattern[str]
    """排名变化"""
    not_measured: regex.Pattern[str]
    """Heads of columns whose numbers measure nothing: 代码, 电话, 成立年份."""
    change: regex.Pattern[str]
    """同比, 增速: what stands below is a change."""
    rate: regex.Pattern[str]
    """Of those, the ones whose bare numbers are percent: 同比, 增速, not 增减额."""
    month: regex.Pattern[str]
    """环比: the change is from the month before."""
    quarter: regex.Pattern[str]
    share: regex.Pattern[str]
    """占比, 份额."""
    ratio_metric: regex.Pattern[str]
    """A metric that is a percentage of its own: 毛利率."""
    measure: regex.Pattern[str]
    """What a metric that the vocabulary does not know ends with: …额, …数."""
    previous: regex.Pattern[str]
    """去年同期: a head that shows the year before the table's own period."""
    current: regex.Pattern[str]
    """本期"""
    score: regex.Pattern[str]
    """得分, 指数: bare numbers are points."""
    generic: regex.Pattern[str]
    """绝对量, 金额: a head that says only that figures follow; the row says what they are."""
    total: regex.Pattern[str]
    """合计: a row that narrows nothing."""
    sorted_by: regex.Pattern[str]
    """（按GMV排序）; its first group is the metric of the ranks."""
    partners: regex.Pattern[str]
    """A title whose rows are partners of its owner, not owners themselves: 对…出口, 贸易伙伴."""
    corporate: regex.Pattern[str]
    """A metric of companies, whose regions are no owners of it: 营业收入."""
    source_line: regex.Pattern[str]
    """数据来源：…; its first group is the source."""
    unit_lead: regex.Pattern[str]
    """单位："""
    title_lead: regex.Pattern[str]
    """表3, Table 2:"""
    forecast: regex.Pattern[str]
    """2025E, 预测"""
    scales: Mapping[str, Decimal]
    """百, 万, 亿; million, bn."""
