"""Learn the columns of a table without vertical lines from all of its pages.

A single page may show too little: a column whose cells all continue has no cell start, and few
lines leave white space by chance. On all pages of one table, lines begin at the same x positions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import inf
from statistics import median

from extract.alignment.alignment_profile import AlignmentProfile, Layout, alignment_profile_of
from extract.alignment.columns import column_marks
from extract.alignment.segments import (
    Edges,
    Segment,
    column_of,
    crosses_edges,
    join_within_columns,
    segments_of,
    word_lines_in_rows,
)
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.bbox import is_inside
from extract.geometry.clustering import bounded_clusters, clusters, snap
from extract.geometry.page_model import PageReading, PageTable, Rule, Rules, Word
from extract.multipage.common_gutters import common_edges, gutters_of, has_texts_apart
from extract.multipage.thresholds import MULTIPAGE
from extract.ruling.frames import ruled_lattices
from extract.ruling.rule_groups import RuleGroup
from extract.ruling.thresholds import RULING
from extract.stitching.table_runs import is_band

Row = list[list[Word]]
"""The lines of a row, each from left to right."""


@dataclass(frozen=True, slots=True)
class AlignedPart:
    """The part of a table without vertical lines that one page prints."""

    reading: PageReading
    table: PageTable
    rules: Rules

    @property
    def starts(self) -> list[float]:
        """The left ends of its lines."""
        return [line.x0 for cell in self.table.cells for line in cell.lines]

    @property
    def size(self) -> float:
        """The median type size of its lines."""
        return median(line.size for cell in self.table.cells for line in cell.lines)

    def rows(self) -> list[Row]:
        """Return the lines of each row; none for headings over all columns."""
        words = [w for cell in self.table.cells for line in cell.lines for w in line.words]
        bands = {c.row for c in self.table.cells if is_band(c, self.table.column_count)}
        rows = word_lines_in_rows(words, self.table.ys)
        return [[] if row in bands else lines for row, lines in enumerate(rows)]


def _parts_on(reading: PageReading) -> list[AlignedPart]:
    """Return the tables of a page that were found by alignment and have text."""
    if reading.rules is None:
        return []
    return [
        AlignedPart(reading, table, reading.rules)
        for table in reading.tables
        if not (table.is_ruled or table.is_booktabs) and any(cell.lines for cell in table.cells)
    ]


def table_part_runs(readings: Sequence[PageReading]) -> list[list[AlignedPart]]:
    """Group the parts of each table over its pages.

    Args:
        readings: the pages in order.

    Returns:
        Groups of parts. In each group, lines begin at the same x positions on all pages.
    """
    parts = (part for reading in readings for part in _parts_on(reading))
    # At most one page may lie between two parts.
    return clusters(
        parts,
        lambda part, run: (
            part.reading.page - run[-1].reading.page in (1, 2) and continues_run(run, part)
        ),
    )


def continues_run(run: Sequence[AlignedPart], part: AlignedPart) -> bool:
    """Return whether a part continues a table: its lines begin where those of the table begin."""
    last = run[-1]
    if abs(part.size - last.size) > MULTIPAGE.max_size_difference * last.size:
        return False
    known = _frequent([x for one in run for x in one.starts])
    least = MULTIPAGE.min_shared_start_share
    return (
        _share(part.starts, known) >= least or _share(last.starts, _frequent(part.starts)) >= least
    )


def _frequent(starts: Sequence[float]) -> list[float]:
    """Return the x positions at which more than a few lines begin."""
    counts = Counter(round(x) for x in starts)
    least = MULTIPAGE.min_usual_start_share * len(starts)
    return [float(x) for x, count in counts.items() if count > least]


def _share(starts: Sequence[float], known: Sequence[float]) -> float:
    """Return the share of lines that begin at known x positions."""
    distance = ALIGNMENT.start_distance
    shared = sum(any(abs(x - start) <= distance for start in known) for x in starts)
    return shared / max(1, len(starts))


def learn_layout(run: Sequence[AlignedPart]) -> Layout | None:
    """Learn the columns of a table from all of its pages; None if they show no columns."""
    lefts = [part.table.xs[0] for part in run]
    rights = [part.table.xs[-1] for part in run]
    left = median([x for x in lefts if x <= min(lefts) + RULING.max_end_difference])
    right = median([x for x in rights if x >= max(rights) - RULING.max_end_difference])
    groups = [rule_group_in(part.rules, left, right) for part in run]
    marks = [
        x
        for part, group in zip(run, groups, strict=True)
        for x in column_marks(group, part.rules.marks)
    ]
    rows = [part.rows() for part in run]
    edges = _agreed_edges(run, _distinct(rows))
    if edges is None:
        edges = _edges(_distinct(rows), left, right, snap(marks, RULING.max_fill_gap))
    if not edges.inner:
        return None
    profiles = []
    for part, page, group in zip(run, rows, groups, strict=True):
        texts = [
            segments_of([w for line in row for w in line], float("-inf"), float("inf"), edges)
            for row in page
        ]
        if not any(texts):
            continue
        bands = [not text for text in texts]
        profiles.append(alignment_profile_of(part.table.ys, texts, bands, edges.inner, group.lines))
    return Layout(left, right, edges, AlignmentProfile.over(profiles))


def _distinct(pages: Sequence[Sequence[Row]]) -> list[Row]:
    """Return all different rows with text: a header is printed on each page but counts once."""
    rows_by_text = {
        tuple(word.text for line in row for word in line): row for rows in pages for row in rows
    }
    return [row for row in rows_by_text.values() if row]


def _agreed_edges(run: Sequence[AlignedPart], rows: Sequence[Row]) -> Edges | None:
    """Return the columns of a table if the text of no page runs across those of another one.

    A page on which all cells of a column continue shows fewer columns.
    """
    found = sorted(x for part in run for x in part.table.xs[1:-1])
    places = bounded_clusters(found, lambda x: x, RULING.max_end_difference)
    inner = tuple(median(own) for own in places)
    if any(not _shows_edges(part, inner) for part in run):
        gutters = [gutters_of(_texts(part), part.table.xs[1:-1]) for part in run]
        inner = common_edges(one for own in gutters for one in own)
        if any(
            not _shows_edges(part, inner) or has_texts_apart(_texts(part), inner) for part in run
        ):
            return None
    inner = _confirmed(run, inner)
    counts = _starts_by_column(rows, inner)
    # Pages may place the edge between two columns at different positions in the white space.
    used = tuple(x for x, own in zip(inner, counts[1:], strict=True) if own)
    if used != inner:
        inner, counts = used, _starts_by_column(rows, used)
    least = MULTIPAGE.min_rows_at_start
    starts = (tuple(sorted(x for x, n in own.items() if n >= least)) for own in counts)
    return Edges(inner, tuple(starts))


def _confirmed(run: Sequence[AlignedPart], inner: Sequence[float]) -> tuple[float, ...]:
    """Leave out edges that a single page shows, and that more rows of other pages speak against.

    Wide spaces of justified text, or a value of several words, show such edges: other pages print
    texts on one side of it only, and no label names its second half.
    """
    kept: list[float] = []
    for edge, after in pairwise([*inner, inf]):
        sides = (kept[-1] if kept else -inf, edge), (edge, after)
        showing = [part for part in run if _has_edge(part, edge)]
        if len(showing) > 1 or not _is_denied(run, showing, sides):
            kept.append(edge)
    return tuple(kept)


def _is_denied(
    run: Sequence[AlignedPart],
    showing: Sequence[AlignedPart],
    sides: tuple[tuple[float, float], tuple[float, float]],
) -> bool:
    """Return whether other pages leave a side of an edge empty as often as these fill it."""
    others = [part for part in run if part not in showing]
    used = [[_beginning(part, *side) for part in others] for side in sides]
    empty = next((at for at in (0, 1) if not any(map(sum, used[at]))), None)
    if empty is None:
        return False
    own = [_beginning(part, *sides[empty]) for part in showing]
    if showing and showing[0] is run[0] and own[0][:1] == [True]:
        return False  # a label of the header
    return sum(map(sum, used[1 - empty])) >= sum(map(sum, own))


def _beginning(part: AlignedPart, start: float, stop: float) -> list[bool]:
    """Return for each row of a page whether a word of it begins between two x positions."""
    slack = ALIGNMENT.edge_slack
    return [
        any(start - slack <= word.x0 < stop - slack for line in row for word in line)
        for row in part.rows()
        if row
    ]


def _has_edge(part: AlignedPart, edge: float) -> bool:
    return any(abs(edge - x) <= RULING.max_end_difference for x in part.table.xs)


def _starts_by_column(rows: Sequence[Row], inner: Sequence[float]) -> list[Counter[float]]:
    """Count, for each column, the x positions at which texts of rows start."""
    counts: list[Counter[float]] = [Counter() for _ in range(len(inner) + 1)]
    for row in rows:
        segments = segments_of([w for line in row for w in line], float("-inf"), float("inf"))
        for segment in join_within_columns(segments, inner):
            counts[column_of(segment, inner)][round(segment.x0, 1)] += 1
    return counts


def _shows_edges(part: AlignedPart, inner: Sequence[float]) -> bool:
    """Return whether a page shows column edges, or none of its text crosses those it lacks."""
    missing = [x for x in inner if not _has_edge(part, x)]
    if not missing:
        return True
    return not any(crosses_edges(row, missing) for row in _texts(part))


def _texts(part: AlignedPart) -> Iterator[list[Segment]]:
    """Yield the texts of each row of a page, cut at wide spaces."""
    for row in part.rows():
        if row:
            yield segments_of([word for line in row for word in line], -inf, inf)


def _edges(rows: Sequence[Row], left: float, right: float, drawn: Sequence[float]) -> Edges:
    """Find the edges between the columns: lines begin there, and few rows have text across them.

    Where wide spaces of justified text align by chance, other lines run across.
    """
    words = [word for row in rows for line in row for word in line]
    word_starts = [sorted(word.x0 for line in row for word in line) for row in rows]
    inset, distance = RULING.max_end_difference, ALIGNMENT.mark_distance
    edges: list[tuple[float, float]] = []
    for start in _candidate_starts(rows):
        end = max((word.x1 for word in words if word.x1 <= start), default=left)
        if not left + inset < end < right - inset or not _is_start(rows, word_starts, start):
            continue
        marked = [x for x in drawn if end - distance <= x <= start + distance]
        gutter = min(ALIGNMENT.min_gutter, (start - end) / 2)
        edges.append((marked[-1] if marked else start - gutter, start))
    inner = snap([edge for edge, _ in edges], RULING.max_fill_gap)
    starts: list[tuple[float, ...]] = [(min(word.x0 for word in words),)]
    for column_edge in inner:
        near = [x for edge, x in edges if abs(edge - column_edge) <= RULING.max_fill_gap]
        starts.append(tuple(near))
    return Edges(tuple(inner), tuple(starts))


def _is_start(rows: Sequence[Row], word_starts: Sequence[Sequence[float]], start: float) -> bool:
    """Return whether a column starts at an x position.

    Args:
        rows: the rows of the table.
        word_starts: the left ends of the words of each row, in ascending order.
        start: the x position.
    """
    distance = ALIGNMENT.start_distance
    beginning = sum(
        bisect_left(xs, start - distance) < bisect_right(xs, start + distance) for xs in word_starts
    )
    crossing = (row for row in rows if any(_crosses(line, start) for line in row))
    allowed = int(MULTIPAGE.max_crossing_share * beginning)
    return not any(islice(crossing, allowed, None)) and _follows_wide_spaces(rows, start)


def _candidate_starts(rows: Sequence[Row]) -> list[float]:
    """Find the x positions at which words of several rows begin after some white space."""
    min_gap = MULTIPAGE.min_gap_before_start
    counts: Counter[float] = Counter()
    for row in rows:
        begin_at = {
            round(word.x0, 1)
            for line in row
            for before, word in pairwise([None, *line])
            if word is not None and (before is None or word.x0 - before.x1 > min_gap)
        }
        counts.update(begin_at)
    frequent = [x for x, count in counts.items() if count >= MULTIPAGE.min_rows_at_start]
    return snap(frequent, MULTIPAGE.start_snap_distance)


def _follows_wide_spaces(rows: Sequence[Row], start: float) -> bool:
    """Return whether most words at an x position follow more than a space.

    The second word of a value that many rows print, such as `December 2024`, is always at one x
    position, too. Pairs of words therefore count once.
    """
    spaces = {
        (before.text, word.text): (word.x0 - before.x1) / word.size
        for row in rows
        for line in row
        for before, word in pairwise(line)
        if abs(word.x0 - start) <= ALIGNMENT.start_distance
    }
    wide = sum(space > ALIGNMENT.narrow_space for space in spaces.values())
    return wide > 1 and wide > len(spaces) / 2


def _crosses(line: Sequence[Word], start: float) -> bool:
    """Return whether a line's text runs across an x position at which other lines begin."""
    distance = ALIGNMENT.start_distance
    if any(abs(word.x0 - start) <= distance for word in line):
        return False
    before = [word for word in line if word.x0 < start]
    after = [word for word in line if word.x0 >= start]
    if not before:
        return False
    last = before[-1]
    if last.x1 > start + ALIGNMENT.edge_slack:
        return True
    return bool(after) and after[0].x0 - last.x1 <= ALIGNMENT.wide_space * last.size


