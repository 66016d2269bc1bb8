"""What no answer of the server may do, whatever it was asked and whatever its sources say."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

from httpx import Response

from kg.serve.guard import POLICY

STATUS = {200, 204, 300, 303, 307, 400, 401, 403, 404, 405, 406, 409, 413, 415, 421, 422, 501}
"""What may be answered; 501 is a table as Arrow or Parquet without the extra that writes it."""

INERT = "sandbox; default-src 'none'"
"""The policy of originals."""

COOKIES = {"lang": {"en", "zh"}, "theme": {"auto", "light", "dark"}, "author": None, "kg_session": None}
"""Cookies that are set, and the values that they may have; None where the value is nobody's choice or is checked elsewhere."""

_ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "xlink:href", "srcset")
_NEVER = {"iframe", "object", "embed", "base", "frame", "applet", "style", "img", "audio", "video"}
"""Elements that no page has; what a source says would be the only way to them."""


_NO_ICON = "data:,"
"""The icon of every page: none, which a browser need not ask for."""


class _Page(HTMLParser):
    """Everything of a page that could act, as complaints."""

    def __init__(self) -> None:
        super().__init__()
        self.complaints: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in _NEVER:
            self.complaints.append(f"<{tag}>")
        if tag == "script":
            own = found.get("src", "").startswith("/static/") or found.get("type") == "application/json"
            self._in_script = True
            if not own:
                self.complaints.append(f"<script {found}>")
        if tag == "meta" and found.get("http-equiv", "").lower() == "refresh":
            self.complaints.append("a page that leads away by itself")
        for name, value in found.items():
            if name.startswith("on") or name == "style" or name == "srcdoc":
                self.complaints.append(f"<{tag} {name}>")
            if name in _ADDRESSES and not (is_inside(value) or _is_link_out(tag, name, value, found)):
                self.complaints.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_script and "<" in data:
            self.complaints.append("markup within a script")


def is_inside(address: str) -> bool:
    """Whether a browser stays on this server when it follows the address."""
    if not address or address[0] in "#?" or address == _NO_ICON:
        return True
    if address.startswith("/"):
        return not address.replace("\\", "/").startswith("//") and not set(address) & {"\r", "\n", "\t"}
    # only a relative file name without a scheme would be left; no page has one
    return False


def _is_link_out(tag: str, name: str, value: str, attributes: dict[str, str]) -> bool:
    """Where a source stood is the one address of a stranger's that is a link: over http, and nothing is told to it."""
    scheme = urlsplit(value).scheme
    told_nothing = {"nofollow", "noreferrer", "noopener"} <= set(attributes.get("rel", "").split())
    return tag == "a" and name == "href" and scheme in ("http", "https") and told_nothing


def harmless(answer: Response) -> None:
    """Raises `AssertionError` with the request where an answer harms."""
    what = f"{answer.request.method} {str(answer.request.url)[:200]}: {answer.status_code}"
    assert answer.status_code in STATUS, f"{what} {answer.text[:300]}"
    headers = answer.headers
    policy = headers.get("content-security-policy")
    original = answer.request.url.path.endswith("/original") and answer.status_code == 200
    assert policy == (INERT if original else POLICY), f"{what}: policy {policy}"
    assert headers.get("x-content-type-options") == "nosniff", what
    assert headers.get("x-frame-options") == "DENY", what
    assert "x-injected" not in headers, what
    for value in headers.values():
        assert not set(value) & {"\r", "\n", "\0"}, what
    for name, value in answer.cookies.items():
        allowed = COOKIES.get(name, set())
        assert allowed is None or value.strip('"') in allowed, f"{what}: cookie {name}={value}"
    if "location" in headers:
        location = headers["location"]
        own = f"{answer.request.url.scheme}://{answer.request.url.netloc.decode()}"
        assert is_inside(location.removeprefix(own) if location.startswith(own + "/") else location), (
            f"{what}: leads to {location}"
        )
    text = answer.text if answer.status_code != 204 else ""
    for secret in ("root:x:0", "Traceback (most recent", "[project]\n"):
        assert secret not in text, what
    if headers.get("content-type", "").startswith("text/html"):
        page = _Page()
        page.feed(text)
        assert page.complaints == [], f"{what}: {page.complaints[:5]}"
