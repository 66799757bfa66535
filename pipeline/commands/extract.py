"""``planrows extract``: the tables of any PDF as ``tables.json`` and CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands.extract_files import (
    file_slug,
    ocr_confidence_of,
    repeats_text,
    table_csv,
    tables_json,
    text_json,
)
from pipeline.commands.thresholds import EXTRACTED
from pipeline.config.project import find_project
from pipeline.engine.owned_folder import OwnedFolder
from pipeline.engine.page_bar import PageBar
from pipeline.errors import IncompleteTableError, SourceFileError, UsageError
from pipeline.password import read_password
from pipeline.terminal import clean, doubt_count, say

if TYPE_CHECKING:
    from extract.document.document import TableStream
    from extract.model import ReadingDoubt, Table
    from extract.runtime.limits import FileLimits
    from extract.settings import ReadOptions

MAX_PAGES = 100_000
MAX_DOUBTS = 20
"""Doubts that are printed, one line each; the file has all of them."""
SHORT = 80
"""Characters that are printed of a text in doubt."""
TABLES, TEXT = "tables.json", "text.json"


@dataclass(frozen=True)
class ExtractOptions:
    """Arguments of ``planrows extract``, apart from the file."""

    pages: str | None = None
    out: Path | None = None
    jobs: int = 1
    ocr_language: str = ""
    password_file: Path | None = None
    allow_loss: bool = False
    file_limits: FileLimits | None = None


def extract_command(pdf: Path, options: ExtractOptions) -> dict[str, object]:
    """Read the tables of a PDF without any settings, write them, and return what was written.

    Raises:
        SourceFileError: the file does not exist, or holds no table.
        IncompleteTableError: much of a table is in no cell, or its letters are hardly read.
    """
    if not pdf.is_file():
        what = "is not a file" if pdf.exists() else "no such file"
        raise SourceFileError(f"{pdf}: {what}: name a PDF")
    bar = PageBar()
    read = _read_options(options, bar)
    from extract.document.document import read_tables
    from pipeline.commands.without_rows import letters_beneath

    try:
        found = read_tables(pdf, read)
    finally:
        bar.stop()
    where = f"page {options.pages}" if options.pages else f"its {found.source.page_count} pages"
    target = options.out or find_project().outputs / f"{file_slug(pdf.stem)}.tables"
    counts = _Counts(letters_beneath(found.doubts))
    folder = OwnedFolder(target, "extract")
    with folder.open():
        tables = _written(found.tables, folder, counts)
        folder.write(TABLES, tables_json(found.source, tables, found.doubts, found.ocr_pages))
        if not counts.tables:
            raise SourceFileError(
                f"{pdf}: no table found on {where}{counts.headers_note()}: nothing written; "
                f"{'name others with --pages' if options.pages else 'look at it in a viewer'}"
            )
        folder.write(TEXT, text_json(found.source, found.blocks, counts.headers))
        for name in folder.finish():
            say(f"{target / name}: kept: an earlier run wrote it, and it was changed since")
    _tell(found, counts)
    print(clean(f"{len(folder.sums)} files written to {target}"))
    problems = [*counts.all_problems(), *_lost(found, allow_loss=options.allow_loss)]
    summary = {"folder": str(target), "files": list(folder.sums), **_summary(found, counts)}
    if problems:
        raise IncompleteTableError(
            f"{pdf}: {'; '.join(problems)}: compare it with the page", summary
        )
    return summary


def _summary(found: TableStream, counts: _Counts) -> dict[str, object]:
    return {
        "source": found.source.model_dump(mode="json"),
        "tables": counts.tables,
        "doubts": len(found.doubts),
        "ocr_pages": found.ocr_pages,
        "ledger": [page.model_dump(mode="json") for page in found.ledger],
    }


def _read_options(options: ExtractOptions, bar: PageBar) -> ReadOptions:
    from extract.runtime.workers import stop_workers
    from extract.settings import ReadOptions

    return ReadOptions(
        pages=page_range(options.pages) if options.pages else None,
        jobs=options.jobs,
        ocr_language=options.ocr_language,
        password=read_password(options.password_file),
        allow_loss=options.allow_loss,
        file_limits=options.file_limits,
        page_done=bar.page_done,
        pages_read=stop_workers,
    )


@dataclass
class _Counts:
    """What is found in the tables while they are written.

    Attributes:
        beneath: letters that stand at each table and are in none of its cells.
        tables: the tables with rows: identifier, pages, number of rows, and whether it is the
            document's main one.
        headers: headers whose rows are in no table.
        in_headers: their letters.
        ocr_letters: letters in tables that OCR has read.
        ocr_cells: cells with text that OCR has read.
        ocr_sure: those of them that it is sure of.
        problems: why a table is not what the page prints, a clause each.
    """

    beneath: Mapping[str, int]
    tables: list[dict[str, object]] = field(default_factory=list)
    headers: list[Table] = field(default_factory=list)
    in_headers: int = 0
    ocr_letters: int = 0
    ocr_cells: int = 0
    ocr_sure: int = 0
    problems: list[str] = field(default_factory=list)

    def add(self, table: Table) -> bool:
        """Count a table; return whether it is one: a header without rows is none."""
        from pipeline.commands.without_rows import has_rows, letters_in

        size, beneath = letters_in(table), self.beneath.get(table.table_id, 0)
        if not has_rows(table, beneath):
            self.headers.append(table)
            self.in_headers += size
            return False
        self.tables.append(
            {
                "table_id": table.table_id,
                "matrix": table.matrix,
                "pages": table.pages,
                "rows": len(table.rows),
            }
        )
        if beneath > size:
            self.problems.append(
                f"{beneath:,} glyphs at {table.table_id} are in none of its cells, which hold "
                f"{size:,}"
            )
        self._count_ocr(table, size)
        return True

    def _count_ocr(self, table: Table, size: int) -> None:
        cells = [cell for row in table.rows for cell in row.cells if cell.text]
        found = [sure for cell in cells if (sure := ocr_confidence_of(cell)) is not None]
        if not found:
            return
        self.ocr_letters += size
        self.ocr_cells += len(found)
        self.ocr_sure += sum(value >= EXTRACTED.sure_confidence for value in found)

    def all_problems(self) -> list[str]:
        """Return why the tables are not what the pages print, a clause each."""
        if self.ocr_sure >= EXTRACTED.min_sure * self.ocr_cells:
            return self.problems
        return [*self.problems, f"OCR is sure of only {self.ocr_sure} of {self.ocr_cells} cells"]

    def headers_note(self) -> str:
        """Return a clause about the headers without rows; empty: there are none."""
        if not self.headers:
            return ""
        pages = ", ".join(str(page) for table in self.headers for page in table.pages[:1])
        return f", only a header without rows (page {pages})"


def _tell(found: TableStream, counts: _Counts) -> None:
    """Print the notes, losses and doubts, and where all glyphs are."""
    for note in found.notes:
        say(note)
    for page in found.ledger:
        if page.lost or page.doubled or page.is_unread:
            why = f" ({page.note})" if page.note else ""
            say(f"page {page.page}: {page.lost} glyphs lost, {page.doubled} doubled{why}")
    for line in doubt_lines(found.doubts):
        say(line)
    if counts.headers:
        what = ", ".join(f"{table.table_id} on page {table.pages[0]}" for table in counts.headers)
        say(f"{what}: a header without rows is not written as a table; its text is in {TEXT}")
    if found.ocr_pages:
        pages = ", ".join(map(str, found.ocr_pages[:MAX_DOUBTS]))
        more = " …" if len(found.ocr_pages) > MAX_DOUBTS else ""
        say(
            f"page {pages}{more}: a picture, read by OCR: letters may be wrong, and nothing counts "
            "them independently"
        )
        print(
            clean(
                f"{counts.ocr_letters:,} letters in tables were read by OCR, which is sure of "
                f"{counts.ocr_sure} of {counts.ocr_cells} cells (confidence of each: {TABLES})"
            )
        )
    print(clean(doubt_count(len(found.doubts))))
    if {page.page for page in found.ledger} > set(found.ocr_pages):
        print(clean(_account(found, counts)))


def _account(found: TableStream, counts: _Counts) -> str:
    """Return a line that says where the glyphs of the text layer are."""
    total = {
        name: sum(getattr(page, name) for page in found.ledger)
        for name in type(found.ledger[0]).model_fields
        if name not in ("page", "note")
    }
    outside = total["narrative"] + total["footers"] + total["page_numbers"] + counts.in_headers
    inside = total["matrix"] + total["headers"] + total["bands"] + total["tables"]
    line = (
        f"{total['glyphs']:,} glyphs: {inside - counts.in_headers:,} in tables, {outside:,} "
        f"outside of them ({TEXT}), {total['lost']:,} lost"
    )
    line += f", {total['doubled']:,} twice" if total["doubled"] else ""
    unread = sum(page.is_unread for page in found.ledger)
    return line + (f"; {unread} pages not read" if unread else "")


def _lost(found: TableStream, *, allow_loss: bool) -> Iterator[str]:
    """Yield a clause about glyphs that are in no file, or twice in them."""
    pages = [page.page for page in found.ledger if page.lost or page.doubled]
    if pages and not allow_loss:
        numbers = ", ".join(map(str, pages[:MAX_DOUBTS]))
        yield f"glyphs are lost or doubled on page {numbers} (--allow-loss accepts that)"


def doubt_lines(doubts: Sequence[ReadingDoubt]) -> list[str]:
    """Return a line for each doubt: its page and place, the printed text, and the reading.

    There are at most `MAX_DOUBTS` lines; `tables.json` has all doubts.
    """
    lines = [
        f"page {doubt.span.page}, {_place(doubt)}: “{_short(doubt.text)}”: {doubt.taken}"
        for doubt in doubts[:MAX_DOUBTS]
    ]
    if len(doubts) > MAX_DOUBTS:
        lines.append(f"and {len(doubts) - MAX_DOUBTS} more doubts: tables.json has them all")
    return lines


def _place(doubt: ReadingDoubt) -> str:
    box = ", ".join(f"{value:.0f}" for value in doubt.span.bbox)
    return f"{doubt.table_id} at {box}" if doubt.table_id else f"at {box}"


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def _written(tables: Iterable[Table], folder: OwnedFolder, counts: _Counts) -> Iterator[Table]:
    """Write each table as CSV, print a line about it, and yield it."""
    for table in tables:
        if not counts.add(table):
            continue
        name = f"{file_slug(table.table_id)}.csv"
        folder.write(name, table_csv(table))
        if not repeats_text(table):
            say(
                f"{name}: merged cells repeat too much text: each is written once, where it "
                "starts; tables.json says which rows and columns it covers"
            )
        what = "matrix" if table.matrix else "table"
        spread = f"pages {table.pages[0]}-{table.pages[-1]}" if table.pages else ""
        print(clean(f"{table.table_id}: {what}, {len(table.rows)} rows, {spread}"))
        yield table


def page_range(text: str) -> list[int]:
    """Return the sorted pages of a list like ``11-13`` or ``2,5-7``.

    Raises:
        UsageError: the text is not a list of pages.
    """
    pages: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?", part)
        first = int(match[1]) if match else 0
        last = int(match[2] or first) if match else 0
        if not 1 <= first <= last <= MAX_PAGES:
            raise UsageError(f"--pages {text!r}: give page numbers from 1, like 11-13 or 2,5-7")
        pages.update(range(first, last + 1))
    return sorted(pages)
