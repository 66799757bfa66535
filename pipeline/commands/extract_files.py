"""The files of ``planrows extract``: ``tables.json``, ``text.json`` and one CSV a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pydantic_core import to_json

from extract.model import Block, Cell, Fragment, ReadingDoubt, Row, Source, Table
from pipeline.formulas import defuse


def file_slug(text: str) -> str:
    """Return a file name made from a text: letters, digits, '.', '-' and '_' only."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip(".-")[:100] or "unnamed"


def tables_json(
    source: Source,
    tables: Iterable[Table],
    doubts: Sequence[ReadingDoubt] = (),
    ocr_pages: Sequence[int] = (),
) -> Iterator[bytes]:
    """Yield the content of ``tables.json`` row by row, because the whole may not fit in memory.

    Args:
        source: the file that was read.
        tables: the tables; the iterator may make them one at a time.
        doubts: doubts of reading; each is written with its table, the others with the document.
        ocr_pages: pages that were read by OCR.
    """
    of_table: dict[str, list[dict[str, Any]]] = {}
    for doubt in doubts:
        of_table.setdefault(doubt.table_id, []).append(_doubt_json(doubt))
    yield f'{{\n "source": {_indented(source.model_dump(mode="json"), 1)},\n'.encode()
    yield f' "ocr_pages": {_indented(list(ocr_pages), 1)},\n "tables": ['.encode()
    number = 0
    for number, table in enumerate(tables, start=1):
        yield (",\n  {" if number > 1 else "\n  {").encode()
        values = {
            "table_id": table.table_id,
            "matrix": table.matrix,
            "pages": list(table.pages),
            "columns": list(table.columns),
            "found_by": table.found_by,
            "confidence": table.confidence,
            "evidence": [asdict(one) for one in table.evidence],
            "doubts": of_table.pop(table.table_id, []),
            "header": [_row_json(row) for row in table.header],
        }
        for name, value in values.items():
            yield f'\n   "{name}": {_indented(value, 3)},'.encode()
        yield b'\n   "rows": ['
        for place, row in enumerate(table.rows):
            yield f"{',' if place else ''}\n    {_indented(_row_json(row), 4)}".encode()
        yield b"\n   ]\n  }" if table.rows else b"]\n  }"
    others = _indented([doubt for found in of_table.values() for doubt in found], 1)
    yield f'{chr(10) + " " if number else ""}],\n "doubts": {others}\n}}\n'.encode()


def text_json(source: Source, blocks: Iterable[Block], headers: Sequence[Table]) -> Iterator[bytes]:
    """Yield the content of ``text.json``, block by block: what is printed outside of the tables.

    Args:
        source: the file that was read.
        blocks: the blocks of text.
        headers: headers without rows, which are no tables.
    """
    yield f'{{\n "source": {_indented(source.model_dump(mode="json"), 1)},\n "blocks": ['.encode()
    mark = ""
    for block in _text_blocks(blocks, headers):
        yield f"{mark}\n  {_indented(block, 2)}".encode()
        mark = ","
    yield b"\n ]\n}\n" if mark else b"]\n}\n"


def _text_blocks(blocks: Iterable[Block], headers: Sequence[Table]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        yield block.model_dump(mode="json", exclude={"block_id"})
    for table in headers:
        for row in (*table.header, *table.rows):
            for cell in row.cells:
                spans = [{"page": f.page, "bbox": list(f.bbox)} for f in cell.fragments]
                lines = [line for fragment in cell.fragments for line in fragment.lines]
                yield {
                    "kind": "header_without_rows", "level": None, "marker": "", "lines": lines,
                    "text": cell.text, "spans": spans,
                }  # fmt: skip


def _doubt_json(doubt: ReadingDoubt) -> dict[str, Any]:
    return {
        "kind": doubt.kind,
        "page": doubt.span.page,
        "bbox": list(doubt.span.bbox),
        "message": f"“{doubt.text}”: {doubt.taken}",
    }


def _indented(value: object, depth: int) -> str:
    """Return a value as JSON, indented by one space for each level."""
    return to_json(value, indent=1).decode().replace("\n", "\n" + " " * depth)


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind,
        **({"level": row.level, "is_again": row.is_again} if row.kind == "band" else {}),
        "pages": list(row.pages),
        "cells": [
            {
                "column": cell.column,
                "column_stop": cell.column_stop,
                "row": cell.row,
                "row_stop": cell.row_stop,
                "text": cell.text,
                **_confidence(cell),
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


def _confidence(cell: Cell) -> dict[str, float]:
    """Return the probability that a cell is read right; headers and bands have none."""
    return {} if cell.confidence is None else {"confidence": cell.confidence}


def ocr_confidence_of(cell: Cell) -> float | None:
    """Return the lowest confidence of a cell's words, 0 to 1; None: it was not read by OCR."""
    found = (part.ocr_confidence for part in cell.fragments)
    return min((value for value in found if value is not None), default=None)


def table_csv(table: Table) -> Iterator[bytes]:
    """Yield a table as CSV: kind and pages of each row, then its texts (see `row_texts`).

    Text that a spreadsheet would read as a formula gets an apostrophe, as in all published files.
    """
    from extract.document.repeated_text import row_texts

    yield _csv_line(["kind", "page_first", "page_last", *table.columns])
    repeated = repeats_text(table)
    for row, texts in zip(table.rows, row_texts(table, repeated=repeated), strict=True):
        first, last = (row.pages[0], row.pages[-1]) if row.pages else ("", "")
        yield _csv_line([row.kind, first, last, *texts])


def repeats_text(table: Table) -> bool:
    """Return whether the texts of merged cells are repeated in a table's CSV file."""
    from extract.document.repeated_text import repeated_size
    from extract.document.thresholds import PLAN

    return repeated_size(table) <= PLAN.max_repeated_text


def _csv_line(values: Sequence[object]) -> bytes:
    buffer = io.StringIO()
    defused = [defuse(value) if isinstance(value, str) else value for value in values]
    csv.writer(buffer, lineterminator="\n").writerow(defused)
    return buffer.getvalue().encode()
