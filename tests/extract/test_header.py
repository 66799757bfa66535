"""What stands below a header is no part of it, whatever pages print below it later."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from extract.stage import read_document

LABELS = ["Priority area", "Focus area", "Activity", "Output"]
SUBJECTS = ("schools", "prisons", "villages", "markets", "courts", "harbours", "museums")
VERBS = ("Train staff of", "Visit", "Survey", "Support", "Inform", "Rebuild")


def rows_of(sections: int) -> list[list[str]]:
    """Rows as many tools set them: a section's title stands in the first of empty cells."""
    rows = []
    for section in range(1, sections + 1):
        rows.append([f"{section}. Prevention in phase {section}", "", "", ""])
        for at, subject in enumerate(SUBJECTS):
            verb = VERBS[(at + section) % len(VERBS)]
            focus = f"Focus on {subject}" if at % 3 == 0 else ""
            rows.append(["", focus, f"{verb} {subject}, year {section}.", f"{subject} report"])
    return rows


def test_a_section_s_title_in_the_first_cell_is_no_second_row_of_the_header(
    tmp_path: Path,
) -> None:
    rows = rows_of(9)
    style = ParagraphStyle("cell", fontSize=9, leading=11)
    cells = [[Paragraph(text, style) for text in row] for row in [LABELS, *rows]]
    table = LongTable(cells, colWidths=[170, 160, 240, 150], repeatRows=1, splitInRow=0)
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    path = tmp_path / "plan.pdf"
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([table])
    document = read_document(path)
    assert len(document.pages) > 2
    (read,) = document.tables
    assert [cell.text for cell in read.header[0].cells] == LABELS
    assert len(read.header) == 1
    texts = [{cell.column: cell.text for cell in row.cells} for row in read.rows]
    assert [[row.get(column, "") for column in range(4)] for row in texts] == rows
