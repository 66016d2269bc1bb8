"""The page of a thing as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kg.lexicon import Lexicon
from kg.model.ids import ONTOLOGY
from kg.views.entity.model import EntityPage
from kg.views.entity.neighbours import Neighbourhood
from kg.views.names import outlet_names
from kg.views.picture import BUDGETS, SCRIPTS, STYLES, picture_data
from kg.views.records import NodeType
from kg.views.site import Format, Frame, render
from kg.views.style import load_style

_FACETS = 12
"""Metrics that are named at once; the others open on demand."""
_COMPANIONS = 12
"""The same of things that it occurs with."""


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
        styles=("entity.css", *STYLES),
        scripts=SCRIPTS if around and around.nodes else (),
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
    style = load_style()
    return picture_data(
        around.to_json(),
        language=frame.language,
        kinds={kind: style.nodes[kind] for kind in NodeType},
        part="around-claims",
        more=more,
    )
