"""The spaCy components, in the order in which they run. Each is registered and can be replaced, left out or added to.

    kg_vocabulary      words of the vocabulary (one Aho-Corasick pass)
    kg_quantities      numbers with units
    kg_periods         stretches of time
    kg_entities        names
    kg_model_entities  names that another spaCy pipeline finds (only with `--spacy-model`)
    kg_tokens          the Doc is cut anew where recognised spans begin and end; spans become `doc.spans` and `doc.ents`
                       (left out where only the mentions are asked for and no component of another maker follows)
    kg_claims          frames, tables, attribution, statements: the mentions

Recognisers read and write `doc.user_data["kg"]`, an `Analysis`; its offsets are those of the source's plain text.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from kg.extract import models
from kg.extract.annotations import Analysis
from kg.extract.context import Context
from kg.extract.languages import Recognisers, recognisers

KEY = "kg"
_CONTEXT = "kg_context"
Component = Callable[[Doc], Doc]


def analysis_of(doc: Doc) -> Analysis:
    """What the components know about a Doc so far."""
    return cast(Analysis, doc.user_data[KEY])


@Language.component("kg_vocabulary")
def vocabulary(doc: Doc) -> Doc:
    """Find every word of the vocabulary."""
    analysis = analysis_of(doc)
    analysis.hits = analysis.lexicon.find(analysis.folded, analysis.text)
    return doc


def _recogniser(field: str) -> Callable[[Language, str], Component]:
    """A factory of the component that fills one field of the `Analysis` with its language's recogniser."""

    def factory(nlp: Language, name: str) -> Component:
        def component(doc: Doc) -> Doc:
            analysis = analysis_of(doc)
            setattr(analysis, field, getattr(_language(analysis), field)(analysis))
            return doc

        return component

    return factory


Language.factory("kg_quantities", func=_recogniser("quantities"))
Language.factory("kg_periods", func=_recogniser("periods"))
Language.factory("kg_entities", func=_recogniser("entities"))


@Language.factory("kg_model_entities", default_config={"model": "", "labels": {}})
def model_entities(nlp: Language, name: str, model: str, labels: dict[str, str]) -> Component:
    """Add the names that another spaCy pipeline finds; `labels` adds to the classes its labels stand for (`models.CLASSES`)."""
    pipeline, kinds = models.open_model(model), models.classes(labels)

    def component(doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        found = models.names(pipeline, analysis.text, analysis.blocks, kinds, rule=model)
        analysis.entities = models.merged(analysis.entities, found)
        return doc

    return component


@Language.component("kg_tokens")
def tokens(doc: Doc) -> Doc:
    """A new Doc whose tokens end where recognised spans begin and end, so that spans never fight word boundaries."""
    analysis = analysis_of(doc)
    spans: list[tuple[str, int, int, str]] = []
    spans += [("quantities", q.start, q.end, q.form.value) for q in analysis.quantities]
    spans += [("periods", p.start, p.end, p.role.value) for p in analysis.periods]
    spans += [("entities", e.start, e.end, e.ref.type or "Thing") for e in analysis.entities]
    cuts = {0, len(analysis.text)}
    for _, start, end, _ in spans:
        cuts.add(start)
        cuts.add(end)
    for sentence in _context(doc).layout.sentences:
        cuts.update(clause.start for clause in sentence.clauses)
        cuts.update(clause.end for clause in sentence.clauses)
    edges = sorted(cuts)
    words = [analysis.text[a:b] for a, b in itertools.pairwise(edges)]
    cut = Doc(doc.vocab, words=words, spaces=[False] * len(words), user_data=doc.user_data)
    token_at = {offset: index for index, offset in enumerate(edges)}
    groups: dict[str, list[Span]] = {"quantities": [], "periods": [], "entities": []}
    for key, start, end, label in spans:
        if start < end:
            groups[key].append(Span(cut, token_at[start], token_at[end], label=label))
    for key, group in groups.items():
        cut.spans[key] = SpanGroup(cut, name=key, spans=group)
    cut.set_ents(spacy.util.filter_spans(groups["entities"]))
    return cut


@Language.factory("kg_claims", default_config={"base": ""})
def claims(nlp: Language, name: str, base: str) -> Component:
    """Put the claim records together: frames, tables, attribution and statements."""

    def component(doc: Doc) -> Doc:
        analysis = analysis_of(doc)
        analysis.mentions = _language(analysis).mentions(_context(doc), base=base)
        return doc

    return component


def _context(doc: Doc) -> Context:
    """The document's index, made once when recognition ends (by `kg_tokens`)."""
    context = doc.user_data.get(_CONTEXT)
    if not isinstance(context, Context):
        context = doc.user_data[_CONTEXT] = Context(analysis_of(doc))
    return context


def _language(analysis: Analysis) -> Recognisers:
    return recognisers(analysis.document.source.language)
