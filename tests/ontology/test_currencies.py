"""Every currency that Unicode CLDR names in Chinese is known, and the generated file is up to date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.extract.units import tables
from kg.folding import fold
from kg.lexicon import Lexicon

ROOT = Path(__file__).parents[2]


def test_the_generated_file_is_up_to_date() -> None:
    pytest.importorskip("babel")
    done = subprocess.run(
        [sys.executable, "tools/currencies.py", "--check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("locale", ["zh", "zh_Hant", "zh_Hant_HK"])
def test_names_of_cldr_are_read_as_their_currency(locale: str) -> None:
    babel = pytest.importorskip("babel")
    units = tables(Lexicon.load()).units
    wrong = []
    for code in ("USD", "EUR", "JPY", "GBP", "KRW", "RUB", "INR", "CHF", "THB", "VND", "TRY", "DEM", "FRF"):
        name = fold(babel.Locale.parse(locale).currencies[code])
        found = units.starting(name, 0)
        if found is None or found[0] != len(name) or found[1].code != code:
            wrong.append((code, name))
    assert not wrong
