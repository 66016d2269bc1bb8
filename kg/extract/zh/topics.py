"""What a statement is about: the topic of its clause, or whom 我们 and a left-out subject mean, and how it is meant.

国内供应链的选择性外溢并非被动转移 is about the words before 并非; in 我们会坚持 the speaker's own body is the topic.
"""

from __future__ import annotations

import regex

from kg.extract.clauses import Clause, Sentence
from kg.extract.context import Context
from kg.extract.zh.groups import group_in, name_in
from kg.extract.zh.inside import inside_word, part_of_word
from kg.extract.zh.modal_words import disposes, named_only
from kg.extract.zh.topic_nouns import before_adverb
from kg.model import Modality, Ref

_THE_MORE = regex.compile(r"(?<!来)越(?![南来])")
"""日本越是遮掩，|国际社会越应该…."""
_STATE = regex.compile(r"[部局署委厅院府]$")
_UNTIL = regex.compile(r"[到至自在从]")
_UP_TO = regex.compile(r"(?:再|又|甚至)?到(?![位期账货岸了达来底处场会])")
_SPREAD = 60
"""Characters over which a row of examples from … to … spreads at most."""
_FUTURE = regex.compile(r"(?:下一|未来|今后|明年|后年|来年|接下来)")
_SHOULD = regex.compile(r"(?:越|需|必须|只|都|才|想|主|也|重)要|[要]求|要(?:是|么|不要|不是)")
_SUBORDINATE = regex.compile(
    r"(?:由于|如果|若|随[着著]|因(?![此而素子应])|虽然|尽管|当(?![前地日天年时务局事])|只要|只有|除非|一旦|即使|即便|无论|除了|鉴于|为了?|在|从|对于?|至于|越是)"
)
_SIDE = regex.compile(
    r"(?:[中美俄乌日韩朝英法德印伊以巴加澳欧菲越泰缅黎叙沙土波匈荷意西瑞丹挪芬葡希捷新马柬老蒙古墨阿智秘哥委双各我对校警军资院厂港澳台]|多国|三|四)方(?![面式案法针位向])"
)
"""中方, 双方: whom a statement is about, whatever verb follows."""
_THAT = regex.compile(r"该|上述|双方|三方")
_NO_PREPOSITION = regex.compile(r"以[方军媒]|以总理|当务|对[方手]|在场|从业|就业")
_NOUN_ENDS = frozenset("速率势量额点幅性力")
_SET_APART = regex.compile(r"[^，。；“「]{0,6}[“「](?P<what>[^”」，。；]{2,16})[”」]")
_AFTER_ORDINAL = frozenset("，,、：:；是季年月周日天")
"""Behind 第二 where it opens a point or a time; before other words it counts: 第二波疫情."""
_NO_ADVERBS = ("等", "等人", "更", "则", "方面", "官方", "本人")
_WHEN = "于在到以自从由至"
"""Prepositions before the day on which something happened: 论坛|于6月3日."""
_EMBEDDED = 40
"""Characters from the beginning in which a statement's own predicate stands."""


