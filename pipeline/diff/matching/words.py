"""Compare two texts word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from pipeline.diff.matching.align import words_of
from pipeline.diff.model import FieldChange, WordRun
from pipeline.diff.thresholds import DIFF


def word_runs(old: str, new: str) -> tuple[WordRun, ...]:
    """Return the words of both texts in runs: in both, only in the old, only in the new."""
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
    """Return the change of one field, with its runs of words."""
    return FieldChange(
        field=field,
        old=old,
        new=new,
        words=word_runs(old, new),
        is_replaced=bool(old and new) and kept_share(old, new) < DIFF.min_kept_words,
    )


def kept_share(old: str, new: str) -> float:
    """Return the share, 0 to 1, of the words of both texts that they share in the same order."""
    return SequenceMatcher(None, words_of(old), words_of(new), autojunk=False).ratio()


_TOKEN = re.compile(r"(?<!\w)[-−]?\d+(?:[.,]\d+)*|\w+|[$€£¥%‰<>≤≥±=]")
_GROUPED = re.compile(r"[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def same_words(old: str, new: str) -> bool:
    """Return whether two texts have the same words; case and punctuation don't count.

    Signs and separators that change a number do: "$5" is no "€5", "1.5" no "15", "≥ 5" no "≤ 5".
    """
    return old == new or _tokens(old) == _tokens(new)


def _tokens(text: str) -> list[str]:
    return [
        token.replace(",", "") if _GROUPED.fullmatch(token) else token
        for token in _TOKEN.findall(text.casefold())
    ]


def covered(whole: Sequence[str], part: Sequence[str]) -> set[int]:
    """Return the positions in ``whole`` whose words ``part`` has in the same order.

    Only runs of at least ``min_run`` words count; a part of one word counts as a run.
    """
    blocks = SequenceMatcher(None, whole, part, autojunk=False).get_matching_blocks()
    return {
        position
        for block in blocks
        if block.size >= min(DIFF.min_run, len(part))
        for position in range(block.a, block.a + block.size)
    }
