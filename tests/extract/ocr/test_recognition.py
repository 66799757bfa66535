"""How a picture of a page is recognised, with a stand-in for tesseract that tells what it is asked.

The picture is rendered and straightened as ever; only the program is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import PageReading
from extract.ocr import ocr, ocr_language, scan
from extract.ocr.ocr import read_picture
from extract.ocr.ocr_language import better_language, installed
from extract.ocr.scan import measure_skew
from extract.ocr.thresholds import OCR

ALL_LOW = "acemnorsuvwxzgpqy.,;:-–"
"""All characters that are as high as an x."""


class StandIn:
    """Answers as pytesseract does; the second answer is for the picture that was turned."""

    class TesseractError(Exception):
        """What the program says."""

    class Output:
        """The form of an answer."""

        DICT = "dict"

    def __init__(self, *answers: Sequence[tuple[str, float]], rotate: int = 0) -> None:
        self.answers, self.rotate = answers, rotate
        self.languages: list[str] = []
        self.images: list[Any] = []

    def image_to_data(self, image: Any, lang: str, **_: Any) -> Mapping[str, Sequence[Any]]:
        """Return words of 30 dots in height, side by side on one line."""
        words = self.answers[min(len(self.images), len(self.answers) - 1)]
        self.languages.append(lang)
        self.images.append(image)
        count = len(words)
        places = {name: [1] * count for name in ("block_num", "par_num", "line_num")}
        boxes = {"top": [100] * count, "width": [50] * count, "height": [30] * count}
        left = [100 + 200 * at for at in range(count)]
        text, conf = ([word[at] for word in words] for at in (0, 1))
        return {**places, **boxes, "left": left, "text": text, "conf": conf}

    def image_to_osd(self, _: Any, **__: Any) -> Mapping[str, Any]:
        """Return how the picture is turned."""
        return {"rotate": self.rotate}

    def get_languages(self, **_: Any) -> list[str]:
        """Return what is installed, and the data for the direction of text."""
        return ["osd", "fra", "eng"]


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small page with a rule and a black square."""
    path = tmp_path_factory.mktemp("ocr") / "page.pdf"
    canvas = Canvas(str(path), pagesize=(144, 72))
    canvas.line(10, 20, 130, 20)
    canvas.rect(60, 40, 10, 10, fill=1)
    canvas.save()
    return path


def read(
    monkeypatch: pytest.MonkeyPatch, path: Path, program: StandIn, language: str = ""
) -> PageReading:
    for module in (ocr, ocr_language, scan):
        monkeypatch.setattr(module, "load_pytesseract", lambda: program)
    monkeypatch.setattr(ocr, "missing", lambda: "")
    monkeypatch.setattr(ocr_language, "installed", lambda: ("eng", "fra"))
    return read_picture(pypdfium2.PdfDocument(path), 1, language)


@pytest.mark.parametrize(
    ("first", "turned", "rotation"),
    [
        ([("word", 59.0)], [("words", 90.0)], 90),
        ([("word", 60.0)], [("words", 90.0)], 0),  # sure enough
        ([("word", 50.0)], [("word", 50.0)], 0),  # turned, it is no better
        ([("word", 50.0)], [("word", 51.0)], 90),
        ([("word", 90.0), ("a", 1.0), ("b", 1.0)], [("words", 90.0)], 0),  # letters do not count
        ([("of", 50.0), ("a", 90.0), ("b", 90.0)], [("words", 90.0)], 90),
        ([("word", -1.0)], [("words", 1.0)], 90),
        ([], [("word", 50.0)], 90),
    ],
)
def test_a_page_of_which_little_is_sure_may_be_turned(
    monkeypatch: pytest.MonkeyPatch,
    picture: Path,
    first: list[tuple[str, float]],
    turned: list[tuple[str, float]],
    rotation: int,
) -> None:
    program = StandIn(first, turned, rotate=90)
    reading = read(monkeypatch, picture, program)
    assert reading.page_transform is not None
    assert reading.page_transform.rotation == rotation
    assert reading.is_ocr


def test_a_page_whose_direction_is_not_told_is_read_once(
    monkeypatch: pytest.MonkeyPatch, picture: Path
) -> None:
    program = StandIn([("word", 1.0)])
    read(monkeypatch, picture, program)
    assert len(program.images) == 1


def test_the_language_of_the_settings_is_not_guessed_again(
    monkeypatch: pytest.MonkeyPatch, picture: Path
) -> None:
    french = [
        (word, 90.0)
        for word in ["le", "la", "les", "des", "de", "et", "pour", "dans", "que", "qui"]
    ]
    for language, asked in (("", ["eng", "fra"]), ("eng", ["eng"]), ("fra", ["fra"])):
        program = StandIn(french)
        read(monkeypatch, picture, program, language)
        assert program.languages == asked


def test_the_picture_has_no_rules_and_keeps_what_else_is_black(
    monkeypatch: pytest.MonkeyPatch, picture: Path
) -> None:
    program = StandIn([("word", 90.0)])
    read(monkeypatch, picture, program)
    (image,) = program.images
    dots = OCR.resolution / 72
    assert image[round((72 - 45) * dots), round(65 * dots)] == 0
    assert image[round((72 - 20) * dots)].min() == 255


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("sum", OCR.x_height),
        (ALL_LOW, OCR.x_height + OCR.descender_depth),
        ("lid", OCR.ascender_height),
        ("gum", OCR.x_height + OCR.descender_depth),
        ("(lid", OCR.ascender_height + OCR.descender_depth),
    ],
)
def test_the_type_size_follows_from_the_height_of_the_letters(
    monkeypatch: pytest.MonkeyPatch, picture: Path, text: str, share: float
) -> None:
    (line,) = read(monkeypatch, picture, StandIn([(text, 90.0)])).lines
    height = 30 * 72 / OCR.resolution
    assert line.size == pytest.approx(height / share)
    assert (line.text, line.confidence) == (text, 0.9)


def test_blank_words_are_none(monkeypatch: pytest.MonkeyPatch, picture: Path) -> None:
    reading = read(monkeypatch, picture, StandIn([(" ", 90.0), ("word", 90.0)]))
    assert [word.text for line in reading.lines for word in line.words] == ["word"]


def test_data_for_the_direction_of_text_is_no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_language, "load_pytesseract", lambda: StandIn([]))
    installed.cache_clear()
    try:
        assert installed() == ("eng", "fra")
    finally:
        installed.cache_clear()


def test_too_few_words_leave_the_language_that_they_were_read_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr_language, "installed", lambda: ("eng", "fra"))
    assert better_language(["le", "la"], "fra") == ("", "")
    assert better_language(["le", "la"], "eng") == ("", "")


@pytest.mark.parametrize("skew", [0.0, 1.0, -2.35])
def test_the_skew_of_lines_is_measured(skew: float) -> None:
    import cv2

    image = np.full((600, 800), 255, np.uint8)
    for top in range(60, 540, 40):
        image[top : top + 12, 80:720] = 0
    matrix = cv2.getRotationMatrix2D((399.5, 299.5), skew, 1.0)
    image = cv2.warpAffine(image, matrix, (800, 600), borderValue=255)
    assert measure_skew(image, 100) == pytest.approx(skew, abs=0.11)
    assert measure_skew(np.full((60, 80), 255, np.uint8), 100) == 0.0
