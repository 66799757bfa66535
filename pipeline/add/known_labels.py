"""The roles that columns may have, and how much a printed label is like their known labels."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalize.document_register.spelling import without_accents
from normalize.document_register.words import PREPOSITIONS
from normalize.values.words import ENGLISH
from pipeline.add.thresholds import ROLES

NAME_KEYS = ("name", "looks")


@dataclass(frozen=True)
class Role:
    """A role that a column may have: its known labels, and the kinds of content of its cells."""

    name: str
    labels: tuple[tuple[str, frozenset[str]], ...]
    """Known labels, each with the languages that have it."""
    looks: tuple[str, ...]


@functools.cache
def _words_file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("roles.toml").read_text(encoding="utf-8"))


@functools.cache
def known_roles() -> tuple[Role, ...]:
    """Return the roles that have known labels."""
    roles = []
    for table in _words_file()["role"]:
        languages: dict[str, set[str]] = {}
        for language, labels in table.items():
            for label in labels if language not in NAME_KEYS else ():
                languages.setdefault(label, set()).add(language)
        known = tuple((label, frozenset(found)) for label, found in languages.items())
        roles.append(Role(table["name"], known, tuple(table["looks"])))
    return tuple(roles)


def label_languages() -> frozenset[str]:
    """Return the languages that have known labels."""
    labels = (languages for role in known_roles() for _, languages in role.labels)
    return frozenset().union(*labels)


def label_role(label: str) -> str:
    """Return the role that a label alone stands for; empty if it resembles no known label."""
    likeness = {role.name: role_likeness(label, role) for role in known_roles()}
    best = max(likeness, key=lambda name: likeness[name])
    return best if likeness[best] >= ROLES.known_label else ""


@functools.lru_cache(maxsize=8192)
def role_likeness(label: str, role: Role, language: str = "") -> float:
    """Return the greatest likeness, 0 to 1, of a label and the known labels of a role.

    Labels are compared word by word: `Implementation method` is not `Implementation status`. A
    label that contains a known label among other words is less like it than the label alone, most
    where its main noun is another known label. A label of another language than the plan's counts
    only as a whole: `zone` alone is a location.
    """
    # A label may be printed in several languages: `Lead agency / Organisme responsable`.
    parts = [part for part in re.split(r"\s+[/|–-]\s+|/(?=\S{3})", label) if part.strip()]
    if len(parts) > 1:
        each = min(role_likeness(part, role, language) for part in parts)
        return max(each, _likeness(label, role, language))
    # What stands in brackets is mostly a unit: `Budget (USD thousands)`.
    bare = re.sub(r"\([^()]*\)", " ", label)
    if bare.strip() and bare != label:
        return max(role_likeness(bare, role, language), _likeness(label, role, language))
    return _likeness(label, role, language)


SAME_STEM = 1 - 1e-9
"""Likeness of a label whose words end otherwise than those of the known one: it decides ties."""


def _likeness(label: str, role: Role, language: str) -> float:
    printed = _content_words(label)
    if not printed:
        return 0.0
    best = _likeness_of_bodies(printed, role.name, language)
    for text, languages in role.labels:
        wanted = _content_words(text)
        if not language or languages & {language, ENGLISH}:
            own = languages & {language} or languages & {ENGLISH} if language else languages
            likeness = _words_likeness(printed, wanted, _heads(label, own))
            # `Regio` is a place, though `Regie`, who leads, has the same stem.
            is_printed = likeness < 1 or label.casefold() == text.casefold()
            best = max(best, likeness if is_printed else SAME_STEM)
            if language in languages & COMPOUNDING and _is_kind_of(printed, wanted):
                best = max(best, ROLES.compound)
        elif printed == wanted:
            best = max(best, ROLES.other_language)
    return best


def _likeness_of_bodies(printed: tuple[str, ...], role: str, language: str) -> float:
    """Return the likeness of a label that says what bodies do: `Áreas y entidades implicadas`."""
    file = _words_file()
    kinds = file["body_words"].get(role, {})
    own = [language] if language in kinds else list(kinds)
    for one in own if len(printed) > 1 else ():
        nouns, words = _stems(file["body_nouns"][one]), _stems(kinds[one])
        if set(printed) <= nouns | words and nouns & set(printed) and words & set(printed):
            return ROLES.of_bodies
    return 0.0


@functools.cache
def _stems(words: str) -> frozenset[str]:
    return frozenset(stem for word in words.split() for stem in _content_words(word))


def _words_likeness(
    printed: tuple[str, ...], wanted: tuple[str, ...], heads: frozenset[str]
) -> float:
    from rapidfuzz.fuzz import ratio

    if printed == wanted:
        return 1.0
    if set(wanted) <= set(printed):
        base = ROLES.label_part_weight
        share = base + (1 - base) * len(set(wanted)) / len(set(printed))
        # `Output indicators` are indicators, no outputs.
        if heads & set(wanted):
            return share + (1 - share) * ROLES.head
        return share * (ROLES.not_head if any((head,) in _known_labels() for head in heads) else 1)
    if set(printed) < set(wanted):
        return ROLES.shorter_label * len(set(printed)) / len(set(wanted))
    whole = ratio("".join(printed), "".join(wanted)) / 100
    is_alike = whole >= ROLES.same_label and min(len(printed[0]), len(wanted[0])) > 1
    # One known label is never a misprint of another: `Scadenza` is not a misprinted `Cadenza`.
    return whole if is_alike and printed not in _known_labels() else 0.0


NOUN_LAST = frozenset(("de", "en", "nl"))
"""Languages whose phrases end with their main noun, up to a preposition."""
COMPOUNDING = frozenset(("de", "nl"))
"""Languages that write such phrases as one word: `Investitionskosten`."""


@functools.lru_cache(maxsize=8192)
def _heads(label: str, languages: frozenset[str]) -> frozenset[str]:
    """Return the main nouns that a label has if it is in one of some languages."""
    words = re.findall(r"[^\W_]+|#", label)
    stop = next((n for n, word in enumerate(words) if n and _is_preposition(word)), len(words))
    phrase = _content_words(" ".join(words[:stop])) or _content_words(label)
    heads = {phrase[-1]} if languages & NOUN_LAST else set()
    return frozenset(heads | ({phrase[0]} if languages - NOUN_LAST else set()))


def _is_preposition(word: str) -> bool:
    return without_accents(word) in PREPOSITIONS


def _is_kind_of(printed: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Return whether the last word is a compound that ends with a known label of one word."""
    longer = len(printed[-1]) - len(wanted[0])
    is_long = len(wanted[0]) >= ROLES.min_compound and longer >= ROLES.min_compound - 1
    ends = (one[0] for one in _known_labels() if len(one) == 1 and printed[-1].endswith(one[0]))
    # `Förderzeitraum` ends with `Zeitraum`, and not with `Raum`.
    return len(wanted) == 1 and is_long and wanted[0] == max(ends, key=len, default="")


