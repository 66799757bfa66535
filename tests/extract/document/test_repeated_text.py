"""The texts of merged cells, repeated row by row, are the same as in a grid filled cell by cell."""

from __future__ import annotations

import tracemalloc

from hypothesis import given, strategies as st

from extract.document.repeated_text import repeated_size, row_texts
from extract.document.thresholds import PLAN
from extract.model import Cell, Row, Table
from pipeline.commands.extract import table_csv

WIDTH = 4


def cell(row: int, row_stop: int, column: int, column_stop: int, text: str) -> Cell:
    return Cell(
        cell_id=f"{row}-{column}",
        column=column,
        column_stop=column_stop,
        row=row,
        row_stop=row_stop,
        text=text,
        fragments=(),
    )


def table(rows: list[list[Cell]], kinds: list[str], width: int = WIDTH) -> Table:
    return Table(
        table_id="t1",
        matrix=True,
        pages=(1,),
        columns=tuple("abcdefgh"[:width]) if width <= 8 else tuple(map(str, range(width))),
        header=(),
        rows=tuple(
            Row.model_validate({"kind": kind, "pages": (1,), "cells": tuple(cells)})
            for kind, cells in zip(kinds, rows, strict=True)
        ),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 6))
    rows: list[list[Cell]] = []
    kinds = draw(st.lists(st.sampled_from(["row", "band"]), min_size=count, max_size=count))
    for row in range(count):
        starts = sorted(draw(st.sets(st.integers(0, WIDTH - 1))))
        rows.append(
            [
                cell(
                    row,
                    row + draw(st.integers(1, 8)),  # more rows than there are
                    start,
                    draw(st.integers(start + 1, WIDTH + 2)),
                    draw(st.text("xyz", max_size=3)),
                )
                for start in starts
            ]
        )
    return table(rows, kinds)


def filled_grid(given_table: Table) -> list[list[str]]:
    grid = [[""] * WIDTH for _ in given_table.rows]
    for place, row in enumerate(given_table.rows):
        for each in row.cells:
            stop = each.column + 1 if row.kind == "band" else min(each.column_stop, WIDTH)
            for line in range(place, min(place + each.row_stop - each.row, len(grid))):
                for column in range(each.column, stop):
                    grid[line][column] = each.text
    return grid


@given(tables())
def test_merged_cells_stand_on_every_row_that_they_cover(given_table: Table) -> None:
    grid = filled_grid(given_table)
    assert list(row_texts(given_table)) == grid
    # Where merged cells overlap, one is counted that another replaces.
    assert repeated_size(given_table) >= sum(len(text) for row in grid for text in row)
    once = list(row_texts(given_table, repeated=False))
    texts = [each.text for row in given_table.rows for each in row.cells if each.text]
    assert [text for row in once for text in row if text] == texts


def test_a_cell_over_all_rows_and_columns_does_not_fill_the_memory() -> None:
    rows, width, text = 1000, 200, "x" * 28_000
    cells = [[cell(0, rows, 0, width, text)], *([] for _ in range(rows - 1))]
    bomb = table(cells, ["row"] * rows, width)
    assert repeated_size(bomb) > PLAN.max_repeated_text
    tracemalloc.start()
    size = sum(map(len, table_csv(bomb)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size < 1_000_000
    assert peak < 20_000_000
