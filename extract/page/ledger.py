"""The ledger of a page: each glyph of its text layer goes to exactly one place.

The glyphs are counted by pypdfium2, so that the reader does not mark its own homework. Counted
is what stands for writing: each Unicode character other than white space, controls and marks of
no width, a ligature as the letters that it stands for, a text drawn twice at one place (fake
bold, shadows) once. Glyphs that the font gives no Unicode value are no text; they are told apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from extract.model import Bbox, PageLedger
from extract.text.vocabulary import spell_out

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

Place = TypeVar("Place", bound=Hashable)

_UNMAPPED = re.compile(r"\(cid:\d+\)")
_LINE_END_HYPHEN = "\ufffe"
_OVERLAP = 0.5
"""Share of a glyph's width and size within which the same glyph again is the same print."""
_LEAST_SIZE = 0.01
"""Points: what is set smaller than this leaves no mark on paper."""
FIELDS = (
    "matrix",
    "headers",
    "bands",
    "tables",
    "annex",
    "narrative",
    "footers",
    "page_numbers",
)
"""The places of `PageLedger` that a glyph can go to."""


def letters(text: str) -> str:
    """Reduce a text to what the ledger counts.

    Args:
        text: a glyph's text, a line or a page as any tool reads it.

    Returns:
        Its characters without white space, controls, marks of no width and glyphs of unknown
        meaning (U+FFFD); ligatures spelt out; a line-end hyphen, however marked, as `-`.
    """
    spelt = spell_out(_UNMAPPED.sub("", text)).replace(_LINE_END_HYPHEN, "-").replace("\u00ad", "-")
    return "".join(filter(_is_written, spelt))


@lru_cache(maxsize=4096)
def _weight(glyph: str) -> int:
    """Count a glyph's letters."""
    return len(letters(glyph))


@cache
def _is_written(character: str) -> bool:
    if character.isspace() or character == "\ufffd":
        return False
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def count_glyphs(pdf: Path) -> list[int]:
    """Count the glyphs of each page (about 1 ms of CPU a page).

    Args:
        pdf: the file; it must be known to be readable (`extract.pdf.preflight`): pdfium ends
            the whole process on some damaged files.

    Returns:
        One count a page, in page order.
    """
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        return [len(read_letters(document, page)) for page in range(1, len(document) + 1)]
    finally:
        document.close()


def count_page(pdf: Path, page: int) -> int:
    """Count the glyphs of one page, counted from 1; see `count_glyphs`."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        return len(read_letters(document, page))
    finally:
        document.close()


def read_letters(document: PdfDocument, page: int) -> str:
    """Read what one page prints, white space apart, in pdfium's order.

    Args:
        document: an open document.
        page: counted from 1.

    Returns:
        The page's letters, as `letters` reduces them.
    """
    held = document[page - 1]
    try:
        text_page = held.get_textpage()
        try:
            return letters(_without_nulls(text_page))
        finally:
            text_page.close()
    finally:
        held.close()


def _without_nulls(text_page: PdfTextPage) -> str:
    """Read a page's text; pdfium writes hyphens at line ends and glyphs mapped to NUL the same."""
    text = str(text_page.get_text_range())
    if _LINE_END_HYPHEN not in text:
        return text
    from pypdfium2.raw import FPDFText_GetUnicode, FPDFText_IsHyphen

    count = text_page.count_chars()
    if count == len(text):
        return "".join(
            char
            for index, char in enumerate(text)
            if char != _LINE_END_HYPHEN or FPDFText_GetUnicode(text_page, index)
        )
    # Some glyphs have no place in the text, so that it cannot be told which mark is which.
    hyphens = sum(FPDFText_IsHyphen(text_page, index) > 0 for index in range(count))
    spare = max(0, text.count(_LINE_END_HYPHEN) - hyphens)
    return text.replace(_LINE_END_HYPHEN, "", spare)


def read_box(document: PdfDocument, page: int, bbox: Bbox) -> str:
    """Read what pdfium sees in a box of a page.

    Args:
        document: an open document.
        page: counted from 1.
        bbox: `(x0, top, x1, bottom)` in points, as the page is shown.

    Returns:
        The text of the glyphs whose middle lies in the box.
    """
    held = document[page - 1]
    try:
        frame = _unturned(bbox, held.get_size(), held.get_rotation())
        left, foot = held.get_mediabox()[:2]
        text_page = held.get_textpage()
        try:
            return str(
                text_page.get_text_bounded(
                    frame[0] + left, frame[1] + foot, frame[2] + left, frame[3] + foot
                )
            )
        finally:
            text_page.close()
    finally:
        held.close()


def _unturned(bbox: Bbox, size: tuple[float, float], rotation: int) -> Bbox:
    """Bring a box of the page as shown to PDF's own axes: before /Rotate, from the foot up."""
    x0, top, x1, bottom = bbox
    width, height = size
    if rotation == 90:
        return (top, x0, bottom, x1)
    if rotation == 180:
        return (width - x1, top, width - x0, bottom)
    if rotation == 270:
        return (height - bottom, width - x1, height - top, width - x0)
    return (x0, height - bottom, x1, height - top)


