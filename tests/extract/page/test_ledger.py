"""Glyphs are counted by another tool, and each goes to one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extract.page.ledger import (
    count_page,
    letters,
    overprints,
    read_box,
    read_letters,
    tally_page_glyphs,
)
from extract.page.page_worker import read_and_cross_check

FONT = "Vera"
pdfmetrics.registerFont(TTFont(FONT, "Vera.ttf"))


def read_by_pdfplumber(pdf: Path, counts: Sequence[int] = ()) -> list[str]:
    """The letters of each page, text that is drawn twice once.

    As when pages are read, it counts twice on pages where pdfium counts it so.
    """
    pages = []
    with pdfplumber.open(pdf) as document:
        for page, counted in zip_longest(document.pages, counts):
            text = letters("".join(char["text"] for char in page.chars))
            if len(text) != counted:
                twice = overprints(page.chars)
                kept = [c["text"] for i, c in enumerate(page.chars) if i not in twice]
                text = letters("".join(kept))
            pages.append(text)
            page.flush_cache()
    return pages


def as_printed(text: str) -> list[str]:
    """Fold what a replacement text may say otherwise than the font (ISO 32000-1, 14.9.4).

    pdfium reports `ActualText`, pdfminer the font's own characters: small capitals and
    non-breaking hyphens differ.
    """
    return sorted(text.casefold().replace("\u2011", "-"))


def test_counts_match_on_real_plans(real_pdf: Path) -> None:
    """Page for page, the reader's glyphs are those that pdfium counts, letter for letter."""
    document = pypdfium2.PdfDocument(real_pdf)
    counted = [read_letters(document, number) for number in range(1, len(document) + 1)]
    seen = read_by_pdfplumber(real_pdf, [len(page) for page in counted])
    assert [as_printed(page) for page in counted] == [as_printed(page) for page in seen]


def bold(canvas: Canvas) -> None:
    canvas.drawString(20, 100, "bold text")
    canvas.drawString(20.3, 100, "bold text")
    canvas.drawString(20, 80, "hill illicit")


def shadow(canvas: Canvas) -> None:
    canvas.drawString(20, 100, "shadow")
    canvas.drawString(22, 98, "shadow")


def outside(canvas: Canvas) -> None:
    canvas.drawString(20, 100, "in")
    canvas.drawString(-200, 100, "left")
    canvas.drawString(20, 900, "above")


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(20, 100)
    text.setTextRenderMode(3)
    text.textLine("hidden")
    canvas.drawText(text)


def tiny(canvas: Canvas) -> None:
    canvas.drawString(20, 80, "seen")
    canvas.setFont(FONT, 0.001)
    canvas.drawString(20, 50, "tiny")


def turned(canvas: Canvas) -> None:
    canvas.rotate(30)
    canvas.drawString(100, 20, "WATER-MARK")


def hyphens(canvas: Canvas) -> None:
    for index, line in enumerate(["radica-", "lisation a-b", "soft\u00ad", "hyphen x\u00ady"]):
        canvas.drawString(20, 100 - 14 * index, line)


def ligatures(canvas: Canvas) -> None:
    canvas.drawString(20, 100, "\ufb01ve \ufb02oors\u2026 ½")


def reused(canvas: Canvas) -> None:
    canvas.beginForm("stamp")
    canvas.drawString(20, 20, "stamp")
    canvas.endForm()
    canvas.doForm("stamp")
    canvas.translate(0, 50)
    canvas.doForm("stamp")


@pytest.mark.parametrize(
    ("draw", "count"),
    [
        (bold, 19),
        (shadow, 6),
        (outside, 11),
        (invisible, 6),
        (tiny, 4),
        (turned, 10),
        (hyphens, 32),
        (ligatures, 12),
        (reused, 10),
    ],
)
def test_counts_match_on_odd_prints(
    draw: Callable[[Canvas], None], count: int, tmp_path: Path
) -> None:
    pdf = tmp_path / "odd.pdf"
    canvas = Canvas(str(pdf), pagesize=(400, 300))
    canvas.setFont(FONT, 12)
    draw(canvas)
    canvas.save()
    assert count_page(pdf, 1) == count
    assert [len(page) for page in read_by_pdfplumber(pdf)] == [count]


