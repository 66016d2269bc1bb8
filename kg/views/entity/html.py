"""The page of a thing as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kg.lexicon import Lexicon
from kg.model.ids import ONTOLOGY
from kg.views.assets import VIS_NETWORK, json_in_html
from kg.views.entity.model import EntityPage
from kg.views.entity.neighbours import BUDGETS, Neighbourhood, picture_style
from kg.views.interface import interface
from kg.views.names import outlet_names
from kg.views.records import NodeType
from kg.views.site import Format, Frame, render
from kg.views.style import load_style

_FACETS = 12
"""Metrics that are named at once; the others open on demand."""
_COMPANIONS = 12
"""The same of things that it occurs with."""
_WORDS = (
    "around-all",
    "around-claims",
    "around-count",
    "around-failed",
    "around-full",
    "around-more",
    "around-open",
)


def entity_html(
    page: EntityPage,
    around: Neighbourhood | None,
    frame: Frame,
    *,
    lexicon: Lexicon,
    more: str | None = None,
    formats: Sequence[Format] = (),
) -> str:
    """The page with the picture of what stands round the thing; `more` is the address that lets the picture grow."""
    return render(
        "entity.html.j2",
        frame,
        title=page.thing.labels[frame.language],
        styles=("entity.css",),
        scripts=(VIS_NETWORK, "shapes.js", "entity.js") if around and around.nodes else (),
        formats=formats,
        page=page,
        person=f"{ONTOLOGY}Person" in page.kinds,
        around=around,
        kinds=[(kind, load_style().nodes[kind].names) for kind in NodeType],
        budgets=BUDGETS,
        facets_shown=_FACETS,
        companions_shown=_COMPANIONS,
        outlet=lambda name: outlet_names(name, lexicon=lexicon)[frame.language],
        data=_data(around, frame, more) if around else "",
    )


def _data(around: Neighbourhood, frame: Frame, more: str | None) -> Markup:
    words = interface(frame.language)
    return json_in_html(
        {
            "language": frame.language,
            "focus": around.focus,
            "more": more,
            "words": {name: words.words[name] for name in _WORDS},
            "style": picture_style(),
            "around": around.to_json(),
        }
    )
