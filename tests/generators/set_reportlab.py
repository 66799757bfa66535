"""Sets a plan in any ``Style`` by drawing it: every line, rule and page end is ours."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.generators.content import WIDTH_WEIGHTS, ExpectedRow, ExpectedTable, Plan
from tests.generators.draw_rules import draw_fills, draw_rules
from tests.generators.lines import Breaks, break_text
from tests.generators.paginate import Paginator, Placed, Sheet
from tests.generators.style import Style

FONT_FOLDERS = ("/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/dejavu")
PORTRAIT = Style(page="portrait")


@dataclass(frozen=True)
class Printed:
    """What was set: the truth that a reader is held to."""

    plan: Plan
    matrix: ExpectedTable
    row_pages: tuple[tuple[int, ...], ...]
    """Pages, from 1, on which each row of the matrix is printed."""


@cache
def find_font(name: str, bold: bool) -> Path | None:
    file = f"{name}-{'Bold' if bold else 'Regular'}.ttf"
    if name.startswith("DejaVu"):
        file = f"{name}{'-Bold' if bold else ''}.ttf"
    return next((p for f in FONT_FOLDERS if (p := Path(f) / file).exists()), None)


@cache
def font(name: str, bold: bool = False) -> str:
    """Registers a font once; the name under which reportlab knows it."""
    path = find_font(name, bold)
    known = f"{name}{'-b' if bold else ''}"
    if path is None:  # reportlab's own fonts, where the system has none of these
        path = Path(reportlab.__file__).parent / "fonts" / ("VeraBd.ttf" if bold else "Vera.ttf")
    pdfmetrics.registerFont(TTFont(known, str(path)))
    return known


def has_glyph(name: str, character: str) -> bool:
    """Whether the font prints a character; an empty one always."""
    known = pdfmetrics.getFont(font(name)).face.charToGlyph
    return all(ord(c) in known for c in character)


def ligate(text: str, style: Style) -> str:
    if not style.ligatures:
        return text
    return text.replace("fi", "\ufb01").replace("fl", "\ufb02")


def measure_in(style: Style, bold: bool = False) -> Callable[[str], float]:
    name = font(style.font, bold)
    return lambda text: float(pdfmetrics.stringWidth(ligate(text, style), name, style.size))


def without_outer_bands(table: ExpectedTable) -> ExpectedTable:
    """The table as it is where each outermost band is a heading between tables instead."""
    kept = [row for row in table.rows if row.kind == "row" or row.level > 0]
    rows = []
    for index, row in enumerate(kept):
        shift = row.cells[0].row - index if row.cells else 0
        cells = (replace(c, row=c.row - shift, row_stop=c.row_stop - shift) for c in row.cells)
        rows.append(ExpectedRow(row.kind, tuple(cells), row.level))
    return replace(table, rows=tuple(rows))


def column_edges(
    table: ExpectedTable, width: float, left: float, rng: random.Random
) -> list[float]:
    weights = [WIDTH_WEIGHTS.get(role, 1.0) * rng.uniform(0.85, 1.2) for role in table.roles]
    edges = [left]
    for weight in weights:
        edges.append(round(edges[-1] + width * weight / sum(weights), 2))
    return edges


class _Press:
    """Draws pages; ``y`` counts downwards from the top of the page as it is read."""

    def __init__(self, path: Path, plan: Plan, style: Style) -> None:
        self.canvas = Canvas(str(path), invariant=1)
        self.plan, self.style = plan, style
        self.page = 0
        self.height = 842.0

    def begin(self, style: Style) -> None:
        width, self.height = style.size_shown
        self.page += 1
        if not style.turn:
            self.canvas.setPageSize((width, self.height))
            self.canvas.setPageRotation(0)
            return
        rotates = style.page != "turned"
        # With a rotation reportlab swaps the two lengths itself.
        self.canvas.setPageSize((width, self.height) if rotates else (self.height, width))
        self.canvas.setPageRotation(style.turn if rotates else 0)
        if style.turn == 90:
            self.canvas.transform(0, 1, -1, 0, self.height, 0)
        else:
            self.canvas.transform(0, -1, 1, 0, 0, width)

    def end(self, style: Style) -> None:
        width, _ = style.size_shown
        self.text(self.plan.footer, style.margin, self.height - 22, 7)
        self.text(str(self.page), width - style.margin - 10, self.height - 22, 7)
        self.canvas.showPage()

    def text(self, text: str, x: float, y: float, size: float, bold: bool = False) -> None:
        self.canvas.setFillGray(0)
        self.canvas.setFont(font(self.style.font, bold), size)
        self.canvas.drawString(x, self.height - y, ligate(text, self.style))

    def paragraph(self, text: str, y: float, style: Style) -> float:
        """Sets a paragraph in the narrative's size; the place below it."""
        large = replace(self.style, size=10.0)
        width = style.size_shown[0] - 2 * style.margin
        breaks = Breaks(self.plan.language)
        for line in break_text(text, width, measure_in(large), breaks):
            self.text(line, style.margin, y, 10)
            y += 13
        return y + 8

    def narrative(self, style: Style) -> float:
        y = style.margin + 20
        self.text(self.plan.title.upper(), style.margin, y, 12, bold=True)
        y += 26
        for heading, text in self.plan.before:
            self.text(heading, style.margin, y, 11, bold=True)
            y = self.paragraph(text, y + 18, style)
        return y

    def cell(self, placed: Placed, style: Style) -> None:
        header, band = placed.kind == "header", placed.kind == "band"
        bold = header or (band and placed.level == 0)
        step = style.size * style.leading
        top = placed.top + style.pad
        if style.middle and placed.starts and placed.ends:
            top += (placed.bottom - placed.top - 2 * style.pad - len(placed.lines) * step) / 2
        for index, line in enumerate(placed.lines):
            y = top + index * step + 0.8 * style.size
            last = placed.last_line_ends and index == len(placed.lines) - 1
            self._line(placed, line, y, style, bold, style.justify and not last and not header)

    def _line(
        self, placed: Placed, line: str, y: float, style: Style, bold: bool, justify: bool
    ) -> None:
        canvas, x = self.canvas, placed.x0 + style.inset
        width = measure_in(style, bold)(line)
        if style.white_behind and placed.kind == "cell":
            canvas.setFillGray(1)
            canvas.rect(x, self.height - y - 0.25 * style.size, width, style.size * 1.1, 0, 1)
        text = canvas.beginText(x, self.height - y)
        text.setFont(font(style.font, bold), style.size)
        white = placed.kind == "header" and (style.header_white or style.rules == "shading")
        canvas.setFillGray(1 if white else 0)
        gaps = line.count(" ")
        room = placed.x1 - placed.x0 - 2 * style.inset
        if justify and gaps and room > width:
            # Word by word, as typesetters with no word spacing for composite fonts do.
            extra = (room - width) / gaps
            for word in line.split(" "):
                canvas.setFont(font(style.font, bold), style.size)
                canvas.drawString(x, self.height - y, ligate(word, style))
                x += measure_in(style, bold)(word + " ") + extra
            return
        text.textOut(ligate(line, style))
        canvas.drawText(text)

    def sheet(self, sheet: Sheet, style: Style, *, last: bool = True) -> None:
        width, height = style.size_shown
        if style.watermark:
            self.canvas.saveState()
            self.canvas.translate(width / 2, height / 2)
            self.canvas.rotate(35)
            self.canvas.setFillGray(0.85)
            self.canvas.setFont(font(style.font, True), 110)
            self.canvas.drawCentredString(0, -30, "DRAFT")
            self.canvas.restoreState()
        draw_fills(self.canvas, height, sheet.placed, style)
        for placed in sheet.placed:
            self.cell(placed, style)
        draw_rules(self.canvas, height, sheet.placed, style, last=last)
        for y, heading in sheet.headings:
            self.text(heading, style.margin, y, style.size + 2, bold=True)
        if style.running_title:
            self.text(self.plan.title, style.margin, style.margin - 6, 7)
        if style.footnote and sheet.placed:
            self.text(self.plan.notes[0], style.margin, sheet.table_bottom + 11, 6.5)


