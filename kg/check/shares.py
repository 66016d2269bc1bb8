"""Shares: a part over its whole, and shares of one whole that leave nothing over."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from kg.check.figures import Figure, Page
from kg.check.periods import key
from kg.check.proposal import Proposal
from kg.check.spans import rounded
from kg.check.words import REST, SHARES, Cues
from kg.folding import fold
from kg.lexicon import Lexicon
from kg.model import Identity, Kind

_REACH = 600
"""Characters before a share within which its whole is looked for where its words do not name it."""
_MOST = 50
"""Levels at either end of what was told that may be a whole."""
_SHORT = 20
_WHICH = ("which whole is meant is not certain", "所指的整体并不确定")


def share_of_level(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """A level, its share, and a level of the whole: 民营企业出口5.28万亿元，占出口总值的59%, after 我国出口8.94万亿元."""
    wholes: dict[tuple[str | None, str], list[Figure]] = defaultdict(list)
    for figure in page.figures:
        if figure.kind is Kind.LEVEL and figure.metric is not None:
            wholes[figure.metric, figure.unit].append(figure)
    pairs = [
        (share, part)
        for sentence in page.sentences
        for place, share in enumerate(sentence)
        if share.kind is Kind.SHARE and share.unit == "1" and "\t" not in share.mention.quote.exact
        if (part := _part(share, sentence[:place])) is not None
    ]
    parts = {part.mention.id for _, part in pairs}
    for share, part in pairs:
        named = _named(share, cues)
        found = [
            whole
            for whole in _before(wholes[part.metric, part.unit], part)
            if whole.mention.id not in parts
            and _is_whole(whole, part)
            and (_names(named, whole, lexicon) if named else share.start - whole.start <= _REACH)
        ]
        yield from _against(share, part, found, bool(named))


def _before(levels: list[Figure], part: Figure) -> list[Figure]:
    """Levels told before a part: the first ones of the source and the last ones; a whole is no needle in a haystack."""
    known = levels[: bisect_left(levels, part.start, key=lambda level: level.start)]
    return known if len(known) <= 2 * _MOST else known[:_MOST] + known[-_MOST:]


def _part(share: Figure, before: tuple[Figure, ...]) -> Figure | None:
    """The level that the share is of: the last one before it in its sentence, of the same thing."""
    for figure in reversed(before):
        if figure.kind in (Kind.LEVEL, Kind.ABSOLUTE_CHANGE) and figure.unit != "1":
            same = (
                figure.subject == share.subject
                and figure.scope == share.scope
                and figure.metric is not None
                and key(figure.period) == key(share.period)
            )
            return figure if same else None
    return None


def _is_whole(whole: Figure, part: Figure) -> bool:
    """Whether a level may be the whole: more of the same metric, in the same days, of something wider, told before the share."""
    if whole is part or whole.start >= part.start or key(whole.period) != key(part.period):
        return False
    if part.quantity.value <= 0 or not rounded(part.quantity).below(rounded(whole.quantity)):
        return False
    return whole.scope <= part.scope and (whole.subject != part.subject or whole.scope < part.scope)


def _named(share: Figure, cues: Cues) -> str:
    """What the words of a share say that it is of: 出口总值 of 占出口总值的比重; empty where they name nothing."""
    metric = share.mention.metric
    words = fold(metric.text) if metric else ""
    return cues.without(SHARES, words).strip("的在 ") if cues.first(SHARES, words) else ""


def _names(named: str, whole: Figure, lexicon: Lexicon) -> bool:
    """Whether these words have a name of the whole's metric or subject in them."""
    names: set[str] = set()
    for ref in (whole.mention.metric, whole.mention.subject):
        if ref is not None:
            entry = lexicon.entries.get(ref.id) if ref.id else None
            names.update(fold(name) for name in (ref.text, ref.label, *(entry.names if entry else ())))
    return any(len(name) > 1 and name in named for name in names)


def _against(share: Figure, part: Figure, wholes: list[Figure], named: bool) -> Iterator[Proposal]:
    """A proposal for the whole that the share is of; where several may be meant, none of them can be wrong."""
    by_claim = {whole.mention.claim: whole for whole in wholes}
    for whole in by_claim.values():
        metric = whole.mention.metric
        sure = (
            named
            and len(by_claim) == 1
            and part.subject is not None
            and whole.subject is not None
            and metric is not None
            and metric.id is not None
        )
        yield Proposal(
            Identity.SHARE,
            (part, whole, share),
            ("part", "whole", "share"),
            "a / b = c",
            "share_of_level",
            sure=sure,
            doubt=_WHICH[0],
            doubt_zh=_WHICH[1],
            only_if_holds=not named or len(by_claim) > 1,
        )


def shares_of_one_whole(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """Shares in a row that leave nothing over: 大企业占63%，中小企业占37%; with 其余 they must."""
    for sentence in page.sentences:
        run: list[Figure] = []
        for figure in sentence:
            if run and _continues(page, run[-1], figure):
                run.append(figure)
                continue
            yield from _complement(page, cues, run)
            run = [figure] if figure.kind is Kind.SHARE and figure.unit == "1" else []
        yield from _complement(page, cues, run)


def _continues(page: Page, last: Figure, figure: Figure) -> bool:
    gap = page.gap(last, figure)
    return (
        figure.kind is Kind.SHARE
        and figure.unit == "1"
        and gap is not None
        and len(gap) <= _SHORT
        and key(last.period) == key(figure.period)
    )


def _complement(page: Page, cues: Cues, run: list[Figure]) -> Iterator[Proposal]:
    if not 2 <= len(run) <= 12:
        return
    rest = cues.last(REST, page.before(run[-1])) is not None
    letters = "abcdefghijklmnop"[: len(run)]
    yield Proposal(
        Identity.COMPLEMENT,
        tuple(run),
        ("share",) * len(run),
        f"{' + '.join(letters)} = 1",
        "shares_of_one_whole",
        0.9 if rest else 0.7,
        sure=False,
        doubt="the shares may be of different wholes",
        doubt_zh="各份额可能并非同一整体",
        only_if_holds=not rest,
    )
