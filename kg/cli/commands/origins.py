"""`kg origins` and `kg network`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.counts import count
from kg.cli.failure import printable
from kg.cli.files import check_folder, writing
from kg.cli.options import lexicon, vocabulary_option
from kg.cli.settings import Settings, command_body

if TYPE_CHECKING:
    import networkx as nx

    from kg.lexicon import Lexicon
    from kg.store import Store

_FORMS = {".graphml": "graphml", ".gexf": "gexf"}


@click.command(short_help="Say what a figure goes back to: how many origins, and over which links.")
@click.argument("name", required=False, metavar="[CLAIM|MENTION]")
@click.option("--figure", metavar="WORDS", help='A figure and what it measures: "46% GMV".')
@click.option("--source", metavar="NAME|IRI", help="Everything in a source, by its file name, title or IRI.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True)
@vocabulary_option
@command_body
def origins(
    settings: Settings,
    name: str | None,
    figure: str | None,
    source: str | None,
    form: str,
    language: str,
    vocabulary: tuple[Path, ...],
) -> None:
    """Count the origins behind a figure and show the way to each: what was read, what is only named, where the trail ends.

    Give a claim or mention (its IRI, or the beginning or end of its id), --figure, or --source.

    \b
    Examples:
      kg origins --figure "46% GMV"
      kg origins --source 003_e481bb41ffbd6ae5.txt --format json
    """
    if sum((name is not None, figure is not None, source is not None)) != 1:
        raise click.UsageError("give one of CLAIM, --figure and --source")
    from kg.ask.tracing import trace
    from kg.origins import summary, tree

    with settings.open() as store:
        words = lexicon(vocabulary, store)
        found = trace(store, _wanted(store, name, figure, source, words), lexicon=words)
    if form == "json":
        record = {
            "sources": len({m.source.id for one in found for m in one.mentions}),
            "origins": [one.to_json() for one in found],
            "summary": summary(found),
            "summary_zh": summary(found, language="zh"),
        }
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    settings.say(printable(summary(found, language=language)) + "\n")
    for line in tree(found, language=language):
        click.echo(printable(line))


def _wanted(
    store: Store, name: str | None, figure: str | None, source: str | None, words: Lexicon
) -> list[str]:
    """The mentions that are asked for, as IRIs."""
    from kg.ask.tracing import mentions_named, mentions_of_claims, mentions_of_source
    from kg.views import select_figure, select_source

    if figure is not None:
        return mentions_of_claims(store, select_figure(store, figure, lexicon=words).claims)
    if source is not None:
        return mentions_of_source(store, select_source(store, source).focus)
    return mentions_named(store, name or "")


@click.command(short_help="The network of who took what from whom; GraphML and GEXF for Gephi.")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="Lines of each list.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.graphml|.gexf",
    help="Write the network for other programs.",
)
@vocabulary_option
@command_body
def network(settings: Settings, top: int, output: Path | None, vocabulary: tuple[Path, ...]) -> None:
    """Tell which sources and origins most others stand on, and how much of its claims each publisher took from no other.

    \b
    Examples:
      kg network
      kg network -o network.graphml
    """
    from kg.ask.tracing import network as network_of
    from kg.origins.network import serialised

    if output is not None:
        if output.suffix not in _FORMS:
            raise click.UsageError(f"{output.name}: the file's name must end in .graphml or .gexf")
        check_folder(output)
    with settings.open() as store:
        graph = network_of(store, lexicon=lexicon(vocabulary, store))
    if output is None:
        _lists(graph, top)
        return
    with writing(output) as file:
        file.write(serialised(graph, _FORMS[output.suffix]))
    settings.say(
        f"{count(graph.number_of_nodes(), 'node')}, {count(graph.number_of_edges(), 'edge')} · {output}"
    )


def _lists(graph: nx.MultiDiGraph, top: int) -> None:
    from kg.origins import feeding, originality

    click.echo("sources  direct  what they stand on")
    for feeds in feeding(graph)[:top]:
        click.echo(printable(f"{feeds.all:7,}  {feeds.direct:6,}  {feeds.label}"))
    click.echo("\n    own  claims  publisher")
    for one in originality(graph)[:top]:
        click.echo(printable(f"{one.share:7.1%}  {one.claims:6,}  {one.publisher}"))
