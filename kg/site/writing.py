"""From page to page: every page that others lead to is saved, then links are made relative."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette

from kg.errors import StoreWriteFailed
from kg.exports.files import writing_folder
from kg.pipeline import Progress, Silent
from kg.serve.app import create_app
from kg.serve.config import Config
from kg.site.addresses import Address, address, file_name, relative
from kg.site.requests import get
from kg.site.rewriting import links, rewritten
from kg.views.words import LANGUAGES

MARK = "claim-kg-site.txt"
"""Says of a folder that it is a site of this program, which another may take the place of."""
MOST = 20_000
"""Pages that are saved."""
_ENDINGS = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js",
    "application/javascript": "js",
    "text/csv": "csv",
    "application/json": "json",
    "image/svg+xml": "svg",
    "image/png": "png",
}
"""What is saved. Originals of sources, which are strangers' pages, are not."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What a site holds: `pages` in all languages, `files` beside them; `left` addresses were too many."""

    pages: int
    files: int
    left: int
    start: Path


def write_site(
    store: str | Path,
    folder: str | Path,
    *,
    languages: Sequence[str] = LANGUAGES,
    most: int = MOST,
    originals: Path | None = None,
    vocabulary: Sequence[Path] = (),
    progress: Progress | None = None,
) -> SiteReport:
    """Write the pages of the explorer over a store into a folder, to be opened from the disk or put on any web server.

    The first of `languages` is at the root. At most `most` pages are saved, those nearest to the first page; links to the
    others are only words. What needs a server is left out: questions, SPARQL, sorting and filtering, originals. An earlier
    site in the folder is replaced. Raises `StoreMissing`, `StoreError`, `StoreWriteFailed`.

        write_site(".kg", "site")
    """
    config = Config(store=str(store), originals=originals, vocabulary=tuple(vocabulary))
    app = create_app(config)
    with writing_folder(Path(folder), mark=MARK) as part:
        walk = _Walk(app, part, tuple(languages), most, progress or Silent())
        _run(walk.all)
        (part / MARK).write_text("A static site of a claim-kg graph. Open index.html.\n", "utf-8")
    return SiteReport(walk.pages, walk.files, walk.left, Path(folder) / "index.html")


def _run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do it to its end, in a thread of its own where an event loop runs in this one, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work())
        return
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(work())).result()


class _Walk:
    """One walk through the application, nearest pages first."""

    def __init__(
        self, app: Starlette, folder: Path, languages: tuple[str, ...], most: int, progress: Progress
    ) -> None:
        self.pages = self.files = self.left = 0
        self._app, self._folder, self._languages, self._most = app, folder, languages, most
        self._progress = progress
        self._saved: dict[Address, str] = {}
        self._moved: dict[Address, str] = {}
        self._seen: set[Address] = set()

    async def all(self) -> None:
        """Save everything, then rewrite it."""
        lifespan: AbstractAsyncContextManager[Any] = self._app.router.lifespan_context(self._app)
        async with lifespan:
            todo = [Address("/", "", language) for language in self._languages]
            self._seen.update(todo)
            while todo and self.pages < self._most:
                self._progress.begin(len(todo), "Saving pages")
                found: list[Address] = []
                for at, one in enumerate(todo):
                    if self.pages >= self._most:
                        self.left += len(todo) - at
                        break
                    found += await self._with_looks(await self._save(one))
                todo = found
            self.left += len(todo)
        for page, name in self._saved.items():
            if name.endswith(".html"):
                self._rewrite(page, name)

    async def _with_looks(self, found: list[Address]) -> list[Address]:
        """Save at once what a page is shown with, however few pages are written; the addresses that are left."""
        for one in found:
            if one.path.startswith("/static/"):
                await self._save(one)
        return [one for one in found if not one.path.startswith("/static/")]

    async def _save(self, one: Address) -> list[Address]:
        """Save what an address gives; the addresses that it leads to and nobody led to before."""
        answer = await get(self._app, one.url)
        self._progress.advance(one.path)
        if 300 <= answer.status < 400:
            place = answer.headers.get("location", "")
            self._moved[one] = place
            return self._new(one, [place])
        ending = _ENDINGS.get(answer.media_type)
        if (
            answer.status != 200
            or ending is None
            or "attachment" in answer.headers.get("content-disposition", "")
        ):
            return []
        name = file_name(one, ending, first=self._languages[0])
        self._write(name, answer.body)
        self._saved[one] = name
        if ending != "html":
            self.files += 1
            return []
        self.pages += 1
        return self._new(one, list(links(answer.body)))

    def _new(self, one: Address, found: Sequence[str]) -> list[Address]:
        new = []
        for link in found:
            other = self._address(link, one)
            if other is not None and other not in self._seen:
                self._seen.add(other)
                new.append(other)
        return new

    def _address(self, link: str, one: Address) -> Address | None:
        other = address(link, one.language)
        return None if other is None or (other.language and other.language not in self._languages) else other

    def _rewrite(self, page: Address, name: str) -> None:
        def resolve(link: str) -> str | None:
            other, fragment = self._address(link, page), urlsplit(link).fragment
            for _ in range(3):  # a name that answers with another address
                if other is None or other not in self._moved:
                    break
                link = self._moved[other]
                other, fragment = self._address(link, page), urlsplit(link).fragment or fragment
            if other is None or other not in self._saved:
                return None
            return relative(self._saved[other], start=name, fragment=fragment)

        path = self._folder / name
        self._write(name, rewritten(path.read_bytes(), resolve))

    def _write(self, name: str, body: bytes) -> None:
        path = self._folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        except OSError as error:
            raise StoreWriteFailed(f"cannot be written: {error.strerror or error}", where=name) from error
