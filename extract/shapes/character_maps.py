"""Character maps that no font needs: the readers would unpack them, and write out their ranges."""

from __future__ import annotations

import re
import zlib
from typing import Any

from extract.shapes.thresholds import SHAPES

_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)(?:end(?:bf|cid)range|$)", re.DOTALL)
# Comments, strings and the lists of texts hold no ranges.
_RANGE = re.compile(
    rb"%[^\r\n]*|\((?:[^()\\]|\\.)*\)|\[[\s<>0-9A-Fa-f]*"
    rb"|<\s*([0-9A-Fa-f]{1,16})\s*>\s*<\s*([0-9A-Fa-f]{1,16})\s*>\s*(?=[<\[\d])",
    re.DOTALL,
)


class HugeMapError(ValueError):
    """A character map is larger than any font needs; the message says in what."""


def check_maps(font: Any) -> None:
    """Refuse a font whose character maps are too large.

    Raises:
        HugeMapError: a map unpacks to too many bytes, or maps too many codes.
    """
    for key in ("/ToUnicode", "/Encoding"):
        stream = font.get(key)
        if getattr(stream, "_type_name", "") != "stream":
            continue
        data = _start_of(stream)
        if len(data) > SHAPES.max_unpacked_map:
            raise HugeMapError(f"unpacks to more than {SHAPES.max_unpacked_map // 2**20} MiB")
        pairs = (pair for part in _RANGES.findall(data) for pair in _RANGE.findall(part))
        codes = sum(_size(*pair) for pair in pairs if pair[0])
        if codes > SHAPES.max_mapped_codes:
            raise HugeMapError(f"names {codes:,} codes")


def _start_of(stream: Any) -> bytes:
    """Return the unpacked stream, cut soon after the largest size that is allowed."""
    if str(stream.get("/Filter", "")) != "/FlateDecode" or "/DecodeParms" in stream:
        return bytes(stream.read_bytes())
    try:
        unpacked = zlib.decompressobj().decompress(
            stream.read_raw_bytes(), SHAPES.max_unpacked_map + 1
        )
    except zlib.error:
        return b""  # The readers skip it.
    return unpacked


def _size(first: bytes, last: bytes) -> int:
    return max(0, int(last, 16) - int(first, 16) + 1)
