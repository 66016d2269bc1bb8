"""The browser of whoever runs a command."""

from __future__ import annotations

import threading
import webbrowser

import click


def show(address: str) -> None:
    """Open an address in the browser; where there is none, as on a machine without a screen, say so."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        click.echo(f"kg: no browser was found here; open {address} in one", err=True)
        return
    # a browser of the terminal comes back only when it is left
    threading.Thread(target=browser.open, args=(address,)).start()
