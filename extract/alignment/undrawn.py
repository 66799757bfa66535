"""Complete a ruled grid where text shows columns and rows that no lines separate.

A header may have all its walls while the rows below it have lines across only; labels over groups
of columns may stand side by side without a wall; and rules may enclose many rows of figures.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

from extract.alignment.gutters import Gutter, TextLine, aligned_share, find_gutters, text_lines
from extract.alignment.levels import Level, edge_above, group_into_levels, line_pitch_of
from extract.alignment.rows.row_evidence import RowEvidence
from extract.alignment.rows.row_segmentation import segment_rows
from extract.alignment.segments import (
    Segment,
    column_of,
    crosses_edges,
    is_figure,
    is_led,
    segments_of,
)
from extract.alignment.thresholds import ALIGNMENT, UNDRAWN
from extract.geometry.bbox import shared_length
from extract.geometry.clustering import snap
from extract.geometry.page_model import Rule, Word
from extract.ruling.frames import Lattice
from extract.ruling.thresholds import RULING
from extract.text.words import lines_of


@dataclass(frozen=True, slots=True)
class _Strip:
    """Rows of a grid, one or more, between two walls that no other wall separates."""

    left: float
    right: float
    rows: range
    ys: tuple[float, ...]
    """The row edges of the whole grid."""
    known: tuple[float, ...]
    """Column edges of other rows inside."""

    def heights(self) -> Iterator[tuple[float, float]]:
        """Return the top and the bottom of each row."""
        for row in self.rows:
            yield self.ys[row], self.ys[row + 1]


def with_undrawn_edges(lattice: Lattice, words: Sequence[Word]) -> Lattice | None:
    """Add the column and row edges that the text inside a ruled grid shows.

    Args:
        lattice: the grid.
        words: the words of the page.

    Returns:
        The completed grid; None if the text shows no more edges.
    """
    rows = _words_by_row(lattice, words)
    inside = [word for row in rows for word in row]
    walls = [wall for strip in _strips(lattice, rows) for wall in _undrawn_walls(strip, rows)]
    xs = tuple(snap([*lattice.xs, *(wall.at for wall in walls)], RULING.snap_distance))
    completed = Lattice(xs, lattice.ys, lattice.horizontal, (*lattice.vertical, *walls))
    rules = _rules_at_row_starts(completed, inside)
    if not (walls or rules):
        return None
    ys = tuple(sorted({*lattice.ys, *(rule.at for rule in rules)}))
    return Lattice(xs, ys, (*lattice.horizontal, *rules), completed.vertical)


def _words_by_row(lattice: Lattice, words: Sequence[Word]) -> list[list[Word]]:
    """Return the words that start in each row of a grid, from left to right."""
    x0, _, x1, _ = lattice.bbox
    rows: list[list[Word]] = [[] for _ in lattice.ys[1:]]
    for word in sorted(words, key=lambda word: word.x0):
        middle = word.baseline - ALIGNMENT.middle_above_baseline * word.size
        row = bisect_right(lattice.ys, middle) - 1
        if 0 <= row < len(rows) and x0 - ALIGNMENT.edge_slack <= word.x0 < x1:
            rows[row].append(word)
    return rows


def _strips(lattice: Lattice, words: Sequence[Sequence[Word]]) -> Iterator[_Strip]:
    """Find the strips with text in each row, and several words or column edges inside."""
    covered = _covered_heights(lattice)
    place = {x: at for at, x in enumerate(lattice.xs)}
    runs: dict[tuple[float, float], list[int]] = {}
    for row, (top, bottom) in enumerate(pairwise(lattice.ys)):
        least = (bottom - top) / 2
        inner = [x for x in lattice.xs[1:-1] if covered[x].get(row, 0.0) >= least]
        sides = [lattice.xs[0], *inner, lattice.xs[-1]]
        counts = Counter(bisect_right(inner, word.x0 + ALIGNMENT.edge_slack) for word in words[row])
        for at, count in counts.items():
            if count > 1 or place[sides[at + 1]] - place[sides[at]] > 1:
                runs.setdefault((sides[at], sides[at + 1]), []).append(row)
    for (left, right), rows in runs.items():
        known = tuple(x for x in lattice.xs if left < x < right)
        for _, group in groupby(enumerate(rows), key=lambda one: one[1] - one[0]):
            own = [row for _, row in group]
            yield _Strip(left, right, range(own[0], own[-1] + 1), lattice.ys, known)


def _covered_heights(lattice: Lattice) -> dict[float, dict[int, float]]:
    """Measure how much of each row vertical lines cover at each column edge."""
    covered: dict[float, dict[int, float]] = {x: defaultdict(float) for x in lattice.xs}
    ys = lattice.ys
    for rule in lattice.vertical:
        near = bisect_left(lattice.xs, rule.at - RULING.snap_distance)
        if near == len(lattice.xs) or lattice.xs[near] > rule.at + RULING.snap_distance:
            continue
        first, last = bisect_right(ys, rule.start) - 1, bisect_left(ys, rule.stop)
        for row in range(max(0, first), min(last, len(ys) - 1)):
            covered[lattice.xs[near]][row] += shared_length(
                rule.start, rule.stop, ys[row], ys[row + 1]
            )
    return covered


def _undrawn_walls(strip: _Strip, words: Sequence[Sequence[Word]]) -> list[Rule]:
    """Find the walls that text shows inside a strip."""
    own = [_words_inside(strip, words[row]) for row in strip.rows]
    rows = [segments_of(line, float("-inf"), float("inf")) for line in own]
    lines = text_lines(one for row in rows if len(row) > 1 for one in row)
    gutters = find_gutters(lines, strip.known)
    lines = [line for line in lines if len(line) > 1]
    if len(lines) == 1 and not _is_wide(lines[0]):
        return []
    edges = _edges_in_gutters(gutters, lines, chain.from_iterable(own))
    if not edges and len(strip.rows) == len(words):
        edges = [gutter.edges[0] for gutter in gutters if _parts_all_rows(gutter, rows)]
    sides = (strip.left, *edges, strip.right)
    if not edges or _placed_share(lines, sides) < UNDRAWN.min_placed_share:
        return []
    return [
        Rule(x, top, bottom)
        for row, (top, bottom) in zip(rows, strip.heights(), strict=True)
        for x in edges
        if row and not crosses_edges(row, [x])
    ]


def _words_inside(strip: _Strip, words: Sequence[Word]) -> list[Word]:
    """Return the words of a row that start in a strip."""
    slack = ALIGNMENT.edge_slack
    return [word for word in words if strip.left <= word.x0 + slack < strip.right]


def _edges_in_gutters(
    gutters: Sequence[Gutter], lines: Sequence[TextLine], words: Iterable[Word]
) -> list[float]:
    """Return the column edges in gutters: known ones, and new ones between columns of figures."""
    edges = [gutter.marks[0] for gutter in gutters if gutter.marks]
    new = [gutter.edges[0] for gutter in gutters if not gutter.marks]
    least = UNDRAWN.min_lines if len(new) >= UNDRAWN.min_new_edges else UNDRAWN.min_list_lines
    # A sign before each amount, as `$`, is no column.
    firsts = len({line[0].text for line in lines})
    has_enough = new and len(lines) >= least and 2 * firsts > len(lines)
    return sorted([*edges, *new] if has_enough and _are_figures(words, new) else edges)


def _parts_all_rows(gutter: Gutter, rows: Sequence[Sequence[Segment]]) -> bool:
    """Return whether each row, that of the labels too, begins with texts on both sides.

    A row that goes on from another page may lack one of them.
    """
    middle = (gutter.left + gutter.right) / 2
    lacking = 0
    for at, row in enumerate(rows):
        left = [one.baseline for one in row if one.x1 <= middle]
        right = [one.baseline for one in row if one.x0 >= middle]
        if len(left) + len(right) < len(row):
            return False
        is_parted = bool(left and right) and min(left) == min(right)
        if not is_parted and (at == 0 or (left and right)):
            return False
        lacking += not is_parted
    return len(rows) >= UNDRAWN.min_parted_rows and lacking <= 1


def _is_wide(line: TextLine) -> bool:
    """Return whether all gaps of a line are wider than two spaces, which may stand in a phrase."""
    return all(
        after.x0 - before.x1 > UNDRAWN.min_lone_gap * before.size
        for before, after in pairwise(line)
    )


def _are_figures(words: Iterable[Word], edges: Sequence[float]) -> bool:
    """Return whether most texts right of the first of new edges are figures."""
    texts = [word.text for word in words if word.x0 >= edges[0]]
    return sum(map(is_figure, texts)) >= UNDRAWN.min_figure_share * len(texts)


def _placed_share(lines: Sequence[TextLine], sides: Sequence[float]) -> float:
    """Return the share of texts that are aligned with others of their column, or with its sides."""
    inner = sides[1:-1]
    columns: list[list[Segment]] = [[] for _ in sides[1:]]
    for line in lines:
        for one in line:
            columns[column_of(one, inner)].append(one)
    placed = 0.0
    for own in filter(None, columns):
        aligned = aligned_share(own) if len(own) >= UNDRAWN.min_lines else 0.0
        placed += max(aligned * len(own), sum(_is_placed_in_cell(one, sides) for one in own))
    return placed / sum(map(len, columns))


def _is_placed_in_cell(segment: Segment, sides: Sequence[float]) -> bool:
    """Return whether a text is placed as in a cell: at its left or right side or in its middle."""
    inner = sides[1:-1]
    if crosses_edges([segment], inner):
        return False
    at = column_of(segment, inner)
    left, right = segment.x0 - sides[at], sides[at + 1] - segment.x1
    near = UNDRAWN.side_inset * segment.size
    return left <= near or right <= near or abs(left - right) / 2 <= near / 2


def _rules_at_row_starts(lattice: Lattice, words: Sequence[Word]) -> list[Rule]:
    """Find the row starts in a table whose rules enclose many rows of figures, or led by dots."""
    led = _rules_below_leaders(lattice, words)
    if led:
        return led
    if len(lattice.xs) <= UNDRAWN.min_columns or len(lattice.ys) > UNDRAWN.max_ruled_rows + 1:
        return []
    sections = [_levels(words, *heights, lattice) for heights in pairwise(lattice.ys)]
    levels = [level for own in sections for level in own]
    pitch = line_pitch_of(levels)
    return [
        Rule(edge_above(own, at), lattice.xs[0], lattice.xs[-1])
        for own in sections
        if len(own) >= UNDRAWN.min_lines and 2 * len(own) >= len(levels)
        for at in _certain_starts(own, lattice.xs[1:], pitch)
    ]


def _rules_below_leaders(lattice: Lattice, words: Sequence[Word]) -> list[Rule]:
    """Find the row starts below keys from which dots lead to the next column."""
    dots = [word.baseline for word in words if is_led(word.text)]
    if len(lattice.xs) <= UNDRAWN.min_columns or len(set(dots)) < UNDRAWN.min_lines:
        return []
    sections = [_levels(words, *heights, lattice) for heights in pairwise(lattice.ys)]
    return [
        Rule(edge_above(own, at), lattice.xs[0], lattice.xs[-1])
        for own in sections
        for at in _starts_below_leaders(own)
    ]


def _starts_below_leaders(levels: Sequence[Level]) -> list[int]:
    """Return the levels with a key below a key that dots, or a colon, end; none if few keys do.

    Keys wrap above their dots. A key that ends with a colon is a heading of the keys below it.
    """
    keys = [at for at, level in enumerate(levels) if 0 in level.lines]
    led = [at for at in keys if is_led(levels[at].lines[0].text)]
    if len(led) < 2 or len(led) < UNDRAWN.min_led_share * len(keys):
        return []
    ended = {*led, *(at for at in keys if levels[at].lines[0].text.endswith(":"))}
    return [below for above, below in pairwise(keys) if above in ended]


def _levels(words: Sequence[Word], top: float, bottom: float, lattice: Lattice) -> list[Level]:
    inner = lattice.xs[1:-1]
    columns: list[list[Word]] = [[] for _ in lattice.xs[1:]]
    for word in words:
        if top <= word.baseline < bottom:
            columns[sum(word.x0 >= x - ALIGNMENT.edge_slack for x in inner)].append(word)
    return group_into_levels([lines_of(own) for own in columns])


def _certain_starts(levels: Sequence[Level], rights: Sequence[float], pitch: float) -> list[int]:
    """Return the row starts if figures show most of them and few are doubtful, else none."""
    evidence = RowEvidence(levels, rights, pitch)
    starts = segment_rows(levels, rights, pitch, by_gaps=False)
    accepted = [one for one in starts if one.is_accepted]
    with_figures = [one for one in accepted if len(evidence.figures(one.level)) > 1]
    doubtful = [one for one in starts if one.doubt]
    count = len(accepted)
    if len(with_figures) <= UNDRAWN.min_figure_rows * count:
        return []
    if len(doubtful) > UNDRAWN.max_doubtful_rows * count:
        return []
    return [one.level for one in accepted]
