"""Read sections from the bands of the matrix and priority areas from its first column."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.model import Row
from normalize.ids import Identifiers, letters_and_digits, strip_invisible
from normalize.model import Area, Section
from normalize.patterns import SettingPattern
from normalize.records.grid import GridCell, RoleGrid, fold_spaces
from normalize.settings import NormalizeSettings


@dataclass
class Outline:
    """Sections and areas, and the section and area of each row of the matrix.

    Attributes:
        sections: In printed order.
        areas: In printed order.
        section_of_row: Section identifier by index of the row in the matrix.
        area_of_row: Area identifier by index of the row.
        section_of_band: Section identifier by index of the band.
        relevant_cells: Cells of relevant bodies by area, in printed order. A merged cell that
            covers several areas is listed under each.
    """

    sections: list[Section] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    section_of_row: dict[int, str] = field(default_factory=dict)
    area_of_row: dict[int, str] = field(default_factory=dict)
    section_of_band: dict[int, str] = field(default_factory=dict)
    relevant_cells: dict[str, list[GridCell]] = field(default_factory=dict)

    def areas_of(self, cell: GridCell) -> tuple[str, ...]:
        """Return the areas of the rows that a cell covers, in printed order."""
        areas = (self.area_of_row[row] for row in cell.rows if row in self.area_of_row)
        return tuple(dict.fromkeys(areas))


def split_number(text: str, pattern: SettingPattern) -> tuple[str, str, str]:
    """Split a number off the start of a title.

    Args:
        text: Title as printed, white space folded.
        pattern: Regular expression with a group ``number``.

    Returns:
        Number for the identifier, number as printed, and title. Both numbers are empty if the
        title has none.
    """
    found = pattern.match_start(text)
    if found is None:
        return "", "", text
    return found["number"], found.group().strip(), text[found.end() :].strip()


def read_outline(grid: RoleGrid, settings: NormalizeSettings) -> Outline:
    """Read the sections and areas of the matrix.

    Args:
        grid: The matrix by rows and roles.
        settings: Patterns of section and area numbers.

    Returns:
        The outline; empty if the plan has neither bands nor a column of areas.
    """
    outline = Outline()
    _read_sections(grid, settings, outline)
    _read_areas(grid, settings, outline)
    return outline


def _read_sections(grid: RoleGrid, settings: NormalizeSettings, outline: Outline) -> None:
    ids = Identifiers("section")
    pattern = SettingPattern("section_number", settings.section_number)
    current: str | None = None
    ancestors: list[tuple[int, str]] = []
    for index, row in enumerate(grid.table.rows):
        if row.kind == "row" and current is not None:
            outline.section_of_row[index] = current
        if row.kind != "band" or not band_text(row):
            continue
        if row.is_again and current is not None:
            # It ends no section inside of its own.
            outline.section_of_band[index] = dict(ancestors).get(row.level, current)
            continue
        number, printed, title = split_number(band_text(row), pattern)
        current = ids.of_name(strip_invisible(number)) if number else ids.of_text(title)
        ancestors = [entry for entry in ancestors if entry[0] < row.level]
        parent = ancestors[-1][1] if ancestors else None
        ancestors.append((row.level, current))
        outline.section_of_band[index] = current
        outline.sections.append(
            Section(
                section_id=current,
                title=title,
                number_printed=printed,
                page=grid.pages(index)[0],
                parent_id=parent,
            )
        )


def band_text(row: Row) -> str:
    """Return the text of a heading that spans all columns."""
    return fold_spaces(" ".join(cell.text for cell in row.cells))


def _read_areas(grid: RoleGrid, settings: NormalizeSettings, outline: Outline) -> None:
    ids = Identifiers("area")
    pattern = SettingPattern("area_number", settings.area_number)
    known: dict[str, tuple[str, str]] = {}
    for cell in grid.cells_of("area"):
        if not cell.text:
            continue
        number, printed, title = split_number(cell.text, pattern)
        area_id = _repeated_area(known, number, title)
        if area_id is None:
            area_id = ids.of_name(strip_invisible(number)) if number else ids.of_text(title)
            known[number or area_id] = (area_id, letters_and_digits(title))
            outline.areas.append(_area(grid, outline, cell, area_id, printed, title))
        for row in cell.rows:
            outline.area_of_row[row] = area_id
    _add_relevant_bodies(grid, outline)


def _repeated_area(known: dict[str, tuple[str, str]], number: str, title: str) -> str | None:
    """Return the area that a cell repeats, for example at the top of a new page."""
    folded = letters_and_digits(title)
    if number:
        area_id, first_title = known.get(number, (None, ""))
        return area_id if first_title.startswith(folded) else None
    return next((area_id for area_id, first in known.values() if first == folded), None)


def _area(
    grid: RoleGrid, outline: Outline, cell: GridCell, area_id: str, printed: str, title: str
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
                "relevant_bodies_printed": LIST_SEPARATOR.join(
                    cell.text for cell in outline.relevant_cells.get(area.area_id, [])
                )
            }
        )
        for area in outline.areas
    ]


LIST_SEPARATOR = " "
"""Separates the texts of two cells that print one list."""
