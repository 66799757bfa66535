"""Tell persons by the label of the column that names them: contact person, encargado."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from normalize.acronyms import is_acronym, trim_name
from normalize.document_register.names import has_organisation, kind_of_name
from normalize.document_register.separators import Piece, PrintedList
from normalize.document_register.spelling import small_words, spelled_words
from normalize.document_register.thresholds import NAME
from normalize.document_register.words import OWNER_LABELS, PARTICLES, PERSON_LABELS

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_LETTERED = re.compile(r"[A-Z]\.\s+([^\W\d_]+(?:\s[^\W\d_]+)+)")
_OF_PERSONS = re.compile(rf"\b(?:{PERSON_LABELS})\b", re.IGNORECASE)
_OF_OWNERS = re.compile(rf"\W*(?:{OWNER_LABELS})\W*", re.IGNORECASE)


def names_of_persons(
    lists: Sequence[PrintedList], spans: Sequence[Sequence[Piece]], texts: Sequence[str]
) -> frozenset[str]:
    """Return the names that are those of persons, by the labels of their columns.

    A label like "contact person" says so of each name that looks like a person's. One like
    "responsible" may name persons or bodies: it says so only if all names below it look like a
    person's. No word of a person's name is printed in small letters anywhere in the document:
    "Public Works" is no person where somebody does public works.

    Args:
        lists: The printed lists.
        spans: For each, the spans of its names.
        texts: All texts of the document.
    """
    names: dict[str, list[str]] = {}
    for printed, found in zip(lists, spans, strict=True):
        names.setdefault(printed.label, []).extend(
            trim_name(printed.text[slice(*p)]) for p in found
        )
    small = small_words(texts) if any(map(_may_be_of_persons, names)) else frozenset()
    persons: set[str] = set()
    for label, own in names.items():
        likely = [name for name in own if _looks_like_person(name, small)]
        is_alike = all(name in likely or kind_of_name(name) == "position" for name in own)
        if _OF_PERSONS.search(label) or (_OF_OWNERS.fullmatch(label) and is_alike):
            persons.update(likely)
    return frozenset(persons)


def offices_with_letters(names: Iterable[str], texts: Sequence[str]) -> frozenset[str]:
    """Return the names that look like an initial and surnames, but are lettered items of a list.

    `A. Youth Affairs` is such an item if the document also prints its words in small letters.

    Args:
        names: The names.
        texts: All texts of the document.
    """
    likely = {name: found[1] for name in names if (found := _LETTERED.fullmatch(name))}
    small = small_words(texts) if likely else frozenset()
    return frozenset(
        name for name, words in likely.items() if small.issuperset(words.casefold().split())
    )


def _may_be_of_persons(label: str) -> bool:
    return bool(_OF_PERSONS.search(label) or _OF_OWNERS.fullmatch(label))


def _looks_like_person(name: str, small: frozenset[str]) -> bool:
    """Return whether a name is two to four capitalised words that are no words of the document."""
    if kind_of_name(name) == "person":
        return True
    words = [word for word in name.split() if word.casefold() not in PARTICLES]
    is_of_body = kind_of_name(name) != "body" or has_organisation(spelled_words(name))
    if is_of_body or not 1 < len(words) <= NAME.max_person_words:
        return False
    return all(
        _WORD.fullmatch(word) and word[0].isupper() and not is_acronym(word) for word in words
    ) and small.isdisjoint(part for part in re.findall(r"[^\W\d_]+", " ".join(words).casefold()))
