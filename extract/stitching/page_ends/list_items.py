"""Read the marks of list items, and find the item before another one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.text.sentences import BULLET, NUMBER

_MARK = re.compile(
    r"^(?P<open>[(\[]?)(?:(?P<prefix>(?:\d+\.)*)(?P<digits>\d+)|(?P<letters>[A-Za-z]+))"
    r"(?P<close>[.)\]]?)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LONGEST_MARK = 16
"""Characters of the longest mark and the start of its text."""
_ONLY_NUMBER = re.compile(r"^(\D{0,8}?(?:\d+[.-])*)(\d{1,6})([.)\]]?)$")


@dataclass(frozen=True, slots=True)
class ItemMark:
    """The mark of a list item.

    Attributes:
        style: how the mark is written, with its numbers replaced: `(a)`, `1.1.`, `•`.
        value: its place in the list; None for a bullet.
        prefix: the numbers before the last one: `2.` of `2.3.`.
    """

    style: str
    value: int | None
    prefix: str = ""

    def follows(self, other: ItemMark) -> bool:
        """Return whether this mark is the next one after another mark."""
        if self.value is None or other.value is None:
            return False
        same = (self.style, self.prefix) == (other.style, other.prefix)
        return same and self.value == other.value + 1


def item_marks(text: str) -> tuple[ItemMark, ...]:
    """Read the mark that a text starts with.

    Args:
        text: a line or a text.

    Returns:
        The possible readings of the mark; none if there is no mark. `i.` may be a letter or a
        Roman number.
    """
    if BULLET.match(text):
        return (ItemMark(text[0], None),)
    mark = _MARK.match(text) if NUMBER.match(text) else None
    if mark is None:
        return ()
    around = (mark["open"], mark["close"])
    if mark["digits"]:
        style = f"{'1.' * mark['prefix'].count('.')}1"
        return (ItemMark(style.join(around), int(mark["digits"]), mark["prefix"]),)
    letters = mark["letters"]
    case = "a" if letters.islower() else "A"
    readings = []
    if len(letters) == 1:
        readings.append(ItemMark(case.join(around), ord(letters.lower()) - ord("a") + 1))
    roman = _roman(letters.lower())
    if roman:
        readings.append(ItemMark(("i" if case == "a" else "I").join(around), roman))
    return tuple(readings)


def _roman(letters: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in letters]
    if 0 in values:
        return 0
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def goes_on(text: str, items: str) -> bool:
    """Return whether a text starts with the item after one inside another text.

    The mark at the start of the other text is left out: it may number the text itself.

    Args:
        text: the text that starts with an item.
        items: the text that may contain the item before.
    """
    marks = item_marks(text)
    if not any(mark.value is not None and mark.value > 1 for mark in marks):
        return False
    return any(
        mark.follows(other)
        for space in re.finditer(r"\s+", items)
        for other in item_marks(items[space.end() : space.end() + _LONGEST_MARK])
        for mark in marks
    )


def is_next_number(text: str, before: str) -> bool:
    """Return whether two texts are numbers and nothing else, the first one more than the second."""
    own, other = _ONLY_NUMBER.match(text), _ONLY_NUMBER.match(before)
    if own is None or other is None:
        return False
    return (own[1], own[3]) == (other[1], other[3]) and int(own[2]) == int(other[2]) + 1
