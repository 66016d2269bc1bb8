"""The words that names are recognised by, from `ontology/words/entities.ttl`, as sets for looking up."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from kg.folding import fold
from kg.lexicon import Lexicon

_COMMON = 200
"""How many of the surnames (the commonest first) count without a title beside the name."""


class NameWords(NamedTuple):
    """Characters and words, folded."""

    surnames: frozenset[str]
    common_surnames: frozenset[str]
    double_surnames: frozenset[str]
    transliteration: frozenset[str]
    after_names: frozenset[str]
    stops: frozenset[str]
    no_names: frozenset[str]
    no_endings: frozenset[str]
    """Common words that end like a name: a name that ends with one is none."""
    no_persons: frozenset[str]
    """Common words that begin like a person's name."""
    dotted: regex.Pattern[str]
    """A foreign name with middle dots."""
    parts: frozenset[str]
    """Words of names that hold a stop character: 国家, 经济."""
    kinds: frozenset[str]
    """Words that say what kind of organisation one is: 互联网, 大型, 国际."""
    trades: frozenset[str]
    """What the registered name of a company says that it does, verbs among it: 投资, 管理."""
    company_parts: frozenset[str]
    """How short names of companies end: 科技, 股份, 药业."""
    no_companies: frozenset[str]
    """What no short name of a company holds: 概念, 板块."""
    markets: frozenset[str]
    """What stands before a commodity: 现货, 布伦特, 沪."""
    metal_markets: frozenset[str]
    """What makes 金 and 铜 commodities: LME铜, 沪金."""
    families: regex.Pattern[str]
    """A family of indices with a number behind it: 北证|50."""
    index_families: frozenset[str]
    """What may stand before the country of an index: 富时中国A50指数."""
    contracts: frozenset[str]
    """What stands after one: 期货, 主力合约."""
    no_company_ends: frozenset[str]
    """Characters with which no short name of a company ends: 价, 率."""


@lru_cache(maxsize=8)
def name_words(lexicon: Lexicon) -> NameWords:
    """The words of a vocabulary; empty sets where it lacks them."""

    def characters(scheme: str) -> str:
        return "".join(fold(entry.get("characters") or "") for entry in lexicon.of_scheme(scheme))

    def no_names(part: str) -> frozenset[str]:
        return frozenset(
            fold(name)
            for entry in lexicon.of_scheme("no-names")
            if entry.get("part") == part
            for name in entry.names
        )

    run = regex.escape(characters("transliteration")) or "·"
    surnames = characters("surnames")

    def listed(scheme: str) -> frozenset[str]:
        return frozenset(
            " ".join(fold(entry.get("words") or "") for entry in lexicon.of_scheme(scheme)).split()
        )

    return NameWords(
        frozenset(surnames),
        frozenset(surnames[:_COMMON]),
        listed("surnames"),
        frozenset(characters("transliteration")),
        frozenset(characters("after-names")),
        frozenset(characters("stop-characters")),
        frozenset(fold(name) for entry in lexicon.of_scheme("no-names") for name in entry.names),
        no_names("ending"),
        no_names("person"),
        regex.compile(f"[{run}]{{1,8}}(?:[·•・‧][{run}]{{1,10}}){{1,3}}"),
        listed("name-parts"),
        listed("kind-words"),
        listed("registered-trades"),
        listed("company-parts"),
        listed("no-company-words"),
        listed("markets"),
        listed("metal-markets"),
        regex.compile("|".join(map(regex.escape, sorted(listed("index-families")))) or "(?!)"),
        listed("index-families"),
        listed("contracts"),
        frozenset(characters("no-company-words")),
    )
