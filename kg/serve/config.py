"""What a server is started with."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names under which a browser on the same machine reaches a server."""


EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - only compared with
"""Addresses that stand for every address of the machine."""

LOOPBACK_ORIGIN = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
"""Pages of servers on the same machine."""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that listens there."""
    try:
        return host.lower() == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Config:
    """Where the store is and who may do what.

    `store` is a folder or the address of an endpoint, as `kg.store.open_store` takes it. Without a `token` nothing can
    be written. `hosts` are the names that a request may ask for, without port: others are refused, so that no foreign
    page can reach a server on loopback by a name of its own (DNS rebinding).
    """

    store: str
    originals: Path | None = None
    vocabulary: tuple[Path, ...] = ()
    judgements: Path = Path("judgements")
    token: str | None = None
    hosts: tuple[str, ...] = LOOPBACK
    origins: tuple[str, ...] = ()
    """Sites whose pages may read here (CORS), or `*`, beside those of servers on the same machine."""
    query_seconds: float = 30.0
    """Seconds that a query of a stranger may take."""
    query_rows: int = 100_000
    """Rows or triples that an answer to a query holds at most."""
