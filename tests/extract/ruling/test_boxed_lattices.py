"""Which boxes with white space between them are a table, and how far their cells reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import Fill, Rule, Rules, Word
from extract.model import Bbox
from extract.ruling.boxed_lattices import BoxedLattice, boxed_lattices
from extract.ruling.thresholds import RULING
from tests.extract.page_parts import make_word
from tests.extract.ruling.test_boxes import grid, rules_of, sides

ROWS = [0.0, 30.0, 60.0, 90.0]


def sizes(rules: Rules, words: tuple[Word, ...] = ()) -> list[tuple[int, int]]:
    """Return how many rows and columns each table has."""
    found = [one.lattice for one in boxed_lattices(rules, words)]
    return [(len(one.ys) - 1, len(one.xs) - 1) for one in found]


def drawn(boxes: list[Bbox]) -> list[tuple[int, int]]:
    return sizes(rules_of(sides(*boxes)))


def filled(boxes: list[Bbox], words: tuple[Word, ...] = ()) -> list[tuple[int, int]]:
    return sizes(rules_of(fills=tuple(Fill(box, (0.9,)) for box in boxes)), words)


def moved(box: Bbox, x: float = 0.0, y: float = 0.0) -> Bbox:
    return (box[0] + x, box[1] + y, box[2] + x, box[3] + y)


def test_a_table_has_six_boxes_or_more() -> None:
    assert drawn(grid([0, 30, 60], 3.0)) == [(2, 3)]
    assert drawn(grid([0, 30, 60], 3.0)[:5]) == []
    assert drawn(grid(ROWS, 3.0, columns=2)) == [(3, 2)]


def test_boxes_in_one_row_or_one_column_are_no_table() -> None:
    assert drawn(grid([0, 30], 3.0, columns=8)) == []
    assert drawn(grid([30.0 * at for at in range(9)], 3.0, columns=1)) == []


@pytest.mark.parametrize(("gap", "is_table"), [(14.0, True), (14.5, False), (30.0, False)])
def test_boxes_far_from_each_other_are_no_table(gap: float, is_table: bool) -> None:
    assert bool(drawn(grid([0, 60, 120, 180], gap))) == is_table


@pytest.mark.parametrize(("gap", "is_table"), [(0.5, False), (1.3, True)])
def test_walls_are_apart_in_a_table_of_boxes(gap: float, is_table: bool) -> None:
    assert bool(drawn(grid(ROWS, gap))) == is_table


def test_gaps_in_one_direction_are_enough() -> None:
    """The boxes of a row may touch."""
    boxes = [
        (100.0 * c, top, 100.0 * c + 100, top + 27) for top in (0.0, 30.0, 60.0) for c in (0, 1, 2)
    ]
    assert drawn(boxes) == [(3, 3)]
    overlapping = [(x0, top, x1 + 2.0, bottom) for x0, top, x1, bottom in boxes]
    assert drawn(overlapping) == []


@pytest.mark.parametrize(("shifts", "is_table"), [((5.0,), True), ((5.0, 2.0, 4.0), False)])
def test_most_gaps_of_a_table_are_equal(shifts: tuple[float, ...], is_table: bool) -> None:
    """Four columns have three gaps across; four rows of them twelve."""
    boxes = grid([0, 30, 60, 90, 120], 3.0, columns=4)
    for at, shift in enumerate(shifts):
        box = boxes[4 * at + 1]
        boxes[4 * at + 1] = (box[0], box[1], box[2] - shift, box[3])
    assert bool(drawn(boxes)) == is_table


def test_gaps_down_are_equal_too() -> None:
    # Two of five gaps are another one.
    tops = [0.0, 30, 60, 90, 125, 165]
    boxes = [(100.0 * c, top, 100.0 * c + 97, top + 27) for top in tops for c in range(3)]
    assert drawn(boxes) == []
    # One of five may be.
    tops[-1] = 155.0
    boxes = [(100.0 * c, top, 100.0 * c + 97, top + 27) for top in tops for c in range(3)]
    assert drawn(boxes) == [(6, 3)]
    tops[-1], tops[-2] = 150.0, 120.0
    boxes = [(100.0 * c, top, 100.0 * c + 97, top + 27) for top in tops for c in range(3)]
    assert drawn(boxes) == [(6, 3)]


@pytest.mark.parametrize(
    ("gap", "size", "is_table"),
    [
        (0.9, 8, False),
        (1.0, 8, True),
        (1.5, 8, True),
        (5.0, 4, True),
        (5.5, 4, False),
        (5.5, 8, True),
        (9, 8, False),
    ],
)
def test_fills_with_narrow_gaps_all_round_are_boxes(
    gap: float, size: float, is_table: bool
) -> None:
    """Fills of every second row or column lie farther apart; a gap is lower than a line of type."""
    boxes = grid([0, 40, 80, 120], gap)
    words = tuple(make_word("text", b[0] + 8, b[1] + 14, size=float(size)) for b in boxes)
    assert bool(filled(boxes, words)) == is_table


def test_fills_that_touch_in_rows_are_no_boxes() -> None:
    rows = [
        (100.0 * c, top, 100.0 * c + 100, top + 27) for top in (0.0, 30.0, 60.0) for c in (0, 1, 2)
    ]
    assert filled(rows) == []


def test_a_header_of_fills_above_drawn_boxes_is_its_first_row() -> None:
    boxes = grid(ROWS, 3.0)
    rules = rules_of(sides(*boxes[3:]), fills=tuple(Fill(box, (0.9,)) for box in boxes[:3]))
    assert sizes(rules) == [(3, 3)]


def test_fills_inside_of_drawn_boxes_are_no_boxes_of_their_own() -> None:
    boxes = grid(ROWS, 3.0)
    inner = tuple(Fill((b[0] + 1, b[1] + 1, b[2] - 1, b[3] - 1), (0.9,)) for b in boxes)
    assert sizes(rules_of(sides(*boxes), fills=inner)) == [(3, 3)]


def test_low_boxes_without_words_are_space_between_cells() -> None:
    boxes = grid(ROWS, 3.0)
    low = [(100.0 * c, 90.0, 100.0 * c + 97, 97.9) for c in range(3)]
    words = tuple(make_word("text", b[0] + 8, b[1] + 14) for b in boxes)
    assert sizes(rules_of(sides(*boxes, *low)), words) == [(3, 3)]
    as_high = [(x0, top, x1, 98.0) for x0, top, x1, _ in low]  # a line of type fits
    assert sizes(rules_of(sides(*boxes, *as_high)), words) == [(4, 3)]
    # On a page without words, no box is known to be empty.
    assert drawn([*boxes, *low]) == [(4, 3)]
    inside = tuple(make_word("text", b[0] + 8, 96.0) for b in low)
    assert sizes(rules_of(sides(*boxes, *low)), (*words, *inside)) == [(4, 3)]


def test_lines_across_the_gaps_between_rows_show_low_rows() -> None:
    boxes = grid(ROWS, 12.0)
    across, down = sides(*boxes)
    assert sizes(rules_of((across, down))) == [(3, 3)]
    for stop, is_table in ((29.0, False), (18.9, True)):
        # From one row to the next, or too short to be a line.
        inner = [Rule(150.0, 18.0, stop)]
        assert bool(sizes(rules_of((across, down + inner)))) == is_table, stop
    slack = RULING.corner_distance
    for top, bottom, is_table in ((0, 0, False), (0.1, 0, True), (0, 0.1, True)):
        inner = [Rule(150.0, 18.0 - slack - top, 30.0 + slack + bottom)]
        assert bool(sizes(rules_of((across, down + inner)))) == is_table, (top, bottom)
    beside = [Rule(400.0, 18.0, 29.0)]
    assert sizes(rules_of((across, down + beside))) == [(3, 3)]


def cells(found: BoxedLattice) -> set[tuple[float, float, float]]:
    """Return the horizontal walls, at rounded places."""
    return {(round(r.at), round(r.start), round(r.stop)) for r in found.lattice.horizontal}


def boxed(*parts: list[Bbox], open_top: int = 0, open_bottom: int = 0) -> BoxedLattice:
    """Make the table of boxes; the last ones of all are open below, the first ones above."""
    boxes = [box for part in parts for box in part]
    stop = len(boxes) - open_bottom
    (found,) = boxed_lattices(
        rules_of(
            sides(*boxes[:open_top], top=False),
            sides(*boxes[open_top:stop]),
            sides(*boxes[stop:], bottom=False),
        )
    )
    return found


def test_open_sides_are_told() -> None:
    boxes = grid(ROWS, 3.0)
    found = boxed(boxes, open_top=3, open_bottom=2)
    assert found.open_above == {(0, 0), (0, 1), (0, 2)}
    assert found.open_below == {(2, 1), (2, 2)}


def test_edges_lie_in_the_middle_of_the_gaps() -> None:
    assert boxed(grid([0, 60, 120, 180], 14.0)).lattice.xs == (0.0, 93.0, 193.0, 286.0)
    found = boxed(grid(ROWS, 4.0)).lattice
    assert found.xs == (0.0, 98.0, 198.0, 296.0)
    assert found.ys == (0.0, 28.0, 58.0, 86.0)


def test_a_cell_that_the_next_page_prints_is_open_there() -> None:
    """Two boxes of the row above end with it, and nothing is below them."""
    boxes = grid(ROWS, 3.0)
    found = boxed(boxes[:7], open_bottom=1)
    assert {(2, 1), (2, 2)} <= found.open_below
    assert {(2, 1), (2, 2)} <= found.open_above
    # So they do where rows touch.
    touching = [(x0, top, x1, bottom + 3.0) for x0, top, x1, bottom in boxes[:7]]
    assert {(2, 1), (2, 2)} <= boxed(touching, open_bottom=1).open_above
    wide = [(x0, top, x1, bottom + 3.0) for x0, top, x1, bottom in grid(ROWS[:3], 3.0, columns=5)]
    tall = (*wide[0][:3], 60.0)  # so that the first row is no header
    assert boxed([tall, *wide[1:5], wide[9]]).open_above == {(1, 1), (1, 2), (1, 3)}
    # One alone may be a merged cell, which ends where its text does.
    merged = [*boxes[:5], (*boxes[5][:3], 80.0), *boxes[6:8]]
    assert not {(2, 2)} & boxed(merged).open_above


def test_a_column_with_nothing_below_the_header_goes_on_from_the_page_before() -> None:
    boxes = grid(ROWS, 3.0)
    kept = [box for at, box in enumerate(boxes) if at not in (4, 7)]
    assert (1, 1) in boxed(kept).open_above
    # Where the first boxes end at different heights, they are no header.
    uneven = [(*kept[0][:3], 22.0), *kept[1:]]
    found = boxed(uneven)
    assert (1, 1) not in found.open_above
    # The cell above goes on there.
    walls = [r for r in found.lattice.horizontal if r.at == found.lattice.ys[1]]
    assert not any(wall.start < 150 < wall.stop for wall in walls)
    # Nor where they are open below.
    across, down = sides(*kept[3:])
    opened = rules_of(sides(*kept[:3], bottom=False), (across, down))
    assert all((1, 1) not in one.open_above for one in boxed_lattices(opened))


def test_a_row_starts_where_its_first_box_does() -> None:
    """Below a page end a continued cell has no padding above it."""
    boxes = grid(ROWS, 3.0)
    higher = [*boxes[:3], moved(boxes[3], y=-2.0), *boxes[4:]]
    found = boxed(higher).lattice
    assert len(found.ys) == 4
    assert found.ys[1] == pytest.approx(28.0, abs=1.5)


def test_a_wide_box_covers_the_columns_below_it() -> None:
    boxes = grid(ROWS, 3.0)
    title = (0.0, 0.0, 297.0, 27.0)
    found = boxed([title], boxes[3:])
    assert (0, 0, 297) in cells(found)
    assert not any(r.at in found.lattice.xs[1:-1] and r.start < 20 for r in found.lattice.vertical)


def test_double_lines_around_cells_are_no_boxes() -> None:
    """Each box overlaps the next one: the cells share walls."""
    boxes = [
        (100.0 * c, 30.0 * r, 100.0 * c + 103, 30.0 * r + 33) for r in range(3) for c in range(3)
    ]
    assert drawn(boxes) == []


def test_a_word_of_another_size_counts_by_the_usual_size() -> None:
    boxes = grid([0, 40, 80, 120], 7.0)
    words = [make_word("text", b[0] + 8, b[1] + 14) for b in boxes]
    large = replace(words[0], size=30.0)
    assert filled(boxes, (large, *words[1:])) == filled(boxes, tuple(words)) == [(3, 3)]


def test_rows_lower_than_a_line_of_type_are_no_rows() -> None:
    row = [(100.0 * c, 0.0, 100.0 * c + 97) for c in range(3)]
    for height, found in ((6.0, []), (7.0, [(2, 3)])):
        first = [(x0, top, x1, top + height) for x0, top, x1 in row]
        below = [(x0, height + 3, x1, height + 30) for x0, _, x1 in row]
        assert drawn([*first, *below]) == found
    for height, found in ((6.0, []), (7.0, [(3, 3)])):
        rows = [(x0, top * (height + 3), x1) for top in range(3) for x0, _, x1 in row]
        assert drawn([(x0, top, x1, top + height) for x0, top, x1 in rows]) == found


@pytest.mark.parametrize(("width", "found"), [(6.0, []), (7.0, [(3, 2)])])
def test_boxes_narrower_than_a_letter_have_no_neighbours(
    width: float, found: list[tuple[int, int]]
) -> None:
    rows = [[(0.0, top, width, top + 27), (width, top, 100.0, top + 27)] for top in ROWS[:3]]
    assert drawn([box for row in rows for box in row]) == found


def test_a_low_box_without_words_is_left_out_beside_one_for_a_line_of_type() -> None:
    boxes = grid(ROWS, 3.0)
    words = tuple(make_word("text", b[0] + 8, b[1] + 14) for b in boxes)
    high = [(100.0 * c, 90.0, 100.0 * c + 97, 98.0) for c in range(3)]
    low = [(100.0 * c, 101.0, 100.0 * c + 97, 108.5) for c in range(3)]
    assert sizes(rules_of(sides(*boxes, *high, *low)), words) == [(4, 3)]


def test_a_fill_may_touch_the_drawn_box_beside_it() -> None:
    boxes = grid([*ROWS, 120.0], 3.0, columns=2)
    touching = Fill((197.0, 0.0, 297.0, 27.0), (0.9,))
    assert sizes(rules_of(sides(*boxes), fills=(touching,))) == [(4, 3)]
    overlapping = Fill((196.5, 0.0, 297.0, 27.0), (0.9,))
    assert sizes(rules_of(sides(*boxes), fills=(overlapping,))) == [(4, 2)]


@pytest.mark.parametrize(("pairs", "is_table"), [(4, True), (5, True), (6, False)])
def test_half_of_the_boxes_may_overlap_others(pairs: int, *, is_table: bool) -> None:
    """Two pairs a row of five boxes; there are 20 in all."""
    boxes = grid([0, 40, 80, 120, 160], 1.0, columns=5)
    for pair in range(pairs):
        at = 5 * (pair // 2) + 2 * (pair % 2)
        x0, top, x1, bottom = boxes[at]
        boxes[at] = (x0, top, x1 + 1.1, bottom)
    assert filled(boxes) == ([(4, 5)] if is_table else [])


@pytest.mark.parametrize(("gap", "is_table"), [(1.0, True), (1.5, False), (14.0, False)])
def test_a_line_in_a_gap_shows_a_low_row_unless_the_rows_share_a_wall(
    gap: float, *, is_table: bool
) -> None:
    boxes = [(x0, top, x1, bottom + 12 - gap) for x0, top, x1, bottom in grid([0, 60, 120], 12.0)]
    across, down = sides(*boxes)
    assert bool(sizes(rules_of((across, [*down, Rule(150.0, 59.0, 60.75)])))) == is_table


@pytest.mark.parametrize(
    ("at", "start", "stop", "is_table"),
    [
        (-1.2, 0.0, 5.0, False),
        (-1.3, 0.0, 5.0, True),
        (288.0 + 1.2, 0.0, 5.0, False),
        (288.0 + 1.3, 0.0, 5.0, True),
        (150.0, 0.0, 1.2, True),
        (150.0, 0.0, 1.3, False),
    ],
)
def test_a_line_in_a_gap_lies_between_the_sides_and_is_longer_than_a_corner_s_slack(
    at: float, start: float, stop: float, *, is_table: bool
) -> None:
    """The first gap is from -2 to 10; the boxes are from 0 to 288."""
    across, down = sides(*grid([-20.0, 10.0, 40.0, 70.0], 12.0))
    assert bool(sizes(rules_of((across, [*down, Rule(at, start, stop)])))) == is_table


@pytest.mark.parametrize(("bottom", "is_table"), [(-1.2, True), (-1.3, False)])
def test_gaps_differ_by_no_more_than_the_slack_of_a_corner(
    bottom: float, *, is_table: bool
) -> None:
    """All rows touch but two."""
    rows = [(-60.0, -30.0), (-30.0, bottom), (0.0, 30.0), (30.0, 60.0)]
    boxes = [(100.0 * c, top, 100.0 * c + 97, low) for top, low in rows for c in range(3)]
    assert drawn(boxes) == ([(4, 3)] if is_table else [])


def test_the_gap_between_rows_is_measured_past_a_box_that_reaches_into_the_next_row() -> None:
    boxes = grid(ROWS, 3.0)
    for bottom, found in ((33.0, [(3, 3)]), (32.5, [])):
        reaching = [boxes[0], (*boxes[1][:3], bottom), *boxes[2:]]
        assert drawn(reaching) == found


def test_boxes_of_one_row_may_start_at_different_heights() -> None:
    boxes = grid([0, 40, 80, 120], 3.0)
    lower = [
        (x0, top + 6.0 * at, x1, bottom) for at, (x0, top, x1, bottom) in enumerate(boxes[3:6])
    ]
    assert drawn([*boxes[:3], *lower, *boxes[6:]]) == [(4, 3)]


def test_no_row_is_above_a_box_that_starts_beside_the_first_one() -> None:
    boxes = [(0.0, 0.0, 97.0, 57.0), (100.0, 20.0, 197.0, 57.0)]
    boxes += [(100.0 * c, top, 100.0 * c + 97, top + 27) for top in (60.0, 90.0) for c in (0, 1)]
    assert drawn(boxes) == [(4, 2)]


def test_a_box_that_reaches_over_the_next_column_s_start_stays_in_its_own() -> None:
    boxes = grid(ROWS, 4.0)
    boxes[3] = (0.0, 30.0, 103.0, boxes[3][3])
    found = boxed(boxes)
    assert found.lattice.xs == (0.0, 100.0, 198.0, 296.0)
    assert not any(stop - start > 100 for _, start, stop in cells(found))


def test_the_walls_of_a_box_are_as_high_as_its_row() -> None:
    found = boxed(grid(ROWS, 4.0)).lattice
    assert {(r.start, r.stop) for r in found.vertical} == {(0.0, 28.0), (28.0, 58.0), (58.0, 86.0)}


@pytest.mark.parametrize(("bottom", "is_header"), [(-1.2, True), (-1.3, False)])
def test_the_boxes_of_a_header_end_at_one_height(bottom: float, *, is_header: bool) -> None:
    boxes = grid([-27.0, 3.0, 33.0, 63.0], 3.0)
    kept = [(*boxes[0][:3], bottom), *(box for at, box in enumerate(boxes) if at not in (0, 4, 7))]
    assert ((1, 1) in boxed(kept).open_above) == is_header


@pytest.mark.parametrize(
    ("bottom", "is_open"), [(0.0, True), (-1.2, True), (-1.3, False), (-7.0, False)]
)
def test_a_cell_that_ends_above_the_others_of_its_row_is_not_printed_on_the_next_page(
    bottom: float, *, is_open: bool
) -> None:
    boxes = grid([-57.0, -27.0, 3.0, 33.0], 3.0)
    ended = [*boxes[:5], (*boxes[5][:3], bottom), boxes[6]]
    assert ((2, 2) in boxed(ended).open_above) == is_open
