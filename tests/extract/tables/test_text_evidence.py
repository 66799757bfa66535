"""What the texts in the cells of a candidate show about its rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.geometry.page_model import PageCell, PageTable, Word
from extract.model import Evidence
from extract.tables.candidate_text import CandidateText, text_of
from extract.tables.text_evidence import reasons_of_part, weigh_texts
from extract.tables.thresholds import WEIGHING
from tests.extract.page_parts import make_word

WIDTH, HEIGHT = 100.0, 40.0
NOTHING = 0.0


def word(
    text: str, column: int, row: int, *, at: float = 5.0, line: int = 0, **more: object
) -> Word:
    return make_word(text, WIDTH * column + at, HEIGHT * row + 10 + 10 * line, **more)


def table_of(rows: Sequence[int | Sequence[int]], columns: int) -> PageTable:
    """Return a table: for each row the columns in which its cells begin."""
    cells = []
    for row, own in enumerate(rows):
        starts = range(own) if isinstance(own, int) else own
        stops = [*list(starts)[1:], columns]
        cells += [
            PageCell(row, row + 1, start, stop,
                     (WIDTH * start, HEIGHT * row, WIDTH * stop, HEIGHT * (row + 1)))
            for start, stop in zip(starts, stops, strict=True)
        ]  # fmt: skip
    edges = tuple(WIDTH * column for column in range(columns + 1))
    return PageTable(1, edges, tuple(HEIGHT * row for row in range(len(rows) + 1)), tuple(cells))


def candidate(*rows: Sequence[str], columns: int | None = None) -> CandidateText:
    """Return a table with a text a cell; a row of one text is one cell over all columns."""
    count = columns or max(map(len, rows))
    words = [word(text, c, r) for r, own in enumerate(rows) for c, text in enumerate(own) if text]
    return text_of(table_of([len(own) for own in rows], count), words)


def weights(text: CandidateText) -> dict[str, float]:
    return {one.name: one.weight for one in weigh_texts(text)}


def weight(name: str, *rows: Sequence[str]) -> float:
    return weights(candidate(*rows)).get(name, NOTHING)


PLAIN = ("Wells", "Roads")


def test_a_frame_has_one_cell_with_text() -> None:
    name = "it has one cell with text"
    assert weight(name, ("Wells", ""), ("", "")) == WEIGHING.one_cell
    assert weight(name, ("Wells", ""), ("", "Roads")) == NOTHING


def test_rows_print_in_several_columns() -> None:
    none, one = "no row prints in several columns", "only one row prints in several columns"
    more = "it has several such rows"
    found = weights(candidate(("Wells", ""), ("", "Roads")))
    assert (found.get(none), one in found, more in found) == (-2.5, False, False)
    found = weights(candidate(PLAIN, ("Wells", "")))
    assert (none in found, found.get(one), more in found) == (False, -1.5, False)
    found = weights(candidate(PLAIN, PLAIN))
    assert (none in found, one in found, found.get(more)) == (False, False, 0.5)
    assert weights(candidate(*[PLAIN] * 5))[more] == 1.0


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (["Table 1"], PLAIN, {"its first row is a caption"}),
        (PLAIN, ["Source: Board"], {"its last row is a note"}),
        (["Prevention"], ["Partnership"], set()),
        (("Table 1", "Roads"), ("Source: Board", "Roads"), set()),
        (["Source: Board"], ["Table 1"], set()),
    ],
)
def test_captions_and_notes_are_no_rows(
    first: Sequence[str], last: Sequence[str], names: set[str]
) -> None:
    found = weights(candidate(first, PLAIN, PLAIN, last))
    assert {name for name in found if "caption" in name or "note" in name} == names


def test_a_caption_between_rows_is_no_heading() -> None:
    caption, goes_on = "a caption stands between its rows", "its columns go on below headings"
    found = weights(candidate(PLAIN, ["Table 2"], PLAIN))
    assert (found.get(caption), goes_on in found) == (WEIGHING.caption, False)
    found = weights(candidate(PLAIN, ["Prevention"], PLAIN))
    assert (caption in found, found.get(goes_on)) == (False, WEIGHING.heading_between)


def test_columns_go_on_below_headings() -> None:
    name = "its columns go on below headings"
    assert weight(name, PLAIN, ["A"], ["B"], PLAIN) == 0.6
    assert weight(name, PLAIN, ["A"], PLAIN, ["B"], PLAIN, ["C"], PLAIN) == 1.2
    assert weight(name, ["A"], PLAIN, PLAIN) == NOTHING
    assert weight(name, PLAIN, [""], PLAIN) == NOTHING
    # Below the heading, edges may be left out, but not others be drawn.
    for below, expected in (([0, 1], 0.6), ([0, 2], 0.6), ([0, 1, 2], 0.6)):
        table = table_of([[0, 1, 2], 1, below], 3)
        words = [word("Wells", 0, 0), word("A", 0, 1), word("Wells", 0, 2)]
        assert weights(text_of(table, words)).get(name) == expected
    table = table_of([[0, 1], 1, [0, 2]], 3)
    assert name not in weights(text_of(table, [word("A", 0, 1)]))


def test_columns_of_numbers_speak_for_a_table() -> None:
    name = "columns of numbers"
    assert weight(name, ("Wells", "12"), ("Roads", "13")) == 0.5
    assert weight(name, ("Wells", "12"), ("Roads", "Towns")) == NOTHING
    # Three of five, less a header.
    column = ["Number", "12", "13", "many", "few"]
    assert weight(name, *(("Wells", text) for text in column)) == 0.5
    column.append("none")
    assert weight(name, *(("Wells", text) for text in column)) == NOTHING


def header(*, bold: Sequence[bool], fills: Sequence[int | None]) -> bool:
    """Return whether the first of two rows of two cells looks like a header."""
    table = table_of([2, 2], 2)
    words = [
        word("Wells", cell.column, cell.row, bold=own)
        for cell, own in zip(table.cells, bold, strict=True)
    ]
    filled = tuple(
        PageCell(cell.row, cell.row_stop, cell.column, cell.column_stop, cell.bbox,
                 fill=None if fill is None else (float(fill),))
        for cell, fill in zip(table.cells, fills, strict=True)
    )  # fmt: skip
    text = text_of(PageTable(1, table.xs, table.ys, filled), words)
    return "its first row looks like a header" in weights(text)


def test_a_header_is_bold_or_filled_unlike_the_rows_below() -> None:
    none = (None,) * 4
    assert header(bold=(True, True, False, False), fills=none)
    assert header(bold=(True, True, True, False), fills=none)
    assert not header(bold=(True, False, False, False), fills=none)
    assert not header(bold=(True,) * 4, fills=none)
    plain = (False,) * 4
    assert header(bold=plain, fills=(1, 1, None, None))
    assert not header(bold=plain, fills=(1, None, None, None))
    assert not header(bold=plain, fills=(1, 1, 1, None))


def test_a_word_beyond_its_wall_crosses_it() -> None:
    """Type of 8 points: 2.8 points are a rounding."""
    name = "text crosses its walls"

    def found(x1: float) -> bool:
        words = [word("Wells", 0, 0, x1=x1), word("Roads", 1, 1)]
        return name in weights(text_of(table_of([2, 2], 2), words))

    assert not found(102.8)
    assert found(103)


def test_a_wall_does_not_cut_a_phrase() -> None:
    """Words less than 3.2 points apart are a phrase."""
    name = "text crosses its walls"

    def found(x0: float, *, line: int = 0, **more: object) -> bool:
        words = [word("Wells", 0, 0, x1=99.0), word("Roads", 1, 0, at=x0 - 100, line=line, **more)]
        return name in weights(text_of(table_of([2, 2], 2), words))

    assert found(102)
    assert not found(102.25)
    assert not found(102, line=1)
    assert not found(102, size=9.0)


def test_texts_of_one_cell_stand_apart() -> None:
    """Words more than 12 points apart."""
    name = "texts of one cell stand apart"

    def found(gap: float, rows: Sequence[int | Sequence[int]]) -> float:
        words = [word("aaaaa", 0, 0), word("bb", 0, 0, at=25.0 + gap), word("Roads", 0, 1)]
        return weights(text_of(table_of(rows, 2), words)).get(name, NOTHING)

    assert found(12, [1, 2]) == NOTHING
    assert found(12.5, [1, 2]) == -4.0
    # Inside one column, no edge is missed.
    assert found(12.5, [2, 2]) == -4.0


def test_numbers_below_each_other_are_rows() -> None:
    name = "cells hold several rows"

    def found(*columns: Sequence[str]) -> float:
        words = [
            word(text, column, 0, line=line)
            for column, texts in enumerate(columns)
            for line, text in enumerate(texts)
        ]
        return weights(text_of(table_of([len(columns)], len(columns)), words)).get(name, NOTHING)

    assert found(["12", "13"], ["14", "15"]) == -1.0
    assert found(["12", "13", "14"], ["14", "15", "16"]) == -2.0
    assert found(["12", "13"], ["14", "15"], ["Wells"]) == -1.0
    assert found(["12", "13"], ["14", "15"], ["Wells"], ["Roads"]) == NOTHING
    assert found(["12", "13"], ["Wells", "Roads"]) == NOTHING
    assert found(["12"], ["13"]) == NOTHING
    assert found(["12", "13"], ["14", "15"], ["9"], ["8"]) == NOTHING
    # Keys that are numbers, and one more column of numbers, show the rows of texts.
    keyed = (["1.1", "1.2", "1.3"], ["Wells", "and", "Roads"], ["Towns"], ["14", "15", "16"])
    assert found(*keyed) == -2.0
    assert found(*(texts[:2] for texts in keyed)) == NOTHING
    assert found(*keyed[1:], keyed[0]) == NOTHING
    assert found(*keyed[:3]) == NOTHING


def test_a_merged_cell_beside_rows_holds_an_entry_for_each() -> None:
    name = "a merged cell holds an entry for each row"
    right = [
        PageCell(row, row + 1, 1, 2, (100, 40.0 * row, 200, 40.0 * (row + 1))) for row in range(3)
    ]
    table = PageTable(
        1, (0, 100, 200), (0, 40, 80, 120), (PageCell(0, 3, 0, 1, (0, 0, 100, 120)), *right)
    )

    def found(*places: tuple[str, int]) -> float:
        words = [word(text, 0, row) for text, row in places]
        return weights(text_of(table, words)).get(name, NOTHING)

    assert found(("Wells", 0), ("Roads", 1), ("Towns", 2)) == -2.1
    assert found(("Wells", 0), ("2", 1), ("Towns", 2)) == -2.1
    assert found(("Wells", 0), ("and", 1), ("Towns", 2)) == NOTHING
    assert found(("Wells", 0), ("Roads", 1)) == NOTHING
    # Small letters whose middle is at an edge stand below it.
    for baselines, expected in (((33, 43, 93), -2.1), ((33, 42, 93), NOTHING)):
        words = [make_word("Wells", 5, y, size=9.0) for y in baselines]
        assert weights(text_of(table, words)).get(name, NOTHING) == expected


def test_columns_in_which_nothing_starts_are_unused() -> None:
    name = "columns without any text"
    assert weight(name, PLAIN, PLAIN) == NOTHING
    assert weight(name, ("Wells", ""), ("Roads", "")) == -0.7


def test_edges_that_few_rows_use() -> None:
    name = "column edges that few rows use"
    assert weights(text_of(table_of([[0, 1], [0, 1], [0, 2]], 3), [])).get(name) == -0.8
    # Eleven of twenty rows are as many as the rows of one table.
    for rows, expected in ((11, None), (10, -0.8)):
        table = table_of([*[[0, 1, 2]] * rows, *[[0, 2]] * (20 - rows)], 3)
        assert weights(text_of(table, [])).get(name) == expected
    for headings in (1, 3):
        table = table_of([[0, 1, 2], [0, 1, 2], *[1] * headings], 3)
        assert name not in weights(text_of(table, []))


def test_rows_to_fill_in_are_no_empty_rows() -> None:
    name = "rows without any text"
    assert weight(name, PLAIN, ("", ""), ("", "")) == NOTHING
    assert weight(name, ("Wells", ""), ("", ""), ("", "")) < -1
    assert weight(name, PLAIN, PLAIN, ("", "")) == -0.7
    assert weight(name, PLAIN, ("", "")) == -1.2  # one row is no form
    assert weight(name, PLAIN, PLAIN) == NOTHING


def test_little_text_does_not_speak_against_a_part() -> None:
    little = Evidence(name="columns without any text", weight=-0.7)
    full = Evidence(name="share of cells with text", weight=1.0)
    other = Evidence(name="text crosses its walls", weight=-2.0)
    assert reasons_of_part([little, full, other], 2) == (full, other)
    assert reasons_of_part([little, full, other], 1) == (little, full, other)


def test_rows_that_print_in_no_column_twice_are_no_table() -> None:
    name = "each of its columns prints a single text"
    assert weights(candidate(["a", "b", "", ""], ["", "", "c", "d"]))[name] == WEIGHING.one_each
    assert name not in weights(candidate(["a", "b", ""], ["", "c", "d"]))
    assert name not in weights(candidate(["a", "b", "c"], ["", "", ""]))  # a form to fill in


def test_overlapping_words_on_both_sides_of_a_wall_are_no_phrase() -> None:
    """More than 4 points of type of 10."""
    name = "text crosses its walls"
    for x0, is_phrase in ((98.0, True), (97.75, True), (96.0, False), (95.75, False)):
        words = [word("Wells", 0, 0, x1=100.0, size=10.0), word("Roads", 1, 0, at=1.0, size=10.0)]
        moved = replace(words[1], x0=x0, x1=x0 + 20.0)
        cells = table_of([2, 2], 2).cells
        narrow = tuple(replace(cell, bbox=(95.0 * cell.column, *cell.bbox[1:])) for cell in cells)
        table = PageTable(1, (0.0, 95.0, 200.0), (0.0, 40.0, 80.0), narrow)
        assert (name in weights(text_of(table, [words[0], moved]))) == is_phrase, x0


def test_one_column_of_one_or_two_rows_is_a_frame() -> None:
    name = "it has one column and one or two rows"
    for rows, expected in ((2, WEIGHING.short_list), (3, NOTHING)):
        assert weight(name, *[["Wells"]] * rows) == expected
    assert weight(name, ("Wells", ""), ("", "Roads")) == NOTHING


@pytest.mark.parametrize(
    ("places", "is_single"),
    [
        ([(5, 60), (105, 60)], False),
        ([], True),
        ([(5, 60)], True),
        ([(5, 60), (25, 60)], True),  # both in one column
        ([(5, 64), (105, 64)], False),
        ([(5, 64.25), (105, 64.25)], True),  # more than three sizes below
        ([(5, 40), (105, 40)], True),
        ([(5, 40.25), (105, 40.25)], False),
        ([(83, 60), (105, 60)], True),  # a space apart
        ([(77, 60), (105, 60)], False),
        ([(0, 60), (200, 60)], False),  # from side to side
        ([(-0.25, 60), (105, 60)], True),
        ([(5, 60), (200.25, 60)], True),
        ([(5, 60), (105, 61)], True),  # on two lines
    ],
)
def test_a_row_of_labels_has_rows_below_it(
    places: list[tuple[float, float]], *, is_single: bool
) -> None:
    table = table_of([2], 2)
    words = [word("Wells", 0, 0), word("Roads", 1, 0)]
    below = [make_word("Text", x0, y) for x0, y in places]
    found = {one.name for one in weigh_texts(text_of(table, words), [*words, *below])}
    assert ("all of its text is in one row" in found) == is_single


@pytest.mark.parametrize(("x0", "is_apart"), [(89.0, False), (88.75, True)])
def test_texts_below_a_row_are_apart_by_more_than_their_size(x0: float, *, is_apart: bool) -> None:
    words = [word("Wells", 0, 0), word("Roads", 1, 0)]
    below = [make_word("ab", x0, 60.0), make_word("Text", 105.0, 60.0)]
    found = {one.name for one in weigh_texts(text_of(table_of([2], 2), words), [*words, *below])}
    assert ("all of its text is in one row" in found) != is_apart


def test_a_caption_above_a_single_row_is_none() -> None:
    assert weight("its first row is a caption", ["Table 1"], PLAIN) == WEIGHING.caption
    assert weight("its last row is a note", PLAIN, ["Source: Board"]) == WEIGHING.caption
    assert weight("its first row is a caption", ["Table 1"], ["Wells"]) == NOTHING


def test_labels_of_many_lines_are_no_header() -> None:
    name = "its first row looks like a header"
    for lines, expected in ((3, WEIGHING.header), (4, NOTHING)):
        words = [word("Wells", 0, 0, line=line, bold=True, size=4.0) for line in range(lines)]
        words += [word("Roads", 1, 0, bold=True), word("Text", 0, 2), word("Text", 1, 2)]
        table = PageTable(
            1,
            (0.0, 100.0, 200.0),
            (0.0, 80.0, 120.0),
            tuple(
                PageCell(row, row + 1, column, column + 1,
                         (100.0 * column, 80.0 * row, 100.0 * column + 100, 80.0 + 40 * row))
                for row in range(2) for column in range(2)
            ),
        )  # fmt: skip
        assert weights(text_of(table, words)).get(name, NOTHING) == expected
