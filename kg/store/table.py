"""The answer to a SELECT query."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Table(NamedTuple):
    """Rows of terms, None where a variable is unbound; `variables` names the columns, without question marks."""

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]
