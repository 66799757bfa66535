"""Empty cells of the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from expectations.one_cause import brief
from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS
from normalize.ids import number_in
from normalize.model import MatrixRow


def _has_task(row: MatrixRow) -> bool:
    return row.activity_id is not None or row.expected_output_id is not None


def _label(index: PlanIndex, row: MatrixRow) -> str:
    """Return the words by which a reviewer recognises a row."""
    for record_id in (row.activity_id, row.expected_output_id, row.focus_id):
        if record_id is not None and record_id in index.text_of_record:
            return brief(index.text_of_record[record_id], LIMITS.label_words)
    return brief(row.lead_bodies_printed, LIMITS.label_words) or row.row_id


def _under_focus(index: PlanIndex, row: MatrixRow) -> str:
    text = index.text_of_record.get(row.focus_id or "", "")
    return f", under the focus area “{brief(text, LIMITS.label_words)}”" if text else ""


def _by_cell(index: PlanIndex, rows: list[MatrixRow], column: str) -> Iterator[list[MatrixRow]]:
    """Group rows that share an empty cell, or a section that prints no such cell: one cause."""
    counts = Counter(row.section_id for row in index.plan.rows)
    lacking = Counter(row.section_id for row in rows)
    groups: dict[str, list[MatrixRow]] = {}
    for row in rows:
        cell = index.cell_of(row.row_id, column)
        section = row.section_id if lacking[row.section_id] == counts[row.section_id] else None
        groups.setdefault(cell or section or row.row_id, []).append(row)
    yield from groups.values()


def _findings(
    index: PlanIndex, rows: list[MatrixRow], column: str, field: str, clause: str
) -> Iterator[Finding]:
    for group in _by_cell(index, rows, column):
        under = (
            _under_focus(index, group[0]) if column == "activity" and field == "activity" else ""
        )
        named = group[: LIMITS.rows_named]
        labels = "; ".join(f"“{_label(index, row)}”" for row in named)
        if len(group) > len(named):
            labels += f" and {len(group) - len(named)} other rows"
        area = f"{number_in(group[0].area_id)}: " if group[0].area_id else ""
        yield Finding(
            key=(group[0].row_id,),
            message=f"{area}{clause} {labels}{under}.",
            places=tuple(index.place("matrix", row.row_id, field) for row in group),
        )


def _areas_without_lead(index: PlanIndex) -> set[str]:
    return {
        area_id
        for area_id, rows in index.rows_of_area.items()
        if not any(row.lead_bodies_printed.strip() for row in rows)
    }


def _prints_leads(index: PlanIndex) -> bool:
    """Return whether any row of the plan prints a lead body."""
    return any(row.lead_bodies_printed.strip() for row in index.plan.rows)


def find_missing_leads(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find rows without a lead body in areas where other rows have one."""
    del settings
    if not _prints_leads(index):
        return
    without_lead = _areas_without_lead(index)
    rows = [
        row
        for row in index.plan.rows
        if not row.lead_bodies_printed.strip()
        and row.area_id not in without_lead
        and _has_task(row)
    ]
    yield from _findings(
        index, rows, "lead_bodies", "lead_bodies_printed", "no lead body is printed for"
    )


