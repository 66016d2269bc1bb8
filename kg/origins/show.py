"""Origins in words: how many there are and why, and the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from kg.model import Link, Mention, Origin, OriginKind, Via, ids

_LONGEST = 3
"""Origins that the one-line summary names."""


def summary(origins: Sequence[Origin], *, language: str = "en") -> str:
    """How many sources and origins, and why: `2 sources, 1 origin: both cite the results of …`."""
    chinese = language.startswith("zh")
    sources = {m.source.id for one in origins for m in one.mentions}
    if chinese:
        head = f"{len(sources)}个来源，{len(origins)}个源头"
    else:
        head = f"{_counted(len(sources), 'source')}, {_counted(len(origins), 'origin')}"
    parts = [_part(one, len(sources), chinese) for one in origins[:_LONGEST]]
    more = len(origins) - len(parts)
    if more:
        parts.append(f"另有{more}个" if chinese else f"{more} more")
    if not parts:
        return head
    return f"{head}：{'；'.join(parts)}" if chinese else f"{head}: {'; '.join(parts)}"


def _part(one: Origin, of: int, chinese: bool) -> str:
    """What one origin is to its sources."""
    number = len({m.source.id for m in one.mentions})
    if chinese:
        who = "均" if number == of and number > 1 else f"{number}个"
        match one.kind:
            case OriginKind.RELEASE | OriginKind.DOCUMENT:
                return f"{who}出自{one.label_zh}"
            case OriginKind.UTTERANCE:
                return f"{who}出自{one.label_zh}"
            case _:
                return f"{who}止于{one.label_zh}"
    who = "both" if number == of == 2 else "all" if number == of and number > 2 else str(number)
    plural = number != 1
    match one.kind:
        case OriginKind.RELEASE | OriginKind.DOCUMENT if _links(one, Via.CITES):
            return f"{who} {'cite' if plural else 'cites'} the {one.label}"
        case OriginKind.UTTERANCE:
            return f"{who} {'tell' if plural else 'tells'} what was said by {one.label}"
        case OriginKind.SOURCE if one.source is None:
            return f"{who} {'credit' if plural else 'credits'} {one.label}"
        case _:
            return f"{who} {'go' if plural else 'goes'} back to {one.label}"


def _links(one: Origin, how: Via) -> bool:
    return any(link.how is how for link in one.links)


def tree(origins: Sequence[Origin], *, language: str = "en") -> list[str]:
    """The origins as lines of text, each with the mentions that go back to it, a copy below what it copies."""
    chinese = language.startswith("zh")
    lines: list[str] = []
    for number, one in enumerate(origins):
        lines += [""] if number else []
        lines += [one.label_zh if chinese else one.label, f"  {one.end_zh if chinese else one.end}"]
        lines += _branches(one, chinese)
    return lines


class Branch(NamedTuple):
    """A mention below its origin: `depth` 0 is right below it, 1 below the mention that it copies, and so on."""

    mention: Mention
    depth: int
    links: tuple[Link, ...]


def branches(one: Origin) -> list[Branch]:
    """The mentions that go back to an origin, a copy after what it copies, each with the links that lead on from it."""
    standing = _standing(one)
    found: list[Branch] = []
    todo = [(m, 0) for m in reversed(standing.roots)]
    while todo:
        m, depth = todo.pop()
        found.append(Branch(m, depth, tuple(standing.leads[m.id])))
        todo += [(child, depth + 1) for child in reversed(standing.below[m.id])]
    return found


class _Standing(NamedTuple):
    """What stands right below an origin, what below each mention, and which links lead on from it."""

    roots: list[Mention]
    below: dict[str, list[Mention]]
    leads: dict[str, list[Link]]


def _standing(one: Origin) -> _Standing:
    inside = {m.id: m for m in one.mentions}
    standing = _Standing([], defaultdict(list), defaultdict(list))
    for link in one.links:
        standing.leads[link.start].append(link)
    for m in one.mentions:
        above = next((k.end for k in standing.leads[m.id] if k.end in inside), None)
        (standing.below[above] if above else standing.roots).append(m)
    return standing


def _branches(one: Origin, chinese: bool) -> list[str]:
    roots, below, leads = _standing(one)
    lines: list[str] = []
    todo = [(m, "", m is roots[-1]) for m in roots][::-1]
    while todo:
        m, indent, last = todo.pop()
        further = indent + ("   " if last else "│  ")
        lines.append(f"{indent}{'└─ ' if last else '├─ '}{source_line(m)}")
        children = below[m.id]
        stem = further + ("│  " if children else "   ")
        lines.append(f"{stem}“{m.quote.exact}”")
        for link in leads[m.id]:
            reason = link.why_zh if chinese else link.why
            lines.append(f"{stem}{_HOW[link.how][chinese]}: {reason} ({_READ[link.read][chinese]})")
        todo += [(child, further, child is children[-1]) for child in children][::-1]
    return lines


_HOW = {
    Via.COPIED: ("copied", "抄自"),
    Via.SHARED: ("shared", "同文"),
    Via.SAME_SOURCE: ("same source", "同源"),
    Via.CITES: ("cites", "引据"),
    Via.SAID: ("said", "所说"),
    Via.CREDITED: ("credited", "来源行"),
}
_READ = {True: ("read", "已读"), False: ("named only", "仅提及")}


def source_line(m: Mention) -> str:
    """Who published where a mention stands, when, and under which title."""
    s = m.source
    return " · ".join(part for part in (s.publisher, ids.day(s.published), s.title or s.name) if part)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
