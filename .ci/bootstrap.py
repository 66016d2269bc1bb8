"""A virtual environment with pip, also where Python comes without ensurepip (Debian's does). Standard library only.

    python3 .ci/bootstrap.py .venv

First the ordinary way, `python3 -m venv`. Where that fails, an environment without pip, into which pip's own wheel is
put: from the system's wheels where there is one, else from the package index that pip's settings name (`PIP_INDEX_URL`,
`pip.conf`), else pip's own default. The wheel is checked against the SHA-256 that the index gives for it.
"""

from __future__ import annotations

import argparse
import configparser
import hashlib
import html.parser
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import NamedTuple

OLDEST = (3, 11)
DEFAULT_INDEX = "https://pypi.org/simple"  # pip's own default, used where no setting names another
SYSTEM_WHEELS = Path("/usr/share/python-wheels")
WHEEL = re.compile(r"pip-(\d+(?:\.\d+)*)-py3-none-any\.whl")
TIMEOUT = 60


class Wheel(NamedTuple):
    """A wheel of pip in an index. `python` is what it requires, as `>=3.9`."""

    version: tuple[int, ...]
    url: str
    sha256: str
    python: str


def main() -> None:
    """Make the environment named on the command line."""
    parser = argparse.ArgumentParser(description="Make a virtual environment with pip.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without-ensurepip", action="store_true", help="as on a Python that has none")
    arguments = parser.parse_args()
    if sys.version_info < OLDEST:
        sys.exit(f"Python {'.'.join(map(str, OLDEST))} or newer is needed, this is {sys.version.split()[0]}")
    folder = arguments.folder
    if not arguments.without_ensurepip and _venv(folder):
        return
    shutil.rmtree(folder, ignore_errors=True)
    if not _venv(folder, "--without-pip"):
        sys.exit(f"{folder}: python -m venv failed")
    python = folder / "bin" / "python"
    with tempfile.TemporaryDirectory() as scratch:
        wheel = system_wheel() or download(Path(scratch))
        # pip runs from its own wheel, and installs it
        subprocess.run(
            [python, wheel / "pip", "install", "--quiet", "--no-index", "--no-deps", wheel], check=True
        )


def _venv(folder: Path, *options: str) -> bool:
    done = subprocess.run([sys.executable, "-m", "venv", *options, folder], capture_output=True, check=False)
    return done.returncode == 0 and (bool(options) or _has_pip(folder))


def _has_pip(folder: Path) -> bool:
    return (
        subprocess.run([folder / "bin" / "python", "-m", "pip", "--version"], capture_output=True).returncode
        == 0
    )


def system_wheel(folder: Path = SYSTEM_WHEELS) -> Path | None:
    """The newest wheel of pip that the system keeps for this purpose."""
    found = [
        (_version(match[1]), path)
        for path in folder.glob("pip-*.whl")
        if (match := WHEEL.fullmatch(path.name))
    ]
    return max(found)[1] if found else None


def download(folder: Path) -> Path:
    """The newest wheel of pip for this Python, from the first index that answers."""
    problems = []
    for index in indexes():
        try:
            wheel = newest(wheels(index))
            raw, _ = fetch(wheel.url)
        except (OSError, ValueError) as error:
            problems.append(f"{_without_password(index)}: {error}")
            continue
        if hashlib.sha256(raw).hexdigest() != wheel.sha256:
            problems.append(
                f"{_without_password(index)}: the wheel of pip does not have the hash given for it"
            )
            continue
        path = folder / Path(urllib.parse.urlsplit(wheel.url).path).name
        path.write_bytes(raw)
        return path
    sys.exit("pip cannot be fetched (install python3-venv instead):\n  " + "\n  ".join(problems))


def indexes() -> list[str]:
    """The package indexes of pip's settings, the main one first."""
    main_index = setting("index-url") or DEFAULT_INDEX
    return [main_index, *(setting("extra-index-url") or "").split()]


def setting(name: str) -> str | None:
    """A setting of pip: its environment variable, else its files, the user's before the system's."""
    value = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    if value:
        return value
    home = Path.home()
    own = os.environ.get("XDG_CONFIG_HOME") or home / ".config"
    files = [
        Path(os.environ.get("PIP_CONFIG_FILE") or "/dev/null"),
        Path(own, "pip/pip.conf"),
        home / ".pip/pip.conf",
        Path("/etc/pip.conf"),
    ]
    for file in files:
        parser = configparser.RawConfigParser()
        try:
            parser.read(file, encoding="utf-8")
        except (configparser.Error, UnicodeDecodeError):
            continue
        for section in ("install", "global"):
            if parser.has_option(section, name):
                return " ".join(parser.get(section, name).split())
    return None


def wheels(index: str) -> list[Wheel]:
    """The wheels of pip in a package index, by its simple API (PEP 503 in HTML, PEP 691 in JSON)."""
    address = index.rstrip("/") + "/pip/"
    if address.startswith("file:"):
        address += "index.html"
    raw, kind = fetch(address, accept="application/vnd.pypi.simple.v1+json, text/html;q=0.2")
    files = _from_json(raw) if "json" in kind else _from_html(raw)
    found = []
    for url, sha256, python in files:
        whole = urllib.parse.urljoin(address, url)
        match = WHEEL.fullmatch(Path(urllib.parse.urlsplit(whole).path).name)
        if match and sha256:
            found.append(Wheel(_version(match[1]), urllib.parse.urldefrag(whole).url, sha256, python))
    return found


def newest(found: list[Wheel]) -> Wheel:
    """The newest that runs on this Python."""
    fitting = [wheel for wheel in found if _runs(wheel.python)]
    if not fitting:
        raise ValueError("no wheel of pip for this Python")
    return max(fitting)


def fetch(url: str, *, accept: str = "*/*") -> tuple[bytes, str]:
    """Bytes and media type; the certificate authorities are pip's where its settings name some."""
    context = ssl.create_default_context(cafile=setting("cert"))
    request = urllib.request.Request(url, headers={"Accept": accept, "User-Agent": "claim-kg-bootstrap"})
    with urllib.request.urlopen(request, timeout=TIMEOUT, context=context) as answer:
        return answer.read(), answer.headers.get_content_type()


def _from_json(raw: bytes) -> list[tuple[str, str, str]]:
    return [
        (file["url"], file.get("hashes", {}).get("sha256", ""), file.get("requires-python") or "")
        for file in json.loads(raw)["files"]
        if not file.get("yanked")
    ]


class _Links(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        address = known.get("href")
        if tag == "a" and address and "data-yanked" not in known:
            sha256 = urllib.parse.urldefrag(address).fragment.removeprefix("sha256=")
            self.found.append((address, sha256, known.get("data-requires-python") or ""))


def _from_html(raw: bytes) -> list[tuple[str, str, str]]:
    links = _Links()
    links.feed(raw.decode("utf-8", "replace"))
    return links.found


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _runs(requires: str) -> bool:
    """Whether this Python is new enough for `>=3.9`; other conditions are no wheel of pip's and are passed over."""
    least = re.search(r">=\s*(\d+(?:\.\d+)*)", requires)
    return not least or sys.version_info[:3] >= _version(least[1])


def _without_password(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//…@", url)


if __name__ == "__main__":
    main()
