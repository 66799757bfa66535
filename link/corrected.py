"""Find the corrections that each record and each row of the matrix shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from normalize.model import Correction, MatrixRow, NormalPlan

Corrected = Mapping[str, Sequence[Correction]]
"""Corrections of one record, by the published column that shows them."""

COLUMNS = {
    ("sections", "title"): "section",
    ("areas", "title"): "area",
    ("areas", "relevant_bodies"): "relevant_bodies",
    ("matrix", "relevant_bodies"): "relevant_bodies",
    ("focus_areas", "text"): "focus",
    ("activities", "text"): "activity",
    ("expected_outputs", "text"): "expected_output",
    ("matrix", "lead_bodies"): "lead_bodies",
}
"""Column of the matrix that shows a field of a record, in the order of the columns."""


def corrections_by_record(plan: NormalPlan) -> Mapping[tuple[str, str], Corrected]:
    """Return the corrections of each record, by table and identifier, then by field.

    The correction of a merged lead cell applies to each row that the cell covers.
    """
    rows_of_cell: dict[str, list[str]] = defaultdict(list)
    cell_of: dict[str, str] = {}
    for row in plan.rows:
        if row.lead_cell_id is not None:
            rows_of_cell[row.lead_cell_id].append(row.row_id)
            cell_of[row.row_id] = row.lead_cell_id
    by_record: dict[tuple[str, str], dict[str, list[Correction]]] = {}
    for correction in plan.corrections:
        records = [correction.record_id]
        # An empty cell has a correction of its own for each row.
        if correction.field == "lead_bodies" and correction.printed:
            records = rows_of_cell.get(cell_of.get(correction.record_id, ""), records)
        for record_id in records:
            fields = by_record.setdefault((correction.table, record_id), {})
            fields.setdefault(correction.field, []).append(correction)
    return by_record


def corrections_by_row(plan: NormalPlan) -> Mapping[str, Corrected]:
    """Return the corrections that each row of the matrix shows, in the order of columns."""
    if not plan.corrections:
        return {}
    by_record = corrections_by_record(plan)
    return {
        row.row_id: by_column for row in plan.rows if (by_column := _shown_in_row(row, by_record))
    }


def _shown_in_row(row: MatrixRow, by_record: Mapping[tuple[str, str], Corrected]) -> Corrected:
    ids = {
        "sections": row.section_id,
        "areas": row.area_id,
        "focus_areas": row.focus_id,
        "activities": row.activity_id,
        "expected_outputs": row.expected_output_id,
        "matrix": row.row_id,
    }
    by_column: dict[str, Sequence[Correction]] = {}
    for (table, field), column in COLUMNS.items():
        corrections = by_record.get((table, ids[table] or ""), {}).get(field)
        if corrections:
            by_column[column] = corrections
    # The plan's own columns are the last of the matrix, under the names that corrections have.
    own = by_record.get(("matrix", row.row_id), {})
    fixed = {field for table, field in COLUMNS if table == "matrix"}
    return by_column | {field: found for field, found in own.items() if field not in fixed}


def corrected_columns(plan: NormalPlan) -> Mapping[str, tuple[str, ...]]:
    """Return for each row of the matrix the columns that show a corrected value."""
    return {row_id: tuple(by_column) for row_id, by_column in corrections_by_row(plan).items()}


def is_list(correction: Correction) -> bool:
    """Return whether the correction is of a list of bodies, not of a text."""
    return correction.field in ("relevant_bodies", "lead_bodies")


def describe_correction(correction: Correction) -> str:
    """Describe who corrected a value, when and why, and what is printed."""
    printed = f"Printed: “{correction.printed}”." if correction.printed else "Nothing is printed."
    note = f" Note: {correction.note}" if correction.note else ""
    return f"Corrected by {correction.decided_by} on {correction.date}. {printed}{note}"
