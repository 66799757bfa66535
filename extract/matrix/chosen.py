"""Choose the tables of a document that make up the matrix of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.errors import NoMatrixError
from extract.matrix.column_roles import fit_of, has_labels, prints_labels, share_of_columns
from extract.matrix.forms import is_of_forms
from extract.matrix.places import end_of, start_of, tables_below
from extract.matrix.thresholds import CHOICE
from extract.model import Document, Table
from extract.settings import ExtractSettings


def chosen_tables(document: Document, settings: ExtractSettings) -> tuple[int, ...]:
    """Return the indexes of the tables that the settings name, in printed order.

    Args:
        document: a document whose tables have their labels (see `with_header_rows`).
        settings: labels of the columns, and which of the tables that print them are meant.

    Raises:
        NoMatrixError: no table has the columns, or several have them and the settings do not say
            which one is the matrix.
    """
    file = Path(document.source.file)
    if not document.tables:
        raise NoMatrixError(
            file,
            f"holds no table on the pages read ({len(document.pages)})",
            "check that it is the plan, and that its tables are ruled or set in columns",
        )
    if not settings.columns:
        return (next(index for index, table in enumerate(document.tables) if table.matrix),)
    if settings.matrix_tables == "one" and not settings.forms:
        return (_one(document, settings),)
    parts = matrix_parts(document, settings)
    if not parts:
        raise _no_columns(file, settings)
    if isinstance(settings.matrix_tables, str):
        return parts
    return _below_headings(document, settings.matrix_tables, parts)


def matrix_parts(document: Document, settings: ExtractSettings) -> tuple[int, ...]:
    """Return the tables that can be parts of the matrix, in printed order.

    A table without labels is a part if it has as many columns as the part right before it, and
    begins on the same page or the next one.
    """
    found: list[int] = []
    for index, table in enumerate(document.tables):
        if settings.forms:
            is_part = is_of_forms(table, settings.columns)
        elif not has_labels(settings.columns):
            is_part = not prints_labels(table) and len(table.columns) == len(settings.columns)
        else:
            share = share_of_columns(table, settings.columns)
            is_part = share >= CHOICE.part_share or _continues(document, found, index)
        if is_part:
            found.append(index)
    return tuple(found)


def without_labels(document: Document, parts: Sequence[int]) -> tuple[int, ...]:
    """Return the parts that print no labels, though another part does."""
    bare = [index for index in parts if not prints_labels(document.tables[index])]
    return tuple(bare) if len(bare) < len(parts) else ()


def _continues(document: Document, found: Sequence[int], index: int) -> bool:
    table = document.tables[index]
    if not found or found[-1] != index - 1 or prints_labels(table):
        return False
    last = document.tables[found[-1]]
    is_near = start_of(table)[0] - end_of(last)[0] <= 1
    return is_near and len(table.columns) == len(last.columns)


def _one(document: Document, settings: ExtractSettings) -> int:
    """Return the table whose labels fit best; of several, the one below the matrix heading."""
    if has_labels(settings.columns):
        scores = [fit_of(table, settings.columns) for table in document.tables]
        most = max(scores)
        equal = [i for i, s in enumerate(scores) if s > 0 and s >= CHOICE.equal_fit * most]
    else:
        equal = list(matrix_parts(document, settings))
    if not equal:
        raise _no_columns(Path(document.source.file), settings)
    if len(equal) == 1:
        return equal[0]
    below = tables_below(document, settings.matrix_heading, equal)
    if len(below) != 1:
        raise _several(document, settings, below or equal)
    return below[0]


def _below_headings(
    document: Document, headings: Sequence[str], parts: Sequence[int]
) -> tuple[int, ...]:
    found = []
    for heading in headings:
        below = tables_below(document, heading, parts)
        if not below:
            raise NoMatrixError(
                Path(document.source.file),
                f"prints no table with the plan's columns below the heading “{heading}”",
                "correct matrix_tables in its plan.toml",
            )
        if len(below) > 1:
            raise NoMatrixError(
                Path(document.source.file),
                f"prints the heading “{heading}” above {len(below)} tables: "
                f"{_listed(document, below)}",
                "name them in its plan.toml, matrix_tables, by texts that stand above one alone, "
                'or write matrix_tables = "all"',
            )
        found += below
    return tuple(sorted(set(found)))


def _no_columns(file: Path, settings: ExtractSettings) -> NoMatrixError:
    labels = ", ".join(setting.label for setting in settings.columns)
    what = "are forms with labels" if settings.forms else "has a column"
    return NoMatrixError(
        file,
        f"none of its tables {what} like the plan's ({labels})",
        "check that it is the plan, or correct the labels in its plan.toml",
    )


def _several(document: Document, settings: ExtractSettings, equal: Sequence[int]) -> NoMatrixError:
    """Return the error that names the tables that fit equally, and what decides."""
    heading = settings.matrix_heading
    is_above = bool(tables_below(document, heading, equal))
    of_heading = "each below a heading" if is_above else "and none is below the heading"
    where = f", {of_heading} “{heading}”" if heading else ""
    return NoMatrixError(
        Path(document.source.file),
        f"has {len(equal)} tables that fit the plan's columns equally{where}: "
        f"{_listed(document, equal)}",
        'write in its plan.toml, [extract]: matrix_tables = "all" if all of them are the matrix, '
        "or matrix_heading = the text printed above the one that is",
    )


def _listed(document: Document, indexes: Sequence[int]) -> str:
    return "; ".join(_described(document.tables[index]) for index in indexes)


def _described(table: Table) -> str:
    first, last = table.pages[0], table.pages[-1]
    pages = f"page {first}" if first == last else f"pages {first}–{last}"
    row = next((row for row in table.rows if row.kind == "row"), None)
    text = " | ".join(cell.text for cell in row.cells if cell.text.strip()) if row else ""
    return f"{table.table_id} ({pages}, {len(table.rows)} rows, first “{text[: CHOICE.quoted]}”)"
