"""The pictures in the documents are those that one script makes, and it makes no other."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from docs.images.make import PICTURES, Picture, draw, write_files
from kg.store import Store
from tests.docs.console import ROOT, prose
from tests.serve.live import live

FOLDER = ROOT / "docs" / "images"
MOST_BYTES = 1_500_000
_SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")


def shown() -> dict[Path, str]:
    """The pictures of README.md and docs/, with what they are called for who does not see them."""
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    return {
        (page.parent / path).resolve(): words
        for page in pages
        for words, path in _SHOWN.findall(prose(page.read_text("utf-8")))
    }


def size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    raw = path.read_bytes()[:24]
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", raw[16:24])
    return width, height


def test_the_script_makes_what_the_documents_show() -> None:
    made = {FOLDER / f"{picture.name}.png" for picture in PICTURES}
    assert set(shown()) == made == set(FOLDER.glob("*.png"))
    assert all(words.strip() for words in shown().values())


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < MOST_BYTES


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_has_the_size_that_the_script_gives_it(picture: Picture) -> None:
    assert size(FOLDER / f"{picture.name}.png") == (picture.width, picture.height)


@pytest.fixture(scope="module")
def address(seed_store_path: Path) -> Iterator[str]:
    with live(seed_store_path) as found:
        yield found


@pytest.mark.browser
def test_the_script_finds_on_the_pages_what_it_shows(
    chromium: Browser, address: str, seed_store: Store, tmp_path: Path
) -> None:
    write_files(seed_store, tmp_path)
    for picture in PICTURES:
        path = draw(chromium, picture, address, files=tmp_path, folder=tmp_path)
        assert size(path) == (picture.width, picture.height)
