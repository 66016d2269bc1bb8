"""claim-kg: a claim-tracking knowledge graph.

    import kg

    with kg.open_store(".kg", mode="w") as store:
        kg.build(["seeds"], store=store)
        question = kg.understand("which sources repeat the 46% GMV figure", lexicon=kg.Lexicon.load())
        print(kg.answer(store, question).table)

Names are imported when they are used: `import kg` costs nothing, and only extraction imports spaCy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.ask import answer, named_queries, run, understand
    from kg.ask.tracing import network
    from kg.errors import KgError
    from kg.lexicon import Lexicon
    from kg.model import Document, Mention, Source
    from kg.pipeline import build, verify
    from kg.read import ReadOptions, read_path
    from kg.store import Store, open_store
    from kg.views import write_view

__version__ = "0.1.0"

_FROM = {
    "answer": "kg.ask",
    "named_queries": "kg.ask",
    "run": "kg.ask",
    "understand": "kg.ask",
    "network": "kg.ask.tracing",
    "KgError": "kg.errors",
    "Lexicon": "kg.lexicon",
    "Document": "kg.model",
    "Mention": "kg.model",
    "Source": "kg.model",
    "build": "kg.pipeline",
    "verify": "kg.pipeline",
    "ReadOptions": "kg.read",
    "read_path": "kg.read",
    "Store": "kg.store",
    "open_store": "kg.store",
    "write_view": "kg.views",
}

__all__ = [
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
    "named_queries",
    "network",
    "open_store",
    "read_path",
    "run",
    "understand",
    "verify",
    "write_view",
]


def __getattr__(name: str) -> Any:
    if name in _FROM:
        return getattr(import_module(_FROM[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
