"""What the second reader does with words over walls, marks before lines, and hidden glyphs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import MisleadingGlyph, PageReading
from extract.model import Bbox
from extract.page.odd_glyphs import lines_with_misleading_glyphs, unknown_glyphs
from extract.page.second_reading import SecondReader
from tests.extract.page_parts import make_line

HEIGHT = 200.0
WALL = 150.0


def texts(
    folder: Path,
    draw: Callable[[Canvas], object],
    hidden: tuple[tuple[str, Bbox], ...] = (),
) -> list[str]:
    """Return the texts of the cells of two rows of two columns, 50 points from the top."""
    canvas = Canvas(str(folder / "a.pdf"), pagesize=(300, HEIGHT))
    for top in (50, 100, 150):
        canvas.line(50, HEIGHT - top, 250, HEIGHT - top)
    for x in (50, WALL, 250):
        canvas.line(x, HEIGHT - 50, x, HEIGHT - 150)
    canvas.setFont("Courier", 10)  # each letter is 6 points wide
    draw(canvas)
    canvas.save()
    with SecondReader(folder / "a.pdf") as reader:
        return [" ".join(cell.text.split()) for cell in reader.read(1, hidden)]


@pytest.mark.parametrize(
    ("gap", "first", "second"),
    [
        (0.0, "Workshops", ""),
        (0.5, "Workshops", ""),
        (0.75, "Works", "hops"),  # two texts beside each other
        (-0.5, "Workshops", ""),
        (-0.75, "Works", "hops"),  # a text that runs into the next one
    ],
)
def test_a_word_is_of_the_cell_that_holds_its_middle(
    gap: float, first: str, second: str, tmp_path: Path
) -> None:
    """Its letters follow each other with at most a twentieth of the type size between them."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(WALL - 29, 125, "Works")
        canvas.drawString(WALL + 1 + gap, 125, "hops")
        canvas.drawString(60, 75, "Text")

    assert texts(tmp_path, draw)[:2] == [first, second]


@pytest.mark.parametrize(("rise", "found"), [(0.0, "o First line"), (3.0, "o First line")])
def test_a_mark_stands_on_the_line_that_it_begins(rise: float, found: str, tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(70, 125, "First line")
        canvas.drawString(70, 113, "goes on")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 125 - rise, "o")

    assert texts(tmp_path, draw)[0].startswith(found)


@pytest.mark.parametrize(
    ("dx", "dy", "text"),
    [(0.0, 0.0, "yz"), (0.5, 0.0, "yz"), (0.75, 0.0, "xyz"), (0.0, 1.0, "xyz")],
)
def test_hidden_glyphs_are_left_out_by_their_place(
    dx: float, dy: float, text: str, tmp_path: Path
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 125, "xyz")

    assert texts(tmp_path, draw)[0] == "xyz"
    first = _first_letter(tmp_path / "a.pdf")
    moved = (first[0] + dx, first[1] + dy, first[2] + dx, first[3] + dy)
    assert texts(tmp_path, draw, (("x", moved),))[0] == text
    assert texts(tmp_path, draw, (("q", first),))[0] == "xyz"


def _first_letter(pdf: Path) -> Bbox:
    with pdfplumber.open(pdf) as document:
        char = document.pages[0].chars[0]
    return (char["x0"], char["top"], char["x1"], char["bottom"])


def reading(*boxes: Bbox) -> PageReading:
    """Make a page with a line from 10 to 30 across and from 94 to 102 down."""
    glyphs = tuple(MisleadingGlyph("a", "b", box) for box in boxes)
    line = make_line("plans", 10.0, 100.0)
    return PageReading(1, 300.0, 300.0, 0, (), (line,), (), misleading=glyphs)


@pytest.mark.parametrize(
    ("box", "is_told"),
    [
        ((12.0, 95.0, 16.0, 101.0), True),
        ((30.0, 95.0, 34.0, 101.0), False),
        ((29.0, 95.0, 34.0, 101.0), True),
        ((12.0, 102.0, 16.0, 110.0), False),
    ],
)
def test_a_line_with_a_glyph_that_looks_like_another_is_told(box: Bbox, *, is_told: bool) -> None:
    found = list(lines_with_misleading_glyphs(reading(box)))
    assert [one.text for one in found] == (["plans"] if is_told else [])
    assert all("“a” looks like “b”" in one.because for one in found)
    assert list(lines_with_misleading_glyphs(reading())) == []
    assert list(unknown_glyphs(reading(box))) == []
