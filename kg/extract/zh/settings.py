"""What a text sets for the figures to come: 在陆运方面…。目前可追踪的订单占比55.9%; 微信的数据显示，…."""

from __future__ import annotations

import regex

from kg.extract.clauses import Sentence
from kg.extract.context import Context
from kg.extract.zh.located import asides, opened_by
from kg.extract.zh.narrowing import as_written
from kg.model import Ref

_ASPECT = regex.compile(r"在(?P<what>[^，。；：、的\d在]{2,6}?)(?:业务)?(?:方面|业务上)")
_NO_ASPECT = regex.compile(
    r"[这那该此各某其两多几]|一[些系]|上述|相关|有关|不同|(?:另|其他|许多|很多|诸多|所有|任何)|[^，。]{0,6}(?:措施|工作|问题|政策|经济|管理|建设|合作|安全|宣传|投入|体验|[性力率局度感量额价])(?:方面|业务上)"
)
_TURNS = regex.compile(
    r"\s*(?:此外|另外|与此同时|同时|另一方面|另据|除此之外|总体|整体|截至|至于|而在|再看|其次)"
)
"""Opens a sentence that speaks of something else."""
_EVEN_IN = regex.compile(r"\s*(?:然而，|但是?，?|不过，)?(?:即使|即便|哪怕|就算)[在于]")
_DATA = regex.compile(r"(?:平台|的|最新|内部)*(?:数据|统计)")
_SENTENCES = 2
"""How many sentences back a setting still holds."""


class Settings:
    """Finds what narrows the figures of a sentence from outside their clauses."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self._aspects: dict[int, Ref | None] = {}

    def opened(self, sentence: Sentence, until: int) -> tuple[Ref, ...]:
        """What an adverbial clause before `until` says of the figures behind it."""
        for clause in sentence.clauses:
            if clause.end > until:
                break
            found = opened_by(self.ctx, clause.start, clause.end)
            if found:
                return found
        return ()

    def before(self, sentence: Sentence, until: int, *, carried: bool) -> tuple[Ref, ...]:
        """What the words before `until` or a sentence before set: the aspect of a business, the countries spoken of.

        An aspect goes on only in sentences whose subject is `carried` over too: whoever is named begins anew.
        """
        own = self._aspect(sentence.start, until)
        if own is not None:
            return (own,)
        at: Sentence | None = sentence
        for _ in range(_SENTENCES):
            if at is None or _TURNS.match(self.ctx.folded, at.start, at.end):
                return ()
            at = self.ctx.layout.previous(at)
            if at is None or at.block is not sentence.block:
                return ()
            aspect = self.aspect(at)
            if aspect is not None:
                return (aspect,) if carried else ()
            for clause in at.clauses:
                if _EVEN_IN.match(self.ctx.folded, clause.start, clause.end):
                    return asides(self.ctx, clause.start, clause.end)
        return ()

    def aspect(self, sentence: Sentence) -> Ref | None:
        """在陆运方面: the part of a business that a sentence turns to."""
        if sentence.start not in self._aspects:
            self._aspects[sentence.start] = self._aspect(sentence.start, sentence.end)
        return self._aspects[sentence.start]

    def _aspect(self, first: int, last: int) -> Ref | None:
        ctx = self.ctx
        found = None
        for match in _ASPECT.finditer(ctx.folded, first, last):
            start, end = match.span("what")
            if _NO_ASPECT.match(ctx.folded, start) or ctx.verbs.starting_at(start) is not None:
                continue
            if ctx.metrics.starting_at(start) is None and ctx.entities.starting_at(start) is None:
                found = as_written(ctx.text[start:end])
        return found

    def published_by(self, sentence: Sentence, until: int, subject: Ref | None) -> tuple[Ref, ...]:
        """微信的数据显示，…: a platform's own data tell of what happens on it."""
        for clause in sentence.clauses:
            if clause.start >= until:
                break
            for name in self.ctx.entities.within(clause.start, min(clause.end, until)):
                if name.ref.type == "Platform" and _DATA.match(self.ctx.folded, name.end):
                    return () if subject is None or subject.key() == name.ref.key() else (name.ref,)
        return ()
