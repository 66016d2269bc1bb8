"""What the words of two mentions say beyond their slots: how far they are the same, what no slot holds, 从…至…."""

from __future__ import annotations

import regex

from kg.folding import fold
from kg.match.words import Words, plain
from kg.model import Mention

_REACH = 12
"""So many characters before an old value 从 may stand."""


def overlap(one: str, other: str) -> float:
    """How much of the shorter clause, figures aside, stands in the other (pairs of characters, 0 to 1)."""
    a, b = _shingles(one), _shingles(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def letters(m: Mention) -> set[str]:
    """The characters that a mention says anywhere."""
    return set(plain(m.quote.exact + m.quote.prefix))


def unheld(m: Mention, words: Words) -> set[str]:
    """The characters before a value, in its whole quote, that belong to none of its slots, Chinese ones only."""
    held = [ref.text for ref in (m.subject, m.metric, m.speaker, *m.scope) if ref]
    held += [ref.label for ref in (m.subject, m.metric) if ref]
    held.append(m.period.text if m.period else "")
    known = words.fillers.union(plain("".join(held)))
    quote = fold(m.quote.exact)
    at = quote.find(fold(m.quantity.text)) if m.quantity else -1
    return {c for c in _letters_of(quote[:at] if at >= 0 else quote) if c not in known and not c.isascii()}


def is_spelt_out(m: Mention, words: Words) -> bool:
    """Whether a quote itself says whose figure it is and of what, and does not share a clause out among several."""
    near = fold(m.quote.prefix + m.quote.exact)
    quote = fold(m.quote.exact)
    return (
        m.subject is not None
        and m.metric is not None
        and fold(m.subject.text) in near
        and fold(m.metric.text) in quote
        and not any(word in quote for word in words.shared_out)
    )


def is_from_to(a: Mention, b: Mention, words: Words) -> bool:
    """Whether one quote holds both values, the one behind 从 or 由, the other behind 至 or 到."""
    if a.source.id != b.source.id or a.quantity is None or b.quantity is None:
        return False
    quote = fold(max((a, b), key=lambda m: len(m.quote.exact)).quote.exact)
    first, second = fold(a.quantity.text), fold(b.quantity.text)
    for old, new in ((first, second), (second, first)):
        at, then = quote.find(old), quote.rfind(new)
        if 0 <= at < then and _stands_before(words.passage_from, quote, at):
            between = quote[at + len(old) : then]
            if words.passage_to.search(between) and "，" not in between:
                return True
    return False


def _stands_before(pattern: regex.Pattern[str], text: str, end: int) -> bool:
    """Whether it stands shortly before an offset."""
    return pattern.search(text, max(0, end - _REACH), end) is not None


def _shingles(clause: str) -> set[str]:
    text = _letters_of(clause)
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _letters_of(clause: str) -> str:
    return "".join(c for c in plain(clause) if not c.isdigit())
