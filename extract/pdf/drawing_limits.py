"""How much a page draws, seen before any reader spends its time and memory on it.

A few bytes can unpack to gigabytes, and thirty forms that draw each other twice are a thousand
million drawings. Both are counted here without being carried out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any

from extract.errors import EXPLAINED

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of a page's content, unpacked; no page of text and rules comes near."""
MOST_MARKS = 1_000_000
"""Path operators and letters of a page: the readers take about 30 seconds, or more than 1 GiB."""
_STEP = 1024 * 1024
_FLATE = ("FlateDecode", "Fl")
_ASCII = ("ASCII85Decode", "A85", "ASCIIHexDecode", "AHx")
_STRINGS = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
_DRAWING = re.compile(
    rb"(?<![^\s\])>])(?:[mlcvyhSsfFBbn]|re|[fBb]\*|T[jJ]|['\"]|sh|BI|EI)(?![^\s\[(</])"
)
_FORM = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do(?![^\s\[(</])")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


class DrawingLimitError(Exception):
    """A page that no reader can come to the end of.

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
    """Count what a page draws, the forms that it draws included as often as they are drawn.

    Args:
        page: a `PDFPage` of pdfminer.

    Returns:
        The number of path operators and, at two bytes each, of letters; what is packed by
        LZW or run lengths is left out.

    Raises:
        TooMuchError: it draws more, or unpacks to more, than a page may.
    """
    counter = _Counter()
    marks = counter.count(_contents(page), page.resources or {})
    if marks > MOST_MARKS:
        raise DrawingLimitError("marks", f"{MOST_MARKS:,}")
    return marks


def _contents(page: Any) -> Iterator[Any]:
    from pdfminer.pdftypes import resolve1

    for reference in page.contents:
        yield getattr(reference, "objid", None), resolve1(reference)


class _Counter:
    """Counts streams, each once, however often it is drawn."""

    def __init__(self) -> None:
        self._bytes = 0
        self._unpacked: dict[int, tuple[int, tuple[bytes, ...]]] = {}
        self._forms: dict[int, int] = {}

    def count(self, streams: Iterator[Any], resources: Any) -> int:
        """Return what some streams draw, with the forms that they name."""
        marks = 0
        for number, stream in streams:
            own, names = self._own(number, stream)
            marks += own + sum(self._form(name, resources) for name in names)
            if marks > MOST_MARKS:
                break
        return marks

    def _own(self, number: int | None, stream: Any) -> tuple[int, tuple[bytes, ...]]:
        """Return what a stream draws itself, and the names of what it draws besides."""
        if number is not None and number in self._unpacked:
            return self._unpacked[number]
        content = unpack(stream, MOST_BYTES - self._bytes)
        self._bytes += len(content)
        found = marks_of(content), tuple(_FORM.findall(content))
        if number is not None:
            self._unpacked[number] = found
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
            # A form that draws itself does so once: the readers stop there.
            self._forms[number] = 0
            inner: Any = resolve1(form.get("Resources")) or resources
            self._forms[number] = self.count(iter([(number, form)]), inner)
        return self._forms[number]


def marks_of(content: bytes) -> int:
    """Count path operators, and letters at two bytes each."""
    without = _STRINGS.sub(b"()", content)
    return len(_DRAWING.findall(without)) + (len(content) - len(without)) // 2


def unpack(stream: Any, most: int) -> bytes:
    """Unpack a stream of pdfminer step by step, as far as it is whole.

    Args:
        stream: a `PDFStream`, or anything else, which is empty.
        most: bytes that it may come to.

    Raises:
        TooMuchError: it comes to more.
    """
    from pdfminer.pdftypes import PDFStream

    if not isinstance(stream, PDFStream):
        return b""
    data: bytes = stream.get_rawdata() or b""
    try:
        filters = stream.get_filters()
    except Exception:
        # Damage takes every form; what it does to the page is for the readers to say.
        return b""
    for literal, _ in filters:
        name = str(getattr(literal, "name", literal))
        if name in _FLATE:
            data = _inflate(data, most)
        elif name in _ASCII:
            data = _of_letters(data, name)
        else:
            return b""
    return data


def _of_letters(data: bytes, name: str) -> bytes:
    """Decode what is packed as letters: it comes to less than it was."""
    from pdfminer.ascii85 import ascii85decode, asciihexdecode

    try:
        return ascii85decode(data) if "85" in name else asciihexdecode(data)
    except ValueError:
        return b""


def _inflate(data: bytes, most: int) -> bytes:
    packer = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        while data and not packer.eof:
            parts.append(packer.decompress(data, _STEP))
            size += len(parts[-1])
            if size > most:
                raise DrawingLimitError("bytes", f"{MOST_BYTES // 1024**2} MiB")
            data = packer.unconsumed_tail
    except zlib.error:
        # What is whole counts; that something is lost is for others to say.
        pass
    return b"".join(parts)
