"""Cells of the matrix that are empty."""

from __future__ import annotations

from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from normalize.ids import number_in
from normalize.model import MatrixRow


def _has_task(row: MatrixRow) -> bool:
    return row.activity_id is not None or row.expected_output_id is not None


def _label(ground: PlanIndex, row: MatrixRow) -> str:
    """Words by which a reviewer recognises a row."""
    for record_id in (row.activity_id, row.expected_output_id, row.focus_id):
        if record_id is not None and record_id in ground.text_of_record:
            return _short(ground.text_of_record[record_id])
    return row.row_id


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def _focus(ground: PlanIndex, row: MatrixRow) -> str:
    text = ground.text_of_record.get(row.focus_id or "", "")
    return f", under the focus area “{_short(text)}”" if text else ""


def _by_cell(ground: PlanIndex, rows: list[MatrixRow], column: str) -> Iterator[list[MatrixRow]]:
    """Group rows that share one empty cell: one cause."""
    groups: dict[str, list[MatrixRow]] = {}
    for row in rows:
        cell = ground.cell_of(row.row_id, column)
        groups.setdefault(cell or row.row_id, []).append(row)
    yield from groups.values()


def _findings(
    ground: PlanIndex, rows: list[MatrixRow], column: str, field: str, what: str
) -> Iterator[Finding]:
    for group in _by_cell(ground, rows, column):
        under = _focus(ground, group[0]) if column == "activity" and field == "activity" else ""
        labels = "; ".join(f"“{_label(ground, row)}”" for row in group)
        area = f"{number_in(group[0].area_id)}: " if group[0].area_id else ""
        yield Finding(
            key=(group[0].row_id,),
            message=f"{area}{what} {labels}{under}.",
            places=tuple(ground.place("matrix", row.row_id, field) for row in group),
        )


def _areas_without_lead(ground: PlanIndex) -> set[str]:
    return {
        area_id
        for area_id, rows in ground.rows_of_area.items()
        if not any(row.lead_bodies_printed.strip() for row in rows)
    }


def _names_leads(ground: PlanIndex) -> bool:
    """Whether the plan has a column of leads at all."""
    return any(row.lead_bodies_printed.strip() for row in ground.plan.rows)


def find_lead_missing(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find rows without a lead in areas where other rows have one."""
    del settings
    if not _names_leads(ground):
        return
    bare = _areas_without_lead(ground)
    rows = [
        row
        for row in ground.plan.rows
        if not row.lead_bodies_printed.strip() and row.area_id not in bare and _has_task(row)
    ]
    yield from _findings(ground, rows, "lead_bodies", "lead_bodies_printed", "nobody leads")


def find_area_without_lead(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find areas where no row has a lead."""
    del settings
    if not _names_leads(ground):
        return
    for area_id in sorted(_areas_without_lead(ground), key=list(ground.areas).index):
        rows = ground.rows_of_area[area_id]
        count = f"none of its {len(rows)} rows names" if len(rows) > 1 else "its row does not name"
        yield Finding(
            key=(area_id,),
            message=f"Nobody leads in {number_in(area_id)}: {count} a lead body.",
            places=tuple(ground.place("matrix", r.row_id, "lead_bodies_printed") for r in rows),
        )


def find_output_missing(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find activities without an expected output."""
    del settings
    rows = [r for r in ground.plan.rows if r.activity_id and not r.expected_output_id]
    if any(row.expected_output_id for row in ground.plan.rows):
        yield from _findings(
            ground, rows, "output", "expected_output", "no expected output is printed for"
        )


def find_activity_missing(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find outputs without an activity."""
    del settings
    rows = [r for r in ground.plan.rows if r.expected_output_id and not r.activity_id]
    yield from _findings(ground, rows, "activity", "activity", "no activity is printed for")


def find_focus_alone(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find focus areas with neither activity nor output."""
    del settings
    busy = {row.focus_id for row in ground.plan.rows if _has_task(row)}
    rows = [r for r in ground.plan.rows if r.focus_id and not _has_task(r)]
    rows = [r for r in rows if r.focus_id not in busy]
    yield from _findings(
        ground, rows, "activity", "focus", "neither activity nor output is printed for"
    )


def find_focus_missing(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find activities that stand under no focus area."""
    del settings
    rows = [r for r in ground.plan.rows if not r.focus_id and _has_task(r)]
    if any(row.focus_id for row in ground.plan.rows):
        yield from _findings(ground, rows, "focus", "focus", "no focus area is printed for")


RULES = (
    Rule(
        code="lead-missing",
        title="Nobody leads the row",
        severity="error",
        why="Nobody is responsible, so nobody will report.",
        meaning="`lead_bodies` is empty; the row falls out of any count by lead body.",
        remedy="`correct` with the identifiers of the lead bodies, joined by “; ”.",
        example="a workshop with an expected output and an empty last cell",
        method="The cell is empty while other rows of the area name a lead; a cell that a merge "
        "carries over several rows counts once.",
        find=find_lead_missing,
        of_print=True,
    ),
    Rule(
        code="lead-missing-area",
        title="Nobody leads anything in the area",
        severity="error",
        why="A whole priority area has nobody responsible.",
        meaning="`lead_bodies` is empty on all its rows.",
        remedy="Ask the chair who leads the area; `correct` with the identifiers.",
        example="1.1, where the last column is empty from top to bottom",
        method="No row of the area names a lead.",
        find=find_area_without_lead,
        of_print=True,
    ),
    Rule(
        code="output-missing",
        title="Activity without expected output",
        severity="warning",
        why="What the activity is to bring about cannot be measured.",
        meaning="`expected_output` is empty.",
        remedy="`accept` if none is wanted; else have one agreed for the next edition.",
        example="an activity whose cell of outputs is empty",
        method="The cell is empty and no merged cell covers the row.",
        find=find_output_missing,
        of_print=True,
    ),
    Rule(
        code="activity-missing",
        title="Expected output without activity",
        severity="warning",
        why="Nothing is planned that would bring the output about.",
        meaning="`activity` is empty; the row still stands in `matrix`.",
        remedy="`accept` if the output belongs to the activity above it.",
        example="Production of handbook …, beside an empty cell",
        method="The cell is empty and no merged cell covers the row.",
        find=find_activity_missing,
        of_print=True,
    ),
    Rule(
        code="focus-alone",
        title="Focus area with neither activity nor output",
        severity="warning",
        why="The focus area is stated and never taken up.",
        meaning="The row has a focus area only.",
        remedy="`accept` if it is a heading for the rows below.",
        example="Focus drawing on ASEAN-IPR’s research expertise …, with empty cells beside it",
        method="All rows of the focus area have empty cells for both.",
        find=find_focus_alone,
        of_print=True,
    ),
    Rule(
        code="focus-missing",
        title="Row without focus area",
        severity="info",
        why="The row's own content is complete.",
        meaning="`focus` is empty.",
        remedy="`accept` if it belongs to the focus area above it.",
        example="an activity beside a cell that is ruled off and empty",
        method="The cell is empty and no merged cell covers the row.",
        find=find_focus_missing,
        of_print=True,
    ),
)
