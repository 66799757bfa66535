"""Read all pages of a file in worker processes, and count the glyphs of pages that fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extract.characters import UNKNOWN, publishable
from extract.errors import ExtractError, MissingPageError, SlowPdfError
from extract.geometry.page_model import PageReading
from extract.marks.drawn_marks import BULLET
from extract.model import NOT_READ, NOT_READ_NOW, PageLedger
from extract.multipage.document_choice import choose_over_document
from extract.multipage.running_lines import running_glyphs
from extract.page.compact_lines import pack_reading
from extract.page.ledger import count_page
from extract.page.page_worker import read_and_cross_check
from extract.pdf.preflight import ReadablePdf, readable
from extract.pdf.text_layer import check_text_layer
from extract.runtime.limits import FileLimits
from extract.runtime.outcomes import Readings
from extract.runtime.spool import Spool
from extract.runtime.workers import OutOfTimeError, PagePool, pool_for
from extract.settings import DEFAULT_OPTIONS, ReadOptions

_MAX_PAGES_NAMED = 12
"""A note names this many pages and abbreviates the rest."""


@dataclass(frozen=True)
class PagesRead:
    """The pages of a file.

    Attributes:
        opened: the file as it was read.
        readings: the pages that could be read, in order.
        unread: a ledger for each page that could not be read, with all of its glyphs lost.
        notes: notes to the reviewer.
    """

    opened: ReadablePdf
    readings: list[PageReading]
    unread: tuple[PageLedger, ...]
    notes: tuple[str, ...]


def read_pages_of(pdf: Path, options: ReadOptions = DEFAULT_OPTIONS) -> PagesRead:
    """Read the pages of a file.

    Raises:
        UnreadablePdfError: the file cannot be read, lacks a requested page or has no text.
        UnreadablePageError: a page cannot be read and `allow_loss` is False.
    """
    pool = pool_for(options.jobs, options.limits).start()
    whole = options.file_limits or FileLimits()
    with readable(pdf, pool, options.password, whole.pages) as opened:
        numbers = _page_numbers(pdf, options.pages, opened.page_count)
        read = partial(
            read_and_cross_check,
            ocr_language=options.ocr_language,
            misleading=opened.misleading,
        )
        results = _run(pool, read, pdf, opened.path, numbers, whole, options.page_done)
        spool = Spool()
        packed = {page: _packed(results.values[page], spool) for page in sorted(results.values)}
        if running := running_glyphs(packed):
            without = partial(read, running=running)
            again = pool.run(without, opened.path, sorted(running)).values
            packed |= {page: _packed(again[page], spool) for page in again}
        failures = {page: _named(pdf, error) for page, error in sorted(results.failures.items())}
        if failures and not (options.allow_loss and packed):
            pool.stop()
            raise next(iter(failures.values()))
        unread = _unread_ledgers(pool, opened.path, failures)
    options.pages_read()
    readings = _read_together(tuple(packed.values()), spool)
    del results, packed
    if unread or any(reading.is_ocr for reading in readings):
        # Memory that a failed page or OCR has taken counts against the limit of later files.
        pool.stop()
    misleading = {reading.page: len(reading.misleading) for reading in readings}
    texts = {reading.page: reading.glyph_texts for reading in readings}
    notes = list(check_text_layer(pdf, texts, misleading))
    notes += [*_notes_on_symbols(readings), *_notes_on_bullets(readings)]
    page_notes = [ledger.note for ledger in unread]
    page_notes += _page_notes(readings)
    all_notes = map(publishable, (*opened.notes, *page_notes, *notes))
    return PagesRead(opened, readings, unread, tuple(all_notes))


def _run(
    pool: PagePool,
    read: Callable[[Path, int], PageReading],
    pdf: Path,
    opened: Path,
    numbers: Sequence[int],
    whole: FileLimits,
    page_done: Callable[[int, int], None],
) -> Readings[PageReading]:
    """Read pages; refuse a file whose pages take too long all together."""
    done: list[int] = []

    def count(page: int) -> None:
        done.append(page)
        page_done(len(done), len(numbers))

    try:
        return pool.run(read, opened, numbers, done=count, seconds=whole.seconds)
    except OutOfTimeError as error:
        raise SlowPdfError(
            pdf,
            f"takes more than {whole.seconds / 60:g} minutes to read: {len(done):,} of "
            f"{len(numbers):,} pages were read",
            "split it, and keep the pages of the matrix, or allow more with --max-minutes",
        ) from error


def _packed(reading: PageReading, spool: Spool) -> PageReading:
    """Pack the lines of a page into little memory; keep what reading it with others needs."""
    return pack_reading(reading, ruled_only=True, spool=spool)


def _read_together(readings: Sequence[PageReading], spool: Spool) -> list[PageReading]:
    """Choose the tables of all pages together, and pack the rest of their lines."""
    return [pack_reading(one, spool=spool) for one in choose_over_document(readings)]


def _notes_on_symbols(readings: Sequence[PageReading]) -> list[str]:
    """Report the glyphs of symbol fonts that are replaced by the characters they stand for."""
    counts: Counter[tuple[str, str]] = Counter()
    pages: list[int] = []
    for reading in readings:
        known = [(code, text, n) for code, text, n in reading.replaced if text != UNKNOWN]
        for code, text, count in known:
            counts[code, text] += count
        pages += [reading.page] if known else []
    if not counts:
        return []
    which = ", ".join(f"{count} of {code} as {text}" for (code, text), count in counts.items())
    named, others = pages[:_MAX_PAGES_NAMED], pages[_MAX_PAGES_NAMED:]
    where = ", ".join(map(str, named)) + (" …" if others else "")
    return [
        f"{counts.total()} glyphs of symbol fonts are read as the signs that they stand for: "
        f"{which} (page {where})"
    ]


def _notes_on_bullets(readings: Sequence[PageReading]) -> list[str]:
    """Report the bullets of lists in tables that are drawn as shapes."""
    pages = [r.page for r in readings for mark in r.marks if mark.value == BULLET]
    if not pages:
        return []
    named = list(dict.fromkeys(pages))
    where = ", ".join(map(str, named[:_MAX_PAGES_NAMED]))
    return [
        f"{len(pages):,} bullets of lists in tables are drawn, not written: they are among the "
        f"marks of their cells, and not in the text (page {where}"
        + (" …)" if len(named) > _MAX_PAGES_NAMED else ")")
    ]


def notes_on_hidden(readings: Sequence[PageReading]) -> tuple[str, ...]:
    """Report how much text is hidden, for each reason, and on which pages."""
    glyphs: Counter[str] = Counter()
    pages: dict[str, dict[int, None]] = {}
    for reading in readings:
        for hidden in reading.hidden:
            glyphs[hidden.because] += len(hidden.line.glyphs)
            pages.setdefault(hidden.because, {})[reading.page] = None
    return tuple(
        f"{count:,} glyphs are drawn but not seen ({because}) and are in no text: page "
        f"{', '.join(map(str, pages[because]))}"
        for because, count in sorted(glyphs.items())
    )


def _page_notes(readings: Sequence[PageReading]) -> list[str]:
    """Return the notes on pages; pages with the same note share one."""
    pages: dict[str, list[int]] = {}
    for reading in readings:
        if reading.note:
            pages.setdefault(reading.note, []).append(reading.page)
    return [f"page {', '.join(map(str, numbers))}: {note}" for note, numbers in pages.items()]


def _page_numbers(pdf: Path, pages: Sequence[int] | None, count: int) -> Sequence[int]:
    if pages is None:
        return range(1, count + 1)
    for page in pages:
        if not 1 <= page <= count:
            reason = f"has {count} pages, and no page {page}"
            raise MissingPageError(pdf, reason, "name others with --pages")
    return sorted(set(pages))


def _named(pdf: Path, error: ExtractError) -> ExtractError:
    """Return the error with the name of the given file instead of that of a temporary copy."""
    if not error.args or not isinstance(error.args[0], Path):
        return error
    return type(error)(pdf, *error.args[1:])


def _unread_ledgers(
    pool: PagePool, path: Path, failures: dict[int, ExtractError]
) -> tuple[PageLedger, ...]:
    """Count the glyphs lost with each page; 0 if pdfium cannot read it either or takes too long."""
    countable = [
        page
        for page, error in failures.items()
        if getattr(error, "limit", "") not in ("marks", "bytes")
    ]
    counted = pool.run(count_page, path, countable).values if countable else {}
    return tuple(
        PageLedger(
            page=page,
            glyphs=counted.get(page, 0),
            lost=counted.get(page, 0),
            note=publishable(f"{NOT_READ if error.is_lasting else NOT_READ_NOW}{error.cause}"),
        )
        for page, error in failures.items()
    )
