"""Write tables as Parquet with types; each field's metadata holds its description."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from extract.model import Frozen
from link.rows import TableSpec
from pipeline.publish.core.columns import Column, columns_of

if TYPE_CHECKING:
    import pyarrow


def write_parquet(spec: TableSpec, records: Sequence[Frozen], path: Path) -> None:
    """Write a table as Parquet."""
    write_table(_table(records, parquet_schema(spec)), path)


def write_table(table: pyarrow.Table, target: Path | BinaryIO) -> None:
    """Write an Arrow table as Parquet, as all our files are written."""
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, target, compression="zstd", version="2.6")


def arrow_types() -> dict[str, pyarrow.DataType]:
    """Return the Arrow type of each type of column."""
    import pyarrow

    return {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }


def parquet_schema(spec: TableSpec) -> pyarrow.Schema:
    """Return the columns of a table with types and descriptions, as Parquet holds them."""
    import pyarrow

    return pyarrow.schema(
        [_field(column) for column in columns_of(spec.model)],
        metadata={
            "title": spec.name,
            "description": " ".join(spec.description.split()),
            "primary_key": ",".join(spec.key),
        },
    )


def _table(records: Sequence[Frozen], schema: pyarrow.Schema) -> pyarrow.Table:
    """Make an Arrow table by way of JSON: making it from Python values imports pandas."""
    import pyarrow
    import pyarrow.json

    if not records:
        return pyarrow.Table.from_batches([], schema=schema)
    wanted = set(schema.names)
    lines = b"\n".join(record.model_dump_json(include=wanted).encode() for record in records)
    read = pyarrow.json.read_json(
        io.BytesIO(lines),
        # Each line has to fit into one block.
        read_options=pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=pyarrow.json.ParseOptions(
            explicit_schema=schema, unexpected_field_behavior="error"
        ),
    )
    columns = [read.column(name).combine_chunks() for name in schema.names]
    return pyarrow.Table.from_arrays(columns, schema=schema)


def _field(column: Column) -> pyarrow.Field:
    import pyarrow

    metadata = {"description": column.description}
    if column.unit:
        metadata["unit"] = column.unit
    if column.target:
        metadata["references"] = ".".join(column.target)
    kind = arrow_types()[column.type]
    return pyarrow.field(column.name, kind, nullable=column.is_nullable, metadata=metadata)
