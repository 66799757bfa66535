"""Tables whose rows are parted by white space: rules at the head and foot, or none at all.

A rule above and below the header and one at the foot is what typographers ask of a table
(LaTeX's booktabs); columns are told by how text is aligned, rows by
`extract.alignment.row_segmentation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.alignment.aligned import Columns, columns_of, parted, run_of
from extract.alignment.row_segmentation import (
    Level,
    RowStart,
    has_gaps,
    is_labels,
    row_starts,
    step_of,
)
from extract.alignment.segments import Segment, segments_of
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import DoubtfulStart, Rule, Rules, Word
from extract.model import Bbox
from extract.ruling.frames import Lattice, words_outside
from extract.ruling.rule_groups import rule_groups_of
from extract.ruling.thresholds import RULING


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between two heights: those of rules, or of the table's open end."""

    top: float
    bottom: float
    levels: tuple[Level, ...]
    is_head: bool = False


_Row = tuple[float, float, tuple[Level, ...]]
"""Its top, its bottom, and its text."""


@dataclass(frozen=True, slots=True)
class Spaced:
    """A table found, with the places where its rows are in doubt."""

    lattice: Lattice
    doubts: tuple[DoubtfulStart, ...]
    sure: int
    """Row starts of which there is no doubt."""
    by_gaps: bool | None
    """Whether gaps part its rows; None where it shows no sign of it."""


def booktabs_lattices(
    rules: Rules, loose: Sequence[Rule], taken: Sequence[Bbox], words: Sequence[Word]
) -> list[Spaced]:
    """Find tables with rules at their head and foot and none between their rows.

    Args:
        rules: a page's lines and shades.
        loose: horizontal lines that belong to no ruled table.
        taken: boxes of the ruled tables.
        words: of the page.

    Returns:
        The tables in which white space parts as many rows as rules do, or more.
    """
    free = words_outside(words, taken)
    found = []
    for stack in rule_groups_of(loose, ()):
        full = sorted(
            (rule for rule in stack.lines if _is_full(rule, stack.left, stack.right)),
            key=lambda rule: rule.at,
        )
        if len(full) < 2 or _has_shaded_rows(rules, full):
            continue
        size = median(word.size for word in free) if free else 10.0
        within = [
            word
            for word in free
            if stack.left - RULING.max_end_difference <= word.x0
            and word.x1 <= stack.right + 2 * size
        ]
        parts = [rule for rule in stack.lines if not _is_full(rule, stack.left, stack.right)]
        for group in _tables_among(full, within):
            made = _from_rules(group, parts, within, size)
            if made is not None:
                found.append(made)
    return found


def _is_full(rule: Rule, left: float, right: float) -> bool:
    return (
        abs(rule.start - left) <= RULING.max_end_difference
        and abs(rule.stop - right) <= RULING.max_end_difference
    )


def _has_shaded_rows(rules: Rules, full: Sequence[Rule]) -> bool:
    """Say whether shades part rows below the header: such a table is told by them."""
    left, right = full[0].start, full[0].stop
    below = {
        round(fill.bbox[1])
        for fill in rules.fills
        if full[1].at - 1 <= fill.bbox[1] <= full[-1].at
        and fill.bbox[0] < right
        and fill.bbox[2] > left
        and fill.bbox[2] - fill.bbox[0] >= RULING.min_rule_width
    }
    return len(below) > 1


def _tables_among(full: Sequence[Rule], words: Sequence[Word]) -> list[list[Rule]]:
    """Part rules of one width where prose stands between them: tables above each other."""
    groups: list[list[Rule]] = [[full[0]]]
    for above, below in pairwise(full):
        segments = segments_of(words, above.at, below.at)
        if segments and not _side_by_side(segments) and not _is_row_alone(segments, above, below):
            groups.append([])
        groups[-1].append(below)
    return [group for group in groups if len(group) > 1]


def _side_by_side(segments: Sequence[Segment]) -> bool:
    baselines = [segment.baseline for segment in segments]
    return len(set(baselines)) < len(baselines)


def _is_row_alone(segments: Sequence[Segment], above: Rule, below: Rule) -> bool:
    """Say whether a text between two rules stands near to both: a heading inside the table."""
    size = segments[0].size
    return (
        segments[0].baseline - above.at <= 2.2 * size
        and below.at - segments[-1].baseline <= 1.6 * size
    )


