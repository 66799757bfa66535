"""Contents of one page, before pages are joined: plain values that can be pickled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from extract.geometry.bbox import is_inside
from extract.geometry.page_transform import PageTransform
from extract.geometry.thresholds import LAID_OVER
from extract.reading import Bbox, Evidence, MarkKind, OtherReading


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
    """``(x, y)`` of the ends of pieces of horizontal lines, often at column edges."""
    pieces: tuple[tuple[Rule, ...], tuple[Rule, ...]] = ((), ())
    """Horizontal and vertical lines in pieces, as drawn."""
    curves: tuple[Bbox, ...] = ()
    """Boxes of curves and slanted lines: parts of pictures and charts."""


@dataclass(slots=True)
class Glyph:
    """A character of the text layer, in upright coordinates (points).

    `index` is its position in the page's content stream, by which the ledger counts. Glyphs are
    not changed once they are read, but pages have thousands, and a frozen class takes three times
    as long to make.
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
    """The text in the file if `text` differs from it; see `extract.characters`."""
    begins_string: bool = False
    """It is the first glyph of a string that the file draws in one operation."""
    is_struck: bool = False
    """A line strikes it out."""


StringLink = Literal["", "next", "apart"]
"""How a file draws a word after the one before: in the same string, after one space; as another
string, where strings are whole lines of cells; or in a way that shows nothing."""

Code = tuple[str, float, float, float, float]
"""The text of a glyph in the file, if it was read as another one, and the box of the glyph."""


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs without a space between them, on one baseline."""

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
    after_space: bool = True
    confidence: float | None = None
    """Confidence of OCR, 0 to 1; None for a text layer."""
    codes: tuple[Code, ...] = ()
    """Codes of the glyphs that were read differently from the file."""
    raw: str = ""
    """Its text as other readers give it, if they take codes of symbol fonts for letters."""
    turn: int = 0
    """Direction in which it is written, in degrees anticlockwise from the text of the page."""
    begins_string: bool = False
    """Its first glyph begins a string that the file draws in one operation."""
    is_struck: bool = False
    """A line strikes it out; a word that is struck out in part is two words."""
    link: StringLink = ""
    """How the file draws it after the word before it."""
    after: int = -1
    """Index of the last glyph of the word that the file draws before it; -1 if there is none."""

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
    """Width of its first word, to check whether it would have fitted on the line before."""
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    """The lowest confidence of its words."""
    edge: float | None = None
    """Right edge of the line's text column; None if the page has one column."""
    after_space: bool = True
    """Whether its first word follows a space, in drawing order."""
    codes: tuple[Code, ...] = ()
    """Codes of its words, left to right."""
    raw: str = ""
    """Its text glyph by glyph from left to right, as in the file, if `text` differs from it."""
    raised: tuple[Code, ...] = ()
    """Raised marks beside its words, and their boxes; exponents are not among them."""
    has_struck: bool = False
    """Whether some of its words are struck out."""


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell on one page; spans are half-open, in the grid of the page."""

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
    """The cell is a box of its own: it goes on over a page end only if its box is open there."""
    readings_agree: bool | None = None
    other_reading: OtherReading | None = None

    @property
    def text(self) -> str:
        """Its lines, joined by spaces."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class DoubtfulStart:
    """A place in a table where a row may start, without certainty."""

    top: float
    text: str
    because: str
    is_taken: bool
    """Whether a row starts there in the result."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of one, on one page."""

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[PageCell, ...]
    is_ruled: bool = True
    """Found by drawn lines, not by shades or by the alignment of text."""
    is_booktabs: bool = False
    """Its rows are separated by white space, not by rules."""
    has_gaps: bool | None = None
    """For such a table: whether gaps separate its rows; None if unknown."""
    doubts: tuple[DoubtfulStart, ...] = ()
    found_by: str = ""
    """The finder that proposed it, and what was refined after it."""
    evidence: tuple[Evidence, ...] = ()
    """Why it is taken for a table with these cells."""
    margin: float | None = None
    """Log odds by which this reading exceeds the next best one; None if nothing was compared."""
    other: PageTable | None = None
    """The next best reading of its place, if it is almost as likely."""
    nested: tuple[PageTable, ...] = ()
    """The grids inside of its cells, whose texts are read as text of the cell."""

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

    def is_body_of(self, table: PageTable) -> bool:
        """Return whether it has the cells of a table but its first row, which is full.

        Both have the values in the same rows and columns, whether the labels are in it or not.
        """
        first = [cell for cell in table.cells if cell.row == 0]
        is_full = len(first) == table.column_count and all(cell.lines for cell in first)
        rest = {_span(cell, 1) for cell in table.cells if cell.row}
        own, edges = (*self.xs, self.ys[0]), (*table.xs, table.ys[1])
        return (
            is_full
            and rest == {_span(cell) for cell in self.cells}
            and len(own) == len(edges)
            and all(abs(a - b) <= LAID_OVER.same_place for a, b in zip(own, edges, strict=True))
        )

    def cell_around(self, box: Bbox) -> PageCell | None:
        """Return the cell in which a box lies as a whole."""
        return next((cell for cell in self.cells if is_inside(box, cell.bbox, 0.0)), None)


