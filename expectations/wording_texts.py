"""The texts in which rules on wording look: without addresses, and without texts cut on paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from expectations.thresholds import CUT, LANGUAGE
from extract.model import ReadingDoubt, Span
from normalize.model import PARTNERS, CellFragment, ExtraValue, MatrixRow, NormalPlan

_DOMAINS = "com|org|net|gov|edu|int|info|eu|uk|us|ca|fr|es|de|it|nl|pt|br|id|au|ch|at|be|ie|nz|in"
_ADDRESS = re.compile(
    rf"https?://\S+|www\.\S+|(?<!\S)[^\s/]*/[^\s/]+/[^\s/]+/\S+|[\w.+-]+@[\w.-]+\w|\b[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})\b(?:/\S*)?"
)
_WORD = re.compile(r"[^\W\d_]+")
_FILLER = "0"
"""Takes the place of each character of an address, so that it is neither a word nor punctuation."""


@lru_cache(maxsize=65536)
def without_addresses(text: str) -> str:
    """Replace web and mail addresses by digits; all other characters keep their place."""
    return _ADDRESS.sub(lambda found: _FILLER * len(found.group()), text)


def cut_records(cells: Sequence[CellFragment], doubts: Sequence[ReadingDoubt]) -> frozenset[str]:
    """Return the records whose text a line of the table cuts on paper.

    The rest of such a text is missing in the PDF, or hidden beside it. `text-clipped` and
    `text-hidden` say so; what is left has no wording to judge. A line that cuts several texts of
    a column is too near to all of them: a text that seems whole may have lost its first letter.
    """
    cut = [doubt.span for doubt in doubts if doubt.kind == "clipped-text"]
    cut += [_with_margin(doubt.span) for doubt in doubts if doubt.kind == "hidden-text"]
    meets = [any(_meet(cell.span, span) for span in cut) for cell in cells]
    filled = Counter(cell.column for cell in cells if cell.text)
    struck = Counter(cell.column for cell, met in zip(cells, meets, strict=True) if met)
    lost = {
        column
        for column, count in struck.items()
        if count >= max(CUT.min_cells, CUT.min_share * filled[column])
    }
    return frozenset(
        record
        for cell, met in zip(cells, meets, strict=True)
        if met or cell.column in lost
        for record in cell.record_ids
    )


def _with_margin(span: Span) -> Span:
    """Return a box with what stands directly left and right of it."""
    left, top, right, bottom = span.bbox
    margin = bottom - top
    return span.model_copy(update={"bbox": (left - margin, top, right + margin, bottom)})


def _meet(one: Span, other: Span) -> bool:
    (left, top, right, bottom), (x0, y0, x1, y1) = one.bbox, other.bbox
    return one.page == other.page and left < x1 and x0 < right and top < y1 and y0 < bottom


def is_prose(text: str) -> bool:
    """Return whether a text is a phrase or a sentence: most of its words begin small.

    >>> is_prose("Delayed by the search for a site"), is_prose("Ministry of Local Government")
    (True, False)
    """
    words = _WORD.findall(text)
    small = sum(not word[0].isupper() for word in words)
    return len(words) >= LANGUAGE.min_prose_words and small > LANGUAGE.min_small_share * len(words)


def own_prose(
    plan: NormalPlan, language: str, cell_of: Callable[[str, str], str | None]
) -> Iterator[tuple[MatrixRow, ExtraValue]]:
    """Yield the sentences and phrases in a plan's own columns, by column, in its language only.

    Names of partners are left out: other rules are about these.

    Args:
        plan: The plan.
        language: Its language; empty if it is not known.
        cell_of: Returns the cell of a column that covers a row: rows share a merged cell.
    """
    for column in plan.extra_columns:
        if column == PARTNERS:
            continue
        found: dict[str, tuple[MatrixRow, ExtraValue]] = {}
        for row in plan.rows:
            for extra in row.extra:
                if extra.column == column and is_prose(extra.text):
                    found.setdefault(cell_of(row.row_id, column) or row.row_id, (row, extra))
        if is_written_in([extra.text for _, extra in found.values()], language, min_words=0):
            yield from found.values()


def is_written_in(texts: Sequence[str], language: str, min_words: int = LANGUAGE.min_words) -> bool:
    """Return whether texts are in a language: its most frequent words are a part of their words.

    So the rules of a language do not judge a plan whose settings name that language by mistake.
    Texts of fewer words than `min_words` are taken to be in it.
    """
    if not _frequent_words(language):
        return True
    counts = [_count_words(text, language) for text in texts]
    words, frequent = (sum(each[index] for each in counts) for index in (0, 1))
    return words < min_words or frequent >= LANGUAGE.min_frequent_share * words


@lru_cache(maxsize=65536)
def _count_words(text: str, language: str) -> tuple[int, int]:
    """Return how many words a text has, and how many of them are frequent in a language."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return len(words), sum(word in _frequent_words(language) for word in words)


@lru_cache(maxsize=8)
def _frequent_words(language: str) -> frozenset[str]:
    from wordfreq import available_languages, top_n_list

    if language not in available_languages("best"):
        return frozenset()
    return frozenset(top_n_list(language, LANGUAGE.frequent_words))
