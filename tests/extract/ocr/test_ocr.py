"""Scanned pages: tables by the rules in the picture, words by OCR, each with its confidence."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extract.errors import NoTextLayerError, OcrError
from extract.geometry.page_transform import PageTransform
from extract.model import Cell, Document
from extract.ocr import ocr, ocr_language
from extract.ocr.ocr_language import installed
from extract.page.ledger import letters
from extract.runtime import ocr_engine
from extract.runtime.limits import Limits
from extract.settings import ReadOptions
from extract.stage import read_document

PLAN = Path(__file__).resolve().parents[3] / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"
PATIENT = Limits(cpu_seconds=120, wall_seconds=240.0)

needs_tesseract = pytest.mark.skipif(bool(ocr_engine.missing()), reason=ocr_engine.missing() or "-")


def scan(
    pdf: Path,
    pages: list[int],
    noise: int = 0,
    *,
    tilt: float = 0.0,
    turn: int = 0,
    source: Path = PLAN,
) -> None:
    """Make a file of pictures of a document's pages, as a scanner would, aslant or turned."""
    document = pypdfium2.PdfDocument(source)
    canvas = Canvas(str(pdf))
    for number in pages:
        page = document[number - 1]
        width, height = page.get_size()
        grey = page.render(scale=200 / 72, grayscale=True).to_numpy()
        values = grey.reshape(grey.shape[:2]).astype(int)
        values += np.random.default_rng(number).integers(-noise, noise + 1, values.shape)
        picture = Image.fromarray(values.clip(0, 255).astype(np.uint8))
        picture = picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
        picture = picture.rotate(turn, expand=True)
        if turn in (90, 270):
            width, height = height, width
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
    scanned = read_document(pdf, ReadOptions(limits=PATIENT))
    printed = read_document(PLAN, ReadOptions(pages=[7]))
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
            assert (part.ocr_confidence is not None) == bool(part.lines)
    (ledger,) = scanned.ledger
    assert (ledger.glyphs, ledger.lost, ledger.doubled) == (0, 0, 0)


def cells_of(document: Document) -> list[Cell]:
    return [
        cell
        for table in document.tables
        for row in (*table.header, *table.rows)
        for cell in row.cells
    ]


def check_aslant(folder: Path, page: int, tilt: float, turn: Literal[0, 90, 180, 270]) -> None:
    scan(folder / "scan.pdf", [page], noise=20, tilt=tilt, turn=turn)
    scanned = read_document(folder / "scan.pdf", ReadOptions(limits=PATIENT))
    pairs = list(
        zip(
            cells_of(scanned), cells_of(read_document(PLAN, ReadOptions(pages=[page]))), strict=True
        )
    )
    same = [letters(one.text) == letters(other.text) for one, other in pairs]
    assert sum(same) >= 0.9 * len(same)
    width, height = pypdfium2.PdfDocument(PLAN)[page - 1].get_size()
    sheet = (height, width) if turn in (90, 270) else (width, height)
    (info,) = scanned.pages
    assert np.allclose((info.width, info.height), sheet, atol=0.1)
    # The place on paper is that of the sheet as it was scanned: tilted first, turned then.
    for one, other in pairs:
        place = PageTransform(0, width, height, tilt).on_sheet(other.fragments[0].bbox)
        assert np.allclose(
            one.fragments[0].bbox, PageTransform(turn, *sheet).on_sheet(place), atol=3
        )


@pytest.mark.slow
@needs_tesseract
def test_a_scan_aslant_and_upside_down_has_its_cells_at_their_place(tmp_path: Path) -> None:
    check_aslant(tmp_path, 7, -1.7, 180)


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize(("tilt", "turn"), [(3.0, 0), (-3.0, 0), (0.4, 90), (-2.2, 270)])
def test_scans_aslant_and_turned_have_their_cells_at_their_place(
    tmp_path: Path, tilt: float, turn: Literal[0, 90, 180, 270]
) -> None:
    check_aslant(tmp_path, 8, tilt, turn)


FRENCH = "La coopération régionale est renforcée par les États et par la société civile."


def french_scan(folder: Path) -> Path:
    canvas = Canvas(str(folder / "french.pdf"), pagesize=(480, 200))
    canvas.setFont("Helvetica", 11)
    for line in range(4):
        canvas.drawString(20, 160 - 20 * line, FRENCH)
    canvas.save()
    document = pypdfium2.PdfDocument(folder / "french.pdf")
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    picture.save(folder / "french.png")
    canvas = Canvas(str(folder / "scan.pdf"), pagesize=(480, 200))
    canvas.drawImage(str(folder / "french.png"), 0, 0, 480, 200)
    canvas.save()
    return folder / "scan.pdf"


@pytest.mark.slow
@needs_tesseract
@pytest.mark.skipif("fra" not in installed(), reason="tesseract has no data for French")
def test_a_page_is_read_in_the_language_that_it_looks_like(tmp_path: Path) -> None:
    reading = ocr.read_picture(pypdfium2.PdfDocument(french_scan(tmp_path)), 1)
    words = [line.text.rstrip(".") for line in reading.lines]
    assert FRENCH.rstrip(".") in words
    assert reading.note == ""


@needs_tesseract
def test_a_language_without_data_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_language, "installed", lambda: ("eng",))
    document = pypdfium2.PdfDocument(french_scan(tmp_path))
    reading = ocr.read_picture(document, 1)
    assert reading.note.startswith("scanned, and apparently in the language 'fra'")
    assert "install tesseract-ocr-fra" in reading.note
    with pytest.raises(OcrError) as caught:
        ocr.read_picture(document, 1, "fra")
    assert str(caught.value) == (
        "OCR: tesseract has no data for the language 'fra'; install its pack "
        "(tesseract-ocr-fra), or name another: it has eng"
    )


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
    from extract.pdf.text_layer import check_text_layer

    monkeypatch.setattr(ocr_engine.shutil, "which", lambda _: None)
    pdf = tmp_path / "scan.pdf"
    with pytest.raises(NoTextLayerError) as caught:
        check_text_layer(pdf, {1: []})
    assert str(caught.value) == (
        f"{pdf}: holds no text: its pages are pictures, or blank; install the OCR extra "
        "(pip install 'planrows[ocr]', and tesseract by your system's package manager), or ask "
        "the publisher for a file that was not scanned"
    )
