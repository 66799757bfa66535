"""Two readers that share nothing read the same cells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pdfplumber
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import PageReading
from extract.page import page_worker
from extract.page.agreement import FirstCell, SecondCell, compare_readings
from extract.page.second_reading import SecondReader
from extract.page.thresholds import AGREEMENT
from extract.reading import Bbox
from extract.stage import read_document
from tests.fuzz.classics import grid

ROOT = Path(__file__).resolve().parents[3]
PLAN = ROOT / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"


def first_cell(bbox: Bbox, *lines: str) -> FirstCell:
    return FirstCell(bbox, lines)


def second_reading(pdf: Path, page: int = 1) -> tuple[SecondCell, ...]:
    with SecondReader(pdf) as reader:
        return reader.read(page)


def draw_grid(pdf: Path, turn: int = 0, is_sideways: bool = False) -> None:
    """Draw two rows and two columns, the right column merged over both rows."""
    size = A4 if is_sideways else landscape(A4)
    canvas = Canvas(str(pdf), pagesize=size)
    canvas.setPageRotation(turn)
    if is_sideways:
        canvas.translate(size[0], 0)
        canvas.rotate(90)
    top = (size[0] if is_sideways else size[1]) - 100
    for x in (100, 300, 500):
        canvas.line(x, top, x, top - 80)
    canvas.line(100, top, 500, top)
    canvas.line(100, top - 40, 300, top - 40)
    canvas.line(100, top - 80, 500, top - 80)
    canvas.drawString(105, top - 20, "upper left")
    canvas.drawString(105, top - 60, "lower left")
    canvas.drawString(305, top - 20, "merged")
    canvas.showPage()
    canvas.save()


def test_merged_cells_are_one(tmp_path: Path) -> None:
    draw_grid(tmp_path / "grid.pdf")
    cells = second_reading(tmp_path / "grid.pdf")
    assert [(cell.bbox, cell.text.strip()) for cell in cells] == [
        ((100, 100, 300, 140), "upper left"),
        ((300, 100, 500, 180), "merged"),
        ((100, 140, 300, 180), "lower left"),
    ]


@pytest.mark.parametrize(
    ("turn", "is_sideways"), [(90, False), (270, False), (0, True), (90, True)]
)
def test_boxes_are_in_the_coordinates_of_the_displayed_page(
    turn: int, is_sideways: bool, tmp_path: Path
) -> None:
    """On turned pages both readers give the same boxes, however the text runs."""
    pdf = tmp_path / "turned.pdf"
    draw_grid(pdf, turn, is_sideways)
    cells = second_reading(pdf)
    with pdfplumber.open(pdf) as document:
        (table,) = document.pages[0].find_tables()
        first = sorted(table.cells)
    assert len(cells) == len(first) == 3
    for ours, theirs in zip(first, sorted(cell.bbox for cell in cells), strict=True):
        assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < AGREEMENT.edge_tolerance


def test_rules_inside_a_picture_are_found(tmp_path: Path) -> None:
    import pypdfium2

    draw_grid(tmp_path / "grid.pdf")
    image = pypdfium2.PdfDocument(tmp_path / "grid.pdf")[0].render(scale=3).to_pil()
    image.save(tmp_path / "grid.png")
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=landscape(A4))
    canvas.drawImage(str(tmp_path / "grid.png"), 0, 0, *landscape(A4))
    text = canvas.beginText(105, landscape(A4)[1] - 120)
    text.setTextRenderMode(3)
    text.textLine("upper left")
    canvas.drawText(text)
    canvas.save()
    cells = second_reading(tmp_path / "scan.pdf")
    assert len(cells) == 3
    assert cells[0].text.strip() == "upper left"
    assert max(abs(a - b) for a, b in zip(cells[0].bbox, (100, 100, 300, 140), strict=True)) < 3


def draw_cells(pdf: Path, *texts: tuple[float, float, str, str]) -> None:
    """Draw a row of two cells, and texts, each at a place and in a font."""
    canvas = Canvas(str(pdf), pagesize=landscape(A4))
    for x in (100, 200, 300):
        canvas.line(x, 400, x, 450)
    for y in (400, 450):
        canvas.line(100, y, 300, y)
    for x, y, font, text in texts:
        canvas.setFont(font, 10)
        canvas.drawString(x, y, text)
    canvas.save()


def test_a_word_that_runs_over_a_wall_stays_in_its_cell(tmp_path: Path) -> None:
    draw_cells(
        tmp_path / "wide.pdf",
        (105, 430, "Helvetica", "plans for all the municipalities"),
        (245, 415, "Helvetica", "60"),
    )
    left, right = (cell.text.split() for cell in second_reading(tmp_path / "wide.pdf"))
    assert left == ["plans", "for", "all", "the"]
    assert right == ["municipalities", "60"]


def test_texts_of_two_cells_that_touch_stay_apart(tmp_path: Path) -> None:
    draw_cells(
        tmp_path / "tight.pdf", (177.4, 430, "Helvetica", "1234"), (200.6, 430, "Helvetica", "to")
    )
    assert [cell.text.strip() for cell in second_reading(tmp_path / "tight.pdf")] == ["1234", "to"]


def test_a_bullet_of_another_font_begins_its_line(tmp_path: Path) -> None:
    draw_cells(
        tmp_path / "list.pdf",
        (104, 428.5, "Symbol", "\u2022"),
        (114, 430, "Helvetica", "Hold a forum"),
        (114, 418, "Helvetica", "with schools"),
    )
    listed = second_reading(tmp_path / "list.pdf")[0]
    assert listed.text.split() == ["\u2022", "Hold", "a", "forum", "with", "schools"]


def test_a_piece_of_a_justified_line_keeps_its_place_with_its_bullet(tmp_path: Path) -> None:
    draw_cells(
        tmp_path / "justified.pdf",
        (104, 427, "Symbol", "\u2022"),
        (108, 430, "Helvetica", "Hold"),
        (150, 430, "Helvetica", "a forum"),
        (114, 418, "Helvetica", "with schools"),
    )
    listed = second_reading(tmp_path / "justified.pdf")[0]
    assert "".join(listed.text.split()) == "\u2022Holdaforumwithschools"


def test_a_page_without_rules_has_one_reading() -> None:
    assert second_reading(PLAN) == ()
    alone = first_cell((0, 0, 10, 10), "a")
    assert compare_readings([alone], ()) == (alone,)


def test_the_readings_agree_on_a_page_of_the_plan() -> None:
    cells = second_reading(PLAN, 7)
    with pdfplumber.open(PLAN) as document:
        page = document.pages[6]
        (table,) = page.find_tables()
        first = [
            first_cell(box, *page.crop(box).extract_text().splitlines()) for box in table.cells
        ]
    judged = compare_readings(first, cells)
    assert len(judged) == len(cells) > 10
    assert all(one.readings_agree for one in judged)


ONE = first_cell((0, 0, 100, 20), "one of", "two lines")
TWO = first_cell((0, 20, 100, 40), "two")


def reasons(cells: list[SecondCell], witness: str = "") -> list[tuple[str, str] | None]:
    judged = compare_readings([ONE, TWO], cells, lambda _: witness)
    return [
        (f.other_reading.differs_in, f.other_reading.chosen_because) if f.other_reading else None
        for f in judged
    ]


def test_the_same_cells_agree() -> None:
    cells = [SecondCell((0.5, 1, 99, 21), "one of \ntwo lines\n"), SecondCell(TWO.bbox, "two")]
    assert [f.readings_agree for f in compare_readings([ONE, TWO], cells)] == [True, True]


def test_different_text_is_compared_with_a_third_reading() -> None:
    cells = [SecondCell(ONE.bbox, "one of two"), SecondCell(TWO.bbox, "two")]
    first, second = reasons(cells, "one of two lines")
    assert first == ("text", "pdfplumber: pypdfium2 also reads its 13 glyphs in the box")
    assert second is None
    first, _ = reasons(cells, "one of two")
    assert first is not None
    assert "pypdfium2 reads what camelot reads" in first[1]


def test_different_order_and_different_spaces_are_distinguished() -> None:
    first, second = reasons(
        [SecondCell(ONE.bbox, "two lines one of"), SecondCell(TWO.bbox, "t wo")], "t wo"
    )
    assert first == ("text", "pdfplumber: the same glyphs, in another order")
    assert second == (
        "text",
        "pdfplumber: the same glyphs in the same order, only the spaces differ; "
        "pypdfium2 separates the words as camelot does",
    )


def test_spaces_inside_words_of_one_reader_alone_are_ignored() -> None:
    first, second = reasons(
        [SecondCell(ONE.bbox, "one of two li nes"), SecondCell(TWO.bbox, "t wo")], "two"
    )
    assert (first, second) == (None, None)


def causes(cells: list[SecondCell]) -> list[str | None]:
    judged = compare_readings([ONE, TWO], cells)
    return [f.other_reading.cause if f.other_reading else None for f in judged]


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("one of two line", "s two", ["neighbour", "neighbour"]),
        ("two lines one of", "two", ["order", None]),
        ("one of two", "two", ["lacking", None]),
        ("one of two lines at last", "two", ["added", None]),
        ("one of ten lines", "two", ["letters", None]),
    ],
)
def test_a_difference_has_its_cause(upper: str, lower: str, expected: list[str | None]) -> None:
    assert causes([SecondCell(ONE.bbox, upper), SecondCell(TWO.bbox, lower)]) == expected


def test_different_rules_and_missing_cells_are_separate_causes() -> None:
    assert causes([SecondCell((0, 0, 100, 40), "one of two lines two")]) == ["rule", "rule"]
    assert causes([SecondCell(ONE.bbox, "one of two lines")]) == [None, "cell"]


def test_a_cell_that_spans_two_of_the_first_reading() -> None:
    first, second = reasons([SecondCell((0, 0, 100, 40), "one of two lines two")])
    assert first is not None
    assert second is not None
    assert (first[0], second[0]) == ("span", "span")
    assert first[1] == "pdfplumber: 3 of its 4 edges continue in other cells, 3 of camelot's"


JOINED = (
    (SecondCell((0, 0, 100, 20), "Mar 2011\nHold a forum"), SecondCell((0, 20, 50, 40), "Apr")),
    (SecondCell((0, 0, 100, 20), "Mar 2011"), SecondCell((0, 20, 50, 40), "Apr")),
    (SecondCell((0, 0, 100, 20), "Mar 2012\nHold a forum"), SecondCell((0, 20, 50, 40), "Apr")),
    (SecondCell((0, 0, 100, 20), "Mar 2011\nHold a forum"), SecondCell((0, 20, 100, 40), "Apr")),
)


@pytest.mark.parametrize(
    ("cells", "right", "agree"),
    [
        (JOINED[0], "Hold a forum", True),
        (JOINED[1], "", False),  # the text may be that of a merged cell
        (JOINED[2], "Hold a forum", False),
        (JOINED[3], "Hold a forum", False),  # the other reader has this wall nowhere
    ],
)
def test_cells_side_by_side_that_the_second_reader_joins_in_one_row(
    cells: tuple[SecondCell, ...], right: str, agree: bool
) -> None:
    ours = [
        first_cell((0, 0, 50, 20), "Mar 2011"),
        first_cell((50, 0, 100, 20), *filter(None, [right])),
    ]
    below = first_cell((0, 20, 50, 40), "Apr")
    found = compare_readings([*ours, below], cells)
    assert [one.readings_agree for one in found[:2]] == [agree, agree]


def test_a_heading_between_two_tables_of_the_second_reader_has_one_reading() -> None:
    heading = first_cell((0, 20, 100, 40), "Priority 2")
    rows = [first_cell((0, 0, 100, 20), "done"), first_cell((0, 40, 100, 60), "planned")]
    tables = [SecondCell((0, 0, 100, 20.3), "done"), SecondCell((0, 40, 100, 60), "planned")]
    found = compare_readings([rows[0], heading, rows[1]], tables)
    assert [one.readings_agree for one in found] == [True, None, True]
    # A text beside it makes it a row, which the second reader lacks.
    half = replace(heading, bbox=(0, 20, 50, 40))
    other = first_cell((50, 20, 100, 40), "later")
    found = compare_readings([rows[0], half, other, rows[1]], tables)
    assert [one.readings_agree for one in found] == [True, False, False, True]


def test_a_cell_that_the_second_reading_does_not_have() -> None:
    first, second = reasons([SecondCell(ONE.bbox, "one of two lines")])
    assert first is None
    assert second is not None
    assert second[0] == "missing"


def test_a_replaced_file_is_read_again(tmp_path: Path) -> None:
    pdf = tmp_path / "same-name.pdf"
    read = []
    for rows in (2, 5):
        pdf.write_bytes(grid(rows=rows))
        (table,) = read_document(pdf).tables
        read.append(len(table.rows) + len(table.header))
    assert read == [2, 5]


def test_a_glyph_with_no_code_point_has_no_other_text() -> None:
    """Its code is the number that its font gives it: `cid 10`."""
    reading = PageReading(1, 320, 400, 0, (), (), (), replaced=(("cid 10", "\ufffd", 3),))
    opened = SimpleNamespace(second=SimpleNamespace(read=lambda *_: ()))
    assert (
        page_worker._with_second_reading(reading, cast("Any", opened), cast("Any", None), []).note
        == ""
    )
