"""Lines and shades above each other that may be one table without vertical lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.geometry.bbox import area, enclosing, touches
from extract.geometry.page_model import Fill, Rule
from extract.model import Bbox

NEAR = 5.0
"""Points: shades this near to each other stand side by side, white gaps between them."""
SIDES = 4.0
"""Points by which the ends of lines of one table may differ."""
GRID_ROWS = 3
"""Rows of shades that are a table of their own; fewer may be a header, or every second row."""
LEAST_WIDTH = 60.0
"""Points: shorter lines and shades are underlines and ornaments."""


@dataclass(slots=True)
class RuleGroup:
    """Lines and shades above each other, with the same left and right end."""

    left: float
    right: float
    lines: list[Rule]
    fills: list[Fill]
    is_whole: bool = False
    """Its shades part it into rows and columns, and nothing beyond them is part of it."""

    def holds(self, rule: Rule) -> bool:
        """Say whether a line is drawn among its shades."""
        return (
            min(fill.bbox[1] for fill in self.fills) - NEAR
            <= rule.at
            <= max(fill.bbox[3] for fill in self.fills) + NEAR
            and self.left - SIDES <= rule.start
            and rule.stop <= self.right + SIDES
        )


def rule_groups_of(loose: Sequence[Rule], fills: Sequence[Fill]) -> list[RuleGroup]:
    """Group loose lines and shades by their left and right ends."""
    stacks: list[RuleGroup] = []
    for left, right, held in _blocks(fills):
        if _is_grid(held):
            stacks.append(RuleGroup(left, right, [], list(held), is_whole=True))
            continue
        others = [stack for stack in stacks if not stack.is_whole]
        _put(stacks, _like(others, left, right), RuleGroup(left, right, [], held))
    wide = sorted(loose, key=lambda rule: rule.start - rule.stop)
    for rule in wide:
        if rule.stop - rule.start < LEAST_WIDTH:
            continue
        around = next((stack for stack in stacks if stack.is_whole and stack.holds(rule)), None)
        if around is None:
            others = [stack for stack in stacks if not stack.is_whole]
            like = _like(others, rule.start, rule.stop)
            _put(stacks, like, RuleGroup(rule.start, rule.stop, [rule], []))
        elif _like([around], rule.start, rule.stop):  # else it underlines a text
            around.lines.append(rule)
    return stacks


def _put(stacks: list[RuleGroup], like: RuleGroup | None, new: RuleGroup) -> None:
    if like is None:
        stacks.append(new)
    else:
        like.lines += new.lines
        like.fills += new.fills


def _is_grid(fills: Sequence[Fill]) -> bool:
    """Say whether shades fill a frame with three rows or more, of two cells or more."""
    boxes = [fill.bbox for fill in fills]
    tops = Counter(round(box[1]) for box in boxes)
    rows = sum(count > 1 for count in tops.values())
    share = sum(map(area, boxes)) / area(enclosing(boxes))
    return rows >= GRID_ROWS and 0.9 <= share <= 1.1


def _like(stacks: Sequence[RuleGroup], left: float, right: float) -> RuleGroup | None:
    """The stack that lines or shades with these ends belong to."""
    for stack in stacks:
        if abs(stack.left - left) <= SIDES and abs(stack.right - right) <= SIDES:
            return stack
    # A line under some columns only belongs to the stack that it lies in.
    for stack in stacks:
        if stack.left - SIDES <= left and right <= stack.right + SIDES and stack.lines:
            return stack
    return None


def _blocks(fills: Sequence[Fill]) -> list[tuple[float, float, list[Fill]]]:
    """Put shades that stand side by side together: left and right end, and the shades."""
    groups: list[tuple[Bbox, list[Fill]]] = []
    for fill in fills:
        box, held = fill.bbox, [fill]
        kept = []
        for other, others in groups:
            if touches(box, other, NEAR):
                box = enclosing((box, other))
                held = others + held
            else:
                kept.append((other, others))
        groups = [*kept, (box, held)]
    return [(box[0], box[2], held) for box, held in groups if box[2] - box[0] >= LEAST_WIDTH]
