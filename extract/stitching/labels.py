"""Compare labels: two prints of a label, and a printed label with one of the settings.

Two prints are compared word by word and number by number. Typesetting may break a label at another
place, hyphenate it, set it in capitals, or add `(continued)`. It never changes a word: `Male` and
`Female`, `2019` and `2020`, `Input` and `Output` are different labels, although their letters are
alike. Only OCR misreads letters. Labels of the settings are compared by likeness.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from extract.geometry.page_model import PageCell
from extract.model import Table
from extract.stitching.thresholds import LABELS, REPRINTS

_SIGNS = "%‰&#@"
"""Characters that distinguish labels, although Unicode calls them punctuation."""
_SEPARATOR = "·"
"""Replaces what separates two numbers: `2019-20` is not `201920`."""
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w%‰&#@$€£]+(?=\d)")
_CONTINUED_WORDS = (
    "continued|continuing|continuation|cont|cont['’]?d|suite|fortsetzung|forts|continuación|"
    "continuação|continuazione|segue|vervolg|lanjutan|sambungan"
)
_CONTINUED = re.compile(
    rf"\s*(?:[(\[]\s*(?:{_CONTINUED_WORDS})\.?\s*[)\]]|[\s–—-](?:continued|cont['’]?d|cont\.))\s*$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"[\s\d*†‡§¶#().,:;\[\]]+$")
"""What may follow the words of a label: a footnote mark, a number, a full stop."""


def label_key(cell: PageCell) -> str:
    """Reduce a cell's text to the letters, digits and signs that distinguish labels."""
    return _key(tuple(line.text for line in cell.lines))


def key_of(texts: Sequence[str]) -> str:
    """Reduce printed lines to the letters, digits and signs that distinguish labels."""
    return _key(tuple(texts))


@lru_cache(maxsize=4096)
def _key(lines: tuple[str, ...]) -> str:
    folded = unicodedata.normalize("NFKD", " ".join(lines).casefold())
    return "".join(filter(_is_distinctive, _BETWEEN_DIGITS.sub(_SEPARATOR, folded)))


@lru_cache(maxsize=4096)
def _is_distinctive(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] in "LNMS" or character in _SIGNS or character == _SEPARATOR


def is_same_label(first: PageCell, again: PageCell) -> bool:
    """Return whether a cell reprints a label.

    Args:
        first: the label as first printed.
        again: the later print, which may add that its table is continued.

    Returns:
        Whether the words are the same.
    """
    wanted, found = label_key(first), label_key(again)
    if wanted == found or not (wanted and found.startswith(wanted)):
        return wanted == found
    return wanted == key_of([_CONTINUED.sub("", again.text)])


def says_continued(cell: PageCell) -> bool:
    """Return whether a text says that it continues one of an earlier page."""
    return _CONTINUED.search(cell.text) is not None


def continued_text(text: str) -> str:
    """Return what a text says that it continues: `Part two (continued)`; empty if it does not."""
    found = _CONTINUED.search(text)
    return text[: found.start()] if found else ""


def is_misread_label(first: PageCell, again: PageCell) -> bool:
    """Return whether OCR may have read one label in two ways: letters differ, figures do not."""
    if not any(line.confidence is not None for cell in (first, again) for line in cell.lines):
        return False
    one, other = label_key(first), label_key(again)
    return _digits(one) == _digits(other) and ratio(one, other) >= REPRINTS.misread_likeness


def is_changed_label(first: PageCell, again: PageCell) -> bool:
    """Return whether one label may be the other with a word or a number changed."""
    one, other = (re.sub(r"\d", "", label_key(cell)) for cell in (first, again))
    if not (one or other):
        return label_key(first) != ""
    return ratio(one, other) >= REPRINTS.misread_likeness or bool(_words(first) & _words(again))


def _words(cell: PageCell) -> set[str]:
    words = re.findall(r"[^\W\d_]+", cell.text.casefold())
    return {word for word in words if len(word) >= REPRINTS.shared_word}


def letters_of(texts: Iterable[str]) -> str:
    """Reduce texts to their letters and digits, with case and accents folded."""
    folded = unicodedata.normalize("NFKD", "".join(texts)).casefold()
    return "".join(character for character in folded if character.isalnum())


def label_likeness(printed: str, wanted: str) -> float:
    """Compare two labels by their letters and digits.

    Case, accents, punctuation, white space, plural endings and a footnote mark after the
    printed label are ignored. Labels with different figures, like two years, have likeness 0.

    Args:
        printed: the label on paper.
        wanted: the label of the settings.

    Returns:
        Likeness, 0 to 1.
    """
    if _digits(printed) != _digits(wanted):
        folded = unicodedata.normalize("NFKD", printed)
        printed = _FOOTNOTE.sub("", folded) if not _digits(wanted) else ""
        if not printed or _digits(printed):
            return 0.0
    # The whole label is compared as one word as well: a line end may divide its last word.
    pairs = (
        (letters_of([printed]), letters_of([wanted])),
        (_singular(printed), _singular(wanted)),
        (_stem(printed), _stem(wanted)),
    )
    return max(ratio(one, other) for one, other in pairs) / 100


def _singular(label: str) -> str:
    """Reduce a label to its letters, without the plural endings of its words."""
    return "".join(map(_stem, re.findall(r"[^\W_]+", label.casefold())))


def _stem(word: str) -> str:
    letters = letters_of([word])
    if len(letters) > LABELS.ies_length and letters.endswith("ies"):
        return f"{letters[:-3]}y"
    if len(letters) > LABELS.plural_length and letters.endswith("s") and not letters.endswith("ss"):
        return letters[:-1]
    return letters


def prints_by_column(table: Table) -> list[tuple[str, ...]]:
    """List the possible labels of each column: the whole label, or rows of a deep header.

    A header may print a group's label and a column number above a column, besides the column's
    own label. One page may print a label that another page lacks.

    Args:
        table: a table with its header.

    Returns:
        For each column, its different prints; one empty text if it has no label.
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
    """Join consecutive header cells that stand above one column alone."""
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
    """Return the likeness of the print that is most like a label of the settings."""
    return max((label_likeness(printed, wanted) for printed in prints), default=0.0)


def _digits(label: str) -> list[str]:
    return [character for character in unicodedata.normalize("NFKD", label) if character.isdigit()]
