"""The languages that have recognisers, side by side with the same file names: `zh/` and `en/`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Protocol

from kg.extract.annotations import Analysis, EntitySpan, PeriodSpan, QuantitySpan
from kg.extract.context import Context
from kg.model import Mention


class Recognisers(Protocol):
    """What a language folder offers as its `__init__`."""

    def quantities(self, analysis: Analysis) -> list[QuantitySpan]: ...
    def periods(self, analysis: Analysis) -> list[PeriodSpan]: ...
    def entities(self, analysis: Analysis) -> list[EntitySpan]: ...
    def mentions(self, context: Context, *, base: str) -> list[Mention]: ...


_SHIPPED = {"zh": "kg.extract.zh", "en": "kg.extract.en"}


def register(code: str, module: str) -> None:
    """Use the recognisers of a module for a language (its primary BCP 47 subtag)."""
    _SHIPPED[code] = module
    recognisers.cache_clear()


def languages() -> Iterable[str]:
    """The codes of all languages that have recognisers."""
    return tuple(sorted(_SHIPPED))


@lru_cache(maxsize=32)
def recognisers(language: str) -> Recognisers:
    """The recognisers of a language tag; Chinese where a language has none of its own."""
    module: ModuleType = import_module(_SHIPPED.get(language.split("-")[0].lower(), _SHIPPED["zh"]))
    return module
