"""Read the annex that lists the plan's bodies: number, acronym, mark, name and footnote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Block, Cell, Row, Table
from normalize.acronyms import MARKS, is_acronym
from normalize.records.grid import fold_spaces, grid_cells
from normalize.thresholds import ANNEX

_MARK = re.compile(rf"\s*(?P<mark>[{re.escape(MARKS)}]+)\s*$")
_FIRST_MARK = re.compile(rf"\s*(?P<mark>[{re.escape(MARKS)}]+)\s*")
_NUMBER = re.compile(r"(?P<number>\d+)[.)]?$")

_Columns = tuple[int | None, int | None, int | None]


@dataclass(frozen=True)
class AnnexEntry:
    """A line of the annex.

    Attributes:
        acronym: Without its mark; empty if the annex prints none.
        name: Full name, without its mark.
        number: Printed number; None if there is none.
        mark: As printed after the acronym or the name.
        note: Text of the footnote that the mark refers to.
        cells: Cells that print the line, with those of the rows above that go on beside it.
    """

    acronym: str
    name: str
    number: int | None
    mark: str
    note: str
    cells: tuple[Cell, ...]


def read_annex(annex: Table | None, notes: Sequence[Block]) -> tuple[AnnexEntry, ...]:
    """Read the annex; its columns are recognised by their contents, not by their labels.

    Args:
        annex: The table; None if the plan has no annex.
        notes: Footnotes below it.

    Returns:
        Its lines in printed order.
    """
    if annex is None:
        return ()
    note_of_mark = dict(_mark_and_note(note) for note in notes)
    columns = _columns([row for row in annex.rows if row.kind == "row"])
    entries: list[AnnexEntry] = []
    for cells in _cells_by_row(annex):
        entry = _entry(cells, columns, note_of_mark)
        if entry is None:
            continue
        names = [cell for cell in cells if cell.column in columns[1:] and cell.text.strip()]
        if entries and all(cell in entries[-1].cells for cell in names):
            # Another row beside the merged cells of the same body.
            last = entries.pop()
            further = tuple(cell for cell in cells if cell not in last.cells)
            entry = replace(last, cells=last.cells + further)
        entries.append(entry)
    return tuple(entries)


def _cells_by_row(annex: Table) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row by column; a merged cell is one of all rows that it covers."""
    by_row: dict[int, list[Cell]] = {
        index: [] for index, row in enumerate(annex.rows) if row.kind == "row"
    }
    for grid_cell in grid_cells(annex, {}):
        for index in grid_cell.rows:
            if index in by_row:  # a header that is printed again is no line of the annex
                by_row[index].append(grid_cell.cell)
    for cells in by_row.values():
        yield tuple(sorted(cells, key=lambda cell: cell.column))


def _entry(
    cells: Sequence[Cell], columns: _Columns, note_of_mark: Mapping[str, str]
) -> AnnexEntry | None:
    """Return the line that cells print; None if they name no body."""
    number_at, acronym_at, name_at = columns
    number, _ = _split_mark(_text_in_column(cells, number_at))
    acronym, mark = _split_mark(_text_in_column(cells, acronym_at))
    name, name_mark = _split_mark(_text_in_column(cells, name_at))
    if not acronym and not name:
        return None
    number_match = _NUMBER.fullmatch(number)
    return AnnexEntry(
        acronym=acronym,
        name=name,
        number=int(number_match["number"]) if number_match else None,
        mark=mark or name_mark,
        note=note_of_mark.get(mark or name_mark, ""),
        cells=tuple(cells),
    )


def _text_in_column(cells: Sequence[Cell], column: int | None) -> str:
    return next((fold_spaces(cell.text) for cell in cells if cell.column == column), "")


def _split_mark(text: str) -> tuple[str, str]:
    found = _MARK.search(text)
    return (text[: found.start()], found["mark"]) if found else (text, "")


def _mark_and_note(note: Block) -> tuple[str, str]:
    """Return the mark and the text of a footnote, whether or not extract split off the mark."""
    text = fold_spaces(note.text)
    if note.marker.strip():
        return note.marker.strip(), text
    found = _FIRST_MARK.match(text)
    return (found["mark"], text[found.end() :]) if found else ("", text)


def _columns(rows: Sequence[Row]) -> _Columns:
    """Find the columns of number, acronym and name by the share of cells that look like one.

    A merged cell counts once. A cell with several acronyms beside it holds the name of a group, not
    of a body, and does not count as a name.
    """
    columns = sorted({cell.column for row in rows for cell in row.cells})
    texts = {
        column: [
            text for row in rows if (text := _split_mark(_text_in_column(row.cells, column))[0])
        ]
        for column in columns
    }
    numbers = [column for column in columns if _mostly(texts[column], _is_number)]
    others = [column for column in columns if column not in numbers]
    acronyms = [column for column in others if _mostly(texts[column], is_acronym)]
    least = len(texts[acronyms[0]]) / 2 if acronyms else 0
    beside = [column for column in others if column not in acronyms[:1]]
    names = [column for column in beside if len(texts[column]) > least] or beside
    longest = max(names, key=lambda c: sum(map(len, texts[c])), default=None)
    return next(iter(numbers), None), next(iter(acronyms), None), longest


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _mostly(texts: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, texts)) > ANNEX.min_column_share * len(texts)
