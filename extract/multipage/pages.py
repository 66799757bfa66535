"""All pages of a file, read in worker processes; what cannot be read is named and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extract.characters import UNKNOWN, publishable
from extract.errors import ExtractError, MissingPageError
from extract.geometry.page_model import PageReading
from extract.model import PageLedger
from extract.multipage.column_ruled import with_column_ruled_rows
from extract.multipage.continued_pages import with_continued_pages
from extract.multipage.relayout import relayout_pages
from extract.page.compact_lines import packed
from extract.page.ledger import count_page
from extract.page.page_worker import read_and_cross_check
from extract.pdf.preflight import ReadablePdf, check_text_layer, readable
from extract.runtime.spool import Spool
from extract.runtime.workers import PagePool, pool_for
from extract.settings import DEFAULT_OPTIONS, ReadOptions

_PAGES_NAMED = 12
"""Pages that a note names; what comes after is not."""


@dataclass(frozen=True)
class PagesRead:
    """What came of a file's pages.

    Attributes:
        opened: the file, as it was looked at.
        readings: of the pages that could be read, in order.
        unread: a ledger for each page that could not, all of its glyphs lost.
        notes: what a reviewer should know.
    """

    opened: ReadablePdf
    readings: list[PageReading]
    unread: tuple[PageLedger, ...]
    notes: tuple[str, ...]


def read_pages_of(pdf: Path, options: ReadOptions = DEFAULT_OPTIONS) -> PagesRead:
    """Read a file's pages.

    Raises:
        UnreadablePdfError: the file cannot be read, lacks a page asked for, or has no text.
        UnreadablePageError: a page could not be read, and no loss is allowed.
    """
    pool = pool_for(options.jobs, options.limits).start()
    with readable(pdf, pool, options.password) as opened:
        numbers = _numbers(pdf, options.pages, opened.page_count)
        read = partial(read_and_cross_check, ocr_language=options.ocr_language)
        found = pool.run(read, opened.path, numbers)
        failures = dict(sorted(found.failures.items()))
        if failures and not (options.allow_loss and found.values):
            raise _of(pdf, next(iter(failures.values())))
        unread = _unread(pool, opened.path, {p: _of(pdf, e) for p, e in failures.items()})
    options.pages_read()
    readings = _looked_over(found.values)
    del found
    notes = list(check_text_layer(pdf, {reading.page: reading.glyph_texts for reading in readings}))
    notes += note_on_codes(readings)
    of_pages = [ledger.note for ledger in unread]
    of_pages += _notes_on(readings)
    said = map(publishable, (*opened.notes, *of_pages, *notes))
    return PagesRead(opened, readings, unread, tuple(said))


def _looked_over(values: Mapping[int, PageReading]) -> list[PageReading]:
    """Read pages once more with what the others tell, and put their lines aside."""
    spool = Spool()
    first = tuple(packed(values[page], ruled_only=True, spool=spool) for page in sorted(values))
    again = with_column_ruled_rows(relayout_pages(with_continued_pages(first)))
    return [packed(reading, spool=spool) for reading in again]


def note_on_codes(readings: Sequence[PageReading]) -> list[str]:
    """Say which glyphs of symbol fonts are written as the characters that they stand for."""
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
    where = ", ".join(map(str, pages[:_PAGES_NAMED])) + (" …" if pages[_PAGES_NAMED:] else "")
    return [
        f"{counts.total()} glyphs of private use are written as the signs that they stand for: "
        f"{which} (page {where})"
    ]


def _notes_on(readings: Sequence[PageReading]) -> list[str]:
    """What is to be said of pages, once for all pages of which the same is said."""
    pages: dict[str, list[int]] = {}
    for reading in readings:
        if reading.note:
            pages.setdefault(reading.note, []).append(reading.page)
    return [f"page {', '.join(map(str, found))}: {note}" for note, found in pages.items()]


def _numbers(pdf: Path, pages: Sequence[int] | None, count: int) -> Sequence[int]:
    if pages is None:
        return range(1, count + 1)
    for page in pages:
        if not 1 <= page <= count:
            reason = f"has {count} pages, and no page {page}"
            raise MissingPageError(pdf, reason, "name others with --pages")
    return sorted(set(pages))


def _of(pdf: Path, error: ExtractError) -> ExtractError:
    """Let an error name the file that was given, rather than a copy of it."""
    if not error.args or not isinstance(error.args[0], Path):
        return error
    return type(error)(pdf, *error.args[1:])


def _unread(
    pool: PagePool, path: Path, failures: dict[int, ExtractError]
) -> tuple[PageLedger, ...]:
    """Count what is lost with each page; 0 where pdfium cannot read it either, or in no time."""
    within = [
        page
        for page, error in failures.items()
        if getattr(error, "limit", "") not in ("marks", "bytes")
    ]
    counted = pool.run(count_page, path, within).values if within else {}
    return tuple(
        PageLedger(
            page=page,
            glyphs=counted.get(page, 0),
            lost=counted.get(page, 0),
            note=publishable(f"not read: {error.cause}"),
        )
        for page, error in failures.items()
    )
