"""The reuses of one source: each earlier text that shares a passage with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from kg.lexicon import Lexicon
from kg.model import Reuse, Text, ids, reuse
from kg.reuse.direction import Outlets, apart, decide, in_quotes
from kg.reuse.folded import Compared
from kg.reuse.passages import as_compared, copied, passage, share
from kg.reuse.subjects import differ

_CENT = Decimal("0.01")


@lru_cache(maxsize=2)
def _outlets(lexicon: Lexicon) -> Outlets:
    return Outlets(lexicon)


def reuses(
    later: Text, earlier: Iterable[Text], *, lexicon: Lexicon, base: str = ids.DEFAULT_BASE
) -> list[Reuse]:
    """What this text shares with each of these, which come before it by `order`; in the order of their ids.

    Where a credit line says that the earlier one took from this one, the record's `later` is the other.
    """
    outlets = _outlets(lexicon)
    compared_later = as_compared(later)
    found: list[Reuse] = []
    for text in sorted(earlier, key=lambda text: text.source.id):
        if text.source.id == later.source.id:
            continue
        compared_text = as_compared(text)
        between = apart(text.source, later.source)
        same = not differ(text, compared_text, later, compared_later)
        aligned = copied(compared_text, compared_later, apart=between, one_subject=same)
        if aligned is None:
            continue
        quoted = in_quotes(later.text, [compared_later.span(*strand.b) for strand in aligned.strands])
        decision = decide(text, later, outlets, quoted=quoted)
        one, other = text, later
        if decision.turned:
            one, other = later, text
            # aligned anew: passages are in the order of the one that took them
            aligned = copied(compared_later, compared_text, apart=between, one_subject=same)
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


def _part(text: Compared, pieces: Sequence[tuple[int, int]]) -> Decimal:
    return Decimal(str(share(text, pieces))).quantize(_CENT)
