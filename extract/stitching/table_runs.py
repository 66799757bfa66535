"""Join tables of consecutive pages that have the same columns into table runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.alignment.segments import crosses_edges
from extract.geometry.bbox import shared_length
from extract.geometry.clustering import same_places
from extract.geometry.page_model import Line, PageCell, PageReading, PageTable
from extract.stitching.thresholds import TABLE_RUNS


@dataclass(frozen=True, slots=True)
class TableRun:
    """Parts of one table; cell spans count the columns of the whole table.

    Attributes:
        xs: column lines of the first part.
        parts: the parts in page order.
        floors: for each part, the height down to which its page has room for it; empty if the
            pages are not known.
        page_width: width of the first part's page in points; 0 if it is not known.
    """

    xs: tuple[float, ...]
    parts: tuple[PageTable, ...]
    floors: tuple[float, ...] = ()
    page_width: float = 0.0

    @property
    def column_count(self) -> int:
        """Number of columns of the whole table."""
        return len(self.xs) - 1


def table_runs_of(
    readings: Sequence[PageReading],
    outside: Sequence[Sequence[Line]],
    headed: Collection[tuple[int, int]] = (),
    captioned: Collection[tuple[int, int]] = (),
) -> list[TableRun]:
    """Join the tables of a document over its pages.

    A table continues on the next page that is not blank if the last table of a page and the first
    table of the next page have the same columns. Column lines may be missing if a page prints
    merged cells only. If prose follows the first table and the second starts with the same
    labels, it is another table. Tables on one page are joined if they start with the same labels
    and a heading, a text or a margin lies between them, or if they have no rules and one begins
    where the other ends.

    Args:
        readings: the pages in order.
        outside: for each page, its lines outside tables and furniture.
        headed: tables that start with a heading and continue the table before, by the index of
            their page and their index on it.
        captioned: tables that a caption parts from the table before.

    Returns:
        The runs, in the order in which they start.
    """
    runs: list[TableRun] = []
    last_page = 0
    below: Sequence[Line] = ()
    feet = _page_feet(readings, outside)
    first_rows = {row for reading in readings for row in _repeated_first_rows(reading.tables)}
    for page, (reading, lines) in enumerate(zip(readings, outside, strict=True)):
        is_gap = reading.page != last_page + 1
        for number, table in enumerate(reading.tables):
            floor = _floor(table, reading, lines, feet[reading.height])
            part = TableRun(table.xs, (table,), (floor,), reading.width)
            is_parted = (is_gap and number == 0) or (page, number) in captioned
            is_headed = (page, number) in headed
            is_parted |= number == 0 and _first_row(table) in first_rows
            joined = None
            if runs and not is_parted:
                same_page = number > 0
                near = lines if same_page else below
                joined = _joined(runs[-1], part, near, same_page=same_page, is_headed=is_headed)
            if joined is not None:
                runs[-1] = joined
            else:
                runs.append(part)
        if reading.tables:
            last_page, below = reading.page, lines
        elif not lines and not is_gap:
            last_page = reading.page  # A blank sheet between two pages does not end a table.
    return runs


FirstRow = tuple[str, float]
"""The text of a first row over all columns, and where it begins."""


def _first_row(table: PageTable) -> FirstRow | None:
    """Return the first row of a table if it is one cell over all columns."""
    own = [cell for cell in table.cells if cell.row == 0]
    is_one = len(own) == 1 and own[0].column_stop - own[0].column == table.column_count
    if not is_one or own[0].row_stop > 1 or not own[0].text.strip():
        return None
    return own[0].text, round(table.xs[0])


def _repeated_first_rows(tables: Sequence[PageTable]) -> set[FirstRow]:
    """Return the first rows that several tables of a page have: each begins a form of its own."""
    counts = Counter(filter(None, map(_first_row, tables)))
    return {row for row, count in counts.items() if count > 1}


def have_same_columns(xs: Sequence[float], others: Sequence[float]) -> bool:
    """Return whether two tables have the same column lines."""
    return same_places(xs, others, TABLE_RUNS.column_shift * (xs[-1] - xs[0]))


def _joined(
    run: TableRun, part: TableRun, below: Sequence[Line], *, same_page: bool, is_headed: bool
) -> TableRun | None:
    """Add a part to a run; None if it is another table.

    Args:
        run: the run.
        part: the part.
        below: lines of the run's last page outside tables.
        same_page: the part is on the page of another part.
        is_headed: the part starts with a heading and continues the table before.
    """
    is_reprint = _has_same_labels(run, part.parts[0])
    is_continued = is_reprint or is_headed or (same_page and _is_right_below(run, part.parts[0]))
    if same_page:
        is_anew = is_reprint and not is_headed and _begins_anew(run, part, below)
        is_other = is_anew or not is_continued
    else:
        is_other = (is_reprint or _is_title(run, part)) and _is_ended(run, below)
    is_other |= not is_reprint and part.page_width == run.page_width and _is_beside(run, part)
    return None if is_other else _extended(run, part, is_reprint=is_reprint)


def _is_title(run: TableRun, part: TableRun) -> bool:
    """Return whether a run is a box of text, and the next part has columns: a boxed title."""
    return run.column_count == 1 < part.column_count and run.parts[-1].row_count == 1


def _is_beside(run: TableRun, part: TableRun) -> bool:
    """Return whether a table stands to the left or right of the run: a form of two abreast."""
    own, last = part.parts[0].xs, run.parts[-1].xs
    shared = shared_length(own[0], own[-1], last[0], last[-1])
    return shared < TABLE_RUNS.same_place * min(own[-1] - own[0], last[-1] - last[0])


def _is_right_below(run: TableRun, table: PageTable) -> bool:
    """Return whether a table without rules begins where the one above it ends."""
    above = run.parts[-1]
    distance = abs(table.ys[0] - above.ys[-1])
    return not (above.is_ruled or table.is_ruled) and distance <= TABLE_RUNS.edge_tolerance


def _begins_anew(run: TableRun, part: TableRun, lines: Sequence[Line]) -> bool:
    """Return whether nothing but a little white parts labelled tables of one page.

    Neither a page end nor a heading is why the labels are printed again: it is another table.
    Cards, which print one entry each in as many rows, are parts of one.
    """
    above, table = run.parts[-1], part.parts[0]
    gap = table.ys[0] - above.ys[-1]
    size = median(line.size for cell in table.cells for line in cell.lines)
    return (
        above.row_count != table.row_count
        and TABLE_RUNS.edge_tolerance < gap <= TABLE_RUNS.white_between * size
        and not _is_beside(run, part)
        and not any(above.ys[-1] < line.baseline < table.ys[0] for line in lines)
    )


def _page_feet(
    readings: Sequence[PageReading], outside: Sequence[Sequence[Line]]
) -> dict[float, float]:
    """Find, for each height of page, how far down pages print texts and tables."""
    feet: dict[float, float] = {}
    for reading, lines in zip(readings, outside, strict=True):
        lowest = [line.bottom for line in lines] + [table.ys[-1] for table in reading.tables]
        least = TABLE_RUNS.page_foot * reading.height
        feet[reading.height] = max([feet.get(reading.height, least), *lowest])
    return feet


def _floor(table: PageTable, reading: PageReading, lines: Sequence[Line], foot: float) -> float:
    """Find the height down to which a page has room for a table: its foot, or what is below."""
    bottom = table.ys[-1]
    below = [line.top for line in lines if line.bottom > bottom]
    below += [other.ys[0] for other in reading.tables if other.ys[0] >= bottom]
    return max(bottom, min([foot, *below]))


def _is_ended(run: TableRun, lines: Sequence[Line]) -> bool:
    """Return whether prose below a table's last part shows that the table ends there.

    Notes may stand there as well. They are set smaller than prose, or begin with a mark that a
    cell prints raised. If most lines break at each column line, they are no prose but rows of
    the table that were not read as such.
    """
    part = run.parts[-1]
    notes = _notes(part, lines)
    sizes = [line.size for cell in part.cells for line in cell.lines]
    width, edges = part.xs[-1] - part.xs[0], part.xs[1:-1]
    # A title is set larger than the prose below it.
    least = TABLE_RUNS.note_size * median(sizes or [0.0]) if edges else 0.0
    prose = [
        line
        for line in lines
        if line not in notes
        and line.top >= part.ys[-1] - TABLE_RUNS.edge_tolerance
        and line.x1 - line.x0 > TABLE_RUNS.prose_width * width
        and line.size >= least
    ]
    if len(prose) < TABLE_RUNS.prose_lines:
        return False
    return not edges or 2 * sum(crosses_edges(line.words, edges) for line in prose) >= len(prose)


def _notes(part: PageTable, lines: Sequence[Line]) -> list[Line]:
    """Find the notes below a table: the block of lines from the first mark of its cells on."""
    marks = {mark for cell in part.cells for line in cell.lines for mark, *_ in line.raised}
    below = sorted((line for line in lines if line.top >= part.ys[-1]), key=lambda one: one.top)
    notes: list[Line] = []
    for line in below:
        if notes and line.top - notes[-1].bottom > TABLE_RUNS.note_gap * line.size:
            break
        first = line.text.partition(" ")[0].rstrip(".)")
        if notes or first in marks:
            notes.append(line)
    return notes


def _has_same_labels(run: TableRun, table: PageTable) -> bool:
    """Return whether a table starts with the same labels as a run: a matrix in several tables."""
    rows = [
        [(cell.column, cell.text) for cell in part.cells if cell.row == 0]
        for part in (run.parts[0], table)
    ]
    return rows[0] == rows[1] and len(rows[0]) > 1 and all(text for _, text in rows[0])


def _extended(run: TableRun, part: TableRun, *, is_reprint: bool) -> TableRun | None:
    """Add a part to a run; None if its columns differ.

    Args:
        run: the run.
        part: the part.
        is_reprint: the part starts with the labels of the run.

    Returns:
        The longer run. On a page of another width, a part has as many columns as the run; if it
        has the same labels, their widths may be any.
    """
    (table,) = part.parts
    scale = part.page_width / run.page_width if run.page_width else 1.0
    floors = (*run.floors, *part.floors)
    has_all = len(table.xs) == len(run.xs)
    if has_all and is_reprint and scale != 1.0:
        return replace(run, parts=(*run.parts, table), floors=floors)
    mapped = _mapped(table, run.xs) or (_mapped(table, run.xs, scale) if has_all else None)
    if mapped is not None:
        return replace(run, parts=(*run.parts, mapped), floors=floors)
    # The new part may show columns that merged cells hide in the parts before.
    remapped = [_mapped(_with_columns(part, run.xs), table.xs) for part in run.parts]
    if any(part is None for part in remapped):
        return None
    parts = [part for part in remapped if part is not None]
    return TableRun(table.xs, (*parts, table), floors, part.page_width)


def _with_columns(part: PageTable, xs: Sequence[float]) -> PageTable:
    """Copy the column lines of a run to a part of it, scaled to the part's width."""
    left, right = part.xs[0], part.xs[-1]
    scale = (right - left) / (xs[-1] - xs[0])
    return replace(part, xs=tuple(left + (x - xs[0]) * scale for x in xs))


