"""Where two texts say the same: runs that are equal, joined to strands.

Everything is bounded: each text is gone through once, each place of the one is compared with at most `PLACES` of the other,
and what lies between two runs is aligned only where it is small. A text of ten million times one character takes as long
as any other of its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from kg.reuse.folded import Compared

SEED = 6
"""Characters that must be equal for a run to be looked at."""

LEAST = 5
"""What a run weighs at least that counts by itself."""

PLACES = 8
"""Places of the earlier text that are tried where its words come again and again."""

GAP = 40
"""Characters by which two runs of a strand may be apart in both texts."""

INSERTED = 300
"""Characters by which they may be apart in one text, where they are nearly neighbours in the other."""

_OPEN = 6
_DENSE = 50_000


class Run(NamedTuple):
    """`size` characters that are equal, at `a` in the earlier text and at `b` in the later one, as they are compared."""

    a: int
    b: int
    size: int


@dataclass(frozen=True, slots=True)
class Strand:
    """Runs in the order of both texts, at least one; between two of them at least one text has something else."""

    runs: tuple[Run, ...]

    @property
    def a(self) -> tuple[int, int]:
        """Where it begins and ends in the earlier text."""
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].size

    @property
    def b(self) -> tuple[int, int]:
        """Where it begins and ends in the later text."""
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].size

    def gaps(self) -> Iterator[tuple[int, int, int, int]]:
        """What lies between the runs: start and end in the earlier text, start and end in the later one."""
        for one, other in zip(self.runs, self.runs[1:], strict=False):
            yield one.a + one.size, other.a, one.b + one.size, other.b


def strands(earlier: Compared, later: Compared) -> list[Strand]:
    """What two texts share, in the order of the later one."""
    found = [Strand(tuple(_filled(earlier, later, group))) for group in _grouped(list(_runs(earlier, later)))]
    return sorted(found, key=lambda strand: (strand.b, strand.a))


def _runs(earlier: Compared, later: Compared) -> Iterator[Run]:
    """The longest equal runs, found from the start of the later text; they do not overlap there."""
    a, b = earlier.units, later.units
    stride = min(24, len(a) // _DENSE + 1)
    seeds = _seeds(earlier, stride)
    place, free, near = 0, 0, 0
    last = len(b) - SEED
    while place <= last:
        starts = seeds.get(b[place : place + SEED])
        if starts is None:
            place += 1
            continue
        best = Run(0, place, 0)
        for start in starts:
            size = _equal(a, start, b, place)
            back = _equal_before(a, start, b, place, min(stride, place - free))
            run = Run(start - back, place - back, size + back)
            if run.size > best.size or (
                run.size == best.size and abs(run.a - run.b - near) < abs(best.a - best.b - near)
            ):
                best = run
        kept = _whole(earlier, later, best)
        if kept is not None:
            near = kept.a - kept.b
            yield kept
        place = free = max(best.b + best.size, place + 1)


def _seeds(text: Compared, stride: int) -> dict[str, list[int]]:
    seeds: dict[str, list[int]] = {}
    units = text.units
    for place in range(0, len(units) - SEED + 1, stride):
        there = seeds.setdefault(units[place : place + SEED], [])
        if len(there) < PLACES:
            there.append(place)
    return seeds


def _equal(a: str, i: int, b: str, j: int) -> int:
    """How many characters are equal from these places on."""
    most = min(len(a) - i, len(b) - j)
    size, step = 0, 16
    while size < most:
        step = min(step, most - size)
        if a[i + size : i + size + step] == b[j + size : j + size + step]:
            size += step
            step *= 2
        elif step == 1:
            break
        else:
            step //= 2
    return size


def _equal_before(a: str, i: int, b: str, j: int, most: int) -> int:
    """How many characters are equal right before these places, at most so many."""
    size, most = 0, min(most, i, j)
    while size < most and a[i - size - 1] == b[j - size - 1]:
        size += 1
    return size


def _whole(earlier: Compared, later: Compared, run: Run) -> Run | None:
    """The run without the parts of words and numbers at its ends; None where too little is left."""
    start, end = 0, run.size
    while start < end and not (earlier.is_cut(run.a + start) and later.is_cut(run.b + start)):
        start += 1
    while start < end and not (earlier.is_cut(run.a + end) and later.is_cut(run.b + end)):
        end -= 1
    if later.weight(run.b + start, run.b + end) < LEAST:
        return None
    return Run(run.a + start, run.b + start, end - start)


def _grouped(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that follow each other closely in both texts, together."""
    done: list[list[Run]] = []
    growing: list[list[Run]] = []
    for run in runs:
        fitting = [group for group in growing if _follows(group[-1], run)]
        if fitting:
            group = min(fitting, key=lambda group: _distance(group[-1], run))
            cut = max(0, group[-1].a + group[-1].size - run.a)
            group.append(Run(run.a + cut, run.b + cut, run.size - cut))
            growing.remove(group)
        else:
            group = [run]
            done.append(group)
        growing = [*growing[-_OPEN + 1 :], group]
    return done


def _follows(one: Run, other: Run) -> bool:
    a, b = other.a - one.a - one.size, other.b - one.b - one.size
    # the words between may come twice, so that both runs claim them
    if a < 0:
        return b >= 0 and -a < other.size // 2
    return min(a, b) <= GAP and max(a, b) <= INSERTED


def _distance(one: Run, other: Run) -> int:
    return abs(other.a - one.a - one.size) + other.b - one.b - one.size


def _filled(earlier: Compared, later: Compared, group: Sequence[Run]) -> Iterator[Run]:
    """The runs of a group with the shorter ones between them, neighbours without anything between joined."""
    held: Run | None = None
    for run in _with_small(earlier, later, group):
        if held is not None and (held.a + held.size, held.b + held.size) == (run.a, run.b):
            held = Run(held.a, held.b, held.size + run.size)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _with_small(earlier: Compared, later: Compared, group: Sequence[Run]) -> Iterator[Run]:
    previous: Run | None = None
    for run in group:
        if previous is not None:
            yield from _small(
                earlier, later, (previous.a + previous.size, run.a), (previous.b + previous.size, run.b)
            )
        yield run
        previous = run


def _small(earlier: Compared, later: Compared, a: tuple[int, int], b: tuple[int, int]) -> Iterator[Run]:
    """Equal words inside what differs between two runs: two tokens or more, or one number."""
    if a[0] == a[1] or b[0] == b[1]:
        return
    ones, others = _tokens(earlier, *a), _tokens(later, *b)
    matcher = SequenceMatcher(
        None, [earlier.units[i:j] for i, j in ones], [later.units[i:j] for i, j in others], autojunk=False
    )
    for block in matcher.get_matching_blocks():
        if not block.size:
            continue
        start, end = ones[block.a][0], ones[block.a + block.size - 1][1]
        if block.size > 1 or any(c.isdigit() for c in earlier.units[start:end]):
            yield Run(start, others[block.b][0], end - start)


def _tokens(text: Compared, start: int, end: int) -> list[tuple[int, int]]:
    """Where each token between two places begins and ends."""
    cuts = [place for place in range(start, end) if place == start or text.heads[place]]
    return list(zip(cuts, [*cuts[1:], end], strict=True))
