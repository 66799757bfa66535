"""Lines and shades above each other that may be one table without vertical lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.geometry.page_model import Fill, Rule
from extract.model import Bbox
from extract.ruling.thresholds import RULING


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
            min(fill.bbox[1] for fill in self.fills) - RULING.max_fill_gap
            <= rule.at
            <= max(fill.bbox[3] for fill in self.fills) + RULING.max_fill_gap
            and self.left - RULING.max_end_difference <= rule.start
            and rule.stop <= self.right + RULING.max_end_difference
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
        if rule.stop - rule.start < RULING.min_rule_width:
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
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    area = sum((box[2] - box[0]) * (box[3] - box[1]) for box in boxes)
    return rows >= RULING.min_grid_rows and 0.9 <= area / ((right - left) * (bottom - top)) <= 1.1


def _like(stacks: Sequence[RuleGroup], left: float, right: float) -> RuleGroup | None:
    """The stack that lines or shades with these ends belong to."""
    for stack in stacks:
        if (
            abs(stack.left - left) <= RULING.max_end_difference
            and abs(stack.right - right) <= RULING.max_end_difference
        ):
            return stack
    # A line under some columns only belongs to the stack that it lies in.
    for stack in stacks:
        if (
            stack.left - RULING.max_end_difference <= left
            and right <= stack.right + RULING.max_end_difference
            and stack.lines
        ):
            return stack
    return None


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
    return [
        (box[0], box[2], held) for box, held in groups if box[2] - box[0] >= RULING.min_rule_width
    ]


def _near(one: Bbox, other: Bbox) -> bool:
    return (
        one[0] <= other[2] + RULING.max_fill_gap
        and other[0] <= one[2] + RULING.max_fill_gap
        and one[1] <= other[3] + RULING.max_fill_gap
        and other[1] <= one[3] + RULING.max_fill_gap
    )


def _hull(one: Bbox, other: Bbox) -> Bbox:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
