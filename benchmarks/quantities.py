"""Characters a second of finding quantities, beside what else finds numbers in Chinese text, on the same text.

    python benchmarks/quantities.py            # needs the extra `bench`
    python benchmarks/quantities.py --chars 2000000

Recognizers-Text runs its Chinese number, percentage, number range, currency and dimension models; jieba.posseg tags
words, which is where most Chinese pipelines start from. Both get a smaller share of the text since they are slow.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from pathlib import Path

from kg.extract.zh.quantities import find_quantities
from kg.folding import fold
from kg.lexicon import Lexicon, vocabulary_files

SEEDS = Path(__file__).parent.parent / "seeds"


def seed_text(characters: int) -> str:
    """The seeds without their tags, repeated."""
    text = "\n".join(re.sub(r"<[^>]+>", "", path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt")))
    return (text * (characters // len(text) + 1))[:characters]


def measure(name: str, text: str, run: Callable[[str], int]) -> None:
    run(text[:2000])
    begin = time.process_time()
    found = run(text)
    seconds = time.process_time() - begin
    print(f"{name:<44}{len(text) / seconds:>14,.0f} characters/s{found:>10,} found")


def ours(lexicon: Lexicon) -> Callable[[str], int]:
    def run(text: str) -> int:
        folded = fold(text)
        return len(find_quantities(text, folded, lexicon.find(folded, text), lexicon))

    return run


def ours_alone(lexicon: Lexicon, text: str) -> None:
    folded = fold(text)
    hits = lexicon.find(folded, text)
    begin = time.process_time()
    found = find_quantities(text, folded, hits, lexicon)
    seconds = time.process_time() - begin
    print(f"{'find_quantities':<44}{len(text) / seconds:>14,.0f} characters/s{len(found):>10,} found")


def recognizers() -> Callable[[str], int]:
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    numbers, units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    models = (numbers.get_number_model(), numbers.get_percentage_model(), units.get_currency_model())

    def run(text: str) -> int:
        # by paragraph, which is kinder to it than the whole text at once
        return sum(len(model.parse(part)) for part in text.split("\n") if part.strip() for model in models)

    return run


def jieba_tags() -> Callable[[str], int]:
    import logging

    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    return lambda text: sum(1 for word in posseg.cut(text) if word.flag == "m")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chars", type=int, default=1_000_000)
    text = seed_text(parser.parse_args().chars)
    begin = time.process_time()
    lexicon = Lexicon.read(vocabulary_files())
    print(f"{'loading the vocabulary':<44}{(time.process_time() - begin) * 1000:>14,.0f} ms")
    measure("fold + find words + find_quantities", text, ours(lexicon))
    ours_alone(lexicon, text)
    for name, build, share in (
        ("jieba.posseg", jieba_tags, 5),
        ("Recognizers-Text number, percent, currency", recognizers, 20),
    ):
        try:
            run = build()
        except ImportError as missing:
            print(f"{name:<44} not installed: {missing}")
            continue
        measure(name, text[: len(text) // share], run)


if __name__ == "__main__":
    main()
