"""The steps in order: files are read, their claims found, stated as a graph, kept in a store; and checked afterwards.

build     files to a store: `build.py` has the steps, each file here does one of them
extract   files to mentions, without a store
explain   the same, with their text and where each slot was found
validate  does the graph keep to the shapes of the ontology
verify    are the originals there, and does every quote stand in them

inputs.py      what a user named, shared out to workers
pool.py        worker processes
work.py        what a worker does to one source
extraction.py  what extracts, as something that can be replaced
intake.py      what comes back, into the store
"""

from __future__ import annotations

from kg.pipeline.build import build, explain, extract
from kg.pipeline.extraction import Extraction, Extractor, Loader
from kg.pipeline.report import BuildReport, Counts, Progress, Silent, ValidateReport, VerifyReport
from kg.pipeline.shapes import validate
from kg.pipeline.verify import verify

__all__ = [
    "BuildReport",
    "Counts",
    "Extraction",
    "Extractor",
    "Loader",
    "Progress",
    "Silent",
    "ValidateReport",
    "VerifyReport",
    "build",
    "explain",
    "extract",
    "validate",
    "verify",
]
