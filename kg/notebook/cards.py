"""Records as a cell of a notebook shows them: a claim with its quotes, a comparison, a sum, a mention, an origin, an answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from kg.exports.standing import Standing
from kg.model import Check, Comparison, Mention, Origin, Period, ids
from kg.notebook.markup import joined, listed, put, quoted
from kg.origins import source_line
from kg.views.figures import number_text


def mention_card(m: Mention) -> Markup:
    """The quote in its context, where it stands, and the slots that were read."""
    said = put("<p>{}{}</p>", source_line(m), f" · {m.speaker.label}" if m.speaker else "")
    return put("<div>{}{}{}</div>", quoted(m.quote.prefix, m.quote.exact, m.quote.suffix), said, _slots(m))


def claim_card(one: Standing) -> Markup:
    """What is claimed, and every place where it is, the earliest first."""
    first = one.mentions[0]
    places = joined(
        put(
            "{}<p>{}{}</p>",
            quoted(m.quote.prefix, m.quote.exact, m.quote.suffix),
            source_line(m),
            f" · {m.speaker.label}" if m.speaker else "",
        )
        for m in one.mentions
    )
    sources = len({m.source.id for m in one.mentions})
    counted = f"{len(one.mentions)} mention{_s(len(one.mentions))} in {sources} source{_s(sources)}"
    return put("<div><p><b>{}</b> · {}</p>{}{}</div>", _headline(first), counted, _slots(first), places)


def comparison_card(one: Comparison) -> Markup:
    """How two claims stand to each other and why, with both quotes."""
    return put(
        "<div><p><b>{}</b> · {}</p><p>{}</p>{}<p>{}</p>{}<p>{}</p></div>",
        one.relation.value,
        one.why,
        one.why_zh,
        quoted(one.a.quote.prefix, one.a.quote.exact, one.a.quote.suffix),
        source_line(one.a),
        quoted(one.b.quote.prefix, one.b.quote.exact, one.b.quote.suffix),
        source_line(one.b),
    )


def sum_card(one: Check) -> Markup:
    """A sum, whether it holds, and the quote of each figure in it."""
    figures = listed(
        put(
            "{} = {}: {}<br>{}",
            role.letter,
            _figure(role.mention),
            role.mention.quote.exact,
            source_line(role.mention),
        )
        for role in one.roles
    )
    return put(
        "<div><p><b>{}</b> · <code>{}</code> · <code>{}</code></p><p>{}</p><p>{}</p>{}</div>",
        one.verdict.value,
        one.formula,
        one.shown,
        one.why,
        one.why_zh,
        figures,
    )


def origin_card(one: Origin) -> Markup:
    """An origin, and what goes back to it over which links."""
    links = listed(put("{}: {}", link.how.value, link.why) for link in one.links)
    return put(
        "<div><p><b>{}</b> · {}</p><p>{}</p>{}{}</div>",
        one.label,
        one.kind.value,
        one.end,
        listed(put("{}<br>{}", m.quote.exact, source_line(m)) for m in one.mentions),
        links,
    )


_CARDS: Mapping[type, Callable[[Any], Markup]] = MappingProxyType(
    {
        Mention: mention_card,
        Standing: claim_card,
        Comparison: comparison_card,
        Check: sum_card,
        Origin: origin_card,
    }
)


@cache
def show_records() -> None:
    """Have Jupyter show records as cards, which know nothing of HTML themselves. Does nothing elsewhere."""
    if "IPython" not in sys.modules:
        return
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        html = shell.display_formatter.formatters["text/html"]
        for kind, card in _CARDS.items():
            html.for_type(kind, card)


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _figure(m: Mention) -> str:
    return m.quantity.text if m.quantity else ""


def _headline(m: Mention) -> str:
    """Whose, what, how much; a statement in its own words."""
    if m.quantity is None:
        return m.quote.exact
    value = number_text(m.quantity.value, m.quantity.unit)
    parts = (
        m.subject and m.subject.label,
        m.metric and m.metric.label,
        m.quantity.kind.value.replace("_", " "),
        value,
    )
    return " · ".join(part for part in parts if part)


def _slots(m: Mention) -> Markup:
    """The slots that are filled, in one line."""
    period = f"{ids.day(m.period.start)} – {ids.day(m.period.end)} ({m.period.text})" if m.period else ""
    baseline = m.baseline.text if isinstance(m.baseline, Period) else m.baseline or ""
    filled = {
        "period": period,
        "against": baseline,
        "scope": ", ".join(ref.label for ref in m.scope),
        "cites": ", ".join(ref.label for ref in m.cites),
        "modality": m.modality.value,
        "confidence": f"{m.confidence:g}",
    }
    told = (put("{}: {}", name, value) for name, value in filled.items() if value)
    return put("<p><small>{}</small></p>", joined(told, " · "))
