"""Values as literals and IRIs, spelt in the one way in which the store gives them back.

Text, tags and addresses come from strangers: what cannot be written as RDF is mended or left plain, never an error.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph.namespaces import XSD
from kg.model import ids

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WEB = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)
_IRI_SAFE = "!#$&'()*+,/:;=?@[]~%"


def text(words: str, language: str | None = None) -> ox.Literal:
    """Words in a language (BCP 47), plain where the tag is none; a lone surrogate becomes U+FFFD."""
    if not words.isascii():
        words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if language and _TAG.fullmatch(language):
        return ox.Literal(words, language=language.lower())
    return ox.Literal(words)


def decimal(value: Decimal) -> ox.Literal:
    """An exact `xsd:decimal`, one spelling for each number."""
    return ox.Literal(ids.number(value) or "0", datatype=XSD.decimal)


def integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=XSD.integer)


def day(value: date) -> ox.Literal:
    """The calendar day as `xsd:date`."""
    return ox.Literal(value.isoformat()[:10], datatype=XSD.date)


def moment(value: date) -> ox.Literal:
    """`xsd:dateTime` of a moment, `xsd:date` of a day."""
    if not isinstance(value, datetime):
        return day(value)
    spelt = re.sub(r"(\.\d*?)0+(?=[+-]|$)", r"\1", value.isoformat())
    return ox.Literal(re.sub(r"[+-]00:00$", "Z", spelt), datatype=XSD.dateTime)


def partial_date(value: str) -> ox.Literal:
    """An ISO year, month or day with the datatype that fits."""
    kind = (XSD.gYear, XSD.gYearMonth, XSD.date)[value.count("-")]
    return ox.Literal(value, datatype=kind)


def address(url: str) -> ox.NamedNode | ox.Literal:
    """A web address as an IRI, characters that an IRI may not have escaped; anything else as an `xsd:anyURI` literal."""
    plain = text(url).value
    if _WEB.match(plain):
        try:
            return ox.NamedNode("".join(c if ord(c) > 127 else quote(c, safe=_IRI_SAFE) for c in plain))
        except ValueError:
            pass
    return ox.Literal(plain, datatype=XSD.anyURI)


def iri(name: str) -> ox.NamedNode | ox.Literal:
    """An IRI that somebody wrote, as a literal where it is none."""
    try:
        return ox.NamedNode(name)
    except ValueError:
        return text(name)


def path_part(words: str) -> str:
    """Words as one part of an IRI's path."""
    return quote(words, safe=":.-_~")
