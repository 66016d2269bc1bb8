"""Where the graph is kept: one interface, in memory, on disk, or at any SPARQL 1.1 endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.errors import StoreError
from kg.model import ids
from kg.store.base import Answer, Store
from kg.store.memory import MemoryStore
from kg.store.table import Table, Term

__all__ = ["Answer", "MemoryStore", "Store", "Table", "Term", "open_store"]


def open_store(where: str | Path, *, mode: Literal["r", "w"] = "r", base: str | None = None) -> Store:
    """The store at a path, `:memory:`."""
    if str(where) == ":memory:":
        return MemoryStore(base=base or ids.DEFAULT_BASE)
    raise StoreError("only :memory: yet", where=where)
