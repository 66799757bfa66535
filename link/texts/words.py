"""Words and lemmas: what texts are compared by."""

from __future__ import annotations

import re
from functools import cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")


def words_of(text: str) -> tuple[str, ...]:
    """Return a text's words and numbers, casefolded, without punctuation."""
    return tuple(match.casefold() for match in _WORD.findall(text))


@cache
def lemma(word: str) -> str:
    """Return a word's dictionary form, casefolded: "trainings", "training" are "train".

    Uses simplemma's English list, again and again until nothing changes; a possessive's
    ending is cut first.
    """
    import simplemma  # heavy: loads its list of forms

    form = re.sub(r"['’]s?$", "", word.casefold())
    for _ in range(3):
        shorter = str(simplemma.lemmatize(form, lang="en")).casefold() if form else ""
        if shorter == form:
            break
        form = shorter
    return form
