"""All pages of a table without vertical lines show columns that a single page does not."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, pairwise

from extract.geometry.page_model import PageCell, PageReading, PageTable, Rule, Rules, Word
from extract.multipage.document_choice import choose_over_document
from extract.text.words import lines_of
from tests.extract.page_parts import make_word

LEFT, MIDDLE, RIGHT = 40.0, 160.0, 280.0
TOP, PITCH, SIZE = 100.0, 10.0, 8.0


_GLYPHS = count(0, 100)
"""The first glyph of each text. Each word has glyphs of its own, as in a file: they tell which
words a table holds. Texts of two cells are not drawn one right after the other."""


def word(text: str, x0: float, baseline: float, glyph: int | None = None) -> Word:
    own = next(_GLYPHS) if glyph is None else glyph
    return make_word(text, x0, baseline, size=SIZE, glyphs=(own,))


def rules(*heights: float) -> Rules:
    return Rules(tuple(Rule(at, LEFT, RIGHT) for at in heights), (), ())


def page(number: int, heights: tuple[float, ...], words: list[Word], edge: float) -> PageReading:
    """Make a page as read by itself; the edge between its columns may be in the wrong place."""
    cells = []
    for row, (top, bottom) in enumerate(pairwise(heights)):
        for column, (x0, x1) in enumerate(((LEFT, edge), (edge, RIGHT))):
            own = [w for w in words if top < w.baseline < bottom and x0 <= w.x0 < x1]
            box = (x0, top, x1, bottom)
            lines = tuple(lines_of(own))
            cells.append(PageCell(row, row + 1, column, column + 1, box, lines))
    held = {id(w) for w in words if heights and heights[0] < w.baseline < heights[-1]}
    free = tuple(lines_of([w for w in words if id(w) not in held]))
    tables = (PageTable(number, (LEFT, edge, RIGHT), heights, tuple(cells), is_ruled=False),)
    return PageReading(
        number, 320, 400, 0, tables if len(heights) > 1 else (), free, (), rules=rules(*heights)
    )


def row(baseline: float, first: str, second: str) -> list[Word]:
    """Make two cells with spaces between their words."""
    words = []
    for start, text in ((45.0, first), (165.0, second)):
        glyph = next(_GLYPHS)
        for at, part in enumerate(text.split()):
            words.append(word(part, start, baseline, glyph + at))
            start += 4.0 * len(part) + 2.5
    return words


def far_away(baseline: float) -> list[Word]:
    """Make two cells, the first with wide white space between its words."""
    first, *others = row(baseline, "far", "more than that")
    return [first, word("away", 90.0, baseline, first.glyphs[0] + 1), *others]


def whole(number: int) -> PageReading:
    texts = ("one of them", "so it goes on"), ("next to that", "which was not told")
    words = row(112, *texts[0]) + row(142, *texts[1])
    return page(number, (TOP, 130.0, 160.0), words, MIDDLE - 2)


def texts_of(reading: PageReading) -> list[tuple[int, int, str]]:
    return [(c.row, c.column, c.text) for table in reading.tables for c in table.cells]


def test_white_space_on_one_page_by_chance_is_no_column() -> None:
    words = far_away(112)
    words += row(122, "from it", "and so on")
    river = page(2, (TOP, 130.0), words, 80.0)
    got = choose_over_document([whole(1), river, whole(3)])[1]
    assert texts_of(got) == [
        (0, 0, "far away from it"),
        (0, 1, "more than that and so on"),
    ]


def test_a_page_with_one_rule_has_rows_above_and_below_it() -> None:
    words = row(92, "ends here", "and here too") + row(112, "starts anew", "below the rule")
    alone = page(2, (TOP,), words, MIDDLE)
    got = choose_over_document([whole(1), alone, whole(3)])[1]
    assert [text for _, _, text in texts_of(got)] == [
        "ends here", "and here too", "starts anew", "below the rule",
    ]  # fmt: skip
    assert not got.lines


def test_a_page_without_rules_continues_in_the_table_s_columns() -> None:
    bare = page(2, (), row(60, "the last row", "has no rule"), MIDDLE)
    got = choose_over_document([whole(1), bare])[1]
    assert [text for _, _, text in texts_of(got)] == ["the last row", "has no rule"]


def test_pages_without_rules_continue_a_table_as_far_as_it_goes() -> None:
    bare = [
        page(number, (), row(60, "one more row", "has no rule"), MIDDLE) for number in (2, 3, 4)
    ]
    got = choose_over_document([whole(1), *bare])
    assert [[text for _, _, text in texts_of(one)] for one in got[1:]] == [
        ["one more row", "has no rule"]
    ] * 3


def test_prose_after_a_table_is_unchanged() -> None:
    words = [word("prose", 40.0 + 25.0 * number, 60.0) for number in range(9)]
    prose = page(2, (), words, MIDDLE)
    assert choose_over_document([whole(1), prose])[1] == prose


def test_a_ruled_table_is_unchanged() -> None:
    ruled = [
        replace(reading, tables=tuple(replace(t, is_ruled=True) for t in reading.tables))
        for reading in (whole(1), whole(2))
    ]
    assert choose_over_document(ruled) == tuple(ruled)


def test_a_page_with_the_end_of_one_cell_continues_the_table() -> None:
    words = row(92, "", "ends on the next page")
    got = choose_over_document([whole(1), whole(2), page(3, (TOP,), words, MIDDLE)])[2]
    assert [text for _, _, text in texts_of(got) if text] == ["ends on the next page"]


def test_the_gaps_of_justified_text_do_not_end_a_table() -> None:
    words = [
        word(text, x0, baseline)
        for baseline in (92.0, 112.0, 122.0)
        for text, x0 in (("wide", 45.0), ("gaps", 110.0), ("here", 165.0), ("too", 240.0))
    ]
    got = choose_over_document([whole(1), whole(2), page(3, (TOP,), words, MIDDLE)])[2]
    assert [text for _, _, text in texts_of(got)][:2] == ["wide gaps", "here too"]


def in_columns(
    number: int, xs: tuple[float, ...], rows: list[list[tuple[str, float]]]
) -> PageReading:
    """Make a page whose rows have texts at the given x positions, read in some columns."""
    heights = tuple(TOP + 20 * row for row in range(len(rows) + 1))
    words = [
        word(text, x0, heights[row] + 12) for row, line in enumerate(rows) for text, x0 in line
    ]
    cells = [
        PageCell(
            row,
            row + 1,
            column,
            column + 1,
            (x0, top, x1, bottom),
            tuple(lines_of([w for w in words if top < w.baseline < bottom and x0 <= w.x0 < x1])),
        )
        for row, (top, bottom) in enumerate(pairwise(heights))
        for column, (x0, x1) in enumerate(pairwise(xs))
    ]
    tables = (PageTable(number, xs, heights, tuple(cells), is_ruled=False),) if rows else ()
    return PageReading(number, 320, 400, 0, tables, (), (), rules=rules(*heights))


TWO = [[("costs", 45.0), ("leads", 205.0)], [("25,000", 45.0), ("office", 205.0)]]
APART = [[("1.2", 45.0), ("million", 110.0), ("bureau", 205.0)]] * 2


def test_a_column_without_text_on_all_other_pages_is_none() -> None:
    first, last = (in_columns(page, (LEFT, 200.0, RIGHT), TWO) for page in (1, 3))
    second = in_columns(2, (LEFT, 105.0, 200.0, RIGHT), APART)
    got = choose_over_document([first, second, last])
    assert {reading.tables[0].column_count for reading in got} == {2}
    assert "1.2 million" in [text for _, _, text in texts_of(got[1])]


def test_a_column_with_text_on_one_page_and_a_label_on_another_is_one() -> None:
    header = [[("costs", 45.0), ("notes", 110.0), ("leads", 205.0)], *TWO[1:]]
    first = in_columns(1, (LEFT, 105.0, 200.0, RIGHT), header)
    second = in_columns(2, (LEFT, 105.0, 200.0, RIGHT), APART)
    third = in_columns(3, (LEFT, 200.0, RIGHT), TWO[1:])
    got = choose_over_document([first, second, third])
    assert {reading.tables[0].column_count for reading in got} == {3}


def test_parts_of_a_table_with_several_undrawn_pages_between_them_share_columns() -> None:
    bare = [page(number, (), row(60, "one more row", "has no rule"), MIDDLE) for number in (2, 3)]
    words = far_away(112)
    words += [one for at in (121, 142, 151) for one in row(at, "far", "and so on")]
    river = page(4, (TOP, 130.0, 160.0), words, 80.0)
    got = choose_over_document([whole(1), *bare, river])
    assert next(text for _, _, text in texts_of(got[3])) == "far away far"


def test_a_table_in_other_columns_is_not_that_of_pages_before_it() -> None:
    bare = [page(number, (), row(60, "one more row", "has no rule"), MIDDLE) for number in (2, 3)]
    other = in_columns(4, (LEFT, 95.0, RIGHT), [[("25", 57.0), ("euros", 97.0)]] * 3)
    alone = choose_over_document([other])[0]
    assert choose_over_document([whole(1), *bare, other])[3] == alone
