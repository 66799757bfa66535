"""Cells of two readers whose edges differ by just as much as those of one cell may."""

from __future__ import annotations

import pytest

from extract.model import Bbox
from extract.page.agreement import FirstCell, SecondCell, compare_readings
from extract.page.same_print import fold_reading, same_reading


def kind(own: FirstCell, *cells: SecondCell, others: tuple[FirstCell, ...] = ()) -> str:
    """Return in what the reading of a cell differs, or that it agrees or is the only one."""
    judged = compare_readings([own, *others], cells)[0]
    if judged.other_reading is not None:
        return judged.other_reading.differs_in
    return "agrees" if judged.readings_agree else "alone"


OWN = FirstCell((0.0, 0.0, 100.0, 20.0), ("plan",))


@pytest.mark.parametrize(
    ("box", "text", "expected"),
    [
        ((3.0, 0.0, 100.0, 20.0), "plans", "text"),
        ((3.25, 0.0, 100.0, 20.0), "plans", "box"),
        ((0.0, 0.0, 100.0, 23.0), "plans", "text"),
        ((0.0, 0.0, 100.0, 23.25), "plans", "box"),
        ((9.0, 0.0, 100.0, 20.0), "plan", "agrees"),  # thick or doubled edges
        ((100.0, 0.0, 200.0, 20.0), "plan", "missing"),
        ((99.0, 0.0, 200.0, 20.0), "plans", "box"),
    ],
)
def test_edges_of_one_cell_differ_by_three_points_at_most(
    box: Bbox, text: str, expected: str
) -> None:
    assert kind(OWN, SecondCell(box, text)) == expected


def test_a_cell_that_holds_the_middles_of_two_others_spans_them() -> None:
    beside = FirstCell((100.0, 0.0, 200.0, 20.0), ("of",))
    wide = SecondCell((0.0, 0.0, 200.0, 20.0), "plan")
    assert kind(OWN, wide, others=(beside,)) == "span"
    # The middle of the other one is on its edge.
    assert kind(OWN, SecondCell((0.0, 0.0, 150.0, 20.0), "plan"), others=(beside,)) == "agrees"


@pytest.mark.parametrize(
    ("above", "below", "beside", "expected"),
    [
        (0.0, 20.0, None, "alone"),
        (3.0, 17.0, None, "alone"),
        (-3.0, 23.0, None, "alone"),
        (3.25, 20.0, None, "missing"),
        (-3.25, 20.0, None, "missing"),
        (0.0, 16.75, None, "missing"),
        (0.0, 23.25, None, "missing"),
        (0.0, 20.0, (100.0, 17.0, 200.0, 40.0), "alone"),
        (0.0, 20.0, (100.0, 16.75, 200.0, 40.0), "missing"),
    ],
)
def test_a_heading_between_two_tables_touches_both_and_stands_alone(
    above: float, below: float, beside: Bbox | None, expected: str
) -> None:
    """Where it overlaps a table by more than three points, that table's cell is compared."""
    cells = (
        SecondCell((0.0, above - 20, 100.0, above), "above"),
        SecondCell((0.0, below, 100.0, below + 20), "below"),
    )
    others = (FirstCell(beside, ("of",)),) if beside else ()
    found = kind(OWN, *cells, others=others)
    assert (found == "alone") == (expected == "alone")


@pytest.mark.parametrize(("shift", "agrees"), [(3.0, True), (3.25, False)])
def test_joined_cells_have_their_walls_in_another_row(shift: float, *, agrees: bool) -> None:
    right = FirstCell((50.0, 0.0, 100.0, 20.0), ("Hold a forum",))
    left = FirstCell((0.0, 0.0, 50.0, 20.0), ("Mar 2011",))
    joined = SecondCell((0.0, 0.0, 100.0, 20.0), "Mar 2011 Hold a forum")
    wall = SecondCell((0.0, 20.0, 50.0 + shift, 40.0), "Apr")
    assert (kind(left, joined, wall, others=(right,)) == "agrees") == agrees
    for top, bottom in ((shift, 20.0), (0.0, 20.0 + shift)):
        moved = SecondCell((0.0, top, 100.0, bottom), joined.text)
        wall = SecondCell((0.0, 40.0, 50.0, 60.0), "Apr")
        assert (kind(left, moved, wall, others=(right,)) == "agrees") == agrees


@pytest.mark.parametrize(("shift", "count"), [(3.0, 4), (3.25, 3)])
def test_edges_continue_in_other_cells(shift: float, count: int) -> None:
    others = (
        FirstCell((-50.0, shift, 0.0, 20.0), ("a",)),
        FirstCell((100.0, 20.0, 150.0, 40.0), ("b",)),
    )
    cell = SecondCell((40.0, 9.0, 80.0, 14.0), "plans")
    judged = compare_readings([OWN, *others], [cell])[0]
    assert judged.other_reading is not None
    assert judged.other_reading.chosen_because == (
        f"pdfplumber: {count} of its 4 edges continue in other cells, 0 of camelot's"
    )


def test_the_second_reading_is_kept_in_mind_where_its_edges_continue() -> None:
    others = (FirstCell((40.0, 20.5, 80.0, 60.0), ("a",)),)
    cell = SecondCell((40.0, 0.0, 80.0, 20.0), "plans")
    judged = compare_readings([OWN, *others], [cell])[0]
    assert judged.other_reading is not None
    assert judged.other_reading.chosen_because.startswith("pdfplumber kept, but: 1 of its 4 edges")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("a\ufe00b", "ab"),
        ("a\ufe0fb", "ab"),
        ("a\ufdffb", "a\ufdffb"),
        ("a\ufe10b", "a,b"),
        ("a\ufffdb", "ab"),
        ("a\tb", "a b"),
        ("a\u2011b", "a-b"),
    ],
)
def test_characters_without_width_are_left_out_of_a_reading(text: str, folded: str) -> None:
    assert fold_reading(text) == folded


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("a1", "a 1", True),
        ("1.5", "1 .5", False),
        ("12", "1 2", False),
        ("a.b", "a .b", True),
        ("co\u00adop", "coop", True),
        ("coop\u00ad", "coop", True),
        ("coop", "coop\u00ad", True),
        ("co\u00adop", "coops", False),
        ("co\u00ad", "coop", False),
    ],
)
def test_spaces_divide_numbers_and_soft_hyphens_are_nothing(
    one: str, other: str, *, is_same: bool
) -> None:
    assert same_reading(one, other) is is_same
    assert same_reading(other, one) is is_same