@functools.cache
def _known_labels() -> frozenset[tuple[str, ...]]:
    labels = (text for role in known_roles() for text, _ in role.labels)
    return frozenset(map(_content_words, labels))


@functools.lru_cache(maxsize=8192)
def _content_words(label: str) -> tuple[str, ...]:
    """Return the words of a label, folded, without small words and plural endings."""
    plain = unicodedata.normalize("NFKD", label.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.findall(r"[^\W_]+|#", plain.replace("n°", "no").replace("nº", "no"))
    content = [word for word in words if word not in _small_words()] or words
    stems = tuple(map(_stem, content))
    return tuple(word for word in stems if word not in _modifiers()) or stems


@functools.cache
def _small_words() -> frozenset[str]:
    return frozenset(_words_file()["small_words"].split())


@functools.cache
def _modifiers() -> frozenset[str]:
    return frozenset(map(_stem, _words_file()["modifiers"].split()))


def _stem(word: str) -> str:
    """Return a word without the ending of plurals and genders."""
    stem = _singular(word)
    is_romance = len(stem) > ROLES.gender_length and stem[-1] in "aoei"
    return stem[:-1] if is_romance else stem


def _singular(word: str) -> str:
    if len(word) <= ROLES.plural_length:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith("es") and word[-3] in "nrlds":
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
