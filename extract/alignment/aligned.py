"""Find columns from the alignment of text, and the lines that keep to the columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest

from extract.alignment.gutters import Gutter, TextLine, find_gutters, text_lines
from extract.alignment.levels import Level, group_into_levels
from extract.alignment.segments import Segment, crosses_edges, is_figure, segments_of
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line, PageTable, Word
from extract.text.words import lines_of


@dataclass(frozen=True, slots=True)
class Columns:
    """The edges of a table's columns, and the left and right ends of the text in each."""

    xs: tuple[float, ...]
    starts: tuple[float, ...]
    rights: tuple[float, ...]
    places: tuple[tuple[float, ...], ...] = ()
    """Where several texts of each column begin: items of lists are indented, or hang."""

    @property
    def inner(self) -> tuple[float, ...]:
        """The edges between columns."""
        return self.xs[1:-1]


def find_columns(
    words: Sequence[Word],
    top: float,
    bottom: float,
    sides: tuple[float, float],
    marks: Sequence[float] = (),
) -> Columns | None:
    """Find columns by the vertical white space between texts that are side by side.

    Args:
        words: the words of the page within the table's width.
        top: top of the table.
        bottom: bottom of the table.
        sides: left and right end of the table.
        marks: x positions at which shorter rules of the table end.

    Returns:
        Two columns or more, or None.
    """
    segments = segments_of(words, top, bottom)
    rows = text_lines(segments)
    gutters = find_gutters(rows, marks, has_headings=True)
    alone = [line[0] for line in rows if len(line) == 1]
    above = [line[0] for line in takewhile(lambda line: len(line) == 1, rows)]
    inner = [
        _edge_in(gutter, alone, after, above if at == 0 else ())
        for at, (gutter, after) in enumerate(zip_longest(gutters, gutters[1:]))
    ]
    if not inner:
        return None
    xs = (sides[0], *inner, sides[1])
    lines = text_lines(s for s in segments if not crosses_edges([s], inner))
    return _measure_columns(xs, lines)


def _edge_in(
    gutter: Gutter,
    alone: Sequence[Segment],
    after: Gutter | None,
    above: Sequence[Segment] = (),
) -> float:
    """Return the column edge in a gutter, left of a label that begins in it.

    A label alone in its line shows no gutter, and may be wider than the figures below it. One that
    goes on over the next gutter is that of several columns, of all but the keys above all lines.

    Args:
        gutter: the white space.
        alone: the texts alone in their lines.
        after: the next gutter.
        above: the texts above all other lines, if the gutter is behind the keys.
    """
    edge, inset = gutter.edges[0], ALIGNMENT.min_gutter
    if gutter.marks:
        return edge
    right = after.right if after is not None else float("inf")
    ends = [(one, right) for one in alone] + [(one, float("inf")) for one in above]
    begun = [x.x0 for x, end in ends if gutter.left < x.x0 < edge < gutter.right < x.x1 < end]
    if not begun:
        return edge
    return min(begun) - min(inset, (min(begun) - gutter.left) / 2)


def _measure_columns(xs: Sequence[float], lines: Sequence[TextLine]) -> Columns:
    """Measure the left and right ends of the text in known columns.

    Texts that are alone in their lines may be notes and prose, which begin elsewhere.
    """
    by_column: list[list[Segment]] = [[] for _ in xs[1:]]
    beside: list[list[Segment]] = [[] for _ in xs[1:]]
    for line in lines:
        for segment in line:
            column = _column_at(segment.x0, xs)
            by_column[column].append(segment)
            if len(line) > 1:
                beside[column].append(segment)
    starts = tuple(
        min((s.x0 for s in own or others), default=left)
        for own, others, left in zip(beside, by_column, xs, strict=False)
    )
    rights = tuple(
        max((s.x1 for s in own), default=right)
        for own, right in zip(by_column, xs[1:], strict=True)
    )
    counts = [Counter(round(s.x0) for s in own) for own in beside]
    least = ALIGNMENT.min_lines_at_place
    places = tuple(tuple(x for x, n in own.items() if n >= least) for own in counts)
    return Columns(tuple(xs), starts, rights, places)


