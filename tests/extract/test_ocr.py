"""Scanned pages: tables by the rules in the picture, words by OCR, each with its confidence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extract import ocr
from extract.errors import NoTextLayerError
from extract.ledger import letters
from extract.stage import read_document
from extract.workers import Limits

PLAN = Path(__file__).resolve().parents[2] / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"
PATIENT = Limits(cpu_seconds=120, wall_seconds=240.0)

needs_tesseract = pytest.mark.skipif(bool(ocr.missing()), reason=ocr.missing() or "-")


def scan(pdf: Path, pages: list[int], noise: int = 0) -> None:
    """Make a file of pictures of the plan's pages, as a scanner would."""
    document = pypdfium2.PdfDocument(PLAN)
    canvas = Canvas(str(pdf))
    for number in pages:
        page = document[number - 1]
        width, height = page.get_size()
        grey = page.render(scale=200 / 72, grayscale=True).to_numpy()
        values = grey.reshape(grey.shape[:2]).astype(int)
        values += np.random.default_rng(number).integers(-noise, noise + 1, values.shape)
        picture = Image.fromarray(values.clip(0, 255).astype(np.uint8))
        picture.save(pdf.with_suffix(".png"))
        canvas.setPageSize((width, height))
        canvas.drawImage(str(pdf.with_suffix(".png")), 0, 0, width, height)
        canvas.showPage()
        pdf.with_suffix(".png").unlink()
    canvas.save()


@needs_tesseract
def test_a_scanned_page_of_the_plan_has_the_same_cells(tmp_path: Path) -> None:
    pdf = tmp_path / "scan.pdf"
    scan(pdf, [7], noise=40)
    scanned = read_document(pdf, limits=PATIENT)
    printed = read_document(PLAN, pages=[7])
    assert [page.is_ocr for page in scanned.pages] == [True]
    (ours,), (theirs,) = scanned.tables, printed.tables
    # The header is told by its bold type, which OCR does not see.
    cells = [
        [cell for row in (*table.header, *table.rows) for cell in row.cells]
        for table in (ours, theirs)
    ]
    pairs = list(zip(*cells, strict=True))
    same = [letters(one.text) == letters(other.text) for one, other in pairs]
    assert sum(same) >= 0.9 * len(same)
    for one, other in pairs:
        for part, printed_part in zip(one.fragments, other.fragments, strict=True):
            assert np.allclose(part.bbox, printed_part.bbox, atol=2)
            assert part.readings_agree is None
            assert (part.confidence is not None) == bool(part.lines)
    (ledger,) = scanned.ledger
    assert (ledger.glyphs, ledger.lost, ledger.doubled) == (0, 0, 0)


@needs_tesseract
def test_words_carry_confidence_and_stand_on_their_line(tmp_path: Path) -> None:
    pdf = tmp_path / "scan.pdf"
    canvas = Canvas(str(tmp_path / "text.pdf"), pagesize=(400, 200))
    canvas.setFont("Helvetica", 14)
    canvas.drawString(30, 150, "Strengthen regional capacity")
    canvas.save()
    page = pypdfium2.PdfDocument(tmp_path / "text.pdf")[0]
    page.render(scale=3).to_pil().save(tmp_path / "text.png")
    picture = Canvas(str(pdf), pagesize=(400, 200))
    picture.drawImage(str(tmp_path / "text.png"), 0, 0, 400, 200)
    picture.save()
    reading = ocr.read_picture(pypdfium2.PdfDocument(pdf), 1)
    (line,) = reading.lines
    assert line.text == "Strengthen regional capacity"
    assert abs(line.baseline - 50) < 1
    assert abs(line.size - 14) < 2
    assert line.confidence is not None
    assert 0.5 < line.confidence <= 1


def test_without_tesseract_one_line_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract.preflight import check_text_layer

    monkeypatch.setattr(ocr.shutil, "which", lambda _: None)
    pdf = tmp_path / "scan.pdf"
    with pytest.raises(NoTextLayerError) as caught:
        check_text_layer(pdf, {1: []})
    assert str(caught.value) == (
        f"{pdf}: holds no text: its pages are pictures, or blank; install the OCR extra "
        "(pip install 'planrows[ocr]', and tesseract by your system's package manager), or ask "
        "the publisher for the file that was not scanned"
    )
