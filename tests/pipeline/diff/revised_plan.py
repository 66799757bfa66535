"""A revised edition of the adopted plan, with known changes, set by another engine."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import docx

from extract.model import Block, PlanTable
from tests.generators import engines, set_docx
from tests.generators.content import ExpectedCell, ExpectedRow, ExpectedTable
from tests.generators.reset_plan import table_again
from tests.generators.typesetting import PaginationStyle

AREA, BODIES, FOCUS, ACTIVITY, OUTPUT, LEAD = range(6)


@dataclass(eq=False)
class Text:
    """A cell; rows that share it are merged there."""

    text: str


@dataclass(eq=False)
class Line:
    """A row of the matrix, or a band over all columns."""

    cells: list[Text]
    is_band: bool = False


@dataclass
class Revision:
    """The matrix of a revised edition in the making, and what was changed."""

    columns: list[str]
    header: tuple[tuple[ExpectedCell, ...], ...]
    lines: list[Line]
    annex: ExpectedTable
    expected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Activity (as in the old edition, or the new one if added) → kinds."""

    def rows(self, area: str) -> list[Line]:
        """Return the rows of an area, by its number."""
        return [
            line
            for line in self.lines
            if not line.is_band and line.cells[AREA].text.split(" ")[0].rstrip(".") == area
        ]

    def row(self, area: str, start: str) -> Line:
        """Return the row of an area whose activity begins with ``start``."""
        return next(r for r in self.rows(area) if r.cells[ACTIVITY].text.startswith(start))


def begin(plan: PlanTable) -> Revision:
    """Return the adopted plan's matrix and annex, to be revised."""
    table = table_again(plan.matrix)
    lines: list[Line] = []
    for number, row in enumerate(table.rows):
        if row.kind == "band":
            lines.append(Line([Text(row.cells[0].text)], is_band=True))
            continue
        covering = {
            column: cell
            for above in table.rows[: number + 1]
            for cell in above.cells
            if cell.row <= number < cell.row_stop
            for column in range(cell.column, cell.column_stop)
        }
        lines.append(Line([_text(covering[column]) for column in range(len(table.columns))]))
    assert plan.annex is not None
    return Revision(list(table.columns), table.header, lines, table_again(plan.annex))


_TEXTS: dict[int, Text] = {}
_KEPT: list[ExpectedCell] = []


def _text(cell: ExpectedCell) -> Text:
    """Return one object a cell, so that rows merged in it share it."""
    if id(cell) not in _TEXTS:
        _KEPT.append(cell)
        _TEXTS[id(cell)] = Text(cell.text)
    return _TEXTS[id(cell)]


def reword(made: Revision, area: str, start: str, old: str, new: str) -> None:
    row = made.row(area, start)
    before = row.cells[ACTIVITY].text
    assert old in before
    row.cells[ACTIVITY] = Text(before.replace(old, new))
    made.expected[before] = ("reworded",)


def move(made: Revision, area: str, start: str, target: str) -> None:
    row, last = made.row(area, start), made.rows(target)[-1]
    made.lines.remove(row)
    cells = [last.cells[AREA], last.cells[BODIES], last.cells[FOCUS]]
    moved = Line([*cells, *(Text(cell.text) for cell in row.cells[ACTIVITY:])])
    made.lines.insert(made.lines.index(last) + 1, moved)
    made.expected[row.cells[ACTIVITY].text] = ("moved",)


def split(made: Revision, area: str, start: str, at: str) -> None:
    """Cut an activity in two before ``at``; both rows share the other cells."""
    row = made.row(area, start)
    before = row.cells[ACTIVITY].text
    first, _, second = before.partition(at)
    part = Line(list(row.cells))
    row.cells[ACTIVITY] = Text(first.strip().rstrip(",;"))
    part.cells[ACTIVITY] = Text((at.strip() + second).strip())
    made.lines.insert(made.lines.index(row) + 1, part)
    made.expected[before] = ("split",)


def add(made: Revision, area: str, activity: str, output: str, lead: str) -> None:
    last = made.rows(area)[-1]
    cells = [last.cells[AREA], last.cells[BODIES], Text(f"Activities that {activity[:40].lower()}")]
    made.lines.insert(
        made.lines.index(last) + 1, Line([*cells, Text(activity), Text(output), Text(lead)])
    )
    made.expected[activity] = ("added",)


