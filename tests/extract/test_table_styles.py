"""Default table styles of programs: filled rows and headers, lines outside of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import Glyph
from extract.stage import read_document
from extract.text.words import words_from_glyphs

LABELS = ["Area", "Activity", "Output"]
HEIGHT, WIDTH = 20, 120
SUBJECTS = ["schools", "courts", "markets", "villages", "prisons", "harbours", "museums"]


def rows_of(page: int, count: int) -> list[list[str]]:
    picked = [SUBJECTS[(page * 3 + at) % len(SUBJECTS)] for at in range(count)]
    return [[f"Area {page}.{at}", f"Visit {own}", f"Report on {own}"]
            for at, own in enumerate(picked)]  # fmt: skip


def draw(path: Path, pages: list[list[list[str]]], *, stripes: bool, rules: bool) -> None:
    """Draw tables with a filled header on each page and filled or ruled rows below it."""
    canvas = Canvas(str(path), pagesize=(420, 300))
    for rows in pages:
        for number, cells in enumerate([LABELS, *rows]):
            y = 270 - HEIGHT * number
            for column, text in enumerate(cells):
                x = 30 + WIDTH * column
                shade = 0.3 if number == 0 else 0.95
                canvas.setFillGray(shade)
                if number == 0 or (stripes and number % 2):
                    canvas.rect(x, y - HEIGHT, WIDTH, HEIGHT, stroke=0, fill=1)
                if rules and number:
                    canvas.rect(x, y - HEIGHT, WIDTH, HEIGHT, stroke=1, fill=0)
                canvas.setFillGray(1.0 if number == 0 else 0.1)
                canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 8)
                canvas.drawString(x + 4, y - 13, text)
        canvas.showPage()
    canvas.save()


@pytest.mark.parametrize("stripes", [True, False])
def test_a_filled_header_and_the_rows_below_are_one_table_over_all_pages(
    tmp_path: Path, *, stripes: bool
) -> None:
    path = tmp_path / "plan.pdf"
    pages = [rows_of(page, count) for page, count in enumerate((3, 6, 5, 4))]
    draw(path, pages, stripes=stripes, rules=not stripes)
    (table,) = read_document(path).tables
    assert list(table.columns) == LABELS
    printed = [[cell.text for cell in row.cells] for row in table.rows]
    assert printed == [row for rows in pages for row in rows]


def test_lines_outside_of_the_page_make_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=(420, 200))
    canvas.setFont("Helvetica", 8)
    for number in range(7):
        y = 190 - 40 * number
        canvas.line(20, y, 400, y)
        if y > 40:
            canvas.drawString(24, y - 12, f"Area {number}")
            canvas.drawString(154, y - 12, f"Activity {number}")
    for x in (20, 150, 400):
        canvas.line(x, 190, x, -50)
    canvas.showPage()
    canvas.save()
    (table,) = read_document(path).tables
    rows = [*table.header, *table.rows]
    assert [row.cells[0].text for row in rows] == [f"Area {number}" for number in range(4)] + [""]
    assert all(f.bbox[3] <= 200 for row in rows for cell in row.cells for f in cell.fragments)


def glyph(text: str, x0: float, x1: float, index: int) -> Glyph:
    return Glyph(
        text=text, x0=x0, top=0, x1=x1, bottom=8, baseline=6, size=8, bold=False, italic=False,
        color=(0.0,), index=index,
    )  # fmt: skip


def test_a_space_under_the_next_letter_separates_no_words() -> None:
    kerned = [glyph("w", 0, 5.8, 0), glyph(" ", 5.7, 7.7, 1), glyph("a", 5.7, 9.2, 2)]
    assert [word.text for word in words_from_glyphs(kerned)] == ["wa"]
    apart = [glyph("w", 0, 5.8, 0), glyph(" ", 5.8, 7.8, 1), glyph("a", 7.8, 11.3, 2)]
    assert [word.text for word in words_from_glyphs(apart)] == ["w", "a"]


KEYED = ["wall", "wall and stripes", "filled keys"]
"""Styles of word processors: a line behind the keys below three rules, and in a frame with
stripes; keys on a fill beside stripes."""


def draw_keyed(path: Path, style: str) -> list[list[str]]:
    """Draw rows of two lines that nothing or a stripe parts, and return them."""
    canvas = Canvas(str(path), pagesize=(420, 300))
    rows = [[f"{at + 1}", f"Visit {own} and report", f"Minutes on {own}", f"Body of {own}"]
            for at, own in enumerate(SUBJECTS[:6])]  # fmt: skip
    xs, tops = (
        (30.0, 70.0, 190.0, 300.0, 400.0),
        [270.0, 250.0, *(222.0 - 28 * at for at in range(6))],
    )

    def fill(first: int, stop: int, row: int, shade: float) -> None:
        canvas.setFillGray(shade)
        x, y = xs[first], tops[row + 1]
        canvas.rect(x, y, xs[stop] - x, tops[row] - y, stroke=0, fill=1)

    for row in range(1, 7):
        if style == "filled keys":
            fill(0, 1, row, 0.6)
        if style in ("filled keys", "wall and stripes") and row % 2:
            fill(1, 4, row, 0.85)
    for row, cells in enumerate([["No.", *LABELS], *rows]):
        canvas.setFillGray(0.0)
        canvas.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 9)
        for column, text in enumerate(cells):
            head, _, tail = text.rpartition(" ") if row and column else (text, "", "")
            canvas.drawString(xs[column] + 4, tops[row] - 12, head or text)
            canvas.drawString(xs[column] + 4, tops[row] - 23, tail if head else "")
    for y in (tops[0], tops[1], tops[-1]):
        canvas.line(xs[0], y, xs[-1], y)
    if "wall" in style:
        canvas.line(xs[1], tops[0], xs[1], tops[-1])
    if style == "wall and stripes":
        canvas.rect(xs[0], tops[-1], xs[-1] - xs[0], tops[0] - tops[-1])
    canvas.save()
    return rows


@pytest.mark.parametrize("style", KEYED)
def test_lines_and_fills_of_the_keys_hide_no_rows_or_columns(style: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    rows = draw_keyed(path, style)
    (table,) = read_document(path).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == rows


STEPS = ["Call all towns", "Answer by May", "Print a list", "Hold the first course",
         "Hold the second course", "Ask the board", "Write a report", "Publish it"]  # fmt: skip
DEEP = {
    "numbered list": [(f"{at + 1}.", step) for at, step in enumerate(STEPS)],
    "labelled values": [(f"Item {at}:", step) for at, step in enumerate(STEPS)],
    "columns of prose": [("The office calls", "Towns may also"), ("all the towns and", "ask for"),
                         ("asks for their", "money for their"), ("plans. They", "own plans."),
                         ("answer by May and", "They write a"), ("name who comes.", "letter.")],
    "values only": [(step, "") for step in STEPS],
}  # fmt: skip


@pytest.mark.parametrize("texts", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("style", ["closed", "open", "open, first value filled", "wrapped key"])
def test_a_deep_value_of_a_drawn_form_stays_one_row(
    texts: list[tuple[str, str]], style: str, tmp_path: Path
) -> None:
    path = tmp_path / "form.pdf"
    canvas = Canvas(str(path), pagesize=(420, 300))
    foot = 240 - 14 * len(texts) - 8
    if style == "open, first value filled":
        canvas.setFillGray(0.8)
        canvas.rect(120, 260, 280, 20, stroke=0, fill=1)
        canvas.setFillGray(0.0)
    for y in (280, 260, 240, foot):
        canvas.line(30, y, 400, y)
    for x in (30, 120, 400) if style == "closed" else (120,):
        canvas.line(x, foot, x, 280)
    canvas.setFont("Helvetica", 9)
    keys = [("Task", 266), ("Lead", 246), ("Steps that", 226)]
    keys += [("are to", 212), ("be taken", 198)] if style == "wrapped key" else []
    for key, y in keys:
        canvas.drawString(34, y, key)
    canvas.drawString(124, 266, "Train all nurses of the region")
    canvas.drawString(124, 246, "Ministry of Health")
    for at, (first, second) in enumerate(texts):
        canvas.drawString(124, 226 - 14 * at, first)
        canvas.drawString(230, 226 - 14 * at, second)
    canvas.save()
    (table,) = read_document(path).tables
    rows = [*table.header, *table.rows]
    assert len(rows) == 3
    assert {cell.column for row in rows for cell in row.cells} == {0, 1}


@pytest.mark.parametrize("place", ["top", "middle", "foot"])
def test_fills_behind_the_texts_of_cells_are_those_of_their_rows(
    place: str, tmp_path: Path
) -> None:
    """As word processors draw them that fill the lines of a text, and not its cell."""
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=(420, 300))
    rows = [LABELS, *([f"{at}", f"Visit {own} and hear|what they report", f"Minutes on|{own}"]
                      for at, own in enumerate(SUBJECTS[:6]))]  # fmt: skip
    top = 280.0
    for row in rows:
        cells = [text.split("|") for text in row]
        most = max(map(len, cells))
        for x, width, lines in zip((30, 90, 260), (57, 167, 120), cells, strict=True):
            room = (most - len(lines)) * 11
            y = top - {"top": 0.0, "middle": room / 2, "foot": room}[place]
            canvas.setFillGray(0.8)
            canvas.rect(x, y - 11 * len(lines), width, 11 * len(lines), stroke=0, fill=1)
            canvas.setFillGray(0.0)
            canvas.setFont("Helvetica-Bold" if row is rows[0] else "Helvetica", 9)
            for at, line in enumerate(lines):
                canvas.drawString(x, y - 9 - 11 * at, line)
        top -= 11 * most + 12
    canvas.save()
    (table,) = read_document(path).tables
    printed = [[cell.text for cell in row.cells] for row in table.rows]
    assert printed == [[text.replace("|", " ") for text in row] for row in rows[1:]]


@pytest.mark.parametrize("is_open", [False, True])
@pytest.mark.parametrize("marks", ["1. 2. 3. 4. 5. 6.", "May June July Autumn Winter Spring", ""])
@pytest.mark.parametrize(
    "label", [("Steps",), ("Steps of", "the task", "and those", "who take", "each step")]
)
def test_a_list_in_the_last_value_of_a_form_is_one_cell(
    label: tuple[str, ...], marks: str, *, is_open: bool, tmp_path: Path
) -> None:
    path = tmp_path / "form.pdf"
    canvas = Canvas(str(path), pagesize=(420, 300))
    canvas.setFont("Helvetica", 9)
    signs = marks.split() or [""] * 6
    items = [f"{sign} {verb} all towns".strip() for sign, verb in zip(
        signs, ("Call", "Ask", "Visit", "Train", "Check", "Thank"), strict=True)]  # fmt: skip
    canvas.setFillGray(0.85)
    canvas.rect(120, 250, 270, 20, stroke=0, fill=1)
    canvas.setFillGray(0)
    for key, text, y in [("Task", "Visit all towns", 257), ("Lead", "Ministry of Health", 237)]:
        canvas.drawString(34, y, key)
        canvas.drawString(124, y, text)
    for at, text in enumerate(label):
        canvas.drawString(34, 217 - 18 * at, text)
    for at, item in enumerate(items):
        sign, _, rest = item.partition(" ") if marks else ("", "", item)
        canvas.drawString(124, 217 - 18 * at, sign)
        canvas.drawString(170 if marks else 124, 217 - 18 * at, rest)
    for y in (270, 250, 230, 120):
        canvas.line(30, y, 390, y)
    for x in (120,) if is_open else (30, 120, 390):
        canvas.line(x, 270, x, 120)
    canvas.save()
    (table,) = read_document(path).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Task", "Visit all towns"],
        ["Lead", "Ministry of Health"],
        [" ".join(label), " ".join(items)],
    ]


@pytest.mark.parametrize("wraps", [False, True])
@pytest.mark.parametrize("pitch", [14, 20])
def test_fills_of_keys_beside_two_rows_join_no_rows(
    pitch: int, tmp_path: Path, *, wraps: bool
) -> None:
    """Fills are behind the first of each two rows and behind their key; the second is white."""
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=(420, 300))
    canvas.setFont("Helvetica", 9)
    for at, own in enumerate(SUBJECTS[:5]):
        top = 280 - 2 * pitch * at
        canvas.setFillGray(0.8)
        canvas.rect(30, top - 2 * pitch, 99.6, 2 * pitch, stroke=0, fill=1)
        for x in (130, 230, 330):
            canvas.rect(x, top - pitch, 99.6 if x < 330 else 60, pitch, stroke=0, fill=1)
        canvas.setFillGray(0.0)
        canvas.drawString(34, top - 10, f"All {own}")
        canvas.drawString(34, top - 21, "of the country" if wraps else "")
        for line, kind in enumerate(["Baseline", "Target"]):
            for x, text in ((134, kind), (234, f"{at + line} of 900"), (334, "Survey")):
                canvas.drawString(x, top - 10 - pitch * line, text)
    canvas.save()
    rows = [row for table in read_document(path).tables for row in (*table.header, *table.rows)]
    texts = [cell.text for row in rows for cell in row.cells]
    assert not [text for text in texts if "Baseline" in text and "Target" in text]
