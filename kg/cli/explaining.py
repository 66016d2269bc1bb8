"""`kg extract --explain` on a terminal: each mention in its sentence, its slots labelled, and how each was found.

What stands in the text comes from strangers: it reaches the terminal as `Text` of rich, which knows no markup, and
without control characters. Labels stand in brackets, so that nothing depends on colour.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from kg.ask.format import clean, columns_of
from kg.cli.counts import count
from kg.extract.explain import SLOTS, Evidence, Explained, Explanation
from kg.model import Mention
from kg.views.explaining import context, doubts, explain_style, interval_text, value_text, ways
from kg.views.nesting import Mark, nest

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_WIDE = 15
"""Columns of the names of slots."""
_NARROWEST = 20
_NEVER_FIRST = frozenset("，。、；：！？）」』”%|] ")
_UNWRAPPED = 1_000_000


def console(file: TextIO) -> Console:
    """Colours on a terminal that wants them (`NO_COLOR` does not), as wide as it is; elsewhere plain and unwrapped."""
    from rich.console import Console

    plain = bool(os.environ.get("NO_COLOR"))
    made = Console(file=file, color_system=None if plain else "auto", highlight=False, markup=False)
    if not made.is_terminal and not os.environ.get("COLUMNS"):
        made.width = _UNWRAPPED
    return made


def show_explained(sources: Iterable[Explained], to: Console) -> None:
    """Print sources with their mentions."""
    for number, source in enumerate(sources):
        if number:
            to.print()
        to.print(_heading(source), soft_wrap=True)
        for explanation in source.explanations:
            to.print()
            for name, told in _lines(source.text, explanation):
                _print(to, name, told)


def _heading(source: Explained) -> Text:
    about = source.source
    published = about.published.isoformat()[:10] if about.published else None
    found = count(len(source.explanations), "mention")
    parts = (about.path, about.title, about.publisher, published, found)
    return _text(" · ".join(part for part in parts if part), "bold")


def _print(to: Console, name: str, told: Text) -> None:
    """A line that hangs behind its name where it is longer than the terminal is wide; the sentence has no name."""
    from rich.text import Text

    indent = _WIDE if name else 0
    for number, line in enumerate(told.divide(breaks(told.plain, max(_NARROWEST, to.width - indent)))):
        line.rstrip()
        slot = explain_style().slots.get(name)
        lead = slot.names["en"] if slot else name
        style = slot.terminal if slot else "dim"
        shown = Text().append((lead if number == 0 else "").ljust(indent), style=style)
        to.print(shown.append_text(line), soft_wrap=True)


def breaks(text: str, width: int) -> list[int]:
    """Where a text is broken into lines of at most `width` columns: at a space or beside a Chinese character.

    >>> breaks("出口 rose 12%", 8)
    [3]

    Labelled words, `[出口|metric]`, stay together where the line is at least half full without them.
    """
    found: list[int] = []
    first = last = outside = used = half = depth = 0
    for place, character in enumerate(text):
        if place > first and character not in _NEVER_FIRST and _parts(text[place - 1], character):
            last = place
            if depth == 0:
                outside, half = place, used
        depth = max(0, depth + (character == "[") - (character == "]"))
        used += columns_of(character)
        if used > width and place > first:
            best = outside if outside > first and half * 2 >= width else last
            first = best if best > first else place
            found.append(first)
            used = columns_of(text[first : place + 1])
    return found


def _parts(left: str, right: str) -> bool:
    return left == " " or right == "[" or (left != "[" and not (left.isascii() and right.isascii()))


def _lines(text: str, explanation: Explanation) -> Iterator[tuple[str, Text]]:
    """The sentence, then a line for each slot, then what sort of claim it is and how sure."""
    yield "", _sentence(text, explanation)
    for evidence in explanation.evidence:
        yield evidence.slot, _slot(text, explanation, evidence)
    yield "kind", _kind(explanation.mention)
    yield "confidence", _confidence(explanation)


def _sentence(text: str, explanation: Explanation) -> Text:
    """The sentence with `[words|slot]`; the quote is what is bright in it."""
    from rich.text import Text

    slots, quote = explain_style().slots, explanation.mention.quote
    marks = [
        Mark(evidence.at.start, evidence.at.end, evidence.slot, SLOTS.index(evidence.slot))
        for evidence in explanation.evidence
        if evidence.at is not None
    ]
    marks.append(Mark(quote.start, quote.end, "", -1))
    line = Text()
    styles = ["dim"]
    for kind, what in nest(text, *explanation.sentence, marks):
        if isinstance(what, str):
            line.append(clean(what), style=styles[-1])
        elif kind == "open":
            styles.append(slots[what.name].terminal if what.name else "")
            line.append("[" if what.name else "", style="dim")
        else:
            styles.pop()
            line.append(f"|{slots[what.name].names['en']}]" if what.name else "", style="dim")
    return line


def _slot(text: str, explanation: Explanation, evidence: Evidence) -> Text:
    """What fills a slot, in which words, and how it was found."""
    label, words, quantity = evidence.label, evidence.text, explanation.mention.quantity
    filled = label if label == words or not words else f"{words} = {label}"
    if evidence.slot == "value" and quantity is not None:
        value = value_text(quantity.value, quantity.unit)
        filled += f" = {value}" if value != words else ""
        stands_for = interval_text(quantity)
        filled += f", can stand for {stands_for}" if stands_for else ""
    notes = [found["en"] for found in ways(evidence)]
    around = context(text, evidence, explanation.sentence)
    notes += [f"“…{''.join(around)}…”"] if around else []
    notes += [evidence.note] if evidence.note and evidence.note not in words else []
    notes += [f"-{evidence.cost:.2f}"] if evidence.cost else []
    told = " · ".join(notes)
    return _text(filled).append_text(_text(f" · {told}" if filled and told else told, "dim"))


def _kind(mention: Mention) -> Text:
    quantity = mention.quantity
    if quantity is None:
        return _text(f"statement, {mention.modality.value}")
    parts = [quantity.kind.value, f"unit {quantity.unit}", quantity.bound.value, mention.modality.value]
    parts += [f"counts {quantity.counted}"] if quantity.counted else []
    return _text(", ".join(parts))


def _confidence(explanation: Explanation) -> Text:
    """`0.80 = 0.90 - 0.05 (metric) - 0.05 (subject), rule change_rate`."""
    mention, sure = explanation.mention, explanation.sure
    taken = "".join(f" - {cost:.2f} ({slot})" for slot, cost in doubts(explanation))
    way = f" = {sure:.2f}{taken}" if sure is not None and taken else ""
    return _text(f"{mention.confidence:.2f}{way}, rule {mention.rule}")


def _text(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(clean(words), style=style)
