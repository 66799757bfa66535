"""Find tables whose rows are separated by white space, as LaTeX's booktabs package sets them.

It draws a rule above and below the header and one at the end, or none. Columns are found by the
alignment of text, rows by `extract.alignment.rows.row_segmentation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from statistics import median

from extract.alignment.aligned import Columns, aligned_run, find_columns, levels_between
from extract.alignment.gutters import split_at_prose
from extract.alignment.headers.label_groups import (
    LabelGroup,
    are_at_foot,
    doubtful_labels,
    with_group_labels,
)
from extract.alignment.headers.thresholds import HEADERS
from extract.alignment.levels import (
    Level,
    are_drawn_by_cell,
    edge_above,
    is_bold_key,
    is_crossed,
    is_label_level,
    keys_are_merged,
    line_pitch_of,
    without_keys,
)
from extract.alignment.rows.cell_blocks import are_rules_at_rows
from extract.alignment.rows.row_segmentation import (
    RowStart,
    has_gaps,
    segment_rows,
    starts_below_groups,
)
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import DoubtfulStart, Rule, Rules, Word
from extract.reading import Bbox
from extract.ruling.frames import Lattice, words_outside
from extract.ruling.rule_groups import has_ends, rule_groups_of, single_lines, with_top
from extract.ruling.thresholds import RULING


@dataclass(frozen=True, slots=True)
class RuledSection:
    """The text between two rules, or between a rule and the open end of a table."""

    top: float
    bottom: float
    levels: tuple[Level, ...]
    is_header: bool = False


_Row = tuple[float, float, tuple[Level, ...]]
"""The top, the bottom and the text of a row."""


@dataclass(frozen=True, slots=True)
class BooktabsLattice:
    """The lattice of a table whose rows are separated by white space."""

    lattice: Lattice
    doubts: tuple[DoubtfulStart, ...]
    certain_starts: int
    """Number of row starts without a doubt."""
    has_gaps: bool | None
    """Whether gaps separate the rows; None if no row shows it."""


def booktabs_lattices(
    rules: Rules, loose: Sequence[Rule], occupied: Sequence[Bbox], words: Sequence[Word]
) -> list[BooktabsLattice]:
    """Find tables with rules at top and bottom and none between their rows.

    Args:
        rules: the lines and fills of a page.
        loose: horizontal lines in no ruled table.
        occupied: boxes of the ruled tables.
        words: the words of the page.

    Returns:
        The tables in which white space separates at least as many rows as rules do.
    """
    free = words_outside(words, occupied)
    size = median(word.size for word in free) if free else ALIGNMENT.default_type_size
    overrun = ALIGNMENT.max_right_overrun * size
    lattices = []
    for group in rule_groups_of(loose, ()):
        for full in group.lines_of_one_width():
            if len(single_lines(full)) < 2 or _has_filled_rows(rules, full):
                continue
            left, right = full[0].start, full[0].stop
            start = left - RULING.max_end_difference
            within = [word for word in free if start <= word.x0 and word.x1 <= right + overrun]
            partial = [rule for rule in group.lines if not has_ends(rule, left, right)]
            for table_rules in split_at_prose(single_lines(full), within):
                table_rules = with_top(table_rules, partial, 2 * ALIGNMENT.max_label_lines * size)
                lattice = _lattice_of_rules(table_rules, partial, within, size)
                if lattice is not None:
                    lattices.append(lattice)
    return lattices


def _has_filled_rows(rules: Rules, full: Sequence[Rule]) -> bool:
    """Return whether several rows below the header have fills, which then show the rows."""
    left, right = full[0].start, full[0].stop
    tops = {
        round(fill.bbox[1])
        for fill in rules.fills
        if full[1].at - ALIGNMENT.rule_slack <= fill.bbox[1] <= full[-1].at
        and fill.bbox[0] < right
        and fill.bbox[2] > left
        and fill.bbox[2] - fill.bbox[0] >= RULING.min_rule_width
    }
    return len(tops) > 1


def _lattice_of_rules(
    full: Sequence[Rule], partial: Sequence[Rule], words: Sequence[Word], size: float
) -> BooktabsLattice | None:
    """Make the lattice of a table, or None if it is no such table.

    Args:
        full: rules over all columns.
        partial: shorter rules in the table's width.
        words: the words in the table's width.
        size: the type size of the page.
    """
    inner_rules = [rule for rule in partial if full[0].at < rule.at < full[-1].at]
    if any(rule.at > full[1].at for rule in inner_rules):
        return None  # rules under some of the columns separate rows; cells of others continue
    sides = (full[0].start, full[0].stop)
    marks = [x for rule in inner_rules for x in (rule.start, rule.stop)]
    # Labels alone may not show the columns: the texts below centred ones begin left of them.
    deep = [full[0].at + ALIGNMENT.column_search_depth * size] if len(full) == 2 else []
    for bottom in (full[-1].at, *deep):
        columns = find_columns(words, full[0].at, bottom, sides, marks)
        found = columns and _lattice_in_columns(columns, full, partial, words)
        if found:
            return found
    return None


def _lattice_in_columns(
    columns: Columns, full: Sequence[Rule], partial: Sequence[Rule], words: Sequence[Word]
) -> BooktabsLattice | None:
    """Make the lattice of a table whose columns are known; None if its text is not in them."""
    inner_rules = [rule for rule in partial if full[0].at < rule.at < full[-1].at]
    sections = [
        RuledSection(
            up.at, low.at, levels_between(words, up.at, low.at, columns), is_header=at == 0
        )
        for at, (up, low) in enumerate(pairwise(full))
    ]
    below = _section_below(words, full[-1].at, columns, sections)
    if below is not None:
        if any(full[-1].at < rule.at < below.bottom for rule in partial):
            return None  # as above, for a table that is open at the bottom of the page
        sections.append(below)
    bodies = [section for section in sections[1:] if section.levels]
    if are_rules_at_rows([section.levels for section in bodies]):
        return None
    lattice = booktabs_lattice(columns, sections, [*full, *inner_rules])
    if not bodies or lattice.certain_starts < max(1, len(bodies) - 1):
        return None
    return lattice


def _section_below(
    words: Sequence[Word], top: float, columns: Columns, above: Sequence[RuledSection]
) -> RuledSection | None:
    """Find the text below a table's last rule that is aligned with its columns.

    Args:
        words: the words in the table's width.
        top: height of the last rule.
        columns: the columns of the table.
        above: the sections above the rule.

    Returns:
        The lines before the first one that leaves the columns or lies far below. None unless
        the first line is close to the rule and has texts side by side.
    """
    levels = levels_between(words, top, float("inf"), columns)
    known = [line for section in above for level in section.levels for line in level.lines.values()]
    lines = known or [line for level in levels for line in level.lines.values()]
    if not levels or not lines:
        return None
    size = median(line.size for line in lines)
    is_far = levels[0].baseline - top > ALIGNMENT.max_gap_at_rule * size
    if is_far or len(levels[0].lines) < 2:
        return None
    run = aligned_run(levels, columns, size)
    if not run:
        return None
    return RuledSection(top, run[-1].baseline + ALIGNMENT.row_bottom_below_baseline * size, run)


def booktabs_lattice(
    columns: Columns,
    sections: Sequence[RuledSection],
    rules: Sequence[Rule],
    *,
    by_gaps: bool | None = None,
) -> BooktabsLattice:
    """Make the lattice of a table from its rules and its row starts.

    Args:
        columns: the columns of the table.
        sections: top to bottom; each starts where the one above it ends.
        rules: the drawn rules.
        by_gaps: whether gaps separate the rows, if another page of the table shows it.

    Returns:
        The lattice and its doubts. The top and bottom of the table are closed even without a
        rule, because no rules are drawn between rows either.
    """
    xs = columns.xs
    pitch = line_pitch_of([level for section in sections for level in section.levels])
    are_merged = keys_are_merged([one.levels for one in sections if not one.is_header], pitch)
    if are_merged:
        sections = [*map(_without_keys, sections)]
    bodies = [section.levels for section in sections if not section.is_header]
    body = [*chain.from_iterable(bodies)]
    if by_gaps is None:
        by_gaps = has_gaps(bodies, columns.rights, pitch)
    by_cell = are_drawn_by_cell(section.levels for section in sections)
    horizontal = [*rules, *_rules_at_section_ends(sections, rules, xs)]
    rows: list[_Row] = []
    doubts: list[DoubtfulStart] = []
    certain = 0
    joins: list[Rule] = []
    for one in sections:
        section, groups, unsure = _grouped(one, body, columns, rules)
        starts = _starts_in(
            section, columns, groups, pitch, by_gaps=by_gaps is True, by_cell=by_cell
        )
        if are_merged and not section.is_header:
            starts = [replace(start, continued=start.continued | {0}) for start in starts]
        accepted = [start for start in starts if start.is_accepted]
        doubts += [*unsure, *_doubts(section, starts)]
        certain += sum(not start.doubt for start in accepted if not section.is_header)
        horizontal += _rules_at_starts(section, accepted, xs)
        joins += _rules_under_groups(section, accepted, xs)
        rows += _rows_of(section, accepted)
    vertical = _booktabs_walls(_split_at_rules(rows, rules), xs, [*rules, *joins])
    ys = tuple(sorted({rule.at for rule in horizontal}))
    lattice = Lattice(xs, ys, tuple(horizontal), tuple(vertical))
    return BooktabsLattice(lattice, tuple(doubts), certain, by_gaps)


def _without_keys(section: RuledSection) -> RuledSection:
    return section if section.is_header else replace(section, levels=without_keys(section.levels))


def _rules_at_section_ends(
    sections: Sequence[RuledSection], rules: Sequence[Rule], xs: Sequence[float]
) -> Iterator[Rule]:
    """Make a rule at each end of a section that has none."""
    for y in (sections[0].top, *(section.bottom for section in sections)):
        if not any(abs(rule.at - y) < ALIGNMENT.same_height for rule in rules):
            yield Rule(y, xs[0], xs[-1])


def _rules_at_starts(
    section: RuledSection, starts: Sequence[RowStart], xs: Sequence[float]
) -> Iterator[Rule]:
    """Make a rule at each row start, except below cells that continue."""
    for start, y in zip(starts, _row_tops(section, starts), strict=True):
        for column, (x0, x1) in enumerate(pairwise(xs)):
            if column not in start.continued:
                yield Rule(y, x0, x1)


def _rules_under_groups(
    section: RuledSection, starts: Sequence[RowStart], xs: Sequence[float]
) -> Iterator[Rule]:
    """Make a rule under each label over several columns."""
    for start, y in zip(starts, _row_tops(section, starts), strict=True):
        yield from (Rule(y, xs[first], xs[stop]) for first, stop in start.joined)


def _row_tops(section: RuledSection, starts: Sequence[RowStart]) -> list[float]:
    """Return the height of each row start."""
    firsts = [0, *(start.level for start in starts)]
    return [
        edge_above(section.levels, start.level, start.continued, first)
        for start, first in zip(starts, firsts, strict=False)
    ]


def _rows_of(section: RuledSection, starts: Sequence[RowStart]) -> list[_Row]:
    """Split a section into rows at the row starts."""
    heights = [section.top, *_row_tops(section, starts), section.bottom]
    bounds = [0, *(start.level for start in starts), len(section.levels)]
    return [
        (top, bottom, section.levels[first:stop])
        for (top, bottom), (first, stop) in zip(pairwise(heights), pairwise(bounds), strict=True)
    ]


def _split_at_rules(rows: Sequence[_Row], rules: Sequence[Rule]) -> list[_Row]:
    """Split rows at the rules that run under some of their columns."""
    slack = ALIGNMENT.rule_slack
    parts = []
    for top, bottom, levels in rows:
        inner = sorted(rule.at for rule in rules if top + slack < rule.at < bottom - slack)
        for up, low in pairwise([top, *inner, bottom]):
            own = tuple(level for level in levels if up <= level.baseline - slack < low)
            parts.append((up, low, own))
    return parts


def _grouped(
    section: RuledSection, body: Sequence[Level], columns: Columns, rules: Sequence[Rule]
) -> tuple[RuledSection, list[LabelGroup], Sequence[DoubtfulStart]]:
    """Find the labels over several columns of a header without rules inside."""
    if not section.is_header or len(section.levels) > HEADERS.max_group_lines:
        return section, [], ()
    if any(section.top < rule.at < section.bottom for rule in rules):
        return section, [], ()
    levels, groups = with_group_labels(section.levels, body, columns)
    doubts = tuple(doubtful_labels(levels, groups, columns))
    return replace(section, levels=levels), groups, doubts


def _starts_in(
    section: RuledSection,
    columns: Columns,
    groups: Sequence[LabelGroup],
    pitch: float,
    *,
    by_gaps: bool,
    by_cell: bool,
) -> list[RowStart]:
    """Find the row starts in a section; the labels of a header start one below those of groups."""
    is_short = len(section.levels) <= ALIGNMENT.max_label_lines
    is_one_row = is_short or are_at_foot(section.levels) or all(map(is_label_level, section.levels))
    if section.is_header and (groups or is_one_row):
        return starts_below_groups(groups, len(columns.xs) - 1)
    return segment_rows(section.levels, columns.rights, pitch, by_gaps=by_gaps, by_cell=by_cell)


def _doubts(section: RuledSection, starts: Sequence[RowStart]) -> Iterator[DoubtfulStart]:
    """Describe the row starts that are not certain, and those that may be there."""
    accepted = [start for start in starts if start.is_accepted]
    tops = {start.level: y for start, y in zip(accepted, _row_tops(section, accepted), strict=True)}
    for start in starts:
        if start.doubt:
            lines = sorted(section.levels[start.level].lines.items())
            text = " | ".join(line.text for _, line in lines)
            top = tops.get(start.level, edge_above(section.levels, start.level))
            yield DoubtfulStart(top, text, start.doubt, start.is_accepted)


def _booktabs_walls(rows: Sequence[_Row], xs: Sequence[float], rules: Sequence[Rule]) -> list[Rule]:
    """Draw a wall at each column edge, except where a heading crosses it.

    A rule under some of the header's columns joins these columns under the label above it.
    """
    width = xs[-1] - xs[0] - 2 * RULING.max_end_difference
    partial = [rule for rule in rules if rule.stop - rule.start < width]
    below = [levels for _, _, levels in rows[1:]]
    walls = [Rule(x, rows[0][0], rows[-1][1]) for x in (xs[0], xs[-1])]
    for top, bottom, levels in rows:
        is_band = bool(levels) and all(level.is_band for level in levels)
        if is_band or (is_bold_key(levels) and not all(map(is_bold_key, below))):
            continue
        walls += [
            Rule(x, top, bottom)
            for column, x in enumerate(xs[1:-1], start=1)
            if not (is_crossed(x, column, levels) or _is_joined(x, bottom, partial))
        ]
    return walls


def _is_joined(x: float, bottom: float, partial: Sequence[Rule]) -> bool:
    """Return whether a rule below a row joins the columns on both sides of an edge."""
    reach = RULING.max_end_difference
    return any(
        abs(rule.at - bottom) < ALIGNMENT.rule_slack and rule.start + reach < x < rule.stop - reach
        for rule in partial
    )
