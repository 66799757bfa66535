"""Write a comparison as a workbook: a table of changes to send round and comment on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from normalize.ids import number_in
from pipeline.config.source_card import SourceCard
from pipeline.diff.model import Difference
from pipeline.diff.report.groups import Group, by_body, change_groups
from pipeline.publish.data.sheets import Book, fit_rows, one_page_wide

COLUMNS = (
    ("No.", 6), ("Area", 7), ("What changes", 60), ("Kind", 14), ("Bodies", 18), ("Before", 44),
    ("Now", 44), ("Comment", 30),
)  # fmt: skip
BODY_COLUMNS = (("Body", 18), ("No.", 6), ("What is new", 110))


def write_changes_workbook(difference: Difference, path: Path) -> None:
    """Write the changes to a workbook: a sheet by area, a sheet by body."""
    title = f"{difference.old} → {difference.new}"
    book = Book(path, SourceCard(id=difference.new, title=title), title)
    groups = change_groups(difference)
    _write(book, "Changes", COLUMNS, list(_change_lines(difference, groups)))
    _write(book, "By body", BODY_COLUMNS, list(_lines_by_body(difference, groups)))
    book.close()


def _change_lines(difference: Difference, groups: Sequence[Group]) -> Iterator[tuple[str, ...]]:
    for group in groups:
        for numbered in group.changes:
            change = numbered.change
            yield (
                str(numbered.number),
                number_in(change.new_area or change.old_area),
                change.says,
                ", ".join(change.kinds),
                ", ".join(difference.name_of(body) for body in change.bodies),
                change.old_text,
                change.new_text,
                "",
            )


def _lines_by_body(difference: Difference, groups: Sequence[Group]) -> Iterator[tuple[str, ...]]:
    for body, changes in by_body(groups).items():
        for numbered in changes:
            yield difference.name_of(body), str(numbered.number), numbered.change.says


def _write(
    book: Book, name: str, columns: Sequence[tuple[str, int]], lines: list[tuple[str, ...]]
) -> None:
    sheet = book.sheet(name)
    for index, (label, width) in enumerate(columns):
        sheet.set_column(index, index, width)
        book.write(sheet, 0, index, label, bold=True, bottom=1)
    fit_rows(sheet, 1, lines, [float(width) for _, width in columns])
    for row, line in enumerate(lines, 1):
        for index, text in enumerate(line):
            book.write(sheet, row, index, text, text_wrap=True)
    sheet.autofilter(0, 0, max(1, len(lines)), len(columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    one_page_wide(sheet)
