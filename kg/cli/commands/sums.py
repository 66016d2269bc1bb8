"""`kg check`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.counts import count
from kg.cli.failure import Failed
from kg.cli.options import extraction, lexicon, read_options, reading_options
from kg.cli.progress import progress
from kg.cli.settings import Settings, command_body

if TYPE_CHECKING:
    from kg.model import Check, Mention

_VERDICTS = ("holds", "fails", "cannot-tell")


@click.command(short_help="Check whether the figures of sources add up.")
@click.argument("sources", nargs=-1, metavar="[SOURCE|FILES]...")
@click.option(
    "--verdict", type=click.Choice(_VERDICTS), multiple=True, help="Only these; may be given again."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True
)
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Of the reasons."
)
@reading_options
@command_body
def check(
    settings: Settings,
    sources: tuple[str, ...],
    verdict: tuple[str, ...],
    form: str,
    language: str,
    fields: dict[str, str],
    encoding: str | None,
    vocabulary: tuple[Path, ...],
    spacy_model: str | None,
    processes: int | None,
) -> None:
    """Work out the sums that tie figures together, and say of each whether it holds, fails or cannot be told.

    SOURCE is a source of the store by its file name, title or IRI; files, folders and globs are read without the store.
    Without either, every source of the store is checked, and what ties several of them together as well.

    The exit status is 1 where a sum fails, also where --verdict leaves it out.

    \b
    Examples:
      kg check
      kg check report.pdf --verdict fails
      kg check --format jsonl | jq -r 'select(.verdict == "fails") | .why'
    """
    from kg.check import checks, checks_across
    from kg.lexicon import Lexicon

    files = [source for source in sources if _is_file(source)]
    if files and len(files) < len(sources):
        raise click.UsageError("give files or sources of the store, not both")
    if files:
        from kg.pipeline import extract

        extracting = extraction(vocabulary, spacy_model)
        with progress("Reading sources", quiet=settings.quiet) as told:
            options = read_options(fields, encoding)
            mentions = list(
                extract(files, processes=processes, options=options, extraction=extracting, progress=told)
            )
        words: Lexicon = extracting.lexicon()
        problems = bool(told.problems)
    else:
        mentions, words = _of_store(settings, sources, vocabulary)
        problems = False
    found = checks(mentions, lexicon=words)
    if not sources:
        found += checks_across(mentions, lexicon=words)
    shown = [one for one in found if not verdict or one.verdict.value in verdict]
    _show(settings, shown, found, form, language)
    if problems or any(one.verdict.value == "fails" for one in found):
        raise Failed


def _is_file(name: str) -> bool:
    return Path(name).exists() or any(character in name for character in "*?[")


def _of_store(
    settings: Settings, names: tuple[str, ...], vocabulary: tuple[Path, ...]
) -> tuple[list[Mention], Any]:
    from kg.graph import mentions
    from kg.graph.history import history

    with settings.open() as store:
        words = lexicon(vocabulary, store)
        if not names:
            gone = history(store).gone()
            return [mention for mention in mentions(store) if mention.source.id not in gone], words
        from kg.graph import graph_id, read_mentions
        from kg.views import select_source

        wanted = dict.fromkeys(iri for name in names for iri in select_source(store, name).focus)
        found = [
            mention
            for iri in wanted
            for mention in read_mentions(store.quads(graph_id(iri, base=store.base)), base=store.base)
        ]
        return found, words


def _show(settings: Settings, shown: Iterable[Check], found: list[Check], form: str, language: str) -> None:
    shown = list(shown)
    if form == "jsonl":
        for one in shown:
            click.echo(json.dumps(one.to_json(), ensure_ascii=False))
        return
    if form == "json":
        click.echo(json.dumps([one.to_json() for one in shown], ensure_ascii=False, indent=2))
        return
    if shown:
        click.echo(_table(shown, language))
    numbers = Counter(one.verdict.value for one in found)
    told = ", ".join(
        f"{numbers[name]:,} {words}"
        for name, words in (("holds", "hold"), ("fails", "fail"), ("cannot-tell", "cannot be told"))
    )
    settings.say(f"{count(len(found), 'sum')}: {told}")


def _table(shown: list[Check], language: str) -> str:
    import pyoxigraph as ox

    from kg.cli.results import show_rows
    from kg.store import Table

    def cells(one: Check) -> tuple[ox.Literal, ...]:
        where = " · ".join(dict.fromkeys(mention.source.name for mention in one.mentions))
        why = one.why_zh if language == "zh" else one.why
        quotes = " … ".join(dict.fromkeys(mention.quote.exact for mention in one.mentions))
        return tuple(ox.Literal(text) for text in (one.verdict.value, one.identity.value, why, quotes, where))

    return show_rows(
        Table(("verdict", "identity", "why", "quotes", "file"), [cells(one) for one in shown]), "table"
    )
