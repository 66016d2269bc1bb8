"""Which claims are one figure: those that comparisons, as people decided them, call the same or rounder ones of the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.ask.parts import records
from kg.ask.tracing import is_id, mentions_named
from kg.errors import QuestionError
from kg.graph.namespaces import DECISION
from kg.lexicon import Lexicon
from kg.origins.groups import Sets
from kg.store import Store
from kg.views.facts import rows
from kg.views.select import select_figure

MOST_CLAIMS = 200
"""Claims of one figure that are looked at."""
_DIGEST = re.compile(r"[0-9a-f]{32}")

Claims = tuple[str, ...]
"""The claims (IRIs) of one figure, sorted."""


def figures_named(store: Store, name: str, *, lexicon: Lexicon | None = None) -> list[Claims]:
    """The figures that a name means: the id of a claim or mention, or words such as "46% GMV". At least one.

    Raises `QuestionError` where the words are not understood or the store has no such figure.
    """
    name = name.strip()
    if is_id(name):
        found = _of_id(store, name)
    else:
        found = select_figure(store, name, lexicon=lexicon, figures_only=True).claims
    return same_figures(store, found)


def id_of(claims: Claims) -> str:
    """What a figure is called in addresses: the digest of the first of its claims, which is the least."""
    return claims[0].rsplit("/", 1)[-1]


def same_figures(store: Store, claims: Iterable[str]) -> list[Claims]:
    """These claims with all that agree with them, by figure; the figures in the order in which their claims were given."""
    asked = list(dict.fromkeys(claims))
    sets, known, new = Sets(), set(asked), set(asked)
    while new and len(known) <= MOST_CLAIMS:
        together = _agreeing(store, new)
        for pair in sorted(together):
            sets.join(*pair)
        new = {claim for pair in together for claim in pair} - known
        known |= new
    groups: dict[str, list[str]] = {}
    for claim in sorted(known):
        groups.setdefault(sets.find(claim), []).append(claim)
    first = dict.fromkeys(sets.find(claim) for claim in asked)
    return [tuple(groups[name][:MOST_CLAIMS]) for name in first]


def _of_id(store: Store, name: str) -> Claims:
    wanted = f"{store.base}claim/{name}" if _DIGEST.fullmatch(name) else name.strip("<>")
    if wanted.startswith(f"{store.base}claim/") and any(_claims_made(store, wanted)):
        return (wanted,)
    found = records(store, mentions_named(store, name))
    return tuple(sorted({m.claim for m in found.values()}))


def _claims_made(store: Store, claim: str) -> Iterable[object]:
    try:
        return list(rows(store, "mentions", [claim]))
    except ValueError:
        raise QuestionError(
            "no claim or mention of this name in the store", where=claim, zh="库中没有这个编号的说法或提及"
        ) from None


def _agreeing(store: Store, claims: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of claims that are one figure, one of each among these."""
    wanted = sorted(claims)
    pairs = {_pair(a.value, b.value) for a, b in rows(store, "agreeing-with", wanted)}
    last: dict[tuple[str, str], tuple[tuple[str, str], str]] = {}
    for time, judgement, decision, one, other in rows(store, "decided-pairs", wanted):
        pair, said = _pair(one.value, other.value), ((time.value, judgement.value), decision.value)
        last[pair] = max(said, last.get(pair, said))
    for pair, (_, decided) in last.items():
        (pairs.add if decided == DECISION["same"].value else pairs.discard)(pair)
    return pairs


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
