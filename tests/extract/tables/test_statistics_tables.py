"""Tables of statistics as offices set them: rows drawn as one string, headings, spot inks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.colors import CMYKColorSep
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import PageTable
from extract.page.page import read_page
from extract.pdf.page_reader import PageReader

SIZE = 9.0
LEFT, RIGHTS = 50.0, (230.0, 310.0, 390.0, 470.0)
REGIONS = (
    ("North Marsh", "12,410", "9,003", "3,407", "1.4"),
    ("Hill", "8,120", "6,240", "1,880", "0.2"),
    ("South Marsh", "31,700", "28,150", "3,550", "-2.6"),
    ("Coast", "4,266", "4,001", "265", "10.0"),
    ("Old Harbour Town", "920", "700", "220", "7.7"),
)
LABELS = ("Region", "People", "Homes", "Flats", "Change")
YEARS = ("Region", "2018", "2019", "2020", "Change")


def tables_on(path: Path, draw: Callable[[Canvas], None]) -> list[PageTable]:
    canvas = Canvas(str(path), pagesize=(595, 842), pageCompression=0)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return list(read_page(PageReader(path).page(1)).tables)


def grid(table: PageTable) -> list[list[str]]:
    """Return the texts of the rows, cell by cell; merged cells once."""
    rows: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(cell.text)
    return rows


def as_one_string(canvas: Canvas, y: float, texts: Sequence[str]) -> None:
    """Draw a row as one string: a space after the key, and only offsets between the figures."""
    parts, at = [], LEFT
    for number, (text, right) in enumerate(zip(texts, (LEFT, *RIGHTS), strict=True)):
        width = stringWidth(text, "Helvetica", SIZE)
        x = LEFT if number == 0 else right - width
        if number:
            parts.append(f"{-(x - at) * 1000 / SIZE:.0f}")
        shown = f"{text} " if number == 0 else text
        at = x + stringWidth(shown, "Helvetica", SIZE)
        parts.append(f"({shown})")
    canvas._code.append(f"BT /F1 {SIZE} Tf 1 0 0 1 {LEFT} {y} Tm [{' '.join(parts)}] TJ ET")


def as_texts(canvas: Canvas, y: float, texts: Sequence[str], *, indent: float = 0.0) -> None:
    canvas.drawString(LEFT + indent, y, texts[0])
    for text, right in zip(texts[1:], RIGHTS, strict=True):
        canvas.drawRightString(right, y, text)


def test_rows_drawn_as_one_string_have_columns(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        canvas.drawString(LEFT, 720, "The regions differ, as the table of the survey shows below.")
        for number, texts in enumerate((YEARS, *REGIONS)):
            as_one_string(canvas, 690 - 11 * number, texts)

    (table,) = tables_on(tmp_path / "strings.pdf", draw)
    assert grid(table) == [list(YEARS), *map(list, REGIONS)]


def test_headings_between_rows_of_figures_and_a_caption_are_no_columns(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        canvas.drawString(LEFT, 732, "Table B-3.")
        canvas.drawString(LEFT + 60, 732, "People and homes of the regions, by year of the survey")
        canvas.drawString(LEFT + 60, 721, "and the change between the first and the last of them")
        as_texts(canvas, 702, YEARS)
        as_texts(canvas, 685, ("Enrolment", "12,410", "9,003", "3,407", "1.4"))
        canvas.drawCentredString(350, 668, "Difference between actual and expected enrolment")
        as_texts(canvas, 657, ("First edition", "0.7", "1.1", "1.4", "1.8"))
        as_texts(canvas, 646, ("Second edition", "#", "0.7", "0.8", "1.1"))
        as_texts(canvas, 635, ("Third edition", "#", "#", "-0.1", "-0.2"))
        canvas.drawCentredString(350, 618, "Mean of all differences")
        as_texts(canvas, 607, ("Example", "0.2", "0.5", "0.7", "1.3"))

    (table,) = tables_on(tmp_path / "headings.pdf", draw)
    rows = grid(table)
    assert rows[0] == list(YEARS)
    assert ["Third edition", "#", "#", "-0.1", "-0.2"] in rows
    assert ["Difference between actual and expected enrolment"] in rows
    assert table.column_count == 5


def test_a_heading_of_the_first_rows_does_not_cut_the_labels_off(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        as_texts(canvas, 720, LABELS)
        canvas.setFont("Helvetica-Bold", SIZE)
        canvas.drawString(LEFT, 706, "Measured")
        canvas.setFont("Helvetica", SIZE)
        for number, texts in enumerate(REGIONS):
            as_texts(canvas, 695 - 11 * number, texts)

    (table,) = tables_on(tmp_path / "first.pdf", draw)
    assert grid(table)[0] == list(LABELS)


def test_underlined_labels_and_totals_are_one_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        as_texts(canvas, 720, YEARS)
        for number, texts in enumerate(REGIONS):
            as_texts(canvas, 706 - 11 * number, texts)
        as_texts(canvas, 651, ("All regions (rounded)", "57,400", "48,000", "9,300", "1"), indent=8)
        for y in (718, 660):
            for right in RIGHTS:
                canvas.line(right - 25, y, right, y)

    (table,) = tables_on(tmp_path / "underlined.pdf", draw)
    assert grid(table)[0] == list(YEARS)
    assert grid(table)[-1] == ["All regions (rounded)", "57,400", "48,000", "9,300", "1"]


@pytest.mark.parametrize("tint", [1.0, 0.6])
def test_lines_in_a_spot_colour_are_seen(tmp_path: Path, tint: float) -> None:
    ink = CMYKColorSep(1.0, 0.6, 0.0, 0.2, spotName="HOUSE BLUE", density=tint)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        canvas.setStrokeColor(ink)
        canvas.setFillColor(ink)
        for number, (key, text) in enumerate([("Aim", "Fewer floods"), ("Lead", "Water board")]):
            canvas.drawString(LEFT + 4, 712 - 30 * number, key)
            canvas.drawString(LEFT + 104, 712 - 30 * number, text)
        canvas.grid([LEFT, LEFT + 100, LEFT + 400], [670, 700, 730])

    (table,) = tables_on(tmp_path / "ink.pdf", draw)
    assert grid(table) == [["Aim", "Fewer floods"], ["Lead", "Water board"]]


def test_paper_without_ink_is_no_line(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        canvas.setStrokeColor(CMYKColorSep(1.0, 0.6, 0.0, 0.2, spotName="HOUSE BLUE", density=0))
        canvas.drawString(LEFT + 4, 712, "Aim")
        canvas.drawString(LEFT + 104, 682, "Water board")
        canvas.grid([LEFT, LEFT + 100, LEFT + 400], [670, 700, 730])

    assert tables_on(tmp_path / "paper.pdf", draw) == []


def test_a_frame_with_a_heading_and_labels_in_a_row_of_boxes_are_no_tables(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        canvas.grid([LEFT, 540], [400, 730, 750])
        canvas.drawString(LEFT + 6, 736, "Water and land")
        for number in range(20):
            text = "The region keeps its rivers clean and its land in good order, as agreed before."
            canvas.drawString(LEFT + 6, 715 - 14 * number, text)
        canvas.grid([100, 200, 300], [300, 320])
        canvas.drawString(106, 306, "Adapts")
        canvas.drawString(206, 306, "Protects")

    assert tables_on(tmp_path / "frames.pdf", draw) == []


def test_a_narrow_table_below_a_wide_one_is_a_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        for number, texts in enumerate((LABELS, *REGIONS)):
            as_texts(canvas, 720 - 12 * number, texts)
        for y in (732, 716, 656):
            canvas.line(LEFT - 2, y, 472, y)
        rows = [("Format", "Items", "Share"), ("Choice", "74", "55"), ("Answer", "61", "45")]
        for number, texts in enumerate(rows):
            for text, x in zip(texts, (130, 260, 320), strict=True):
                canvas.drawString(x, 500 - 13 * number, text)
        for y in (512, 496, 469):
            canvas.line(126, y, 350, y)

    wide, narrow = tables_on(tmp_path / "narrow.pdf", draw)
    assert (wide.column_count, narrow.column_count) == (5, 3)
    assert grid(narrow)[1:] == [["Choice", "74", "55"], ["Answer", "61", "45"]]


def test_prose_between_two_lines_is_no_part_of_the_table_below(tmp_path: Path) -> None:
    prose = "The regions are as they were when the survey was made, and they keep their old names "
    prose += "in all tables"

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        canvas.drawString(LEFT, 745, "Appendix")
        canvas.drawRightString(472, 745, "Glossary")
        canvas.drawString(LEFT, 722, "Degree at the time")
        canvas.drawRightString(472, 722, "DGTIME")
        for number in range(9):
            canvas.drawString(LEFT, 708 - 12 * number, prose)
        for number, texts in enumerate((LABELS, *REGIONS)):
            as_texts(canvas, 580 - 12 * number, texts)
        for y in (740, 592, 576, 516):
            canvas.line(LEFT - 2, y, 474, y)

    (table,) = tables_on(tmp_path / "glossary.pdf", draw)
    assert grid(table) == [list(LABELS), *map(list, REGIONS)]


def test_prose_in_the_other_column_of_the_page_is_no_column(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        for number in range(12):
            y = 700 - 12 * number
            canvas.drawString(330, y, "the rivers of the region are kept clean as agreed")
            row = (f"Place {number}", str(310 + 17 * number), str(91 + number), f"{number}.5")
            canvas.drawString(LEFT, y, row[0])
            for text, right in zip(row[1:], (170, 230, 290), strict=True):
                canvas.drawRightString(right, y, text)

    (table,) = tables_on(tmp_path / "beside.pdf", draw)
    assert (table.row_count, table.column_count) == (12, 4)
    assert grid(table)[3] == ["Place 3", "361", "94", "3.5"]


def test_bars_with_outlines_are_no_rows(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        canvas.line(100, 400, 100, 560)
        canvas.line(100, 400, 400, 400)
        for bar, (low, high) in enumerate([(48, 98), (34, 103), (18, 116), (5, 125)]):
            x = 120 + 70 * bar
            for bottom, top, grey in ((0, low, 0.6), (low, low + 20, 0.9), (low + 20, high, 0.3)):
                canvas.setFillGray(grey)
                canvas.rect(x, 400 + bottom, 28, top - bottom, stroke=1, fill=1)
                canvas.setFillGray(0 if grey > 0.5 else 1)
                canvas.drawCentredString(x + 14, 396 + (bottom + top) / 2, str(top - bottom))
            canvas.setFillGray(0)
            canvas.drawCentredString(x + 14, 385, f"Kind {bar}")
        for at in range(5):
            canvas.drawRightString(95, 398 + 36 * at, str(25 * at))

    assert tables_on(tmp_path / "bars.pdf", draw) == []


@pytest.mark.parametrize("heights", [(), (731, 717, 640)])
def test_bold_headings_of_groups_of_rows_are_no_part_of_the_texts_above(
    tmp_path: Path, heights: tuple[int, ...]
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        as_texts(canvas, 720, YEARS)
        for top, heading, rows in ((709, "Urban", REGIONS[:3]), (665, "Rural", REGIONS[3:])):
            canvas.setFont("Helvetica-Bold", SIZE)
            canvas.drawString(LEFT, top, heading)
            canvas.setFont("Helvetica", SIZE)
            for number, texts in enumerate(rows, start=1):
                as_texts(canvas, top - 11 * number, texts)
        for y in heights:
            canvas.line(LEFT - 2, y, 472, y)

    (table,) = tables_on(tmp_path / "groups.pdf", draw)
    rows = [list(one) for one in REGIONS]
    assert grid(table) == [list(YEARS), ["Urban"], *rows[:3], ["Rural"], *rows[3:]]


def test_lines_that_fill_all_columns_are_rows(tmp_path: Path) -> None:
    rows = [
        ("Lowest", "$9,594 or less", "$22,400 or less", "$34,000 or less"),
        ("Lower middle", "$9,595-$17,992", "$22,401-$29,992", "$34,001-$48,000"),
        ("Upper middle", "$17,993-$25,771", "$29,993-$40,888", "$48,001-$66,900"),
        ("Highest", "Greater than $25,771", "Greater than $40,888", "Greater than $66,900"),
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        for x, label in zip((185, 293, 419), ("1994", "1997", "2003"), strict=True):
            canvas.drawString(x, 492, label)
        for number, texts in enumerate(rows):
            for x, text in zip((77, 185, 293, 419), texts, strict=True):
                canvas.drawString(x, 470 - 11.8 * number, text)
        for y in (502, 489, 430):
            canvas.line(72, y, 540, y)

    (table,) = tables_on(tmp_path / "filled.pdf", draw)
    assert grid(table)[1:] == [list(one) for one in rows]


def test_slices_of_a_pie_are_no_shades_and_round_cells_are(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "pie.pdf"), pagesize=(595, 842))
    for start, extent in ((0, 90), (90, 60), (180, 90), (150, 30)):
        canvas.wedge(200, 500, 400, 700, start, extent, stroke=0, fill=1)
    for x in (50, 150):
        canvas.roundRect(x, 300, 90, 24, 12, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    rules = read_page(PageReader(tmp_path / "pie.pdf").page(1)).rules
    assert rules is not None
    assert sorted(round(fill.bbox[0]) for fill in rules.fills) == [50, 150]
    assert len(rules.curves) == 4


def test_keys_that_dots_lead_from_show_the_rows_between_two_rules(tmp_path: Path) -> None:
    rows = [
        ("Bailey Canyon", "Very low", "Low."),
        ("Pines Meadow and the camp that lies beside it", "Extirpated", "Low."),
        ("Cox Canyon", "Very low", "Very low."),
        ("Deerhead", "High", "Extirpated."),
    ]
    xs, ends = (50, 250, 350, 450), (244, 344)

    def led(canvas: Canvas, x: float, y: float, text: str, end: float) -> None:
        canvas.drawString(x, y, text)
        start = x + stringWidth(text, "Helvetica", SIZE) + 4
        dots = "." * int((end - start) / stringWidth(".", "Helvetica", SIZE))
        canvas.drawString(start, y, dots)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", SIZE)
        for x, label in zip(xs, ("Meadow", "Adults", "Condition"), strict=False):
            canvas.drawString(x + 3, 690, label)
        y = 670.0
        for key, value, last in rows:
            if key.startswith("Pines"):
                canvas.drawString(xs[0] + 3, y, "Pines Meadow and the camp")
                key, y = "  that lies beside it", y - 11
            led(canvas, xs[0] + 3, y, key, ends[0])
            led(canvas, xs[1] + 3, y, value, ends[1])
            canvas.drawString(xs[2] + 3, y, last)
            y -= 11
        for height in (702, 682, 612):
            canvas.line(xs[0], height, xs[-1], height)
        for x in xs[1:3]:
            canvas.line(x, 702, x, 612)

    (table,) = tables_on(tmp_path / "led.pdf", draw)
    found = [[text.rstrip(". ") for text in row] for row in grid(table)]
    assert found[1:] == [[key, value, last.rstrip(".")] for key, value, last in rows]
