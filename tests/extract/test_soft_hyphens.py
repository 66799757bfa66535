"""A plan whose words hold soft hyphens is read twice the same, however readers write them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyphen
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.textobject import PDFTextObject

from extract.model import Fragment
from extract.stage import read_document
from tests.extract.test_reset_plan import adopted, matrix_of, paragraphs
from tests.generators.lines import UndecidableError
from tests.generators.reset_plan import plan_again
from tests.generators.set_reportlab import typeset
from tests.generators.style import Style

SYLLABLES = pyphen.Pyphen(lang="en_GB")
LONG = re.compile(r"[A-Za-z]{5,}")
WRITE = PDFTextObject.textOut


def write_with_soft_hyphens(text: PDFTextObject, words: str) -> None:
    """Write as Chromium does: a blank that stands for U+00AD, and the next syllable over it."""
    pieces = LONG.sub(lambda word: SYLLABLES.inserted(word[0], "\u00ad"), words).split("\u00ad")
    x, y = text.getX(), text.getY()
    for number, piece in enumerate(pieces):
        if number:
            text._code.append("/Span <</ActualText <FEFF00AD>>> BDC")
            WRITE(text, " ")
            text._code.append("EMC")
        text.setTextOrigin(x, y)
        WRITE(text, piece)
        x += stringWidth(piece, text._fontname, text._fontsize)


def fragments_of(pdf: Path) -> Iterator[Fragment]:
    for table in read_document(pdf).tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.fragments


@pytest.mark.parametrize(
    ("hyphen", "is_drawn"), [("\u00ad", False), ("", True)], ids=["printed", "inside words"]
)
def test_soft_hyphens_are_no_disagreement(
    hyphen: Any, is_drawn: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = adopted(tuple(range(4, 10)))
    plan = plan_again(matrix_of(document), "Work Plan", paragraphs(document))
    if is_drawn:
        monkeypatch.setattr(PDFTextObject, "textOut", write_with_soft_hyphens)
    for attempt in range(40):
        try:
            typeset(
                plan,
                Style(page="portrait", size=9, hyphen=hyphen),
                tmp_path / "plan.pdf",
                random.Random(attempt),
            )
            break
        except UndecidableError:
            continue
    found = list(fragments_of(tmp_path / "plan.pdf"))
    assert len(found) > 40
    differing = [(f.text, f.other_reading) for f in found if f.readings_agree is not True]
    assert differing == []
