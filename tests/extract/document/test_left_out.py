"""Text in a table's place that is in none of its cells is found, and told why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.document.footprints import Footprint
from extract.document.left_out import left_out
from extract.geometry.page_model import Line, PageReading
from extract.page.furniture import Margin
from tests.extract.page_parts import make_line, make_word

WIDTH, HEIGHT = 400.0, 800.0


def footprint(page: int = 1, top: float = 100.0, bottom: float = 300.0, **more: Any) -> Footprint:
    """A table of two columns, whose texts of 8 points start at 53 and 203."""
    own: dict[str, Any] = {
        "table": 0,
        "xs": (50.0, 200.0, 350.0),
        "is_header_only": False,
        "size": 8.0,
        "line_step": 10.0,
        "row_height": 20.0,
        "positions": (((53.0,), (), ()), ((203.0,), (), ())),
        "continues": False,
        "is_continuation": False,
    }
    return Footprint(page=page, top=top, bottom=bottom, **{**own, **more})


def level(baseline: float, *texts: tuple[str, float], **more: Any) -> Line:
    """A line of texts side by side, given with their left edges."""
    number = int(baseline)
    words = tuple(
        make_word(text, x0, baseline, glyphs=(100 * number + at,), **more)
        for at, (text, x0) in enumerate(texts)
    )
    line = make_line(" ".join(text for text, _ in texts), texts[0][1], baseline, **more)
    return Line(
        **{
            name: getattr(line, name)
            for name in Line.__dataclass_fields__
            if name not in ("words", "glyphs", "x1")
        },
        words=words,
        glyphs=tuple(glyph for word in words for glyph in word.glyphs),
        x1=words[-1].x1,
    )


def row(baseline: float, **more: Any) -> Line:
    return level(baseline, ("Seminar", 53.0), ("Board", 203.0), **more)


def page(number: int, *lines: Line, watermark: tuple[Line, ...] = ()) -> PageReading:
    return PageReading(number, WIDTH, HEIGHT, 0, (), lines, (), watermark=watermark)


def found(
    *pages: PageReading, tables: tuple[Footprint, ...] = (footprint(),), footers: Any = None
) -> list[tuple[int, str, str]]:
    margins = [Margin((footers or {}).get(one.page, ()), (), list(one.lines)) for one in pages]
    return [(one.page, one.text, one.because) for one in left_out(list(pages), margins, tables)]


def test_a_text_between_the_rules_of_a_table_is_found_whatever_it_is() -> None:
    prose = level(200, ("Prose", 100.0))
    assert found(page(1, prose)) == [(1, "Prose", "is between its rows")]
    assert found(page(1, level(200, ("Beside", 360.0)))) == []
    assert found(page(1, level(102, ("Above", 100.0)))) == []
    assert found(page(2, prose)) == []
    assert found(page(1, prose), tables=()) == []


@pytest.mark.parametrize(
    ("line", "is_row"),
    [
        (row(312), True),
        (row(330), False),  # too far below
        (row(312, size=12.0), False),
        (level(312, ("Seminar", 53.0)), False),
        (level(312, ("Seminar", 70.0), ("Board", 220.0)), False),
        (level(312, ("Source", 53.0), ("a text over both columns", 150.0)), False),
    ],
    ids=["row", "far", "large", "one text", "not aligned", "over the edge"],
)
def test_a_row_beneath_the_last_rule_is_found(line: Line, is_row: bool) -> None:
    expected = [(1, line.text, "is below its last row")] if is_row else []
    assert found(page(1, line)) == expected
    above = [(1, row(92).text, "is above its first row")]
    assert found(page(1, row(92))) == above


def test_a_line_of_a_cell_belongs_to_the_row_above_it() -> None:
    more = level(322, ("on rights", 203.0))
    assert found(page(1, row(312), more)) == [
        (1, "Seminar Board on rights", "is below its last row")
    ]
    assert found(page(1, row(312), level(326, ("far below", 203.0)))) == [
        (1, "Seminar Board", "is below its last row")
    ]
    assert found(page(1, row(312), level(322, ("indented", 208.0)))) == [
        (1, "Seminar Board", "is below its last row")
    ]


def test_a_table_that_goes_on_has_lines_of_one_cell_far_below_it() -> None:
    far = level(340, ("on rights", 203.0))
    goes_on = (footprint(continues=True),)
    assert found(page(1, far), tables=goes_on) == [(1, "on rights", "is below its last row")]
    assert found(page(1, far)) == []
    header = (footprint(is_header_only=True),)
    assert found(page(1, far), tables=header) != []
    # Notes start in the first column, are smaller, or stand elsewhere.
    for note in (
        level(340, ("a note", 53.0)),
        level(340, ("a note", 203.0), size=6.0),
        level(340, ("a note", 230.0)),
    ):
        assert found(page(1, note), tables=goes_on) == []
    over = level(60, ("on rights", 203.0))
    assert found(page(1, over), tables=goes_on) == []
    assert found(page(1, over), tables=(footprint(is_continuation=True),)) == [
        (1, "on rights", "is above its first row")
    ]


def test_a_text_that_crosses_columns_ends_the_search() -> None:
    prose = level(312, ("A text that is set over both of the two columns", 53.0))
    assert found(page(1, prose, row(324))) == []


def test_the_next_table_in_the_same_columns_ends_the_search() -> None:
    below = footprint(top=320.0, bottom=400.0, table=1)
    assert found(page(1, row(312), row(412)), tables=(footprint(), below)) == [
        (1, "Seminar Board", "is below its last row"),
        (1, "Seminar Board", "is below its last row"),
    ]
    aside = footprint(top=305.0, bottom=310.0, table=1, xs=(360.0, 370.0, 390.0))
    assert found(page(1, row(312)), tables=(footprint(), aside)) != []


def test_a_row_between_two_parts_of_one_table_is_found() -> None:
    parts = (footprint(bottom=200.0), footprint(top=260.0))
    assert found(page(1, row(230)), tables=parts) == [
        (1, "Seminar Board", "is between two parts of it")
    ]
    other = (footprint(bottom=200.0), footprint(top=260.0, table=1))
    assert found(page(1, row(230)), tables=other) == []


def test_a_row_on_the_next_page_is_found_if_the_table_ends_low() -> None:
    low = (footprint(bottom=700.0),)
    expected = [(2, "Seminar Board", "continues in its columns from page 1")]
    assert found(page(1), page(2, row(100)), tables=low) == expected
    assert found(page(1), page(2, row(100))) == []
    assert (
        found(page(1), page(2, row(100)), tables=(footprint(bottom=700.0, continues=True),)) == []
    )
    # Not below a table of its own.
    other = (*low, footprint(page=2, top=80.0, bottom=90.0, table=1, is_continuation=True))
    assert found(page(1), page(2, row(200)), tables=other) == []


def test_a_row_on_the_page_before_is_found_if_the_table_starts_high() -> None:
    expected = [(1, "Seminar Board", "is in its columns, before page 2")]
    assert found(page(1, row(700)), page(2), tables=(footprint(page=2),)) == expected
    assert found(page(1, row(700)), page(2), tables=(footprint(page=2, top=280.0),)) == []
    again = (footprint(page=2, is_continuation=True),)
    assert found(page(1, row(700)), page(2), tables=again) == []


def test_what_pages_repeat_is_left_out_only_as_a_whole_row_beside_the_table() -> None:
    tables = (footprint(page=1), footprint(page=2, table=1))
    near = [page(number, row(312)) for number in (1, 2)]
    repeated = {one.page: tuple(one.lines) for one in near}
    assert len(found(*near, tables=tables, footers=repeated)) == 2
    half = [page(number, level(312, ("Seminar", 53.0))) for number in (1, 2)]
    footers = {one.page: tuple(one.lines) for one in half}
    assert found(*half, tables=tables, footers=footers) == []
    small = [page(number, row(312, size=7.0)) for number in (1, 2)]
    footers = {one.page: tuple(one.lines) for one in small}
    assert found(*small, tables=tables, footers=footers) == []


def test_a_watermark_over_cells_is_proven_by_its_size_and_another_page() -> None:
    because = "lies across its cells and was read as a watermark or a running line"
    large = level(200, ("DRAFT", 100.0), size=40.0)
    assert found(page(1, watermark=(large,))) == [(1, "DRAFT", because)]
    assert found(page(1, watermark=(large,)), page(2, watermark=(large,))) == []
    small = level(200, ("DRAFT", 100.0), size=10.0)
    assert found(page(1, watermark=(small,)), page(2, watermark=(small,))) == [
        (1, "DRAFT", because)
    ]
    outside = level(500, ("DRAFT", 100.0), size=40.0)
    assert found(page(1, watermark=(outside,))) == []


BENEATH, ABOVE = "is below its last row", "is above its first row"
INSIDE = "is between its rows"


def reasons(*pages: PageReading, **more: Any) -> list[str]:
    return [because for _, _, because in found(*pages, **more)]


@pytest.mark.parametrize(
    ("baseline", "x0", "is_inside"),
    [
        (102.3, 100.0, False),
        (102.5, 100.0, True),
        (302.3, 100.0, True),
        (302.5, 100.0, False),
        (200.0, 38.9, False),
        (200.0, 39.1, True),
        (200.0, 340.9, True),
        (200.0, 341.1, False),
    ],
)
def test_a_text_lies_in_a_table_if_its_middle_does(
    baseline: float, x0: float, is_inside: bool
) -> None:
    """The middle of small letters, and of the text's width, give or take a point."""
    text = level(baseline, ("Prose", x0))
    assert reasons(page(1, text)) == ([INSIDE] if is_inside else [])


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((324.0,), [BENEATH]),
        ((324.5,), []),
        ((76.0,), [ABOVE]),
        ((75.5,), []),
        ((312.0, 342.0), [BENEATH, BENEATH]),
        ((312.0, 342.5), [BENEATH]),
    ],
)
def test_a_row_stands_within_three_sizes_of_its_table_or_a_row_s_height_of_a_row(
    rows: tuple[float, ...], reason: list[str]
) -> None:
    # A line beside the table keeps the rows apart.
    beside = level(330, ("Aside", 360.0))
    lines = sorted((*map(row, rows), beside), key=lambda line: line.baseline)
    assert reasons(page(1, *lines), tables=(footprint(row_height=30.0),)) == reason


