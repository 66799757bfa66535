"""Text that runs from right to left: from the order on paper to the order of reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
_RANGE = re.compile(r"(\d{1,9})\s*[-–—]\s*(\d{1,9})")
_OPENS_WITH_DASH = re.compile(r"[-–—]\s*\d")
_SPACE_BEFORE_MARK = re.compile(r"\s[,;:.]")
_MIRRORED = str.maketrans("()", ")(")
_MARK_BEFORE_LETTER = re.compile(
    "((?:[\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670])+)([\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3])"
)


def runs_from_right(text: str) -> bool:
    """Return whether a text contains letters of a script that runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def logical(pieces: Sequence[str], begins_run: Sequence[bool]) -> str:
    """Return a printed line in the order of reading, with base letters.

    Programs draw such text from left to right, as it stands on paper, with a glyph for each form
    of a letter.

    Args:
        pieces: the words of the line from left to right, each with the space before it.
        begins_run: for each word, whether the file draws it apart from the one before it.

    Returns:
        The text. In a line of both directions, words without direction at the left of a word from
        right to left, such as numbers in brackets, belong to it if they are drawn apart from the
        text before them.
    """
    text = "".join(pieces)
    if _reads_from_right(text):
        return _turned(text)
    parts: list[str] = []
    at = 0
    while at < len(pieces):
        stop = _end_of_run(pieces, at)
        if stop == at or not _may_begin(pieces, begins_run, at):
            parts.append(pieces[at])
            at += 1
            continue
        run = "".join(pieces[at:stop])
        space = run[: len(run) - len(run.lstrip(" "))]
        parts.append(space + _turned(run.lstrip(" ")))
        at = stop
    return "".join(parts)


def numbers_from_right(text: str) -> str:
    """Return a line without letters as it reads beside lines that run from right to left."""
    is_plain = not any(unicodedata.bidirectional(char) in ("L", "R", "AL") for char in text)
    return _turned(text) if is_plain else text


def lines_turned(lines: Sequence[str]) -> list[str]:
    """Return the lines of a cell of numbers, in a table whose text runs from right to left.

    Some programs set such cells from left to right. A line is turned only if it makes no sense as
    it stands: it opens with the dash after which the next line goes on, its range falls, or its
    commas stand behind spaces.
    """
    return [
        numbers_from_right(line) if _is_turned(line, below) else line
        for line, below in zip(lines, (*lines[1:], ""), strict=True)
    ]


def _is_turned(line: str, below: str) -> bool:
    numbers = _RANGE.fullmatch(line.strip())
    return (
        (_OPENS_WITH_DASH.match(line) is not None and below[:1].isdecimal())
        or (numbers is not None and int(numbers[1]) > int(numbers[2]))
        or _SPACE_BEFORE_MARK.search(line) is not None
    )


def _reads_from_right(text: str) -> bool:
    """Return whether the line as a whole runs from right to left: most of its letters do."""
    kinds = [unicodedata.bidirectional(char) for char in text]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")


def _end_of_run(pieces: Sequence[str], start: int) -> int:
    """Return where the words from right to left end that begin here; `start` if there are none."""
    stop = start
    for at in range(start, len(pieces)):
        if runs_from_right(pieces[at]):
            stop = at + 1
        elif any(unicodedata.bidirectional(char) == "L" for char in pieces[at]):
            break
    return stop


def _may_begin(pieces: Sequence[str], begins_run: Sequence[bool], at: int) -> bool:
    return runs_from_right(pieces[at]) or begins_run[at]


def _turned(text: str) -> str:
    """Return text in its logical order, with base letters for their forms."""
    from bidi.algorithm import get_display

    ordered = str(get_display(text, base_dir="R"))
    plain = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), ordered)
    # A mark is drawn over its letter, and then stands before it.
    marked = _MARK_BEFORE_LETTER.sub(r"\2\1", plain)
    return marked.translate(_MIRRORED) if _closes_first(marked) else marked


def _closes_first(text: str) -> bool:
    """Return whether all brackets close before they open: the file holds their mirrored forms."""
    brackets = "".join(char for char in text if char in "()")
    return bool(brackets) and brackets == ")(" * (len(brackets) // 2)
