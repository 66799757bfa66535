"""The printed order of a plan's records, and how people cite its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from normalize.ids import Identifiers, number_in
from normalize.model import CellFragment, MatrixRow, NormalPlan


def reading_order(plan: NormalPlan) -> Mapping[str, int]:
    """Return the position of each record: narrative, rows with their records, annex.

    Args:
        plan: the plan.

    Returns:
        A number for each record. A record that several rows print has that of the first row.
    """
    return {record: position for position, record in enumerate(dict.fromkeys(_records(plan)))}


def _records(plan: NormalPlan) -> Iterator[str]:
    first_page = min((row.page_first for row in plan.rows), default=0)
    before = [block.block_id for block in plan.narrative if block.page <= first_page]
    yield from before
    for row in plan.rows:
        ids = (row.section_id, row.area_id, row.focus_id, row.activity_id, row.expected_output_id)
        yield from (record for record in ids if record is not None)
        yield row.row_id
    # A section, an area or a focus area may have no row.
    yield from (section.section_id for section in plan.sections)
    yield from (area.area_id for area in plan.areas)
    yield from (focus.focus_id for focus in plan.focus_areas)
    yield from (block.block_id for block in plan.narrative)
    yield from (body.body_id for body in plan.bodies)


def cells_in_order(cells: Sequence[CellFragment]) -> list[CellFragment]:
    """Sort cells by their first position on paper; the fragments of a cell stay together."""
    starts: dict[str, tuple[int, float, float]] = {}
    for cell in cells:
        x0, top, *_ = cell.span.bbox
        start = (cell.span.page, top, x0)
        starts[cell.cell_id] = min(start, starts.get(cell.cell_id, start))
    return sorted(cells, key=lambda cell: (starts[cell.cell_id], cell.cell_id, cell.fragment))


def row_refs(plan: NormalPlan) -> Mapping[str, str]:
    """Return for each row and how people cite it within the edition, like ``1.10 no. 3``.

    Rows are counted within their area. An area without a number is cited by its position
    (``area 2 no. 3``). Rows without an area are counted within their section, and rows without
    a section within the plan.
    """
    areas = area_names(plan)
    sections = {s.section_id: _section(s.section_id, n) for n, s in enumerate(plan.sections, 1)}
    counts: dict[str, int] = {}
    refs: dict[str, str] = {}
    identifiers = Identifiers()
    for row in plan.rows:
        group = _group(row, areas, sections)
        counts[group] = counts.get(group, 0) + 1
        refs[row.row_id] = identifiers.of_name(f"{group} no. {counts[group]}".strip())
    return refs


def area_names(plan: NormalPlan) -> Mapping[str, str]:
    """Return how each area is cited: by its printed number, else by its position (``area 2``)."""
    return {a.area_id: _name("area", a.area_id, n) for n, a in enumerate(plan.areas, 1)}


def _group(row: MatrixRow, areas: Mapping[str, str], sections: Mapping[str, str]) -> str:
    return areas.get(row.area_id or "") or sections.get(row.section_id or "", "")


def _name(kind: str, identifier: str, position: int) -> str:
    number = number_in(identifier)
    return f"{kind} {position}" if number == identifier else number


def _section(identifier: str, position: int) -> str:
    number = number_in(identifier)
    return f"section {position if number == identifier else number}"
