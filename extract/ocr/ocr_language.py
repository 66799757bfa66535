"""Choice of tesseract's language data, by the language of the text and the data installed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extract.errors import OcrError
from extract.libraries import load_pytesseract
from extract.text.language import FUNCTION_WORDS, guess_language

MACROLANGUAGES = {"nob": "nor"}
"""Languages that tesseract has data for only under the code of their macrolanguage."""
FIRST = "eng"
"""The language of the first attempt, if it is installed."""


@cache
def tesseract_code(language: str) -> str:
    """Return tesseract's code of a language: its ISO 639-3 code."""
    from langcodes import Language

    code = Language.get(language).to_alpha3()
    return MACROLANGUAGES.get(code, code)


@cache
def installed() -> tuple[str, ...]:
    """Return the codes of the languages that tesseract has data for, sorted."""
    pytesseract = load_pytesseract()

    try:
        found = pytesseract.get_languages(config="")
    except (pytesseract.TesseractError, OSError):
        return ()
    return tuple(sorted(code for code in found if code != "osd"))


def default_language() -> str:
    """Return the language of the first attempt: English, or the first one installed.

    Raises:
        OcrError: tesseract has no language data.
    """
    found = installed()
    if not found:
        raise OcrError("tesseract has data for no language", "install a pack: tesseract-ocr-eng")
    return FIRST if FIRST in found else found[0]


def check_language(language: str) -> None:
    """Check that tesseract has data for the requested languages.

    Raises:
        OcrError: one is missing; the message names it and those installed.
    """
    lacking = [code for code in language.split("+") if language and code not in installed()]
    if lacking:
        there = ", ".join(installed()) or "none"
        advice = f"install its pack (tesseract-ocr-{lacking[0]}), or name another: it has {there}"
        raise OcrError(f"tesseract has no data for the language '{lacking[0]}'", advice)


def better_language(texts: Sequence[str], used: str) -> tuple[str, str]:
    """Return a better language for a page than the one that it was read in.

    Args:
        texts: its words.
        used: tesseract's code of the language that it was read in.

    Returns:
        The better code, empty if `used` is right or the better one is not installed; and a note
        for the user if a language pack is missing.
    """
    mine = next((own for own in FUNCTION_WORDS if tesseract_code(own) == used), "en")
    code = tesseract_code(guess_language(texts, mine))
    if code == used:
        return "", ""
    if code in installed():
        return code, ""
    return "", (
        f"scanned, and apparently in the language '{code}', which tesseract has no data for: "
        f"read as '{used}', accents and letters may be wrong; install tesseract-ocr-{code}"
    )
