"""Join the tables that make up a matrix: their columns by role, their headings as sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.matrix.column_roles import has_labels, prints_labels, roles_of
from extract.model import Block, Cell, ColumnRole, Fragment, PageBreak, Row, Table
from extract.settings import ColumnSetting


class JoinedMatrix(NamedTuple):
    """One table made of several, the roles of its columns, and where each part begins in it."""

    table: Table
    roles: tuple[ColumnRole, ...]
    first_rows: Mapping[str, int]

    def moved(self, end: PageBreak) -> PageBreak:
        """Return a page end inside of a part as one inside of the matrix."""
        if end.table_id not in self.first_rows:
            return end
        row = end.row + self.first_rows[end.table_id]
        return end.model_copy(update={"table_id": self.table.table_id, "row": row})


def joined_matrix(
    parts: Sequence[Table], sections: Sequence[Block | None], columns: Sequence[ColumnSetting]
) -> JoinedMatrix:
    """Join tables into one.

    Args:
        parts: the tables, in printed order.
        sections: for each, the heading that becomes a section above its rows, if any.
        columns: the columns of the settings; a part may lack some, and have others.
    """
    in_order = not has_labels(columns)
    found = [roles_of(part, columns) if in_order or prints_labels(part) else () for part in parts]
    found = [own or _as_before(found, at, parts[at]) for at, own in enumerate(found)]
    roles = _all_roles(found, columns)
    index = {role.role: role.column for role in roles}
    rows: list[Row] = []
    first_rows: dict[str, int] = {}
    has_sections = any(sections)
    for part, section, own in zip(parts, sections, found, strict=True):
        if section is not None:
            rows.append(_band(part.table_id, section, len(rows), len(roles)))
        first_rows[part.table_id] = len(rows)
        places = {role.column: index[role.role] for role in own}
        rows += _moved(part, places, len(rows), level=int(has_sections))
    places = {role.column: index[role.role] for role in found[0]}
    table = parts[0].model_copy(
        update={
            "header": tuple(_with_places(row, places) for row in parts[0].header),
            "pages": tuple(dict.fromkeys(page for part in parts for page in part.pages)),
            "columns": tuple(role.label for role in roles),
            "rows": tuple(rows),
            "header_prints": (),
        }
    )
    return JoinedMatrix(table, roles, first_rows)


def with_inner_sections(
    table: Table, sections: Mapping[int, Block], ends: Sequence[PageBreak]
) -> tuple[Table, tuple[PageBreak, ...]]:
    """Return a table with headings as sections above some of its rows, and its page ends.

    Args:
        table: the matrix.
        sections: headings by the index of the row below them.
        ends: page ends of all tables.
    """
    if not sections:
        return table, tuple(ends)
    rows: list[Row] = []
    for index, row in enumerate(table.rows):
        if index in sections:
            own_id = f"{table.table_id}-s{len(rows)}"
            rows.append(_band(own_id, sections[index], len(rows), len(table.columns)))
        moved = len(rows) - index
        cells = tuple(
            cell.model_copy(update={"row": cell.row + moved, "row_stop": cell.row_stop + moved})
            for cell in row.cells
        )
        level = row.level + 1 if row.kind == "band" else row.level
        rows.append(row.model_copy(update={"cells": cells, "level": level}))
    later = tuple(
        end.model_copy(update={"row": end.row + sum(index <= end.row for index in sections)})
        if end.table_id == table.table_id
        else end
        for end in ends
    )
    return table.model_copy(update={"rows": tuple(rows)}), later


def with_first_section(
    table: Table, section: Block | None, ends: Sequence[PageBreak]
) -> tuple[Table, tuple[PageBreak, ...]]:
    """Return a table with one more heading, above its first row."""
    if section is None:
        return table, tuple(ends)
    made, moved = with_inner_sections(table, {0: section}, ends)
    rows = tuple(
        row.model_copy(update={"level": row.level - 1}) if row.kind == "band" and at else row
        for at, row in enumerate(made.rows)
    )
    return made.model_copy(update={"rows": rows}), moved


def _as_before(
    found: Sequence[tuple[ColumnRole, ...]], at: int, part: Table
) -> tuple[ColumnRole, ...]:
    """Return the roles of a part without labels: those of the nearest part with as many columns."""
    near = sorted((abs(at - other), other) for other, own in enumerate(found) if own)
    for _, other in near:
        if len(found[other]) == len(part.columns):
            return found[other]
    return roles_of(part, ())


def _all_roles(
    found: Sequence[Sequence[ColumnRole]], columns: Sequence[ColumnSetting]
) -> tuple[ColumnRole, ...]:
    """Return the roles of all parts: those of the settings in their order, then the others."""
    best: dict[str, ColumnRole] = {}
    for role in (role for own in found for role in own):
        if role.role not in best or role.score > best[role.role].score:
            best[role.role] = role
    named = [setting.role for setting in columns if setting.role in best]
    order = [*named, *(role for role in best if role not in named)]
    return tuple(best[role].model_copy(update={"column": at}) for at, role in enumerate(order))


def _moved(part: Table, places: Mapping[int, int], first: int, level: int) -> Iterator[Row]:
    """Yield the rows of a part in the columns and rows of the matrix."""
    width = max(places.values(), default=0) + 1
    for at, row in enumerate(part.rows, first):
        cells = tuple(_cell(cell, places, at, width, row.kind) for cell in row.cells)
        ordered = tuple(sorted(cells, key=lambda cell: cell.column))
        update = {"cells": ordered, "level": row.level + level if row.kind == "band" else row.level}
        yield row.model_copy(update=update)


def _with_places(row: Row, places: Mapping[int, int]) -> Row:
    """Return a row of the first header with its labels in the columns of the matrix."""
    cells = (_cell(cell, places, cell.row, 0, row.kind) for cell in row.cells)
    return row.model_copy(update={"cells": tuple(sorted(cells, key=lambda cell: cell.column))})


def _cell(cell: Cell, places: Mapping[int, int], row: int, width: int, kind: str) -> Cell:
    if kind == "band":
        column, stop = 0, width
    else:
        covered = [places[c] for c in range(cell.column, cell.column_stop) if c in places]
        column = min(covered, default=cell.column)
        stop = column + 1
        while stop in covered:
            stop += 1
    last = row + cell.row_stop - cell.row
    return cell.model_copy(
        update={"column": column, "column_stop": stop, "row": row, "row_stop": last}
    )


def _band(name: str, heading: Block, row: int, width: int) -> Row:
    text = " ".join(filter(None, (heading.marker, heading.text)))
    lines = iter(heading.lines)
    fragments = tuple(
        Fragment(page=span.page, bbox=span.bbox, lines=tuple(lines), text=text)
        for span in heading.spans[:1]
    )
    cell = Cell(
        cell_id=f"{name}-heading",
        column=0,
        column_stop=width,
        row=row,
        row_stop=row + 1,
        text=text,
        fragments=fragments,
    )
    return Row(kind="band", pages=(heading.spans[0].page,), cells=(cell,))
