"""Small records for tests, with texts of our own; every part can be given.

>>> document = build_document("甲公司去年收入增长12%。")
>>> build_mention(document, "收入增长12%", value="0.12", value_text="12%")
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from kg.graph import source_graph
from kg.lexicon import Lexicon
from kg.model import (
    Baseline,
    Block,
    BlockKind,
    Bound,
    Document,
    Kind,
    Mention,
    Modality,
    OffsetMap,
    Period,
    Quantity,
    Quote,
    Ref,
    Run,
    Source,
    ids,
    mention,
)

ALIBABA_COM = Ref("https://w3id.org/claim-kg/entity/alibaba-com", "Alibaba.com", "国际站", "Platform")
GMV = Ref("https://w3id.org/claim-kg/metric/gmv", "gross merchandise volume", "交易额")
SPEAKER = Ref("https://w3id.org/claim-kg/entity/zhang-kuo", "Zhang Kuo", "张阔", "Person")
FISCAL_2022 = Period(
    date(2021, 4, 1), date(2022, 3, 31), "2022财年", how="2022财年 = Alibaba's fiscal year 2022"
)


def build_source(text: str = "一段文字。", **changes: object) -> Source:
    """A source with these bytes; `changes` are fields of `Source`."""
    raw = text.encode()
    fields: dict[str, object] = {
        "path": "a.txt",
        "title": "一个标题",
        "publisher": "界面新闻",
        "published": date(2022, 6, 9),
        "base": ids.DEFAULT_BASE,
    } | changes
    base = str(fields.pop("base"))
    return Source(
        id=ids.source_id(raw, base=base),
        sha256=hashlib.sha256(raw).hexdigest(),
        **fields,  # type: ignore[arg-type]
    )


def build_document(text: str = "一段文字。", **changes: object) -> Document:
    """A document of one paragraph; `changes` are fields of its `Source`."""
    raw = text.encode()
    return Document(
        source=build_source(text, **changes),
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),),
        offsets=OffsetMap((Run(0, len(text), 0, len(raw)),)),
        raw=raw,
    )


def build_mention(
    document: Document,
    quote: str,
    *,
    value: str | None = None,
    value_text: str | None = None,
    unit: str = "1",
    kind: Kind = Kind.GROWTH_RATE,
    bound: Bound = Bound.EXACT,
    lower: str | None = None,
    upper: str | None = None,
    step: str | None = None,
    counted: str | None = None,
    metric: Ref | None = None,
    subject: Ref | None = None,
    scope: tuple[Ref, ...] = (),
    period: Period | None = None,
    baseline: Baseline | None = None,
    speaker: Ref | None = None,
    cites: tuple[Ref, ...] = (),
    modality: Modality = Modality.ASSERTED,
    rule: str = "test-rule",
    confidence: float = 0.8,
    base: str = ids.DEFAULT_BASE,
) -> Mention:
    """A mention whose quote is the first place of these words in the document; without `value` it is a statement."""
    start = document.text.index(quote)
    quantity = None
    if value is not None:
        quantity = Quantity(
            value=Decimal(value),
            text=value_text or value,
            unit=unit,
            kind=kind,
            bound=bound,
            lower=None if lower is None else Decimal(lower),
            upper=None if upper is None else Decimal(upper),
            counted=counted,
            step=None if step is None else Decimal(step),
        )
    return mention(
        document.source,
        Quote.of(document.text, start, start + len(quote)),
        rule=rule,
        confidence=confidence,
        base=base,
        quantity=quantity,
        metric=metric,
        subject=subject,
        scope=scope,
        period=period,
        baseline=baseline,
        speaker=speaker,
        cites=cites,
        modality=modality,
    )


def growth_mention(document: Document, quote: str, **changes: object) -> Mention:
    """The claim that Alibaba.com's GMV grew by 46% in fiscal year 2022; `changes` are arguments of `build_mention`."""
    arguments: dict[str, object] = {
        "value": "0.46",
        "value_text": "46%",
        "step": "0.01",
        "metric": GMV,
        "subject": ALIBABA_COM,
        "period": FISCAL_2022,
        "baseline": "yoy",
    } | changes
    return build_mention(document, quote, **arguments)  # type: ignore[arg-type]


def tiny_documents() -> list[tuple[Document, list[Mention]]]:
    """Three sources: two carry the 46% claim, one of them by a speaker and one citing a report; the third is about trade."""
    first = build_document(
        "张阔表示，国际站2022财年交易额增长46%。国际站将继续投入物流。",
        path="first.txt",
        title="国际站交易额增长",
        publisher="东方财富",
        credited="界面新闻",
        authors=("王小明",),
        url="https://finance.example.com/a/202206092407.html?x=1&y=二",
        region="CN",
    )
    second = build_document(
        "财报显示，国际站上的中小企业2022财年交易额同比增长46%。",
        path="second.html",
        title="中小企业出海",
        publisher="每日经济新闻",
        published=date(2022, 6, 1),
        media_type="text/html",
    )
    third = build_document(
        "WTO数据显示，2015年全球出口约16.5万亿美元，占比超过三成。",
        path="third.md",
        title="全球贸易报告",
        publisher="某研究院",
        published=date(2018, 4, 1),
        kind="report",
        media_type="text/markdown",
    )
    financials = Ref(None, "财报", "财报", "Document")
    table = Ref(None, "WTO，世界贸易统计数据，2016年8月", "WTO数据", "Document")
    year = Period(date(2015, 1, 1), date(2015, 12, 31), "2015年")
    world = Ref(None, "全球", "全球", "Place")
    exports = Ref("https://w3id.org/claim-kg/metric/exports", "exports", "出口")
    return [
        (
            first,
            [
                growth_mention(first, "国际站2022财年交易额增长46%", speaker=SPEAKER),
                build_mention(
                    first,
                    "国际站将继续投入物流",
                    subject=ALIBABA_COM,
                    speaker=SPEAKER,
                    modality=Modality.PLANNED,
                ),
            ],
        ),
        (
            second,
            [growth_mention(second, "国际站上的中小企业2022财年交易额同比增长46%", cites=(financials,))],
        ),
        (
            third,
            [
                build_mention(
                    third,
                    "2015年全球出口约16.5万亿美元",
                    value="16500000000000",
                    value_text="约16.5万亿美元",
                    unit="USD",
                    kind=Kind.LEVEL,
                    bound=Bound.APPROX,
                    step="100000000000",
                    metric=exports,
                    subject=world,
                    period=year,
                    cites=(table,),
                ),
                build_mention(
                    third,
                    "占比超过三成",
                    value="0.3",
                    value_text="超过三成",
                    kind=Kind.SHARE,
                    bound=Bound.MIN,
                    lower="0.3",
                    step="0.1",
                    metric=Ref(None, "占比", "占比"),
                    subject=world,
                    scope=(Ref(None, "工业品", "工业品"),),
                    period=year,
                    cites=(table,),
                ),
            ],
        ),
    ]


def tiny_graph(
    documents: Iterable[tuple[Document, list[Mention]]] | None = None, *, base: str = ids.DEFAULT_BASE
) -> list[ox.Quad]:
    """The quads of `tiny_documents()`, or of these."""
    lexicon = Lexicon.load()
    return [
        quad
        for document, mentions in (tiny_documents() if documents is None else documents)
        for quad in source_graph(document, mentions, lexicon=lexicon, base=base)
    ]
