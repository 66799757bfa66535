"""Accents that are glyphs of their own are joined with the letter over which they are drawn."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.page.same_print import same_reading
from extract.script.placed_accents import COMBINING
from extract.stage import read_document

SIZE = 10.0
SIGNS = {
    mark: sign for sign, mark in COMBINING.items() if sign in "\u00b4`\u02c6\u02dc\u00a8\u00b8"
}
WORDS = (
    "Évaluer",
    "été",
    "où",
    "garçons",
    "Noël",
    "MÉNAGE",
    "señor",
    "l’étage",
    "naïve",
    "château",
)


def accented(canvas: Canvas, x: float, y: float, text: str, order: str, rng: random.Random) -> None:
    """Draw a text as TeX does: the accent before its letter, after it, or after the line."""
    late = []
    for char in text:
        letter, *marks = unicodedata.normalize("NFD", char)
        width = stringWidth(letter, "Helvetica", SIZE)
        over = []
        for mark in marks:
            sign = SIGNS[mark]
            left = x + (width - stringWidth(sign, "Helvetica", SIZE)) / 2
            is_raised = letter.isupper() and sign != "\u00b8"
            over.append((left, y + 0.2 * SIZE * is_raised, sign))
        if order == "before":
            late += over
            over = []
            for each in late:
                canvas.drawString(*each)
            late = []
        canvas.drawString(x, y, letter)
        late += over
        if order == "after":
            for each in late:
                canvas.drawString(*each)
            late = []
        x += width
    rng.shuffle(late)
    for each in late:
        canvas.drawString(*each)


@pytest.mark.parametrize("order", ["before", "after", "line"])
def test_texts_with_placed_accents_are_read_with_their_letters(order: str, tmp_path: Path) -> None:
    rng = random.Random(order)
    rows = [[" ".join(rng.sample(WORDS, 4)) for _ in range(3)] for _ in range(5)]
    canvas = Canvas(str(tmp_path / "accents.pdf"), pagesize=(640, 200))
    for row, texts in enumerate([["Objectif", "Activité", "Suivi"], *rows]):
        for column, text in enumerate(texts):
            left, top = 20 + 200 * column, 180 - 20 * row
            canvas.rect(left, top - 20, 200, 20)
            canvas.setFont("Helvetica", SIZE)
            accented(canvas, left + 4, top - 14, text, order, rng)
    canvas.save()
    document = read_document(tmp_path / "accents.pdf")
    (table,) = document.tables
    cells = [cell for row in (*table.header, *table.rows) for cell in row.cells]
    assert [cell.text for cell in cells] == [
        "Objectif",
        "Activité",
        "Suivi",
        *(text for texts in rows for text in texts),
    ]
    assert [part.readings_agree for cell in cells for part in cell.fragments] == [True] * len(cells)
    assert document.doubts == ()


def test_signs_beside_letters_stay_signs(tmp_path: Path) -> None:
    texts = ["x^2 and `code`", "~5 of them", "5´ at 3°", "A ^ B"]
    canvas = Canvas(str(tmp_path / "signs.pdf"), pagesize=(300, 200))
    for row, text in enumerate(texts):
        canvas.drawString(20, 180 - 20 * row, text)
    canvas.save()
    document = read_document(tmp_path / "signs.pdf")
    assert [line for block in document.blocks for line in block.lines] == texts


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ("R´egion", True),
        ("Re´gion", True),
        ("Region", False),
        ("R`egion", False),
        ("Réglon", False),
    ],
)
def test_another_reader_may_leave_accents_beside_their_letters(other: str, is_same: bool) -> None:
    assert same_reading("Région", other) is is_same
    assert not same_reading("café", "cáfe")
