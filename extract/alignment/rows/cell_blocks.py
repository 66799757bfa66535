"""Recognise rows whose texts stand in the middle or at the foot of their cells.

Text of several lines begins there at other heights than the text beside it, and no level but the
first of each row starts a row. White space over all columns parts such rows: the levels between
two gaps are one row if the texts of every row have one middle, or one last line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import median
from typing import Literal

from extract.alignment.levels import Level, is_label_level, lines_above
from extract.alignment.rows.row_evidence import RowEvidence
from extract.alignment.segments import is_figure
from extract.alignment.thresholds import ROWS
from extract.geometry.page_model import Line
from extract.text.sentences import BULLET, NUMBER, first_letter

Place = Literal["middle", "foot"]
"""Where the texts of a row stand in their cells."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The levels between two gaps, and the lines of each column in them."""

    levels: Sequence[int]
    lines: Mapping[int, Sequence[Line]]

    def ends(self) -> list[tuple[float, float]]:
        """Return the first and the last baseline of each column."""
        return [(own[0].baseline, own[-1].baseline) for own in self.lines.values()]


_PLACED: dict[Place, Callable[[tuple[float, float]], float]] = {
    "foot": lambda ends: ends[1],
    "middle": lambda ends: (ends[0] + ends[1]) / 2,
}


def place_in_cells(evidence: RowEvidence) -> Place | None:
    """Return where the texts of all rows stand, if that is not at the top of their cells.

    Args:
        evidence: what the levels between two rules show.

    Returns:
        The place; None if the texts do not show one, or gaps do not part the rows.
    """
    blocks = [block for block in _blocks_of(evidence) if _is_body(evidence, block)]
    if (
        len(blocks) < ROWS.min_clear_rows
        or not all(_is_whole(block, evidence.pitch + evidence.tolerance) for block in blocks)
        or not _go_on_inside(blocks)
    ):
        return None
    most = ROWS.same_place * evidence.size
    uneven = [block for block in blocks if not _are_alike(block, lambda ends: ends[0], most)]
    if len(uneven) < ROWS.min_uneven_rows:
        return None
    for place, placed in _PLACED.items():
        if all(_are_alike(block, placed, most) for block in blocks):
            may_head = frozenset[int]() if _turn(uneven) else _first(uneven)
            is_read = _wrap(evidence, blocks, may_head) and not _are_rows_beside_keys(uneven)
            return place if is_read else None
    return None


def are_rules_at_rows(sections: Sequence[Sequence[Level]]) -> bool:
    """Return whether each section between two rules is a row, by the place of its texts.

    Texts of rows that no rule parts would hardly have one middle, or one last line, in all sections
    in which some columns have more lines than others. Keys of groups do have one middle with the
    rows beside them; those begin with figures and capitals, where wrapped texts go on.

    Args:
        sections: the levels between each rule and the next, below the header.
    """
    blocks = [_block(levels, 0, len(levels)) for levels in sections if len(levels) > 1]
    most = ROWS.same_place * median(
        [line.size for own in sections for level in own for line in level.lines.values()] or [0.0]
    )
    uneven = [block for block in blocks if not _are_alike(block, lambda ends: ends[0], most)]
    if len(uneven) < ROWS.min_uneven_rows or not _turn(uneven):
        return False
    if _are_rows_beside_keys(uneven) or _begin_rows(sections):
        return False
    return any(
        all(_are_alike(block, placed, most) for block in blocks) for placed in _PLACED.values()
    )


def _blocks_of(evidence: RowEvidence) -> Iterator[_Block]:
    """Yield the levels between gaps and headings over all columns."""
    levels = evidence.levels
    starts = [
        at
        for at, level in enumerate(levels)
        if at == 0 or level.is_band or levels[at - 1].is_band or evidence.is_gap(at)
    ]
    for first, stop in pairwise([*starts, len(levels)]):
        yield _block(levels, first, stop)


def _block(levels: Sequence[Level], first: int, stop: int) -> _Block:
    lines: dict[int, list[Line]] = {}
    for level in levels[first:stop]:
        for column, line in level.lines.items():
            lines.setdefault(column, []).append(line)
    return _Block(range(first, stop), lines)


def _is_body(evidence: RowEvidence, block: _Block) -> bool:
    """Return whether levels are neither a heading over all columns nor labels."""
    last = evidence.levels[block.levels[-1]]
    return not (evidence.levels[block.levels[0]].is_band or is_label_level(last))


