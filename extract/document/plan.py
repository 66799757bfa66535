"""Turn a document into a plan: find its matrix, its annex and the roles of its columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from rapidfuzz.fuzz import ratio

from extract.document.document import ReadResult, blocks_by_kind
from extract.document.glyph_uses import page_ledgers
from extract.document.repeated_text import repeated_size
from extract.document.thresholds import PLAN
from extract.errors import NoMatrixError, OversizedPdfError
from extract.model import Block, ColumnRole, Document, PlanTable, Table
from extract.settings import ColumnSetting, ExtractSettings
from extract.stitching.labels import best_likeness, letters_of, prints_by_column
from extract.stitching.thresholds import LABELS


def plan_of(result: ReadResult, settings: ExtractSettings) -> PlanTable:
    """Find a document's matrix, annex and narrative.

    Args:
        result: the document and its glyph counts.
        settings: the plan's labels and headings.

    Returns:
        The plan as printed.

    Raises:
        NoMatrixError: the document has no matrix.
        OversizedPdfError: the matrix repeats too much text.
    """
    document = result.document
    matrix = _matrix(document, settings)
    _refuse_too_much_text(document, document.tables[matrix])
    annex = _annex(document, settings, matrix)
    tables = document.tables
    notes = _notes_of(document, tables[annex]) if annex is not None else ()
    return PlanTable(
        source=document.source.content,
        pages=document.pages,
        roles=_roles(tables[matrix], settings.columns),
        matrix=tables[matrix].model_copy(update={"matrix": True}),
        annex=tables[annex] if annex is not None else None,
        annex_notes=notes,
        other_tables=tuple(
            table.model_copy(update={"matrix": False})
            for index, table in enumerate(tables)
            if index not in (matrix, annex)
        ),
        narrative=tuple(
            block
            for block in document.blocks
            if block.kind not in ("footer", "page_number") and block not in notes
        ),
        furniture=blocks_by_kind(document.blocks, "footer", "page_number"),
        page_breaks=document.page_breaks,
        ledger=page_ledgers(result.tallies, result.unread, matrix, annex),
        doubts=document.doubts,
        notes=document.notes,
    )


def _refuse_too_much_text(document: Document, matrix: Table) -> None:
    """Refuse a matrix whose merged cells would fill the published files."""
    size = repeated_size(matrix)
    if size > PLAN.max_repeated_text:
        reason = f"states a matrix of {size:,} characters, its merged cells on every row"
        advice = "check that it is the plan; `planrows extract` reads it"
        raise OversizedPdfError(Path(document.source.file), reason, advice)


def _matrix(document: Document, settings: ExtractSettings) -> int:
    """Return the table whose labels fit the settings best; without labels, the one found so.

    Of tables that fit equally well, it is the first one below the heading of the settings.
    """
    scores = [_fit(table, settings.columns) for table in document.tables]
    most = max(scores, default=0.0)
    if most > 0:
        best = [index for index, score in enumerate(scores) if score == most]
        below = _table_below(document, settings.matrix_heading, best)
        return best[0] if below is None else below
    file = Path(document.source.file)
    if not document.tables:
        raise NoMatrixError(
            file,
            f"holds no table on the pages read ({len(document.pages)})",
            "check that it is the plan, and that its tables are ruled or set in columns",
        )
    if settings.columns:
        labels = ", ".join(setting.label for setting in settings.columns)
        raise NoMatrixError(
            file,
            f"none of its tables has a column like the plan's ({labels})",
            "check that it is the plan, or correct the labels in its plan.toml",
        )
    return next(index for index, table in enumerate(document.tables) if table.matrix)


def _fit(table: Table, columns: Sequence[ColumnSetting]) -> float:
    """Score how well a table's labels match the settings'; 0 if no label matches."""
    if not any(score >= LABELS.match for row in _likenesses(table, columns) for score in row):
        return 0
    return sum(role.score for role in _roles(table, columns) if role.score >= LABELS.match)


def _likenesses(table: Table, columns: Sequence[ColumnSetting]) -> list[list[float]]:
    """Compare each printed label (rows) with each label of the settings; likeness 0 to 1."""
    return [
        [best_likeness(prints, setting.label) for setting in columns]
        for prints in prints_by_column(table)
    ]


def _best_pairs(scores: Sequence[Sequence[float]]) -> dict[int, int]:
    """Assign each row a column of its own so that the sum of the scores is greatest.

    If each row has one best column, and the best columns differ, they are the answer. Only rows
    that compete for a column need scipy, because its import takes longer than joining the pages
    of a plan.
    """
    tops = [max(row, default=0.0) for row in scores]
    best = [list(row).index(top) for row, top in zip(scores, tops, strict=True) if row]
    is_clear = all(list(row).count(top) == 1 for row, top in zip(scores, tops, strict=True))
    if is_clear and len(set(best)) == len(scores):
        return dict(enumerate(best))
    from scipy.optimize import linear_sum_assignment

    rows, chosen = linear_sum_assignment(scores, maximize=True)
    return dict(zip((int(row) for row in rows), (int(one) for one in chosen), strict=True))


def _roles(table: Table, columns: Sequence[ColumnSetting]) -> tuple[ColumnRole, ...]:
    """Give each column the role whose label is most like the printed one; no role twice."""
    if not columns:
        return tuple(
            ColumnRole(column=index, label=label, role=f"column_{index + 1}", score=0.0)
            for index, label in enumerate(table.columns)
        )
    pairs = _paired(_likenesses(table, columns))
    names = {setting.role for setting in columns}
    roles = []
    for index, label in enumerate(table.columns):
        at, score = pairs.get(index, (None, 0.0))
        role = _own_role(label, index, names) if at is None else columns[at].role
        roles.append(ColumnRole(column=index, label=label, role=role, score=round(score, 3)))
    return tuple(roles)


def _paired(scores: Sequence[Sequence[float]]) -> dict[int, tuple[int, float]]:
    """Pair columns with settings; give for each paired column the setting and the likeness.

    A likeness below the threshold counts as 0. Otherwise it could take a label away from the
    column that matches it.
    """
    matching = [index for index, row in enumerate(scores) if max(row, default=0.0) >= LABELS.match]
    kept = [
        [score if score >= LABELS.match else 0.0 for score in scores[index]] for index in matching
    ]
    pairs = _best_pairs(kept)
    return {matching[row]: (at, kept[row][at]) for row, at in pairs.items() if kept[row][at]}


def _own_role(label: str, index: int, names: Collection[str]) -> str:
    """Name a column without a setting after its label, so that it can be passed on unchanged.

    The name differs from the roles that the settings give to other labels.
    """
    name = re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[: PLAN.role_length]
    return name if name and name not in names else f"column_{index + 1}"


def _annex(document: Document, settings: ExtractSettings, matrix: int) -> int | None:
    """Return the table below the annex heading."""
    others = [index for index in range(len(document.tables)) if index != matrix]
    return _table_below(document, settings.annex_heading, others)


def _table_below(document: Document, heading: str, indexes: Sequence[int]) -> int | None:
    """Return the first of some tables that begins below a heading; None where there is none."""
    wanted = letters_of([heading])
    if not wanted:
        return None
    heads = [
        block
        for block in document.blocks
        if block.kind in ("heading", "title", "paragraph")
        and any(
            ratio(letters_of(texts), wanted) >= PLAN.heading_likeness
            for texts in ([block.text], [block.marker, block.text])
        )
    ]
    for head in heads:
        place = (head.spans[-1].page, head.spans[-1].bbox[3])
        for index in indexes:
            if _start_of(document.tables[index]) >= place:
                return index
    return None


def _start_of(table: Table) -> tuple[int, float]:
    rows = table.header + table.rows
    fragment = rows[0].cells[0].fragments[0]
    return fragment.page, fragment.bbox[1] + PLAN.heading_overlap


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
