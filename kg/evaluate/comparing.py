"""How good comparisons are: relations between mentions against those that people annotated in `matches.jsonl`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import GoldError
from kg.evaluate.gold import records
from kg.evaluate.gold_mentions import annotated
from kg.evaluate.run import Evaluation
from kg.evaluate.score import Rate
from kg.lexicon import Lexicon
from kg.match import NEAR, comparisons, pairs
from kg.model import Mention, Relation

MATCHES = "matches.jsonl"
Match = tuple[frozenset[str], str]
"""Ids of two annotations, and their relation."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Rates by relation, and of all together. Relations between near series, which the gold does not hold, are left out."""

    relations: dict[str, Rate]
    all: Rate

    def to_json(self) -> dict[str, Any]:
        rates = {name: rate._asdict() for name, rate in self.relations.items()}
        return {**rates, "all": self.all._asdict()}


def read_matches(gold: Path) -> set[Match] | None:
    """The annotated relations of a folder of gold, None where it has none. Raises `GoldError`."""
    file = gold / MATCHES
    if not file.is_file():
        return None
    found: set[Match] = set()
    for where, record in records(file):
        if not isinstance(record.get("a"), str) or not isinstance(record.get("b"), str):
            raise GoldError("a and b must be ids of annotations", where=where)
        if record.get("relation") not in set(Relation):
            raise GoldError(f"relation is none of {', '.join(Relation)}", where=where)
        found.add((frozenset((record["a"], record["b"])), record["relation"]))
    return found


def compare_gold(gold: Path, docs: Path, *, lexicon: Lexicon) -> Compared | None:
    """What is found between the annotations themselves: of comparing alone, whatever extraction finds."""
    want = read_matches(gold)
    if want is None:
        return None
    mentions = annotated(gold, docs, lexicon=lexicon)
    ids = {mention.id: name for name, mention in mentions.items()}
    return _judged(want, mentions.values(), ids, lexicon)


def compare_found(gold: Path, evaluation: Evaluation, *, lexicon: Lexicon) -> Compared | None:
    """What is found between the mentions that were extracted, from end to end."""
    want = read_matches(gold)
    if want is None:
        return None
    items = [item for document in evaluation.documents for _, item in document.pairs]
    items += [item for document in evaluation.documents for item in document.extra]
    mentions = [item.mention for item in items if item.mention is not None]
    ids = {found.id: one.id for document in evaluation.documents for one, found in document.pairs}
    return _judged(want, mentions, ids, lexicon)


def _judged(
    want: set[Match], mentions: Iterable[Mention], ids: Mapping[str, str], lexicon: Lexicon
) -> Compared:
    every = list(mentions)
    got: set[Match] = set()
    for one in pairs(comparisons(every, lexicon=lexicon), every, lexicon=lexicon):
        a, b = ids.get(one.a.id), ids.get(one.b.id)
        if one.relation not in NEAR and a and b and a != b:
            got.add((frozenset((a, b)), one.relation.value))
    relations = sorted({relation for _, relation in want | got})
    return Compared({name: _rate(want, got, name) for name in relations}, _rate(want, got))


def _rate(want: set[Match], got: set[Match], relation: str | None = None) -> Rate:
    mine, theirs = ({one for one in some if relation in (None, one[1])} for some in (got, want))
    return Rate.of(len(mine & theirs), len(mine), len(theirs))
