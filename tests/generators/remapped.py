"""Lets letters of a PDF mean something else than they show, as faulty fonts do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pikepdf

FIRST, LAST = 0x20, 0x7E


def remap(pdf: Path, meanings: Mapping[str, str]) -> None:
    """Gives every font of one byte a letter a character map in which some letters are others.

    Args:
        pdf: The file, changed in its place; its letters are ASCII.
        meanings: For each of some letters what it is mapped to: UTF-16BE, in hexadecimal digits.
    """
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        for font in document.objects:
            is_font = isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font"
            if is_font and font.get("/Subtype") in ("/Type1", "/TrueType"):
                font.ToUnicode = document.make_stream(_map(meanings))
        document.save(pdf)


def _map(meanings: Mapping[str, str]) -> bytes:
    lines = [
        f"<{code:02X}> <{meanings.get(chr(code), f'{code:04X}')}>"
        for code in range(FIRST, LAST + 1)
    ]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode()
