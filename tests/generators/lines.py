"""Breaks texts into lines as typesetters do, and never where no reader could join them again.

What is left out, because the paper alone does not tell:

* a word hyphenated after a prefix that also makes a compound ("co-/operation",
  "re-/integration"): both spellings are in use;
* a line's end after a slash that has a blank behind it ("manual/ module");
* a compound broken at its own hyphen where the joined form is a word too ("follow-/up");
* without a hyphen, in a line that is full to its edge: two words whose joined form is a word
  ("the/rapist"), and a word whose two parts are words as frequent as itself ("work/shop").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pyphen

from tests.generators.words import PREFIXES, frequency

PYPHEN = {"en": "en_GB", "fr": "fr", "es": "es", "id": "id_ID"}
RARE = 1.0
CLEAR = 1.2
"""Zipf steps between a word and its parts that make a cut clear."""
FULL = 1.2
"""Widths of an n that may be free in a line that counts as full to its edge."""


class UndecidableError(ValueError):
    """The content cannot be set in this style so that a reader could tell what it says."""


@dataclass(frozen=True)
class Breaks:
    """Where a line may end inside a word."""

    language: str
    hyphen: str = ""
    anywhere: bool = False
    slash: bool = False


@cache
def _dictionary(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=PYPHEN[language])


def bare(word: str) -> str:
    return "".join(c for c in word if c.isalpha()).lower()


def _hyphen_points(token: str, breaks: Breaks) -> Iterator[tuple[str, str]]:
    """(printed with its hyphen, rest) for each place where ``token`` may be hyphenated."""
    if not token.isalpha() or token.isupper():
        return
    for at in _dictionary(breaks.language).positions(token):
        head, tail = token[:at], token[at:]
        clash = head.lower() in PREFIXES or (
            frequency(head.lower(), breaks.language) > 3
            and frequency(tail.lower(), breaks.language) > 3
        )
        if at >= 2 and len(tail) >= 2 and not clash and frequency(bare(token), breaks.language) > 2:
            yield head + breaks.hyphen, tail


def _natural_points(token: str, breaks: Breaks, slash: bool) -> Iterator[tuple[str, str]]:
    """After the hyphens and slashes that the word has of itself."""
    for at, mark in enumerate(token[:-1], start=1):
        head, tail = token[:at], token[at:]
        hyphen = mark == "-" and _keeps_hyphen(head[:-1], tail, breaks.language)
        if at > 1 and (hyphen or (mark == "/" and slash)):
            yield head, tail


def _keeps_hyphen(head: str, tail: str, language: str) -> bool:
    """Whether a hyphen between these, at a line's end, is clearly the word's own."""
    left, right = _last_letters(head), _first_letters(tail)
    if head[-1:].isdigit() and tail[:1].isdigit():
        return True
    # A prefix before the hyphen reads like a hyphenated word, unless it is upper case.
    odd = left.lower() in PREFIXES and not left.isupper()
    joined = (left + right).lower()
    return bool(left and right) and frequency(joined, language) <= RARE and not odd


def joins_again(left: str, right: str, language: str) -> bool:
    """Whether a word cut without a hyphen into these parts reads as one word."""
    if not (left[-1:].isalpha() and right[:1].isalpha()):
        return False
    head, tail = _last_letters(left), _first_letters(right)
    whole = frequency((head + tail).lower(), language)
    apart = min(frequency(head.lower(), language), frequency(tail.lower(), language))
    return whole >= 2.5 and apart <= whole - CLEAR and len(head) > 1


def stays_apart(left: str, right: str, language: str) -> bool:
    """Whether two words at a full line's end do not read as one word."""
    if not (left[-1:].isalpha() and right[:1].isalpha()) or right[:1].isupper():
        return True
    head, tail = _last_letters(left), _first_letters(right)
    whole = frequency((head + tail).lower(), language)
    apart = min(frequency(head.lower(), language), frequency(tail.lower(), language))
    return whole <= RARE or apart >= whole + CLEAR


def _last_letters(word: str) -> str:
    at = len(word)
    while at and word[at - 1].isalpha():
        at -= 1
    return word[at:]


def _first_letters(word: str) -> str:
    at = 0
    while at < len(word) and word[at].isalpha():
        at += 1
    return word[:at]


def _split(
    token: str, room: float, measure: Callable[[str], float], breaks: Breaks, alone: bool
) -> tuple[str, str] | None:
    """The longest head of ``token`` that fits in ``room``, and the rest."""
    points = list(_natural_points(token, breaks, breaks.slash))
    if breaks.hyphen:
        points += _hyphen_points(token, breaks)
    fitting = [point for point in points if measure(point[0]) <= room]
    if fitting:
        return max(fitting, key=lambda point: len(point[0]))
    if not (breaks.anywhere or alone):
        return None
    for at in range(len(token) - 1, 0, -1):
        head, tail = token[:at], token[at:]
        if measure(head) <= room:
            if room - measure(head) > FULL * measure("n"):
                break  # not full any more: nobody would take it for a cut word
            if joins_again(head, tail, breaks.language):
                return head, tail
    if not alone:
        return None
    slashes = [p for p in _natural_points(token, breaks, True) if measure(p[0]) <= room]
    return max(slashes, key=lambda point: len(point[0]), default=None)


def break_text(
    text: str, width: float, measure: Callable[[str], float], breaks: Breaks
) -> tuple[str, ...]:
    """The lines of ``text`` in a column of ``width``, with the hyphens as printed."""
    tokens = text.split()
    lines: list[str] = []
    line = ""
    while tokens:
        token = tokens.pop(0)
        joined = f"{line} {token}" if line else token
        if measure(joined) <= width:
            line = joined
            continue
        used = f"{line} " if line else ""
        parts = _split(token, width - measure(used), measure, breaks, alone=not line)
        if parts is not None:
            lines.append(used + parts[0])
            line = ""
            tokens.insert(0, parts[1])
            continue
        if not line:
            raise UndecidableError(f"{token!r} cannot be broken in {width:.0f} points")
        line, moved = _end_line(line, token, width, measure, breaks)
        tokens[:0] = [*moved, token]
        lines.append(line)
        line = ""
    if line:
        lines.append(line)
    return tuple(lines)


def _end_line(
    line: str, token: str, width: float, measure: Callable[[str], float], breaks: Breaks
) -> tuple[str, list[str]]:
    """Ends ``line`` before ``token``, words earlier where the two would read as one word."""
    words, moved = line.split(" "), [token]
    while len(words) > 1:
        if words[-1].endswith("/"):  # "manual/ module": its blank cannot be told at a line's end
            moved.insert(0, words.pop())
            continue
        full = width - measure(" ".join(words)) < FULL * measure("n")
        if not full or stays_apart(words[-1], moved[0], breaks.language):
            break
        moved.insert(0, words.pop())
    return " ".join(words), moved[:-1]
