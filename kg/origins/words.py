"""Reasons in English and Chinese."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import OriginKind, Via


class Why(NamedTuple):
    """One reason in both languages."""

    en: str
    zh: str


def why(how: Via, words: str = "") -> Why:
    """Why a link is there."""
    match how:
        case Via.SAME_SOURCE:
            return Why("another place of the same text makes this claim", "同一文本的另一处作出此主张")
        case Via.CITES:
            return Why(f"the text cites “{words}”", f"文中引据“{words}”")
        case Via.SAID:
            return Why(f"the text tells that “{words}” said it", f"文中称“{words}”所说")
        case Via.CREDITED:
            return Why("the credit line names this outlet", "来源行注明此媒体")
        case _:
            return Why("the passage stands in both texts", "两文有相同段落")


def outlet_words(name: str) -> Why:
    """Why a credit line leads no further."""
    return Why(
        f"the credit line names {name}, whose text is not in the graph",
        f"来源行注明{name}，其原文不在图中",
    )


def ends(kind: OriginKind, sort: str, read: bool, carries: bool) -> Why:
    """Where the trail ends. `sort` is the type of document, or `shared`; `read`: the thing is in the graph; `carries`: and makes the claim there."""
    if kind is OriginKind.UTTERANCE:
        return Why("said to whoever published it; the trail ends here", "对发布者所说；线索到此为止")
    if kind is OriginKind.SOURCE and sort == "outlet":
        return Why(
            "this outlet is credited, its text was not read: the trail ends here",
            "只注明此媒体，未读原文：线索到此为止",
        )
    if kind is OriginKind.SOURCE and sort == "shared":
        return Why(
            "these texts share the passage, which had it first is not known: the trail ends here",
            "各文有相同段落，孰先不明：线索到此为止",
        )
    if kind is OriginKind.SOURCE:
        return Why(
            "it names nobody and nothing before itself: the trail ends here", "未注明任何出处：线索到此为止"
        )
    if read and carries:
        return Why("read: it makes the claim itself", "已读原件：其中有此主张")
    if read:
        return Why("read: the claim was not found in it", "已读原件：其中未找到此主张")
    return Why("named, not read: the trail ends here", "只被提及，未读原件：线索到此为止")
