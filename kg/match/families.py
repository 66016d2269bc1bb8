"""Families: a subject with all that is part of it. Claims meet only within one, so that a new source touches few."""

from __future__ import annotations

from functools import lru_cache

from kg.folding import fold
from kg.lexicon import Lexicon
from kg.model import ClaimType, Mention, Ref

_PLACES = frozenset({"Place"})
"""Classes whose parts stay families of their own: a country would swallow its cities."""


def family_of(mention: Mention, lexicon: Lexicon) -> tuple[str, ...]:
    """The families that a mention belongs to, none where nobody knows whose figure it is.

    A figure has the family of its subject, a statement that of its subject and that of its speaker.
    """
    refs = [mention.subject]
    if mention.type is ClaimType.STATEMENT:
        refs.append(mention.speaker)
    return tuple(sorted({family(ref, lexicon) for ref in refs if ref is not None}))


def family(ref: Ref, lexicon: Lexicon) -> str:
    """The key of the family of a thing: what it is part of in the end, else the thing itself.

    >>> family(Ref("https://w3id.org/claim-kg/entity/alibaba-com", "Alibaba.com", "国际站"), Lexicon.load())
    'https://w3id.org/claim-kg/entity/alibaba-group'
    """
    return root(ref.id, lexicon) if ref.id else plain(ref.label)


def plain(name: str) -> str:
    """A name that the vocabulary does not know as it is compared: folded, without spaces, brackets and quotation marks."""
    return "".join(c for c in fold(name) if c.isalnum())


@lru_cache(maxsize=65536)
def root(iri: str, lexicon: Lexicon) -> str:
    """The last of what a thing is part of, upwards in the vocabulary; of several the first; a circle ends where it closes."""
    seen = {iri}
    while True:
        entry = lexicon.entries.get(iri)
        whole = sorted(entry.properties.get("partOf", ())) if entry and not _PLACES & set(entry.types) else []
        above = lexicon.entries.get(whole[0]) if whole else None
        if above is None or above.iri in seen or _PLACES & set(above.types):
            return iri
        iri = above.iri
        seen.add(iri)
