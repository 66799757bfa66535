"""Find the header of a table, and the pages that reprint it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.geometry.page_model import PageCell, PageTable
from extract.pdf.glyphs import lightness
from extract.stitching.labels import (
    is_misread_label,
    is_same_label,
    label_key,
    label_likeness,
)
from extract.stitching.table_runs import TableRun, drop_unused_columns, is_band
from extract.stitching.thresholds import HEADER, LABELS


@dataclass(frozen=True, slots=True)
class Header:
    """The header as first printed: rows `start` to `stop` (exclusive) of the first part."""

    start: int
    stop: int
    cells: tuple[PageCell, ...]

    @property
    def depth(self) -> int:
        """Number of rows."""
        return self.stop - self.start


def detect_header(run: TableRun) -> Header | None:
    """Find the header of a table in its first part.

    Rows that later pages reprint are a header. If there are none, rows set apart from the rows
    below by bold type, shading or text colour are.

    Args:
        run: the table's parts.

    Returns:
        The header; None if the table has none.
    """
    candidates = _candidates(run)
    later = run.parts[1:]
    prints = [
        sum(_is_printed_at_top(part, header, run.column_count) for part in later)
        for header in candidates
    ]
    most = max(prints, default=0)
    if most and most >= HEADER.reprint_share * len(later):
        # A few pages may start with rows like the one below the header: fewer than reprint it.
        reprinted = [h for h, count in zip(candidates, prints, strict=True) if count == most]
        if any(part.page != run.parts[0].page for part in later):
            return reprinted[-1]
        # So may all of a few parts on one page: there, the style of the header tells where it ends.
        styled = [h for h in reprinted if _is_set_apart(h, run) and not _holds_a_row(h)]
        return (styled or reprinted)[-1]
    styled = [h for h in candidates if _is_set_apart(h, run) and not _holds_a_row(h)]
    return styled[-1] if styled else None


def _candidates(run: TableRun) -> list[Header]:
    """Return the rows below headings over all columns that may be a header, the fewest first."""
    first = run.parts[0]
    start = _row_below_bands(first, run.column_count)
    return [
        Header(start, stop, cells_between(first, start, stop))
        for stop in range(start + 1, min(start + HEADER.max_rows, first.row_count) + 1)
        if not crosses_rows(first, stop)
        and (stop == start + 1 or _prints(first, stop - 1))
        and not any(_band_at(first, row, run.column_count) for row in range(start + 1, stop))
    ]


def grouped_rows_of(run: TableRun) -> Header | None:
    """Return the first rows if they print labels over several columns, and labels under each.

    Args:
        run: the table's parts.

    Returns:
        The fewest rows in which each label over several columns has two or more below it; None if
        the first row prints none, or no rows follow.
    """
    for header in _candidates(run):
        over = [cell for cell in header.cells if cell.lines and cell.column_stop > cell.column + 1]
        if header.depth == 1 and not over:
            return None
        if header.stop == run.parts[0].row_count or header.depth == 1:
            continue
        if all(_has_labels_below(cell, header) for cell in over):
            return None if _holds_a_row(header) else header
    return None


def _has_labels_below(label: PageCell, header: Header) -> bool:
    """Return whether a header prints two labels or more below one, within its columns."""
    below = [
        cell
        for cell in header.cells
        if cell.lines
        and cell.row >= label.row_stop
        and label.column <= cell.column
        and cell.column_stop <= label.column_stop
    ]
    return len({cell.column for cell in below}) > 1


def first_row_of(run: TableRun) -> Header | None:
    """Return the first row after any headings that span all columns; None if no row follows it."""
    first = run.parts[0]
    start = _row_below_bands(first, run.column_count)
    is_last = start + 1 >= first.row_count and len(run.parts) == 1
    if is_last or crosses_rows(first, start + 1):
        return None
    return Header(start, start + 1, cells_between(first, start, start + 1))


def _is_printed_at_top(part: PageTable, header: Header, column_count: int) -> bool:
    """Return whether a part starts with a header, perhaps below headings over all columns."""
    rows = {0, _row_below_bands(part, column_count)}
    return any(print_at(part, row, header) is not None for row in rows)


def labelled_header(run: TableRun, labels: Sequence[str]) -> Header | None:
    """Find the first rows of a table that print the labels of the settings.

    Args:
        run: the table's parts.
        labels: the labels of the settings.

    Returns:
        The fewest rows that print the most labels; None if these are too few.
    """
    wanted = [label for label in dict.fromkeys(labels) if label.strip()]
    least = max(LABELS.min_labels, LABELS.label_share * len(wanted))
    first = run.parts[0]
    start = _row_below_bands(first, run.column_count)
    best: Header | None = None
    for stop in range(start + 1, min(start + HEADER.max_rows, first.row_count) + 1):
        header = Header(start, stop, cells_between(first, start, stop))
        count = 0 if crosses_rows(first, stop) else _count_labels(header, run.column_count, wanted)
        if count >= least:
            best, least = header, count + 1
    return best


def _count_labels(header: Header, column_count: int, wanted: Sequence[str]) -> int:
    """Count the labels of the settings that a header prints above single columns."""
    printed = [
        " ".join(line.text for cell in above for line in cell.lines)
        for above in header_cells_by_column(header.cells, column_count)
    ]
    found = {
        next(
            (n for n, label in enumerate(wanted) if label_likeness(text, label) >= LABELS.same),
            None,
        )
        for text in printed
        if text
    }
    return len(found - {None})


def split_by_header(run: TableRun) -> list[TableRun]:
    """Split a run into tables that share their columns by chance, each with its own header.

    Args:
        run: parts with the same columns.

    Returns:
        One run per table.
    """
    starts = [0]
    header = detect_header(TableRun(run.xs, (run.parts[0],)))
    for number, part in enumerate(run.parts[1:], 1):
        own = detect_header(TableRun(run.xs, (part,)))
        if header is not None and own is not None and print_at(part, own.start, header) is None:
            has_same_style = _header_style(own) == _header_style(header)
            if has_same_style and not _is_printed_in(part, header):
                starts.append(number)
                header = own
    return [
        drop_unused_columns(TableRun(run.xs, run.parts[start:stop], run.floors[start:stop]))
        for start, stop in pairwise([*starts, len(run.parts)])
    ]


def _header_style(header: Header) -> set[tuple[tuple[float, ...] | None, bool]]:
    """Describe how a header is set: shading and bold type of its cells."""
    return {(cell.fill, is_bold(cell)) for cell in header.cells if cell.lines}


def _is_printed_in(table: PageTable, header: Header) -> bool:
    return any(print_at(table, row, header) is not None for row in range(table.row_count))


def _row_below_bands(table: PageTable, column_count: int) -> int:
    """Find the first row below headings over all columns at the top of a table."""
    row = 0
    while row < table.row_count - 1 and _band_at(table, row, column_count):
        row += 1
    return row


def _band_at(table: PageTable, row: int, column_count: int) -> bool:
    return any(cell.row == row and is_band(cell, column_count) for cell in table.cells)


def _prints(table: PageTable, row: int) -> bool:
    """Return whether a text starts in a row; an empty row is no row of labels."""
    return any(cell.row == row and cell.lines for cell in table.cells)


def cells_between(table: PageTable, start: int, stop: int) -> tuple[PageCell, ...]:
    """Select the cells that start in rows `start` to `stop` (exclusive)."""
    return tuple(cell for cell in table.cells if start <= cell.row < stop)


def crosses_rows(table: PageTable, row: int) -> bool:
    """Return whether a cell crosses the upper edge of a row."""
    return any(cell.row < row < cell.row_stop for cell in table.cells)


def _is_set_apart(header: Header, run: TableRun) -> bool:
    # The first page may print the header and no row.
    bodies = (
        _texts(part, header.stop if number == 0 else 0, run.column_count)
        for number, part in enumerate(run.parts[:2])
    )
    body = next(filter(None, bodies), [])
    own = [cell for cell in header.cells if cell.lines]
    if not own or not body or len(own) < 2:
        return False
    return any(
        all(has_style(cell) for cell in own)
        and sum(has_style(cell) for cell in body) < HEADER.styled_body_share * len(body)
        for has_style in (is_bold, is_light_on_dark, is_shaded)
        if has_style is not is_shaded or not _is_striped(own, body)
    )


def _holds_a_row(header: Header) -> bool:
    """Return whether a row below the first one holds data, not further labels.

    Labels of a second row divide a label above that spans them, or fill a gap under no label. A
    text under a label just as wide, in the first column or in most others, is data, whatever its
    style.
    """
    labels = [cell for cell in header.cells if cell.lines]
    for row in range(header.start + 1, header.stop):
        own = [cell for cell in labels if cell.row == row]
        below = [
            any(
                (label.column, label.column_stop, label.row_stop)
                == (cell.column, cell.column_stop, row)
                for label in labels
            )
            for cell in own
        ]
        is_key = any(flag and cell.column == 0 for flag, cell in zip(below, own, strict=True))
        if is_key or sum(below) > max(1, HEADER.nested_labels_share * len(own)):
            return True
    return False


def _is_striped(own: Sequence[PageCell], body: Sequence[PageCell]) -> bool:
    """Return whether rows below have the shade of the header: usually every second row."""
    rows: dict[int, set[tuple[float, ...] | None]] = {}
    for cell in body:
        rows.setdefault(cell.row, set()).add(cell.fill)
    shades = {cell.fill for cell in own}
    return any(len(fills) == 1 and fills <= shades for fills in rows.values())


def _texts(table: PageTable, start: int, column_count: int) -> list[PageCell]:
    """Select the cells with text from a row on, except headings over all columns."""
    return [
        cell
        for cell in table.cells
        if cell.row >= start and cell.lines and not is_band(cell, column_count)
    ]


def is_bold(cell: PageCell) -> bool:
    """Return whether all of a cell's text is bold."""
    return all(line.bold for line in cell.lines)


