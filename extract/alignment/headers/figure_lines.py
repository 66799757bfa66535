"""Find lines of figures that follow each other, and the lines of labels above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.alignment.headers.thresholds import HEADERS
from extract.alignment.segments import Segment, is_figure, segments_of
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line
from extract.text.sentences import is_caption

_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d{2,4})?")


def figure_runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Find lines that follow each other and each print two figures or more.

    A line between two of them may be a label over a group of rows, or a wrapped one. The last lines
    of labels above them may print some figures, too, like `1990 to` above `2000`.

    Args:
        lines: the lines of a page, top to bottom.

    Yields:
        The index of the first line, and that after the last one.
    """
    figures = [at for at, line in enumerate(lines) if figure_count(line) > 1]
    run: list[int] = []
    for at in figures:
        if run and not _is_cut_off(lines, run, at):
            follows = _follows(lines[run[-1] : at + 1])
            if not follows or _is_header_again(lines, run[0], at):
                yield from _long_run(run)
                run = []
        if run or 2 * figure_count(line := lines[at]) > len(parts_of(line)) - 1:
            run.append(at)
    yield from _long_run(run)


def _is_header_again(lines: Sequence[Line], first: int, at: int) -> bool:
    """Return whether a line is a header like that of the table above, with other figures.

    The label above it and its own key are printed again: another table begins, with columns of its
    own. A header that repeats as a whole belongs to one table.
    """
    parts, own = parts_of(lines[first]), parts_of(lines[at])
    return (
        first > 0
        and lines[first - 1].text == lines[at - 1].text
        and not is_figure(own[0].text)
        and parts[0].text == own[0].text
        and lines[first].text != lines[at].text
    )


