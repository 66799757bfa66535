"""Sections from the bands of the matrix, priority areas from its first column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.model import Row
from normalize.ids import Identifiers, letters_and_digits, plain
from normalize.model import Area, Section
from normalize.records.grid import PlacedCell, RoleGrid, fold
from normalize.settings import NormalizeSettings


@dataclass
class Outline:
    """Sections and areas, and which of them each row of the matrix stands in.

    Attributes:
        sections: In printed order.
        areas: In printed order.
        section_of_row: Identifier by place in the matrix' rows.
        area_of_row: The same for areas.
        section_of_band: Identifier by place of the band.
        relevant_cells: Cells of relevant bodies by area, in printed order; one that a merge
            carries over several areas stands under each.
    """

    sections: list[Section] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    section_of_row: dict[int, str] = field(default_factory=dict)
    area_of_row: dict[int, str] = field(default_factory=dict)
    section_of_band: dict[int, str] = field(default_factory=dict)
    relevant_cells: dict[str, list[PlacedCell]] = field(default_factory=dict)

    def areas_of(self, cell: PlacedCell) -> tuple[str, ...]:
        """Areas of the rows that a cell covers, in printed order."""
        found = (self.area_of_row[row] for row in cell.rows if row in self.area_of_row)
        return tuple(dict.fromkeys(found))


def split_number(text: str, pattern: str) -> tuple[str, str, str]:
    """Split a number off the start of a title.

    Args:
        text: Title as printed, white space folded.
        pattern: Regular expression with a group ``number``.

    Returns:
        Number as identifier, number as printed, title; the numbers empty where there is none.
    """
    found = re.match(pattern, text)
    if found is None:
        return "", "", text
    return found["number"], found.group().strip(), text[found.end() :].strip()


def read_outline(grid: RoleGrid, settings: NormalizeSettings) -> Outline:
    """Read sections and areas off the matrix.

    Args:
        grid: The matrix by rows and roles.
        settings: Number patterns of the plan.

    Returns:
        The outline; empty where the plan has neither bands nor a column of areas.
    """
    outline = Outline()
    _read_sections(grid, settings, outline)
    _read_areas(grid, settings, outline)
    return outline


def _read_sections(grid: RoleGrid, settings: NormalizeSettings, outline: Outline) -> None:
    ids = Identifiers("section")
    current: str | None = None
    open_levels: list[tuple[int, str]] = []
    for place, row in enumerate(grid.table.rows):
        if row.kind == "row" and current is not None:
            outline.section_of_row[place] = current
        if row.kind != "band" or not band_text(row):
            continue
        number, printed, title = split_number(band_text(row), settings.section_number)
        current = ids.of_name(plain(number)) if number else ids.of_text(title)
        open_levels = [entry for entry in open_levels if entry[0] < row.level]
        parent = open_levels[-1][1] if open_levels else None
        open_levels.append((row.level, current))
        outline.section_of_band[place] = current
        outline.sections.append(
            Section(
                section_id=current,
                title=title,
                number_printed=printed,
                page=grid.pages(place)[0],
                parent_id=parent,
            )
        )


def band_text(row: Row) -> str:
    """Text of a heading over all columns."""
    return fold(" ".join(cell.text for cell in row.cells))


def _read_areas(grid: RoleGrid, settings: NormalizeSettings, outline: Outline) -> None:
    ids = Identifiers("area")
    known: dict[str, tuple[str, str]] = {}
    for cell in grid.cells_of("area"):
        if not cell.text:
            continue
        number, printed, title = split_number(cell.text, settings.area_number)
        area_id = _area_printed_again(known, number, title)
        if area_id is None:
            area_id = ids.of_name(plain(number)) if number else ids.of_text(title)
            known[number or area_id] = (area_id, letters_and_digits(title))
            outline.areas.append(_area(grid, outline, cell, area_id, printed, title))
        for row in cell.rows:
            outline.area_of_row[row] = area_id
    _add_relevant_bodies(grid, outline)


def _area_printed_again(known: dict[str, tuple[str, str]], number: str, title: str) -> str | None:
    """Find the area that a cell prints once more, as where a new page repeats it."""
    folded = letters_and_digits(title)
    if number:
        area_id, first_title = known.get(number, (None, ""))
        return area_id if first_title.startswith(folded) else None
    return next((area_id for area_id, first in known.values() if first == folded), None)


def _area(
    grid: RoleGrid, outline: Outline, cell: PlacedCell, area_id: str, printed: str, title: str
) -> Area:
    return Area(
        area_id=area_id,
        section_id=outline.section_of_row.get(cell.rows.start),
        title=title,
        number_printed=printed,
        relevant_bodies_printed="",
        page=cell.cell.fragments[0].page if cell.cell.fragments else grid.pages(cell.rows.start)[0],
    )


def _add_relevant_bodies(grid: RoleGrid, outline: Outline) -> None:
    for cell in grid.cells_of("relevant_bodies"):
        for area_id in outline.areas_of(cell) if cell.text else ():
            outline.relevant_cells.setdefault(area_id, []).append(cell)
    outline.areas = [
        area.model_copy(
            update={
                "relevant_bodies_printed": LIST_JOINT.join(
                    cell.text for cell in outline.relevant_cells.get(area.area_id, [])
                )
            }
        )
        for area in outline.areas
    ]


LIST_JOINT = " "
"""Between the texts of two cells that print one list."""