def _column_at(x: float, xs: Sequence[float]) -> int:
    return sum(x >= edge - ALIGNMENT.edge_slack for edge in xs[1:-1])


def levels_between(
    words: Sequence[Word], top: float, bottom: float, columns: Columns
) -> tuple[Level, ...]:
    """Put the words between two heights into columns, level by level."""
    by_column: list[list[Word]] = [[] for _ in columns.xs[1:]]
    bands: list[Line] = []
    middle = ALIGNMENT.middle_above_baseline
    within = [word for word in words if top <= word.baseline - middle * word.size < bottom]
    for line in lines_of(within):
        segments = segments_of(line.words, float("-inf"), float("inf"))
        if (
            len(segments) == 1
            and crosses_edges(segments, columns.inner)
            and not _has_column_starts(line, segments[0], columns)
        ):
            bands.append(line)
            continue
        if bands and len(segments) == 1 and _goes_on(bands[-1], line):
            bands.append(line)
            continue
        for word, start in _with_label_starts(line, segments, columns):
            by_column[_column_at(start, columns.xs)].append(word)
    return tuple(group_into_levels([lines_of(own) for own in by_column], bands))


def _goes_on(band: Line, line: Line) -> bool:
    """Return whether a bold line is the next one of a bold heading over all columns."""
    step = line.baseline - band.baseline
    return (
        band.bold
        and line.bold
        and abs(line.x0 - band.x0) <= ALIGNMENT.start_distance
        and step <= ALIGNMENT.max_line_pitch * line.size
    )


def _with_label_starts(
    line: Line, segments: Sequence[Segment], columns: Columns
) -> Iterator[tuple[Word, float]]:
    """Return each word with its left end, or that of the label over several columns it is in."""
    labels = {
        one.x0
        for one in segments
        if crosses_edges([one], columns.inner) and not _has_column_starts(line, one, columns)
    }
    starts = [one.x0 for one in segments]
    for word in line.words:
        own = starts[max(0, bisect_right(starts, word.x0) - 1)]
        yield word, own if own in labels else word.x0


def _has_column_starts(line: Line, segment: Segment, columns: Columns) -> bool:
    """Return whether words start at half or more of the column starts that a segment runs across.

    Spreadsheets may leave less white space between columns than there is between words. The first
    text then starts at its column, too, or ends where the texts of its column do, which a label
    over several columns does not.
    """
    crossed = [
        start
        for x, start in zip(columns.inner, columns.starts[1:], strict=True)
        if crosses_edges([segment], [x])
    ]
    distance = ALIGNMENT.exact_start_distance
    is_at_start = any(abs(segment.x0 - x) <= ALIGNMENT.start_distance for x in columns.starts)
    if not is_at_start and not _ends_with_column(line, segment, columns):
        return False
    begun = [word.x0 for word in line.words if word.link != "next"]
    started = sum(any(abs(x0 - x) <= distance for x0 in begun) for x in crossed)
    return started > 0 and started >= len(crossed) / 2


def _ends_with_column(line: Line, segment: Segment, columns: Columns) -> bool:
    """Return whether a word ends where the texts of the column end in which a segment begins."""
    column = bisect_right(columns.xs, segment.x0) - 1
    distance = ALIGNMENT.exact_start_distance
    return 0 <= column < len(columns.rights) and any(
        abs(word.x1 - columns.rights[column]) <= distance for word in line.words
    )


def aligned_run(levels: Sequence[Level], columns: Columns, size: float) -> tuple[Level, ...]:
    """Return the levels from the first one on that keep to the columns without a large gap.

    A heading over all columns belongs to the run if an aligned level follows it.
    """
    ratio, max_gap = ALIGNMENT.max_row_gap_ratio, ALIGNMENT.max_gap_at_rule * size
    run: list[Level] = []
    headings: list[Level] = []
    widest = max_gap / ratio
    for level in levels:
        last = (headings or run or [level])[-1]
        gap = level.baseline - last.baseline
        if gap > _max_gap(level, columns, widest, size) or not _has_size(level, size):
            break
        if level.is_band:
            headings.append(level)
            continue
        if not keeps_to(level, columns):
            break
        if run and not headings and gap <= max(ratio * widest, max_gap):
            widest = max(widest, gap)
        if headings and len(level.lines) < 2:
            break
        run += [*headings, level]
        headings = []
    return tuple(run)


