"""Group the text lines of all columns into levels, one level a baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Literal

from extract.alignment.segments import is_figure
from extract.alignment.thresholds import ALIGNMENT, ROWS
from extract.geometry.drawing_order import is_drawn_apart, is_drawn_by_cell
from extract.geometry.page_model import Line
from extract.text.sentences import first_letter
from extract.text.thresholds import WORDS

State = Literal["first", "resumes", "follows"]
"""How a line relates to the line above it in its column: there is none, it is further above than
the line pitch, or it is at the line pitch."""


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
    """Measure the usual step between the lines of one text, in points.

    A line with a figure below a figure starts a row: the step above it counts only where nothing
    else shows the pitch.
    """
    size = _type_size_of(levels)
    steps, others = _steps_of(levels, size)
    steps = steps or others
    if not steps:
        return ALIGNMENT.default_line_pitch * size
    return max(steps, key=lambda step: (steps[step], -step))


def smaller_pitch_of(levels: Sequence[Level], pitch: float) -> float | None:
    """Return a frequent step between lines that is smaller than the usual one.

    Short rows print more steps between rows than between lines.

    Args:
        levels: top to bottom.
        pitch: the usual step.
    """
    size = _type_size_of(levels)
    steps = sum(_steps_of(levels, size), Counter[float]())
    least = max(ALIGNMENT.min_pitch_steps, ALIGNMENT.min_pitch_share * steps[pitch])
    below = pitch - ALIGNMENT.min_extra_gap * size
    smaller = [step for step, count in steps.items() if step <= below and count >= least]
    return max(smaller, key=lambda step: (steps[step], -step), default=None)


def _type_size_of(levels: Sequence[Level]) -> float:
    sizes = [line.size for level in levels for line in level.lines.values()]
    return median(sizes) if sizes else ALIGNMENT.default_type_size


def _steps_of(levels: Sequence[Level], size: float) -> tuple[Counter[float], Counter[float]]:
    """Count the steps between lines, and those above lines with a figure below a figure."""
    least, most = ALIGNMENT.min_line_pitch * size, ALIGNMENT.max_line_pitch * size
    steps, others = Counter[float](), Counter[float]()
    last: dict[int, Line] = {}
    for level in levels:
        above = {column: last[column] for column in level.lines if column in last}
        last.update(level.lines)
        is_row = any(
            is_figure(level.lines[column].text) and is_figure(line.text)
            for column, line in above.items()
        )
        for column, line in above.items():
            step = level.lines[column].baseline - line.baseline
            if least < step <= most:
                (others if is_row else steps)[round(step, 1)] += 1
    return steps, others


def is_label_level(level: Level) -> bool:
    """Return whether a level prints bold texts side by side, as a header does."""
    return len(level.lines) > 1 and all(line.bold for line in level.lines.values())


def is_group_heading(levels: Sequence[Level], at: int, above: Line | None) -> bool:
    """Return whether a level is the heading of a group of rows.

    It prints a bold key alone, below one that is not bold and above a row whose is not either.

    Args:
        levels: top to bottom.
        at: index of the level.
        above: the line above in the first column.
    """
    if set(levels[at].lines) != {0} or above is None or at + 1 == len(levels):
        return False
    below = levels[at + 1].lines
    is_row_below = len(below) > 1 and 0 in below and not below[0].bold
    return levels[at].lines[0].bold and not above.bold and is_row_below


def is_lone_key(levels: Sequence[Level], at: int) -> bool:
    """Return whether a level prints a key alone, right below the key of a row of figures.

    A row, or another such key, must follow: the last key of a table may go on below its figures.

    Args:
        levels: top to bottom.
        at: index of the level.
    """
    above, below = levels[at - 1].lines, levels[at + 1].lines if at + 1 < len(levels) else {}
    others = [line.text for column, line in above.items() if column > 0]
    return (
        set(levels[at].lines) == {0}
        and {0} <= set(above) & set(below)
        and 2 * sum(map(is_figure, others)) > len(others)
    )


def keys_are_short(levels: Sequence[Level]) -> bool:
    """Return whether the keys fill less than half of the room left of the other columns."""
    keys = [level.lines[0] for level in levels if 0 in level.lines]
    others = [
        min(x.x0 for c, x in one.lines.items() if c > 0) for one in levels if max(one.lines) > 0
    ]
    if not keys or not others:
        return False
    left = min(line.x0 for line in keys)
    return max(line.x1 for line in keys) - left < (min(others) - left) / 2


def is_bold_key(levels: Sequence[Level]) -> bool:
    """Return whether a row has bold text in the first column and no other text: a heading."""
    return bool(levels) and all(set(level.lines) == {0} and level.lines[0].bold for level in levels)


def is_crossed(x: float, column: int, levels: Sequence[Level]) -> bool:
    """Return whether text of a row crosses a column edge.

    A text beside another one that begins right of the edge overflows its cell. So does a single
    word if the row has text there in any line: it is longer than its column.

    Args:
        x: the edge.
        column: index of the column right of it.
        levels: of the row.
    """
    slack = ALIGNMENT.edge_slack
    has_text = any(column in level.lines for level in levels)
    return any(
        line.x0 < x - slack and line.x1 > x + slack
        for level in levels
        if column not in level.lines
        for line in level.lines.values()
        if not (has_text and len(line.text.split()) == 1)
    )


def fills_all_columns(levels: Sequence[Level], columns: int) -> bool:
    """Return whether all levels have text in all columns, and none continues that above it.

    The cells of a row that wraps hardly ever have the same number of lines.
    """
    own = [level for level in levels if not level.is_band]
    return (
        columns >= ROWS.min_grid_columns
        and len(own) >= ROWS.min_grid_lines
        and all(len(level.lines) == columns for level in own)
        and not any(
            first_letter(line.text).islower() for level in own[1:] for line in level.lines.values()
        )
    )


def gap_between(above: Level, level: Level) -> float:
    """Measure the least step between the lines of two levels."""
    return min(line.baseline for line in level.lines.values()) - max(
        line.baseline for line in above.lines.values()
    )


def lines_above(levels: Sequence[Level]) -> list[dict[int, Line]]:
    """Return, for each level, the next line above in each column, over headings, too."""
    known: dict[int, Line] = {}
    above: list[dict[int, Line]] = []
    for level in levels:
        above.append({column: known[column] for column in level.lines if column in known})
        known.update(level.lines)
    return above


def columns_apart(level: Level, above: Mapping[int, Line]) -> frozenset[int]:
    """Return the columns whose text the file does not draw right after the text above it.

    Args:
        level: the level.
        above: the line above it in each column.
    """
    return frozenset(
        column
        for column, line in above.items()
        if is_drawn_apart(line.glyphs, level.lines[column].glyphs)
    )


def states_of(levels: Sequence[Level], max_step: float) -> list[dict[int, State]]:
    """Return the state of each line of each level.

    Args:
        levels: top to bottom.
        max_step: the largest step between two lines of one text.
    """
    last: dict[int, float] = {}
    states: list[dict[int, State]] = []
    for level in levels:
        now: dict[int, State] = {}
        if level.is_band:
            last = {}
        for column, line in level.lines.items():
            step = line.baseline - last.get(column, float("-inf"))
            if column not in last:
                now[column] = "first"
            else:
                now[column] = "follows" if step <= max_step else "resumes"
            last[column] = line.baseline
        states.append(now)
    return states


def edge_above(
    levels: Sequence[Level], at: int, continued: Collection[int] = (), first: int = 0
) -> float:
    """Return the height in the middle between the text of a level and the text that ends above it.

    Args:
        levels: top to bottom.
        at: index of the level.
        continued: the columns whose cells go on at the level; their lines end nowhere.
        first: index of the first level of the row above.
    """
    ending = [
        line
        for level in reversed(levels[first:at])
        for column, line in level.lines.items()
        if column not in continued
    ]
    last = ending or list(levels[at - 1].lines.values())
    bottom = max(line.baseline + ALIGNMENT.descent * line.size for line in last)
    top = min(line.baseline - ALIGNMENT.ascent * line.size for line in levels[at].lines.values())
    return (bottom + top) / 2


def are_drawn_by_cell(sections: Iterable[Sequence[Level]]) -> bool:
    """Return whether a file draws the cells of a table as wholes.

    Args:
        sections: the levels between each rule of the table and the next.
    """
    return is_drawn_by_cell(pair for levels in sections for pair in _pairs_beside_others(levels))


def _pairs_beside_others(
    levels: Sequence[Level],
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Yield the glyphs of lines that have text to their right, and of the lines below them."""
    for upper, level in pairwise(levels):
        last = max(upper.lines)
        for column, line in level.lines.items():
            if column in upper.lines and column < last:
                yield upper.lines[column].glyphs, line.glyphs


