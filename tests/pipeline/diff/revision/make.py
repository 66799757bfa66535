"""Make the revised edition that ``tests/data/revised/edition.toml`` describes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extract.model import Block, PlanTable
from tests.generators.content import ExpectedCell, ExpectedRow, ExpectedTable
from tests.pipeline.diff import revised_plan as revise
from tests.pipeline.diff.revised_plan import (
    ACTIVITY,
    AREA,
    BODIES,
    FOCUS,
    LEAD,
    OUTPUT,
    Line,
    Revision,
    Text,
)

DATA = Path(__file__).resolve().parents[3] / "data" / "revised"
COLUMNS = {"activity": ACTIVITY, "output": OUTPUT, "timeline": 6, "budget": 7}
Expected = tuple[str, frozenset[str], str, str]
"""Table, kinds, first words of the old record and of the new one."""


@dataclass(frozen=True)
class Paragraph:
    """A block of text outside of tables."""

    kind: str
    text: str


@dataclass
class Plan:
    """An edition in the making."""

    matrix: Revision
    before: list[Paragraph]
    after: list[Paragraph]
    notes: list[Paragraph]


def description() -> dict[str, Any]:
    return tomllib.loads((DATA / "edition.toml").read_text(encoding="utf-8"))


def truth() -> list[Expected]:
    """Return every change that a comparison must find, as written by hand."""
    told = description()
    lines = [
        line
        for change in (told["columns"], *told["change"])
        for line in ([change["is"]] if "is" in change else []) + change.get("also", [])
    ]
    return [(table, frozenset(kinds.split()), old, new) for table, kinds, old, new in lines]


def old_edition(table: PlanTable) -> Plan:
    """Return the adopted plan with a timeline and a budget, as a plan to be set anew."""
    told = description()["columns"]
    first = table.matrix.pages[0]
    made = revise.begin(table)
    revise.add_column(made, told["before"][0], told["timeline"])
    revise.add_column(made, told["before"][1], told["budget"])
    return Plan(
        made,
        [_paragraph(block) for block in table.narrative if block.spans[0].page <= first],
        [_paragraph(block) for block in table.narrative if block.spans[0].page > first],
        [_paragraph(block) for block in table.annex_notes],
    )


def new_edition(table: PlanTable) -> Plan:
    """Return the revised edition."""
    told = description()
    plan = old_edition(table)
    for change in told["change"]:
        name, *values = change["do"]
        OPERATIONS[name](plan, *values)
    made = plan.matrix
    made.columns[7] = told["columns"]["after"][1]
    made.header = (
        tuple(replace(c, text=made.columns[7]) if c.column == 7 else c for c in made.header[0]),
    )
    revise.add_column(made, told["columns"]["after"][2], told["columns"]["indicator"])
    return plan


def _paragraph(block: Block) -> Paragraph:
    return Paragraph(block.kind, f"{block.marker} {block.text}".strip())


def _own(plan: Plan, area: str, start: str, column: int, text: str) -> None:
    plan.matrix.row(area, start).cells[column] = Text(text)


def reword(plan: Plan, area: str, start: str, column: str, old: str, new: str) -> None:
    before = plan.matrix.row(area, start).cells[COLUMNS[column]].text
    assert old in before, before
    _own(plan, area, start, COLUMNS[column], before.replace(old, new))


def rewrite(plan: Plan, area: str, start: str, column: str, text: str) -> None:
    _own(plan, area, start, COLUMNS[column], text)


def set_value(plan: Plan, area: str, start: str, column: str, text: str) -> None:
    row = plan.matrix.row(area, start)
    assert row.cells[COLUMNS[column]].text != text
    row.cells[COLUMNS[column]] = Text(text)


def respell(plan: Plan, column: str, old: str, new: str, area: str) -> None:
    cells = [row.cells for row in plan.matrix.rows(area) if row.cells[COLUMNS[column]].text == old]
    assert cells, (area, old)
    for row in cells:
        row[COLUMNS[column]] = Text(new)


def merge(plan: Plan, area: str, first: str, second: str, link: str) -> None:
    """Print the activities of two rows in one; the second row's other cells are dropped."""
    kept, gone = plan.matrix.row(area, first), plan.matrix.row(area, second)
    texts = [row.cells[ACTIVITY].text.rstrip(".") for row in (kept, gone)]
    kept.cells[ACTIVITY] = Text(link.join(texts))
    plan.matrix.lines.remove(gone)


def swap(plan: Plan, area: str, first: str, second: str) -> None:
    lines = plan.matrix.lines
    a, b = (lines.index(plan.matrix.row(area, start)) for start in (first, second))
    lines[a], lines[b] = lines[b], lines[a]


def give_lead(plan: Plan, area: str, start: str, lead: str) -> None:
    _own(plan, area, start, LEAD, lead)


def relevant(plan: Plan, area: str, bodies: str) -> None:
    cell = Text(bodies)
    for row in plan.matrix.rows(area):
        row.cells[BODIES] = cell


def retitle(plan: Plan, area: str, old: str, new: str) -> None:
    rows = plan.matrix.rows(area)
    assert old in rows[0].cells[AREA].text
    cell = Text(rows[0].cells[AREA].text.replace(old, new))
    for row in rows:
        row.cells[AREA] = cell


