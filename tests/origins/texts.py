"""Texts of our own for the tests of origins: each makes the claim about the GMV of Alibaba.com unless told otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kg.lexicon import Lexicon
from kg.model import Direction, Mention, Origin, Passage, Quote, Ref, Reuse, reuse
from kg.origins import origins
from tests.builders import build_document, growth_mention

FINANCIALS = Ref(None, "财报", "财报", "Document")
CUSTOMS = Ref("https://w3id.org/claim-kg/entity/china-customs", "General Administration of Customs of China", "海关总署", "Organization")  # fmt: skip


def told(
    text: str, quote: str = "交易额增长46%", *, publisher: str = "甲报", day: int = 1, **slots: object
) -> Mention:
    """One mention in a text of its own; `slots` are those of the mention, `credited` and `title` of the source."""
    about = {name: slots.pop(name) for name in ("credited", "title") if name in slots}
    document = build_document(
        text, path=f"{publisher}{day}.txt", publisher=publisher, published=date(2022, 6, day), **about
    )
    return growth_mention(document, quote, **slots)


def found(*mentions: Mention, shared: tuple[Reuse, ...] = ()) -> list[Origin]:
    return origins(mentions, (), shared, lexicon=Lexicon.load())


def copy(later: Mention, earlier: Mention, direction: Direction = Direction.DATE) -> Reuse:
    """That the two sources share the words of these mentions."""
    sides = [Quote(m.quote.exact, "", "", m.quote.start, m.quote.end) for m in (earlier, later)]
    passage = Passage(sides[0], sides[1], (), len(later.quote.exact))
    return reuse(
        later.source,
        earlier.source,
        [passage],
        share=Decimal("0.5"),
        earlier_share=Decimal("0.5"),
        direction=direction,
        why="it was published later",
        why_zh="发表较晚",
    )
