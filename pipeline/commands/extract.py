"""``planrows extract``: the tables of any PDF as ``tables.json`` and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config.project import find_project
from pipeline.engine.store import write_atomically
from pipeline.errors import SourceFileError, UsageError
from pipeline.terminal import clean, doubts_told, say

if TYPE_CHECKING:
    from extract.model import Fragment, ReadingDoubt, Row, Source, Table

MOST_PAGES = 100_000
MOST_DOUBTS = 20
"""Doubts that are printed, one line each; the file has all of them."""
SHORT = 80
"""Characters that are printed of a text in doubt."""


def extract_command(
    pdf: Path, pages: str | None, out: Path | None, jobs: int, ocr_language: str = ""
) -> None:
    """Read the tables of a PDF without any settings and write them.

    Raises:
        SourceFileError: the file does not exist, or holds no table.
    """
    if not pdf.is_file():
        raise SourceFileError(f"{pdf}: no such file: name a PDF")
    wanted = page_range(pages) if pages else None
    from extract.runtime.workers import stop_workers
    from extract.settings import ReadOptions
    from extract.stage import read_tables

    options = ReadOptions(
        pages=wanted, jobs=jobs, ocr_language=ocr_language, pages_read=stop_workers
    )
    found = read_tables(pdf, options)
    if not found.count:
        where = f"pages {pages}" if pages else f"any of its {found.source.page_count} pages"
        raise SourceFileError(f"{pdf}: no table found on {where}: nothing written")
    target = out or find_project().outputs / f"{file_slug(pdf.stem)}.tables"
    tables = _written(found.tables, target)
    write_atomically(target / "tables.json", tables_json(found.source, tables, found.doubts))
    for note in found.notes:
        say(note)
    for page in found.ledger:
        if page.lost or page.doubled:
            why = f" ({page.note})" if page.note else ""
            say(f"page {page.page}: {page.lost} glyphs lost, {page.doubled} doubled{why}")
    for line in doubt_lines(found.doubts):
        say(line)
    glyphs, lost = (sum(getattr(p, name) for p in found.ledger) for name in ("glyphs", "lost"))
    print(clean(doubts_told(len(found.doubts))))
    print(clean(f"{glyphs - lost:,} of {glyphs:,} glyphs accounted for"))
    print(clean(f"{found.count + 1} files written to {target}"))


def doubt_lines(doubts: Sequence[ReadingDoubt]) -> list[str]:
    """Return a line for each doubt: its page and place, the printed text, and the reading.

    There are at most `MOST_DOUBTS` lines; `tables.json` has all doubts.
    """
    lines = [
        f"page {doubt.span.page}, {_place(doubt)}: “{_short(doubt.text)}”: {doubt.taken}"
        for doubt in doubts[:MOST_DOUBTS]
    ]
    if len(doubts) > MOST_DOUBTS:
        lines.append(f"and {len(doubts) - MOST_DOUBTS} more doubts: tables.json has them all")
    return lines


def _place(doubt: ReadingDoubt) -> str:
    box = ", ".join(f"{value:.0f}" for value in doubt.span.bbox)
    return f"{doubt.table_id} at {box}" if doubt.table_id else f"at {box}"


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def _written(tables: Iterable[Table], target: Path) -> Iterator[Table]:
    """Write each table as CSV, print a line about it, and yield it."""
    for table in tables:
        write_atomically(target / f"{file_slug(table.table_id)}.csv", table_csv(table).encode())
        what = "matrix" if table.matrix else "table"
        spread = f"pages {table.pages[0]}-{table.pages[-1]}" if table.pages else ""
        print(clean(f"{table.table_id}: {what}, {len(table.rows)} rows, {spread}"))
        yield table


def page_range(text: str) -> list[int]:
    """Return the sorted pages of a list like ``11-13`` or ``2,5-7``.

    Raises:
        UsageError: the text is not a list of pages.
    """
    pages: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?", part)
        first = int(match[1]) if match else 0
        last = int(match[2] or first) if match else 0
        if not 1 <= first <= last <= MOST_PAGES:
            raise UsageError(f"--pages {text!r}: give pages from 1 like 11-13 or 2,5-7")
        pages.update(range(first, last + 1))
    return sorted(pages)


def file_slug(text: str) -> str:
    """Return a file name made from a text: letters, digits, '.', '-' and '_' only."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip(".-")[:100] or "unnamed"


