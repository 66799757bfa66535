"""Weigh what the texts in a candidate's cells show about its rows and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.alignment.segments import is_figure, is_led
from extract.alignment.thresholds import ROWS
from extract.geometry.drawn_strings import is_one_string
from extract.geometry.page_model import PageTable, Word
from extract.reading import Evidence
from extract.tables.candidate_text import CandidateText, CellText, is_note, is_number
from extract.tables.candidates import evidence
from extract.tables.thresholds import TABLES, WEIGHING
from extract.text.sentences import is_caption

_ONE_CELL = "it has one cell with text"
_NO_ROW = "no row prints in several columns"
SEVERAL_ROWS = "rows print in several columns"
ONE_ROW = "only one row prints in several columns"
_SINGLE_ROW = "all of its text is in one row"
_SHORT_LIST = "it has one column and one or two rows"
_ONE_EACH = "each of its columns prints a single text"
FILLED = "share of cells with text"
_UNUSED = "columns without any text"
TEXTS_APART = "texts of one cell stand apart"
_LITTLE_TEXT = frozenset(
    [_ONE_CELL, _NO_ROW, ONE_ROW, _SINGLE_ROW, _SHORT_LIST, _ONE_EACH, FILLED, _UNUSED]
)
"""Reasons that speak against a grid because it prints little."""
SHOWN_COLUMNS = Evidence(name="a neighbouring page has its columns", weight=WEIGHING.neighbour)
"""A reason for a candidate whose columns other pages of its table show."""
FEWER_COLUMNS = Evidence(
    name="several pages of its table show more columns", weight=-WEIGHING.neighbour
)
"""A reason against a candidate in the columns of all pages, which by themselves show more."""
SHOWN_ROWS = Evidence(name="its rows are parted as on other pages", weight=WEIGHING.parted_alike)
"""A reason for a candidate whose rows are made as other pages of its table show."""


def reasons_of_part(reasons: Sequence[Evidence], columns: int) -> tuple[Evidence, ...]:
    """Return the reasons that count for a grid that may be a part of a neighbouring page's table.

    The last lines of one cell are all that such a part may print: little text does not speak
    against it. A grid of one column has no edge in common with a table but its sides.

    Args:
        reasons: the evidence for and against the grid.
        columns: number of its columns.
    """
    little = _LITTLE_TEXT if columns > 1 else (_SHORT_LIST,)
    return tuple(one for one in reasons if one.weight > 0 or one.name not in little)


def weigh_texts(text: CandidateText, words: Sequence[Word] = ()) -> Iterator[Evidence]:
    """Weigh the texts of a candidate.

    Args:
        text: the candidate with its text.
        words: of the page; those below a row of boxes may be rows that it labels.
    """
    yield from _weigh_crossing(text)
    yield from _weigh_filled_cells(text)
    yield from _weigh_empty_rows(text)
    yield from _weigh_rows(text, words)
    yield from _weigh_texts_apart(text)
    yield from _weigh_rows_in_cells(text)
    yield from _weigh_unused_columns(text)
    yield from _weigh_headings(text)
    yield from _weigh_header(text)
    yield from _weigh_numbers(text)
    yield from _weigh_captions(text)
    yield from evidence("page numbers of a list of contents", _contents_weight(text))


def weigh_bands(text: CandidateText) -> Iterator[Evidence]:
    """Weigh texts that all run over all columns, as prose between two parts of a table does."""
    columns = text.table.column_count
    own = [one.cell for one in text.with_text]
    if columns > 1 and all(cell.column_stop - cell.column == columns for cell in own):
        yield from evidence("all of its texts run over all columns", WEIGHING.only_bands)


def _weigh_crossing(text: CandidateText) -> Iterator[Evidence]:
    """Weigh words that cross a wall, and phrases that a wall cuts at an ordinary space."""
    crossing: list[str] = []
    ends: dict[tuple[int, float], list[tuple[Word, int]]] = {}
    for one in text.with_text:
        right = one.cell.bbox[2]
        for line in one.lines:
            crossing += [w.text for w in line if w.x1 > right + WEIGHING.max_overrun * w.size]
            place = round(line[0].baseline)
            ends.setdefault((0, place), []).append((line[0], 0))
            ends[0, place].append((line[-1], 1))
    for line_ends in ends.values():
        ordered = sorted(line_ends, key=lambda one: (one[0].x0, one[1]))
        crossing += [
            f"{one.text} {other.text}"
            for (one, is_end), (other, is_second_end) in pairwise(ordered)
            if is_end and not is_second_end and _is_phrase(one, other)
        ]
    if crossing and text.words:
        share = min(1.0, len(crossing) / text.words)
        weight = max(WEIGHING.crossing_floor, WEIGHING.crossing * share)
        yield from evidence("text crosses its walls", weight, crossing[0][:40])


def _is_phrase(one: Word, other: Word) -> bool:
    gap = other.x0 - one.x1
    is_near = -WEIGHING.phrase_gap * one.size < gap < WEIGHING.phrase_gap * one.size
    return is_near and one.baseline == other.baseline and one.size == other.size


def _weigh_filled_cells(text: CandidateText) -> Iterator[Evidence]:
    """Weigh the share of cells with text; the cells of a picture have none."""
    stop = text.table.row_count - _rows_to_fill_in(text)
    cells = sum(one.cell.row < stop for one in text.cells)
    share = len(text.with_text) / max(1, cells)
    weight = WEIGHING.filled * (share - WEIGHING.usual_filled_share)
    weight = max(WEIGHING.filled_floor, min(WEIGHING.filled_ceiling, weight))
    yield from evidence(FILLED, weight, f"{share:.2f}")


def _weigh_empty_rows(text: CandidateText) -> Iterator[Evidence]:
    """Weigh rows without text; a form's rows to fill in do not count."""
    rows = [row for row in text.rows() if row]
    count = text.table.row_count - _rows_to_fill_in(text)
    empty = 1 - len(rows) / max(1, count)
    weight = WEIGHING.empty_rows * max(0.0, empty - 1 / 3)
    weight += WEIGHING.empty_row * min(2, count - len(rows))
    yield from evidence("rows without any text", weight)


