"""Lines that a program draws as rows of dots, each a shape of its own."""

from __future__ import annotations

from collections.abc import Sequence

from extract.geometry.clustering import bounded_clusters
from extract.geometry.page_model import Rule
from extract.model import Bbox
from extract.pdf.thresholds import DRAWING


def lines_of_dots(dots: Sequence[Bbox]) -> tuple[list[Rule], list[Rule]]:
    """Find rows of dots.

    Args:
        dots: the boxes of shapes that are no longer than a line is thick.

    Returns:
        Horizontal and vertical lines.
    """
    if len(dots) < DRAWING.min_dots:
        return [], []
    turned = [(top, x0, bottom, x1) for x0, top, x1, bottom in dots]
    return _rows_of_dots(dots), _rows_of_dots(turned)


def _rows_of_dots(dots: Sequence[Bbox]) -> list[Rule]:
    ordered = sorted(dots, key=lambda dot: dot[1] + dot[3])
    rows = bounded_clusters(
        ordered, lambda dot: (dot[1] + dot[3]) / 2, DRAWING.same_line_distance / 2
    )
    lines: list[Rule] = []
    for row in rows:
        run: list[Bbox] = []
        for dot in [*sorted(row), None]:
            if dot and run and dot[0] - run[-1][2] <= DRAWING.max_dash_gap:
                run.append(dot)
                continue
            if len(run) >= DRAWING.min_dots:
                at = sum(one[1] + one[3] for one in run) / (2 * len(run))
                lines.append(Rule(at, run[0][0], max(one[2] for one in run)))
            run = [dot] if dot else []
    return lines
