"""A question cut into the pieces that mean something: figures, metrics, names, periods, words that ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

import regex

from kg.ask.known import Known
from kg.ask.periods import BOUNDS, joined_periods, period_piece, undated, years
from kg.ask.pieces import Figure, Piece, Reading, Role, Words
from kg.errors import QuestionError
from kg.extract import recognise
from kg.extract.annotations import Analysis, Form, PeriodRole, QuantitySpan
from kg.folding import fold
from kg.graph.names import node_of, unit_node
from kg.lexicon import Entry, Hit, Lexicon, longest
from kg.model import Bound, Ref

_HAN = regex.compile(r"\p{Han}")
_LATIN = regex.compile(r"(?i)\b[a-z]{2,}\b")
_LEFT = regex.compile(r"\p{Han}+|[^\s\p{Han}\p{P}\p{S}]+(?:[.'_-][^\s\p{Han}\p{P}\p{S}]+)*")
_DIGITS = 25
"""Digits that a number may have; far below what decimals compute exactly, far above any figure in the news."""
_DIGIT = regex.compile(r"\d")
_LONG = regex.compile(rf"(?:\d[.,，]?){{{_DIGITS + 1}}}")
_QUOTED = regex.compile(r"《[^《》]+》|「[^「」]+」|『[^『』]+』|“[^“”]+”|\"[^\"]+\"")
_TITLE = regex.compile(r"《[^《》]+》")
_GROWTH = frozenset({"rate", "net"})


def read(
    question: str, *, lexicon: Lexicon, today: date | None, base: str, known: Known | None = None
) -> Reading:
    """The pieces of a question, of all that could be read those that leave the least over.

    Where words are left over, or something stands in quotes, the names that only the store knows (`known`) are tried too.
    Raises `QuestionError` for a number of more digits than any figure has.
    """
    if _LONG.search(question):
        raise _too_long()
    language = "zh" if _HAN.search(question) else "en"
    analysis = recognise(question, lexicon=lexicon, language=language, today=today)
    if language == "en" and not analysis.quantities:
        # digits and percent signs are read alike in both
        analysis.quantities = recognise(question, lexicon=lexicon, language="zh", today=today).quantities
    if language == "zh" and not analysis.periods and _LATIN.search(question):
        # a Chinese name in an English question: what did 张阔 say in 2022
        analysis.periods = recognise(question, lexicon=lexicon, language="en", today=today).periods
    found = list(_candidates(analysis, base))
    if known is None:
        return _reading(question, found, language)
    # a name of a regular form (张某说) that nobody in the store has is no name there
    found = [
        p for p in found if p.role is not Role.ENTITY or not p.value.startswith(base) or p.value in known.iris
    ]
    reading = _reading(question, found, language)
    no_year = any(piece.role is Role.UNDATED for piece in reading.pieces)  # of a title perhaps
    if not (reading.unknown or no_year or _QUOTED.search(question)):
        return reading
    more = _reading(question, [*found, *_stored(analysis, known)], language)
    better = not reading.unknown or len("".join(more.left)) < len("".join(reading.left))
    return more if better else reading


def _reading(question: str, found: Iterable[Piece], language: str) -> Reading:
    order = list(Role)

    def rank(piece: Piece) -> tuple[int, int, int]:
        words = question[piece.start : piece.end]
        # who and us are words, WHO and US are names
        word = piece.role in (Role.ASKS, Role.NOTHING) and words.isascii() and not words.isupper()
        return (piece.start, -piece.end, -1 if word else order.index(piece.role))

    pieces = _covering(question, sorted(found, key=rank))
    # the words that ask decide: "which figures cite 海关总署" is English
    asking = "".join(question[p.start : p.end] for p in pieces if p.role in (Role.ASKS, Role.NOTHING))
    if asking and asking.isascii():
        language = "en"
    pieces = joined_periods(question, [piece for piece in pieces if not _torn(question, piece)])
    return Reading(question, tuple(pieces), tuple(_unknown(question, pieces)), language)


def _torn(question: str, piece: Piece) -> bool:
    """Whether a piece is a part only of a title in 《》, which is one name."""
    return any(
        match.start() <= piece.start < match.end() and piece.end - piece.start < len(match[0]) - 2
        for match in _TITLE.finditer(question)
    )


def _covering(question: str, found: Sequence[Piece]) -> list[Piece]:
    """Of pieces in order of preference those that leave the fewest characters over, then the fewest of them.

    报道中国 is 报道 and 中国 and not 报道中, though that is longer. What else could stand in the place of a piece goes with it.
    """
    starting: dict[int, list[Piece]] = {}
    for piece in found:
        if piece.start < piece.end:
            starting.setdefault(piece.start, []).append(piece)
    size = len(question)
    # what is left over from a place to the end and in how many pieces, and the piece that is taken there
    best: list[tuple[int, int]] = [(0, 0)] * (size + 1)
    taken: list[Piece | None] = [None] * (size + 1)
    for place in range(size - 1, -1, -1):
        over, number = best[place + 1]
        best[place] = (over + question[place].isalnum(), number)
        for one in starting.get(place, ()):
            over, number = best[one.end]
            cost = (over, number + 1)
            if cost < best[place] or (cost == best[place] and taken[place] is None):
                best[place], taken[place] = cost, one
    pieces: list[Piece] = []
    place = 0
    while place < size:
        chosen = taken[place]
        if chosen is None:
            place += 1
            continue
        same = [one for one in starting[place] if one.end == chosen.end and one is not chosen]
        pieces.append(chosen._replace(others=tuple(same)))
        place = chosen.end
    return pieces


def _candidates(analysis: Analysis, base: str) -> Iterator[Piece]:
    lexicon, hits = analysis.lexicon, analysis.hits
    pattern, asks = _question_words(lexicon)
    asking = [(m.start(), m.end(), asks[m[0]]) for m in pattern.finditer(analysis.folded, overlapped=True)]
    marks = [(start, end, mark) for start, end, entry in asking if (mark := entry.get("asks")) in BOUNDS]
    for quantity in analysis.quantities:
        if (year := years(quantity)) is not None:
            yield year
        elif quantity.precise and quantity.form is not Form.RANK:
            figure = _figure(quantity, lexicon, base)
            yield figure
            # in 说过46% the 过 belongs to 说; the figure without it stands in where that word is taken
            digit = _DIGIT.search(analysis.text, figure.start, figure.end)
            if digit and digit.start() > figure.start:
                yield figure._replace(start=digit.start())
    yield from _names(analysis, base)
    for hit in longest(hits, "metrics"):
        yield _metric(hit, analysis, base)
    # 2021年增长 has 年增 in it as well, whose beginning belongs to the year
    for hit in (hit for hit in hits if "change-words" in hit.entry.schemes):
        if hit.entry.get("nature") in _GROWTH:
            yield _change(hit.start, hit.end, int(hit.entry.get("sign") or 0))
        else:
            yield Piece(hit.start, hit.end, Role.NOTHING, Words("to a value", "达到某值"))
    for hit in longest(hits, "cited-nouns"):
        words = Words("a document named so", "如此称呼的文件")
        yield Piece(hit.start, hit.end, Role.CITED, words, analysis.text[hit.start : hit.end])
    for span in analysis.periods:
        if span.role is PeriodRole.BASELINE:
            yield _change(span.start, span.end, 0)
            continue
        inside = [mark for start, end, mark in marks if span.start <= start and end <= span.end]
        if (period := period_piece(span, analysis.text, inside)) is not None:
            yield period
    yield from undated(analysis.text)
    for start, end, entry in asking:
        asked = entry.get("asks") or "nothing"
        if asked in ("rise", "fall"):
            yield _change(start, end, 1 if asked == "rise" else -1)
            continue
        role = Role.NOTHING if asked == "nothing" else Role.ASKS
        yield Piece(start, end, role, _asking(entry), asked)


def _names(analysis: Analysis, base: str) -> Iterator[Piece]:
    """Names of the vocabulary, and names of a regular form that swallow no metric and no word that asks."""
    lexicon, hits = analysis.lexicon, analysis.hits
    for hit in longest(hits, "publishers"):
        meaning = _named(hit.entry, "publisher", "发布者")
        yield Piece(hit.start, hit.end, Role.PUBLISHER, meaning, hit.entry.iri)
    for hit in longest(hits, "entities"):
        kind = next(iter(hit.entry.types), "")
        yield Piece(hit.start, hit.end, Role.ENTITY, _named(hit.entry, "", ""), hit.entry.iri, kind)
    pattern, _ = _question_words(lexicon)
    asking = [match.span() for match in pattern.finditer(analysis.folded)]
    words = [(start, end) for start, end in asking if analysis.text[start:end].isascii()]
    taken = [(hit.start, hit.end) for hit in longest(hits, "metrics")] + words
    begins = {start for start, end in asking if end - start > 1}
    for name in analysis.entities:
        if name.ref.id or any(start < name.end and name.start < end for start, end in taken):
            continue
        if name.start in begins:  # 引用海关总署
            continue
        iri = node_of(name.ref, kind="entity", base=base)
        yield Piece(name.start, name.end, Role.ENTITY, Words(*[name.ref.label] * 2), iri, name.ref.type or "")


def _stored(analysis: Analysis, known: Known) -> Iterator[Piece]:
    """The names that only the store knows, as they stand in the question; those of sources in quotes or not."""
    folded = analysis.folded
    _, asks = _question_words(analysis.lexicon)
    for name, things in known.within(folded):
        if name in asks:
            continue
        start = folded.find(name)
        while start >= 0:
            end = start + len(name)
            for thing in things:
                yield Piece(start, end, thing.role, thing.meaning, thing.iri, thing.type)
            start = folded.find(name, end)
    for match in _QUOTED.finditer(analysis.text):
        for thing in known.titled(match[0][1:-1]):
            yield Piece(match.start(), match.end(), Role.SOURCE, thing.meaning, thing.iri)


def _metric(hit: Hit, analysis: Analysis, base: str) -> Piece:
    """A metric; one that names a growth (GDP增速) is the growth of what it is narrower than, however a source words that."""
    piece = Piece(hit.start, hit.end, Role.METRIC, _named(hit.entry, "metric", "指标"), hit.entry.iri)
    stems = _stems(hit.entry, analysis.lexicon)
    broader = hit.entry.properties.get("broader", ())
    if not stems or not broader:
        return piece
    unlisted = (node_of(Ref(None, stem, stem), kind="metric", base=base) for stem in stems)
    return piece._replace(value=broader[0], more=tuple(dict.fromkeys(unlisted)), growth=True)


@lru_cache(maxsize=1000)
def _stems(entry: Entry, lexicon: Lexicon) -> tuple[str, ...]:
    """What the names of a metric that end in a change word say without it: 经济 of 经济增长."""
    found: list[str] = []
    for name in entry.names:
        folded = fold(name)
        changes = [
            h for h in lexicon.find(folded) if "change-words" in h.entry.schemes and h.end == len(name)
        ]
        if changes and changes[0].start:
            found.append(folded[: changes[0].start].strip())
    return tuple(dict.fromkeys(found))


def _named(entry: Entry, kind: str, kind_zh: str) -> Words:
    chinese = entry.labels.get("zh") or entry.label
    return Words(f"{kind} {entry.label}".strip(), f"{kind_zh}“{chinese}”" if kind_zh else chinese)


def _asking(entry: Entry) -> Words:
    """What a word asks for, after the name of its concept: `question: who repeats a figure`."""
    english, chinese = entry.labels.get("en", ""), entry.labels.get("zh", "")
    return Words(english.partition(": ")[2] or english, chinese.partition("：")[2] or chinese)


def _change(start: int, end: int, sign: int) -> Piece:
    words = {1: Words("a rise", "上升"), -1: Words("a fall", "下降")}.get(sign, Words("a change", "变动"))
    return Piece(start, end, Role.CHANGE, words, sign=sign)


def _figure(quantity: QuantitySpan, lexicon: Lexicon, base: str) -> Piece:
    _check_size(quantity)
    step = quantity.step or Decimal(0)
    if quantity.bound is Bound.APPROX:
        step = min(step, abs(quantity.value) / 10)
    half = step / 2
    low, high = quantity.value - half, quantity.value + half
    if quantity.bound is Bound.RANGE and quantity.lower is not None and quantity.upper is not None:
        low, high = quantity.lower, quantity.upper
    unit = None if quantity.form is Form.BARE else unit_node(quantity.unit, lexicon=lexicon, base=base)
    figure = Figure(quantity.value, low, high, unit, fraction=quantity.unit == "1")
    end = quantity.counted_at[1] if quantity.counted_at else quantity.end
    value, least, most = (_shown(number, figure.fraction) for number in (quantity.value, low, high))
    meaning = Words(f"the figure {value} ({least} to {most})", f"数字{value}（{least}至{most}）")
    return Piece(quantity.start, max(end, quantity.end), Role.FIGURE, meaning, figure=figure)


def _shown(number: Decimal, fraction: bool) -> str:
    return f"{(number * 100).normalize():f}%" if fraction else f"{number.normalize():f}"


def _check_size(quantity: QuantitySpan) -> None:
    for number in (quantity.value, quantity.step or Decimal(0)):
        exponent = number.normalize().as_tuple().exponent
        if max(number.adjusted() + 1, 1) + max(-int(exponent), 0) > _DIGITS:
            raise _too_long()


def _too_long() -> QuestionError:
    return QuestionError(
        f"a number in a question has at most {_DIGITS} digits; one here has more",
        zh=f"问题中的数最多{_DIGITS}位，此处有更长的",
    )


@lru_cache(maxsize=4)
def _question_words(lexicon: Lexicon) -> tuple[regex.Pattern[str], dict[str, Entry]]:
    """All words that ask, the longest first, and the concept of each."""
    asks: dict[str, Entry] = {}
    for entry in sorted(lexicon.of_scheme("question-words"), key=lambda entry: entry.iri):
        for word in entry.properties.get("word", ()):
            asks.setdefault(fold(word), entry)
    words = sorted(asks, key=lambda word: (-len(word), word))
    return regex.compile("|".join(_whole(word) for word in words) or r"(?!)"), asks


def _whole(word: str) -> str:
    """A word of letters must stand alone; Chinese words stand anywhere."""
    before = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return before + regex.escape(word, special_only=True) + after


def _unknown(question: str, pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    rest = list(question)
    for piece in pieces:
        rest[piece.start : piece.end] = " " * (piece.end - piece.start)
    yield from (match.span() for match in _LEFT.finditer("".join(rest)))
