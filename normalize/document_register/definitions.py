"""Find acronyms that a document writes out: `Ministry of Works (MoW)`, `MoW: Ministry of Works`.

Source: Schwartz, A. and Hearst, M. (2003), A simple algorithm for identifying abbreviation
definitions in biomedical text. Here each letter must begin a word, or be a capital inside of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Table
from normalize.acronyms import trim_name
from normalize.document_register.names import has_organisation
from normalize.document_register.running_text import name_at_end
from normalize.document_register.spelling import without_accents
from normalize.document_register.thresholds import NAME
from normalize.document_register.words import LINKING
from normalize.model import NarrativeBlock

_BRACKET = re.compile(r"\(([^()]{2,90})\)")
_SHORT = re.compile(r"[^\W\d_][\w&/.-]*")
_WORD = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*|&")
_STOP = re.compile(r"[.;:()!?•]\s|[()]")
_LINE = re.compile(
    r"(?:\(?[\divx]{1,4}[.)]\s+)?(?P<short>[A-Z][\w&/-]{1,11})\s*(?:[,:=–—]|\s-\s|\t)\s*(?P<name>.+)"
)

_TERM = re.compile(r"(?P<short>[A-Z][\w&/-]{1,11})\s(?P<name>[^\W\d_].{3,100})")
"""A line of a list of abbreviations without a sign between the two: `GGD Gemeentelijke …`."""

_ENTRY = re.compile(
    r"(?:^|(?<=[.;:,(•]\s))(?P<short>[A-Z][\w&/-]{1,11})"
    r"(?:\s?[:=]\s|\s[-–—]\s|\s(?:stands for|means|adalah|steht für|significa|désigne)\s)"
)
"""An abbreviation and the sign after it, in a sentence: `Acronyms: MoW – Ministry of Works; …`."""
_END_OF_ENTRY = re.compile(r"[;•]|[.)](?:\s|$)|$")


@dataclass(frozen=True)
class Definition:
    """An acronym and the name that the document gives it."""

    acronym: str
    name: str


def texts_of_glossaries(tables: Iterable[Table]) -> list[str]:
    """Return the texts of tables that are no part of the matrix, which may write out acronyms.

    An acronym with its name in the next cell becomes a line of a glossary.
    """
    texts = []
    for row in (row for table in tables for row in table.rows):
        cells = [" ".join(cell.text.split()) for cell in row.cells]
        texts += cells
        texts += [
            f"{short}: {name}" for short, name in pairwise(cells) if is_short_form(short) and name
        ]
    return texts


def definitions_in_tables(tables: Iterable[Table]) -> list[Definition]:
    """Return the acronyms of tables that write out acronyms, each with the text beside it.

    Most of their names spell their acronyms; so the others are names in another language than the
    acronym's: FAO, “Organisation des Nations unies pour l’alimentation et l’agriculture”.
    """
    found = []
    for table in tables:
        pairs = [
            Definition(short, trim_name(name))
            for row in table.rows
            for short, name in pairwise([" ".join(cell.text.split()) for cell in row.cells])
            if is_short_form(short) and name
        ]
        spelled = sum(_writes_out(pair.acronym, pair.name) for pair in pairs)
        if len(pairs) >= NAME.min_glossary and spelled >= NAME.min_spelled * len(pairs):
            found += pairs
    return found


def texts_of_term_lists(blocks: Iterable[NarrativeBlock]) -> list[str]:
    """Return the lines of lists of abbreviations that print no sign after the abbreviation.

    Only those define something whose words spell the abbreviation to the end of the line.
    """
    texts = []
    for text in (" ".join(block.text.split()) for block in blocks):
        term = _TERM.fullmatch(text)
        if term and is_short_form(term["short"]) and _writes_out(term["short"], term["name"]):
            texts.append(f"{term['short']}: {term['name']}")
        else:
            texts += _terms_in_line(text)
    return texts


def _terms_in_line(text: str) -> list[str]:
    """Return the terms of a list whose lines were read as one text: `GGD Gemeentelijke … VR …`.

    The text begins with an abbreviation, and what follows each one, up to the next, spells most.
    """
    words = text.split()
    starts = [at for at, word in enumerate(words) if is_short_form(word)]
    if len(starts) < 2 or starts[0]:
        return []
    terms = [
        (words[at], " ".join(words[at + 1 : stop])) for at, stop in pairwise([*starts, len(words)])
    ]
    spelled = [(short, name) for short, name in terms if name and _writes_out(short, name)]
    is_list = len(spelled) > 1 and 2 * len(spelled) > len(terms)
    return [f"{short}: {name}" for short, name in spelled] if is_list else []


def find_definitions(texts: Iterable[str]) -> Iterator[Definition]:
    """Find the acronyms that texts write out, in brackets or as a line of a glossary.

    Args:
        texts: All texts of the document.

    Yields:
        Acronyms and names as printed, in reading order.
    """
    for text in texts:
        for bracket in _BRACKET.finditer(text):
            start = max(0, bracket.start() - NAME.max_definition_length)
            yield from _around(text[start : bracket.start()], bracket[1].strip())
        line = _LINE.match(text)
        first = [
            *(
                _glossary(line["short"], line["name"][: NAME.max_definition_length])
                if line and is_short_form(line["short"])
                else ()
            )
        ]
        yield from first
        yield from (found for found in _entries(text) if found not in first)


def _entries(text: str) -> Iterator[Definition]:
    """Find the abbreviations of a sentence, each with a sign and its name, also in a list of them.

    Where most names spell their abbreviations, the others in the same list are names, too, if they
    are printed like names: `HWK – Handwerkskammer`, but not `NA – not applicable`.
    """
    entries = [found for found in _ENTRY.finditer(text) if is_short_form(found["short"])]
    stops = [*(found.start() for found in entries[1:]), *([len(text)] if entries else [])]
    spelled: list[Definition] = []
    others: list[Definition] = []
    is_listed = True
    for found, stop in zip(entries, stops, strict=True):
        rest = text[found.end() : min(stop, found.end() + NAME.max_definition_length)]
        name = next(_glossary(found["short"], rest), None)
        end = _END_OF_ENTRY.search(rest)
        if name is not None:
            spelled.append(name)
        elif end is not None and is_listed and _is_printed_name(rest[: end.start()]):
            others.append(Definition(found["short"], trim_name(rest[: end.start()])))
        is_listed = end is not None and not rest[end.end() :].strip()
    is_list = len(entries) >= NAME.min_glossary and len(spelled) >= NAME.min_spelled * len(entries)
    yield from spelled
    yield from others if is_list else ()


def _is_printed_name(text: str) -> bool:
    """Return whether a text is set as a name: in capitals, or with the noun of an organisation."""
    words = [word for word in _WORD.findall(text) if without_accents(word) not in LINKING]
    are_capital = all(not word[0].islower() for word in words)
    is_named = are_capital or has_organisation(tuple(map(without_accents, words)))
    return bool(words) and words[0][0].isupper() and is_named


def is_short_form(text: str) -> bool:
    """Return whether a word may be an acronym: short, at least two capitals or all in capitals."""
    capitals = sum(map(str.isupper, text))
    letters = sum(map(str.isalpha, text))
    return (
        bool(_SHORT.fullmatch(text))
        and 2 <= letters <= NAME.max_acronym_letters
        and (capitals >= 2 and text[0].isupper())
    )


def _around(before: str, inside: str) -> Iterator[Definition]:
    if is_short_form(inside):
        name = name_before(before, inside) or _official_name(before, inside)
        if name:
            yield Definition(inside, name)
        return
    if _is_of_syllables(inside):
        name = name_before(before, inside, is_strict=True)
        if name and not _is_common_noun(inside):
            yield Definition(inside, name)
        return
    words = before.split()
    short = words[-1].strip(",;") if words else ""
    if is_short_form(short) and _writes_out(short, inside):
        yield Definition(short, trim_name(inside))


def _is_of_syllables(text: str) -> bool:
    """Return whether a word may be an acronym that is read as a word: `Bappeda`, `Defra`."""
    return (
        text.isalpha()
        and text[0].isupper()
        and text[1:].islower()
        and NAME.min_syllable_letters <= len(text) <= NAME.max_acronym_letters
    )


def _is_common_noun(text: str) -> bool:
    """Return whether a word is a common one with a plural; the name `Nato` has none."""
    from wordfreq import zipf_frequency

    word = text.casefold()
    return (
        zipf_frequency(word, "en") >= NAME.common_noun_zipf
        and zipf_frequency(f"{word}s", "en") >= NAME.common_plural_zipf
    )


def _glossary(short: str, rest: str) -> Iterator[Definition]:
    """Read the shortest beginning of a line that spells the acronym, to a comma or full stop."""
    ends = [found.start() for found in re.finditer(r"[,;.](?:\s|$)|\s[-–—(]|$", rest)]
    for stop in ends:
        if _writes_out(short, rest[:stop]):
            yield Definition(short, trim_name(rest[:stop]))
            return


def name_before(before: str, acronym: str, *, is_strict: bool = False) -> str:
    """Return the words before an acronym in brackets that spell it; empty if none do.

    Initials come before letters inside of words: MMO is the `Marine Management Organisation`,
    although `Management Organisation` has its letters, too.

    Args:
        before: The text before the bracket.
        acronym: The acronym.
        is_strict: The name is that of an organisation, of capitalised words, and each gives its
            first letters.
    """
    stops = [found.end() for found in _STOP.finditer(before)]
    start_of_phrase = stops[-1] if stops else 0
    words = [(found.start(), found.group()) for found in _WORD.finditer(before, start_of_phrase)][
        -NAME.max_definition_words :
    ]
    letter = without_accents(acronym[0])
    names = [
        trim_name(before[start:])
        for start, word in reversed(words)
        if without_accents(word).startswith(letter) and without_accents(word) not in LINKING
    ]
    if is_strict:
        return next((n for n in names if _is_spelled_by_all(acronym, n)), "")
    by_initials = (name for name in names if spells(acronym, name))
    return next(by_initials, "") or next((n for n in names if _writes_out(acronym, n)), "")


def _is_spelled_by_all(acronym: str, name: str) -> bool:
    words = [word for word in _WORD.findall(name) if without_accents(word) not in LINKING]
    folded = tuple(map(without_accents, words))
    used = _initials_used(
        [without_accents(char) for char in acronym], list(folded), NAME.max_letters_of_word
    )
    return (
        len(words) > 1
        and used == len(words)
        and all(word[0].isupper() for word in words)
        and has_organisation(folded)
    )


def _official_name(before: str, acronym: str) -> str:
    """Return the name of a body before an acronym that not all of its words are part of.

    The acronym of `Agência Nacional de Águas e Saneamento Básico` is still ANA.
    """
    name = name_at_end(before)
    words = [word for found in _WORD.findall(name) if (word := without_accents(found))]
    initials = iter([word[0] for word in words if word not in LINKING])
    letters = [without_accents(char) for char in acronym if char.isalpha()]
    begins = bool(words) and bool(letters) and words[0][0] == letters[0]
    return trim_name(name) if begins and all(letter in initials for letter in letters) else ""


def spells(acronym: str, name: str, letters_of_word: int = NAME.max_letters_of_word) -> bool:
    """Return whether the letters of an acronym are initials, in order, of the words of a name.

    Words that link may be skipped; of the others, every one must give a letter, but one in four.

    Args:
        acronym: The acronym.
        name: The name.
        letters_of_word: First letters that one word may give.
    """
    letters = [without_accents(char) for char in acronym if char.isalpha()]
    if acronym.endswith("s"):
        letters = letters[:-1]
    words = [
        without_accents(part) for word in _WORD.findall(name) for part in word.split("-") if part
    ]
    if not letters or len(words) > NAME.max_definition_words:
        return False
    own = [word for word in words if word not in LINKING]
    used = _initials_used(letters, words, letters_of_word)
    return used is not None and len(own) - used <= NAME.max_skipped_words * len(own)


def _writes_out(acronym: str, name: str) -> bool:
    """Return whether a name beside an acronym spells it, by initials or by parts of compounds.

    Each word gives its first letter, and may give letters of its later parts, as in Germanic
    languages: DWD, “Deutscher Wetterdienst”.
    """
    if spells(acronym, name):
        return True
    letters = [without_accents(char) for char in acronym if char.isalpha()]
    words = [word for found in _WORD.findall(name) if (word := without_accents(found))]
    own = [word for word in words if word not in LINKING]
    return len(own) > 1 and _are_compounds(letters, own)


def _are_compounds(letters: list[str], words: list[str]) -> bool:
    reached = {0}
    for word in words:
        following = set()
        for taken in reached:
            at, stop = 0, taken
            while stop < len(letters) and (found := word.find(letters[stop], at)) >= 0:
                if stop == taken and found:
                    break
                at, stop = found + 1, stop + 1
                following.add(stop)
        reached = following
    return len(letters) in reached


def _initials_used(letters: list[str], words: list[str], letters_of_word: int) -> int | None:
    """Return how many words that do not link give a letter; None if the letters do not fit."""
    used_by_taken = {0: 0}
    for position, word in enumerate(words):
        following = dict(used_by_taken) if position > 0 else {}
        for taken, used in used_by_taken.items():
            for run in range(1, min(letters_of_word, len(word)) + 1):
                # A word may give its first letters: "Dep" of "Department", "DOE".
                if letters[taken : taken + run] != list(word[:run]):
                    break
                now = used + (word not in LINKING)
                following[taken + run] = max(following.get(taken + run, -1), now)
        used_by_taken = following
    return used_by_taken.get(len(letters))
