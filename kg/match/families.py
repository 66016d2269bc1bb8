"""Families: a subject with all that is part of it. Claims meet only within one, so that a new source touches few."""

from __future__ import annotations

from kg.lexicon import Lexicon
from kg.match.names import subject_key, wholes
from kg.model import ClaimType, Mention, Ref


def family_of(mention: Mention, lexicon: Lexicon) -> tuple[str, ...]:
    """The families that a mention belongs to, none where nobody knows whose figure it is.

    A figure has the family of its subject, a statement that of its subject and that of its speaker.
    """
    refs = [mention.subject]
    if mention.type is ClaimType.STATEMENT:
        refs.append(mention.speaker)
    return tuple(sorted({family(ref, lexicon) for ref in refs if ref is not None}))


def home_of(mention: Mention, lexicon: Lexicon) -> str | None:
    """The one family that answers for a mention: that of who says it, for a statement with a speaker, else that of its subject.

    None where it has no family.
    """
    if mention.type is ClaimType.STATEMENT and mention.speaker is not None:
        return family(mention.speaker, lexicon)
    return family(mention.subject, lexicon) if mention.subject else None


def family(ref: Ref, lexicon: Lexicon) -> str:
    """The key of the family of a thing: what it is part of in the end, else the thing itself.

    >>> family(Ref("https://w3id.org/claim-kg/entity/alibaba-com", "Alibaba.com", "国际站"), Lexicon.load())
    'https://w3id.org/claim-kg/entity/alibaba-group'
    """
    return root(subject_key(ref.id, ref.label, lexicon), lexicon)


def root(key: str, lexicon: Lexicon) -> str:
    """The last of what a thing is part of."""
    return (wholes(key, lexicon) or (key,))[-1]
