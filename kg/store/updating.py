"""An update of somebody's, in a process that can be killed: a database is published whole or not at all."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from kg.errors import (
    KgError,
    QueryError,
    QuerySyntax,
    QueryTooMuch,
    StoreError,
    StoreLocked,
    StoreWriteFailed,
)
from kg.store.query import check_update, first_line
from kg.store.worker import Dataset

_ERRORS: dict[str, type[KgError]] = {
    kind.__name__: kind for kind in (QueryError, StoreError, StoreLocked, StoreWriteFailed)
}


_LOOK = 0.25
"""Seconds between looks at whether somebody still waits."""


def update_apart(
    sparql: str,
    *,
    folder: Path,
    timeout: float,
    dataset: Dataset = Dataset(),  # noqa: B008 - it does not change
    given_up: Callable[[], bool] = bool,
) -> None:
    """Apply a SPARQL update to the store in a folder, in one transaction, over the graphs of the dataset where it names any.

    Raises `QueryError` for what `check_update` refuses and `DiskStore.update` refuses, `QueryTooMuch` after `timeout`
    seconds or once `given_up` says that nobody waits for it, `StoreLocked` while another process writes.
    """
    check_update(sparql)
    order = {"folder": str(folder), "sparql": sparql, "dataset": asdict(dataset)}
    code, answer = _run(json.dumps(order).encode(), timeout, given_up)
    if code < 0:
        raise QueryTooMuch("the update needs too much memory")
    try:
        said = json.loads(answer)
    except ValueError:
        raise StoreError("the update failed", where=folder) from None
    if said["error"] == "QuerySyntax":
        raise QuerySyntax(said["message"], line=said["line"], column=said["column"])
    if said["error"]:
        raise _ERRORS.get(said["error"], StoreError)(said["message"], where=said["where"])


def _run(order: bytes, timeout: float, given_up: Callable[[], bool]) -> tuple[int, bytes]:
    """How the other end ended, and what it said. Raises `QueryTooMuch` where it had to be killed."""
    deadline = time.monotonic() + timeout
    with subprocess.Popen(
        [sys.executable, "-m", "kg.store.updating"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        told: bytes | None = order
        try:
            while True:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise QueryTooMuch(f"stopped after {timeout:g} s")
                if given_up():
                    raise QueryTooMuch("given up: nobody waits for the update")
                try:
                    answer, _ = process.communicate(told, timeout=min(_LOOK, left))
                except subprocess.TimeoutExpired:
                    told = None  # it has been told, and may be told once
                    continue
                return process.returncode, answer
        except BaseException:
            process.kill()
            raise


def main() -> None:
    """The other end."""
    from kg.store.disk import DiskStore

    order = json.load(sys.stdin)
    said: dict[str, object] = {"error": None}
    try:
        with DiskStore(Path(order["folder"]), mode="w") as store:
            store.update(order["sparql"], dataset=Dataset(**order["dataset"]))
    except KgError as error:
        said = {"error": type(error).__name__, "message": error.message, "where": error.where}
        if isinstance(error, QuerySyntax):
            said |= {"message": error.said, "line": error.line, "column": error.column}
    except RecursionError as error:
        said = {"error": "QueryError", "message": first_line(error), "where": None}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
