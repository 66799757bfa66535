"""The types that the extract stage returns: what a PDF prints.

Lengths are PDF points from the top left of the page, rounded to 0.01. Pages are counted from 1,
rows and columns from 0. Spans of rows and columns are half-open.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.characters import publishable
from extract.frozen import Frozen as Frozen
from extract.reading import (
    Bbox as Bbox,
    Cause as Cause,
    Evidence as Evidence,
    MarkKind as MarkKind,
    OtherReading as OtherReading,
)


class Span(Frozen):
    """A place on paper."""

    page: int = Field(ge=1)
    bbox: Bbox


class PrintedCode(Frozen):
    """A glyph published as a character that the file does not give, as of a symbol font."""

    code: str = Field(description="code in the file: a code point like U+F0B7, or a glyph number")
    bbox: Bbox


class Mark(Frozen):
    """Something seen in a cell that is not text, or not only text."""

    kind: MarkKind
    value: str = Field(description="sign, struck text, target of a link, colour, name of a field")
    bbox: Bbox


class Fragment(Frozen):
    """The part of a cell that one page prints."""

    page: int = Field(ge=1)
    bbox: Bbox
    lines: tuple[str, ...] = Field(description="printed lines, top to bottom, as printed")
    text: str = Field(description="the lines joined, with hyphens at line ends resolved")
    readings_agree: bool | None = Field(
        default=None, description="None if only one reader read the page"
    )
    other_reading: OtherReading | None = None
    ocr_confidence: float | None = Field(
        default=None, description="lowest OCR confidence of a word, 0 to 1; None for a text layer"
    )
    hyphens_in_doubt: tuple[str, ...] = Field(
        default=(),
        description="alternative spellings of words whose hyphen at a line end is uncertain",
    )
    codes: tuple[PrintedCode, ...] = Field(
        default=(), description="glyphs published as a character that the file does not give"
    )
    marks: tuple[Mark, ...] = Field(
        default=(), description="what is seen but is not text, or not only text"
    )


class Cell(Frozen):
    """A cell of a table, stored in the row in which it starts."""

    cell_id: str = Field(description="unique in the document, like t2-r014-c3")
    column: int
    column_stop: int
    row: int
    row_stop: int
    text: str
    fragments: tuple[Fragment, ...]
    confidence: float | None = Field(
        default=None,
        description="probability that it is read right, 0 to 1; None in headers and bands",
    )


class Row(Frozen):
    """A row of a table: the cells that start in it."""

    kind: Literal["row", "band", "header"]
    pages: tuple[int, ...]
    cells: tuple[Cell, ...]
    level: int = Field(default=0, description="level of a band; 0 is the outermost")
    is_again: bool = Field(
        default=False,
        description="a band that prints the one in effect again, as with “(continued)”: it begins "
        "no section",
    )
    confidence: float | None = Field(
        default=None,
        description="probability that its cells and boundaries are right; None in other kinds",
    )


class PageBreak(Frozen):
    """The decision at one page end inside a table."""

    table_id: str
    page: int = Field(description="the page before the page end")
    next_page: int
    row: int = Field(description="index of the first row printed on next_page")
    continues: bool = Field(description="that row starts on an earlier page")
    score: float
    is_weak: bool = Field(description="the evidence nearly balances; a reviewer should check")
    confidence: float | None = Field(
        default=None, description="probability that the rows at it are right, 0 to 1"
    )
    evidence: tuple[Evidence, ...]


DoubtKind = Literal[
    "row-start",
    "clipped-text",
    "left-out",
    "label-missing",
    "label-differs",
    "header-cut",
    "page-end",
    "page-order",
    "unknown-glyph",
    "misleading-glyph",
    "table-grid",
    "table-dropped",
    "hidden-text",
    "struck-out",
    "unread-mark",
    "uncertain-cell",
    "matrix-table",
    "role-guess",
]
"""What a doubt is about; `planrows explain` describes the issue that it becomes."""


class ReadingDoubt(Frozen):
    """A place on a page whose reading is uncertain."""

    kind: DoubtKind
    table_id: str = Field(default="", description="the table concerned; empty if there is none")
    span: Span
    text: str = Field(description="the text printed there")
    taken: str = Field(description="how it was read, and why that is uncertain")


class HeaderPrint(Frozen):
    """The header as printed on one page."""

    page: int
    labels: tuple[str, ...] = Field(description="one per column; empty if none is printed")


class Table(Frozen):
    """A table, joined over its pages."""

    table_id: str
    matrix: bool
    pages: tuple[int, ...]
    columns: tuple[str, ...] = Field(description="one label per column")
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    header_prints: tuple[HeaderPrint, ...] = ()
    found_by: str = Field(default="", description="the finder that proposed its cells")
    confidence: float | None = Field(
        default=None,
        description="probability that all of its cells are right",
    )
    evidence: tuple[Evidence, ...] = Field(
        default=(), description="what speaks for and against its cells on its least certain page"
    )


class Block(Frozen):
    """A block of text outside tables. Blocks are in reading order."""

    block_id: str
    kind: Literal["title", "heading", "paragraph", "list_item", "footnote", "footer", "page_number"]
    level: int | None = Field(default=None, description="level of a heading; 1 is the outermost")
    marker: str = Field(default="", description="printed bullet, number or footnote mark")
    lines: tuple[str, ...]
    text: str = Field(description="the lines joined, without the marker")
    spans: tuple[Span, ...]


NOT_READ = "not read: "
"""Begins the note on a page that could not be read."""
NOT_READ_NOW = "not read this time: "
"""Begins the note on a page that the next run may read: time, memory or the machine was short."""


class PageLedger(Frozen):
    """Where the glyphs of one page were published. White space is not counted."""

    page: int
    glyphs: int = Field(description="counted by pypdfium2, independently of the reader")
    matrix: int = 0
    headers: int = 0
    bands: int = 0
    tables: int = Field(default=0, description="tables other than matrix and annex")
    annex: int = 0
    narrative: int = 0
    footers: int = 0
    page_numbers: int = 0
    hidden: int = Field(default=0, description="hidden text; it is not published")
    lost: int = 0
    doubled: int = 0
    note: str = ""

    @property
    def is_unread(self) -> bool:
        """Whether the page could not be read; its glyphs are lost, and may be uncounted."""
        return self.note.startswith((NOT_READ, NOT_READ_NOW))

    @property
    def may_be_read(self) -> bool:
        """Whether the next run may read the page, which this one did not."""
        return self.note.startswith(NOT_READ_NOW)


class PageInfo(Frozen):
    """The size of a page as displayed (after /Rotate), and how it was read."""

    page: int
    width: float
    height: float
    rotation: int = 0
    is_ocr: bool = False


class Source(Frozen):
    """The file that was read."""

    file: str = Field(description="name without its folder")
    sha256: str
    page_count: int
    producer: str = ""
    title: str = ""

    @property
    def content(self) -> SourceContent:
        """The source without its file name."""
        return SourceContent.model_validate(self.model_dump(exclude={"file"}))


class SourceContent(Frozen):
    """The properties of a file that do not depend on its name. Cached results refer to them."""

    sha256: str
    page_count: int
    producer: str = ""
    title: str = ""

    def named(self, file: str) -> Source:
        """Return the source with a file name, which is converted to publishable characters."""
        return Source(file=publishable(file), **self.model_dump())


class Document(Frozen):
    """Everything that a PDF prints, read without settings."""

    source: Source
    pages: tuple[PageInfo, ...]
    tables: tuple[Table, ...]
    blocks: tuple[Block, ...]
    page_breaks: tuple[PageBreak, ...] = ()
    ledger: tuple[PageLedger, ...] = ()
    doubts: tuple[ReadingDoubt, ...] = ()
    notes: tuple[str, ...] = Field(default=(), description="remarks for reviewers")


class ColumnRole(Frozen):
    """The role of a column of the matrix."""

    column: int
    label: str = Field(description="as printed, with line ends joined")
    role: str = Field(
        description="area, relevant_bodies, focus, activity, output, lead_bodies, or any "
        "other name of a plan's settings: such a column is passed on unchanged"
    )
    score: float = Field(description="likeness of the printed label and the setting, 0 to 1")


class PlanTable(Frozen):
    """A plan as printed: its matrix, annex and narrative."""

    source: SourceContent
    pages: tuple[PageInfo, ...]
    roles: tuple[ColumnRole, ...]
    matrix: Table
    annex: Table | None = None
    annex_notes: tuple[Block, ...] = Field(default=(), description="footnotes of the annex")
    other_tables: tuple[Table, ...] = ()
    narrative: tuple[Block, ...] = Field(
        description="text before and after the matrix, in reading order"
    )
    furniture: tuple[Block, ...] = Field(description="footers and page numbers")
    page_breaks: tuple[PageBreak, ...]
    ledger: tuple[PageLedger, ...]
    doubts: tuple[ReadingDoubt, ...] = ()
    notes: tuple[str, ...] = ()
