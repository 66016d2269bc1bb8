"""Refusals in words of the pages, so that a reader is told in their own language; programs are told in English."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException

from kg.errors import KgError
from kg.views.interface import interface


class Refused(HTTPException):
    """`name` are words of `ontology/interface/server.ttl`, whose places are filled with `values`."""

    def __init__(
        self, status: int, name: str, headers: Mapping[str, str] | None = None, **values: object
    ) -> None:
        super().__init__(status, interface("en")(name, **values), headers)
        self._name, self._values = name, values

    def told(self, language: str) -> str:
        """Why, in a language of the pages."""
        return interface(language)(self._name, **self._values)


class RefusedFor(HTTPException):
    """What the program raised, as the reason."""

    def __init__(self, status: int, error: KgError) -> None:
        super().__init__(status, str(error))
        self._error = error

    def told(self, language: str) -> str:
        """Why, in a language of the pages."""
        return self._error.told(language)
