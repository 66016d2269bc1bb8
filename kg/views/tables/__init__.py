"""Tables of what is in a store: a query, columns and filters each, as a page and as data.

table.py        what a table is
definitions.py  the tables
rows.py         their rows out of a store
choosing.py     what a reader chose, as the query of an address
page.py         one page of a table
writing.py      CSV, JSON, Arrow, Parquet
"""

from __future__ import annotations

from kg.views.tables.choosing import Chosen
from kg.views.tables.definitions import TABLES
from kg.views.tables.page import TablePage, table_page
from kg.views.tables.rows import Rows, read_rows, table_sparql
from kg.views.tables.table import Column, Kind, Table
from kg.views.tables.writing import ENCODINGS

__all__ = [
    "ENCODINGS",
    "TABLES",
    "Chosen",
    "Column",
    "Kind",
    "Rows",
    "Table",
    "TablePage",
    "read_rows",
    "table_page",
    "table_sparql",
]
