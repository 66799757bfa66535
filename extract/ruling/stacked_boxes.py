"""Grids of cards in one column: the box of each label stands above the box of its value.

Boxes below each other are also how pages set off paragraphs, notes and figures. Cards show that
they are none: two looks take turns, and all boxes of one look hold a short label.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.geometry.bbox import area, gap, is_inside, overlap_area
from extract.geometry.clustering import clusters
from extract.geometry.page_model import Fill, Rule, Rules, Word
from extract.geometry.spatial_index import SpatialIndex
from extract.reading import Bbox
from extract.ruling.boxed_lattices import BoxedLattice, fills_beside
from extract.ruling.boxes import Box, cells_in_boxes, without_enclosing_boxes
from extract.ruling.frames import Lattice
from extract.ruling.thresholds import RULING


class _Look(NamedTuple):
    """What tells boxes of labels from boxes of values: the shade, and whether the type is bold."""

    fill: tuple[float, ...] | None
    is_bold: bool


class _TextBox(NamedTuple):
    """A box with its text."""

    box: Box
    is_drawn: bool
    look: _Look
    text: str
    is_label: bool
    """Its text is one short line."""


def stacked_lattices(
    rules: Rules, words: Sequence[Word], boxes: Sequence[Box] | None = None
) -> list[BoxedLattice]:
    """Find cards whose labels and values are boxes below each other: drawn ones, fills, or both.

    Args:
        rules: the lines and fills of a page, with the segments as drawn.
        words: the words of the page.
        boxes: the `cells_in_boxes` of the page, if they are known.

    Returns:
        A grid of one column for each card, or for cards close to each other.
    """
    drawn = cells_in_boxes(rules) if boxes is None else boxes
    filled = without_enclosing_boxes(fills_beside(drawn, rules.fills))
    if len(drawn) + len(filled) < RULING.min_boxes:
        return []
    held = _with_texts(drawn, filled, rules.fills, words)
    stacks = [one for one in _stacks(held) if _takes_turns(one)]
    cards = [one for one in stacks if len(one) >= RULING.min_boxes]
    return [
        _lattice([each.box for each in one])
        for one in stacks
        if one in cards or any(_is_of_same_cards(one, card) for card in cards)
    ]


def _with_texts(
    drawn: Sequence[Box], filled: Sequence[Box], fills: Sequence[Fill], words: Sequence[Word]
) -> list[_TextBox]:
    """Return the boxes that hold words, with their looks."""
    starts = [(word.x0, word.baseline, word.x0, word.baseline) for word in words]
    index = SpatialIndex(starts)
    found = []
    for at, box in enumerate((*drawn, *filled)):
        near = index.around(box.bbox)
        held = [words[number] for number in near if is_inside(starts[number], box.bbox, 0.0)]
        if held:
            fill = _fill_of(box, fills)
            look = _Look(fill, all(word.bold for word in held))
            lines = {round(word.baseline) for word in held}
            is_label = len(lines) == 1 and len(held) <= RULING.max_label_words
            text = " ".join(word.text for word in held)
            found.append(_TextBox(box, at < len(drawn), look, text, is_label))
    return found


def _fill_of(box: Box, fills: Sequence[Fill]) -> tuple[float, ...] | None:
    least = RULING.min_shaded_share * area(box.bbox)
    return next((one.color for one in reversed(fills) if overlap_area(box.bbox, one.bbox) >= least),
                None)  # fmt: skip


def _stacks(boxes: Sequence[_TextBox]) -> list[list[_TextBox]]:
    """Group boxes with the same sides below each other; those beside others are cells of rows."""
    bboxes = [one.box.bbox for one in boxes]
    index = SpatialIndex(bboxes)
    alone = [
        one
        for at, one in enumerate(boxes)
        if not any(
            other != at and _is_beside(bboxes[at], bboxes[other])
            for other in index.around(bboxes[at], RULING.max_box_gap)
        )
    ]
    alone.sort(key=lambda one: (round(one.box.x0), one.box.top))
    return clusters(alone, lambda one, stack: _goes_on(stack[-1], one))


def _is_beside(one: Bbox, other: Bbox) -> bool:
    """Return whether a box stands to the left or right of another one, close to it."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > RULING.min_box_side and gap(one, other) <= RULING.max_box_gap


def _goes_on(above: _TextBox, below: _TextBox) -> bool:
    """Return whether a box stands below another one; drawn boxes that touch are a ruled table."""
    distance = RULING.corner_distance
    space = below.box.top - above.box.bottom
    least = RULING.min_box_gap if above.is_drawn and below.is_drawn else -distance
    return (
        abs(above.box.x0 - below.box.x0) <= distance
        and abs(above.box.x1 - below.box.x1) <= distance
        and least <= space <= RULING.max_box_gap
    )


def _takes_turns(stack: Sequence[_TextBox]) -> bool:
    """Return whether two looks take turns, and the boxes of one of them are labels."""
    looks = [one.look for one in stack]
    if len(looks) < 2 or any(one == other for one, other in pairwise(looks)):
        return False
    has_two = len(set(looks)) == 2
    return has_two and any(all(one.is_label for one in stack[start::2]) for start in (0, 1))


def _is_of_same_cards(stack: Sequence[_TextBox], card: Sequence[_TextBox]) -> bool:
    """Return whether a short stack is a part of a card like another one: looks and labels."""
    looks = {one.look for one in stack} == {one.look for one in card}
    labels = {one.text for one in stack if one.is_label}
    return looks and bool(labels & {one.text for one in card if one.is_label})


def _lattice(boxes: Sequence[Box]) -> BoxedLattice:
    """Make the grid of a stack, with its walls in the gaps."""
    xs = (min(box.x0 for box in boxes), max(box.x1 for box in boxes))
    inner = ((above.bottom + below.top) / 2 for above, below in pairwise(boxes))
    ys = (boxes[0].top, *inner, boxes[-1].bottom)
    lattice = Lattice(
        xs, ys, tuple(Rule(y, *xs) for y in ys), tuple(Rule(x, ys[0], ys[-1]) for x in xs)
    )
    return BoxedLattice(
        lattice,
        frozenset((row, 0) for row, box in enumerate(boxes) if not box.closed_top),
        frozenset((row, 0) for row, box in enumerate(boxes) if not box.closed_bottom),
    )
