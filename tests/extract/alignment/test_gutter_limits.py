"""What counts for and against white space as the gutter between two columns."""

from __future__ import annotations

import pytest

from extract.alignment.gutters import (
    Gutter,
    aligned_share,
    are_mostly_prose,
    find_gutters,
    text_lines,
)
from extract.alignment.segments import Segment
from tests.extract.alignment.test_gutters import SIZE, edges, row, texts


def weights(segments: list[Segment], *, has_headings: bool = False) -> dict[str, float]:
    """Return the evidence for the first gutter by its name."""
    found = find_gutters(text_lines(segments), has_headings=has_headings)
    return {one.name: one.weight for one in found[0].evidence}


PAIRS = [[(0.0, 40.0, "a key"), (100.0, 130.0, "a text")] for _ in range(20)]
HEADING = "headings or lines of prose run across"


def test_headings_over_all_columns_count_less_than_texts_that_run_across() -> None:
    over = [(0.0, 130.0, "A heading over both")]
    between = texts(*PAIRS[:3], over, *PAIRS[3:])
    assert HEADING in weights(between, has_headings=True)
    assert HEADING not in weights(between)
    assert "texts run across" in weights(between)


@pytest.mark.parametrize(
    ("x0", "at", "is_heading"),
    [
        (0.0, 20, True),  # at the left, below the last line
        (10.0, 20, True),  # as far from it as the type is large
        (11.0, 20, False),
        (20.0, 3, True),  # centred between two lines
        (20.0, 0, False),  # above the first one
    ],
)
def test_a_heading_begins_at_the_left_or_stands_between_lines(
    x0: float, at: int, is_heading: bool
) -> None:
    lines = [*PAIRS[:at], [(x0, 130.0, "words over both")], *PAIRS[at:]]
    assert (HEADING in weights(texts(*lines), has_headings=True)) == is_heading


def test_two_centred_lines_are_no_heading_between_lines() -> None:
    over = [(20.0, 130.0, "words over both")]
    found = weights(texts(*PAIRS[:3], over, over, *PAIRS[3:]), has_headings=True)
    assert HEADING not in found


def test_a_text_up_to_the_gutter_does_not_run_across() -> None:
    for x0, x1, runs in ((0.0, 100.0, False), (0.0, 100.5, True), (40.0, 130.0, False)):
        found = weights(texts(*PAIRS, [(x0, x1, "alone")]))
        assert ("texts run across" in found) == runs, (x0, x1)


def test_labels_of_the_first_lines_over_a_group_count_less() -> None:
    label = [(0.0, 30.0, "Kind"), (105.0, 165.0, "Planned in 2019")]
    rows = [row(at % 4) for at in range(20)]

    def second(lines: list[list[tuple[float, float, str]]]) -> set[str]:
        return {one.name for one in find_gutters(text_lines(texts(*lines)))[1].evidence}

    assert "labels run across" in second([label, *rows])
    assert "labels run across" in second([label, label, *rows])
    # Below a row it is a text, and so it is over the first column.
    assert "texts run across" in second([rows[0], label, *rows])
    over_first = [(0.0, 165.0, "Kind of what is planned"), (172.0, 190.0, "34")]
    assert "labels run across" not in second([over_first, *rows])
    # A header has four lines at most.
    assert "texts run across" not in second([*[label] * 4, *rows])
    assert "texts run across" in second([*[label] * 5, *rows])


def test_a_text_over_white_space_up_to_the_next_text_overflows_its_cell() -> None:
    for x0, runs in ((101.5, False), (101.6, True)):
        found = weights(texts(*PAIRS, [(0.0, 110.0, "a long key"), (x0, 130.0, "a text")]))
        assert ("texts run across" in found) == runs, x0


def test_a_line_beside_white_space_on_one_side_shows_nothing_of_it() -> None:
    right = [(100.0, 130.0, "a text"), (150.0, 160.0, "12")]
    name = "lines leave white space"
    assert weights(texts(*PAIRS, right))[name] == weights(texts(*PAIRS))[name]


def test_three_lines_show_whether_texts_are_aligned() -> None:
    for count in (2, 3):
        name = "texts beside it are aligned"
        assert (name in weights(texts(*PAIRS[:count]))) == (count == 3)


@pytest.mark.parametrize(
    ("mark", "is_edge"), [(38.5, True), (38.4, False), (101.5, True), (101.6, False)]
)
def test_a_drawn_edge_near_the_white_space_is_the_column_edge(mark: float, is_edge: bool) -> None:
    found = edges(texts(*PAIRS), (mark,))
    assert found == ([mark] if is_edge else [97.0])


def test_the_edge_of_a_narrow_gutter_is_its_middle() -> None:
    assert Gutter(10.0, 14.0, ()).edges == (12.0,)
    assert Gutter(10.0, 30.0, ()).edges == (27.0,)
    assert Gutter(10.0, 30.0, (), (15.0, 20.0)).edges == (15.0, 20.0)


