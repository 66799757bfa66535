"""Labels in doubt: header prints that drop one or say another, and rows that are nearly a header.

What is no reprint word for word stays a row or starts a table of its own. Where only a word or a
number differs, people should look: figures may stand under a label that is not theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.geometry.page_model import PageCell
from extract.model import Bbox, DoubtKind
from extract.stitching.cut_header import whole_header
from extract.stitching.header import labels_at
from extract.stitching.same_words import near_words, same_words
from extract.stitching.stitch import StitchedTable

Labels = Mapping[tuple[int, int], PageCell]
"""Cells with text by row and column."""


@dataclass(frozen=True, slots=True)
class LabelDoubt:
    """A place where labels are printed that leave a doubt, and how they were read."""

    kind: DoubtKind
    page: int
    box: Bbox
    text: str
    taken: str


def label_doubts(draft: StitchedTable) -> list[LabelDoubt]:
    """Find the labels of a table that leave a doubt.

    Args:
        draft: joined over its pages.

    Returns:
        The doubts of its header's prints, of a header that a page end cuts, and of rows that are
        the header but for a word.
    """
    if draft.header is None:
        return []
    labels = labels_at(draft.header.cells, draft.header.start)
    whole = whole_header(draft.header, draft.header_end)
    later = labels_at(whole.cells, whole.start)
    return [*_prints(draft, later), *_cut(draft), *_rows(draft, labels)]


def other_labels(before: StitchedTable, draft: StitchedTable) -> LabelDoubt | None:
    """Say where a table was parted from the one before, because a label differs.

    Args:
        before: a table.
        draft: the one that starts after it in the same columns.

    Returns:
        The doubt; None where most labels are others.
    """
    if before.header is None or draft.header is None:
        return None
    found = labels_at(draft.header.cells, draft.header.start)
    others = _others(labels_at(before.header.cells, before.header.start), found)
    if not others:
        return None
    taken = f"{_told(others)}: it was read as the header of another table"
    return _doubt("label-differs", draft.pages[0], list(found.values()), others, taken)


def _prints(draft: StitchedTable, labels: Labels) -> Iterator[LabelDoubt]:
    for number, (page, cells) in enumerate(draft.header_prints):
        if number == 0:
            continue
        found = labels_at(cells, min(cell.row for cell in cells))
        missing = [cell for place, cell in labels.items() if place not in found]
        if missing and found:
            text = " | ".join(cell.text for cell in missing)
            taken = "the header does not print it there; its column is taken to be the same"
            yield _doubt("label-missing", page, list(found.values()), [], taken, text)
        others = [
            (labels[place], cell)
            for place, cell in found.items()
            if place in labels and not same_words(labels[place], cell)
        ]
        if others:
            taken = f"{_told(others)}: it was taken for the same label, misread"
            yield _doubt("label-differs", page, list(found.values()), others, taken)


def _cut(draft: StitchedTable) -> Iterator[LabelDoubt]:
    own = [cell for cell in draft.header_end if cell.lines]
    if not own or any(page in draft.pages[2:] for page, _ in draft.header_prints):
        return  # a later page prints the labels whole
    taken = "it was read as the rest of the labels that the page before prints"
    text = " | ".join(cell.text for cell in own)
    yield _doubt("header-cut", draft.pages[1], own, [], taken, text)


def _rows(draft: StitchedTable, labels: Labels) -> Iterator[LabelDoubt]:
    depth = draft.header.depth if draft.header else 0
    columns = {column for _, column in labels}
    rows: dict[int, dict[int, tuple[int, PageCell]]] = {}
    for cell in draft.cells:
        page, part = cell.parts[0]
        if cell.column in columns and len(cell.parts) == 1 and part.lines:
            rows.setdefault(cell.row, {})[cell.column] = (page, part)
    for row in sorted(rows):
        for at in range(depth):
            wanted = {(0, column): c for (level, column), c in labels.items() if level == at}
            found = {(0, column): part for column, (_, part) in rows[row].items()}
            others = _others(wanted, found)
            if others is None:
                continue
            page = next(iter(rows[row].values()))[0]
            told = _told(others) if others else "it says what the header says"
            taken = f"{told}: it was read as a row, and what stands below it as the table's"
            yield _doubt("label-differs", page, list(found.values()), others, taken)
            break


def _others(wanted: Labels, found: Labels) -> list[tuple[PageCell, PageCell]] | None:
    """The labels that differ where others are the same; None where most are different ones.

    An empty list says that all labels that are printed are the same.
    """
    if not found.keys() <= wanted.keys() or 2 * len(found) < len(wanted) or len(wanted) < 2:
        return None
    pairs = [(wanted[place], cell) for place, cell in found.items()]
    others = [(first, again) for first, again in pairs if not same_words(first, again)]
    same = len(pairs) - len(others)
    if same < max(1, len(pairs) / 2):
        return None
    is_head = all(cell.row == 0 for cell in found.values())
    is_near = same > 1 or is_head or all(near_words(first, again) for first, again in others)
    return others if is_near else None


def _told(others: Sequence[tuple[PageCell, PageCell]]) -> str:
    return "it says " + ", ".join(
        f"“{again.text}” where the header before says “{first.text}”" for first, again in others
    )


def _doubt(
    kind: DoubtKind,
    page: int,
    cells: Sequence[PageCell],
    others: Sequence[tuple[PageCell, PageCell]],
    taken: str,
    text: str = "",
) -> LabelDoubt:
    shown = [again for _, again in others] or cells
    box = (
        min(cell.bbox[0] for cell in shown),
        min(cell.bbox[1] for cell in shown),
        max(cell.bbox[2] for cell in shown),
        max(cell.bbox[3] for cell in shown),
    )
    return LabelDoubt(kind, page, box, text or " | ".join(cell.text for cell in shown), taken)
