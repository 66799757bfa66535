"""Find tables without lines and fills: texts that keep to columns below labels, or figures.

A table shows by its header, labels side by side with texts placed below each, or by lines
that follow each other and print figures in the same columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from extract.alignment.aligned import (
    Columns,
    aligned_run,
    find_columns,
    levels_between,
    with_measured_edges,
)
from extract.alignment.booktabs import BooktabsLattice, RuledSection, booktabs_lattice
from extract.alignment.gutters import aligned_share
from extract.alignment.headers.figure_lines import (
    figure_runs,
    first_label_line,
    has_heading_above,
    labels_of_figures,
    parts_of,
    with_wrapped_key,
)
from extract.alignment.headers.thresholds import HEADERS
from extract.alignment.levels import Level, are_drawn_by_cell
from extract.alignment.segments import Segment, is_figure
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.bbox import crosses, is_inside
from extract.geometry.drawing_order import is_drawn_apart
from extract.geometry.page_model import Line, Rules, Word
from extract.tables.thresholds import TABLES
from extract.text.sentences import first_letter
from extract.text.words import lines_of


def headed_lattices(rules: Rules, words: Sequence[Word]) -> Iterator[BooktabsLattice]:
    """Find tables by labels side by side: bold, on a fill of their own, or short texts.

    Args:
        rules: the lines and fills of the page.
        words: the words of the page that are in no drawn grid.

    Yields:
        Their lattices, top to bottom.
    """
    lines = lines_of(words)
    has_bold = not all(line.bold for line in lines)
    bottom = float("-inf")
    for at, line in enumerate(lines):
        if line.baseline <= bottom or len(parts_of(line)) < TABLES.min_header_labels:
            continue
        is_bold = has_bold and line.bold
        if is_bold or _are_labels(line) or _is_on_fill(line, rules):
            header = labels_of_figures(lines, at)
            header = header or (_header_lines(lines, at) if is_bold else [line])
            below = lines[lines.index(header[-1], at) + 1 :]
            lattice = _lattice_below(header, below, words)
            if lattice is not None:
                yield lattice
                bottom = lattice.lattice.ys[-1]


def _are_labels(line: Line) -> bool:
    """Return whether the texts of a line could be labels of columns: short, each with a capital."""
    return all(
        first_letter(one.text).isupper() and len(one.text.split()) <= TABLES.max_label_words
        for one in parts_of(line)
    )


def _is_on_fill(line: Line, rules: Rules) -> bool:
    """Return whether a fill lies behind all of a line, and behind little else."""
    box = (line.x0, line.baseline - line.size / 2, line.x1, line.baseline)
    return any(
        is_inside(box, fill.bbox, 0.0)
        and fill.bbox[3] - fill.bbox[1] <= ALIGNMENT.max_label_lines * 2 * line.size
        for fill in rules.fills
    )


def _header_lines(lines: Sequence[Line], at: int) -> list[Line]:
    """Return the bold lines around a line of a header that are close to each other."""
    max_pitch = TABLES.max_label_pitch
    header = [lines[at]]
    for above in reversed(lines[:at]):
        is_far = header[0].baseline - above.baseline > max_pitch * above.size
        if not above.bold or is_far or _is_heading(above, lines[at]):
            break
        header.insert(0, above)
    for below in lines[at + 1 :]:
        is_far = below.baseline - header[-1].baseline > max_pitch * below.size
        if not below.bold or is_far or _is_band_below(below, header, lines[at]):
            break
        header.append(below)
    return header


def _is_band_below(line: Line, header: Sequence[Line], labelled: Line) -> bool:
    """Return whether a line is a heading over all columns, and not the rest of wrapped labels.

    A heading runs past its column, or the file does not draw it right after the label above it.

    Args:
        line: the line.
        header: the lines of the header above it.
        labelled: the line of the header that shows the columns: one above it may hold a single
            label over a group of them.
    """
    labels = parts_of(labelled)
    if len(parts_of(line)) > 1:
        return False
    if line.x0 < labels[0].x1 and line.x1 > labels[1].x0:
        return True
    above = [
        word for one in header for word in one.words if word.x0 < line.x1 and word.x1 > line.x0
    ]
    return bool(above) and is_drawn_apart(above[-1].glyphs, line.words[0].glyphs)


def _is_heading(line: Line, labels: Line) -> bool:
    """Return whether a line is a single text from the left on: a caption, not a group's label."""
    return len(parts_of(line)) == 1 and line.x0 <= parts_of(labels)[0].x1


