"""What is counted: the noun behind a classifier (小微企业 in 近1200万家小微企业)."""

from __future__ import annotations

from functools import lru_cache

import regex

from kg.extract.units import labels
from kg.lexicon import Lexicon


@lru_cache(maxsize=8)
def noun_pattern(lexicon: Lexicon) -> regex.Pattern[str]:
    """A run of characters up to the first word that ends a noun."""
    ends = {label for entry in lexicon.of_scheme("noun-ends") for label in labels(entry)}
    single = regex.escape("".join(sorted(label for label in ends if len(label) == 1)))
    # one look at the first characters, then at the words that begin with them
    by_first: dict[str, list[str]] = {}
    for label in sorted((label for label in ends if len(label) > 1), key=lambda w: (-len(w), w)):
        by_first.setdefault(label[0], []).append(regex.escape(label[1:]))
    several = "|".join(rf"{regex.escape(c)}(?:{'|'.join(rest)})" for c, rest in sorted(by_first.items()))
    firsts = regex.escape("".join(sorted(by_first)))
    no_single = rf"(?![{single}])" if single else ""
    no_word = rf"(?!(?=[{firsts}])(?:{several}))" if several else ""
    groups = sorted(
        (regex.escape(label) for entry in lexicon.of_scheme("group-nouns") for label in labels(entry)),
        key=lambda w: (-len(w), w),
    )
    step = rf"(?:{no_single}{no_word}[\p{{Han}}a-z.]|等(?<=[高中初平优劣同头].)|有(?<=[国私公专稀特所].))"
    # up to a noun for a group (外贸中小企业 in 外贸中小企业贷款融资), else as far as it goes
    group = rf"{step}{{0,10}}?(?:{'|'.join(groups)})|" if groups else ""
    links, heads = (
        "|".join(
            sorted(
                (regex.escape(label) for entry in lexicon.of_scheme(scheme) for label in labels(entry)),
                key=lambda w: (-len(w), w),
            )
        )
        for scheme in ("noun-links", "noun-heads")
    )
    # 新冠病毒|确诊|个案: a verb before the head of the noun
    linked = rf"(?:(?:{links})(?:{heads}))?" if links and heads else ""
    return regex.compile(
        rf"的?(?P<noun>(?:规模以上的?)?(?:{group}{step}{{1,14}}+){linked}(?:（\p{{Han}}{{1,6}}）)?)"
    )
