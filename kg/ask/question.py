"""Questions in words: understood as one of the named queries, or not at all.

A question goes through the same recognition as a document. A question that fits no form with all its words raises
`QuestionError` rather than being guessed at: no answer is better than one to another question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kg.ask.bind import Value, bind
from kg.ask.catalogue import named_query
from kg.ask.form import Fit, fit
from kg.ask.forms import FORMS
from kg.ask.known import Known
from kg.ask.near import near
from kg.ask.pieces import Piece, Reading, Role, Words
from kg.ask.reading import read
from kg.errors import QuestionError
from kg.lexicon import Lexicon
from kg.model import ids

LONGEST = 500
"""Characters that a question may have."""
_SHOWN = 10
_EXAMPLES = frozenset({"repeats", "said about", "change"})
"""The forms that people ask most, which a refusal shows."""


@dataclass(frozen=True)
class Question:
    """A question understood: `form` is the named query, `understood` which words meant what, `ignored` which changed nothing."""

    text: str
    form: str
    parameters: Mapping[str, Value | tuple[Value, ...]]
    understood: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    sparql: str
    asked_in: str = "en"
    """The language of its words: `zh` or `en`."""
    title: str = ""
    """What is answered, in that language."""
    name: str = ""
    """The form of question, as `kg.ask.forms` names it."""
    meant: tuple[tuple[str, Words], ...] = ()
    """`understood` in both languages."""
    names: tuple[tuple[str, str], ...] = ()
    """What of `understood` is a name, figure or period, and no word that asks."""

    @property
    def reading(self) -> str:
        """How it was understood, in one line: `who repeats a figure: 46% = the figure 46% (45.5% to 46.5%) · GMV = metric GMV`."""
        colon, equals = ("：", "＝") if self.asked_in == "zh" else (": ", " = ")
        parts = " · ".join(
            words if words == meaning else f"{words}{equals}{meaning}" for words, meaning in self.names
        )
        return f"{self.title}{colon}{parts}" if parts else self.title


def understand(
    question: str,
    *,
    lexicon: Lexicon,
    today: date | None = None,
    base: str = ids.DEFAULT_BASE,
    language: str = "zh",
    known: Known | None = None,
) -> Question:
    """The named query that a question in Chinese or English asks for.

    `today` anchors words such as 去年; `base` is the base of the store's data; `known` has the names that only the store knows.
    Names in the answer are in `language` where there are such: outlets and people are looked up best by the names that
    the sources use, so that is Chinese even for a question in English.
    Raises `QuestionError` with the words that could not be used, names that come near them and three examples; for a
    question with "not", because the graph holds what sources say; and for one that no graph of claims can answer.
    """
    question = question.strip()
    if not question:
        raise QuestionError("the question is empty", zh="问题是空的")
    if len(question) > LONGEST:
        raise QuestionError(
            f"a question has at most {LONGEST} characters, this one has {len(question)}",
            zh=f"问题最多{LONGEST}个字，此问有{len(question)}个字",
        )
    reading = read(question, lexicon=lexicon, today=today, base=base, known=known)
    _refuse(reading)
    fits = [found for form in FORMS if (found := fit(form, reading)) is not None]
    best = min(fits, key=lambda found: len(found.left), default=None)
    if best is None or best.left or reading.unknown:
        raise _not_understood(reading, best, lexicon, known)
    parameters: dict[str, Value | tuple[Value, ...]] = {**best.parameters, "language": language}
    told = [(piece, (reading.words(piece), piece.meaning.of(reading.language))) for piece in best.used]
    return Question(
        text=question,
        form=best.form.query,
        parameters=MappingProxyType(parameters),
        understood=tuple(words for _, words in told),
        meant=tuple((reading.words(piece), piece.meaning) for piece in best.used),
        names=tuple(words for piece, words in told if piece.role is not Role.ASKS),
        ignored=tuple(reading.words(p) for p in reading.pieces if p.value == "aside"),
        sparql=bind(named_query(best.form.query), **parameters),
        asked_in=reading.language,
        title=best.form.title.of(reading.language),
        name=best.form.name,
    )


def examples(*, language: str) -> list[str]:
    """Example questions in this language, one of each form; those that people ask most come first."""
    return [form.examples.of(language) for form in sorted(FORMS, key=lambda form: form.name not in _EXAMPLES)]


def _refuse(reading: Reading) -> None:
    """Raise `QuestionError` for what no graph of claims can answer."""
    for piece in reading.pieces:
        if piece.role is Role.ASKS and piece.value == "not":
            raise QuestionError(
                f"cannot answer what sources do not say: {reading.words(piece)!r}; ask for what they say",
                zh=f"答不出来源没有说什么（“{reading.words(piece)}”）；请问它们说了什么",
            )
        if piece.role is Role.ASKS and piece.value == "beyond":
            raise QuestionError(
                f"cannot answer {reading.words(piece)!r}: the graph holds what sources say, not why or whether it is so,"
                " and picks no largest or latest figure; ask who says it, or how it changed",
                zh=f"答不出“{reading.words(piece)}”：图谱只有来源所说的话，不知原因和真假，也不挑最大、最新的数字；"
                "请问是谁说的，或如何变化",
            )
        if piece.role is Role.UNDATED:
            words = reading.words(piece)
            raise QuestionError(f"say of which year: {words!r}", zh=f"请写明是哪一年：“{words}”")


def _not_understood(
    reading: Reading, best: Fit | None, lexicon: Lexicon, known: Known | None
) -> QuestionError:
    """Why it was not, with names that come near and examples."""
    tried = "; ".join(form.examples.of(reading.language) for form in FORMS if form.name in _EXAMPLES)
    if reading.unknown:
        words, what = list(reading.left), _UNKNOWN
    else:
        pieces = best.left if best is not None else _meaning(reading)
        words = [reading.words(piece) for piece in pieces] or [reading.text]
        # a word that means something is never called unknown: it is something else that the question lacks
        what = _TOO_LITTLE if _meaning(reading) else _UNKNOWN
        if best is not None:
            title = best.form.title
            what = Words(f"read as {title.en!r} it has no use for", f"读作“{title.zh}”，用不上")
    meant = near(reading, lexicon, known)
    english, chinese = (_told(words, quoted) for quoted in (repr, "“{}”".format))
    hint, hint_zh = (
        (f" Did you mean {', '.join(meant)}?", f"是否指{'、'.join(meant)}？") if meant else ("", "")
    )
    return QuestionError(
        f"not understood; {what.en} {english}.{hint} Try: {tried}",
        zh=f"没有读懂：{what.zh}{chinese}。{hint_zh}",
    )


_UNKNOWN = Words("could not use", "不认识")
_TOO_LITTLE = Words("it does not say enough beside", "除以下词外还缺内容：")


def _told(words: Sequence[str], quoted: Callable[[str], str]) -> str:
    """The first of these words."""
    comma = "、" if quoted("") == "“”" else ", "
    return comma.join(quoted(word[:40]) for word in words[:_SHOWN]) + (
        f"{comma}…" if len(words) > _SHOWN else ""
    )


def _meaning(reading: Reading) -> list[Piece]:
    return [piece for piece in reading.pieces if piece.role is not Role.NOTHING]