def _span(cell: PageCell, below: int = 0) -> tuple[int, int, int, int]:
    """Return the rows and columns of a cell, counted from a row on."""
    return (cell.row - below, cell.row_stop - below, cell.column, cell.column_stop)


@dataclass(frozen=True, slots=True)
class HiddenText:
    """A line of text that the file draws and the page does not show."""

    line: Line
    because: str


@dataclass(frozen=True, slots=True)
class PageMark:
    """Something that is seen on a page but is not text, or not only text."""

    kind: MarkKind
    value: str
    bbox: Bbox
    """In upright coordinates."""


Misleading: TypeAlias = Mapping[tuple[str, str], str]
"""The character that a glyph looks like, by the name of its font and its text."""
NONE: Misleading = MappingProxyType({})
"""No glyph of the file is misleading."""


@dataclass(frozen=True, slots=True)
class MisleadingGlyph:
    """A glyph that does not look like the character of its text.

    Attributes:
        text: what its font says.
        seen: the character that it looks like.
        bbox: its place.
    """

    text: str
    seen: str
    bbox: Bbox


@dataclass(frozen=True, slots=True)
class ApartLine:
    """A line inside a table that the file draws before or after all others of the page.

    Attributes:
        text: its words.
        x0: its left edge.
        baseline: its baseline.
        glyphs: the glyphs of its words.
        collides: it lies over a wall of a cell or over other words, as no text of a cell does.
    """

    text: str
    x0: float
    baseline: float
    glyphs: tuple[int, ...]
    collides: bool


@dataclass(frozen=True, slots=True)
class PageReading:
    """The contents of one page: tables, and the lines outside of them."""

    page: int
    width: float
    height: float
    rotation: int
    tables: tuple[PageTable, ...]
    lines: Sequence[Line]
    glyph_texts: Sequence[str]
    overprinted: frozenset[int] = frozenset()
    watermark: tuple[Line, ...] = ()
    page_transform: PageTransform | None = None
    """The map between the sheet and upright coordinates; None if the text is upright."""
    counted: int = 0
    """Number of glyphs of the page by pypdfium2."""
    visible: Bbox | None = None
    """The visible part of the page, in upright coordinates; None if the page is a picture."""
    is_ocr: bool = False
    note: str = ""
    """A note for reviewers."""
    loose_rules: tuple[Rule, ...] = ()
    """Horizontal rules outside of tables, top to bottom."""
    replaced: tuple[tuple[str, str, int], ...] = ()
    """Codes of glyphs, the texts that replace them, and their numbers."""
    dropped: tuple[PageTable, ...] = ()
    """Grids without text that look like tables, but are not, by their evidence."""
    marks: tuple[PageMark, ...] = ()
    """What is seen and is no text, in the places of tables."""
    hidden: tuple[HiddenText, ...] = ()
    """Hidden text: it is in no table and in no line."""
    misleading: tuple[MisleadingGlyph, ...] = ()
    """Glyphs that do not look like the character of their text."""
    apart: tuple[ApartLine, ...] = ()
    """Lines that may be running lines printed over a table."""
    rules: Rules | None = None
    """Its lines and shades; None if vertical lines separate the columns of all its tables."""
    second: tuple[tuple[Bbox, str], ...] = ()
    """The cells of its second reading, if other pages may show one of its tables otherwise: place
    on the sheet and text."""

    def rule_left_of(self, line: Line, cell: PageCell, table: PageTable) -> float | None:
        """Return where the vertical line at the left end of a row's first cell is, if there is one.

        Above a table without vertical lines, a heading may begin left of its cells: nothing cuts
        it.
        """
        left, is_drawn = cell.bbox[0], table.is_ruled
        if self.rules is not None:
            is_drawn = any(
                abs(one.at - left) <= LAID_OVER.same_place
                and one.start <= line.baseline <= one.stop
                for one in self.rules.vertical
            )
        return left if is_drawn and cell.column == 0 else None
