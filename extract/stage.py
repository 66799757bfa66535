"""The extract stage: a PDF to what it prints, cell by cell, with its place on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from extract.document.document import read
from extract.document.document import read_tables as read_tables
from extract.document.plan import plan_of
from extract.model import Document, PlanTable
from extract.runtime.workers import Limits, pool_for
from extract.settings import ExtractSettings


def start_workers(jobs: int = 1, limits: Limits | None = None) -> None:
    """Start the processes that read pages, so that their imports overlap with other work.

    Args:
        jobs: processes to read pages with; as given to the reading later.
        limits: what reading one page may take; likewise.
    """
    pool_for(jobs, limits).start()


def read_document(
    pdf: Path,
    *,
    pages: Sequence[int] | None = None,
    jobs: int = 1,
    allow_loss: bool = False,
    password: str = "",
    limits: Limits | None = None,
    ocr_language: str = "",
    pages_read: Callable[[], None] = lambda: None,
) -> Document:
    """Read any PDF that holds tables.

    Args:
        pdf: the file.
        pages: which pages to read, counted from 1; all where not given.
        jobs: processes to read pages with, at most.
        allow_loss: go on without pages that cannot be read; the notes name them.
        password: opens an encrypted file.
        limits: what reading one page may take.
        ocr_language: what tesseract reads pages with that are pictures, like `fra` or
            `eng+fra`; what their text looks like where empty.
        pages_read: called when the last page is read, before the pages are put together.

    Returns:
        Tables joined over pages (the matrix found among them), the text outside of them, and
        a ledger of each page's glyphs.

    Raises:
        UnreadablePdfError: the file cannot be read; the class and the message say why.
        UnreadablePageError: a page broke a limit or could not be read.
    """
    found = read(
        pdf,
        pages=pages,
        jobs=jobs,
        allow_loss=allow_loss,
        password=password,
        limits=limits,
        ocr_language=ocr_language,
        pages_read=pages_read,
    )
    return found.document


def extract_plan(
    pdf: Path,
    settings: ExtractSettings,
    *,
    jobs: int = 1,
    allow_loss: bool = False,
    password: str = "",
    limits: Limits | None = None,
    pages_read: Callable[[], None] = lambda: None,
) -> PlanTable:
    """Read a plan: its matrix with the columns' roles, its annex, its narrative.

    Args:
        pdf: the file.
        settings: what is peculiar to the plan; labels are compared fuzzily.
        jobs: processes to read pages with, at most.
        allow_loss: go on without pages that cannot be read; the notes name them.
        password: opens an encrypted file.
        limits: what reading one page may take.
        pages_read: called when the last page is read, before the pages are put together.

    Returns:
        The plan as printed.

    Raises:
        UnreadablePdfError: the file cannot be read, or holds no matrix.
        UnreadablePageError: a page broke a limit or could not be read.
    """
    found = read(
        pdf,
        jobs=jobs,
        allow_loss=allow_loss,
        password=password,
        limits=limits,
        ocr_language=settings.ocr_language,
        pages_read=pages_read,
        labels=tuple(setting.label for setting in settings.columns),
    )
    return plan_of(found, settings)
