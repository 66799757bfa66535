"""Checks of a file before it is read: format, damage, encryption, size, text layer.

A damaged or encrypted file that can be opened is saved as a plain copy for the readers, with a
note. A worker process does this, since a file may be made to crash the program that opens it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import (
    DamagedPdfError,
    EmptyPdfError,
    EncryptedPdfError,
    GarbledTextError,
    MissingPdfError,
    NotPdfError,
    OversizedPdfError,
)
from extract.geometry.page_model import Misleading
from extract.pdf.plain_copy import (
    bytes_before,
    has_revisions,
    rewritten,
    with_fields_drawn,
    with_upright_boxes,
)
from extract.pdf.thresholds import FILES
from extract.runtime.limits import FileLimits
from extract.runtime.workers import PagePool
from extract.system.nameless import nameless_file
from extract.system.regular_files import open_regular

if TYPE_CHECKING:
    from pikepdf import Pdf

_KINDS = {
    b"PK\x03\x04": "a ZIP archive, as word processors write",
    b"\xd0\xcf\x11\xe0": "an old word processor's file",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"II*\x00": "a TIFF picture",
    b"<!DO": "a web page",
    b"<htm": "a web page",
    b"%!PS": "a PostScript file",
}


@dataclass(frozen=True)
class ReadablePdf:
    """A file that the readers can open.

    Attributes:
        path: the file itself, or a plain copy of it.
        page_count: number of its pages.
        notes: findings and repairs, for reviewers.
        producer: the program that wrote the file, from its properties.
        title: the title of the document, from its properties.
        misleading: glyphs that do not look like the character of their text.
    """

    path: Path
    page_count: int
    notes: tuple[str, ...] = ()
    producer: str = ""
    title: str = ""
    misleading: Misleading = field(default_factory=dict)


@contextmanager
def readable(
    pdf: Path, pool: PagePool, password: str = "", max_pages: int = FileLimits.pages
) -> Iterator[ReadablePdf]:
    """Check a file, and yield it or a readable copy.

    A file that needs no copy is opened once: later calls of the same run yield what was found.

    Args:
        pdf: the file.
        pool: the workers that open it.
        password: opens an encrypted file.
        max_pages: number of pages that it may have.

    Yields:
        The file to read. A repaired or decrypted copy is deleted at the end of the context.

    Raises:
        UnreadablePdfError: the file cannot be read; the subclass says why.
        UnreadablePageError: opening it exceeded a limit.
    """
    check_file(pdf)
    state = _state(pdf)
    known = _plain_files.get(state) if state else None
    if known is not None and known.page_count <= max_pages:
        yield replace(known, path=pdf)
        return
    with nameless_file() as copy, _with_plain_name(pdf) as source:
        opened = pool.run(
            partial(_open, copy=copy, password=password, max_pages=max_pages), source, [0]
        )
        for error in opened.failures.values():
            raise error if source == pdf else type(error)(pdf, *error.args[1:])
        found = opened.values[0]
        if copy.stat().st_size:
            yield replace(found, path=copy)
            return
        if state and source == pdf and state == _state(pdf):
            _keep(state, found)
        yield found


_KEPT = 4
"""Files whose findings are kept: a run reads one, a comparison two."""
_State = tuple[Path, int, int, int, int]
_plain_files: dict[_State | None, ReadablePdf] = {}
"""What was found in files that need no copy."""


def _keep(state: _State, found: ReadablePdf) -> None:
    while len(_plain_files) >= _KEPT:
        del _plain_files[next(iter(_plain_files))]
    _plain_files[state] = found


def _state(pdf: Path) -> _State | None:
    """Return a file's path, device, number, size and time; they differ once it is replaced."""
    try:
        found = pdf.stat()
    except OSError:  # it was removed meanwhile
        return None
    return pdf.absolute(), found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def is_plain(pdf: Path) -> bool:
    """Return whether this process has opened a file as it is now, and it needs no copy."""
    return _state(pdf) in _plain_files


