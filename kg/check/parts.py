"""Parts of a whole: listed after it, added up before it, or in the rows of a table above its total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.check.figures import Figure, Page
from kg.check.periods import key
from kg.check.proposal import Proposal
from kg.check.verdict import LETTERS
from kg.check.words import CHANGES, PARTS, TOTALS, Cues, is_net
from kg.folding import fold
from kg.lexicon import Lexicon
from kg.model import Identity, Kind

_AMOUNTS = (Kind.LEVEL, Kind.ABSOLUTE_CHANGE)
_GAP = 32
_MOST = 60
"""Figures before a total that are looked at."""
_CONFIDENT = 0.75
"""How sure both figures must be read where the part is of another subject than the whole: 民营企业 of a country."""
_OVERLAP = ("the parts may overlap", "各部分可能互有重叠")
_APART = ("what is added up is not certain", "相加的各项并不确定")


def parts_listed(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """A whole and the list of its parts: 证书4.8万张，包括产品证书2.4万张、专利证书1.6万张…."""
    figures = page.figures
    for place, whole in enumerate(figures[:-1]):
        following = _next(figures, place)
        if following is None or whole.kind not in _AMOUNTS or whole.quantity.value <= 0:
            continue
        gap = page.gap(whole, figures[following])
        cue = cues.first(PARTS, gap) if gap is not None and len(gap) <= _GAP * 2 else None
        if gap is None or cue is None or _too_far(gap):
            continue
        parts = _list(page, whole, figures[following:], cues)
        closing = (cue.entry.get("words") or "").split()
        if not parts or (closing and not any(word in page.after(parts[-1], most=24) for word in closing)):
            continue
        disjoint = cue.entry.get("nature") == "all"
        net = any(is_net(figure, cues) for figure in (whole, *parts))
        for part in parts:
            if not net and (not disjoint or len(parts) == 1):
                yield _part_of(part, whole)
        if len(parts) > 1:
            yield _sum(parts, whole, "parts_listed", disjoint=disjoint and not net)


def _next(figures: Sequence[Figure], place: int) -> int | None:
    """The next amount in the text: rates and shares of the whole may stand between."""
    for index in range(place + 1, min(place + 4, len(figures))):
        if figures[index].start < figures[place].end:
            continue
        if figures[index].kind in _AMOUNTS:
            return index
    return None


def _too_far(gap: str) -> bool:
    """Whether more than one sentence ends between a whole and its parts."""
    return gap.count("。") > 1 or "\n" in gap


def _list(page: Page, whole: Figure, figures: Sequence[Figure], cues: Cues) -> list[Figure]:
    """The parts from the first one on: amounts of the whole's unit, one after the other, until something else begins."""
    parts: list[Figure] = []
    last: Figure | None = None
    for figure in figures:
        if last is not None:
            gap = page.gap(last, figure)
            if gap is None or len(gap) > _GAP or "。" in gap or "\n" in gap:
                break
            if any(cues.first(role, gap) for role in (PARTS, TOTALS, CHANGES)):
                break
        if figure.kind not in _AMOUNTS:
            last = figure
            continue
        if figure.unit != whole.unit or _for_each(figure) or not _like(whole, figure):
            break
        parts.append(figure)
        last = figure
        if len(parts) == 20:
            break
    return parts


def _for_each(figure: Figure) -> bool:
    """Whether it is a price or rate for each of something, which adds up to nothing: 1.17元/片."""
    return "/" in figure.quantity.text or "每" in figure.quantity.text


def _like(whole: Figure, part: Figure) -> bool:
    """Whether a part is of what the whole is: the same metric, or counted things whose names end alike."""
    days, its = key(whole.period), key(part.period)
    if days is not None and its is not None and days != its:
        return False
    if part.kind is Kind.ABSOLUTE_CHANGE and whole.kind is Kind.LEVEL:
        return False
    if whole.metric is not None and whole.metric == part.metric:
        return True
    counted, its_counted = whole.quantity.counted, part.quantity.counted
    if counted and its_counted:
        one, other = fold(counted), fold(its_counted)
        return len(one) > 1 and (other.endswith(one) or one.endswith(other))
    return False


