"""What `import kg` gives to people who work in notebooks: records in lists, frames, and outputs of cells.

api.py       questions to a store
listing.py   records in a list, rows.py those of queries and answers
cards.py     one record as HTML, markup.py the fragments it is made of
frames.py    pandas and polars
drawn.py     the interactive graph, progress.py the bar
"""

from __future__ import annotations

from kg.notebook.api import (
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
from kg.notebook.drawn import Picture
from kg.notebook.listing import Listing
from kg.notebook.progress import Bar
from kg.notebook.rows import Reply, Rows

__all__ = [
    "Bar",
    "Listing",
    "Picture",
    "Reply",
    "Rows",
    "answer",
    "claims",
    "comparisons",
    "copies",
    "dossier",
    "mentions",
    "picture",
    "query",
    "sources",
    "sums",
]
