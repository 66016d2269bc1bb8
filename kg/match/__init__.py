"""Which claims are the same, which differ, and how: records in, records out.

families.py   who meets whom
"""

from __future__ import annotations

from kg.match.families import family_of

__all__ = ["family_of"]
