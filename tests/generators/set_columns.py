"""Sets a narrative in columns side by side, as front matter and annexes are."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.generators.lines import Breaks, break_text
from tests.generators.set_reportlab import font
from tests.generators.words import phrase, text

WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True)
class ColumnSetting:
    columns: int = 2
    gutter: float = 18.0
    size: float = 9.0
    leading: float = 1.25
    justify: bool = False
    shift: float = 0.0
    """Points by which lines of the second column lie lower than those of the first."""
    family: str = "LiberationSans"
    margin: float = 50.0


def set_columns(setting: ColumnSetting, seed: int, path: Path) -> list[str]:
    """Prints a title over all columns, then text in columns; the texts in reading order."""
    rng = random.Random(f"columns/{seed}")
    language = rng.choice(("en", "fr", "es", "id"))
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    title = phrase(rng, language, 6)
    canvas.setFont(font(setting.family, True), 16)
    canvas.drawString(setting.margin, HEIGHT - setting.margin, title)
    texts = [title]
    inner = WIDTH - 2 * setting.margin - (setting.columns - 1) * setting.gutter
    width = inner / setting.columns
    step = setting.size * setting.leading
    top = setting.margin + 30
    y, column = top, 0
    while True:
        paragraph = text(rng, language, rng.randint(25, 70), ".")
        name = font(setting.family)
        lines = break_text(
            paragraph,
            width,
            lambda part, name=name: float(pdfmetrics.stringWidth(part, name, setting.size)),
            Breaks(language),
        )
        if column == setting.columns - 1 and y + len(lines) * step > HEIGHT - setting.margin:
            break
        texts.append(paragraph)
        for index, line in enumerate(lines):
            if y + step > HEIGHT - setting.margin:
                column, y = column + 1, top + setting.shift * (column + 1)
            last = index == len(lines) - 1
            x = setting.margin + column * (width + setting.gutter)
            _line(canvas, line, (x, HEIGHT - y, width), setting, full=not last)
            y += step
        y += 0.5 * step
    canvas.save()
    return texts


def _line(
    canvas: Canvas,
    line: str,
    place: tuple[float, float, float],
    setting: ColumnSetting,
    *,
    full: bool,
) -> None:
    x, y, width = place
    name = font(setting.family)
    canvas.setFont(name, setting.size)
    gaps = line.count(" ")
    if not (setting.justify and full and gaps):
        canvas.drawString(x, y, line)
        return
    extra = (width - pdfmetrics.stringWidth(line, name, setting.size)) / gaps
    for word in line.split(" "):
        canvas.drawString(x, y, word)
        x += pdfmetrics.stringWidth(word + " ", name, setting.size) + extra