def remove(made: Revision, area: str, start: str) -> None:
    row = made.row(area, start)
    made.lines.remove(row)
    made.expected[row.cells[ACTIVITY].text] = ("removed",)


def give_lead(made: Revision, area: str, start: str, lead: str) -> None:
    row = made.row(area, start)
    assert sum(row.cells[LEAD] is other.cells[-1] for other in made.lines) == 1
    row.cells[LEAD] = Text(lead)
    made.expected[row.cells[ACTIVITY].text] = ("reassigned",)


def exchange_areas(made: Revision, first: str, second: str) -> None:
    """Print two neighbouring areas in the other order, each under the other's number."""
    upper, lower = made.rows(first), made.rows(second)
    place = made.lines.index(upper[0])
    for line in (*upper, *lower):
        made.lines.remove(line)
    made.lines[place:place] = [*lower, *upper]
    for rows, old, new in ((upper, first, second), (lower, second, first)):
        title = rows[0].cells[AREA].text
        renumbered = Text(title.replace(old, new, 1))
        for line in rows:
            line.cells[AREA] = renumbered


def rename_body(made: Revision, old: str, new: str) -> None:
    """Give a body another name in the annex."""
    rows = tuple(
        ExpectedRow(
            row.kind,
            tuple(
                ExpectedCell(c.column, c.column_stop, c.row, c.row_stop, c.text.replace(old, new))
                for c in row.cells
            ),
        )
        for row in made.annex.rows
    )
    assert rows != made.annex.rows
    made.annex = ExpectedTable(made.annex.columns, made.annex.header, rows, made.annex.roles)


def add_column(made: Revision, label: str, values: list[str]) -> None:
    """Print one more column, its values in turn."""
    width, number = len(made.columns), 0
    made.columns.append(label)
    made.header = ((*made.header[0], ExpectedCell(width, width + 1, 0, 1, label)),)
    for line in made.lines:
        if not line.is_band:
            line.cells.append(Text(values[number % len(values)]))
            number += 1


def table_of(made: Revision) -> ExpectedTable:
    """Return the revised matrix as a table of merged cells."""
    width, rows = len(made.columns), []
    for place, line in enumerate(made.lines):
        if line.is_band:
            cell = ExpectedCell(0, width, place, place + 1, line.cells[0].text)
            rows.append(ExpectedRow("band", (cell,)))
            continue
        cells = []
        for column, text in enumerate(line.cells):
            above = made.lines[place - 1]
            if place and not above.is_band and above.cells[column] is text:
                continue
            stop = place + 1
            while (
                stop < len(made.lines)
                and not made.lines[stop].is_band
                and made.lines[stop].cells[column] is text
            ):
                stop += 1
            cells.append(ExpectedCell(column, column + 1, place, stop, text.text))
        rows.append(ExpectedRow("row", tuple(cells)))
    roles = ("area", "bodies", "focus", "activity", "output", "lead")
    roles = (*roles, "timeline", "budget", "indicator")[:width]
    return ExpectedTable(tuple(made.columns), made.header, tuple(rows), roles)


def set_edition(made: Revision, plan: PlanTable, path: Path) -> None:
    """Print the edition with LibreOffice: narrative, matrix, annex with its heading and notes."""
    setting = PaginationStyle(size=8, language="en")
    first = plan.matrix.pages[0]
    before = [_printed(block) for block in plan.narrative if block.spans[0].page <= first]
    after = [_printed(block) for block in plan.narrative if block.spans[0].page > first]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        set_docx.write_docx(table_of(made), setting, source, before[0], before[1:])
        document = docx.Document(str(source))
        document.add_page_break()
        for text in after:
            document.add_heading(text, 1)
        set_docx._write_table(document, made.annex, setting, 170.0)
        for block in plan.annex_notes:
            document.add_paragraph(_printed(block))
        document.save(str(source))
        engines.convert_document(source, path)


def _printed(block: Block) -> str:
    return f"{block.marker} {block.text}".strip()
