"""How like a printed label is to one of the settings, however a page prints it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from extract.model import Table
from extract.stitching.header import letters_of

LIKE = 0.6
"""Likeness (0 to 1) from which a printed label may be the settings' label."""
SAME = 0.85
"""Likeness (0 to 1) from which it is: a misprint, a word's ending, a mark; no other word."""

_FOOTNOTE = re.compile(r"[\s\d*†‡§¶#().,:;\[\]]+$")
"""What may follow a label's words: a footnote's mark or number, a column's number, a stop."""


def likeness(printed: str, wanted: str) -> float:
    """Compare two labels by their letters and digits.

    Case, marks, white space, plural endings and a footnote's mark behind the printed label do
    not count. Labels whose figures differ, like two years, are not alike at all.

    Args:
        printed: the label on paper.
        wanted: the label of the settings.

    Returns:
        Likeness, 0 to 1.
    """
    if _figures(printed) != _figures(wanted):
        folded = unicodedata.normalize("NFKD", printed)
        printed = _FOOTNOTE.sub("", folded) if not _figures(wanted) else ""
        if not printed or _figures(printed):
            return 0.0
    plain = ratio(letters_of([printed]), letters_of([wanted]))
    return max(plain, ratio(_singular(printed), _singular(wanted))) / 100


def _figures(label: str) -> list[str]:
    return [character for character in letters_of([label]) if character.isdigit()]


def _singular(label: str) -> str:
    """The letters of a label, the plural endings of its words left out."""
    return "".join(map(_stem, re.findall(r"[^\W_]+", label.casefold())))


def _stem(word: str) -> str:
    letters = letters_of([word])
    if len(letters) > 4 and letters.endswith("ies"):
        return f"{letters[:-3]}y"
    if len(letters) > 3 and letters.endswith("s") and not letters.endswith("ss"):
        return letters[:-1]
    return letters


def prints_of(table: Table) -> list[tuple[str, ...]]:
    """Give what may be the label of each column: the whole of it, or rows of a deep header.

    Above a column, a header may print a group's label and a line of column numbers besides
    its own label; and one page may print a label that another lacks.

    Args:
        table: a table with its header.

    Returns:
        For each column, its different prints; one empty text where it has no label.
    """
    found = []
    for column, label in enumerate(table.columns):
        prints = [label, *_pages(table, column), *_parts(table, column)]
        found.append(tuple(dict.fromkeys(filter(str.strip, prints))) or ("",))
    return found


def _pages(table: Table, column: int) -> Iterator[str]:
    for page in table.header_prints:
        if column < len(page.labels):
            yield page.labels[column]


def _parts(table: Table, column: int) -> Iterator[str]:
    """The runs of header cells above a column that stand above it alone."""
    own = [
        cell.text
        for row in table.header
        for cell in row.cells
        if (cell.column, cell.column_stop) == (column, column + 1)
    ]
    for start in range(len(own)):
        for stop in range(start + 1, len(own) + 1):
            yield " ".join(own[start:stop])


def best_likeness(prints: Sequence[str], wanted: str) -> float:
    """Likeness of the print that is most like a label of the settings."""
    return max((likeness(printed, wanted) for printed in prints), default=0.0)
