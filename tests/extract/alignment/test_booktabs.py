"""Tables with rules at their top and bottom and below their header, and none between their rows."""

from __future__ import annotations

import pytest

from extract.alignment.aligned import Columns
from extract.alignment.booktabs import (
    BooktabsLattice,
    RuledSection,
    booktabs_lattice,
    booktabs_lattices,
)
from extract.alignment.levels import Level
from extract.geometry.page_model import Fill, Rule, Rules, Word
from tests.extract.page_parts import make_line, make_word

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
        ((119.0, 149.0), WIDTH, False),  # as close to the header's rule as a drawn one
        ((118.0, 149.0), WIDTH, True),
        ((149.0, 180.0), WIDTH, False),
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


def test_two_rows_or_two_columns_are_enough() -> None:
    assert found([*HEADER, *rows(132.0, 2)], FRAME)
    two = [one for one in [*HEADER, *rows(132.0, step=24.0)] if one.x0 != 105.0]
    (table,) = found(two, [rule(100.0), rule(120.0)])
    assert len(table.lattice.xs) == 3


def test_texts_below_centred_labels_show_the_columns() -> None:
    labels = [word("Crop", 40.0, 112.0), word("Area", 140.0, 112.0), word("Yield", 240.0, 112.0)]
    body = [
        word("Some words", x0, 132.0 + 14 * at, width=80.0)
        for at in range(4)
        for x0 in (5.0, 105.0, 205.0)
    ]
    (table,) = found([*labels, *body], [rule(100.0), rule(120.0)])
    assert all(120.0 > x > 85.0 for x in (table.lattice.xs[1], table.lattice.xs[2] - 100))


@pytest.mark.parametrize(("x1", "is_within"), [(320.0, True), (320.1, False)])
def test_a_text_may_run_over_the_right_end_of_the_rules(x1: float, *, is_within: bool) -> None:
    long = [word(one.text, 205.0, one.baseline, width=x1 - 205.0) for one in BODY if one.x0 > 200]
    words = [one for one in [*HEADER, *BODY] if one.x0 < 200]
    tables = found([*words, *long], FRAME)
    assert any(len(one.lattice.xs) == 4 for one in tables) == is_within


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
    assert found([*HEADER, *second(BODY, 18)], lines)
    assert found([*HEADER, *second(BODY, 18.1)], lines) == []
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


def test_words_beside_the_table_are_none_of_its_columns() -> None:
    (table,) = found([*HEADER, *BODY], FRAME)
    for x0, width in ((-60.0, 30.0), (WIDTH + 30.0, 20.0)):
        beside = [word("note", x0, one.baseline, width=width) for one in BODY if one.x0 == 5.0]
        assert [one.lattice.xs for one in found([*HEADER, *BODY, *beside], FRAME)] == [
            table.lattice.xs
        ]


@pytest.mark.parametrize(("x0", "is_within"), [(-4.0, True), (-4.1, False)])
def test_a_key_may_begin_a_little_left_of_the_rules(x0: float, *, is_within: bool) -> None:
    keys = [word(one.text, x0, one.baseline) for one in BODY if one.x0 == 5.0]
    (table,) = found([*(one for one in [*HEADER, *BODY] if one.x0 > 5.0), *keys], FRAME)
    assert len(table.lattice.xs) == 3 + is_within


def test_a_short_rule_in_the_place_of_a_rule_over_all_columns_adds_nothing() -> None:
    (whole,) = found([*HEADER, *BODY], FRAME)
    for at in (100.0, 120.0, 180.0):
        lines = sorted([*FRAME, rule(at, 100.0, WIDTH)], key=lambda one: one.at)
        (table,) = found([*HEADER, *BODY], lines)
        assert table.lattice.ys == whole.lattice.ys
        assert table.lattice.xs == whole.lattice.xs or at == 120.0
        inner = [walls(table, y + 1) for y in table.lattice.ys[1:-1]]
        assert inner == [2, 2, 2, 2], at
    # So it is at the last rule of a table that is open at the bottom.
    lines = [rule(100.0), rule(120.0), rule(120.0, 100.0, WIDTH)]
    assert found([*HEADER, *BODY], lines)


