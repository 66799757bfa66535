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
"""Ending of adjectives in the lists, and those by gender and number: `planejado`, `planejada`."""
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
        for word, must_be_whole in _forms(status, language).items()
        if plain == word
        or (not (is_whole or must_be_whole) and re.match(rf"{re.escape(word)}(?![^\W_])", plain))
    ]
    return max(found)[1] if found else ""


@cache
def _forms(status: Status, language: str) -> Mapping[str, bool]:
    """Return the words of a status in each gender and number, and whether they must stand alone.

    `Planejada` begins a text that tells of a status; `Nova` also begins the name of a new thing,
    and `läuft` also “läuft noch nicht”.
    """
    ending, forms = _AGREEMENT.get(language, ("", ()))
    words = words_meaning(status, language)
    agreeing = {
        _with_ending(word.removesuffix(ending), form): must_be_whole
        for meaning, must_be_whole in (("adjectives", True), ("participles", False))
        for word in words_meaning(meaning, language)
        if word in words
        for form in forms
    }
    finite = words_meaning("finite", language)
    return agreeing | {word: word in finite for word in words}


def _with_ending(stem: str, ending: str) -> str:
    return stem + (ending.removeprefix("s") if stem.endswith("s") else ending)


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
