"""The extract stage: read what a PDF prints, cell by cell, with positions on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extract.document.document import read, read_tables as read_tables
from extract.matrix.plan import plan_of
from extract.model import Document, PlanTable
from extract.settings import DEFAULT_OPTIONS, ExtractSettings, ReadOptions


def read_document(pdf: Path, options: ReadOptions = DEFAULT_OPTIONS) -> Document:
    """Read any PDF that holds tables.

    Args:
        pdf: the file.
        options: how to read its pages.

    Returns:
        The tables joined over pages (the matrix is marked), the text outside the tables, and
        one glyph ledger per page.

    Raises:
        UnreadablePdfError: the file cannot be read; the class and the message give the cause.
        UnreadablePageError: a page exceeded a limit or could not be read.
    """
    return read(pdf, options).document


def extract_plan(
    pdf: Path, settings: ExtractSettings, options: ReadOptions = DEFAULT_OPTIONS
) -> PlanTable:
    """Read a plan: its matrix with column roles, its annex and its narrative.

    Args:
        pdf: the file.
        settings: what is known about the plan; labels are compared fuzzily. Its OCR language
            applies if the options give none.
        options: how to read the pages.

    Returns:
        The plan as printed.

    Raises:
        UnreadablePdfError: the file cannot be read or holds no matrix.
        UnreadablePageError: a page exceeded a limit or could not be read.
    """
    options = replace(options, ocr_language=options.ocr_language or settings.ocr_language)
    labels = tuple(setting.label for setting in settings.columns)
    return plan_of(read(pdf, options, labels, settings.language), settings)