def _weigh_rows(text: CandidateText, words: Sequence[Word]) -> Iterator[Evidence]:
    """Weigh how many rows print in several columns, and the size of the grid."""
    rows = [row for row in text.rows() if row]
    several = _rows_in_columns(text)
    if len(text.cells) < 2 or len(text.with_text) < 2:
        yield from evidence(_ONE_CELL, WEIGHING.one_cell)
    elif not several:
        yield from evidence(_NO_ROW, WEIGHING.no_row_in_columns)
        if text.table.column_count == 1 and len(rows) <= WEIGHING.short_list_rows:
            yield from evidence(_SHORT_LIST, WEIGHING.short_list)
    else:
        share = several / len(rows)
        weight = WEIGHING.rows_in_columns * (2 * share - WEIGHING.usual_rows_in_columns)
        weight = min(weight, 0.0) if several == 1 else weight
        yield from evidence(SEVERAL_ROWS, weight, f"{several} of {len(rows)}")
        yield from evidence("it has several such rows", WEIGHING.more_rows * min(2, several - 1))
        if several == 1:
            yield from evidence(ONE_ROW, WEIGHING.one_row)
        if len(rows) > 1 and all(len(column) < 2 for column in text.columns()):
            yield from evidence(_ONE_EACH, WEIGHING.one_each)
        is_form = _rows_to_fill_in(text) > 0
        if len(rows) == 1 and not is_form and not _has_columns_below(text.table, words):
            yield from evidence(_SINGLE_ROW, WEIGHING.single_row)


def _has_columns_below(table: PageTable, words: Sequence[Word]) -> bool:
    """Return whether the first line below a table prints texts apart in several of its columns."""
    left, right, bottom = table.xs[0], table.xs[-1], table.ys[-1]
    below = [
        word
        for word in words
        if left <= word.x0 <= right
        and 0 < word.baseline - bottom <= WEIGHING.rows_below * word.size
    ]
    first = min((word.baseline for word in below), default=0.0)
    line = sorted((word for word in below if word.baseline == first), key=lambda word: word.x0)
    columns = [bisect_right(table.xs, word.x0) for word in line]
    apart = [
        after.x0 - before.x1 > after.size
        for (before, own), (after, other) in pairwise(zip(line, columns, strict=True))
        if own != other
    ]
    return bool(apart) and all(apart)


def _rows_to_fill_in(text: CandidateText) -> int:
    """Count the empty rows at the end of a form: all rows below labels side by side at its top."""
    first, *others = text.rows()
    is_form = len(first) > 1 and len(others) > 1 and not any(others)
    is_form = is_form and all(one.cell.row_stop == 1 for one in first)
    return len(others) if is_form else 0


def _rows_in_columns(text: CandidateText) -> int:
    """Count the rows in which texts start, and stand in several columns, merged cells too."""
    count = [0] * text.table.row_count
    for one in text.with_text:
        for row in range(one.cell.row, one.cell.row_stop):
            count[row] += 1
    return sum(bool(row) and number > 1 for row, number in zip(text.rows(), count, strict=True))


