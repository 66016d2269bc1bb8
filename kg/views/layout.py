"""Where each node stands, worked out before the page is opened, so that the browser draws at once and nothing moves.

Connected parts are laid out each by itself (networkx), spread until no label covers another, and packed in rows.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

import networkx as nx

_SEED = 46
_SPRING_LIMIT = 400
"""Nodes up to which the spring layout is used; beyond it ForceAtlas2, which spreads hubs better and takes less time."""
_EDGE = 150
"""Pixels between neighbours that the layout aims at."""
_GAP = 16
_AIRY_GAP = 44
"""Pixels kept free round each node, the second in parts of at most `_AIRY` nodes, where there is room to name edges."""
_AIRY = 60
_PASSES = 400
_WORK = 80_000
"""Passes over a part in which overlapping nodes are pushed apart: at most so many, and at most so many visits of nodes."""
_ROOM = 2.2
"""Area of the picture to the area that its nodes and labels cover."""
_STRETCH = 2.5
"""How far a part may be drawn out in one direction to suit the window."""
WIDE, TALL = 1.3, 0.7
"""Width to height of the usual window on a desk, and on a telephone."""


Places = dict[str, tuple[float, float]]


class Extent(NamedTuple):
    """How far a node and its label reach from its centre, in pixels. `up` and `down` differ where the label stands beneath."""

    side: float
    up: float
    down: float


class Point(NamedTuple):
    """Pixels; y grows downwards."""

    x: int
    y: int


def place(
    graph: nx.Graph, extents: Mapping[str, Extent], *, aspects: Sequence[float] = (WIDE, TALL)
) -> list[dict[str, Point]]:
    """Places for the nodes of an undirected graph, once for each width-to-height ratio; the same graph gives the same places.

    Edges may have a `weight`: the heavier, the nearer. Labels do not cover each other unless a part is very crowded.
    Takes some seconds for a thousand nodes, most of it in the force layout, which is quadratic.
    """
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part)
    )
    drawn = [_forces(graph.subgraph(part), part) for part in parts]
    found: list[dict[str, Point]] = []
    for aspect in aspects:
        placed = [_separate(_fitted(part, extents, aspect), extents, gap=_gap(part)) for part in drawn]
        packed = _pack(placed, extents, aspect)
        found.append({node: Point(round(x), round(y)) for node, (x, y) in packed.items()})
    return found


def _forces(graph: nx.Graph, nodes: list[str]) -> Places:
    """Directions and rough distances, turned so that the longest stretch lies across."""
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    ordered = nx.Graph()
    ordered.add_nodes_from(nodes)
    edges = sorted((*sorted((a, b)), weight) for a, b, weight in graph.edges(data="weight", default=1.0))
    ordered.add_weighted_edges_from(edges)
    if len(nodes) <= _SPRING_LIMIT:
        raw = nx.spring_layout(ordered, seed=_SEED, iterations=200, k=1.6 / math.sqrt(len(nodes)))
    else:
        raw = nx.forceatlas2_layout(ordered, seed=_SEED, max_iter=80, scaling_ratio=4.0, weight="weight")
    at = {node: (float(raw[node][0]), float(raw[node][1])) for node in nodes}
    lengths = sorted(math.dist(at[a], at[b]) for a, b, _ in edges)
    scale = _EDGE / max(lengths[len(lengths) // 2], 1e-6)
    return _turned({node: (x * scale, y * scale) for node, (x, y) in at.items()})


def _turned(at: Places) -> Places:
    """Turned so that the first principal axis is horizontal."""
    middle_x = sum(x for x, _ in at.values()) / len(at)
    middle_y = sum(y for _, y in at.values()) / len(at)
    centred = {node: (x - middle_x, y - middle_y) for node, (x, y) in at.items()}
    xx, yy, xy = (
        sum(f(x, y) for x, y in centred.values())
        for f in (lambda x, _: x * x, lambda _, y: y * y, lambda x, y: x * y)
    )
    angle = -0.5 * math.atan2(2 * xy, xx - yy)
    sine, cosine = math.sin(angle), math.cos(angle)
    return {node: (x * cosine - y * sine, x * sine + y * cosine) for node, (x, y) in centred.items()}


def _fitted(at: Places, extents: Mapping[str, Extent], aspect: float) -> Places:
    """Turned upright for a tall window, drawn out towards its shape, and enlarged until there is room for all labels."""
    if aspect < 1:
        at = {node: (-y, x) for node, (x, y) in at.items()}
    wide = max(max(x for x, _ in at.values()) - min(x for x, _ in at.values()), 1.0)
    high = max(max(y for _, y in at.values()) - min(y for _, y in at.values()), 1.0)
    stretch = min(max(wide / high / aspect, 1 / _STRETCH), _STRETCH)
    by_x, by_y = (1.0, stretch) if stretch > 1 else (1 / stretch, 1.0)
    gap = _gap(at)
    covered = sum((2 * extents[n].side + gap) * (extents[n].up + extents[n].down + gap) for n in at)
    room = math.sqrt(max(1.0, _ROOM * covered / (wide * by_x * high * by_y))) if len(at) > 2 else 1.0
    return {node: (x * by_x * room, y * by_y * room) for node, (x, y) in at.items()}


def _gap(part: Places) -> int:
    return _AIRY_GAP if len(part) <= _AIRY else _GAP


def _separate(at: Places, extents: Mapping[str, Extent], *, gap: int) -> Places:
    """Push overlapping nodes apart, each pair along the axis where relatively less is missing, until none overlap."""
    cell_x = 2 * max(extents[n].side for n in at) + gap
    cell_y = max(extents[n].up + extents[n].down for n in at) + gap
    for _ in range(min(_PASSES, max(40, _WORK // len(at)))):
        cells: dict[tuple[int, int], list[str]] = defaultdict(list)
        for node, (x, y) in at.items():
            cells[int(x // cell_x), int(y // cell_y)].append(node)
        moved = False
        for node in at:
            column, row = int(at[node][0] // cell_x), int(at[node][1] // cell_y)
            for dx, dy in product((-1, 0, 1), repeat=2):
                for other in cells.get((column + dx, row + dy), ()):
                    if node < other and _push(at, node, other, extents, gap):
                        moved = True
        if not moved:
            break
    return at


def _push(at: Places, a: str, b: str, extents: Mapping[str, Extent], gap: int) -> bool:
    (ax, ay), (bx, by), one, two = at[a], at[b], extents[a], extents[b]
    # the middles of the two boxes, which are not the centres where a label stands beneath
    dx = bx - ax
    dy = (by + (two.down - two.up) / 2) - (ay + (one.down - one.up) / 2)
    room_x = one.side + two.side + gap
    room_y = (one.up + one.down + two.up + two.down) / 2 + gap
    missing_x, missing_y = room_x - abs(dx), room_y - abs(dy)
    if missing_x <= 0.01 or missing_y <= 0.01:
        return False
    if missing_x / room_x < missing_y / room_y:
        step = math.copysign(missing_x / 2 + 0.5, dx)
        at[a], at[b] = (ax - step, ay), (bx + step, by)
    else:
        step = math.copysign(missing_y / 2 + 0.5, dy)
        at[a], at[b] = (ax, ay - step), (bx, by + step)
    return True


def _pack(parts: list[Places], extents: Mapping[str, Extent], aspect: float) -> Places:
    """Parts beside each other in rows, together of about the window's shape."""
    boxes = [_box(part, extents) for part in parts]
    area = sum((right - left + 60) * (bottom - top + 60) for left, top, right, bottom in boxes)
    width = max([math.sqrt(area * aspect), *(right - left for left, _, right, _ in boxes)], default=0.0)
    found: Places = {}
    x = y = height = 0.0
    for part, (left, top, right, bottom) in zip(parts, boxes, strict=True):
        if x and x + right - left > width:
            x, y, height = 0.0, y + height + 60, 0.0
        for node, (px, py) in part.items():
            found[node] = (px - left + x, py - top + y)
        x += right - left + 60
        height = max(height, bottom - top)
    return found


def _box(part: Places, extents: Mapping[str, Extent]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a part with its labels."""
    return (
        min(x - extents[n].side for n, (x, _) in part.items()),
        min(y - extents[n].up for n, (_, y) in part.items()),
        max(x + extents[n].side for n, (x, _) in part.items()),
        max(y + extents[n].down for n, (_, y) in part.items()),
    )
