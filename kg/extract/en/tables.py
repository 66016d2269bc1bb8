"""The words of English tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex

from kg.extract.context import Context
from kg.extract.tables import TableWords
from kg.extract.tables import table_mentions as read_tables
from kg.model import Mention

WORDS = TableWords(
    label="zh",
    rank=regex.compile(r"\brank(?:ing)?\b|^no\.?$|^#$|\bposition\b"),
    rank_change=regex.compile(r"\bchange in rank|\brank(?:ing)? change"),
    not_measured=regex.compile(r"\b(?:code|ticker|phone|founded|since|date|id|notes?)\b"),
    change=regex.compile(
        r"\b(?:(?:year[- ]on[- ]year|year[- ]over[- ]year|y/y|yoy|qoq|mom|annual|percentage|percent|%)\s*)*(?:growth(?: rate)?|change|increase|decrease|variation|yoy|y/y|qoq|mom)\b"
    ),
    rate=regex.compile(r"growth|yoy|y/y|year[- ]o|%|percent|qoq|mom"),
    month=regex.compile(r"\bmom\b|month[- ]o"),
    quarter=regex.compile(r"\bqoq\b|quarter[- ]o"),
    share=regex.compile(r"\b(?:share|proportion|% of|percent of)\b"),
    ratio_metric=regex.compile(r"\b(?:rate|margin|ratio|yield)\b"),
    measure=regex.compile(
        r"\b(?:revenue|sales|income|profit|loss|exports?|imports?|trade|volume|value|number|users|population|gdp|assets|liabilities|equity|output|production|price|cost|costs|expenses|rate|margin|score|index)s?$"
    ),
    previous=regex.compile(r"\b(?:last year|prior year|previous year|year earlier|year ago)\b"),
    current=regex.compile(r"(?:this|current) (?:year|period)"),
    score=regex.compile(r"\b(?:score|index|points)\b", regex.IGNORECASE),
    generic=regex.compile(r"values?|amounts?|figures?|actuals?|items?"),
    total=regex.compile(r"(?:grand )?total|overall|all|subtotal|world"),
    sorted_by=regex.compile(r"\b(?:ranked|sorted|ordered)? ?by ([a-z ]{2,24})"),
    partners=regex.compile(r"\b(?:exports? to|imports? from|trade with|trading partners?|destinations?)\b"),
    corporate=regex.compile(r"\b(?:revenue|sales|profit|income|orders?)"),
    source_line=regex.compile(r"\s*(?:data )?sources?\s*:\s*([^\n]+)", regex.IGNORECASE),
    unit_lead=regex.compile(r"\s*\(?\s*(?:units?\s*:|in\b|amounts? in\b)\s*"),
    title_lead=regex.compile(r"\s*(?:table|figure|exhibit|chart)\s?\d+(?:[-.]\d+)*\s*[:.]?\s*"),
    forecast=regex.compile(r"(?:19|20)\d\d\s?\(?[ef]\)?$|forecast|projected|expected|target"),
    scales={
        "hundreds": Decimal(100),
        "thousands": Decimal(1000),
        "thousand": Decimal(1000),
        "'000": Decimal(1000),
        "000s": Decimal(1000),
        "millions": Decimal(10) ** 6,
        "million": Decimal(10) ** 6,
        "mn": Decimal(10) ** 6,
        "billions": Decimal(10) ** 9,
        "billion": Decimal(10) ** 9,
        "bn": Decimal(10) ** 9,
        "trillion": Decimal(10) ** 12,
    },
)


def table_mentions(ctx: Context, *, base: str) -> Iterator[Mention]:
    """A mention for each measured cell of each table."""
    return read_tables(ctx, WORDS, lambda block: (), base=base)
