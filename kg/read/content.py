"""What a reader of one format returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kg.read.drafts import Draft
from kg.read.encoding import Decoded


class Content(NamedTuple):
    """The blocks of a document in order, what it says about itself, and its decoded file (None where there are no characters
    to point to, as in PDF).

    `fields` has the keys of front matter: `title`, `date`, `author`, `link`, `categories`, `tags`, …
    """

    drafts: list[Draft]
    fields: Mapping[str, Any]
    file: Decoded | None
