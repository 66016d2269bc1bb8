"""Whole pages inside a notebook: the interactive picture of the graph, the dossier of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import escape

from kg.exports.files import writing
from kg.notebook.markup import put
from kg.views.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Page:
    """One page of HTML that works offline."""

    html: str
    title: str

    def save(self, path: str | Path) -> Path:
        """Write the page to a file. Raises `StoreWriteFailed`."""
        with writing(Path(path)) as file:
            file.write(self.html.encode("utf-8", "replace"))
        return Path(path)

    def __repr__(self) -> str:
        return f"<page: {self.title}>"

    def _repr_html_(self) -> str:
        # the page has scripts of its own and gets nothing of the notebook's: sandboxed, without its origin
        return put(
            '<iframe sandbox="allow-scripts" srcdoc="{}" title="{}" width="100%" height="560"'
            ' style="border:1px solid #8884"></iframe>',
            escape(self.html),
            self.title,
        )


@dataclass(frozen=True, slots=True, repr=False)
class Picture(Page):
    """A page with the interactive graph: `nodes` and `edges` are drawn, of `total` nodes that there are."""

    nodes: int
    edges: int
    total: int

    def __repr__(self) -> str:
        return f"<picture of {self.title}: {self.nodes} nodes, {self.edges} edges>"


@dataclass(frozen=True, slots=True, repr=False)
class DossierPage(Page):
    """A dossier as a page; `found` has what is in it."""

    found: Dossier

    def __repr__(self) -> str:
        return f"<dossier of {self.title}>"
