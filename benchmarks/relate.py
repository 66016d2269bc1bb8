"""How long a build with everything that relates its sources takes as the sources grow, and what one more source costs.

    python -m benchmarks.relate [--corpus FOLDER] [--sizes 500,2000] [--no-relate]

Without a corpus the sources are generated: short news of 400 companies, of which a third repeat an earlier one with small
changes. A corpus is a folder of JSON-lines files, one record for each source. Each size is one `kg build` in a process of
its own with as many workers as there are processors: seconds by the clock, seconds of processor time (which other work
on the machine changes less), the largest process's peak memory, how many times as much processor time as the size
before against how many times as many sources (1.0 is linear), then the seconds of adding one source, against building
all again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

OUTLETS = ("甲社", "乙网", "丙报")
METRICS = ("营业收入", "净利润", "出口额", "合同金额")


class Cost(NamedTuple):
    """Of one build: seconds by the clock, seconds of all its processes' processors, its largest process's peak memory in MiB."""

    seconds: float
    processor: float
    memory: float


def generated() -> Iterator[str]:
    """News without end, the same each time."""
    chance = random.Random(20260601)
    told: list[tuple[int, str, int]] = []
    number = 0
    while True:
        number += 1
        if told and chance.random() < 0.34:
            company, metric, value = chance.choice(told[-300:])
        else:
            company, metric, value = (
                chance.randrange(400),
                chance.choice(METRICS),
                chance.randrange(100, 99999),
            )
            told.append((company, metric, value))
        lead = chance.choice(("公告显示，", "据披露，", "", "记者获悉，"))
        amount = f"{value / 100:.2f}亿元" if chance.random() < 0.8 else f"约{round(value / 100)}亿元"
        text = (
            f"{lead}第{company}控股公司2025年{metric}为{amount}，同比增长{value % 40}%。"
            f"公司表示，今年将继续扩大在{chance.choice('东南西北中')}部地区的投入，并改善服务。"
        )
        moment = f"2026-06-{1 + number // 2000 % 28:02}T{number // 100 % 24:02}:{number % 60:02}:00+08:00"
        record = {"id": str(number), "datetime": moment, "source": chance.choice(OUTLETS), "content": text}
        yield json.dumps(record, ensure_ascii=False)


def corpus(folder: Path) -> Iterator[str]:
    """The records of a folder's JSON-lines files, in order of their names."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            yield from (line.rstrip("\n") for line in file if line.strip())


def build(store: Path, file: Path, *more: str) -> Cost:
    """One `kg build` in a process of its own."""
    began = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "kg",
        "--store",
        str(store),
        "-q",
        "build",
        str(file),
        "--no-validate",
        *more,
    ]
    child = os.posix_spawn(sys.executable, command, dict(os.environ))
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"the build of {file.name} ended with status {os.waitstatus_to_exitcode(status)}")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> None:
    """Print a line for each size."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--corpus", type=Path, help="a folder of JSON-lines files")
    cli.add_argument("--sizes", default="500,2000", help="numbers of sources, rising")
    cli.add_argument("--no-relate", action="store_true", help="read and extract only")
    given = cli.parse_args()
    more = ["--no-relate"] if given.no_relate else []
    before: tuple[int, Cost] | None = None
    print(
        f"{'sources':>8} {'seconds':>9} {'processor':>9} {'MiB':>6} {'growth':>7} {'one more':>9} {'of all':>7}"
    )
    for size in map(int, given.sizes.split(",")):
        lines = list(islice(corpus(given.corpus) if given.corpus else generated(), size + 1))
        if len(lines) < size + 1:
            print(f"{size:>8} the corpus has only {len(lines)} sources")
            break
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "all.jsonl").write_text("\n".join(lines[:size]) + "\n", "utf-8")
            (folder / "one.jsonl").write_text(lines[size] + "\n", "utf-8")
            whole = build(folder / "kg", folder / "all.jsonl", *more)
            one = build(folder / "kg", folder / "one.jsonl", *more)
        growth = (whole.processor / before[1].processor) / (size / before[0]) if before else None
        print(
            f"{size:>8} {whole.seconds:>9.1f} {whole.processor:>9.1f} {whole.memory:>6.0f} {'' if growth is None else f'{growth:.2f}':>7} "
            f"{one.seconds:>9.1f} {one.seconds / whole.seconds:>6.0%}",
            flush=True,
        )
        before = size, whole


if __name__ == "__main__":
    main()
