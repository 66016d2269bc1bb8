"""Names in English text: the vocabulary first, then titles before names and endings of organisations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import ahocorasick_rs
import regex

from kg.extract.annotations import ENTITY_CLASSES, NAME_SCHEMES, EntitySpan, PeriodSpan, QuantitySpan
from kg.lexicon import Hit, Lexicon
from kg.model import Ref

_WORD = r"[A-Z][\w&'’-]*\.?"
_RUN = regex.compile(rf"{_WORD}(?: (?:(?:of|for|and|the|on|de|&) ){{0,2}}{_WORD}){{0,7}}")
_ORGANIZATION = regex.compile(
    r"\b(?:Inc|Corp|Ltd|LLC|PLC|plc|Co|Group|Holdings|Bank|University|Institute|Ministry|Bureau|Agency|Association|"
    r"Administration|Commission|Committee|Council|Organi[sz]ation|Department|Fund|Foundation|Company|Corporation|Union|"
    r"Chamber|Authority|Securities|Airlines|Office|School|College|Research|Partners|Capital)\b\.?$|^(?:Bank|Ministry|University|Bureau|Department) of "
)
_TITLE = regex.compile(
    r"\b(?:(?:Chief |Deputy |Vice |Senior |Managing |Finance |Foreign |Trade )?(?:Executive Officer|Executive|Financial Officer|Operating Officer|Economist)|President|Chairman|Chairwoman|Chair|CEO|CFO|COO|CTO|Prime Minister|Minister|Secretary|Governor|Director|Spokesman|"
    r"Spokeswoman|Spokesperson|Economist|Analyst|Professor|Dr|Mr|Ms|Mrs|Senator|Premier|Chancellor|economist|analyst|"
    r"spokesman|spokeswoman|spokesperson|president|chairman|director|founder|professor|minister|executive)\.?,? (?P<name>[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,3})"
)
_SAID = regex.compile(
    r"(?P<name>(?![A-Z]\w+['’]s )[A-Z][a-z'’-]+(?: [A-Z][\w.'’-]*){1,2}),? (?:said|says|told|added|wrote|warned|noted|argued)\b(?! (?:[\d$€£]|about \d|nearly \d))"
)
_SAID_BY = regex.compile(
    r"[,”\"] (?:said|says|added|wrote|warned|noted|argued) (?P<name>[A-Z][a-z'’-]+(?: [A-Z][\w’'-]*){1,2})"
)
_BODY_SAID = regex.compile(
    r"(?:(?<=[,”\"] )|(?<=^|[.!?]\s|\n))(?P<name>(?!(?:The|It|He|She|They|We|You|I|That|This|These|Those|Some|Many|Others|Analysts|Experts|Officials|Critics|Economists|Sources|Reports|Police|People|One|Both)\b)"
    r"[A-Z][\w&.-]*\w) (?:said|says|reported|announced)\b"
)
"""A single name that says something and is no surname of a person named: …, Airbnb said."""
_NAME = r"(?P<name>(?!(?:The|It|He|She|They|We|That|This|These|Its|His|Her|Their|Our)\b)[A-Z][\w&'’-]+(?: [A-Z][\w&’'-]+){0,3})"
_RESULTS = regex.compile(
    rf"(?:(?<=^|[.!?]\s|\n)){_NAME} (?:posted|reported|reports|expects|raised|lowered|cut|booked|recorded)\b"
    r"(?=[^.\n]{0,60}\b(?:revenues?|sales|profits?|loss(?:es)?|earnings|income|guidance|forecast|outlook|dividend|deliveries)\b)"
)
_TRADED = regex.compile(
    rf"\b[Ss]hares (?:of|in) {_NAME} (?=(?:rose|fell|gained|dropped|jumped|slid|climbed|closed)\b)"
)
"""Companies by what is told of them: X posted revenue of …, shares of X fell."""
_APPOSED = regex.compile(
    rf"(?:(?<=^|[.!?]\s|\n|[-–—]\s)){_NAME}, (?:an?|the|which|[A-Z][a-z]+['’]s) (?P<what>[^.,;:“”\"\n]{{4,90}}), (?:said|says|posted|reported|reports|announced|expects|plans|raised|cut|will|has|is|was)\b"
)
_NO_COMPANY = regex.compile(
    r"\b(?:economist|analyst|professor|director|president|chairman|chairwoman|minister|spokes\w+|founder|chief|executive|head|partner|lawyer|author|researcher|strategist|senator|governor)\b(?! (?:backed|owned|run))"
)
"""Who stands apposed to a name, and is a person: Jane Porter, an economist at Green Bank, said."""
_GIVEN = regex.compile(r" \((?P<short>[A-Z][A-Za-z&]{1,10})\)")
_ABBREVIATED = regex.compile(r"\b(?:Inc|Corp|Ltd|Co|[A-Z])\.$")
_MOST = 400


def find_entities(
    text: str,
    folded: str,
    hits: Sequence[Hit],
    lexicon: Lexicon,
    *,
    quantities: Sequence[QuantitySpan] = (),
    periods: Sequence[PeriodSpan] = (),
) -> list[EntitySpan]:
    """Every name in a plain text, in order, none overlapping another; see `kg.extract.zh.entities`."""
    spans = _vocabulary(text, hits)
    for match in _TITLE.finditer(text):
        start, end = match.span("name")
        spans.append(_span(text, start, end - text.startswith(".", end - 1), "Person", 0.8, "title"))
    for match in [*_SAID.finditer(text), *_SAID_BY.finditer(text)]:
        if _ORGANIZATION.search(match["name"]) is None and _TITLE.match(text, match.start("name")) is None:
            start, end = match.span("name")
            spans.append(_span(text, start, end, "Person", 0.6, "verb"))
    for match in _BODY_SAID.finditer(text):
        start, end = match.span("name")
        if not any(span.ref.type == "Person" and span.ref.text.endswith(match["name"]) for span in spans):
            spans.append(_span(text, start, end, "Organization", 0.4, "verb"))
    for match in [*_RESULTS.finditer(text), *_TRADED.finditer(text)]:
        start, end = match.span("name")
        spans.append(_span(text, start, end, "Organization", 0.5, "told"))
    for match in _APPOSED.finditer(text):
        if _NO_COMPANY.search(match["what"]) is None:
            start, end = match.span("name")
            spans.append(_span(text, start, end, "Organization", 0.7, "told"))
    for match in _RUN.finditer(text):
        if _ORGANIZATION.search(match[0]) and " " in match[0]:
            start = match.start() + (4 if match[0].startswith("The ") else 0)
            end = match.end() - (match[0].endswith(".") and not _ABBREVIATED.search(match[0]))
            spans.append(_span(text, start, end, "Organization", 0.7, "ending"))
    taken = sorted([(q.start, q.end) for q in quantities] + [(p.start, p.end) for p in periods])
    settled = _settle(span for span in spans if span.rule == "vocabulary" or not _inside(span, taken))
    return _settle([*settled, *_later(text, settled)])


def _span(text: str, start: int, end: int, kind: str, score: float, rule: str) -> EntitySpan:
    name = text[start:end]
    return EntitySpan(start, end, Ref(None, name, name, kind), score, rule)


def _vocabulary(text: str, hits: Iterable[Hit]) -> list[EntitySpan]:
    """Leftmost longest, written with a capital: the shell of an egg is not Shell."""
    spans: list[EntitySpan] = []
    end = -1
    lower = text.islower()
    for hit in hits:
        if hit.start < end or not hit.entry.schemes & NAME_SCHEMES:
            continue
        kind = next((c for c in ENTITY_CLASSES if c in hit.entry.types), "Thing")
        words = text[hit.start : hit.end]
        if not lower and words.islower() and kind not in ("Group", "Place"):
            continue
        end = hit.end
        spans.append(EntitySpan(hit.start, hit.end, Ref(hit.entry.iri, hit.entry.label, words, kind)))
    return spans


def _later(text: str, spans: Sequence[EntitySpan]) -> list[EntitySpan]:
    """Surnames of the people named, companies known by what was told of them once, and what stands in brackets after a name."""
    names: dict[str, Ref] = {}
    for span in spans:
        if span.rule in ("told", "ending") and len(names) < _MOST:
            names.setdefault(span.ref.text, span.ref)
        if span.ref.type == "Person" and " " in span.ref.text and len(names) < _MOST:
            names.setdefault(span.ref.text.rsplit(" ", 1)[1], span.ref)
        short = _GIVEN.match(text, span.end)
        if short is not None and len(names) < _MOST:
            names.setdefault(short["short"], span.ref)
    keys = [name for name in names if len(name) > 1]
    if not keys:
        return []
    automaton = ahocorasick_rs.AhoCorasick(keys, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    found: list[EntitySpan] = []
    place = 0
    for index, start, end in automaton.find_matches_as_indexes(text):
        while place < len(spans) and spans[place].end <= start:
            place += 1
        if place < len(spans) and spans[place].start < end:
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum()):
            continue
        ref = names[keys[index]]
        found.append(EntitySpan(start, end, Ref(ref.id, ref.label, keys[index], ref.type), 0.7, "alias"))
    return found


def _inside(span: EntitySpan, taken: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(taken, (span.start, 1 << 62)) - 1
    return place >= 0 and taken[place][1] >= span.end


def _settle(spans: Iterable[EntitySpan]) -> list[EntitySpan]:
    """None overlaps another: the vocabulary first, then the longer one, then the earlier one."""
    chosen: list[EntitySpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, -s.score)):
        while chosen and span.start < chosen[-1].end:
            if (span.end - span.start, span.score) <= (chosen[-1].end - chosen[-1].start, chosen[-1].score):
                break
            chosen.pop()
        else:
            chosen.append(span)
    return chosen
