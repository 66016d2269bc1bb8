"""Whether reading and extraction take linear time, on text that nobody writes.

    python benchmarks/linear.py [--size 192000] [--bound 2.5] [--large 10] [FAMILY...]

Each family is one thing over and over on one line, in 3,000 characters, four times as many, and so on, as long as it takes no
more than a second or two. A line shows the microseconds for a character in the shortest and the longest run, and their ratio: 1 where time
is linear, as many times as the text has grown where it is quadratic. The families named at the end are read in one line of
10 MB as well. Over the bound the exit status is 1. Processor time of one core; what is over the bound is measured again.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from typing import NamedTuple

from kg.errors import KgError
from kg.extract import load
from kg.extract.extractor import Extractor
from kg.read import read_bytes

TEXT, HTML, MARKDOWN, JSON = "text/plain", "text/html", "text/markdown", "application/json"


class Family(NamedTuple):
    """`before`, then `unit` over and over, then `after`."""

    unit: str
    kind: str = TEXT
    before: str = ""
    after: str = ""

    def text(self, size: int) -> str:
        return self.before + (self.unit * (size // len(self.unit) + 1))[:size] + self.after


FAMILIES = {
    "digits": Family("1"),
    "digits and commas": Family("123,"),
    "digits and points": Family("1."),
    "Chinese digits": Family("三"),
    "Chinese number words": Family("三十万多亿"),
    "large units": Family("万亿"),
    "percents": Family("46%、"),
    "ranges": Family("3~4%"),
    "fractions": Family("三分之"),
    "amounts": Family("4亿元"),
    "signs": Family("±"),
    "clauses with figures": Family("出口4亿元，"),
    "a sentence without an end": Family("出口额同比增长46%，"),
    "text without punctuation": Family("平台出口增长了"),
    "short sentences": Family("2021年青山集团收入达12亿元，同比增长8%。"),
    "respectively": Family("分别为8%、9%，"),
    "comparisons": Family("比去年高3.2%"),
    "years": Family("2021年"),
    "days": Family("5月6日"),
    "spans": Family("2021年至"),
    "recent years": Family("近5年"),
    "fiscal quarters": Family("2022财年第四季度"),
    "speakers": Family("林晓表示，"),
    "he said": Family("他表示，"),
    "citations": Family("据海关数据，"),
    "plans": Family("青山集团计划"),
    "open quotation marks": Family("“"),
    "nested quotations": Family("林晓说：“"),
    "interrupted quotations": Family("“增长”林晓说，"),
    "open brackets": Family("（"),
    "figures in brackets": Family("（增长46%）"),
    "open titles": Family("《"),
    "lists of names": Family("印度、"),
    "names": Family("青山集团"),
    "short names": Family("青山集团（以下简称青山）"),
    "titles and names": Family("总经理林晓"),
    "particles": Family("的"),
    "full stops": Family("。"),
    "commas": Family("，"),
    "spaces": Family(" ", before="增长", after="增长"),
    "wide spaces": Family("\u3000", before="增长", after="增长"),
    "right-to-left marks": Family("增\u202e\u200f"),
    "emoji": Family("🙂1"),
    "combining marks": Family("\u0301", before="e"),
    "NULs": Family("1\x00"),
    "one long word": Family("a"),
    "addresses": Family("http://a.b/c "),
    "English sentences": Family("Exports rose 46% to $4 billion in 2021. ", before="The year. "),
    "English clauses": Family("exports rose 46%, ", before="The year. "),
    "English points": Family(".", before="Exports rose in the year. "),
    "English names": Family("Green Hill Inc. ", before="The year. "),
    "lines": Family("增长\n"),
    "HTML: open elements": Family("<div>", HTML, "<p>增长</p>"),
    "HTML: open tables": Family("<table><tr><td>", HTML, "<p>增长</p>"),
    "HTML: small tables of a page": Family(
        "<table><tr><td>1</td></tr></table>", HTML, "<html><body><p>增长</p>", "</body></html>"
    ),
    "HTML: paragraphs of a page": Family("<p>增长4%</p>", HTML, "<html><body>", "</body></html>"),
    "HTML: notes": Family("<sup>1</sup>", HTML, "<p>增长"),
    "HTML: open comments": Family("<!-- ", HTML, "<p>增长</p>"),
    "HTML: entities": Family("&amp;", HTML),
    "HTML: angles": Family("<", HTML, "<p>增长</p>"),
    "Markdown: bars": Family("| ", MARKDOWN, "增长\n"),
    "Markdown: rows": Family("| 增长 | 4% |\n", MARKDOWN, "| a | b |\n|--|--|\n"),
    "Markdown: open links": Family("[a](", MARKDOWN),
    "Markdown: notes": Family("增长[^1]", MARKDOWN),
    "Markdown: stars": Family("*", MARKDOWN, "增长"),
    "Markdown: a heading with a gap": Family(" ", MARKDOWN, "# 增长", "4%"),
    "Markdown: tabs": Family("\t", MARKDOWN, "a |\n", "4%"),
    "Markdown: paragraphs without an end": Family("平台出口" * 12 + "\n\n", MARKDOWN),
    "Markdown: nested lists": Family("- ", MARKDOWN, "", "增长"),
    "front matter": Family("a: [", MARKDOWN, "---\n", "\n---\n增长4%"),
    "JSON: escapes": Family("\\u6536", JSON, '{"text": "', '"}'),
    "JSON: surrogates": Family("\\ud83d", JSON, '{"text": "4%', '"}'),
    "JSON: nested lists": Family("[", JSON, '{"text": "增长4%", "a": '),
}

LARGE = ("digits", "text without punctuation", "right-to-left marks")
"""Families that are read in one line of 10 MB."""

MEGA = 1_000_000
SMALLEST = 3000
SECONDS = 1.5
"""No run is expected to take longer."""
LEAST = 0.25
"""Microseconds for a character that count as nothing: in a short run they are what a call costs."""


def spent(family: Family, size: int, extractor: Extractor) -> float:
    """Processor seconds for reading and extracting so much of a family; what is refused counts as read."""

    def job() -> None:
        try:
            document = read_bytes(raw, name="a", media_type=family.kind)
        except KgError:
            return
        extractor(document)

    raw = family.text(size).encode("utf-8")
    gc.collect()
    start = time.process_time()
    job()
    return time.process_time() - start


def growth(family: Family, most: int, extractor: Extractor) -> tuple[list[tuple[int, float]], float]:
    """Sizes with their microseconds for a character, and the growth from the first to the last."""
    runs: list[tuple[int, float]] = []
    size = SMALLEST
    while True:
        seconds = spent(family, size, extractor)
        runs.append((size, seconds / size * MEGA))
        if size * 4 > most or seconds * 4 > SECONDS:
            break
        size *= 4
    return runs, runs[-1][1] / max(runs[0][1], LEAST)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("families", nargs="*", metavar="FAMILY", help="these only")
    cli.add_argument("--size", type=int, default=192_000, help="characters of the longest run")
    cli.add_argument("--bound", type=float, default=2.5, help="growth that is still linear")
    cli.add_argument("--large", type=float, default=10, help="megabytes of the large runs, 0 for none")
    arguments = cli.parse_args()
    unknown = [name for name in arguments.families if name not in FAMILIES]
    if unknown:
        cli.error(f"there is no family {', '.join(unknown)}; there are: {', '.join(FAMILIES)}")
    extractor = load()
    spent(FAMILIES["short sentences"], SMALLEST, extractor)  # what is made once, at the first use
    over: list[str] = []
    last: dict[str, float] = {}
    print(f"{'µs a character':32}{'shortest run':>20}{'longest run':>22}{'growth':>10}")
    for name in arguments.families or FAMILIES:
        runs, grown = growth(FAMILIES[name], arguments.size, extractor)
        for _ in range(2):
            if grown > arguments.bound:
                runs, grown = min(
                    (runs, grown), growth(FAMILIES[name], arguments.size, extractor), key=lambda r: r[1]
                )
        last[name] = runs[-1][1]
        over += [name] * (grown > arguments.bound)
        (short, first), (long, each) = runs[0], runs[-1]
        mark = "   not linear" if grown > arguments.bound else ""
        print(f"{name:32}{first:8.2f} of {short:8,}{each:10.2f} of {long:8,}{grown:10.2f}{mark}", flush=True)
    for name in LARGE:
        if name not in last or not arguments.large:
            continue
        family = FAMILIES[name]
        size = int(arguments.large * MEGA * len(family.unit) / len(family.unit.encode()))
        each = spent(family, size, extractor) / size * MEGA
        grown = each / max(last[name], LEAST)
        over += [name] * (grown > arguments.bound)
        mark = "   not linear" if grown > arguments.bound else ""
        print(f"{name:32}{last[name]:8.2f}{'':12}{each:10.2f} of {size:8,}{grown:8.2f}{mark}", flush=True)
    if over:
        sys.exit(f"not linear: {', '.join(dict.fromkeys(over))}")


if __name__ == "__main__":
    main()
