"""Read statuses, and yes or no."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, get_args

from extract.model import Mark
from normalize.values.words import folded, words_meaning

Status = Literal["planned", "underway", "completed", "delayed", "cancelled"]
STATUSES: tuple[Status, ...] = get_args(Status)
_AGREEMENT: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "es": ("o", ("o", "a", "os", "as")),
    "pt": ("o", ("o", "a", "os", "as")),
    "it": ("o", ("o", "a", "i", "e")),
    "fr": ("", ("", "e", "s", "es")),
}
"""Ending of participles in the lists, and those by gender and number: `planejado`, `planejada`."""
_TICKS = frozenset("x✓✔☑☒✗√●•■")
_EMPTY_BOXES = frozenset("☐□○")


def read_status(
    text: str, language: str, mapping: Mapping[str, str], *, is_whole: bool = False
) -> str:
    """Return the status that a text begins with; empty where it is none.

    Args:
        text: the printed value.
        language: ISO 639 code of the plan's language.
        mapping: statuses of the plan's own words, which come first.
        is_whole: whether the text must hold nothing else.
    """
    plain = folded(text)
    own = {folded(words): status for words, status in mapping.items()}
    if plain in own:
        return own[plain]
    found = [
        (len(word), status)
        for status in STATUSES
        for word in _forms(status, language)
        if plain == word or (not is_whole and re.match(rf"{re.escape(word)}(?![^\W_])", plain))
    ]
    return max(found)[1] if found else ""


@cache
def _forms(status: Status, language: str) -> tuple[str, ...]:
    """Return the words of a status, in each gender and number."""
    ending, forms = _AGREEMENT.get(language, ("", ("",)))
    words = words_meaning(status, language)
    agreeing = [
        word.removesuffix(ending) + form
        for word in words
        if word.endswith(ending)
        for form in forms
    ]
    return tuple(dict.fromkeys((*words, *agreeing)))


def read_truth(text: str, language: str, marks: Sequence[Mark] = ()) -> bool | None:
    """Return what a tick, a box or a word for yes or no says; None for anything else."""
    plain = folded(text)
    if not plain:
        kinds = {mark.kind for mark in marks}
        return True if "checked" in kinds else False if "unchecked" in kinds else None
    if plain in words_meaning("yes", language) or plain in _TICKS:
        return True
    if plain in words_meaning("no", language) or plain in _EMPTY_BOXES:
        return False
    return None
