"""A page of the server as a page of a static site: relative links, and nothing left that needs a server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import lxml.html
from lxml.html import HtmlElement

from kg.views.assets import json_in_html
from kg.views.picture import PICTURE

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' file:",
        "style-src 'self' file:",
        "img-src 'self' file: data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""`file:` for a page that is opened from a disk, where browsers do not take it for its own site."""

Resolve = Callable[[str], str | None]
"""From a link to the link that takes its place; None where the site has no such page."""


def links(body: bytes) -> Iterator[str]:
    """All addresses that a page leads to or loads, in their order."""
    for element in _page(body).iter("a", "link", "script", "img"):
        link = element.get("href") or element.get("src")
        if link and not _stays(link):
            yield link


def rewritten(body: bytes, resolve: Resolve) -> bytes:
    """The page with its links resolved: forms are gone, and what leads nowhere is only words."""
    root = _page(body)
    for element in [*root.iter("form"), *root.iterfind(".//*[@data-needs='server']")]:
        element.drop_tree()
    for element in list(root.iter("a", "link", "script", "img")):
        name = "href" if element.get("href") else "src"
        link = element.get(name)
        if not link or _stays(link):
            continue
        found = resolve(link)
        if found is not None:
            element.set(name, found)
        elif element.tag != "a" or element.get("rel") or _in_navigation(element):
            element.drop_tree()
        else:
            del element.attrib[name]
            element.tag = "span"
    for holder in root.iterfind(f".//script[@id='{PICTURE}']"):
        holder.text = _drawn(holder.text or "{}", resolve)
    for group in [*root.iterfind(".//span[@role='group']"), *root.iterfind(".//p[@class='formats']")]:
        if not len(group):
            group.drop_tree()
    head = root.find("head")
    if head is not None:
        policy = lxml.html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
        referrer = lxml.html.Element("meta", name="referrer", content="no-referrer")
        head.insert(1, policy)  # the encoding stays first
        head.insert(2, referrer)
    text: bytes = lxml.html.tostring(root, encoding="utf-8", doctype="<!doctype html>")
    return text + b"\n"


def _drawn(data: str, resolve: Resolve) -> str:
    """The data of a picture: it does not grow, and its nodes lead to files."""
    found = json.loads(data)
    found["more"] = None
    for node in found["around"]["nodes"]:
        node["href"] = (resolve(node["href"]) or "") if node["href"] else ""
    return json_in_html(found)


def _page(body: bytes) -> HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    return lxml.html.document_fromstring(body, parser=parser)


def _stays(link: str) -> bool:
    """Whether a link leads within the page, or out into the web."""
    return link.startswith(("#", "data:", "http://", "https://", "mailto:"))


def _in_navigation(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "nav"
