"""The header of a table: which rows are labels, and where pages print them again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.geometry.page_model import PageCell, PageTable
from extract.pdf.glyphs import lightness
from extract.stitching.same_words import maybe_misread, same_words
from extract.stitching.table_runs import TableRun, compact, is_band

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


def find_header(chain: TableRun) -> Header | None:
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
        if not crosses(first, stop)
        and (stop == start + 1 or _prints(first, stop - 1))
        and not any(_band_at(first, row, chain.column_count) for row in range(start + 1, stop))
    ]
    later = chain.parts[1:]
    prints = [sum(print_at(part, 0, header) is not None for part in later) for header in candidates]
    most = max(prints, default=0)
    if most and most >= len(later) / 2:
        # Rows below it that some page's first rows happen to be like are printed less often.
        return [h for h, count in zip(candidates, prints, strict=True) if count == most][-1]
    styled = [h for h in candidates if _is_set_apart(h, chain) and not _holds_a_row(h)]
    return styled[-1] if styled else None


def split_by_header(chain: TableRun) -> list[TableRun]:
    """Part tables that have the same columns by chance: each has a header of its own.

    Args:
        chain: parts with the same columns.

    Returns:
        The chain, or one for each header that says something else.
    """
    groups: list[list[PageTable]] = [[chain.parts[0]]]
    header = find_header(TableRun(chain.xs, (chain.parts[0],)))
    for part in chain.parts[1:]:
        own = find_header(TableRun(chain.xs, (part,)))
        if header is not None and own is not None and print_at(part, own.start, header) is None:
            alike = _look(own) == _look(header)
            if alike and not _is_printed_in(part, header):
                groups.append([])
                header = own
        groups[-1].append(part)
    return [compact(TableRun(chain.xs, tuple(parts))) for parts in groups]


def _look(header: Header) -> set[tuple[tuple[float, ...] | None, bool]]:
    """How a header is set apart: shade and bold type of its cells."""
    return {(cell.fill, is_bold(cell)) for cell in header.cells if cell.lines}


def _is_printed_in(table: PageTable, header: Header) -> bool:
    return any(print_at(table, row, header) is not None for row in range(table.row_count))


def _band_at(table: PageTable, row: int, column_count: int) -> bool:
    return any(cell.row == row and is_band(cell, column_count) for cell in table.cells)


def _prints(table: PageTable, row: int) -> bool:
    """Say whether a text begins in a row: what is empty is no row of labels."""
    return any(cell.row == row and cell.lines for cell in table.cells)


def cells_between(table: PageTable, start: int, stop: int) -> tuple[PageCell, ...]:
    """The cells that start in rows `start` to `stop`."""
    return tuple(cell for cell in table.cells if start <= cell.row < stop)


def crosses(table: PageTable, row: int) -> bool:
    """Say whether a cell runs over the top of a row."""
    return any(cell.row < row < cell.row_stop for cell in table.cells)


def _is_set_apart(header: Header, chain: TableRun) -> bool:
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
        for look in (is_bold, is_light_on_dark, is_shaded)
        if look is not is_shaded or not _is_striped(own, body)
    )


def _holds_a_row(header: Header) -> bool:
    """Say whether a row below the first one says what belongs under labels, not further labels.

    Labels of a second row part a label above that spans them, or stand where none is above. What
    stands below a label just as wide, in the first column or in most others, is a row's own text,
    however it is set.
    """
    labels = [cell for cell in header.cells if cell.lines]
    for row in range(header.start + 1, header.stop):
        own = [cell for cell in labels if cell.row == row]
        below = [
            any(
                (label.column, label.column_stop, label.row_stop)
                == (cell.column, cell.column_stop, row)
                for label in labels
            )
            for cell in own
        ]
        is_key = any(flag and cell.column == 0 for flag, cell in zip(below, own, strict=True))
        if is_key or sum(below) > max(1, len(own) / 2):
            return True
    return False


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


def is_bold(cell: PageCell) -> bool:
    """Say whether all of a cell's text is bold."""
    return all(line.bold for line in cell.lines)


def is_shaded(cell: PageCell) -> bool:
    """Say whether a cell is filled."""
    return cell.fill is not None


def is_light_on_dark(cell: PageCell) -> bool:
    """Say whether all of a cell's text is light."""
    return all(lightness(line.color) > 0.8 for line in cell.lines)


def print_at(table: PageTable, row: int, header: Header) -> tuple[PageCell, ...] | None:
    """Look whether a header is printed again from a row on.

    It must say what the header says, and nothing else: a row that says anything of its own would
    be lost. At the head of a page some labels may be missing.

    Args:
        table: a part of the table.
        row: where the header would start.
        header: as first printed.

    Returns:
        The cells of the print, or None.
    """
    stop = row + header.depth
    if stop > table.row_count or crosses(table, stop) or crosses(table, row):
        return None
    cells = cells_between(table, row, stop)
    labels = labels_at(header.cells, header.start)
    found = labels_at(cells, row)
    for place, again in found.items():
        first = labels.get(place)
        if first is None or not (same_words(first, again) or maybe_misread(first, again)):
            return None
    if not found or (found.keys() != labels.keys() and not _is_at_head(table, row)):
        return None
    # Each of its rows is there: what prints nothing is a row without text rather.
    printed, wanted = ([at for at, _ in places] for places in (found, labels))
    is_there = all(2 * printed.count(at) >= wanted.count(at) for at in set(wanted))
    return cells if is_there else None


def labels_at(cells: Iterable[PageCell], start: int) -> dict[tuple[int, int], PageCell]:
    """The cells with text by their places: the row, counted from `start`, and the column."""
    return {(cell.row - start, cell.column): cell for cell in cells if cell.lines}


def _is_at_head(table: PageTable, row: int) -> bool:
    """Say whether no more than headings over all columns stand above a row."""
    return all(sum(cell.row == above for cell in table.cells) <= 1 for above in range(row))


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
