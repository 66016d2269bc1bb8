"""`kg evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.failure import Failed, complain
from kg.cli.files import writing
from kg.cli.options import extraction, vocabulary_option
from kg.cli.settings import Settings, storeless_command_body

_GOLD, _DOCS, _FLOORS = Path("tests/gold"), Path("seeds"), "floors.toml"


@click.command(short_help="Judge the extraction on annotated documents.")
@click.option(
    "--gold",
    type=click.Path(path_type=Path, exists=True),
    default=_GOLD,
    show_default=True,
    metavar="DIR|FILE",
    help="Annotations, one JSON object a line.",
)
@click.option(
    "--docs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=_DOCS,
    show_default=True,
    metavar="DIR",
    help="The documents that they name.",
)
@click.option(
    "--floors",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"Figures that must be reached.  [default: {_FLOORS} beside the gold, if it is there]",
)
@click.option(
    "--raise-floors", is_flag=True, help="Write floors just under the figures where they were lower."
)
@click.option(
    "--misses", "most", type=click.IntRange(min=0), default=0, metavar="N", help="Show what is wrong."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@vocabulary_option
@click.option("--spacy-model", metavar="NAME", help="An installed spaCy pipeline whose names are added.")
@storeless_command_body
def evaluate(
    settings: Settings,
    gold: Path,
    docs: Path,
    floors: Path | None,
    raise_floors: bool,
    most: int,
    as_json: bool,
    vocabulary: tuple[Path, ...],
    spacy_model: str | None,
) -> None:
    """Find the mentions of annotated documents and say how many were found and how often each slot is right.

    A figure under its floor ends with exit status 1.

    \b
    Examples:
      kg evaluate --misses 10
      kg evaluate --gold my-gold --docs my-articles --raise-floors
    """
    from kg.evaluate import Floors, compare_found, compare_gold, comparing, misses, overview
    from kg.evaluate import evaluate as judge

    how = extraction(vocabulary, spacy_model)
    result = judge(gold, docs, extraction=how)
    words = how.lexicon()
    related = {
        "annotations": compare_gold(gold, docs, lexicon=words),
        "found": compare_found(gold, result, lexicon=words),
    }
    if as_json:
        told = {name: one.to_json() for name, one in related.items() if one}
        click.echo(json.dumps({**result.to_json(), "comparisons": told}, ensure_ascii=False))
    else:
        click.echo(overview(result))
        for name, one in related.items():
            if one:
                click.echo(comparing(f"comparisons of {name}", one))
        if most:
            click.echo(misses(result, most))
    beside = (gold if gold.is_dir() else gold.parent) / _FLOORS
    place = floors or beside
    known = Floors.read(place) if place.exists() or (floors and not raise_floors) else Floors({})
    for gap in known.fallen(result):
        complain(f"{gap.key} is {gap.figure}, under its floor of {gap.floor} ({place})")
    if raise_floors:
        with writing(place) as file:
            file.write(known.raised(result).to_toml().encode())
    elif not as_json:
        for gap in known.risen(result):
            settings.say(f"{gap.key} is {gap.figure}: its floor of {gap.floor} can go up (--raise-floors)")
    if result.total.lost:
        complain(f"{result.total.lost} quotes do not occur in their document")
    if known.fallen(result) or result.total.lost:
        raise Failed
