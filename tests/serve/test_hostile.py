"""Hostile sources and hostile requests against every route of the application: shown as text, or refused.

The routes are those of the application, the parameters those that its handlers ask for: one that is added is attacked as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from httpx import Response
from starlette.datastructures import ImmutableMultiDict, QueryParams
from starlette.testclient import TestClient

from kg.graph import graph_id, source_graph
from kg.lexicon import Lexicon
from kg.serve.pages import ROUTES
from kg.store import Store, open_store
from kg.views.tables import TABLES
from tests.serve.conftest import TOKEN, client_of, with_originals
from tests.serve.harmless import harmless
from tests.views.dossiers import hostile_dossier_store
from tests.views.worlds import attack, document, growth

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
BEARER = {"Authorization": f"Bearer {TOKEN}"}
INJECTED = "en\r\nSet-Cookie: injected=1\r\nX-Injected: 1"

VALUES: dict[str, str | bytes] = {
    "markup": attack("parameter"),
    "headers": INJECTED,
    "nul": "a\0b",
    "traversal": "../../../../../../etc/passwd",
    "backslashes": "..\\..\\..\\etc\\passwd",
    "encoded traversal": "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "other site": "//evil.example/",
    "other site, backslash": "/\\evil.example/",
    "other site, no slashes": "https:evil.example",
    "script": "javascript:pwned(1)",
    "digits": "9" * 400,
    "negative": "-1",
    "exponent": "1e999",
    "digits of another script": "١٢",
    "not a number": "NaN",
    "no unicode": b"\xff\xfe\xed\xa0\x80",
    "direction": "\u202e\u2028\ufeff\x1b[31m",
    "sparql": "> } } ; DROP ALL #",
    "quotes": "'''\"\"\"\\",
    "giant": "宽" * 5_000,
}
SPARQL = ("query", "update", "default-graph-uri", "named-graph-uri", "format")
EVERYWHERE = {"lang", "theme"}

ADDRESSES = [
    "javascript:pwned('url')",
    "data:text/html,<script>pwned('data')</script>",
    "//evil.example/x",
    "https://evil.example/\"><script>pwned('out')</script>",
    "JaVaScRiPt:pwned('case')",
    "https://evil.example/\r\nX-Injected: 1",
]
"""Addresses that sources say that they stood at."""


def hostile_store() -> Store:
    """The hostile dossier, and sources with hostile addresses that carry the same figure."""
    store = hostile_dossier_store()
    lexicon = Lexicon.load()
    for number, url in enumerate(ADDRESSES):
        where = document(
            f"../..\\{number}\r\nX-Injected: 1.txt",
            [f"{number}{attack('quote')}"],
            title=attack(f"title{number}"),
            publisher=attack("publisher"),
            url=url,
        )
        said = growth(
            where, f"{number}{attack('quote')}", "46", metric=attack("metric"), subject=attack("subject")
        )
        graph = graph_id(where.source.id, base=store.base)
        store.replace(graph, source_graph(where, [said], lexicon=lexicon, base=store.base))
        store.blobs.put(where.raw, {"format": attack("format")})
    return store


@pytest.fixture(scope="module")
def hostile_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_originals(hostile_store(), tmp_path_factory.mktemp("hostile") / "kg")


@pytest.fixture(scope="module")
def client(hostile_path: Path) -> Iterator[TestClient]:
    with client_of(hostile_path) as found:
        yield found


@pytest.fixture(scope="module")
def writer(hostile_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server that takes the token; what it is sent here changes nothing."""
    folder = tmp_path_factory.mktemp("judgements")
    with client_of(hostile_path, token=TOKEN, judgements=folder) as found:
        yield found


@pytest.fixture(scope="module")
def names(hostile_path: Path) -> dict[str, list[str]]:
    """The ends of the IRIs of things in the store, by the kind that they are of."""
    with open_store(hostile_path) as store:
        base = store.base
        found = store.select(
            f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{base}")) }} ORDER BY ?s'
        )
    ends: dict[str, list[str]] = {}
    for (term,) in found.rows:
        assert isinstance(term, ox.NamedNode)
        kind, _, name = term.value.removeprefix(base).partition("/")
        if "#" not in name:
            ends.setdefault(kind, []).append(name)
    return ends