def is_shaded(cell: PageCell) -> bool:
    """Return whether a cell is shaded."""
    return cell.fill is not None


def is_light_on_dark(cell: PageCell) -> bool:
    """Return whether all of a cell's text is light."""
    return all(lightness(line.color) > HEADER.light_color for line in cell.lines)


def print_at(table: PageTable, row: int, header: Header) -> tuple[PageCell, ...] | None:
    """Check whether a header is reprinted from a row on.

    A reprint contains the labels of the header and nothing else: dropping a row with any text
    of its own would lose that text. At the top of a page some labels may be missing.

    Args:
        table: a part of the table.
        row: first row of the possible reprint.
        header: the header as first printed.

    Returns:
        The cells of the reprint; None if there is none.
    """
    stop = row + header.depth
    if stop > table.row_count or crosses_rows(table, stop) or crosses_rows(table, row):
        return None
    cells = cells_between(table, row, stop)
    labels = labels_at(header.cells, header.start)
    found = labels_at(cells, row)
    if _are_run_together(labels, found):
        return cells
    for place, again in found.items():
        first = labels.get(place)
        if first is None or not (is_same_label(first, again) or is_misread_label(first, again)):
            return None
    if not found or (found.keys() != labels.keys() and not _is_at_head(table, row)):
        return None
    # Each row of the header must be there: a row that prints nothing is an empty row.
    printed, wanted = ([at for at, _ in places] for places in (found, labels))
    share = HEADER.reprinted_row_share
    is_whole = all(printed.count(at) >= share * wanted.count(at) for at in set(wanted))
    return cells if is_whole else None


