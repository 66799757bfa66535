"""Sets tables as LaTeX, typst and word processors do, in kinds that other generators lack."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Literal, get_args

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.generators.table_kinds import BODIES, PLACES, THINGS, VERBS

Kind = Literal["centred", "keys", "columns", "notes"]
"""Centred texts below a header between two rules; numbers that no wall parts from the texts beside
them; a table in two columns of the page; notes of the text's size below the table of each page."""
KINDS: tuple[Kind, ...] = get_args(Kind)
LABELS = ("No.", "Activity", "Expected output", "Lead body")

_FONT, _SIZE, _STEP, _PAD = "Helvetica", 9.0, 11.0, 4.0
_TOP, _BOTTOM, _LEFT = 780.0, 60.0, 50.0
_WIDTHS = (30.0, 185.0, 160.0, 110.0)
_NARROW = (26.0, 130.0, 0.0, 80.0)
_NOTE = "See the decision of the council, which holds for all places and all bodies of the plan."


@dataclass
class _Flow:
    canvas: Canvas
    kind: Kind
    widths: tuple[float, ...]
    frame: int = 0
    y: float = _TOP
    marks: list[int] = field(default_factory=list)
    """The notes of this page."""

    @property
    def xs(self) -> list[float]:
        left = _LEFT + (265.0 * (self.frame % 2) if self.kind == "columns" else 0.0)
        return list(accumulate(self.widths, initial=left))

    @property
    def floor(self) -> float:
        return _BOTTOM + (120.0 if self.kind == "notes" else 0.0)

    def next_frame(self) -> None:
        self._draw_notes()
        self.frame += 1
        self.y = _TOP
        if self.kind != "columns" or self.frame % 2 == 0:
            self.canvas.showPage()

    def _draw_notes(self) -> None:
        self.canvas.setFont(_FONT, _SIZE)
        for at, mark in enumerate(self.marks):
            self.canvas.drawString(_LEFT, _BOTTOM + 100 - at * _STEP, f"{mark} {_NOTE}")
        self.marks = []


def set_flowing(kind: Kind, seed: int, path: Path) -> list[list[str]]:
    """Prints a table and returns its rows, the labels first; a raised mark is a superscript."""
    rng = random.Random(f"{kind}/{seed}")
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    flow = _Flow(canvas, kind, _NARROW if kind == "columns" else _WIDTHS)
    rows = [_row(number, rng) for number in range(1, rng.randint(24, 34))]
    truth = [list(LABELS), *rows]
    if kind == "columns":
        truth = [[number, activity, lead] for number, activity, _, lead in truth]
        flow.widths = tuple(width for width in flow.widths if width)
    _draw_header(flow, truth[0])
    notes = 0
    for row in truth[1:]:
        has_note = kind == "notes" and len(flow.marks) < 8 and rng.random() < 0.4
        notes += has_note
        _draw_row(flow, row, truth[0], str(notes) if has_note else "")
        if has_note:
            row[1] += str(notes).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    flow.next_frame()
    canvas.save()
    return truth


def _row(number: int, rng: random.Random) -> list[str]:
    places = " and ".join(rng.sample(PLACES, 2))
    texts = [f"{rng.choice(VERBS)} {rng.choice(THINGS)}" for _ in range(rng.randint(1, 3))]
    activity = f"{texts[0]} in {places}" + "".join(f" and {t.lower()}" for t in texts[1:])
    output = f"{rng.choice(THINGS).capitalize()} for {rng.choice(PLACES)}"
    return [str(number), activity, output, rng.choice(BODIES)]


def _wrap(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and stringWidth(longer, _FONT, _SIZE) > width - 2 * _PAD:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _draw_header(flow: _Flow, labels: list[str]) -> None:
    _draw_part(flow, [[label] for label in labels], "-Bold")


def _draw_row(flow: _Flow, row: list[str], labels: list[str], mark: str) -> None:
    """Draws a row; a cut leaves two lines or more of its longest text on each side."""
    cells = [_wrap(text, width) for text, width in zip(row, flow.widths, strict=True)]
    room = int((flow.y - flow.floor - 2 * _PAD) // _STEP)
    depth = max(map(len, cells))
    rest: list[list[str]] = []
    if depth > room:
        may_cut = flow.kind in ("columns", "notes") and room >= 2 and depth - room >= 2
        if may_cut:
            rest = [lines[room:] for lines in cells]
            _draw_part(flow, [lines[:room] for lines in cells])
        flow.next_frame()
        _draw_header(flow, labels)
    _draw_part(flow, rest or cells, mark=mark)
    if mark:
        flow.marks.append(int(mark))


def _draw_part(flow: _Flow, cells: list[list[str]], style: str = "", mark: str = "") -> None:
    canvas, xs = flow.canvas, flow.xs
    bottom = flow.y - max(map(len, cells)) * _STEP - 2 * _PAD
    for column, lines in enumerate(cells):
        for at, line in enumerate(lines):
            canvas.setFont(_FONT + style, _SIZE)
            width = stringWidth(line, _FONT + style, _SIZE)
            x = xs[column] + _PAD
            if flow.kind == "centred":
                x = (xs[column] + xs[column + 1] - width) / 2
            elif flow.kind == "keys" and column == 0:
                x = xs[1] - _PAD - width
            y = flow.y - _PAD - _SIZE - at * _STEP
            canvas.drawString(x, y, line)
            if mark and column == 1 and line is lines[-1]:
                canvas.setFont(_FONT, 5.5)
                canvas.drawString(x + width, y + 3.5, mark)
    _draw_rules(flow, bottom, is_header=bool(style))
    flow.y = bottom


def _draw_rules(flow: _Flow, bottom: float, *, is_header: bool) -> None:
    canvas, xs = flow.canvas, flow.xs
    canvas.setLineWidth(0.6)
    if flow.kind != "centred" or is_header:
        for y in (flow.y, bottom):
            canvas.line(xs[0], y, xs[-1], y)
    if flow.kind == "centred":
        return
    walls = xs[2:-1] if flow.kind == "keys" else xs
    for x in walls:
        canvas.line(x, flow.y, x, bottom)
