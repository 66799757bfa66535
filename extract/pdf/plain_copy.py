"""Copies of sound files that the readers do not open, or do not read as a viewer shows them.

Viewers read more than the libraries: object numbers that are too high for the size of the file, a
catalog with another generation than its reference, page boxes with swapped corners, several
revisions in one file, and form fields, whose values are not part of the page's content.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.pdf.thresholds import FILES
from extract.system.nameless import openable

if TYPE_CHECKING:
    from pikepdf import Pdf

_BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")

_REPLACEMENT = "/ActualText"
"""Key of a text that stands for what is printed: pdfium reads it instead."""

_END = re.compile(rb"startxref\s+\d")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")

_PAINTING = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*"])
"""Operators that paint a path."""


def rewritten(pdf: Path) -> Pdf | None:
    """Open a file that qpdf refuses, as a copy that pdfium writes.

    Returns:
        The open file; None if its end is missing, or if pdfium does not read it either.
    """
    import pikepdf
    import pypdfium2

    if not _has_end(pdf):
        return None
    with suppress(pypdfium2.PdfiumError, pikepdf.PdfError):
        source = pypdfium2.PdfDocument(pdf)
        try:
            count = len(source)
            for make in (_saved, _imported):
                with suppress(pypdfium2.PdfiumError, pikepdf.PdfError):
                    found = pikepdf.open(make(source), suppress_warnings=True)
                    if len(found.pages) == count:
                        return found
        finally:
            source.close()
    return None


def _has_end(pdf: Path) -> bool:
    """Return whether a file says where its cross-reference table is, after its last object.

    Viewers need no `%%EOF` after it, and ignore other bytes there.
    """
    with pdf.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        at = max(0, content.rfind(b"startxref"))
        return _END.match(content, at) is not None and _OBJECT.search(content, at) is None


def _saved(source: Any) -> io.BytesIO:
    target = io.BytesIO()
    source.save(target)
    return target


def _imported(source: Any) -> io.BytesIO:
    """Copy the pages into a new file, which renumbers its objects."""
    import pypdfium2

    copy = pypdfium2.PdfDocument.new()
    try:
        copy.import_pages(source)
        return _saved(copy)
    finally:
        copy.close()


def has_revisions(pdf: Path) -> bool:
    """Return whether a file was changed by appending to it; a linearised file has two ends."""
    with pdf.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        ends = 2 if content.find(b"/Linearized", 0, FILES.end_of_file) >= 0 else 1
        at = content.find(b"%%EOF")
        while at >= 0 and ends:
            at, ends = content.find(b"%%EOF", at + 1), ends - 1
        return at >= 0


def bytes_before(pdf: Path) -> int:
    """Return how many bytes precede the PDF in its file: one reader takes its places amiss then."""
    with pdf.open("rb") as stream:
        return max(0, stream.read(FILES.end_of_file).find(b"%PDF-"))


def with_upright_boxes(pages: Sequence[Any]) -> int:
    """Sort the corners of page boxes; return the number of pages whose corners were swapped."""
    count = 0
    for page in pages:
        swapped = False
        for name in _BOXES:
            with suppress(Exception):  # a malformed box raises errors of many types
                box = page.mediabox if name == "/MediaBox" else page.obj.get(name)
                if box is None:
                    continue
                left, bottom, right, top = (float(side) for side in box)
                if left > right or bottom > top:
                    page.obj[name] = [
                        min(left, right),
                        min(bottom, top),
                        max(left, right),
                        max(bottom, top),
                    ]
                    swapped = True
        count += swapped
    return count


def with_fields_drawn(document: Pdf) -> int:
    """Draw the form fields on their pages, as viewers show them.

    The fields stay where they are, so that their places and names can be read.

    Returns:
        The number of fields that are drawn.
    """
    import pikepdf

    if "/AcroForm" not in document.Root:
        return 0
    kept = [(page, list(page.obj.get("/Annots", []))) for page in document.pages]
    fields = [(page, [one for one in own if _is_field(one)]) for page, own in kept]
    count = sum(len(own) for _, own in fields)
    if not count:
        return 0
    for page, own in fields:
        page.obj.Annots = pikepdf.Array(own)
    _draw(document, [one for _, own in fields for one in own])
    for page, own in kept:
        page.obj.Annots = pikepdf.Array(own)
    return count


def _remove_paths(field: Any) -> None:
    """Leave only the text in the appearance of a field: its border is no rule of a table."""
    import pikepdf

    shown = field.AP.N
    states = [shown] if isinstance(shown, pikepdf.Stream) else list(shown.values())
    for stream in states:
        content = [
            pikepdf.ContentStreamInstruction([], pikepdf.Operator("n"))
            if str(one.operator) in _PAINTING
            else one
            for one in pikepdf.parse_content_stream(stream)
        ]
        stream.write(pikepdf.unparse_content_stream(content))


def _is_field(annotation: Any) -> bool:
    return bool(annotation.get("/Subtype") == "/Widget")


def _draw(document: Pdf, fields: Sequence[Any]) -> None:
    form = document.Root.AcroForm
    if any("/V" in field and "/AP" not in field for field in fields):
        form.NeedAppearances = True
    with suppress(Exception):  # pikepdf raises errors of many types for damaged fields
        document.generate_appearance_streams()
    for field in fields:
        with suppress(Exception):
            _remove_paths(field)
    with suppress(Exception):
        document.flatten_annotations("all")
    document.Root.AcroForm = form


def page_as_printed(pdf: Path, number: int) -> bytes | None:
    """Return a page as a file of its own, without the texts that replace what is printed.

    Args:
        pdf: the file.
        number: page number, from 1.

    Returns:
        The file; None if no text of the page is replaced, or if qpdf cannot read all of it.
    """
    import pikepdf

    file = io.BytesIO()
    with suppress(pikepdf.PdfError), pikepdf.open(openable(pdf), suppress_warnings=True) as source:
        copy = pikepdf.new()
        copy.pages.append(source.pages[number - 1])
        removed = [_without_replacements(item) for item in copy.objects]
        if any(removed):
            copy.save(file)
    return file.getvalue() or None


def _without_replacements(item: Any) -> int:
    """Remove the texts that replace what an object prints, and return their number."""
    import pikepdf

    if not isinstance(item, pikepdf.Stream):
        return _remove_replacement(item)
    is_content = str(item.get("/Subtype", "/Form")) == "/Form"
    if not is_content or _REPLACEMENT.encode() not in item.read_bytes():
        return 0
    operations = pikepdf.parse_content_stream(item)
    count = 0
    for operation in operations:
        for operand in operation.operands:
            count += _remove_replacement(operand)
    item.write(pikepdf.unparse_content_stream(operations))
    return count


def _remove_replacement(value: Any) -> int:
    """Remove the replacing texts of a dictionary, and of those that stand in it."""
    if getattr(value, "_type_name", "") != "dictionary":
        return 0
    count = int(_REPLACEMENT in value)
    if count:
        del value[_REPLACEMENT]
    inner = [each for _, each in value.items() if not getattr(each, "is_indirect", True)]
    return count + sum(_remove_replacement(each) for each in inner)
