"""Which language data tesseract reads a page with: what the text looks like, of what is there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extract.errors import OcrError
from extract.text.language import guess_language

CODES = {
    "en": "eng", "fr": "fra", "es": "spa", "pt": "por", "it": "ita", "de": "deu", "nl": "nld",
    "id": "ind", "ms": "msa", "fil": "fil", "pl": "pol", "ro": "ron", "sv": "swe", "da": "dan",
    "nb": "nor", "fi": "fin", "tr": "tur", "cs": "ces", "vi": "vie",
}  # fmt: skip
"""Tesseract's codes for the languages that are told apart here."""
FIRST = "eng"
"""What a page is looked at with at first, where it is there."""


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
    mine = next((own for own, code in CODES.items() if code == used), "en")
    code = CODES.get(guess_language(texts, mine), used)
    if code == used:
        return "", ""
    if code in installed():
        return code, ""
    return "", (
        f"scanned, and looks to be in the language '{code}', which tesseract has no data for: "
        f"read as '{used}', accents and letters may be wrong; install tesseract-ocr-{code}"
    )
