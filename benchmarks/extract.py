"""Characters per second of each extraction component and of the whole, beside what a user would take instead.

    python benchmarks/extract.py [--files PATH...] [--seconds 3]

The peers, on the same text in the same run: `jieba.posseg` (words and names) and Recognizers-Text's Chinese number and
date-time models. Both come with `pip install claim-kg[bench]`; a peer that is not installed is left out and said so.
One core, one process; each line is the best of as many rounds as fit into the time.
"""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Callable
from pathlib import Path

from kg.extract import load
from kg.extract.extractor import Extractor
from kg.model import Document
from kg.read import discover, read_path

SEEDS = Path(__file__).parent.parent / "seeds"


def best(job: Callable[[], None], seconds: float) -> float:
    """The shortest time of the job in as many rounds as fit into the seconds, at least one after a warm-up."""
    shortest, until = float("inf"), time.perf_counter() + seconds
    while True:
        start = time.perf_counter()
        job()
        shortest = min(shortest, time.perf_counter() - start)
        if time.perf_counter() > until:
            return shortest


def components(extractor: Extractor, documents: list[Document], seconds: float) -> dict[str, float]:
    """The shortest time of each component over all documents."""
    times: dict[str, float] = {}
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        spent: dict[str, float] = {"fold, make the Doc": 0.0}
        with extractor.nlp.memory_zone():
            for document in documents:
                start = time.perf_counter()
                doc = extractor.blank_doc(document)
                spent["fold, make the Doc"] += time.perf_counter() - start
                for name, component in extractor.nlp.pipeline:
                    start = time.perf_counter()
                    doc = component(doc)
                    spent[name] = spent.get(name, 0.0) + time.perf_counter() - start
        times = {name: min(value, times.get(name, float("inf"))) for name, value in spent.items()}
    return times


def peers(text: str, seconds: float) -> dict[str, float | None]:
    """The shortest time of each peer on the text, None where it is not installed."""
    found: dict[str, float | None] = {}
    try:
        posseg = importlib.import_module("jieba.posseg")
        list(posseg.cut(text[:1000]))
        found["jieba.posseg"] = best(lambda: [None for _ in posseg.cut(text)] and None, seconds)
    except ImportError:
        found["jieba.posseg"] = None
    try:
        numbers = importlib.import_module("recognizers_number")
        dates = importlib.import_module("recognizers_date_time")
        lines = [line for line in text.split("\n") if line.strip()]
        number = numbers.NumberRecognizer("zh-cn").get_number_model()
        found["Recognizers-Text numbers"] = best(
            lambda: [number.parse(line) for line in lines] and None, seconds
        )
        date = dates.DateTimeRecognizer("zh-cn").get_datetime_model()
        found["Recognizers-Text dates"] = best(lambda: [date.parse(line) for line in lines] and None, seconds)
    except ImportError:
        found["Recognizers-Text"] = None
    return found


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--files", nargs="+", type=Path, default=[SEEDS])
    cli.add_argument("--seconds", type=float, default=3.0, help="for each line of the table")
    arguments = cli.parse_args()
    documents = [
        document
        for path in discover(arguments.files)
        if isinstance(path, Path)
        for document in read_path(path)
    ]
    text = "\n".join(document.text for document in documents)
    extractor = load()
    mentions = sum(len(extractor(document)) for document in documents)
    print(f"{len(documents)} documents, {len(text):,} characters, {mentions} mentions\n")

    def everything() -> None:
        for document in documents:
            extractor(document)

    whole = best(everything, arguments.seconds)
    for name, seconds in components(extractor, documents, arguments.seconds).items():
        print(f"{name:28}{len(text) / seconds:14,.0f} characters/s")
    print(f"{'the whole':28}{len(text) / whole:14,.0f} characters/s\n")
    for name, seconds in peers(text, arguments.seconds).items():
        if seconds is None:
            print(f"{name:28}  not installed: pip install claim-kg[bench]")
        else:
            speed = len(text) / seconds
            print(f"{name:28}{speed:14,.0f} characters/s   the whole is {seconds / whole:.1f} times as fast")


if __name__ == "__main__":
    main()