def _max_gap(level: Level, columns: Columns, widest: float, size: float) -> float:
    """Return the largest gap above a level at which it still belongs to the table.

    Prose and notes below a table begin at its left. A level with text in another column that
    keeps to the columns is a row, and may be further below.
    """
    is_row = max(level.lines, default=0) > 0 and keeps_to(level, columns)
    in_sizes = ALIGNMENT.max_fixed_row_gap if is_row else ALIGNMENT.max_gap_at_rule
    return max(ALIGNMENT.max_row_gap_ratio * widest, in_sizes * size)


def _has_size(level: Level, size: float) -> bool:
    difference = ALIGNMENT.max_size_difference * size
    return all(abs(line.size - size) <= difference for line in level.lines.values())


def keeps_to(level: Level, columns: Columns) -> bool:
    """Return whether each text of a level is aligned like its column's texts, and ends in it.

    Right of the first column, texts may end or be centred at one position instead of beginning
    there, and figures may be anywhere in their column. In the first column, texts that have others
    beside them may be centred: prose has none. The key of a row of figures may be indented.
    """
    figures = sum(is_figure(line.text) for column, line in level.lines.items() if column)
    return all(
        (
            _is_placed(line, column, columns, is_beside=len(level.lines) > 1)
            or (column == 0 and figures > 1 and line.x0 > columns.starts[0])
        )
        and (_ends_in(line, column, columns) or _is_long_word(line, column, columns))
        for column, line in level.lines.items()
    )


def _ends_in(line: Line, column: int, columns: Columns) -> bool:
    edge = columns.xs[column + 1] + ALIGNMENT.edge_slack
    return line.x1 <= max((edge, *columns.starts[column + 1 : column + 2]))


def _is_long_word(line: Line, column: int, columns: Columns) -> bool:
    """Return whether a line is one word at its column's start that fits into no line of it."""
    is_at_start = abs(line.x0 - columns.starts[column]) <= ALIGNMENT.start_distance
    return is_at_start and len(line.text.split()) == 1


def _is_placed(line: Line, column: int, columns: Columns, *, is_beside: bool) -> bool:
    start, right = columns.starts[column], columns.rights[column]
    distance = ALIGNMENT.start_distance
    places = columns.places[column] if columns.places else ()
    if any(abs(line.x0 - x) <= distance for x in (start, *places)):
        return True
    if line.x0 < columns.xs[column]:
        return False
    is_centred = abs(line.x0 + line.x1 - start - right) / 2 <= distance
    if column == 0:
        return is_beside and is_centred
    return is_centred or is_figure(line.text) or abs(line.x1 - right) <= distance


def with_measured_edges(columns: Columns, levels: Sequence[Level]) -> Columns:
    """Measure again how far to the right the text of each column extends."""
    lines = [(column, line) for level in levels for column, line in level.lines.items()]
    rights = tuple(
        max((line.x1 for own, line in lines if own == column), default=edge)
        for column, edge in enumerate(columns.rights)
    )
    # A text that extends over its column's edge moves the edge towards the next column's start.
    inner = [
        (right + start) / 2 if edge < right <= start else edge
        for edge, right, start in zip(columns.inner, rights, columns.starts[1:], strict=False)
    ]
    right = rights[-1] + ALIGNMENT.column_inset
    return replace(columns, xs=(columns.xs[0], *inner, right), rights=rights)


def columns_of_table(table: PageTable) -> Columns:
    """Measure the columns of a table that was read, and the ends of their text."""
    by_column: list[list[Line]] = [[] for _ in table.xs[1:]]
    for cell in table.cells:
        if cell.column_stop == cell.column + 1:
            by_column[cell.column] += cell.lines
    starts = tuple(
        min((line.x0 for line in own), default=x)
        for own, x in zip(by_column, table.xs, strict=False)
    )
    rights = tuple(
        max((line.x1 for line in own), default=x)
        for own, x in zip(by_column, table.xs[1:], strict=True)
    )
    return Columns(table.xs, starts, rights)


def words_in(table: PageTable) -> list[Word]:
    """Return the words of a table's cells."""
    return [word for cell in table.cells for line in cell.lines for word in line.words]
