"""The readers, one for each media type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.model import BlockKind
from kg.read import sniff
from kg.read.content import Content
from kg.read.drafts import Draft
from kg.read.encoding import Decoded
from kg.read.flow import classify
from kg.read.frontmatter import FrontMatter, Scalar, front_matter, pieces_of
from kg.read.html import read_html
from kg.read.markdown import Markdown, html_region, read_markdown
from kg.read.page import main_drafts, page_fields, title_draft
from kg.read.text import read_text
from kg.read.titles import same, without_site

Reader = Callable[[Decoded, str], Content]
"""From a decoded file and its name (for messages) to its content."""


def _html(file: Decoded, name: str) -> Content:
    front = front_matter(file.text, name=name)
    body = file.text[front.body :] if front.body else file.text
    if sniff.is_page(body):
        return _page(file, front, name)
    region = html_region(file.text, front.body, len(file.text))
    if region is None:
        found = Markdown(read_html(file.text, front.body, len(file.text), name=name), [], False)
    else:
        found = read_markdown(file.text, front.body, len(file.text), name=name)
    return _article(file, front, found)


def _page(file: Decoded, front: FrontMatter, name: str) -> Content:
    fields = page_fields(file.text, front.body, len(file.text), name=name)
    drafts = read_html(file.text, front.body, len(file.text), name=name)
    head = title_draft(file.text, fields, drafts)
    drafts = classify(main_drafts(file.text, drafts))
    fields.pop("page_title", None)
    return Content([head, *drafts] if head else drafts, {**fields, **front.fields}, file)


def _markdown(file: Decoded, name: str) -> Content:
    front = front_matter(file.text, name=name)
    return _article(file, front, read_markdown(file.text, front.body, len(file.text), name=name))


def _text(file: Decoded, name: str) -> Content:
    front = front_matter(file.text, name=name)
    return _article(file, front, Markdown(read_text(file.text, front.body, len(file.text)), [], False))


def _article(file: Decoded, front: FrontMatter, found: Markdown) -> Content:
    fields: dict[str, Any] = dict(front.fields)
    drafts = classify(found.drafts, paged=found.paged)
    title = fields.get("title")
    if isinstance(title, Scalar) and title.strip():
        head = Draft(BlockKind.TITLE, without_site([*pieces_of(title, file.text)]), fixed=True)
        # the body often says its title again
        if drafts and same(drafts[0].text, title):
            drafts = drafts[1:]
        drafts = [head, *drafts]
    elif drafts and drafts[0].kind is BlockKind.HEADING and drafts[0].level == 1:
        drafts[0].kind, drafts[0].level = BlockKind.TITLE, 0
    if found.urls and not any(key in fields for key in ("url", "link")):
        fields["url"] = found.urls[-1]
    return Content(drafts, fields, file)


READERS: dict[str, Reader] = {
    sniff.HTML: _html,
    "application/xhtml+xml": _html,
    sniff.MARKDOWN: _markdown,
    sniff.TEXT: _text,
}