@pytest.mark.parametrize(
    ("baseline", "is_row"), [(324.0, True), (324.5, False), (76.0, True), (75.5, False)]
)
def test_a_repeated_row_stands_close_to_its_table_too(baseline: float, is_row: bool) -> None:
    tables = tuple(footprint(page=number, table=number, is_header_only=True) for number in (1, 2))
    tables = tuple(replace(one, is_continuation=True) for one in tables)
    pages = [page(number, row(baseline)) for number in (1, 2)]
    footers = {one.page: tuple(one.lines) for one in pages}
    assert bool(reasons(*pages, tables=tables, footers=footers)) is is_row


@pytest.mark.parametrize(("bottom", "is_low"), [(560.0, False), (560.5, True)])
def test_a_table_goes_on_from_the_lower_part_of_a_page(bottom: float, is_low: bool) -> None:
    tables = (footprint(bottom=bottom),)
    assert bool(reasons(page(1), page(2, row(100)), tables=tables)) is is_low


@pytest.mark.parametrize(("top", "is_high"), [(240.0, False), (239.5, True)])
def test_a_table_comes_from_the_page_before_if_it_starts_high(top: float, is_high: bool) -> None:
    tables = (footprint(page=2, top=top),)
    assert bool(reasons(page(1, row(700)), page(2), tables=tables)) is is_high