def test_each_glyph_is_in_one_place() -> None:
    texts = ["A", " ", "\ufb01", "t", "(cid:3)"]
    ledger = tally_page_glyphs(1, 4, {"matrix": [0, 2], "footers": [3]}, texts).ledger()
    assert (ledger.matrix, ledger.footers, ledger.lost, ledger.doubled) == (3, 1, 0, 0)
    assert ledger.note == ""


def test_a_lost_glyph_and_a_doubled_one_are_counted() -> None:
    used = {"matrix": [0, 0], "narrative": [1]}
    ledger = tally_page_glyphs(2, 3, used, ["a", "b", "c"]).ledger()
    assert (ledger.lost, ledger.doubled) == (1, 1)


def test_what_pdfium_alone_counts_is_lost() -> None:
    ledger = tally_page_glyphs(2, 5, {"matrix": [0, 1, 2]}, ["a", "b", "c"]).ledger()
    assert (ledger.lost, ledger.doubled) == (2, 0)
    assert ledger.note == "pdfium counts 5 glyphs, the reader 3"


def test_what_the_reader_alone_counts_is_doubled() -> None:
    tally = tally_page_glyphs(2, 2, {"matrix": [0, 1, 2]}, ["a", "b", "c"])
    assert (tally.lost, tally.doubled) == (0, 1)
    assert tally.note == "pdfium counts 2 glyphs, the reader 3"


def test_places_of_one_field_are_summed_up() -> None:
    tally = tally_page_glyphs(1, 3, {("matrix", 0): [0], ("matrix", 1): [1, 2]}, ["a", "b", "c"])
    assert tally.places == {("matrix", 0): 1, ("matrix", 1): 2}
    assert tally.ledger(lambda place: place[0]).matrix == 3


def test_a_glyph_that_means_no_character_counts_for_none() -> None:
    tally = tally_page_glyphs(1, 2, {"matrix": [0, 1, 2]}, ["a", "\ufffe", "b"])
    assert (tally.lost, tally.doubled, tally.note) == (0, 0, "")


def test_overprints_are_not_counted() -> None:
    ledger = tally_page_glyphs(1, 1, {"matrix": [0]}, ["a", "a"], ignored={1}).ledger()
    assert (ledger.lost, ledger.doubled) == (0, 0)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="margin"):
        tally_page_glyphs(1, 1, {"margin": [0]}, ["a"]).ledger()


def test_letters_leave_out_what_is_not_written() -> None:
    assert letters("e\ufb03cient\u200b use\u00ad\n\ufffd(cid:7)") == "efficientuse-"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_box_is_read_on_rotated_pages(turn: int, tmp_path: Path) -> None:
    pdf = tmp_path / "turned.pdf"
    canvas = Canvas(str(pdf), pagesize=(400, 300))
    canvas.setPageRotation(turn)
    canvas.drawString(20, 250, "alpha")
    canvas.drawString(250, 40, "omega")
    canvas.save()
    document = pypdfium2.PdfDocument(pdf)
    with pdfplumber.open(pdf) as read:
        chars = read.pages[0].chars
        for word, part in (("alpha", chars[:5]), ("omega", chars[5:])):
            box = (
                min(c["x0"] for c in part) - 1,
                min(c["top"] for c in part) - 1,
                max(c["x1"] for c in part) + 1,
                max(c["bottom"] for c in part) + 1,
            )
            assert read_box(document, 1, box).strip() == word


@pytest.mark.parametrize("offset", [0.0, 0.3])
def test_text_that_is_drawn_again_much_later_is_read_once(offset: float, tmp_path: Path) -> None:
    """The third reader leaves out repeats that follow soon, and counts these."""
    pdf = tmp_path / "twice.pdf"
    canvas = Canvas(str(pdf), pagesize=(400, 400))
    lines = [f"Hold workshop {number} on water" for number in range(12)]
    for again in (0.0, offset):
        for number, line in enumerate(lines):
            canvas.drawString(20 + again, 380 - 20 * number, line)
    canvas.save()
    reading = read_and_cross_check(pdf, 1)
    assert [line.text for line in reading.lines] == lines
    assert reading.counted == sum(len(letters(line)) for line in lines)
