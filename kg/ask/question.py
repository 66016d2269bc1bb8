"""Questions in words: understood as one of the named queries, or not at all.

A question goes through the same recognition as a document. A question that fits no form with all its words raises
`QuestionError` rather than being guessed at: no answer is better than one to another question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kg.ask.bind import Value, bind
from kg.ask.catalogue import named_query
from kg.ask.form import Fit, fit
from kg.ask.forms import FORMS
from kg.ask.known import Known
from kg.ask.near import near
from kg.ask.pieces import Piece, Reading, Role
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
        raise QuestionError("the question is empty")
    if len(question) > LONGEST:
        raise QuestionError(f"a question has at most {LONGEST} characters, this one has {len(question)}")
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
                f"cannot answer what sources do not say: {reading.words(piece)!r}; ask for what they say"
            )
        if piece.role is Role.ASKS and piece.value == "beyond":
            raise QuestionError(
                f"cannot answer {reading.words(piece)!r}: the graph holds what sources say, not why or whether it is so,"
                " and picks no largest or latest figure; ask who says it, or how it changed"
            )
        if piece.role is Role.UNDATED:
            raise QuestionError(f"say of which year: {reading.words(piece)!r}")


def _not_understood(
    reading: Reading, best: Fit | None, lexicon: Lexicon, known: Known | None
) -> QuestionError:
    """Why it was not, with names that come near and examples."""
    tried = "; ".join(form.examples.of(reading.language) for form in FORMS if form.name in _EXAMPLES)
    if reading.unknown:
        words, what = list(reading.left), "could not use"
    else:
        pieces = best.left if best is not None else _meaning(reading)
        words = [reading.words(piece) for piece in pieces] or [reading.text]
        # a word that means something is never called unknown: it is something else that the question lacks
        told = bool(_meaning(reading))
        what = (
            "has no use for"
            if best is not None
            else "it does not say enough beside"
            if told
            else "could not use"
        )
        if best is not None:
            what = f"read as {best.form.title.en!r} it {what}"
    shown = ", ".join(repr(word[:40]) for word in words[:_SHOWN]) + (", …" if len(words) > _SHOWN else "")
    meant = near(reading, lexicon, known)
    hint = f" Did you mean {', '.join(meant)}?" if meant else ""
    return QuestionError(f"not understood; {what} {shown}.{hint} Try: {tried}")


def _meaning(reading: Reading) -> list[Piece]:
    return [piece for piece in reading.pieces if piece.role is not Role.NOTHING]
