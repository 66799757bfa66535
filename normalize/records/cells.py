"""Every fragment of every cell, with the records that it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.model import Cell, Fragment, Span
from normalize.ids import of_body
from normalize.model import CellFragment
from normalize.records.annex import AnnexEntry
from normalize.records.areas import Outline
from normalize.records.grid import PlacedCell, RoleGrid, fold
from normalize.records.records import Records


def read_cells(
    grid: RoleGrid, outline: Outline, records: Records, annex: Sequence[AnnexEntry]
) -> tuple[CellFragment, ...]:
    """Say for each fragment of the matrix and the annex which records it prints.

    Args:
        grid: The matrix by rows and roles.
        outline: Sections and areas.
        records: Focus areas, activities, outputs and rows.
        annex: Lines of the annex.

    Returns:
        Fragments in printed order; an empty cell stands for the rows that it covers.
    """
    row_ids = {place: row.row_id for place, row in zip(records.places, records.rows, strict=True)}
    found: list[CellFragment] = []
    for place, row in enumerate(grid.table.rows):
        if row.kind == "band":
            section_id = outline.section_of_band.get(place)
            for cell in row.cells:
                found += _fragments(cell, [section_id] if section_id else [], "section")
    for placed in grid.cells:
        found += _fragments(
            placed.cell, _record_ids(placed, outline, records, row_ids), placed.role
        )
    for entry in annex:
        for cell in entry.cells:
            found += _fragments(cell, [of_body(entry.acronym, entry.name)], "annex")
    return tuple(found)


def _record_ids(
    placed: PlacedCell, outline: Outline, records: Records, row_ids: dict[int, str]
) -> Sequence[str]:
    if placed.role in ("area", "relevant_bodies"):
        areas = outline.areas_of(placed)
        if areas and placed.text:
            return areas
    record_id = records.id_of_cell.get(placed.cell.cell_id)
    if record_id is not None:
        return [record_id]
    return [row_ids[row] for row in placed.rows if row in row_ids]


def _fragments(cell: Cell, record_ids: Sequence[str], column: str) -> Iterator[CellFragment]:
    for number, fragment in enumerate(cell.fragments):
        other_text, other_note = _other(fragment)
        yield CellFragment(
            cell_id=cell.cell_id,
            record_ids=tuple(record_ids),
            column=column,
            fragment=number,
            span=Span(page=fragment.page, bbox=fragment.bbox),
            text=fold(fragment.text),
            readings_agree=fragment.readings_agree,
            other_text=other_text,
            other_note=other_note,
            other_cause=fragment.other_reading.cause if fragment.other_reading else None,
            confidence=fragment.confidence,
            codes=fragment.codes,
            hyphens_in_doubt=fragment.hyphens_in_doubt,
        )


def _other(fragment: Fragment) -> tuple[str | None, str]:
    other = fragment.other_reading
    if other is None:
        return None, ""
    note = f"{other.reader}: differs in {other.differs_in}"
    return other.text, f"{note}; {other.chosen_because}" if other.chosen_because else note
