"""Find the heading above each part of a matrix that names its section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from extract.document.thresholds import PLAN
from extract.matrix.places import Place, end_of, foot_of, start_of
from extract.matrix.thresholds import CHOICE
from extract.model import Block, Document, Row, Table
from extract.stitching.labels import continued_text, letters_of

_NUMBERED = re.compile(r"(?P<word>[^\W\d_]+)\s+(?:\d+|[IVXL]+|[A-Z])(?=[\s:)–—-]|\.(?!\d)|$)")
"""A heading that counts parts: `Chapter 3`, `Objetivo 2`, `Axe IV`."""
_NUMBER = re.compile(r"(?P<word>(?:[^\W\d_]{2,}\s+)*)(?P<number>\d+|[IVXL]+|[A-Z])(?=[\s:.)–—-]|$)")
"""A heading that begins with its number, after words or without: `Chapter 3`, `3.`, `B)`."""
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def sections_of(document: Document, parts: Sequence[int]) -> tuple[Block | None, ...]:
    """Return for each part the heading that names it, or None.

    If most parts follow a heading that counts (`Chapter 3`), it is the last such heading since the
    part before. Otherwise it is the heading right above the table or, if text is below all of
    these headings, the last one on the table's page; one that the document prints more than once,
    like `Actions`, names no table. Where the first row of a part is `Objective 1` and another part
    is below `Objective 3`, what is above the first one is the title of them all.
    """
    tables = [document.tables[index] for index in parts]
    starts = [start_of(table) for table in tables]
    ends: list[Place] = [(0, 0.0), *(end_of(table) for table in tables[:-1])]
    named = _named(_Texts(document), list(zip(ends, starts, strict=True)))
    words = [_counting_word(_printed(head)) if head is not None else None for head in named]
    return tuple(
        None if _first_band_word(table) in {*words} - {None, word} else head
        for table, head, word in zip(tables, named, words, strict=True)
    )


def _first_band_word(table: Table) -> str | None:
    """Return the word with which a heading in the first row of a table counts."""
    first = table.rows[0] if table.rows else None
    if first is None or first.kind != "band":
        return None
    return _counting_word(" ".join(cell.text for cell in first.cells))


def _counting_word(text: str) -> str | None:
    match = _NUMBERED.match(text)
    return match["word"].casefold() if match else None


def inner_sections(document: Document, matrix: Table) -> dict[int, Block]:
    """Return the headings between two rows of a table, by the index of the row below.

    A table may go on below a heading, with the same columns: the heading names the rows below it.
    Then the heading above the first row is one of them.
    """
    places = [_places_of_row(row) for row in matrix.rows]
    gaps: dict[int, tuple[Place, Place]] = {}
    before: Place = (0, 0.0)
    open_until = 0
    for index, (row, place) in enumerate(zip(matrix.rows, places, strict=True)):
        if place is None:
            continue
        is_below_band = index > 0 and matrix.rows[index - 1].kind == "band"
        if index >= open_until and row.kind == "row" and not is_below_band:
            gaps[index] = (before, place[0])
        stops = [index + cell.row_stop - cell.row for cell in row.cells]
        open_until = max(open_until, *stops) if stops else open_until
        before = place[1]
    texts = _Texts(document)
    filled = {index: gap for index, gap in gaps.items() if texts.headings_in(*gap)}
    named = _named(texts, list(filled.values()))
    found = {index: head for index, head in zip(filled, named, strict=True) if head is not None}
    # A heading above the whole table is a section only beside others.
    return found if any(found) else {}


def section_before_bands(document: Document, matrix: Table) -> Block | None:
    """Return the heading above a table that names its first rows, as its bands name the others.

    A table may begin below the first of several numbered headings, and hold the others: then
    `Chapter 1` stands above it, and `Chapter 2` is the first of its rows over all columns.
    """
    bands = [row for row in matrix.rows if row.kind == "band" and row.level == 0]
    if not bands or matrix.rows[0].kind == "band":
        return None
    following = _NUMBER.match(" ".join(cell.text for cell in bands[0].cells))
    places = (_places_of_row(row) for row in (*matrix.header, *matrix.rows))
    first = next(filter(None, places), None)
    head = _Texts(document).right_above((0, 0.0), first[0]) if first and following else None
    found = _NUMBER.match(_printed(head)) if head is not None else None
    if found is None or following is None or found["word"] != following["word"]:
        return None
    return head if _is_next(found["number"], following["number"]) else None


def _is_next(number: str, following: str) -> bool:
    """Return whether a number or a letter follows another one: `2.` and `3.`, `A` and `B`."""
    if number.isdigit() and following.isdigit():
        return int(following) == int(number) + 1
    if number in _ROMANS and following in _ROMANS:
        return _ROMANS.index(following) == _ROMANS.index(number) + 1
    return len(number) == len(following) == 1 and ord(following) == ord(number) + 1


class _Texts:
    """The texts outside of tables in the order in which they end, to be searched by place."""

    def __init__(self, document: Document) -> None:
        # Labels that stand above a table, outside of its cells, name no section.
        headers = {letters_of(table.columns) for table in document.tables}
        blocks = [
            block
            for block in document.blocks
            if block.kind not in ("footer", "page_number")
            and letters_of([block.text]) not in headers - {""}
        ]
        self._blocks = sorted(blocks, key=foot_of)
        self._feet = list(map(foot_of, self._blocks))
        heads = [block for block in self._blocks if block.kind in ("heading", "title")]
        self._again = _repeated(heads)
        self._heads = [head for head in heads if head not in self._again]
        self._feet_of_heads = list(map(foot_of, self._heads))
        self.counts = Counter(letters_of([head.text]) for head in self._heads)

    def headings_in(self, end: Place, start: Place) -> list[Block]:
        """Return the headings that end after one place and not after another."""
        first = bisect_right(self._feet_of_heads, end)
        return self._heads[first : bisect_right(self._feet_of_heads, start)]

    def right_above(self, end: Place, start: Place) -> Block | None:
        """Return the heading with no other text between it and a place, on the same page."""
        at = bisect_right(self._feet, start) - 1
        if at < 0 or not end < self._feet[at] or self._feet[at][0] != start[0]:
            return None
        last = self._blocks[at]
        return last if last.kind in ("heading", "title") and last not in self._again else None

    def goes_on_in(self, end: Place, start: Place) -> bool:
        """Return whether a heading between two places says that the section before goes on."""
        return any(end < foot_of(head) <= start for head in self._again)

    def last_on_page(self, end: Place, start: Place) -> Block | None:
        """Return the last heading between two places that is on the page of the second one."""
        found = [head for head in self.headings_in(end, start) if foot_of(head)[0] == start[0]]
        return found[-1] if found else None


def _repeated(heads: Sequence[Block]) -> list[Block]:
    """Return the headings that print one before them again, and say that it is continued."""
    known: set[str] = set()
    again = []
    for head in heads:
        printed = letters_of([continued_text(_printed(head))])
        if printed and printed in known:
            again.append(head)
        known.add(letters_of([_printed(head)]))
    return again


def _places_of_row(row: Row) -> tuple[Place, Place] | None:
    """Return where the cells that start in a row begin and end."""
    parts = [fragment for cell in row.cells for fragment in cell.fragments]
    if not parts:
        return None
    page, top = min((part.page, part.bbox[1]) for part in parts)
    return (page, top + PLAN.heading_overlap), max((part.page, part.bbox[3]) for part in parts)


def _named(texts: _Texts, gaps: Sequence[tuple[Place, Place]]) -> tuple[Block | None, ...]:
    """Return the heading in each gap between two parts that names the part below it."""
    nearest = [texts.right_above(*gap) for gap in gaps]
    if len(gaps) > 1 and not any(nearest):
        nearest = [texts.last_on_page(*gap) for gap in gaps]
    numbered = [
        {word: head for head in texts.headings_in(*gap) if (word := _word(head))} for gap in gaps
    ]
    words = Counter(word for own in numbered for word in own)
    word, count = max(words.items(), key=lambda item: item[1], default=("", 0))
    begun = sum(not texts.goes_on_in(*gap) for gap in gaps)
    is_counted = count > 0 and count >= CHOICE.numbered_share * begun
    return tuple(
        (own.get(word) if is_counted else None) or _unique(head, texts.counts)
        for own, head in zip(numbered, nearest, strict=True)
    )


def _unique(head: Block | None, counts: Counter[str]) -> Block | None:
    """Return a heading if the document prints it once; a repeated heading names no table."""
    return head if head is not None and counts[letters_of([head.text])] == 1 else None


def _printed(head: Block) -> str:
    return " ".join(filter(None, (head.marker, head.text)))


def _word(head: Block) -> str:
    """Return the word that a numbered heading counts with; empty if it is not numbered."""
    found = _NUMBERED.match(_printed(head))
    return found["word"].casefold() if found else ""
