"""Who plans without saying so: 三方将整合…, 国新办定于…举行…, 安理会将就…召开….

A plan without a verb of saying is a claim where the planner is a named body, or a word that stands for one.
"""

from __future__ import annotations

import regex

from kg.extract.clauses import Clause
from kg.extract.context import SUBJECT_TYPES, Context
from kg.extract.zh.inside import inside_word
from kg.extract.zh.modal_words import disposes
from kg.extract.zh.modality import modality
from kg.extract.zh.topic_nouns import plain_noun
from kg.extract.zh.topics import Topics
from kg.lexicon import Hit
from kg.model import Modality, Ref

PLANS = ("plan-words", "modality-words")
"""The roles of the words one of which tells of a plan."""
_FARTHEST = 44
"""Characters from the beginning of its clause in which the word of a plan stands."""
_OFF = 12
"""Characters before the planner's name in its clause: the titles of a body."""
_REST = 8
"""Characters that the name of a body can go on behind the part that is known: 联合国|安理会."""
_LISTED = regex.compile(r"\p{Han}{2,8}[与和、]")
"""A name that nobody knows before the others of a list: 海青|与网易."""
_GOES_ON = regex.compile(r"[\p{Han}a-z]{2,8}")
_BODY = regex.compile(r"[部局署委厅院府会所办社军协司方行盟团]$")
_NOT_IN_NAME = regex.compile(r"[，。；：“”《》的了是在对向从把被于]")
_ACTOR_TYPES = SUBJECT_TYPES - {"Place"}


def planner(ctx: Context, topics: Topics, clause: Clause) -> Ref | None:
    """The body that a clause begins with and that is going to do something, where it tells that."""
    if not any(ctx.words(role).within(clause.start, clause.end) for role in PLANS):
        return None
    at = topics.opening(clause.start, clause.end)
    for hit, deliberate in _words(ctx, at, clause.end):
        until = _back(ctx, at, hit.start)
        if until - at < 2 or disposes(ctx, hit):
            return None
        return _planner(ctx, topics, at, until, deliberate=deliberate)
    return None


def _words(ctx: Context, start: int, end: int) -> list[tuple[Hit, bool]]:
    """The words of plans in a clause, the first one first, and whether they are somebody's decision: 定于, 拟."""
    end = min(end, start + _FARTHEST)
    found = [(hit, True) for hit in ctx.words("plan-words").within(start, end)]
    found += [
        (hit, False)
        for hit in ctx.words("modality-words").within(start, end)
        if hit.entry.get("modality") == "planned" and modality(ctx, hit.start, hit.end) is Modality.PLANNED
    ]
    found = [pair for pair in found if not inside_word(ctx, pair[0].start, pair[0].end)]
    return sorted(found, key=lambda pair: pair[0].start)


def _back(ctx: Context, start: int, at: int) -> int:
    """Backwards over adverbs and days before the word of a plan: 公司|近日|计划."""
    while at > start:
        word = ctx.words("speech-adverbs").ending_at(at, floor=start) or ctx.periods.ending_at(
            at, floor=start
        )
        if word is None and ctx.folded[at - 1] not in "在于":
            break
        at = word.start if word is not None else at - 1
    return at


def _planner(ctx: Context, topics: Topics, start: int, end: int, *, deliberate: bool) -> Ref | None:
    """Whom the words between two offsets name, where it is somebody who can plan."""
    words = ctx.text[start:end]
    pronoun = ctx.words("pronouns").starting_at(start)
    if pronoun is not None and pronoun.end == end:
        if pronoun.entry.get("refers") == "Group":
            return Ref(None, words, words, "Group")
        return topics.own if pronoun.entry.get("refers") == "Organization" else None
    if _NOT_IN_NAME.search(ctx.folded, start, end):
        return None
    names = [e for e in ctx.entities.within(start, end) if e.ref.type in SUBJECT_TYPES]
    if not names:
        return plain_noun(ctx, start, end) if deliberate else None
    last = names[-1]
    rest = end - last.end
    if names[0].start - start > _OFF or rest > _REST or ctx.verbs.within(start, end):
        return None
    whole = Ref(None, ctx.text[last.start : end], ctx.text[last.start : end], "Organization")
    if last.ref.type in _ACTOR_TYPES:
        if rest:
            return whole if _GOES_ON.fullmatch(ctx.folded, last.end, end) else None
        listed = _LISTED.match(ctx.folded, start, names[0].start)
        if listed is not None:
            first = ctx.text[start : listed.end() - 1]
            return Ref(None, first, first, "Organization")
        return names[0].ref if names[0].ref.type in _ACTOR_TYPES else last.ref
    body = rest > 1 and _BODY.search(ctx.folded, last.end, end) is not None
    return whole if body else (last.ref if deliberate and not rest else None)
