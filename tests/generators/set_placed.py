"""Sets tables without rules between rows: texts placed in their cells, labels over columns."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Literal, get_args

from reportlab.pdfgen.canvas import Canvas

from tests.generators.table_kinds import BODIES, PLACES, THINGS, VERBS, number, wrapped

Place = Literal["top", "middle", "foot"]
"""Where the lines of a text stand in a cell that is deeper."""
PLACES_IN_CELLS: tuple[Place, ...] = get_args(Place)
Rules = Literal["header", "three"]
"""One rule under the labels, or three: above and below the labels, and at the end."""

_SIZE, _STEP, _INSET, _LEFT, _TOP = 9.0, 11.0, 4.0, 50.0, 60.0
_LABELS = ("No.", "Activity", "Expected output", "Lead body")
_WIDTHS = (30.0, 185.0, 160.0, 90.0)


def set_placed(place: Place, rules: Rules, seed: int, path: Path) -> list[list[str]]:
    """Prints a table whose texts stand at one place in their cells; returns its rows."""
    rng = random.Random(f"{place}/{rules}/{seed}")
    rows = [_row(rng, at) for at in range(1, rng.randint(6, 10))]
    first = rng.randint(0, 1)
    rows = [row[first:] for row in rows]
    xs = list(accumulate(_WIDTHS[first:], initial=_LEFT))
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    pad = rng.choice([1.5, 3.0, 5.0])
    y = _draw_row(canvas, _LABELS[first:], xs, _TOP, pad, "top", bold=True)
    ruled = [y] if rules == "header" else [_TOP, y]
    for row in rows:
        y = _draw_row(canvas, row, xs, y, pad, place)
    for height in [*ruled, *([y] if rules == "three" else [])]:
        canvas.line(xs[0], 842 - height, xs[-1], 842 - height)
    canvas.save()
    return rows


def _row(rng: random.Random, at: int) -> list[str]:
    texts = [
        " and ".join(
            f"{rng.choice(VERBS)} {rng.choice(THINGS)}" for _ in range(rng.randint(1, 4))
        ).capitalize()
        for _ in range(2)
    ]
    return [str(at), *texts, rng.choice(BODIES)]


def _draw_row(
    canvas: Canvas,
    row: Sequence[str],
    xs: Sequence[float],
    top: float,
    pad: float,
    place: Place,
    *,
    bold: bool = False,
) -> float:
    """Draws a row and returns the height below it."""
    font = "Helvetica-Bold" if bold else "Helvetica"
    canvas.setFont(font, _SIZE)
    cells = [
        wrapped(text, xs[at + 1] - xs[at] - 2 * _INSET, font, _SIZE) for at, text in enumerate(row)
    ]
    most = max(map(len, cells))
    for column, lines in enumerate(cells):
        room = (most - len(lines)) * _STEP
        down = {"top": 0.0, "middle": room / 2, "foot": room}[place]
        for at, line in enumerate(lines):
            y = top + pad + down + at * _STEP + _SIZE
            canvas.drawString(xs[column] + _INSET, 842 - y, line)
    return top + 2 * pad + most * _STEP


def set_grouped(seed: int, path: Path, *, partial: bool, bold: bool) -> list[list[str]]:
    """Prints figures below labels over several columns; returns the labels and the rows.

    Args:
        seed: of the random texts.
        path: of the file.
        partial: whether a rule stands under each label over several columns.
        bold: whether the labels are bold.
    """
    rng = random.Random(f"{seed}/{partial}/{bold}")
    sizes = rng.choice([(3,), (4,), (2, 3), (3, 3), (3, 2)])
    names = rng.sample(["Men", "Women", "Girls", "Boys", "Total", "Share"], sum(sizes))
    over = rng.sample(["People trained", "Results by year", "Schools reached"], len(sizes))
    units = [rng.choice(["(%)", "(m)", "(no.)"]) for _ in names] if rng.random() < 0.5 else []
    rows = [[place, *(number(rng) for _ in names)] for place in rng.sample(PLACES, 7)]
    xs = list(accumulate([70.0, *(50.0 for _ in names)], initial=_LEFT))
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", _SIZE)
    y, first, labels = _TOP + 12, 1, [""]
    canvas.line(xs[0], 842 - _TOP, xs[-1], 842 - _TOP)
    for text, size in zip(over, sizes, strict=True):
        left, right = xs[first], xs[first + size]
        canvas.drawCentredString((left + right) / 2, 842 - y, text)
        if partial:
            canvas.line(left + 6, 842 - y - 4, right - 2, 842 - y - 4)
        labels += [text] * size
        first += size
    heads = [["District", *names], *([["", *units]] if units else [])]
    labels = [
        " ".join(filter(None, (above, *(head[at] for head in heads))))
        for at, above in enumerate(labels)
    ]
    for at, row in enumerate([*heads, *rows]):
        y += 13.0 + 3.0 * (at == len(heads))
        if at == len(heads):
            canvas.line(xs[0], 842 - y + 12, xs[-1], 842 - y + 12)
            canvas.setFont("Helvetica", _SIZE)
        canvas.drawString(xs[0] + 2, 842 - y, row[0])
        for column, text in enumerate(row[1:], start=2):
            canvas.drawRightString(xs[column] - _INSET, 842 - y, text)
    canvas.line(xs[0], 842 - y - 5, xs[-1], 842 - y - 5)
    canvas.save()
    return [labels, *rows]
