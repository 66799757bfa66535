"""What is printed: the types that the extract stage returns.

Lengths are PDF points with the origin at the page's top left, rounded to 0.01;
pages count from 1; row and column spans are half-open.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.characters import publishable
from extract.frozen import Frozen as Frozen

Bbox = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in points."""


class Span(Frozen):
    """A place on paper."""

    page: int = Field(ge=1)
    bbox: Bbox


Cause = Literal[
    "cell", "rule", "edges", "blanks", "order", "neighbour", "lacking", "added", "letters"
]
"""Why two readings differ: the second one sees no cell, another rule or other edges; it has other
blanks, another order, letters of a neighbouring cell, fewer, more or other letters."""


class OtherReading(Frozen):
    """What the second reader saw where it did not see the same cell."""

    reader: str
    text: str
    bbox: Bbox | None = None
    differs_in: Literal["text", "box", "span", "missing"]
    cause: Cause = "letters"
    chosen_because: str = ""


class PrintedCode(Frozen):
    """A glyph that is not written as the file says that it is: one of a symbol font, or none."""

    code: str = Field(
        description="what the file says: a code point like U+F0B7, or a glyph's number"
    )
    bbox: Bbox


class Fragment(Frozen):
    """The part of a cell that one page prints."""

    page: int = Field(ge=1)
    bbox: Bbox
    lines: tuple[str, ...] = Field(description="printed lines, top to bottom, as printed")
    text: str = Field(description="the lines joined, line-end hyphens resolved")
    readings_agree: bool | None = Field(
        default=None, description="None where only one reader read the page"
    )
    other_reading: OtherReading | None = None
    confidence: float | None = Field(
        default=None, description="least OCR word confidence, 0 to 1; None for a text layer"
    )
    hyphens_in_doubt: tuple[str, ...] = Field(
        default=(), description="words at line ends, the other way that they may be written"
    )
    codes: tuple[PrintedCode, ...] = Field(
        default=(), description="glyphs that are written otherwise than the file says"
    )


class Cell(Frozen):
    """A cell of a table, stored once, in the row in which it starts."""

    cell_id: str = Field(description="unique in the document, like t2-r014-c3")
    column: int
    column_stop: int
    row: int
    row_stop: int
    text: str
    fragments: tuple[Fragment, ...]


class Row(Frozen):
    """A row of a table: the cells that start in it."""

    kind: Literal["row", "band", "header"]
    pages: tuple[int, ...]
    cells: tuple[Cell, ...]
    level: int = Field(default=0, description="of a band: 0 is the outermost")


class Evidence(Frozen):
    """One reason for or against going on over a page end."""

    name: str
    weight: float = Field(description="positive: the row goes on; negative: a new row starts")
    note: str = ""


class PageBreak(Frozen):
    """The decision at one page end inside a table."""

    table_id: str
    page: int = Field(description="the page before the break")
    next_page: int
    row: int = Field(description="index of the first row printed on next_page")
    continues: bool = Field(description="that row began on an earlier page")
    score: float
    is_weak: bool = Field(description="the evidence is close to balanced: for reviewers")
    evidence: tuple[Evidence, ...]


DoubtKind = Literal[
    "row-start",
    "clipped-text",
    "left-out",
    "label-missing",
    "label-differs",
    "header-cut",
    "page-end",
    "unknown-glyph",
]
"""What a doubt is about; `planrows explain` tells of the issue that each of them becomes."""


class ReadingDoubt(Frozen):
    """A place on paper of which it is not certain how it is to be read."""

    kind: DoubtKind
    table_id: str = Field(default="", description="of the table that it is about; empty: none")
    span: Span
    text: str = Field(description="what is printed there")
    taken: str = Field(description="how it was read, and why that is not certain")


class HeaderPrint(Frozen):
    """The header as one page prints it."""

    page: int
    labels: tuple[str, ...] = Field(description="one a column, empty where none is printed")


class Table(Frozen):
    """A table, joined over the pages that it goes on over."""

    table_id: str
    matrix: bool
    pages: tuple[int, ...]
    columns: tuple[str, ...] = Field(description="one label a column")
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    header_prints: tuple[HeaderPrint, ...] = ()


class Block(Frozen):
    """Text outside of tables, in reading order."""

    block_id: str
    kind: Literal["title", "heading", "paragraph", "list_item", "footnote", "footer", "page_number"]
    level: int | None = Field(default=None, description="of a heading: 1 is the outermost")
    marker: str = Field(default="", description="printed bullet, number or footnote mark")
    lines: tuple[str, ...]
    text: str = Field(description="without the marker, line ends joined")
    spans: tuple[Span, ...]


class PageLedger(Frozen):
    """Where the glyphs of one page went (white space apart)."""

    page: int
    glyphs: int = Field(description="counted by pypdfium2, not by the reader")
    matrix: int = 0
    headers: int = 0
    bands: int = 0
    tables: int = Field(default=0, description="tables other than matrix and annex")
    annex: int = 0
    narrative: int = 0
    footers: int = 0
    page_numbers: int = 0
    lost: int = 0
    doubled: int = 0
    note: str = ""


class PageInfo(Frozen):
    """A page's size as shown (after /Rotate) and how it was read."""

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
        """What of it is the same under any name."""
        return SourceContent.model_validate(self.model_dump(exclude={"file"}))


class SourceContent(Frozen):
    """What the bytes of the file say that was read: what is kept of it, for names change."""

    sha256: str
    page_count: int
    producer: str = ""
    title: str = ""

    def named(self, file: str) -> Source:
        """Return the source under the name that it has now, in characters that files may hold."""
        return Source(file=publishable(file), **self.model_dump())


class Document(Frozen):
    """All that a PDF prints, read without any settings."""

    source: Source
    pages: tuple[PageInfo, ...]
    tables: tuple[Table, ...]
    blocks: tuple[Block, ...]
    page_breaks: tuple[PageBreak, ...] = ()
    ledger: tuple[PageLedger, ...] = ()
    doubts: tuple[ReadingDoubt, ...] = ()
    notes: tuple[str, ...] = Field(default=(), description="what a reviewer should know")


class ColumnRole(Frozen):
    """What a column of the matrix holds."""

    column: int
    label: str = Field(description="as printed, line ends joined")
    role: str = Field(
        description="area, relevant_bodies, focus, activity, output, lead_bodies, or any "
        "other name of a plan's settings: such a column is carried as it is"
    )
    score: float = Field(description="likeness of the printed label to the settings', 0 to 1")


class PlanTable(Frozen):
    """A plan as printed: its matrix, annex and narrative."""

    source: SourceContent
    pages: tuple[PageInfo, ...]
    roles: tuple[ColumnRole, ...]
    matrix: Table
    annex: Table | None = None
    annex_notes: tuple[Block, ...] = Field(default=(), description="footnotes of the annex")
    other_tables: tuple[Table, ...] = ()
    narrative: tuple[Block, ...] = Field(description="before and after the matrix, in order")
    furniture: tuple[Block, ...] = Field(description="footers and page numbers")
    page_breaks: tuple[PageBreak, ...]
    ledger: tuple[PageLedger, ...]
    doubts: tuple[ReadingDoubt, ...] = ()
    notes: tuple[str, ...] = ()
