"""How sources are to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import ids


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How sources are to be read.

    `map` says which field of a JSON record holds what, `{"text": "content", "published": "datetime"}`; keys are `text`,
    `title`, `published`, `publisher`, `credited`, `authors`, `url`, `id`, `language`, `kind`; a dot reaches into a nested
    record. `max_bytes` bounds a file, for JSON lines a record. `encoding` overrides detection. `base` is where the
    sources' ids live.
    """

    map: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 64 * 1024 * 1024
    encoding: str | None = None
    base: str = ids.DEFAULT_BASE
