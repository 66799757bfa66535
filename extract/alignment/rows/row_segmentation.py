"""Find row starts in tables that print no rules between their rows.

Each level is weighed (`extract.alignment.rows.row_evidence`), and so is each row that two starts
would make: a row prints a text in the columns in which the other rows do. Dynamic programming adds
up all ways to cut the levels into rows, which gives each level the log odds that a row starts
there. Where they are near zero, the row start is doubtful.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.alignment.headers.label_groups import LabelGroup
from extract.alignment.levels import (
    Level,
    are_drawn_by_cell,
    is_label_level,
    is_lone_key,
    smaller_pitch_of,
)
from extract.alignment.rows.cell_blocks import Place, place_in_cells
from extract.alignment.rows.row_evidence import RowEvidence
from extract.alignment.thresholds import ALIGNMENT, ROWS
from extract.geometry.page_model import Line
from extract.reading import Evidence


@dataclass(frozen=True, slots=True)
class RowStart:
    """A level at which a new row starts or may start."""

    level: int
    continued: frozenset[int] = frozenset()
    """The columns whose cell continues from above."""
    doubt: str = ""
    """Why the start is not certain; empty if it is."""
    is_accepted: bool = True
    """False: no row starts here, though one might."""
    log_odds: float = field(default=math.inf, compare=False)
    """That a row starts here, over all ways to cut the text into rows."""
    evidence: tuple[Evidence, ...] = field(default=(), compare=False)
    joined: tuple[tuple[int, int], ...] = ()
    """The columns, half-open, of labels above it that are over several ones."""


def has_gaps(
    sections: Sequence[Sequence[Level]], rights: Sequence[float], pitch: float
) -> bool | None:
    """Return whether gaps separate a table's rows.

    Args:
        sections: the levels between each rule and the next.
        rights: the right end of the text in each column.
        pitch: the line pitch.

    Returns:
        The answer; None if no row shows it.
    """
    by_cell = are_drawn_by_cell(sections)
    counts = [
        RowEvidence(levels, rights, pitch, by_cell=by_cell).counts
        for levels in sections
        if len(levels) > 1
    ]
    with_gap, without = (sum(own) for own in zip((0, 0), *counts, strict=True))
    return with_gap > without if with_gap or without else None


def segment_rows(
    levels: Sequence[Level],
    rights: Sequence[float],
    pitch: float,
    *,
    by_gaps: bool,
    by_cell: bool | None = None,
) -> list[RowStart]:
    """Find the row starts between two rules, below the first level.

    Args:
        levels: the levels between the rules.
        rights: the right end of the text in each column.
        pitch: the line pitch.
        by_gaps: whether gaps separate the table's rows.
        by_cell: whether the file draws the table's cells as wholes; None if only the levels show
            it.

    Returns:
        The starts, and the levels at which no row starts though one might.
    """
    if len(levels) < 2:
        return []
    evidence = RowEvidence(levels, rights, pitch, by_cell=by_cell)
    place = place_in_cells(evidence)
    smaller = None if place else smaller_pitch_of(levels, pitch)
    if smaller is not None:
        other = RowEvidence(levels, rights, smaller, by_cell=by_cell)
        place = place_in_cells(other)
        evidence = other if place else evidence
    certain, below_header = _certain_levels(evidence, place)
    weighed = {
        at: evidence.weighed(at, by_gaps=by_gaps)
        for at in range(1, len(levels))
        if at not in certain
    }
    own = [0.0] * len(levels)
    for at in range(1, len(levels)):
        own[at] = certain[at] if at in certain else sum(one.weight for one in weighed[at])
    odds = _posterior_log_odds(own, [frozenset(level.lines) for level in levels])
    starts = []
    for at in range(1, len(levels)):
        if at in certain:
            starts += [RowStart(at)] if certain[at] > 0 else []
            continue
        is_accepted, doubt = odds[at] > 0, _doubt(odds[at], weighed[at])
        if is_accepted or doubt:
            continued = evidence.continued(at, by_gaps=by_gaps)
            starts.append(RowStart(at, continued, doubt, is_accepted, odds[at], tuple(weighed[at])))
    rows = levels if place is None else _whole_rows(starts, levels)
    return _with_empty_keys(starts, rows, below_header)


def _whole_rows(starts: Sequence[RowStart], levels: Sequence[Level]) -> list[Level]:
    """Give the level at which each row starts the texts of the whole row.

    Texts in the middle or at the foot of their cells begin below it.
    """
    rows = list(levels)
    firsts = [start.level for start in starts if start.is_accepted]
    for first, stop in pairwise([*firsts, len(levels)]):
        lines: dict[int, Line] = {}
        for level in reversed(levels[first:stop]):
            lines |= level.lines
        rows[first] = replace(levels[first], lines=lines)
    return rows


def starts_below_groups(groups: Sequence[LabelGroup], columns: int) -> list[RowStart]:
    """Find the rows of a header in which labels of columns stand below a label over all of them.

    The labels below those of one level start one row, though some of them have more lines.

    Args:
        groups: the labels over several columns.
        columns: number of columns.
    """
    starts: dict[int, set[int]] = {}
    joined: dict[int, list[tuple[int, int]]] = {}
    for group in groups:
        beside = [one.below for one in groups if one.level == group.level]
        below = min(beside)
        starts.setdefault(below, set()).update(range(group.first, group.stop))
        joined.setdefault(below, []).append((group.first, group.stop))
    return [
        RowStart(at, frozenset(range(columns)) - own, joined=tuple(joined[at]))
        for at, own in sorted(starts.items())
    ]


def _certain_levels(
    evidence: RowEvidence, place: Place | None
) -> tuple[dict[int, float], set[int]]:
    """Decide at headings, at the header's labels and beside the texts of the level above.

    No other evidence outweighs these.

    Args:
        evidence: what the levels show.
        place: where the texts stand in their cells, if not at the top.

    Returns:
        The weights of these levels, and the levels right below the labels of a header.
    """
    levels = evidence.levels
    certain: dict[int, float] = {}
    below_header: set[int] = set()
    in_header = is_label_level(levels[0])
    for at in range(1, len(levels)):
        was_header = in_header
        are_labels = is_label_level(levels[at]) and not evidence.figures(at)
        in_header = are_labels or (was_header and _is_bold_rest(evidence, at))
        if _is_beside_start(evidence, at):
            certain[at] = -ROWS.certain
        elif levels[at].is_band or levels[at - 1].is_band:
            is_heading = levels[at].is_band and levels[at - 1].is_band
            is_next_line = is_heading and evidence.gaps[at] <= evidence.pitch + evidence.tolerance
            certain[at] = -ROWS.certain if is_next_line else ROWS.certain
        elif was_header:
            certain[at] = -ROWS.certain if in_header else ROWS.certain
            below_header.add(at)
        elif place is not None:
            certain[at] = ROWS.certain if evidence.is_gap(at) else -ROWS.certain
    return certain, below_header


def _is_beside_start(evidence: RowEvidence, at: int) -> bool:
    """Return whether texts stand partly beside the first lines of others: rows do not overlap.

    The middle of a text says nothing: it may be that of a cell merged over several rows.
    """
    is_near = evidence.gaps[at] < ROWS.beside * evidence.size
    return (
        is_near and not evidence.levels[at].is_band and not evidence.columns_that("follows", at - 1)
    )


def _is_bold_rest(evidence: RowEvidence, at: int) -> bool:
    """Return whether a level has only bold texts that continue: second lines of bold labels."""
    if evidence.figures(at) or (is_lone_key(evidence.levels, at) and evidence.has_ended(at)):
        return False  # below a row of totals, or of years
    is_bold = all(
        line.bold and column in evidence.above[at] and evidence.above[at][column].bold
        for column, line in evidence.levels[at].lines.items()
    )
    return is_bold and all(state == "follows" for state in evidence.states[at].values())


def _posterior_log_odds(own: Sequence[float], columns: Sequence[frozenset[int]]) -> list[float]:
    """Return the log odds of a row start at each level, over all ways to cut them into rows.

    Args:
        own: the log odds of each level by itself.
        columns: the columns in which each level has text.
    """
    count = len(own)
    usual = _usual_columns(own, columns)
    if not usual or count > ROWS.max_levels:  # the levels do not depend on each other
        return [math.inf, *own[1:]]
    rows = [_row_weights(columns[at:], usual) for at in range(count)]
    ahead = [-math.inf] * (count + 1)  # all ways to cut the levels above, with a start at each
    ahead[0] = 0.0
    behind = [-math.inf] * (count + 1)  # the same for the levels from each start on
    behind[count] = 0.0
    starts = [0.0, *own[1:], 0.0]
    for stop in range(1, count + 1):
        ways = (ahead[at] + rows[at][stop - at - 1] for at in range(stop))
        ahead[stop] = starts[stop] + _log_sum(list(ways))
    for at in range(count - 1, -1, -1):
        ways = (
            rows[at][stop - at - 1] + starts[stop] + behind[stop]
            for stop in range(at + 1, count + 1)
        )
        behind[at] = _log_sum(list(ways))
    total, least = ahead[count], math.exp(-ROWS.certain)
    shares = (math.exp(ahead[at] + behind[at] - total) for at in range(1, count))
    held = (min(max(share, least), 1 - least) for share in shares)
    return [math.inf, *(math.log(share / (1 - share)) for share in held)]


def _usual_columns(own: Sequence[float], columns: Sequence[frozenset[int]]) -> frozenset[int]:
    """Return the columns that print a text wherever a row clearly starts."""
    clear = [columns[at] for at in range(1, len(own)) if own[at] >= ROWS.clear]
    if len(clear) < ROWS.min_clear_rows:
        return frozenset()
    counts = Counter(column for one in clear for column in one)
    least = ROWS.usual_column * len(clear)
    return frozenset(column for column, number in counts.items() if number >= least)


def _row_weights(columns: Sequence[frozenset[int]], usual: frozenset[int]) -> list[float]:
    """Weigh the rows from a level down to each following one by the columns that they print."""
    missing = usual
    weights = []
    for own in columns:
        missing -= own
        weights.append(ROWS.missing_column * min(len(missing), ROWS.max_missing))
    return weights


def _log_sum(values: Sequence[float]) -> float:
    """Add up numbers given by their logarithms."""
    most = max(values)
    if most == -math.inf:
        return most
    return most + math.log(sum(math.exp(value - most) for value in values))


def _doubt(log_odds: float, evidence: Sequence[Evidence]) -> str:
    """Return why a row start, or its absence, is not certain; empty if it is."""
    # At even odds no row starts, so that evidence for a start contradicts the decision.
    against = [one for one in evidence if (one.weight < 0 if log_odds > 0 else one.weight > 0)]
    if abs(log_odds) >= ROWS.doubtful or not against:
        return ""
    return max(against, key=lambda one: abs(one.weight)).name


def _with_empty_keys(
    starts: Sequence[RowStart], levels: Sequence[Level], below_header: set[int]
) -> list[RowStart]:
    """Continue the cells left of a row's first text: key cells are printed only once.

    In a column that is rarely empty, the cell may also be an empty one: that is doubtful.
    """
    keys = {
        start.level: _empty_keys(start, levels, below_header)
        for start in starts
        if start.is_accepted and not levels[start.level].is_band
    }
    empty = Counter(column for own in keys.values() for column in own)
    max_rare = ALIGNMENT.max_rare_blank_share * len(keys)
    return [
        _continued(start, keys[start.level], empty, max_rare) if start.level in keys else start
        for start in starts
    ]


def _continued(
    start: RowStart, keys: frozenset[int], empty: Mapping[int, int], max_rare: float
) -> RowStart:
    rare = [column + 1 for column in sorted(keys) if empty[column] <= max_rare]
    doubt = start.doubt
    if rare and not doubt:
        doubt = f"column {rare[0]} has no text: its cell above may continue, or it is empty"
    return RowStart(
        start.level,
        start.continued | keys,
        doubt,
        start.is_accepted,
        start.log_odds,
        start.evidence,
    )


def _empty_keys(start: RowStart, levels: Sequence[Level], below_header: set[int]) -> frozenset[int]:
    """Return the empty columns left of the first text that starts: cells may continue there."""
    if levels[start.level - 1].is_band or start.level in below_header:
        return frozenset()
    lines = set(levels[start.level].lines)
    return frozenset(range(min(lines - start.continued, default=0))) - lines