def _lattice_below(
    header: Sequence[Line], lines: Sequence[Line], words: Sequence[Word]
) -> BooktabsLattice | None:
    """Make the lattice of a header and the texts below it; None if these are no table."""
    inset = ALIGNMENT.column_inset
    labels = [word for line in header for word in line.words]
    block = list(_block(header[-1], lines))
    left = min(word.x0 for word in labels) - inset
    left = min([left, *(x0 - inset for x0 in _keys_under(header, block))])
    sides = (left, max(word.x1 for word in words) + inset)
    below = [word for line in block for word in line.words]
    columns = find_columns([*labels, *below], float("-inf"), float("inf"), sides)
    if columns is None or len(columns.xs) <= TABLES.min_header_labels:
        return None
    if columns.inner[0] < sides[0] + inset:  # the first columns have no label
        left = min(word.x0 for word in below) - inset
        columns = replace(columns, xs=(left, *columns.xs[1:]))
    first, last = header[0], header[-1]
    top = first.baseline - ALIGNMENT.row_top_above_baseline * first.size
    under = last.baseline + TABLES.below_header * last.size
    levels = levels_between(words, under, float("inf"), columns)
    if not levels:
        return None
    size = median(line.size for line in levels[0].lines.values())
    body = aligned_run(levels, columns, size)
    if not _is_body(body):
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
    # Where the file draws cells as wholes below bold labels, a single row start is enough.
    shows_cells = all(line.bold for line in header) and are_drawn_by_cell([body])
    least = TABLES.min_drawn_rows if shows_cells else TABLES.min_certain_rows
    return lattice if lattice.certain_starts >= least else None


def _keys_under(header: Sequence[Line], lines: Sequence[Line]) -> Iterator[float]:
    """Yield the left ends of first texts that stand under the first label, and begin left of it."""
    label = min((parts_of(line)[0] for line in header), key=lambda one: one.x0)
    for line in lines:
        first = parts_of(line)[0]
        yield first.x0 if first.x0 < label.x1 and label.x0 < first.x1 else label.x0


def _is_body(levels: Sequence[Level]) -> bool:
    """Return whether enough lines stand below a header, and enough of them side by side."""
    side_by_side = sum(len(level.lines) > 1 for level in levels)
    return len(
        levels
    ) > TABLES.min_certain_rows and side_by_side >= TABLES.min_side_by_side_share * len(levels)


def _block(label: Line, lines: Sequence[Line]) -> Iterator[Line]:
    """Return the lines below labels that follow each other closely, in type of one size.

    What stands below a heading, like a list of abbreviations, shows no columns of the table.
    """
    above = label
    for line in lines:
        other = abs(line.size - lines[0].size) > ALIGNMENT.max_size_difference * lines[0].size
        if other or line.baseline - above.baseline > ALIGNMENT.max_gap_at_rule * above.size:
            return
        yield line
        above = line


