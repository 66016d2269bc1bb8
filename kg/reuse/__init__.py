"""Copies: passages that one source shares with an earlier one, and what became of the claims in them.

`sketch` and `Index` find which sources are worth comparing, `reuses` aligns them to the character, `mutations` says
what the copy changed. Nothing here knows a store, RDF or spaCy.
"""

from __future__ import annotations

from kg.reuse.direction import order
from kg.reuse.mutations import aligned, mutations
from kg.reuse.reuses import reuses
from kg.reuse.sketches import Index, alike, sketch

__all__ = ["Index", "aligned", "alike", "mutations", "order", "reuses", "sketch"]
