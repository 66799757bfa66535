"""Check that the text layer of a file is there, and that its glyphs stand for letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from extract.errors import GarbledTextError, NoTextLayerError
from extract.pdf.thresholds import FILES
from extract.runtime import ocr_engine

WRONG_QUOTE = "\u201f"
"""A variant of “ that is hardly used. A font that yields it most likely maps “ and ” to the
wrong characters, usually to „ and ‟."""
_SIGNS_FOR_LETTERS = "[]{}|;~\\^<>"
"""Signs that fonts from before Unicode show as letters of other scripts."""


def check_text_layer(
    pdf: Path, pages: Mapping[int, Sequence[str]], misleading: Mapping[int, int] | None = None
) -> tuple[str, ...]:
    """Refuse a file whose text layer is missing or unreadable.

    Args:
        pdf: the file.
        pages: the text of each glyph of each page, as read.
        misleading: how many glyphs of a page look like another character.

    Returns:
        Notes on pages without text, and on a few glyphs that are not mapped to letters.

    Raises:
        NoTextLayerError: no page has any text.
        GarbledTextError: a large share of the glyphs is not mapped to letters.
    """
    # A page prints each of its letters many times.
    marks = {page: _marks(texts) for page, texts in pages.items()}
    counts = {page: printed.total() for page, printed in marks.items()}
    empty = sorted(page for page, count in counts.items() if not count)
    if len(empty) == len(counts):
        reason = "holds no text: its pages are pictures, or blank"
        raise NoTextLayerError(pdf, reason, _ocr_advice())
    share, worst = _unknown_share(marks)
    if share > FILES.refused_unmapped_share:
        reason = f"{share:.0%} of its glyphs stand for no letter (most on page {worst})"
        advice = "its fonts lack a character map: print it to a new PDF, or read it by OCR"
        raise GarbledTextError(pdf, reason, advice)
    others = sum((misleading or {}).values()) / sum(counts.values())
    if others > FILES.refused_unmapped_share:
        reason = f"{others:.0%} of its glyphs do not look like the characters of their text"
        advice = "a font's character map is wrong: print it to a new PDF, or read it by OCR"
        raise GarbledTextError(pdf, reason, advice)
    notes = []
    if share > FILES.noted_unmapped_share:
        notes.append(f"{share:.0%} of the glyphs stand for no letter, most on page {worst}")
    if (signs := _sign_share(marks)) > FILES.noted_sign_share:
        notes.append(
            f"{signs:.0%} of the glyphs are brackets and signs such as ] and ;, as if a font "
            "shows letters of another script: compare the text with the pages"
        )
    if quoted := sorted(
        page for page, printed in marks.items() if any(WRONG_QUOTE in text for text in printed)
    ):
        notes.append(_on_quotes(quoted))
    if empty:
        notes.append(f"no text on page {', '.join(map(str, empty))}: blank, or a picture")
    return tuple(notes)


def _sign_share(marks: Mapping[int, Counter[str]]) -> float:
    """Return the share of signs that old fonts of other scripts use in place of letters."""
    printed = sum(own.total() for own in marks.values())
    return sum(own[sign] for own in marks.values() for sign in _SIGNS_FOR_LETTERS) / printed


def _unknown_share(marks: Mapping[int, Counter[str]]) -> tuple[float, int]:
    """Return the share of glyphs that stand for no letter, and the page with most of them."""
    unknown = {
        page: sum(number for text, number in printed.items() if _is_unknown(text))
        for page, printed in marks.items()
    }
    total = sum(printed.total() for printed in marks.values())
    return sum(unknown.values()) / total, max(sorted(unknown), key=lambda page: unknown[page])


def _on_quotes(pages: Sequence[int]) -> str:
    """Return the note on pages whose quotation marks are wrong.

    The text keeps the characters of the file: „ opens a quotation in German or Polish, and only
    the printed page shows which marks are right.
    """
    return (
        f"quotation marks come out as {WRONG_QUOTE} on page {', '.join(map(str, pages))}: most "
        "likely a font maps them to the wrong characters, „ as well; they are kept as they are"
    )


def _ocr_advice() -> str:
    return ocr_engine.ADVICE if ocr_engine.missing() else "tesseract read nothing in them either"


def _marks(texts: Iterable[str]) -> Counter[str]:
    """Count the glyphs of a page that print something, by their text."""
    return Counter(
        {text: number for text, number in Counter(texts).items() if text and not text.isspace()}
    )


def _is_unknown(text: str) -> bool:
    """Check whether a glyph is unmapped, or mapped to a private or control character."""
    if text.startswith("(cid:"):
        return True
    return any(
        char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or ord(char) >= 0xF0000 or char < " "
        for char in text
    )
