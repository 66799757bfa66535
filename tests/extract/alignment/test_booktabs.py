"""Tables with rules at their top and bottom and below their header, and none between their rows."""

from __future__ import annotations

import pytest

from extract.alignment.booktabs import BooktabsLattice, booktabs_lattices
from extract.geometry.page_model import Fill, Rule, Rules, Word
from tests.extract.page_parts import make_word

SIZE = 10.0
WIDTH = 300.0
KEYS = ("Rice", "Maize", "Beans", "Peas", "Wheat")


def word(text: str, x0: float, baseline: float, **more: object) -> Word:
    width = more.pop("width", 5.0 * len(text))
    assert isinstance(width, float)
    return make_word(text, x0, baseline, x1=x0 + width, size=SIZE, **more)


def row(baseline: float, key: str = "Key", first: str = "12", second: str = "34") -> list[Word]:
    texts = ((key, 5.0), (first, 105.0), (second, 205.0))
    return [word(text, x0, baseline) for text, x0 in texts if text]


def rows(top: float, count: int = 4, step: float = 12.0) -> list[Word]:
    return [
        one for at in range(count) for one in row(top + step * at, KEYS[at], f"{at}1", f"{at}2")
    ]


def rule(at: float, start: float = 0.0, stop: float = WIDTH) -> Rule:
    return Rule(at, start, stop)


HEADER = row(112.0, "Crop", "Area", "Yield")
FRAME = [rule(100.0), rule(120.0), rule(180.0)]
BODY = rows(132.0)


def found(
    words: list[Word], lines: list[Rule], fills: tuple[Fill, ...] = ()
) -> list[BooktabsLattice]:
    across = tuple(lines)
    return booktabs_lattices(Rules(across, (), fills, (), (across, ())), across, (), words)


def test_white_space_separates_the_rows_below_the_header() -> None:
    (table,) = found([*HEADER, *BODY], FRAME)
    ys = table.lattice.ys
    assert ys[:2] == (100.0, 120.0)
    assert ys[-1] == 180.0
    assert len(ys) == 6
    assert len(table.lattice.xs) == 4
    assert (table.lattice.xs[0], table.lattice.xs[-1]) == (0.0, WIDTH)
    assert table.certain_starts == 3
    assert table.doubts == ()


def test_a_single_rule_or_rules_without_columns_make_no_table() -> None:
    assert found([*HEADER, *BODY], FRAME[:1]) == []
    assert found([one for one in [*HEADER, *BODY] if one.x0 < 100], FRAME) == []
    assert found([], FRAME) == []
    # One row between two rules shows no row starts.
    assert found([*HEADER, *rows(132.0, 1)], [rule(100.0), rule(120.0), rule(140.0)]) == []


def test_two_lines_close_to_each_other_are_one_rule() -> None:
    double = [rule(100.0), rule(102.0), rule(120.0), rule(180.0)]
    (table,) = found([*HEADER, *BODY], double)
    assert len(table.lattice.ys) == 6


@pytest.mark.parametrize(
    ("tops", "width", "is_table"),
    [
        ((), WIDTH, True),
        ((125.0,), WIDTH, True),  # one row is marked
        ((125.0, 149.0), WIDTH, False),
        ((125.0, 149.0), 60.0, False),
        ((125.0, 149.0), 59.0, True),  # marks in the text
        ((101.0, 125.0), WIDTH, True),  # one of them is the header's
        ((125.0, 185.0), WIDTH, True),  # one of them is below the table
    ],
)
def test_fills_behind_several_rows_show_the_rows(
    tops: tuple[float, ...], width: float, *, is_table: bool
) -> None:
    fills = tuple(Fill((0.0, top, width, top + 12.0), (0.8,)) for top in tops)
    assert bool(found([*HEADER, *BODY], FRAME, fills)) == is_table


def test_fills_beside_the_table_are_of_something_else() -> None:
    for left in (-100.0, WIDTH):
        fills = tuple(Fill((left, y, left + 100.0, y + 12), (0.8,)) for y in (125.0, 149.0))
        assert found([*HEADER, *BODY], FRAME, fills)


def second(words: list[Word], by: float) -> list[Word]:
    return [word(one.text, one.x0, one.baseline + by, width=one.x1 - one.x0) for one in words]


def test_prose_between_rules_separates_two_tables() -> None:
    prose = [
        word("Some prose over all of the columns of the page", 0.0, 200.0 + 12 * at, width=290.0)
        for at in range(3)
    ]
    lines = [*FRAME, *(rule(one.at + 150) for one in FRAME)]
    words = [*HEADER, *BODY, *prose, *second([*HEADER, *BODY], 150)]
    tables = found(words, lines)
    assert [(one.lattice.ys[0], one.lattice.ys[-1]) for one in tables] == [(100, 180), (250, 330)]


