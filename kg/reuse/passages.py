"""From aligned runs to the passages of a reuse, and which of them are copied at all.

Template flashes of two days share nine tenths of their words and are no copies: they differ in what tells events apart,
their figures. A rewrite may share only two fifths, and keeps its figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kg.model import BlockKind, Edit, EditKind, Passage, Quote, Span, Text
from kg.reuse.figures import Weight, exchanged, exchanged_beside, figures
from kg.reuse.folded import Compared, compared
from kg.reuse.runs import Strand, strands

LONG = 40
"""Characters in one piece that nobody writes twice by chance; titles and offices of speakers stay below."""

LONG_WITH_FIGURE = 30
"""The same where a telling figure stands in the passage."""

COMMON = 6
"""Characters of a run that any two texts may share; what is more counts."""

ITEM = 60
"""The same for an item of a survey whose headline is about something else."""

SURVEY = 3
"""How many times as long as an item's own text a survey is at least."""

OWN_FIGURES = 2
"""Telling figures in a passage that texts about two subjects have from one another; phrases of the law have fewer."""

SHARED = 0.4
"""Part of the shorter text that is copied where no piece is long."""

LEAST = 10
"""Characters that count, where it is a matter of parts."""

FAR = timedelta(hours=12)
"""From here on parts count no more: the same flash comes again on another day."""

_FURNITURE = (BlockKind.CREDIT, BlockKind.BOILERPLATE)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two texts as they are compared and the strands that were copied."""

    earlier: Compared
    later: Compared
    strands: tuple[Strand, ...]


def as_compared(text: Text) -> Compared:
    """The text without credit lines and furniture."""
    return compared(text.text, [Span(b.start, b.end) for b in text.blocks if b.kind in _FURNITURE])


def copied(
    earlier: Compared,
    later: Compared,
    *,
    apart: timedelta | None,
    one_subject: bool = True,
    certain: bool = False,
) -> Aligned | None:
    """What the later text may have of the earlier one, or the other way round; None where nothing is a copy.

    `apart` is the time between the two, None where it is unknown. Texts that are not about one subject must share more.
    Where it is `certain` that one is a copy of the other, all that they share was copied.
    """
    kept: list[Strand] = []
    longest = counted = 0
    long = own = False
    told: set[str] = set()
    for strand in strands(earlier, later):
        weights = [later.own_weight(run.b, run.b + run.size) for run in strand.runs]
        if sum(weights) < LEAST or (not certain and is_template(earlier, later, strand)):
            continue
        kept.append(strand)
        counted += sum(max(0, weight - COMMON) for weight in weights)
        longest = max(longest, *weights)
        telling = {words for run in strand.runs for words in _telling(later, run.b, run.b + run.size)}
        told |= telling
        enough = max(weights) >= LONG_WITH_FIGURE
        long = long or (enough and bool(telling)) or max(weights) >= LONG
        own = own or (enough and len(telling) >= OWN_FIGURES)
    shorter, longer = sorted((earlier.weight(0, len(earlier)), later.weight(0, len(later))))
    if certain:
        copy = bool(kept)
    elif not one_subject:
        copy = own or (longest >= ITEM and longer >= SURVEY * shorter)
    else:
        near = apart is None or apart <= FAR
        copy = long or (
            near and counted >= max(LEAST, SHARED * shorter) and not _of_two_events(earlier, later, told)
        )
    return Aligned(earlier, later, tuple(kept)) if copy else None


def _telling(text: Compared, start: int, end: int) -> set[str]:
    return {figure.words for figure in figures(text, start, end) if figure.weight is Weight.TELLING}


def _of_two_events(earlier: Compared, later: Compared, told: set[str]) -> bool:
    """Whether both tell figures and share none: two sentences of one speech begin with the same words."""
    return not told and bool(_telling(earlier, 0, len(earlier))) and bool(_telling(later, 0, len(later)))


def is_template(earlier: Compared, later: Compared, strand: Strand) -> bool:
    """Whether two passages are alike only in form: more telling figures differ than stay.

    A figure right before or behind the passage counts too: a flash that comes again ends with its new figure.
    """
    kept = Counter(figure.weight for run in strand.runs for figure in figures(later, run.b, run.b + run.size))
    changed: Counter[Weight] = Counter()
    for a0, a1, b0, b1 in strand.gaps():
        changed += exchanged(figures(earlier, a0, a1), figures(later, b0, b1))
    beside = exchanged_beside(earlier, later, strand.a, strand.b)
    telling, small = changed[Weight.TELLING] + beside, changed[Weight.SMALL]
    if telling >= 2 and telling >= kept[Weight.TELLING]:
        return True
    if telling + small >= 2:
        return telling + small > kept[Weight.TELLING] + kept[Weight.SMALL]
    # one figure and another in its place: a slip if nothing else differs, else another event
    return telling == 1 and not kept[Weight.TELLING] and not _differs_in_one_place(later, strand, beside)


def _differs_in_one_place(later: Compared, strand: Strand, beside: int) -> bool:
    same = sum(later.weight(run.b, run.b + run.size) for run in strand.runs)
    return len(strand.runs) - 1 + beside == 1 and same >= LONG_WITH_FIGURE


def passage(one: Text, other: Text, aligned: Aligned, strand: Strand) -> Passage:
    """The passage of a strand, in offsets of the two plain texts; `one` is the earlier."""
    earlier, later = aligned.earlier, aligned.later
    edits = []
    for a0, a1, b0, b1 in strand.gaps():
        a, b = earlier.span(a0, a1), later.span(b0, b1)
        kind = EditKind.ADDED if a0 == a1 else EditKind.DROPPED if b0 == b1 else EditKind.CHANGED
        edits.append(Edit(kind, a, b, one.text[slice(*a)], other.text[slice(*b)]))
    return Passage(
        Quote.of(one.text, *earlier.span(*strand.a)),
        Quote.of(other.text, *later.span(*strand.b)),
        tuple(edits),
        sum(run.size for run in strand.runs),
    )


def share(text: Compared, pieces: Sequence[tuple[int, int]]) -> float:
    """The part of a text that lies in these pieces, which may overlap."""
    covered = sum(text.weight(start, end) for start, end in _united(pieces))
    return covered / max(1, text.weight(0, len(text)))


def _united(pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    reached = 0
    for start, end in sorted(pieces):
        if end > reached:
            yield max(start, reached), end
            reached = end
