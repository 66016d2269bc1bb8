"""`kg export`."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.settings import Settings, command_body

if TYPE_CHECKING:
    from kg.exports.claim_review import Verdict
    from kg.store import Store

_GRAPHS = ("nquads", "trig", "turtle", "jsonld")
_TABLES = ("csv", "parquet")
_OF_CLAIMS = ("nanopub", "claimreview")
_OF_SOURCE = ("annotations", "hypothesis")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(short_help="Write the graph as RDF, as tables, or some claims for other tools.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*_GRAPHS, *_TABLES, *_OF_CLAIMS, *_OF_SOURCE]),
    default="nquads",
    show_default=True,
    help="nquads is canonical: the same graph is the same bytes; turtle leaves the named graphs out. csv and parquet are"
    " tables, a file each in a folder. nanopub, claimreview, annotations and hypothesis are of what you choose.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="A file instead of stdout; the folder of csv and parquet.",
)
@click.option(
    "--claim", "claims", metavar="ID", multiple=True, help="A claim or mention; may be given again."
)
@click.option("--figure", metavar="WORDS", help='The claims of a figure: "46% GMV".')
@click.option("--source", metavar="NAME|IRI", help="A source, for annotations; or all claims in it.")
@click.option("--creator", metavar="IRI|NAME", help="Who publishes a nanopub, such as an ORCID.")
@click.option("--created", type=_DAY, metavar="DAY", help="When it is published, or reviewed.")
@click.option("--verdict", metavar="WORDS", help='What you say of the claim, for claimreview: "Mostly true".')
@click.option("--reviewer", metavar="NAME", help="Who says so.")
@click.option("--review-url", metavar="URL", help="Where that is published.")
@command_body
def export(
    settings: Settings,
    /,
    form: str,
    output: Path | None,
    claims: tuple[str, ...],
    figure: str | None,
    source: str | None,
    **about: Any,
) -> None:
    """Write the whole graph: with its named graphs where the format has them, or as tables of sources, claims, mentions,
    comparisons, sums and copies with a description of every column (docs/data-dictionary.md). Or some of it for other tools: claims as
    nanopublications or as schema.org ClaimReview, the mentions of a source as Web Annotations or for Hypothes.is (docs/exports.md).
    An export that is interrupted leaves what was there before.

    \b
    Examples:
      kg export --format trig -o graph.trig
      kg export --format csv -o tables
      kg export --format nanopub --figure "46% GMV"
      kg export --format annotations --source 003_e481bb41ffbd6ae5.txt
    """
    _check(form, output, claims, figure, source, about)
    if form in _TABLES:
        assert output is not None
        _tables(settings, form, output)
        return
    from kg.cli.files import check_folder, writing

    if output:
        check_folder(output)
    with settings.open() as store:
        if form in _GRAPHS:
            from kg.graph import write

            with writing(output) as file:
                write((quad for graph in store.graphs() for quad in store.quads(graph)), file, form)
        elif form in _OF_SOURCE:
            _json(_annotations(store, form, source or ""), output)
        elif form == "nanopub":
            from kg.exports.nanopublications import nanopublications, write_nanopublications

            chosen = _chosen(store, claims, figure, source)
            found = list(nanopublications(store, chosen, creator=about["creator"], created=_day(about)))
            with writing(output) as file:
                write_nanopublications(found, file)
        else:
            from kg.exports.claim_review import claim_reviews

            chosen = _chosen(store, claims, figure, source)
            _json(claim_reviews(store, chosen, verdict=_verdict(about)), output)


def _check(
    form: str,
    output: Path | None,
    claims: tuple[str, ...],
    figure: str | None,
    source: str | None,
    about: dict[str, Any],
) -> None:
    """What is given must fit the format."""
    chosen = sum((bool(claims), figure is not None, source is not None))
    if form in _TABLES and output is None:
        raise click.UsageError(f"--format {form} writes several files: give their folder with -o")
    if form in _OF_CLAIMS and chosen != 1:
        raise click.UsageError(
            f"--format {form} is of some claims: give one of --claim, --figure and --source"
        )
    if form in _OF_SOURCE and (source is None or chosen != 1):
        raise click.UsageError(f"--format {form} is of one source: give --source")
    if form in (*_GRAPHS, *_TABLES) and chosen:
        raise click.UsageError(
            f"--format {form} is of the whole graph: --claim, --figure and --source choose nothing"
        )
    if (about["verdict"] is None) != (about["reviewer"] is None):
        raise click.UsageError("a verdict is somebody's: give --verdict and --reviewer together")
    if about["created"] is not None and form not in _OF_CLAIMS:
        raise click.UsageError("--created is for --format nanopub and claimreview")
    own = {"creator": "nanopub", "verdict": "claimreview", "review_url": "claimreview"}
    for name, of in own.items():
        if about[name] is not None and form != of:
            raise click.UsageError(f"--{name.replace('_', '-')} is for --format {of}")


def _tables(settings: Settings, form: str, folder: Path) -> None:
    from kg.exports.package import write_tables

    with settings.open() as store:
        rows = write_tables(store, folder, form)
    told = ", ".join(f"{name} {number:,}" for name, number in rows.items())
    settings.say(f"{told} · {folder}")


def _chosen(store: Store, claims: tuple[str, ...], figure: str | None, source: str | None) -> list[str]:
    """The claims that are asked for, as IRIs, each once."""
    from kg.ask.parts import records
    from kg.ask.tracing import mentions_named
    from kg.views import select_figure, select_source

    if figure is not None:
        return list(select_figure(store, figure).claims)
    if source is not None:
        return list(select_source(store, source).claims)
    named = [mention for name in claims for mention in mentions_named(store, name)]
    found = records(store, named)
    return list(dict.fromkeys(found[mention].claim for mention in named))


def _annotations(store: Store, form: str, source: str) -> dict[str, Any]:
    from kg.errors import QuestionError
    from kg.exports.annotations import hypothesis, web_annotations
    from kg.views import select_source

    found = select_source(store, source).focus
    if len(found) > 1:
        raise QuestionError(f"{len(found)} sources have this name; give the IRI of one", where=source)
    return (hypothesis if form == "hypothesis" else web_annotations)(store, found[0])


def _verdict(about: dict[str, Any]) -> Verdict | None:
    from kg.exports.claim_review import Verdict

    if about["verdict"] is None:
        return None
    return Verdict(about["verdict"], about["reviewer"], _day(about), about["review_url"])


def _day(about: dict[str, Any]) -> date | None:
    created: datetime | None = about["created"]
    return created.date() if created else None


def _json(record: dict[str, Any], output: Path | None) -> None:
    from kg.cli.files import writing_text

    with writing_text(output) as file:
        json.dump(record, file, ensure_ascii=False, indent=2)
        file.write("\n")
