"""Compares what was read with what was printed, cell for cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from extract.model import Table
from tests.generators.content import ExpectedCell, ExpectedTable
from tests.generators.set_reportlab import Printed

SHOWN = 90
PARTING = "-\u2010 "
"""What a line end may put between two letters, or hide."""


def fold(text: str) -> str:
    """NFC, white space folded: the contract's form of a text."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass
class Comparison:
    """Differences in words, and the count of cells that are right."""

    cells: int = 0
    right: int = 0
    differences: list[str] = field(default_factory=list)
    doubts_count: bool = True
    """False where a line end may be read in two ways, as long as the reader names the other."""

    def same(self, want: str, got: str, doubts: Sequence[str] = ()) -> bool:
        if not self.doubts_count:
            got = settle(want, got, doubts)
        return want == got

    @property
    def ok(self) -> bool:
        return not self.differences

    def note(self, text: str) -> None:
        self.differences.append(text)

    def __str__(self) -> str:
        head = f"{self.right} of {self.cells} cells right"
        more = len(self.differences) - 12
        lines = self.differences[:12] + ([f"… and {more} more"] if more > 0 else [])
        return "\n".join([head, *lines])


def settle(want: str, got: str, doubts: Sequence[str]) -> str:
    """Writes each stated doubt the way that it was not read, where that is what was printed."""
    for _ in doubts:
        at = _differs_at(want, got)
        for other in doubts if at is not None else ():
            letters = [re.escape(c) for c in other if c not in PARTING]
            for match in re.finditer(f"[{PARTING}]?".join(letters), got):
                tried = got[: match.start()] + other + got[match.end() :]
                further = _differs_at(want, tried)
                if match.start() < (at or 0) <= match.end() and (further or len(want)) > (at or 0):
                    got, at = tried, further
                    break
    return got


def _differs_at(want: str, got: str) -> int | None:
    if want == got:
        return None
    pairs = enumerate(zip(want, got, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(want), len(got)))


def _doubts(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int], tuple[str, ...]]:
    """The doubts that are stated of each cell, by its place."""
    return {
        (cell["row"], cell["column"]): tuple(
            doubt for part in cell.get("fragments", ()) for doubt in part["hyphens_in_doubt"]
        )
        for row in rows
        for cell in row["cells"]
    }


def tables_of(read: BaseModel | Mapping[str, Any]) -> list[dict[str, Any]]:
    """The tables of a ``Document`` or of a ``tables.json``, as the latter names things."""
    data = read.model_dump(mode="json") if isinstance(read, BaseModel) else read
    return list(data["tables"])


def _cells(rows: Sequence[Mapping[str, Any]]) -> Iterator[ExpectedCell]:
    for row in rows:
        for cell in row["cells"]:
            yield ExpectedCell(
                cell["column"],
                cell["column_stop"],
                cell["row"],
                cell["row_stop"],
                fold(cell["text"]),
            )


def _place(cell: ExpectedCell) -> tuple[int, int]:
    return cell.row, cell.column


