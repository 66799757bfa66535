"""Ruled tables in fonts whose glyphs have another text than they show."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import pikepdf
import reportlab
from pikepdf import Dictionary, Name, Pdf, Stream
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FONTS = Path(reportlab.__file__).parent / "fonts"
LEFT, TOP, HEIGHT = 40, 760, 20


def ruled_table(rows: Sequence[Sequence[str]], font: str, widths: Sequence[int]) -> Pdf:
    """Set a ruled table.

    Args:
        rows: the texts of its cells.
        font: the name of a standard font or of a file of ReportLab's.
        widths: the widths of its columns, in points.
    """
    if (FONTS / f"{font}.ttf").is_file():
        pdfmetrics.registerFont(TTFont(font, str(FONTS / f"{font}.ttf")))
    file = io.BytesIO()
    sheet = canvas.Canvas(file)
    sheet.setFont(font, 10)
    lefts = list(accumulate(widths[:-1], initial=LEFT))
    for number, row in enumerate(rows):
        y = TOP - HEIGHT * number
        for x, width, text in zip(lefts, widths, row, strict=True):
            sheet.rect(x, y - 6, width, HEIGHT)
            sheet.drawString(x + 4, y, text)
    sheet.save()
    file.seek(0)
    return pikepdf.open(file)


def lie(pdf: Pdf, says: Mapping[str, str]) -> None:
    """Change the text of glyphs, and leave their drawing."""
    for font in pdf.objects:
        if not isinstance(font, Dictionary) or font.get("/Type") != Name.Font:
            continue
        if "/ToUnicode" in font:
            known = font.ToUnicode.read_bytes().decode("ascii")

            def changed(match: re.Match[str]) -> str:
                char = chr(int(match[1], 16))
                return f"<{ord(says.get(char, char)):04X}>"

            font.ToUnicode = Stream(
                pdf, re.sub("<([0-9A-Fa-f]{4})>", changed, known).encode("ascii")
            )
        else:
            lines = "".join(
                f"<{c:02X}> <{ord(says.get(chr(c), chr(c))):04X}>\n" for c in range(32, 127)
            )
            font.ToUnicode = Stream(
                pdf, f"begincmap 95 beginbfchar\n{lines}endbfchar endcmap".encode("ascii")
            )
