"""Where tables and headings are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.fuzz import ratio

from extract.document.thresholds import PLAN
from extract.model import Block, Document, Fragment, Table
from extract.stitching.labels import letters_of

Place = tuple[int, float]
"""A page, and points from its top."""
HEADINGS = ("heading", "title")
KINDS = (*HEADINGS, "paragraph")


def start_of(table: Table) -> Place:
    """Return where the first text of a table stands, with the overlap that text boxes have."""
    places = [(fragment.page, fragment.bbox[1]) for fragment in _fragments(table)]
    page, top = min(places, default=(min(table.pages, default=1), 0.0))
    return page, top + PLAN.heading_overlap


def end_of(table: Table) -> Place:
    """Return where the last text of a table ends."""
    places = [(fragment.page, fragment.bbox[3]) for fragment in _fragments(table)]
    return max(places, default=(max(table.pages, default=1), 0.0))


def _fragments(table: Table) -> Iterator[Fragment]:
    cells = (cell for row in table.header + table.rows for cell in row.cells)
    return (fragment for cell in cells for fragment in cell.fragments)


def foot_of(block: Block) -> Place:
    """Return where a block ends."""
    return block.spans[-1].page, block.spans[-1].bbox[3]


def _heads_like(document: Document, heading: str) -> list[tuple[float, Block]]:
    """Return the texts outside of tables that print a heading of the settings, the likest first.

    `Part A of the plan` is like `Part B of the plan`, which may be printed, too.
    """
    wanted = letters_of([heading])
    if not wanted:
        return []
    found = [
        (
            max(
                ratio(letters_of(texts), wanted)
                for texts in ([block.text], [block.marker, block.text])
            ),
            block,
        )
        for block in document.blocks
        if block.kind in KINDS
    ]
    like = [(score, block) for score, block in found if score >= PLAN.heading_likeness]
    return sorted(like, key=lambda one: -one[0])


def table_below(document: Document, heading: str, indexes: Sequence[int]) -> int | None:
    """Return the first table that begins below a heading, or None."""
    return next(iter(tables_below(document, heading, indexes)), None)


def tables_below(document: Document, heading: str, indexes: Sequence[int]) -> list[int]:
    """Return the first table below each text that is most similar to a heading.

    A title that a table repeats at the top of each page stands above that table alone.
    """
    tables = [(index, document.tables[index]) for index in indexes]
    for _, alike in groupby(_heads_like(document, heading), key=lambda one: one[0]):
        blocks = [block for _, block in alike]
        heads = [block for block in blocks if block.kind in HEADINGS] or blocks
        places = sorted(map(foot_of, heads))
        outside = [place for place in places if not any(_covers(t, place) for _, t in tables)]
        found = [
            next((index for index, table in tables if start_of(table) >= place), None)
            for place in outside or places
        ]
        below = list(dict.fromkeys(index for index in found if index is not None))
        if below:
            return below
    return []


def _covers(table: Table, place: Place) -> bool:
    return start_of(table) < place < end_of(table)