def split_off(plan: Plan, area: str, start: str, number: str, title: str, _focus: str) -> None:
    """Print one row in an area of its own, at the end of its section."""
    row = plan.matrix.row(area, start)
    plan.matrix.lines.remove(row)
    row.cells[AREA], row.cells[FOCUS] = Text(f"{number}. {title}"), Text(row.cells[FOCUS].text)
    row.cells[BODIES] = Text(row.cells[BODIES].text)
    section = int(number.split(".")[0])
    last = [line for n in range(1, 20) for line in plan.matrix.rows(f"{section}.{n}")][-1]
    plan.matrix.lines.insert(plan.matrix.lines.index(last) + 1, row)


def new_area(plan: Plan, after: str, number: str, title: str, bodies: str) -> None:
    """Open an area; the rows that are added to it follow."""
    last = plan.matrix.rows(after)[-1]
    cells = [Text(f"{number}. {title}"), Text(bodies), *(Text("") for _ in last.cells[FOCUS:])]
    plan.matrix.lines.insert(plan.matrix.lines.index(last) + 1, Line(cells))


def add(plan: Plan, area: str, activity: str, output: str, lead: str) -> None:
    last = plan.matrix.rows(area)[-1]
    cells = [last.cells[AREA], last.cells[BODIES], Text(f"Activities that {activity[:40].lower()}")]
    cells += [Text(activity), Text(output), Text(lead), Text("2029"), Text("USD 10,000")]
    place = plan.matrix.lines.index(last)
    if last.cells[ACTIVITY].text or last.cells[OUTPUT].text:
        plan.matrix.lines.insert(place + 1, Line(cells))
    else:
        plan.matrix.lines[place] = Line(cells)


def move(plan: Plan, area: str, start: str, target: str) -> None:
    revise.move(plan.matrix, area, start, target)


def split(plan: Plan, area: str, start: str, at: str) -> None:
    revise.split(plan.matrix, area, start, at)


def remove(plan: Plan, area: str, start: str) -> None:
    revise.remove(plan.matrix, area, start)


def exchange(plan: Plan, first: str, second: str) -> None:
    revise.exchange_areas(plan.matrix, first, second)


def merge_areas(plan: Plan, kept: str, gone: str, title: str) -> None:
    """Print the rows of one area at the end of another one, under a common title."""
    last, rows = plan.matrix.rows(kept)[-1], plan.matrix.rows(gone)
    for row in rows:
        plan.matrix.lines.remove(row)
        row.cells[BODIES] = last.cells[BODIES]
    place = plan.matrix.lines.index(last) + 1
    plan.matrix.lines[place:place] = rows
    cell = Text(f"{kept}. {title}")
    for row in (*plan.matrix.rows(kept), *rows):
        row.cells[AREA] = cell


def section(plan: Plan, old: str, new: str) -> None:
    band = next(ln for ln in plan.matrix.lines if ln.is_band and ln.cells[0].text == old)
    band.cells[0] = Text(new)


def narrative(plan: Plan, old: str, new: str) -> None:
    changed = [replace(each, text=each.text.replace(old, new)) for each in plan.before]
    assert changed != plan.before, old
    plan.before = changed


def paragraph_after(plan: Plan, start: str, text: str) -> None:
    place = _place(plan, start)
    plan.before.insert(place + 1, replace(plan.before[place], text=_marker(plan, place) + text))


def drop_paragraph(plan: Plan, start: str) -> None:
    del plan.before[_place(plan, start)]


def _place(plan: Plan, start: str) -> int:
    return next(i for i, each in enumerate(plan.before) if start in each.text)


def _marker(plan: Plan, place: int) -> str:
    """Return the bullet of a list item."""
    first = plan.before[place].text.split(" ", 1)[0]
    return "" if first[:1].isalnum() else f"{first} "


def _in_annex(plan: Plan, change: Callable[[str], str]) -> None:
    made = plan.matrix
    rows = tuple(
        ExpectedRow(row.kind, tuple(replace(cell, text=change(cell.text)) for cell in row.cells))
        for row in made.annex.rows
    )
    assert rows != made.annex.rows
    made.annex = ExpectedTable(made.annex.columns, made.annex.header, rows, made.annex.roles)


def body(plan: Plan, old: str, new: str) -> None:
    _in_annex(plan, lambda text: text.replace(old, new))


def new_body(plan: Plan, name: str, acronym: str) -> None:
    """Add a body to the end of the annex."""
    annex, at = plan.matrix.annex, len(plan.matrix.annex.rows)
    texts = (str(at + 1), acronym, name)
    cells = tuple(ExpectedCell(i, i + 1, at, at + 1, text) for i, text in enumerate(texts))
    rows = (*annex.rows, ExpectedRow("row", cells))
    plan.matrix.annex = ExpectedTable(annex.columns, annex.header, rows, annex.roles)


def note(plan: Plan, old: str, new: str) -> None:
    changed = [replace(each, text=each.text.replace(old, new)) for each in plan.notes]
    assert changed != plan.notes
    plan.notes = changed


OPERATIONS: dict[str, Callable[..., None]] = {
    each.__name__: each
    for each in (
        reword, rewrite, respell, merge, swap, relevant, retitle, split_off, new_area, add, move,
        split, remove, exchange, merge_areas, section, narrative, paragraph_after, drop_paragraph,
        body, new_body, note,
    )
} | {"set": set_value, "lead": give_lead}  # fmt: skip
