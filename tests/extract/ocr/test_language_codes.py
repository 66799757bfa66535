"""Tesseract's codes of the languages that are told apart."""

from __future__ import annotations

import pytest

from extract.ocr.ocr_language import tesseract_code
from extract.text.language import FUNCTION_WORDS


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "eng"), ("de", "deu"), ("fil", "fil"), ("nb", "nor"), ("ms", "msa"), ("vi", "vie")],
)
def test_a_language_has_the_code_of_its_data(language: str, code: str) -> None:
    assert tesseract_code(language) == code


def test_no_two_languages_share_their_data() -> None:
    assert len({tesseract_code(language) for language in FUNCTION_WORDS}) == len(FUNCTION_WORDS)