def test_white_space_shows_whether_gaps_separate_the_rows() -> None:
    """The header says nothing of it."""
    body = [
        word(text, x0, top + 11 * at)
        for top in (132.0, 160.0, 188.0)
        for at, text in enumerate(("Some more words", "and others"))
        for x0 in (5.0, 105.0, 205.0)
    ]
    (table,) = found([*HEADER, *body], [rule(100.0), rule(120.0), rule(210.0)])
    assert table.has_gaps is True
    assert len(table.lattice.ys) == 5


def test_labels_below_a_label_over_them_are_a_row_of_the_header() -> None:
    over = word("Harvest of all the farms", 105.0, 108.0, width=150.0)
    labels = [*row(118.0, "", "Area", "Yield"), word("Crop", 5.0, 108.0)]
    (table,) = found([over, *labels, *rows(138.0)], [rule(98.0), rule(124.0), rule(186.0)])
    assert len(table.lattice.ys) == 7
    assert (walls(table, 99.0), walls(table, 123.0)) == (1, 2)


@pytest.mark.parametrize(("lines", "edges"), [(4, 6), (5, 10)])
def test_a_header_of_a_few_lines_is_one_row(lines: int, edges: int) -> None:
    header = [one for at in range(lines) for one in row(112.0 + 12 * at, "Crop", "Area", "Yield")]
    below = 112.0 + 12 * (lines - 1) + 8
    (table,) = found([*header, *rows(below + 12)], [rule(100.0), rule(below), rule(below + 60)])
    assert len(table.lattice.ys) == edges


def test_bold_labels_of_many_lines_are_one_row() -> None:
    header = [
        word(one.text, one.x0, 112.0 + 12 * at, bold=True) for at in range(5) for one in HEADER
    ]
    (table,) = found([*header, *rows(180.0)], [rule(100.0), rule(168.0), rule(228.0)])
    assert len(table.lattice.ys) == 6


def test_another_page_may_show_whether_gaps_separate_the_rows() -> None:
    sections = [RuledSection(100.0, 120.0, (), is_header=True)]
    for by_gaps in (True, False, None):
        assert booktabs_lattice(COLUMNS, sections, FRAME, by_gaps=by_gaps).has_gaps is by_gaps


def test_rows_below_two_rules_without_text_between_them_are_a_table() -> None:
    (table,) = found(BODY, [rule(100.0), rule(120.0)])
    assert table.lattice.ys[-1] > 168.0


def between_tables(*texts: tuple[float, float, float]) -> list[float]:
    """Return the tops of two tables, or of one, that have texts between them.

    Args:
        texts: baseline, left end and width of each text.
    """
    lines = [*FRAME, *(rule(one.at + 150) for one in FRAME)]
    inside = [word("words", x0, y, width=width) for y, x0, width in texts]
    words = [*HEADER, *BODY, *inside, *second([*HEADER, *BODY], 150)]
    return [one.lattice.ys[0] for one in found(words, lines)]


def test_centred_lines_or_prose_with_wide_spaces_separate_two_tables() -> None:
    centred = [(210.0 + 12 * at, 100.0, 100.0) for at in range(2)]
    assert between_tables(*centred) == [100, 250]
    prose = [(205.0 + 12 * at, 0.0, 290.0) for at in range(3)]
    assert between_tables(*prose, (229.0, 0.0, 100.0), (229.0, 150.0, 140.0)) == [100, 250]


@pytest.mark.parametrize(
    ("lines", "above", "below", "is_inside"),
    [
        (1, 12.0, 16.0, True),
        (1, 12.0, 16.1, False),
        (1, 22.0, 12.0, True),
        (1, 22.1, 12.0, False),
        (4, 12.0, 12.0, True),
        (5, 12.0, 12.0, False),
    ],
)
def test_a_heading_inside_of_a_table_is_short_and_near_to_both_rules(
    lines: int, above: float, below: float, *, is_inside: bool
) -> None:
    heading = [
        word("A heading over all of the columns", 0.0, 180.0 + above + 11 * at, width=290.0)
        for at in range(lines)
    ]
    low = heading[-1].baseline + below
    words = [*HEADER, *BODY, *heading, *rows(low + 12)]
    tables = found(words, [*FRAME, rule(low), rule(low + 60)])
    bottoms = [one.lattice.ys[-1] for one in tables]
    assert bottoms == ([low + 60] if is_inside else [180.0])


