"""Classify a printed name: a body, a group of bodies, a position, a place, a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from normalize.acronyms import is_acronym, singular, trim_name
from normalize.document_register.spelling import spelled_words, without_accents
from normalize.document_register.thresholds import NAME
from normalize.document_register.words import (
    COMPASS,
    CONJUNCTIONS,
    DOTTED_FORMS,
    DOTTED_NAMES,
    FIELD_ENDS,
    FIELD_PHRASES,
    FINITE_VERBS,
    GERMAN_FIELD_ENDS,
    GROUP_NOUNS,
    GROUPS,
    HONORIFICS,
    LETTERED,
    LINKING,
    NOT_NAMES,
    ORGANISATIONS,
    PARTICLES,
    PENDING,
    POSITIONS,
    PREPOSITIONS,
    WELL_KNOWN,
    all_month_names,
    are_fields,
    country_names,
)

NameKind = Literal["body", "group", "position", "place", "person", "text", "none"]

_INITIALS = re.compile(r"(?P<initials>(?:[^\W\d_]\.[\s-]?){1,3})(?P<surnames>[^\W\d_].*)")
_SURNAME_FIRST = re.compile(
    r"(?P<surnames>[^\W\d_][^,]*),\s*(?P<initials>(?:[^\W\d_]\.[\s-]?){1,3})"
)
_SURNAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?:[^\W\d_]{2}|[\d)])[.!?]\s+\S|[:=<>]")
_VALUE = re.compile(r"[€$£%]|https?:|www\.|@")


def kind_of_name(printed: str) -> NameKind:
    """Classify a name in a column of bodies.

    Args:
        printed: The name as printed.

    Returns:
        Its kind; `none` for dates, numbers and fillers like "n/a", `text` for sentences.
    """
    text = trim_name(printed)
    words = spelled_words(text)
    if words and ((words[0] in HONORIFICS and len(words) > 1) or _has_initials(text, words)):
        return "person"
    if not words or _is_no_name(text, words):
        return "none"
    is_phrase = len(words) >= NAME.min_sentence_words and not FINITE_VERBS.isdisjoint(words)
    if len(words) > NAME.max_words or _SENTENCE.search(text) or is_phrase:
        return "text"
    if without_accents(text) in country_names():
        return "place"
    if _is_group(text, words):
        return "group"
    if _begins_as_position(words):
        return "position"
    if has_organisation(words) or _is_of_position(text):
        return "body"
    return "position" if any(singular(word) in _POSITIONS for word in words) else "body"


def _begins_as_position(words: tuple[str, ...]) -> bool:
    """Return whether a name is what one person holds in a body: `cheffe de la division`."""
    return words[0] in POSITIONS - ORGANISATIONS and words[1:2] != () and words[1] in PREPOSITIONS


_WORD_BEFORE = re.compile(r"(\w+)\s$")
_CAPITAL_AFTER = re.compile(r"\s([A-Z]\w*)")


def well_known_names(text: str) -> Iterator[str]:
    """Yield names of bodies of many countries that stand alone: `the Red Cross`."""
    for found in re.finditer(rf"(?<![\w-])(?:{WELL_KNOWN})(?![\w-])", text):
        start, stop = found.span()
        # From the last space on: a search from the start of a long text at each name takes long.
        before = _WORD_BEFORE.search(text, text.rfind(" ", 0, max(start - 1, 0)) + 1, start)
        after = _CAPITAL_AFTER.match(text, stop)
        if before and without_accents(before[1]) in country_names():
            start -= len(before[0])  # `Kenya Red Cross`
        elif before and before[1][0].isupper() and without_accents(before[1]) not in LINKING:
            continue
        if after and without_accents(after[1]) in country_names():
            stop = after.end(1)
        elif after or text.startswith(" of ", stop):
            continue
        yield text[start:stop]


@lru_cache(maxsize=4096)
def may_be_fields(text: str, ends: str = FIELD_ENDS) -> bool:
    """Return whether a ministry may work on what a text says: known fields, and nouns like those.

    Args:
        text: What is joined to the first field of a ministry.
        ends: Regular expression of the nouns; `GERMAN_FIELD_ENDS` in German.
    """
    printed = re.findall(r"[\w-]+", text)
    is_bare = len(printed) > 1 and without_accents(printed[0]) not in PREPOSITIONS
    # `Plan International` is a body, though both words are those of fields.
    if any(well_known_names(text)) or (is_bare and printed[-1].casefold() == "international"):
        return False
    words = [word for word in printed if not are_fields(word)]
    bodies = ORGANISATIONS | GROUPS | GROUP_NOUNS
    are_like = bodies.isdisjoint(map(without_accents, words)) and all(
        re.fullmatch(ends, word.casefold()) for word in words
    )
    return are_fields(text) or (bool(words) and are_like)


def may_join_fields(head: str, text: str) -> bool:
    """Return whether a German body may work on what a text says, besides its first field.

    Institutes and offices work on more than ministries do: `Institut für Wald und Holz`.
    """
    is_ministry = "ministerium" in head
    return (not is_ministry or may_be_fields(text, GERMAN_FIELD_ENDS)) and not any(
        well_known_names(text)
    )


def _has_initials(text: str, words: tuple[str, ...]) -> bool:
    """Return whether initials and one or two surnames make up a name: `J. R. CASTELL`.

    The surnames may come first: `Castell, J. R.` Those of `U.N. Habitat`, `N. Ireland` and `Annex,
    A.` are no initials of a person.
    """
    is_lettered = any(singular(word) in _LETTERED for word in words)
    found = _INITIALS.fullmatch(text) or (not is_lettered and _SURNAME_FIRST.fullmatch(text))
    if not found or has_organisation(words):
        return False
    initials = "".join(filter(str.isalpha, found["initials"]))
    surnames = [word for word in found["surnames"].split() if word.casefold() not in PARTICLES]
    is_written_out = all(
        _SURNAME.fullmatch(word) and word[0].isupper() and len(word) > 1 + word.isupper()
        for word in surnames
    )
    is_area = initials in COMPASS and (
        len(surnames) > 1 or without_accents(found["surnames"]) in country_names()
    )
    return (
        is_written_out
        and 0 < len(surnames) <= NAME.max_surnames
        and initials.isupper()
        and initials.casefold() not in DOTTED_FORMS | DOTTED_NAMES
        and not is_area
    )


def has_organisation(words: tuple[str, ...]) -> bool:
    """Return whether a name has the noun of a kind of organisation, in any of its forms."""
    return any(word in ORGANISATIONS for word in words)


def is_organisation(name: str) -> bool:
    """Return whether the main noun of a proper name is that of an organisation.

    It is the first word, or the last one before a preposition: `Commission européenne`, `Joint
    Nature Conservation Committee`, `North Carolina Department of Health`, but not `Open Government
    Licence`.
    """
    words = spelled_words(name)
    first = next((n for n, word in enumerate(words) if word in PREPOSITIONS), len(words))
    return bool(words) and bool({words[0], words[max(0, first - 1)]} & ORGANISATIONS)


def begins_as_organisation(text: str, *, is_second: bool = False) -> bool:
    """Return whether a text is a whole name, by its noun: `Ministry of Health`, `Health Board`.

    A noun alone ("Commission") is the end of a name, not a name.

    Args:
        text: The text.
        is_second: Whether another name precedes it. `Local Government` is then the subject that the
            body before it works on, not a body.
    """
    words = spelled_words(text)
    if is_second:
        words = spelled_words(_FIELD.sub(_field_of_other, " ".join(words)))
    own = [word for word in words if word not in LINKING]
    return len(own) > 1 and any(word in ORGANISATIONS for word in own)


def _field_of_other(found: re.Match[str]) -> str:
    """Return what stays of a field: nothing, but all of it in `Public Service Commission`."""
    rest = spelled_words(found.string[found.end() :])
    following = takewhile(lambda word: word not in CONJUNCTIONS, rest)
    return found[0] if has_organisation(tuple(following)) else " "


@lru_cache(maxsize=65536)
def content_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in the singular, without articles and prepositions."""
    words = spelled_words(trim_name(name))
    kept = tuple(singular(word) for word in words if word not in LINKING)
    return kept or tuple(singular(word) for word in words)