@contextmanager
def _with_plain_name(pdf: Path) -> Iterator[Path]:
    """Yield the file; a copy if its name is not valid UTF-8, which the readers require."""
    try:
        str(pdf).encode("utf-8")
    except UnicodeEncodeError:
        with nameless_file() as copy:
            shutil.copyfile(pdf, copy)
            yield copy
    else:
        yield pdf


def check_file(pdf: Path) -> None:
    """Check the size and the first bytes of a file.

    Raises:
        UnreadablePdfError: the class says why.
    """
    if not pdf.exists():
        raise MissingPdfError(pdf, "there is no such file", "check the path")
    if not pdf.is_file():
        raise MissingPdfError(pdf, "is not a file", "give the path of a PDF file")
    try:
        size = pdf.stat().st_size
        with open_regular(pdf, size) as stream:
            head = stream.read(1024)
    except OSError as error:
        reason = f"cannot be opened ({error.strerror})"
        raise MissingPdfError(pdf, reason, "check who may read it") from error
    if size == 0:
        raise EmptyPdfError(pdf, "is empty (0 bytes)", "fetch it again")
    if b"%PDF-" not in head:
        kind = next((name for start, name in _KINDS.items() if head.startswith(start)), "")
        reason = f"is not a PDF but {kind}" if kind else "is not a PDF (no %PDF- at its start)"
        raise NotPdfError(pdf, reason, "save or print it as a PDF")
    if size > FILES.max_file_size:
        reason = f"has {size / 1024**3:.1f} GiB, more than {FILES.max_file_size / 1024**3:.0f}"
        raise OversizedPdfError(pdf, reason, "split it, and keep the pages of the matrix")


