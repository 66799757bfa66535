"""Lines outside of tables to titles, headings, paragraphs, list items and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from extract.document.assemble import shown
from extract.geometry.page_model import Line
from extract.geometry.page_transform import PageTransform
from extract.model import Block, Span
from extract.text.hyphens import Vocabulary, join_lines

Kind = Literal["title", "heading", "paragraph", "list_item", "footnote", "footer", "page_number"]

_BULLET = re.compile(r"^([•▪◦‣·●○■□➢✓\uf0b7\uf0a7–—-])\s+(?=\S)")
_ORDINAL = re.compile(
    r"^(\(?(?:[ivxlcIVXLC]{1,5}|[A-Za-z]|\d{1,3}(?:\.\d{1,3})*)[.)])\s+(?=\S)|^(\d+(?:\.\d+)+)\s+(?=\S)"
)
_NOTE = re.compile(r"^(\*+|[†‡§]+)\s*(?=\S)")
_CLOSED = re.compile(r"[.:;!?…][\"'’”»)\]]*$")


@dataclass(slots=True)
class DraftBlock:
    """A block as its lines are gathered."""

    kind: Kind
    marker: str
    lines: list[Line]
    pages: list[int]
    level: int | None = None
    right: float = 0.0


@dataclass(slots=True)
class _Page:
    """What is typical of a page's narrative."""

    pitch: float
    right: float
    body_size: float
    lines: Sequence[Line] = field(default=())


def gather(pages: Sequence[tuple[int, Sequence[Line]]]) -> list[DraftBlock]:
    """Put lines together to blocks, over page ends too.

    Args:
        pages: for each page its number and its lines outside of tables and furniture.

    Returns:
        Blocks in reading order; heading levels set.
    """
    sizes = Counter(round(line.size, 1) for _, lines in pages for line in lines for _ in line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    blocks: list[DraftBlock] = []
    for number, held in pages:
        lines = tuple(held)
        page = _Page(_pitch(lines), max((line.x1 for line in lines), default=0.0), body)
        for index, line in enumerate(lines):
            above = lines[index - 1] if index else None
            if above is not None and line.edge is not None and line.baseline < above.baseline:
                above = None  # the head of a new column is like that of a new page
            kind, marker = _kind(line, page)
            bare = replace(line, words=())
            if blocks and _goes_on(blocks[-1], line, kind, marker, above, page):
                blocks[-1].lines.append(bare)
                blocks[-1].pages.append(number)
            else:
                blocks.append(DraftBlock(kind, marker, [bare], [number]))
            blocks[-1].right = page.right if line.edge is None else line.edge
    _set_titles(blocks)
    _set_levels(blocks)
    return blocks


def _pitch(lines: Sequence[Line]) -> float:
    steps = [
        round(below.baseline - above.baseline, 1)
        for above, below in pairwise(lines)
        if 0 < below.baseline - above.baseline < 2.5 * above.size
    ]
    return Counter(steps).most_common(1)[0][0] if steps else 0.0


def _kind(line: Line, page: _Page) -> tuple[Kind, str]:
    note = _NOTE.match(line.text)
    if note:
        return "footnote", note[1]
    first = line.words[0]
    if first.text.isdigit() and first.size < 0.8 * line.size and len(line.words) > 1:
        return "footnote", first.text
    bullet = _BULLET.match(line.text)
    if bullet:
        return "list_item", bullet[1]
    ordinal = _ORDINAL.match(line.text)
    marker = (ordinal[1] or ordinal[2]) if ordinal else ""
    if line.bold or line.size > 1.15 * page.body_size:
        return "heading", marker
    return ("list_item", marker) if marker else ("paragraph", "")


def _goes_on(
    block: DraftBlock, line: Line, kind: Kind, marker: str, above: Line | None, page: _Page
) -> bool:
    """Say whether a line belongs to the block before it."""
    last = block.lines[-1]
    if marker or (kind == "heading") != (block.kind == "heading"):
        return False
    closed = bool(_CLOSED.search(last.text))
    if above is None:
        full = block.right - last.x1 < line.first_width
        return kind != "heading" and not closed and (full or line.text[0].islower())
    step = line.baseline - last.baseline
    if abs(line.size - last.size) > 0.15 * last.size or step > 2.2 * last.size or step < 0:
        return False
    if kind == "heading":
        return bool(not block.marker or last.x1 > 0.8 * block.right)
    if not closed and line.text[0].islower():
        return True
    if page.pitch and step > 1.08 * page.pitch:
        return False
    room = block.right - last.x1
    return not (closed and room > line.first_width + 0.3 * line.size) and not (
        room > 0.35 * (block.right - min(last.x0, line.x0)) and kind != "footnote"
    )


def _set_titles(blocks: list[DraftBlock]) -> None:
    """Unmarked headings before the first marked one, or set in capitals, are titles."""
    seen = False
    for block in blocks:
        if block.kind != "heading":
            seen = seen or block.kind == "list_item"
            continue
        text = "".join(line.text for line in block.lines)
        if not block.marker and (not seen or text.upper() == text):
            block.kind = "title"
        seen = True


def _set_levels(blocks: list[DraftBlock]) -> None:
    """Rank headings by type size, then by kind of marker in order of appearance."""
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


def block_of(
    draft: DraftBlock, number: int, vocabulary: Vocabulary, frames: Mapping[int, PageTransform]
) -> Block:
    """Make the block that the stage returns."""
    lines = [line.text for line in draft.lines]
    texts = list(lines)
    if draft.marker:
        texts[0] = texts[0][len(draft.marker) :].strip()
    spans = []
    for page in dict.fromkeys(draft.pages):
        own = [line for line, at in zip(draft.lines, draft.pages, strict=True) if at == page]
        bbox = (
            min(line.x0 for line in own),
            min(line.top for line in own),
            max(line.x1 for line in own),
            max(line.bottom for line in own),
        )
        spans.append(Span(page=page, bbox=shown(bbox, page, frames)))
    return Block(
        block_id=f"b{number:03d}",
        kind=draft.kind,
        level=draft.level,
        marker=draft.marker,
        lines=tuple(lines),
        text=join_lines(texts, vocabulary),
        spans=tuple(spans),
    )
