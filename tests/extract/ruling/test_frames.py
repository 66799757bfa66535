"""Lines that touch are a table; headings between two grids join them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import Rule, Rules
from extract.model import Bbox
from extract.ruling.frames import Lattice, join_over_bands, ruled_lattices, words_outside
from extract.ruling.grid_parts import (
    part_of,
    split_where_columns_change,
    with_used_columns,
)
from tests.extract.page_parts import make_word

XS = (0.0, 50.0, 100.0)


def grid(
    top: float, bottom: float, xs: tuple[float, ...] = XS, rows: int = 2, left: float = 0.0
) -> Lattice:
    """Draw a grid of equal rows."""
    ys = tuple(top + (bottom - top) * row / rows for row in range(rows + 1))
    xs = tuple(left + x for x in xs)
    return Lattice(
        xs,
        ys,
        tuple(Rule(y, xs[0], xs[-1]) for y in ys),
        tuple(Rule(x, top, bottom) for x in xs),
    )


def read(across: list[Rule], down: list[Rule]) -> list[tuple[tuple[float, ...], ...]]:
    lattices, _ = ruled_lattices(Rules(tuple(across), tuple(down), ()))
    return [(one.xs, one.ys) for one in lattices]


def lines(*grids: Lattice) -> Rules:
    return Rules(
        tuple(rule for one in grids for rule in one.horizontal),
        tuple(rule for one in grids for rule in one.vertical),
        (),
    )


def test_lines_that_touch_are_one_table() -> None:
    one, other = grid(0, 40), grid(100, 140)
    lattices, loose = ruled_lattices(lines(one, other))
    assert [(found.xs, found.ys) for found in lattices] == [(one.xs, one.ys), (other.xs, other.ys)]
    assert loose == []
    below = [Rule(200.0, 0.0, 100.0)]
    rules = lines(one)
    assert ruled_lattices(Rules((*rules.horizontal, *below), rules.vertical, ()))[1] == below


@pytest.mark.parametrize(("gap", "is_joined"), [(0.0, True), (3.0, True), (3.25, False)])
def test_lines_touch_across_a_small_gap(gap: float, *, is_joined: bool) -> None:
    down = [Rule(x, 0.0, 40.0) for x in XS]
    across = [Rule(0.0, 0.0, 100.0), Rule(40.0 + gap, 0.0, 100.0)]
    assert read(across, down) == [(XS, (0.0, 40.0 + gap if is_joined else 40.0))]


@pytest.mark.parametrize(("reach", "is_open"), [(6.0, False), (6.5, True), (30.0, True)])
def test_a_side_without_a_line_is_where_the_others_end(reach: float, *, is_open: bool) -> None:
    across = [Rule(y, 0.0, 100.0) for y in (0.0, 40.0)]
    down = [Rule(x, 0.0, 40.0) for x in (reach, 50.0, 100.0 - reach)]
    ends = (0.0, reach, 50.0, 100.0 - reach, 100.0) if is_open else (reach, 50.0, 100.0 - reach)
    assert read(across, down) == [(ends, (0.0, 40.0))]


def test_columns_without_a_line_across_belong_to_lines_of_their_height() -> None:
    across = [Rule(y, 0.0, 50.0) for y in (0.0, 20.0, 40.0)]
    down = [Rule(x, 0.0, 40.0) for x in (0.0, 50.0)]
    assert read(across, [*down, Rule(100.0, 0.0, 40.0)])[0][0] == (0.0, 50.0, 100.0)
    assert read(across, [*down, Rule(100.0, 0.0, 60.0)])[0][0] == (0.0, 50.0)
    assert read(across, [*down, Rule(100.0, -20.0, 40.0)])[0][0] == (0.0, 50.0)
    for start, stop, is_column in ((3.0, 43.0, True), (3.1, 40.0, False), (0.0, 43.1, False)):
        assert (len(read(across, [*down, Rule(100.0, start, stop)])[0][0]) == 3) == is_column


def test_the_side_of_a_table_may_be_two_lines() -> None:
    across = [Rule(y, 0.0, 50.0) for y in (0.0, 20.0, 40.0)]
    beside = Rule(100.0, 0.0, 60.0)
    for x, is_side in ((3.0, True), (3.25, False)):
        down = [Rule(0.0, 0.0, 40.0), Rule(x, 0.0, 60.0), Rule(50.0, 0.0, 40.0)]
        assert (read(across, [*down, beside])[0][0][-1] == 100.0) == is_side


def test_a_line_with_lines_across_its_ends_is_no_table() -> None:
    across, down = [Rule(0.0, 48.0, 52.0), Rule(40.0, 48.0, 52.0)], [Rule(50.0, 0.0, 40.0)]
    assert ruled_lattices(Rules(tuple(across), tuple(down), ())) == ([], across)
    turned = Rules(tuple(down), tuple(across), ())
    assert ruled_lattices(turned) == ([], down)


def joined(
    *grids: Lattice, loose: tuple[Rule, ...] = (), fills: tuple[Bbox, ...] = ()
) -> list[tuple[float, ...]]:
    """Return the heights of lines of each table on a page with type of 10 points."""
    return [one.ys for one in join_over_bands(grids, loose, fills, [10.0, 8.0])]


def test_a_low_strip_between_two_grids_is_a_heading() -> None:
    assert joined(grid(0, 40), grid(60, 100)) == [(0, 20, 40, 60, 80, 100)]
    assert joined(grid(0, 40), grid(66, 106)) == [(0, 20, 40, 66, 86, 106)]
    assert joined(grid(0, 40), grid(66.5, 106.5)) == [(0, 20, 40), (66.5, 86.5, 106.5)]
    # Nothing is between grids that touch.
    assert len(joined(grid(0, 40), grid(40, 80))) == 2
    # A filled strip may be higher.
    fill = (0.0, 40.0, 100.0, 80.0)
    assert joined(grid(0, 40), grid(80, 120), fills=(fill,)) == [(0, 20, 40, 80, 100, 120)]
    assert len(joined(grid(0, 40), grid(80, 120), fills=((0.0, 40.0, 60.0, 80.0),))) == 2


def test_grids_of_other_width_or_columns_stay_apart() -> None:
    assert len(joined(grid(0, 40), grid(60, 100, left=4.0))) == 2
    assert len(joined(grid(0, 40), grid(60, 100, (0.0, 50.0, 104.0)))) == 2
    assert len(joined(grid(0, 40), grid(60, 100, (0.0, 50.0, 103.0)))) == 1
    assert len(joined(grid(0, 40), grid(60, 100, (3.0, 50.0, 100.0)))) == 1
    assert len(joined(grid(0, 40), grid(60, 100, (3.5, 50.0, 100.0)))) == 2
    single = (0.0, 100.0)
    assert len(joined(grid(0, 40), grid(60, 100, single))) == 2
    assert len(joined(grid(0, 40, single), grid(60, 100))) == 2
    assert len(joined(grid(0, 40, single), grid(60, 100, single))) == 1
    assert len(joined(grid(0, 40), grid(60, 100, (0.0, 30.0, 100.0)))) == 1


def test_lines_part_headings_that_follow_each_other() -> None:
    line = Rule(60.0, 0.0, 100.0)
    assert joined(grid(0, 40), grid(80, 120), loose=(line,)) == [(0, 20, 40, 60, 80, 100, 120)]
    short = Rule(60.0, 0.0, 80.0)
    assert join_over_bands([grid(0, 40)], [short], (), [10.0]) == [grid(0, 40)]


def test_words_outside_boxes_begin_or_end_elsewhere() -> None:
    box = (0.0, 0.0, 100.0, 20.0)
    places = {(-3.0, 12.0): False, (-3.5, 12.0): True, (103.0, 12.0): False, (103.5, 12.0): True}
    heights = {(5.0, 3.0): False, (5.0, 2.5): True, (5.0, 21.0): False, (5.0, 21.5): True}
    for (x0, baseline), is_outside in {**places, **heights}.items():
        words = [make_word("text", x0, baseline)]
        assert words_outside(words, [box]) == (words if is_outside else [])


def test_two_tables_that_touch_have_other_columns() -> None:
    upper, lower = grid(0, 40), grid(40, 80, (0.0, 30.0, 70.0, 100.0))
    rules = lines(upper, lower)
    both = ruled_lattices(rules)[0][0]
    assert [(one.xs, one.ys) for one in split_where_columns_change(both)] == [
        (upper.xs, upper.ys),
        (lower.xs, lower.ys),
    ]
    # The edges of one are among those of the other: a header of groups.
    groups = grid(0, 40, (0.0, 50.0, 100.0)), grid(40, 80, (0.0, 25.0, 50.0, 100.0))
    assert split_where_columns_change(ruled_lattices(lines(*groups))[0][0]) == []


def test_a_line_over_part_of_the_width_parts_no_tables() -> None:
    upper, lower = grid(0, 40), grid(40, 80, (0.0, 30.0, 70.0, 100.0))
    rules = lines(upper, lower)
    both = ruled_lattices(rules)[0][0]
    others = [r for r in rules.horizontal if r.at != 40]
    for start, stop, is_whole in ((3.0, 97.0, True), (3.1, 100.0, False), (0.0, 96.9, False)):
        lattice = replace(both, horizontal=(*others, Rule(40.0, start, stop)))
        assert bool(split_where_columns_change(lattice)) == is_whole


@pytest.mark.parametrize(("distance", "parts"), [(3.0, 2), (3.1, 0)])
def test_lines_near_an_edge_are_of_it(distance: float, parts: int) -> None:
    upper, lower = grid(0, 40), grid(40, 80, (0.0, 30.0, 70.0, 100.0))
    both = ruled_lattices(lines(upper, lower))[0][0]
    across = tuple(replace(r, at=r.at + distance * (r.at == 40)) for r in both.horizontal)
    found = split_where_columns_change(replace(both, horizontal=across))
    assert len(found) == parts
    down = tuple(replace(r, at=r.at + distance * (r.at == 30)) for r in both.vertical)
    lower_part = split_where_columns_change(replace(both, vertical=down))[1]
    assert len(lower_part.xs) == (4 if parts else 3)


def test_a_part_has_the_lines_inside_it() -> None:
    part = part_of(grid(0, 60, rows=3), (1, 3), (0, 1))
    assert (part.xs, part.ys) == ((0, 50), (20, 40, 60))
    assert [(rule.at, rule.start, rule.stop) for rule in part.horizontal] == [
        (20, 0, 50), (40, 0, 50), (60, 0, 50),
    ]  # fmt: skip
    assert [(rule.at, rule.start, rule.stop) for rule in part.vertical] == [
        (0, 20, 60),
        (50, 20, 60),
    ]


def test_a_line_over_the_edge_of_a_part_by_a_pen_s_width_is_none_in_it() -> None:
    whole = grid(0, 60, rows=3)
    for start, count in ((17.0, 3), (16.9, 4)):
        reaching = replace(whole, vertical=(*whole.vertical, Rule(25.0, start, 60.0)))
        assert len(part_of(reaching, (0, 1), (0, 2)).vertical) == count


def test_column_edges_without_a_line_are_left_out() -> None:
    drawn = grid(0, 40)
    more = Lattice((0.0, 47.0, 75.0, 100.0), drawn.ys, drawn.horizontal, drawn.vertical)
    assert with_used_columns(more).xs == (0.0, 47.0, 100.0)
