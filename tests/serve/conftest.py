"""Servers over stores that are built once in a session; the client of each goes by `localhost`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve import Config, create_app
from kg.store import Store, open_store
from tests.ask.small import small_store
from tests.views.worlds import hostile

TOKEN = "a token of the tests"


def copied(store: Store, folder: Path) -> Path:
    """The store on disk."""
    with open_store(folder, mode="w") as written:
        written.load((graph, list(store.quads(graph))) for graph in store.graphs())
    return folder


def with_originals(store: Store, folder: Path) -> Path:
    """The store on disk, with the bytes of its sources."""
    copied(store, folder)
    with open_store(folder, mode="w") as written:
        for name in store.blobs.names():
            written.blobs.put(store.blobs.get(name), store.blobs.how(name))
    return folder


def client_of(store: Path, *, token: str | None = None, **config: object) -> TestClient:
    """A client of a server over this store, to be used as a context manager."""
    app = create_app(Config(str(store), token=token, **config))  # type: ignore[arg-type]
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture(scope="session")
def small_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five sources about one figure, `tests/ask/small.py`. Only to be read."""
    return copied(small_store(), tmp_path_factory.mktemp("small") / "kg")


@pytest.fixture(scope="session")
def client(small_path: Path) -> Iterator[TestClient]:
    """A read-only server over the small store."""
    with client_of(small_path) as found:
        yield found


@pytest.fixture(scope="session")
def seed_client(seed_store_path: Path) -> Iterator[TestClient]:
    """A read-only server over the seeds."""
    with client_of(seed_store_path) as found:
        yield found


@pytest.fixture(scope="session")
def nasty_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A read-only server over a source that attacks whoever shows it."""
    with hostile() as store:
        folder = copied(store, tmp_path_factory.mktemp("nasty") / "kg")
    with client_of(folder) as found:
        yield found


@pytest.fixture(scope="session")
def explorer(seed_store_path: Path) -> Iterator[str]:
    """The address of a server over the seeds, that takes `TOKEN`, for browsers. Its judgements lie below the working directory."""
    from tests.serve.live import live

    with live(seed_store_path, token=TOKEN) as found:
        yield found


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[TestClient]:
    """A server that takes `TOKEN`, over a small store of the test's own."""
    with client_of(copied(small_store(), tmp_path / "kg"), token=TOKEN) as found:
        yield found
