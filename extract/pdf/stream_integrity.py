"""Is a page's content whole? Readers pass over damage in silence, and lose what follows it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

_LARGEST = 256 * 1024 * 1024
_FLATE = ("FlateDecode", "Fl")


class CutContentError(ValueError):
    """A page's content stream ends before its end, or is no longer what was packed."""


def check_content(page: Any) -> str:
    """Unpack a page's content by zlib, which tells what the readers pass over.

    Args:
        page: a `PDFPage` of pdfminer whose streams have not been unpacked yet.

    Returns:
        A note where only the checksum is wrong; empty where nothing is.

    Raises:
        CutContentError: part of the page is certainly lost.
    """
    note = ""
    for raw in _packed(page):
        packer = zlib.decompressobj()
        try:
            packer.decompress(raw, _LARGEST)
        except zlib.error as error:
            if "data check" not in str(error):
                raise CutContentError("its content is damaged, and what follows is lost") from error
            note = "its content fails its own checksum: compare with the page"
            continue
        if not packer.eof and not packer.unconsumed_tail:
            raise CutContentError("its content is cut off")
    return note


def _packed(page: Any) -> Iterator[bytes]:
    """Give those content streams that are packed by zlib and nothing else."""
    from pdfminer.pdftypes import PDFStream, resolve1

    for reference in page.contents:
        stream = resolve1(reference)
        if isinstance(stream, PDFStream):
            filters = [str(getattr(name, "name", name)) for name, _ in stream.get_filters()]
            raw = stream.get_rawdata()
            if raw and len(filters) == 1 and filters[0] in _FLATE:
                yield raw
