"""Which node stands for a thing that a text names: the vocabulary's where it has the name, else one minted from it."""

from __future__ import annotations

from functools import lru_cache

from kg.folding import fold
from kg.lexicon import Entry, Lexicon, outlet
from kg.model import Ref, ids


def key(name: str) -> str:
    """A name as it is compared: folded, without white space."""
    return "".join(fold(name).split())


def node_of(ref: Ref, *, kind: str, base: str) -> str:
    """The IRI of what a slot names; `kind` is `entity` or `metric`."""
    return ref.id or ids.named_id(kind, ref.key(), base=base)


def is_minted(iri: str, label: str, *, kind: str, base: str) -> bool:
    """Whether this IRI was minted from this name, so that the record's ref has no id."""
    return iri == ids.named_id(kind, key(label), base=base)


def publisher_node(name: str, *, lexicon: Lexicon, base: str) -> str:
    """The IRI of an outlet or publishing organisation."""
    entry = outlet(name, lexicon)
    return entry.iri if entry else ids.named_id("publisher", key(name), base=base)


@lru_cache(maxsize=4)
def units(lexicon: Lexicon) -> dict[str, Entry]:
    """Unit code (`1`, `CNY`, `kg`) to its unit: the one without a factor, else the one that the vocabulary lists first."""
    found: dict[str, Entry] = {}
    for entry in lexicon.of_scheme("units"):
        code = entry.get("code")
        if code and (code not in found or (found[code].get("factor") and not entry.get("factor"))):
            found[code] = entry
    return found


def unit_node(code: str, *, lexicon: Lexicon, base: str) -> str:
    """The IRI of the unit with this code."""
    entry = units(lexicon).get(code)
    return entry.iri if entry else ids.named_id("unit", code, base=base)