def _open(pdf: Path, _page: int, *, copy: Path, password: str, max_pages: int) -> ReadablePdf:
    """Open the file, in a worker; save a plain copy if it is damaged or encrypted."""
    import pikepdf

    is_rewritten = False
    try:
        document = pikepdf.open(pdf, password=password, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        reason = "is encrypted and the password is wrong" if password else "is encrypted"
        advice = "write its password into a file and name that with --password-file"
        raise EncryptedPdfError(pdf, reason, advice) from error
    except pikepdf.PdfError as error:
        rewrite = rewritten(pdf)
        if rewrite is None:
            reason = "is damaged or cut off, and cannot be mended"
            raise DamagedPdfError(pdf, reason, "fetch it again") from error
        document, is_rewritten = rewrite, True
    with document:
        complaints = list(document.get_warnings())
        pages = _pages(pdf, document, max_pages)
        notes = _oddities(document)
        if complaints:
            _refuse_losses(pdf, document, pages)
            # Without the file's name: the note must be the same under any name.
            what = complaints[min(1, len(complaints) - 1)].replace(str(pdf), "").strip(" :")
            notes.append(f"the file was damaged, and was read from a mended copy: {what}")
        if document.is_encrypted:
            notes.append("the file is encrypted; it was read from a decrypted copy")
        changes = _changes(document, pages, is_rewritten=is_rewritten)
        if (lead := bytes_before(pdf)) and not is_rewritten:
            notes.append(f"{lead} bytes precede the PDF in its file; it was read from a copy")
        if complaints or document.is_encrypted or changes or lead or has_revisions(pdf):
            with copy.open("wb") as file:
                document.save(file, encryption=False)
        notes += changes
        producer, title = (_property(document, key) for key in ("/Producer", "/Title"))
        misleading, unseen = _misleading(pdf, document)
        notes += unseen
    return ReadablePdf(pdf, len(pages), tuple(notes), producer, title, misleading)


def _misleading(pdf: Path, document: Pdf) -> tuple[Misleading, tuple[str, ...]]:
    """Return the misleading glyphs of a file, and a note if they could not be looked for."""
    from extract.shapes import character_maps, misleading

    try:
        return misleading.compare_shapes(document)
    except character_maps.HugeMapError as error:
        reason = f"a font's character map {error}"
        raise GarbledTextError(pdf, reason, "print it to a new PDF, or read it by OCR") from error


def _changes(document: Pdf, pages: Sequence[Any], *, is_rewritten: bool) -> list[str]:
    """Change what the readers would misread, and return a note on each change."""
    from extract.shapes.capitals import with_capitals_as_drawn

    notes = []
    if is_rewritten:
        notes.append("the file is faulty; it was read from a copy that pdfium wrote")
    if swapped := with_upright_boxes(pages):
        notes.append(f"the page box has its corners swapped on {swapped} pages; they were sorted")
    if fields := with_fields_drawn(document):
        notes.append(f"the file has {fields} form fields; their values are read as text")
    return notes + with_capitals_as_drawn(document)


def _property(document: Pdf, key: str) -> str:
    """Return a property of the document as plain text without control characters."""
    try:
        text = str(document.docinfo.get(key, ""))
    except Exception:
        # The value has a wrong encoding or type; properties are optional.
        return ""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _pages(pdf: Path, document: Pdf, most: int) -> list[Any]:
    """Return the pages; refuse a file with too many or too large ones."""
    damaged = DamagedPdfError(pdf, "has no pages that can be read", "fetch it again")
    try:
        count = len(document.pages)
    except Exception as error:
        raise damaged from error
    if count == 0:
        raise damaged
    if count > most:
        reason = f"has {count:,} pages, more than {most:,}"
        advice = "split it, and keep the pages of the matrix, or allow more with --max-pages"
        raise OversizedPdfError(pdf, reason, advice)
    pages = list(document.pages)
    for number, page in enumerate(pages, start=1):
        width, height = _size(page)
        if not max(width, height) <= FILES.max_page_side:
            reason = f"page {number} is {width:g} by {height:g} points"
            raise OversizedPdfError(
                pdf, reason, "no paper is that large; fetch or print the file again"
            )
    return pages


def _size(page: Any) -> tuple[float, float]:
    """Return a page's width and height; 0 if its box is missing or wrong."""
    try:
        left, bottom, right, top = (float(side) for side in page.mediabox)
    except Exception:
        # pikepdf raises errors of many types for malformed boxes.
        return 0.0, 0.0
    return abs(right - left), abs(top - bottom)


def _refuse_losses(pdf: Path, document: Pdf, pages: Sequence[Any]) -> None:
    """Refuse a repaired file that has lost pages or their content."""
    counted = 0
    with suppress(Exception):
        counted = int(document.Root.Pages.Count)
    bare = [number for number, page in enumerate(pages, start=1) if _is_bare(page)]
    if counted > len(pages) or bare:
        lost = f"page {bare[0]} has" if bare else f"{counted - len(pages)} of {counted} pages have"
        reason = f"is damaged or cut off: {lost} lost the content"
        raise DamagedPdfError(pdf, reason, "fetch it again")


def _is_bare(page: Any) -> bool:
    contents = page.obj.get("/Contents")
    if contents is None:
        return True
    parts = list(contents) if contents._type_name == "array" else [contents]
    return any(part is None or part._type_name != "stream" for part in parts)


def _oddities(document: Pdf) -> list[str]:
    """Return notes on scripts and attachments; none of them is run or opened."""
    notes: list[str] = []
    with suppress(Exception):
        root = document.Root
        names: Any = root.get("/Names", {})
        action: Any = root.get("/OpenAction", {})
        is_script = "/JavaScript" in names or "/AA" in root
        if not is_script and hasattr(action, "get"):
            is_script = str(action.get("/S", "")) == "/JavaScript"
        if is_script:
            notes.append("the file holds scripts, which were ignored")
        if "/EmbeddedFiles" in names:
            notes.append(
                f"the file holds {len(document.attachments)} attachments, which were not read"
            )
    return notes
