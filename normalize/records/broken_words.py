"""Find words that a column breaks at the end of a line without a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from extract.model import Cell, Fragment, PlanTable, Span
from normalize.model import BrokenWord
from normalize.records.grid import RoleGrid, fold_spaces

_LAST = re.compile(r"\S*[A-Za-zÀ-ɏ]$")
_FIRST = re.compile(r"[a-zß-ɏ]\S*")
_ADDRESS = re.compile(r"[@:\\]|\.\w|www")
"""What an address has, which is broken anywhere."""


def broken_words(plan: PlanTable, grid: RoleGrid) -> tuple[BrokenWord, ...]:
    """Return the words of the header, then those of the cells, in printed order.

    Words that OCR has read are left out: it may have missed the hyphen.
    """
    header = chain.from_iterable(row.cells for row in plan.matrix.header)
    cells = chain.from_iterable(row.cells for row in plan.matrix.rows)
    return (
        *_of_cells(header, grid.roles, is_label=True),
        *_of_cells(cells, grid.roles, is_label=False),
    )


def _of_cells(
    cells: Iterator[Cell], roles: dict[int, str], *, is_label: bool
) -> Iterator[BrokenWord]:
    for cell in cells:
        for fragment in cell.fragments:
            if fragment.ocr_confidence is None:
                for printed in _broken(fragment):
                    yield BrokenWord(
                        cell_id=cell.cell_id,
                        column=roles.get(cell.column, ""),
                        is_label=is_label,
                        printed=printed,
                        text=fold_spaces(fragment.text),
                        span=Span(page=fragment.page, bbox=fragment.bbox),
                    )


def _broken(fragment: Fragment) -> Iterator[str]:
    """Yield "Orga ns" where a line ends in "Orga", "ns" begins the next, and both are one word.

    Words that may be two, or have a hyphen, are left out: whether one is broken is in doubt.
    """
    words = fold_spaces(fragment.text).split()
    doubted = {_letters(each) for each in fragment.hyphens_in_doubt}
    for line, following in pairwise(line.strip() for line in fragment.lines):
        last, first = _LAST.search(line), _FIRST.match(following)
        if last is None or first is None:
            continue
        whole = f"{last.group()}{first.group()}"
        is_doubted = any(each in _letters(whole) for each in doubted)
        if whole in words and not is_doubted and not _ADDRESS.search(whole):
            yield f"{last.group()} {first.group()}"


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()