def _from_rules(
    full: Sequence[Rule], parts: Sequence[Rule], words: Sequence[Word], size: float
) -> Spaced | None:
    """Make a table of the rules that run over all its columns, or say that it is none."""
    inner_parts = [rule for rule in parts if full[0].at < rule.at < full[-1].at]
    if any(rule.at > full[1].at for rule in inner_parts):
        return None  # rules under some columns part rows that others go on over
    left, right = full[0].start, full[0].stop
    columns = columns_of(words, full[0].at, full[-1].at, (left, right))
    if columns is None and len(full) == 2:
        columns = columns_of(words, full[0].at, full[0].at + 12 * size, (left, right))
    if columns is None:
        return None
    stretches = [
        Stretch(up.at, low.at, parted(words, up.at, low.at, columns), is_head=at == 0)
        for at, (up, low) in enumerate(pairwise(full))
    ]
    below = open_stretch(words, full[-1].at, columns, stretches)
    if below is not None:
        if any(full[-1].at < rule.at < below.bottom for rule in parts):
            return None  # as above, where the page's foot is open
        stretches.append(below)
    bodies = [stretch for stretch in stretches[1:] if stretch.levels]
    made = lattice_of(columns, stretches, [*full, *inner_parts])
    if not bodies or made.sure < max(1, len(bodies) - 1):
        return None
    return made


def open_stretch(
    words: Sequence[Word], top: float, columns: Columns, above: Sequence[Stretch]
) -> Stretch | None:
    """Take what stands below a table's last rule and keeps to its columns.

    Args:
        words: of the page, in the table's width.
        top: height of the rule.
        columns: of the table.
        above: what is known of it.

    Returns:
        The lines down to the first that does not keep to the columns, or stands far below; None
        unless the first of them has texts side by side near the rule.
    """
    levels = parted(words, top, float("inf"), columns)
    known = [line for part in above for level in part.levels for line in level.lines.values()]
    body = known or [line for level in levels for line in level.lines.values()]
    if not levels or not body:
        return None
    size = median(line.size for line in body)
    if levels[0].baseline - top > ALIGNMENT.max_gap_at_rule * size or len(levels[0].lines) < 2:
        return None
    kept = run_of(levels, columns, size)
    if not kept:
        return None
    return Stretch(top, kept[-1].baseline + 0.5 * size, kept)


def lattice_of(
    columns: Columns,
    stretches: Sequence[Stretch],
    lines: Sequence[Rule],
    *,
    by_gaps: bool | None = None,
) -> Spaced:
    """Make the lattice of a table: its rules, and a line wherever a row starts.

    Args:
        columns: where they lie.
        stretches: top to bottom, without space between them.
        lines: the rules that are drawn.
        by_gaps: whether gaps part its rows, where another page shows it.

    Returns:
        The lattice and its doubts. Ends without a rule count as closed: no rule stands between
        any rows here, so that its absence says nothing.
    """
    xs = columns.xs
    step = step_of([level for stretch in stretches for level in stretch.levels])
    if by_gaps is None:
        bodies = [stretch.levels for stretch in stretches if not stretch.is_head]
        by_gaps = has_gaps(bodies, columns.rights, step)
    heights = [stretches[0].top, *(stretch.bottom for stretch in stretches)]
    undrawn = [y for y in heights if not any(abs(rule.at - y) < 0.01 for rule in lines)]
    horizontal = [*lines, *(Rule(y, xs[0], xs[-1]) for y in undrawn)]
    rows: list[_Row] = []
    doubts: list[DoubtfulStart] = []
    sure = 0
    for stretch in stretches:
        starts = _starts_in(stretch, columns, step, by_gaps=by_gaps is True)
        taken = [start for start in starts if start.is_taken]
        doubts += [_doubt(stretch.levels, start) for start in starts if start.doubt]
        sure += sum(not start.doubt for start in taken if not stretch.is_head)
        horizontal += _lines_at(stretch, taken, xs)
        rows += _rows_of(stretch, taken)
    vertical = _walls(_cut_at(rows, [rule.at for rule in lines]), xs, lines)
    ys = tuple(sorted({rule.at for rule in horizontal}))
    return Spaced(Lattice(xs, ys, tuple(horizontal), tuple(vertical)), tuple(doubts), sure, by_gaps)


