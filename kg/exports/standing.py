"""The mentions of chosen claims that stand: in sources that count, and that nobody judged to be read wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.ask.parts import records
from kg.ask.tracing import mentions_of_claims
from kg.errors import QuestionError
from kg.exports.judged import judged_wrong
from kg.graph.history import history
from kg.model import Mention
from kg.model.comparison import order
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim with the mentions of it that stand, the earliest first; there is one at least."""

    claim: str
    mentions: tuple[Mention, ...]


def standing(store: Store, claims: Iterable[str], *, skip: bool = False) -> list[Standing]:
    """These claims (IRIs) in the order given, each once.

    Raises `QuestionError` for a claim that the store has not, or that no mention makes which stands; `skip` leaves such out.
    """
    asked = list(dict.fromkeys(claims))
    gone = history(store).gone()
    found = records(store, mentions_of_claims(store, asked))
    wrong = judged_wrong(store, found)
    by_claim: dict[str, list[Mention]] = {claim: [] for claim in asked}
    for mention in sorted(found.values(), key=order):
        if mention.source.id not in gone and mention.id not in wrong:
            by_claim[mention.claim].append(mention)
    for claim, mentions in by_claim.items():
        if not mentions and not skip:
            made = any(m.claim == claim for m in found.values())
            why = "no mention of it stands: retracted, replaced or judged wrong" if made else "no such claim"
            raise QuestionError(why, where=claim)
    return [Standing(claim, tuple(mentions)) for claim, mentions in by_claim.items() if mentions]
