"""Cells that look unlike their column, or are drawn in pieces, are less certain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.confidence.calibration import calibration
from extract.confidence.cell_evidence import NOTHING, evidence_of
from extract.confidence.page_ends import lone_empty_cells
from extract.confidence.rating import rate_cells
from extract.confidence.surroundings import (
    Surroundings,
    texts_around,
    weigh_neighbours,
)
from extract.confidence.text_evidence import word_gaps_of
from extract.document.assemble import page_breaks_of
from extract.geometry.page_model import Line
from extract.model import Evidence
from extract.stage import read_document
from extract.stitching.stitched_table import (
    StitchedBreak,
    StitchedCell,
    StitchedRow,
    StitchedTable,
)
from tests.calibrate.cell_labels import label_cells
from tests.extract.page_parts import make_cell, make_line, make_word
from tests.generators.rough import set_rough

ROWS, COLUMNS, PITCH, WIDTH = 12, 3, 10.0, 100.0
TEXTS = ("Hold a yearly workshop", "with all members.")


def lines_of_cell(row: int, column: int, first_glyph: int) -> tuple[Line, ...]:
    top = 30.0 * row + 10
    return tuple(
        make_line(
            text,
            WIDTH * column + 5,
            top + PITCH * at,
            glyphs=(first_glyph + 2 * at, first_glyph + 2 * at + 1),
        )
        for at, text in enumerate(TEXTS)
    )


def make_table(*, is_ruled: bool = True) -> StitchedTable:
    """A table whose cells are alike and are drawn one after the other."""
    table = StitchedTable(COLUMNS, None, is_ruled=is_ruled)
    table.has_drawn_rows = is_ruled
    for row in range(ROWS):
        table.rows.append(StitchedRow("row", [1]))
        for column in range(COLUMNS):
            lines = lines_of_cell(row, column, 10 * (COLUMNS * row + column))
            box = (WIDTH * column, 30.0 * row, WIDTH * (column + 1), 30.0 * (row + 1))
            part = make_cell(row, column, box, lines)
            table.cells.append(StitchedCell(column, column + 1, row, row + 1, [(1, part)]))
    return table


def with_lines(table: StitchedTable, index: int, *lines: Line) -> StitchedCell:
    """Replace the lines of a cell."""
    cell = table.cells[index]
    page, part = cell.parts[0]
    cell.parts = [(page, replace(part, lines=lines))]
    return cell


def test_cells_that_are_alike_are_certain() -> None:
    table = make_table()
    assert rate_cells(table, NOTHING) == []
    assert all((cell.confidence or 0) > 0.98 for cell in table.cells)


def test_cells_that_lie_over_each_other_are_doubtful() -> None:
    table = make_table()
    table.cells[4].column_stop = 3  # over the last cell of its row
    rate_cells(table, NOTHING)
    limit = calibration().doubtful
    doubtful = [at for at, cell in enumerate(table.cells) if (cell.confidence or 0) < limit]
    assert doubtful == [4, 5]


def test_texts_drawn_in_pieces_are_reported_once_for_their_column() -> None:
    table = make_table(is_ruled=False)
    pieces = [1, 4, 7, 10]
    for index in pieces:
        first, second = table.cells[index].lines
        with_lines(table, index, first, replace(second, glyphs=(900 + index, 950 + index)))
    uncertain = rate_cells(table, NOTHING)
    doubtful = [cell for cell in table.cells if (cell.confidence or 0) < calibration().doubtful]
    assert set(pieces) <= {table.cells.index(cell) for cell in doubtful}
    assert sum(one.count for one in uncertain) == len(doubtful)
    assert all("drawn in pieces" in one.reasons[0] for one in uncertain)


def test_a_table_without_a_header_may_be_a_part_of_the_one_before_it() -> None:
    upper, lower, other = (make_table(is_ruled=False) for _ in range(3))
    upper.pages, lower.pages = [1], [1]
    (told,) = rate_cells(lower, Surroundings(before=upper))
    assert (told.place, told.count) == ("table", len(lower.cells))
    assert told.reasons[0] == "its table may be a part of the one before"
    other.pages = [3]
    assert rate_cells(other, Surroundings(before=upper)) == []


def test_a_fragment_next_to_the_matrix_is_doubtful_and_of_the_matrix_one_row() -> None:
    part, matrix = make_table(is_ruled=False), make_table(is_ruled=False)
    part.pages, matrix.pages = [1], [1]
    (told,) = rate_cells(matrix, Surroundings(before=part, is_matrix=True))
    assert (told.cell.row, told.count) == (0, COLUMNS)
    (told,) = rate_cells(part, Surroundings(before=matrix))
    assert (told.place, told.count) == ("table", len(part.cells))
    # Of two tables that may be parts of one, the lower one tells it.
    assert rate_cells(matrix, Surroundings(after=part, is_matrix=True)) == []
    assert rate_cells(part, Surroundings(after=matrix)) == []


def test_a_table_of_other_columns_is_no_part_of_the_one_before_it() -> None:
    upper, lower = make_table(is_ruled=False), make_table(is_ruled=False)
    upper.pages, lower.pages = [1], [1]
    for cell in lower.cells:
        page, part = cell.parts[0]
        x0, top, x1, bottom = part.bbox
        cell.parts = [(page, replace(part, bbox=(x0 * 0.7 + 20, top, x1 * 0.7 + 20, bottom)))]
    assert rate_cells(lower, Surroundings(before=upper)) == []


def test_the_next_page_may_begin_with_the_rest_of_a_cell() -> None:
    table = make_table(is_ruled=False)
    text = make_line("and all observers.", WIDTH + 5, 20.0)
    rate_cells(table, Surroundings(texts={2: [text]}))
    *_, first, middle, last = (cell.confidence or 0 for cell in table.cells)
    assert 1 - middle > 3 * (1 - min(first, last))
    wide = make_line("and all observers.", WIDTH + 5, 20.0, x1=text.x0 + 2 * WIDTH)
    assert rate_cells(make_table(is_ruled=False), Surroundings(texts={2: [wide]})) == []


def test_the_page_before_may_end_with_the_start_of_a_cell() -> None:
    table = make_table(is_ruled=False)
    table.pages = [1]
    text = make_line("Invite all members", WIDTH + 5, 700.0)
    name = "a text in its width is next to it overleaf"
    found = [found for _, found in evidence_of(table, Surroundings(texts={0: [text]}))]
    assert [one[name] for one in found[:4]] == [0, 1, 0, 0]


def test_a_text_next_to_a_row_breaks_where_the_columns_do() -> None:
    table = make_table(is_ruled=False)
    table.pages = [1]
    below = 30.0 * ROWS + 8
    inside = make_line("of the region.", WIDTH + 5, below)
    across = make_line("of the region.", WIDTH + 5, below, x1=WIDTH * 2.5)
    name = "texts in no table are next to the row"
    *_, last = evidence_of(table, Surroundings(texts={1: [inside]}))
    assert last[1][name] > 0
    *_, last = evidence_of(table, Surroundings(texts={1: [across]}))
    assert last[1][name] == 0


@pytest.mark.parametrize(
    ("baseline", "is_near"),
    [(-40.0, False), (-5.0, True), (45.0, True), (370.0, True), (400.0, False)],
)
def test_texts_around_a_table_are_between_its_rows_or_close(
    baseline: float, *, is_near: bool
) -> None:
    table = make_table()
    table.pages = [1]
    line = make_line("of the region.", 5.0, baseline)
    assert texts_around(table, {1: [line], 2: [line]}, 10.0) == {1: [line] * is_near}


@pytest.mark.parametrize(
    ("text", "x1", "bold", "is_told"),
    [
        ("of the region.", None, False, True),
        ("Priority", None, True, False),
        ("Table 2", None, False, False),
        ("These bodies meet every year.", 2.5 * WIDTH, False, False),
    ],
)
def test_only_text_in_its_columns_lies_between_the_parts_of_a_table(
    text: str, x1: float | None, bold: bool, is_told: bool
) -> None:
    upper, lower = make_table(is_ruled=False), make_table(is_ruled=False)
    upper.pages, lower.pages = [1], [2]
    for cell in lower.cells:
        cell.parts = [(2, part) for _, part in cell.parts]
    more = {} if x1 is None else {"x1": x1}
    line = make_line(text, 5.0, 30.0 * ROWS + 20, bold=bold, **more)
    weighed = weigh_neighbours(lower, Surroundings(texts={1: [line]}, before=upper))
    assert (weighed["its table may be a part of the one before"] == 1) == is_told


def test_the_least_certain_cell_decides_how_certain_a_row_and_a_table_are() -> None:
    scale = calibration()
    for part in (scale.row, scale.table):
        sure, unsure = (scale.of_cells(part, [0.999, low, None]) for low in (0.998, 0.6))
        assert 0 < (unsure or 0) < (sure or 0) <= 0.999
        assert scale.of_cells(part, [None]) is None
    assert scale.page_end.probability(0.1) < scale.page_end.probability(5.0)


def test_lines_that_start_in_two_places_may_be_of_two_columns() -> None:
    table = make_table(is_ruled=False)
    first, second = table.cells[4].lines
    second = replace(second, x0=second.x0 + 50, x1=second.x0 + 95)
    with_lines(table, 4, replace(first, x1=first.x0 + 50), second)
    found = {id(cell): evidence for cell, evidence in evidence_of(table)}
    name = "lines of the text start at different places"
    assert found[id(table.cells[4])][name] > 0
    assert found[id(table.cells[3])][name] == 0


def test_a_text_that_starts_in_lower_case_is_reported_where_others_do_not() -> None:
    table = make_table(is_ruled=False)
    first, second = table.cells[6].lines
    cell = with_lines(table, 6, replace(first, text="and other workshops"), second)
    uncertain = rate_cells(table, NOTHING)
    assert cell in [one.cell for one in uncertain]
    assert any("lower case" in reason for one in uncertain for reason in one.reasons)


@pytest.mark.parametrize("text", ["https://example.org/a", "www.example.org", "who@example.org"])
def test_it_is_no_sign_in_an_address_or_below_a_rule(text: str) -> None:
    table, drawn = make_table(is_ruled=False), make_table(is_ruled=False)
    with_lines(table, 6, replace(table.cells[6].lines[0], text=text))
    drawn.has_drawn_rows = True
    first, second = drawn.cells[6].lines
    with_lines(drawn, 6, replace(first, text="and other workshops"), second)
    assert rate_cells(table, NOTHING) == rate_cells(drawn, NOTHING) == []


def test_it_is_no_sign_where_all_texts_start_in_lower_case() -> None:
    table = make_table()
    for index, cell in enumerate(table.cells):
        first, second = cell.lines
        with_lines(table, index, replace(first, text="hold a workshop"), second)
    assert rate_cells(table, NOTHING) == []


def test_cells_without_rules_are_less_certain() -> None:
    ruled, open_table = make_table(), make_table(is_ruled=False)
    rate_cells(ruled, NOTHING)
    rate_cells(open_table, NOTHING)
    assert (open_table.cells[0].confidence or 1) < (ruled.cells[0].confidence or 0)


def test_each_weight_is_of_evidence_that_is_gathered() -> None:
    names = {name for _, found in evidence_of(make_table(is_ruled=False)) for name in found}
    names |= {"the page end is close", "some evidence speaks against the page end"}  # one page
    alike = make_table(is_ruled=False)
    alike.pages = [1]
    names |= set(weigh_neighbours(alike, Surroundings(before=alike, after=alike)))
    assert calibration().weights.keys() <= names
    assert all(weight > 0 for weight in calibration().weights.values())


def test_a_line_as_far_below_as_a_row_may_start_one() -> None:
    table = make_table(is_ruled=False)
    first, second = table.cells[6].lines
    third = make_line("Report to members.", second.x0, second.baseline + 2 * PITCH, glyphs=(64, 65))
    cell = with_lines(table, 6, first, second, third)
    found = {id(own): evidence for own, evidence in evidence_of(table)}
    names = ("the lines of its text lie unevenly", "lines of its text lie as far apart as rows")
    assert [found[id(cell)][name] for name in names] == [1, 1]
    assert [found[id(table.cells[7])][name] for name in names] == [0, 0]


def test_cells_whose_lines_lie_as_those_of_one_text_may_be_one() -> None:
    table = make_table(is_ruled=False)
    above, below = table.cells[3], table.cells[6]
    last = above.lines[-1]
    top = last.baseline + PITCH
    with_lines(table, 6, make_line("of the region.", last.x0, top, glyphs=(60, 61)))
    found = {id(own): evidence for own, evidence in evidence_of(table)}
    name = "its lines and those of the next cell lie as in one text"
    assert [found[id(cell)][name] for cell in (above, below, table.cells[4])] == [1, 1, 0]


def test_words_without_a_drawn_space_may_be_of_two_cells() -> None:
    line = make_line("AB 25", 5.0, 10.0, glyphs=(1, 2, 3, 4))
    spaced = make_line("AB 25", 5.0, 10.0, glyphs=(1, 2, 4, 5))
    table = make_table(is_ruled=False)
    assert word_gaps_of(with_lines(table, 0, line)) == (1, 1)
    assert word_gaps_of(with_lines(table, 0, spaced)) == (1, 0)


def test_one_empty_cell_at_a_page_end_is_told_by_its_column() -> None:
    table = make_table()
    with_lines(table, 3)
    table.breaks.append(StitchedBreak(1, 2, 2, False, ()))
    weights = lone_empty_cells(table)
    assert weights == {id(table.cells[3]): 1, id(table.cells[6]): 1}
    table.breaks.clear()
    assert lone_empty_cells(table) == {}


@pytest.mark.parametrize("joined", [0, 4])
def test_the_evidence_of_a_joined_page_end_is_on_the_row_that_goes_on(joined: int) -> None:
    table = make_table()
    table.breaks.append(StitchedBreak(1, 2, joined, True, (Evidence(name="it fits", weight=0.5),)))
    close = {cell.row for cell, found in evidence_of(table) if found.get("the page end is close")}
    assert close == {joined}


@pytest.mark.parametrize("is_ruled", [True, False])
def test_open_texts_at_a_page_end_in_rules_are_weighed_by_its_decision_alone(
    *, is_ruled: bool
) -> None:
    table = make_table(is_ruled=is_ruled)
    table.breaks.append(StitchedBreak(1, 2, 4, False, (Evidence(name="it fits", weight=5.0),)))
    for index in range(9, 12):
        with_lines(table, index, make_line("Hold a yearly workshop", 5.0, 100.0))
    name = "texts are open above the row boundary"
    told = {cell.row for cell, found in evidence_of(table) if found.get(name, 0) > 0.5}
    assert told == (set() if is_ruled else {3, 4})


@pytest.mark.parametrize(("index", "is_told"), [(0, True), (4, False)])
def test_a_bold_text_where_a_page_begins_may_be_a_label(index: int, *, is_told: bool) -> None:
    table = make_table()
    cell = with_lines(table, index, make_line("Activities", 5.0, 10.0, bold=True))
    found = {id(own): evidence for own, evidence in evidence_of(table)}
    name = "it is bold where a page begins, unlike its column"
    assert (found[id(cell)][name] > 0.5) == is_told


@pytest.mark.parametrize(
    ("index", "pages", "is_told"),
    [
        (0, (1,), True),  # the header may have another row
        (4, (1, 2), False),
        (4, (1, 3), True),
    ],
)
def test_a_bold_text_below_the_header_of_a_later_page_is_no_label(
    index: int, pages: tuple[int, ...], *, is_told: bool
) -> None:
    table = make_table()
    table.pages = [1, 2]
    table.header_prints += [(page, ()) for page in pages]
    cell = with_lines(table, index, make_line("Activities", 5.0, 10.0, bold=True))
    if index:
        cell.parts.append((2, cell.parts[0][1]))
    found = {id(own): evidence for own, evidence in evidence_of(table)}
    assert (found[id(cell)]["it is bold where a page begins, unlike its column"] > 0.5) == is_told


def test_a_line_of_touching_texts_is_no_prose_between_two_parts() -> None:
    upper, lower = make_table(is_ruled=False), make_table(is_ruled=False)
    upper.pages, lower.pages = [1], [2]
    for cell in lower.cells:
        cell.parts = [(2, part) for _, part in cell.parts]
    words = [make_word("Agency", WIDTH * at + 5, WIDTH * (at + 1) + 2) for at in range(COLUMNS)]
    line = replace(make_line("Agency Agency Agency", 5.0, 5.0, x1=words[-1].x1), words=tuple(words))
    weighed = weigh_neighbours(lower, Surroundings(texts={2: [line]}, before=upper))
    assert weighed["its table may be a part of the one before"] == 1


def test_the_rows_at_a_page_end_are_as_certain_as_their_least_certain_cell() -> None:
    table = make_table()
    for cell in table.cells:
        cell.confidence = 0.5 if cell.row == 1 else 0.99
    table.breaks = [StitchedBreak(1, 2, row, False, ()) for row in (2, 6)]
    unsure, sure = page_breaks_of(table, 1)
    assert (unsure.confidence or 1) < 0.8 < (sure.confidence or 0)


@pytest.mark.slow
def test_most_wrong_cells_of_plans_not_fitted_to_are_reported(tmp_path: Path) -> None:
    """Plans of other seeds than those of the calibration."""
    wrong = wrong_told = right = right_told = 0
    for seed in range(5000, 5060):
        setting, printed = set_rough(seed, tmp_path / "plan.pdf")
        document = read_document(tmp_path / "plan.pdf")
        for table in document.tables:
            has_rules = setting.rules in ("all", "columns")
            labels = label_cells(table, printed, has_rules=has_rules) if table.matrix else {}
            for cell in (cell for row in table.rows for cell in row.cells):
                if cell.confidence is None:
                    continue
                is_told = cell.confidence < calibration().doubtful
                if labels.get(cell.cell_id, False):
                    right, right_told = right + 1, right_told + is_told
                else:
                    wrong, wrong_told = wrong + 1, wrong_told + is_told
    assert right_told <= 0.03 * right, f"{right_told} of {right} right cells are told"
    assert wrong_told >= 0.7 * wrong, f"{wrong_told} of {wrong} wrong cells are told"
