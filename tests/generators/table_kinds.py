"""Draws pages with tables of many kinds at random, and pages that only look like tables."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

VERBS = ("Hold", "Publish", "Review", "Translate", "Share", "Support", "Collect", "Print", "Train")
THINGS = (
    "the handbook", "a yearly report", "guidelines on data", "a list of contacts", "posters",
    "the rules of the court", "maps of wells", "new forms for the villages", "a round table",
)  # fmt: skip
BODIES = ("Bureau of Statistics", "Ministry of Works", "Council of Ports", "Planning Office")
PLACES = ("Alder", "Birch", "Cedar", "Elder", "Firth", "Gorse", "Hazel", "Larch", "Maple", "Oak")
LABELS = ("Place", "Activity", "Lead body", "Output", "People", "Budget", "Year", "Share")

Box = tuple[float, float, float, float]
Grid = list[list[str | None]]
"""Rows of texts; None where a merged cell covers the place."""


@dataclass
class Cell:
    """A cell before it is set."""

    text: str
    columns: int = 1
    rows: int = 1
    bold: bool = False


@dataclass
class Look:
    """How a table looks."""

    size: float = 9.0
    font: str = "Helvetica"
    pad: float = 4.0
    leading: float = 1.2
    line: float = 0.5
    gray: float = 0.0
    rule: str = "plain"
    gap: float = 0.0

    def face(self, *, bold: bool) -> str:
        bolds = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}
        return bolds.get(self.font, "Courier-Bold") if bold else self.font


@dataclass
class Sheet:
    """A page as it is drawn; heights count from its top."""

    canvas: Canvas
    rng: random.Random
    height: float
    look: Look
    truth: list[Grid] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float, font: str) -> None:
        self.canvas.setFillGray(0)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)

    def fill(self, box: Box, gray: float) -> None:
        self.canvas.setFillGray(gray)
        self.canvas.rect(
            box[0], self.height - box[3], box[2] - box[0], box[3] - box[1], stroke=0, fill=1
        )

    def box(self, box: Box) -> None:
        self.canvas.setLineWidth(self.look.line)
        self.canvas.setStrokeGray(self.look.gray)
        self.canvas.rect(box[0], self.height - box[3], box[2] - box[0], box[3] - box[1])

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a straight rule in the manner of the page."""
        look, canvas = self.look, self.canvas
        canvas.setLineWidth(look.line)
        canvas.setStrokeGray(look.gray)
        length = abs(x1 - x0) + abs(y1 - y0)
        if look.rule == "dashed":
            canvas.setDash(2, 2)
        if look.rule == "dots":
            canvas.setFillGray(look.gray)
            step = 2.4
            for at in range(int(length / step) + 1):
                x = x0 + (step * at if x1 > x0 else 0)
                y = y0 + (step * at if y1 > y0 else 0)
                canvas.rect(x - 0.4, self.height - y - 0.4, 0.8, 0.8, stroke=0, fill=1)
        elif look.rule == "filled":
            w = look.line / 2
            self.fill((x0 - w, y0 - w, x1 + w, y1 + w), look.gray)
        else:
            canvas.line(x0, self.height - y0, x1, self.height - y1)
        canvas.setDash()


def wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    """Break a text into lines."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        for word in paragraph.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and stringWidth(longer, font, size) > width:
                lines.append(word)
            else:
                lines[-1] = longer
    return lines


@dataclass
class Laid:
    """A table with its places."""

    xs: list[float]
    ys: list[float]
    cells: list[tuple[int, int, Cell]]

    def bbox(self, row: int, column: int, cell: Cell) -> Box:
        return (
            self.xs[column], self.ys[row], self.xs[column + cell.columns], self.ys[row + cell.rows]
        )  # fmt: skip

    def grid(self) -> Grid:
        grid: Grid = [[None] * (len(self.xs) - 1) for _ in self.ys[1:]]
        for row, column, cell in self.cells:
            grid[row][column] = cell.text
        return grid


def lay(sheet: Sheet, rows: list[list[Cell]], widths: list[float], x: float, y: float) -> Laid:
    """Place cells and set their texts."""
    look = sheet.look
    xs = [x]
    for width in widths:
        xs.append(xs[-1] + width)
    taken: set[tuple[int, int]] = set()
    cells: list[tuple[int, int, Cell]] = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            cells.append((at, column, cell))
            taken |= {(at + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            column += cell.columns
    lines = {
        (row, column): wrapped(
            cell.text, xs[column + cell.columns] - xs[column] - 2 * look.pad - look.gap,
            look.face(bold=cell.bold), look.size,
        )
        for row, column, cell in cells
    }  # fmt: skip
    pitch = look.leading * look.size
    heights = [pitch + 2 * look.pad] * len(rows)
    for row, column, cell in cells:
        need = len(lines[row, column]) * pitch + 2 * look.pad + look.gap
        have = sum(heights[row : row + cell.rows])
        heights[row + cell.rows - 1] += max(0.0, need - have)
    ys = [y]
    for height in heights:
        ys.append(ys[-1] + height)
    return Laid(xs, ys, cells)


def set_texts(sheet: Sheet, laid: Laid, align: Sequence[str]) -> None:
    """Print the texts of a laid table."""
    look = sheet.look
    for row, column, cell in laid.cells:
        x0, top, x1, _ = laid.bbox(row, column, cell)
        font, inset = look.face(bold=cell.bold), look.pad + look.gap / 2
        for number, line in enumerate(wrapped(cell.text, x1 - x0 - 2 * inset, font, look.size)):
            y = top + inset + look.size * (0.8 + look.leading * number)
            width = stringWidth(line, font, look.size)
            how = "left" if cell.columns == len(laid.xs) - 1 else align[column]
            x = {"left": x0 + inset, "right": x1 - inset - width, "centre": (x0 + x1 - width) / 2}
            sheet.text(x[how], y, line, look.size, font)


def number(rng: random.Random) -> str:
    return rng.choice([f"{rng.randint(1, 999)}", f"{rng.randint(1, 99)},{rng.randint(100, 999)}",
                       f"{rng.randint(1, 99)}.{rng.randint(0, 9)}"])  # fmt: skip


def words(rng: random.Random) -> str:
    text = f"{rng.choice(VERBS)} {rng.choice(THINGS)}"
    return f"{text} and {rng.choice(THINGS)}" if rng.random() < 0.4 else text


def body(rng: random.Random, kinds: Sequence[str], count: int) -> list[list[Cell]]:
    make: dict[str, Callable[[], str]] = {
        "number": lambda: number(rng), "words": lambda: words(rng),
        "body": lambda: rng.choice(BODIES), "place": lambda: rng.choice(PLACES),
        "year": lambda: str(rng.randint(2019, 2030)),
    }  # fmt: skip
    return [[Cell(make[kind]()) for kind in kinds] for _ in range(count)]


def header(rng: random.Random, count: int, *, bold: bool) -> list[Cell]:
    return [Cell(label, bold=bold) for label in rng.sample(LABELS, count)]


def random_look(rng: random.Random) -> Look:
    return Look(
        size=rng.choice([7.0, 8.0, 9.0, 10.0, 11.0]),
        font=rng.choice(["Helvetica", "Times-Roman"]),
        pad=rng.choice([2.5, 3.0, 4.0, 6.0]),
        leading=rng.choice([1.12, 1.2, 1.3]),
        line=rng.choice([0.25, 0.5, 1.0]),
        gray=rng.choice([0.0, 0.0, 0.6]),
        rule=rng.choice(["plain", "plain", "filled", "dashed", "dots"]),
    )


def random_columns(rng: random.Random) -> tuple[list[str], list[float], list[str]]:
    kinds = [rng.choice(["place", "words"])]
    kinds += [rng.choice(["number", "words", "body", "year"]) for _ in range(rng.randint(2, 4))]
    share = {"words": 3.0, "body": 1.8, "place": 1.4, "number": 1.0, "year": 1.0}
    whole = rng.choice([420.0, 500.0]) / sum(share[kind] for kind in kinds)
    far = rng.choice(["right", "centre", "left"])
    align = [far if kind in ("number", "year") else "left" for kind in kinds]
    return kinds, [share[kind] * whole for kind in kinds], align


def prose(sheet: Sheet, y: float, lines: int = 2) -> float:
    """Print lines of prose; return the height below them."""
    for _ in range(lines):
        text = ", ".join(words(sheet.rng).lower() for _ in range(4))
        text = wrapped(text, 500, "Helvetica", 10)[0]
        sheet.text(45, y, text, 10, "Helvetica")
        y += 13
    return y + 14


def styled(sheet: Sheet, laid: Laid, style: str, header_rows: int) -> None:
    """Draw the rules and fills of a table."""
    xs, ys, rng, look = laid.xs, laid.ys, sheet.rng, sheet.look
    left, right = xs[0], xs[-1]
    boxes = [laid.bbox(*one) for one in laid.cells]
    if style == "grid":
        if rng.random() < 0.5:
            sheet.fill((left, ys[0], right, ys[header_rows]), 0.85)
        for x0, top, x1, bottom in boxes:
            for ends in ((x0, top, x1, top), (x0, bottom, x1, bottom),
                         (x0, top, x0, bottom), (x1, top, x1, bottom)):  # fmt: skip
                sheet.rule(*ends)
    elif style == "open sides":
        for x0, top, x1, bottom in boxes:
            for ends in ((x0, top, x1, top), (x0, bottom, x1, bottom)):
                sheet.rule(*ends)
            if x1 < right - 1:
                sheet.rule(x1, top, x1, bottom)
    elif style == "across":
        for x0, top, x1, bottom in boxes:
            sheet.rule(x0, top, x1, top)
            sheet.rule(x0, bottom, x1, bottom)
    elif style == "booktabs":
        for y in (ys[0], ys[header_rows], ys[-1]):
            sheet.rule(left, y, right, y)
    elif style == "stripes":
        sheet.fill((left, ys[0], right, ys[header_rows]), 0.6)
        first = rng.randint(0, 1)
        for row in range(header_rows + first, len(ys) - 1, 2):
            sheet.fill((left, ys[row], right, ys[row + 1]), 0.9)
    elif style == "white rules":
        for (x0, top, x1, bottom), (row, _, _) in zip(boxes, laid.cells, strict=True):
            sheet.fill((x0, top, x1, bottom), 0.7 if row < header_rows else 0.9)
        look.gray = 1.0
        for x0, top, x1, bottom in boxes:
            sheet.rule(x0, bottom, x1, bottom)
            sheet.rule(x1, top, x1, bottom)
    elif style in ("boxes", "tints apart"):
        gap = look.gap / 2
        for (x0, top, x1, bottom), (row, _, _) in zip(boxes, laid.cells, strict=True):
            inner = (x0 + gap, top + gap, x1 - gap, bottom - gap)
            if style == "boxes":
                sheet.box(inner)
            else:
                sheet.fill(inner, 0.7 if row < header_rows else 0.9)
    elif style == "columns only":
        for x in xs[1:-1] if rng.random() < 0.5 else xs:
            sheet.rule(x, ys[0], x, ys[-1])
        for y in (ys[0], ys[header_rows], ys[-1]):
            sheet.rule(left, y, right, y)
    elif style == "header fill":
        sheet.fill((left, ys[0], right, ys[header_rows]), 0.8)


STYLES = ("grid", "open sides", "across", "booktabs", "stripes", "white rules", "boxes",
          "tints apart", "columns only", "header fill", "none")  # fmt: skip
UNRULED = ("booktabs", "columns only", "header fill", "none")


def table(sheet: Sheet, style: str, feature: str) -> None:
    """Draw one table with prose around it."""
    rng = sheet.rng
    if style in ("boxes", "tints apart"):
        sheet.look.gap = rng.choice([1.5, 2.0, 3.0, 5.0])
    if style in UNRULED:
        sheet.look.pad = max(sheet.look.pad, 0.35 * sheet.look.size)
    kinds, widths, align = random_columns(rng)
    bold = feature != "plain header"
    rows = [header(rng, len(kinds), bold=bold), *body(rng, kinds, rng.randint(3, 9))]
    header_rows = 1
    if feature == "groups":
        group = [
            Cell("", bold=bold),
            Cell(rng.choice(["Yards", "Plans"]), len(kinds) - 1, bold=True),
        ]
        rows.insert(0, group)
        header_rows = 2
    elif feature == "headings":
        for at in sorted(rng.sample(range(1, len(rows)), 2), reverse=True):
            rows.insert(at, [Cell(f"Goal {at}: {words(rng).lower()}", len(kinds), bold=True)])
    elif feature == "merged":
        at = rng.randint(1, len(rows) - 3)
        rows[at][0].rows = 2
        del rows[at + 1][0]
    elif feature == "blanks":
        for _ in range(3):
            rng.choice(rows[1:])[rng.randint(1, len(kinds) - 1)].text = ""
    elif feature == "lists":
        items = [f"{letter}) {words(rng).lower()}" for letter in "abc"]
        at = max(range(len(kinds)), key=lambda c: widths[c])
        rows[2][at].text = "\n".join(items)
    y = prose(sheet, 50)
    if feature == "caption":
        sheet.text(45, y, f"Table {rng.randint(1, 9)}. Works of the yards", 10, "Helvetica-Bold")
        y += 8
    laid = lay(sheet, rows, widths, 45, y)
    sheet.truth.append(laid.grid())
    order = [lambda: styled(sheet, laid, style, header_rows), lambda: set_texts(sheet, laid, align)]
    fills = style in ("stripes", "white rules", "tints apart", "header fill", "grid")
    for draw in order if fills or rng.random() < 0.5 else order[::-1]:
        draw()
    y = laid.ys[-1] + 16
    if feature == "note":
        sheet.text(45, y, "Source: registers of the yards, 2024.", 7, "Helvetica")
        y += 16
    prose(sheet, y + 10)


def deep_header(sheet: Sheet, style: str) -> None:
    """Draw a table whose header has labels over two rows, and labels below a label of them all."""
    rng = sheet.rng
    group = years(rng)
    keys = [Cell(label, rows=2, bold=True) for label in ("Activity", "Lead body")]
    top = [*keys, Cell("Budget", len(group), bold=True)]
    rows = [top, [Cell(year, bold=True) for year in group]]
    rows += body(rng, ["words", "body", *("number" for _ in group)], rng.randint(3, 7))
    widths = [190.0, 120.0, *(60.0 for _ in group)]
    y = prose(sheet, 50)
    laid = lay(sheet, rows, widths, 45, y)
    sheet.truth.append(laid.grid())
    styled(sheet, laid, style, 2)
    set_texts(sheet, laid, ["left", "left", *("right" for _ in group)])
    prose(sheet, laid.ys[-1] + 30)


def multirow(sheet: Sheet) -> None:
    """Draw groups of rows between rules, each with one label in its middle."""
    rng = sheet.rng
    counts = [rng.randint(2, 4) for _ in range(3)]
    rows = [header(rng, 4, bold=True)]
    for place, count in zip(rng.sample(PLACES, 3), counts, strict=True):
        own = body(rng, ["words", "number", "year"], count)
        rows += [[Cell(place, rows=count), *own[0]], *own[1:]]
    sheet.look.pad = max(sheet.look.pad, 0.35 * sheet.look.size)
    laid = lay(sheet, rows, [90.0, 200.0, 80.0, 80.0], 45, prose(sheet, 50))
    sheet.truth.append(laid.grid())
    for row in accumulate([1, *counts], initial=0):
        sheet.rule(laid.xs[0], laid.ys[row], laid.xs[-1], laid.ys[row])
    keys = [one for one in laid.cells if one[2].rows > 1]
    others = Laid(laid.xs, laid.ys, [one for one in laid.cells if one[2].rows == 1])
    set_texts(sheet, others, ["left", "left", "right", "right"])
    for row, column, cell in keys:
        _, top, _, bottom = laid.bbox(row, column, cell)
        y = (top + bottom) / 2 + 0.3 * sheet.look.size
        sheet.text(laid.xs[0] + sheet.look.pad, y, cell.text, sheet.look.size, sheet.look.font)
    prose(sheet, laid.ys[-1] + 30)


def at_foot(sheet: Sheet) -> None:
    """Draw a table between three rules whose texts stand at the foot of their cells."""
    rng = sheet.rng
    sheet.look.pad = max(sheet.look.pad, 0.35 * sheet.look.size)
    rows = [header(rng, 4, bold=True), *body(rng, ["words", "body", "number", "year"], 7)]
    laid = lay(sheet, rows, [110.0, 90.0, 70.0, 60.0], 45, prose(sheet, 50))
    sheet.truth.append(laid.grid())
    styled(sheet, laid, "booktabs", 1)
    look = sheet.look
    for row, column, cell in laid.cells:
        x0, top, x1, bottom = laid.bbox(row, column, cell)
        font = look.face(bold=cell.bold)
        count = len(wrapped(cell.text, x1 - x0 - 2 * look.pad, font, look.size))
        free = bottom - top - 2 * look.pad - count * look.leading * look.size
        low = Laid(laid.xs, [y + free for y in laid.ys], [(row, column, cell)])
        set_texts(sheet, low, ["left", "left", "right", "left"])
    prose(sheet, laid.ys[-1] + 30)


def years(rng: random.Random) -> list[str]:
    """Return two to four years."""
    return [str(2024 + at) for at in range(rng.randint(2, 4))]


def bare_stripes(sheet: Sheet) -> None:
    """Draw a table whose header and first row have no shade, but every second row from then on."""
    rng = sheet.rng
    kinds, widths, align = random_columns(rng)
    sheet.look.pad = max(sheet.look.pad, 0.35 * sheet.look.size)
    rows = [header(rng, len(kinds), bold=True), *body(rng, kinds, rng.randint(3, 9))]
    y = prose(sheet, 50)
    laid = lay(sheet, rows, widths, 45, y)
    sheet.truth.append(laid.grid())
    for top, bottom in list(pairwise(laid.ys))[2::2]:
        sheet.fill((laid.xs[0], top, laid.xs[-1], bottom), 0.9)
    set_texts(sheet, laid, align)
    prose(sheet, laid.ys[-1] + 30)


def struck(sheet: Sheet) -> None:
    """Draw a ruled table with texts that a line strikes out."""
    rng = sheet.rng
    kinds = ["place", "words", "number"]
    rows = [header(rng, 3, bold=True), *body(rng, kinds, rng.randint(3, 7))]
    y = prose(sheet, 50)
    laid = lay(sheet, rows, [110.0, 260.0, 80.0], 45, y)
    sheet.truth.append(laid.grid())
    styled(sheet, laid, rng.choice(["grid", "open sides", "across"]), 1)
    set_texts(sheet, laid, ["left", "left", "right"])
    look = sheet.look
    for row in rng.sample(range(1, len(rows)), 2):
        width = stringWidth(rows[row][0].text, look.font, look.size)
        x, base = laid.xs[0] + look.pad, laid.ys[row] + look.pad + 0.8 * look.size
        sheet.canvas.setLineWidth(0.5)
        line = base - 0.27 * look.size
        sheet.canvas.line(x, sheet.height - line, x + width, sheet.height - line)
    prose(sheet, laid.ys[-1] + 30)


def framed(sheet: Sheet, inside: str) -> None:
    """Draw a table whose frame holds its caption or a note as well."""
    rng = sheet.rng
    kinds, widths, align = random_columns(rng)
    rows = [header(rng, len(kinds), bold=True), *body(rng, kinds, rng.randint(3, 6))]
    y = prose(sheet, 50)
    strip = 2.2 * sheet.look.size
    top = y + (strip if inside == "caption" else 0)
    laid = lay(sheet, rows, widths, 45, top)
    sheet.truth.append(laid.grid())
    styled(sheet, laid, "grid", 1)
    set_texts(sheet, laid, align)
    if inside == "caption":
        sheet.box((laid.xs[0], y, laid.xs[-1], top))
        sheet.text(49, y + 1.4 * sheet.look.size, "Table 3: Works of the yards", 9, "Helvetica")
    else:
        bottom = laid.ys[-1]
        sheet.box((laid.xs[0], bottom, laid.xs[-1], bottom + strip))
        text = rng.choice(["Note: figures are rounded.", "Source: registers, 2024."])
        sheet.text(49, bottom + 1.4 * sheet.look.size, text, 7, "Helvetica")
    prose(sheet, laid.ys[-1] + strip + 30)


def page_frame(sheet: Sheet) -> None:
    """Draw a table on a page with a frame around everything."""
    sheet.box((20, 20, 575, 822))
    table(sheet, sheet.rng.choice(["grid", "booktabs", "across", "stripes"]), "")


def touching(sheet: Sheet) -> None:
    """Draw two tables with other columns that share a rule."""
    rng = sheet.rng
    y = prose(sheet, 50)
    for _ in range(2):
        kinds, widths, align = random_columns(rng)
        scale = 480 / sum(widths)
        rows = [header(rng, len(kinds), bold=True), *body(rng, kinds, rng.randint(2, 4))]
        laid = lay(sheet, rows, [width * scale for width in widths], 45, y)
        styled(sheet, laid, "grid", 1)
        set_texts(sheet, laid, align)
        sheet.truth.append(laid.grid())
        y = laid.ys[-1]
    prose(sheet, y + 30)


def above_each_other(sheet: Sheet) -> None:
    """Draw two tables of equal columns, with a caption or prose between them."""
    rng = sheet.rng
    style = rng.choice(["grid", "across", "booktabs", "stripes", "boxes"])
    if style == "boxes":
        sheet.look.gap = 2.0
    kinds, widths, align = random_columns(rng)
    y = prose(sheet, 50)
    for at in (1, 2):
        sheet.text(45, y, f"Table {at}. {words(rng)}", 10, "Helvetica")
        rows = [header(rng, len(kinds), bold=True), *body(rng, kinds, rng.randint(2, 5))]
        laid = lay(sheet, rows, widths, 45, y + 10)
        styled(sheet, laid, style, 1)
        set_texts(sheet, laid, align)
        sheet.truth.append(laid.grid())
        y = laid.ys[-1] + 30


def side_by_side(sheet: Sheet) -> None:
    """Draw two small tables beside each other."""
    rng = sheet.rng
    style = rng.choice(["grid", "across", "booktabs", "stripes"])
    y = prose(sheet, 50)
    for x in (45.0, 325.0):
        kinds = ["place", "number", "year"]
        rows = [header(rng, 3, bold=True), *body(rng, kinds, rng.randint(3, 6))]
        laid = lay(sheet, rows, [90, 70, 70], x, y)
        styled(sheet, laid, style, 1)
        set_texts(sheet, laid, ["left", "right", "right"])
        sheet.truth.append(laid.grid())


def labels_left(sheet: Sheet) -> None:
    """Draw labels left of a frame."""
    rng = sheet.rng
    y = prose(sheet, 50)
    count = rng.randint(3, 6)
    rows = [[Cell("", bold=True), *header(rng, 3, bold=rng.random() < 0.5)]]
    rows += body(rng, ["place", "number", "number", "year"], count)
    laid = lay(sheet, rows, [80, 80, 80, 80], 60, y)
    inner = Laid(laid.xs[1:], laid.ys, [(r, c - 1, cell) for r, c, cell in laid.cells if c])
    styled(sheet, inner, "grid", 1)
    set_texts(sheet, laid, ["left", "centre", "centre", "centre"])
    sheet.truth.append(laid.grid())


def bar_chart(sheet: Sheet) -> None:
    """Draw a bar chart with grid lines, ticks and labels: no table."""
    rng = sheet.rng
    prose(sheet, 50)
    x0, y0, x1, y1 = 80.0, 120.0, 480.0, 320.0
    sheet.text(x0, 110, "Works done each year", 10, "Helvetica-Bold")
    if rng.random() < 0.5:
        sheet.box((x0 - 40, 95, x1 + 20, y1 + 50))
    for step in range(6):
        y = y1 - (y1 - y0) * step / 5
        sheet.rule(x0, y, x1, y)
        sheet.text(x0 - 22, y + 3, str(step * 20), 8, "Helvetica")
    if rng.random() < 0.5:
        sheet.rule(x0, y0, x0, y1)
    count = rng.randint(4, 8)
    for at in range(count):
        x = x0 + (x1 - x0) * (at + 0.2) / count
        top = y1 - rng.uniform(0.2, 0.9) * (y1 - y0)
        sheet.fill((x, top, x + 0.6 * (x1 - x0) / count, y1), 0.5)
        sheet.text(x, y1 + 12, str(2015 + at), 8, "Helvetica")
        if rng.random() < 0.7:
            sheet.text(x + 2, top - 3, number(rng), 8, "Helvetica")
    prose(sheet, y1 + 80)


def flow_chart(sheet: Sheet) -> None:
    """Draw boxes with text, and arrows between them: no table."""
    rng = sheet.rng
    prose(sheet, 50)
    columns, rows = rng.randint(2, 3), rng.randint(2, 4)
    for row in range(rows):
        for column in range(columns):
            x, y = 60 + 170 * column, 120 + 80 * row
            sheet.box((x, y, x + 120, y + 40))
            for at, line in enumerate(wrapped(words(rng), 110, "Helvetica", 8)[:3]):
                sheet.text(x + 5, y + 12 + 10 * at, line, 8, "Helvetica")
            if column + 1 < columns:
                sheet.rule(x + 120, y + 20, x + 170, y + 20)
                sheet.canvas.line(x + 165, sheet.height - y - 16, x + 170, sheet.height - y - 20)
                sheet.canvas.line(x + 165, sheet.height - y - 24, x + 170, sheet.height - y - 20)
            if row + 1 < rows and rng.random() < 0.6:
                sheet.rule(x + 60, y + 40, x + 60, y + 80)


def design(sheet: Sheet) -> None:
    """Draw prose in frames, under rules, on tints: no table."""
    rng = sheet.rng
    sheet.fill((0, 0, 595, 30), 0.5)
    y = 60.0
    for _ in range(rng.randint(2, 4)):
        kind = rng.choice(["frame", "tint", "rules", "plain"])
        bottom = y + 80
        if kind == "frame":
            sheet.box((38, y - 14, 560, bottom))
        elif kind == "tint":
            sheet.fill((38, y - 14, 560, bottom), 0.9)
        elif kind == "rules":
            sheet.rule(38, y - 14, 560, y - 14)
            sheet.rule(38, bottom, 560, bottom)
        sheet.text(45, y, words(rng), 12, "Helvetica-Bold")
        prose(sheet, y + 18, 4)
        y = bottom + 30


def page_columns(sheet: Sheet) -> None:
    """Set prose in two columns: no table."""
    rng = sheet.rng
    for x in (45.0, 310.0):
        text = ". ".join(words(rng) for _ in range(40))
        for at, line in enumerate(wrapped(text, 240, "Times-Roman", 10)):
            sheet.text(x, 60 + 12 * at, line, 10, "Times-Roman")
    if rng.random() < 0.5:
        sheet.rule(297, 50, 297, 500)


def contents(sheet: Sheet) -> None:
    """Print a table of contents with leaders: no table."""
    rng = sheet.rng
    sheet.text(45, 60, "Contents", 14, "Helvetica-Bold")
    for at in range(rng.randint(6, 14)):
        y = 90 + 16 * at
        left = f"{at + 1}. {words(rng)} "
        width = stringWidth(left, "Helvetica", 10)
        dots = int((480 - width) / stringWidth(".", "Helvetica", 10))
        sheet.text(45, y, left + "." * dots, 10, "Helvetica")
        sheet.text(530, y, str(3 + 2 * at), 10, "Helvetica")


KINDS: dict[str, Callable[[Sheet], None]] = {
    **{f"{style}": (lambda sheet, style=style: table(sheet, style, "")) for style in STYLES},
    **{
        f"{style}, {feature}": (lambda sheet, s=style, f=feature: table(sheet, s, f))
        for style in STYLES
        for feature in ("groups", "headings", "merged", "blanks", "lists", "plain header",
                        "caption", "note")
        if not (feature in ("merged", "groups") and style in (*UNRULED, "stripes"))
        and not (feature == "headings" and style == "columns only")
    },
    "caption in frame": lambda sheet: framed(sheet, "caption"),
    "note in frame": lambda sheet: framed(sheet, "note"),
    "deep header grid": lambda sheet: deep_header(sheet, "grid"),
    "bare stripes": bare_stripes,
    "multirow": multirow,
    "at the foot": at_foot,
    "struck": struck,
    "page frame": page_frame,
    "touching": touching,
    "above each other": above_each_other,
    "side by side": side_by_side,
    "labels left": labels_left,
    "bar chart": bar_chart,
    "flow chart": flow_chart,
    "design": design,
    "page columns": page_columns,
    "contents": contents,
}  # fmt: skip


def draw(path: Path, kind: str, seed: int) -> list[Grid]:
    """Draw a page of a kind; return its tables."""
    rng = random.Random(f"{kind} {seed}")
    canvas = Canvas(str(path), pagesize=(595, 842))
    sheet = Sheet(canvas, rng, 842, random_look(rng))
    KINDS[kind](sheet)
    canvas.showPage()
    canvas.save()
    return sheet.truth
