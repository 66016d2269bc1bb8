"""The guide to questions in words, `docs/asking.md`, from the forms and their words: `python -m kg.ask.guide > docs/asking.md`."""

from __future__ import annotations

import sys

from kg.ask.catalogue import named_query
from kg.ask.form import Form, Slot
from kg.ask.forms import FORMS
from kg.ask.pieces import Role
from kg.lexicon import Lexicon

_HEAD = """# Asking in words

`kg ask` takes questions in English and Chinese, simplified or traditional. What stands in a question is recognised as in a
document: figures with the interval that their digits imply, metrics, people, bodies and places, publishers, periods. Words
that ask decide which of the forms below it is, and the form which [named query](queries.md) answers it.

```sh
kg ask "which sources repeat the 46% GMV figure"
kg ask 张阔关于越南说了什么
kg ask "compare exports of China and Vietnam" --language en
```

The first line of a reply tells how the question was read: `who repeats a figure: 46% = the figure 46% (45.5% to 46.5%) · GMV =
metric GMV`. `--show-sparql` prints the query that it became. The same in Python is `kg.ask.ask(store, question)`.

## What is refused

No answer is better than one to another question:

- A word that is nowhere known and no name, in the vocabulary or in the store, is never left out in silence: the question is
  refused, with names that come near it (`GVM` leads to `GMV`).
- So is a name, figure or period that the form has no use for: *compare exports of China* lacks a second country.
- *not*, *without*, 没有: the graph holds what sources say. *Why*, *highest*, *latest*, 是什么意思: it holds no reasons and picks none.
- A month without a year: whoever asks about May may mean that of the sources. *Last year*, 去年, count from today.

A few words change nothing and are told as ignored (*exactly*, 到底). What was retracted or superseded does not count, except where a
source is asked for by its name.

Periods may be open: *since 2020*, 2020年以来, *before 2022*, *from 2019 to 2021*, 2019年至2021年. A source is named by its file
name or title, best in quotes or 《》. A preposition narrows a metric: *exports of China to ASEAN*, 中国对东盟的出口.

## The forms

They are tried in this order; the first that leaves no word over is the answer. To teach the program another wording, add a
`kg:word` in `ontology/words/questions.ttl`; another form is a record in `kg/ask/forms.py`.

"""

_ROLES = {
    Role.FIGURE: "a figure",
    Role.METRIC: "a metric",
    Role.ENTITY: "a person, body, place or thing",
    Role.PUBLISHER: "a publisher",
    Role.SOURCE: "a source",
    Role.PERIOD: "a period",
    Role.CHANGE: "a rise or fall",
    Role.CITED: "words such as 财报",
}
_WORDS = 8
"""Words of each kind that the guide shows."""


def guide(lexicon: Lexicon) -> str:
    """The whole page."""
    words = _by_asks(lexicon)
    return _HEAD + "\n".join(_section(form, words) for form in FORMS)


def _section(form: Form, words: dict[str, list[str]]) -> str:
    asked = [_some(words, group) for group in form.asks]
    taken = ", ".join(dict.fromkeys(_taken(form, slot) for slot in form.slots))
    lines = [
        f"### {form.title.en[0].upper()}{form.title.en[1:]} · {form.title.zh}",
        "",
        f"- {form.examples.en}",
        f"- {form.examples.zh}",
        "",
    ]
    if asked:
        lines.append(f"Asked for by {'; and by '.join(asked)}.")
    if taken:
        lines.append(f"Takes {taken}.")
    lines.append(f"Answered by [{named_query(form.query).title}](queries.md#{form.query}).")
    return "\n".join(lines) + "\n"


def _taken(form: Form, slot: Slot) -> str:
    needed = any(group == (slot.parameter,) for group in form.needs)
    what = _ROLES[slot.role]
    named = slot.parameter if slot.role is Role.ENTITY or slot.parameter in ("later", "earlier") else ""
    return f"{what}{f' (`{named}`)' if named else ''}{' (needed)' if needed else ''}"


def _some(words: dict[str, list[str]], group: frozenset[str]) -> str:
    shown = [word for name in words if name in group for word in words[name]]
    return ", ".join(f"*{word}*" for word in shown) or "any words"


def _by_asks(lexicon: Lexicon) -> dict[str, list[str]]:
    """By what they ask for, a few words in each language, in the order of the vocabulary."""
    found: dict[str, list[str]] = {}
    for entry in sorted(lexicon.of_scheme("question-words"), key=lambda entry: entry.iri):
        words = entry.properties.get("word", ())
        english = [word for word in words if word.isascii()][: _WORDS // 2]
        chinese = [word for word in words if not word.isascii()][: _WORDS // 2]
        found[entry.get("asks") or "nothing"] = english + chinese
    return found


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(guide(Lexicon.load()))