def _weigh_texts_apart(text: CandidateText) -> Iterator[Evidence]:
    """Weigh lines of one cell with wide gaps: columns that the candidate does not know."""
    apart = sum(_is_apart(line) for one in text.with_text for line in one.lines)
    lines = sum(len(one.lines) for one in text.with_text)
    if apart:
        merged = sum(
            _is_apart(line)
            for one in text.with_text
            if one.cell.column_stop > one.cell.column + 1
            for line in one.lines
        )
        weight = min(WEIGHING.apart * apart / lines, WEIGHING.apart_at_edge * merged)
        weight = max(WEIGHING.apart_floor, weight)
        yield from evidence(TEXTS_APART, weight, f"{apart} of {lines} lines")


def _is_apart(line: Sequence[Word]) -> bool:
    return any(
        other.x0 - one.x1 > WEIGHING.apart_gap * max(one.size, other.size)
        and not is_one_string(one, other)
        for one, other in pairwise(line)
    )


def _weigh_rows_in_cells(text: CandidateText) -> Iterator[Evidence]:
    """Weigh rows inside cells: entries side by side that no wall separates."""
    inside = sum(map(_numbers_below_each_other, text.rows()))
    weight = max(WEIGHING.rows_in_cell_floor, WEIGHING.rows_in_cell * inside)
    yield from evidence("cells hold several rows", weight)
    gaps = sum(map(_gaps_through, text.rows()))
    weight = max(WEIGHING.gap_through_floor, WEIGHING.gap_through * gaps)
    yield from evidence("white space runs through cells", weight)
    spanning = [one for one in text.with_text if one.cell.row_stop - one.cell.row >= len(one.lines)]
    beside = [one for one in spanning if _stands_beside_rows(one, text.table.ys)]
    lines = sum(len(one.lines) for one in beside)
    weight = max(WEIGHING.entry_in_merged_floor, WEIGHING.entry_in_merged * lines)
    yield from evidence("a merged cell holds an entry for each row", weight)


def _numbers_below_each_other(row: Sequence[CellText]) -> int:
    """Count the extra rows that most cells of a row hold as numbers or led texts.

    A column may lack a number in some of these rows. Where the key is a number, too, one more
    column of numbers is enough: the others may be texts of several lines.
    """
    single = [one for one in row if one.cell.row_stop == one.cell.row + 1]
    numeric = [one for one in single if len(one.lines) > 1 and _are_entries(one.lines)]
    has_keys = bool(numeric) and numeric[0] is single[0] and single[0].cell.column == 0
    least = 1 if has_keys and len(numeric[0].lines) > 2 else max(1, len(single) / 2)
    if len(numeric) <= least:
        return 0
    lines = Counter(round(line[0].baseline) for one in numeric for line in one.lines)
    return max(0, sum(count > 1 for count in lines.values()) - 1)


def _gaps_through(row: Sequence[CellText]) -> int:
    """Count the wide gaps through all cells of a row; texts set to one middle have none."""
    if sum(len(one.lines) > 1 for one in row) < 2:
        return 0
    size = max(line[0].size for one in row for line in one.lines)
    tops = [one.lines[0][0].baseline for one in row]
    middles = [(top + one.lines[-1][0].baseline) / 2 for top, one in zip(tops, row, strict=True)]
    if max(middles) - min(middles) <= ROWS.same_place * size < max(tops) - min(tops):
        return 0
    starts = Counter(round(line[0].baseline) for one in row for line in one.lines)
    steps = [(low - up, low) for up, low in pairwise(sorted(starts))]
    usual = min((step for step, _ in steps if step > size / 2), default=0.0)
    return sum(step > WEIGHING.wide_gap * usual and starts[low] > 1 for step, low in steps)


def _are_entries(lines: Sequence[Sequence[Word]]) -> bool:
    """Return whether lines are entries: nearly all figures, or most texts from which dots lead."""
    texts = [" ".join(word.text for word in line) for line in lines]
    figures = sum(is_number(text) or is_figure(text) for text in texts) / len(texts)
    return figures >= TABLES.min_figure_share or 2 * sum(map(is_led, texts)) > len(texts)


def _stands_beside_rows(one: CellText, ys: Sequence[float]) -> bool:
    """Return whether a merged cell's lines stand in a row each, each beginning as a text does."""
    rows = []
    for line in one.lines:
        first = line[0]
        if not (first.text[:1].isupper() or first.text[:1].isdigit()):
            return False
        y = first.baseline - first.size / 3
        rows.append(sum(edge <= y for edge in ys))
    return len(set(rows)) == len(rows) > 2


def _weigh_unused_columns(text: CandidateText) -> Iterator[Evidence]:
    """Weigh columns in which nothing starts, and edges that few rows use."""
    columns = text.columns()
    unused = sum(not column for column in columns)
    yield from evidence(_UNUSED, max(WEIGHING.unused_floor, WEIGHING.unused * unused))
    partial = sum(share < WEIGHING.common_edge for share in _edge_use(text.table))
    yield from evidence(
        "column edges that few rows use", max(WEIGHING.unused_floor, WEIGHING.partial * partial)
    )
    cells = text.table.cells
    edges = Counter(one.row for one in cells for _ in range(one.column, one.column_stop) if one.row)
    lone = sum(count == 1 for count in edges.values()) if len(columns) > 2 else 0
    yield from evidence(
        "row edges of a single column", max(WEIGHING.unused_floor, WEIGHING.lone_row * lone)
    )


