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
@click.option("--show-sparql", is_flag=True, help="Print the SPARQL that the question became, on stderr.")
@vocabulary_option
@command_body
def ask(
    settings: Settings, question: tuple[str, ...], form: str, show_sparql: bool, vocabulary: tuple[Path, ...]
) -> None:
    """Answer a question from the graph, with the quotes that say so.

    \b
    Examples:
      kg ask "which sources repeat the 46% GMV figure"
      kg ask 哪些来源重复了46%交易额增长的说法 --format markdown
      kg ask "what has 张阔 said about Vietnam" --show-sparql
    """
    from kg.ask import answer, understand
    from kg.cli.results import show_rows

    with settings.open() as store:
        asked = understand(" ".join(question), lexicon=lexicon(vocabulary, store), base=store.base)
        found = answer(store, asked)
    if show_sparql:
        click.echo(found.sparql.rstrip("\n"), err=True)
    if found.ignored:
        click.echo(printable(f"kg: without these words: {', '.join(found.ignored)}"), err=True)
    if form == "table" and found.table.rows:
        settings.say(f"{found.counts}\n")
    click.echo(show_rows(found.table, form))
    if form in ("table", "markdown") and found.origins_counted:
        settings.say(f"\n{printable(found.origins_counted)}")
