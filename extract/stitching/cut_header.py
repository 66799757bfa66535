"""Headers at page ends: cut by one, or printed over the rest of a row without a rule between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.geometry.page_model import PageCell, PageTable
from extract.stitching.header import (
    Header,
    cells_between,
    crosses,
    is_bold,
    is_light_on_dark,
    is_shaded,
    print_at,
)
from extract.stitching.same_words import key_of, label_key
from extract.stitching.table_runs import TableRun


def header_end(chain: TableRun, header: Header) -> tuple[PageCell, ...]:
    """Find what a page end cut off a header that is printed once, at the foot of its page.

    It is what the next page's first row prints, where that is set apart as the labels above are,
    and the row below it is not.

    Args:
        chain: the table's parts.
        header: as found in the first of them.

    Returns:
        The cells; none where the header is whole. A row that prints in its first column only
        is a heading rather, and one with figures a row of values.
    """
    first, following = chain.parts[0], chain.parts[1:2]
    if header.stop < first.row_count or not following or crosses(following[0], 1):
        return ()
    end = cells_between(following[0], 0, 1)
    labels = {(c.column, c.column_stop): c for c in header.cells if c.row_stop == header.stop}
    own = [cell for cell in end if cell.lines]
    if not own or all(cell.column == 0 for cell in own):
        return ()
    if any((cell.column, cell.column_stop) not in labels for cell in end):
        return ()
    if any(character.isdigit() for cell in own for character in cell.text):
        return ()
    same = all(_looks(cell) == _looks(labels[cell.column, cell.column_stop]) for cell in own)
    looks = _looks(own[0])[1:]
    is_apart = any(looks) and any(_looks(cell)[1:] != looks for cell in _row_below(following[0]))
    is_end = same and is_apart and print_at(following[0], 0, header) is None
    return end if is_end else ()


def _row_below(table: PageTable) -> list[PageCell]:
    """The texts of the first row below the uppermost that has several: one alone is a heading."""
    rows: dict[int, list[PageCell]] = {}
    for cell in table.cells:
        if cell.row > 0 and cell.lines:
            rows.setdefault(cell.row, []).append(cell)
    return next((rows[row] for row in sorted(rows) if len(rows[row]) > 1), [])


def whole_header(header: Header, end: Sequence[PageCell]) -> Header:
    """Put a header together that a page end cuts, as later pages print it.

    Args:
        header: as the first page prints it.
        end: what the next page prints of it.

    Returns:
        The same header, the lines of its last row gone on with.
    """
    rest = {cell.column: tuple(cell.lines) for cell in end}
    cells = tuple(
        replace(cell, lines=(*cell.lines, *rest[cell.column]))
        if cell.row_stop == header.stop and cell.column in rest
        else cell
        for cell in header.cells
    )
    return replace(header, cells=cells)


def _looks(cell: PageCell) -> tuple[bool, bool, bool, bool]:
    """Whether a cell prints anything, and how that is set apart."""
    return bool(cell.lines), is_bold(cell), is_shaded(cell), is_light_on_dark(cell)


def parted_below(table: PageTable, header: Header) -> PageTable:
    """Part a header from the row below it where a page draws no rule between them.

    Programs that cut a row may leave out the rule above its second part: each of its cells then
    begins with a label.

    Args:
        table: a part of the table after the first.
        header: as first printed.

    Returns:
        The table with a row for the header; the same where not all labels stand there, or nothing
        else does.
    """
    labels = {cell.column: cell for cell in header.cells}
    head = [cell for cell in table.cells if cell.row == 0]
    if header.depth > 1 or {cell.column for cell in head} != labels.keys():
        return table
    cuts = {cell.column: _lines_of_label(cell, labels[cell.column]) for cell in head}
    if None in cuts.values() or all(cuts[cell.column] == len(cell.lines) for cell in head):
        return table
    label_lines = [line for cell in head for line in cell.lines[: cuts[cell.column]]]
    texts = [line for cell in head for line in cell.lines[cuts[cell.column] :]]
    foot, top = max(x.bottom for x in label_lines), min(x.top for x in texts)
    y = (foot + top) / 2
    if not table.ys[0] < y < table.ys[1] or any(x.baseline < foot for x in texts):
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


def _lines_of_label(cell: PageCell, label: PageCell) -> int | None:
    """How many of a cell's first lines are a label; None where it does not begin with that."""
    wanted = label_key(label)
    counts = range(len(cell.lines) + 1)
    return next((n for n in counts if key_of([x.text for x in cell.lines[:n]]) == wanted), None)
