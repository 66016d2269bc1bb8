"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.judge import Read
    from kg.lexicon import Lexicon
    from kg.pipeline import Extraction
    from kg.read import ReadOptions
    from kg.store import Store


class Mapping(click.ParamType[dict[str, str]]):
    """`text=content,published=datetime`: which field of a JSON record holds what."""

    name = "FIELD=NAME,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, str]:
        """A dictionary; anything that is not pairs is a usage error."""
        if isinstance(value, dict):
            return value
        pairs = [part.partition("=") for part in str(value).split(",") if part.strip()]
        for left, equals, right in pairs:
            if not (equals and left.strip() and right.strip()):
                self.fail(f"{left!r} is not of the form field=name", param, ctx)
        return {left.strip(): right.strip() for left, _, right in pairs}


class Base(click.ParamType[str]):
    """Where ids live: an IRI that names can be added to."""

    name = "IRI"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The IRI; what is none, or has no end to add to, is a usage error."""
        from kg.errors import StoreError
        from kg.store import check_base

        try:
            check_base(str(value))
        except StoreError as error:
            self.fail(str(error), param, ctx)
        return str(value)


vocabulary_option = click.option(
    "--vocabulary",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="DIR|FILE",
    envvar="KG_VOCABULARY",
    help="Your own Turtle beside the shipped vocabulary; may be given again.  [default: $KG_VOCABULARY]",
)


processes_option = click.option(
    "-j",
    "--processes",
    type=click.IntRange(min=0),
    metavar="N",
    help="Worker processes; 0 for none.  [default: one for each processor]",
)


judgements_option = click.option(
    "--judgements",
    type=click.Path(path_type=Path),
    envvar="KG_JUDGEMENTS",
    metavar="DIR|FILE",
    default=Path("judgements"),
    show_default=True,
    help="What people decided, as `kg judge` records it; or $KG_JUDGEMENTS.",
)


def judgements_of(place: Path, base: str) -> Read:
    """The judgements of a folder or file, and those that cannot be read, which are told."""
    from kg.cli.failure import complain
    from kg.judge import read_judgements

    read = read_judgements(place, base=base)
    for problem in read.problems:
        complain(problem)
    return read


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """How sources are read and what is found in them."""
    for option in reversed(
        (
            click.option(
                "--map",
                "fields",
                type=Mapping(),
                default=dict,
                help="Fields of JSON-lines records: text=content,published=datetime,publisher=source.",
            ),
            click.option(
                "--encoding", metavar="NAME", help="Encoding of the sources, where detecting it goes wrong."
            ),
            vocabulary_option,
            click.option(
                "--spacy-model", metavar="NAME", help="An installed spaCy pipeline whose names are added."
            ),
            processes_option,
        )
    ):
        function = option(function)
    return function


def read_options(fields: dict[str, str], encoding: str | None, **more: Any) -> ReadOptions:
    """The options as the readers take them."""
    from kg.read import ReadOptions

    if encoding is not None:
        try:
            "".encode(encoding)
        except LookupError:
            raise click.BadParameter(f"no encoding is called {encoding!r}", param_hint="--encoding") from None
    return ReadOptions(map=fields, encoding=encoding, **more)


def extraction(vocabulary: tuple[Path, ...], spacy_model: str | None) -> Extraction:
    """What finds the mentions. A vocabulary that is not there is a usage error, before any work is done."""
    from kg.pipeline import Extraction

    must_exist(vocabulary)
    return Extraction(vocabulary=vocabulary, spacy_model=spacy_model)


def lexicon(vocabulary: tuple[Path, ...], store: Store) -> Lexicon:
    """The words that a question may use: the shipped ones, those that the store was built with, and these."""
    from kg.lexicon import Lexicon

    must_exist(vocabulary)
    return Lexicon.load(*store.vocabulary(), *vocabulary)


def must_exist(vocabulary: tuple[Path, ...]) -> None:
    """A vocabulary that is not there is a usage error."""
    for place in vocabulary:
        if not place.exists():
            raise click.BadParameter(f"{str(place)!r} does not exist", param_hint="--vocabulary")
