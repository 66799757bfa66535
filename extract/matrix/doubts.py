"""Name what is uncertain about the matrix: its tables, its forms and the roles of its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extract.document.thresholds import PLAN
from extract.matrix.chosen import matrix_parts, without_labels
from extract.matrix.thresholds import CHOICE
from extract.model import (
    Cell,
    ColumnRole,
    Document,
    DoubtKind,
    Fragment,
    ReadingDoubt,
    Span,
    Table,
)
from extract.settings import ExtractSettings


def doubts_on_published(document: Document, used: Sequence[int]) -> Iterator[ReadingDoubt]:
    """Yield the doubts of a document that concern what a plan publishes.

    A plan publishes its matrix, its annex and the text around them. How a survey or a list of
    costs between them was read does not matter for it, nor whether a row is read right that prints
    the labels of the columns again.

    Args:
        document: the document.
        used: indexes of the tables of the matrix and the annex.
    """
    others = {
        table.table_id for index, table in enumerate(document.tables) if index not in set(used)
    }
    labels = {
        (part.page, part.bbox)
        for index in used
        for row in document.tables[index].rows
        if row.kind == "header"
        for cell in row.cells
        for part in cell.fragments
    }
    for doubt in document.doubts:
        is_label = doubt.kind == "uncertain-cell" and (doubt.span.page, doubt.span.bbox) in labels
        if doubt.table_id not in others and not is_label:
            yield doubt


def doubts_on_tables(
    document: Document, settings: ExtractSettings, chosen: Sequence[int]
) -> Iterator[ReadingDoubt]:
    """Yield tables that print the columns of the matrix and are no part of it, or do not and are.

    Args:
        document: the document.
        settings: the columns of the plan.
        chosen: indexes of the tables that make up the matrix.
    """
    if not settings.columns or settings.forms:
        return
    for index in matrix_parts(document, settings):
        if index not in chosen:
            table = document.tables[index]
            yield from _doubt(
                "matrix-table",
                table,
                _first_cell(table),
                "prints the columns of the matrix, but is not published as a part of it",
            )
    for index in without_labels(document, chosen):
        table = document.tables[index]
        yield from _doubt(
            "matrix-table",
            table,
            _first_cell(table),
            "prints no labels and is taken for a part of the matrix",
        )


def doubts_on_form_labels(matrix: Table, others: Sequence[int]) -> Iterator[ReadingDoubt]:
    """Yield labels of forms that the settings do not name: they may be two labels read as one."""
    for cell in (cell for row in matrix.header for cell in row.cells if cell.column in others):
        yield from _doubt(
            "matrix-table", matrix, cell, "is a label of forms that the settings do not name"
        )


def doubts_on_cut_forms(matrix: Table) -> Iterator[ReadingDoubt]:
    """Yield forms that a page end follows and that lack the value with which the others end.

    A value alone overleaf, without its label, belongs to no table.
    """
    rows = [row for row in matrix.rows if row.kind == "row" and row.cells]
    last_cells = [max(row.cells, key=_end_of_cell) for row in rows]
    (usual, count), *_ = Counter(cell.column for cell in last_cells).most_common(1) or [(0, 0)]
    starts = [min(row.pages, default=0) for row in rows[1:]]
    for row, last, start in zip(rows, last_cells, [*starts, None], strict=True):
        at_page_end = start is None or start > max(row.pages, default=0)
        is_usual = count > 1 and count >= CHOICE.form_share * len(rows)
        has_value = any(cell.column == usual and cell.text.strip() for cell in row.cells)
        if is_usual and at_page_end and not has_value:
            label = _quoted_label(matrix, usual)
            taken = (
                f"its form lacks {label}, with which the others end: what stands overleaf may be it"
            )
            yield from _doubt("left-out", matrix, last, taken)


def _end_of_cell(cell: Cell) -> tuple[int, float]:
    """Return the page and the height at which a cell ends."""
    ends = ((part.page, part.bbox[3]) for part in cell.fragments if cell.text.strip())
    return max(ends, default=(0, 0.0))


def doubts_on_roles(
    matrix: Table, roles: Sequence[ColumnRole], settings: ExtractSettings
) -> Iterator[ReadingDoubt]:
    """Yield the columns whose role was guessed and has not been checked by anyone."""
    guesses = {column.role: column.guess for column in settings.columns if column.guess is not None}
    for role in roles:
        if role.role not in guesses:
            continue
        cells = [cell for row in (*matrix.header, *matrix.rows) for cell in row.cells]
        cell = next((cell for cell in cells if cell.column == role.column and cell.fragments), None)
        taken = (
            f"this column was taken for “{role.role}” by a guess ({guesses[role.role]:.0%} sure), "
            "and nobody has confirmed it"
        )
        yield from _doubt("role-guess", matrix, cell, taken, role.label)


def doubts_on_spans(matrix: Table, roles: Sequence[ColumnRole]) -> Iterator[ReadingDoubt]:
    """Yield cells of rows that span columns of different roles: their text is published in one.

    Args:
        matrix: the matrix.
        roles: of its columns.
    """
    names = dict(enumerate(matrix.columns)) | {one.column: one.role for one in roles}
    width = len(matrix.columns)
    for cell in (cell for row in matrix.rows if row.kind == "row" for cell in row.cells):
        spanned = range(cell.column, min(cell.column_stop, width))
        labels = {matrix.columns[column] for column in spanned} - {""}
        own = {names[column] for column in spanned} - {""}
        if cell.text.strip() and len(spanned) < width and min(len(labels), len(own)) > 1:
            first, last = (_quoted_label(matrix, column) for column in (spanned[0], spanned[-1]))
            taken = f"it spans the columns {first} to {last}, and is published in {first} only"
            yield from _doubt("table-grid", matrix, cell, taken)


def _quoted_label(table: Table, column: int) -> str:
    label = " ".join(table.columns[column].split())[: PLAN.role_length]
    return f"“{label}”" if label else f"number {column + 1}"


def _first_cell(table: Table) -> Cell | None:
    cells = (cell for row in (*table.header, *table.rows) for cell in row.cells)
    return next((cell for cell in cells if cell.fragments), None)


def _doubt(
    kind: DoubtKind, table: Table, cell: Cell | None, taken: str, label: str = ""
) -> Iterator[ReadingDoubt]:
    """Yield a doubt at a cell, with the label of its column if that is given, else its text."""
    if cell is not None and cell.fragments:
        place: Fragment = cell.fragments[0]
        text = " ".join((label or cell.text).split())[: PLAN.role_length * 2]
        span = Span(page=place.page, bbox=place.bbox)
        yield ReadingDoubt(kind=kind, table_id=table.table_id, span=span, text=text, taken=taken)
