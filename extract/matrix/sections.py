"""Find the heading above each part of a matrix that names its section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.matrix.places import Place, end_of, foot_of, start_of
from extract.matrix.thresholds import CHOICE
from extract.model import Block, Document
from extract.stitching.labels import letters_of

_NUMBERED = re.compile(r"(?P<word>[^\W\d_]+)\s+(?:\d+|[IVXL]+|[A-Z])(?=[\s:)–—-]|\.(?!\d)|$)")
"""A heading that counts parts: `Chapter 3`, `Objetivo 2`, `Axe IV`."""


def sections_of(document: Document, parts: Sequence[int]) -> tuple[Block | None, ...]:
    """Return for each part the heading that names it; None where none does.

    If most parts follow a heading that counts (`Chapter 3`), it is the last such heading since the
    part before. Else it is the heading right above the table; one that the document prints more
    than once, like `Actions`, names no table.
    """
    heads = [block for block in document.blocks if block.kind in ("heading", "title")]
    counts = Counter(letters_of([block.text]) for block in heads)
    nearest: list[Block | None] = []
    numbered: list[dict[str, Block]] = []
    before: Place = (0, 0.0)
    for index in parts:
        table = document.tables[index]
        between = [head for head in heads if before <= foot_of(head) <= start_of(table)]
        nearest.append(_right_above(document, between, start_of(table)))
        numbered.append({word: head for head in between if (word := _word(head))})
        before = end_of(table)
    words = Counter(word for own in numbered for word in own)
    word, count = max(words.items(), key=lambda item: item[1], default=("", 0))
    is_counted = count >= CHOICE.numbered_share * len(parts)
    return tuple(
        (own.get(word) if is_counted else None) or _unique(head, counts)
        for own, head in zip(numbered, nearest, strict=True)
    )


def _unique(head: Block | None, counts: Counter[str]) -> Block | None:
    """Return a heading that the document prints once; it names no table if it prints it again."""
    return head if head is not None and counts[letters_of([head.text])] == 1 else None


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
