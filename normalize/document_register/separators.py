"""Find the marks that separate the names of a printed list: commas, bullets, letters of items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from normalize.document_register.names import kind_of_name
from normalize.document_register.spelling import without_accents
from normalize.document_register.words import (
    CONJUNCTIONS,
    LINKING,
    PARTICLES,
    are_fields,
    are_people,
)

Piece = tuple[int, int]
"""Part of a text: its first character and the one after its last."""

JOINING = "|".join(sorted(map(re.escape, CONJUNCTIONS), key=len, reverse=True))
"""Regular expression of conjunctions."""

_SURNAME = re.compile(rf"(?:^|\s(?:{JOINING})\s)\s*(?P<name>[^\W\d_][^\d,;.()]*)$")
_INITIALS = re.compile(
    rf"\s*(?P<initials>(?:[^\W\d_]\.[\s-]?){{1,3}})(?=\s*(?:[,;/|\n()]|$)|(?:{JOINING})\s)"
)
_CAPITAL = re.compile(r"(?P<letter>[A-Z])[.)]\s+")
_CAPITALISED = r"(?-i:[A-ZÀ-Þ])[\w’'-]+"
_FIELD = (
    r"(?:(?:de|del|do|da|dos|das|du|des|della|dell['’])\s+)?"
    rf"{_CAPITALISED}(?:\s{_CAPITALISED})*"
)
_LISTED_FIELDS = re.compile(rf"(?:,\s{_FIELD})+,?\s(?:{JOINING})\s{_FIELD}", re.IGNORECASE)
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True)
class PrintedList:
    """A printed list of bodies.

    Attributes:
        text: Its text, its lines joined.
        line_starts: Where its lines begin.
        label: Label of its column.
    """

    text: str
    line_starts: tuple[int, ...] = ()
    label: str = ""


def at_separators(printed: PrintedList, small: Set[str] = frozenset()) -> Iterator[Piece]:
    """Split a list at commas, semicolons, slashes, bullets and the letters of its items.

    Args:
        printed: The list.
        small: Words that the document prints in small letters, which are no surnames.

    Yields:
        What is between the separators.
    """
    text, items = printed.text, _lettered_items(printed)
    start = depth = 0
    for index, char in enumerate(text):
        if depth == 0 and index in items:
            yield start, index
            start = items[index]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (
            (char in ",;•▪●\n|" and not _is_before_initials(text, start, index, small))
            or (char in "/\\" and _separates(text, index))
        ):
            yield start, index
            start = index + 1
    yield start, len(text)


def _lettered_items(printed: PrintedList) -> Mapping[int, int]:
    """Find items that begin with a capital letter in sequence: `A. Youth Affairs`, `B. Culture`.

    Initials of persons look like that, so that a list in which all names do has three items.

    Returns:
        The first character of each item, and that of its text.
    """
    text = printed.text
    starts = sorted({0, *printed.line_starts, *(m.end() for m in re.finditer(r"[;\n]\s*", text))})
    found = [item for start in starts if (item := _CAPITAL.match(text, start))]
    letters = [item["letter"] for item in found]
    items = {item.start(): item.end() for item in found}
    if len(found) < 2 or letters != [chr(ord("A") + at) for at in range(len(found))]:
        return {}
    ends = [*(item.start() for item in found[1:]), len(text)]
    names = [text[item.start() : end].strip(" ;\n") for item, end in zip(found, ends, strict=True)]
    are_persons = all(kind_of_name(name) == "person" for name in names)
    return items if len(found) > 2 or not are_persons else {}


def has_initials(text: str) -> bool:
    """Return whether a list may have surnames before initials."""
    return any(_INITIALS.match(text, comma.end()) for comma in re.finditer(",", text))


def _is_before_initials(text: str, start: int, comma: int, small: Set[str]) -> bool:
    """Return whether a comma parts the surname of a person from the initials: `Castell, J.`.

    Letters that follow each other, as in `Zones, A., B., C.`, and the one of `Works, A.` where the
    document speaks of works, are no initials.
    """
    surname, after = _SURNAME.search(text[start:comma]), _INITIALS.match(text, comma + 1)
    if text[comma] != "," or not surname or not after or _goes_on_with_letter(text, after.end()):
        return False
    words = {word.casefold() for word in surname["name"].split()} - PARTICLES
    if words <= small:
        return False
    return kind_of_name(f"{surname['name'].strip()}, {after['initials'].strip()}") == "person"


def _goes_on_with_letter(text: str, at: int) -> bool:
    return text[at : at + 1] == "," and _INITIALS.match(text, at + 1) is not None


def _separates(text: str, slash: int) -> bool:
    """Return whether a slash separates names: not in "and/or", "n/a" and numbers like 24/7."""
    left = re.search(r"[^\s/,;()]*\s*$", text[:slash])
    right = re.match(r"\s*[^\s/,;()]*", text[slash + 1 :])
    before, after = (left.group() if left else "").strip(), (right.group() if right else "").strip()
    if not before or not after:
        return True
    is_short = len(before) == 1 or len(after) == 1
    words = {without_accents(before), without_accents(after)}
    return not (is_short or words <= LINKING or (before.isdigit() and after.isdigit()))


def end_of_fields(text: str, start: int) -> int:
    """Return where the further fields of a ministry end: `, Roads and Works` after `Trade`.

    The last field has a conjunction before it, and each is one that ministries work on: after
    `Ministry of Education`, `Parents and Teachers` are others.

    Args:
        text: The text.
        start: Where the first field ends.

    Returns:
        The character after the last field; 0 if there is no such list.
    """
    found = _LISTED_FIELDS.match(text, start)
    if found is None:
        return 0
    fields = re.split(rf",\s*(?:{JOINING}\s)?|\s(?:{JOINING})\s", found[0].lstrip(", "))
    # `Ministry of Health, Women and Children`: the field, or those who come
    are_sure = all(map(are_fields, fields)) and not all(map(are_people, fields))
    return found.end() if are_sure else 0