def _part_of(part: Figure, whole: Figure) -> Proposal:
    metric = whole.mention.metric
    same = part.metric == whole.metric and metric is not None and metric.id is not None
    if part.subject != whole.subject:
        same &= min(part.mention.confidence, whole.mention.confidence) >= _CONFIDENT
    return Proposal(
        Identity.PART_OF,
        (part, whole),
        ("part", "whole"),
        "a <= b",
        "parts_listed",
        0.9,
        sure=same and whole.subject is not None,
        doubt=_APART[0],
        doubt_zh=_APART[1],
        only_if_told=True,
    )


def _sum(
    parts: Sequence[Figure], whole: Figure, rule: str, disjoint: bool, *, all_of_it: bool = False
) -> Proposal:
    letters = LETTERS[: len(parts)]
    return Proposal(
        Identity.PARTS,
        (*parts, whole),
        (*("part",) * len(parts), "whole"),
        f"{' + '.join(letters)} = {LETTERS[len(parts)]}",
        rule,
        0.9 if disjoint else 0.7,
        sure=disjoint,
        doubt=_OVERLAP[0],
        doubt_zh=_OVERLAP[1],
        at_most=not all_of_it,
        only_if_holds=not disjoint,
    )


def parts_added_up(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """Parts and then their total: 分别为3亿元、4亿元和5亿元，合计12亿元."""
    for sentence in page.sentences:
        for place, whole in enumerate(sentence):
            if place < 2 or whole.kind not in _AMOUNTS:
                continue
            before = page.before(whole)
            cue = cues.last(TOTALS, before)
            if cue is None or len(before) - cue.end > 12 or len(before[: cue.start].strip("，,、；; ")) > 2:
                continue
            parts = _run_before(page, sentence[max(0, place - _MOST) : place], whole)
            if len(parts) > 1:
                yield _sum(
                    parts, whole, "parts_added_up", disjoint=_one_measure(parts, whole, cues), all_of_it=True
                )


def _run_before(page: Page, figures: Sequence[Figure], whole: Figure) -> list[Figure]:
    """The amounts right before a total that are of its kind."""
    run: list[Figure] = []
    later = whole
    for figure in reversed(figures):
        gap = page.gap(figure, later)
        if gap is None or len(gap) > _GAP:
            break
        later = figure
        if figure.kind in (Kind.GROWTH_RATE, Kind.SHARE):
            continue
        if figure.unit != whole.unit or figure.kind is not whole.kind or not _same_measure(figure, whole):
            break
        run.append(figure)
        if len(run) == 20:
            break
    return run[::-1]


def _same_measure(part: Figure, whole: Figure) -> bool:
    return key(part.period) == key(whole.period) and (
        part.metric == whole.metric or bool(part.quantity.counted and whole.quantity.counted)
    )


def _one_measure(parts: Sequence[Figure], whole: Figure, cues: Cues) -> bool:
    """Whether what is added up is called the same throughout, and is no balance: 买入 and 卖出 do not add up."""
    called = {fold(figure.mention.metric.text) if figure.mention.metric else None for figure in parts}
    measured = {figure.metric for figure in (*parts, whole)}
    return len(called) == len(measured) == 1 and not any(is_net(figure, cues) for figure in parts)


def table_totals(page: Page, lexicon: Lexicon, cues: Cues) -> Iterator[Proposal]:
    """The rows of a column and the row that has their total: 华东 12, 华南 10, 合计 22."""
    rows = [figure for figure in page.figures if "\t" in figure.mention.quote.exact]
    columns: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in rows:
        if figure.kind in (Kind.LEVEL, Kind.ABSOLUTE_CHANGE, Kind.SHARE):
            column = figure.mention.quote.exact.count("\t")
            measured = (figure.kind, figure.unit, figure.metric, key(figure.period), column)
            columns[measured].append(figure)
    for column_figures in columns.values():
        block: list[Figure] = []
        for figure in column_figures:
            label = fold(figure.mention.quote.exact.split("\t", 1)[0]).strip(" :：*")
            if block and not _next_row(page, block[-1], figure):
                block = []
            if cues.names(TOTALS, "".join(label.split())) or cues.names(TOTALS, label):
                if 2 <= len(block) < len(LETTERS) and len({part.mention.claim for part in block}) > 1:
                    yield _sum(block, figure, "table_totals", disjoint=True, all_of_it=True)
                block = []
            else:
                block.append(figure)


def _next_row(page: Page, above: Figure, below: Figure) -> bool:
    """Whether two figures of a column stand in rows that follow each other."""
    gap = page.gap(above, below)
    return gap is not None and gap.count("\n") == 1
