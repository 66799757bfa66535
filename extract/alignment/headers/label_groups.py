"""Find the labels of a header that are over several columns, by the place of their text alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.alignment.aligned import Columns
from extract.alignment.headers.thresholds import HEADERS
from extract.alignment.levels import Level, edge_above
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import DoubtfulStart, Line

_OVER_SEVERAL = "the label above may be over several columns"


@dataclass(frozen=True, slots=True)
class LabelGroup:
    """A label of a header over several columns."""

    level: int
    """The level of its last line."""
    first: int
    stop: int
    """Its columns, half-open."""
    below: int
    """The first level that prints labels of single columns under it."""


def are_at_foot(levels: Sequence[Level]) -> bool:
    """Return whether the texts of levels end side by side, as labels of a header do."""
    if not levels or len(levels) > HEADERS.max_group_lines:
        return False
    above = frozenset().union(*(level.lines for level in levels[:-1]))
    last = frozenset(levels[-1].lines)
    return above <= last and len(levels[0].lines) < len(last)


def with_group_labels(
    levels: Sequence[Level], body: Sequence[Level], columns: Columns
) -> tuple[tuple[Level, ...], list[LabelGroup]]:
    """Find the labels of a header over several columns.

    Args:
        levels: of the header, top to bottom.
        body: the levels below the header.
        columns: of the table.

    Returns:
        The levels, with such labels in the first of their columns, and the labels.
    """
    found: list[Level] = []
    groups: list[LabelGroup] = []
    for at in reversed(range(len(levels))):
        level = levels[at]
        below = [frozenset(other.lines) for other in found]
        texts = [*(own for own in found if not own.is_band), *body]
        ends, under = _with_ends_of(texts, columns), frozenset().union(*below)
        own = _right_set_on(level, levels[-1], under, ends) or _groups_on(level, under, ends)
        firsts = {column: first for column, (first, _) in own.items()}
        is_band = level.is_band and -1 not in firsts
        lines = {firsts.get(column, column): line for column, line in level.lines.items()}
        found.insert(0, Level(level.baseline, lines, is_band=is_band))
        groups += [
            LabelGroup(at, first, stop, at + 1 + _first_with(below, range(first, stop)))
            for first, stop in own.values()
        ]
    return tuple(found), [one for one in groups if not _goes_on_below(one, groups)]


def doubtful_labels(
    levels: Sequence[Level], groups: Sequence[LabelGroup], columns: Columns
) -> Iterator[DoubtfulStart]:
    """Find labels that may be over more columns than they stand above.

    Args:
        levels: of the header, top to bottom.
        groups: the labels that are over several columns for certain.
        columns: of the table.
    """
    right_set = [one for one in groups if _reaches_left(one, levels, columns)]
    yield from (_doubt_about(one, levels) for one in right_set)
    yield from _doubts_on_single(levels, groups, columns, are_right_set=bool(right_set))


def _doubts_on_single(
    levels: Sequence[Level], groups: Sequence[LabelGroup], columns: Columns, *, are_right_set: bool
) -> Iterator[DoubtfulStart]:
    """Find labels of single columns that may be over the columns beside them."""
    for at, level in enumerate(levels):
        taken = {c for one in groups if one.level == at for c in range(one.first, one.stop)}
        for column, line in level.lines.items():
            lower = next((x for x in range(at + 1, len(levels)) if column in levels[x].lines), at)
            if column in taken or lower == at:
                continue
            own = levels[lower].lines
            between = taken.union(*(one.lines for one in levels[at:lower]))
            beside = [c for c in (column - 1, column + 1) if c in own.keys() - between and c > 0]
            is_middle = len(beside) > 1 and _has_room(line, own[column], columns, column)
            is_loose = are_right_set or not _is_aligned(line, own[column])
            if is_middle or (beside and is_loose):
                texts = (line.text, own[column].text, *(own[c].text for c in beside))
                top = edge_above(levels, lower)
                yield DoubtfulStart(top, " | ".join(texts), _OVER_SEVERAL, is_taken=False)


def _doubt_about(group: LabelGroup, levels: Sequence[Level]) -> DoubtfulStart:
    """Return the doubt about a label of several columns."""
    below = levels[group.below].lines
    texts = [below[column].text for column in range(group.first, group.stop) if column in below]
    text = " | ".join([levels[group.level].lines[group.first].text, *texts])
    return DoubtfulStart(edge_above(levels, group.below), text, _OVER_SEVERAL, is_taken=False)


def _reaches_left(group: LabelGroup, levels: Sequence[Level], columns: Columns) -> bool:
    """Return whether a label ends with its last column, and stands apart from its first one."""
    line = levels[group.level].lines.get(group.first)
    return (
        line is not None
        and _ends_with(line, group.stop - 1, columns)
        and line.x0 > columns.rights[group.first]
    )


def _has_room(line: Line, below: Line, columns: Columns, column: int) -> bool:
    """Return whether the first word of the line below has room behind a label.

    A label over three columns is in the middle of the second one, as the first line of that one's
    own label is, but that would go on in the same line.
    """
    width = max(columns.rights[column] - columns.starts[column], below.x1 - below.x0)
    word = below.words[0]
    return line.x1 - line.x0 + HEADERS.space * line.size + word.x1 - word.x0 <= width


def _is_aligned(line: Line, below: Line) -> bool:
    """Return whether two lines may be one label: they share their start, their end or middle."""
    left, right = line.x0 - below.x0, line.x1 - below.x1
    return min(abs(left), abs(right), abs(left + right) / 2) <= ALIGNMENT.start_distance


def _with_ends_of(levels: Sequence[Level], columns: Columns) -> Columns:
    """Return columns with the ends of the texts of some levels that keep to single columns."""
    starts, rights = list(columns.xs[1:]), list(columns.xs[:-1])
    for level in levels:
        for column, line in level.lines.items():
            if column >= 0 and _covered(line, columns) == (column, column + 1):
                starts[column] = min(starts[column], line.x0)
                rights[column] = max(rights[column], line.x1)
    return replace(columns, starts=tuple(starts), rights=tuple(rights))


def _goes_on_below(group: LabelGroup, groups: Sequence[LabelGroup]) -> bool:
    """Return whether the next level holds the next line of the same label."""
    place = (group.first, group.stop)
    return any(one.level == group.level + 1 and (one.first, one.stop) == place for one in groups)


def _right_set_on(
    level: Level, last: Level, below: frozenset[int], columns: Columns
) -> dict[int, tuple[int, int]]:
    """Return the columns of the labels of a level that end with their last columns, as figures do.

    Where labels are set to the right as the texts below are, one wider than its column is over
    several, and each label is over the columns from the label before on.

    Args:
        level: the level.
        last: the lowest level of the header.
        below: the columns with labels further down.
        columns: of the table.
    """
    covered = _covered_on(level, columns)
    if level is last or all(stop - first == 1 for first, stop in covered.values()):
        return {}
    ends = [(line, covered[column][1] - 1) for column, line in level.lines.items()]
    ends += [(line, column) for column, line in last.lines.items() if column > 0]
    if not all(column > 0 and _ends_with(line, column, columns) for line, column in ends):
        return {}
    places: dict[int, tuple[int, int]] = {}
    start = 1
    for column in sorted(covered, key=lambda own: covered[own]):
        first, stop = covered[column]
        free = [c for c in range(start, first) if below.issuperset(range(c, first))]
        places[column] = min([first, *free]), stop
        start = stop
    return {column: (first, stop) for column, (first, stop) in places.items() if stop > first + 1}


def _ends_with(line: Line, column: int, columns: Columns) -> bool:
    """Return whether a label ends where the texts of a column do."""
    return abs(line.x1 - columns.rights[column]) <= HEADERS.max_off_end * line.size


def _first_with(below: Sequence[frozenset[int]], columns: range) -> int:
    return next(at for at, own in enumerate(below) if own & set(columns))


def _groups_on(level: Level, below: frozenset[int], columns: Columns) -> dict[int, tuple[int, int]]:
    """Return the columns that each label covers, for the labels of a level over several columns.

    If one label covers several columns, so do the others that are centred over several columns.

    Args:
        level: the level.
        below: the columns with labels further down.
        columns: of the table.
    """
    covered = _covered_on(level, columns)
    places: dict[int, tuple[int, int]] = {}
    for column, line in level.lines.items():
        others = (range(*place) for own, place in covered.items() if own != column)
        free = (below - frozenset().union(*others)) | frozenset(range(*covered[column]))
        place = _place_of(line, covered[column], free & below, columns)
        if place is not None:
            places[column] = place
    if all(_is_own(level.lines[c], covered[c], below, columns) for c in places):
        return {}
    return places


def _covered_on(level: Level, columns: Columns) -> dict[int, tuple[int, int]]:
    """Return the columns of each label of a level: one that runs into the next overflows.

    A label that begins behind the keys is not above them, though it may be wider than the texts
    of its columns.
    """
    covered = {}
    for column, line in level.lines.items():
        first, stop = _covered(line, columns)
        if stop > 1 and line.x0 > columns.rights[0]:
            first = max(first, 1)
        after = min((other for other in level.lines if other > max(column, first)), default=stop)
        covered[column] = first, min(stop, after)
    return covered


def _covered(line: Line, columns: Columns) -> tuple[int, int]:
    """Return the columns above which a label stands."""
    slack, last = ALIGNMENT.edge_slack, len(columns.xs) - 2
    first = sum(x <= line.x0 + slack for x in columns.inner)
    stop = sum(x < line.x1 - slack for x in columns.inner) + 1
    return first, min(max(stop, first + 1), last + 1)


def _place_of(
    line: Line, covered: tuple[int, int], free: frozenset[int], columns: Columns
) -> tuple[int, int] | None:
    """Return the columns over which a label is centred; None if it is that of one column.

    Of those with one middle it is over as few as possible, or over all up to its neighbours. The
    keys are below it only if it stands above them.
    """
    first, stop = covered
    lowest = 1 if line.x0 > columns.inner[0] else 0
    while first - 1 in free and first > lowest:
        first -= 1
    while stop in free:
        stop += 1
    off = {
        (left, right): _off_centre(line, (left, right), columns)
        for left in range(first, covered[0] + 1)
        for right in range(covered[1], stop + 1)
        if right - left > 1 and free.issuperset(range(left, right))
    }
    least = min(off.values(), default=0.0)
    near = [one for one in off if off[one] <= least + HEADERS.max_off_centre * line.size]
    best = min(near, key=lambda own: (own != (first, stop), own[1] - own[0]), default=None)
    if best is None or covered[1] - covered[0] > 1:
        return best
    return best if off[best] <= HEADERS.max_off_group * line.size else None


def _is_own(line: Line, covered: tuple[int, int], below: frozenset[int], columns: Columns) -> bool:
    """Return whether a label may be that of a single column: it is set where its texts are."""
    near, (column, stop) = HEADERS.max_off_centre * line.size, covered
    if stop - column > 1 or column not in below:
        return stop - column == 1
    left, right = columns.starts[column], columns.rights[column]
    return (
        abs(line.x0 - left) <= near
        or abs(line.x1 - right) <= near
        or _off_centre(line, covered, columns) <= near
    )


def _off_centre(line: Line, place: tuple[int, int], columns: Columns) -> float:
    """Measure how far a label is from the middle of the texts of some columns."""
    left, right = columns.starts[place[0]], columns.rights[place[1] - 1]
    return abs(line.x0 + line.x1 - left - right) / 2