def _clip(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")


def _first_difference(want: str, got: str) -> str:
    at = _differs_at(want, got) or 0
    start = max(0, at - 25)
    return f"…{want[start : at + 30]!r} read as …{got[start : at + 30]!r}"


def compare_cells(
    what: str,
    want: Sequence[ExpectedCell],
    got: Sequence[ExpectedCell],
    result: Comparison,
    doubts: Mapping[tuple[int, int], tuple[str, ...]],
) -> None:
    """Pairs cells by the place where they start; notes each that is not the same."""
    left = {_place(cell): cell for cell in want}
    right = {_place(cell): cell for cell in got}
    if len(right) != len(got):
        result.note(f"{what}: two cells start at the same place")
    for place in sorted(left.keys() | right.keys()):
        a, b = left.get(place), right.get(place)
        at = f"{what} row {place[0]} column {place[1]}"
        if a is None and b is not None:
            result.note(f"{at}: a cell that is not printed: {_clip(b.text)}")
            continue
        assert a is not None
        result.cells += 1
        if b is None:
            result.note(f"{at}: missing {_clip(a.text)}")
        elif not result.same(fold(a.text), b.text, doubts.get(place, ())):
            result.note(f"{at}: {_first_difference(fold(a.text), b.text)}")
        elif (a.column_stop, a.row_stop) != (b.column_stop, b.row_stop):
            spans = (f"rows to {a.row_stop}, columns to {a.column_stop}", b.row_stop, b.column_stop)
            result.note(f"{at}: {spans[0]} read as {spans[1]}, {spans[2]}: {_clip(a.text)}")
        else:
            result.right += 1


def compare_table(
    what: str,
    want: ExpectedTable,
    got: Mapping[str, Any],
    result: Comparison,
    *,
    page_ends_told: bool = True,
) -> None:
    """Compares labels, header, rows and cells; see ``split_at_page_ends`` for the flag."""
    columns = tuple(fold(label) for label in got["columns"])
    wanted = tuple(fold(label) for label in want.columns)
    if len(columns) != len(wanted) or not all(map(result.same, wanted, columns)):
        result.note(f"{what} columns: {want.columns} read as {columns}")
    if len(want.rows) != len(got["rows"]):
        result.note(f"{what}: {len(want.rows)} rows read as {len(got['rows'])}")
    for index, (a, b) in enumerate(zip(want.rows, got["rows"], strict=False)):
        if a.kind != b["kind"]:
            result.note(f"{what} row {index}: a {a.kind} read as a {b['kind']}")
    wanted_cells, got_cells = want.cells, list(_cells(got["rows"]))
    if not page_ends_told:
        starts, leaf = page_starts(got["rows"]), want.roles.index("activity")
        wanted_cells = split_at_page_ends(wanted_cells, starts, leaf)
        got_cells = split_at_page_ends(got_cells, starts, leaf)
    compare_cells(what, wanted_cells, got_cells, result, _doubts(got["rows"]))
    header, printed = [cell for row in want.header for cell in row], got["header"]
    compare_cells(f"{what} header", header, list(_cells(printed)), result, _doubts(printed))


def split_at_page_ends(
    cells: Sequence[ExpectedCell], starts: Sequence[int], leaf: int
) -> list[ExpectedCell]:
    """Splits cells right of the activities where a row starts a page.

    For plans set by programs: there the paper does not tell a merged cell that goes on from a
    new empty one, so both count as the text's cell and an empty one after it. Left of the
    activities an empty cell at a page's top counts as part of the one above it.
    """
    parts: list[ExpectedCell] = []
    above: dict[tuple[int, int], int] = {}
    for cell in sorted(cells, key=lambda cell: (cell.column, cell.row)):
        inside = [row for row in starts if cell.row < row < cell.row_stop and cell.column > leaf]
        bounds = [cell.row, *inside, cell.row_stop]
        before = above.get((cell.column, cell.row))
        if cell.column < leaf and cell.row in starts and not cell.text and before is not None:
            parts[before] = replace(parts[before], row_stop=cell.row_stop)
            above[cell.column, cell.row_stop] = before
            continue
        for first, last in pairwise(bounds):
            text = cell.text if first == cell.row else ""
            parts.append(replace(cell, row=first, row_stop=last, text=text))
        above[cell.column, cell.row_stop] = len(parts) - 1
    return parts


def page_starts(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Rows that are the first of a page, and did not start on the page before."""
    return [
        index + 1
        for index, (above, row) in enumerate(pairwise(rows))
        if row["pages"] and above["pages"] and row["pages"][0] > above["pages"][-1]
    ]


def _joined(tables: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Tables of one matrix as one, without the headings between them.

    A reader may take a matrix that is split over several tables as one table or as several,
    and the headings between them as bands or as narrative: both say the same.
    """
    rows: list[dict[str, Any]] = []
    for table in tables:
        # The place of each row once bands are left out; one more for where the table stops.
        places = [len(rows)]
        for row in table["rows"]:
            places.append(places[-1] + (row["kind"] != "band"))
        for row in table["rows"]:
            if row["kind"] != "band":
                cells = [
                    {**c, "row": places[c["row"]], "row_stop": places[c["row_stop"]]}
                    for c in row["cells"]
                ]
                rows.append({**row, "cells": cells})
    return {"columns": tables[0]["columns"], "header": tables[0]["header"], "rows": rows}


def compare_printed(
    printed: Printed, read: BaseModel | Mapping[str, Any], *, split: bool = False
) -> Comparison:
    """The whole of a random plan: matrix, annex, narrative, and no tables besides."""
    result = Comparison()
    tables = tables_of(read)
    matrices = [table for table in tables if table["matrix"]]
    others = [table for table in tables if not table["matrix"]]
    if not matrices or (len(matrices) > 1 and not split):
        result.note(f"{len(matrices)} tables taken for the matrix, {len(others)} others")
        result.cells = len(printed.matrix.cells)
        return result
    compare_table("matrix", printed.matrix, _joined(matrices) if split else matrices[0], result)
    if not split:
        _compare_pages(printed, matrices[0], result)
    annex = printed.plan.annex
    if annex is not None and len(others) == 1:
        compare_table("annex", annex, others[0], result)
    elif len(others) != (annex is not None):
        result.note(f"tables besides the matrix: {[t['columns'] for t in others]}")
    _compare_narrative(printed, read, result)
    return result


def _compare_pages(printed: Printed, got: Mapping[str, Any], result: Comparison) -> None:
    for index, (pages, row) in enumerate(zip(printed.row_pages, got["rows"], strict=False)):
        if list(pages) != list(row["pages"]):
            result.note(f"matrix row {index}: on pages {pages}, read on {row['pages']}")


def _compare_narrative(
    printed: Printed, read: BaseModel | Mapping[str, Any], result: Comparison
) -> None:
    data = read.model_dump(mode="json") if isinstance(read, BaseModel) else read
    if "blocks" not in data:
        return
    texts = [fold(f"{block['marker']} {block['text']}") for block in data["blocks"]]
    whole = " ".join(texts)
    wanted = [text for pair in printed.plan.before for text in pair]
    if printed.plan.annex is not None:
        wanted += printed.plan.notes
    for text in wanted:
        if fold(text) not in whole:
            result.note(f"narrative: not read: {_clip(text)}")


def grid_of(table: Table) -> list[list[str | None]]:
    """The texts of a table from its header on; a merged cell's stands at its upper left corner."""
    rows = [*table.header, *table.rows]
    grid: list[list[str | None]] = [[None] * len(table.columns) for _ in rows]
    for part, start in ((table.header, 0), (table.rows, len(table.header))):
        for row in part:
            for cell in row.cells:
                grid[cell.row + start][cell.column] = fold(cell.text)
    return grid
