"""Names that another spaCy pipeline finds, merged with those of the vocabulary and the rules by their offsets.

merged(known, found)     # 青山 (rule) and 青山农业集团 (model) → 青山农业集团
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

import spacy
from spacy.language import Language

from kg.errors import ExtractError
from kg.extract.annotations import ENTITY_CLASSES, EntitySpan
from kg.model import Block, Ref

CLASSES: Mapping[str, str] = {
    "PERSON": "Person",
    "PER": "Person",
    "ORG": "Organization",
    "NORP": "Group",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "PRODUCT": "Product",
    "EVENT": "Initiative",
    "WORK_OF_ART": "Document",
    "LAW": "Document",
}
"""The class of the ontology that each label of OntoNotes and CoNLL stands for; a label that is not here is left out."""
_SCORE = 0.6


def open_model(model: str) -> Language:
    """The pipeline of an installed package or a folder. Raises `ExtractError` where there is none that can be loaded."""
    try:
        return spacy.load(model)
    except OSError as error:
        raise ExtractError("no such spaCy pipeline is installed", where=model) from error
    except (ImportError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise ExtractError(f"the spaCy pipeline cannot be loaded: {reason}", where=model) from error


def classes(labels: Mapping[str, str]) -> dict[str, str]:
    """The table of labels with the user's own; a label for which the class is empty is left out.

    Raises `ExtractError` for a class that the ontology does not have.
    """
    for label, kind in labels.items():
        if kind and kind not in ENTITY_CLASSES:
            raise ExtractError(
                f"{kind} is no class of names; there are {', '.join(ENTITY_CLASSES)}", where=label
            )
    return {label: kind for label, kind in {**CLASSES, **labels}.items() if kind}


def names(
    pipeline: Language, text: str, blocks: Sequence[Block], kinds: Mapping[str, str], rule: str
) -> list[EntitySpan]:
    """What the pipeline names in each block of a text."""
    found: list[EntitySpan] = []
    with pipeline.memory_zone():
        docs = pipeline.pipe(text[block.start : block.end] for block in blocks)
        for block, doc in zip(blocks, docs, strict=True):
            for ent in doc.ents:
                kind = kinds.get(ent.label_)
                if kind is None:
                    continue
                start, end = block.start + ent.start_char, block.start + ent.end_char
                name = text[start:end]
                found.append(EntitySpan(start, end, Ref(None, name, name, kind), _SCORE, rule))
    return found


def merged(known: Iterable[EntitySpan], found: Iterable[EntitySpan]) -> list[EntitySpan]:
    """Both in order. Of names that overlap the one that is known stays, but for one case.

    A model's name that holds whole names of places, or of things of its own class that only a pattern found, takes their
    place: it is longer and they are part of it. One that only overlaps a known name in part is dropped, because one of the
    two begins or ends wrongly.
    """
    spans = sorted(known, key=lambda e: (e.start, -e.end))
    starts = [span.start for span in spans]
    ends = [span.end for span in spans]
    gone: set[int] = set()
    added: list[EntitySpan] = []
    last = -1
    for name in sorted(found, key=lambda e: (e.start, -e.end)):
        if name.start < last or name.start >= name.end:
            continue
        within = range(bisect_right(ends, name.start), bisect_left(starts, name.end))
        if all(_part(spans[at], name) for at in within):
            gone.update(within)
            added.append(name)
            last = name.end
    kept = [span for at, span in enumerate(spans) if at not in gone]
    return sorted([*kept, *added], key=lambda e: (e.start, -e.end))


def _part(span: EntitySpan, name: EntitySpan) -> bool:
    inside = (
        name.start <= span.start and span.end <= name.end and span.end - span.start < name.end - name.start
    )
    same = span.rule != "vocabulary" and span.ref.type == name.ref.type
    return inside and (same or span.ref.type == "Place")
