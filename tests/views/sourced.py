"""A store of a report, a copy of it, a newer version of it and a hostile source, each with its original, made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from kg.graph import graph_id, history_graph, history_graph_id, source_graph
from kg.graph.check import check_graph
from kg.graph.reuse import reuse_graph
from kg.lexicon import Lexicon
from kg.model import (
    Change,
    Direction,
    Document,
    Edit,
    EditKind,
    Identity,
    Kind,
    Mention,
    Passage,
    Period,
    Quantity,
    Quote,
    Ref,
    Role,
    Span,
    Verdict,
    check,
    ids,
    mention,
    mutation,
    reuse,
)
from kg.model.history import History, Retraction, Revision
from kg.model.interval import Interval
from kg.read import read_bytes
from kg.store import Store, open_store
from tests.views.worlds import FISCAL_YEAR, attack, thing

REPORT = """---
title: 甲公司年报
publisher: 甲公司
published: 2022-05-01
url: https://example.org/report
---

# 甲公司年报

李四说，过去一个财年甲公司的交易额增长46%[^1]，达到300亿元，其中国内240亿元、海外96亿元。越南的订单也在增加。

| 公司 | 交易额（亿元） |
| --- | --- |
| 甲公司国内 | 240 |
| 甲公司海外 | 96 |

[^1]: 甲公司，《年度财报》，2022年5月。
"""
COPY = """---
title: 甲公司增长六成
publisher: 乙日报
published: 2022-05-03
---

乙日报讯：李四说，过去一个财年甲公司的交易额增长64%，达到300亿元。
"""
LATER = REPORT.replace("46%", "47%").replace("2022-05-01", "2022-06-01")

GROWTH = "过去一个财年甲公司的交易额增长46%"
LEVEL = "甲公司的交易额增长46%，达到300亿元"
"""Two quotes that cross."""
RIGHT_TO_LEFT = "\u202e反"


def read(text: str, name: str, **changes: object) -> Document:
    """A document as it is read from its bytes, told of otherwise where `changes` say so."""
    found = read_bytes(text.encode(), name=name)
    return replace(found, source=replace(found.source, **changes))  # type: ignore[arg-type]


def said(where: Document, quote: str, quantity: Quantity | None = None, **slots: object) -> Mention:
    """A mention that quotes these words, where they come first."""
    start = where.text.index(quote)
    own = Quote.of(where.text, start, start + len(quote))
    return mention(where.source, own, rule="test", confidence=0.9, quantity=quantity, **slots)  # type: ignore[arg-type]


def percent(value: str, text: str) -> Quantity:
    return Quantity(Decimal(value) / 100, text, "1", kind=Kind.GROWTH_RATE, step=Decimal("0.01"))


def money(value: int, text: str) -> Quantity:
    return Quantity(Decimal(value) * 10**8, text, "CNY", step=Decimal(10**8))


def _about(where: Document) -> list[Mention]:
    """The claims of a version of the report."""
    rate = "47%" if "47%" in where.text else "46%"
    company, gmv = thing("甲公司", "Organization"), Ref(f"{ids.VOCABULARY}metric/gmv", "GMV", "交易额")
    speaker, note = (
        thing("李四", "Person"),
        where.text[where.footnotes()["1"].start : where.footnotes()["1"].end],
    )
    abroad = where.text[where.text.index("甲公司海外") :].split("96")[0] + "96"
    return [
        said(
            where,
            GROWTH.replace("46%", rate),
            percent(rate.rstrip("%"), rate),
            metric=gmv,
            subject=company,
            period=FISCAL_YEAR,
            baseline="yoy",
            speaker=speaker,
            cites=(thing(note, "Document"),),
        ),
        said(
            where,
            LEVEL.replace("46%", rate),
            money(300, "300亿元"),
            metric=gmv,
            subject=company,
            period=FISCAL_YEAR,
            speaker=speaker,
        ),
        said(
            where, "国内240亿元", money(240, "240亿元"), metric=gmv, subject=company, scope=(thing("国内"),)
        ),
        said(where, "海外96亿元", money(96, "96亿元"), metric=gmv, subject=company, scope=(thing("海外"),)),
        said(where, abroad, money(96, "96"), metric=gmv, subject=thing("甲公司海外")),
        said(where, "越南的订单也在增加", subject=Ref(f"{ids.VOCABULARY}entity/vietnam", "Vietnam", "越南")),
    ]


def report() -> Document:
    return read(REPORT, "report.md")


def copy() -> Document:
    return read(COPY, "copy.md")


def later() -> Document:
    return read(LATER, "report.md")


def hostile_text() -> Document:
    """A plain text that attacks whoever shows it, as do its title, publisher, authors, file name and address."""
    text = f"{attack('text')}增长46%{RIGHT_TO_LEFT}\n{attack('second')}\n"
    return read(
        text,
        "hostile.txt",
        title=attack("title") + RIGHT_TO_LEFT,
        publisher=attack("publisher"),
        credited=attack("credited"),
        authors=(attack("author"),),
        url="https://example.org/'\"><script>pwned('url')</script>".replace(" ", ""),
        path=attack("file").replace("/", "|"),
    )


def _hostile_claims(where: Document) -> list[Mention]:
    first = where.text.split("\n")[0]
    return [
        said(
            where,
            first,
            Quantity(Decimal("0.46"), "46%", "1", counted=attack("counted")),
            metric=thing(attack("metric")),
            subject=thing(attack("subject")),
            scope=(thing(attack("scope")),),
            period=Period(FISCAL_YEAR.start, FISCAL_YEAR.end, attack("period"), attack("at")),
            speaker=thing(attack("speaker"), "Person"),
            cites=(thing(attack("cited"), "Document"),),
        )
    ]


def _taken(earlier: Document, own: Document) -> tuple[list, list]:
    """The copy's passage, in which a figure was changed on the way."""
    passage = "李四说，过去一个财年甲公司的交易额增长{}，达到300亿元"
    before, after = passage.format("46%"), passage.format("64%")
    a, b = earlier.text.index(before), own.text.index(after)
    at = before.index("46%")
    edit = Edit(EditKind.CHANGED, Span(a + at, a + at + 3), Span(b + at, b + at + 3), "46%", "64%")
    shared = Passage(
        Quote.of(earlier.text, a, a + len(before)), Quote.of(own.text, b, b + len(after)), (edit,), 24
    )
    one = reuse(
        own.source,
        earlier.source,
        [shared],
        share=Decimal("0.80"),
        earlier_share=Decimal("0.30"),
        direction=Direction.DATE,
        why="2 days later",
        why_zh="晚 2 天",
    )
    return one, edit


