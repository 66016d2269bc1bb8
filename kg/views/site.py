"""The frame of every page: navigation, question box, language and light, and the page as a served one or as a file.

A page is a template that extends `site.html.j2` and fills its block `content`; `render` gives it

- `frame`: where the page is shown, `frame.href(iri)` for a link to the page of anything in the graph,
- `w`: the words of the page's language, `w("conflicts")`, `w.label(iri)` for a term of the ontology,
- the filter `visible` for a stranger's words, which are escaped in any case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from kg.views.assets import asset, ours, policy, template
from kg.views.interface import interface
from kg.views.words import LANGUAGES, visible

THEMES = ("auto", "light", "dark")
"""What the switch of the light offers; `auto` is what the system prefers."""

_STYLES = ("base.css", "site.css")
_SCRIPTS = ("site.js",)


class Entry(NamedTuple):
    """A page of the navigation: the name of its words, and its address."""

    name: str
    path: str


class Format(NamedTuple):
    """The page as data: `CSV` and the address that gives it."""

    name: str
    href: str


class Switch(NamedTuple):
    """A choice of the reader's: what it is called, the address that chooses it, and whether it is chosen."""

    value: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page is shown.

    `here` is its path with its query; `href` gives the address of what an IRI of the graph names. `served` is False for
    a file that stands alone: styles and scripts are in it, and there is nothing to navigate to.
    """

    language: str = "en"
    theme: str = "auto"
    here: str = "/"
    href: Callable[[str], str] = str
    navigation: tuple[Entry, ...] = ()
    served: bool = True

    @property
    def languages(self) -> list[Switch]:
        """The languages, each as this same page."""
        return [Switch(name, self.url(lang=name), name == self.language) for name in LANGUAGES]

    @property
    def themes(self) -> list[Switch]:
        """Light, dark, or as the system prefers, each as this same page."""
        return [Switch(name, self.url(theme=name), name == self.theme) for name in THEMES]

    def url(self, **changes: str | int | None) -> str:
        """This page with some of its query changed; None takes a parameter away."""
        path, _, query = self.here.partition("?")
        kept = [
            (name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name not in changes
        ]
        kept += [(name, str(value)) for name, value in changes.items() if value is not None]
        return f"{path}?{urlencode(kept)}" if kept else path

    def here_is(self, path: str) -> bool:
        """Whether this page is that one or lies under it."""
        own = self.here.partition("?")[0]
        return own == path or (path != "/" and own.startswith(path + "/"))

    def asset(self, name: str) -> str:
        """The address of a style or script, which changes with its text so that browsers may keep it."""
        return f"/static/{name}?v={digest(name)}"

    def alone(self) -> Frame:
        """The same for a file."""
        return replace(self, served=False, navigation=())


@cache
def digest(name: str) -> str:
    """What tells one version of a file in `templates/` from another."""
    return hashlib.sha256(asset(name).encode()).hexdigest()[:12]


def render(
    name: str,
    frame: Frame,
    *,
    title: str,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    formats: Sequence[Format] = (),
    **content: Any,
) -> str:
    """A page from the template `name`; `styles` and `scripts` are files of `templates/` beside those of every page."""
    css = (*_STYLES, *styles)
    code = (*_SCRIPTS, *scripts)
    alone: dict[str, Any] = {}
    if not frame.served:
        style, texts = "".join(map(asset, css)), [asset(one) for one in code]
        alone = {"style": ours(style), "code": list(map(ours, texts)), "policy": policy(texts, style)}
    return template(name).render(
        frame=frame,
        w=interface(frame.language),
        title=visible(title),
        styles=css,
        scripts=code,
        formats=formats,
        **alone,
        **content,
    )
