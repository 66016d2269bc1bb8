"""Which claims are the same, which differ, and how: records in, records out.

families.py    who meets whom
words.py       the words of the vocabulary that comparisons go by
names.py       subjects, metrics and scopes in normal form, and what they are part of
points.py      a claim as it is compared
candidates.py  which claims are put side by side
periods.py     how two periods stand to each other
pairs.py       two claims side by side
rules.py       the rules, in their order
statements.py  statements that say the same
passages.py    mentions without a subject, at one place of a copied passage
compare.py     comparisons of claims, and of their mentions
versions.py    what one version of a source claims and another does not
"""

from __future__ import annotations

from kg.match.compare import IN_ONE_BREATH, NEAR, comparisons, pairs
from kg.match.families import family_of, home_of
from kg.match.passages import in_passages

__all__ = ["IN_ONE_BREATH", "NEAR", "comparisons", "family_of", "home_of", "in_passages", "pairs"]
