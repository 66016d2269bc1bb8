"""The interactive picture of the graph inside a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import escape

from kg.exports.files import writing
from kg.notebook.markup import put


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of HTML that works offline: `nodes` and `edges` are drawn, of `total` nodes that there are."""

    html: str
    title: str
    nodes: int
    edges: int
    total: int

    def save(self, path: str | Path) -> Path:
        """Write the page to a file. Raises `StoreWriteFailed`."""
        with writing(Path(path)) as file:
            file.write(self.html.encode("utf-8", "replace"))
        return Path(path)

    def __repr__(self) -> str:
        return f"<picture of {self.title}: {self.nodes} nodes, {self.edges} edges>"

    def _repr_html_(self) -> str:
        # the page has scripts of its own and gets nothing of the notebook's: sandboxed, without its origin
        return put(
            '<iframe sandbox="allow-scripts" srcdoc="{}" title="{}" width="100%" height="560"'
            ' style="border:1px solid #8884"></iframe>',
            escape(self.html),
            self.title,
        )
