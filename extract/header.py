"""The header of a table: which rows are labels, and where pages print them again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from extract.chains import Chain, compact, is_band
from extract.glyphs import lightness
from extract.reading import PageCell, PageTable

ALIKE = 85.0
"""Likeness (0 to 100) from which two prints of a label are the same."""
MOST_ROWS = 4
"""A header has no more rows than this."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header as first printed: rows `start` to `stop` of the first part."""

    start: int
    stop: int
    cells: tuple[PageCell, ...]

    @property
    def depth(self) -> int:
        """Its rows."""
        return self.stop - self.start


def find_header(chain: Chain) -> Header | None:
    """Find the header of a table in its first part.

    Rows that later pages print again at their top are a header; else rows that are set apart
    by bold type, shade or colour from the rows below.

    Args:
        chain: the table's parts.

    Returns:
        The header, or None where the table has none.
    """
    first = chain.parts[0]
    start = 0
    while start < first.row_count - 1 and _band_at(first, start, chain.column_count):
        start += 1
    candidates = [
        Header(start, stop, cells_between(first, start, stop))
        for stop in range(start + 1, min(start + MOST_ROWS, first.row_count) + 1)
        if not _crosses(first, stop)
        and not any(_band_at(first, row, chain.column_count) for row in range(start + 1, stop))
    ]
    later = chain.parts[1:]
    prints = [sum(print_at(part, 0, header) is not None for part in later) for header in candidates]
    most = max(prints, default=0)
    if most and most >= len(later) / 2:
        # Rows below it that some page's first rows happen to be like are printed less often.
        return [h for h, count in zip(candidates, prints, strict=True) if count == most][-1]
    styled = [header for header in candidates if _is_set_apart(header, chain)]
    return styled[-1] if styled else None


def header_end(chain: Chain, header: Header) -> tuple[PageCell, ...]:
    """Find what a page end cut off a header that is printed once, at the foot of its page.

    It is what the next page's first row prints, where that is set apart as the labels above are.

    Args:
        chain: the table's parts.
        header: as found in the first of them.

    Returns:
        The cells; none where the header is whole. A row that prints in its first column only
        is a heading rather.
    """
    first, following = chain.parts[0], chain.parts[1:2]
    if header.stop < first.row_count or not following or _crosses(following[0], 1):
        return ()
    end = cells_between(following[0], 0, 1)
    labels = {(c.column, c.column_stop): c for c in header.cells if c.row_stop == header.stop}
    own = [cell for cell in end if cell.lines]
    if not own or all(cell.column == 0 for cell in own):
        return ()
    if any((cell.column, cell.column_stop) not in labels for cell in end):
        return ()
    same = all(_looks(cell) == _looks(labels[cell.column, cell.column_stop]) for cell in own)
    return end if same and print_at(following[0], 0, header) is None else ()


def _looks(cell: PageCell) -> tuple[bool, bool, bool, bool]:
    """Whether a cell prints anything, and how that is set apart."""
    return bool(cell.lines), _is_bold(cell), _is_shaded(cell), _is_light_on_dark(cell)


def split_by_header(chain: Chain) -> list[Chain]:
    """Part tables that have the same columns by chance: each has a header of its own.

    Args:
        chain: parts with the same columns.

    Returns:
        The chain, or one for each header that says something else.
    """
    groups: list[list[PageTable]] = [[chain.parts[0]]]
    header = find_header(Chain(chain.xs, (chain.parts[0],)))
    for part in chain.parts[1:]:
        own = find_header(Chain(chain.xs, (part,)))
        if header is not None and own is not None and print_at(part, own.start, header) is None:
            likeness = ratio(_all_labels(header), _all_labels(own))
            alike = _look(own) == _look(header)
            if likeness < ALIKE and alike and not _is_printed_in(part, header):
                groups.append([])
                header = own
        groups[-1].append(part)
    return [compact(Chain(chain.xs, tuple(parts))) for parts in groups]


def _all_labels(header: Header) -> str:
    return "".join(_key(cell) for cell in header.cells)


def _look(header: Header) -> set[tuple[tuple[float, ...] | None, bool]]:
    """How a header is set apart: shade and bold type of its cells."""
    return {(cell.fill, _is_bold(cell)) for cell in header.cells if cell.lines}


def _is_printed_in(table: PageTable, header: Header) -> bool:
    return any(print_at(table, row, header) is not None for row in range(table.row_count))


def _band_at(table: PageTable, row: int, column_count: int) -> bool:
    return any(cell.row == row and is_band(cell, column_count) for cell in table.cells)


def cells_between(table: PageTable, start: int, stop: int) -> tuple[PageCell, ...]:
    """The cells that start in rows `start` to `stop`."""
    return tuple(cell for cell in table.cells if start <= cell.row < stop)


def _crosses(table: PageTable, row: int) -> bool:
    return any(cell.row < row < cell.row_stop for cell in table.cells)


def _is_set_apart(header: Header, chain: Chain) -> bool:
    # A page may print the header, and have no room for a row.
    bodies = (
        _texts(part, header.stop if number == 0 else 0, chain.column_count)
        for number, part in enumerate(chain.parts[:2])
    )
    body = next(filter(None, bodies), [])
    own = [cell for cell in header.cells if cell.lines]
    if not own or not body or len(own) < 2:
        return False
    return any(
        all(look(cell) for cell in own) and sum(look(cell) for cell in body) < len(body) / 2
        for look in (_is_bold, _is_light_on_dark, _is_shaded)
        if look is not _is_shaded or not _is_striped(own, body)
    )


