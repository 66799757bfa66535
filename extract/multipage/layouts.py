"""Where the columns of a table without vertical lines stand, learned from all of its pages.

One page may print too little to tell: a column that only goes on shows no start, few lines
leave white by chance. The pages of one table put their lines in the same places.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from extract.alignment.alignment_profile import AlignmentProfile, Layout, alignment_profile_of
from extract.alignment.columns import marks_of
from extract.alignment.segments import (
    Edges,
    rows_of,
    segments_of,
)
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import PageReading, PageTable, Rule, Rules, Word
from extract.multipage.thresholds import MULTIPAGE
from extract.ruling.frames import inside, ruled_lattices, snap
from extract.ruling.rule_groups import RuleGroup
from extract.ruling.thresholds import RULING
from extract.stitching.table_runs import is_band

Row = list[list[Word]]
"""The lines of a row, each from left to right."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one page shows of a table without vertical lines."""

    reading: PageReading
    table: PageTable
    rules: Rules

    @property
    def starts(self) -> list[float]:
        """Where its lines begin."""
        return [line.x0 for cell in self.table.cells for line in cell.lines]

    @property
    def size(self) -> float:
        """The usual size of its type."""
        return median(line.size for cell in self.table.cells for line in cell.lines)

    def rows(self) -> list[Row]:
        """The lines of its rows; headings over all columns apart."""
        words = [w for cell in self.table.cells for line in cell.lines for w in line.words]
        bands = {c.row for c in self.table.cells if is_band(c, self.table.column_count)}
        rows = [rows_of(words, top, bottom) for top, bottom in pairwise(self.table.ys)]
        return [[] if row in bands else lines for row, lines in enumerate(rows)]


def parts_of(reading: PageReading) -> list[Part]:
    """The tables of a page that are found by alignment, with some text."""
    if reading.rules is None:
        return []
    return [
        Part(reading, table, reading.rules)
        for table in reading.tables
        if not (table.is_ruled or table.is_spaced) and any(cell.lines for cell in table.cells)
    ]


def runs_of(readings: Sequence[PageReading]) -> list[list[Part]]:
    """Group the parts of tables that go on over following pages.

    Args:
        readings: in page order.

    Returns:
        Groups of parts, each page's lines beginning where those of the pages before do.
    """
    runs: list[list[Part]] = []
    for reading in readings:
        for number, part in enumerate(parts_of(reading)):
            last = runs[-1] if runs else []
            if number == 0 and last and _follows(last, part):
                last.append(part)
            else:
                runs.append([part])
    return runs


def _follows(run: Sequence[Part], part: Part) -> bool:
    last = run[-1]
    if part.reading.page - last.reading.page not in (1, 2):
        return False
    if abs(part.size - last.size) > MULTIPAGE.max_size_difference * last.size:
        return False
    known = _usual([x for one in run for x in one.starts])
    return (
        _share(part.starts, known) >= MULTIPAGE.min_shared_start_share
        or _share(last.starts, _usual(part.starts)) >= MULTIPAGE.min_shared_start_share
    )


def _usual(starts: Sequence[float]) -> list[float]:
    """Where lines begin more often than here and there."""
    counted = Counter(round(x) for x in starts)
    least = 0.02 * len(starts)
    return [float(x) for x, count in counted.items() if count > least]


def _share(starts: Sequence[float], known: Iterable[float]) -> float:
    places = list(known)
    held = [
        x for x in starts if any(abs(x - place) <= ALIGNMENT.start_distance for place in places)
    ]
    return len(held) / max(1, len(starts))


def layout_of(run: Sequence[Part]) -> Layout | None:
    """Learn a table's columns from all of its pages; None where none can be told."""
    lefts = [part.table.xs[0] for part in run]
    rights = [part.table.xs[-1] for part in run]
    left = median([x for x in lefts if x <= min(lefts) + RULING.max_end_difference])
    right = median([x for x in rights if x >= max(rights) - RULING.max_end_difference])
    stacks = [stack_in(part.rules, left, right) for part in run]
    marks = [
        x
        for part, stack in zip(run, stacks, strict=True)
        for x in marks_of(stack, part.rules.marks)
    ]
    rows = [part.rows() for part in run]
    edges = _edges(_distinct(rows), left, right, snap(marks, RULING.max_fill_gap))
    if not edges.inner:
        return None
    places = []
    for part, page, stack in zip(run, rows, stacks, strict=True):
        texts = [
            segments_of([w for line in row for w in line], float("-inf"), float("inf"), edges)
            for row in page
        ]
        if not any(texts):
            continue
        bands = [not text for text in texts]
        places.append(alignment_profile_of(part.table.ys, texts, bands, edges.inner, stack.lines))
    return Layout(left, right, edges, AlignmentProfile.over(places))