def _joins_edges(rule: Rule, edges: Sequence[float]) -> bool:
    """Return whether a rule starts and ends at column edges."""
    distance = RULING.max_end_difference
    return all(any(abs(x - edge) <= distance for edge in edges) for x in (rule.start, rule.stop))


def rule_group_in(
    rules: Rules, left: float, right: float, inner: Sequence[float] = ()
) -> RuleGroup:
    """Return the lines and fills of a page in a table's width that belong to no ruled table.

    Args:
        rules: the lines and fills of the page.
        left: left end of the table.
        right: right end of the table.
        inner: the edges between its columns if they are known. A line from one edge to another is
            a rule even if it is short.

    Returns:
        The lines and fills.
    """
    least, most = left - RULING.max_end_difference, right + RULING.max_end_difference
    edges = [left, *inner, right]
    ruled, loose = ruled_lattices(rules)
    boxes = [lattice.bbox for lattice in ruled if len(lattice.xs) > 2]
    narrow = [rule for x in ruled if len(x.xs) == 2 for rule in x.horizontal]
    lines = [
        rule
        for rule in [*loose, *narrow]
        if rule.start >= least
        and rule.stop <= most
        and (rule.stop - rule.start >= RULING.min_rule_width or _joins_edges(rule, edges))
    ]
    slack = RULING.touch_distance
    fills = [
        fill
        for fill in rules.fills
        if least <= fill.bbox[0]
        and fill.bbox[2] <= most
        and not any(is_inside(fill.bbox, box, slack) for box in boxes)
    ]
    return RuleGroup(left, right, lines, fills)
