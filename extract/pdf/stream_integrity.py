"""Check that a page's content is complete.

Readers skip damage without a message, and lose the content after it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from extract.pdf.thresholds import FILES

_FLATE = ("FlateDecode", "Fl")


class CutContentError(ValueError):
    """A page's content stream is cut off or damaged."""


def check_content(page: Any) -> str:
    """Decompress a page's content by zlib, which reports damage that the readers skip.

    Args:
        page: a `PDFPage` of pdfminer whose streams have not been decompressed yet.

    Returns:
        A note if only the checksum is wrong, else an empty text.

    Raises:
        CutContentError: part of the page is lost.
    """
    note = ""
    for raw in _compressed(page):
        decompressor = zlib.decompressobj()
        try:
            decompressor.decompress(raw, FILES.max_checked_size)
        except zlib.error as error:
            if "data check" not in str(error):
                raise CutContentError("its content is damaged, and what follows is lost") from error
            note = "its content fails its own checksum: compare with the page"
            continue
        if not decompressor.eof and not decompressor.unconsumed_tail:
            raise CutContentError("its content is cut off")
    return note


def _compressed(page: Any) -> Iterator[bytes]:
    """Yield the content streams whose only compression is zlib."""
    from pdfminer.pdftypes import PDFStream, resolve1

    for reference in page.contents:
        stream = resolve1(reference)
        if isinstance(stream, PDFStream):
            filters = [str(getattr(name, "name", name)) for name, _ in stream.get_filters()]
            raw = stream.get_rawdata()
            if raw and len(filters) == 1 and filters[0] in _FLATE:
                yield raw
