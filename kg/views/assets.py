"""What every page is made with: the files in `templates/`, and a policy that lets the page do nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from kg.views.words import is_chinese, visible


def asset(name: str) -> str:
    """The text of a file in `templates/`."""
    return (files(__package__) / "templates" / name).read_text("utf-8").replace("\r\n", "\n")


def ours(text: str) -> Markup:
    """A text of our own files, which a template need not escape."""
    return Markup(text)  # noqa: S704


def policy(scripts: Iterable[str], css: str) -> str:
    """A Content-Security-Policy that allows exactly these inline texts, and no request to anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src", *map(_hash, scripts))),
            "style-src " + _hash(css),
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def template(name: str) -> jinja2.Template:
    """A page's template; what it is given is escaped."""
    return _environment().get_template(name)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.views"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    environment.tests["chinese"] = is_chinese
    return environment
