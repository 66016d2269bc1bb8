"""claim-kg: a claim-tracking knowledge graph.

    import kg

    with kg.open_store(".kg", mode="w") as store:
        kg.build(["seeds"], store=store, progress=kg.Bar())
        kg.answer(store, "which sources repeat the 46% GMV figure")
        kg.claims(store, "46% GMV")[0]
        kg.sums(store, "fails").frame()

Results are frozen records in lists with a `frame()`, and show themselves in Jupyter. Names are imported when they are used:
`import kg` costs nothing, and only extraction imports spaCy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.ask import named_queries, run, understand
    from kg.ask.tracing import network
    from kg.errors import KgError
    from kg.exports.package import write_tables
    from kg.lexicon import Lexicon
    from kg.model import Document, Mention, Source
    from kg.notebook import (
        Bar,
        answer,
        claims,
        comparisons,
        copies,
        dossier,
        mentions,
        picture,
        query,
        sources,
        sums,
    )
    from kg.pipeline import build, verify
    from kg.read import ReadOptions, read_path
    from kg.store import Store, open_store
    from kg.views import write_view

__version__ = "0.1.0"

_FROM = {
    "named_queries": "kg.ask",
    "run": "kg.ask",
    "understand": "kg.ask",
    "network": "kg.ask.tracing",
    "KgError": "kg.errors",
    "write_tables": "kg.exports.package",
    "Lexicon": "kg.lexicon",
    "Document": "kg.model",
    "Mention": "kg.model",
    "Source": "kg.model",
    "Bar": "kg.notebook",
    "answer": "kg.notebook",
    "claims": "kg.notebook",
    "comparisons": "kg.notebook",
    "copies": "kg.notebook",
    "dossier": "kg.notebook",
    "mentions": "kg.notebook",
    "picture": "kg.notebook",
    "query": "kg.notebook",
    "sources": "kg.notebook",
    "sums": "kg.notebook",
    "build": "kg.pipeline",
    "verify": "kg.pipeline",
    "ReadOptions": "kg.read",
    "read_path": "kg.read",
    "Store": "kg.store",
    "open_store": "kg.store",
    "write_view": "kg.views",
}

__all__ = [
    "Bar",
    "Document",
    "KgError",
    "Lexicon",
    "Mention",
    "ReadOptions",
    "Source",
    "Store",
    "__version__",
    "answer",
    "build",
    "claims",
    "comparisons",
    "copies",
    "dossier",
    "mentions",
    "named_queries",
    "network",
    "open_store",
    "picture",
    "query",
    "read_path",
    "run",
    "sources",
    "sums",
    "understand",
    "verify",
    "write_tables",
    "write_view",
]


def __getattr__(name: str) -> Any:
    if name in _FROM:
        return getattr(import_module(_FROM[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
