"""Reading: files of any supported format to documents with plain text, structure, an offset map and metadata.

>>> [document] = read_path(Path("article.html"))      # doctest: +SKIP
>>> document.source.publisher, document.text[:20]     # doctest: +SKIP
"""

from __future__ import annotations

from kg.read.discover import discover
from kg.read.options import ReadOptions
from kg.read.reading import read_bytes, read_path

__all__ = ["ReadOptions", "discover", "read_bytes", "read_path"]
