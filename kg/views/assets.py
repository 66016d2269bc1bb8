"""What every page is made with: the files in `templates/`, and a policy that lets the page do nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from kg.views.words import is_chinese, visible

VIS_NETWORK = "vis-network.js"
"""The asset that draws networks."""


def asset(name: str) -> str:
    """The text of a file in `templates/`, or of vis-network."""
    if name == VIS_NETWORK:
        return _vis_network()
    return (files(__package__) / "templates" / name).read_text("utf-8").replace("\r\n", "\n")


def ours(text: str) -> Markup:
    """A text of our own files, which a template need not escape."""
    return Markup(text)  # noqa: S704


def json_in_html(data: object) -> Markup:
    """JSON that no HTML parser can take for markup and no JavaScript engine for a line break."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - no character of markup is left in it


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


@lru_cache(maxsize=1)
def _vis_network() -> str:
    """The JavaScript of vis-network (Apache-2.0 or MIT) that the pyvis package ships, the newest version of it."""
    folders = (files("pyvis") / "templates" / "lib").iterdir()
    newest = max(
        (folder for folder in folders if folder.name.startswith("vis-")),
        key=lambda folder: _version(folder.name),
    )
    script = (newest / "vis-network.min.js").read_text("utf-8").replace("\r\n", "\n")
    # a comment in it that names a source map would make developer tools look for a file
    return "\n".join(line for line in script.split("\n") if not line.startswith("//# sourceMappingURL"))


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.removeprefix("vis-").split(".") if part.isdigit())
