"""Which language data tesseract reads a page with: what the text looks like, of what is there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extract.errors import OcrError
from extract.text.language import FUNCTION_WORDS, guess_language

MACROLANGUAGES = {"nob": "nor"}
"""Languages that tesseract has data for only under the code of their macrolanguage."""
FIRST = "eng"
"""What a page is looked at with at first, where it is there."""


@cache
def tesseract_code(language: str) -> str:
    """Return tesseract's code of a language: its ISO 639-3 code."""
    from langcodes import Language

    code = Language.get(language).to_alpha3()
    return MACROLANGUAGES.get(code, code)


@cache
def installed() -> tuple[str, ...]:
    """The languages that tesseract has data for, in the order of their codes."""
    import pytesseract

    try:
        found = pytesseract.get_languages(config="")
    except (pytesseract.TesseractError, OSError):
        return ()
    return tuple(sorted(code for code in found if code != "osd"))


def default_language() -> str:
    """What a page is read with before its language is known: English, or what there is.

    Raises:
        OcrError: tesseract has data for no language.
    """
    found = installed()
    if not found:
        raise OcrError("tesseract has data for no language", "install a pack: tesseract-ocr-eng")
    return FIRST if FIRST in found else found[0]


def check_language(language: str) -> None:
    """Refuse languages that were asked for and that tesseract has no data for.

    Raises:
        OcrError: one is missing; the message names it and what is there.
    """
    lacking = [code for code in language.split("+") if language and code not in installed()]
    if lacking:
        there = ", ".join(installed()) or "none"
        advice = f"install its pack (tesseract-ocr-{lacking[0]}), or name another: it has {there}"
        raise OcrError(f"tesseract has no data for the language '{lacking[0]}'", advice)


def better_language(texts: Sequence[str], used: str) -> tuple[str, str]:
    """Say whether a page looks to be in another language than it was read in.

    Args:
        texts: its words.
        used: tesseract's code of the language that it was read in.

    Returns:
        The code to read it with instead, empty where `used` is right or nothing better is
        there; and what to tell the user where a pack is missing.
    """
    mine = next((own for own in FUNCTION_WORDS if tesseract_code(own) == used), "en")
    code = tesseract_code(guess_language(texts, mine))
    if code == used:
        return "", ""
    if code in installed():
        return code, ""
    return "", (
        f"scanned, and looks to be in the language '{code}', which tesseract has no data for: "
        f"read as '{used}', accents and letters may be wrong; install tesseract-ocr-{code}"
    )