def _is_striped(own: Sequence[PageCell], body: Sequence[PageCell]) -> bool:
    """Say whether rows below have the shade of a row above: every second one, as a rule."""
    rows: dict[int, set[tuple[float, ...] | None]] = {}
    for cell in body:
        rows.setdefault(cell.row, set()).add(cell.fill)
    shades = {cell.fill for cell in own}
    return any(len(fills) == 1 and fills <= shades for fills in rows.values())


def _texts(table: PageTable, start: int, column_count: int) -> list[PageCell]:
    """The cells with text from a row on, headings over all columns apart."""
    return [
        cell
        for cell in table.cells
        if cell.row >= start and cell.lines and not is_band(cell, column_count)
    ]


def _is_bold(cell: PageCell) -> bool:
    return all(line.bold for line in cell.lines)


def _is_shaded(cell: PageCell) -> bool:
    return cell.fill is not None


def _is_light_on_dark(cell: PageCell) -> bool:
    return all(lightness(line.color) > 0.8 for line in cell.lines)


def print_at(table: PageTable, row: int, header: Header) -> tuple[PageCell, ...] | None:
    """Look whether a header is printed again from a row on.

    A label may be missing, or differ by a letter, not by a figure; nothing else may be printed
    there.

    Args:
        table: a part of the table.
        row: where the header would start.
        header: as first printed.

    Returns:
        The cells of the print, or None.
    """
    stop = row + header.depth
    if stop > table.row_count or _crosses(table, stop) or _crosses(table, row):
        return None
    cells = cells_between(table, row, stop)
    labels = {(cell.row - header.start, cell.column): _key(cell) for cell in header.cells}
    found = {(cell.row - row, cell.column): _key(cell) for cell in cells}
    alike = 0
    for place in labels.keys() | found.keys():
        first, again = labels.get(place, ""), found.get(place, "")
        if again:
            # What no label says is a row's own text: taken for a header it would be lost.
            if ratio(first, again) < ALIKE or _figures(first) != _figures(again):
                return None
            alike += 1
    wanted = sum(1 for label in labels.values() if label)
    return cells if wanted and alike >= max(1, 0.5 * wanted) else None


def parted_below(table: PageTable, header: Header) -> PageTable:
    """Part a header from the row below it where a page draws no rule between them.

    Programs that cut a row may leave out the rule above its second part: each of its cells then
    begins with a label.

    Args:
        table: a part of the table after the first.
        header: as first printed.

    Returns:
        The table with a row for the header; the same where not all labels stand there, or nothing
        else does.
    """
    labels = {cell.column: cell for cell in header.cells}
    head = [cell for cell in table.cells if cell.row == 0]
    if header.depth > 1 or {cell.column for cell in head} != labels.keys():
        return table
    cuts = {cell.column: _lines_of_label(cell, labels[cell.column]) for cell in head}
    if None in cuts.values() or all(cuts[cell.column] == len(cell.lines) for cell in head):
        return table
    label_lines = [line for cell in head for line in cell.lines[: cuts[cell.column]]]
    texts = [line for cell in head for line in cell.lines[cuts[cell.column] :]]
    foot, top = max(x.bottom for x in label_lines), min(x.top for x in texts)
    y = (foot + top) / 2
    if not table.ys[0] < y < table.ys[1] or any(x.baseline < foot for x in texts):
        return table
    cells = []
    for cell in table.cells:
        below = replace(cell, row=cell.row + 1, row_stop=cell.row_stop + 1)
        if cell.row == 0:
            x0, upper, x1, lower = cell.bbox
            cut = cuts[cell.column]
            label = replace(cell, row_stop=1, bbox=(x0, upper, x1, y), closed_bottom=False)
            cells.append(replace(label, lines=cell.lines[:cut]))
            below = replace(
                below, bbox=(x0, y, x1, lower), lines=cell.lines[cut:], closed_top=False
            )
        cells.append(below)
    return replace(table, ys=(table.ys[0], y, *table.ys[1:]), cells=tuple(cells))


def _lines_of_label(cell: PageCell, label: PageCell) -> int | None:
    """How many of a cell's first lines are a label; None where it does not begin with that."""
    wanted = _key(label)
    counts = range(len(cell.lines) + 1)
    return next((n for n in counts if letters_of(x.text for x in cell.lines[:n]) == wanted), None)


def _key(cell: PageCell) -> str:
    return letters_of(line.text for line in cell.lines)


def _figures(label: str) -> list[str]:
    return [character for character in label if character.isdigit()]


def letters_of(texts: Iterable[str]) -> str:
    """Reduce texts to their letters and digits, case and marks folded."""
    folded = unicodedata.normalize("NFKD", "".join(texts)).casefold()
    return "".join(character for character in folded if character.isalnum())


def labels_of(cells: Sequence[PageCell], column_count: int) -> list[list[PageCell]]:
    """For each column, the header cells above it, top to bottom."""
    ordered = sorted(cells, key=lambda cell: cell.row)
    return [
        [cell for cell in ordered if cell.column <= column < cell.column_stop and cell.lines]
        for column in range(column_count)
    ]
