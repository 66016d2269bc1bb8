"""Claims in tables: one for each measured cell, put together from row name, heads, title, unit line and source line.

A rank column beside a measured column is no mention of its own; a league table without any measured column gives a
mention of kind rank for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.context import Context
from kg.extract.tables.cells import cell_mention, rank_mention
from kg.extract.tables.grid import Grid, Row, grid_of
from kg.extract.tables.labels import Label, label_of, metric_of
from kg.extract.tables.setting import Cell, Setting
from kg.extract.tables.units import units_in
from kg.extract.tables.wording import TableWords
from kg.model import Block, BlockKind, Mention, Period, Ref, Span, Table

Cited = Callable[[Block], tuple[Ref, ...]]
"""What a language's citations name as origin of a block."""

_SOURCE_REACH = 40
"""Blocks above a table among which its source line is looked for."""
_TITLE_REACH = 3
_RUN = 4
"""Blocks between two tables of one run, at most."""


def table_mentions(ctx: Context, wording: TableWords, cited: Cited, *, base: str) -> Iterator[Mention]:
    """A mention for each measured cell of each table, row by row."""
    topic, titled = _topic(ctx)
    year = _year(ctx, wording)
    before: tuple[int, Period | None] | None = None
    for place, block in enumerate(ctx.analysis.blocks):
        if block.kind is not BlockKind.TABLE or block.table is None:
            continue
        grid = grid_of(ctx, block.table, wording)
        if grid is None:
            continue
        setting = _setting(ctx, place, block, grid, wording, cited, topic)
        setting.titled, setting.year = titled, year
        if (
            setting.period is None
            and setting.title
            and before is not None
            and _one_run(ctx, before[0], place)
        ):
            setting.period = before[1]
        before = (place, setting.period)
        yield from _rows(ctx, grid, setting, wording, base)


def _rows(ctx: Context, grid: Grid, setting: Setting, wording: TableWords, base: str) -> Iterator[Mention]:
    heads = setting.heads
    measured = setting.measured = _measured_columns(ctx, grid, heads, wording)
    for row in grid.body:
        named = (_name(ctx, row, column, wording) for column in grid.names if column < len(row))
        names = tuple(name for name in named if name is not None)
        if not names:
            continue
        if not measured:
            for column in grid.ranks[:1]:
                value = grid.values[row[column]] if column < len(row) else None
                if value is not None:
                    yield rank_mention(
                        ctx, Cell(row[column], value, column, heads.get(column, ()), names), setting, base
                    )
            continue
        seen: set[Span] = set()
        above = next(
            (m for n in names if n.measures and not n.change and (m := metric_of(n, ctx, wording))), None
        )
        setting.above = above or setting.above
        for column in measured:
            if column >= len(row) or row[column] in seen:
                continue
            seen.add(row[column])
            value = grid.values[row[column]]
            if value is not None:
                yield cell_mention(
                    ctx, Cell(row[column], value, column, heads[column], names), setting, wording, base
                )


def _name(ctx: Context, row: Row, column: int, wording: TableWords) -> Label | None:
    span = row[column]
    return label_of(ctx, span, wording) if ctx.text[span.start : span.end].strip() else None


def _measured_columns(
    ctx: Context, grid: Grid, heads: dict[int, tuple[Label, ...]], wording: TableWords
) -> tuple[int, ...]:
    """The columns that hold figures: no names, no ranks, no codes, no years."""
    found: list[int] = []
    for column in range(grid.width):
        head = " ".join(ctx.folded[label.span.start : label.span.end] for label in heads[column])
        if column in grid.names or column in grid.ranks:
            continue
        if wording.rank_change.search(head) or wording.not_measured.search(head):
            continue
        values = [value for row in grid.body if column < len(row) and (value := grid.values[row[column]])]
        units = any(label.units for label in heads[column])
        if not values or (not units and all(value.bare_year(ctx.text) for value in values)):
            continue
        found.append(column)
    return tuple(found)


def _setting(
    ctx: Context,
    place: int,
    block: Block,
    grid: Grid,
    wording: TableWords,
    cited: Cited,
    topic: Ref | None,
) -> Setting:
    """What holds for all cells: title, unit line, owner, source, period."""
    table = block.table
    assert table is not None
    title = _title(ctx, place, table, grid, wording)
    cites = _origin(ctx, place, block, wording, cited)
    units = [
        unit
        for span in _unit_lines(ctx, place, table, grid)
        for unit in units_in(ctx, _folded(ctx, span), wording)
    ]
    if title is not None:
        units += title.units
    setting = Setting(title=title, units=tuple(units), cites=cites, topic=topic)
    known = {span: label_of(ctx, span, wording) for column in range(grid.width) for span in grid.head(column)}
    setting.heads = {column: tuple(known[span] for span in grid.head(column)) for column in range(grid.width)}
    corner = [label for column in grid.names for label in setting.heads[column]]
    setting.corner = tuple(corner)
    owners = [label.entity for label in (*corner, *([title] if title else [])) if label.entity is not None]
    setting.owner = next((e.ref for e in owners if e.ref.type != "Place"), owners[0].ref if owners else None)
    origin = _of_source(ctx, cites)
    if setting.owner is None or (
        setting.owner.id is None and origin and setting.owner.text.startswith(origin.text)
    ):
        setting.owner = origin
    setting.partners = title is not None and wording.partners.search(_folded(ctx, title.span)) is not None
    if title is not None and setting.partners and title.entities:
        setting.owner = title.entities[0].ref
        setting.partner = title.entities[1].ref if len(title.entities) > 1 else None
    setting.sorted_by = next(
        (
            Span(label.span.start + found.start(1), label.span.start + found.end(1))
            for label in (*corner, *([title] if title else []))
            if (found := wording.sorted_by.search(_folded(ctx, label.span)))
        ),
        None,
    )
    setting.period = next(
        (label.period for label in (*corner, *([title] if title else [])) if label.period is not None), None
    )
    if setting.period is None and title is not None:
        setting.period = _heading_period(ctx, place, wording)
    if setting.period is None:
        setting.period = _after_base([label for labels in setting.heads.values() for label in labels])
    return setting