def _are_run_together(
    labels: Mapping[tuple[int, int], PageCell], found: Mapping[tuple[int, int], PageCell]
) -> bool:
    """Return whether cells print all labels of a header, some of them in the cell to their left.

    Labels of narrow columns may touch, and are then read as one. Their lines are mixed.
    """
    prints = [sorted("".join(label_key(cell) for cell in own.values())) for own in (labels, found)]
    return found.keys() < labels.keys() and prints[0] == prints[1]


def labels_at(cells: Iterable[PageCell], start: int) -> dict[tuple[int, int], PageCell]:
    """Map the cells with text by row, counted from `start`, and column."""
    return {(cell.row - start, cell.column): cell for cell in cells if cell.lines}


def _is_at_head(table: PageTable, row: int) -> bool:
    """Return whether only headings over all columns are above a row."""
    return all(sum(cell.row == above for cell in table.cells) <= 1 for above in range(row))


def header_cells_by_column(cells: Sequence[PageCell], column_count: int) -> list[list[PageCell]]:
    """List, for each column, the header cells above it, top to bottom."""
    ordered = sorted(cells, key=lambda cell: cell.row)
    return [
        [cell for cell in ordered if cell.column <= column < cell.column_stop and cell.lines]
        for column in range(column_count)
    ]
