"""Which language a picture is read in depends on the data that tesseract has."""

from __future__ import annotations

import pytest

from extract.errors import OcrError
from extract.ocr import ocr_language
from extract.ocr.ocr_language import better_language, check_language, default_language

FRENCH = [
    *("Les", "ministères", "doivent", "dans", "le", "cadre", "de", "la", "loi", "et", "pour"),
    *("les", "enfants", "qui", "sont"),
]


def has(monkeypatch: pytest.MonkeyPatch, *codes: str) -> None:
    monkeypatch.setattr(ocr_language, "installed", lambda: codes)


def test_the_first_attempt_is_in_english_if_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    has(monkeypatch, "deu", "eng")
    assert default_language() == "eng"
    has(monkeypatch, "deu", "fra")
    assert default_language() == "deu"
    has(monkeypatch)
    with pytest.raises(OcrError, match="no language"):
        default_language()


def test_a_language_without_data_is_named_with_those_that_have_some(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    has(monkeypatch, "deu", "eng")
    check_language("")
    check_language("eng+deu")
    with pytest.raises(OcrError, match=r"'fra'.*it has deu, eng"):
        check_language("eng+fra")
    has(monkeypatch)
    with pytest.raises(OcrError, match="it has none"):
        check_language("eng")


def test_a_page_in_another_language_is_read_again_if_there_is_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    has(monkeypatch, "eng", "fra")
    assert better_language(FRENCH, "eng") == ("fra", "")
    assert better_language(FRENCH, "fra") == ("", "")
    has(monkeypatch, "eng")
    code, note = better_language(FRENCH, "eng")
    assert code == ""
    assert "'fra'" in note
    assert "tesseract-ocr-fra" in note
