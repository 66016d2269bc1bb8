"""`kg build`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.counts import by_suffix, count, related
from kg.cli.failure import INTERRUPTED, Failed, complain
from kg.cli.options import (
    Base,
    extraction,
    judgements_of,
    judgements_option,
    read_options,
    reading_options,
)
from kg.cli.progress import progress
from kg.cli.settings import Settings, originals_command_body


@click.command(short_help="Read sources into the store.")
@click.argument("paths", nargs=-1, required=True)
@click.option("--base", type=Base(), metavar="IRI", help="Where the ids of a new store live; ends in / or :.")
@click.option("--rebuild", is_flag=True, help="Read unchanged sources anew as well.")
@click.option("--no-validate", is_flag=True, help="Leave the SHACL check to `kg validate`.")
@click.option("--no-relate", is_flag=True, help="Leave comparing with other sources to `kg relate`.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    show_default=True,
    help="Seconds that one source may take.",
)
@judgements_option
@reading_options
@originals_command_body
def build(
    settings: Settings,
    paths: tuple[str, ...],
    base: str | None,
    rebuild: bool,
    no_validate: bool,
    no_relate: bool,
    time_limit: float,
    judgements: Path,
    fields: dict[str, str],
    encoding: str | None,
    vocabulary: tuple[Path, ...],
    spacy_model: str | None,
    processes: int | None,
) -> None:
    """Read files, folders and globs, find the claims in them, keep both in the store and relate them to the rest.

    Sources that have not changed since the last build are left as they are; an interrupted build goes on where it
    was. A source that cannot be read is told and left out, the others are kept, and the exit status is 1.

    \b
    Examples:
      kg build articles/ report.md
      kg build news.jsonl --map text=content,published=datetime,publisher=source
      kg --store /data/kg build 'pages/**/*.html' --processes 4
    """
    from kg.pipeline import build as build_graph

    options = read_options(fields, encoding)
    finds = extraction(vocabulary, spacy_model)
    with (
        settings.open(mode="w", base=base) as store,
        progress("Reading sources", quiet=settings.quiet) as told,
    ):
        decided = judgements_of(judgements, store.base)
        report = build_graph(
            paths,
            store=store,
            processes=processes,
            options=options,
            extraction=finds,
            progress=told,
            rebuild=rebuild,
            validate=not no_validate,
            relating=not no_relate,
            judgements=decided.judgements,
            limit=time_limit,
        )
    c = report.counts
    settings.say(
        f"{count(c.read, 'source')} read, {c.unchanged:,} unchanged, {c.failed:,} failed"
        + (f", {count(c.duplicates, 'duplicate')}" if c.duplicates else "")
        + f" · {count(c.mentions, 'mention')} · {count(c.triples, 'triple')} · {c.seconds:.1f} s · {settings.store}"
    )
    if report.left_out:
        settings.say(f"left out, no reader for them: {by_suffix(report.left_out)}")
    if report.related and any(report.related.records.values()):
        settings.say(related(report.related))
    if report.interrupted or (report.related and report.related.interrupted):
        complain("interrupted: what is counted above is kept, the same command goes on from there")
        raise Failed(INTERRUPTED)
    if not report.ok or decided.problems:
        raise Failed
