"""Sets tables of figures that lack rules between their columns, their rows or both."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

Make = Literal["none", "three_rules", "groups", "columns", "across", "shades"]
"""What is drawn: nothing; rules at top, below the header and at the end; the same with rules under
labels of groups; rules between columns; walls in the header only; a shade behind each cell."""
Grid = list[list[str | None]]

_WORDS = (
    "schools", "roads", "ports", "of", "the", "northern", "coast", "grants", "to", "small",
    "farms", "water", "supply", "hospitals", "in", "cities", "training", "for", "teachers",
    "loans", "housing", "energy", "and", "transport", "forests", "under", "care",
)  # fmt: skip
_BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}
_TOP, _LEFT, _KEY_WIDTH, _INSET = 780.0, 60.0, 130.0, 5.0


@dataclass(frozen=True)
class Figures:
    """How a table of figures is set."""

    make: Make
    columns: int = 3
    """Columns of figures."""
    rows: int = 5
    align: Literal["left", "right", "centre", "decimal"] = "right"
    font: Literal["Helvetica", "Times-Roman", "Courier"] = "Helvetica"
    size: float = 9.0
    pitch: float = 1.3
    """Parts of the type size from one line to the next."""
    row_gap: float = 0.0
    """Parts of the type size of white between rows."""
    wraps: bool = False
    """Some keys take two lines."""
    group: int = 0
    """Rows after which more white space follows; 0: none."""


def set_figures(path: Path, figures: Figures, seed: int) -> Grid:
    """Sets a table between two paragraphs.

    Returns:
        The texts from the header on; none where the label of a group or a key spans the place.
    """
    setter = _Setter(path, figures, random.Random(seed))
    setter.paragraph()
    edges = [setter.edge()]
    grid = setter.header()
    edges.append(setter.edge())
    for number in range(1, figures.rows + 1):
        grid.append(setter.row())
        if figures.group and number % figures.group == 0 and number < figures.rows:
            setter.y -= 0.7 * figures.size
        edges.append(setter.edge())
    setter.draw(edges)
    setter.y -= 2 * figures.size
    setter.paragraph()
    setter.save()
    return grid


class _Setter:
    def __init__(self, path: Path, figures: Figures, rng: random.Random) -> None:
        self.canvas = Canvas(str(path), pagesize=(595, 842))
        self.figures, self.rng, self.y = figures, rng, _TOP
        width = min(72.0, (475 - _KEY_WIDTH) / figures.columns)
        self.xs = [_LEFT] + [_LEFT + _KEY_WIDTH + at * width for at in range(figures.columns + 1)]
        self.step = (figures.pitch + figures.row_gap) * figures.size
        self.group_rules: list[tuple[float, float, float]] = []
        self.texts: list[tuple[float, float, str, str]] = []

    def text(self, x: float, text: str, *, bold: bool = False) -> None:
        font = self.figures.font
        self.texts.append((x, self.y, text, _BOLD[font] if bold else font))

    def save(self) -> None:
        """Prints the texts on top of what is drawn."""
        for x, y, text, font in self.texts:
            self.canvas.setFont(font, self.figures.size)
            self.canvas.drawString(x, y, text)
        self.canvas.save()

    def width_of(self, text: str, *, bold: bool = False) -> float:
        font = self.figures.font
        return float(stringWidth(text, _BOLD[font] if bold else font, self.figures.size))

    def edge(self) -> float:
        """The height halfway between the last line and the next one."""
        return self.y + self.step / 2 + 0.35 * self.figures.size

    def paragraph(self) -> None:
        for _ in range(3):
            words = " ".join(self.rng.choice(_WORDS) for _ in range(12))
            self.text(_LEFT, words.capitalize())
            self.y -= 1.3 * self.figures.size
        self.y -= 2.5 * self.figures.size

    def figure(self, column: int, text: str, *, bold: bool = False) -> None:
        """Sets a figure or a label in a column, from 1."""
        left, right, width = self.xs[column], self.xs[column + 1], self.width_of(text, bold=bold)
        align = "centre" if bold and self.figures.align == "decimal" else self.figures.align
        x = {
            "left": left + _INSET,
            "right": right - _INSET - width,
            "centre": (left + right - width) / 2,
            "decimal": (left + right) / 2 - self.width_of(text.split(".")[0]),
        }[align]
        self.text(x, text, bold=bold)

    def header(self) -> Grid:
        figures = self.figures
        labels: list[str | None] = [str(2001 + at) for at in range(figures.columns)]
        grid: Grid = [["Kind", *labels]]
        if figures.make == "groups":
            half = figures.columns // 2
            groups: list[str | None] = [None] * figures.columns
            for text, first, stop in (("Planned", 0, half), ("Spent", half, figures.columns)):
                left, right = self.xs[1 + first], self.xs[1 + stop]
                self.text((left + right - self.width_of(text, bold=True)) / 2, text, bold=True)
                self.group_rules.append((left + 4, right - 4, self.y - 0.4 * figures.size))
                groups[first] = text
            grid = [["Kind", *groups], [None, *labels]]
            self.y -= 1.6 * figures.size
        self.text(_LEFT + _INSET, "Kind", bold=True)
        for column, label in enumerate(labels, 1):
            self.figure(column, label or "", bold=True)
        self.y -= self.step
        return grid

    def row(self) -> list[str | None]:
        lines = self.key_lines()
        values: list[str | None] = []
        for column in range(1, self.figures.columns + 1):
            value = self.value()
            self.figure(column, value)
            values.append(value)
        for at, line in enumerate(lines):
            self.y -= self.figures.pitch * self.figures.size if at else 0.0
            self.text(_LEFT + _INSET, line)
        self.y -= self.step
        return [" ".join(lines), *values]

    def value(self) -> str:
        if self.figures.align == "decimal":
            return f"{self.rng.choice((1, 10, 100)) * self.rng.random():.{self.rng.randint(1, 2)}f}"
        return f"{int(10 ** (1 + 4 * self.rng.random())):,}"

    def key_lines(self) -> list[str]:
        """A key that fills one line, or two where keys wrap."""
        is_long = self.figures.wraps and self.rng.random() < 0.5
        lines = [self.rng.choice(_WORDS[:3]).capitalize()]
        while True:
            word = self.rng.choice(_WORDS)
            longer = f"{lines[-1]} {word}"
            if self.width_of(longer) <= _KEY_WIDTH - 2 * _INSET:
                lines[-1] = longer
                if not is_long and self.rng.random() < 0.4:
                    return lines
            elif is_long and len(lines) == 1:
                lines.append(word)
            else:
                return lines

    def draw(self, edges: list[float]) -> None:
        """Draws the rules or shades between the edges of rows, from the top of the header on."""
        make, canvas, (left, right) = self.figures.make, self.canvas, (self.xs[0], self.xs[-1])
        if make in ("three_rules", "groups"):
            for y in (edges[0], edges[1], edges[-1]):
                canvas.line(left, y, right, y)
            for x0, x1, y in self.group_rules:
                canvas.line(x0, y, x1, y)
        elif make == "columns":
            for y in (edges[0], edges[1], edges[-1]):
                canvas.line(left, y, right, y)
            for x in self.xs:
                canvas.line(x, edges[0], x, edges[-1])
        elif make == "across":
            for y in edges:
                canvas.line(left, y, right, y)
            for x in self.xs:
                is_side = x in (left, right)
                canvas.line(x, edges[0], x, edges[-1] if is_side else edges[1])
        elif make == "shades":
            self._shade(edges)

    def _shade(self, edges: list[float]) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.setFillGray(0.85)
        for top, bottom in pairwise(edges):
            for left, right in pairwise(self.xs):
                canvas.rect(left, bottom, right - left - 0.6, top - bottom - 0.6, stroke=0, fill=1)
        canvas.restoreState()
