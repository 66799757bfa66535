"""Tables of many kinds drawn at random are read as printed; charts and designs are no tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.model import Table
from extract.stage import read_document
from tests.generators.table_kinds import KINDS, Grid, draw

NESTED = Path(__file__).parents[2] / "data" / "cases" / "text" / "nested_table.pdf"
QUICK = (
    "grid, merged", "open sides, headings", "across, blanks", "booktabs, lists", "stripes, lists",
    "multirow", "struck", "white rules", "boxes, groups",
    "tints apart, merged", "columns only, blanks",
    "header fill, note", "none, headings", "none, plain header", "caption in frame", "touching",
    "above each other", "side by side", "labels left", "bar chart", "flow chart", "design",
    "page columns", "contents",
)  # fmt: skip
AMBIGUOUS = ("across, groups",)
"""A label centred over columns, without rules between them, may stand above one of them."""
MAX_WRONG = 0.03
"""Share of the pages that may be read wrong, as where columns all but touch."""


def folded(grid: Grid) -> Grid:
    """Leave out white space, and tell empty cells from covered ones no more."""
    return [["".join((text or "").split()) for text in row] for row in grid]


def printed(table: Table) -> Grid:
    rows = len(table.header) + len(table.rows)
    grid: Grid = [[None] * len(table.columns) for _ in range(rows)]
    for own, offset in ((table.header, 0), (table.rows, len(table.header))):
        for row in own:
            for cell in row.cells:
                grid[cell.row + offset][cell.column] = cell.text
    return folded(grid)


def differences(path: Path, kind: str, seed: int) -> list[Grid]:
    truth = sorted(map(folded, draw(path, kind, seed)))
    read = sorted(printed(table) for table in read_document(path).tables)
    return [] if read == truth else [*read, *truth]


@pytest.mark.parametrize("kind", QUICK)
def test_a_page_of_a_kind_is_read_as_printed(tmp_path: Path, kind: str) -> None:
    assert differences(tmp_path / "page.pdf", kind, 1) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2, 3, 20, 21])
def test_pages_of_all_kinds_are_read_as_printed_but_for_a_few(tmp_path: Path, seed: int) -> None:
    kinds = [kind for kind in KINDS if kind not in AMBIGUOUS]
    wrong = [kind for kind in kinds if differences(tmp_path / "page.pdf", kind, seed)]
    assert len(wrong) <= MAX_WRONG * len(kinds), wrong


def test_a_table_in_a_cell_is_reported() -> None:
    (doubt,) = [one for one in read_document(NESTED).doubts if one.kind == "table-grid"]
    assert "holds a table of 2 rows and 2 columns" in doubt.taken
