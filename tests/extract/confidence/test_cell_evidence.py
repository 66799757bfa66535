"""What speaks against the reading of a cell, of its row and of its column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.confidence.cell_evidence import GOES_ON, NOTHING, evidence_of
from extract.confidence.surroundings import Surroundings
from extract.confidence.thresholds import EVIDENCE
from extract.confidence.walls import NO_SPACES
from extract.stitching.stitched_table import StitchedTable
from tests.extract.confidence.test_rating import (
    COLUMNS,
    PITCH,
    ROWS,
    WIDTH,
    make_table,
    with_lines,
)
from tests.extract.page_parts import make_line


def weights(
    table: StitchedTable, name: str, around: Surroundings = NOTHING
) -> dict[tuple[int, int], float]:
    """Return the evidence of a name that is not 0, by the row and the column of its cell."""
    return {
        (cell.row, cell.column): found[name]
        for cell, found in evidence_of(table, around)
        if found.get(name)
    }


def rows_told(table: StitchedTable, name: str, around: Surroundings = NOTHING) -> set[int]:
    return {row for row, _ in weights(table, name, around)}


def on_page(page: int, *, rows: int = ROWS) -> StitchedTable:
    table = make_table(is_ruled=False)
    table.pages = [page]
    del table.rows[rows:], table.cells[COLUMNS * rows :]
    return table


def test_the_next_table_may_be_a_part_of_the_last_row_or_of_a_table_as_long() -> None:
    last, every = {ROWS - 1}, set(range(ROWS))
    for rows, is_matrix, told in (
        (ROWS, False, every),
        (ROWS + 1, False, every),
        (ROWS - 1, False, last),
        (ROWS, True, last),
    ):
        after = on_page(1, rows=min(rows, ROWS))
        after.rows += after.rows[:1] * (rows - len(after.rows))
        around = Surroundings(after=after, is_matrix=is_matrix)
        assert rows_told(on_page(1), GOES_ON, around) == told, rows
    assert rows_told(on_page(1), GOES_ON) == set()


LOW = "texts start in lower case below the row boundary"


@pytest.mark.parametrize(
    ("row", "band", "told"), [(4, None, {3, 4}), (4, 3, set()), (3, 4, {2, 3}), (0, None, set())]
)
def test_a_row_may_be_the_rest_of_the_one_above_it(
    row: int, band: int | None, told: set[int]
) -> None:
    """No row is above the first one, and a band is none."""
    table = make_table(is_ruled=False)
    for column in range(COLUMNS):
        first, second = table.cells[COLUMNS * row + column].lines
        with_lines(table, COLUMNS * row + column, replace(first, text="and others"), second)
    if band is not None:
        table.rows[band].kind = "band"
    assert {at for at in rows_told(table, LOW) if at != band} == told


OVER = "texts are drawn over the row boundary"


def drawn_over(column: int, *, page: int = 1, is_ruled: bool = False) -> StitchedTable:
    """Return a table with a cell of the fourth row drawn right after the one above it."""
    table = make_table(is_ruled=is_ruled)
    table.has_drawn_rows = False
    index = 3 * COLUMNS + column
    last = table.cells[index - COLUMNS].lines[-1].glyphs[-1]
    lines = [
        replace(line, glyphs=(last + 2 * at + 2, last + 2 * at + 3))
        for at, line in enumerate(table.cells[index].lines)
    ]
    cell = with_lines(table, index, *lines)
    cell.parts = [(page, cell.parts[0][1])]
    return table


def test_a_text_drawn_right_after_the_one_above_it_may_be_its_rest() -> None:
    third = pytest.approx(1 / 3)
    assert weights(drawn_over(1), OVER) == {
        (row, column): third for row in (2, 3) for column in range(COLUMNS)
    }
    # The last cell of a row is followed by the next row, and a rule parts two cells.
    for other in (drawn_over(2), drawn_over(1, is_ruled=True), drawn_over(1, page=2)):
        assert weights(other, OVER) == {}
    # So it is in a file that draws line by line.
    by_line = drawn_over(1)
    for index, cell in enumerate(by_line.cells):
        lines = list(cell.lines)
        far = 1 if index == 3 * COLUMNS + 1 else 0
        lines[far] = replace(lines[far], glyphs=(900, 901))
        with_lines(by_line, index, *lines)
    assert weights(by_line, OVER) == {}


@pytest.mark.parametrize(
    ("text", "columns", "is_ruled", "is_told"),
    [
        ("With all members.", (0, 1, 2), True, True),
        ("With all members.", (0, 2), True, False),
        ("With all members.", (1,), True, False),
        ("with all members.", (0, 1, 2), True, False),
        ("With all members.", (1,), False, True),
        ("with all members.", (1,), False, True),
    ],
)
def test_white_space_between_the_lines_of_a_row_may_part_two(
    text: str, columns: tuple[int, ...], *, is_ruled: bool, is_told: bool
) -> None:
    """Between walls only where it runs through the row, and the line below it begins anew."""
    table = make_table(is_ruled=is_ruled)
    for column in columns:
        first, second = table.cells[12 + column].lines
        far = replace(
            second,
            text=text,
            baseline=first.baseline + 2 * PITCH,
            top=first.top + 2 * PITCH,
            bottom=first.bottom + 2 * PITCH,
        )
        with_lines(table, 12 + column, first, far)
    found = weights(table, "white space inside the row")
    step = pytest.approx(2 - EVIDENCE.usual_step)
    assert found == ({(4, column): step for column in range(COLUMNS)} if is_told else {})


def test_white_space_below_which_one_text_goes_on_parts_no_row_between_walls() -> None:
    table = make_table()
    first, second = table.cells[13].lines
    low = replace(second, text="With all members.", top=70.0, bottom=78.0, baseline=78.0 + PITCH)
    with_lines(table, 13, first, low)
    for other in (12, 14):
        with_lines(table, other, table.cells[other].lines[0])
    assert weights(table, "white space inside the row") == {}


def spaced(table: StitchedTable, *bare: int) -> StitchedTable:
    """Give each cell two words, with a space drawn between them but in some cells."""
    for index in range(len(table.cells)):
        end = 1 if index in bare else 2
        glyphs = (10 * index, 10 * index + 1, 10 * index + 1 + end, 10 * index + 2 + end)
        with_lines(table, index, make_line("AB 25", 5.0, 30.0 * (index // 3) + 10, glyphs=glyphs))
    return table


def test_a_column_of_words_without_a_drawn_space_may_be_two() -> None:
    table = spaced(make_table(is_ruled=False), 4)
    assert weights(table, "no space is drawn between two of its words") == {(1, 1): 1.0}
    share = pytest.approx(min(1.0, EVIDENCE.bare_column / ROWS))
    assert weights(table, NO_SPACES) == {(row, 1): share for row in range(ROWS)}
    # A heading over all columns is none of its texts.
    table.rows[1].kind = "band"
    assert weights(table, NO_SPACES) == {}
    # Programs that draw few spaces show nothing.
    most = spaced(make_table(is_ruled=False), *range(ROWS * COLUMNS - 3))
    assert weights(most, NO_SPACES) == {}


PIECES = "texts of the column are drawn in pieces"
PLACES = "lines of the column start at different places"


def test_the_share_of_texts_in_pieces_is_that_of_the_texts_of_rows() -> None:
    table = make_table(is_ruled=False)
    first, second = table.cells[4].lines
    with_lines(table, 4, first, replace(second, glyphs=(940, 950)))
    with_lines(table, 7)
    share = pytest.approx(1 / (ROWS - 1))
    found = weights(table, PIECES)
    assert {place for place, _ in found.items()} == {(row, 1) for row in range(ROWS) if row != 2}
    assert set(map(round, found.values())) == {0}
    assert found[0, 1] == share
    table.rows[1].kind = "band"
    assert weights(table, PIECES) == {}


def test_lines_that_start_at_different_places_are_measured_in_type_sizes() -> None:
    table = make_table(is_ruled=False)
    first, second = table.cells[4].lines
    # Three type sizes apart; their ends and their middles are farther.
    with_lines(table, 4, replace(first, x1=180.0), replace(second, x0=first.x0 + 24, x1=220.0))
    name = "lines of the text start at different places"
    spread = 3 - EVIDENCE.usual_indent
    assert weights(table, name) == {(1, 1): pytest.approx(spread)}
    with_lines(table, 7)
    assert weights(table, PLACES) == {
        (row, 1): pytest.approx(spread / (ROWS - 1)) for row in range(ROWS)
    }
    table.rows[1].kind = "band"
    assert weights(table, PLACES) == {}


def test_a_text_that_starts_at_another_place_is_measured_in_type_sizes() -> None:
    table = make_table(is_ruled=False)
    moved = [replace(line, x0=line.x0 + 8) for line in table.cells[4].lines]
    with_lines(table, 4, *moved)
    name = "the text starts at another place"
    assert weights(table, name) == {(1, 1): pytest.approx(1.0)}
    # Where no place is usual, none is another one.
    for index, cell in enumerate(table.cells):
        lines = [replace(line, x0=line.x0 + 2 * (index // COLUMNS)) for line in cell.lines]
        with_lines(table, index, *lines)
    assert weights(table, name) == {}


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("Hold talks.", False),
        ("Hold talks", False),
        ("Hold talks of", True),
        ("Hold talks -", True),
        ("Hold talks,", True),
        ("See www.example.org/", False),
    ],
)
def test_a_text_breaks_off_at_a_comma_a_hyphen_or_a_short_word(text: str, *, breaks: bool) -> None:
    table = make_table(is_ruled=False)
    with_lines(table, 4, replace(table.cells[4].lines[0], text=text))
    assert weights(table, "the text breaks off") == ({(1, 1): 1.0} if breaks else {})


@pytest.mark.parametrize(
    ("above", "below", "is_ruled", "has_drawn_rows", "is_told"),
    [
        ("Hold talks", "and others", False, True, True),
        ("Hold talks.", "and others", False, True, False),
        ("Hold talks", "And others", False, True, False),
        ("Hold talks", "and others", True, True, False),
        ("Hold talks", "and others", False, False, False),
    ],
)
def test_a_text_may_go_on_below_a_shade(
    above: str, below: str, is_ruled: bool, has_drawn_rows: bool, is_told: bool
) -> None:
    table = make_table(is_ruled=is_ruled)
    table.has_drawn_rows = has_drawn_rows
    with_lines(table, 4, replace(table.cells[4].lines[0], text=above))
    with_lines(table, 7, replace(table.cells[7].lines[0], text=below))
    found = weights(table, "the text below it goes on in lower case")
    assert set(found) == ({(1, 1)} if is_told else set())


def test_only_the_first_row_goes_on_from_the_page_before() -> None:
    table = on_page(1)
    text = make_line("Invite all members", WIDTH + 5, 700.0)
    name = "a text in its width is next to it overleaf"
    before = on_page(0)
    assert set(weights(table, name, Surroundings(texts={0: [text]}))) == {(0, 1)}
    # A table stands there.
    assert weights(table, name, Surroundings(texts={0: [text]}, before=before)) == {}
    before.pages = [-3]
    assert weights(table, name, Surroundings(texts={0: [text]}, before=before)) != {}
    # The first row that is no header begins on another page.
    table.pages = [0, 1]
    assert weights(table, name, Surroundings(texts={0: [text]})) == {}


@pytest.mark.parametrize(("size", "is_told"), [(8.0, True), (7.0, False), (9.0, False)])
def test_a_text_overleaf_is_set_as_the_cell_is(size: float, *, is_told: bool) -> None:
    text = make_line("and all observers.", WIDTH + 5, 20.0, size=size)
    name = "a text in its width is next to it overleaf"
    found = weights(on_page(1), name, Surroundings(texts={2: [text]}))
    assert set(found) == ({(ROWS - 1, 1)} if is_told else set())


def test_programs_that_draw_a_tenth_of_the_spaces_not_draw_most() -> None:
    table = make_table(is_ruled=False)
    for index in range(len(table.cells)):
        with_lines(table, index)
    words = " ".join("ab" for _ in range(11))  # ten gaps
    for bare, told in ((1, {(0, 0): 1.0}), (2, {})):
        ends = [2 * at + max(0, at - bare) for at in range(11)]
        glyphs = tuple(end + one for end in ends for one in range(2))
        with_lines(table, 0, make_line(words, 5.0, 10.0, glyphs=glyphs))
        assert weights(table, "no space is drawn between two of its words") == told


def test_a_cell_that_spans_rows_is_beside_a_text_once() -> None:
    table = make_table(is_ruled=False)
    table.pages = [1]
    first = table.cells[3 * (ROWS - 2)]
    page, part = first.parts[0]
    first.row_stop = ROWS
    first.parts = [(page, replace(part, bbox=(*part.bbox[:3], 30.0 * ROWS)))]
    del table.cells[3 * (ROWS - 1)]
    below = make_line("of the region.", 5.0, 30.0 * ROWS + 8)
    found = weights(
        table, "texts in no table are next to the row", Surroundings(texts={1: [below]})
    )
    assert found[ROWS - 1, 1] == pytest.approx(1 / 3)


def test_the_usual_share_of_filled_columns_is_that_of_rows() -> None:
    table = make_table(is_ruled=False)
    for row in range(ROWS - 1):
        table.rows[row].kind = "band"
        for column in range(1, COLUMNS):
            with_lines(table, COLUMNS * row + column)
    table.rows[ROWS - 2].kind = "row"
    few = weights(table, "few texts above the row boundary")
    # Of two rows, one is filled and one has a text in one of three columns.
    assert [*few.values()] == [pytest.approx(2 / 3 - 1 / 3)] * COLUMNS * 2
