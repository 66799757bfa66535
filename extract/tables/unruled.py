"""Find tables without lines and fills by a header whose labels stand above aligned texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extract.alignment.aligned import (
    Columns,
    aligned_run,
    levels_between,
    with_measured_edges,
)
from extract.alignment.booktabs import BooktabsLattice, RuledSection, booktabs_lattice
from extract.alignment.segments import segments_of
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line, Rules, Word
from extract.tables.thresholds import TABLES
from extract.text.words import lines_of


def headed_lattice(rules: Rules, words: Sequence[Word]) -> BooktabsLattice | None:
    """Find a table by its header: bold labels side by side, with texts aligned below each.

    Args:
        rules: the lines and fills of the page; a page with fills has no such table.
        words: the words of the page.

    Returns:
        The lattice of the table, or None.
    """
    if rules.fills or all(word.bold for word in words) or not any(word.bold for word in words):
        return None
    lines = lines_of(words)
    for at, line in enumerate(lines):
        if line.bold and len(_label_starts([line])) >= TABLES.min_header_labels:
            lattice = _lattice_below(_header_lines(lines, at), words)
            if lattice is not None:
                return lattice
    return None


def _header_lines(lines: Sequence[Line], at: int) -> list[Line]:
    """Return the bold lines around a line of a header that are close to each other."""
    max_pitch = TABLES.max_label_pitch
    header = [lines[at]]
    for above in reversed(lines[:at]):
        if not above.bold or header[0].baseline - above.baseline > max_pitch * above.size:
            break
        header.insert(0, above)
    for below in lines[at + 1 :]:
        if not below.bold or below.baseline - header[-1].baseline > max_pitch * below.size:
            break
        header.append(below)
    return header


def _label_starts(lines: Sequence[Line]) -> list[float]:
    """Return the left ends of labels, from left to right."""
    words = [word for line in lines for word in line.words]
    segments = segments_of(words, float("-inf"), float("inf"))
    starts: list[float] = []
    for x in sorted(segment.x0 for segment in segments):
        if not starts or x - starts[-1] > ALIGNMENT.column_inset:
            starts.append(x)
    return starts


def _lattice_below(header: Sequence[Line], words: Sequence[Word]) -> BooktabsLattice | None:
    """Make the lattice of a header and the texts below it; None if these are no table."""
    inset = ALIGNMENT.column_inset
    starts = _label_starts(header)
    xs = (*(x - inset for x in starts), max(word.x1 for word in words) + inset)
    columns = Columns(xs, tuple(starts), xs[1:])
    first, last = header[0], header[-1]
    top = first.baseline - ALIGNMENT.row_top_above_baseline * first.size
    below = last.baseline + TABLES.below_header * last.size
    levels = levels_between(words, below, float("inf"), columns)
    if not levels:
        return None
    size = median(line.size for line in levels[0].lines.values())
    body = aligned_run(levels, columns, size)
    side_by_side = sum(len(level.lines) > 1 for level in body)
    if len(body) <= TABLES.min_certain_rows:
        return None
    if side_by_side < TABLES.min_side_by_side_share * len(body):
        return None
    columns = with_measured_edges(columns, body)
    right = max(columns.xs[-1], max(line.x1 for line in header) + inset)
    columns = replace(columns, xs=(*columns.xs[:-1], right))
    header_bottom = last.baseline + TABLES.header_descent * size
    edge = (header_bottom + body[0].baseline - ALIGNMENT.ascent * size) / 2
    bottom = body[-1].baseline + ALIGNMENT.row_bottom_below_baseline * size
    sections = [
        RuledSection(top, edge, levels_between(words, top, edge, columns), is_header=True),
        RuledSection(edge, bottom, body),
    ]
    lattice = booktabs_lattice(columns, sections, ())
    return lattice if lattice.certain_starts >= TABLES.min_certain_rows else None
