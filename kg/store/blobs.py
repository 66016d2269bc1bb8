"""The originals: the bytes of each source under the SHA-256 of them, with how they were read beside them."""

from __future__ import annotations

import hashlib
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import StoreError, StoreWriteFailed
from kg.store import atomic

_NAME = re.compile(r"[0-9a-f]{64}")


class Blobs(ABC):
    """Bytes by their SHA-256. The same bytes are kept once; the latest word on how they were read counts."""

    def put(self, raw: bytes, how: Mapping[str, object]) -> str:
        """Keep these bytes; `how` is what reading them again takes, as JSON. Raises `StoreWriteFailed`."""
        name = hashlib.sha256(raw).hexdigest()
        described = json.dumps(dict(how), ensure_ascii=False, sort_keys=True, indent=1).encode(
            "utf-8", "replace"
        )
        self._put(name, raw, described)
        return name

    def get(self, sha256: str) -> bytes:
        """The bytes with this SHA-256. Raises `StoreError` where they are not kept, or have changed."""
        raw = self._get(_checked(sha256))
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise StoreError("the stored original has changed", where=sha256)
        return raw

    def how(self, sha256: str) -> dict[str, Any]:
        """How these bytes were read. Raises `StoreError` where nothing says so."""
        try:
            said = json.loads(self._how(_checked(sha256)))
        except ValueError as error:
            raise StoreError("how it was read is not JSON", where=sha256) from error
        if not isinstance(said, dict):
            raise StoreError("how it was read is not a JSON object", where=sha256)
        return said

    @abstractmethod
    def forget(self, sha256: str) -> None:
        """Remove these bytes and what is known of them; what is not kept is no error. Raises `StoreWriteFailed`."""

    @abstractmethod
    def names(self) -> list[str]:
        """The SHA-256 of everything kept, sorted."""

    @abstractmethod
    def _put(self, name: str, raw: bytes, how: bytes) -> None: ...

    @abstractmethod
    def _get(self, name: str) -> bytes: ...

    @abstractmethod
    def _how(self, name: str) -> bytes: ...


class FolderBlobs(Blobs):
    """Files `ab/<sha256>` and `ab/<sha256>.json`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("??/*") if _NAME.fullmatch(path.name))

    def forget(self, sha256: str) -> None:
        path = self.path(sha256)
        try:
            # first how it was read: without that nobody takes the source for done
            path.with_name(path.name + ".json").unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreWriteFailed(error.strerror or str(error), where=path) from error

    def path(self, sha256: str) -> Path:
        """Where the bytes with this SHA-256 are or would be."""
        return self.folder / sha256[:2] / _checked(sha256)

    def _put(self, name: str, raw: bytes, how: bytes) -> None:
        path = self.path(name)
        atomic.write(path.with_name(name + ".json"), how)
        # what has the right name and size was written whole: files arrive by renaming
        if not (path.is_file() and path.stat().st_size == len(raw)):
            atomic.write(path, raw)

    def _get(self, name: str) -> bytes:
        return _read(self.path(name), name)

    def _how(self, name: str) -> bytes:
        return _read(self.path(name).with_name(name + ".json"), name)


class MemoryBlobs(Blobs):
    """Kept as long as the process lives."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[bytes, bytes]] = {}

    def names(self) -> list[str]:
        return sorted(self._kept)

    def forget(self, sha256: str) -> None:
        self._kept.pop(_checked(sha256), None)

    def _put(self, name: str, raw: bytes, how: bytes) -> None:
        self._kept[name] = (raw, how)

    def _get(self, name: str) -> bytes:
        return self._find(name)[0]

    def _how(self, name: str) -> bytes:
        return self._find(name)[1]

    def _find(self, name: str) -> tuple[bytes, bytes]:
        try:
            return self._kept[name]
        except KeyError:
            raise StoreError("no such original is kept", where=name) from None


def _checked(sha256: str) -> str:
    if not _NAME.fullmatch(sha256):
        raise StoreError("not a SHA-256", where=sha256[:80])
    return sha256


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise StoreError("no such original is kept", where=name) from None
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=path) from error
