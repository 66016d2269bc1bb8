"""The page of one source: its whole text with what is claimed in it, where it came from, and what became of it.

stored.py      what the store says, part by part
text.py        the text, out of the original, and its pages
marks.py       what is marked in it
parts.py       its blocks with their marks
cards.py       the claims beside it
footnotes.py   notes and their markers
sharing.py     passages that others have too
versions.py    what took the place of what
page.py        all of it together: `model.py` says what a page is made of
html.py        as HTML
data.py        as Turtle
"""

from __future__ import annotations

from kg.views.source.data import source_turtle
from kg.views.source.model import SourcePage, anchor_of
from kg.views.source.page import place_of, source_page

__all__ = ["SourcePage", "anchor_of", "place_of", "source_page", "source_turtle"]