@lru_cache(maxsize=65536)
def core_words(name: str) -> tuple[str, ...]:
    """Return the content words of a name without the noun of its kind of organisation."""
    words = content_words(name)
    return tuple(word for word in words if word not in _SINGULAR_ORGANISATIONS)


_FIELD = re.compile(rf"\b(?:{FIELD_PHRASES})\b")
_POSITIONS = frozenset(map(singular, POSITIONS)) | POSITIONS
_LETTERED = frozenset(map(singular, LETTERED))
_SINGULAR_ORGANISATIONS = frozenset(map(singular, ORGANISATIONS))


_PENDING = re.compile(PENDING)


def _is_no_name(text: str, words: tuple[str, ...]) -> bool:
    if _VALUE.search(text) or _PENDING.fullmatch(" ".join(words)):
        return True
    if all(word in NOT_NAMES or word in LINKING for word in words) or "".join(words) in NOT_NAMES:
        return True
    letters = sum(map(str.isalpha, text))
    if letters <= sum(map(str.isdigit, text)) or letters < 2:
        return True
    if words[0].isdigit() and len(words) <= 2:
        return True  # a quantity with its unit
    others = [word for word in words if not word.isdigit() and word not in LINKING]
    return bool(others) and all(word in all_month_names() for word in others)


