"""Reads single pages; each call is pure, so that pages can be read in other processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.geometry.bbox import intersection
from extract.geometry.page_model import PageReading, PageTable, Rule, Rules, Word
from extract.geometry.page_transform import PageTransform, rotation_of
from extract.model import Bbox
from extract.page.ledger import letters, overprints
from extract.pdf.glyphs import TextLayer, text_layer
from extract.pdf.rules import rules_of
from extract.ruling.frames import SNAP
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.grid import tables_of
from extract.text.text_columns import reading_lines
from extract.text.watermark import watermark_lines, without_watermark
from extract.text.words import words_of

if TYPE_CHECKING:
    from pdfplumber.page import Page


def read_pages(pdf: Path, pages: Sequence[int]) -> list[PageReading]:
    """Read pages of a PDF, each opened once.

    Args:
        pdf: the file.
        pages: counted from 1.

    Returns:
        One reading a page, in the order asked for.
    """
    import pdfplumber

    readings = []
    with pdfplumber.open(pdf) as document:
        for number in pages:
            page = document.pages[number - 1]
            readings.append(read_page(page))
            page.close()
    return readings


def read_page(page: Page, counted: int | None = None, drawn: Rules | None = None) -> PageReading:
    """Read one page: its tables with their text, and the lines outside of them.

    Args:
        page: an open page of pdfplumber.
        counted: its glyphs as pypdfium2 counts them, which does not count what is drawn over
            again; where both see as many, there is nothing of the kind to look for.
        drawn: lines that are no shapes of the file but part of its pictures.

    Returns:
        The page's reading.
    """
    frame = PageTransform(rotation_of(page.chars), float(page.width), float(page.height))
    layer = text_layer(page, frame)
    texts = tuple(str(char["text"]) for char in page.chars)
    is_even = counted is not None and len(letters("".join(texts))) == counted
    repeated = frozenset() if is_even else frozenset(overprints(page.chars))
    words = words_of(glyph for glyph in layer.glyphs if glyph.index not in repeated)
    words, marks = without_watermark(words)
    words += _sideways(layer, frame, repeated)
    rules = rules_of(page, frame)
    if drawn is not None:
        rules = replace(
            rules,
            horizontal=(*rules.horizontal, *drawn.horizontal),
            vertical=(*rules.vertical, *drawn.vertical),
        )
    tables, free = assign_lines_to_cells(tables_of(page.page_number, rules, words), words)
    width, height = frame.size
    return PageReading(
        page=page.page_number,
        width=width,
        height=height,
        rotation=int(page.rotation or 0),
        tables=tuple(tables),
        lines=tuple(reading_lines(free)),
        glyph_texts=texts,
        overprinted=repeated,
        replaced=_replaced(layer),
        watermark=tuple(watermark_lines(layer.aslant, marks, repeated)),
        frame=frame,
        visible=frame.upright(_visible(page)),
        loose_rules=_loose(rules, tables),
        rules=None if tables and all(table.is_ruled for table in tables) else rules,
    )


def _replaced(layer: TextLayer) -> tuple[tuple[str, str, int], ...]:
    """Count the glyphs that are written otherwise than the file says."""
    counts = Counter(
        (glyph.code, glyph.text)
        for glyph in (*layer.glyphs, *layer.sideways, *layer.aslant)
        if glyph.code
    )
    return tuple((code, text, count) for (code, text), count in sorted(counts.items()))


def _visible(page: Page) -> Bbox:
    """The part of the sheet that is shown and printed: its crop box, within its media box."""
    sheet, crop = page.bbox, page.cropbox
    x0, top, x1, bottom = intersection(sheet, crop)
    return (float(x0), float(top), float(x1), float(bottom))


def _loose(rules: Rules, tables: Sequence[PageTable]) -> tuple[Rule, ...]:
    """The horizontal rules that no table holds."""
    loose = [
        rule
        for rule in rules.horizontal
        if not any(table.ys[0] - SNAP <= rule.at <= table.ys[-1] + SNAP for table in tables)
    ]
    return tuple(sorted(loose, key=lambda rule: rule.at))


def _sideways(layer: TextLayer, frame: PageTransform, repeated: frozenset[int]) -> list[Word]:
    """Words set at a right angle to the others, with their boxes in the page's frame."""
    if layer.sideways_transform is None:
        return []
    words = words_of(glyph for glyph in layer.sideways if glyph.index not in repeated)
    turned = []
    for word in words:
        box = (word.x0, word.top, word.x1, word.bottom)
        x0, top, x1, bottom = frame.upright(layer.sideways_transform.on_sheet(box))
        codes = tuple(
            (code, *frame.upright(layer.sideways_transform.on_sheet(place)))
            for code, *sides in word.codes
            for place in [(sides[0], sides[1], sides[2], sides[3])]
        )
        turned.append(
            replace(
                word,
                x0=x0,
                top=top,
                x1=x1,
                bottom=bottom,
                baseline=(top + bottom) / 2,
                codes=codes,
            )
        )
    return turned