def test_texts_that_begin_end_or_are_centred_at_one_place_are_aligned() -> None:
    def of(*sides: tuple[float, float], text: str = "text") -> float:
        return aligned_share([Segment(x0, x1, 0.0, SIZE, text) for x0, x1 in sides])

    assert of((0, 10), (0, 20), (0, 30)) == 1.0
    assert of((0, 10), (3, 20), (9, 35)) == pytest.approx(2 / 3)
    assert of((0, 10), (3, 20), (3.1, 35)) == pytest.approx(2 / 3)  # 3 points apart at most
    assert of((0, 40), (10, 30), (15, 25)) == 1.0
    assert of((0, 40), (10, 40), (20, 40)) == pytest.approx(1 / 3)
    assert of((0, 40), (10, 40), (20, 40), text="12") == 1.0


def test_most_texts_are_figures_where_their_ends_count() -> None:
    figures = [Segment(x0, 40.0, 0.0, SIZE, "12") for x0 in (0.0, 10.0, 20.0)]
    words = [Segment(x0, 40.0, 0.0, SIZE, "text") for x0 in (-40.0, -20.0, -60.0)]
    assert aligned_share([*figures, *words[:2]]) == 1.0
    assert aligned_share([*figures, *words]) < 1.0


def test_a_column_of_a_single_label_is_joined_to_the_one_beside_it() -> None:
    label = [(0.0, 30.0, "Kind"), (84.0, 96.0, "N")]
    rows = [[(0.0, 40.0, "a key"), (100.0, 120.0, "12")] for _ in range(4)]
    assert len(edges(texts(label, *rows))) == 1
    # With another text, or beside a text of its line, it is a column.
    assert len(edges(texts(label, label, *rows))) == 2
    assert len(edges(texts([*label, (100.0, 120.0, "M")], *rows))) == 2
    # So it is where its edge is drawn.
    assert len(edges(texts(label, *rows), (98.0,))) == 2


def test_as_many_labels_as_texts_below_them_are_texts() -> None:
    label = [(0.0, 30.0, "Kind"), (105.0, 165.0, "Planned in 2019")]
    rows = [row(0), row(0)]
    assert edges(texts(label, *rows), (135.0,)) == [97.0, 135.0]
    assert edges(texts(label, rows[0]), (135.0,)) == [97.0]


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ((0.0, 40.0, "a key"), (120.0, 150.0, "a text"), True),  # twice the type size away
        ((0.0, 40.0, "a key"), (120.1, 150.0, "a text"), False),
        ((0.0, 40.0, "a key"), (140.0, 150.0, "12"), True),
        ((0.0, 40.0, "a key"), (140.1, 150.0, "12"), False),
        ((-20.0, 0.0, "12"), (125.0, 150.0, "a text"), True),
        ((-20.0, -0.1, "12"), (125.0, 150.0, "a text"), False),
        ((-20.0, 0.0, "a key"), (125.0, 150.0, "a text"), False),
    ],
)
def test_texts_show_the_white_space_that_they_are_near_to(
    before: tuple[float, float, str], after: tuple[float, float, str], *, counts: bool
) -> None:
    name = "lines leave white space"
    plain, more = weights(texts(*PAIRS))[name], weights(texts(*PAIRS, [before, after]))[name]
    assert (more != plain) == counts


@pytest.mark.parametrize(
    ("width", "apart", "touch"),
    [(3.0, 2, False), (2.9, 2, True), (2.9, 3, False)],
)
def test_columns_that_all_but_touch_are_drawn_apart(width: float, apart: int, touch: bool) -> None:
    found = [
        one
        for at in range(5)
        for one in (
            Segment(0.0, 100.0 - width, 12.0 * at, SIZE, "a key"),
            Segment(100.0, 130.0, 12.0 * at, SIZE, "a text", is_drawn_apart=at < apart),
        )
    ]
    (gutter,) = find_gutters(text_lines(found), (98.5,))
    assert ("the columns all but touch" in {one.name for one in gutter.evidence}) == touch


@pytest.mark.parametrize(
    ("single", "count", "is_prose"),
    [
        ((0.0, 190.0), 2, True),
        ((0.0, 190.0), 1, False),  # as many lines show texts side by side
        ((10.0, 190.0), 2, True),
        ((10.1, 190.0), 2, False),  # it does not begin at the left
        ((0.0, 150.0), 2, False),  # it ends where the second text begins
        ((0.0, 40.0), 2, False),
    ],
)
def test_lines_past_the_texts_side_by_side_are_prose(
    single: tuple[float, float], count: int, *, is_prose: bool
) -> None:
    lines = [[(0.0, 60.0, "words"), (150.0, 190.0, "words")], *[[(*single, "words")]] * count]
    assert are_mostly_prose(texts(*lines), 0.0) == is_prose
