"""Split a printed list of bodies into names.

Commas, semicolons and bullets separate names, unless they are part of a full name or a
collective. A line end, "/", "and", "&" or a space separates names only if the parts on both sides
are names: `SOMTC⏎ASLOM` is two names, `ASEAN⏎IPR` and `Bodies/Organs/Entities` are one each. The
register decides, so that neither column widths nor a list of exceptions is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from normalize.acronyms import is_acronym
from normalize.bodies.matching import Resolution

Resolve = Callable[[str], Resolution]

_BULLET = re.compile(r"(?:[-–—*•·▪◦●○‣]|[^\w\s([{\"'“‘]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_OPEN, _CLOSE = "([{", ")]}"
_CONJUNCTION = re.compile(r"\s*/\s*|\s*&\s*|\s+and\s+|\s+or\s+", re.IGNORECASE)
_LEADING_AND = re.compile(r"(?:and|or|&)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class ListedName:
    """A name of a printed list: its half-open character span and its resolution."""

    start: int
    stop: int
    resolution: Resolution


Piece = tuple[int, int]
"""Part of a text: its first character and the one after its last."""


def line_ends(text: str, lines: Sequence[str]) -> tuple[int, ...]:
    """Map the ends of printed lines to characters of the joined text.

    A hyphen at a line end may be missing in the joined text.

    Args:
        text: The joined text.
        lines: The printed lines.

    Returns:
        For each line but the last, the character in ``text`` at which the next line starts;
        nothing if the lines do not spell that text.
    """
    ends = []
    char_index = 0
    for number, line in enumerate(lines):
        chars = [char for char in line if not char.isspace()]
        for index, char in enumerate(chars):
            while char_index < len(text) and text[char_index].isspace():
                char_index += 1
            if char_index < len(text) and text[char_index] == char:
                char_index += 1
            elif not (index == len(chars) - 1 and char in "-\u00ad\u2010"):
                return ()
        if number < len(lines) - 1:
            while char_index < len(text) and text[char_index].isspace():
                char_index += 1
            ends.append(char_index)
    return tuple(ends)


def split_list(text: str, ends: Sequence[int], resolve: Resolve) -> tuple[ListedName, ...]:
    """Split a printed list of bodies into the names in it.

    Args:
        text: The list, its lines joined.
        ends: Characters at which a new printed line starts.
        resolve: Resolves a printed name to a body.

    Returns:
        The names in printed order, including those of unknown bodies.
    """
    pieces = [_trimmed(text, *piece) for piece in _split_at_separators(text)]
    pieces = [(start, stop) for start, stop in pieces if start < stop]
    names: list[ListedName] = []
    first = 0
    while first < len(pieces):
        last = _last_piece_of_name(text, pieces, first, resolve)
        piece = (pieces[first][0], pieces[last][1])
        names += _names_in_piece(text, piece, ends, resolve)
        first = last + 1
    return tuple(names)


def _split_at_separators(text: str) -> Iterator[Piece]:
    """Split a text at commas, semicolons and bullets outside of brackets."""
    start = depth = 0
    for index, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in ",;•▪●\n":
            yield start, index
            start = index + 1
    yield start, len(text)


def _trimmed(text: str, start: int, stop: int) -> Piece:
    """Strip white space, a bullet and a leading "and" from a piece."""
    piece = text[start:stop]
    stop -= len(piece) - len(piece.rstrip())
    start += len(piece) - len(piece.lstrip())
    for prefix in (_BULLET, _LEADING_AND):
        found = prefix.match(text, start, stop)
        start = found.end() if found else start
    return start, stop


def _last_piece_of_name(text: str, pieces: Sequence[Piece], first: int, resolve: Resolve) -> int:
    """Return the last piece of the name that starts at ``first``; a name may contain commas."""
    for last in range(len(pieces) - 1, first, -1):
        found = resolve(text[pieces[first][0] : pieces[last][1]])
        if found.is_certain and found.match in ("full_name", "collective"):
            return last
    return first


def _names_in_piece(
    text: str, piece: Piece, ends: Sequence[int], resolve: Resolve
) -> list[ListedName]:
    whole = _listed(text, piece, resolve)
    if whole.resolution.is_certain:
        return [whole]
    cuts = _split_at_line_ends(text, piece, ends)
    for parts in (cuts, _split_at_conjunctions(text, piece), _split_at_spaces(text, piece)):
        joined = _longest_certain(text, parts, resolve)
        if joined is not None:
            return joined
    if whole.resolution.body_id is None and len(cuts) > 1:
        return _line_by_line(text, cuts, resolve)
    return [whole]


def _listed(text: str, piece: Piece, resolve: Resolve) -> ListedName:
    return ListedName(*piece, resolve(text[piece[0] : piece[1]]))


def _split_at_line_ends(text: str, piece: Piece, ends: Sequence[int]) -> list[Piece]:
    starts = [piece[0], *(end for end in ends if piece[0] < end < piece[1])]
    stops = [*starts[1:], piece[1]]
    parts = [_trimmed(text, start, stop) for start, stop in zip(starts, stops, strict=True)]
    return [part for part in parts if part[0] < part[1]]


def _split_at_conjunctions(text: str, piece: Piece) -> list[Piece]:
    start, parts = piece[0], []
    for cut in _CONJUNCTION.finditer(text, *piece):
        parts.append((start, cut.start()))
        start = cut.end()
    return [*parts, (start, piece[1])]


def _split_at_spaces(text: str, piece: Piece) -> list[Piece]:
    return [found.span() for found in re.compile(r"\S+").finditer(text, *piece)]


def _longest_certain(
    text: str, parts: Sequence[Piece], resolve: Resolve
) -> list[ListedName] | None:
    """Join parts to the longest names that are certain; None if a part remains."""
    if len(parts) < 2:
        return None
    names = []
    first = 0
    while first < len(parts):
        for last in range(len(parts) - 1, first - 1, -1):
            name = _listed(text, (parts[first][0], parts[last][1]), resolve)
            if name.resolution.is_certain:
                names.append(name)
                first = last + 1
                break
        else:
            return None
    return names


def _line_by_line(text: str, lines: Sequence[Piece], resolve: Resolve) -> list[ListedName]:
    """Split a piece before and after each line that is a name or an acronym by itself."""
    groups: list[list[Piece]] = []
    alone = False
    for line in lines:
        stands_alone = _stands_alone(text[line[0] : line[1]], resolve)
        if groups and not stands_alone and not alone:
            groups[-1].append(line)
        else:
            groups.append([line])
        alone = stands_alone
    return [_listed(text, (group[0][0], group[-1][1]), resolve) for group in groups]


def _stands_alone(line: str, resolve: Resolve) -> bool:
    return is_acronym(line) or resolve(line).body_id is not None