def _is_whole(block: _Block, most: float) -> bool:
    """Return whether the lines of each column follow each other at the line pitch."""
    return all(
        low.baseline - up.baseline <= most
        for lines in block.lines.values()
        for up, low in pairwise(lines)
    )


def _go_on_inside(blocks: Sequence[_Block]) -> bool:
    """Return whether sentences go on inside rows rather than over the gaps between them.

    Lines may also be further apart than rows: the gaps are then those inside of rows.
    """
    cells = [lines for block in blocks for lines in block.lines.values()]
    first = [first_letter(lines[0].text).islower() for lines in cells]
    inside = [first_letter(line.text).islower() for lines in cells for line in lines[1:]]
    return sum(first) * len(inside) < sum(inside) * len(first) or not any(first)


def _are_alike(block: _Block, placed: Callable[[tuple[float, float]], float], most: float) -> bool:
    places = [placed(ends) for ends in block.ends()]
    return max(places) - min(places) <= most


def _turn(blocks: Sequence[_Block]) -> bool:
    """Return whether one column has more lines than another in one row, and fewer in another one.

    Headings above rows stand in the same columns each time. Keys beside groups of rows may turn.
    """
    taller: set[tuple[int, int]] = set()
    for block in blocks:
        for one, other in combinations(sorted(block.lines), 2):
            more = len(block.lines[one]) - len(block.lines[other])
            if more:
                taller.add((one, other) if more > 0 else (other, one))
    return any((other, one) in taller for one, other in taller)


def _are_rows_beside_keys(blocks: Sequence[_Block]) -> bool:
    """Return whether all columns but the first have as many lines as each other, more than one.

    These are rows, and the key of them all stands beside them. Texts seldom wrap so alike.
    """
    others = [
        {len(lines) for column, lines in block.lines.items() if column > min(block.lines)}
        for block in blocks
        if len(block.lines) > 2
    ]
    deep = [counts for counts in others if counts != {1}]
    return bool(deep) and all(len(counts) == 1 for counts in deep)


def _first(blocks: Sequence[_Block]) -> frozenset[int]:
    """Return the columns that begin above others: each of them may hold headings."""
    return frozenset(
        column
        for block in blocks
        for column, lines in block.lines.items()
        if lines[0].baseline == min(top for top, _ in block.ends())
    )


def _wrap(evidence: RowEvidence, blocks: Sequence[_Block], first: Set[int]) -> bool:
    """Return whether the texts of rows wrap: few of their lines begin a text or an item.

    Args:
        evidence: what the levels show.
        blocks: the rows.
        first: the columns that begin above others.
    """
    wrapped: dict[int, list[bool]] = {}
    lower: dict[int, list[bool]] = {}
    if _begin_rows([[evidence.levels[at] for at in block.levels] for block in blocks]):
        return False
    for block in blocks:
        levels = [evidence.levels[at] for at in block.levels]
        for at, above, level in zip(block.levels, lines_above(levels), levels, strict=True):
            below = {column: line for column, line in level.lines.items() if column in above}
            for column, line in below.items():
                is_item = bool(BULLET.match(line.text) or NUMBER.match(line.text))
                goes_on = not (is_item or evidence.is_broken_off(at, column))
                wrapped.setdefault(column, []).append(goes_on)
                lower.setdefault(column, []).append(first_letter(line.text).islower())
    by_case = [lower[column] for column in first if column in lower]
    do_wrap = all(2 * sum(own) > len(own) for own in wrapped.values())
    return do_wrap and all(2 * sum(own) >= len(own) for own in by_case)


def _begin_rows(sections: Sequence[Sequence[Level]]) -> bool:
    """Return whether lines below others are rows rather than the rest of texts.

    A figure does not go on in the next line. Where most levels begin with capitals in all columns,
    they are rows, however full their lines.

    Args:
        sections: the levels of what may each be one row.
    """
    capital: list[bool] = []
    for levels in sections:
        for above, level in zip(lines_above(levels), levels, strict=True):
            below = [line for column, line in level.lines.items() if column in above]
            if any(is_figure(line.text) for line in below):
                return True
            if below:
                capital.append(all(first_letter(line.text).isupper() for line in below))
    return 2 * sum(capital) > len(capital)
