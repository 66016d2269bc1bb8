"""The server on a port."""

from __future__ import annotations

import socket

import uvicorn
from starlette.applications import Starlette

from kg.errors import ServeError
from kg.serve.warming import warming


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one. Raises `ServeError` with what to do about it."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise ServeError(f"is no address of this machine: {error.strerror}", where=host) from error
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError as error:
        listening.close()
        reason = error.strerror or str(error)
        raise ServeError(
            f"cannot be served from: {reason}; choose another --port", where=f"{host}:{port}"
        ) from error
    return listening


def address_of(listening: socket.socket) -> str:
    """`http://127.0.0.1:8000`, as a browser takes it."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def run(app: Starlette, listening: socket.socket, *, log_level: str = "warning") -> None:
    """Serve until interrupted; what readers would wait for at first is made ready meanwhile."""
    config = uvicorn.Config(
        app,
        log_level=log_level,
        access_log=False,
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=3,
        lifespan="on",
        ws="none",
    )
    with warming(app.state.states):
        uvicorn.Server(config).run(sockets=[listening])
