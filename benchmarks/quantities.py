"""How many numbers and quantities are read right, and how fast, beside Recognizers-Text in the same run.

    python benchmarks/quantities.py SUITES            # needs the extra `bench`
    python benchmarks/quantities.py SUITES --misses
    python benchmarks/quantities.py --chars 2000000   # speed alone

SUITES is a folder with `Number.json`, `Percent.json`, `NumberRange.json`, `Currency.json` and `Dimension.json`: Chinese
cases of Microsoft's Recognizers-Text (its `Specs/Number/Chinese`, `Specs/NumberWithUnit/Chinese`), which do not belong
to this project. A case is right when each of its results is found at its place with its value (and currency or unit),
and nothing else of that kind is. What counts for us is every number of the text (`find_quantities(…)`),
before the context says which of them measure something.

Both libraries are scored by the suite as it is written. Cases that we read otherwise on purpose stand in
`quantities_conventions.toml` with the reason; they are printed, and a second rate leaves them out for both.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import tomllib
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from kg.extract.annotations import Form, QuantitySpan
from kg.extract.zh import numbers
from kg.extract.zh.quantities import find_quantities
from kg.folding import fold
from kg.lexicon import Lexicon, vocabulary_files
from kg.model import Bound

SEEDS = Path(__file__).parent.parent / "seeds"
CONVENTIONS = Path(__file__).with_name("quantities_conventions.toml")
MODELS = ("Number", "Percent", "NumberRange", "Currency", "Dimension")
PEER_SHARE = 20
"""The peer reads a twentieth of the text, since it is slow."""

UNITS = {
    "Mu": ("{mu}", "1"),
    "Kilogram": ("kg", "1"),
    "Ton": ("t", "1"),
    "Centimeter": ("cm", "1"),
    "Meter": ("m", "1"),
    "Jin": ("kg", "0.5"),
    "Liang": ("kg", "0.05"),
    "Kilometer": ("km", "1"),
    "Gram": ("g", "1"),
    "Megabyte": ("MBy", "1"),
    "Kilobyte": ("kBy", "1"),
    "Megahertz": ("MHz", "1"),
    "Hertz": ("Hz", "1"),
    "Kilocalorie": ("kcal", "1"),
    "Bit": ("bit", "1"),
}
"""The suite's units: the code that we print, and how many of it one is."""
SIGNS = {"Dollar": "USD"}
"""Units of money that the suite leaves open, and the one that a Chinese text means."""


class Read(NamedTuple):
    """One number of a text; `value` is one number or the two ends of an interval (None: open), `unit` what it is of."""

    start: int
    end: int
    value: tuple[Decimal | None, ...]
    unit: str = ""


Reader = Callable[[str, str], list[Read]]
"""From a model and a text to what that model is to find in it."""


class Convention(NamedTuple):
    """Cases with these words are read otherwise on purpose, for this reason."""

    words: re.Pattern[str]
    reason: str


class Case(NamedTuple):
    name: str
    text: str
    expected: tuple[Read, ...]


def cases(path: Path) -> Iterable[Case]:
    """The cases of one file."""
    for index, row in enumerate(json.loads(path.read_text("utf-8-sig"))):
        expected = tuple(found for r in row["Results"] if (found := _result(path.stem, r)) is not None)
        yield Case(str(index), row["Input"], expected)


def _result(model: str, row: dict[str, Any]) -> Read | None:
    resolution = row["Resolution"]
    value = resolution.get("value")
    at = (row["Start"], row["End"] + 1)
    if value is None:
        return None  # a currency without a number
    if model == "NumberRange":
        ends = tuple(Decimal(end) if end else None for end in value.strip("[]()").split(","))
        return Read(*at, ends)
    if model == "Percent":
        return Read(*at, (Decimal(value.rstrip("%")) / 100,))
    number, unit = Decimal(value), ""
    if model == "Currency":
        unit = resolution.get("isoCurrency") or SIGNS.get(resolution["unit"], "")
    elif model == "Dimension":
        unit, factor = UNITS.get(resolution["unit"], (resolution["unit"], "1"))
        number *= Decimal(factor)
    return Read(*at, (number,), unit)


