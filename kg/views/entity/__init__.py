"""The page of a thing: what is claimed about it, what it says, with whom it occurs, and what stands round it.

model.py        what a page is made of
played.py       the parts that it plays in claims, and its company
page.py         all of it together
neighbours.py   the picture of what stands round it, and how it grows
html.py         as HTML
data.py         as Turtle
"""

from __future__ import annotations

from kg.views.entity.data import entity_turtle
from kg.views.entity.model import EntityPage
from kg.views.entity.neighbours import Neighbourhood, claims_near, neighbourhood
from kg.views.entity.page import entity_page
from kg.views.entity.played import occurrences

__all__ = [
    "EntityPage",
    "Neighbourhood",
    "claims_near",
    "entity_page",
    "entity_turtle",
    "neighbourhood",
    "occurrences",
]
