"""Whether two prints of a label say the same: word for word, number for number.

Typesetting may break a label elsewhere, hyphenate it, set it in capitals, or mark it as
`(continued)`. It never changes a word: `Male` and `Female`, `2019` and `2020`, `Input` and
`Output` head other figures, however alike their letters are. Only OCR misreads letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from extract.geometry.page_model import PageCell

ALIKE = 85.0
"""Likeness (0 to 100) from which one label may be the other with a word changed or misread."""
LEAST_WORD = 4
"""Letters of a word that two labels share where one is the other changed."""

_SIGNS = "%‰&#@"
"""Punctuation, to Unicode, that tells one label from another."""
_MARK = "·"
"""Stands for what parts two numbers: `2019-20` is not `201920`."""
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w%‰&#@$€£]+(?=\d)")
_WORDS_OF_MARKS = (
    "continued|continuing|continuation|cont|cont['’]?d|suite|fortsetzung|forts|continuación|"
    "continuação|continuazione|segue|vervolg|lanjutan|sambungan"
)
_CONTINUED = re.compile(
    rf"\s*(?:[(\[]\s*(?:{_WORDS_OF_MARKS})\.?\s*[)\]]|[\s–—-](?:continued|cont['’]?d|cont\.))\s*$",
    re.IGNORECASE,
)


def label_key(cell: PageCell) -> str:
    """The letters, digits and signs of a cell's text, folded."""
    return _key(tuple(line.text for line in cell.lines))


def key_of(texts: Sequence[str]) -> str:
    """Reduce printed lines to the letters, digits and signs that tell labels apart."""
    return _key(tuple(texts))


@lru_cache(maxsize=4096)
def _key(lines: tuple[str, ...]) -> str:
    folded = unicodedata.normalize("NFKD", " ".join(lines).casefold())
    return "".join(filter(_tells, _BETWEEN_DIGITS.sub(_MARK, folded)))


@lru_cache(maxsize=4096)
def _tells(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] in "LNMS" or character in _SIGNS or character == _MARK


def same_words(first: PageCell, again: PageCell) -> bool:
    """Say whether a cell prints a label again.

    Args:
        first: the label as first printed.
        again: the later print, which may say that its table is continued.

    Returns:
        Whether the words are the same.
    """
    wanted, found = label_key(first), label_key(again)
    if wanted == found or not (wanted and found.startswith(wanted)):
        return wanted == found
    return wanted == key_of([_CONTINUED.sub("", again.text)])


def maybe_misread(first: PageCell, again: PageCell) -> bool:
    """Say whether OCR may have read one label in two ways: letters differ, no figure does."""
    if not any(line.confidence is not None for cell in (first, again) for line in cell.lines):
        return False
    one, other = label_key(first), label_key(again)
    return _figures(one) == _figures(other) and ratio(one, other) >= ALIKE


def near_words(first: PageCell, again: PageCell) -> bool:
    """Say whether one label may be the other with a word or a number changed."""
    one, other = (re.sub(r"\d", "", label_key(cell)) for cell in (first, again))
    if not one or not other:
        return label_key(first) != "" and one == other
    return ratio(one, other) >= ALIKE or bool(_words(first) & _words(again))


def _words(cell: PageCell) -> set[str]:
    words = re.findall(r"[^\W\d_]+", cell.text.casefold())
    return {word for word in words if len(word) >= LEAST_WORD}


def _figures(label: str) -> list[str]:
    return [character for character in label if character.isdigit()]
