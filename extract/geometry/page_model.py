"""What one page prints, before pages are joined: plain values that cross process borders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.geometry.page_transform import PageTransform
from extract.model import Bbox, OtherReading


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along one axis: at `at`, from `start` to `stop`."""

    at: float
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A shaded area."""

    bbox: Bbox
    color: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of a page."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    marks: tuple[tuple[float, float], ...] = ()
    """``(x, y)`` where pieces of horizontal lines end: at column lines not drawn, often."""
    pieces: tuple[tuple[Rule, ...], tuple[Rule, ...]] = ((), ())
    """Horizontal and vertical lines in the pieces in which they were drawn."""


@dataclass(slots=True)
class Glyph:
    """A character of the text layer, in the page's upright frame (points).

    `index` is its place in the page's content stream: the ledger counts by it. No glyph is
    changed, but a frozen class takes thrice as long to make, and pages have thousands.
    """

    index: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    color: tuple[float, ...]
    code: str = ""
    """What the file says that it is, where its text is another; see `extract.characters`."""


Code = tuple[str, float, float, float, float]
"""What the file says of a glyph whose text is another one, and the box that it is printed in."""


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs without a blank between them, on one baseline."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    color: tuple[float, ...]
    glyphs: tuple[int, ...]
    after_blank: bool = True
    confidence: float | None = None
    """Of OCR, 0 to 1; None for a text layer."""
    codes: tuple[Code, ...] = ()
    """Of those glyphs that are not written as the file says."""

    @property
    def bbox(self) -> Bbox:
        """Its box."""
        return (self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line of a cell or of the page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    color: tuple[float, ...]
    glyphs: tuple[int, ...]
    first_width: float = 0.0
    """Width of its first word: would it have fitted on the line before?"""
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    """The least of its words'."""
    edge: float | None = None
    """Right edge of the column of text that it stands in; None where that is the page's."""
    after_blank: bool = True
    """Whether its first word follows a blank, in drawing order."""
    codes: tuple[Code, ...] = ()
    """Of its words, left to right."""


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell as one page prints it; spans are half-open, in the page's own grid."""

    row: int
    row_stop: int
    column: int
    column_stop: int
    bbox: Bbox
    lines: Sequence[Line] = ()
    fill: tuple[float, ...] | None = None
    closed_top: bool = True
    closed_bottom: bool = True
    is_boxed: bool = False
    """A box apart from those beside it: where a page end leaves it open it goes on, else not."""
    readings_agree: bool | None = None
    other_reading: OtherReading | None = None

    @property
    def text(self) -> str:
        """Its lines, a blank between them."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class DoubtfulStart:
    """A place in a table at which it is not certain whether a row starts."""

    top: float
    text: str
    because: str
    is_taken: bool
    """A row was taken to start there."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of one, on one page."""

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[PageCell, ...]
    is_ruled: bool = True
    """Found by drawn lines; not by shades and by how text is aligned."""
    is_spaced: bool = False
    """Its rows are parted by white space, not by rules."""
    has_gaps: bool | None = None
    """Of such a table: rows are parted by gaps; None where it shows no sign of it."""
    doubts: tuple[DoubtfulStart, ...] = ()

    @property
    def bbox(self) -> Bbox:
        """Its outer frame."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def column_count(self) -> int:
        """Columns between its vertical lines."""
        return len(self.xs) - 1

    @property
    def row_count(self) -> int:
        """Rows between its horizontal lines."""
        return len(self.ys) - 1


@dataclass(frozen=True, slots=True)
class PageReading:
    """All that one page prints: tables, and the lines outside of them."""

    page: int
    width: float
    height: float
    rotation: int
    tables: tuple[PageTable, ...]
    lines: Sequence[Line]
    glyph_texts: Sequence[str]
    overprinted: frozenset[int] = frozenset()
    watermark: tuple[Line, ...] = ()
    frame: PageTransform | None = None
    """How the text stands on its sheet; None where it is upright."""
    counted: int = 0
    """Glyphs of the page as pypdfium2 counts them."""
    visible: Bbox | None = None
    """What the paper shows of the page, in the frame of its text; None where it is a picture."""
    is_ocr: bool = False
    note: str = ""
    """What a reviewer should know of the page."""
    loose_rules: tuple[Rule, ...] = ()
    """Horizontal rules outside of tables, top to bottom."""
    replaced: tuple[tuple[str, str, int], ...] = ()
    """Codes of glyphs, the texts that are written in their place, and how many there are."""
    rules: Rules | None = None
    """Its lines and shades; None where vertical lines part all of its tables."""
