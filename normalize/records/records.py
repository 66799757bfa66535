"""Read focus areas, activities, expected outputs and rows from the matrix."""

from __future__ import annotations

from dataclasses import dataclass, field

from normalize.ids import Identifiers
from normalize.model import Activity, ExpectedOutput, ExtraValue, FocusArea, MatrixRow
from normalize.records.areas import Outline
from normalize.records.grid import RoleGrid

KNOWN_ROLES = ("area", "relevant_bodies", "focus", "activity", "output", "lead_bodies")


@dataclass
class Records:
    """The records of the matrix, each list in printed order.

    Attributes:
        focus_areas: One for each non-empty cell of the column.
        activities: One for each non-empty cell of the column.
        expected_outputs: One for each non-empty cell of the column.
        rows: One for each finest ruled row.
        row_indices: For each of ``rows`` its index in the matrix.
        id_of_cell: Record identifier by cell_id, for the cells that are records.
    """

    focus_areas: list[FocusArea] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    expected_outputs: list[ExpectedOutput] = field(default_factory=list)
    rows: list[MatrixRow] = field(default_factory=list)
    row_indices: list[int] = field(default_factory=list)
    id_of_cell: dict[str, str] = field(default_factory=dict)

    def id_at(self, grid: RoleGrid, role: str, row: int) -> str | None:
        """Return the record of the cell that covers a row; None if the cell is empty."""
        cell = grid.at(role, row)
        return self.id_of_cell.get(cell.cell.cell_id) if cell else None


def extra_roles(grid: RoleGrid) -> tuple[str, ...]:
    """Return the roles beyond the six, in the order of their columns."""
    return tuple(role for _, role in sorted(grid.roles.items()) if role not in KNOWN_ROLES)


def records_from_grid(grid: RoleGrid, outline: Outline) -> Records:
    """Read the records of the matrix; an empty cell is not a record.

    Args:
        grid: The matrix by rows and roles.
        outline: Its sections and areas.

    Returns:
        The records. A merged cell is one record, however many rows it covers.
    """
    records = Records()
    _read_focus_areas(grid, outline, records)
    _read_activities(grid, outline, records)
    _read_outputs(grid, outline, records)
    _read_rows(grid, outline, records)
    return records


def _read_focus_areas(grid: RoleGrid, outline: Outline, records: Records) -> None:
    ids = Identifiers("foc")
    for cell in grid.cells_of("focus"):
        if not cell.text:
            continue
        focus_id = ids.of_text(cell.text)
        records.id_of_cell[cell.cell.cell_id] = focus_id
        area_id = outline.area_of_row.get(cell.rows.start)
        records.focus_areas.append(FocusArea(focus_id=focus_id, area_id=area_id, text=cell.text))


def _read_activities(grid: RoleGrid, outline: Outline, records: Records) -> None:
    ids = Identifiers("act")
    for cell in grid.cells_of("activity"):
        if not cell.text:
            continue
        activity_id = ids.of_text(cell.text)
        records.id_of_cell[cell.cell.cell_id] = activity_id
        records.activities.append(
            Activity(
                activity_id=activity_id,
                area_id=outline.area_of_row.get(cell.rows.start),
                focus_id=records.id_at(grid, "focus", cell.rows.start),
                text=cell.text,
            )
        )


def _read_outputs(grid: RoleGrid, outline: Outline, records: Records) -> None:
    ids = Identifiers("out")
    for cell in grid.cells_of("output"):
        if not cell.text:
            continue
        output_id = ids.of_text(cell.text)
        records.id_of_cell[cell.cell.cell_id] = output_id
        area_id = outline.area_of_row.get(cell.rows.start)
        records.expected_outputs.append(
            ExpectedOutput(expected_output_id=output_id, area_id=area_id, text=cell.text)
        )


def _read_rows(grid: RoleGrid, outline: Outline, records: Records) -> None:
    # The separator is part of published row identifiers: forms and decisions refer to them.
    ids = Identifiers("row", separator="|")
    for index in grid.rows():
        texts = [_text_of_role(grid, role, index) for role in ("focus", "activity", "output")]
        lead = grid.at("lead_bodies", index)
        area_id = outline.area_of_row.get(index)
        first, last = grid.pages(index)
        records.row_indices.append(index)
        records.rows.append(
            MatrixRow(
                row_id=ids.of_text(*texts),
                section_id=outline.section_of_row.get(index),
                area_id=area_id,
                focus_id=records.id_at(grid, "focus", index),
                activity_id=records.id_at(grid, "activity", index),
                expected_output_id=records.id_at(grid, "output", index),
                relevant_bodies_printed=""
                if area_id
                else _text_of_role(grid, "relevant_bodies", index),
                lead_bodies_printed=lead.text if lead else "",
                lead_cell_id=lead.cell.cell_id if lead and lead.text else None,
                extra=tuple(
                    ExtraValue(column=role, text=_text_of_role(grid, role, index))
                    for role in extra_roles(grid)
                ),
                page_first=first,
                page_last=last,
            )
        )


def _text_of_role(grid: RoleGrid, role: str, row: int) -> str:
    cell = grid.at(role, row)
    return cell.text if cell else ""
