"""Doubtful labels: reprints of a header that lack or change a label, and rows close to a header.

Only a word-for-word reprint is dropped as a header. Anything else stays a row or starts another
table. If just a word or a number differs, a reviewer should look, because figures may be
under the wrong label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.document.thresholds import LABEL_DOUBTS
from extract.geometry.page_model import PageCell
from extract.model import Bbox, DoubtKind
from extract.stitching.cut_header import whole_header
from extract.stitching.header import labels_at
from extract.stitching.labels import is_changed_label, is_same_label
from extract.stitching.stitched_table import StitchedTable

Labels = Mapping[tuple[int, int], PageCell]
"""Cells with text, by row and column."""


@dataclass(frozen=True, slots=True)
class LabelDoubt:
    """A place with a doubtful label, and how the label was read."""

    kind: DoubtKind
    page: int
    box: Bbox
    text: str
    taken: str


def label_doubts(stitched: StitchedTable) -> list[LabelDoubt]:
    """Find the doubtful labels of a table.

    Args:
        stitched: the table joined over its pages.

    Returns:
        Doubts about reprints of the header, about a header that a page end cuts, about rows that
        differ from the header by a word, about labels beside their columns, about units below them,
        and about a single column without a label.
    """
    if stitched.header is None:
        return list(_single_column(stitched))
    labels = labels_at(stitched.header.cells, stitched.header.start)
    whole = whole_header(stitched.header, stitched.header_end)
    later = labels_at(whole.cells, whole.start)
    return [
        *_prints(stitched, later),
        *_cut(stitched),
        *_beside(stitched, labels),
        *_units(stitched),
        *_rows(stitched, labels),
    ]


def other_labels(before: StitchedTable, stitched: StitchedTable) -> LabelDoubt | None:
    """Check whether a table was separated from the one before because of a label.

    Args:
        before: the table before.
        stitched: the table that follows in the same columns.

    Returns:
        The doubt; None if most labels differ.
    """
    if before.header is None or stitched.header is None:
        return None
    own = labels_at(stitched.header.cells, stitched.header.start)
    others = _others(labels_at(before.header.cells, before.header.start), own)
    if not others:
        return None
    taken = f"{_difference(others)}: it was read as the header of another table"
    return _doubt("label-differs", stitched.pages[0], list(own.values()), others, taken)


def _single_column(stitched: StitchedTable) -> Iterator[LabelDoubt]:
    """Tell of rows of one cell each without a label: boxes around texts look like that, too."""
    cells = [cell for cell in stitched.cells if cell.lines]
    if stitched.column_count == 1 and len(cells) > 1:
        page, first = cells[0].parts[0]
        own = [part for cell in cells for number, part in cell.parts if number == page]
        taken = "it was read as a table of one column, but its cells may be boxes around other text"
        yield _doubt("table-grid", page, own, [], taken, first.text)


def _prints(stitched: StitchedTable, labels: Labels) -> Iterator[LabelDoubt]:
    for number, (page, cells) in enumerate(stitched.header_prints):
        if number == 0:
            continue
        printed = labels_at(cells, min(cell.row for cell in cells))
        missing = [cell for place, cell in labels.items() if place not in printed]
        if missing and printed:
            text = " | ".join(cell.text for cell in missing)
            taken = "the header lacks it there; the column was read as the same"
            yield _doubt("label-missing", page, list(printed.values()), [], taken, text)
        others = [
            (labels[place], cell)
            for place, cell in printed.items()
            if place in labels and not is_same_label(labels[place], cell)
        ]
        if others:
            taken = f"{_difference(others)}: it was read as the same label, misread by OCR"
            yield _doubt("label-differs", page, list(printed.values()), others, taken)


def _cut(stitched: StitchedTable) -> Iterator[LabelDoubt]:
    own = [cell for cell in stitched.header_end if cell.lines]
    if not own or any(page in stitched.pages[2:] for page, _ in stitched.header_prints):
        return  # a later page prints the labels whole
    taken = "it was read as the rest of the labels on the page before"
    text = " | ".join(cell.text for cell in own)
    yield _doubt("header-cut", stitched.pages[1], own, [], taken, text)


def _beside(stitched: StitchedTable, labels: Labels) -> Iterator[LabelDoubt]:
    """Tell of labels over columns without any text, beside columns with texts and no label.

    Where labels are centred and figures end at the right, they may share no place at all.
    """
    used = {cell.column for cell in stitched.cells if cell.lines}
    named = {at for cell in labels.values() for at in range(cell.column, cell.column_stop)}
    for cell in labels.values():
        columns = range(cell.column, cell.column_stop)
        beside = {cell.column - 1, cell.column_stop} & used - named
        if beside and used.isdisjoint(columns):
            taken = "its column was read as empty, but the one beside it has texts and no label"
            yield _doubt("table-grid", stitched.pages[0], [cell], [], taken)


def _units(stitched: StitchedTable) -> Iterator[LabelDoubt]:
    """Tell of a first row of texts in brackets without the key that the other rows have.

    Units below the labels of a header look like that.
    """
    first = [cell.parts[0] for cell in stitched.cells if cell.row == 0 and cell.lines]
    keyed = {cell.row for cell in stitched.cells if cell.column == 0 and cell.lines}
    ends = {(cell.text[:1], cell.text[-1:]) for _, cell in first}
    are_in_brackets = len(first) > 1 and ends <= {("(", ")"), ("[", "]")}
    if are_in_brackets and keyed == set(range(1, len(stitched.rows))):
        page, own = first[0][0], [cell for _, cell in first]
        taken = "it was read as a row without a key, but it may be units that belong to the labels"
        yield _doubt("label-missing", page, own, [], taken)


def _rows(stitched: StitchedTable, labels: Labels) -> Iterator[LabelDoubt]:
    depth = stitched.header.depth if stitched.header else 0
    columns = {column for _, column in labels}
    rows: dict[int, dict[int, tuple[int, PageCell]]] = {}
    for cell in stitched.cells:
        page, part = cell.parts[0]
        if cell.column in columns and len(cell.parts) == 1 and part.lines:
            rows.setdefault(cell.row, {})[cell.column] = (page, part)
    for row in sorted(rows):
        for at in range(depth):
            wanted = {(0, column): c for (level, column), c in labels.items() if level == at}
            printed = {(0, column): part for column, (_, part) in rows[row].items()}
            others = _others(wanted, printed)
            if others is None:
                continue
            page = next(iter(rows[row].values()))[0]
            difference = _difference(others) if others else "it repeats the header"
            taken = (
                f"{difference}: it was read as a row, and the rows below it as rows of the table"
            )
            yield _doubt("label-differs", page, list(printed.values()), others, taken)
            break


def _others(wanted: Labels, printed: Labels) -> list[tuple[PageCell, PageCell]] | None:
    """List the labels that differ, with the wanted ones; None if this is no such header.

    An empty list means that all printed labels are the same.
    """
    if (
        not printed.keys() <= wanted.keys()
        or len(printed) < LABEL_DOUBTS.min_labels * len(wanted)
        or len(wanted) < 2
    ):
        return None
    pairs = [(wanted[place], cell) for place, cell in printed.items()]
    others = [(first, again) for first, again in pairs if not is_same_label(first, again)]
    same = len(pairs) - len(others)
    if same < max(1, LABEL_DOUBTS.same_labels * len(pairs)):
        return None
    is_head = all(cell.row == 0 for cell in printed.values())
    is_close = same > 1 or is_head or all(is_changed_label(first, again) for first, again in others)
    return others if is_close else None


def _difference(others: Sequence[tuple[PageCell, PageCell]]) -> str:
    return "it says " + ", ".join(
        f"“{again.text}” instead of “{first.text}” in the header before" for first, again in others
    )


def _doubt(
    kind: DoubtKind,
    page: int,
    cells: Sequence[PageCell],
    others: Sequence[tuple[PageCell, PageCell]],
    taken: str,
    text: str = "",
) -> LabelDoubt:
    marked = [again for _, again in others] or cells
    box = (
        min(cell.bbox[0] for cell in marked),
        min(cell.bbox[1] for cell in marked),
        max(cell.bbox[2] for cell in marked),
        max(cell.bbox[3] for cell in marked),
    )
    return LabelDoubt(kind, page, box, text or " | ".join(cell.text for cell in marked), taken)
