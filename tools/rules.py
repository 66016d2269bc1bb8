"""Writes the tables of rules in `docs/extraction.md` from the rules' own docstrings.

python tools/rules.py            # after adding, renaming or reordering a rule
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.extract.en.rules import RULES as ENGLISH
from kg.extract.zh.rules import RULES as CHINESE

PAGE = Path(__file__).parent.parent / "docs" / "extraction.md"
HEAD = "| rule | reads |\n| --- | --- |\n"


def table(rules: Iterable[Any], prefix: str = "") -> str:
    """The rules in their order, each with its docstring."""
    return "".join(f"| `{prefix}{rule.__name__}` | {(rule.__doc__ or '').strip()} |\n" for rule in rules)


def written(page: str, heading: str, rows: str) -> str:
    """The page with these rows in the table below a heading."""
    pattern = rf"(\n## {heading}\n.*?{re.escape(HEAD)})(?:\|[^\n]*\n)*"
    return re.sub(pattern, lambda found: found[1] + rows, page, count=1, flags=re.DOTALL)


def main() -> None:
    page = PAGE.read_text("utf-8")
    page = written(page, "The rules", table(CHINESE))
    PAGE.write_text(written(page, "The rules for English", table(ENGLISH, "en_")), "utf-8")


if __name__ == "__main__":
    main()
