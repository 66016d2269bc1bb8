"""HTML, a fragment or a page's body, to drafts of blocks.

Nothing is built as a tree: the tags stream by, a stack of open elements says what stands hidden, bold, in a link, in a
table. Elements that a browser does not show (`script`, `display:none`) give no text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.errors import TooLarge
from kg.model import BlockKind
from kg.read.drafts import Cell, Draft
from kg.read.pieces import Mark, Part, Piece, decoded, marker_label, words_of
from kg.read.tags import Token, attributes, tokens

MAX_DEPTH = 512
"""Open elements at a time; libxml2's own bound is 256, real pages stay under 100."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


MAX_COLUMNS = 256
"""Columns of a table; more are a layout or an attack, and are left out."""

_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 head header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot"
    " th thead title tr ul"
)
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _names(
    "audio button canvas datalist head iframe map math noembed noframes noscript object script select style svg"
    " template textarea video xmp"
)
_PICTURES = frozenset(("img", "picture", "svg", "video", "canvas", "iframe"))
_CLOSES = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "option": (frozenset(("option",)), frozenset(("select",))),
}
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CENTRED_STYLE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_GREY_STYLE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:#([89a-d])\1\1?(?:[89a-d]{0,4})\b|gr[ae]y|rgb\((\d{3}),\s*\2,\s*\2\))",
    re.IGNORECASE,
)

HIDDEN, BOLD, LINK, CENTRED, GREY, CAPTION, ITEM, QUOTE, NAVIGATION = (1 << bit for bit in range(9))
_FLAGS = {
    "b": BOLD,
    "strong": BOLD,
    "a": LINK,
    "center": CENTRED,
    "small": GREY,
    "figcaption": CAPTION,
    "caption": CAPTION,
    "li": ITEM,
    "blockquote": QUOTE,
    "nav": NAVIGATION,
    "footer": NAVIGATION,
}


class _Open(NamedTuple):
    name: str
    flags: int
    """What held outside it."""


@dataclass(slots=True)
class _Grid:
    """A table being read; `held` are cells that reach down, by column: (rows left, cell)."""

    rows: list[list[Cell]] = field(default_factory=list)
    heading_cells: list[list[bool]] = field(default_factory=list)
    held: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    caption: list[Draft] = field(default_factory=list)
    cell: list[Draft] | None = None
    heading: bool = False
    span: tuple[int, int] = (1, 1)


