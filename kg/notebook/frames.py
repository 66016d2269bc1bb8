"""Tables as pandas or polars frames; neither comes with the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import MissingExtra
from kg.exports.columns import Cell, TableForm, Type
from kg.exports.parquet import arrow_table

if TYPE_CHECKING:
    import pandas as pd

Library = Literal["pandas", "polars"]


def frame(
    form: TableForm[Any], rows: Iterable[Sequence[Cell]], library: Library = "pandas", *, floats: bool = False
) -> Any:
    """Rows as a frame. Numbers stay decimals, which add up exactly; `floats` makes them floats, for drawing and statistics.

    Days are `datetime64[s]` in pandas. Raises `MissingExtra` where the library is not installed.
    """
    if library == "polars":
        return _polars(form, rows, floats)
    pd = _pandas()
    taken = [list(row) for row in rows]
    return pd.DataFrame(
        {
            column.name: _column(pd, column.type, [row[at] for row in taken], floats)
            for at, column in enumerate(form.columns)
        }
    )


def _pandas() -> Any:
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtra("a frame needs pandas: pip install 'claim-kg[notebooks]'") from error
    return pd


def _column(pd: Any, kind: Type, cells: list[Cell], floats: bool) -> pd.Series[Any]:
    match kind:
        case Type.NUMBER if floats:
            return pd.Series([None if cell is None else float(str(cell)) for cell in cells], dtype="float64")
        case Type.NUMBER | Type.ARRAY:
            return pd.Series(cells, dtype="object")
        case Type.INTEGER:
            return pd.Series(cells, dtype="Int64")
        case Type.BOOLEAN:
            return pd.Series(cells, dtype="boolean")
        case Type.DATE:
            days = [cell.isoformat()[:10] if isinstance(cell, date) else None for cell in cells]
            return pd.Series(days, dtype="datetime64[s]")
        case Type.STRING:
            return pd.Series(cells, dtype="str" if int(pd.__version__.split(".")[0]) > 2 else "object")


def _polars(form: TableForm[Any], rows: Iterable[Sequence[Cell]], floats: bool) -> Any:
    try:
        import polars as pl
    except ImportError as error:
        raise MissingExtra("a polars frame needs polars: pip install 'claim-kg[polars]'") from error
    found: Any = pl.from_arrow(arrow_table(form, rows))
    return found.cast({pl.Decimal: pl.Float64}) if floats else found