COLUMNS = Columns((0.0, 100.0, 200.0, 300.0), (5.0, 105.0, 205.0), (60.0, 160.0, 260.0))


def level(baseline: float, *texts: tuple[int, float, float]) -> Level:
    """Make a level of texts: the column and the left and the right end of each."""
    return Level(
        baseline,
        {at: make_line("text", x0, baseline, x1=x1, size=SIZE) for at, x0, x1 in texts},
    )


def header_walls(y: float, *levels: Level, short: Rule | None = None) -> list[float]:
    """Return the inner walls at a height of a header between 100 and 120 points."""
    body = level(140.0, (0, 5.0, 60.0), (1, 105.0, 160.0), (2, 205.0, 260.0))
    sections = [
        RuledSection(100.0, 120.0, levels, is_header=True),
        RuledSection(120.0, 180.0, (body,)),
    ]
    lines = [*FRAME, *([short] if short else [])]
    table = booktabs_lattice(COLUMNS, sections, lines)
    return sorted(
        one.at
        for one in table.lattice.vertical
        if one.start <= y < one.stop and 0.0 < one.at < 300.0
    )


@pytest.mark.parametrize(
    ("x0", "x1", "crosses"),
    [(105.0, 201.0, False), (105.0, 201.1, True), (199.0, 250.0, False), (198.9, 250.0, True)],
)
def test_a_label_crosses_an_edge_by_more_than_a_point(
    x0: float, x1: float, *, crosses: bool
) -> None:
    found_walls = header_walls(105.0, level(112.0, (0, 5.0, 60.0), (1, x0, x1)))
    assert found_walls == ([100.0] if crosses else [100.0, 200.0])
    # Another text begins right of the edge: the label overflows its cell.
    beside = level(112.0, (1, x0, x1), (2, 205.0, 260.0))
    assert header_walls(105.0, beside) == [100.0, 200.0]


TWO_LEVELS = (
    level(108.0, (0, 5.0, 60.0), (1, 105.0, 160.0)),
    level(118.0, (1, 105.0, 160.0), (2, 205.0, 260.0)),
)


@pytest.mark.parametrize(
    ("start", "stop", "joined"),
    [
        (95.9, 204.1, {100.0, 200.0}),
        (96.0, 204.1, {200.0}),
        (95.9, 204.0, {100.0}),
        (120.0, 180.0, set()),
    ],
)
def test_a_short_rule_joins_the_columns_that_it_runs_under(
    start: float, stop: float, joined: set[float]
) -> None:
    short = Rule(112.0, start, stop)
    assert header_walls(105.0, *TWO_LEVELS, short=short) == sorted({100.0, 200.0} - joined)
    assert header_walls(115.0, *TWO_LEVELS, short=short) == [100.0, 200.0]


def test_a_short_rule_at_the_edge_of_the_header_parts_nothing() -> None:
    for at in (101.0, 119.0):
        assert header_walls(100.5, *TWO_LEVELS, short=Rule(at, 90.0, 210.0)) == [100.0, 200.0], at


def test_a_text_is_above_the_rule_that_its_baseline_is_at() -> None:
    """By a point at most: a label right below a rule is as high as its type."""
    wide = (1, 105.0, 250.0)
    for baseline, above, below in (
        (112.5, [100.0], [100.0, 200.0]),
        (113.0, [100.0, 200.0], [100.0]),
        (120.5, [100.0, 200.0], [100.0]),
        (121.0, [100.0, 200.0], [100.0, 200.0]),
    ):
        short, label = Rule(112.0, 150.0, 180.0), level(baseline, wide)
        assert header_walls(105.0, label, short=short) == above, baseline
        assert header_walls(115.0, label, short=short) == below, baseline


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