def figure_lattices(rules: Rules, words: Sequence[Word]) -> Iterator[BooktabsLattice]:
    """Find unruled tables: runs of lines with figures in the same columns.

    Args:
        rules: the lines and fills of the page; fills behind some rows show another kind of table.
        words: the words of the page that are in no other table.

    Yields:
        Their lattices, top to bottom.
    """
    lines = lines_of(words)
    inset = ALIGNMENT.column_inset
    above, ended = 0, float("-inf")
    for first, last_figures in figure_runs(lines):
        top, above = max(above, first_label_line(lines, first, last_figures)), last_figures
        stop = with_wrapped_key(lines, top, last_figures)
        own = [word for line in lines[top:stop] for word in line.words]
        sides = (min(word.x0 for word in own) - inset, max(word.x1 for word in own) + inset)
        columns = find_columns(own, float("-inf"), float("inf"), sides)
        beside = [] if columns is None else _without_prose(own, columns)
        if beside:  # the table is in one of the page's columns, and prose in the other
            yield from figure_lattices(rules, beside)
            continue
        if columns is None or not _are_columns_of_figures(lines[first:last_figures], columns):
            continue
        start = lines[top].baseline - ALIGNMENT.row_top_above_baseline * lines[top].size
        start = max(start, ended)
        last = lines[stop - 1]
        ended = bottom = last.baseline + ALIGNMENT.row_bottom_below_baseline * last.size
        box = (sides[0], start, sides[1], bottom)
        if any(
            crosses(fill.bbox, box) and not is_inside(box, fill.bbox, 0) for fill in rules.fills
        ):
            continue
        body = first - has_heading_above(lines, first) if top < first else top
        edge = _edge_below(lines[body - 1], lines[body]) if top < body else start
        sections = [
            RuledSection(*ends, levels_between(own, *ends, columns), is_header=ends[1] < bottom)
            for ends in ((start, edge), (edge, bottom))
            if ends[0] < ends[1]
        ]
        lattice = booktabs_lattice(columns, sections, ())
        if lattice.certain_starts >= TABLES.min_certain_rows:
            yield lattice


def _edge_below(above: Line, below: Line) -> float:
    """Return the height in the middle between the letters of two lines."""
    bottom = above.baseline + TABLES.header_descent * above.size
    return (bottom + below.baseline - ALIGNMENT.ascent * below.size) / 2


def _without_prose(words: Sequence[Word], columns: Columns) -> list[Word]:
    """Return the words beside a first or last column of prose; none if neither is prose."""
    levels = levels_between(words, float("-inf"), float("inf"), columns)
    last = len(columns.xs) - 2
    left, right = (_are_running_text(_column(levels, column)) for column in (0, last))
    if left == right or last < TABLES.min_header_labels:
        return []
    edge = columns.xs[1] if left else columns.xs[last]
    return [word for word in words if (word.x0 >= edge) == left]


def _are_running_text(lines: Sequence[Line]) -> bool:
    """Return whether lines are those of running text: long, and many begin within a sentence."""
    lower = sum(first_letter(line.text).islower() for line in lines)
    count = sum(len(line.text.split()) for line in lines)
    return lower > TABLES.max_lower_share * len(lines) and count > TABLES.max_label_words * len(
        lines
    )


def _are_columns_of_figures(lines: Sequence[Line], columns: Columns) -> bool:
    """Return whether two columns or more print figures that are aligned, and none prints prose."""
    levels = levels_between(
        [word for line in lines for word in line.words], float("-inf"), float("inf"), columns
    )
    texts = [_column(levels, column) for column in range(len(columns.xs) - 1)]
    figures = 0
    for own in texts:
        share = sum(is_figure(line.text) for line in own) / max(1, len(own))
        segments = [Segment(line.x0, line.x1, line.baseline, line.size, line.text) for line in own]
        if len(own) < HEADERS.min_figure_lines or share < TABLES.min_figure_share:
            continue
        figures += aligned_share(segments) >= TABLES.min_aligned_share
    first = _column([level for level in levels if len(level.lines) > 1], 0)
    lower = sum(first_letter(line.text).islower() for line in first)
    return figures > 1 and len(texts) > 2 and lower <= TABLES.max_lower_share * len(first)


def _column(levels: Sequence[Level], column: int) -> list[Line]:
    return [level.lines[column] for level in levels if column in level.lines]
