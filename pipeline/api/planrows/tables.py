"""Read the tables of any PDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.runtime.limits import DEFAULT_FILE_LIMITS, FileLimits

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class PrintedTable:
    """A table of a PDF; a table that continues over pages is one table.

    Attributes:
        table_id: its name within the file, like ``t1``.
        is_matrix: whether it is the long table that the document is about.
        pages: its pages, counted from 1.
        columns: labels of its columns, the header cells above each of them joined.
        rows: texts of its rows. The text of a merged cell is repeated on every row and column
            that the cell covers.
        kinds: kind of each row: ``row`` or ``band`` (a heading across the table).
        row_pages: first and last page of each row.
    """

    table_id: str
    is_matrix: bool
    pages: tuple[int, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: tuple[str, ...]
    row_pages: tuple[tuple[int, int], ...]

    def to_frame(self) -> pandas.DataFrame:
        """Return the texts as a DataFrame of strings, with the labels as column names."""
        import pandas

        return pandas.DataFrame(self.rows, columns=list(self.columns), dtype="string")


def read_tables(
    pdf: Path | str,
    *,
    pages: str | Iterable[int] | None = None,
    jobs: int = 1,
    ocr_language: str = "",
    max_pages: int = DEFAULT_FILE_LIMITS.pages,
    max_minutes: float = DEFAULT_FILE_LIMITS.seconds / 60,
) -> list[PrintedTable]:
    """Read the tables of a PDF, without any settings.

    Args:
        pdf: the file.
        pages: pages to read, counted from 1, like ``"11-13"`` or ``[11, 12]``; None: all.
        jobs: number of processes that read pages.
        ocr_language: language of scanned pages: tesseract's code, like ``fra``.
        max_pages: number of pages that the file may have.
        max_minutes: time that reading it may take.

    Returns:
        The tables in printed order; an empty list if no page holds one. A header whose rows are
        in no table is none.

    Raises:
        PlanrowsError: the file cannot be read, or has no such page.

    Examples:
        >>> import planrows
        >>> tables = planrows.read_tables("sources/asean-pcrve-2019-2025/plan.pdf", pages="11-12")
        >>> [(table.is_matrix, table.pages) for table in tables]
        [(True, (11, 12))]
        >>> tables[0].to_frame().shape[1]
        6
    """
    from extract.document.repeated_text import row_texts
    from extract.runtime.workers import stop_workers
    from extract.settings import ReadOptions
    from extract.stage import read_tables as read
    from extract.system.guard import check_packages
    from pipeline.commands.extract import page_range
    from pipeline.commands.without_rows import has_rows, letters_beneath

    check_packages()
    wanted = page_range(pages) if isinstance(pages, str) else None if pages is None else [*pages]
    options = ReadOptions(
        pages=wanted,
        jobs=jobs,
        ocr_language=ocr_language,
        file_limits=FileLimits(max_pages, max_minutes * 60),
        pages_read=stop_workers,
    )
    found = read(Path(pdf), options)
    beneath = letters_beneath(found.doubts)
    return [
        PrintedTable(
            table_id=table.table_id,
            is_matrix=table.matrix,
            pages=table.pages,
            columns=table.columns,
            rows=tuple(map(tuple, row_texts(table))),
            kinds=tuple(row.kind for row in table.rows),
            row_pages=tuple((min(row.pages), max(row.pages)) for row in table.rows),
        )
        for table in found.tables
        if has_rows(table, beneath.get(table.table_id, 0))
    ]
