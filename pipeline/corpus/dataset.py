"""``dataset/``: the tables of all plans as Parquet, a partition for each plan."""

from __future__ import annotations

import io
from collections.abc import Collection

from pipeline.corpus.address import Address
from pipeline.corpus.tables import PlanTable, Read, plan_tables
from pipeline.publish.data.parquet import arrow_types, write_table

FOLDER = "dataset"


def partition(table: str, plan_id: str) -> str:
    """Return the name of the file with one table of one plan."""
    return f"{FOLDER}/{table}/plan={plan_id}/part.parquet"


def write_partitions(
    address: Address, plan_id: str, read: Read, before: Collection[str] = ()
) -> tuple[str, ...]:
    """Write the partitions of a plan.

    Args:
        address: the corpus.
        plan_id: the plan.
        read: returns the content of a published file.
        before: the tables that the plan has partitions of.

    Returns:
        Names of the tables that have rows, and a partition.
    """
    written = []
    for table in plan_tables(plan_id, read):
        if table.rows:
            address.write(partition(table.name, plan_id), _parquet(table))
            written.append(table.name)
    remove_partitions(address, plan_id, set(before) - set(written))
    return tuple(written)


def remove_partitions(address: Address, plan_id: str, tables: Collection[str]) -> None:
    """Remove partitions of a plan."""
    for table in tables:
        address.remove(partition(table, plan_id))


def _parquet(table: PlanTable) -> bytes:
    import pyarrow

    types = arrow_types()
    # Each plan has the same columns, so that readers need not compare the schemas of all files.
    schema = pyarrow.schema([(name, types[kind]) for name, kind in table.columns])
    columns = [
        pyarrow.array(values, type=field.type)
        for values, field in zip(zip(*table.rows, strict=True), schema, strict=True)
    ]
    buffer = io.BytesIO()
    whole = pyarrow.Table.from_arrays(columns, schema=schema)
    write_table(whole, buffer)
    return buffer.getvalue()
