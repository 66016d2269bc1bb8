"""Identity: the same input has the same IRI on any machine, in any order.

An id is the SHA-256 of its identity fields, the first 128 bits in hexadecimal, under a base that can be
configured. What a thing looks like (labels, confidence, which rule) is never part of it.
"""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

VOCABULARY = "https://w3id.org/claim-kg/"
"""Namespace of what ships with the program: `ontology#` terms, `entity/`, `metric/`, `unit/`, `kind/` … Not registered yet."""

ONTOLOGY = VOCABULARY + "ontology#"

DEFAULT_BASE = VOCABULARY + "id/"
"""Where data lives unless a build says otherwise."""


def digest(*fields: str | bytes | None) -> str:
    """32 characters that identify these fields in this order; None and "" differ."""
    parts = [
        f"{len(field)}:{field};".encode() if isinstance(field, str) and field.isascii() else _sized(field)
        for field in fields
    ]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:32]


def _sized(field: str | bytes | None) -> bytes:
    """A field with its length in bytes in front, which keeps ("ab", "") and ("a", "b") apart."""
    if field is None:
        return b"-;"
    raw = field.encode("utf-8", "surrogatepass") if isinstance(field, str) else field
    return b"%d:%b;" % (len(raw), raw)


def number(value: Decimal | None) -> str | None:
    """One spelling for each decimal: 0.460 and 0.46 are the same number.

    >>> number(Decimal("1E+3"))
    '1000'
    """
    if value is None:
        return None
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "") else text


def day(value: date | None) -> str | None:
    """The calendar day of a date or a moment."""
    return None if value is None else value.isoformat()[:10]


def source_id(raw: bytes, *, base: str = DEFAULT_BASE) -> str:
    """A source version is its bytes."""
    return f"{base}source/{digest(raw)}"


def named_id(kind: str, folded_name: str, *, base: str = DEFAULT_BASE) -> str:
    """A thing that the vocabulary does not know (yet): `kind` is `entity`, `metric`, `document`, … and the name is folded."""
    return f"{base}{kind}/{digest(folded_name)}"
