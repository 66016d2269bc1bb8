"""The environment that `make` sets up, on a Python without ensurepip."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def bootstrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "bootstrap", Path(__file__).parents[1] / ".ci" / "bootstrap.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(__import__("sys").modules, "bootstrap", module)
    spec.loader.exec_module(module)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    return module


def an_index(folder: Path, *links: str) -> str:
    """A package index in a folder, with these anchors for pip."""
    (folder / "pip").mkdir(parents=True)
    (folder / "pip" / "index.html").write_text("\n".join(links), encoding="utf-8")
    return folder.as_uri()


def a_wheel(folder: Path, version: str, *, sha256: str | None = None, python: str = ">=3.8") -> str:
    """The anchor of a file that is named like a wheel of pip."""
    name = f"pip-{version}-py3-none-any.whl"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(version.encode())
    digest = sha256 or hashlib.sha256(version.encode()).hexdigest()
    return f'<a href="../files/{name}#sha256={digest}" data-requires-python="{python.replace(">", "&gt;")}">{name}</a>'


def test_the_newest_wheel_that_runs_on_this_python_is_fetched_from_the_configured_index(
    bootstrap: ModuleType, tmp_path: Path
) -> None:
    files = tmp_path / "index" / "files"
    links = a_wheel(files, "9.0"), a_wheel(files, "24.1.2"), a_wheel(files, "99.0", python=">=4.0")
    (tmp_path / "pip.conf").write_text(f"[global]\nindex-url = {an_index(tmp_path / 'index', *links)}\n")
    assert bootstrap.download(tmp_path).read_bytes() == b"24.1.2"


def test_a_wheel_with_another_hash_is_refused(bootstrap: ModuleType, tmp_path: Path) -> None:
    link = a_wheel(tmp_path / "index" / "files", "24.0", sha256="0" * 64)
    (tmp_path / "pip.conf").write_text(f"[global]\nindex-url = {an_index(tmp_path / 'index', link)}\n")
    with pytest.raises(SystemExit, match="hash"):
        bootstrap.download(tmp_path)


def test_the_environment_goes_before_the_files(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pip.conf").write_text("[global]\nindex-url = file:///from/the/file\n")
    monkeypatch.setenv("PIP_INDEX_URL", "file:///from/the/environment")
    assert bootstrap.indexes() == ["file:///from/the/environment"]


def test_a_password_in_an_index_is_not_told(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "nonsense://user:secret@example.org/simple")
    with pytest.raises(SystemExit) as stopped:
        bootstrap.download(tmp_path)
    assert "secret" not in str(stopped.value)


def test_an_environment_without_ensurepip_gets_pip(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spec = importlib.util.find_spec("ensurepip")
    bundled = Path(spec.origin).parent / "_bundled" if spec and spec.origin else tmp_path
    found = bootstrap.system_wheel(bundled) or bootstrap.system_wheel()
    if found is None:
        pytest.skip("no wheel of pip on this machine")
    monkeypatch.setattr(bootstrap, "system_wheel", lambda: found)
    monkeypatch.setattr("sys.argv", ["bootstrap", "--without-ensurepip", str(tmp_path / "venv")])
    bootstrap.main()
    assert bootstrap._has_pip(tmp_path / "venv")
