"""The table of identifiers, published with an edition that replaces an earlier one."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.model import Frozen
from link.rows import TableSpec


class IdentifierRecord(Frozen):
    """The identifier of a record in the edition before this one, and in this one."""

    table: str = Field(description="Table of the record.")
    old_id: str = Field(description="Identifier in the edition before this one.")
    new_id: str = Field(description="Identifier in this edition.")
    position: int = Field(
        default=0, ge=0, description="Position in the table, from 1, in the order of the old ids."
    )
    relation: Literal["same", "merged", "split"] = Field(
        description="'same': the same record; 'merged': it went into a record with others; "
        "'split': a further part of what was one record."
    )


IDENTIFIERS = TableSpec(
    "identifiers",
    IdentifierRecord,
    ("table", "old_id", "new_id"),
    "The identifier of a record in the edition before this one, and in this one.",
)