def test_a_heading_close_to_two_rules_is_inside_of_one_table() -> None:
    heading = word("A heading over all of the columns of the page", 0.0, 192.0, width=290.0)
    lines = [*FRAME, rule(198.0), rule(260.0)]
    (table,) = found([*HEADER, *BODY, heading, *rows(210.0)], lines)
    assert (table.lattice.ys[0], table.lattice.ys[-1]) == (100, 260)
    # Far from the rule below it, it is no heading of this table.
    lines = [*FRAME, rule(215.0), rule(280.0)]
    tables = found([*HEADER, *BODY, heading, *rows(227.0)], lines)
    assert [one.lattice.ys[-1] for one in tables][:1] == [180]


def walls(table: BooktabsLattice, top: float) -> int:
    """Return the number of inner walls of the row that begins at a height."""
    sides = (table.lattice.xs[0], table.lattice.xs[-1])
    inner = {
        one.at
        for one in table.lattice.vertical
        if one.start <= top < one.stop and one.at not in sides
    }
    return len(inner)


def test_a_rule_below_a_label_joins_the_columns_under_it() -> None:
    over = word("Harvest", 150.0, 108.0)
    labels = row(124.0, "Crop", "Area", "Yield")
    part = rule(112.0, 100.0, WIDTH)
    lines = [rule(98.0), part, rule(130.0), rule(190.0)]
    (table,) = found([over, *labels, *rows(142.0)], lines)
    assert (walls(table, 99.0), walls(table, 113.0)) == (1, 2)


@pytest.mark.parametrize(("at", "is_table"), [(112.0, True), (150.0, False), (200.0, True)])
def test_a_rule_under_some_columns_below_the_header_separates_rows(
    at: float, *, is_table: bool
) -> None:
    """Then white space does not, and the cells of the other columns go on."""
    header = row(106.0, "", "Size", "") + row(117.0, "Crop", "Area", "Yield")
    lines = [rule(98.0), rule(122.0), rule(180.0), rule(at, 100.0, WIDTH)]
    assert bool(found([*header, *rows(134.0)], sorted(lines, key=lambda one: one.at))) == is_table


def test_rows_below_the_last_rule_are_of_a_table_that_is_open() -> None:
    lines = [rule(100.0), rule(120.0)]
    (table,) = found([*HEADER, *BODY], lines)
    assert len(table.lattice.ys) == 6
    assert table.lattice.ys[-1] > 168.0
    # Text far below the rule, or without texts side by side, is not of the table.
    assert found([*HEADER, *second(BODY, 40)], lines) == []
    assert found([*HEADER, *(one for one in BODY if one.x0 < 100)], lines) == []
    # A rule under some columns separates rows there, too.
    assert found([*HEADER, *BODY], [*lines, rule(150.0, 100.0, WIDTH)]) == []


def test_a_heading_of_a_group_has_no_walls() -> None:
    heading = [word("ALL GRAINS", 5.0, 132.0, bold=True)]
    (table,) = found([*HEADER, *heading, *rows(144.0)], [*FRAME[:2], rule(192.0)])
    assert [walls(table, y + 1) for y in table.lattice.ys[:-1]] == [2, 0, 2, 2, 2, 2]
    plain = [word("All grains", 5.0, 132.0)]
    (table,) = found([*HEADER, *plain, *rows(144.0)], [*FRAME[:2], rule(192.0)])
    assert walls(table, 121.0) == 2


def test_a_text_over_an_edge_has_no_wall_unless_another_one_is_beside_it() -> None:
    over = [word("Grains of all of the kinds that grow here", 5.0, 132.0, width=150.0)]
    beside = [word("34", 205.0, 132.0)]
    (table,) = found([*HEADER, *over, *beside, *rows(144.0)], [*FRAME[:2], rule(192.0)])
    assert walls(table, 121.0) == 1


@pytest.mark.parametrize(
    ("top", "start", "has_header"),
    [(95.0, 100.0, True), (20.0, 100.0, False), (95.0, 200.0, False)],
)
def test_a_header_whose_rules_leave_out_the_first_column_is_of_the_table(
    top: float, start: float, *, has_header: bool
) -> None:
    groups = [word("Yearly", 150.0, 105.0)]
    lines = [rule(top, start), rule(108.0, 200.0), rule(122.0), rule(180.0)]
    tables = found([*groups, *row(119.0, "Crop", "Area", "Yield"), *rows(132.0)], lines)
    assert [table.lattice.ys[0] for table in tables] == ([top] if has_header else [])