def find_areas_without_lead(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find areas in which no row has a lead body."""
    del settings
    if not _prints_leads(index):
        return
    for area_id in sorted(_areas_without_lead(index), key=list(index.areas).index):
        rows = index.rows_of_area[area_id]
        rows_in_words = f"any of its {len(rows)} rows" if len(rows) > 1 else "its row"
        yield Finding(
            key=(area_id,),
            message=f"{number_in(area_id)}: no lead body is printed for {rows_in_words}.",
            places=tuple(index.place("matrix", r.row_id, "lead_bodies_printed") for r in rows),
        )


def find_missing_outputs(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find activities without an expected output."""
    del settings
    rows = [r for r in index.plan.rows if r.activity_id and not r.expected_output_id]
    if any(row.expected_output_id for row in index.plan.rows):
        yield from _findings(
            index, rows, "output", "expected_output", "no expected output is printed for"
        )


def find_missing_activities(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find rows without an activity that print an expected output, or nothing but lead bodies."""
    del settings
    has_activities = any(row.activity_id for row in index.plan.rows)
    rows = [
        row
        for row in index.plan.rows
        if not row.activity_id
        and (
            row.expected_output_id
            or (has_activities and row.lead_bodies_printed.strip() and not row.focus_id)
        )
    ]
    yield from _findings(index, rows, "activity", "activity", "no activity is printed for")


def find_lone_focus_areas(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find focus areas with neither an activity nor an output."""
    del settings
    with_task = {row.focus_id for row in index.plan.rows if _has_task(row)}
    rows = [r for r in index.plan.rows if r.focus_id and not _has_task(r)]
    rows = [r for r in rows if r.focus_id not in with_task]
    yield from _findings(
        index, rows, "activity", "focus", "neither an activity nor an output is printed for"
    )


def find_missing_focus_areas(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find activities without a focus area."""
    del settings
    rows = [r for r in index.plan.rows if not r.focus_id and _has_task(r)]
    if any(row.focus_id for row in index.plan.rows):
        yield from _findings(index, rows, "focus", "focus", "no focus area is printed for")


def find_empty_columns(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find columns that have a label and no value in any row."""
    del settings
    fields = {"lead_bodies": "lead_bodies_printed", **index.names_of_extra}
    filled = {extra.column for row in index.plan.rows for extra in row.extra if extra.text.strip()}
    if _prints_leads(index):
        filled.add("lead_bodies")
    for label in index.plan.column_labels:
        if label.column in fields and label.column not in filled and index.plan.rows:
            yield Finding(
                key=(label.column,),
                message=f"The column “{label.text}” is empty in all {len(index.plan.rows)} rows.",
                places=tuple(
                    index.place("matrix", row.row_id, fields[label.column])
                    for row in index.plan.rows
                ),
            )


RULES = (
    Rule(
        code="column-empty",
        title="Column without a value in any row",
        severity="warning",
        why="The plan announces values that it does not have, or that were not read.",
        meaning="The field is empty in all rows.",
        remedy="`accept` it if the column is to be filled in later.",
        example="a column “Department” with empty cells only",
        method="Looks for a column with a label and without any value: "
        "one of lead bodies, or one that only this plan has.",
        find=find_empty_columns,
        print_only=True,
    ),
    Rule(
        code="lead-missing",
        title="Row without a lead body",
        severity="error",
        why="No body is responsible for the activity or reports on it.",
        meaning="`lead_bodies` is empty; counts by lead body do not include the row.",
        remedy="`correct` it with the identifiers of the lead bodies, joined by “; ”.",
        example="a workshop with an expected output and an empty last cell",
        method="The cell is empty, but other rows of the area have a lead body. An empty cell that "
        "is merged over several rows is one issue.",
        find=find_missing_leads,
        print_only=True,
    ),
    Rule(
        code="lead-missing-area",
        title="Area without a lead body",
        severity="error",
        why="No body is responsible for any activity of a priority area.",
        meaning="`lead_bodies` is empty in all rows of the area.",
        remedy="Ask the chair which bodies lead the area; `correct` it with their identifiers.",
        example="1.1, where the last column is empty from top to bottom",
        method="No row of the area has a lead body.",
        find=find_areas_without_lead,
        print_only=True,
    ),
    Rule(
        code="output-missing",
        title="Activity without an expected output",
        severity="error",
        why="Without an expected output, the result of the activity cannot be measured.",
        meaning="`expected_output` is empty.",
        remedy="`accept` it if no output is intended; otherwise agree on one for the next edition.",
        example="an activity whose output cell is empty",
        method="The cell is empty, and no merged cell covers the row.",
        find=find_missing_outputs,
        print_only=True,
    ),
    Rule(
        code="activity-missing",
        title="Row without an activity",
        severity="error",
        why="The plan has no activity that would produce the output, or that the lead bodies lead.",
        meaning="`activity` is empty; `matrix` still has the row.",
        remedy="`accept` it if the output belongs to the activity above it. If the page prints an "
        "activity, it was read as other text: `correct` it.",
        example="Production of handbook …, next to an empty cell",
        method="The cell is empty, and no merged cell covers the row.",
        find=find_missing_activities,
        print_only=True,
    ),
    Rule(
        code="focus-alone",
        title="Focus area with neither an activity nor an output",
        severity="error",
        why="The plan states the focus area, but plans nothing for it.",
        meaning="The row has only a focus area.",
        remedy="`accept` it if it is a heading for the rows below.",
        example="Focus drawing on ASEAN-IPR’s research expertise …, next to empty cells",
        method="Both cells are empty in all rows of the focus area.",
        find=find_lone_focus_areas,
        print_only=True,
    ),
    Rule(
        code="focus-missing",
        title="Row without a focus area",
        severity="warning",
        why="Readers may take the row for a part of the focus area above it.",
        meaning="`focus` is empty.",
        remedy="`accept` it if the row belongs to the focus area above it.",
        example="an activity next to an empty cell with ruling lines around it",
        method="The cell is empty, and no merged cell covers the row.",
        find=find_missing_focus_areas,
        print_only=True,
    ),
)
