"""How often mentions of a confidence are right: a table of it, and the rising curve that fits it.

Written into the page between its marks, from the root of a checkout:

    python -m kg.evaluate.calibration docs/extraction.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.evaluate.run import Evaluation, evaluate
from kg.evaluate.slots import wrong_slots
from kg.model import ClaimType

BEGIN, END = "<!-- calibration -->\n", "<!-- end of calibration -->\n"
_FEWEST = 12
"""Mentions that a step of the curve rests on at least; with fewer it would follow chance."""
_NAMES = {ClaimType.QUANTITY: "figures", ClaimType.STATEMENT: "statements"}
_LOWEST = 5
"""Bands are tenths; what is under 0.5 is one."""


class Judged(NamedTuple):
    """A mention that was found: right when the gold has it and its frame is right."""

    document: str
    kind: ClaimType
    rule: str
    confidence: float
    right: bool


class Step(NamedTuple):
    """From this confidence on, so many of a hundred are right."""

    confidence: float
    share: float


def judged(evaluation: Evaluation) -> list[Judged]:
    """Every mention that was found in a document of the gold."""
    found: list[Judged] = []
    for document in evaluation.documents:
        pairs = [(item, not wrong_slots(gold, item)) for gold, item in document.pairs]
        for item, right in (*pairs, *((item, False) for item in document.extra)):
            assert item.mention is not None
            m = item.mention
            found.append(Judged(document.name, item.type, m.rule, m.confidence, right))
    return found


def fit(known: Iterable[Judged]) -> list[Step]:
    """The rising steps that fit best (pool adjacent violators), each resting on enough mentions.

    One right and one wrong mention are added to each, so that no step says never or always.
    """
    blocks: list[tuple[float, int, int]] = []
    by_confidence: dict[float, list[bool]] = {}
    for one in known:
        by_confidence.setdefault(one.confidence, []).append(one.right)
    for confidence, rights in sorted(by_confidence.items()):
        blocks.append((confidence, sum(rights), len(rights)))
        while len(blocks) > 1 and (blocks[-2][2] < _FEWEST or _share(blocks[-2]) >= _share(blocks[-1])):
            last = blocks.pop()
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + last[1], blocks[-1][2] + last[2])
    if len(blocks) > 1 and blocks[-1][2] < _FEWEST:
        last = blocks.pop()
        blocks[-1] = (blocks[-1][0], blocks[-1][1] + last[1], blocks[-1][2] + last[2])
    return [Step(block[0], round(_share(block), 2)) for block in blocks]


def _share(block: tuple[float, int, int]) -> float:
    return (block[1] + 1) / (block[2] + 2)


def share_at(steps: Sequence[Step], confidence: float) -> float:
    """What the curve says of a confidence; under its first step, what that says.

    >>> share_at([Step(0.5, 0.4), Step(0.8, 0.9)], 0.75)
    0.4
    """
    return max((step for step in steps if step.confidence <= confidence), default=steps[0]).share


def left_out(all_judged: Sequence[Judged]) -> list[float]:
    """For each mention what a curve says that was fitted without its document: what to expect of a text never seen."""
    curves = {
        name: fit([one for one in all_judged if one.document != name])
        for name in {one.document for one in all_judged}
    }
    return [
        share_at(curves[one.document], one.confidence) if curves[one.document] else one.confidence
        for one in all_judged
    ]


def off_by(told: Iterable[float], all_judged: Iterable[Judged]) -> float:
    """The mean square of what was told less what was so (Brier's score): 0 is best, 0.25 is tossing a coin."""
    squares = [(share - one.right) ** 2 for share, one in zip(told, all_judged, strict=True)]
    return round(sum(squares) / len(squares), 3) if squares else 0.0


def table(evaluation: Evaluation) -> str:
    """The table of the page, in Markdown."""
    everything = judged(evaluation)
    lines = [
        "| confidence | figures | frame right | statements | speaker right |",
        "| --- | --- | --- | --- | --- |",
    ]
    for band in range(9, _LOWEST - 2, -1):
        within = [
            one for one in everything if max(_LOWEST - 1, min(9, int(one.confidence * 10 + 1e-9))) == band
        ]
        name = f"{band / 10:.1f} and more" if band == 9 else f"{band / 10:.1f} to {(band + 1) / 10:.1f}"
        if band < _LOWEST:
            name = f"under {_LOWEST / 10:.1f}"
        cells = [cell for kind in ClaimType for cell in _cells([o for o in within if o.kind is kind])]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines.append("")
    for kind in ClaimType:
        own = [one for one in everything if one.kind is kind]
        steps = fit(own)
        told = ", ".join(f"{step.share:.0%} from {step.confidence:g}" for step in steps)
        lines += [
            f"The rising curve that fits {_NAMES[kind]}: {told} on. Its mean square error on documents left out of the fit is "
            f"{off_by(left_out(own), own)}, that of the confidence as it is {off_by([o.confidence for o in own], own)}.",
            "",
        ]
    return "\n".join(lines)


def _cells(within: Sequence[Judged]) -> tuple[str, str]:
    return str(len(within)), f"{sum(o.right for o in within) / len(within):.0%}" if within else "–"


def written(page: str, found: str) -> str:
    """The page with the table between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{found}{END}{after}"


if __name__ == "__main__":
    place = Path(sys.argv[1])
    result = evaluate(Path("tests/gold"), Path("seeds"))
    place.write_text(written(place.read_text("utf-8"), table(result)), "utf-8")
