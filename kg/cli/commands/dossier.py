"""`kg dossier`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.failure import printable
from kg.cli.files import check_folder, writing_text
from kg.cli.options import lexicon, vocabulary_option
from kg.cli.settings import Settings, command_body

if TYPE_CHECKING:
    from kg.lexicon import Lexicon
    from kg.store import Store
    from kg.views.dossier import Dossier

_NAMED = 4
"""Figures that are named where words mean several."""


@click.command(short_help="Write the dossier of a figure: one page that works offline, or data.")
@click.argument("figure", metavar="FIGURE", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file.  [default: stdout]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "json", "ttl"]),
    help="[default: as the file's name ends, else html]",
)
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Of the page."
)
@vocabulary_option
@command_body
def dossier(
    settings: Settings,
    figure: tuple[str, ...],
    output: Path | None,
    form: str | None,
    language: str,
    vocabulary: tuple[Path, ...],
) -> None:
    """Tell everything about one figure on a page: who says it, in which words and where, what it goes back to, how it moved
    over time, what is at odds with it, what copies made of it, the sums that it is part of, what people decided, and what
    was not checked.

    FIGURE is words such as "46% GMV", or a claim or mention (its IRI, or the beginning or end of its id). The exit status is
    1 where there is no such figure, and where there are several.

    \b
    Examples:
      kg dossier "46% GMV" -o dossier.html
      kg dossier 46%交易额增长 --language zh --format json
    """
    from kg.views.dossier import headline

    if output is not None:
        check_folder(output)
    with settings.open() as store:
        words = lexicon(vocabulary, store)
        found = _found(store, " ".join(figure), words)
        text = _text(store, found, _form(form, output), language, words)
    with writing_text(output) as file:
        file.write(text)
    if output is not None:
        settings.say(printable(f"{headline(found, language)} · {output}"))


def _form(form: str | None, output: Path | None) -> str:
    ending = output.suffix.lstrip(".").lower() if output else ""
    return form or {"json": "json", "ttl": "ttl"}.get(ending, "html")


def _found(store: Store, figure: str, words: Lexicon) -> Dossier:
    """The dossier of the one figure that is meant. Raises `QuestionError` where there is none, or more than one."""
    from kg.errors import QuestionError
    from kg.views.dossier import dossier, figure_names, figures_named, id_of

    figures = figures_named(store, figure, lexicon=words)
    if len(figures) > 1:
        names = figure_names(store, figures[:_NAMED], language="en")
        shown = "; ".join(
            f"{id_of(claims)[:12]} ({name})" for claims, name in zip(figures, names, strict=False)
        )
        more = ", …" if len(figures) > _NAMED else ""
        raise QuestionError(
            f"means {len(figures)} figures, say more or give an id: {shown}{more}", where=figure
        )
    return dossier(store, figures[0], lexicon=words)


def _text(store: Store, found: Dossier, form: str, language: str, words: Lexicon) -> str:
    from kg.views.dossier import dossier_html, dossier_turtle, sample_turtle
    from kg.views.site import Frame

    if form == "json":
        return json.dumps(found.to_json(), ensure_ascii=False, indent=2) + "\n"
    if form == "ttl":
        return dossier_turtle(store, found)
    frame = Frame(language=language).alone()
    return dossier_html(found, frame, lexicon=words, turtle=sample_turtle(store, found))