def addresses(path: str, names: dict[str, list[str]]) -> list[str]:
    """Addresses of a route that answer: with each thing of its kind where it has a parameter."""
    ends = {
        "/id/{rest:path}": [f"{kind}/{name}" for kind, found in names.items() for name in found[:2]],
        "/term/{rest:path}": ["metric/gmv", "metric/gmv.ttl"],
        "/source/{name}": [name + form for name in names["source"] for form in ("", ".json", ".ttl")],
        "/source/{name}/original": names["source"],
        "/mention/{name}": names["mention"],
        "/entity/{name:path}": [name + form for name in names["entity"] for form in ("", ".json", ".ttl")],
        "/metric/{name:path}": ["gmv", *names.get("metric", [])],
        "/publisher/{name:path}": names.get("publisher", ["36kr"]),
        "/figure/{name}": [name + form for name in names["claim"][:4] for form in ("", ".json", ".ttl")],
        "/static/{name}": ["site.css", "site.js", "vis-network.js"],
    }
    parameter = re.search(r"\{.*?\}", path)
    if parameter:
        return [path.replace(parameter[0], quote(name)) for name in ends[path]]
    return [path, *QUERIES.get(path, ())]


SELECT = quote("SELECT ?s ?o { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'pwned')) }")
BUILT = quote("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'pwned')) }")
QUERIES = {
    "/sparql": [f"/sparql?query={SELECT}", f"/sparql?query={BUILT}", f"/sparql?query={BUILT}&view=graph"],
    "/ask": ["/ask?q=46%25", f"/ask?q={quote(attack('q')[:150])}"],
    "/ask.json": ["/ask.json?q=46%25"],
    "/ask.csv": ["/ask.csv?q=46%25"],
    "/figure": ["/figure?q=46%25"],
    "/suggest.json": ["/suggest.json?q=sub", "/suggest.json?q=title"],
    "/about": ["/about?iri=https://w3id.org/claim-kg/metric/gmv"],
    "/around.json": ["/around.json?of=https://w3id.org/claim-kg/metric/gmv"],
    "/judge": ["/judge?at=0", "/judge?lang=zh"],
}
POSTED = sorted({route.path for route in ROUTES if "POST" in (route.methods or ())})  # type: ignore[attr-defined]
PATHS = sorted({route.path for route in ROUTES})  # type: ignore[attr-defined]


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of parameters that handlers look at."""
    found: set[str] = set()

    def get(self: QueryParams, key: str, default: object = None) -> object:
        found.add(key)
        return ImmutableMultiDict.get(self, key, default)

    monkeypatch.setattr(QueryParams, "get", get, raising=False)
    return found


def declared(path: str) -> set[str]:
    """Parameters that are read in other ways: those of the protocol, and those of a table."""
    if path == "/sparql":
        return set(SPARQL)
    table = TABLES.get(path.strip("/").partition(".")[0])
    if table is None:
        return set()
    least = {f"least-{name}" for name in table.least}
    return {"q", "sort", "page", "from", "to", *table.choices, *table.exactly, *least}


def asked(client: TestClient, address: str, **headers: str) -> Response:
    answer = client.get(address, headers={**PAGE, **headers})
    client.cookies.clear()
    return answer


@pytest.mark.parametrize("path", PATHS)
def test_words_of_a_hostile_source_are_text(
    client: TestClient, names: dict[str, list[str]], path: str
) -> None:
    for address in addresses(path, names):
        for language in ("en", "zh-CN"):
            harmless(asked(client, address, **{"Accept-Language": language}))
        harmless(client.get(address))


@pytest.mark.parametrize(
    "field",
    ["title", "publisher", "credited", "author", "quote", "statement", "metric", "subject", "speaker", "cited", "value",
     "period", "file", "why", "reason", "slot", "right", "topic"],
)  # fmt: skip
def test_each_hostile_field_is_shown_on_some_page(shown: str, field: str) -> None:
    assert f"{field}:&lt;img" in shown


@pytest.fixture(scope="module")
def shown(client: TestClient, names: dict[str, list[str]]) -> str:
    """All pages, one after the other."""
    return "\n".join(asked(client, one).text for path in PATHS for one in addresses(path, names))


@pytest.mark.parametrize("path", PATHS)
def test_hostile_parameters(
    client: TestClient, names: dict[str, list[str]], path: str, asked_for: set[str]
) -> None:
    asked_for.update(declared(path))
    first, *_ = addresses(path, names)
    for address in addresses(path, names)[:2]:
        asked(client, address)
    known = sorted(asked_for)
    # the forms of a table read the same parameters
    alone = () if path.endswith((".json", ".arrow", ".parquet")) and declared(path) else known
    for name in set(alone) - EVERYWHERE:
        for value in VALUES.values():
            harmless(asked(client, f"{first}?{urlencode({name: value})}"))
    for value in VALUES.values():
        harmless(asked(client, f"{first}?{urlencode([(name, value[:400]) for name in known])}"))


TRAVERSALS = [
    "../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "..%252f..%252f..%252fetc%252fpasswd",
    "..%5c..%5c..%5cetc%5cpasswd",
    "%2fetc%2fpasswd",
    "%00",
    "x%00.css",
    "..%c0%af..%c0%afetc/passwd",
    "%0d%0aSet-Cookie:%20injected=1",
    "%2f%2fevil.example",
    "//evil.example/..",
    "%5cevil.example",
    "javascript:pwned(1)",
    quote(attack("path"), safe=""),
    "%ff%fe",
    "x" * 20_000,
    "metric/gmv.exe",
    "gmv.ttl.ttl",
    ".ttl",
    ".",
    "%20",
    "source%2f..%2fclaim",
    "{name}",
]


@pytest.mark.parametrize("path", [path for path in PATHS if "{" in path])
def test_hostile_paths(client: TestClient, path: str) -> None:
    for end in TRAVERSALS:
        answer = asked(client, path.replace(re.findall(r"\{.*?\}", path)[0], end))
        harmless(answer)
        assert answer.status_code != 200 or "gmv" in end, end


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "//evil.example/sources/",
        "/\\evil.example/",
        "/%2f/evil.example/",
        "/sources/",
        "/sparql/",
        "/sources%2f",
        "/%0d%0aX-Injected:%201/",
        "/static/../app.py",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/.git/config",
        "/nowhere" + "/x" * 5000,
    ],
)
def test_addresses_that_are_no_page(client: TestClient, address: str) -> None:
    harmless(asked(client, f"http://localhost{address}"))


HEADERS: dict[str, dict[str, str]] = {
    "accepts everything at once": {"Accept": ",".join(["a/b;q=0.1"] * 3000)},
    "accepts nothing": {"Accept": "*/*;q=0"},
    "accepts nonsense": {"Accept": "<script>;;,,//;q=q"},
    "languages": {"Accept-Language": "<script>, " + "zh-" * 20_000},
    "cookies": {"Cookie": f'lang="<script>"; theme=//evil; kg_session={"x" * 20_000}; author="<img src=x>"'},
    "cookie that is none": {"Cookie": ";;;=;\x01==,"},
    "authorization": {"Authorization": "Bearer " + "x" * 20_000},
    "authorization without a token": {"Authorization": "Basic Og=="},
    "ranges": {"Range": "bytes=" + "0-1," * 5000},
    "told another host": {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "javascript"},
    "another origin": {"Origin": "https://evil.example"},
    "an origin that is none": {"Origin": "null"},
    "conditions": {"If-None-Match": '"' + "x" * 20_000 + '"', "If-Modified-Since": "never"},
}


@pytest.mark.parametrize("path", PATHS)
def test_hostile_headers(client: TestClient, names: dict[str, list[str]], path: str) -> None:
    for headers in HEADERS.values():
        answer = asked(client, addresses(path, names)[0], **headers)
        harmless(answer)
        assert "evil.example" not in answer.headers.get("location", "")
        assert answer.headers.get("access-control-allow-origin") in (None, "*")


HOSTS = (
    "evil.example",
    "localhost.evil.example",
    "localhost@evil.example",
    "",
    "[::1",
    "a:b:c",
    "localhost\\@evil",
)


def test_a_page_of_another_site_changes_nothing_for_who_has_the_right(writer: TestClient) -> None:
    for path in POSTED:
        for origin in ("https://evil.example", "null", "http://localhost.evil.example", "http://[::1"):
            headers = {**BEARER, "Origin": origin, "Content-Type": "application/x-www-form-urlencoded"}
            answer = writer.post(path, content="update=CLEAR+ALL&decision=same&token=x", headers=headers)
            harmless(answer)
            assert answer.status_code == 403, (path, origin)


@pytest.mark.parametrize("path", PATHS)
def test_another_host(client: TestClient, names: dict[str, list[str]], path: str) -> None:
    for host in HOSTS:
        answer = asked(client, addresses(path, names)[0], Host=host)
        harmless(answer)
        assert answer.status_code == 421, host


METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "<SCRIPT>")


@pytest.mark.parametrize("path", PATHS)
def test_other_methods(client: TestClient, names: dict[str, list[str]], path: str) -> None:
    for method in METHODS:
        answer = client.request(method, addresses(path, names)[0], headers=PAGE)
        harmless(answer)
        if method not in ("HEAD", "OPTIONS"):
            assert answer.status_code >= 400, method


BODIES: dict[str, tuple[bytes, str]] = {
    "markup": (
        urlencode(
            {name: attack("body") for name in ("token", "author", "reason", "decision", "query")}
        ).encode(),
        "",
    ),
    "headers": (
        urlencode(
            {"author": INJECTED, "reason": INJECTED, "decision": "same", "at": INJECTED, "token": INJECTED}
        ).encode(),
        "",
    ),
    "no unicode": (b"author=%FF%FE&reason=\xff&decision=same&query=%FF&token=%FF", ""),
    "fields": (b"&".join([b"a=1"] * 50_000), ""),
    "nothing": (b"", ""),
    "another form": (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
    "json": (b'{"a": ' * 50_000, "application/json"),
    "no media type": (b"token=x", "<script>"),
    "giant": (b"token=" + b"x" * (5 << 20), ""),
    "another charset": ("query=ASK {}".encode("utf-16"), "application/x-www-form-urlencoded; charset=utf-16"),
}


@pytest.mark.parametrize("path", POSTED)
@pytest.mark.parametrize("body", BODIES)
def test_hostile_bodies(client: TestClient, writer: TestClient, path: str, body: str) -> None:
    raw, media_type = BODIES[body]
    for one, rights in ((client, {}), (writer, {}), (writer, BEARER)):
        headers = {**PAGE, "Content-Type": media_type or "application/x-www-form-urlencoded", **rights}
        for content in (raw, iter([raw])):
            answer = one.post(path, content=content, headers=headers)
            one.cookies.clear()
            harmless(answer)
            assert answer.status_code >= 400


@pytest.mark.parametrize(
    "author", [attack("author"), INJECTED, "../../x", "..", "a/b", "a\\b", "\0", "\u202e", "x" * 81, "CON"]
)
def test_a_decision_by_a_hostile_name_is_written_inside_its_folder_or_nowhere(
    hostile_path: Path, tmp_path: Path, author: str
) -> None:
    folder = tmp_path / "within" / "judgements"
    with client_of(hostile_path, token=TOKEN, judgements=folder) as found:
        page = found.get("/judge", headers={**PAGE, **BEARER})
        harmless(page)
        comparison = re.search(r'name="comparison" value="([^"]*)"', page.text)
        assert comparison, "the queue of the hostile store is empty"
        form = {"comparison": comparison[1], "decision": "same", "author": author, "reason": "seen"}
        harmless(found.post("/judge", data=form, headers=BEARER))
        harmless(found.get("/judge", headers=PAGE))
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path.parent == folder for path in written), written
