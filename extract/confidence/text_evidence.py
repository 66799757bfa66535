"""Weigh how the text of a cell looks: its start, its end, its length, and its place."""

from __future__ import annotations

from itertools import accumulate, pairwise

from extract.confidence import walls
from extract.confidence.column_statistics import (
    ColumnStatistics,
    ends_in_address,
    ends_open,
    length_of,
    starts_low,
)
from extract.confidence.thresholds import EVIDENCE
from extract.geometry.thresholds import DRAWING_ORDER
from extract.stitching.page_ends.list_items import goes_on, item_marks
from extract.stitching.stitched_table import StitchedCell
from extract.text.sentences import PAUSE, ends_sentence, has_short_end


def text_evidence_of(
    cell: StitchedCell, statistics: ColumnStatistics, *, starts_freely: bool
) -> dict[str, float]:
    """Weigh the text of a cell against the statistics of its column.

    Args:
        cell: the cell.
        statistics: how the texts of its column look.
        starts_freely: no rule and no shade show that a row starts above it.
    """
    lines = cell.lines
    text = " ".join(line.text for line in lines)
    length = length_of(lines) / max(EVIDENCE.min_length, statistics.length)
    return {
        "the text starts in lower case": statistics.high * (starts_freely and starts_low(text)),
        walls.BREAKS_OFF: float(_breaks_off(text)),
        walls.OPEN: statistics.closed * (ends_open(text) and not _ends_with_open_list(cell)),
        walls.LONG: max(0.0, min(EVIDENCE.most, length - EVIDENCE.usual_length)),
        walls.SHIFTED: _shift(cell, statistics),
        walls.TEXT_SPREAD: spread_of(cell),
    }


def _ends_with_open_list(cell: StitchedCell) -> bool:
    """Return whether a rule closes a text that ends with a list whose items have no full stop."""
    lines = cell.lines
    last = next((at for at in reversed(range(len(lines))) if item_marks(lines[at].text)), 0)
    if not last or not cell.parts[-1][1].closed_bottom:
        return False
    before = " ".join(line.text for line in lines[:last])
    return goes_on(lines[last].text, before) and not ends_sentence(before)


def pieces_per_line(cell: StitchedCell) -> float:
    """Return how often a cell's text is not drawn in one piece, for each of its lines, up to 1."""
    pieces = total = 0
    for _, part in cell.parts:
        glyphs = [glyph for line in part.lines for glyph in line.glyphs]
        most = DRAWING_ORDER.max_word_step
        pieces += sum([not 0 < after - before <= most for before, after in pairwise(glyphs)])
        total += len(part.lines)
    return min(1.0, pieces / total) if total else 0.0


def word_gaps_of(cell: StitchedCell) -> tuple[int, int]:
    """Count the gaps between words of a cell's lines, and those without a drawn space.

    A program draws the spaces inside a text, and none between two cells. Lines whose characters
    are not drawn one by one, like ligatures, are not counted, nor those with struck-out words,
    which a program may set right before those that replace them.
    """
    gaps = bare = 0
    for line in cell.lines:
        words = line.text.split()
        if line.has_struck or sum(map(len, words)) != len(line.glyphs):
            continue
        ends = list(accumulate(map(len, words)))[:-1]
        gaps += len(ends)
        bare += sum(line.glyphs[end] - line.glyphs[end - 1] == 1 for end in ends)
    return gaps, bare


def spread_of(cell: StitchedCell) -> float:
    """Return how far the lines of a cell are from being aligned, in type sizes.

    Lines are aligned at their left or right ends or in the middle. Lists are indented a little.
    """
    widest = 0.0
    for _, part in cell.parts:
        if len(part.lines) > 1:
            lefts = [line.x0 for line in part.lines]
            rights = [line.x1 for line in part.lines]
            middles = [(line.x0 + line.x1) / 2 for line in part.lines]
            least = min(max(own) - min(own) for own in (lefts, rights, middles))
            widest = max(widest, least / (part.lines[0].size or 1.0))
    return min(EVIDENCE.most, max(0.0, widest - EVIDENCE.usual_indent))


def _shift(cell: StitchedCell, statistics: ColumnStatistics) -> float:
    """Return how far a text starts from where its column's texts start, in type sizes."""
    if not statistics.is_left_aligned:
        return 0.0
    part = next(part for _, part in cell.parts if part.lines)
    inset = min(line.x0 for line in part.lines) - part.bbox[0]
    return min(EVIDENCE.most, abs(inset - statistics.left) / (part.lines[0].size or 1.0))


def _breaks_off(text: str) -> bool:
    """Return whether a text ends unfinished: at a comma, a hyphen or a short lower-case word.

    A web address may end in any way.
    """
    end = text.rstrip()
    return not ends_in_address(end) and (
        end.endswith((PAUSE[1], "-", "–", "/", "(", "&")) or has_short_end(end)
    )
