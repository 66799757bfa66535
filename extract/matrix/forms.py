"""Turn forms, which print a label beside or above each value, into the rows of one table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.document.thresholds import PLAN
from extract.matrix.boxed_forms import (
    Pair,
    alternates,
    labels_above,
    labels_in_boxes,
    pairs_above,
    pairs_in_boxes,
)
from extract.matrix.thresholds import CHOICE
from extract.model import Cell, ColumnRole, Row, Table
from extract.settings import ColumnSetting
from extract.stitching.labels import label_likeness, letters_of
from extract.stitching.thresholds import LABELS


@dataclass
class _Record:
    """One form: its values by column, and a heading in it or above it."""

    pages: dict[int, None] = field(default_factory=dict)
    values: dict[int, list[Cell]] = field(default_factory=dict)


@dataclass
class _Columns:
    """The columns of the records: those of the settings, then other labels as printed."""

    settings: Sequence[ColumnSetting]
    counter: str = ""
    """The word with which a heading above each form counts them: `Card 1`, `Card 2`."""
    others: list[str] = field(default_factory=list)
    labels: dict[int, Cell] = field(default_factory=dict)

    def of(self, label: Cell) -> int:
        """Return the column of a printed label; an unknown label gets one of its own."""
        at = best_setting(label.text, self.settings)
        if at is None:
            same = [n for n, t in enumerate(self.others) if _is_same(t, label.text)]
            if not same:
                self.others.append(label.text)
            at = len(self.settings) + (same[0] if same else len(self.others) - 1)
        self.labels.setdefault(at, label)
        return at


def best_setting(label: str, settings: Sequence[ColumnSetting]) -> int | None:
    """Return the column of the settings that has a printed label; None if there is none."""
    scores = [
        max(label_likeness(label, known) for known in (setting.label, *setting.also))
        for setting in settings
    ]
    best = max(scores, default=0.0)
    return scores.index(best) if best >= LABELS.same else None


def _is_same(one: str, other: str) -> bool:
    return label_likeness(one, other) >= LABELS.same


def pairs_of(table: Table) -> Iterator[Pair]:
    """Yield the label and the value of each line of a table of forms.

    A form may print two pairs side by side. A line over all columns is a value without a label.
    """
    for row in (*table.header, *table.rows):
        cells = sorted(row.cells, key=lambda cell: cell.column)
        if len(cells) == 1:
            yield row, None, cells[0]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            yield row, label, value


def labels_of_forms(table: Table) -> list[str]:
    """Return the labels of a table of forms, line by line; empty if it is no such table."""
    if len(table.columns) not in (2, 4):
        return []
    return [label.text for _, label, _ in pairs_of(table) if label and label.text.strip()]


def is_of_forms(table: Table, settings: Sequence[ColumnSetting]) -> bool:
    """Return whether the lines or the boxes of a table begin with labels of the settings."""
    return (
        _are_known(labels_of_forms(table), settings)
        or _is_of_boxes(table, settings)
        or _has_labels_above(table, settings)
        or _is_piece(table, settings)
    )


def _is_piece(table: Table, settings: Sequence[ColumnSetting]) -> bool:
    """Return whether a table is the beginning or the end of a form that goes on over a page."""
    labels = labels_of_forms(table)
    is_beside = bool(labels) and all(map(_is_one_of(settings), labels))
    return is_beside or _is_piece_with_labels_above(table, settings)


def _is_piece_with_labels_above(table: Table, settings: Sequence[ColumnSetting]) -> bool:
    """Return whether each row of a table is a row of labels, or stands below one."""
    is_label = _is_one_of(settings)
    return bool(labels_above(table, is_label)) and alternates(table, is_label, CHOICE.form_share)


def _has_labels_above(table: Table, settings: Sequence[ColumnSetting]) -> bool:
    """Return whether rows of labels and rows of values alternate in a table."""
    is_label = _is_one_of(settings)
    if len(labels_above(table, is_label)) < LABELS.min_labels:
        return False
    return alternates(table, is_label, CHOICE.rows_of_labels)


def _is_one_of(settings: Sequence[ColumnSetting]) -> Callable[[str], bool]:
    """Return whether a text is a label of the settings, letter by letter: values may be alike."""
    known = {
        letters_of([label]) for setting in settings for label in (setting.label, *setting.also)
    }
    return lambda text: letters_of([text]) in known


def _is_of_boxes(table: Table, settings: Sequence[ColumnSetting]) -> bool:
    """Return whether a table prints labels in the boxes of their values, not beside them."""
    beside, inside = labels_of_forms(table), labels_in_boxes(table, has_value=False)
    filled = labels_in_boxes(table)
    most_begin = _known(filled, settings) > CHOICE.form_share * len(filled)
    return (
        most_begin
        and _are_known(inside, settings)
        and _known(inside, settings) > _known(beside, settings)
    )


def _known(labels: Sequence[str], settings: Sequence[ColumnSetting]) -> int:
    return sum(best_setting(label, settings) is not None for label in labels)


def _are_known(labels: Sequence[str], settings: Sequence[ColumnSetting]) -> bool:
    known = _known(labels, settings)
    return known >= LABELS.min_labels and known >= CHOICE.form_share * len(labels)


def _pairs(table: Table, settings: Sequence[ColumnSetting]) -> Iterator[Pair]:
    if _is_of_boxes(table, settings):
        return pairs_in_boxes(table, lambda line: best_setting(line, settings) is not None)
    if _has_labels_above(table, settings) or _is_piece_with_labels_above(table, settings):
        return pairs_above(table, _is_one_of(settings))
    return pairs_of(table)


def rows_of_forms(
    tables: Sequence[Table], settings: Sequence[ColumnSetting]
) -> tuple[Table, tuple[ColumnRole, ...]]:
    """Make one table of the forms of several tables: a row per form, a column per label.

    A form begins with the label that the first form begins with, or with a label that the form
    before already has. So a form that goes on over a page, in another table, is one row.

    Returns:
        The table and the roles of its columns.
    """
    tables = _in_order_of_forms(tables, settings)
    columns = _Columns(settings, _counter(tables, settings))
    rows = list(_rows(tables, columns))
    width = len(settings) + len(columns.others)
    labels = tuple(
        columns.labels[at].text if at in columns.labels else settings[at].label
        for at in range(width)
    )
    header = Row(
        kind="header",
        pages=tables[0].pages[:1],
        cells=tuple(
            cell.model_copy(update=_cell_spans(at, 0))
            for at, cell in sorted(columns.labels.items())
        ),
    )
    table = tables[0].model_copy(
        update={
            "pages": tuple(dict.fromkeys(page for each in tables for page in each.pages)),
            "columns": labels,
            "header": (header,),
            "rows": tuple(rows),
            "header_prints": (),
        }
    )
    roles = tuple(
        ColumnRole(
            column=at,
            label=label,
            role=settings[at].role if at < len(settings) else f"other_{at - len(settings) + 1}",
            score=float(at < len(settings) and at in columns.labels),
        )
        for at, label in enumerate(labels)
    )
    return table, roles


_COUNTED = re.compile(
    r"(?P<word>[^\W\d_]+)(?:\s+(?:n[.°º]|no\.?|nr\.?|#))?\s+(?P<number>\d+)\.?", re.I
)
"""A heading that is only the number of a form: `Card 3`, `Fiche n° 3`."""


def _counter(tables: Sequence[Table], settings: Sequence[ColumnSetting]) -> str:
    """Return the word with which the headings of all forms count them; empty if they name parts."""
    heads = [
        _COUNTED.fullmatch(" ".join(value.text.split()))
        for table in tables
        for _, label, value in _pairs(table, settings)
        if label is None and value is not None
    ]
    found = [head for head in heads if head is not None]
    words = {head["word"].casefold() for head in found}
    numbers = {head["number"] for head in found}
    counts = len(heads) > 1 and len(found) == len(numbers) == len(heads) and len(words) == 1
    return found[0]["word"] if counts else ""


def _counted(heading: Cell) -> tuple[Cell, Cell]:
    """Return the word and the number of a heading that counts forms, as a label and its value."""
    word, _, number = " ".join(heading.text.split()).rpartition(" ")
    return _with_text(heading, word, "-label"), _with_text(heading, number)


def _with_text(cell: Cell, text: str, suffix: str = "") -> Cell:
    parts = [part.model_copy(update={"text": text}) for part in cell.fragments[:1]]
    return cell.model_copy(
        update={"cell_id": cell.cell_id + suffix, "text": text, "fragments": tuple(parts)}
    )


def _in_order_of_forms(tables: Sequence[Table], settings: Sequence[ColumnSetting]) -> list[Table]:
    """Put the rest of a form at the top of a page after its part at the foot of the page before.

    Where forms stand two abreast, the part before is the one above it, not the one printed last.
    """
    columns = _Columns(settings)
    ordered: list[Table] = []
    first: int | None = None
    for table in tables:
        pair = next((pair for pair in _pairs(table, settings) if pair[1] is not None), None)
        label = pair[1] if pair is not None else None
        begins = columns.of(label) if label is not None and label.text.strip() else None
        first = begins if first is None else first
        before = [one for one in ordered if _first_page(table) - _last_page(one) == 1]
        above = min(before, key=lambda one: abs(_left(one) - _left(table)), default=None)
        if begins == first or above is None:
            ordered.append(table)
        else:
            ordered.insert(_last_at(ordered, above) + 1, table)
    return ordered


def _last_at(tables: Sequence[Table], table: Table) -> int:
    """Return the place of the last table that begins as far left as a table of the same page."""
    near = [
        at
        for at, one in enumerate(tables)
        if _last_page(one) == _last_page(table)
        and abs(_left(one) - _left(table)) <= PLAN.heading_overlap
    ]
    return max(near)


def _first_page(table: Table) -> int:
    return min(table.pages, default=1)


def _last_page(table: Table) -> int:
    return max(table.pages, default=1)


def _left(table: Table) -> float:
    """Return the left end of the last page of a table."""
    parts = [
        part
        for row in (*table.header, *table.rows)
        for cell in row.cells
        for part in cell.fragments
        if part.page == _last_page(table)
    ]
    return min((part.bbox[0] for part in parts), default=0.0)


def _cell_spans(column: int, row: int) -> dict[str, int]:
    return {"column": column, "column_stop": column + 1, "row": row, "row_stop": row + 1}


def _rows(tables: Iterable[Table], columns: _Columns) -> Iterator[Row]:
    """Yield the rows; a line over all columns between two forms stays a heading above the next."""
    for made, item in enumerate(_records(tables, columns)):
        if isinstance(item, Row):
            cells = tuple(
                cell.model_copy(update={"row": made, "row_stop": made + 1}) for cell in item.cells
            )
            yield item.model_copy(update={"kind": "band", "cells": cells})
        else:
            yield Row(
                kind="row",
                pages=tuple(item.pages),
                cells=tuple(_joined(c, at, made) for at, c in sorted(item.values.items())),
            )


def _with_numbers(
    table: Table, columns: _Columns
) -> Iterator[tuple[Row, Cell | None, Cell | None, bool]]:
    """Yield the pairs of a table, and whether each is the number in a heading of a form."""
    for row, label, value in _pairs(table, columns.settings):
        if label is None and value is not None and columns.counter:
            yield row, *_counted(value), True
        else:
            yield row, label, value, False


def _records(tables: Iterable[Table], columns: _Columns) -> Iterator[_Record | Row]:
    record, first, last, counted = _Record(), -1, -1, -1
    heading: list[Row] = []
    for table in tables:
        for row, label, value, number in _with_numbers(table, columns):
            if label is None:
                heading.append(row)
                continue
            at = columns.of(label) if label.text.strip() else last
            first = at if first < 0 and not number else first
            # A number stands above its form, so that the first label below it begins no other one.
            begins = number or (at == first and set(record.values) != {counted})
            is_new = label.text.strip() and (begins or at in record.values)
            counted = at if number else counted
            if (is_new or heading) and record.values:
                yield record
                record = _Record()
            yield from heading
            heading = []
            if value is not None and at >= 0:
                record.values.setdefault(at, []).append(value)
                record.pages |= dict.fromkeys(row.pages)
                last = at
    if record.values:
        yield record
    yield from heading


def _joined(cells: Sequence[Cell], column: int, row: int) -> Cell:
    """Return the parts of one value as one cell."""
    return cells[0].model_copy(
        update={
            **_cell_spans(column, row),
            "text": " ".join(cell.text for cell in cells if cell.text),
            "fragments": tuple(part for cell in cells for part in cell.fragments),
        }
    )
