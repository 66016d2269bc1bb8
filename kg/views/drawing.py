"""How nodes are named and coloured in every picture of the graph."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from kg.views.details import claim_name, is_claim
from kg.views.figures import figure_text, period_text
from kg.views.network import Network
from kg.views.records import ClaimRecord
from kg.views.style import NodeStyle
from kg.views.words import LANGUAGES, LINE, columns, in_languages, wrap

_MAX_HOVER = 400


def kind_style(kind: StrEnum, style: NodeStyle, count: int) -> dict[str, Any]:
    """A kind of node as scripts take it: shape, colours, names, and how many there are."""
    return {
        "id": kind.value,
        "shape": style.shape,
        "size": style.size,
        "dashed": style.dashed,
        "names": dict(style.names),
        "count": count,
        "claim": is_claim(kind),
        "light": {"fill": style.light.fill, "line": style.light.line, "text": style.light.text},
        "dark": {"fill": style.dark.fill, "line": style.dark.line, "text": style.dark.text},
    }


def node_labels(graph: Network, iri: str) -> dict[str, str]:
    """What stands in or under the node, in lines, for each language."""
    record = graph.nodes[iri].get("record")
    if isinstance(record, ClaimRecord):
        names = claim_name(graph, record)
        if record.value is None:
            return {language: wrap(names[language], lines=3) for language in LANGUAGES}
        below = [period_text(record.period)] if record.period else []
        figure = figure_text(record)
        return {language: "\n".join([_headed(names[language], figure), *below]) for language in LANGUAGES}
    names = in_languages(graph.nodes[iri]["labels"])
    return {language: wrap(names[language], lines=2) for language in LANGUAGES}


def _headed(name: str, figure: str) -> str:
    """`交易额 +46%` on one line where it fits; a long metric is cut before its figure is."""
    if columns(name) <= LINE:
        return name
    metric = name.removesuffix(figure).rstrip()
    return "\n".join(filter(None, (wrap(metric, lines=1), wrap(figure, lines=1))))


def hover_text(graph: Network, iri: str) -> str:
    """What the pointer shows: of a claim its first quote and where it stands, of anything else its whole name."""
    record = graph.nodes[iri].get("record")
    if not isinstance(record, ClaimRecord) or not record.utterances:
        return _short(" / ".join(dict.fromkeys(in_languages(graph.nodes[iri]["labels"]).values())))
    said = record.utterances[0]
    source = in_languages(graph.nodes[said.source]["labels"])["zh"] if said.source in graph else ""
    return "\n".join(filter(None, (_short(f"“{said.quote}”"), _short(source))))


def _short(text: str) -> str:
    return text if len(text) <= _MAX_HOVER else text[:_MAX_HOVER] + "…"
