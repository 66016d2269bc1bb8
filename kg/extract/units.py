"""The vocabulary of quantities as tables: which words may stand before, behind and between numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from kg.extract.annotations import Form
from kg.folding import fold
from kg.lexicon import Entry, Lexicon
from kg.model import Bound

T = TypeVar("T")

LOCAL_MONEY = "local"
"""The code of 元 and 块, whose currency the region of the source decides."""
DEFAULT_REGION = "CN"


class Unit(NamedTuple):
    """What a word behind a number makes of it; see `ontology/units.ttl` for the properties."""

    form: Form
    code: str
    factor: Decimal | None = None
    half: bool = False
    not_before: str = ""
    names: str = ""
    itself: bool = False
    needs: str = ""
    """What must be said shortly before the number (升息2码)."""
    time: bool = False
    written: str = ""
    """The label as the text must have it, where its case matters (500g, but not 5G)."""


class Approximator(NamedTuple):
    """超过, 近, 左右: what it makes of a number; `upper` when the number is the limit of an approximation."""

    bound: Bound
    upper: bool = False
    not_after: str = ""
    """Characters before it that make another word of it (经过3年 is not 过3年)."""
    not_before: str = ""


class Amount(NamedTuple):
    """A word that is a quantity of its own: 一半, 翻番, 两位数."""

    form: Form
    code: str
    value: Decimal
    bound: Bound
    lower: Decimal | None
    upper: Decimal | None
    step: Decimal | None
    precise: bool
    not_before: str


class Words(Generic[T]):
    """Labels with a value each, found at a place by their first (or, `backwards`, last) character, the longest first."""

    __slots__ = ("_by_edge",)

    def __init__(self, labels: Iterable[tuple[str, T]], *, backwards: bool = False) -> None:
        unique: dict[str, T] = {}
        for label, value in labels:
            unique.setdefault(label, value)
        by_edge: dict[str, list[tuple[str, T]]] = defaultdict(list)
        for label in sorted(unique, key=lambda label: (-len(label), label)):
            by_edge[label[-1] if backwards else label[0]].append((label, unique[label]))
        self._by_edge = dict(by_edge)

    def starting(self, text: str, at: int) -> tuple[int, T] | None:
        """Where the longest label that starts here ends, and its value."""
        for label, value in self._by_edge.get(text[at : at + 1], ()):
            if text.startswith(label, at):
                return at + len(label), value
        return None

    def all_starting(self, text: str, at: int) -> list[tuple[int, T]]:
        """The same for every label that starts here, the longest first."""
        found = self._by_edge.get(text[at : at + 1], ())
        return [(at + len(label), value) for label, value in found if text.startswith(label, at)]

    def ending(self, text: str, at: int) -> tuple[int, T] | None:
        """Where the longest label that ends here starts, and its value."""
        for label, value in self._by_edge.get(text[at - 1] if at else "", ()):
            if text.endswith(label, 0, at):
                return at - len(label), value
        return None

    def edges(self) -> str:
        """The characters that labels start with (end with, when backwards)."""
        return "".join(sorted(self._by_edge))


class Tables(NamedTuple):
    """All of it, compiled once for a vocabulary."""

    units: Words[Unit]
    symbols: Words[str]
    before: Words[Approximator]
    after: Words[Approximator]
    than: Words[Approximator]
    connectors: Words[bool]
    openers: Words[str]
    abstract: Words[bool]
    numerals: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    fractions: Mapping[str, Decimal]
    local: Mapping[str, str]

    def currency(self, region: str | None) -> str:
        """The currency that 元 means in a region (an ISO 3166 code)."""
        return self.local.get(region or DEFAULT_REGION) or self.local.get(DEFAULT_REGION) or "CNY"


@lru_cache(maxsize=8)
def tables(lexicon: Lexicon) -> Tables:
    """The tables of a vocabulary."""
    units = list(lexicon.of_scheme("units"))
    approximators = list(lexicon.of_scheme("approximators"))
    return Tables(
        units=Words(_units(lexicon, units)),
        symbols=Words(
            (
                (fold(symbol), entry.get("code") or "")
                for entry in units
                for symbol in entry.properties.get("symbol", ())
            ),
            backwards=True,
        ),
        before=Words(_approximators(approximators, "before"), backwards=True),
        after=Words(_approximators(approximators, "after")),
        than=Words(_approximators(approximators, "than")),
        connectors=Words(
            (label, entry.get("needs") is not None)
            for entry in lexicon.of_scheme("range-connectors")
            for label in labels(entry)
        ),
        openers=Words(
            (
                (label, entry.get("opens") or "range")
                for entry in lexicon.of_scheme("range-openers")
                for label in labels(entry)
            ),
            backwards=True,
        ),
        abstract=Words(
            (label, True) for entry in lexicon.of_scheme("abstract-nouns") for label in labels(entry)
        ),
        numerals=_values(lexicon, "number-words"),
        scales=_values(lexicon, "scale-words"),
        fractions=_values(lexicon, "fraction-words"),
        local={region: entry.get("code") or "" for entry in units if (region := entry.get("region"))},
    )


def _values(lexicon: Lexicon, scheme: str) -> dict[str, Decimal]:
    return {
        label: Decimal(entry.get("value") or "1")
        for entry in lexicon.of_scheme(scheme)
        for label in labels(entry)
    }


def labels(entry: Entry) -> list[str]:
    """All names of a concept, folded."""
    return [fold(name) for name in entry.names]


def _units(lexicon: Lexicon, units: list[Entry]) -> Iterable[tuple[str, Unit]]:
    for entry in units:
        factor = entry.get("factor")
        unit = Unit(
            form=Form(entry.get("form") or "measure"),
            code=entry.get("code") or "1",
            factor=Decimal(factor) if factor else None,
            half=entry.get("half") == "true",
            not_before=entry.get("notBefore") or "",
            needs=entry.get("needs") or "",
            time=entry.get("dimension") == "time",
        )
        if entry.get("code") in ("{count}", "{rank}"):
            continue
        cased = entry.properties.get("cased", ())
        for name in entry.names:
            yield fold(name), unit._replace(written=name) if name in cased else unit
    for entry in lexicon.of_scheme("local-money"):
        unit = Unit(Form.MONEY, LOCAL_MONEY, half=True, not_before=entry.get("notBefore") or "")
        for label in labels(entry):
            yield label, unit
    for entry in lexicon.of_scheme("classifiers"):
        unit = Unit(
            Form.COUNT,
            "{count}",
            factor=Decimal(factor) if (factor := entry.get("factor")) else None,
            names=entry.get("names") or "",
            itself=entry.get("self") == "true",
            not_before=entry.get("notBefore") or "",
        )
        for label in labels(entry):
            yield label, unit


def _approximators(entries: list[Entry], position: str) -> Iterable[tuple[str, Approximator]]:
    for entry in entries:
        if entry.get("position") == position:
            word = Approximator(
                Bound(entry.get("bound") or "approx"),
                entry.get("side") == "upper",
                entry.get("notAfter") or "",
                entry.get("notBefore") or "",
            )
            for label in labels(entry):
                yield label, word


@lru_cache(maxsize=256)
def amount_of(entry: Entry) -> Amount:
    """The amount that a word of the scheme `amount-words` is."""

    def number(name: str) -> Decimal | None:
        text = entry.get(name)
        return None if text is None else Decimal(text)

    return Amount(
        Form(entry.get("form") or "percent"),
        entry.get("code") or "1",
        number("value") or Decimal(0),
        Bound(entry.get("bound") or "exact"),
        number("lower"),
        number("upper"),
        number("step"),
        entry.get("precise") != "false",
        entry.get("notBefore") or "",
    )
