"""Text in a table's place that is in none of its cells is found, and told why."""

from __future__ import annotations

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
    assert found(page(1, prose)) == [(1, "Prose", "stands between its rows")]
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
    expected = [(1, line.text, "stands beneath its last row")] if is_row else []
    assert found(page(1, line)) == expected
    above = [(1, row(92).text, "stands above its first row")]
    assert found(page(1, row(92))) == above


def test_a_line_of_a_cell_belongs_to_the_row_above_it() -> None:
    more = level(322, ("on rights", 203.0))
    assert found(page(1, row(312), more)) == [
        (1, "Seminar Board on rights", "stands beneath its last row")
    ]
    assert found(page(1, row(312), level(326, ("far below", 203.0)))) == [
        (1, "Seminar Board", "stands beneath its last row")
    ]
    assert found(page(1, row(312), level(322, ("indented", 208.0)))) == [
        (1, "Seminar Board", "stands beneath its last row")
    ]


def test_a_table_that_goes_on_has_lines_of_one_cell_far_below_it() -> None:
    far = level(340, ("on rights", 203.0))
    goes_on = (footprint(continues=True),)
    assert found(page(1, far), tables=goes_on) == [(1, "on rights", "stands beneath its last row")]
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
        (1, "on rights", "stands above its first row")
    ]


def test_a_text_that_crosses_columns_ends_the_search() -> None:
    prose = level(312, ("A text that is set over both of the two columns", 53.0))
    assert found(page(1, prose, row(324))) == []


def test_the_next_table_in_the_same_columns_ends_the_search() -> None:
    below = footprint(top=320.0, bottom=400.0, table=1)
    assert found(page(1, row(312), row(412)), tables=(footprint(), below)) == [
        (1, "Seminar Board", "stands beneath its last row"),
        (1, "Seminar Board", "stands beneath its last row"),
    ]
    aside = footprint(top=305.0, bottom=310.0, table=1, xs=(360.0, 370.0, 390.0))
    assert found(page(1, row(312)), tables=(footprint(), aside)) != []


def test_a_row_between_two_parts_of_one_table_is_found() -> None:
    parts = (footprint(bottom=200.0), footprint(top=260.0))
    assert found(page(1, row(230)), tables=parts) == [
        (1, "Seminar Board", "stands between two parts of it")
    ]
    other = (footprint(bottom=200.0), footprint(top=260.0, table=1))
    assert found(page(1, row(230)), tables=other) == []


def test_a_row_on_the_next_page_is_found_if_the_table_ends_low() -> None:
    low = (footprint(bottom=700.0),)
    expected = [(2, "Seminar Board", "goes on in its columns from page 1")]
    assert found(page(1), page(2, row(100)), tables=low) == expected
    assert found(page(1), page(2, row(100))) == []
    assert (
        found(page(1), page(2, row(100)), tables=(footprint(bottom=700.0, continues=True),)) == []
    )
    # Not below a table of its own.
    other = (*low, footprint(page=2, top=80.0, bottom=90.0, table=1, is_continuation=True))
    assert found(page(1), page(2, row(200)), tables=other) == []


def test_a_row_on_the_page_before_is_found_if_the_table_starts_high() -> None:
    expected = [(1, "Seminar Board", "stands in its columns before page 2")]
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


@pytest.mark.parametrize(("labels", "is_found"), [(3, True), (2, False)])
def test_labels_that_cross_columns_are_found_if_each_column_may_have_one(
    labels: int, is_found: bool
) -> None:
    three = footprint(xs=(50.0, 200.0, 280.0, 350.0), positions=((((53.0,), (), ())),) * 3)
    texts = [("Description", 53.0), ("Quantity", 190.0), ("Amount", 300.0)][:labels]
    assert bool(found(page(1, level(92, *texts)), tables=(three,))) is is_found
