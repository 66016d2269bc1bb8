"""What oxigraph takes from nowhere but the text of an update: the graphs that it is asked of, and that a missing graph is an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import QueryError
from kg.store.query import TOKEN
from kg.store.worker import Dataset


class _Word(NamedTuple):
    """A keyword outside of all braces: its letters in lower case, where it begins and ends."""

    text: str
    start: int
    end: int


def prepared(update: str, dataset: Dataset) -> str:
    """The update as oxigraph has to be told it.

    The graphs of the dataset become USING and USING NAMED of each operation that has a WHERE. CLEAR and DROP of a graph that is
    not there succeed: a store that keeps no empty graphs cannot tell the two apart. Raises `QueryError` for a dataset beside USING or WITH in the
    update (SPARQL 1.1 Protocol, 2.2.3), or beside DELETE WHERE, which has no place for one.
    """
    graphs = [f"USING <{iri}>" for iri in dataset.default or ()]
    graphs += [f"USING NAMED <{iri}>" for iri in dataset.named or ()]
    inserted: list[tuple[int, str]] = []
    before = ""
    words = list(_keywords(update))
    for place, word in enumerate(words):
        after = words[place + 1].text if place + 1 < len(words) else ""
        if graphs and word.text in ("using", "with"):
            raise QueryError(f"the request names graphs, and so does the update with {word.text.upper()}")
        if graphs and word.text == "where":
            if before == "delete" and not update[words[place - 1].end : word.start].strip():
                raise QueryError(
                    "DELETE WHERE takes no graphs from the request: say DELETE { … } WHERE { … }"
                )
            inserted.append((word.start, " ".join(graphs) + " "))
        if word.text in ("clear", "drop") and after != "silent":
            inserted.append((word.end, " SILENT "))
        before = word.text
    parts, end = [], 0
    for at, text in inserted:
        parts += [update[end:at], text]
        end = at
    return "".join([*parts, update[end:]])


def _keywords(update: str) -> Iterator[_Word]:
    depth = 0
    for token in TOKEN.finditer(update):
        text = token[0]
        depth += (text == "{") - (text == "}")
        if not depth and text.isalpha():
            yield _Word(text.lower(), token.start(), token.end())
