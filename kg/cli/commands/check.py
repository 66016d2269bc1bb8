"""`kg validate` and `kg verify`."""

from __future__ import annotations

import click

from kg.cli.counts import count
from kg.cli.failure import Failed
from kg.cli.progress import progress
from kg.cli.settings import Settings, command_body, originals_command_body


@click.command(short_help="Check the graph against the SHACL shapes.")
@command_body
def validate(settings: Settings) -> None:
    """Check every named graph of the store against the shapes that the ontology ships.

    \b
    Example:
      kg validate
    """
    from kg.pipeline import validate as validate_store

    with settings.open() as store, progress("Checking shapes", quiet=settings.quiet) as told:
        report = validate_store(store, progress=told)
    settings.say(
        f"{count(report.graphs, 'graph')} checked, {len(report.failures):,} "
        + ("breaks a shape" if len(report.failures) == 1 else "break a shape")
    )
    if not report.ok:
        raise Failed


@click.command(short_help="Check every quote against the stored originals.")
@originals_command_body
def verify(settings: Settings) -> None:
    """Read every stored original again and check that each quote stands at its offsets, letter by letter.

    \b
    Example:
      kg verify
    """
    from kg.pipeline import verify as verify_store

    with settings.open() as store, progress("Checking quotes", quiet=settings.quiet) as told:
        report = verify_store(store, progress=told)
    settings.say(
        f"{count(report.sources, 'source')} and {count(report.quotes, 'quote')} checked, {len(report.failures):,} "
        + ("does not hold" if len(report.failures) == 1 else "do not hold")
    )
    if not report.ok:
        raise Failed