def right(found: list[Read], expected: Iterable[Read]) -> bool:
    """Whether each number is found where it stands, and nothing beside them."""
    waiting = list(found)
    for one in expected:
        over = [f for f in waiting if f.start < one.end and one.start < f.end]
        if len(over) != 1 or over[0].unit != one.unit or not _equal(over[0].value, one.value):
            return False
        waiting.remove(over[0])
    return not waiting


def _equal(ours: tuple[Decimal | None, ...], theirs: tuple[Decimal | None, ...]) -> bool:
    def same(a: Decimal | None, b: Decimal | None) -> bool:
        if a is None or b is None:
            return a is b
        return abs(a - b) <= abs(b) * Decimal("1e-9")  # the suite prints fifteen digits

    return len(ours) == len(theirs) and all(map(same, ours, theirs))


def ours(lexicon: Lexicon) -> Reader:
    def read(model: str, text: str) -> list[Read]:
        folded = fold(text)
        spans = find_quantities(text, folded, lexicon.find(folded, text), lexicon, every=model == "Number")
        return [found for span in spans for found in _of_model(model, span, folded)]

    return read


def _of_model(model: str, span: QuantitySpan, folded: str) -> list[Read]:
    """What a quantity is for a model: its number alone, its interval, or its value in the unit."""
    at = (span.start, span.end)
    if model == "NumberRange":
        if span.bound is Bound.EXACT:
            exact = folded.startswith("等于", span.start)
            return [Read(*at, (span.value, span.value))] if exact else []
        return [] if span.lower is None and span.upper is None else [Read(*at, (span.lower, span.upper))]
    if model == "Percent":
        if span.form not in (Form.PERCENT, Form.POINTS):
            return []
        value = span.value / 100 if span.form is Form.POINTS else span.value
        return [Read(*at, (value,))]
    if model == "Currency":
        return [Read(*at, (span.value,), span.unit)] if span.form is Form.MONEY else []
    if model == "Dimension":
        return [Read(*at, (span.value,), span.unit)] if span.form is Form.MEASURE else []
    if span.form is Form.COUNT:
        return [Read(*at, (span.value,))]  # 十打 is 120
    number = numbers.read(folded[slice(*span.core)])
    value = span.value if number is None else number.value.copy_sign(span.value)
    return [Read(*span.core, (value,))]


def recognizers() -> Reader:
    """The peer, model by model; its Python port has no number ranges in Chinese."""
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    of_numbers, of_units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    models = {
        "Number": of_numbers.get_number_model(),
        "Percent": of_numbers.get_percentage_model(),
        "Currency": of_units.get_currency_model(),
        "Dimension": of_units.get_dimension_model(),
    }

    def read(model: str, text: str) -> list[Read]:
        if model not in models:
            return []
        found = []
        for result in models[model].parse(text):
            row = {"Start": result.start, "End": result.end, "Resolution": result.resolution or {}}
            one = _result(model, row)
            if one is not None:
                found.append(one)
        return found

    return read


