"""Read the tables and lines of one page with pdfplumber, without side effects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from extract.geometry.bbox import intersection, is_inside, overlaps
from extract.geometry.page_model import (
    NONE,
    Glyph,
    HiddenText,
    Misleading,
    MisleadingGlyph,
    PageMark,
    PageReading,
    PageTable,
    Rule,
    Rules,
    Word,
)
from extract.geometry.page_transform import PageTransform, rotation_of
from extract.marks.annotations import marks_of_annotations, strikes_of_annotations
from extract.marks.drawn_marks import (
    boxes_over,
    drawn_bullets,
    drawn_marks,
    struck_out,
    without_strokes,
    written_marks,
)
from extract.marks.visibility import hidden_glyphs
from extract.page.apart_lines import apart_lines, without_rules_of
from extract.page.compact_lines import is_open
from extract.page.ledger import letters, may_overprint, overprints
from extract.pdf.glyphs import TextLayer, text_layer
from extract.pdf.rules import rules_of
from extract.reading import Bbox
from extract.ruling.pictures import letters_for_lines
from extract.ruling.thresholds import RULING
from extract.script.placed_accents import with_accents_joined
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.grid import find_tables
from extract.text.text_columns import reading_lines
from extract.text.watermark import watermark_lines, without_watermark
from extract.text.words import lines_of, words_from_glyphs

if TYPE_CHECKING:
    from pdfplumber.page import Page


def read_page(
    page: Page,
    counted: int | None = None,
    drawn: Rules | None = None,
    misleading: Misleading = NONE,
    running: AbstractSet[int] = frozenset(),
) -> PageReading:
    """Read one page: its tables with their text, and the lines outside tables.

    Args:
        page: an open page of pdfplumber.
        counted: number of glyphs that pypdfium2 counts, which omits most glyphs drawn over again.
            If pdfplumber reads as many, they are looked for only where some may be.
        drawn: rules inside pictures, in addition to the page's shapes.
        misleading: glyphs of the file that look like another character.
        running: glyphs of lines that several pages print over their tables; they are read as
            watermarks.

    Returns:
        The page's reading.
    """
    transform = PageTransform(rotation_of(page.chars), float(page.width), float(page.height))
    layer = text_layer(page, transform)
    texts = tuple([str(char["text"]) for char in page.chars])
    is_counted = counted is not None and len(letters("".join(texts))) == counted
    hidden = hidden_glyphs(page)
    may_repeat = not is_counted or may_overprint(page.chars)
    repeated = _repeated(page, hidden) if may_repeat else frozenset()
    repeated |= letters_for_lines(layer.glyphs, drawn) if drawn is not None else frozenset()
    unread = repeated | hidden.keys()
    rules = _with_picture_rules(rules_of(page, transform), drawn)
    seen = with_accents_joined([g for g in layer.glyphs if g.index not in unread])
    struck = _strike_out(page, transform, seen, rules)
    rules = without_strokes(struck, rules)
    words, marks = without_watermark(words_from_glyphs(seen))
    words += _turned_words(layer, transform, unread)
    if running:
        over = [word for word in words if not running.isdisjoint(word.glyphs)]
        words = [word for word in words if running.isdisjoint(word.glyphs)]
        rules = without_rules_of(over, rules)
        marks += over
    found = find_tables(page.page_number, rules, words)
    tables, free = assign_lines_to_cells(found.tables, words)
    return PageReading(
        page=page.page_number,
        width=transform.size[0],
        height=transform.size[1],
        rotation=int(page.rotation or 0),
        tables=tuple(tables),
        lines=tuple(reading_lines(free, rules)),
        glyph_texts=texts,
        overprinted=repeated,
        replaced=_replaced_codes(layer),
        watermark=tuple(watermark_lines(layer.aslant, marks, unread)),
        marks=_marks(page, transform, seen, struck, tables),
        hidden=_hidden_text(layer, transform, hidden, repeated),
        misleading=tuple(_misleading(page, layer, transform, unread, misleading)),
        page_transform=transform,
        visible=transform.upright(_visible_area(page)),
        loose_rules=_rules_outside_tables(rules, tables),
        dropped=found.dropped,
        apart=tuple(apart_lines(words, tables)),
        rules=rules if not tables or any(map(is_open, tables)) else None,
    )


def _strike_out(
    page: Page, transform: PageTransform, glyphs: Sequence[Glyph], rules: Rules
) -> list[list[Glyph]]:
    """Mark the glyphs that lines or annotations strike out, and return those of each stroke."""
    struck = struck_out(glyphs, [*rules.pieces[0], *strikes_of_annotations(page, transform)])
    for glyph in chain.from_iterable(struck):
        glyph.is_struck = True
    return struck


def _repeated(page: Page, hidden: Mapping[int, str]) -> frozenset[int]:
    """Find glyphs of no size, and those drawn over others of a kind; one that is seen is kept."""
    chars = page.chars
    order = sorted(range(len(chars)), key=lambda index: index in hidden)
    log = getattr(page, "paint_log", None)
    found = {order[at] for at in overprints([chars[index] for index in order])}
    return frozenset(found | (log.sizeless if log is not None else set()))


def hidden_places(page: Page, others: AbstractSet[int] = frozenset()) -> list[tuple[str, Bbox]]:
    """Return the text and the place on the sheet of each hidden glyph, and of some others."""
    chars = page.chars
    return [
        (
            str(chars[index]["text"]),
            (
                float(chars[index]["x0"]),
                float(chars[index]["top"]),
                float(chars[index]["x1"]),
                float(chars[index]["bottom"]),
            ),
        )
        for index in sorted(hidden_glyphs(page).keys() | others)
    ]


def _marks(
    page: Page,
    transform: PageTransform,
    glyphs: Sequence[Glyph],
    struck: Sequence[Sequence[Glyph]],
    tables: Sequence[PageTable],
) -> tuple[PageMark, ...]:
    """Return the marks inside the tables of a page: what is not text, or not only text."""
    if not tables:
        return ()
    boxes = [table.bbox for table in tables]
    bullets = list(drawn_bullets(page, transform, glyphs))
    places = {mark.bbox for mark in bullets}
    found = [
        *bullets,
        *(
            PageMark("struck", line.text, (line.x0, line.top, line.x1, line.bottom))
            for run in struck
            for line in lines_of(words_from_glyphs(run))
        ),
        *written_marks(glyphs),
        *(
            mark
            for mark in _beside_letters(drawn_marks(page, transform, boxes), glyphs)
            if mark.bbox not in places
        ),
        *boxes_over(page, transform),
        *marks_of_annotations(page, transform),
    ]
    return tuple(mark for mark in found if any(overlaps(mark.bbox, box, 0) for box in boxes))


def _beside_letters(marks: Iterable[PageMark], glyphs: Sequence[Glyph]) -> Iterator[PageMark]:
    """Leave out drawings inside the box of a letter: some charts draw their letters as well."""
    for mark in marks:
        if not any(
            is_inside(mark.bbox, (glyph.x0, glyph.top, glyph.x1, glyph.bottom), 1.0)
            for glyph in glyphs
            if glyph.text.strip()
        ):
            yield mark


def _hidden_text(
    layer: TextLayer,
    transform: PageTransform,
    hidden: Mapping[int, str],
    repeated: frozenset[int],
) -> tuple[HiddenText, ...]:
    """Make lines of the hidden glyphs, by the reason why they are hidden."""
    found: list[HiddenText] = []
    for because in sorted(set(hidden.values())):
        others = repeated | {
            glyph.index for glyph in layer.every if hidden.get(glyph.index) != because
        }
        upright = (*layer.glyphs, *layer.aslant)
        words = words_from_glyphs(glyph for glyph in upright if glyph.index not in others)
        words += _turned_words(layer, transform, others)
        found += [HiddenText(line, because) for line in lines_of(words)]
    return tuple(found)


def _misleading(
    page: Page,
    layer: TextLayer,
    transform: PageTransform,
    unread: AbstractSet[int],
    misleading: Misleading,
) -> Iterator[MisleadingGlyph]:
    """Yield the glyphs that look like another character, in the page's coordinates."""
    if not misleading:
        return
    sides = ((transform, (*layer.glyphs, *layer.aslant)), *layer.turned)
    for side, glyphs in sides:
        for glyph in glyphs:
            char = page.chars[glyph.index]
            seen = misleading.get((str(char["fontname"]), str(char["text"])))
            if seen is not None and glyph.index not in unread:
                box = (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
                upright = box if side is transform else transform.upright(side.on_sheet(box))
                yield MisleadingGlyph(glyph.text, seen, upright)


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
    counts = Counter((glyph.code, glyph.text) for glyph in layer.every if glyph.code)
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


def _turned_words(
    layer: TextLayer, transform: PageTransform, unread: AbstractSet[int]
) -> list[Word]:
    """Return the words set at right angles to the others, in the page's coordinates."""
    words = []
    for side, glyphs in layer.turned:
        turn = (side.rotation - transform.rotation) % 360
        for word in words_from_glyphs(glyph for glyph in glyphs if glyph.index not in unread):
            x0, top, x1, bottom = transform.upright(side.on_sheet(word.bbox))
            codes = tuple(
                (code, *transform.upright(side.on_sheet((left, above, right, below))))
                for code, left, above, right, below in word.codes
            )
            words.append(
                replace(
                    word,
                    x0=x0,
                    top=top,
                    x1=x1,
                    bottom=bottom,
                    baseline=(top + bottom) / 2,
                    codes=codes,
                    turn=turn,
                )
            )
    return words