def overprints(glyphs: Sequence[Mapping[str, Any]]) -> set[int]:
    """Find glyphs drawn over the same glyph again, as fake bold and shadows are.

    Args:
        glyphs: a page's characters as pdfplumber gives them (`text`, `fontname`, `size`, `x0`,
            `x1`, `top`), in the order in which they are drawn.

    Returns:
        Indices of those that repeat an earlier one, and of those too small to be seen. Needed
        only where the reader's count is not pdfium's.
    """
    seen: dict[tuple[Any, ...], list[tuple[float, float]]] = {}
    repeated: set[int] = set()
    for index, glyph in enumerate(glyphs):
        size = abs(float(glyph["size"]))
        if size < _LEAST_SIZE:
            repeated.add(index)
            continue
        x, y = float(glyph["x0"]), float(glyph["top"])
        width = float(glyph["x1"]) - x
        kind = (glyph["text"], glyph["fontname"], round(size, 2))
        column, line = int(x // size), int(y // size)
        near = (
            place
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for place in seen.get((*kind, column + dx, line + dy), ())
        )
        if any(
            abs(x - other_x) < _OVERLAP * width and abs(y - other_y) < _OVERLAP * size
            for other_x, other_y in near
        ):
            repeated.add(index)
        else:
            seen.setdefault((*kind, column, line), []).append((x, y))
    return repeated


def account(
    page: int,
    counted: int,
    used: Mapping[str, Sequence[int]],
    texts: Sequence[str] | None = None,
    *,
    ignored: frozenset[int] | set[int] = frozenset(),
) -> PageLedger:
    """Draw up one page's ledger.

    Args:
        page: counted from 1.
        counted: its glyphs as pypdfium2 counts them.
        used: for each field of `FIELDS`, the indices of the glyphs that went there.
        texts: the text of each glyph that the reader saw, by index; None where each index
            stands for one letter.
        ignored: glyphs that are no text of their own (`overprints`).

    Returns:
        The ledger. A glyph that the reader did not see is lost, one that it saw and pdfium did
        not is doubled.

    Raises:
        ValueError: where `used` names a place that the ledger does not have.
    """
    unknown = set(used) - set(FIELDS)
    if unknown:
        raise ValueError(f"the ledger has no field {', '.join(sorted(unknown))}")
    return weigh(page, counted, used, texts, ignored=ignored).ledger()


@dataclass(frozen=True, slots=True)
class Tally(Generic[Place]):
    """One page's glyphs, counted by the places that they went to.

    Attributes:
        page: counted from 1.
        counted: its glyphs as pypdfium2 counts them.
        lost: went nowhere.
        doubled: went to two places.
        note: where the two counts differ.
        places: glyphs for each place.
    """

    page: int
    counted: int
    lost: int
    doubled: int
    note: str
    places: Mapping[Place, int]

    def ledger(self, field_of: Callable[[Place], str] = str) -> PageLedger:
        """Name each place by a field of the ledger."""
        fields: Counter[str] = Counter()
        for place, count in self.places.items():
            fields[field_of(place)] += count
        return PageLedger(
            page=self.page,
            glyphs=self.counted,
            lost=self.lost,
            doubled=self.doubled,
            note=self.note,
            **fields,
        )


def weigh(
    page: int,
    counted: int,
    used: Mapping[Place, Sequence[int]],
    texts: Sequence[str] | None = None,
    *,
    ignored: frozenset[int] | set[int] = frozenset(),
) -> Tally[Place]:
    """Count what went to each place of a page, of whatever kind; see `account`."""
    weights = Counter({index: _weight(text) for index, text in enumerate(texts or ())})
    if texts is None:
        weights = Counter({index: 1 for indices in used.values() for index in indices})
    for index in ignored:
        weights[index] = 0
    uses = Counter(index for indices in used.values() for index in indices)
    read = sum(weights.values()) if texts is not None else counted
    unused = sum(weight for index, weight in weights.items() if not uses[index])
    if texts is None:
        unused = max(0, counted - sum(weights.values()))
    again = sum(weights[index] * (times - 1) for index, times in uses.items())
    return Tally(
        page,
        counted,
        lost=unused + max(0, counted - read),
        doubled=again + max(0, read - counted),
        note="" if read == counted else f"pdfium counts {counted} glyphs, the reader {read}",
        places={place: sum(weights[index] for index in indices) for place, indices in used.items()},
    )


def check_order(lines: Sequence[str], glyph_texts: Sequence[str]) -> bool:
    """Say whether a cell's lines hold its glyphs, each once, in reading order.

    Args:
        lines: the cell's printed lines, top to bottom.
        glyph_texts: the texts of its glyphs in reading order.

    Returns:
        Whether the two are the same, white space apart.
    """
    return letters("".join(lines)) == letters("".join(glyph_texts))