@pytest.mark.parametrize("xs", [(350.0, 370.0, 390.0), (10.0, 30.0, 50.0)])
@pytest.mark.parametrize(("top", "row_at"), [(305.0, 312.0), (60.0, 92.0)])
def test_a_table_that_touches_another_at_its_side_does_not_end_the_search(
    xs: tuple[float, ...], top: float, row_at: float
) -> None:
    aside = footprint(top=top, bottom=top + 35.0, table=1, xs=xs)
    tables = (footprint(), aside) if top > 100 else (aside, footprint())
    assert len(reasons(page(1, row(row_at)), tables=tables)) == 1


@pytest.mark.parametrize("baseline", [202.4, 262.4])
def test_a_row_on_the_outer_rule_of_a_part_stands_between_two_parts(baseline: float) -> None:
    parts = (footprint(bottom=200.0), footprint(top=260.0))
    assert reasons(page(1, row(baseline)), tables=parts) == ["is between two parts of it"]


@pytest.mark.parametrize(
    ("size", "is_row"), [(5.9, False), (6.0, True), (10.0, True), (10.1, False)]
)
def test_a_row_s_type_size_differs_by_a_quarter_at_most(size: float, is_row: bool) -> None:
    assert reasons(page(1, row(312, size=size))) == ([BENEATH] if is_row else [])


@pytest.mark.parametrize(("size", "is_cell"), [(19.0, True), (18.9, False), (21.0, True)])
@pytest.mark.parametrize("is_repeated", [False, True])
def test_lines_of_a_cell_and_repeated_rows_have_the_table_s_type_size(
    size: float, is_cell: bool, is_repeated: bool
) -> None:
    """A twentieth of 20 points is rounding."""
    tables = tuple(
        footprint(page=number, table=number, size=20.0, continues=not is_repeated)
        for number in (1, 2)
    )
    lines = [
        row(320, size=size) if is_repeated else level(340, ("on rights", 203.0), size=size)
        for _ in tables
    ]
    pages = [page(number, line) for number, line in enumerate(lines, 1)]
    footers = {one.page: tuple(one.lines) for one in pages} if is_repeated else {}
    assert bool(reasons(*pages, tables=tables, footers=footers)) is is_cell


