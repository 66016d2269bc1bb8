"""One document with everything that was recognised in it, indexed for the rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property

import regex

from kg.extract.annotations import Analysis, EntitySpan, Form, PeriodRole, PeriodSpan, QuantitySpan
from kg.extract.clauses import Layout, Sentence, lay_out
from kg.extract.index import Spans
from kg.extract.stories import Stories, stories
from kg.lexicon import Hit, indexed, leftmost
from kg.model import BlockKind, Bound
from kg.model.days import calendar_day

SUBJECT_TYPES = frozenset(
    {"Organization", "Platform", "Place", "Product", "Initiative", "Index", "Group", "Thing"}
)
"""Classes of entities whose metric a figure can be; a person says figures, a document holds them."""

SPEAKER_TYPES = frozenset({"Person", "Organization", "Platform", "Publisher"})


_BEFORE_VALUES = (
    "change-words",
    "level-words",
    "share-words",
    "fillers",
    "difference-words",
    "modality-words",
)
"""The roles of the words that can stand between what is measured and its value."""
_SPANS_OF_TIME = frozenset({"a", "mo", "wk", "d", "h", "min", "s"})
_LASTS = regex.compile(
    r"(?:长达|历时|耗时|用时|为期|需要?|需时|仅需|只需|达到?|为|至|到|由|原来的|了|平均|寿命|时间|时长|续航|封城|停工|停产|封控|关闭|推迟|延期|提前|"
    r"[约近超逾仅])\s*$"
)
_NOMINAL = regex.compile(
    r"[业商者品物机厂线率额量数价费款权者力性度法型板层期日部所院处局署]|人(?![民口类])|金额|规模|成本|费用|经理|余额|比例|能力|基地|项目|指数|平台|方案|计划"
)
"""Behind a verb that is part of a noun."""
_FEW = 100
_CONVERTS = regex.compile(r"\s*[（(]\s*(?:约合|折合|相当于|等于|合|约)?\s*")
_CONVERSION = 12
_SUPPORTS = regex.compile(r"[支扶维保]持平|持平[台稳等衡静民]")
"""持平 inside other words: 支持平台, 保持平稳."""
_WHEN = regex.compile(
    r"(?:多)?(?:来|以来|内|前|后|间|里|中|期间|之内|之后|之前|以后|以前|左右?后|的时间里|\s*[，,]\s*也)"
)


_CLASS_OF_HOLDERS = regex.compile(r"(?:以上)?的?(?:主要|特定|重要|大)?股东")
"""持股5%以上股东 is what the law calls a large holder; how much it holds is told elsewhere."""
_TIER = Decimal(10**4)
"""From here on a number before 级 names a size: 万亿级市场, 百亿级产业; below it counts degrees: 5.2级."""
_SIZED = regex.compile(r".?级(?![的以])\p{Han}{2}")
_WHO_TELLS = regex.compile(r"(?:知情|消息|业内|业界|相关)?(?:人士|分析师|经济学家|交易员|官员|专家|学者)")
_OFTEN = regex.compile(
    r"\s*(?:才|只|就)?(?:举办|举行|召开|进行|修订|审查|改选)?[一二两](?:次|届|度|回|审|考|遇|换|选)"
)
"""两年一届, 五年召开一次: how often, and no length of time."""
_SUPPOSED = regex.compile(r"的?(?:概率|可能性|几率|机会)")
"""加息25个基点的概率: how much is supposed, how likely it is is told."""
_GLUED = regex.compile(r"[a-z]\d")
"""A number runs on into a code: 9mw|5211."""
_PER = regex.compile(r"\d\p{Han}{1,3}/$")
"""报4391元/|500千克: for how much a price is."""


class Context:
    """What rules read. Nothing here changes while they run."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.folded = analysis.folded
        self.source = analysis.document.source
        # 全球化, 美国式: a place in a word for a manner is no place
        self.entities: Spans[EntitySpan] = Spans(
            e
            for e in analysis.entities
            if e.ref.type != "Place" or analysis.folded[e.end : e.end + 1] not in ("化", "式", "杯", "级")
        )
        self._hits = indexed(analysis.hits)
        self._words: dict[str, Spans[Hit]] = {}

    @property
    def published(self) -> date | None:
        """The day on which the source was published."""
        at = self.source.published
        return calendar_day(at) if at else None

    @cached_property
    def layout(self) -> Layout:
        return lay_out(self.folded, self.analysis.blocks)

    @cached_property
    def title(self) -> Sentence | None:
        """The first sentence of the title, None where a text has none."""
        return next((s for s in self.layout.sentences if s.block.kind is BlockKind.TITLE), None)

    @cached_property
    def stories(self) -> Stories:
        """Where a digest's stories begin; one story in any other text."""
        return stories(self.folded, self.analysis.blocks)

    def headline(self, offset: int) -> Sentence | None:
        """The title, or the headline in a digest, over an offset."""
        if not self.stories.several:
            return self.title
        head = self.stories.head(offset)
        return self.layout.sentence_at(head.start) if head is not None else None

    @cached_property
    def quantities(self) -> Spans[QuantitySpan]:
        """Quantities that measure something: no part of a period or a name, no unit line, no span of time in passing."""
        taken = Spans([p for p in self.analysis.periods if p.role is not PeriodRole.DURATION])
        found: list[QuantitySpan] = []
        for quantity in self.analysis.quantities:
            if self._measures(quantity, taken) and not (found and self._converts(quantity, found[-1])):
                found.append(quantity)
        return Spans(found)

    def _converts(self, quantity: QuantitySpan, before: QuantitySpan) -> bool:
        """7.4亿元（约合1.2亿美元）: one amount told twice in one breath; the money in which it was counted stands."""
        return (
            quantity.form is Form.MONEY
            and before.form in (Form.MONEY, Form.COUNT)
            and quantity.unit != before.unit
            and quantity.start - before.end <= _CONVERSION
            and _CONVERTS.fullmatch(self.folded, before.end, quantity.start) is not None
            and self.folded[quantity.end : quantity.end + 1] in ("）", ")")
        )

    def _measures(self, quantity: QuantitySpan, taken: Spans[PeriodSpan]) -> bool:
        if any(_overlap(quantity, p) for p in _near(taken, quantity.start, quantity.end)):
            return False
        if self.entities.covering(quantity.start, quantity.end) is not None:
            return False
        if quantity.value >= _TIER and _SIZED.match(self.folded, quantity.end - 1):
            return False
        if quantity.counted is not None and self._tells(quantity):
            return False
        if quantity.form is Form.POINTS and _SUPPOSED.match(self.folded, quantity.end):
            return False
        if quantity.bound is Bound.MIN and _CLASS_OF_HOLDERS.match(self.folded, quantity.end):
            return False
        if _GLUED.match(self.folded, quantity.end - 1) or _PER.search(
            self.folded, max(0, quantity.start - 6), quantity.start
        ):
            return False
        if (
            quantity.counted_at is not None
            and quantity.value < _FEW
            and self._only_names(quantity.counted_at)
        ):
            return False
        if quantity.unit in _SPANS_OF_TIME:
            # 封城两个月 and 缩短至3天 measure, 下一个20年 and 13年来 only say when
            return bool(_LASTS.search(self.folded, max(0, quantity.start - 8), quantity.start)) and not (
                _WHEN.match(self.folded, quantity.end) or _OFTEN.match(self.folded, quantity.end)
            )
        if self.folded.startswith("持平", quantity.start) and _SUPPORTS.search(
            self.folded, max(0, quantity.start - 1), quantity.end + 1
        ):
            return False
        bracketed = self.folded[quantity.start - 1 : quantity.start] in ("(", "（")
        return not (bracketed and not any(c.isnumeric() for c in self.folded[quantity.start : quantity.end]))

    def _tells(self, quantity: QuantitySpan) -> bool:
        """三名知情人士|透露: those who tell are no figure."""
        end = quantity.counted_at[1] if quantity.counted_at is not None else quantity.end
        told = _WHO_TELLS.search(self.folded, quantity.core[1], end)
        return told is not None and any(
            self.words("reporting-verbs").starting_at(at) is not None for at in range(told.end(), end + 3)
        )

    def _only_names(self, noun: tuple[int, int]) -> bool:
        """三个基本问题, 五个确定性举措: a few of something that nobody counts."""
        word = self.words("naming-nouns").ending_at(noun[1])
        return word is not None and word.start >= noun[0]

    @cached_property
    def periods(self) -> Spans[PeriodSpan]:
        return Spans(p for p in self.analysis.periods if p.role in (PeriodRole.PERIOD, PeriodRole.EVENT))

    @cached_property
    def baselines(self) -> Spans[PeriodSpan]:
        return Spans(p for p in self.analysis.periods if p.role is PeriodRole.BASELINE)

    @cached_property
    def durations(self) -> Spans[PeriodSpan]:
        return Spans(p for p in self.analysis.periods if p.role is PeriodRole.DURATION)

    @cached_property
    def metrics(self) -> Spans[Hit]:
        return self.words("metrics")

    @cached_property
    def every_metric(self) -> Spans[Hit]:
        """Metrics that stand inside longer ones too: 交易额 in 平台交易额."""
        return Spans(self._hits.of("metrics"), ordered=True)

    def words(self, scheme: str) -> Spans[Hit]:
        """The signal words of one role, leftmost longest."""
        try:
            return self._words[scheme]
        except KeyError:
            found = self._words[scheme] = Spans(leftmost(self._hits.of(scheme)), ordered=True)
            return found

    @cached_property
    def verbs(self) -> Spans[Hit]:
        """Verbs that act, where they are no part of a noun: 制造 in 制造业, 转让 in 转让价 and 控股 in a name are none."""
        return Spans(
            hit
            for hit in self.words("action-verbs")
            if _NOMINAL.match(self.folded, hit.end) is None
            and self.entities.covering(hit.start, hit.end) is None
        )

    @cached_property
    def predicates(self) -> Spans[Hit]:
        """Every word that can stand between what is measured and its value, overlapping ones too."""
        return Spans(self._hits.of(*_BEFORE_VALUES), ordered=True)


def _near(spans: Spans[PeriodSpan], start: int, end: int) -> list[PeriodSpan]:
    cover = spans.covering(start, start)
    inside = spans.within(start, end)
    return inside if cover is None else [cover, *inside]


def _overlap(a: QuantitySpan, b: PeriodSpan) -> bool:
    return a.start < b.end and b.start < a.end
