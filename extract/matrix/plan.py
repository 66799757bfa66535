"""Turn a document into a plan: find its matrix, its annex and the roles of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.document.document import ReadResult, blocks_by_kind
from extract.document.glyph_uses import page_ledgers
from extract.document.repeated_text import repeated_size
from extract.document.thresholds import PLAN
from extract.errors import OversizedPdfError
from extract.matrix.chosen import chosen_tables
from extract.matrix.column_roles import roles_of
from extract.matrix.doubts import (
    doubts_on_cut_forms,
    doubts_on_form_labels,
    doubts_on_published,
    doubts_on_roles,
    doubts_on_spans,
    doubts_on_tables,
)
from extract.matrix.forms import rows_of_forms
from extract.matrix.header_rows import with_header_rows
from extract.matrix.joined import joined_matrix, with_first_section, with_inner_sections
from extract.matrix.places import table_below
from extract.matrix.sections import inner_sections, section_before_bands, sections_of
from extract.model import Block, ColumnRole, Document, PageBreak, PlanTable, Table
from extract.settings import ExtractSettings


def plan_of(result: ReadResult, settings: ExtractSettings) -> PlanTable:
    """Find a document's matrix, annex and narrative.

    Args:
        result: the document and its glyph counts.
        settings: the plan's labels and headings.

    Returns:
        The plan as printed.

    Raises:
        NoMatrixError: the document has no matrix, or several tables that may be it.
        OversizedPdfError: the matrix repeats too much text.
    """
    document = with_labels(result.document, settings)
    chosen = chosen_tables(document, settings)
    matrix, roles, ends = matrix_of(document, settings, chosen)
    _refuse_too_much_text(document, matrix)
    annex = _annex(document, settings, chosen)
    tables = document.tables
    annex_notes = _notes_of(document, tables[annex]) if annex is not None else ()
    return PlanTable(
        source=document.source.content,
        pages=document.pages,
        roles=roles,
        matrix=matrix.model_copy(update={"matrix": True}),
        annex=tables[annex] if annex is not None else None,
        annex_notes=annex_notes,
        other_tables=tuple(
            table.model_copy(update={"matrix": False})
            for index, table in enumerate(tables)
            if index not in (*chosen, annex)
        ),
        narrative=tuple(
            block
            for block in document.blocks
            if block.kind not in ("footer", "page_number") and block not in annex_notes
        ),
        furniture=blocks_by_kind(document.blocks, "footer", "page_number"),
        page_breaks=ends,
        ledger=page_ledgers(result.tallies, result.unread, chosen, annex),
        doubts=(
            *doubts_on_published(document, chosen if annex is None else (*chosen, annex)),
            *doubts_on_tables(document, settings, chosen),
            *(doubts_on_form_labels(matrix, _unnamed(roles, settings)) if settings.forms else ()),
            *(doubts_on_cut_forms(matrix) if settings.forms else ()),
            *doubts_on_roles(matrix, roles, settings),
            *doubts_on_spans(matrix, roles),
        ),
        notes=document.notes,
    )


def _refuse_too_much_text(document: Document, matrix: Table) -> None:
    """Refuse a matrix whose merged cells would fill the published files."""
    size = repeated_size(matrix)
    if size > PLAN.max_repeated_text:
        reason = f"has a matrix of {size:,} characters with merged cells repeated on every row"
        advice = "check that it is the plan; `planrows extract` reads it"
        raise OversizedPdfError(Path(document.source.file), reason, advice)


def with_labels(document: Document, settings: ExtractSettings) -> Document:
    """Return a document whose tables have the labels that their rows print."""
    labels = [label for column in settings.columns for label in (column.label, *column.also)]
    tables = tuple(with_header_rows(table, labels) for table in document.tables)
    return document.model_copy(update={"tables": tables})


def matrix_of(
    document: Document, settings: ExtractSettings, chosen: Sequence[int]
) -> tuple[Table, tuple[ColumnRole, ...], tuple[PageBreak, ...]]:
    """Return the matrix made of some tables, the roles of its columns, and its page ends."""
    parts = [document.tables[index] for index in chosen]
    if settings.forms:
        return (*rows_of_forms(parts, settings.columns), ())
    if len(parts) == 1:
        table, roles, ends = parts[0], roles_of(parts[0], settings.columns), document.page_breaks
    else:
        made = joined_matrix(parts, sections_of(document, chosen), settings.columns)
        table, roles = made.table, made.roles
        ends = tuple(map(made.moved, document.page_breaks))
    table, ends = with_first_section(table, section_before_bands(document, table), ends)
    table, ends = with_inner_sections(table, inner_sections(document, table), ends)
    return table, roles, ends


def _unnamed(roles: Sequence[ColumnRole], settings: ExtractSettings) -> list[int]:
    """Return the columns that the settings do not name."""
    named = {column.role for column in settings.columns}
    return [role.column for role in roles if role.role not in named]


def _annex(document: Document, settings: ExtractSettings, chosen: Sequence[int]) -> int | None:
    """Return the table below the annex heading."""
    others = [index for index in range(len(document.tables)) if index not in chosen]
    return table_below(document, settings.annex_heading, others)


def _notes_of(document: Document, annex: Table) -> tuple[Block, ...]:
    page = annex.pages[-1]
    foot = max(
        fragment.bbox[3]
        for row in annex.rows
        for cell in row.cells
        for fragment in cell.fragments
        if fragment.page == page
    )
    return tuple(
        block
        for block in document.blocks
        if block.kind == "footnote"
        and block.spans[0].page == page
        and block.spans[0].bbox[1] >= foot - PLAN.note_overlap
    )
