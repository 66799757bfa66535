"""Where the columns of a table without vertical lines stand, learned from all of its pages.

One page may print too little to tell: a column that only goes on shows no start, few lines
leave white by chance. The pages of one table put their lines in the same places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.chains import is_band
from extract.columns import GUTTER, marks_of
from extract.frames import inside, ruled_lattices, snap
from extract.places import SAME_START, Layout, Places, places_of
from extract.reading import PageReading, PageTable
from extract.rules import Rules
from extract.segments import Segment, crosses, segments_of
from extract.stacks import LEAST_WIDTH, NEAR, SIDES, Stack

ALIKE = 0.6
"""Share of a page's lines that must begin where those of the other pages do."""
SAME_SIZE = 0.05
"""Share by which the type sizes of one table's pages may differ."""
CROSSED = 0.1
"""Share of the rows whose text may run over a column's edge: merged cells, labels of groups."""


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

    def rows(self) -> tuple[list[list[Segment]], list[bool]]:
        """The text of its rows, and which of them are headings over all columns."""
        words = [w for cell in self.table.cells for line in cell.lines for w in line.words]
        bands = {c.row for c in self.table.cells if is_band(c, self.table.column_count)}
        rows = [segments_of(words, top, bottom) for top, bottom in pairwise(self.table.ys)]
        return rows, [row in bands for row in range(len(rows))]


def parts_of(reading: PageReading) -> list[Part]:
    """The tables of a page that are found by alignment, with some text."""
    if reading.rules is None:
        return []
    return [
        Part(reading, table, reading.rules)
        for table in reading.tables
        if not table.is_ruled and any(cell.lines for cell in table.cells)
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
    if abs(part.size - last.size) > SAME_SIZE * last.size:
        return False
    known = _usual([x for one in run for x in one.starts])
    return _share(part.starts, known) >= ALIKE or _share(last.starts, _usual(part.starts)) >= ALIKE


def _usual(starts: Sequence[float]) -> list[float]:
    """Where lines begin more often than here and there."""
    counted = Counter(round(x) for x in starts)
    least = 0.02 * len(starts)
    return [float(x) for x, count in counted.items() if count > least]


def _share(starts: Sequence[float], known: Iterable[float]) -> float:
    places = list(known)
    held = [x for x in starts if any(abs(x - place) <= SAME_START for place in places)]
    return len(held) / max(1, len(starts))


def layout_of(run: Sequence[Part]) -> Layout | None:
    """Learn a table's columns from all of its pages; None where none can be told."""
    lefts = [part.table.xs[0] for part in run]
    rights = [part.table.xs[-1] for part in run]
    left = median([x for x in lefts if x <= min(lefts) + SIDES])
    right = median([x for x in rights if x >= max(rights) - SIDES])
    pages = [_Page.of(part, left, right) for part in run]
    inner = _edges(run, pages, left, right)
    if not inner:
        return None
    places = [
        places_of(part.table.ys, page.rows, page.bands, inner, page.stack.lines)
        for part, page in zip(run, pages, strict=True)
    ]
    return Layout(left, right, tuple(inner), Places.over(places))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's rows, which of them are headings, and its lines in the table's frame."""

    rows: list[list[Segment]]
    bands: list[bool]
    stack: Stack
    marks: list[float]

    @classmethod
    def of(cls, part: Part, left: float, right: float) -> _Page:
        rows, bands = part.rows()
        stack = stack_in(part.rules, left, right)
        return cls(rows, bands, stack, marks_of(stack, part.rules.marks))


def _edges(run: Sequence[Part], pages: Sequence[_Page], left: float, right: float) -> list[float]:
    """Places between the columns: those that some page shows and few rows of others cross."""
    rows = [
        row
        for page in pages
        for row, band in zip(page.rows, page.bands, strict=True)
        if row and not band
    ]
    segments = [segment for row in rows for segment in row]
    drawn = snap([x for page in pages for x in page.marks], NEAR)
    shown = [x for part in run for x in part.table.xs[1:-1]]
    inner: list[float] = []
    for place in snap([*drawn, *shown], NEAR):
        if not left + SIDES < place < right - SIDES:
            continue
        clear = [s for s in segments if s.x1 <= place + 1 or s.x0 >= place - 1]
        start = min((s.x0 for s in clear if s.x0 >= place - 1), default=right)
        end = max((s.x1 for s in clear if s.x1 <= place + 1), default=left)
        crossed = sum(crosses(row, [place]) for row in rows)
        beside = sum(any(abs(s.x0 - start) <= SAME_START for s in row) for row in rows)
        if crossed > CROSSED * beside:
            continue
        held = [x for x in drawn if end - 1.5 <= x <= start + 1.5]
        inner += held or [start - min(GUTTER, (start - end) / 2)]
    return snap(inner, NEAR)


def stack_in(rules: Rules, left: float, right: float) -> Stack:
    """A page's lines and shades in a table's frame, those of ruled tables apart."""
    ruled, loose = ruled_lattices(rules)
    boxes = [lattice.bbox for lattice in ruled if len(lattice.xs) > 2]
    narrow = [rule for x in ruled if len(x.xs) == 2 for rule in x.horizontal]
    lines = [
        rule
        for rule in [*loose, *narrow]
        if rule.start >= left - SIDES
        and rule.stop <= right + SIDES
        and rule.stop - rule.start >= LEAST_WIDTH
    ]
    fills = [
        fill
        for fill in rules.fills
        if left - SIDES <= fill.bbox[0]
        and fill.bbox[2] <= right + SIDES
        and not any(inside(fill.bbox, box) for box in boxes)
    ]
    return Stack(left, right, lines, fills)
