"""From a quantity to a claim: the reading of a rule, completed with what earlier clauses and sentences said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.context import Context
from kg.extract.metrics import metric_named
from kg.extract.zh import rows, rules
from kg.extract.zh.attribution import Voices
from kg.extract.zh.clues import Clue, Reading
from kg.extract.zh.corporate import Companies
from kg.extract.zh.dating import CHANGES, Dating
from kg.extract.zh.holders import Holders, named_alone
from kg.extract.zh.in_turn import Slots, handed, in_turn
from kg.extract.zh.narrowing import money_of
from kg.extract.zh.owners import Owners, tells_of_others
from kg.extract.zh.phrase_heads import GROWTH
from kg.extract.zh.phrases import parse
from kg.extract.zh.rules_shares import rate_kind
from kg.extract.zh.runs import walk_back
from kg.extract.zh.settings import Settings
from kg.extract.zh.shared_slots import level_of, served, within
from kg.extract.zh.slots import Frame, record
from kg.extract.zh.topic_nouns import begins_with_another, company_at
from kg.folding import fold
from kg.lexicon import Lexicon
from kg.model import How, Kind, Mention, Ref, Span, Step

_RATES = ("rate_level", "change_to")
_ASKED = regex.compile(r"是否|有没有|会否|能否|是不是")
"""没有透露利润是否增长10% claims nothing."""
_RATE_OF_CHANGE = regex.compile(
    r"(?:增速|增幅|涨幅|跌幅|降幅|增长率|成长率|年增率|(?:增长|成长)(?:速度|幅度))$"
)
_RATE_NOUN = regex.compile(r"的?(?:同比|环比|年)?(?:增速|增幅|涨幅|跌幅|降幅|增长率|成长率|年增率)")
_CARRIED = (How.EARLIER_FIGURE, How.SENTENCE, How.TOPIC, How.FIGURE)
"""Ways to a subject that the sentence itself does not name."""
_NEAR = 0.15
"""What it costs at most that a subject stands near by, where the words before a figure name what is measured alone."""
_SHORT = 6
"""Characters of a word that narrows a metric in another clause at most."""
_CITES = regex.compile(r"(?:根据|依据|按照|据)[^，。；：]{2,40}$")
"""根据教育部的数据，…: what is cited is not what is measured."""
_AFFECTED = regex.compile(
    r"(?<=\p{Han}{2})受(?:到|了)?[^，。；]{2,40}(?:影响|拖累|带动|推动|提振|冲击|支撑)$"
)
"""进口额受油价高涨影响，…: what was affected is what is measured."""
_PEOPLE = regex.compile(r"(?:人民|民众|国民|国人|百姓)$")
"""美国人民的财富: of whom it is, though the text tells of another country."""


def quantity_mentions(
    ctx: Context, voices: Voices, *, base: str, read: frozenset[int] = frozenset()
) -> Iterator[Mention]:
    """A mention for each quantity in running text, in order, but for those that other readers have `read`."""
    framer = _Framer(ctx, voices, read)
    for frame in framer.frames():
        yield record(ctx, voices, frame, base=base)


class _Framer:
    """Walks a document once, remembering what was said last."""

    def __init__(self, ctx: Context, voices: Voices, read: frozenset[int] = frozenset()) -> None:
        self.ctx = ctx
        self.voices = voices
        self.read = read
        self.previous: Frame | None = None
        self.measured: Frame | None = None
        """The last figure that is no share or rank: what grows or falls after them."""
        self.levels: list[Frame] = []
        """The levels of the sentence, whose changes 分别 may hand out: 营收10亿元，净利润2亿元，分别增长5%和8%."""
        self.dealt: Frame | None = None
        """The last figure of the paragraph that counts shares."""
        self.settings = Settings(ctx)
        self.owners = Owners(ctx, voices)
        self.companies = Companies(ctx, self.owners)
        self.dating = Dating(ctx, voices, self.owners)
        self.holders = Holders(voices)
        self.reach = _names(ctx.analysis.lexicon, "reach-words")
        self.nobody = _names(ctx.analysis.lexicon, "nobody-nouns")

    def frames(self) -> Iterator[Frame]:
        layout = self.ctx.layout
        items = self.ctx.quantities.items
        for place, quantity in enumerate(items):
            sentence = layout.sentence_at(quantity.start)
            if sentence is None or quantity.end > sentence.end + 1 or quantity.start in self.read:
                continue
            if self.previous is not None and self.previous.sentence.block is not sentence.block:
                self.previous, self.owners.topic, self.dating.current = None, None, None
                self.dealt = None
            before = items[place - 1] if place else None
            after = items[place + 1] if place + 1 < len(items) else None
            floor = _end_of(before) if before is not None else sentence.start
            clause = sentence.clause_at(quantity.start)
            said = self.voices.at(quantity.start).attribution
            if (
                said is not None
                and not said.release
                and clause.start <= said.opened
                and floor < said.words <= quantity.start
                and begins_with_another(self.ctx, said.words, quantity.start)
            ):
                floor = said.words  # 国际劳工组织指|乌克兰失去…: who says so has no figure here
            if _ASKED.search(self.ctx.folded, clause.start, quantity.start):
                continue
            ceil = (
                min(clause.end, after.start)
                if after is not None and after.start > quantity.end
                else clause.end
            )
            clue = Clue.of(self.ctx, quantity, sentence, floor, ceil)
            frame = self._frame(clue, before)
            self.previous = frame
            self._remember(frame)
            self.companies.remember(frame)
            self.dating.remember(frame)
            if frame.reading.kind not in (Kind.SHARE, Kind.RANK):
                self.measured = frame
            self.owners.remember(frame.subject)
            yield frame

    def _remember(self, frame: Frame) -> None:
        if frame.quantity.counted == "股":
            self.dealt = frame
        if self.levels and self.levels[-1].sentence is not frame.sentence:
            self.levels = []
        if frame.reading.kind is Kind.LEVEL:
            self.levels.append(frame)
        elif frame.of_metric.how is not How.IN_TURN:
            self.levels = []

    def _frame(self, clue: Clue, before: QuantitySpan | None) -> Frame:
        listed = rows.listed(self.ctx, clue, before, self.previous) or rows.echo(
            self.ctx, clue, before, self.previous
        )
        reading = listed or rules.read(clue)
        phrase = reading.phrase
        metric, subject, confidence = phrase.metric, phrase.subject, reading.confidence
        maker = phrase.maker
        previous = self.previous if self.previous and self.previous.sentence is clue.sentence else None
        quote_start = clue.clause.start
        scope = phrase.scope
        own = Step("", How.LIST if listed else How.HERE, at=Span(clue.clause.start, clue.clause.end))
        of_metric, of_subject = own, own
        if metric is None:
            found = self._metric_before(clue, previous, reading)
            if found is not None:
                metric, carried_subject, quote_start, scope = found[0], found[1], found[2], scope or found[3]
                of_metric = found[4]
                maker = maker or (found[5] if found[5] and len(found[5].text) <= _SHORT else None)
                if subject is None:
                    subject, of_subject = carried_subject, of_metric._replace(cost=0.0)
                confidence -= of_metric.cost
        if self.dealt is not None and metric is not None and named_alone(clue, metric):
            # 甲减持18万股；乙|5万股: the name of a holder is no metric
            dealt = self.dealt
            metric, of_metric = dealt.metric, Step("", How.FIGURE, of_metric.cost, dealt.of_metric.at)
            reading = replace(reading, kind=dealt.reading.kind, sign=dealt.reading.sign)
        if rows.parallel(self.ctx, clue, previous, reading, metric):
            # 欧元权重降至29%，日元从8.3%跌至7.6%: the same is told of another thing
            assert previous is not None
            assert metric is not None
            thing = replace(metric, type="Thing")
            owned = previous.subject is not None and previous.subject.type in (
                "Organization",
                "Platform",
                "Place",
            )
            metric, of_metric = previous.metric, Step("", How.FIGURE, 0.1, previous.of_metric.at)
            subject, scope = (previous.subject, (thing,)) if owned else (thing, scope)
            quote_start, confidence = previous.quote_start, confidence - 0.1
        if (
            reading.rule in _RATES
            and reading.kind in (Kind.SHARE, Kind.LEVEL)
            and metric is not None
            and clue.quantity.form is Form.PERCENT
            and (
                metric.id == GROWTH
                or _RATE_OF_CHANGE.search(fold(metric.text))
                or self._grows(of_metric, metric)
                or (
                    # 出口增速从29.9%降到15.5%，到4月只有1.1%
                    of_metric.how is How.FIGURE
                    and previous is not None
                    and previous.reading.kind is Kind.GROWTH_RATE
                    and clue.quantity.end == clue.clause.end
                )
            )
        ):
            # 出口增速…，到4月只有1.1%
            reading = replace(reading, kind=Kind.GROWTH_RATE)
        if (
            reading.kind is Kind.SHARE
            and metric is not None
            and phrase.metric is None
            and reading.rule in _RATES
        ):
            reading = replace(reading, kind=rate_kind(metric))
        reach = subject if subject is not None and self._reaches(subject, clue) else None
        if subject is None or reach is not None:
            # 其全球消费者达13.1亿: the reach is a scope where somebody of the same sentence can be the subject
            found_subject, step = self.owners.find(
                clue, self.previous, maker, phrase.scope, metric if reading.rule != "counted" else None
            )
            if self.owners.nobody and step.cost > _NEAR:
                found_subject, step = None, step._replace(how=How.MISSING)
            if reach is None or (
                found_subject is not None and step.cost <= 0.1 and not self._reaches(found_subject, clue)
            ):
                subject, of_subject, confidence = found_subject, step, confidence - step.cost
                scope = (*scope, reach) if reach is not None else scope
                if previous is not None and found_subject is previous.subject and not scope and maker is None:
                    scope = previous.scope
            before_maker = of_subject.cost
            subject, scope, of_subject = self._maker(clue, maker, subject, scope, of_subject)
            confidence += before_maker - of_subject.cost
        held = self.holders.find(clue, metric, subject, of_subject)
        if held is not None:
            confidence += of_subject.cost - held[1].cost
            subject, of_subject = held
        if not scope:
            scope = (
                self.settings.opened(clue.sentence, clue.floor)
                or served(self.ctx, clue, previous)
                or within(self.ctx, clue, self.previous)
                or self.settings.before(
                    clue.sentence, clue.quantity.start, carried=of_subject.how in _CARRIED
                )
                or self.settings.published_by(clue.sentence, clue.clause.start, subject)
            )
        if reading.kind is Kind.GROWTH_RATE:
            money = money_of(self.ctx, clue.sentence.start, clue.quantity.start)
            scope = (*scope, money) if money is not None else scope
        if reading.rule == "counted" and metric is not None and (subject is None or of_subject.cost >= 0.3):
            # 超600只理财产品提前退场: the things themselves are what the figure is about
            subject, confidence = replace(metric, type="Group"), confidence + of_subject.cost - 0.15
            of_subject = own._replace(cost=0.15)
        if (
            subject is not None
            and metric is not None
            and metric.id is None
            and subject.text == metric.text
            and reading.rule != "counted"
        ):
            # 资金流入总额为408亿: no one is named, the words are what is measured
            subject, of_subject = None, of_subject._replace(how=How.MISSING)
        turn = in_turn(self.ctx, clue)
        if turn is not None:
            quote_start = min(quote_start, clue.sentence.clause_at(turn.at).start)
            slots = Slots(metric, subject, scope, of_metric, of_subject)
            metric, subject, scope, of_metric, of_subject = handed(self.ctx, clue, turn, slots)
        measured = level_of(self.ctx, clue, reading, self.levels) if turn is None else None
        if measured is not None:
            metric, subject, scope = measured.metric, measured.subject, measured.scope
            of_metric, quote_start = of_metric._replace(how=How.IN_TURN), measured.quote_start
            of_subject = measured.of_subject._replace(cost=of_subject.cost)
        company = self.companies.of(clue, metric, subject)
        if company is not None and subject is not None:
            carried = of_subject.how in _CARRIED
            subject, scope = company, scope if carried else (*scope, subject)
            confidence += of_subject.cost - 0.15
            of_subject = of_subject._replace(how=How.TOPIC, cost=0.15)
        if (
            metric is None
            and subject is not None
            and subject.type == "Index"
            and clue.quantity.form is Form.PERCENT
        ):
            # 标普500指数从年初高点回档一度超过20%
            metric, of_metric = metric_named(self.ctx, "index-level"), own
        period = measured.period if measured is not None else self.dating.of(clue, self.previous, reading)
        if period is None:
            period = self.dating.of_story(clue, reading, metric, subject)
        if metric is None:
            of_metric = Step("metric", How.MISSING, 0.2)
            confidence -= of_metric.cost
        return Frame(
            clue.quantity,
            clue.sentence,
            reading,
            metric,
            subject,
            scope,
            period,
            max(0.1, confidence),
            quote_start,
            of_metric._replace(slot="metric"),
            of_subject._replace(slot="subject", how=of_subject.how if subject else How.MISSING),
        )

    def _maker(
        self, clue: Clue, maker: Ref | None, subject: Ref | None, scope: tuple[Ref, ...], step: Step
    ) -> tuple[Ref | None, tuple[Ref, ...], Step]:
        """What stands before a known metric narrows somebody's figure, and is whose figure it is where nobody is near.

        智能手机收入 in a company's results is its income from 智能手机; in 手机产量4.52亿台 the figure is of 手机.
        """
        if maker is None or (subject is not None and maker.label in subject.label):
            return subject, scope, step
        if (
            subject is not None
            and subject.type == "Place"
            and _PEOPLE.search(fold(maker.text))
            and not maker.label.startswith(subject.text)
        ):
            return maker, scope, step._replace(how=How.HERE, cost=0.1)
        if (
            subject is not None
            and not maker.label.startswith(subject.text)  # 中国人民 are no part of 中国's figure
            and subject.type in ("Organization", "Platform", "Place")
            and (
                step.cost < 0.3
                or subject.type == "Place"
                or self.owners.in_story(subject, clue.quantity.start)
            )
            and not tells_of_others(subject)
        ) or fold(maker.text) in self.nobody:
            return subject, (*scope, maker), step
        return maker, scope, step._replace(how=How.HERE, cost=0.1)

    def _grows(self, step: Step, metric: Ref) -> bool:
        """Whether the clause that names a metric speaks of its rate of change: 进口增长率高于预期，达到33.8%."""
        if step.how is not How.CLAUSE or step.at is None:
            return False
        at = self.ctx.text.find(metric.text, step.at.start, step.at.end)
        return at >= 0 and _RATE_NOUN.match(self.ctx.folded, at + len(metric.text)) is not None

    def _reaches(self, subject: Ref, clue: Clue) -> bool:
        """Whether a subject is only how far a figure reaches: 全球, 海外市场, a place behind 集团: 集团|上季|中国|商业收入."""
        if subject.type == "Place" and company_at(self.ctx, clue.clause.start, clue.quantity.start):
            return True
        return subject.type in ("Place", "Group") and fold(subject.text) in self.reach

    def _metric_before(
        self, clue: Clue, previous: Frame | None, reading: Reading
    ) -> tuple[Ref, Ref | None, int, tuple[Ref, ...], Step, Ref | None] | None:
        """The metric that an elliptic clause leaves out: from the clauses before it, then from the figure before it."""
        for other in clue.sentence.before(clue.clause):
            if previous is not None and other.end <= previous.quantity.start:
                break
            if previous is not None and other.start <= previous.quantity.start < other.end:
                break
            if _CITES.match(self.ctx.folded, other.start, other.end):
                continue
            affected = _AFFECTED.search(self.ctx.folded, other.start, other.end)
            end = affected.start() if affected is not None else other.end
            run = walk_back(self.ctx, end, other.start)
            phrase = parse(self.ctx, other.start, run.end)
            if phrase.metric is None or not phrase.listed:
                # 期货价格延续涨势，上涨4.1%
                named = self.ctx.metrics.within(other.start, run.end)
                phrase = parse(self.ctx, other.start, named[-1].end) if named else phrase
            if phrase.metric is not None and phrase.listed:
                step = Step("metric", How.CLAUSE, 0.05, Span(other.start, other.end))
                return phrase.metric, phrase.subject, other.start, phrase.scope, step, phrase.maker
        own = reading.phrase.subject is not None
        elliptic = reading.rule == "echo" or (
            not own and not reading.phrase.scope and reading.phrase.maker is None
        )
        if previous is not None and reading.kind in CHANGES and previous.reading.kind is Kind.SHARE:
            # 涨幅近10倍，占比接近40%，以每年两位数增长: what grows is not the share
            previous = (
                self.measured if self.measured and self.measured.sentence is clue.sentence else previous
            )
        if previous is not None and previous.metric is not None and (elliptic or _carries(previous, own=own)):
            step = Step("metric", How.FIGURE, 0.05, Span(previous.quote_start, previous.quantity.end))
            return previous.metric, previous.subject, previous.quote_start, previous.scope, step, None
        if self.previous is not None and _carries(self.previous, own=own):
            assert self.previous.metric is not None
            before = Span(self.previous.quote_start, self.previous.quantity.end)
            step = Step("metric", How.EARLIER_FIGURE, 0.05, before)
            return self.previous.metric, None, clue.clause.start, (), step, None
        return None


@lru_cache(maxsize=8)
def _names(lexicon: Lexicon, scheme: str) -> frozenset[str]:
    return frozenset(fold(name) for entry in lexicon.of_scheme(scheme) for name in entry.names)


def _carries(frame: Frame, *, own: bool) -> bool:
    """Whether a later clause can leave this metric out; one with a subject of its `own` shares known metrics only."""
    if frame.metric is None or frame.metric.text == (frame.subject.text if frame.subject else None):
        return False
    known = frame.metric.id is not None or frame.reading.phrase.listed
    return known or (frame.reading.kind is Kind.LEVEL and not own)


def _end_of(quantity: QuantitySpan) -> int:
    return max(quantity.end, quantity.counted_at[1] if quantity.counted_at else 0)
