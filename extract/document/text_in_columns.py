"""Find texts that stand in columns, as those of a table do, and are in no table.

The check does not depend on how tables are found, so it also reveals tables that no finder sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.alignment.gutters import TextLine, find_gutters
from extract.alignment.segments import Segment, is_figure, segments_of
from extract.alignment.thresholds import ALIGNMENT, ROWS
from extract.document.thresholds import DOUBTS
from extract.geometry.bbox import overlaps
from extract.geometry.page_model import Line
from extract.model import Bbox
from extract.text.sentences import first_letter


@dataclass(frozen=True, slots=True)
class TextInColumns:
    """Lines that follow each other and print texts in the same columns."""

    box: Bbox
    text: str
    rows: int
    columns: int

    @property
    def taken(self) -> str:
        """How it was read, and why that is uncertain."""
        return (
            f"it was read as other text, but {self.rows} of its lines print texts in "
            f"{self.columns} columns, as tables do"
        )


def text_in_columns(lines: Sequence[Line], known: Sequence[Bbox] = ()) -> Iterator[TextInColumns]:
    """Find texts in three columns or more, and lists of two: a text and a figure.

    Args:
        lines: the lines of a page that are in no table, top to bottom.
        known: boxes of tables and grids that are in doubt already.

    Yields:
        The texts, top to bottom; lists of contents, and prose set in columns, are none.
    """
    lines, parts = _side_by_side(lines)
    found = list(_in_columns(lines, parts, _has_columns, known))
    found += _in_columns(lines, parts, _is_entry, [*known, *(one.box for one in found)])
    yield from sorted(found, key=lambda one: one.box[1])


def _side_by_side(lines: Sequence[Line]) -> tuple[list[Line], list[TextLine]]:
    """Cut lines into texts, and join the texts of lines that overlap in height.

    A text that is centred beside a longer one has its baseline between the lines of that one.

    Returns:
        The first line of each group, and the texts of the group from left to right.
    """
    firsts: list[Line] = []
    groups: list[list[Segment]] = []
    for line in sorted(lines, key=lambda one: (one.baseline, one.x0)):  # pages may have columns
        own = segments_of(line.words, float("-inf"), float("inf"))
        is_beside = (
            bool(firsts)
            and 0 <= line.baseline - firsts[-1].baseline < ROWS.beside * line.size
            and not any(a.x0 < b.x1 and b.x0 < a.x1 for a in own for b in groups[-1])
        )
        if is_beside:
            groups[-1] = sorted([*groups[-1], *own], key=lambda one: one.x0)
        else:
            firsts.append(line)
            groups.append(list(own))
    return firsts, list(groups)


def _has_columns(parts: TextLine) -> bool:
    return len(parts) >= DOUBTS.min_columns_of_text


def _is_entry(parts: TextLine) -> bool:
    """Return whether a line prints a text and a figure, without dots that lead to it."""
    return len(parts) == 2 and is_figure(parts[1].text) and "..." not in parts[0].text


def _in_columns(
    lines: Sequence[Line],
    parts: Sequence[TextLine],
    is_row: Callable[[TextLine], bool],
    known: Sequence[Bbox],
) -> Iterator[TextInColumns]:
    run: list[tuple[Line, TextLine]] = []
    others = 0  # other lines since the last one of the run
    reached = 0.0  # the last line of its texts
    for line, own in zip(lines, parts, strict=True):
        if not is_row(own):
            if run and _is_beside(own, run[-1][1]):
                reached = line.baseline
            else:
                others += 1
            continue
        step = line.baseline - max(run[-1][0].baseline, reached) if run else 0.0
        if others > DOUBTS.max_lines_between or step > ALIGNMENT.max_fixed_row_gap * line.size:
            yield from _if_table(run, known)
            run = []
        run.append((line, own))
        others = 0
    yield from _if_table(run, known)


def _is_beside(parts: TextLine, row: TextLine) -> bool:
    """Return whether each text of a line is the next line of a text of a row, or beside the row.

    Cells may have many lines, and prose may be set beside a table. A heading stands alone at the
    left, too, but it begins with a capital.
    """
    distance = ALIGNMENT.start_distance
    ends = [*(one.x0 for one in row[1:]), float("inf")]
    is_alone = len(parts) == 1 and abs(parts[0].x0 - row[0].x0) <= distance
    if is_alone and not first_letter(parts[0].text).islower():
        return False
    return all(
        one.x1 < row[0].x0
        or one.x0 > row[-1].x1
        or any(
            abs(one.x0 - own.x0) <= distance and one.x1 < end
            for own, end in zip(row, ends, strict=True)
        )
        for one in parts
    )


def _if_table(
    run: Sequence[tuple[Line, TextLine]], known: Sequence[Bbox]
) -> Iterator[TextInColumns]:
    if len(run) < DOUBTS.min_lines_in_columns:
        return
    lines, texts = [line for line, _ in run], [parts for _, parts in run]
    columns = len(find_gutters(texts)) + 1
    words = [len(part.text.split()) for parts in texts for part in parts]
    lower = sum(first_letter(part.text).islower() for parts in texts for part in parts)
    is_prose = sum(words) > DOUBTS.max_words_in_column * len(words) or 2 * lower > len(words)
    is_prose = is_prose and not _begin_side_by_side(lines, texts)
    if (
        columns < min(DOUBTS.min_columns_of_text, *map(len, texts))
        or is_prose
        or _is_contents(texts)
        or not _are_aligned(lines, texts)
    ):
        return
    box = (
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
    )
    if not any(overlaps(box, other, 0.0) for other in known):
        yield TextInColumns(box, lines[0].text, len(lines), columns)


def _begin_side_by_side(lines: Sequence[Line], texts: Sequence[TextLine]) -> bool:
    """Return whether several lines, below white space or with a number, begin texts side by side.

    So do rows whose texts wrap; prose in columns hardly begins sentences in all of them at once.
    Rows have their number in the first column alone: notes in columns have one in each.
    """
    steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    usual = median(steps)
    rows = sum(
        (step - usual > ALIGNMENT.min_extra_gap * line.size or _is_numbered(parts))
        and len(parts) >= DOUBTS.min_columns_of_text
        and len(parts) > 3 * sum(first_letter(part.text).islower() for part in parts)
        for step, line, parts in zip(steps, lines[1:], texts[1:], strict=True)
    )
    return rows >= DOUBTS.min_lines_in_columns


def _is_numbered(parts: TextLine) -> bool:
    """Return whether the first text of a line begins with a figure, and some other with none."""
    begins = [is_figure(part.text.split()[0]) for part in parts]
    return begins[0] and not all(begins)


def _are_aligned(lines: Sequence[Line], texts: Sequence[TextLine]) -> bool:
    """Return whether the figures of a list of two columns share an edge or their middle.

    The figures at the ends of the bars of a chart do not.
    """
    if any(len(parts) != 2 for parts in texts):
        return True
    figures = [parts[1] for parts in texts]
    reach = DOUBTS.figure_reach * max(line.size for line in lines)
    places = (
        [part.x0 for part in figures],
        [part.x1 for part in figures],
        [(part.x0 + part.x1) / 2 for part in figures],
    )
    most = max(sum(abs(x - y) <= reach for y in own) for own in places for x in own)
    return most >= DOUBTS.min_aligned * len(figures)


def _is_contents(texts: Sequence[TextLine]) -> bool:
    """Return whether the last texts of lines are page numbers, which do not fall."""
    last = [parts[-1].text for parts in texts]
    if not all(one.isdecimal() for one in last):
        return False
    numbers = [int(one) for one in last]
    others = sum(is_figure(part.text) for parts in texts for part in parts[1:-1])
    return numbers == sorted(numbers) and others == 0
