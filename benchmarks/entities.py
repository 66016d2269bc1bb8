"""How well persons, organisations and places are found, and how fast, beside jieba's part-of-speech tags in the same run.

    python benchmarks/entities.py CLUENER            # needs the extra `bench`
    python benchmarks/entities.py CLUENER --misses 40

CLUENER is a folder with `train.json` of CLUENER 2020 (news sentences with spans of names), which does not belong to this
project. `name` is a person, `company`, `organization` and `government` are organisations, `address` is a place. A name is
right when its first and last character are. jieba's tags are `nr`, `nt` and `ns`. Each of its words counts as it is cut.

The annotation is that of its authors: a country's name before another noun (中国企业) is mostly no address there, the
name of a country that plays football is an organisation, titles of books count into no class here.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from kg.extract.annotations import EntitySpan
from kg.extract.zh.entities import find_entities
from kg.folding import fold
from kg.lexicon import Lexicon

OF_SUITE = {
    "name": "person",
    "company": "organisation",
    "organization": "organisation",
    "government": "organisation",
    "address": "place",
}
OF_OURS = {"Person": "person", "Organization": "organisation", "Publisher": "organisation", "Place": "place"}
OF_JIEBA = {"nr": "person", "nrt": "person", "nrfg": "person", "nt": "organisation", "ns": "place"}
KINDS = ("person", "organisation", "place")


class Name(NamedTuple):
    kind: str
    start: int
    end: int


class Sentence(NamedTuple):
    text: str
    names: frozenset[Name]


Reader = Callable[[str], Iterable[Name]]


def sentences(path: Path) -> list[Sentence]:
    """The sentences of a file with the names that its authors saw."""
    found: list[Sentence] = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        names = {
            Name(OF_SUITE[label], start, last + 1)
            for label, spans in row["label"].items()
            if label in OF_SUITE
            for places in spans.values()
            for start, last in places
        }
        found.append(Sentence(row["text"], frozenset(names)))
    return found


def ours() -> Reader:
    lexicon = Lexicon.load()

    def read(text: str) -> Iterable[Name]:
        for span in spans(text, lexicon):
            kind = OF_OURS.get(span.ref.type or "")
            if kind is not None:
                yield Name(kind, span.start, span.end)

    return read


def spans(text: str, lexicon: Lexicon) -> list[EntitySpan]:
    folded = fold(text)
    return find_entities(text, folded, lexicon.find(folded, text), lexicon)


def jieba() -> Reader:
    posseg = importlib.import_module("jieba.posseg")
    list(posseg.cut("热身"))

    def read(text: str) -> Iterable[Name]:
        at = 0
        for word, flag in posseg.cut(text):
            kind = OF_JIEBA.get(flag)
            if kind is not None:
                yield Name(kind, at, at + len(word))
            at += len(word)

    return read


def report(name: str, read: Reader, texts: list[Sentence]) -> list[tuple[Sentence, set[Name]]]:
    """Prints precision, recall, F1 of each kind and the speed; gives back what was read."""
    begin = time.process_time()
    read_all = [set(read(sentence.text)) for sentence in texts]
    spent = time.process_time() - begin
    for kind in KINDS:
        right = found = wanted = 0
        for sentence, got in zip(texts, read_all, strict=True):
            mine = {n for n in got if n.kind == kind}
            theirs = {n for n in sentence.names if n.kind == kind}
            right += len(mine & theirs)
            found += len(mine)
            wanted += len(theirs)
        precision, recall = right / max(found, 1), right / max(wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{name:<14}{kind:<14} precision {precision:6.1%}   recall {recall:6.1%}   F1 {f1:6.1%}")
    print(f"{name:<14}{sum(len(s.text) for s in texts) / spent:,.0f} characters/s\n")
    return list(zip(texts, read_all, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suite", nargs="?", type=Path, help="folder with CLUENER's train.json")
    parser.add_argument("--misses", type=int, default=0, help="print as many sentences with a difference")
    arguments = parser.parse_args()
    path = None if arguments.suite is None else arguments.suite / "train.json"
    if path is None or not path.is_file():
        print(f"nothing to measure: {path or 'the folder with train.json'} is missing")
        return
    texts = sentences(path)
    results = report("claim-kg", ours(), texts)
    try:
        report("jieba.posseg", jieba(), texts)
    except ImportError:
        print("jieba.posseg   not installed: pip install claim-kg[bench]")
    wrong = [(s, got) for s, got in results if got != s.names]
    for sentence, got in random.Random(0).sample(wrong, min(arguments.misses, len(wrong))):
        print(sentence.text)
        for mark, names in (("missed", sentence.names - got), ("wrong", got - sentence.names)):
            words = [f"{n.kind} {sentence.text[n.start : n.end]}" for n in sorted(names)]
            print(f"   {mark:<7}", "; ".join(words))


if __name__ == "__main__":
    main()
