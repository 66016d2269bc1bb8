"""Work for worker processes, in a module that they can import."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kg.errors import ReadError, VocabularyError
from kg.lexicon import Lexicon
from kg.model import Document, Mention, Period, Quantity, Quote, Ref, mention

GMV = Ref("https://w3id.org/claim-kg/metric/gmv", "gross merchandise volume", "交易额")


def shouting() -> Callable[[str], str]:
    """Upper case; some words do worse."""
    return _shout


def _shout(word: str) -> str:
    match word:
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "sleep":
            time.sleep(60)
        case "fault":
            raise ZeroDivisionError("a fault")
        case "deep":
            return _shout(_deeper(word))
        case "unreadable":
            raise ReadError("is unreadable")
    return word.upper()


def _deeper(word: str) -> str:
    return _deeper(word)


def no_vocabulary() -> Callable[[str], str]:
    """Work that cannot be loaded."""
    raise VocabularyError("not Turtle", where="mine.ttl")


def dies_at_once() -> Callable[[str], str]:
    """Work that ends its process while it is loaded."""
    os._exit(7)


def load(lexicon: Lexicon, /, *, base: str, spacy_model: str | None) -> Callable[[Document], list[Mention]]:
    """An extractor that needs no rules: every 46% in a document is a growth of GMV."""

    def extract(document: Document) -> list[Mention]:
        found = []
        at = document.text.find("46%")
        while at >= 0:
            start = max(document.text.rfind("\n", 0, at), document.text.rfind("，", 0, at)) + 1
            found.append(
                mention(
                    document.source,
                    Quote.of(document.text, start, at + 3),
                    rule="fake",
                    confidence=0.5,
                    base=base,
                    quantity=Quantity(Decimal("0.46"), "46%", "1", step=Decimal("0.01")),
                    metric=GMV,
                    period=Period(date(2021, 4, 1), date(2022, 3, 31), "2022财年"),
                )
            )
            at = document.text.find("46%", at + 1)
        return found

    return extract


def load_crashing(
    lexicon: Lexicon, /, *, base: str, spacy_model: str | None
) -> Callable[[Document], list[Mention]]:
    """The same, but a document that says 崩溃 ends the process, and one that says 沉睡 never comes back."""
    extract = load(lexicon, base=base, spacy_model=spacy_model)

    def crash(document: Document) -> list[Mention]:
        if "崩溃" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "沉睡" in document.text:
            time.sleep(60)
        return extract(document)

    return crash


def load_misquoting(
    lexicon: Lexicon, /, *, base: str, spacy_model: str | None
) -> Callable[[Document], list[Mention]]:
    """The same, but its quotes stand one character further on than they say."""

    def extract(document: Document) -> list[Mention]:
        return [
            mention(
                m.source,
                Quote(m.quote.exact, "", "", m.quote.start + 1, m.quote.end + 1),
                rule=m.rule,
                confidence=0.5,
                base=base,
                quantity=m.quantity,
                metric=m.metric,
            )
            for m in load(lexicon, base=base, spacy_model=spacy_model)(document)
        ]

    return extract


def load_overconfident(
    lexicon: Lexicon, /, *, base: str, spacy_model: str | None
) -> Callable[[Document], list[Mention]]:
    """The same, but surer than a confidence can say, which breaks a shape."""

    def extract(document: Document) -> list[Mention]:
        found = load(lexicon, base=base, spacy_model=spacy_model)(document)
        return [replace(mention, confidence=7.0) for mention in found]

    return extract
