"""Doubts about single pages: marks, hidden text, grids that may be tables, and text cut off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document.doubts import doubts_on_pages
from extract.geometry.page_model import (
    DoubtfulStart,
    HiddenText,
    PageMark,
    PageReading,
    PageTable,
    Rule,
    Rules,
)
from extract.marks.drawn_marks import BULLET
from extract.model import Bbox, Evidence, MarkKind
from extract.multipage.pages import notes_on_hidden
from tests.extract.page_parts import make_cell, make_line

TABLE = PageTable(
    1,
    (100.0, 200.0, 300.0),
    (100.0, 120.0, 140.0),
    (
        make_cell(0, 0, (100.0, 100.0, 200.0, 120.0), (make_line("Area", 105.0, 113.0),)),
        make_cell(0, 1, (200.0, 100.0, 300.0, 120.0)),
        make_cell(1, 0, (100.0, 120.0, 200.0, 140.0), (make_line("Rice", 105.0, 133.0),)),
        make_cell(1, 1, (200.0, 120.0, 300.0, 140.0), (make_line("12", 205.0, 133.0),)),
    ),
    found_by="ruled",
)
PAGE = PageReading(1, 400.0, 300.0, 0, (TABLE,), (), (), visible=(0.0, 0.0, 400.0, 300.0))


def kinds(reading: PageReading) -> list[str]:
    return [doubt.kind for doubt in doubts_on_pages([reading])]


@pytest.mark.parametrize(
    ("kind", "middle", "told"),
    [
        ("struck", (150.0, 110.0), ["struck-out"]),
        ("comment", (150.0, 110.0), ["unread-mark"]),
        ("icon", (250.0, 110.0), ["unread-mark"]),  # in the cell without text
        ("checked", (250.0, 110.0), ["unread-mark"]),
        ("unchecked", (250.0, 110.0), ["unread-mark"]),
        ("link", (250.0, 110.0), []),
        ("icon", (150.0, 110.0), []),
        ("icon", (200.0, 100.0), ["unread-mark"]),
        ("icon", (300.0, 120.0), ["unread-mark"]),
        ("icon", (199.0, 110.0), []),
        ("icon", (250.0, 99.0), []),
        ("icon", (250.0, 121.0), []),
        ("icon", (301.0, 110.0), []),
    ],
)
def test_marks_that_are_no_text_are_doubts(
    kind: MarkKind, middle: tuple[float, float], told: list[str]
) -> None:
    x, y = middle
    mark = PageMark(kind, "sign", (x - 2, y - 2, x + 2, y + 2))
    found = doubts_on_pages([replace(PAGE, marks=(mark,))])
    assert [doubt.kind for doubt in found] == told
    assert all((doubt.box, doubt.text) == (mark.bbox, "sign") for doubt in found)


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ([(103.0, 105.0), (103.0, 115.0)], ["Area"]),
        ([(103.0, 105.0), (103.0, 125.0)], []),  # one item in each of two cells
        ([(203.0, 105.0), (203.0, 115.0)], ["drawn bullet", "drawn bullet"]),  # without a text
        ([(103.0, 105.0), (103.0, 115.0), (203.0, 125.0), (203.0, 135.0)], ["Area", "12"]),
    ],
)
def test_items_whose_bullets_are_drawn_run_together(
    places: list[tuple[float, float]], told: list[str]
) -> None:
    marks = tuple(PageMark("icon", BULLET, (x - 1, y - 1, x + 1, y + 1)) for x, y in places)
    found = doubts_on_pages([replace(PAGE, marks=marks)])
    assert [doubt.text for doubt in found] == told


@pytest.mark.parametrize(
    ("baseline", "is_told"), [(113.0, True), (98.1, True), (98.0, False), (200.0, False)]
)
def test_hidden_text_in_the_place_of_a_table_is_a_doubt(baseline: float, *, is_told: bool) -> None:
    hidden = HiddenText(make_line("under", 105.0, baseline, glyphs=(1, 2)), "it is white")
    page = replace(PAGE, hidden=(hidden,))
    assert kinds(page) == ["hidden-text"] * is_told
    other = replace(page, page=4)
    assert notes_on_hidden([page, other, PAGE]) == (
        "4 glyphs are drawn but not seen (it is white) and are in no text: page 1, 4",
    )


def test_doubtful_row_starts_are_told_from_top_to_bottom() -> None:
    starts = tuple(
        DoubtfulStart(top, text, "it may not", is_taken)
        for top, text, is_taken in ((130.0, "Rice", False), (120.0, "Area", True))
    )
    first, second = doubts_on_pages([replace(PAGE, tables=(replace(TABLE, doubts=starts),))])
    assert (first.text, first.box[:3]) == ("Area", (100.0, 120.0, 300.0))
    assert first.taken == "a row was read to start there, but it may not"
    assert second.taken == "no row was read to start there, but it may not"


def grid_doubts(table: PageTable) -> list[tuple[str, Bbox, str]]:
    found = doubts_on_pages([replace(PAGE, tables=(table,))])
    assert all(doubt.kind == "table-grid" for doubt in found)
    return [(doubt.text, doubt.box, doubt.taken) for doubt in found]


def test_another_likely_reading_of_a_table_is_a_doubt() -> None:
    other = replace(TABLE, xs=(100.0, 300.0), found_by="aligned")
    assert grid_doubts(replace(TABLE, other=other)) == [
        (
            "Area",
            TABLE.bbox,
            "it was read in 2 rows and 2 columns (ruled), but "
            "2 rows and 1 columns (aligned) are almost as likely",
        )
    ]
    inner = replace(TABLE, xs=(205.0, 250.0, 290.0), ys=(122.0, 130.0, 138.0))
    assert grid_doubts(replace(TABLE, nested=(inner,))) == [
        (
            "12",
            (200.0, 120.0, 300.0, 140.0),
            "one of its cells holds a table of 2 rows and 2 columns, whose texts were read as one"
            " text",
        )
    ]


@pytest.mark.parametrize(
    ("weight", "margin", "is_told"),
    [
        (-3.0, 9.0, True),  # a strong reason
        (-2.9, 9.0, False),
        (-2.9, 0.9, True),  # another reading is close
        (-2.9, 1.0, False),
        (-2.9, None, False),
        (0.0, 0.5, False),
    ],
)
def test_a_reason_against_a_table_is_a_doubt(
    weight: float, margin: float | None, *, is_told: bool
) -> None:
    reasons = (Evidence(name="it looks odd", weight=weight, note="row 2"),)
    found = grid_doubts(replace(TABLE, evidence=reasons, margin=margin))
    assert len(found) == is_told
    assert all(taken.endswith("but it looks odd (row 2)") for *_, taken in found)


def test_a_box_has_no_rows_and_columns_in_doubt() -> None:
    reasons = (Evidence(name="it has one cell with text", weight=-6.0),)
    assert len(grid_doubts(replace(TABLE, evidence=reasons))) == 1
    assert grid_doubts(replace(TABLE, evidence=reasons, cells=TABLE.cells[:1])) == []


@pytest.mark.parametrize(
    ("name", "xs", "is_ruled", "count"),
    [
        ("bars of a chart", (100.4, 200.0, 300.0), True, 0),
        ("bars of a chart", (102.0, 200.0, 300.0), True, 1),
        ("bars of a chart", (100.0, 200.0, 300.0), False, 1),
        ("white space runs through cells", (100.0, 200.0, 300.0), True, 1),
    ],
)
def test_a_table_with_the_columns_of_another_one_is_no_chart(
    name: str, xs: tuple[float, ...], *, is_ruled: bool, count: int
) -> None:
    odd = replace(TABLE, evidence=(Evidence(name=name, weight=-6.0),), is_ruled=is_ruled)
    sound = replace(TABLE, xs=xs, is_ruled=is_ruled)
    pages = [replace(PAGE, tables=(odd,)), replace(PAGE, page=PAGE.page + 1, tables=(sound,))]
    assert len(doubts_on_pages(pages)) == count


@pytest.mark.parametrize("other", ["bars of a chart", "share of cells with text"])
def test_charts_and_forms_with_the_same_columns_are_all_told(other: str) -> None:
    names = ("bars of a chart", other)
    tables = [replace(TABLE, evidence=(Evidence(name=name, weight=-6.0),)) for name in names]
    pages = [replace(PAGE, page=PAGE.page + at, tables=(one,)) for at, one in enumerate(tables)]
    assert len(doubts_on_pages(pages)) == 2


def rejected(weight: float = -2.9, lines: int = 4, **more: tuple[float, ...]) -> list[str]:
    """Return the doubts about a grid that was read as other text, with some lines inside it."""
    reasons = (Evidence(name="few texts", weight=weight), Evidence(name="drawn", weight=0.0))
    grid = replace(TABLE, evidence=reasons, **more)
    inside = [make_line(f"text {at}", 105.0, 104.0 + 10 * at) for at in range(lines)]
    page = replace(PAGE, tables=(), dropped=(grid,), lines=inside)
    return [doubt.taken for doubt in doubts_on_pages([page]) if doubt.kind == "table-dropped"]


def test_a_grid_with_several_texts_that_is_no_table_is_a_doubt() -> None:
    taken = "it looks like a table, and was read as other text, because: few texts"
    assert rejected() == [taken]
    assert rejected(weight=-3.0) == []  # it looks unlike a table
    assert rejected(lines=3) == []
    assert rejected(xs=(100.0, 300.0)) == []
    assert rejected(ys=(100.0, 140.0)) == []


@pytest.mark.parametrize(
    ("x0", "baseline", "count"),
    [(100.0, 100.0, 1), (300.0, 140.0, 1), (99.0, 120.0, 0), (301.0, 120.0, 0), (105.0, 99.0, 0),
     (105.0, 141.0, 0)],
)  # fmt: skip
def test_the_lines_of_a_grid_begin_in_it(x0: float, baseline: float, count: int) -> None:
    reasons = (Evidence(name="few texts", weight=-1.0),)
    inside = [make_line(f"text {at}", 105.0, 104.0 + 10 * at) for at in range(3)]
    page = replace(
        PAGE,
        tables=(),
        dropped=(replace(TABLE, evidence=reasons),),
        lines=[*inside, make_line("text", x0, baseline)],
    )
    assert kinds(page).count("table-dropped") == count


OUTSIDE, EDGE, RULE = "it lies outside", "the edge of the paper", "the rule to its left"


@pytest.mark.parametrize(
    ("x0", "x1", "baseline", "taken"),
    [
        (105.0, 130.0, 133.0, ""),
        (400.0, 430.0, 133.0, OUTSIDE),
        (399.0, 430.0, 133.0, EDGE),
        (-30.0, 0.0, 133.0, OUTSIDE),
        (-30.0, 1.0, 133.0, EDGE),
        (105.0, 130.0, 303.0, OUTSIDE),
        (105.0, 130.0, 302.4, ""),
        (105.0, 401.5, 133.0, ""),
        (105.0, 401.6, 133.0, EDGE),
        (-1.5, 130.0, 133.0, RULE),
        (-1.6, 130.0, 133.0, EDGE),
        (98.5, 130.0, 133.0, ""),
        (98.4, 130.0, 133.0, RULE),
    ],
)
def test_text_that_an_edge_cuts_is_a_doubt(
    x0: float, x1: float, baseline: float, taken: str
) -> None:
    line = make_line("Rice", x0, baseline, x1=x1)
    cells = [replace(one, lines=(line,)) if one.row == 1 else one for one in TABLE.cells[:3]]
    page = replace(PAGE, tables=(replace(TABLE, cells=tuple(cells)),))
    found = doubts_on_pages([page])
    assert [doubt.kind for doubt in found] == ["clipped-text"] * bool(taken)
    assert all(doubt.taken.startswith(taken) for doubt in found)
    # On a picture of a page nothing is known to be cut.
    assert doubts_on_pages([replace(page, visible=None)]) == []


@pytest.mark.parametrize(("at", "is_cut"), [(None, True), (100.0, True), (104.0, False)])
def test_only_a_drawn_line_cuts_what_begins_before_the_first_cell(
    at: float | None, is_cut: bool
) -> None:
    line = make_line("Axis 1", 94.0, 133.0, x1=130.0)
    cells = [replace(one, lines=(line,)) if one.row == 1 else one for one in TABLE.cells[:3]]
    rules = None if at is None else Rules((), (Rule(at, 100.0, 200.0),), ())
    page = replace(PAGE, tables=(replace(TABLE, cells=tuple(cells)),), rules=rules)
    assert [doubt.kind for doubt in doubts_on_pages([page])] == ["clipped-text"] * is_cut


@pytest.mark.parametrize(
    ("labels", "top", "is_told"),
    [(("Area", "Sum"), 120.0, False), (("Area", ""), 120.0, True), (("Area", "Sum"), 125.0, True)],
)
def test_a_reading_without_the_labels_is_no_other_one(
    labels: tuple[str, str], top: float, *, is_told: bool
) -> None:
    first = [
        replace(cell, lines=(make_line(label, cell.bbox[0] + 5, 113.0),) if label else ())
        for cell, label in zip(TABLE.cells[:2], labels, strict=True)
    ]
    body = tuple(replace(cell, row=0, row_stop=1) for cell in TABLE.cells[2:])
    other = replace(TABLE, ys=(top, 140.0), cells=body)
    table = replace(TABLE, cells=(*first, *TABLE.cells[2:]), other=other, margin=0.1)
    assert bool(grid_doubts(table)) == is_told
