"""Group lines outside tables into titles, headings, paragraphs, list items and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from extract.document.assemble import on_sheet
from extract.document.thresholds import BLOCKS
from extract.geometry.page_model import Line
from extract.geometry.page_transform import PageTransform
from extract.model import Block, Span
from extract.page.compact_lines import pack_lines, spool_of
from extract.runtime.spool import Spool
from extract.text.hyphens import Vocabulary, join_lines

Kind = Literal["title", "heading", "paragraph", "list_item", "footnote", "footer", "page_number"]

_BULLET = re.compile(r"^([•▪◦‣·●○■□➢✓\uf0b7\uf0a7–—-])\s+(?=\S)")
_ORDINAL = re.compile(
    r"^(\(?(?:[ivxlcIVXLC]{1,5}|[A-Za-z]|\d{1,3}(?:\.\d{1,3})*)[.)])\s+(?=\S)|^(\d+(?:\.\d+)+)\s+(?=\S)"
)
_NOTE = re.compile(r"^(\*+|[†‡§]+)\s*(?=\S)")
_CLOSED = re.compile(r"[.:;!?…][\"'’”»)\]]*$")


@dataclass(slots=True)
class GatheredBlock:
    """A block of lines.

    Attributes:
        lines: its lines; once all are gathered, they are packed where those of their page are.
        pages: page number of each line.
        right: right edge of the text column of the last line, in points.
    """

    kind: Kind
    marker: str
    lines: Sequence[Line]
    pages: list[int]
    level: int | None = None
    right: float = 0.0


@dataclass(slots=True)
class _PageStyle:
    """How the text outside tables is set on a page.

    Attributes:
        line_step: usual baseline distance in points; 0 if the page has too few lines.
        right: right edge of the text, in points.
        body_size: usual type size of the document, in points.
    """

    line_step: float
    right: float
    body_size: float


def gather(pages: Sequence[tuple[int, Sequence[Line]]]) -> list[GatheredBlock]:
    """Group lines into blocks, also over page ends.

    Args:
        pages: number of each page, and its lines outside tables and furniture.

    Returns:
        Blocks in reading order, with heading levels.
    """
    sizes = Counter(round(line.size, 1) for _, lines in pages for line in lines for _ in line.text)
    body = sizes.most_common(1)[0][0] if sizes else BLOCKS.default_body_size
    blocks: list[GatheredBlock] = []
    gathered: list[Line] = []
    spool: Spool | None = None
    for number, page_lines in pages:
        lines = tuple(page_lines)
        spool = spool_of(page_lines) or spool
        page = _PageStyle(_line_step(lines), max((line.x1 for line in lines), default=0.0), body)
        for index, line in enumerate(lines):
            above = lines[index - 1] if index else None
            if above is not None and line.edge is not None and line.baseline < above.baseline:
                above = None  # a new text column starts, like a new page
            kind, marker = _kind(line, page)
            bare = replace(line, words=())
            if blocks and _continues(blocks[-1], line, kind, marker, above, page):
                gathered.append(bare)
                blocks[-1].pages.append(number)
            else:
                _pack_last(blocks, spool)
                gathered = [bare]
                blocks.append(GatheredBlock(kind, marker, gathered, [number]))
            blocks[-1].right = page.right if line.edge is None else line.edge
    _pack_last(blocks, spool)
    _set_titles(blocks)
    _set_levels(blocks)
    return blocks


def _pack_last(blocks: Sequence[GatheredBlock], spool: Spool | None) -> None:
    """Pack the lines of the last block, if lines are packed: a long document has many."""
    if blocks and spool is not None:
        blocks[-1].lines = pack_lines(blocks[-1].lines, spool=spool)


def _line_step(lines: Sequence[Line]) -> float:
    steps = [
        round(below.baseline - above.baseline, 1)
        for above, below in pairwise(lines)
        if 0 < below.baseline - above.baseline < BLOCKS.pitch_step * above.size
    ]
    return Counter(steps).most_common(1)[0][0] if steps else 0.0


def _kind(line: Line, page: _PageStyle) -> tuple[Kind, str]:
    note = _NOTE.match(line.text)
    if note:
        return "footnote", note[1]
    first = line.words[0]
    if (
        first.text.isdigit()
        and first.size < BLOCKS.note_mark_size * line.size
        and len(line.words) > 1
    ):
        return "footnote", first.text
    bullet = _BULLET.match(line.text)
    if bullet:
        return "list_item", bullet[1]
    ordinal = _ORDINAL.match(line.text)
    marker = (ordinal[1] or ordinal[2]) if ordinal else ""
    if line.bold or line.size > BLOCKS.heading_size * page.body_size:
        return "heading", marker
    return ("list_item", marker) if marker else ("paragraph", "")


def _continues(
    block: GatheredBlock, line: Line, kind: Kind, marker: str, above: Line | None, page: _PageStyle
) -> bool:
    """Return whether a line belongs to the block before it.

    Args:
        block: the block before.
        line: the line.
        kind: what the line would start.
        marker: bullet or number printed before it.
        above: the line above in the same text column; None at the top of a page or column.
        page: style of the page.
    """
    last = block.lines[-1]
    if marker or (kind == "heading") != (block.kind == "heading"):
        return False
    is_closed = bool(_CLOSED.search(last.text))
    room = block.right - last.x1
    if above is None:
        is_full = room < line.first_width
        return kind != "heading" and not is_closed and (is_full or line.text[0].islower())
    step = line.baseline - last.baseline
    if not 0 <= step <= BLOCKS.block_step * last.size:
        return False
    if abs(line.size - last.size) > BLOCKS.size_change * last.size:
        return False
    if kind == "heading":
        return bool(not block.marker or last.x1 > BLOCKS.heading_reach * block.right)
    if not is_closed and line.text[0].islower():
        return True
    if page.line_step and step > BLOCKS.paragraph_step * page.line_step:
        return False
    if is_closed and room > line.first_width + BLOCKS.space_width * line.size:
        return False
    is_short = room > BLOCKS.short_line_room * (block.right - min(last.x0, line.x0))
    return kind == "footnote" or not is_short


def _set_titles(blocks: list[GatheredBlock]) -> None:
    """Mark titles: headings without a number, the first of the document or in capitals."""
    seen = False
    for block in blocks:
        if block.kind != "heading":
            seen = seen or block.kind == "list_item"
            continue
        text = "".join(line.text for line in block.lines)
        if not block.marker and (not seen or text.upper() == text):
            block.kind = "title"
        seen = True


def _set_levels(blocks: list[GatheredBlock]) -> None:
    """Rank headings by type size, then by the kind of their number, in order of appearance."""
    styles: list[tuple[float, str]] = []
    for block in blocks:
        if block.kind == "heading":
            style = (-round(block.lines[0].size), _marker_kind(block.marker))
            if style not in styles:
                styles.append(style)
    sizes = sorted({style[0] for style in styles})
    ranked = [style for size in sizes for style in styles if style[0] == size]
    marked = [style for style in ranked if style[1]]
    for block in blocks:
        if block.kind == "heading":
            style = (-round(block.lines[0].size), _marker_kind(block.marker))
            block.level = marked.index(style) + 1 if style in marked else 1


def _marker_kind(marker: str) -> str:
    core = marker.strip("().")
    if not core:
        return ""
    if core[0].isdigit():
        return "1" + ".1" * core.count(".")
    if re.fullmatch(r"[IVXLC]+", core):
        return "I"
    return "A" if core.isupper() else "a"


def assemble_block(
    gathered: GatheredBlock,
    number: int,
    vocabulary: Vocabulary,
    transforms: Mapping[int, PageTransform],
) -> Block:
    """Make the published block.

    Args:
        gathered: the block's lines.
        number: number of the block in the document, from 1.
        vocabulary: the words of the document.
        transforms: how each page's text lies on its sheet, by page number.

    Returns:
        The block, its line ends joined.
    """
    lines = [line.text for line in gathered.lines]
    texts = list(lines)
    if gathered.marker:
        texts[0] = texts[0][len(gathered.marker) :].strip()
    spans = []
    for page in dict.fromkeys(gathered.pages):
        own = [line for line, at in zip(gathered.lines, gathered.pages, strict=True) if at == page]
        bbox = (
            min(line.x0 for line in own),
            min(line.top for line in own),
            max(line.x1 for line in own),
            max(line.bottom for line in own),
        )
        spans.append(Span(page=page, bbox=on_sheet(bbox, page, transforms)))
    return Block(
        block_id=f"b{number:03d}",
        kind=gathered.kind,
        level=gathered.level,
        marker=gathered.marker,
        lines=tuple(lines),
        text=join_lines(texts, vocabulary),
        spans=tuple(spans),
    )
