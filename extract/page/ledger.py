"""Account for the glyphs of a page: each glyph of its text layer belongs to exactly one place.

pypdfium2 counts the glyphs, so that the count is independent of the reader. It counts Unicode
characters other than white space, control characters and characters without width. A ligature
counts as its letters; a text drawn twice in one place (fake bold, shadows) counts once. Glyphs
without a Unicode value are not counted here; `extract.characters` replaces them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from ctypes import c_double
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from extract.page.thresholds import LEDGER
from extract.reading import Bbox
from extract.system.nameless import openable
from extract.text.vocabulary import spell_out

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

    from extract.model import PageLedger

Place = TypeVar("Place", bound=Hashable)

_UNMAPPED = re.compile(r"\(cid:\d+\)")
_LINE_END_HYPHEN = "\ufffe"
_LAST_OF_PLANE_0 = "\uffff"
_ARABIC_LIGATURE = re.compile("[\ufef5-\ufefc]")
"""Lam and alef as one glyph; pdfium spells them out, and no other Arabic ligature."""


def letters(text: str) -> str:
    """Return the characters of a text that the ledger counts.

    Args:
        text: a glyph, a line or a page, as any library reads it.

    Returns:
        The text without white space, control characters, characters without width and U+FFFD;
        with ligatures spelt out and soft and line-end hyphens as `-`.
    """
    spelt = spell_out(_UNMAPPED.sub("", text)).replace(_LINE_END_HYPHEN, "-").replace("\u00ad", "-")
    if not spelt.isascii():
        spelt = _ARABIC_LIGATURE.sub(lambda form: unicodedata.normalize("NFKC", form[0]), spelt)
    return "".join(filter(_is_written, spelt))


@lru_cache(maxsize=4096)
def _weight(glyph: str) -> int:
    """Return how many letters a glyph counts for; none if its code is U+FFFE, as for pdfium."""
    return len(letters(glyph.replace(_LINE_END_HYPHEN, "")))


@cache
def _is_written(character: str) -> bool:
    if character.isspace() or character == "\ufffd":
        return False
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def count_page(pdf: Path, page: int) -> int:
    """Count the glyphs of one page (about 1 ms of CPU).

    Args:
        pdf: the file. It must have passed `extract.pdf.preflight`: pdfium ends the whole
            process on some damaged files.
        page: from 1.
    """
    from pypdfium2 import PdfDocument

    document = PdfDocument(openable(pdf), autoclose=True)
    try:
        return len(read_letters(document, page))
    finally:
        document.close()


def read_letters(document: PdfDocument, page: int) -> str:
    """Read the letters of one page in pdfium's order.

    Args:
        document: an open document.
        page: from 1.

    Returns:
        The text of the page, reduced by `letters`.
    """
    opened = document[page - 1]
    try:
        text_page = opened.get_textpage()
        try:
            return letters(_without_joined_halves(text_page, _without_nulls(text_page)))
        finally:
            text_page.close()
    finally:
        opened.close()


def _without_nulls(text_page: PdfTextPage) -> str:
    """Read a page's text without glyphs mapped to NUL.

    pdfium writes U+FFFE both for these and for line-end hyphens.
    """
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
    # Glyphs are missing from the text, so that a U+FFFE cannot be assigned to its glyph.
    hyphens = sum(FPDFText_IsHyphen(text_page, index) > 0 for index in range(count))
    spare = max(0, text.count(_LINE_END_HYPHEN) - hyphens)
    return text.replace(_LINE_END_HYPHEN, "", spare)


def _without_joined_halves(text_page: PdfTextPage, text: str) -> str:
    """Remove characters that pdfium makes of two glyphs, each mapped to half of a surrogate pair.

    Neither glyph has a meaning, so the reader counts no letter. The halves of one glyph have the
    same origin.
    """
    if text.isascii() or max(text) <= _LAST_OF_PLANE_0:
        return text
    from pypdfium2.raw import FPDFText_GetUnicode

    codes = [FPDFText_GetUnicode(text_page, index) for index in range(text_page.count_chars())]
    for index, (high, low) in enumerate(pairwise(codes)):
        is_pair = 0xD800 <= high <= 0xDBFF and 0xDC00 <= low <= 0xDFFF
        if is_pair and _origin(text_page, index) != _origin(text_page, index + 1):
            joined = chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
            text = text.replace(joined, "", 1)
    return text


def _origin(text_page: PdfTextPage, index: int) -> tuple[float, float]:
    from pypdfium2.raw import FPDFText_GetCharOrigin

    x, y = c_double(), c_double()
    FPDFText_GetCharOrigin(text_page, index, x, y)
    return x.value, y.value


def read_box(document: PdfDocument, page: int, bbox: Bbox) -> str:
    """Read the text in a box of a page with pdfium.

    Args:
        document: an open document.
        page: from 1.
        bbox: `(x0, top, x1, bottom)` in points, as the page is displayed.

    Returns:
        The text of the glyphs whose centre is in the box.
    """
    opened = document[page - 1]
    try:
        box = _to_pdf_axes(bbox, opened.get_size(), opened.get_rotation())
        left, foot = opened.get_mediabox()[:2]
        text_page = opened.get_textpage()
        try:
            return str(
                text_page.get_text_bounded(
                    box[0] + left, box[1] + foot, box[2] + left, box[3] + foot
                )
            )
        finally:
            text_page.close()
    finally:
        opened.close()


def _to_pdf_axes(bbox: Bbox, size: tuple[float, float], rotation: int) -> Bbox:
    """Transform a box of the displayed page to PDF coordinates: before /Rotate, y upwards."""
    x0, top, x1, bottom = bbox
    width, height = size
    if rotation == 90:
        return (top, x0, bottom, x1)
    if rotation == 180:
        return (width - x1, top, width - x0, bottom)
    if rotation == 270:
        return (height - bottom, width - x1, height - top, width - x0)
    return (x0, height - bottom, x1, height - top)


def may_overprint(glyphs: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether some of a page's glyphs may be drawn over the same glyph again.

    If a text is drawn twice, some of its letters share a field of a grid with their repeats. The
    letters of a line are all at the same height, so tall fields separate fewer of them.
    """
    step = LEDGER.line_step
    fields = {(glyph["text"], glyph["x0"] // 1, glyph["top"] // step) for glyph in glyphs}
    return len(fields) < len(glyphs)


def without_overprints(counted: int, texts: Sequence[str], ignored: Collection[int]) -> int:
    """Return how many glyphs pypdfium2 counts, without those that it counts twice.

    It leaves a repeat out only where it is drawn soon after its glyph.

    Args:
        counted: number of glyphs by pypdfium2.
        texts: the text of each glyph that the reader read.
        ignored: indices of repeats and of glyphs too small to be visible.
    """
    if not ignored:
        return counted
    weights = [_weight(text) for text in texts]
    if sum(weights) != counted:
        return counted
    return counted - sum(weights[index] for index in ignored)


def overprints(glyphs: Sequence[Mapping[str, Any]]) -> set[int]:
    """Find glyphs that are drawn over the same glyph again, for fake bold or a shadow.

    Args:
        glyphs: a page's characters as pdfplumber returns them (`text`, `fontname`, `size`,
            `x0`, `x1`, `top`), in drawing order.

    Returns:
        Indices of glyphs that repeat an earlier one, and of glyphs too small to be visible.
    """
    min_size, offset = LEDGER.min_size, LEDGER.overprint_offset
    seen: dict[tuple[Any, ...], list[tuple[float, float]]] = {}
    repeated: set[int] = set()
    for index, glyph in enumerate(glyphs):
        size = abs(float(glyph["size"]))
        if size < min_size:
            repeated.add(index)
            continue
        x, y = float(glyph["x0"]), float(glyph["top"])
        width = float(glyph["x1"]) - x
        kind = (glyph["text"], glyph["fontname"], round(size, 2))
        column, line = int(x // size), int(y // size)
        candidates = (
            place
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for place in seen.get((*kind, column + dx, line + dy), ())
        )
        if any(
            abs(x - other_x) < offset * width and abs(y - other_y) < offset * size
            for other_x, other_y in candidates
        ):
            repeated.add(index)
        else:
            seen.setdefault((*kind, column, line), []).append((x, y))
    return repeated


@dataclass(frozen=True, slots=True)
class Tally(Generic[Place]):
    """The glyphs of one page, counted by the places that they belong to.

    Attributes:
        page: from 1.
        counted: number of glyphs by pypdfium2.
        lost: glyphs in no place.
        doubled: glyphs in two places.
        note: the two counts, if pypdfium2 and the reader count differently.
        places: number of glyphs in each place.
    """

    page: int
    counted: int
    lost: int
    doubled: int
    note: str
    places: Mapping[Place, int]

    def ledger(self, field_of: Callable[[Place], str] = str) -> PageLedger:
        """Sum up the places by field of the ledger.

        Args:
            field_of: returns the field of `PageLedger` that a place belongs to.
        """
        from extract.model import PageLedger  # page readers, which import this module, need none

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


def tally_page_glyphs(
    page: int,
    counted: int,
    used: Mapping[Place, Sequence[int]],
    texts: Sequence[str],
    *,
    ignored: frozenset[int] | set[int] = frozenset(),
) -> Tally[Place]:
    """Count the glyphs in each place of a page.

    Args:
        page: from 1.
        counted: number of glyphs by pypdfium2.
        used: for each place, the indices of its glyphs.
        texts: the text of each glyph that the reader read, by index.
        ignored: indices of glyphs that are not counted (`overprints`).

    Returns:
        The counts. A glyph that only pypdfium2 counts is lost; a glyph that only the reader
        counts is doubled.
    """
    weights = {index: _weight(text) for index, text in enumerate(texts)}
    weights |= dict.fromkeys(ignored, 0)
    weight_of = weights.get
    uses = Counter(chain.from_iterable(used.values()))
    read = sum(weights.values())
    unused = sum(weight for index, weight in weights.items() if index not in uses)
    repeated = sum(weight_of(index, 0) * (times - 1) for index, times in uses.items() if times > 1)
    return Tally(
        page,
        counted,
        lost=unused + max(0, counted - read),
        doubled=repeated + max(0, read - counted),
        note="" if read == counted else f"pdfium counts {counted} glyphs, the reader {read}",
        places={
            place: sum([weight_of(index, 0) for index in indices])
            for place, indices in used.items()
        },
    )
