"""Headers at page ends: cut by a page end, or reprinted without a rule below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.geometry.page_model import PageCell, PageTable
from extract.stitching.header import (
    Header,
    cells_between,
    crosses_rows,
    is_bold,
    is_light_on_dark,
    is_shaded,
    print_at,
)
from extract.stitching.labels import key_of, label_key
from extract.stitching.table_runs import TableRun


def header_end(run: TableRun, header: Header) -> tuple[PageCell, ...]:
    """Find the rest of a header that the end of its page cuts.

    The first row of the next page is the rest if it has the style of the labels and the row
    below it has not.

    Args:
        run: the table's parts.
        header: the header found in the first part.

    Returns:
        The cells; none if the header is whole. A row with text in its first column only is a
        heading, and a row with figures holds data.
    """
    first, following = run.parts[0], run.parts[1:2]
    if header.stop < first.row_count or not following or crosses_rows(following[0], 1):
        return ()
    end = cells_between(following[0], 0, 1)
    labels = {(c.column, c.column_stop): c for c in header.cells if c.row_stop == header.stop}
    own = [cell for cell in end if cell.lines]
    if not _may_be_labels(own) or any((c.column, c.column_stop) not in labels for c in end):
        return ()
    has_same_style = all(
        _cell_style(cell) == _cell_style(labels[cell.column, cell.column_stop]) for cell in own
    )
    style = _cell_style(own[0])[1:]
    is_apart = any(style) and any(
        _cell_style(cell)[1:] != style for cell in _row_below(following[0])
    )
    is_end = has_same_style and is_apart and print_at(following[0], 0, header) is None
    return end if is_end else ()


def _may_be_labels(cells: Sequence[PageCell]) -> bool:
    """Return whether the texts of a row may be labels: not a heading, and without figures."""
    return any(cell.column > 0 for cell in cells) and not any(
        character.isdigit() for cell in cells for character in cell.text
    )


def _row_below(table: PageTable) -> list[PageCell]:
    """Select the first row below the top row that has several texts; a single text is a heading."""
    rows: dict[int, list[PageCell]] = {}
    for cell in table.cells:
        if cell.row > 0 and cell.lines:
            rows.setdefault(cell.row, []).append(cell)
    return next((rows[row] for row in sorted(rows) if len(rows[row]) > 1), [])


def whole_header(header: Header, end: Sequence[PageCell]) -> Header:
    """Complete a header that a page end cuts, as later pages print it.

    Args:
        header: the header as the first page prints it.
        end: the rest on the next page.

    Returns:
        The header, with the lines of `end` added to its last row.
    """
    rest = {cell.column: tuple(cell.lines) for cell in end}
    cells = tuple(
        replace(cell, lines=(*cell.lines, *rest[cell.column]))
        if cell.row_stop == header.stop and cell.column in rest
        else cell
        for cell in header.cells
    )
    return replace(header, cells=cells)


def _cell_style(cell: PageCell) -> tuple[bool, bool, bool, bool]:
    """Describe a cell: whether it has text, and is bold, shaded, or light on dark."""
    return bool(cell.lines), is_bold(cell), is_shaded(cell), is_light_on_dark(cell)


def with_row_below_header(table: PageTable, header: Header) -> PageTable:
    """Separate a reprinted header from the row below it if no rule is drawn between them.

    Programs that cut a row may omit the rule above its second part. Each cell then starts with a
    label.

    Args:
        table: a part of the table after the first.
        header: the header as first printed.

    Returns:
        The table with a separate row for the header; the same table if a label is missing, or
        if the row holds nothing but labels.
    """
    labels = {cell.column: cell for cell in header.cells}
    head = [cell for cell in table.cells if cell.row == 0]
    if header.depth > 1 or {cell.column for cell in head} != labels.keys():
        return table
    cuts = {cell.column: _lines_of_label(cell, labels[cell.column]) for cell in head}
    if None in cuts.values() or all(cuts[cell.column] == len(cell.lines) for cell in head):
        return table
    y = _edge_below_labels(head, cuts)
    if y is None or not table.ys[0] < y < table.ys[1]:
        return table
    cells = []
    for cell in table.cells:
        below = replace(cell, row=cell.row + 1, row_stop=cell.row_stop + 1)
        if cell.row == 0:
            x0, upper, x1, lower = cell.bbox
            cut = cuts[cell.column]
            label = replace(cell, row_stop=1, bbox=(x0, upper, x1, y), closed_bottom=False)
            cells.append(replace(label, lines=cell.lines[:cut]))
            below = replace(
                below, bbox=(x0, y, x1, lower), lines=cell.lines[cut:], closed_top=False
            )
        cells.append(below)
    return replace(table, ys=(table.ys[0], y, *table.ys[1:]), cells=tuple(cells))


def with_labels_cut(table: PageTable, header: Header) -> PageTable:
    """Separate the labels of a reprinted header from merged cells that continue below them.

    Programs that cut a merged cell at a page end may omit the rule between a label and the rest
    of the cell. The labels of the other columns have one, which shows where the header ends.

    Args:
        table: a part of the table after the first.
        header: the header as first printed.

    Returns:
        The table with the cells below such labels as cells of their own; the same table if a
        label is missing, or if no other text of the header's rows ends with them.
    """
    stop = header.depth
    labels = {(cell.row - header.start, cell.column): cell for cell in header.cells if cell.lines}
    head = {(cell.row, cell.column): cell for cell in table.cells if cell.row < stop and cell.lines}
    if head.keys() != labels.keys():
        return table
    cuts = {place: _lines_of_label(cell, labels[place]) for place, cell in head.items()}
    crossing = {place for place, cell in head.items() if cell.row_stop > stop}
    ending = [place for place, cell in head.items() if cell.row_stop == stop]
    are_whole = all(cuts[place] == len(cell.lines) for place, cell in head.items())
    if not crossing or not ending or not are_whole:
        return table
    y, cells = table.ys[stop], []
    for cell in table.cells:
        if (cell.row, cell.column) in crossing:
            x0, upper, x1, lower = cell.bbox
            rest = replace(cell, row=stop, bbox=(x0, y, x1, lower), lines=(), closed_top=False)
            cells.append(rest)
            cell = replace(cell, row_stop=stop, bbox=(x0, upper, x1, y), closed_bottom=False)
        cells.append(cell)
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _edge_below_labels(head: Sequence[PageCell], cuts: Mapping[int, int | None]) -> float | None:
    """Return the height halfway between the labels and the texts below; None if they overlap."""
    label_lines = [line for cell in head for line in cell.lines[: cuts[cell.column]]]
    texts = [line for cell in head for line in cell.lines[cuts[cell.column] :]]
    foot, top = max(x.bottom for x in label_lines), min(x.top for x in texts)
    return None if any(x.baseline < foot for x in texts) else (foot + top) / 2


def _lines_of_label(cell: PageCell, label: PageCell) -> int | None:
    """Count the first lines of a cell that form a label; None if it does not start with it."""
    wanted = label_key(label)
    counts = range(len(cell.lines) + 1)
    return next((n for n in counts if key_of([x.text for x in cell.lines[:n]]) == wanted), None)
