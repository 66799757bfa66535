"""The difference of two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from pipeline.diff.matching.align import words_of
from pipeline.diff.model import FieldChange, WordRun


def word_runs(old: str, new: str) -> tuple[WordRun, ...]:
    """Return the words of both texts, in runs of the old, the new or both."""
    a, b = re.findall(r"\S+", old), re.findall(r"\S+", new)
    runs: list[WordRun] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(WordRun(kind="same", text=" ".join(a[a0:a1])))
            continue
        if a1 > a0:
            runs.append(WordRun(kind="old", text=" ".join(a[a0:a1])))
        if b1 > b0:
            runs.append(WordRun(kind="new", text=" ".join(b[b0:b1])))
    return tuple(runs)


def field_change(field: str, old: str, new: str) -> FieldChange:
    """Return the change of one field, with its words."""
    return FieldChange(field=field, old=old, new=new, words=word_runs(old, new))


def same_words(old: str, new: str) -> bool:
    """Tell whether two texts have the same words; case and punctuation don't count."""
    return words_of(old) == words_of(new)


def covered(whole: Sequence[str], part: Sequence[str], shortest: int = 2) -> set[int]:
    """Return the places in ``whole`` whose words ``part`` has in the same order.

    Args:
        whole: words.
        part: words.
        shortest: least run of words that counts: single common words would cover anything.
    """
    blocks = SequenceMatcher(None, whole, part, autojunk=False).get_matching_blocks()
    return {
        place
        for block in blocks
        if block.size >= min(shortest, len(part))
        for place in range(block.a, block.a + block.size)
    }
