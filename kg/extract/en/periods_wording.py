"""The English words around a period that say what it is: the closed ones; words of time are in the vocabulary."""

from __future__ import annotations

import regex

from kg.extract.en.periods_grammar import COUNT, MONTH
from kg.extract.periods.wording import Wording

WORDING = Wording(
    # English texts about Chinese companies have Chinese words in them, as Chinese texts have English ones
    results=regex.compile(
        r"\bfiscal\b|\bearnings\b|\bquarterly results\b|\bfy ?20\d\d|财年|财报|财季|财政年度|业绩|季报|年报"
    ),
    future_before=regex.compile(r"\b(?:by|until|before|next) (?:the )?$|^by (?:the )?$"),
    future_after=regex.compile(
        r"[^.;!?\n]{0,24}?\b(?:will|would|is expected|are expected|guidance|outlook|forecast)\b"
    ),
    dateline=regex.compile(
        rf"(?<![a-z])(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:,? (?P<year>20\d\d))? ?(?:\([a-z ./]{{2,24}}\) ?(?:-|–|—)|(?:-|–|—){{1,2}} )"
    ),
)

BEFORE_AS_OF = regex.compile(
    r"(?:\bas (?:of|at)|\bat the end of|\bby the end of|\bby end-?|\bend-|\buntil the end of) ?(?:the )?$"
)
BEFORE_END = regex.compile(r"\b(?:the )?(?:end of|close of) (?:the )?$")
BEFORE_LATE = regex.compile(r"\blate (?:in )?(?:the )?$")
BEFORE_START = regex.compile(r"\b(?:the )?(?:start of|beginning of) (?:the )?$")
BEFORE_EARLY = regex.compile(r"\bearly (?:in )?(?:the )?$")
BEFORE_MIDDLE = regex.compile(r"\b(?:the )?(?:mid-? ?|middle of )(?:the )?$")
BEFORE_SINCE = regex.compile(r"\bsince (?:the )?$")
BEFORE_BASELINE = regex.compile(
    r"(?:compared (?:with|to)|than(?: in)?|versus|vs\.?|relative to|up from|down from|over|from) (?:that (?:in|of) |the )?$"
)
BEFORE_OTHER_FIGURE = regex.compile(
    r"\b(?:from|than|against|versus|vs\.?|compared with|compared to) (?:about |around |just )?[$€£]?\d[\d.,]*"
    r"(?:%| percent| million| billion| trillion|bn|mn|m)? (?:in|for|on|during) (?:the )?$"
)
"""A period behind it is that of the figure compared with: up from 3% in April."""
ENDED = regex.compile(
    rf"\b(?:the |a )?(?:(?P<months>{COUNT})[- ]months?(?: period)?|(?P<weeks>{COUNT})[- ]weeks?(?: period)?"
    r"|(?P<year>(?:fiscal |financial )?year|twelvemonth)|(?P<half>half(?:[- ]year)?)"
    r"|(?P<quarter>(?:(?:first|second|third|fourth) )?(?:fiscal )?quarter)|(?P<month>month)|(?P<week>week))"
    r"(?: period)? (?:ended|ending|that ended|to|through|until)(?: on)? (?:the end of )?$"
)
"""A stretch that ends on the period behind it: the six months ended September 30, the year to March."""
CONNECT = regex.compile(r" ?(?:-|–|—| to | through | until ) ?")
