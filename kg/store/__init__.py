"""Where the graph is kept: one interface, in memory, on disk, or at any SPARQL 1.1 endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg.errors import StoreError
from kg.model import ids
from kg.store.base import Answer, Store
from kg.store.blobs import Blobs
from kg.store.disk import DiskStore
from kg.store.format import check_base
from kg.store.memory import MemoryStore
from kg.store.remote import RemoteStore
from kg.store.table import Table, Term

__all__ = [
    "Answer",
    "Blobs",
    "DiskStore",
    "MemoryStore",
    "RemoteStore",
    "Store",
    "Table",
    "Term",
    "check_base",
    "open_store",
]


def open_store(
    where: str | Path,
    *,
    mode: Literal["r", "w"] = "r",
    base: str | None = None,
    originals: Path | None = None,
) -> Store:
    """The store at a path, `:memory:`, or the URL of a SPARQL 1.1 endpoint (query URL, then update URL after a space).

    `mode` matters on disk only, where "w" makes the store if there is none. `base` is the namespace of new data;
    of data that is there it must be the one used. `originals` is a folder for the originals of a remote store.

    Raises `StoreMissing`, `StoreLocked`, `StoreTooNew` or `StoreError`.

        with open_store(".kg") as store:
            store.select("SELECT DISTINCT ?claim WHERE { ?mention <https://w3id.org/claim-kg/ontology#claim> ?claim }")
    """
    if base is not None:
        check_base(base)
    place = str(where)
    if place == ":memory:":
        return MemoryStore(base=base or ids.DEFAULT_BASE)
    if place.startswith(("http://", "https://")):
        url, *more = place.split()
        if len(more) > 1:
            raise StoreError("give at most a query URL and an update URL", where=place)
        return RemoteStore(url, update_url=more[0] if more else None, base=base, originals=originals)
    return DiskStore(Path(where), mode=mode, base=base)