def last_drawn_right(levels: Sequence[Level]) -> list[dict[int, int]]:
    """Return, for each column of a level, where the file draws the texts above, further right.

    Returns:
        The index of the first glyph of the last drawn of these lines; -1 if there is none.
    """
    last: dict[int, int] = {}
    found: list[dict[int, int]] = []
    for level in levels:
        own = {c: max((x for o, x in last.items() if o > c), default=-1) for c in level.lines}
        found.append(own)
        for column, line in level.lines.items():
            last[column] = max(last.get(column, -1), *line.glyphs[:1], -1)
    return found


def keys_are_merged(sections: Sequence[Sequence[Level]], pitch: float) -> bool:
    """Return whether the first column prints one text for each section, in its middle.

    Such a text stands for all rows between two rules, as LaTeX's `multirow` sets it: its lines are
    on the baselines of none of them, or of those in the middle.

    Args:
        sections: the levels between each rule of the body and the next.
        pitch: the line pitch.
    """
    deep = 0
    for levels in sections:
        keys = [level.lines[0].baseline for level in levels if 0 in level.lines]
        others = [y for level in levels for c, y in _baselines(level) if c > 0]
        if not keys or not others or any(level.is_band for level in levels):
            return False
        steps = [low - up for up, low in pairwise(keys)]
        is_centred = abs(keys[0] + keys[-1] - min(others) - max(others)) <= pitch
        if not is_centred or max(steps, default=0.0) > ALIGNMENT.max_line_pitch * pitch:
            return False
        deep += keys[0] > min(others) + ALIGNMENT.min_key_drop * pitch
    return deep > 1


def _baselines(level: Level) -> list[tuple[int, float]]:
    return [(column, line.baseline) for column, line in level.lines.items()]


def without_keys(levels: Sequence[Level]) -> tuple[Level, ...]:
    """Return levels without the texts of their first column."""
    others = (
        replace(level, lines={c: line for c, line in level.lines.items() if c > 0})
        for level in levels
    )
    return tuple(
        replace(level, baseline=min(line.baseline for line in level.lines.values()))
        for level in others
        if level.lines
    )
