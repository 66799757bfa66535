"""Read the tables and lines of one page with pdfplumber, without side effects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.geometry.bbox import intersection
from extract.geometry.page_model import PageReading, PageTable, Rule, Rules, Word
from extract.geometry.page_transform import PageTransform, rotation_of
from extract.model import Bbox
from extract.page.ledger import letters, overprints
from extract.pdf.glyphs import TextLayer, text_layer
from extract.pdf.rules import rules_of
from extract.ruling.thresholds import RULING
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.grid import find_tables
from extract.text.text_columns import reading_lines
from extract.text.watermark import watermark_lines, without_watermark
from extract.text.words import words_from_glyphs

if TYPE_CHECKING:
    from pdfplumber.page import Page


def read_page(page: Page, counted: int | None = None, drawn: Rules | None = None) -> PageReading:
    """Read one page: its tables with their text, and the lines outside tables.

    Args:
        page: an open page of pdfplumber.
        counted: number of glyphs that pypdfium2 counts, which omits glyphs drawn over again. If
            pdfplumber reads as many, the search for such glyphs is skipped.
        drawn: rules inside pictures, in addition to the page's shapes.

    Returns:
        The page's reading.
    """
    transform = PageTransform(rotation_of(page.chars), float(page.width), float(page.height))
    layer = text_layer(page, transform)
    texts = tuple(str(char["text"]) for char in page.chars)
    is_counted = counted is not None and len(letters("".join(texts))) == counted
    repeated = frozenset() if is_counted else frozenset(overprints(page.chars))
    words = words_from_glyphs(glyph for glyph in layer.glyphs if glyph.index not in repeated)
    words, marks = without_watermark(words)
    words += _sideways_words(layer, transform, repeated)
    rules = _with_picture_rules(rules_of(page, transform), drawn)
    found = find_tables(page.page_number, rules, words)
    tables, free = assign_lines_to_cells(found.tables, words)
    width, height = transform.size
    return PageReading(
        page=page.page_number,
        width=width,
        height=height,
        rotation=int(page.rotation or 0),
        tables=tuple(tables),
        lines=tuple(reading_lines(free)),
        glyph_texts=texts,
        overprinted=repeated,
        replaced=_replaced_codes(layer),
        watermark=tuple(watermark_lines(layer.aslant, marks, repeated)),
        page_transform=transform,
        visible=transform.upright(_visible_area(page)),
        loose_rules=_rules_outside_tables(rules, tables),
        dropped=found.dropped,
        rules=None if tables and all(table.is_ruled for table in tables) else rules,
    )


def _with_picture_rules(rules: Rules, drawn: Rules | None) -> Rules:
    """Add the rules inside pictures to those of the page."""
    if drawn is None:
        return rules
    return replace(
        rules,
        horizontal=(*rules.horizontal, *drawn.horizontal),
        vertical=(*rules.vertical, *drawn.vertical),
    )


def _replaced_codes(layer: TextLayer) -> tuple[tuple[str, str, int], ...]:
    """Count the glyphs whose text differs from their code in the file."""
    counts = Counter(
        (glyph.code, glyph.text)
        for glyph in (*layer.glyphs, *layer.sideways, *layer.aslant)
        if glyph.code
    )
    return tuple((code, text, count) for (code, text), count in sorted(counts.items()))


def _visible_area(page: Page) -> Bbox:
    """Return the part of the page that is displayed: its crop box inside its media box."""
    sheet, crop = page.bbox, page.cropbox
    x0, top, x1, bottom = intersection(sheet, crop)
    return (float(x0), float(top), float(x1), float(bottom))


def _rules_outside_tables(rules: Rules, tables: Sequence[PageTable]) -> tuple[Rule, ...]:
    """Return the horizontal rules outside tables, top to bottom."""
    loose = [
        rule
        for rule in rules.horizontal
        if not any(
            table.ys[0] - RULING.snap_distance <= rule.at <= table.ys[-1] + RULING.snap_distance
            for table in tables
        )
    ]
    return tuple(sorted(loose, key=lambda rule: rule.at))


def _sideways_words(
    layer: TextLayer, transform: PageTransform, repeated: frozenset[int]
) -> list[Word]:
    """Return the words set at a right angle to the others, in the page's coordinates."""
    if layer.sideways_transform is None:
        return []
    words = words_from_glyphs(glyph for glyph in layer.sideways if glyph.index not in repeated)
    rotated = []
    for word in words:
        box = (word.x0, word.top, word.x1, word.bottom)
        x0, top, x1, bottom = transform.upright(layer.sideways_transform.on_sheet(box))
        codes = tuple(
            (code, *transform.upright(layer.sideways_transform.on_sheet(place)))
            for code, *sides in word.codes
            for place in [(sides[0], sides[1], sides[2], sides[3])]
        )
        rotated.append(
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
    return rotated