def _distinct(pages: Sequence[Sequence[Row]]) -> list[Row]:
    """All rows with text, once each: a label too wide for its column is in each page's header."""
    found = {
        tuple(word.text for line in row for word in line): row for rows in pages for row in rows
    }
    return [row for row in found.values() if row]


def _edges(rows: Sequence[Row], left: float, right: float, drawn: Sequence[float]) -> Edges:
    """Places between the columns: where lines begin and few rows print text across.

    A start by chance, as wide blanks of justified text make it, other lines run across.
    """
    words = [word for row in rows for line in row for word in line]
    begun = [sorted(word.x0 for line in row for word in line) for row in rows]
    found: list[tuple[float, float]] = []
    for start in _starts(rows):
        end = max((word.x1 for word in words if word.x1 <= start), default=left)
        if not left + RULING.max_end_difference < end < right - RULING.max_end_difference:
            continue
        beside = sum(
            bisect_left(places, start - ALIGNMENT.start_distance)
            < bisect_right(places, start + ALIGNMENT.start_distance)
            for places in begun
        )
        crossing = (row for row in rows if any(_crosses(line, start) for line in row))
        if any(
            islice(crossing, int(MULTIPAGE.max_crossing_share * beside), None)
        ) or not _is_parted(rows, start):
            continue
        held = [x for x in drawn if end - 1.5 <= x <= start + 1.5]
        found.append(
            (held[-1] if held else start - min(ALIGNMENT.min_gutter, (start - end) / 2), start)
        )
    inner = snap([place for place, _ in found], RULING.max_fill_gap)
    first = min(word.x0 for word in words)
    starts: list[tuple[float, ...]] = [(first,)]
    for place in inner:
        starts.append(tuple(start for at, start in found if abs(at - place) <= RULING.max_fill_gap))
    return Edges(tuple(inner), tuple(starts))


def _starts(rows: Sequence[Row]) -> list[float]:
    """Where words of several rows begin behind some white."""
    counted: Counter[float] = Counter()
    for row in rows:
        begun = {
            round(word.x0, 1)
            for line in row
            for before, word in pairwise([None, *line])
            if word is not None and (before is None or word.x0 - before.x1 > 1)
        }
        counted.update(begun)
    often = [x for x, count in counted.items() if count >= 2]
    return snap(often, 0.5)


def _is_parted(rows: Sequence[Row], start: float) -> bool:
    """Say whether more than a blank stands before most words that begin at a place.

    Values that many rows print, such as `December 2024`, put their words at one place, too.
    """
    blanks = {
        (before.text, word.text): (word.x0 - before.x1) / word.size
        for row in rows
        for line in row
        for before, word in pairwise(line)
        if abs(word.x0 - start) <= ALIGNMENT.start_distance
    }
    wide = sum(blank > ALIGNMENT.narrow_space for blank in blanks.values())
    return wide > 1 and wide > len(blanks) / 2


def _begins(line: Sequence[Word], start: float) -> bool:
    return any(abs(word.x0 - start) <= ALIGNMENT.start_distance for word in line)


def _crosses(line: Sequence[Word], start: float) -> bool:
    """Say whether a line's text runs over the place where others begin."""
    if _begins(line, start):
        return False
    before = [word for word in line if word.x0 < start]
    after = [word for word in line if word.x0 >= start]
    if not before:
        return False
    last = before[-1]
    if last.x1 > start + 1:
        return True
    return bool(after) and after[0].x0 - last.x1 <= ALIGNMENT.wide_space * last.size


def _spans(rule: Rule, places: Sequence[float]) -> bool:
    ends = (rule.start, rule.stop)
    return all(any(abs(x - place) <= RULING.max_end_difference for place in places) for x in ends)


def stack_in(rules: Rules, left: float, right: float, inner: Sequence[float] = ()) -> RuleGroup:
    """A page's lines and shades in a table's frame, those of ruled tables apart.

    Args:
        rules: of the page.
        left: the table's left end.
        right: its right end.
        inner: places between its columns, where they are known: a line from one to another is
            a rule, however short.

    Returns:
        The lines and shades.
    """
    places = [left, *inner, right]
    ruled, loose = ruled_lattices(rules)
    boxes = [lattice.bbox for lattice in ruled if len(lattice.xs) > 2]
    narrow = [rule for x in ruled if len(x.xs) == 2 for rule in x.horizontal]
    lines = [
        rule
        for rule in [*loose, *narrow]
        if rule.start >= left - RULING.max_end_difference
        and rule.stop <= right + RULING.max_end_difference
        and (rule.stop - rule.start >= RULING.min_rule_width or _spans(rule, places))
    ]
    fills = [
        fill
        for fill in rules.fills
        if left - RULING.max_end_difference <= fill.bbox[0]
        and fill.bbox[2] <= right + RULING.max_end_difference
        and not any(inside(fill.bbox, box) for box in boxes)
    ]
    return RuleGroup(left, right, lines, fills)
