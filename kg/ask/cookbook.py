"""The query cookbook, `docs/queries.md`, written from the .rq files: `python -m kg.ask.cookbook > docs/queries.md`."""

from __future__ import annotations

import sys

from kg.ask.catalogue import NamedQuery, named_queries

_HEAD = """# Query cookbook

Each query below is a file in `kg/ask/queries/`. It runs as it stands in any SPARQL 1.1 tool on the graph that
`kg export` writes, with its example values; lines that end in `# param NAME` belong to that parameter, and those that
stand commented out belong to parameters that the example does without. From the command line the values are given by
name, and in Python by keyword:

```python
from kg.ask import run
from kg.store import open_store

with open_store(".kg") as store:
    table = run(store, "repeats-of-figure", value="0.46", low="0.455", high="0.465", metric="metric:gmv")
```

An IRI may be written with a prefix: `metric:gmv`, `entity:alibaba-com`, `publisher:jiemian`, `kind:growth_rate`,
`unit:percent`, `modality:planned`; a name that means one thing in the shipped vocabulary does as well: `speaker=张阔`,
`metric=GMV`. Several values of one parameter mean any of them: `metric=GMV metric=出口额`.

How they are written, for whoever writes another:

- The most selective pattern stands first: oxigraph keeps no statistics.
- Oxigraph's union of named graphs gives a triple once for each graph that states it, and joins multiply that. So claims
  are collected in a `SELECT DISTINCT` first and limited, and only then are names looked up; an alternative path such as
  `(kg:start|kg:start)` gives each value once.
- A name is looked up twice, in the language asked for and then in any: the second `OPTIONAL` only adds what is unbound.
- `BIND(COALESCE(?stated, ?claim) AS ?during)` before an `OPTIONAL` keeps an unbound variable from matching everything,
  and keeps oxigraph from reading everything before it joins.
- A join where an `EXISTS` would do: an `EXISTS` with variables of the outside took a thousand times as long.

This page is generated from the files: `python -m kg.ask.cookbook > docs/queries.md`.

"""


def cookbook() -> str:
    """The whole page."""
    queries = named_queries()
    index = "".join(f"- [{query.title}](#{query.name}) · {query.title_zh}\n" for query in queries)
    return _HEAD + index + "".join(_section(query) for query in queries)


def _section(query: NamedQuery) -> str:
    parameters = "".join(
        f"| `{p.name}` | {p.type} | {p.need} | `{p.example}` | {_cell(p.doc)} |\n" for p in query.parameters
    )
    columns = "".join(f"| `{column.name}` | {_cell(column.doc)} |\n" for column in query.columns)
    needs = ""
    if query.one_of:
        needs = f"\nAt least one of {', '.join(f'`{name}`' for name in query.one_of)} is needed.\n"
    return f"""
<a id="{query.name}"></a>

## {query.title}

{query.title_zh}

{query.doc}

```sh
{_command(query)}
```

| parameter | type | needed | example | meaning |
| --- | --- | --- | --- | --- |
{parameters}{needs}
| column | meaning |
| --- | --- |
{columns}
```sparql
{_sparql(query)}
```
"""


def _command(query: NamedQuery) -> str:
    given = [
        f"{p.name}={_shell(p.example_terms[0])}"
        for p in query.parameters
        if p.need == "required" or p.name in query.one_of[:1]
    ]
    return " ".join(["kg query --name", query.name, *given])


def _shell(value: str) -> str:
    return value if value.replace(":", "").replace(".", "").replace("-", "").isalnum() else f'"{value}"'


def _sparql(query: NamedQuery) -> str:
    return "\n".join(line.text for line in query.lines).strip()


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(cookbook())
