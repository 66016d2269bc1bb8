"""The thing that words of citation name: the body whose data they are, the outlet, or the document."""

from __future__ import annotations

import regex

from kg.extract.context import Context
from kg.model import Ref

_DATA = regex.compile(
    r"(?:公布|发布|统计|提供|披露|获得|引述|发表|整理|编制|汇总)?(?:的)?(?:最新)?(?:相关|有关|一份|一项)?(?:统计)?(?:数据|资料|统计|消息)$"
)
_WHEN = r"(?:日前|今天|今日|近日|最近|最新|当天|当日|当地时间|(?:\d{1,2}月)?\d{1,2}日|周[一二三四五六日天])"
_MADE = regex.compile(rf"{_WHEN}*(?:公布|发布|披露|提供|发表|出炉)")
_MADE_WHEN = regex.compile(rf"{_WHEN}+(?:公布|发布|披露|提供|发表)了?的?")
"""日本财务省|8日公布的|报告: the day on which a body made its document known is no part of its name."""
_QUOTES = regex.compile(r"(?<=.{2})(?:援引|引述|引用)")
_OUTLET_TAIL = regex.compile(
    r"(?:方面|网站|官网|官方|客户端|中文版|(?:\d{1,2}月)?\d{1,2}日|当地时间|今日|今天|近日|日前|近期|最新|此前|早间|晚间|深夜|周[一二三四五六日]|报道|发布|消息|的)+$"
)
_LEADS = regex.compile(
    r"(?:[，,、\s“”]|其中|在|最新的?|此前|早前|一份由?|一项由?|由|今日|日前|近日|去年|今年|当地)+"
)
_BARE = regex.compile(
    r"(?:据|最新|相关|有关|公开|官方|评价|调查|统计|初步|不完全|一?[份项]|这[份项]|该|上述|新|有|的|去年|今年|公布|发布|\d{1,2}月份?)*"
    r"(?:数据|资料|结果|消息|统计|报告|公告|研究|调查|声明|通知|文件|材料|名单|方案|规划|意见|媒体|报道|外媒|指数|规定|协议|反馈|安排|要求|合同|公报|业绩公告|分析|信息)?"
)
_GENERIC = regex.compile(r"(?:媒体|外媒|报道|人士|记者|分析|网友|多家|传闻|市场|业内)")
_LONGEST = 48


def cited_ref(ctx: Context, start: int, end: int) -> Ref | None:
    """What the words between two offsets name; None for bare words (数据显示) and for whom nobody knows (媒体报道)."""
    start, end = _trimmed(ctx, start, end)
    folded = ctx.folded[start:end]
    if len(folded) < 2 or len(folded) > _LONGEST or "，" in folded:
        return None
    entities = [e for e in ctx.entities.within(start, end) if e.ref.type not in ("Place", "Person")]
    owners = [e for e in entities if e.ref.type in ("Organization", "Publisher", "Platform")]
    data = _DATA.search(folded)
    if owners:
        first = owners[0]
        rest = ctx.folded[first.end : end]
        if first.start - start <= 6 and (not rest or _DATA.fullmatch(rest) or _data_after(rest)):
            return first.ref
    elif data is not None and folded.startswith(("公布", "发布", "统计", "最新")):
        # 国家统计局5月16日公布的数据: the body stands before the day
        before = [e for e in ctx.entities.within(max(0, start - 24), start) if e.ref.type == "Organization"]
        return before[-1].ref if before else None
    place = ctx.entities.starting_at(start)
    if _BARE.fullmatch(folded) or (place is not None and place.end >= end and place.ref.type == "Place"):
        return None
    documents = [e for e in entities if e.ref.type == "Document"]
    if documents:
        return documents[-1].ref
    if _GENERIC.search(folded) and not owners:
        return None
    quotes = _QUOTES.search(ctx.folded, start, end)
    if quotes is not None and owners and owners[0].end <= quotes.start():
        return owners[0].ref  # 新华社|援引塔斯尼姆通讯社: the outlet is the origin
    words = ctx.text[start:end]
    label = words
    if data is not None and data.start() >= 2 and data.end() - data.start() > 2:
        # 乘联会的数据 are somebody's, 海关数据 one thing
        label = words[: data.start()]
    elif owners and owners[0].start - start <= 6:
        made = _MADE.match(ctx.folded, owners[0].end, end)
        if made is not None:
            label = owners[0].ref.text + ctx.text[made.end() : end].lstrip("了的")
    if label == words:
        day = _MADE_WHEN.search(ctx.folded, start + 2, end - 1)
        label = ctx.text[start : day.start()] + ctx.text[day.end() : end] if day is not None else label
    tail = _OUTLET_TAIL.search(label)
    label = label[: tail.start()] if tail is not None and tail.start() > 1 else label
    kind = "Document" if data is None or label.endswith(ctx.text[end - 2 : end]) else "Organization"
    return Ref(None, label, label, kind)


def _data_after(rest: str) -> bool:
    """Whether what stands behind a body only says that these are its data: 今天公布的最新统计数据."""
    made = _MADE.match(rest)
    return made is not None and _DATA.fullmatch(rest[made.end() :] or "数据") is not None


def _trimmed(ctx: Context, start: int, end: int) -> tuple[int, int]:
    lead = _LEADS.match(ctx.folded, start, end)
    if lead is not None and lead.end() < end and not _name_at(ctx, start):
        start = lead.end()
    tail = _OUTLET_TAIL.search(ctx.folded, start, end)
    if tail is not None and tail.start() > start + 1:
        end = tail.start()
    while start < end and ctx.folded[start] in '“”"」「) ）,，':
        start += 1
    while end > start and ctx.folded[end - 1] in '“”"「」 ,，':
        end -= 1
    return start, end


def _name_at(ctx: Context, at: int) -> bool:
    return ctx.entities.starting_at(at) is not None
