"""From a source to its claims: spaCy components that find entities, quantities, periods, frames and attribution.

    >>> extractor = load()                       # doctest: +SKIP
    >>> mentions = extractor(document)           # doctest: +SKIP

`load()` imports spaCy; `recognise()`, which reads a bare text such as a question, does not.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kg.extract.annotations import Analysis
from kg.folding import fold, spelt
from kg.lexicon import Lexicon
from kg.model import Block, BlockKind, Document, OffsetMap, Source, ids

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

__all__ = ["Analysis", "load", "recognise"]


def load(
    lexicon: Lexicon | None = None, *, base: str = ids.DEFAULT_BASE, spacy_model: str | None = None
) -> Extractor:
    """An extractor with the shipped vocabulary unless another is given; `spacy_model` names a pipeline whose names are added."""
    from kg.extract.extractor import Extractor

    return Extractor(lexicon or Lexicon.load(), base=base, spacy_model=spacy_model)


def recognise(text: str, *, lexicon: Lexicon, language: str = "zh", today: date | None = None) -> Analysis:
    """Words of the vocabulary, quantities, periods and entities of a bare text; case does not matter."""
    from kg.extract.languages import recognisers

    text = spelt(text)
    source = Source(id="", path="", sha256="", published=today, language=language)
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    document = Document(source, text, (block,), OffsetMap(()), text.encode())
    folded = fold(text)
    analysis = Analysis(document, lexicon, folded)
    analysis.hits = lexicon.find(folded)
    own = recognisers(language)
    analysis.quantities = own.quantities(analysis)
    analysis.periods = own.periods(analysis)
    analysis.entities = own.entities(analysis)
    return analysis
