"""`kg ask`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.failure import printable
from kg.cli.options import lexicon, vocabulary_option
from kg.cli.settings import Settings, command_body


@click.command(short_help="Ask in words, English or Chinese.")
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    show_default=True,
)
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default="zh",
    show_default=True,
    help="Of names and reasons.",
)
@click.option("--show-sparql", is_flag=True, help="Print the SPARQL that the question became, on stderr.")
@vocabulary_option
@command_body
def ask(
    settings: Settings,
    question: tuple[str, ...],
    form: str,
    language: str,
    show_sparql: bool,
    vocabulary: tuple[Path, ...],
) -> None:
    """Answer a question from the graph, with the quotes that say so.

    How the question was understood is told on stderr. One with a word that nobody knows, or that no form has a use for, is
    refused rather than answered without it: docs/asking.md has the forms.

    \b
    Examples:
      kg ask "which sources repeat the 46% GMV figure"
      kg ask 哪些来源重复了46%交易额增长的说法 --format markdown
      kg ask "what has 张阔 said about Vietnam" --show-sparql
    """
    from datetime import datetime

    from kg.ask import ask as answered
    from kg.cli.results import show_rows

    with settings.open() as store:
        found = answered(
            store,
            " ".join(question),
            lexicon=lexicon(vocabulary, store),
            today=datetime.now().astimezone().date(),
            language=language,
        )
    # with the SPARQL it is a comment of it, so that what stands on stderr can be run
    mark = "#" if show_sparql else "kg:"
    click.echo(printable(f"{mark} {found.question.reading}"), err=True)
    if found.ignored:
        click.echo(printable(f"{mark} without these words: {', '.join(found.ignored)}"), err=True)
    if show_sparql:
        click.echo(found.sparql.rstrip("\n"), err=True)
    if form == "table" and found.table.rows:
        settings.say(f"{found.counts}\n")
    click.echo(show_rows(found.table, form))
    if form in ("table", "markdown") and found.origins_counted:
        settings.say(f"\n{printable(found.origins_counted)}")
