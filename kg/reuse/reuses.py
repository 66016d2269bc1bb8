"""The reuses of one source: each earlier text that shares a passage with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from kg.lexicon import Lexicon
from kg.model import Judgement, Reuse, Text, ids, reuse
from kg.reuse.direction import Decision, Outlets, apart, as_said, decide, in_quotes
from kg.reuse.folded import Compared
from kg.reuse.passages import as_compared, copied, passage, share
from kg.reuse.subjects import differ

_CENT = Decimal("0.01")
_NOBODY: Mapping[tuple[str, str], Judgement] = MappingProxyType({})


@lru_cache(maxsize=2)
def _outlets(lexicon: Lexicon) -> Outlets:
    return Outlets(lexicon)


def reuses(
    later: Text,
    earlier: Iterable[Text],
    *,
    lexicon: Lexicon,
    base: str = ids.DEFAULT_BASE,
    said: Mapping[tuple[str, str], Judgement] = _NOBODY,
) -> list[Reuse]:
    """What this text shares with each of these, which come before it by `order`; in the order of their ids.

    Where a credit line says that the earlier one took from this one, the record's `later` is the other. `said` are people's
    decisions by the ids of the copy and of the original: they give the direction, and whatever such a copy shares counts.
    """
    outlets = _outlets(lexicon)
    compared_later = as_compared(later)
    found: list[Reuse] = []
    for text in sorted(earlier, key=lambda text: text.source.id):
        if text.source.id == later.source.id:
            continue
        compared_text = as_compared(text)
        between = apart(text.source, later.source)
        word = _said(said, later, text)
        same = word is not None or not differ(text, compared_text, later, compared_later)
        certain = word is not None
        aligned = copied(compared_text, compared_later, apart=between, one_subject=same, certain=certain)
        if aligned is None:
            continue
        quoted = in_quotes(later.text, [compared_later.span(*strand.b) for strand in aligned.strands])
        decision = word or decide(text, later, outlets, quoted=quoted)
        one, other = text, later
        if decision.turned:
            one, other = later, text
            # aligned anew: passages are in the order of the one that took them
            aligned = copied(compared_later, compared_text, apart=between, one_subject=same, certain=certain)
            if aligned is None:
                continue
        found.append(
            reuse(
                other.source,
                one.source,
                [passage(one, other, aligned, strand) for strand in aligned.strands],
                share=_part(aligned.later, [s.b for s in aligned.strands]),
                earlier_share=_part(aligned.earlier, [s.a for s in aligned.strands]),
                direction=decision.how,
                why=decision.why,
                why_zh=decision.why_zh,
                origin=decision.origin,
                base=base,
            )
        )
    return found


def _said(said: Mapping[tuple[str, str], Judgement], later: Text, earlier: Text) -> Decision | None:
    one, other = later.source.id, earlier.source.id
    if (one, other) in said:
        return as_said(said[one, other], turned=False)
    return as_said(said[other, one], turned=True) if (other, one) in said else None


def _part(text: Compared, pieces: Sequence[tuple[int, int]]) -> Decimal:
    return Decimal(str(share(text, pieces))).quantize(_CENT)
