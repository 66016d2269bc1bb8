"""Tables as Arrow and Parquet. pyarrow is the extra `tables`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.errors import MissingExtra
from kg.exports.columns import Cell, Column, TableForm, Type

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS, PLACES = 38, 12
"""A number is decimal128(38, 12), the widest that every reader of Parquet takes."""
_CONTEXT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)
_STEP = Decimal(1).scaleb(-PLACES)
_BATCH = 10_000
"""Rows that are held at once."""


def arrow() -> Any:
    """pyarrow. Raises `MissingExtra`."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtra("Arrow and Parquet need pyarrow: pip install 'claim-kg[tables]'") from error
    return pa


def schema(form: TableForm[Any]) -> pa.Schema:
    """The columns of a table; what each means is in its field's metadata."""
    pa = arrow()
    types: dict[Type, Callable[[], Any]] = {
        Type.STRING: pa.string,
        Type.NUMBER: lambda: pa.decimal128(DIGITS, PLACES),
        Type.INTEGER: pa.int64,
        Type.BOOLEAN: pa.bool_,
        Type.DATE: pa.date32,
        Type.ARRAY: lambda: pa.list_(pa.string()),
    }
    return pa.schema(
        [pa.field(c.name, types[c.type](), metadata={"description": c.about}) for c in form.columns],
        metadata={"title": form.name, "description": form.about},
    )


def arrow_table(form: TableForm[Any], rows: Iterable[Sequence[Cell]]) -> pa.Table:
    """Rows as one table in memory. Raises `MissingExtra`."""
    pa = arrow()
    kept = schema(form)
    return pa.Table.from_batches(_batches(form, rows, kept), schema=kept)


def write_parquet(form: TableForm[Any], rows: Iterable[Sequence[Cell]], output: BinaryIO) -> int:
    """Write rows as they come; the same rows are the same bytes. How many there were. Raises `MissingExtra`."""
    arrow()
    import pyarrow.parquet as pq

    kept, count = schema(form), 0
    with pq.ParquetWriter(output, kept, compression="zstd") as writer:
        for batch in _batches(form, rows, kept):
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _batches(
    form: TableForm[Any], rows: Iterable[Sequence[Cell]], kept: pa.Schema
) -> Iterator[pa.RecordBatch]:
    pa, rest = arrow(), iter(rows)
    while taken := list(islice(rest, _BATCH)):
        columns = [
            pa.array([_cell(column, row[at]) for row in taken], field.type)
            for at, (column, field) in enumerate(zip(form.columns, kept, strict=True))
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=kept)


def _cell(column: Column[Any], cell: Cell) -> object:
    if isinstance(cell, str):
        return cell.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(cell, Decimal):
        return _fitted(cell)
    return list(cell) if isinstance(cell, tuple) else cell


def _fitted(value: Decimal) -> Decimal | None:
    """Rounded to the places that there are; None where it has too many digits before the point."""
    try:
        return value.quantize(_STEP, context=_CONTEXT)
    except InvalidOperation:
        return None
