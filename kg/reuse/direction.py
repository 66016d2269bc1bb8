"""Which of two sources took from the other: by what they credit, by their publishers, by their dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kg.folding import fold
from kg.lexicon import Entry, Lexicon
from kg.model import Direction, Judgement, Source, Text
from kg.model.days import calendar_day

_QUOTED = 0.8
# 东方财富涨5% names a share and 据同花顺数据 a database: neither says where the text is from
_REPORTED = re.compile(
    r"[”》]?(?:[^\s，。；：:,、数]{0,8}?(?:报道|报导|消息|[\d日]电|讯|记者|引述|引用)|\s*[)）])"
)
_TAKEN = re.compile(r"(?:来源|转自|转载自|转载|摘自|援引|引述|引用|综合)[:：《“]*$")


@dataclass(frozen=True, slots=True)
class Decision:
    """`turned` where the one that comes later by order is the one that the other took from."""

    how: Direction
    why: str
    why_zh: str
    turned: bool = False
    origin: str | None = None


def order(source: Source) -> tuple[str, str]:
    """Earlier first: by the day and moment of publishing in UTC, unknown ones first, then by id."""
    when = source.published
    if isinstance(when, datetime) and when.tzinfo:
        when = when.astimezone(UTC)
    return (when.isoformat() if when else "", source.id)


def apart(one: Source, other: Source) -> timedelta | None:
    """The time between two sources: by the moment where both tell one, else by the day."""
    a, b = one.published, other.published
    if a is None or b is None:
        return None
    moment, other_moment = _moment(a), _moment(b)
    if moment and other_moment:
        return abs(moment - other_moment)
    return abs(calendar_day(a) - calendar_day(b))


def _moment(when: date) -> datetime | None:
    return when if isinstance(when, datetime) and when.tzinfo else None


class Outlets:
    """Publishers by name, with the group that each is part of."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_name: dict[str, Entry] = {}
        for entry in sorted(lexicon.of_scheme("publishers"), key=lambda entry: entry.iri):
            for name in entry.names:
                self._by_name.setdefault(_key(name), entry)

    def family(self, name: str | None) -> frozenset[str]:
        """What an outlet is and what it is part of; an unknown one is its name."""
        if not name:
            return frozenset()
        entry = self._by_name.get(_key(name))
        if entry is None:
            return frozenset({_key(name)})
        found, todo = {entry.iri}, [entry]
        while todo:
            for iri in todo.pop().properties.get("partOf", ()):
                if iri not in found:
                    found.add(iri)
                    if iri in self._lexicon.entries:
                        todo.append(self._lexicon.entries[iri])
        return frozenset(found)

    def credited_in(self, text: str) -> frozenset[str]:
        """The outlets that a text names as where something in it was reported: 据X报道, （X台北9日电）, 来源：X, (X)."""
        folded = fold(text)
        return frozenset(
            hit.entry.iri
            for hit in self._lexicon.find(folded)
            if "publishers" in hit.entry.schemes
            and (_REPORTED.match(folded, hit.end) or _TAKEN.search(folded[max(0, hit.start - 6) : hit.start]))
        )


def _key(name: str) -> str:
    return "".join(fold(name).split())


def decide(earlier: Text, later: Text, outlets: Outlets, *, quoted: float = 0) -> Decision:
    """Who took from whom. `quoted` is the part of what they share that stands in quotation marks."""
    one, other = earlier.source, later.source
    first, second = outlets.family(one.publisher), outlets.family(other.publisher)
    if first and first & second:
        return _by_date(one, other, Direction.FAMILY)
    for taker, giver, turned in ((later, earlier, False), (earlier, later, True)):
        family = outlets.family(giver.source.publisher)
        if family & (outlets.family(taker.source.credited) | outlets.credited_in(taker.text)):
            name = giver.source.publisher or ""
            return Decision(
                Direction.CREDIT,
                f"{_name(taker.source)} credits {name}",
                f"{_name(taker.source)}注明来自{name}",
                turned,
            )
    a, b = outlets.family(one.credited) - first, outlets.family(other.credited) - second
    if a & b:
        return Decision(
            Direction.UNKNOWN,
            f"both credit {other.credited}: a common origin",
            f"两者都注明来自{other.credited}：同出一源",
            origin=other.credited,
        )
    if a:
        return Decision(
            Direction.UNKNOWN,
            f"the earlier itself credits {one.credited}, from which the later may have it too",
            f"较早一篇注明来自{one.credited}，较晚一篇也可能取自那里",
        )
    if quoted >= _QUOTED:
        return Decision(
            Direction.UNKNOWN,
            "what they share is a quotation, which both may have from the one who said it",
            "相同部分是引语，两者都可能取自原话",
        )
    named = _common_document(earlier, later)
    if named:
        return Decision(
            Direction.UNKNOWN,
            f"both name {named} as where the figures are from: probably a common origin",
            f"两者都称数据来自{named}：可能同出一源",
            origin=named,
        )
    return _by_date(one, other, Direction.DATE)


def as_said(said: Judgement, *, turned: bool) -> Decision:
    """What a person said, whatever credit lines and dates say; `turned` where the earlier is the copy."""
    return Decision(
        Direction.JUDGEMENT,
        f"{said.author} decided so: {said.reason}",
        f"{said.author}判定：{said.reason}",
        turned,
    )


def _by_date(one: Source, other: Source, how: Direction) -> Decision:
    kin = how is Direction.FAMILY
    between = apart(one, other)
    if between is None:
        return Decision(Direction.UNKNOWN, "a date is missing", "缺少日期")
    if not between:
        return Decision(Direction.UNKNOWN, "published at the same time", "发布时间相同")
    told, told_zh = _told(between)
    return Decision(
        how,
        f"of one publisher, {told}" if kin else f"published {told}",
        f"同一媒体，{told_zh}" if kin else f"发布时间{told_zh}",
    )


def _told(between: timedelta) -> tuple[str, str]:
    for size, unit, unit_zh in (
        (86400, "day", "天"),
        (3600, "hour", "小时"),
        (60, "minute", "分钟"),
        (1, "second", "秒"),
    ):
        count = int(between.total_seconds() // size)
        if count:
            return f"{count} {unit}{'s' if count > 1 else ''} later", f"晚{count}{unit_zh}"
    return "less than a second later", "晚不到一秒"


def _common_document(one: Text, other: Text) -> str | None:
    """The document or source of figures that most claims of both cite."""
    a = {ref.key(): ref.label for mention in one.mentions for ref in mention.cites}
    b = {ref.key() for mention in other.mentions for ref in mention.cites}
    return min((label for key, label in a.items() if key in b), default=None)


def _name(source: Source) -> str:
    return source.publisher or source.title or source.name


def in_quotes(text: str, pieces: Sequence[tuple[int, int]]) -> float:
    """The part of these pieces of a text that stands in quotation marks."""
    total = sum(end - start for start, end in pieces)
    inside = 0
    for start, end in pieces:
        opened = text.rfind("“", max(0, start - 1000), start) > text.rfind("”", max(0, start - 1000), start)
        for place in range(start, end):
            opened = text[place] == "“" or (opened and text[place] != "”")
            inside += opened
    return inside / max(1, total)