def _edge_use(table: PageTable) -> list[float]:
    """Return, for each inner column edge, the share of rows of several cells with a cell edge."""
    rows: list[set[int]] = [set() for _ in range(table.row_count)]
    for cell in table.cells:
        for row in range(cell.row, cell.row_stop):
            rows[row].add(cell.column)
    rows = [edges for edges in rows if len(edges) > 1]
    return [
        sum(edge in edges for edges in rows) / len(rows)
        for edge in range(1, table.column_count)
        if rows
    ]


def _weigh_header(text: CandidateText) -> Iterator[Evidence]:
    """Weigh a first row of labels that look different from the rows below it."""
    rows = [row for row in text.rows() if row]
    if len(rows) < 2 or len(rows[0]) < 2:
        return
    below = [one for row in rows[1:] for one in row]
    if any(len(one.lines) >= WEIGHING.min_prose_lines for one in rows[0]):
        return
    is_bold = all(one.is_bold for one in rows[0]) and not all(one.is_bold for one in below)
    fills = {one.cell.fill for one in rows[0]}
    is_filled = None not in fills and fills.isdisjoint({one.cell.fill for one in below})
    if is_bold or is_filled:
        yield from evidence("its first row looks like a header", WEIGHING.header)


def _weigh_numbers(text: CandidateText) -> Iterator[Evidence]:
    """Weigh columns of numbers."""
    columns = 0
    for column in text.columns():
        numbers = sum(is_number(one.text) for one in column)
        columns += numbers > 1 and numbers >= len(column) * WEIGHING.number_share - 1
    weight = min(WEIGHING.numbers_ceiling, WEIGHING.column_of_numbers * columns)
    yield from evidence("columns of numbers", weight)


def _contents_weight(text: CandidateText) -> float:
    """Weigh page numbers that do not fall, without a label, beside headings without figures."""
    columns = [[" ".join(w.text for w in line) for one in own for line in one.lines]
               for own in text.columns()]  # fmt: skip
    pages, others = columns[-1], [x for own in columns[len(columns) > 2 : -1] for x in own]
    if len(pages) < WEIGHING.min_contents or not all(map(str.isdecimal, pages)):
        return 0.0
    numbers, figures = [int(one) for one in pages], sum(map(is_number, others))
    are_pages = numbers == sorted(numbers) and numbers[-1] <= WEIGHING.max_page
    are_pages = are_pages and WEIGHING.texts_per_figure * figures < len(others)
    return WEIGHING.contents if are_pages else 0.0


def _weigh_captions(text: CandidateText) -> Iterator[Evidence]:
    """Weigh a caption or a note that the candidate takes for a row."""
    width = text.table.column_count
    rows = [row for row in text.rows() if row]
    if width < 2 or len(rows) < 2:
        return
    wide = [
        row[0].text if len(row) == 1 and row[0].cell.column_stop - row[0].cell.column == width
        else ""
        for row in rows
    ]  # fmt: skip
    if wide[0] and is_caption(wide[0]):
        yield from evidence("its first row is a caption", WEIGHING.caption, wide[0][:40])
    if wide[-1] and is_note(wide[-1]):
        yield from evidence("its last row is a note", WEIGHING.caption, wide[-1][:40])
    inner = [text for text in wide[1:-1] if text and is_caption(text)]
    if inner:
        yield from evidence("a caption stands between its rows", WEIGHING.caption, inner[0][:40])


def _weigh_headings(text: CandidateText) -> Iterator[Evidence]:
    """Weigh headings over all columns between rows with the same columns: one table goes on.

    Two tables would hardly have all column edges in common.
    """
    edges: list[set[int]] = [set() for _ in range(text.table.row_count)]
    for one in text.cells:
        for row in range(one.cell.row, one.cell.row_stop):
            edges[row].add(one.cell.column)
    rows = text.rows()
    headings = {
        row
        for row, own in enumerate(rows)
        if len(edges[row]) == 1 and len(own) == 1 and not is_caption(own[0].text)
    }
    in_columns = [row for row, own in enumerate(edges) if len(own) > 1]
    between = sum(
        below > above + 1
        and all(row in headings for row in range(above + 1, below))
        and (edges[above] <= edges[below] or edges[below] <= edges[above])
        for above, below in pairwise(in_columns)
    )
    weight = WEIGHING.heading_between * min(2, between)
    yield from evidence("its columns go on below headings", weight, f"{between} times")
