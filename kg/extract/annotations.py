"""What the components hand to each other: stretches of the plain text with what was recognised there.

Offsets are code points of the source's plain text, end exclusive. Tuples rather than dataclasses because a long text
has very many of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kg.lexicon import Hit, Lexicon
from kg.model import Block, Bound, Document, Mention, Ref


class Form(StrEnum):
    """How a quantity is written, which limits what it can measure."""

    PERCENT = "percent"
    """46%, 百分之十二, 千分之三, 七成, 两成半."""
    FRACTION = "fraction"
    """三分之一, 1/4, 一半, 过半."""
    POINTS = "points"
    """11个百分点, 10个基点."""
    MONEY = "money"
    MEASURE = "measure"
    """A physical unit or a length of time."""
    COUNT = "count"
    """With a classifier (6.2万家) or a counted noun (1.7亿商品)."""
    MULTIPLE = "multiple"
    """N倍, 翻番, 翻两番."""
    RANK = "rank"
    """第三, 前三, 首位."""
    INDEX = "index"
    """3345.2点, 80分."""
    BARE = "bare"
    """A number without a unit: 13.1亿."""


class QuantitySpan(NamedTuple):
    """A number with its unit and approximators, as `QuantitySpan.start` to `end` of the text; see `kg.model.Quantity`.

    `core` is where the number itself stands, without approximators and unit. `counted_at` is where the counted noun
    stands, if it does.
    """

    start: int
    end: int
    form: Form
    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    lower: Decimal | None = None
    upper: Decimal | None = None
    counted: str | None = None
    counted_at: tuple[int, int] | None = None
    step: Decimal | None = None
    core: tuple[int, int] = (0, 0)
    precise: bool = True
    """False for numbers that no digits stand behind: 数千, 上万, 十几, 两位数."""
    doubt: float = 0.0
    """What it takes from a mention's confidence that the words around, not its own, say whose money 元 is."""


class PeriodRole(StrEnum):
    """What a period does in its sentence."""

    PERIOD = "period"
    """今年1-4月, 过去三年, 截至3月31日, 目前: what the figure is about."""
    BASELINE = "baseline"
    """同比, 较上年同期, 比2015年, 环比: what a change is compared with."""
    DURATION = "duration"
    """两个月, 连续四年: anchored nowhere, first and last are None."""
    EVENT = "event"
    """6月9日 in 6月9日，张阔表示: when something was said or done. The component leaves PERIOD; frames may decide this."""


class PeriodSpan(NamedTuple):
    """A stretch of time named in the text, resolved against the source's date and the words before it."""

    start: int
    end: int
    role: PeriodRole
    first: date | None
    last: date | None
    at: str | None = None
    baseline: str | None = None
    """`yoy`, `qoq`, `mom`, `dod` of a BASELINE span that says so; else its `first` and `last` are the baseline."""
    how: str = ""
    """One phrase for a person: `今年 = the year of the source's date, 2022`."""
    grain: str = "day"
    """The finest part written: `day`, `month`, `quarter`, `half`, `year`, `span`."""


class EntitySpan(NamedTuple):
    """A name: `ref.type` is a class of the ontology, `score` how sure the pattern is (1.0 for the vocabulary)."""

    start: int
    end: int
    ref: Ref
    score: float = 1.0
    rule: str = "vocabulary"


NAME_SCHEMES = frozenset({"entities", "publishers"})
"""Schemes of the vocabulary whose concepts have names that stand in text."""

ENTITY_CLASSES = (
    "Person",
    "Platform",
    "Organization",
    "Group",
    "Initiative",
    "Index",
    "Product",
    "Document",
    "Place",
    "Publisher",
    "Thing",
)
"""Classes of the ontology that a name can have, the one that counts first where a concept has several."""


@dataclass(slots=True)
class Analysis:
    """Everything known about one document while its components run, in the order in which they fill it."""

    document: Document
    lexicon: Lexicon
    folded: str
    hits: list[Hit] = field(default_factory=list)
    quantities: list[QuantitySpan] = field(default_factory=list)
    periods: list[PeriodSpan] = field(default_factory=list)
    entities: list[EntitySpan] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.document.blocks
