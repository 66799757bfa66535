"""Where workbooks mark values that a reviewer's decision replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from link.corrected import Corrected, corrections_by_record, corrections_by_row
from normalize.model import NormalPlan


@dataclass(frozen=True)
class CorrectedPlaces:
    """The corrections of each row of the matrix and of each record of other tables.

    Attributes:
        by_row: by the identifier of the row.
        by_record: by table and identifier.
    """

    by_row: Mapping[str, Corrected] = field(default_factory=dict)
    by_record: Mapping[tuple[str, str], Corrected] = field(default_factory=dict)

    @classmethod
    def in_plan(cls, plan: NormalPlan) -> CorrectedPlaces:
        """Return the corrections of a plan."""
        return cls(corrections_by_row(plan), corrections_by_record(plan))

    def of(self, table: str, key: str) -> Corrected:
        """Return the corrections of a record."""
        return (
            self.by_row.get(key, {}) if table == "matrix" else self.by_record.get((table, key), {})
        )


NONE_CORRECTED = CorrectedPlaces()
