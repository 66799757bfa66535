"""Read forms that print each label above its value, in the box of the value or in one above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from extract.model import Cell, Fragment, Row, Table

Pair = tuple[Row, Cell | None, Cell | None]
"""A line of a form, a label in it, and its value; None: there is none."""


def labels_in_boxes(table: Table, *, has_value: bool = True) -> list[str]:
    """Return the first line of each box.

    Args:
        table: a table.
        has_value: whether only boxes with more than one line count.
    """
    cells = (cell for row in (*table.header, *table.rows) for cell in row.cells)
    lines = ((_first_line(cell), _has_more(cell)) for cell in cells)
    return [line for line, has_more in lines if line and (has_more or not has_value)]


def pairs_in_boxes(table: Table, is_label: Callable[[str], bool]) -> Iterator[Pair]:
    """Yield the label and the value of each box.

    A box whose first line is no label goes on with the value before it, as after a page end; if it
    fills its row and is one line, it is a heading.

    Args:
        table: a table of forms.
        is_label: whether a printed line is a label.
    """
    for row in (*table.header, *table.rows):
        cells = sorted(row.cells, key=lambda cell: cell.column)
        for cell in cells:
            line = _first_line(cell)
            if line and is_label(line):
                yield row, _label_cell(cell, line), _value_cell(cell, line)
            elif len(cells) == 1 and not _has_more(cell):
                yield row, None, cell
            elif line:
                yield row, _label_cell(cell, ""), cell


def labels_above(table: Table, is_label: Callable[[str], bool]) -> list[str]:
    """Return the labels of the rows of labels: each is followed by a row of values."""
    return [
        label.text
        for _, label, _ in pairs_above(table, is_label)
        if label is not None and label.text
    ]


def alternates(table: Table, is_label: Callable[[str], bool], share: float) -> bool:
    """Return whether rows of labels and rows of values alternate in a table.

    Args:
        table: a table.
        is_label: whether a printed text is a label.
        share: the least share of rows with labels only; lines of pairs do not count.
    """
    kinds = [kind for _, kind in _alternating(table, is_label) if kind != "pair"]
    return bool(kinds) and kinds.count("labels") >= share * len(kinds)


def has_lines_of_pairs(table: Table, is_label: Callable[[str], bool]) -> bool:
    """Return whether a line of a table is one label and its value, beside rows of labels."""
    kinds = {kind for _, kind in _alternating(table, is_label)}
    return {"pair", "labels"} <= kinds


def pairs_above(table: Table, is_label: Callable[[str], bool]) -> Iterator[Pair]:
    """Yield the label and the value of each box that stands below the box of its label.

    A row that follows a row of values and holds no labels goes on with the value before it. A line
    of two boxes may print a label beside its value, as for the title of a card.

    Args:
        table: a table of forms.
        is_label: whether a printed text is a label.
    """
    labels: dict[int, Cell] = {}
    for row, kind in _alternating(table, is_label):
        cells = sorted(row.cells, key=lambda cell: cell.column)
        if kind == "pair":
            yield from ((row, label, None) for label in labels.values())
            labels = {}
            yield row, cells[0], cells[1]
            continue
        if kind == "labels":
            yield from ((row, label, None) for label in labels.values())
            labels = {cell.column: cell for cell in cells}
            continue
        for cell in cells:
            label = labels.pop(cell.column, None)
            yield row, label if label is not None else _label_cell(cell, ""), cell
    yield from ((row, label, None) for label in labels.values())


def _alternating(
    table: Table, is_label: Callable[[str], bool]
) -> Iterator[tuple[Row, Literal["labels", "values", "pair"]]]:
    """Yield each row in printed order, and whether it holds labels, whose values come next.

    A line of two boxes in a wider table, the first of which is a label, is a pair.
    """
    before = False
    for row in _printed_rows(table):
        texts = [" ".join(cell.text.split()) for cell in row.cells if cell.text.strip()]
        if not before and _is_pair(row, table, is_label):
            yield row, "pair"
            continue
        before = not before and bool(texts) and all(map(is_label, texts))
        yield row, "labels" if before else "values"


def _is_pair(row: Row, table: Table, is_label: Callable[[str], bool]) -> bool:
    cells = sorted(row.cells, key=lambda cell: cell.column)
    if len(cells) != 2 or len(table.columns) < 3:
        return False
    label, value = (" ".join(cell.text.split()) for cell in cells)
    is_over_columns = cells[1].column_stop - cells[1].column > 1
    return is_over_columns and is_label(label) and not is_label(value)


def _printed_rows(table: Table) -> Iterator[Row]:
    """Yield the rows in printed order, and the header again on each page that prints it again.

    Of a table of forms, it is the first label of the form that begins there.
    """
    again = {one.page for one in table.header_prints[1:]}
    for row in sorted((*table.header, *table.rows), key=_start_of_row):
        page = _start_of_row(row)[0]
        if page in again:
            again.remove(page)
            yield from table.header
        yield row


def _start_of_row(row: Row) -> tuple[int, float]:
    places = ((part.page, part.bbox[1]) for cell in row.cells for part in cell.fragments)
    return min(places, default=(0, 0.0))


def _first_line(cell: Cell) -> str:
    lines = cell.fragments[0].lines if cell.fragments else ()
    return " ".join(lines[0].split()) if lines else ""


def _has_more(cell: Cell) -> bool:
    return sum(len(fragment.lines) for fragment in cell.fragments) > 1


def _label_cell(cell: Cell, line: str) -> Cell:
    if not cell.fragments:
        return cell.model_copy(update={"text": line})
    first = cell.fragments[0]
    part = first.model_copy(update={"lines": first.lines[:1], "text": line})
    return cell.model_copy(
        update={"cell_id": f"{cell.cell_id}-label", "text": line, "fragments": (part,)}
    )


def _value_cell(cell: Cell, line: str) -> Cell | None:
    """Return a box without its first line; None if it has no other."""
    if not _has_more(cell):
        return None
    first = cell.fragments[0]
    kept: tuple[Fragment, ...] = cell.fragments[1:]
    if len(first.lines) > 1:
        update = {"lines": first.lines[1:], "text": _without(first.text, line)}
        kept = (first.model_copy(update=update), *kept)
    return cell.model_copy(update={"text": _without(cell.text, line), "fragments": kept})


def _without(text: str, line: str) -> str:
    """Return a text without the line that it begins with, however its blanks are set."""
    left = iter(range(len(text)))
    for char in line:
        if char.isspace():
            continue
        at = next((i for i in left if not text[i].isspace()), None)
        if at is None or text[at] != char:
            return text
    return text[next(left, len(text)) :].strip()