def read_html(text: str, start: int, end: int, *, name: str) -> list[Draft]:
    """The visible blocks of the HTML in `text[start:end]`. Raises `TooLarge` for what nests or repeats beyond reason."""
    reader = _Reader(text, name)
    for token in tokens(text, start, end, name=name):
        if not token.name:
            reader.words(token)
        elif token.name[0] == "/":
            reader.close(token.name[1:])
        else:
            reader.open(token)
    return reader.finish()


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.flags = 0
        self.stack: list[_Open] = []
        self.count: dict[str, int] = {}
        self.drafts: list[Draft] = []
        self.grids: list[_Grid] = []
        self.parts: list[Part] = []
        self.context = 0
        self.bold = self.linked = 0
        self.centred = self.grey = True
        self.seen = False
        self.heading = 0
        self.picture = False
        self.superscript: int | None = None

    def words(self, token: Token) -> None:
        if self.flags & HIDDEN:
            return
        size = len(self.text[token.start : token.end].strip())
        if size == 0 and not self.parts:
            return
        if size and not self.seen:
            self.context, self.seen = self.flags, True
        start, end = token.start, token.end
        if size > 4 and self.text.startswith("**", start) and self.text.endswith("**", start, end):
            start, end = start + 2, end - 2  # Markdown's bold that nobody converted
        self.parts += decoded(self.text, start, end)
        if size:
            flags = self.flags
            self.bold += size if flags & BOLD else 0
            self.linked += size if flags & LINK else 0
            self.centred &= bool(flags & CENTRED)
            self.grey &= bool(flags & GREY)

    def open(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self.line_break(token)
            return
        if name in _PICTURES and not self.flags & HIDDEN:
            self.picture = True
        if name in _BLOCKS:
            self.flush()
        if name in _VOID:
            return
        if name in _BLOCKS and self.count.get("p") and name not in ("html", "body"):
            self.close_nearest(frozenset(("p",)), frozenset(("table", "td", "th", "button", "div", "li")))
        if name in _CLOSES:
            self.close_nearest(*_CLOSES[name])
        if token.attributes.endswith("/") and name not in _BLOCKS:
            return  # <social-share/>, <path/>: nobody closes them
        if len(self.stack) >= MAX_DEPTH:
            raise TooLarge(f"nests HTML more than {MAX_DEPTH} elements deep", where=self.name)
        self.stack.append(_Open(name, self.flags))
        self.count[name] = self.count.get(name, 0) + 1
        self.flags |= _FLAGS.get(name, 0) | (HIDDEN if name in _UNSEEN else 0)
        if token.attributes:
            self.flags |= self.look(token)
        if len(name) == 2 and name[0] == "h" and name[1] in "123456":
            self.heading = int(name[1])
        elif name == "table":
            self.start_table()
        elif self.grids and name in ("td", "th"):
            self.start_cell(token)
        elif self.grids and name == "tr":
            self.start_row()
        elif name == "sup" and not self.flags & HIDDEN:
            self.superscript = len(self.parts)

    def look(self, token: Token) -> int:
        """What the attributes of a tag say about how its content is shown."""
        flags = 0
        raw = token.attributes
        if "style" in raw or "align" in raw or "hidden" in raw:
            found = attributes(token)
            style = found.get("style", "")
            if _HIDDEN_STYLE.search(style) or "hidden" in found or found.get("aria-hidden") == "true":
                flags |= HIDDEN
            if found.get("align", "").lower() == "center" or _CENTRED_STYLE.search(style):
                flags |= CENTRED
            if _GREY_STYLE.search(style):
                flags |= GREY
        return flags

    def close(self, name: str) -> None:
        if name == "br":
            return
        if name in _BLOCKS:
            self.flush()
        if not self.count.get(name):
            return
        if name == "sup" and self.superscript is not None:
            self.end_superscript()
        while self.stack:
            if self.pop() == name:
                return

    def close_nearest(self, names: frozenset[str], stops: frozenset[str]) -> None:
        """Close the innermost of these elements unless one of the stops is open inside it."""
        if not any(self.count.get(name) for name in names):
            return
        for depth in range(len(self.stack) - 1, -1, -1):
            name = self.stack[depth].name
            if name in names:
                while len(self.stack) > depth:
                    self.pop()
                return
            if name in stops:
                return

    def pop(self) -> str:
        name, self.flags = self.stack.pop()
        self.count[name] -= 1
        if name in ("td", "th"):
            self.end_cell()
        elif name == "table":
            self.end_table()
        elif name[0] == "h" and name[1:].isdigit():
            self.heading = 0
        return name

    def line_break(self, token: Token) -> None:
        if self.heading or (self.grids and self.grids[-1].cell is not None):
            self.parts.append(Piece("\n ", token.start, token.end))
        else:
            self.flush()

    def end_superscript(self) -> None:
        """A superscript of digits or signs is a footnote marker; any other is text."""
        at = self.superscript or 0
        self.superscript = None
        inside = self.parts[at:]
        label = marker_label(words_of(inside), words_of(self.parts[max(0, at - 2) : at]))
        if label:
            self.parts[at:] = [Mark(label)]

    def flush(self) -> None:
        """End the block that is being read."""
        parts, self.parts = self.parts, []
        bold, linked, centred, grey = self.bold, self.linked, self.centred, self.grey
        context, seen = self.context, self.seen
        self.bold = self.linked = self.context = 0
        self.centred = self.grey = True
        self.seen = False
        self.superscript = None
        if not seen:
            return
        kind, fixed = BlockKind.PARAGRAPH, True
        if self.heading:
            kind = BlockKind.HEADING
        elif context & CAPTION:
            kind = BlockKind.CAPTION
        elif context & NAVIGATION:
            kind = BlockKind.BOILERPLATE
        elif context & ITEM:
            kind, fixed = BlockKind.LIST_ITEM, False
        else:
            fixed = False
        draft = Draft(
            kind,
            parts,
            level=self.heading,
            bold=bold,
            linked=linked,
            centred=centred,
            grey=grey,
            after_image=self.picture,
            fixed=fixed,
        )
        if not draft.text:
            return
        self.picture = False
        if not self.grids:
            self.drafts.append(draft)
        elif self.grids[-1].cell is not None:
            self.grids[-1].cell.append(draft)
        elif context & CAPTION:
            self.grids[-1].caption.append(draft)
        else:
            self.grids[-1].drafts.append(draft)

    def start_table(self) -> None:
        self.grids.append(_Grid())

    def start_row(self) -> None:
        grid = self.grids[-1]
        grid.rows.append([])
        grid.heading_cells.append([])
        self.reach_down(grid)

    def reach_down(self, grid: _Grid) -> None:
        """Put cells that span rows into the columns where they reach into this one."""
        row = grid.rows[-1]
        while len(row) in grid.held and len(row) < MAX_COLUMNS:
            left, cell = grid.held[len(row)]
            if left > 1:
                grid.held[len(row)] = (left - 1, cell)
            else:
                del grid.held[len(row)]
            row.append(cell)
            grid.heading_cells[-1].append(False)

    def start_cell(self, token: Token) -> None:
        grid = self.grids[-1]
        if not grid.rows:
            self.start_row()
        found = attributes(token) if "span" in token.attributes else {}
        grid.span = _span(found.get("colspan")), _span(found.get("rowspan"))
        grid.heading = token.name == "th"
        grid.cell = []

    def end_cell(self) -> None:
        self.flush()
        if not self.grids or self.grids[-1].cell is None:
            return
        grid = self.grids[-1]
        drafts, grid.cell = grid.cell or [], None
        grid.drafts += drafts
        cell: Cell = []
        for draft in drafts:
            if cell:
                cell.append(Piece("\n ", _end(cell), _end(cell)))
            cell += draft.parts
        row = grid.rows[-1]
        columns, rows = grid.span
        for _ in range(min(columns, MAX_COLUMNS - len(row))):
            if rows > 1:
                grid.held[len(row)] = (rows - 1, cell)
            row.append(cell)
            grid.heading_cells[-1].append(grid.heading)
        self.reach_down(grid)

    def end_table(self) -> None:
        self.flush()
        if not self.grids:
            return
        grid = self.grids.pop()
        target = self.drafts
        if self.grids:
            outer = self.grids[-1]
            target = outer.cell if outer.cell is not None else outer.drafts
        target += grid.caption
        filled = [i for i, row in enumerate(grid.rows) if any(words_of(cell).strip() for cell in row)]
        rows = [grid.rows[i] for i in filled]
        longest = max((len(draft.text) for draft in grid.drafts), default=0)
        if self.grids or len(rows) < 2 or max(len(row) for row in rows) < 2 or longest > 300:
            target += grid.drafts  # a table for the layout
            return
        heads = 0
        while heads < len(filled) and all(grid.heading_cells[filled[heads]]):
            heads += 1
        target.append(
            Draft(
                BlockKind.TABLE,
                [],
                rows=rows,
                heads=heads or 1,
                fixed=True,
                caption=grid.caption[0] if grid.caption else None,
            )
        )

    def finish(self) -> list[Draft]:
        self.flush()
        while self.grids:
            self.end_cell()
            self.end_table()
        return self.drafts


def _span(written: str | None) -> int:
    return (
        min(int(written), 64) if written and written.isdecimal() and len(written) < 6 and int(written) else 1
    )


def _end(parts: list[Part]) -> int:
    return next((part.last for part in reversed(parts) if isinstance(part, Piece)), 0)
