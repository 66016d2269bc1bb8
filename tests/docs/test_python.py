"""The page about Python names everything that `import kg` has, and what it shows runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from tests.docs.console import ROOT, fences, prose

PAGE = (ROOT / "docs" / "python.md").read_text()


def test_every_public_name_is_on_the_page() -> None:
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", prose(PAGE)))))
    assert sorted(set(kg.__all__) - {"__version__"} - named) == []


def test_the_example_runs(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [code] = [block for language, block in fences(PAGE) if language == "python"]
    (tmp_path / "seeds").mkdir()
    for name in ("000_6b1cf99dcc952750.txt", "003_e481bb41ffbd6ae5.txt"):
        for path in seeds.glob(f"{name.split('.')[0]}*"):
            (tmp_path / "seeds" / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    found: dict[str, object] = {}
    exec(compile(code, "docs/python.md", "exec"), found)
    assert "1 origin" in found["reply"].origins_counted  # type: ignore[attr-defined]
    assert len(found["growth"]) >= 2  # type: ignore[arg-type]
    assert (tmp_path / "gmv.html").stat().st_size > 100_000
    assert (tmp_path / "tables" / "datapackage.json").is_file()
    found["store"].close()  # type: ignore[attr-defined]
