"""Grids inside single cells of another grid."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Rule, Rules
from extract.pdf.rules import merge
from extract.ruling.nested_grids import without_nested_grids
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.grid import find_tables
from tests.extract.page_parts import make_word


def grid(xs: list[float], ys: list[float]) -> tuple[list[Rule], list[Rule]]:
    return [Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, ys[0], ys[-1]) for x in xs]


def drawn(*grids: tuple[list[Rule], list[Rule]]) -> Rules:
    across = [rule for own, _ in grids for rule in own]
    down = [rule for _, own in grids for rule in own]
    pieces = (tuple(across), tuple(down))
    return Rules(tuple(merge(across)), tuple(merge(down)), (), (), pieces)


OUTER = grid([50, 80, 250, 450], [100, 120, 180, 240, 300])
NESTED = [grid([252.5, 350, 447.5], [y + 2.5, y + 30, y + 50]) for y in (120, 180, 240)]


def test_a_grid_close_to_the_lines_of_its_cell_is_left_out() -> None:
    rules, grids = without_nested_grids(drawn(OUTER, *NESTED))
    assert (rules.horizontal, rules.vertical) == (drawn(OUTER).horizontal, drawn(OUTER).vertical)
    assert sorted((one.xs, one.ys) for one in grids) == [
        ((252.5, 350, 447.5), (y + 2.5, y + 30, y + 50)) for y in (120, 180, 240)
    ]


def test_a_grid_as_far_from_its_cell_as_lines_of_one_grid_is_left_out() -> None:
    inner = grid([253, 350, 447], [123, 150, 177])
    rules, grids = without_nested_grids(drawn(OUTER, inner))
    assert (rules.vertical, len(grids)) == (drawn(OUTER).vertical, 1)


@pytest.mark.parametrize(
    "grids",
    [
        (OUTER,),
        (grid([50, 450], [100, 300]), grid([53, 250, 447], [103, 200, 297])),  # a frame
        (OUTER, grid([252.5, 447.5], [122.5, 170])),  # a box
        (OUTER, grid([252.5, 350, 447.5], [102.5, 130, 170])),  # over two cells
        (grid([20, 40, 600], [80, 95, 400]), grid([43, 250, 597], [98, 200, 397])),  # page design
        # Boxes with a double line at one side.
        (OUTER, grid([252.5, 447.5], [122.5, 123.5, 170])),
        (OUTER, grid([252.5, 447.5], [122.5, 169, 170])),
        (OUTER, grid([252.5, 253.5, 447.5], [122.5, 170])),
        (OUTER, grid([252.5, 446.5, 447.5], [122.5, 170])),
    ],
)
def test_other_lines_are_kept(grids: tuple[tuple[list[Rule], list[Rule]], ...]) -> None:
    rules = drawn(*grids)
    assert without_nested_grids(rules) == (rules, ())


def count(*grids: tuple[list[Rule], list[Rule]]) -> int:
    """Return how many grids are left out."""
    return len(without_nested_grids(drawn(*grids))[1])


def test_the_lines_of_a_grid_are_farther_apart_than_a_double_line() -> None:
    for at in (123.75, 168.75):
        assert count(OUTER, grid([252.5, 447.5], [122.5, at, 170])) == 1
    for at in (253.75, 446.25):
        assert count(OUTER, grid([252.5, at, 447.5], [122.5, 170])) == 1


def test_a_grid_in_a_cell_is_closed_on_all_sides() -> None:
    inner = grid([253, 303, 353], [123, 150, 170])
    for stop, is_closed in ((343.0, True), (342.0, False)):
        for at in (0, -1):
            across = list(inner[0])
            across[at] = Rule(across[at].at, 253.0, stop)
            assert count(OUTER, (across, inner[1])) == is_closed
    # Its left side stands within a point of the ends of its other lines.
    for start, is_closed in ((252.25, True), (252.0, False)):
        across = [Rule(rule.at, start, rule.stop) for rule in inner[0]]
        assert count(OUTER, (across, inner[1])) == is_closed


def test_the_first_line_of_a_page_may_be_one_of_a_grid_in_a_cell() -> None:
    assert count(NESTED[0], OUTER, *NESTED[1:]) == 3


def test_lines_that_touch_no_others_change_nothing() -> None:
    assert count(OUTER, *NESTED, ([Rule(600.0, 50.0, 450.0)], [Rule(500.0, 50.0, 100.0)])) == 3


def test_pages_of_few_and_of_very_many_lines_have_no_grids_in_cells() -> None:
    inner = grid([252.5, 447.5], [122.5, 150, 170])
    across, down = OUTER
    # Five lines of the outer grid and five of the inner one.
    assert count(([across[0], across[2]], [down[0], *down[2:]]), inner) == 1
    assert count(([across[2]], [down[0], *down[2:]]), inner) == 0
    few = sum(len(own) for one in (OUTER, *NESTED) for own in one)
    for more, found in ((4000 - few, 3), (4001 - few, 0)):
        others = [Rule(600.0 + 3 * at, 50.0, 60.0) for at in range(more)]
        assert count(OUTER, *NESTED, (others, [])) == found


def test_grids_in_cells_cover_at_most_half_of_the_outer_one() -> None:
    outer = grid([0, 146, 400], [0, 37, 200])
    assert count(outer, grid([148.5, 250, 398.5], [38.5, 100, 198.5])) == 1
    assert count(outer, grid([148.25, 250, 398.5], [38.5, 100, 198.5])) == 0


def test_the_rows_of_a_grid_in_a_cell_are_its_text_and_in_doubt() -> None:
    words = [make_word(text, x, 112) for text, x in (("No.", 52), ("Activity", 84), ("Out", 254))]
    for row, y in enumerate((120, 180, 240)):
        words += [make_word(f"{row}", 52, y + 12), make_word("Train", 84, y + 12)]
        words += [make_word("Q1", 256, y + 14), make_word("Survey", 354, y + 14)]
        words += [make_word("Q3", 256, y + 42), make_word("Report", 354, y + 42)]
    (table,) = find_tables(1, drawn(OUTER, *NESTED), words).tables
    (read,), _ = assign_lines_to_cells([table], words)
    assert [cell.text for cell in read.cells if cell.column == 2] == [
        "Out",
        *["Q1 Survey Q3 Report"] * 3,
    ]
    assert sorted((one.bbox[1], one.row_count, one.column_count) for one in read.nested) == [
        (y + 2.5, 2, 2) for y in (120, 180, 240)
    ]


def test_two_grids_side_by_side_in_one_cell_are_both_told() -> None:
    inner = [grid([x, x + 45, x + 90], [123, 150, 177]) for x in (253, 357)]
    words = [
        make_word(text, x, y) for y in (112, 132, 192, 252) for text, x in (("A", 52), ("B", 84))
    ]
    words += [make_word("Q", x + dx, y) for x in (256, 360) for dx in (0, 45) for y in (138, 165)]
    (table,) = find_tables(1, drawn(OUTER, *inner), words).tables
    assert sorted(one.bbox[0] for one in table.nested) == [253, 357]
