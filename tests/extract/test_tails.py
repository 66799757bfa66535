"""What one page of a table leaves unsaid is taken from the pages before."""

from __future__ import annotations

from dataclasses import replace

from extract.breaks import meeting, score, text_votes
from extract.chains import chains_of
from extract.habits import Custom, Habits
from extract.reading import Line, PageCell, PageReading, PageTable, Word
from extract.rules import Rule
from extract.tails import with_tails
from extract.words import lines_of

XS = (0.0, 50.0, 100.0, 150.0)


def line(text: str, x0: float, baseline: float, width: float = 30.0, glyph: int = 0) -> Line:
    top, bottom = baseline - 6, baseline + 2
    found = Word(text, x0, top, x0 + width, bottom, baseline, 8, False, False, (0.0,), (glyph,))
    return lines_of([found])[0]


def cell(
    column: int, *lines: Line, row: int = 0, stop: int | None = None, closed: bool = True
) -> PageCell:
    column_stop = column + 1 if stop is None else stop
    box = (XS[column], 100.0 + 30 * row, XS[column_stop], 130.0 + 30 * row)
    return PageCell(row, row + 1, column, column_stop, box, lines, closed_bottom=closed)


def reading(page: int, tables: tuple[PageTable, ...], *lines: Line) -> PageReading:
    return PageReading(page, 150, 300, 0, tables, lines, ())


def table(page: int, cells: tuple[PageCell, ...], xs: tuple[float, ...] = XS) -> PageTable:
    return PageTable(page, xs, (100.0, 130.0, 160.0), cells, is_ruled=False)


FULL = table(
    1,
    tuple(
        cell(column, line("text", XS[column] + 5, 112 + 30 * row), row=row, closed=row == 0)
        for row in range(2)
        for column in range(3)
    ),
)


def merged(*lines: Line) -> list[tuple[int, int, str]]:
    """The merged cells of a second page that shows no edge between the first two columns."""
    own = [PageCell(r, r + 1, 1, 2, (100.0, 100 + 30 * r, 150.0, 130 + 30 * r)) for r in (0, 1)]
    wide = PageCell(0, 2, 0, 1, (0.0, 100.0, 100.0, 160.0), lines)
    chain = chains_of(
        [reading(1, (FULL,)), reading(2, (table(2, (wide, *own), (0.0, 100.0, 150.0)),))]
    )
    return [
        (c.column, c.column_stop, c.text)
        for c in chain[0].parts[1].cells
        if c.row_stop - c.row == 2
    ]


def test_a_column_that_prints_nothing_keeps_its_edge() -> None:
    assert merged(line("goes on", 5, 112)) == [(0, 1, "goes on"), (1, 2, "")]


def test_text_over_a_column_edge_is_one_cell() -> None:
    text = "a heading over two"
    assert merged(line(text, 5, 112, width=80)) == [(0, 2, text)]


def test_a_tail_above_its_closing_rule_ends_the_table_of_the_page_before() -> None:
    head = line("running title", 60, 30, glyph=1)
    tail = [line("end", 55, 52, glyph=2), line("of it", 55, 62, glyph=3)]
    below = line("prose", 0, 110, width=120, glyph=4)
    second = replace(reading(2, (), head, *tail, below), loose_rules=(Rule(70.0, 0.0, 150.0),))
    got = with_tails([reading(1, (FULL,)), second])[1]
    assert [c.text for c in got.tables[0].cells] == ["", "end of it", ""]
    assert got.lines == (head, below)
    assert len(chains_of([reading(1, (FULL,)), got])) == 1


def test_other_rules_close_nothing() -> None:
    tail = line("end", 55, 62, glyph=2)
    before = reading(1, (FULL,))
    closed = reading(
        1, (replace(FULL, cells=tuple(replace(c, closed_bottom=True) for c in FULL.cells)),)
    )
    after = reading(2, (), tail)
    short = replace(after, loose_rules=(Rule(70.0, 0.0, 60.0),))
    wide = replace(after, loose_rules=(Rule(70.0, 0.0, 150.0),))
    prose = replace(wide, lines=(line("prose over the columns", 5, 62, width=120),))
    for pages in (
        [before, short],
        [closed, wide],
        [before, prose],
        [before, replace(wide, page=3)],
    ):
        assert with_tails(pages) == tuple(pages)


def custom(texts: tuple[str, ...]) -> Custom:
    """Of a column that holds the texts in cells whole on their page."""
    held = [cell(0, line(text, 5, 112), row=row) for row, text in enumerate(("", *texts, ""))]
    return Habits.of([(held, len(held))], 1).customs[0]


def votes(before: str, after: str, texts: tuple[str, ...]) -> float:
    top, foot = cell(0, line(after, 5, 112)), cell(0, line(before, 5, 112, width=38), closed=False)
    return score(text_votes(meeting(foot, top, foot.lines, True, custom(texts))))


LISTS = ("SOMTC, ACWC", "AICHR", "AICHR, SOMTC", "ACWC")


def test_two_names_of_a_list_need_a_comma_between() -> None:
    assert votes("SOMTC, ACWC", "AICHR", LISTS) < 0 < votes("SOMTC, ACWC,", "AICHR", LISTS)
    assert votes("SOMTC, ACWC", "Annex", LISTS) > votes("SOMTC, ACWC", "AICHR", LISTS)


def test_names_are_known_only_where_commas_always_part_them() -> None:
    assert custom(LISTS).names == {"SOMTC", "ACWC", "AICHR"}
    assert custom((*LISTS, "ACWC AICHR")).names == frozenset()
    assert custom(("ACWC", "AICHR", "SOMTC", "SOMED")).names == frozenset()


def test_a_tail_above_a_page_s_table_is_its_first_row() -> None:
    tail = line("end", 55, 92, glyph=2)
    fresh = tuple(
        cell(column, line("new", XS[column] + 5, 112 + 30 * row), row=row)
        for row in range(2)
        for column in range(3)
    )
    going = (*fresh[:2], replace(fresh[2], closed_top=False), *fresh[3:])
    for cells, stops in ((fresh, [1, 1, 1]), (going, [1, 1, 2])):
        got = with_tails([reading(1, (FULL,)), reading(2, (table(2, cells),), tail)])[1]
        head = [c for c in got.tables[0].cells if c.row == 0]
        assert [c.row_stop for c in head] == stops
        assert (head[1].text, got.tables[0].row_count, got.lines) == ("end", 3, ())


def test_a_line_above_a_header_printed_again_is_no_tail() -> None:
    title = line("title", 55, 92, glyph=2)
    pages = (reading(1, (FULL,)), reading(2, (replace(FULL, page=2),), title))
    assert with_tails(pages) == pages