def _mapped(table: PageTable, xs: Sequence[float], scale: float = 1.0) -> PageTable | None:
    """Express a table's spans in the columns `xs`; None if its column lines differ.

    Args:
        table: the table.
        xs: column lines.
        scale: width of the table's page, as a multiple of that of the page with these columns.
            On a wider page, a table may be wider.
    """
    width = xs[-1] - xs[0]
    own = table.xs[-1] - table.xs[0]
    most = TABLE_RUNS.width_change * width
    if min(abs(own - width), abs(own / scale - width)) > most or len(table.xs) > len(xs):
        return None
    indices = []
    for x in table.xs:
        at = xs[0] + (x - table.xs[0]) * width / own
        nearest = min(range(len(xs)), key=lambda index: abs(xs[index] - at))
        if abs(xs[nearest] - at) > TABLE_RUNS.column_shift * width:
            return None
        indices.append(nearest)
    if len(set(indices)) < len(indices):
        return None
    if len(table.xs) < min(TABLE_RUNS.min_edges, len(xs)) and table.row_count > 1:
        return None
    cells = tuple(
        replace(cell, column=indices[cell.column], column_stop=indices[cell.column_stop])
        for cell in table.cells
    )
    return replace(table, cells=cells)


def drop_unused_columns(run: TableRun) -> TableRun:
    """Drop column lines that no cell of a run uses."""
    used = sorted(
        {at for part in run.parts for cell in part.cells for at in (cell.column, cell.column_stop)}
    )
    if len(used) == len(run.xs):
        return run
    index_of = {at: index for index, at in enumerate(used)}
    parts = tuple(
        replace(
            part,
            cells=tuple(
                replace(cell, column=index_of[cell.column], column_stop=index_of[cell.column_stop])
                for cell in part.cells
            ),
        )
        for part in run.parts
    )
    return replace(run, xs=tuple(run.xs[at] for at in used), parts=parts)


def is_band(cell: PageCell, column_count: int) -> bool:
    """Return whether a cell is a heading over all columns (a band)."""
    return (
        cell.column == 0
        and cell.column_stop == column_count
        and column_count > 1
        and cell.row_stop == cell.row + 1
        and bool(cell.lines)
    )


def is_beside(feet: Collection[PageCell], cells: Sequence[PageCell]) -> bool:
    """Return whether cells stand beside the last ones of a table, in another column of the page.

    So do pages that are printed side by side on one sheet.

    Args:
        feet: the last cells of the table so far.
        cells: those of its next part.
    """
    foot = min((cell.bbox[3] for cell in feet), default=0.0)
    top = min((cell.bbox[1] for cell in cells), default=foot)
    return top < foot - TABLE_RUNS.edge_tolerance
