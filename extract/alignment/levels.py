"""Group the text lines of all columns into levels, one level a baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line
from extract.text.thresholds import WORDS


@dataclass(frozen=True, slots=True)
class Level:
    """The lines on one baseline by their columns; a heading over all columns has column -1."""

    baseline: float
    lines: Mapping[int, Line]
    is_band: bool = False


def group_into_levels(columns: Sequence[Sequence[Line]], bands: Sequence[Line] = ()) -> list[Level]:
    """Group the lines of all columns by their baselines.

    Args:
        columns: the lines of each column, top to bottom.
        bands: lines that run over several columns.

    Returns:
        Levels, top to bottom.
    """
    lines = [(line, column) for column, own in enumerate(columns) for line in own]
    lines += [(line, -1) for line in bands]
    levels: list[Level] = []
    for line, column in sorted(lines, key=lambda one: (one[0].baseline, one[1])):
        last = levels[-1] if levels else None
        if (
            last is not None
            and line.baseline - last.baseline <= WORDS.baseline_tolerance * line.size
            and column not in last.lines
            and not (last.is_band or column < 0)
        ):
            levels[-1] = Level(last.baseline, {**last.lines, column: line})
        else:
            levels.append(Level(line.baseline, {column: line}, is_band=column < 0))
    return levels


def line_pitch_of(levels: Sequence[Level]) -> float:
    """Measure the usual step between the lines of one text, in points."""
    sizes = [line.size for level in levels for line in level.lines.values()]
    size = median(sizes) if sizes else ALIGNMENT.default_type_size
    least, most = ALIGNMENT.min_line_pitch * size, ALIGNMENT.max_line_pitch * size
    steps: Counter[float] = Counter()
    last: dict[int, float] = {}
    for level in levels:
        for column, line in level.lines.items():
            step = line.baseline - last.get(column, float("-inf"))
            if least < step <= most:
                steps[round(step, 1)] += 1
            last[column] = line.baseline
    if not steps:
        return ALIGNMENT.default_line_pitch * size
    return max(steps, key=lambda step: (steps[step], -step))


def is_label_level(level: Level) -> bool:
    """Say whether a level prints bold texts side by side, as a header does."""
    return len(level.lines) > 1 and all(line.bold for line in level.lines.values())


def edge_above(levels: Sequence[Level], at: int) -> float:
    """Return the height in the middle between the text of a level and that of the level above."""
    above, level = levels[at - 1], levels[at]
    bottom = max(line.baseline + ALIGNMENT.descent * line.size for line in above.lines.values())
    top = min(line.baseline - ALIGNMENT.ascent * line.size for line in level.lines.values())
    return (bottom + top) / 2
