"""`kg serve`."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from kg.cli.browser import show
from kg.cli.options import judgements_option, must_exist, vocabulary_option
from kg.cli.settings import Settings, originals_command_body

_PORT = 8765


@click.command(short_help="Explore the graph in a browser; a SPARQL endpoint.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help="Port to listen at; 0 takes a free one.",
)
@click.option(
    "--token",
    envvar="KG_TOKEN",
    metavar="SECRET",
    help="Whoever shows it may record judgements and run updates; without it nobody may.  [default: $KG_TOKEN]",
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="Another name by which browsers may reach the server; may be given again.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN|*",
    help="A site whose pages may read here, or * for every site; may be given again.",
)
@click.option(
    "--insecure",
    is_flag=True,
    help="Take the token over plain HTTP from other machines, where anybody between may read it.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds that a SPARQL query may take.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    help="Rows that the answer to a SPARQL query has at most.",
)
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
@judgements_option
@vocabulary_option
@originals_command_body
def serve(
    settings: Settings,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    insecure: bool,
    timeout: float,
    rows: int,
    browse: bool,
    judgements: Path,
    vocabulary: tuple[Path, ...],
) -> None:
    """Serve the store to browsers and SPARQL clients until interrupted, from this machine alone unless told otherwise.

    Nothing can be changed without --token. What `kg build` adds meanwhile shows with the next request.

    \b
    Examples:
      kg serve --open
      KG_TOKEN=secret kg serve --port 9000
    """
    from kg.serve import Config, create_app
    from kg.serve.config import EVERYWHERE, LOOPBACK, is_loopback
    from kg.serve.running import address_of, bind, run

    if token is not None and not token.strip():
        raise click.BadParameter("is empty", param_hint="--token")
    if token and not insecure and not is_loopback(host):
        raise click.UsageError(
            f"the token would cross the network in the clear to {host}: serve on 127.0.0.1 behind a proxy "
            "with TLS, leave the token out, or say --insecure"
        )
    must_exist(vocabulary)
    config = Config(
        settings.store,
        originals=Path(settings.originals) if settings.originals else None,
        vocabulary=vocabulary,
        judgements=judgements,
        token=token.strip() if token else None,
        hosts=(*LOOPBACK, host, *names),
        origins=origins,
        query_seconds=timeout,
        query_rows=rows,
    )
    app = create_app(config)
    with bind(host, port) as listening:
        address = address_of(listening)
        settings.say(f"{address}  (Ctrl-C ends it)")
        if host in EVERYWHERE and not names:
            settings.say("other machines reach it by the names that --allow-host gives, and by no other")
        if browse:
            show(address)
        with suppress(KeyboardInterrupt):
            run(app, listening)