def _lines_at(stretch: Stretch, starts: Sequence[RowStart], xs: Sequence[float]) -> Iterator[Rule]:
    """A line wherever a row starts, save under the cells that go on."""
    for start in starts:
        y = _between(stretch.levels, start.level)
        for column, (x0, x1) in enumerate(pairwise(xs)):
            if column not in start.carried:
                yield Rule(y, x0, x1)


def _rows_of(stretch: Stretch, starts: Sequence[RowStart]) -> list[_Row]:
    """The rows of a stretch: their top, bottom and text."""
    inner = [_between(stretch.levels, start.level) for start in starts]
    heights = [stretch.top, *inner, stretch.bottom]
    places = [0, *(start.level for start in starts), len(stretch.levels)]
    return [
        (top, bottom, stretch.levels[first:stop])
        for (top, bottom), (first, stop) in zip(pairwise(heights), pairwise(places), strict=True)
    ]


def _cut_at(rows: Sequence[_Row], heights: Sequence[float]) -> list[_Row]:
    """Cut rows at rules that run under some of their columns."""
    cut = []
    for top, bottom, levels in rows:
        places = [top, *sorted(y for y in heights if top + 1 < y < bottom - 1), bottom]
        for up, low in pairwise(places):
            held = tuple(level for level in levels if up <= level.baseline - 1 < low)
            cut.append((up, low, held))
    return cut


def _starts_in(stretch: Stretch, columns: Columns, step: float, *, by_gaps: bool) -> list[RowStart]:
    """Where rows start in a stretch; the labels of a header are one row."""
    is_short = len(stretch.levels) <= ALIGNMENT.max_label_lines
    if stretch.is_head and (is_short or all(map(is_labels, stretch.levels))):
        return []
    return row_starts(stretch.levels, columns.rights, step, by_gaps=by_gaps)


def _between(levels: Sequence[Level], at: int) -> float:
    """A height between the text of a level and that of the level above."""
    above, level = levels[at - 1], levels[at]
    foot = max(line.baseline + 0.22 * line.size for line in above.lines.values())
    head = min(line.baseline - 0.75 * line.size for line in level.lines.values())
    return (foot + head) / 2


def _doubt(levels: Sequence[Level], start: RowStart) -> DoubtfulStart:
    lines = sorted(levels[start.level].lines.items())
    text = " | ".join(line.text for _, line in lines)
    return DoubtfulStart(_between(levels, start.level), text, start.doubt, start.is_taken)


def _walls(
    rows: Sequence[_Row],
    xs: Sequence[float],
    rules: Sequence[Rule],
) -> list[Rule]:
    """Vertical walls: at each column, save where a heading runs across it.

    A rule under some columns of the header joins them under the label above it.
    """
    width = xs[-1] - xs[0]
    under = [
        rule for rule in rules if rule.stop - rule.start < width - 2 * RULING.max_end_difference
    ]
    below = [levels for _, _, levels in rows[1:]]
    walls = [Rule(x, rows[0][0], rows[-1][1]) for x in (xs[0], xs[-1])]
    for top, bottom, levels in rows:
        lines = [line for level in levels for line in level.lines.values()]
        is_band = bool(levels) and all(level.is_band for level in levels)
        is_band = is_band or (_is_heading(levels) and not all(map(_is_heading, below)))
        for x in xs[1:-1]:
            across = any(line.x0 < x - 1 and line.x1 > x + 1 for line in lines)
            joined = any(
                abs(rule.at - bottom) < 1
                and rule.start < x - RULING.max_end_difference
                and rule.stop > x + RULING.max_end_difference
                for rule in under
            )
            if not (is_band or across or joined):
                walls.append(Rule(x, top, bottom))
    return walls


def _is_heading(levels: Sequence[Level]) -> bool:
    """Say whether a row prints a bold text in the first column, and nothing beside it."""
    return bool(levels) and all(set(level.lines) == {0} and level.lines[0].bold for level in levels)
