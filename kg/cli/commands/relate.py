"""`kg relate`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.counts import count, related
from kg.cli.failure import INTERRUPTED, Failed, complain
from kg.cli.options import (
    extraction,
    judgements_of,
    judgements_option,
    processes_option,
    vocabulary_option,
)
from kg.cli.progress import progress
from kg.cli.settings import Settings, command_body


@click.command(short_help="Relate the sources: copies, comparisons, origins, sums.")
@click.option("--anew", is_flag=True, help="Make what is up to date anew as well.")
@judgements_option
@processes_option
@vocabulary_option
@command_body
def relate(
    settings: Settings,
    anew: bool,
    judgements: Path,
    processes: int | None,
    vocabulary: tuple[Path, ...],
) -> None:
    """Bring copies, comparisons, origins and sums up to date with the sources; `kg build` does it by itself.

    Only what new, changed or removed sources touch is done again; an interrupted run goes on where it was.

    \b
    Example:
      kg relate
    """
    from kg.pipeline import relate as relate_store

    with settings.open(mode="w") as store, progress("Relating sources", quiet=settings.quiet) as told:
        finds = extraction(vocabulary or store.vocabulary(), None)
        decided = judgements_of(judgements, store.base)
        report = relate_store(
            store,
            judgements=decided.judgements,
            extraction=finds,
            processes=processes,
            progress=told,
            anew=anew,
        )
    settings.say(f"{count(report.sources, 'source')} related · {related(report)}")
    if report.interrupted:
        complain("interrupted: what is complete is kept, the same command goes on from there")
        raise Failed(INTERRUPTED)
    if not report.ok or decided.problems:
        raise Failed
