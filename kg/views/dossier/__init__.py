"""The dossier of one figure: who says it, in which words, where it comes from, what speaks against it, what was not checked."""

from __future__ import annotations

from kg.views.dossier.finding import figures_named, id_of
from kg.views.dossier.listing import claim_names, figure_names, figure_sources
from kg.views.dossier.model import Dossier
from kg.views.dossier.page import dossier_html, headline
from kg.views.dossier.reading import dossier
from kg.views.dossier.turtle import dossier_turtle, sample_turtle

__all__ = [
    "Dossier",
    "claim_names",
    "dossier",
    "dossier_html",
    "dossier_turtle",
    "figure_names",
    "figure_sources",
    "figures_named",
    "headline",
    "id_of",
    "sample_turtle",
]
