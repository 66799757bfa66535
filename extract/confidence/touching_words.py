"""Find words that are probably the end of one text and the start of another one beside it."""

from __future__ import annotations

import re
from collections import Counter

from extract.confidence.thresholds import EVIDENCE
from extract.stitching.stitched_table import StitchedCell, StitchedTable

_JOINT = re.compile(
    r"[^\W\d_]{2}(?<=[a-zà-ÿ])\d\d"
    r"|\d{3}(?=[A-ZÀ-Þ])[^\W\d_]{3}"
    r"|[^\W\d_]{3}(?<=[a-zà-ÿ])[A-ZÀ-Þ]{2}"
)
"""`Ongoing10`, `2025TBD`, `OngoingTBD`; not `CO2`, `COVID19`, `100MW` and `NGOs`."""


def cells_with_touching_words(table: StitchedTable) -> set[int]:
    """Find cells with a word that is probably two, set without a space.

    The texts of two narrow columns may touch, and are then read as one. The two parts of such a
    word meet as the parts of no word do: a figure and a word, a word and an acronym, or others that
    are printed as words in other cells.

    Args:
        table: the table, joined over its pages.

    Returns:
        The identities of the cells.
    """
    words = {id(cell): _words_of(cell) for cell in table.cells}
    counts = Counter(word for own in words.values() for word in own)
    two = {word for word in counts if _is_two(word, counts)}
    return {cell for cell, own in words.items() if not two.isdisjoint(own)}


def _words_of(cell: StitchedCell) -> list[str]:
    return [word for line in cell.lines for word in line.text.split()]


def _is_two(word: str, counts: Counter[str]) -> bool:
    if len(word) > EVIDENCE.longest_pair:
        return False
    if _JOINT.search(word):
        return True
    splits = ((word[:at], word[at:]) for at in range(1, len(word)))
    return any(
        first in counts and second in counts and _meet_oddly(first, second)
        for first, second in splits
    )


def _meet_oddly(before: str, after: str) -> bool:
    """Return whether two texts side by side do not look like one word, like `membersHold`."""
    last, first = before[-1], after[0]
    if first.isdigit():
        is_number = all(one.isdigit() or one in ".," for one in before)  # `1.11`, `25,000`
        return not is_number and last.isalnum()
    return first.isupper() and (last.islower() or last.isdigit() or last in ".;)")
