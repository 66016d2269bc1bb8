"""Pieces that stand together are one period: 2022年 + 第一季度, 去年 + 同期, 5月26日 + 晚."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from kg.extract.periods.parts import Group, Part
from kg.extract.zh.periods_grammar import Piece
from kg.extract.zh.periods_parts import part

AFTER = regex.compile(
    r"(?:的)?(?P<same>同期)"
    r"|(?P<edge>[底末初](?:期(?!间))?|伊始|中期|中(?=旬))"
    r"|(?P<daypart>(?:下午|上午|晚间|早间|午间|凌晨|中午|傍晚|夜间|清晨|早晨|当天|当日|晚|早|夜)(?![报点]))"
    r"|(?P<bound>(?P<with>[或及和])?(?:[之以](?P<side>[前后])(?![来期半续果])|(?P<side>[前后])(?=[，,。;；、)）\n])))"
    r"|(?P<begin>开始)"
    r"|(?P<since>以来|起至今|起迄今|至今|迄今|起|之后至今|来(?![自源看说讲到电访]))"
)
ENDING = regex.compile(
    r"(?P<stop>止|为止)?的?(?:过去)?(?:[首前]?(?P<months>\d{1,2}|[一二三四五六七八九十]{1,2})个月"
    r"|(?P<half>上?半年度?)|(?P<quarter>(?:首|第?[一二三四])?个?财?季度?|财政季度)"
    r"|(?P<year>(?:财政|会计|财务)?年度|财年|(?<=止)年))(?!报|[末底](?!期))[内间]?"
)
"""What ends on the day before it: 截至3月31日止六个月."""
BEFORE_AS_OF = ("截至到", "截止到", "截止至", "截至", "截止", "截止于", "截至于")
BEFORE_SINCE = ("自从", "自", "从")
BEFORE_BASELINE = (
    "相比于", "相较于", "相比", "相较", "对比", "较之", "比起", "较", "比", "高于", "低于", "多于", "少于", "超过了", "不及",
)  # fmt: skip
BEFORE_TOGETHER = ("与", "和", "同", "跟")
AFTER_TOGETHER = ("相比", "比较", "相较", "相比较", "对比", "比")
CONNECT = regex.compile(r" ?(?:--?|~|至|到)(?:了)? ?")
AND = regex.compile(r" ?(?:和|与|及|、) ?")
BETWEEN = regex.compile(r"(?:之间|间|期间)")

_EDGES = {"初": "start", "伊": "start", "中": "middle"}
"""Which edge the first character of such a word means; any other is the end."""

_PAUSES = frozenset(["", "，", ",", "。", ";", "；", "、", ")", "）", "\n", "至", "到"])

_BOUNDS = {
    ("前", False): "before",
    ("前", True): "until",
    ("后", False): "after",
    ("后", True): "from",
}


def groups(folded: str, found: Sequence[Piece]) -> Iterator[Group]:
    """The pieces of a text as groups, in order."""
    index, count = 0, len(found)
    while index < count:
        piece = found[index]
        index += 1
        first = part(piece)
        if first is None:
            continue
        start, end = piece.start, piece.end
        parts = [first]
        if first.level:
            while index < count:
                gap = found[index].start - end
                if gap > 2 or (
                    gap
                    and folded[end : found[index].start]
                    not in ("的", " ", " 的", "的 ", "，", ",", "（", "(")
                ):
                    break
                following = part(found[index])
                if (
                    following is None
                    or not _fits(parts[-1], following)
                    or (gap and not _may_gap(folded[end], following))
                ):
                    break
                parts.append(following)
                end = found[index].end
                index += 1
        same = since = False
        edge = bound = ""
        if first.kind not in ("baseline", "duration"):
            while match := AFTER.match(folded, end):
                kind = match.lastgroup
                if kind == "same":
                    same = True
                elif kind == "edge":
                    if parts[-1].level > 3 or parts[-1].kind == "part":
                        break
                    edge = _EDGES.get(match["edge"][0], "end")
                elif kind == "begin":
                    # 在4月开始放缓 says when it began to, not since when it is so
                    if folded[end + 2 : end + 3] not in _PAUSES and not folded.startswith(
                        ("自", "从"), start - 1
                    ):
                        break
                    since = True
                elif kind == "bound":
                    if not _has_edges(parts):
                        break
                    bound = _BOUNDS[match["side"], bool(match["with"])]
                elif kind == "daypart":
                    if parts[-1].level != 4:
                        break
                else:
                    since = True
                end = match.end()
                if since or bound:
                    break
            if parts[-1].level == 4 and index < count and found[index].start == end:
                moment = part(found[index])
                if moment is not None and moment.level == 5:
                    parts.append(moment)
                    end = found[index].end
                    index += 1
        yield Group(start, end, tuple(parts), same, edge, since, bound)


def _has_edges(parts: Sequence[Part]) -> bool:
    """Whether before and after it are other times: not for 目前, 收盘, 近三年."""
    last = parts[-1]
    return 0 < last.level < 5 and not (last.kind == "part" and last.anchor in ("now", "to-date"))


def _fits(last: Part, following: Part) -> bool:
    """Whether a part narrows the one before it."""
    if following.level == 0:
        return False
    if following.kind == "nth" and following.unit == "week" and last.kind == "months":
        return True
    if following.kind == "nth" or following.kind in ("firstn", "lastn"):
        return last.level <= 2 and last.level < 3
    if following.kind == "part" and following.anchor in ("start", "end", "middle") and last.level == 1:
        return following.unit in ("year", "quarter")
    if following.kind == "part" and following.unit == "month":
        return last.level == 3 and last.kind != "part"
    if following.kind == "part":
        return last.level == 1 and following.unit == "year" and following.anchor != "to-date"
    if following.kind == "relative":
        return False
    if following.kind in ("yquarter", "yhalf", "date"):
        return False
    if following.kind == "weekday":
        return last.level == 4 and last.kind in ("md", "days", "date", "relative") and not following.anchor
    if following.kind == "special":
        return last.level == 1
    return following.level > last.level


def _may_gap(gap: str, following: Part) -> bool:
    if gap == "的":
        return following.level < 5
    if gap in "，,（(":
        return following.kind == "weekday" and not following.anchor
    return True