def typeset(plan: Plan, style: Style, path: Path, rng: random.Random) -> Printed:
    """Writes ``plan`` to ``path``; raises ``UndecidableError`` where paper could not tell it."""
    press = _Press(path, plan, style)
    wide, height = style.size_shown
    table = plan.matrix
    hyphen = style.hyphen if has_glyph(style.font, style.hyphen) else "-"
    breaks = Breaks(plan.language, hyphen, style.break_anywhere, style.break_slash)
    plain, bold = measure_in(style), measure_in(style, True)
    heads = {c.text for row in table.header for c in row}
    heads |= {row.cells[0].text for row in table.rows if row.kind == "band"}

    def lines_of(text: str, width: float) -> tuple[str, ...]:
        return break_text(text, width, bold if text in heads else plain, breaks)

    edges = column_edges(table, wide - 2 * style.margin, style.margin, rng)
    bottom = height - style.margin - (18 if style.footnote else 0)
    paginator = Paginator(table, edges, style, lines_of, plan.language, (style.margin, bottom))
    on = style if style.same_page else PORTRAIT
    press.begin(on)
    below = press.narrative(on)
    if not style.same_page:
        press.end(on)
    first = press.page + (0 if style.same_page else 1)
    sheets = paginator.run(below + 6 if style.same_page else style.margin)
    for index, sheet in enumerate(sheets):
        if index or not style.same_page:
            press.begin(style)
        press.sheet(sheet, style, last=index == len(sheets) - 1)
        press.end(style)
    if plan.annex is not None:
        _set_annex(press, plan, style)
    press.canvas.save()
    pages = [tuple(sorted({first + p for p in v})) for _, v in sorted(paginator.row_pages.items())]
    matrix = without_outer_bands(table) if style.split_tables else table
    return Printed(plan, matrix, tuple(pages))


def _set_annex(press: _Press, plan: Plan, style: Style) -> None:
    assert plan.annex is not None
    rules = "lines" if style.rules == "shading" else style.rules
    small = replace(PORTRAIT, rules=rules, font=style.font, size=style.size)
    press.begin(small)
    press.text(plan.annex_title, small.margin, small.margin + 10, 11, bold=True)
    heads = {c.text for row in plan.annex.header for c in row}
    breaks, plain, bold = Breaks(plan.language), measure_in(small), measure_in(small, True)

    def lines_of(text: str, width: float) -> tuple[str, ...]:
        return break_text(text, width, bold if text in heads else plain, breaks)

    width = small.size_shown[0] - 2 * small.margin
    edges = [small.margin + width * part for part in (0.0, 0.12, 0.7, 1.0)]
    paginator = Paginator(plan.annex, edges, small, lines_of, plan.language, (small.margin, 780))
    (sheet,) = paginator.run(small.margin + 24)
    press.sheet(sheet, small)
    y = sheet.table_bottom + 24
    for note in plan.notes:
        y = press.paragraph(note, y, small)
    press.end(small)