def _after_base(heads: list[Label]) -> Period | None:
    """比2016年 in a head: what is compared with a year is of the year after."""
    for label in heads:
        base = label.baseline
        if base is None or isinstance(base, str) or base.first is None or base.last is None:
            continue
        if (base.last - base.first).days > 360:
            first, last = base.first, base.last
            return Period(
                first.replace(year=first.year + 1),
                last.replace(year=last.year + 1),
                "",
                None,
                "the year after its base",
            )
    return None


def _heading_period(ctx: Context, place: int, wording: TableWords) -> Period | None:
    """The period that the heading of a table's section names."""
    for block in reversed(ctx.analysis.blocks[max(0, place - 6) : place]):
        if block.kind is BlockKind.HEADING:
            return label_of(ctx, Span(block.start, block.end), wording).period
    return None


def _one_run(ctx: Context, before: int, place: int) -> bool:
    """Whether nothing but captions and headings stands between two tables."""
    between = ctx.analysis.blocks[before + 1 : place]
    return len(between) <= _RUN and all(
        block.kind in (BlockKind.CAPTION, BlockKind.HEADING, BlockKind.BOILERPLATE, BlockKind.FOOTNOTE)
        for block in between
    )


def _folded(ctx: Context, span: Span) -> str:
    return ctx.folded[span.start : span.end]


def _unit_lines(ctx: Context, place: int, table: Table, grid: Grid) -> Iterator[Span]:
    if table.unit_line is not None:
        yield table.unit_line
    yield from grid.notes


def _title(ctx: Context, place: int, table: Table, grid: Grid, wording: TableWords) -> Label | None:
    """The caption of a table, a row over all its columns, or the heading just above it."""
    spans = [table.caption] if table.caption is not None else []
    spans += [note for note in grid.notes if not units_in(ctx, _folded(ctx, note), wording)]
    if not spans:
        for block in reversed(ctx.analysis.blocks[max(0, place - _TITLE_REACH) : place]):
            if block.kind in (BlockKind.HEADING, BlockKind.CAPTION):
                spans.append(Span(block.start, block.end))
                break
            if block.kind is not BlockKind.BOILERPLATE:
                break
    return label_of(ctx, spans[0], wording) if spans else None


def _year(ctx: Context, wording: TableWords) -> Period | None:
    """The year that the document's title names."""
    for block in ctx.analysis.blocks[:3]:
        if block.kind is BlockKind.TITLE:
            return label_of(ctx, Span(block.start, block.end), wording).period
    return None


def figures_of_titles(ctx: Context) -> frozenset[int]:
    """Where numbers stand that only say what a table holds: in its unit line, in brackets of its caption."""
    places: set[int] = set()
    for block in ctx.analysis.blocks:
        if block.table is None:
            continue
        if (line := block.table.unit_line) is not None:
            places |= {quantity.start for quantity in ctx.quantities.within(line.start, line.end)}
        if (title := block.table.caption) is not None:
            for quantity in ctx.quantities.within(title.start, title.end):
                opened = max(ctx.folded.rfind(mark, title.start, quantity.start) for mark in "(（")
                closed = max(ctx.folded.rfind(mark, title.start, quantity.start) for mark in ")）")
                if opened > closed:
                    places.add(quantity.start)
    return frozenset(places)


def _topic(ctx: Context) -> tuple[Ref | None, bool]:
    """The organisation or platform of the document's title (and that it is), else the one that it names most often."""
    for block in ctx.analysis.blocks[:3]:
        if block.kind is BlockKind.TITLE:
            for entity in ctx.entities.within(block.start, block.end):
                if entity.ref.type in ("Platform", "Organization"):
                    return entity.ref, True
    counts: dict[str, int] = {}
    refs: dict[str, Ref] = {}
    for entity in ctx.entities:
        if entity.ref.type in ("Platform", "Organization"):
            key = entity.ref.key()
            counts[key] = counts.get(key, 0) + 1
            refs.setdefault(key, entity.ref)
    best = max(counts, key=lambda key: (counts[key], key), default=None)
    return (refs[best] if best is not None and counts[best] > 1 else None), False


def _of_source(ctx: Context, cites: tuple[Ref, ...]) -> Ref | None:
    """Whose data a table is from, where the text names the same body itself: Alibaba.com-数据管家."""
    for cite in cites:
        for entity in ctx.entities:
            if entity.ref.type in ("Platform", "Organization") and cite.text.startswith(
                ctx.text[entity.start : entity.end]
            ):
                return entity.ref if entity.ref.type == "Platform" else None
    return None


def _origin(ctx: Context, place: int, block: Block, wording: TableWords, cited: Cited) -> tuple[Ref, ...]:
    """What a table is from: 数据来源：… below it or in a line not far above it, else what is cited inside it."""
    blocks = ctx.analysis.blocks
    near = [place + 1, *range(place - 1, max(0, place - _SOURCE_REACH) - 1, -1)]
    for index in near:
        if not 0 <= index < len(blocks):
            continue
        other = blocks[index]
        found = wording.source_line.match(ctx.text, other.start, other.end)
        of_another = index < place and index > 0 and blocks[index - 1].kind is BlockKind.TABLE
        if found and not of_another:
            words = found[1].strip(" 。.）)")
            return (Ref(None, words, words, "Document"),)
    return cited(block)[:1]