def _long_run(run: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(run) >= HEADERS.min_figure_lines:
        yield run[0], run[-1] + 1


def _follows(lines: Sequence[Line]) -> bool:
    """Return whether a line follows closely, with at most one single text between."""
    between = lines[1:-1]
    return _are_close(lines) and len(between) < 2 and all(len(parts_of(x)) == 1 for x in between)


def _is_cut_off(lines: Sequence[Line], run: Sequence[int], at: int) -> bool:
    """Return whether rows too few for a table go on below texts alone in the column of keys.

    They are the rest of a key, and the heading of a group of rows.
    """
    last, below = lines[run[-1]], lines[run[-1] + 1 : at + 1]
    between = below[:-1]
    if len(run) >= HEADERS.min_figure_lines or len(between) > ALIGNMENT.max_label_lines:
        return False
    beside = parts_of(last)[1].x0
    are_keys = all(len(parts_of(line)) == 1 and line.x1 < beside for line in between)
    return are_keys and _is_row_of_figures(last) and _are_close([last, *below])


def _are_close(lines: Sequence[Line]) -> bool:
    step = max(below.baseline - above.baseline for above, below in pairwise(lines))
    return step <= ALIGNMENT.max_gap_at_rule * lines[0].size


def _is_row_of_figures(line: Line) -> bool:
    """Return whether most texts right of the key are figures, and not all of these are years."""
    texts = [one.text for one in parts_of(line)[1:]]
    figures = [text for text in texts if is_figure(text)]
    return 2 * len(figures) > len(texts) and not all(map(_YEAR.fullmatch, figures))


def first_label_line(lines: Sequence[Line], first: int, stop: int) -> int:
    """Return the first line of the labels above figures: texts side by side, close to them.

    A label of the keys, and a label over several columns, may stand alone in their lines.

    Args:
        lines: the lines of a page, top to bottom.
        first: the first line of figures.
        stop: the line after the last one.
    """
    own = [parts_of(line) for line in lines[first:stop]]
    left, right = min(parts[0].x0 for parts in own), max(parts[-1].x1 for parts in own)
    beside = min((parts[1].x0 for parts in own if len(parts) > 1), default=right)
    top = at = start = first - has_heading_above(lines, first)
    while at > 0 and start - at < HEADERS.max_header_lines:
        at -= 1
        line, below = lines[at], lines[at + 1]
        # Below the labels, a rule may be drawn.
        most = ALIGNMENT.max_heading_above if at + 1 < start else ALIGNMENT.max_gap_at_rule
        if below.baseline - line.baseline > most * below.size:
            break
        if _is_row_of_figures(line):
            break
        is_alone = len(parts_of(line)) == 1
        if is_alone and line.x0 <= left + ALIGNMENT.max_gap_at_rule * line.size:
            if line.x1 > beside:
                break
            continue  # a label of the keys if others are above it
        if is_alone and line.x0 < beside and _is_title(line, left, right, beside):
            break
        top = at
    return _below_caption(lines, top, start) if top < start else first


def _is_title(line: Line, left: float, right: float, beside: float) -> bool:
    """Return whether a line is in the middle of a table, and not of its columns of figures."""
    middle = line.x0 + line.x1
    off = abs(middle - left - right)
    near = 2 * HEADERS.max_off_group * line.size
    return off <= near and off < abs(middle - beside - right)


def has_heading_above(lines: Sequence[Line], first: int) -> bool:
    """Return whether a heading of the first group of rows stands between labels and figures."""
    if first < 2 or len(parts_of(lines[first - 1])) > 1 or len(parts_of(lines[first - 2])) < 2:
        return False
    if is_caption(lines[first - 2].text):
        return False
    heading, below = lines[first - 1], lines[first]
    is_close = below.baseline - heading.baseline <= ALIGNMENT.max_heading_above * below.size
    return is_close and heading.x0 <= below.x0 + ALIGNMENT.max_gap_at_rule * below.size


def _below_caption(lines: Sequence[Line], top: int, first: int) -> int:
    """Return the first label that is no line of a caption; a caption's lines begin where it does.

    Args:
        lines: the lines of the page.
        top: the first line that may be a label; a caption may begin in the line above it.
        first: the first line of figures.
    """
    captions = [at for at in range(max(0, top - 1), first) if is_caption(lines[at].text)]
    if not captions:
        return top
    starts = [part.x0 for part in parts_of(lines[captions[-1]])]
    below = captions[-1] + 1
    while below < first:
        parts = parts_of(lines[below])
        distance = min(abs(parts[0].x0 - x0) for x0 in starts)
        if len(parts) > 1 or distance > ALIGNMENT.start_distance:
            break
        below += 1
    return below


def with_wrapped_key(lines: Sequence[Line], top: int, stop: int) -> int:
    """Return the line after the last one: a key of the last row may go on below its figures.

    It does where other keys go on at the same line pitch; a note below a table is further away.

    Args:
        lines: the lines of a page, top to bottom.
        top: the first line of the table.
        stop: the line after the last one with figures.
    """
    first_texts = [parts_of(line)[0] for line in lines[top:stop]]
    wrapped = [
        below.baseline - above.baseline
        for above, below in pairwise(lines[top:stop])
        if len(parts_of(below)) == 1
    ]
    right = max((one.x1 for one in first_texts), default=0.0)
    while stop < len(lines) and wrapped:
        line = lines[stop]
        step = line.baseline - lines[stop - 1].baseline
        is_key = len(parts_of(line)) == 1 and line.x1 <= right + line.size
        if not is_key or abs(step - min(wrapped)) > ALIGNMENT.min_extra_gap * line.size:
            break
        stop += 1
    return stop


def labels_of_figures(lines: Sequence[Line], at: int) -> list[Line]:
    """Return all lines of the labels above rows of figures, around one of these lines.

    Args:
        lines: the lines of a page, top to bottom.
        at: index of the line.

    Returns:
        The lines; none if no rows of figures follow.
    """
    for first in range(at + 1, min(at + HEADERS.max_header_lines, len(lines))):
        if figure_count(lines[first]) > 1:
            start, stop = next(figure_runs(lines[first:]), (0, 0))
            heading = has_heading_above(lines, first)
            if start or not stop or figure_count(lines[at]) > 1:
                break
            return list(lines[first_label_line(lines, first, first + stop) : first - heading])
    return []


def figure_count(line: Line) -> int:
    """Count the figures that a line prints side by side."""
    return sum(is_figure(one.text) for one in parts_of(line))


def parts_of(line: Line) -> list[Segment]:
    """Return the texts of a line that are set side by side, without raised marks."""
    words = [word for word in line.words if word.size > HEADERS.max_mark_size * line.size]
    return segments_of(words, float("-inf"), float("inf"))
