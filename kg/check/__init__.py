"""Sums: identities between figures, proposed from series and words, worked out with intervals.

Nothing is found by trying all triples: a rule has a reason to tie figures together (the same series in two periods, 其中,
合计, 占, 由…组成), and says how sure it is.
"""

from __future__ import annotations

from kg.check.run import RULES, SERIES_RULES, checks, checks_across, failing

__all__ = ["RULES", "SERIES_RULES", "checks", "checks_across", "failing"]
