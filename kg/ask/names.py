"""Names instead of IRIs: what the shipped vocabulary calls a thing stands for it where it is one thing only."""

from __future__ import annotations

from kg.folding import fold
from kg.lexicon import Entry, Lexicon

_SCHEMES = {
    "speaker": ("entities", "publishers"),
    "entity": ("entities",),
    "subject": ("entities",),
    "document": ("entities",),
    "publisher": ("publishers",),
    "metric": ("metrics",),
    "unit": ("units",),
    "kind": ("kinds",),
    "modality": ("modalities",),
}
"""Where the names of a parameter are looked up; others take no names."""
_SHOWN = 5


def named(parameter: str, name: str) -> str:
    """The IRI of the one thing that this name means for a parameter: `张阔` for speaker, `GMV` for metric; case is ignored.

    Raises `LookupError` with a clause that says what else to give, when the name means nothing or several things.
    """
    found = _found(parameter, fold(name.strip()))
    if len(found) == 1:
        return found[0].iri
    if found:
        several = ", ".join(entry.iri for entry in found[:_SHOWN])
        raise LookupError(f"it names {len(found)} things: {several}")
    raise LookupError(_ELSE.get(parameter, ""))


def _found(parameter: str, folded: str) -> list[Entry]:
    lexicon = Lexicon.load()
    for scheme in _SCHEMES.get(parameter, ()):
        entries = [e for e in lexicon.of_scheme(scheme) if folded in {fold(name) for name in e.names}]
        if entries:
            return sorted(entries, key=lambda entry: entry.iri)
    return []


_UNKNOWN = "the vocabulary has no such name; "
_CLAIMS = _UNKNOWN + "`kg claims --{} NAME` finds names of the store"
_SOURCES = "`kg sources --format csv` lists them"
_ELSE = {
    "speaker": _CLAIMS.format("speaker"),
    "entity": _CLAIMS.format("entity"),
    "subject": _CLAIMS.format("entity"),
    "metric": _CLAIMS.format("metric"),
    "publisher": _UNKNOWN + '`kg ask "sources by NAME"` finds outlets',
    "source": _SOURCES,
}
