"""Describe which words of a text changed; shorten a changed text to the words near a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.diff.model import FieldChange, WordRun
from pipeline.diff.report.names import listed, whole

MAX_CHANGES = 3
"""Changes of words that a sentence lists; of more, it states the number."""
BRIDGED_WORDS = 2
"""Words between two changes that are described as one."""
NEAR_WORDS = 8
"""Words that stay on each side of a change where the rest is left out."""


def has_many_changes(words: Sequence[WordRun]) -> bool:
    """Return whether a text changed in more places than a sentence lists."""
    return len(list(_word_changes(words))) > MAX_CHANGES


def wording(field: FieldChange) -> str:
    """Return which words of a text changed: “a” becomes “b”, “c” is added and “d” is gone."""
    changes = list(_word_changes(field.words))
    if len(changes) > MAX_CHANGES:
        return f"{len(changes)} passages read differently"
    return listed([_change(old, new) for old, new in changes]) or "the punctuation differs"


def _word_changes(words: Sequence[WordRun]) -> Iterator[tuple[str, str]]:
    """Yield each change: old words and new words, one of them empty where words came or went.

    Changes with a word or two between them are one.
    """
    old: list[str] = []
    new: list[str] = []
    between: list[str] = []
    for run in words:
        if run.kind == "same":
            between.append(run.text)
            continue
        if between and (old or new):
            if len(" ".join(between).split()) > BRIDGED_WORDS:
                yield " ".join(old), " ".join(new)
                old, new = [], []
            else:
                old, new = [*old, *between], [*new, *between]
        between = []
        (old if run.kind == "old" else new).append(run.text)
    if old or new:
        yield " ".join(old), " ".join(new)


def _change(old: str, new: str) -> str:
    old, new = _bare(old), _bare(new)
    if not old:
        return f"{whole(new)} is added"
    return f"{whole(old)} becomes {whole(new)}" if new else f"{whole(old)} is gone"


def _bare(text: str) -> str:
    """Return words without the punctuation around them, and without half a pair of brackets."""
    bare = text.strip(" ,;:")
    for opening, closing in ("()", "[]"):
        if bare.count(closing) > bare.count(opening):
            bare = bare.removesuffix(closing)
        elif bare.count(opening) > bare.count(closing):
            bare = bare.removeprefix(opening)
    return bare or text


def near_changes(words: Sequence[WordRun]) -> tuple[WordRun, ...]:
    """Return the runs of a text, each unchanged one cut to the words near a change."""
    last = len(words) - 1
    shown = []
    for number, run in enumerate(words):
        parts = run.text.split()
        head = NEAR_WORDS if number else 0
        tail = NEAR_WORDS if number < last else 0
        if run.kind == "same" and len(parts) > head + tail + 1:
            start, stop = " ".join(parts[:head]), " ".join(parts[len(parts) - tail :])
            run = run.model_copy(update={"text": f"{start} … {stop}".strip()})
        shown.append(run)
    return tuple(shown)
