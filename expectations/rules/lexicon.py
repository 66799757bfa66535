"""Parts of speech and forms of English words, from the lexicon that LemmInflect ships.

LemmInflect derives its lists from the SPECIALIST Lexicon of the US National Library of Medicine,
which says of each noun whether it is counted, and of each verb its forms. Only its list of
inflections is read: an import of the package would import all of spaCy and load its other lists.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import distribution

DISTRIBUTIONS = ("lemminflect",)
"""Distributions whose files are read; a stage that reads them depends on their releases."""

_LIST = "lemminflect/resources/infl_lu.csv.gz"


@dataclass(frozen=True)
class Lexicon:
    """English words by part of speech."""

    nouns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Plurals of each noun; a noun that is also used uncounted is among its own plurals."""
    plurals: dict[str, str] = field(default_factory=dict)
    """The singular of each plural that differs from it."""
    verbs: frozenset[str] = frozenset()
    """Plain forms."""
    gerunds: dict[str, str] = field(default_factory=dict)
    """The plain form of each form in -ing; the same for the next two."""
    third_persons: dict[str, str] = field(default_factory=dict)
    participles: dict[str, str] = field(default_factory=dict)
    """Of the past: developed, taken."""
    others: frozenset[str] = frozenset()
    """Adjectives and adverbs."""

    def is_counted(self, noun: str) -> bool:
        """Return whether a singular noun always needs an article or the like.

        >>> [lexicon().is_counted(each) for each in ("seminar", "policy", "advice", "seminars")]
        [True, False, False, False]
        """
        plurals = self.nouns.get(noun, ())
        return bool(plurals) and noun not in plurals

    def is_only_verb(self, word: str) -> bool:
        """Return whether a word is the plain form of a verb, and nothing else.

        >>> [lexicon().is_only_verb(each) for each in ("develop", "support", "clean")]
        [True, False, False]
        """
        return word in self.verbs and word not in self.nouns and word not in self.others


@cache
def lexicon() -> Lexicon:
    """Return the lexicon; the first call reads its list, which takes a tenth of a second."""
    nouns: dict[str, tuple[str, ...]] = {}
    verbs: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    others: set[str] = set()
    path = distribution(DISTRIBUTIONS[0]).locate_file(_LIST)
    with gzip.open(str(path), "rt", encoding="utf-8", newline="") as file:
        for word, part, *forms in csv.reader(file):
            if part == "noun":
                nouns[word] = _either(forms[0]) if forms else ()
            elif part == "verb":
                verbs[word] = [*map(_either, forms)]
            else:
                others.add(word)
    singulars = {plural: noun for noun, each in nouns.items() for plural in each if plural != noun}
    return Lexicon(
        nouns=nouns,
        plurals=singulars,
        verbs=frozenset(verbs),
        participles=_bases(verbs, 0) | _bases(verbs, 1),
        gerunds=_bases(verbs, 2),
        third_persons=_bases(verbs, 3),
        others=frozenset(others),
    )


def _either(forms: str) -> tuple[str, ...]:
    return tuple(filter(None, forms.split("/")))


def _bases(verbs: dict[str, list[tuple[str, ...]]], at: int) -> dict[str, str]:
    """Return the plain form of each form of a verb, by the column of the list that has the form."""
    return {form: verb for verb, forms in verbs.items() if at < len(forms) for form in forms[at]}
