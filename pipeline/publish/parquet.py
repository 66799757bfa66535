"""Tables as Parquet, with their types; descriptions stand in each field's metadata."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import Frozen
from link.rows import TableSpec
from pipeline.publish.columns import Column, columns_of

if TYPE_CHECKING:
    import pyarrow


def write_parquet(spec: TableSpec, records: Sequence[Frozen], path: Path) -> None:
    """Write a table as Parquet."""
    import pyarrow
    import pyarrow.parquet

    columns = columns_of(spec.model)
    schema = pyarrow.schema(
        [_field(column) for column in columns],
        metadata={
            "title": spec.name,
            "description": " ".join(spec.description.split()),
            "primary_key": ",".join(spec.key),
        },
    )
    arrays = [
        pyarrow.array([getattr(record, field.name) for record in records], type=field.type)
        for field in schema
    ]
    table = pyarrow.Table.from_arrays(arrays, schema=schema)
    pyarrow.parquet.write_table(table, path, compression="zstd", version="2.6")


def _field(column: Column) -> pyarrow.Field:
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    metadata = {"description": column.description}
    if column.unit:
        metadata["unit"] = column.unit
    if column.target:
        metadata["references"] = ".".join(column.target)
    return pyarrow.field(
        column.name, types[column.type], nullable=column.is_nullable, metadata=metadata
    )
