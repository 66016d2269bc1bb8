"""Judgements: what people decided about what the machine read, kept as text and replayed on every build.

records.py   a judgement as a mapping of words, and back
slots.py     slots as a person writes them; a mention put right
files.py     the files, read safely and written whole
anchors.py   where a decision belongs in a text that was extracted anew
apply.py     mentions as people put them right, decisions about comparisons, orphans
accepted.py  comparisons as people decided them
queue.py     which comparisons a person should look at first
"""

from __future__ import annotations

from kg.judge.accepted import as_decided
from kg.judge.apply import Applied, Decisions, Orphan, apply, copies, decided, placed
from kg.judge.files import FOLDER, Read, read_judgements, record
from kg.judge.queue import queue
from kg.judge.slots import SLOTS

__all__ = [
    "FOLDER",
    "SLOTS",
    "Applied",
    "Decisions",
    "Orphan",
    "Read",
    "apply",
    "as_decided",
    "copies",
    "decided",
    "placed",
    "queue",
    "read_judgements",
    "record",
]
