"""Lines in pictures, such as scans that have a text layer on top."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import Glyph, Rule, Rules
from extract.pdf.rules import add_lines
from extract.ruling.pictures import detect_lines, letters_for_lines, may_hold_rules, picture_dpi
from extract.ruling.thresholds import RULING
from extract.stage import read_document
from tests.generators.compare import compare_printed
from tests.generators.variants import set_plan

SLOW_SEEDS = (1, 2, 3)


def page_of(width: float, *, glyphs: int, at: float = 50.0) -> Any:
    """Return a page 200 points wide with a picture at its left, and glyphs."""
    picture = {"x0": 0.0, "top": 0.0, "x1": width, "bottom": 100.0}
    glyph = {"x0": at - 2, "x1": at + 2, "top": 40.0, "bottom": 60.0}
    return SimpleNamespace(width=200, height=200, images=[picture], chars=[glyph] * glyphs)


@pytest.mark.parametrize(
    ("width", "glyphs", "at", "may_hold"),
    [
        (100.0, 40, 50.0, True),
        (99.0, 40, 50.0, False),  # less than a quarter of the page
        (100.0, 39, 50.0, False),
        (100.0, 40, 100.0, True),
        (100.0, 40, 0.0, True),
        (100.0, 40, 100.5, False),  # the glyphs are beside it
    ],
)
def test_a_large_picture_under_text_may_hold_the_lines_of_a_table(
    width: float, glyphs: int, at: float, *, may_hold: bool
) -> None:
    assert may_hold_rules(page_of(width, glyphs=glyphs, at=at)) == may_hold


def as_scan(pdf: Path, scan: Path) -> None:
    """Turn each page into a picture with its words as invisible text on top, as scanners do."""
    pictures = pypdfium2.PdfDocument(pdf)
    canvas = Canvas(str(scan))
    with pdfplumber.open(pdf) as document:
        for number, page in enumerate(document.pages):
            width, height = float(page.width), float(page.height)
            canvas.setPageSize((width, height))
            picture = pictures[number].render(scale=200 / 72, grayscale=True).to_pil()
            canvas.drawImage(ImageReader(picture), 0, 0, width, height)
            for word in page.extract_words(extra_attrs=["size", "fontname"]):
                text = canvas.beginText(word["x0"], height - word["bottom"] + 0.21 * word["size"])
                text.setTextRenderMode(3)
                face = "Helvetica-Bold" if "Bold" in word["fontname"] else "Helvetica"
                text.setFont(face, word["size"])
                text.textOut(word["text"])
                canvas.drawText(text)
            canvas.showPage()
    canvas.save()


def check(seed: int, folder: Path) -> None:
    printed = set_plan("portrait", seed, folder / "plan.pdf", quick=True)
    as_scan(folder / "plan.pdf", folder / "scan.pdf")
    document = read_document(folder / "scan.pdf")
    compared = compare_printed(printed, document)
    assert compared.ok, str(compared)
    assert {(ledger.lost, ledger.doubled) for ledger in document.ledger} == {(0, 0)}


def test_a_scan_with_a_text_layer_has_its_cells(tmp_path: Path) -> None:
    check(0, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SLOW_SEEDS)
def test_scans_with_a_text_layer_have_their_cells(seed: int, tmp_path: Path) -> None:
    check(seed, tmp_path)


def test_thin_pictures_are_lines_unless_they_are_strips_of_one() -> None:
    across: list[Rule] = []
    down: list[Rule] = []
    strips = [(300.0, 2.0 * at, 500.0, 2.0 * at + 2.0) for at in range(5)]
    add_lines([(10, 50, 200, 51), (10, 50, 10.5, 90), (10, 60, 12, 62), *strips], across, down)
    assert across == [Rule(50.5, 10, 200)]
    assert down == [Rule(10.25, 50, 90)]


def test_a_photograph_under_text_makes_no_table(tmp_path: Path) -> None:
    import numpy as np
    from PIL import Image

    noise = np.random.default_rng(1).integers(0, 255, (600, 400)).astype("uint8")
    canvas = Canvas(str(tmp_path / "cover.pdf"), pagesize=(400, 600))
    canvas.drawImage(ImageReader(Image.fromarray(noise)), 0, 0, 400, 600)
    for line in range(6):
        canvas.drawString(60, 400 - 20 * line, "Words printed over a photograph")
    canvas.save()
    document = read_document(tmp_path / "cover.pdf")
    assert document.tables == ()
    assert len(document.blocks) > 0


@pytest.mark.parametrize("size", [(595, 842), (1191, 1684), (2087, 2087), (14_400, 14_400)])
def test_a_poster_is_drawn_at_a_lower_resolution(size: tuple[int, int]) -> None:
    dpi = picture_dpi(size, 300)
    assert dpi**2 * size[0] * size[1] / 72**2 <= RULING.max_dots
    assert (dpi == 300) == (max(size) < 2000)


@pytest.mark.parametrize(
    ("text", "x0", "top", "is_line"),
    [
        ("|", 99.0, 60.0, True),
        ("|", 95.0, 60.0, True),  # its right edge is 3 points before the line
        ("|", 94.9, 60.0, False),
        ("|", 103.1, 60.0, False),
        ("|", 99.0, 200.0, False),  # below the line
        ("|", 99.0, 146.0, True),  # its middle is at the end of the line
        ("|", 99.0, 146.5, False),
        ("|", 99.0, 46.0, True),
        ("|", 99.0, 45.5, False),
        ("l", 99.0, 60.0, False),
    ],
)
def test_bars_on_upright_lines_of_a_picture_are_these_lines(
    text: str, x0: float, top: float, *, is_line: bool
) -> None:
    glyph = Glyph(
        7, text, x0, top, x0 + 2.0, top + 8, top + 7, 8, bold=False, italic=False, color=(0.0,)
    )
    rules = Rules((), (Rule(100.0, 50.0, 150.0),), ())
    assert letters_for_lines([glyph], rules) == ({7} if is_line else set())


@pytest.mark.parametrize(
    ("top", "may_hold"), [(90.0, True), (90.5, False), (-10.0, True), (-10.5, False)]
)
def test_a_glyph_on_the_edge_of_a_picture_is_on_it(top: float, *, may_hold: bool) -> None:
    page = page_of(100.0, glyphs=40)
    page.chars = [{**glyph, "top": top, "bottom": top + 20} for glyph in page.chars]
    assert may_hold_rules(page) == may_hold


def lines_in(*strokes: tuple[int, int, int, int]) -> tuple[list[Rule], list[Rule]]:
    """Find the lines of a picture of black strokes, at a dot a point."""
    import numpy as np

    image = np.full((300, 300), 255, np.uint8)
    for x0, top, x1, bottom in strokes:
        image[top:bottom, x0:x1] = 0
    rules, _ = detect_lines(image, 72)
    return list(rules.horizontal), list(rules.vertical)


def test_a_long_stroke_of_a_picture_is_a_line() -> None:
    assert lines_in((50, 100, 74, 102)) == ([Rule(101.0, 50.0, 74.0)], [])
    assert lines_in((50, 100, 73, 102)) == ([], [])
    assert lines_in((100, 50, 102, 74)) == ([], [Rule(101.0, 50.0, 74.0)])
    assert lines_in((100, 50, 102, 73)) == ([], [])


@pytest.mark.parametrize(
    ("stroke", "is_line"),
    [
        ((99, 102, 101, 115), True),
        ((99, 104, 101, 114), True),
        ((99, 105, 101, 114), False),  # it ends apart from the upper line
        ((99, 104, 101, 113), False),
        ((46, 102, 48, 115), True),  # three points before the lines begin
        ((45, 102, 47, 115), False),
        ((252, 102, 254, 115), True),
        ((253, 102, 255, 115), False),
    ],
)
def test_a_short_stroke_is_a_line_if_it_joins_two_lines(
    stroke: tuple[int, int, int, int], *, is_line: bool
) -> None:
    strokes = [(50, 100, 250, 102), (50, 116, 250, 118), stroke]
    across, down = lines_in(*strokes)
    assert ([rule.at for rule in across], len(down)) == ([101.0, 117.0], is_line)
    across, down = lines_in(*((top, x0, bottom, x1) for x0, top, x1, bottom in strokes))
    assert ([rule.at for rule in down], len(across)) == ([101.0, 117.0], is_line)