class Topics:
    """Finds topics in one document; remembers which body each person belongs to."""

    def __init__(self, ctx: Context, own: Ref | None) -> None:
        self.ctx = ctx
        self.own = own
        self.body_of: dict[str, Ref] = {}
        self._openings: dict[tuple[int, int], int] = {}
        last = None
        for entity in ctx.entities:
            if entity.ref.type == "Person" and last is not None and entity.start - last.end <= 16:
                between = ctx.folded[last.end : entity.start]
                if (
                    not any(mark in between for mark in "，。；：、“”")
                    and entity.ref.key() not in self.body_of
                ):
                    self.body_of[entity.ref.key()] = last.ref
            if entity.ref.type in ("Organization", "Platform"):
                last = entity

    def subject(
        self, sentence: Sentence, start: int, end: int, speaker: Ref | None, before: Ref | None
    ) -> Ref | None:
        """What the words between two offsets are about; `before` is what the piece before them was about."""
        return self._subject(sentence, start, end, speaker, before) or self._object(start, end)

    def _object(self, start: int, end: int) -> Ref | None:
        """What somebody's own deed is about: 提出共建“绿色走廊”的倡议."""
        for verb in self.ctx.words("proposing-verbs").within(start, end):
            quoted = _SET_APART.match(self.ctx.folded, verb.end, end)
            if quoted is not None:
                words = self.ctx.text[quoted.start("what") : quoted.end("what")]
                return Ref(None, words, words, "Thing")
        return None

    def _subject(
        self, sentence: Sentence, start: int, end: int, speaker: Ref | None, before: Ref | None
    ) -> Ref | None:
        ctx = self.ctx
        noun: tuple[int, int] | None = None
        for clause in sentence.clauses:
            first, last = max(start, clause.start), min(end, clause.end)
            if clause.inner or last - first < 2 or first >= end or clause.end <= start:
                continue
            at = self._past_verbs(self.opening(first, last), last)
            if at >= last or self._adverbial(at, last):
                continue
            if last < end - 2 and (
                _SUBORDINATE.match(ctx.folded, first)
                or _SUBORDINATE.match(ctx.folded, self.opening(first, last))
            ):
                continue  # 只要制裁取消，他就…: who is spoken of stands behind the condition
            if noun is not None and self._predicate_at(at):
                return self._topic(*noun)  # 越南出口份额的提升，并未…
            pronoun = ctx.words("pronouns").starting_at(at)
            if pronoun is not None and pronoun.end <= last:
                meant = self._meant(
                    pronoun.entry.get("refers"), pronoun.entry.get("self"), at, speaker, before
                )
                words = ctx.text[at : pronoun.end]
                return meant or Ref(None, words, words)
            if self._predicate_at(at):
                return before or self.body(speaker)
            side = _SIDE.match(ctx.folded, at, last)
            if side is not None and ctx.entities.starting_at(at) is None:
                return Ref(None, ctx.text[at : side.end()], ctx.text[at : side.end()], "Group")
            until = self._predicate(at, last)
            if until is None or (_THAT.match(ctx.folded, at) and (self._acts(at, last) or at) > at + 1):
                acts = self._acts(at, last)
                until = acts if until is None or acts is None else min(until, acts)
                if until == at:
                    return before or self.body(speaker)  # 完善制度: who speaks does it
            if until is None:
                noun = noun or (at, last)
                continue
            found = self._topic(at, until)
            if found is not None:
                return found
        if noun is not None:
            named = name_in(ctx, *noun) or group_in(ctx, *noun)
            if named is not None:
                return named
        return before or subject_anywhere(ctx, start, end) or self.body(speaker)

    def _past_verbs(self, at: int, end: int) -> int:
        """Past 称 and 预计 with which somebody goes on, and past 可能: 称|法国将继续支持."""
        verb = self.ctx.words("reporting-verbs").starting_at(at)
        if verb is not None and verb.entry.get("content") not in ("clause", "opinion"):
            return at
        maybe = self.ctx.words("modality-words").starting_at(at)
        if maybe is not None and maybe.entry.get("modality") in ("possible", "forecast"):
            verb = verb or maybe
        behind = self.opening(verb.end, end) if verb is not None and verb.end < end else at
        return at if self._adverbial(behind, end) or self._predicate_at(behind) else behind

    def _topic(self, start: int, end: int) -> Ref | None:
        """The name, group or mere noun phrase between two offsets."""
        while start < end and self.ctx.folded[start] == "的":
            start += 1
        end = self._before_adverbs(start, end)
        found = name_in(self.ctx, start, end) or group_in(self.ctx, start, end)
        if found is not None:
            return found
        end = before_adverb(self.ctx, start, end)
        words = self.ctx.text[start:end].strip("“”「」 ，")
        return Ref(None, words, words, "Thing") if 2 <= len(words) <= 24 else None

    def _before_adverbs(self, start: int, end: int) -> int:
        """Where a noun phrase ends before the days and adverbs of its predicate: 最大并购案|本周稍晚|有望公布."""
        ctx = self.ctx
        while end > start:
            period = ctx.periods.ending_at(end, floor=start)
            word = period or ctx.words("speech-adverbs").ending_at(end, floor=start)
            if word is None or word.start - start < 2 or ctx.entities.covering(word.start, end) is not None:
                break
            if ctx.folded[word.start : end] in _NO_ADVERBS:
                break
            end = word.start
            if period is not None and end - start > 2 and ctx.folded[end - 1] in _WHEN:
                end -= 1
        return end

    def own_subject(self, clause: Clause) -> Ref | None:
        """The name, group or 我们 with which a clause begins, before a predicate of its own."""
        ctx = self.ctx
        at = self.opening(clause.start, clause.end)
        pronoun = ctx.words("pronouns").starting_at(at)
        if pronoun is not None:
            return Ref(None, "我们", "我们") if ctx.folded.startswith("我们", at) else None
        if self._adverbial(at, clause.end) or self._predicate_at(at):
            return None
        if ctx.words("reporting-verbs").starting_at(at) is not None:
            return None
        until = self._predicate(at, clause.end)
        if until is None:
            return None
        name = ctx.entities.starting_at(at)
        if name is not None and name.end <= until:
            return name.ref
        group = group_in(ctx, at, until)
        words = ctx.text[at:until]
        return group or (Ref(None, words, words) if 2 <= len(words) <= 24 else None)

    def stands(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether the words between two offsets are a sentence by themselves: a predicate, and no mere condition."""
        for clause in sentence.clauses:
            first, last = max(start, clause.start), min(end, clause.end)
            if clause.inner or last - first < 2:
                continue
            at = self.opening(first, last)
            if self._adverbial(at, last) or _SUBORDINATE.match(self.ctx.folded, first):
                continue
            until = min(last, at + _EMBEDDED)
            acts = self.ctx.verbs.within(at, until) or self._measured(at + 2, until)
            if acts or self._predicate_at(at) or self._predicate(at, last) is not None:
                return True
        return False

    def _measured(self, start: int, end: int) -> bool:
        """Whether a verb of change or level stands between two offsets: 库存低于预期."""
        schemes = ("change-words", "level-words")
        return any(self.ctx.words(scheme).within(start, end) for scheme in schemes)

    def begins(self, at: int) -> bool:
        """Whether a clause begins with a noun: no predicate, no preposition."""
        return not self._predicate_at(at) and self.ctx.words("topic-prepositions").starting_at(at) is None

    def follows_condition(self, sentence: Sentence, at: int) -> bool:
        """Whether the clause before an offset only says when or why the next one holds."""
        before = [c for c in sentence.clauses if not c.inner and c.end <= at]
        if not before:
            return False
        clause = before[-1]
        opening = self.opening(clause.start, clause.end)
        folded = self.ctx.folded
        return bool(
            _SUBORDINATE.match(folded, clause.start)
            or self._adverbial(opening, clause.end)
            or "如果" in folded[clause.start : clause.end]
            or (_THE_MORE.search(folded, clause.start, clause.end) and folded.find("越", at, at + 16) > 0)
        )

    def modality(self, start: int, end: int, subject: Ref | None, speaker: Ref | None) -> Modality:
        """How the words are meant: 要, 将 and 会 are a plan of the doer's, a forecast of an observer's."""
        ctx = self.ctx
        for hit in ctx.words("modality-words").within(start, min(end, start + 60)):
            value = hit.entry.get("modality")
            if not value or inside_word(ctx, hit.start, hit.end) or named_only(ctx, hit):
                continue
            told = Modality(value)
            if told is not Modality.PLANNED:
                return told
            if disposes(ctx, hit):
                continue
            later = ctx.words("modality-words").within(hit.end, min(end, hit.end + 12))
            if any(other.entry.get("modality") in ("possible", "forecast") for other in later):
                continue
            if ctx.folded[hit.start : hit.end] == "要":
                if _SHOULD.match(ctx.folded, hit.start - 1) or _SHOULD.match(ctx.folded, hit.start):
                    continue
                return Modality.PLANNED if self._does(subject, speaker) else Modality.ASSERTED
            return Modality.PLANNED if self._does(subject, speaker) else Modality.FORECAST
        if (
            _FUTURE.match(ctx.folded, start)
            and subject is not None
            and subject.type not in ("Organization", "Platform")
        ):
            return Modality.FORECAST
        return Modality.ASSERTED

    def _does(self, subject: Ref | None, speaker: Ref | None) -> bool:
        """Whether who speaks is, or speaks for, whom the words are about."""
        if speaker is None or subject is None:
            return subject is None or subject.type in ("Organization", "Platform", "Thing", "Initiative")
        if subject.key() == speaker.key() or subject.label in speaker.label or speaker.label in subject.label:
            return True
        if subject.type == "Place":
            body = self.body(speaker)
            private = body is not None and body.type == "Organization" and not _STATE.search(body.text)
            return not private if speaker.type == "Person" else bool(_STATE.search(speaker.text))
        if subject.type in ("Organization", "Platform"):
            body = self.body(speaker)
            return speaker.type == "Person" or body is None or body.key() == subject.key()
        return False

    def body(self, speaker: Ref | None) -> Ref | None:
        """Whom somebody speaks for: the body itself, a person's body."""
        if speaker is None or speaker.type != "Person":
            return speaker
        return self.body_of.get(speaker.key())

    def opening(self, start: int, end: int) -> int:
        """Past days and connectives at the beginning of a clause: 近年来, 但, 其中; kept, since a clause is asked often."""
        key = start, end
        if key not in self._openings:
            self._openings[key] = self._past_opening(start, end)
        return self._openings[key]

    def _past_opening(self, start: int, end: int) -> int:
        ctx = self.ctx
        while start < end:
            if ctx.folded[start] in ' ，,、“"「（(①②③④⑤⑥⑦⑧⑨⑩■●▲':
                start += 1
                continue
            if ctx.words("pronouns").starting_at(start) or ctx.entities.starting_at(start):
                break
            until = start + 1 if _UNTIL.match(ctx.folded, start) else start
            span = ctx.periods.starting_at(until) or ctx.durations.starting_at(until)
            word = span or ctx.words("connectives").starting_at(start)
            if word is None or word.end > end:
                break
            counts = span is None and ctx.folded[start] == "第"
            if counts and ctx.folded[word.end : word.end + 1] not in _AFTER_ORDINAL:
                break
            start = word.end
        return start

    def _adverbial(self, at: int, end: int) -> bool:
        """Whether a clause only says when, where or in which view: 从全球分工角度看, 在这种形势下, 对于工厂类."""
        word = self.ctx.words("topic-prepositions").starting_at(at)
        if _UP_TO.match(self.ctx.folded, at, end) and "从" in self.ctx.folded[max(0, at - _SPREAD) : at]:
            return True  # 从游戏，|到硬件，|再到电商，…
        if _NO_PREPOSITION.match(self.ctx.folded, at):
            return False
        return word is not None and word.end < end and self.ctx.entities.covering(at, at + 1) is None

    def _predicate_at(self, at: int) -> bool:
        hit = self.ctx.words("predicate-words").starting_at(at)
        if hit is not None and not part_of_word(self.ctx, hit):
            return True
        return any(
            self.ctx.words(scheme).starting_at(at) is not None
            for scheme in ("modality-words", "reporting-verbs")
        )

    def _predicate(self, at: int, end: int) -> int | None:
        """Where the first predicate of a clause begins."""
        ctx = self.ctx
        for hit in ctx.words("predicate-words").within(at + 1, min(end, at + _EMBEDDED)):
            if ctx.entities.covering(hit.start, hit.end) or ctx.metrics.covering(hit.start, hit.end):
                continue
            if not inside_word(ctx, hit.start, hit.end) and not part_of_word(self.ctx, hit):
                return hit.start
        return None

    def _acts(self, at: int, end: int) -> int | None:
        """Where the first verb of doing or changing in a clause begins that has no predicate word."""
        end = min(end, at + _EMBEDDED)
        modal = self.ctx.words("modality-words")
        found = [*self.ctx.verbs.within(at, end)[:1]]
        for scheme in ("change-words", "level-words"):
            found += [
                hit
                for hit in self.ctx.words(scheme).within(at, end)[:2]
                if self.ctx.folded[hit.end : hit.end + 1] not in _NOUN_ENDS
                and modal.covering(hit.start, hit.end) is None
            ]
        first = min((hit.start for hit in found), default=None)
        return None if first is None or first == at + 1 else first

    def _meant(
        self, refers: str | None, self_: str | None, at: int, speaker: Ref | None, before: Ref | None
    ) -> Ref | None:
        if self.ctx.folded.startswith(("我们", "公司", "本", "我司", "我行", "集团"), at) or self_ == "true":
            return self.body(speaker) or self.own
        if refers == "Person":
            return before or speaker
        return before or self.body(speaker)


def subject_anywhere(ctx: Context, start: int, end: int) -> Ref | None:
    """The first name that no preposition governs, else the first group noun."""
    return name_in(ctx, start, end) or group_in(ctx, start, end)
