"""Writes a table as a word processor's document, with merged cells and a repeated header."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.generators.content import WIDTH_WEIGHTS, ExpectedCell, ExpectedTable
from tests.generators.typesetting import PaginationStyle

LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "id": "id-ID"}
MARGIN_MM = 15


def write_docx(
    table: ExpectedTable,
    setting: PaginationStyle,
    path: Path,
    title: str,
    paragraphs: Sequence[str],
) -> None:
    document = docx.Document()
    section = document.sections[0]
    short, long = Mm(210), Mm(297)
    wide = setting.page == "landscape"
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN_MM))
    _set_defaults(document, setting)
    document.add_heading(title, level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    _write_table(document, table, setting, (297 if wide else 210) - 2 * MARGIN_MM)
    document.save(str(path))


def _set_defaults(document: Any, setting: PaginationStyle) -> None:
    style = document.styles["Normal"]
    style.font.name = setting.font
    style.font.size = Pt(setting.size)
    style.paragraph_format.space_after = Pt(0)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LOCALES[setting.language])
    style.element.get_or_add_rPr().append(language)
    if setting.hyphenate:
        settings = document.settings.element
        for name, value in (("w:autoHyphenation", "true"), ("w:hyphenationZone", "200")):
            element = OxmlElement(name)
            element.set(qn("w:val"), value)
            settings.append(element)


def _write_table(
    document: Any, table: ExpectedTable, setting: PaginationStyle, width_mm: float
) -> None:
    count, heads = len(table.columns), len(table.header)
    made = document.add_table(rows=heads + len(table.rows), cols=count)
    made.style = "Table Grid" if setting.rules == "all" else None
    made.autofit = False
    weights = [WIDTH_WEIGHTS.get(role, 1.0) for role in table.roles] or [1.0] * count
    widths = [Mm(width_mm * weight / sum(weights)) for weight in weights]
    grid = [list(row.cells) for row in made.rows]
    for row in grid:
        for cell, width in zip(row, widths, strict=True):
            cell.width = width
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in table.header:
        for cell in row:
            _fill(grid, cell, 0, setting, bold=True)
    for expected in table.rows:
        for cell in expected.cells:
            _fill(grid, cell, heads, setting, bold=expected.kind == "band")
    for index, row in enumerate(made.rows):
        properties = row._tr.get_or_add_trPr()  # python-docx has no call for these two
        if index < heads and setting.repeat_header:
            properties.append(OxmlElement("w:tblHeader"))
        if setting.keep_rows:
            properties.append(OxmlElement("w:cantSplit"))


def _fill(
    grid: list[list[Any]], cell: ExpectedCell, offset: int, setting: PaginationStyle, bold: bool
) -> None:
    first = grid[cell.row + offset][cell.column]
    last = grid[cell.row_stop - 1 + offset][cell.column_stop - 1]
    merged = first.merge(last) if first is not last else first
    paragraph = merged.paragraphs[0]
    run = paragraph.add_run(cell.text)
    run.bold = bold
    if setting.justify:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if setting.rules == "horizontal":
        _rule_above_and_below(grid, cell, offset)
    elif setting.rules == "booktabs" and (offset == 0 or cell.row_stop + offset == len(grid)):
        _rule_above_and_below(grid, cell, offset, above=offset == 0)
    elif setting.rules == "shaded" and (bold or cell.row % 2):
        _shade(merged, "909090" if bold else "E4E4E4")


def _shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def _rule_above_and_below(
    grid: list[list[Any]], cell: ExpectedCell, offset: int, *, above: bool = True
) -> None:
    for row in range(cell.row, cell.row_stop):
        borders = OxmlElement("w:tcBorders")
        sides = [("w:top", above and row == cell.row), ("w:bottom", row == cell.row_stop - 1)]
        for name, ruled in sides:
            if ruled:
                side = OxmlElement(name)
                side.set(qn("w:val"), "single")
                side.set(qn("w:sz"), "6")
                borders.append(side)
        grid[row + offset][cell.column]._tc.get_or_add_tcPr().append(borders)