@pytest.mark.parametrize(("columns", "is_row"), [(4, True), (5, False)])
def test_half_of_a_row_s_texts_keep_to_the_columns(columns: int, is_row: bool) -> None:
    """Two texts start where their columns do, the others 20 points farther right."""
    lefts = [50.0 + 60.0 * column for column in range(columns)]
    positions = tuple(((left + 3.0,), (), ()) for left in lefts)
    xs = (*lefts, lefts[-1] + 60.0)
    texts = [("Text", left + (3.0 if at < 2 else 23.0)) for at, left in enumerate(lefts)]
    tables = (footprint(xs=xs, positions=positions),)
    assert bool(reasons(page(1, level(312, *texts)), tables=tables)) is is_row


@pytest.mark.parametrize(
    ("step", "x0", "is_rest"),
    [(12.0, 203.0, True), (12.5, 203.0, False), (10.0, 205.0, True), (10.0, 205.5, False)],
)
def test_the_rest_of_a_cell_follows_at_the_line_distance_under_its_start(
    step: float, x0: float, is_rest: bool
) -> None:
    more = level(312 + step, ("on rights", x0))
    texts = [text for _, text, _ in found(page(1, row(312), more))]
    assert texts == (["Seminar Board on rights"] if is_rest else ["Seminar Board"])


@pytest.mark.parametrize(("x0", "is_cell"), [(204.5, True), (201.5, True), (205.0, False)])
def test_a_line_of_one_cell_starts_where_its_column_s_texts_do(x0: float, is_cell: bool) -> None:
    tables = (footprint(continues=True),)
    assert bool(reasons(page(1, level(340, ("on rights", x0))), tables=tables)) is is_cell


def test_what_pages_repeat_beside_a_table_is_no_part_of_it() -> None:
    beside = [page(number, level(312, ("Contact", 360.0))) for number in (1, 2)]
    footers = {one.page: tuple(one.lines) for one in beside}
    tables = (footprint(page=1), footprint(page=2, table=1))
    assert reasons(*beside, tables=tables, footers=footers) == []


@pytest.mark.parametrize(("size", "is_proven"), [(12.0, False), (12.1, True)])
def test_a_watermark_is_set_half_as_large_again_as_the_table(size: float, is_proven: bool) -> None:
    mark = level(200, ("DRAFT", 100.0), size=size)
    pages = [page(number, watermark=(mark,)) for number in (1, 2)]
    assert (reasons(*pages) == []) is is_proven


@pytest.mark.parametrize(("labels", "is_found"), [(3, True), (2, False)])
def test_labels_that_cross_columns_are_found_if_each_column_may_have_one(
    labels: int, is_found: bool
) -> None:
    three = footprint(xs=(50.0, 200.0, 280.0, 350.0), positions=((((53.0,), (), ())),) * 3)
    texts = [("Description", 53.0), ("Quantity", 190.0), ("Amount", 300.0)][:labels]
    assert bool(found(page(1, level(92, *texts)), tables=(three,))) is is_found


def test_a_row_on_the_outer_rule_of_a_table_is_beside_none() -> None:
    """Its middle is on the last rule of one table or the first one of the next."""
    upper, lower = footprint(bottom=200.0), footprint(top=215.0, table=1)
    for baseline in (202.4, 217.4):
        assert reasons(page(1, row(baseline)), tables=(upper, lower)) == []
    for baseline in (302.4, 102.4):
        assert reasons(page(1, row(baseline))) == []


@pytest.mark.parametrize(
    ("baselines", "size", "is_column"),
    [
        ((120, 160, 200), 8.0, True),
        ((120, 130, 160, 200, 210), 8.0, True),  # two lines of one text
        ((120, 160), 8.0, False),
        ((120, 160, 203), 8.0, False),
        ((120, 160, 200, 240, 223), 8.0, True),  # and a heading
        ((120, 160, 200), 6.0, False),
    ],
)
def test_texts_beside_a_table_that_begin_as_its_rows_do_are_a_column_left_out(
    baselines: tuple[int, ...], size: float, is_column: bool
) -> None:
    table = footprint(heads=frozenset((120.0, 160.0, 200.0, 240.0)))
    lines = [level(at, ("Board", 5.0), size=size) for at in sorted(baselines)]
    because = "is beside its rows, and begins where they do"
    expected = {because} if is_column else set()
    assert {why for _, _, why in found(page(1, *lines), tables=(table,))} == expected