def tables_json(
    source: Source, tables: Iterable[Table], doubts: Sequence[ReadingDoubt] = ()
) -> Iterator[bytes]:
    """Yield the content of ``tables.json`` row by row, because the whole may not fit in memory.

    Args:
        source: the file that was read.
        tables: the tables; the iterator may make them one at a time.
        doubts: doubts of reading; each is written with its table, the others with the document.
    """
    of_table: dict[str, list[dict[str, Any]]] = {}
    for doubt in doubts:
        of_table.setdefault(doubt.table_id, []).append(_doubt_json(doubt))
    yield f'{{\n "source": {_indented(source.model_dump(mode="json"), 1)},\n "tables": ['.encode()
    number = 0
    for number, table in enumerate(tables, start=1):
        yield (",\n  {" if number > 1 else "\n  {").encode()
        values = {
            "table_id": table.table_id,
            "matrix": table.matrix,
            "pages": list(table.pages),
            "columns": list(table.columns),
            "doubts": of_table.get(table.table_id, []),
            "header": [_row_json(row) for row in table.header],
        }
        for name, value in values.items():
            yield f'\n   "{name}": {_indented(value, 3)},'.encode()
        yield b'\n   "rows": ['
        for place, row in enumerate(table.rows):
            yield f"{',' if place else ''}\n    {_indented(_row_json(row), 4)}".encode()
        yield b"\n   ]\n  }" if table.rows else b"]\n  }"
    others = _indented(of_table.get("", []), 1)
    yield f'{chr(10) + " " if number else ""}],\n "doubts": {others}\n}}\n'.encode()


def _doubt_json(doubt: ReadingDoubt) -> dict[str, Any]:
    return {
        "kind": doubt.kind,
        "page": doubt.span.page,
        "bbox": list(doubt.span.bbox),
        "message": f"“{doubt.text}”: {doubt.taken}",
    }


def _indented(value: object, depth: int) -> str:
    """Return a value as JSON, indented by one space for each level."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "pages": list(row.pages),
        "cells": [
            {
                "column": cell.column,
                "column_stop": cell.column_stop,
                "row": cell.row,
                "row_stop": cell.row_stop,
                "text": cell.text,
                "lines": [line for fragment in cell.fragments for line in fragment.lines],
                "marks": [mark for fragment in cell.fragments for mark in _marks_json(fragment)],
                "spans": [
                    {"page": fragment.page, "bbox": list(fragment.bbox)}
                    for fragment in cell.fragments
                ],
            }
            for cell in row.cells
        ],
    }


def _marks_json(fragment: Fragment) -> list[dict[str, Any]]:
    """Return the marks of a fragment, and the codes of glyphs that print another sign."""
    found = [(mark.kind, mark.value, mark.bbox) for mark in fragment.marks]
    found += [("icon", code.code, code.bbox) for code in fragment.codes]
    return [
        {"kind": kind, "value": value, "page": fragment.page, "bbox": list(bbox)}
        for kind, value, bbox in found
    ]


def table_grid(table: Table) -> list[list[str]]:
    """Return the texts of a table's rows, a merged cell's text on every row and column of it."""
    width = len(table.columns)
    grid = [[""] * width for _ in table.rows]
    for place, row in enumerate(table.rows):
        for cell in row.cells:
            stop = cell.column_stop if row.kind != "band" else cell.column + 1
            for line in range(place, min(place + cell.row_stop - cell.row, len(grid))):
                for column in range(cell.column, min(stop, width)):
                    grid[line][column] = cell.text
    return grid


def table_csv(table: Table) -> str:
    """Return a table as CSV: kind and pages of each row, then its texts (see `table_grid`)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["kind", "page_first", "page_last", *table.columns])
    for row, texts in zip(table.rows, table_grid(table), strict=True):
        first, last = (row.pages[0], row.pages[-1]) if row.pages else ("", "")
        writer.writerow([row.kind, first, last, *texts])
    return buffer.getvalue()
