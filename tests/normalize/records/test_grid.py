"""The matrix by row and role: which cell covers which rows, and where it is printed."""

from __future__ import annotations

import pytest

from extract.model import ColumnRole, Fragment
from normalize.records.grid import GridCell, RoleGrid
from normalize.records.labels import column_labels, missing_labels
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from tests.normalize.printed import BOX, band, cell, plan, row


def two_pages() -> GridCell:
    """A cell that prints "Train the" on page 1 and "police" on page 2."""
    first = cell("Train the police", 3, 0)
    fragments = tuple(
        Fragment(page=page, bbox=BOX, lines=(text,), text=text)
        for page, text in ((1, "Train the"), (2, "police"))
    )
    return GridCell(first.model_copy(update={"fragments": fragments}), "activity", range(1))


@pytest.mark.parametrize(
    ("words", "page"), [("Train", 1), ("e police", 1), ("police", 2), ("ice", 2), ("", 1)]
)
def test_a_character_is_found_on_the_page_that_prints_it(words: str, page: int) -> None:
    found = two_pages()
    assert found.page_of(found.text.index(words)) == page


def test_a_character_after_the_text_is_on_the_last_page() -> None:
    assert two_pages().page_of(99) == 2
    without = two_pages().cell.model_copy(update={"fragments": ()})
    assert GridCell(without, "activity", range(1)).page_of(0) is None


def test_a_role_belongs_to_one_column_the_surest() -> None:
    printed = plan([row(cell("a", 0, 0), cell("b", 1, 0), cell("c", 2, 0))], roles=("x", "y", "z"))
    roles = (
        ColumnRole(column=0, label="A", role="focus", score=0.4),
        ColumnRole(column=0, label="A", role="activity", score=0.9),
        ColumnRole(column=1, label="B", role="activity", score=1.0),
    )
    grid = RoleGrid(printed.model_copy(update={"roles": roles}))
    assert grid.roles == {0: "activity", 1: "column_2", 2: "column_3"}
    assert [c.text for c in grid.cells_of("activity")] == ["a"]


def test_a_merged_cell_ends_before_a_band_and_with_the_table() -> None:
    rows = [
        row(cell("First", 0, 0, rows=3), cell("x", 1, 0)),
        row(cell("y", 1, 1)),
        band("Part two", 2),
        row(cell("Last", 0, 3, rows=9), cell("z", 1, 3)),
    ]
    grid = RoleGrid(plan(rows, roles=("area", "activity")))
    assert [list(c.rows) for c in grid.cells_of("area")] == [[0, 1], [3]]
    assert grid.at("area", 2) is None
    assert grid.rows() == [0, 1, 3]


def test_header_rows_do_not_shift_merged_cells() -> None:
    rows = [row(cell("First", 0, 5, rows=2)), row(cell("y", 1, 6)), row(cell("z", 1, 7))]
    (first,) = RoleGrid(plan(rows, roles=("area", "activity"))).cells_of("area")
    assert list(first.rows) == [0, 1]


def test_a_row_without_pages_has_those_of_the_table() -> None:
    printed = plan([row(cell("x", 0, 0), pages=(3, 2)), row(cell("y", 0, 1), pages=())])
    grid = RoleGrid(printed)
    assert (grid.pages(0), grid.pages(1)) == ((2, 3), (1, 1))


def test_a_label_is_missing_only_where_the_others_are_printed() -> None:
    rows = [row(cell("x", 0, 0), cell("y", 1, 0))]
    labels = {1: ["Area", " ", ""], 2: ["Area", "Task", ""], 3: ["", "", ""], 4: ["Area"]}
    printed = plan(rows, roles=("area", "activity", "output"), labels=labels)
    missing = [(v.column, v.text) for v in missing_labels(printed, RoleGrid(printed))]
    assert missing == [("area", "3"), ("activity", "1, 3, 4")]


def test_a_column_without_a_role_keeps_its_printed_label() -> None:
    printed = plan([row(cell("x", 0, 0), cell("y", 1, 0))], roles=("area", "activity"))
    printed = printed.model_copy(update={"roles": printed.roles[:1]})
    labels = [(v.column, v.text) for v in column_labels(printed, RoleGrid(printed))]
    assert labels == [("area", "Area"), ("column_2", "Activity")]
    assert normalize(printed, NormalizeSettings()).extra_columns == ("column_2",)


@pytest.mark.parametrize(
    ("own", "of_table", "pages"),
    [((3, 2), (1, 9), (2, 3)), ((), (4, 5), (4, 5)), ((), (), (1, 1))],
)
def test_a_row_without_pages_is_on_those_of_its_table(
    own: tuple[int, ...], of_table: tuple[int, ...], pages: tuple[int, int]
) -> None:
    made = plan([row(cell("Train", 3, 0), pages=own)])
    matrix = made.matrix.model_copy(update={"pages": of_table})
    assert RoleGrid(made.model_copy(update={"matrix": matrix})).pages(0) == pages