def _is_group(text: str, words: tuple[str, ...]) -> bool:
    """Return whether words describe a group: "all departments", "partenaires privés"."""
    if is_acronym(text):
        return words[0] in GROUP_NOUNS
    if words[0] in GROUPS and not is_capitalised(text):
        return True
    if _is_of_position(text):
        return False
    own = [word for word in words if word not in LINKING]
    head = next((word for word in own if _is_plural_organisation(word)), None)
    is_first = own[:1] == [head] and not _is_of_many(text, words)
    is_proper = head is not None and own[-1] != head and (is_first or _is_of_some(text))
    return bool(head and not is_proper and not _has_singular(own)) or (
        bool(own) and own[-1] in GROUP_NOUNS and not is_capitalised(text)
    )


def _is_of_many(text: str, words: tuple[str, ...]) -> bool:
    """Return whether small words say whose bodies they are: `asociaciones de familias`."""
    has_complement = len(words) > 2 and words[1] in PREPOSITIONS
    return text[:1].islower() and has_complement and words[-1].endswith("s")


def _is_of_position(text: str) -> bool:
    """Return whether a proper name says whose it is: `Attorney General's Chambers` is one body."""
    owner = re.match(r"(?P<words>[^'’]+)['’]s\s+(?P<of>[A-Z].*)", text)
    if owner is None or any(singular(word) in _POSITIONS for word in spelled_words(owner["of"])):
        return False
    return not POSITIONS.isdisjoint(spelled_words(owner["words"]))


def _is_of_some(text: str) -> bool:
    """Return whether a proper name tells what it is before it tells of whom.

    `Agrupamento de Escolas de Peniche` is one body; `Representatives of Ministries` are none.
    """
    first, *others = spelled_words(text)
    is_one = singular(first) == first and first not in _POSITIONS
    return bool(others) and is_one and others[0] in PREPOSITIONS and is_capitalised(text)


def _is_plural_organisation(word: str) -> bool:
    return word not in ORGANISATIONS and (
        singular(word) in _SINGULAR_ORGANISATIONS
        or (word.endswith("es") and word[:-2] in ORGANISATIONS)
    )


def _has_singular(words: list[str]) -> bool:
    return any(word in ORGANISATIONS for word in words)


def is_capitalised(text: str) -> bool:
    """Return whether all words but articles and the like are capitalised, as in a proper name."""
    words = [
        word for word in re.findall(r"[^\W\d_]+", text) if without_accents(word) not in LINKING
    ]
    return len(words) > 1 and all(word[0].isupper() for word in words[1:])
