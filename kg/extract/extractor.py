"""The spaCy pipeline as one callable: a document in, its mentions out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ExtractError
from kg.extract.annotations import Analysis
from kg.extract.components import KEY, Component, analysis_of
from kg.extract.explain import Explanation, explain
from kg.folding import fold, spelt
from kg.lexicon import Lexicon
from kg.model import Document, Mention, ids

PIPELINE = ("kg_vocabulary", "kg_quantities", "kg_periods", "kg_entities", "kg_tokens")


@contextmanager
def _collector_paused() -> Iterator[None]:
    """While one document is read, garbage is not looked for: its objects are many and hardly a cycle is among them.

    The collector would go through them, and through the whole vocabulary, again and again: a seventh of the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class Extractor:
    """Reads documents of every language that has recognisers. `nlp` is the spaCy pipeline: add components to it at will."""

    def __init__(
        self, lexicon: Lexicon, *, base: str = ids.DEFAULT_BASE, spacy_model: str | None = None
    ) -> None:
        self.lexicon = lexicon
        self.base = base
        self.nlp: Language = spacy.blank("xx")
        # a token here is a stretch of text, of which word shape or likeness to a URL say nothing
        self.nlp.vocab.lex_attr_getters.clear()  # type: ignore[attr-defined]
        for name in PIPELINE:
            self.nlp.add_pipe(name)
        if spacy_model:
            self.nlp.add_pipe("kg_model_entities", before="kg_tokens", config={"model": spacy_model})
        self.nlp.add_pipe("kg_claims", config={"base": base})

    def __call__(self, document: Document) -> list[Mention]:
        """The mentions of a document, by their place. Raises `ExtractError` if a quote does not occur at its offsets.

        A lone surrogate, which no reader lets into a text, is read and quoted as U+FFFD.
        """
        with _collector_paused():
            return self._checked(document).mentions

    def explain(self, document: Document) -> list[Explanation]:
        """The same mentions, each with the evidence for its slots."""
        analysis = self._checked(document)
        return explain(analysis.document, analysis.mentions, analysis.entities)

    def _checked(self, document: Document) -> Analysis:
        # spaCy keeps every token's string for good unless it is told that a Doc is temporary
        with self.nlp.memory_zone():
            doc = self.blank_doc(document)
            for component in self._readers():
                doc = component(doc)
            analysis = analysis_of(doc)
        for mention in analysis.mentions:
            quote = mention.quote
            if analysis.text[quote.start : quote.end] != quote.exact or not quote.exact:
                raise ExtractError(
                    f"rule {mention.rule} quoted words that do not occur at {quote.start}",
                    where=document.source.path,
                )
        return analysis

    def _readers(self) -> list[Component]:
        """The components that mentions need: the tokens are for those who ask for the Doc, and for components of their own."""
        pipeline = self.nlp.pipeline
        own = [self.nlp.get_pipe_meta(name).factory for name, _ in pipeline[-2:]] == [
            "kg_tokens",
            "kg_claims",
        ]
        return [component for _, component in (pipeline[:-2] + pipeline[-1:] if own else pipeline)]

    def doc(self, document: Document) -> Doc:
        """The spaCy Doc of a document with everything that was recognised in it."""
        doc = self.blank_doc(document)
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        return doc

    def blank_doc(self, document: Document) -> Doc:
        """A Doc on which no component has run; `kg_tokens` makes the one with real tokens."""
        text = spelt(document.text)
        if text is not document.text:
            document = replace(document, text=text)
        words = [text] if text else []
        doc = Doc(self.nlp.vocab, words=words, spaces=[False] * len(words))
        doc.user_data[KEY] = Analysis(document, self.lexicon, fold(text))
        return doc
