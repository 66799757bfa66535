"""Lines and shades above each other that may be one table without vertical lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Bbox
from extract.rules import Fill, Rule

NEAR = 5.0
"""Points: shades this near to each other stand side by side, white gaps between them."""
SIDES = 4.0
"""Points by which the ends of lines of one table may differ."""
LEAST_WIDTH = 60.0
"""Points: shorter lines and shades are underlines and ornaments."""


@dataclass(slots=True)
class Stack:
    """Lines and shades above each other, with the same left and right end."""

    left: float
    right: float
    lines: list[Rule]
    fills: list[Fill]


def stacks_of(loose: Sequence[Rule], fills: Sequence[Fill]) -> list[Stack]:
    """Group loose lines and shades by their left and right ends."""
    stacks: list[Stack] = []
    for left, right, held in _blocks(fills):
        _stack_for(stacks, left, right).fills += held
    wide = sorted(loose, key=lambda rule: rule.start - rule.stop)
    for rule in wide:
        if rule.stop - rule.start >= LEAST_WIDTH:
            _stack_for(stacks, rule.start, rule.stop).lines.append(rule)
    return stacks


def _stack_for(stacks: list[Stack], left: float, right: float) -> Stack:
    for stack in stacks:
        if abs(stack.left - left) <= SIDES and abs(stack.right - right) <= SIDES:
            return stack
    # A line under some columns only belongs to the stack that it lies in.
    for stack in stacks:
        if stack.left - SIDES <= left and right <= stack.right + SIDES and stack.lines:
            return stack
    stacks.append(Stack(left, right, [], []))
    return stacks[-1]


def _blocks(fills: Sequence[Fill]) -> list[tuple[float, float, list[Fill]]]:
    """Put shades that stand side by side together: left and right end, and the shades."""
    groups: list[tuple[Bbox, list[Fill]]] = []
    for fill in fills:
        box, held = fill.bbox, [fill]
        kept = []
        for other, others in groups:
            if _near(box, other):
                box = _hull(box, other)
                held = others + held
            else:
                kept.append((other, others))
        groups = [*kept, (box, held)]
    return [(box[0], box[2], held) for box, held in groups if box[2] - box[0] >= LEAST_WIDTH]


def _near(one: Bbox, other: Bbox) -> bool:
    return (
        one[0] <= other[2] + NEAR
        and other[0] <= one[2] + NEAR
        and one[1] <= other[3] + NEAR
        and other[1] <= one[3] + NEAR
    )


def _hull(one: Bbox, other: Bbox) -> Bbox:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
