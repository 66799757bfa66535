"""What each reading of a page costs: CPU seconds a page, by itself and in one process."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

from extract.page.ledger import read_letters
from extract.page.page import read_page
from extract.page.second_reading import SecondReader
from extract.parser.fast_page import FastPage

TURNS = 3
"""Turns over all pages, of which the quickest counts: a busy machine only adds."""


def cost_of_readings(pdf: Path) -> dict[str, float]:
    """Return CPU seconds a page of each reading."""
    counter = pypdfium2.PdfDocument(pdf)
    count = len(counter)
    counted = [len(read_letters(counter, number)) for number in range(1, count + 1)]

    def ours() -> None:
        with pdfplumber.open(pdf) as document:
            for page, glyphs in zip(document.pages, counted, strict=True):
                fast = FastPage.of(page)
                read_page(fast, glyphs)
                fast.close()

    def second() -> None:
        reader = SecondReader(pdf)
        for number in range(1, count + 1):
            reader.read(number)

    def ledger() -> None:
        for number in range(1, count + 1):
            read_letters(counter, number)

    def tables() -> None:
        with pdfplumber.open(pdf) as document:
            for page in document.pages:
                page.extract_tables()
                page.close()

    readings: dict[str, Callable[[], None]] = {
        "first reading: pdfplumber's glyphs and rules, our grid": ours,
        "second reading: camelot's lattice": second,
        "ledger: pypdfium2's glyphs": ledger,
        "pdfplumber's own `extract_tables`, to compare": tables,
    }
    return {name: min(_cpu(read) for _ in range(TURNS)) / count for name, read in readings.items()}


def _cpu(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
