"""Of tables with the same labels, the matrix is the one below the heading of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from extract.errors import NoMatrixError
from extract.settings import ColumnSetting, ExtractSettings
from extract.stage import extract_plan

LABELS = ("Priority Areas", "Activities")
COLUMNS = tuple(
    ColumnSetting(role=role, label=label)
    for role, label in (("area", LABELS[0]), ("activity", LABELS[1]), ("output", "Outputs"))
)


HEADINGS = ("Work done so far", "Matrix of the Work Plan")


def set_tables(path: Path, *first_labels: str, headings: tuple[str, str] = HEADINGS) -> Path:
    """Set two tables of different widths under headings; the first may have further columns."""
    style = getSampleStyleSheet()
    flow: list[Flowable] = []
    for heading, verb, labels, widths in (
        (headings[0], "Held", (*LABELS, *first_labels), (120, 170, 100)),
        (headings[1], "Hold", LABELS, (160, 240)),
    ):
        rows = [list(labels)]
        rows += [
            [f"{n}. Youth", f"{verb} workshop {n} on radio", "A report"][: len(labels)]
            for n in range(1, 6)
        ]
        table = Table(rows, colWidths=widths[: len(labels)])
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.7, "black")]))
        text = f"The table below lists what concerns {verb.lower()} workshops of the plan."
        flow += [Paragraph(heading, style["Heading1"]), Paragraph(text, style["Normal"]), table]
    SimpleDocTemplate(str(path)).build(flow)
    return path


def matrix_of(pdf: Path, heading: str) -> tuple[str, ...]:
    """Return the texts of the first row of the matrix; the other table is kept beside it."""
    plan = extract_plan(pdf, ExtractSettings(columns=COLUMNS, matrix_heading=heading))
    assert len(plan.other_tables) == 1
    return tuple(cell.text for cell in plan.matrix.rows[0].cells)


@pytest.mark.parametrize(
    ("heading", "verb"),
    [("Matrix of the Work Plan", "Hold"), ("Work done so far", "Held")],
)
def test_the_matrix_is_the_table_below_its_heading(tmp_path: Path, heading: str, verb: str) -> None:
    pdf = set_tables(tmp_path / "plan.pdf")
    assert matrix_of(pdf, heading) == ("1. Youth", f"{verb} workshop 1 on radio")


@pytest.mark.parametrize("heading", ["", "A heading that is not printed"])
def test_tables_that_fit_equally_stop_the_run(tmp_path: Path, heading: str) -> None:
    pdf = set_tables(tmp_path / "plan.pdf")
    with pytest.raises(
        NoMatrixError, match=r"2 tables that fit .* equally.*t1 .*t2 .*all"
    ) as found:
        matrix_of(pdf, heading)
    assert "Held workshop 1" in str(found.value)


def test_a_heading_above_two_tables_chooses_none(tmp_path: Path) -> None:
    heading = "Matrix of the Work Plan"
    pdf = set_tables(tmp_path / "plan.pdf", headings=(heading, heading))
    with pytest.raises(NoMatrixError, match=r"2 tables that fit .* each below.*t1 .*t2 .*all"):
        matrix_of(pdf, heading)
    named = ExtractSettings(columns=COLUMNS, matrix_tables=(heading,))
    with pytest.raises(NoMatrixError, match=r"above 2 tables: t1 .*t2 .*all") as found:
        extract_plan(pdf, named)
    assert "\n" not in str(found.value)
    # The text below the heading tells them apart.
    text = "The table below lists what concerns hold workshops of the plan."
    assert matrix_of(pdf, text)[1] == "Hold workshop 1 on radio"


def test_all_tables_are_joined_if_the_settings_say_so(tmp_path: Path) -> None:
    pdf = set_tables(tmp_path / "plan.pdf")
    plan = extract_plan(pdf, ExtractSettings(columns=COLUMNS, matrix_tables="all"))
    texts = [row.cells[-1].text for row in plan.matrix.rows if row.kind == "row"]
    assert texts == [
        f"{verb} workshop {n} on radio" for verb in ("Held", "Hold") for n in range(1, 6)
    ]
    assert not plan.other_tables
    assert sum(page.lost + page.doubled + page.tables for page in plan.ledger) == 0


def test_headings_name_the_tables(tmp_path: Path) -> None:
    pdf = set_tables(tmp_path / "plan.pdf")
    settings = ExtractSettings(columns=COLUMNS, matrix_tables=("Matrix of the Work Plan",))
    plan = extract_plan(pdf, settings)
    assert [row.cells[-1].text[:4] for row in plan.matrix.rows] == ["Hold"] * 5
    with pytest.raises(NoMatrixError, match="Matrix of 2030"):
        extract_plan(pdf, ExtractSettings(columns=COLUMNS, matrix_tables=("Matrix of 2030",)))


def test_labels_count_more_than_the_heading(tmp_path: Path) -> None:
    pdf = set_tables(tmp_path / "plan.pdf", "Outputs")
    assert matrix_of(pdf, "Matrix of the Work Plan")[1] == "Held workshop 1 on radio"
