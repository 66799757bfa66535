"""A plan as printed under labels of a test's choice, as the extract stage gives it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document.document import ReadResult
from extract.matrix.plan import plan_of
from extract.model import Block, Cell, Document, PlanTable, Row, Source, Table
from extract.settings import ColumnSetting, ExtractSettings
from tests.normalize.printed import ANNEX, band, block, cell, row, table

ROLES = ("area", "relevant_bodies", "focus", "activity", "output", "lead_bodies")
LABELS = ("Objectives", "Partners", "Measures", "Activities", "Deliverables", "Lead Body")
HEADING = "Sectoral Bodies Involved in the Work Plan 2019-2025"
TEXTS = (
    ("1.1. Keep the peace among neighbours", "SOMTC, ACWC", "Measures that keep the peace well",
     "Hold a workshop of all offices on peace", "A report on the peace of the region", "SOMTC"),
    ("1.2. Keep on for as long as it takes", "AICHR, SOMY", "Measures that go on for long years",
     "Hold a seminar of all offices on going on", "A list of what was gone on with", "AICHR"),
    ("1.3. Keep calm where others do not", "SOMED, ACW", "Measures that keep people calm at home",
     "Train teachers of all schools in calmness", "A handbook of calmness for schools", "SOMED"),
)  # fmt: skip


def settings(
    labels: Sequence[str] = LABELS, roles: Sequence[str] = ROLES, *, annex: str = "", **more: bool
) -> ExtractSettings:
    """Settings that name columns; ``more`` says which roles are optional."""
    return ExtractSettings(
        columns=tuple(
            ColumnSetting(role=role, label=label, optional=more.get(role, False))
            for role, label in zip(roles, labels, strict=True)
        ),
        annex_heading=annex,
    )


def matrix(
    labels: Sequence[str] = LABELS, texts: Sequence[Sequence[str]] = TEXTS, first: str = ""
) -> Table:
    rows: list[Row] = [band(first, 0)] if first else []
    for line in texts:
        cells: list[Cell] = [cell(text, n, len(rows)) for n, text in enumerate(line)]
        rows.append(row(*cells))
    return table(rows, labels)


def annex_table() -> Table:
    rows = [
        row(*(cell(text, column, number, page=3) for column, text in enumerate(line)), pages=(3,))
        for number, line in enumerate(ANNEX)
    ]
    return table(rows, ["", "", ""], matrix=False, table_id="t2", pages=(3,))


def heading(text: str, page: int = 3) -> Block:
    made = block("heading", text, level=1)
    span = made.spans[0].model_copy(update={"page": page, "bbox": (0.0, -20.0, 10.0, -10.0)})
    return made.model_copy(update={"spans": (span,)})


def printed(
    found: Table, given: ExtractSettings, *tables: Table, blocks: Sequence[Block] = ()
) -> PlanTable:
    document = Document(
        source=Source(file="plan.pdf", sha256="0" * 64, page_count=3),
        pages=(),
        tables=(found, *tables),
        blocks=tuple(blocks),
    )
    return plan_of(ReadResult(document, (), ()), given)