def sourced() -> Store:
    """The store: the copy is retracted, the later version took the place of the report."""
    store = open_store(":memory:", mode="w")
    base = store.base
    old, taken, new, nasty = report(), copy(), later(), hostile_text()
    claims = {"old": _about(old), "new": _about(new), "nasty": _hostile_claims(nasty)}
    changed = said(
        taken,
        "过去一个财年甲公司的交易额增长64%",
        percent("64", "64%"),
        metric=Ref(f"{ids.VOCABULARY}metric/gmv", "GMV", "交易额"),
        subject=thing("甲公司", "Organization"),
        period=FISCAL_YEAR,
        baseline="yoy",
        speaker=thing("李四", "Person"),
    )
    _keep(store, (old, claims["old"]), (taken, [changed]), (new, claims["new"]), (nasty, claims["nasty"]))
    whole, parts = claims["old"][1], claims["old"][2:4]
    total = check(
        Identity.PARTS,
        (Role("a", "part", parts[0]), Role("b", "part", parts[1]), Role("c", "whole", whole)),
        formula="a + b = c",
        shown="240亿元 + 96亿元 = 300亿元",
        computed=Interval(Decimal("335e8"), Decimal("337e8")),
        printed=Interval(Decimal("299.5e8"), Decimal("300.5e8")),
        verdict=Verdict.FAILS,
        why="the parts are more than the whole",
        why_zh="各部分之和大于总数",
        rule="test",
        confidence=0.9,
        base=base,
    )
    store.replace(f"{base}graph/checks/x", check_graph([total], graph=f"{base}graph/checks/x"))
    passed_on, edit = _taken(old, taken)
    mutated = mutation(
        passed_on,
        Change.FIGURE,
        claims["old"][0],
        changed,
        before=edit.before,
        after=edit.after,
        why="46% became 64%",
        why_zh="46%变成64%",
        base=base,
    )
    graph = f"{base}graph/reuse/x"
    store.replace(graph, reuse_graph([passed_on], [mutated], graph=graph))
    what = History(
        frozenset({Revision(new.source.id, old.source.id)}),
        frozenset({Retraction(taken.source.id, attack("reason"), "编辑", datetime(2022, 6, 2, tzinfo=UTC))}),
    )
    store.replace(history_graph_id(base=base), history_graph(what, base=base))
    return store


def _keep(store: Store, *sources: tuple[Document, Iterable[Mention]]) -> None:
    lexicon = Lexicon.load()
    for where, mentions in sources:
        source = where.source
        how = {"name": source.path, "source": source.id, "media_type": source.media_type}
        store.blobs.put(where.raw, how)
        store.replace(
            graph_id(source.id, base=store.base),
            source_graph(where, mentions, lexicon=lexicon, base=store.base),
        )
