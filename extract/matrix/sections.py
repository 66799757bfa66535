"""Find the heading above each part of a matrix that names its section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.matrix.places import Place, end_of, foot_of, start_of
from extract.matrix.thresholds import CHOICE
from extract.model import Block, Document
from extract.stitching.labels import letters_of

_NUMBERED = re.compile(r"(?P<word>[^\W\d_]+)\s+(?:\d+|[IVX]+|[A-Z])\b", re.IGNORECASE)
"""A heading that counts parts: `Chapter 3`, `Objetivo 2`, `Axe IV`."""


def sections_of(document: Document, parts: Sequence[int]) -> tuple[Block | None, ...]:
    """Return for each part the heading that names it; None where none does.

    It is the heading right above the table. A heading that the document prints more than once,
    like `Actions`, names no table: then it is the last numbered heading (`Chapter 3`) since the
    part before, if most parts have one.
    """
    heads = [block for block in document.blocks if block.kind in ("heading", "title")]
    counts = Counter(letters_of([block.text]) for block in heads)
    nearest, numbered = [], []
    before: Place = (0, 0.0)
    for index in parts:
        table = document.tables[index]
        between = [head for head in heads if before <= foot_of(head) <= start_of(table)]
        nearest.append(_right_above(document, between, start_of(table)))
        numbered.append(next((h for h in reversed(between) if _word(h)), None))
        before = end_of(table)
    own = [n if n is not None and counts[letters_of([n.text])] == 1 else None for n in nearest]
    word = Counter(_word(head) for head in numbered if head is not None).most_common(1)
    if not word or word[0][1] < CHOICE.numbered_share * len(parts):
        return tuple(own)
    counted = [
        head if head is not None and _word(head) == word[0][0] else None for head in numbered
    ]
    return tuple(one or other for one, other in zip(counted, own, strict=True))


def _word(head: Block) -> str:
    """Return the word that a numbered heading counts with; empty if it is not numbered."""
    found = _NUMBERED.match(" ".join(filter(None, (head.marker, head.text))))
    return found["word"].casefold() if found else ""


def _right_above(document: Document, between: Sequence[Block], top: Place) -> Block | None:
    """Return the heading with no other text between it and the table, on the table's page."""
    above = [
        block
        for block in document.blocks
        if block.kind not in ("footer", "page_number") and foot_of(block) <= top
    ]
    last = max(above, key=foot_of, default=None)
    is_head = last is not None and last in between and foot_of(last)[0] == top[0]
    return last if is_head else None
