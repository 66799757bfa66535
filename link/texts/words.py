"""Words and lemmas of texts."""

from __future__ import annotations

import re
from functools import cache

from link.thresholds import LEMMA

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, casefolded, without punctuation."""
    return tuple(match.casefold() for match in _WORD.findall(text))


@cache
def lemma(word: str) -> str:
    """Return the dictionary form of a word, casefolded: "train" for "trainings" and "training".

    A possessive ending is stripped first. The word is then looked up in simplemma's English
    list, repeatedly until it no longer changes.
    """
    import simplemma  # imported here, because it loads its list of forms

    form = re.sub(r"['’]s?$", "", word.casefold())
    for _ in range(LEMMA.max_passes):
        shorter = str(simplemma.lemmatize(form, lang="en")).casefold() if form else ""
        if shorter == form:
            break
        form = shorter
    return form


@cache
def has_verb_forms(word: str) -> bool:
    """Return whether an English word has forms in -ing and -ed that are in use.

    Nouns may have such forms, too ("light", "map"); the words after it then decide.
    """
    from wordfreq import zipf_frequency

    stem = word.removesuffix("e")
    doubled = f"{word}{word[-1]}" if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", word) else stem
    return any(
        min(zipf_frequency(form + ending, "en") for ending in ("ing", "ed")) >= LEMMA.min_verb_zipf
        for form in {stem, doubled}
    )
