"""Read the annex that lists the plan's bodies: number, acronym, mark, name and footnote."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.model import Block, Cell, Row, Table
from normalize.acronyms import MARKS, is_acronym
from normalize.records.grid import fold_spaces
from normalize.thresholds import ANNEX

_MARK = re.compile(rf"\s*(?P<mark>[{re.escape(MARKS)}]+)\s*$")
_FIRST_MARK = re.compile(rf"\s*(?P<mark>[{re.escape(MARKS)}]+)\s*")
_NUMBER = re.compile(r"(?P<number>\d+)[.)]?$")


@dataclass(frozen=True)
class AnnexEntry:
    """A line of the annex.

    Attributes:
        acronym: Without its mark; empty if the annex prints none.
        name: Full name, without its mark.
        number: Printed number; None if there is none.
        mark: As printed after the acronym or the name.
        note: Text of the footnote that the mark refers to.
        cells: Cells that print the line.
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
    rows = [row for row in annex.rows if row.kind == "row"]
    number_at, acronym_at, name_at = _columns(rows)
    entries = []
    for row in rows:
        number, _ = _split_mark(_text(row, number_at))
        acronym, mark = _split_mark(_text(row, acronym_at))
        name, name_mark = _split_mark(_text(row, name_at))
        if not acronym and not name:
            continue
        number_match = _NUMBER.fullmatch(number)
        entries.append(
            AnnexEntry(
                acronym=acronym,
                name=name,
                number=int(number_match["number"]) if number_match else None,
                mark=mark or name_mark,
                note=note_of_mark.get(mark or name_mark, ""),
                cells=row.cells,
            )
        )
    return tuple(entries)


def _text(row: Row, column: int | None) -> str:
    return next((fold_spaces(cell.text) for cell in row.cells if cell.column == column), "")


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


def _columns(rows: Sequence[Row]) -> tuple[int | None, int | None, int | None]:
    """Find the columns of number, acronym and name by the share of cells that look like one."""
    columns = sorted({cell.column for row in rows for cell in row.cells})
    texts = {
        column: [text for row in rows if (text := _split_mark(_text(row, column))[0])]
        for column in columns
    }
    numbers = [column for column in columns if _mostly(texts[column], _is_number)]
    others = [column for column in columns if column not in numbers]
    acronyms = [column for column in others if _mostly(texts[column], is_acronym)]
    names = [column for column in others if column not in acronyms[:1]]
    longest = max(names, key=lambda c: sum(map(len, texts[c])), default=None)
    return next(iter(numbers), None), next(iter(acronyms), None), longest


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _mostly(texts: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, texts)) > ANNEX.min_column_share * len(texts)
