"""Lines that a program draws as rows of dots, each a shape of its own."""

from __future__ import annotations

from collections.abc import Sequence

from extract.geometry.clustering import bounded_clusters
from extract.geometry.page_model import Rule
from extract.geometry.thresholds import GEOMETRY
from extract.reading import Bbox


def lines_of_dots(dots: Sequence[Bbox], max_gap: float) -> tuple[list[Rule], list[Rule]]:
    """Find rows of dots.

    Args:
        dots: the boxes of shapes that are no longer than a line is thick.
        max_gap: points between two dots of a line, at most; `rules_of` passes `max_dash_gap` of
            `extract/pdf/thresholds.py`.

    Returns:
        Horizontal and vertical lines.
    """
    if len(dots) < GEOMETRY.min_dots:
        return [], []
    turned = [(top, x0, bottom, x1) for x0, top, x1, bottom in dots]
    return _rows_of_dots(dots, max_gap), _rows_of_dots(turned, max_gap)


def _rows_of_dots(dots: Sequence[Bbox], max_gap: float) -> list[Rule]:
    ordered = sorted(dots, key=lambda dot: dot[1] + dot[3])
    rows = bounded_clusters(ordered, lambda dot: (dot[1] + dot[3]) / 2, GEOMETRY.dot_height)
    lines: list[Rule] = []
    for row in rows:
        run: list[Bbox] = []
        for dot in [*sorted(row), None]:
            if dot and run and dot[0] - run[-1][2] <= max_gap:
                run.append(dot)
                continue
            if len(run) >= GEOMETRY.min_dots:
                at = sum(one[1] + one[3] for one in run) / (2 * len(run))
                lines.append(Rule(at, run[0][0], max(one[2] for one in run)))
            run = [dot] if dot else []
    return lines
