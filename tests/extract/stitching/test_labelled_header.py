"""Where nothing sets the header apart, the settings' labels do."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from extract.errors import NoMatrixError
from extract.model import PlanTable
from extract.settings import ColumnSetting, ExtractSettings
from extract.stage import extract_plan

LABELS = ("Office", "Work", "Way", "Time")
ROWS = [
    (f"Office {n} of the town", f"Bring up to date the rules for dams in part {n}", "Rule", f"Q{n}")
    for n in range(1, 40)
]


def draw(path: Path, lines: list[tuple[str, ...]]) -> Path:
    """Set lines in a ruled table, all alike."""
    made = Table([list(line) for line in lines], colWidths=[150, 300, 100, 100])
    made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.7, "black")]))
    SimpleDocTemplate(str(path), pagesize=landscape(A4), invariant=1).build([made])
    return path


def read(path: Path, *labels: str) -> PlanTable:
    columns = tuple(ColumnSetting(role=label.lower(), label=label) for label in labels)
    return extract_plan(path, ExtractSettings(columns=columns))


def test_a_first_row_of_the_labels_is_the_header(tmp_path: Path) -> None:
    plan = read(draw(tmp_path / "a.pdf", [LABELS, *ROWS]), *LABELS)
    assert len(plan.pages) > 1
    assert plan.matrix.columns == LABELS
    assert [role.role for role in plan.roles] == [label.lower() for label in LABELS]
    assert [row.kind for row in plan.matrix.rows] == ["row"] * len(ROWS)
    letters = sum(map(len, LABELS))
    assert [page.headers for page in plan.ledger] == [letters, *[0] * (len(plan.pages) - 1)]
    assert all(page.lost == page.doubled == 0 for page in plan.ledger)


def test_its_reprints_are_no_rows(tmp_path: Path) -> None:
    # Not on as many pages as would make it a header by itself.
    lines = [LABELS, *ROWS[:10], LABELS, *ROWS[10:], *ROWS, *ROWS]
    plan = read(draw(tmp_path / "a.pdf", lines), *LABELS)
    assert len(plan.pages) > 4
    assert sum(row.kind == "row" for row in plan.matrix.rows) == 3 * len(ROWS)
    assert len(plan.matrix.header_prints) == 2
    assert sum(page.headers for page in plan.ledger) == 2 * sum(map(len, LABELS))


def test_one_label_that_is_worded_anew_does_not_make_it_a_row(tmp_path: Path) -> None:
    pdf = draw(tmp_path / "a.pdf", [("Office", "Work", "Way", "Period"), *ROWS[:5]])
    plan = read(pdf, *LABELS)
    assert plan.matrix.columns == ("Office", "Work", "Way", "Period")
    assert [role.role for role in plan.roles] == ["office", "work", "way", "period"]


def test_a_row_that_holds_one_of_them_is_no_header(tmp_path: Path) -> None:
    pdf = draw(tmp_path / "a.pdf", [("Office", "Mend it", "Rule", "Q1"), *ROWS[:5]])
    try:
        plan = read(pdf, *LABELS)
    except NoMatrixError:
        return
    assert len(plan.matrix.rows) == 6
