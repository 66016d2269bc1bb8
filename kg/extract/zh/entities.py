"""Names in Chinese text: the vocabulary first, patterns after, then later mentions by the names that the text gives.

    find_entities(text, fold(text), hits, lexicon)     # 阿里巴巴国际站总裁张阔 → Alibaba.com, Zhang Kuo

Everything starts from words that the one pass of the vocabulary found (names, titles, endings of organisations), so
that the cost is that of looking around them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

import regex

from kg.extract.annotations import ENTITY_CLASSES, NAME_SCHEMES, EntitySpan, PeriodSpan, QuantitySpan
from kg.extract.zh.entities_aliases import Alias, given, later
from kg.extract.zh.entities_companies import by_cues
from kg.extract.zh.entities_organizations import by_ending
from kg.extract.zh.entities_persons import before_verbs, beside_titles, beside_works, foreign, in_lists
from kg.extract.zh.entities_products import by_commodity, by_family
from kg.extract.zh.entities_results import by_results
from kg.extract.zh.entities_same import by_short_name, by_surname
from kg.extract.zh.entities_words import NameWords, name_words
from kg.lexicon import Hit, Lexicon, indexed
from kg.model import Ref

_TITLED = regex.compile(r"《[^《》\n]{1,80}》")
_LATIN_WORD = r"[A-Z][A-Za-z0-9]{0,40}(?:[&.'’+-][A-Za-z0-9]{1,40}){0,6}"
_LATIN = regex.compile(
    rf"(?<![A-Za-z0-9_.@/%$&+-]){_LATIN_WORD}(?: (?:(?:of|the|and|for|de|&) ){{0,2}}{_LATIN_WORD}){{0,6}}(?![A-Za-z0-9_@%/])"
)
_CITED_AROUND = regex.compile(r"[据《（(]|来源|报道|引述|援引")
_START = attrgetter("start")
_ROLES = (
    *((scheme, "names") for scheme in (*sorted(NAME_SCHEMES), "no-names")),
    ("person-titles", "titles"),
    ("name-endings", "endings"),
    ("company-cues", "cues"),
    ("commodities", "commodities"),
    ("name-stops", "stops"),
    ("reporting-verbs", "verbs"),
)
"""What words of a scheme are looked for; the first that fits."""
_SPOKEN = ("action-verbs", "change-words", "modality-words", "predicate-words", "group-nouns")
"""What stands in no short name of a company."""
_CODE = regex.compile(r"[A-Z]{0,3}\d+[A-Z]?|[A-Z]")


def find_entities(
    text: str,
    folded: str,
    hits: Sequence[Hit],
    lexicon: Lexicon,
    *,
    quantities: Sequence[QuantitySpan] = (),
    periods: Sequence[PeriodSpan] = (),
) -> list[EntitySpan]:
    """Every name in a plain text, in order, none overlapping another.

    `folded` is `kg.folding.fold(text)` and `hits` are the words of `lexicon` in it. Names do not reach into
    `quantities` and `periods`. `ref.id` is the IRI in the vocabulary, or None for a name that only a pattern found;
    its label is then the name as written.
    """
    words = name_words(lexicon)
    sorted_hits = _by_role(hits)
    vocabulary = _vocabulary(text, folded, sorted_hits["names"])
    known = {span.end: span for span in vocabulary}
    openings = frozenset(
        hit.start for role in ("verbs", "titles", "stops") for hit in sorted_hits[role]
    ).union(period.start for period in periods)
    known_starts = frozenset(span.start for span in vocabulary)
    closed = openings | known_starts
    barriers = frozenset(hit.end for hit in sorted_hits["stops"]) | frozenset(
        end for _, end in _taken(quantities, periods)
    )
    candidates: list[EntitySpan] = list(vocabulary)
    candidates += by_ending(text, folded, sorted_hits["endings"], words, known, barriers)
    dated = {period.end: period.start for period in periods}
    earned = [hit for hit in sorted_hits["cues"] if hit.entry.get("side") == "results"]
    cues = [hit for hit in sorted_hits["cues"] if hit.entry.get("side") != "results"]
    candidates += by_cues(text, folded, cues, words, known, barriers, frozenset(dated))
    candidates += by_results(text, folded, earned, indexed(hits).of(*_SPOKEN), words, known, barriers, dated)
    people = [
        *beside_titles(text, folded, _outermost(sorted_hits["titles"]), words, openings, known_starts),
        *before_verbs(text, folded, sorted_hits["verbs"], words, closed),
        *beside_works(text, folded, words, closed),
    ]
    people += in_lists(text, folded, people, words, closed)
    candidates += people
    candidates += by_commodity(text, folded, sorted_hits["commodities"], words)
    candidates += by_family(text, folded, words)
    candidates += foreign(text, folded, words)
    candidates += _documents(text, known)
    candidates += _latin(text, folded, words, hits, sorted_hits)
    spans = _settle(candidates)
    spans = _drop_inside(spans, quantities, periods)
    spans = by_short_name(
        spans, [*vocabulary, *(s for s in spans if s.rule in ("company", "results"))], words
    )
    spans = _settle([*spans, *by_surname(text, folded, _outermost(sorted_hits["titles"]), spans, words)])
    aliases = [*given(text, spans, words.no_names), *_own_names(spans)]
    meant = {alias.name for alias in aliases}
    spans = [s for s in spans if s.rule not in ("latin", "title-marks") or s.ref.text not in meant]
    return _settle([*spans, *later(text, aliases, spans)])


def _by_role(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    roles: dict[str, list[Hit]] = {role: [] for _, role in _ROLES}
    role_of: dict[frozenset[str], str] = {}
    stops = roles["stops"]
    for hit in indexed(hits).of(*(scheme for scheme, _ in _ROLES)):
        schemes = hit.entry.schemes
        if schemes not in role_of:
            role_of[schemes] = next(role for scheme, role in _ROLES if scheme in schemes)
        role = role_of[schemes]
        roles[role].append(hit)
        if role == "titles" or (role == "verbs" and hit.end - hit.start > 1):
            stops.append(hit)
    roles["endings"] = _longest_ends(roles["endings"])
    return roles


def _outermost(titles: Sequence[Hit]) -> list[Hit]:
    """副总裁, not 总裁 in it."""
    chosen: list[Hit] = []
    for hit in titles:
        if chosen and hit.start < chosen[-1].end:
            if hit.end > chosen[-1].end:
                chosen.append(hit)
            continue
        chosen.append(hit)
    return chosen


def _longest_ends(endings: Sequence[Hit]) -> list[Hit]:
    """Of endings that end together the longest: 有限公司, not 公司 in it."""
    best: dict[int, Hit] = {}
    for hit in endings:
        if hit.end not in best or hit.start < best[hit.end].start:
            best[hit.end] = hit
    return list(best.values())


def _vocabulary(text: str, folded: str, names: Iterable[Hit]) -> list[EntitySpan]:
    """Leftmost longest; of one name an entry of the entities, which comes first in what the lexicon finds."""
    spans: list[EntitySpan] = []
    end = -1
    for hit in names:
        if hit.start < end:
            continue
        if "no-names" in hit.entry.schemes:
            if (
                not hit.entry.schemes & NAME_SCHEMES
                and not folded[hit.start : hit.end].isascii()
                and _is_mask(hit)
            ):
                end = hit.end
            continue
        if "publishers" in hit.entry.schemes and hit.end - hit.start == 2 and not text[hit.start].isascii():
            around = folded[max(0, hit.start - 3) : hit.start] + folded[hit.end : hit.end + 3]
            if not _CITED_AROUND.search(around):
                continue
        end = hit.end
        entry = hit.entry
        kind = next((c for c in ENTITY_CLASSES if c in entry.types), "Thing")
        spans.append(
            EntitySpan(hit.start, hit.end, Ref(entry.iri, entry.label, text[hit.start : hit.end], kind))
        )
    return spans


def _is_mask(hit: Hit) -> bool:
    return hit.entry.iri.endswith("no-name-words")


def _documents(text: str, known: dict[int, EntitySpan]) -> list[EntitySpan]:
    """《…》; an outlet or a thing of the vocabulary in such brackets stays what it is."""
    found: list[EntitySpan] = []
    for match in _TITLED.finditer(text):
        start, end = match.span()
        inside = known.get(end - 1)
        if inside is not None and inside.start == start + 1:
            found.append(
                inside._replace(
                    start=start, end=end, ref=Ref(inside.ref.id, inside.ref.label, match[0], inside.ref.type)
                )
            )
        else:
            found.append(
                EntitySpan(start, end, Ref(None, match[0], match[0], "Document"), 0.9, "title-marks")
            )
    return found


def _latin(
    text: str, folded: str, words: NameWords, hits: Sequence[Hit], roles: dict[str, list[Hit]]
) -> list[EntitySpan]:
    """Trendyol, We Are Social, Kenan-Flagler商学院."""
    ends = {hit.start: hit.end for hit in roles["endings"]}
    speaking = {hit.start for role in ("verbs", "titles") for hit in roles[role]}
    titled = {hit.end for hit in roles["titles"] if hit.entry.get("side") != "after"}
    found: list[EntitySpan] = []
    for match in _LATIN.finditer(text):
        start, end = match.span()
        name = match[0]
        if (
            len(name) < 2
            or folded[start:end] in words.no_names
            or _is_word(hits, start, end)
            or _CODE.fullmatch(name)
        ):
            continue
        if start in titled and end not in ends:
            kind, score = "Person", 0.8
        elif end in ends:
            end = ends[end]
            name = text[start:end]
            kind, score = "Organization", 0.8
        elif name.isupper():
            kind, score = "Thing", 0.4
        elif end in speaking:
            kind, score = "Organization", 0.6
        else:
            kind, score = "Thing", 0.5
        found.append(EntitySpan(start, end, Ref(None, name, name, kind), score, "latin"))
    return found


def _is_word(hits: Sequence[Hit], start: int, end: int) -> bool:
    """Whether the vocabulary has just this stretch as something other than a name; `hits` are sorted."""
    for place in range(bisect_left(hits, start, key=_START), len(hits)):
        hit = hits[place]
        if hit.start != start:
            return False
        if hit.end == end and not hit.entry.schemes & NAME_SCHEMES:
            return True
    return False


def _own_names(spans: Iterable[EntitySpan]) -> list[Alias]:
    """Names of people found by a pattern, for the places where they stand alone; 张总 for a 张阔 with a title."""
    found: list[Alias] = []
    for span in spans:
        name = span.ref.text
        if span.rule == "results" or (span.rule == "company" and len(name) > 2):
            found.append(Alias(name, span.ref, span.start, span.end))
        if span.ref.type != "Person" or span.score < 0.6:
            continue
        found.append(Alias(name, span.ref, span.start, span.end))
        if span.rule in ("title", "vocabulary") and 2 <= len(name) <= 3 and "\u4e00" <= name[0] <= "\u9fff":
            found.append(Alias(name[0] + "总", span.ref, span.start, span.end))
    return found


def _settle(candidates: Iterable[EntitySpan]) -> list[EntitySpan]:
    """None overlaps another: the longer one wins, then the surer one, then the earlier one."""
    chosen: list[EntitySpan] = []
    for span in sorted(candidates, key=lambda s: (s.start, -s.end, -s.score)):
        while chosen and span.start < chosen[-1].end:
            if _weight(span) <= _weight(chosen[-1]):
                break
            chosen.pop()
        else:
            chosen.append(span)
    return chosen


def _weight(span: EntitySpan) -> tuple[float, int, float]:
    sure = {"title-marks": 3.0, "vocabulary": 1.0}.get(span.rule, 1.0)
    return sure, span.end - span.start, span.score


def _taken(quantities: Sequence[QuantitySpan], periods: Sequence[PeriodSpan]) -> list[tuple[int, int]]:
    return sorted([(q.start, q.end) for q in quantities] + [(p.start, p.end) for p in periods])


def _drop_inside(
    spans: Iterable[EntitySpan], quantities: Sequence[QuantitySpan], periods: Sequence[PeriodSpan]
) -> list[EntitySpan]:
    """Patterns that stand wholly inside a quantity or period are none: T of 3.2T, Q of Q1."""
    taken = _taken(quantities, periods)
    kept: list[EntitySpan] = []
    place = 0
    for span in spans:
        while place < len(taken) and taken[place][1] <= span.start:
            place += 1
        inside = place < len(taken) and taken[place][0] <= span.start and span.end <= taken[place][1]
        if not inside or span.rule == "vocabulary":
            kept.append(span)
    return kept
