"""The steps in order: files are read, their claims found, stated as a graph, kept in a store; and checked afterwards.

build     files to a store: `build.py` has the steps, each file here does one of them
extract   files to mentions, without a store
explain   the same, with their text and where each slot was found
relate    what sources have to do with each other, as graphs beside them
validate  does the graph keep to the shapes of the ontology
verify    are the originals there, and does every quote stand in them

inputs.py      what a user named, shared out to workers
pool.py        worker processes
work.py        what a worker does to one source
extraction.py  what extracts, as something that can be replaced
intake.py      what comes back, into the store
originals.py   the bytes that the store keeps, read again
history.py     versions of one document, retractions
stock.py       what the store has of its sources
jobs.py        which derived graphs there should be, and from what
relating.py    what a worker does to one source or family
ledger.py      what each derived graph was made from
"""

from __future__ import annotations

from kg.pipeline.build import build, explain, extract
from kg.pipeline.extraction import Extraction, Extractor, Loader
from kg.pipeline.relate import relate
from kg.pipeline.report import (
    BuildReport,
    Counts,
    Progress,
    RelateReport,
    Silent,
    ValidateReport,
    VerifyReport,
)
from kg.pipeline.shapes import validate
from kg.pipeline.verify import verify

__all__ = [
    "BuildReport",
    "Counts",
    "Extraction",
    "Extractor",
    "Loader",
    "Progress",
    "RelateReport",
    "Silent",
    "ValidateReport",
    "VerifyReport",
    "build",
    "explain",
    "extract",
    "relate",
    "validate",
    "verify",
]
