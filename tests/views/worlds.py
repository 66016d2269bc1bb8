"""Small stores for pictures: two outlets with one figure, a crowd of claims, and a source that attacks the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from hashlib import sha256

from kg.extract.explain import Explained, explain
from kg.graph import graph_id, source_graph, vocabulary_graph
from kg.lexicon import Lexicon, vocabulary_files
from kg.model import (
    Block,
    BlockKind,
    Document,
    Kind,
    Mention,
    OffsetMap,
    Period,
    Quantity,
    Quote,
    Ref,
    Source,
    ids,
    mention,
)
from kg.store import Store, open_store

FISCAL_YEAR = Period(date(2021, 4, 1), date(2022, 3, 31), "过去一个财年")

ATTACK = (
    "<img src=x onerror=\"pwned('img')\"><script>pwned('script')</script><a href=\"javascript:pwned('href')\">href</a>"
    "</script></style></title><svg onload=pwned('svg')><!--\u2028{{7*7}}"
)
"""Markup that would call `pwned` if any of it were taken for markup."""


def attack(field: str) -> str:
    """The attack, marked with the field that it stands in."""
    return f"{field}:{ATTACK}"


def document(
    name: str,
    sentences: Iterable[str],
    *,
    title: str,
    publisher: str,
    credited: str | None = None,
    url: str | None = None,
    authors: tuple[str, ...] = (),
) -> Document:
    text = "\n".join(sentences)
    raw = f"{name}\n{title}\n{text}".encode()
    source = Source(
        id=ids.source_id(raw),
        path=name,
        sha256=sha256(raw).hexdigest(),
        title=title,
        publisher=publisher,
        credited=credited,
        authors=authors,
        published=date(2022, 6, 10),
        url=url,
    )
    return Document(source=source, text=text, blocks=(), offsets=OffsetMap(()), raw=raw)


def thing(name: str, kind: str | None = None) -> Ref:
    """A name that no vocabulary knows."""
    return Ref(None, name, name, kind)


def growth(
    where: Document,
    quote: str,
    percent: str,
    *,
    metric: str,
    subject: str,
    period: Period | None = FISCAL_YEAR,
    text: str | None = None,
    speaker: Ref | None = None,
    cites: tuple[Ref, ...] = (),
    scope: tuple[Ref, ...] = (),
) -> Mention:
    """A growth rate in per cent, said in a quote of the document."""
    quantity = Quantity(
        Decimal(percent) / 100, text or f"{percent}%", "1", kind=Kind.GROWTH_RATE, step=Decimal("0.01")
    )
    return mention(
        where.source,
        _quote(where, quote),
        rule="test",
        confidence=0.9,
        quantity=quantity,
        metric=thing(metric),
        subject=thing(subject, "Organization"),
        period=period,
        baseline="yoy",
        speaker=speaker,
        cites=cites,
        scope=scope,
    )


def statement(where: Document, quote: str, *, subject: str, speaker: str) -> Mention:
    return mention(
        where.source,
        _quote(where, quote),
        rule="test",
        confidence=0.7,
        subject=thing(subject, "Organization"),
        speaker=thing(speaker, "Person"),
    )


def _quote(where: Document, quote: str) -> Quote:
    start = where.text.index(quote)
    return Quote.of(where.text, start, start + len(quote))


def store_of(*sources: tuple[Document, Iterable[Mention]]) -> Store:
    """A store in memory with the vocabulary and these sources."""
    store = open_store(":memory:", mode="w")
    lexicon = Lexicon.load()
    base = ids.DEFAULT_BASE
    vocabulary = vocabulary_graph(vocabulary_files(), base=base)
    store.replace(f"{base}graph/vocabulary", vocabulary)
    for where, mentions in sources:
        store.replace(
            graph_id(where.source.id, base=base), source_graph(where, mentions, lexicon=lexicon, base=base)
        )
    return store


def two_sources() -> Store:
    """Two outlets that carry 46% with different words, and a statement."""
    first = document(
        "first.txt",
        ["张阔表示，过去一个财年平台的交易额同比增长46%。", "他认为，订单外溢是主动布局，并非被动转移。"],
        title="平台公布年度数据",
        publisher="甲财经网",
        credited="乙新闻",
        url="https://example.org/first",
    )
    second = document(
        "second.txt",
        ["财报显示，中小企业在平台上的交易额增长46%。", "平台的活跃买家增长12%。"],
        title="外贸企业的新机会",
        publisher="丙日报",
    )
    platform = "某某国际站"
    return store_of(
        (
            first,
            [
                growth(
                    first,
                    "过去一个财年平台的交易额同比增长46%",
                    "46",
                    metric="成交额",
                    subject=platform,
                    speaker=thing("张三", "Person"),
                ),
                statement(first, "订单外溢是主动布局，并非被动转移", subject="订单", speaker="张三"),
            ],
        ),
        (
            second,
            [
                growth(
                    second,
                    "中小企业在平台上的交易额增长46%",
                    "46",
                    metric="成交额",
                    subject=platform,
                    cites=(thing("某某财报", "Document"),),
                    scope=(thing("中小企业"),),
                ),
                growth(second, "平台的活跃买家增长12%", "12", metric="活跃买家", subject=platform),
            ],
        ),
    )


def crowd(claims: int = 1_000) -> Store:
    """So many claims about forty subjects in ten sources."""
    share = claims // 10
    built = []
    for number in range(10):
        sentences = [f"第{number}组第{index}家的出口额增长{index + 1}%。" for index in range(share)]
        where = document(
            f"{number}.txt", sentences, title=f"第{number}份报告", publisher=f"出版社{number % 3}"
        )
        mentions = [
            growth(
                where,
                sentence.rstrip("。"),
                str(index + 1),
                metric=f"出口额{number % 4}",
                subject=f"企业{(number * 7 + index) % 40}",
            )
            for index, sentence in enumerate(sentences)
        ]
        built.append((where, mentions))
    return store_of(*built)


def hostile() -> Store:
    """One source whose every field is an attack on whoever shows it."""
    where = document(
        attack("file").replace("/", "|"),  # a slash would begin a folder
        [attack("quote"), attack("statement")],
        title=attack("title"),
        publisher=attack("publisher"),
        credited=attack("credited"),
        authors=(attack("author"),),
        url="https://example.org/?q=" + "%22%3E%3Cscript%3Epwned('url')%3C/script%3E",
    )
    return store_of(
        (
            where,
            [
                growth(
                    where,
                    attack("quote"),
                    "46",
                    metric=attack("metric"),
                    subject=attack("subject"),
                    text=attack("value"),
                    period=Period(date(2021, 6, 1), date(2021, 6, 1), attack("period"), at=attack("at")),
                    speaker=thing(attack("speaker"), "Person"),
                    cites=(thing(attack("cited"), "Document"),),
                    scope=(thing("https://example.org/\"><script>pwned('iri')</script>"),),
                ),
                statement(where, attack("statement"), subject=attack("topic"), speaker=attack("speaker")),
            ],
        )
    )


def hostile_explained() -> Explained:
    """The hostile source with its claims, as they would be explained."""
    words = {name: attack(name) for name in ("metric", "subject", "speaker", "scope", "value", "period")}
    text = "，".join(words.values()) + "。\n" + attack("statement") + "。\u202e\x1b[31m\x07"
    raw = text.encode()
    source = Source(
        id=ids.source_id(raw),
        path=attack("file").replace("/", "|"),
        sha256=sha256(raw).hexdigest(),
        title=attack("title"),
        publisher=attack("publisher"),
        published=date(2022, 6, 10),
    )
    cut = text.index("\n")
    blocks = (Block(BlockKind.PARAGRAPH, 0, cut), Block(BlockKind.PARAGRAPH, cut + 1, len(text)))
    where = Document(source=source, text=text, blocks=blocks, offsets=OffsetMap(()), raw=raw)
    figure = mention(
        source,
        Quote.of(text, 0, cut),
        rule=attack("rule"),
        confidence=0.4,
        quantity=Quantity(Decimal(1), words["value"], attack("unit"), counted=attack("counted")),
        metric=Ref(attack("iri"), attack("label"), words["metric"]),
        subject=thing(words["subject"]),
        scope=(thing(words["scope"]),),
        period=Period(date(2021, 1, 1), date(2021, 1, 1), words["period"], attack("at"), attack("how")),
        speaker=thing(words["speaker"]),
        cites=(thing(attack("cited")),),
    )
    said = mention(source, Quote.of(text, cut + 1, len(text)), rule="said", confidence=0.9)
    return Explained(source, text, blocks, tuple(explain(where, [figure, said])))
