"""The annex that lists the plan's bodies: acronym, mark, name, and what a mark means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.model import Block, Cell, Row, Table
from normalize.acronyms import MARKS, is_acronym
from normalize.records.grid import fold

_MARK = re.compile(rf"\s*(?P<mark>[{re.escape(MARKS)}]+)\s*$")
_FIRST_MARK = re.compile(rf"\s*(?P<mark>[{re.escape(MARKS)}]+)\s*")
_NUMBER = re.compile(r"(?P<number>\d+)[.)]?$")


@dataclass(frozen=True)
class AnnexEntry:
    """A line of the annex.

    Attributes:
        acronym: Without its mark; empty where the annex prints none.
        name: Full name, without its mark.
        number: Printed number; None where there is none.
        mark: As printed after the acronym or the name.
        note: Text of the footnote of that mark.
        cells: Cells that print the line.
    """

    acronym: str
    name: str
    number: int | None
    mark: str
    note: str
    cells: tuple[Cell, ...]


def read_annex(annex: Table | None, notes: Sequence[Block]) -> tuple[AnnexEntry, ...]:
    """Read the annex; its columns are known by what they hold, not by their labels.

    Args:
        annex: The table, None where the plan has no annex.
        notes: Footnotes below it.

    Returns:
        Its lines in printed order.
    """
    if annex is None:
        return ()
    meanings = dict(_meaning(note) for note in notes)
    rows = [row for row in annex.rows if row.kind == "row"]
    number_at, acronym_at, name_at = _columns(rows)
    entries = []
    for row in rows:
        number, _ = _unmarked(_text(row, number_at))
        acronym, mark = _unmarked(_text(row, acronym_at))
        name, name_mark = _unmarked(_text(row, name_at))
        if not acronym and not name:
            continue
        found = _NUMBER.fullmatch(number)
        entries.append(
            AnnexEntry(
                acronym=acronym,
                name=name,
                number=int(found["number"]) if found else None,
                mark=mark or name_mark,
                note=meanings.get(mark or name_mark, ""),
                cells=row.cells,
            )
        )
    return tuple(entries)


def _text(row: Row, column: int | None) -> str:
    return next((fold(cell.text) for cell in row.cells if cell.column == column), "")


def _unmarked(text: str) -> tuple[str, str]:
    found = _MARK.search(text)
    return (text[: found.start()], found["mark"]) if found else (text, "")


def _meaning(note: Block) -> tuple[str, str]:
    """Mark of a footnote and its text, whether the mark was split off or not."""
    text = fold(note.text)
    if note.marker.strip():
        return note.marker.strip(), text
    found = _FIRST_MARK.match(text)
    return (found["mark"], text[found.end() :]) if found else ("", text)


def _columns(rows: Sequence[Row]) -> tuple[int | None, int | None, int | None]:
    """Columns of number, acronym and name, by the shares of their cells that look so."""
    columns = sorted({cell.column for row in rows for cell in row.cells})
    texts = {
        column: [text for row in rows if (text := _unmarked(_text(row, column))[0])]
        for column in columns
    }
    numbers = [c for c in columns if _share(texts[c], lambda t: bool(_NUMBER.fullmatch(t))) > 0.5]
    others = [column for column in columns if column not in numbers]
    acronyms = [column for column in others if _share(texts[column], is_acronym) > 0.5]
    names = [column for column in others if column not in acronyms[:1]]
    longest = max(names, key=lambda c: sum(map(len, texts[c])), default=None)
    return next(iter(numbers), None), next(iter(acronyms), None), longest


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts) if texts else 0.0
