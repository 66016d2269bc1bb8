"""Elements of a page by the simple selectors of CSS: tags, classes, attributes, descendants, and lists of them."""

from __future__ import annotations

import re

import lxml.html

_STEP = re.compile(r"([a-z][a-z0-9]*)?((?:\.[\w-]+)*)((?:\[[\w-]+(?:=\"[^\"]*\")?\])*)")


def select(root: lxml.html.HtmlElement, selector: str) -> list[lxml.html.HtmlElement]:
    """What matches, in the order of the page.

    >>> [e.text for e in select(lxml.html.fromstring("<p class='a b'><i id=x>1</i></p>"), 'p.b i[id="x"]')]
    ['1']
    """
    paths = [".//" + "//".join(map(_step, one.split())) for one in selector.split(", ")]
    found: list[lxml.html.HtmlElement] = root.xpath(" | ".join(paths))
    return found


def _step(text: str) -> str:
    match = _STEP.fullmatch(text)
    assert match, text
    path = match[1] or "*"
    for name in filter(None, match[2].split(".")):
        path += f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    for inside in re.findall(r"\[([^\]]*)\]", match[3]):
        path += f"[@{inside}]"
    return path
