"""How good the extraction is: judged on annotated documents, guarded by floors, its confidence calibrated.

items.py      a mention as it is judged
gold.py       annotations read and checked
alignment.py  which found mention is which of the gold
slots.py      whether a slot says the same
score.py      counts and figures
run.py        from a folder of gold to its evaluation
floors.py     figures that must not fall
show.py       figures and misses for a person
calibration.py  how often mentions of a confidence are right
"""

from __future__ import annotations

from kg.evaluate.comparing import Compared, compare_found, compare_gold
from kg.evaluate.floors import Floors
from kg.evaluate.gold import GoldDocument, read_gold
from kg.evaluate.run import Evaluation, evaluate
from kg.evaluate.show import comparing, misses, overview

__all__ = [
    "Compared",
    "Evaluation",
    "Floors",
    "GoldDocument",
    "compare_found",
    "compare_gold",
    "comparing",
    "evaluate",
    "misses",
    "overview",
    "read_gold",
]
