"""Whose shares they are in news of dealings: 控股股东海棠投资拟减持…, 董事李江文增持…, 持股6.5%的股东张奎."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from kg.extract.annotations import EntitySpan
from kg.extract.clauses import Clause
from kg.extract.context import Context
from kg.extract.zh.attribution import Voices
from kg.extract.zh.clues import Clue
from kg.extract.zh.entities_words import name_words
from kg.extract.zh.groups import skip
from kg.extract.zh.topic_nouns import before_adverb, opening
from kg.model import Block, How, Ref, Span, Step

_SHARES = regex.compile(r"减持|增持|质押|冻结|持股|股本|股份|股权|所持|转让|受让|占比|竞价|大宗交易")
_HELD_BY = regex.compile(r"(?:以上)?(?:的|之)?(?=\p{Han}{0,3}(?:股东|实控人|控制人|董事|总经理|高管))")
_JOIN = regex.compile(r"[、，]|和|与|及(?:其)?(?:一致行动人)?|以及")
_HOLDERS = ("Person", "Organization", "Platform")
_FAR = (How.EARLIER_FIGURE, How.SENTENCE, How.TOPIC, How.SAID)
"""Ways to a subject that no word of the sentence names."""
_HAN = regex.compile(r"[\p{Han}、]{2,15}")
_HERE = 12
"""Characters behind 持股6.5% within which its holder is named."""


class Holders:
    """Finds the holders in one document, paragraph by paragraph."""

    def __init__(self, voices: Voices) -> None:
        self.voices = voices
        self._last: tuple[Block, Ref] | None = None

    def find(
        self, clue: Clue, metric: Ref | None, subject: Ref | None, step: Step
    ) -> tuple[Ref, Step] | None:
        """Who deals in the shares of a figure or has them, where that is not who was taken for its subject already.

        The name behind 股东, 董事 or another office, nearest to the value; in a later sentence (减持后持股9亿股) whoever
        dealt last, unless somebody else begins it.
        """
        if not of_shares(clue, metric):
            return None
        found = _holder(clue) or _alone(clue, metric)
        if found is None:
            bought_back = metric is not None and "回购" in metric.text
            found = self._still(clue, subject, step) if not bought_back else None
        elif subject is not None and step.how is How.HERE and found[1].how is not How.HERE:
            found = None
        if found is not None:
            self._last = clue.sentence.block, found[0]
        return found

    def _still(self, clue: Clue, subject: Ref | None, step: Step) -> tuple[Ref, Step] | None:
        if self._last is None or self._last[0] is not clue.sentence.block:
            return None
        speaker = self.voices.at(clue.quantity.start).speaker
        announced = speaker is not None and subject is not None and subject.key() == speaker.key()
        if (subject is not None and not (announced or step.how in _FAR)) or step.how is How.FIGURE:
            return None
        for clause in _outwards(clue):
            own = clue.ctx.entities.starting_at(opening(clue.ctx, clause.start, clue.quantity.start))
            if own is not None and own.ref.type in _HOLDERS:
                return own.ref, _step(own, How.CLAUSE)
        return self._last[1], Step("subject", How.EARLIER_FIGURE, 0.15)


def _holder(clue: Clue) -> tuple[Ref, Step] | None:
    ctx, quantity = clue.ctx, clue.quantity
    behind = _HELD_BY.match(ctx.folded, quantity.end)
    if behind is not None:
        for title in ctx.words("person-titles").within(behind.end(), behind.end() + _HERE):
            named = ctx.entities.starting_at(title.end)
            if named is not None and named.ref.type in _HOLDERS:
                return _together(ctx, named, named.end), _step(named, How.HERE)
    for clause in _outwards(clue):
        end = min(clause.end, quantity.start)
        found = _titled(ctx, clause.start, end)
        if found is not None:
            how = How.HERE if clause is clue.clause else How.CLAUSE
            return _together(ctx, found, end), _step(found, how)
    return None


def named_alone(clue: Clue, metric: Ref) -> bool:
    """Whether what was taken for the metric of counted shares is the name of who has them: 柳元|5万股."""
    if clue.quantity.counted != "股" or metric.id is not None:
        return False
    found = _names(clue, clue.quantity.start)
    return found is not None and clue.ctx.text[found[0] : found[1]] == metric.text


def _alone(clue: Clue, metric: Ref | None) -> tuple[Ref, Step] | None:
    """Who stands alone before the deal or the number, though no office makes a name of it: 赵楠、柳元|合计减持34万股."""
    ctx, end = clue.ctx, clue.quantity.start
    at = ctx.text.rfind(metric.text, clue.clause.start, end) if metric is not None else -1
    found = _names(clue, at if at >= 0 else end)
    if found is None:
        return None
    start, until = found
    words = ctx.text[start:until]
    named = ctx.entities.starting_at(start)
    whole = named is not None and named.end == until and named.ref.type in _HOLDERS
    label = words.split("、")[0]
    ref = named.ref if named is not None and whole else Ref(None, label, words, "Person")
    return ref, Step("subject", How.HERE, 0.1, Span(start, until))


def _names(clue: Clue, end: int) -> tuple[int, int] | None:
    """Where nothing but names of people stands between the beginning of a clause and an offset."""
    ctx = clue.ctx
    words = name_words(ctx.analysis.lexicon)
    start = skip(ctx, clue.clause.start, end)
    until = before_adverb(ctx, start, end)
    while until > start and ctx.folded[until - 1] in "拟已共均将于在向由从与以":
        until -= 1
    names = ctx.folded[start:until].split("、")
    people = all(2 <= len(name) <= 3 and name[0] in words.common_surnames for name in names)
    if not people or ctx.verbs.starting_at(start) is not None:
        return None
    return (start, until) if _HAN.fullmatch(ctx.folded, start, until) is not None else None


def of_shares(clue: Clue, metric: Ref | None) -> bool:
    """Whether a figure is of shares that somebody deals in or has."""
    return clue.quantity.counted == "股" or (metric is not None and _SHARES.search(metric.text) is not None)


def _outwards(clue: Clue) -> Iterator[Clause]:
    yield clue.clause
    yield from clue.sentence.before(clue.clause)


def _titled(ctx: Context, start: int, end: int) -> EntitySpan | None:
    """The last name between two offsets that stands behind an office and no verb: 收购|控股股东海棠集团旗下… is no deal
    of the holder's."""
    offices = ctx.words("person-titles")
    acts = (
        verb.start for verb in ctx.verbs.within(start, end) if offices.covering(verb.start, verb.end) is None
    )
    for title in reversed(offices.within(start, next(acts, end))):
        named = ctx.entities.starting_at(title.end)
        if named is not None and named.end <= end and named.ref.type in _HOLDERS:
            return named
    return None


def _together(ctx: Context, first: EntitySpan, end: int) -> Ref:
    """股东张三丰、李云海: both of them, under the first one's name."""
    last = first
    while (join := _JOIN.match(ctx.folded, last.end)) is not None:
        following = ctx.entities.starting_at(join.end())
        if following is None or following.end > end or following.ref.type != first.ref.type:
            break
        last = following
    if last is first:
        return first.ref
    words = ctx.text[first.start : last.end]
    return Ref(first.ref.id, first.ref.label, words, first.ref.type)


def _step(named: EntitySpan, how: How) -> Step:
    return Step("subject", how, 0.05, Span(named.start, named.end))
