"""List every fragment of every cell with the records that it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.model import Cell, Fragment, Span
from normalize.ids import of_body
from normalize.model import CellFragment
from normalize.records.annex import AnnexEntry
from normalize.records.areas import Outline
from normalize.records.grid import GridCell, RoleGrid, fold_spaces
from normalize.records.records import Records


def read_cells(
    grid: RoleGrid, outline: Outline, records: Records, annex: Sequence[AnnexEntry]
) -> tuple[CellFragment, ...]:
    """Return each fragment of the matrix and the annex with the records that it prints.

    Args:
        grid: The matrix by rows and roles.
        outline: Sections and areas.
        records: Focus areas, activities, outputs and rows.
        annex: Entries of the annex.

    Returns:
        Fragments in printed order. An empty cell belongs to the rows that it covers.
    """
    row_ids = {
        index: row.row_id for index, row in zip(records.row_indices, records.rows, strict=True)
    }
    fragments: list[CellFragment] = []
    for index, row in enumerate(grid.table.rows):
        if row.kind == "band":
            section_id = outline.section_of_band.get(index)
            for cell in row.cells:
                fragments += _fragments(cell, [section_id] if section_id else [], "section")
    for grid_cell in grid.cells:
        record_ids = _record_ids(grid_cell, outline, records, row_ids)
        fragments += _fragments(grid_cell.cell, record_ids, grid_cell.role)
    for cell, body_ids in _bodies_by_cell(annex):
        fragments += _fragments(cell, body_ids, "annex")
    return tuple(fragments)


def _bodies_by_cell(annex: Sequence[AnnexEntry]) -> Iterator[tuple[Cell, list[str]]]:
    """Yield the cells of the annex, each with the bodies of all its rows."""
    found: dict[str, tuple[Cell, list[str]]] = {}
    for entry in annex:
        for cell in entry.cells:
            found.setdefault(cell.cell_id, (cell, []))[1].append(of_body(entry.acronym, entry.name))
    yield from found.values()


def _record_ids(
    cell: GridCell, outline: Outline, records: Records, row_ids: dict[int, str]
) -> Sequence[str]:
    if cell.role in ("area", "relevant_bodies"):
        areas = outline.areas_of(cell)
        if areas and cell.text:
            return areas
    record_id = records.id_of_cell.get(cell.cell.cell_id)
    if record_id is not None:
        return [record_id]
    return [row_ids[row] for row in cell.rows if row in row_ids]


def _fragments(cell: Cell, record_ids: Sequence[str], column: str) -> Iterator[CellFragment]:
    for number, fragment in enumerate(cell.fragments):
        other_text, other_note = _other_reading(fragment)
        yield CellFragment(
            cell_id=cell.cell_id,
            record_ids=tuple(record_ids),
            column=column,
            fragment=number,
            span=Span(page=fragment.page, bbox=fragment.bbox),
            text=fold_spaces(fragment.text),
            readings_agree=fragment.readings_agree,
            other_text=other_text,
            other_note=other_note,
            other_cause=fragment.other_reading.cause if fragment.other_reading else None,
            ocr_confidence=fragment.ocr_confidence,
            confidence=cell.confidence,
            codes=fragment.codes,
            marks=fragment.marks,
            hyphens_in_doubt=fragment.hyphens_in_doubt,
        )


def _other_reading(fragment: Fragment) -> tuple[str | None, str]:
    other = fragment.other_reading
    if other is None:
        return None, ""
    note = f"{other.reader}: differs in {other.differs_in}"
    return other.text, f"{note}; {other.chosen_because}" if other.chosen_because else note
