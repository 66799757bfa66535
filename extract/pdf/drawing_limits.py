"""Limits of how much a page draws, checked before a reader spends time and memory on it.

A few bytes can decompress to gigabytes, and thirty forms that draw each other twice make a
thousand million drawings. This module counts operations without executing them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from extract.errors import EXPLAINED
from extract.pdf.thresholds import FILES

_CHUNK = 1024 * 1024
_FLATE = ("FlateDecode", "Fl")
_ASCII = ("ASCII85Decode", "A85", "ASCIIHexDecode", "AHx")
_STRINGS = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
_DRAWING = re.compile(
    rb"(?<![^\s\])>])(?:[mlcvyhSsfFBbn]|re|[fBb]\*|T[jJ]|['\"]|sh|BI|EI)(?![^\s\[(</])"
)
_FORM = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do(?![^\s\[(</])")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


class DrawingLimitError(Exception):
    """A page draws more than a reader can process.

    Args:
        limit: a key of `extract.errors.EXPLAINED`.
        detail: what the limit is.
    """

    def __init__(self, limit: str, detail: str) -> None:
        super().__init__(limit, detail)
        self.limit, self.detail = limit, detail

    def __str__(self) -> str:
        return f"it {EXPLAINED[self.limit]} ({self.detail})"


def check_drawing_limits(page: Any) -> int:
    """Count the drawing operations of a page, with those of its forms each time they are drawn.

    Args:
        page: a `PDFPage` of pdfminer.

    Returns:
        The number of path operators, and of letters at two bytes each. Streams compressed by LZW
        or run lengths are not counted.

    Raises:
        DrawingLimitError: the page exceeds a limit of `FILES`.
    """
    counter = _Counter()
    operations = counter.count(_contents(page), page.resources or {})
    if operations > FILES.max_drawing_operations:
        raise DrawingLimitError("marks", f"{FILES.max_drawing_operations:,}")
    return operations


def _contents(page: Any) -> Iterator[Any]:
    from pdfminer.pdftypes import resolve1

    for reference in page.contents:
        yield getattr(reference, "objid", None), resolve1(reference)


class _Counter:
    """Counts operations; each stream is decompressed once, however often it is drawn."""

    def __init__(self) -> None:
        self._bytes = 0
        self._counted: dict[int, tuple[int, tuple[bytes, ...]]] = {}
        self._forms: dict[int, int] = {}

    def count(self, streams: Iterator[Any], resources: Any) -> int:
        """Return the number of operations of streams and of the forms that they draw."""
        operations = 0
        for number, stream in streams:
            own, names = self._own(number, stream)
            operations += own + sum(self._form(name, resources) for name in names)
            if operations > FILES.max_drawing_operations:
                break
        return operations

    def _own(self, number: int | None, stream: Any) -> tuple[int, tuple[bytes, ...]]:
        """Return the operations of a stream itself, and the names of the forms that it draws."""
        if number is not None and number in self._counted:
            return self._counted[number]
        content = decompress(stream, FILES.max_content_size - self._bytes)
        self._bytes += len(content)
        found = operations_of(content), tuple(_FORM.findall(content))
        if number is not None:
            self._counted[number] = found
        return found

    def _form(self, name: bytes, resources: Any) -> int:
        from pdfminer.pdftypes import PDFStream, resolve1

        known: Any = resolve1(resources.get("XObject")) if isinstance(resources, dict) else None
        plain = _HEX.sub(lambda code: bytes([int(code[1], 16)]), name).decode("latin-1")
        reference = known.get(plain) if isinstance(known, dict) else None
        form = resolve1(reference)
        number = getattr(reference, "objid", None)
        if not isinstance(form, PDFStream) or str(form.get("Subtype")).strip("/'") != "Form":
            return 1
        if number is None:
            return 1
        if number not in self._forms:
            # Readers draw a form inside itself only once.
            self._forms[number] = 0
            inner: Any = resolve1(form.get("Resources")) or resources
            self._forms[number] = self.count(iter([(number, form)]), inner)
        return self._forms[number]


def operations_of(content: bytes) -> int:
    """Count path operators, and letters at two bytes each."""
    without = _STRINGS.sub(b"()", content)
    return len(_DRAWING.findall(without)) + (len(content) - len(without)) // 2


def decompress(stream: Any, most: int) -> bytes:
    """Decompress a stream of pdfminer up to the first damage.

    Args:
        stream: a `PDFStream`; anything else counts as empty.
        most: largest size of the result, in bytes.

    Raises:
        DrawingLimitError: the result is larger.
    """
    from pdfminer.pdftypes import PDFStream

    if not isinstance(stream, PDFStream):
        return b""
    data: bytes = stream.get_rawdata() or b""
    try:
        filters = stream.get_filters()
    except Exception:
        # A damaged dictionary raises errors of many kinds; the readers report the damage.
        return b""
    for literal, _ in filters:
        name = str(getattr(literal, "name", literal))
        if name in _FLATE:
            data = _inflate(data, most)
        elif name in _ASCII:
            data = _decode_ascii(data, name)
        else:
            return b""
    return data


def _decode_ascii(data: bytes, name: str) -> bytes:
    """Decode ASCII85 or hexadecimal data; the result is never larger than the data."""
    from pdfminer.ascii85 import ascii85decode, asciihexdecode

    try:
        return ascii85decode(data) if "85" in name else asciihexdecode(data)
    except ValueError:
        return b""


def _inflate(data: bytes, most: int) -> bytes:
    decompressor = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        while data and not decompressor.eof:
            parts.append(decompressor.decompress(data, _CHUNK))
            size += len(parts[-1])
            if size > most:
                raise DrawingLimitError("bytes", f"{FILES.max_content_size // 1024**2} MiB")
            data = decompressor.unconsumed_tail
    except zlib.error:
        # `stream_integrity` reports the damage.
        pass
    return b"".join(parts)