def seed_text(characters: int) -> str:
    """The seeds without their tags, repeated."""
    text = "\n".join(re.sub(r"<[^>]+>", "", path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt")))
    return (text * (characters // len(text) + 1))[:characters]


def speed(read: Reader, model: str, text: str) -> float:
    """Characters a second, by paragraph."""
    parts = [part for part in text.split("\n") if part.strip()]
    read(model, parts[0])
    begin = time.process_time()
    for part in parts:
        read(model, part)
    return sum(map(len, parts)) / (time.process_time() - begin)


def report(
    path: Path, own: Reader, peer: Reader | None, conventions: list[Convention], *, misses: bool
) -> None:
    """The rates of one file, and which cases are read otherwise on purpose."""
    rows: dict[str, list[tuple[bool, bool]]] = {}
    aside = {
        case.name: convention.reason
        for case in cases(path)
        for convention in conventions
        if convention.words.search(case.text)
    }
    for name, reader in (("ours", own), ("Recognizers-Text", peer)):
        if reader is None:
            continue
        for case in cases(path):
            found = reader(path.stem, case.text)
            good = right(found, case.expected)
            rows.setdefault(name, []).append((good, case.name in aside))
            if misses and not good and reader is own and case.name not in aside:
                wanted = [(case.text[e.start : e.end], *map(str, e.value), e.unit) for e in case.expected]
                print("  ", path.stem, case.name, case.text, wanted)
                print("       ", [(case.text[f.start : f.end], *map(str, f.value), f.unit) for f in found])
    for name, results in rows.items():
        comparable = [good for good, aside in results if not aside]
        print(
            f"{path.stem:<12}{name:<18}{len(results):>4} cases  as written {_rate([g for g, _ in results])}"
            f"  without the {len(results) - len(comparable)} below {_rate(comparable)}"
        )
    reasons: dict[str, list[str]] = {}
    for case_name, reason in aside.items():
        reasons.setdefault(reason, []).append(case_name)
    for reason, names in reasons.items():
        print(f"    {', '.join(names)}: {reason}")


def _rate(results: list[bool]) -> str:
    return f"{sum(results) / len(results):6.1%}"


def jieba_tags() -> Reader:
    import logging

    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    return lambda _, text: [Read(0, 0, ()) for word in posseg.cut(text) if word.flag == "m"]


def conventions() -> dict[str, list[Convention]]:
    """For each file, what we read otherwise on purpose."""
    table = tomllib.loads(CONVENTIONS.read_text("utf-8"))
    reasons: dict[str, str] = table.pop("reasons")
    return {
        model: [Convention(re.compile(words), reasons[name]) for name, words in by_reason.items()]
        for model, by_reason in table.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suites", nargs="?", type=Path, help="folder with Number.json and its like")
    parser.add_argument("--misses", action="store_true", help="print our cases that are wrong")
    parser.add_argument("--chars", type=int, default=1_000_000, help="length of the text for speed")
    arguments = parser.parse_args()
    begin = time.process_time()
    lexicon = Lexicon.read(vocabulary_files())
    print(f"loading the vocabulary: {(time.process_time() - begin) * 1000:,.0f} ms")
    own, peer = ours(lexicon), None
    try:
        peer = recognizers()
    except ImportError as missing:
        print(f"Recognizers-Text is not installed: {missing}")
    if arguments.suites is None:
        print("no accuracy: name the folder of the suites (see the head of this file)")
    else:
        otherwise = conventions()
        for model in MODELS:
            path = arguments.suites / f"{model}.json"
            if path.is_file():
                report(path, own, peer, otherwise.get(model, []), misses=arguments.misses)
            else:
                print(f"no accuracy: {path} is missing")
    text = seed_text(arguments.chars)
    fast = {model: speed(own, model, text) for model in ("Number", "Percent")}
    print(f"{'ours, every number':<40}{fast['Number']:>14,.0f} characters/s")
    print(f"{'ours, the other four models in one pass':<40}{fast['Percent']:>14,.0f} characters/s")
    if peer is not None:
        for model in MODELS:
            if model == "NumberRange":
                print(f"{'Recognizers-Text NumberRange':<40}{'':>14} has no Chinese model")
                continue
            theirs = speed(peer, model, text[: len(text) // PEER_SHARE])
            times = fast.get(model, fast["Percent"]) / theirs
            print(
                f"{'Recognizers-Text ' + model:<40}{theirs:>14,.0f} characters/s, we are {times:.1f} times as fast"
            )
    try:
        tags = speed(jieba_tags(), "Number", text[: len(text) // 5])
        print(f"{'jieba.posseg':<40}{tags:>14,.0f} characters/s")
    except ImportError as missing:
        print(f"jieba is not installed: {missing}")


if __name__ == "__main__":
    main()
