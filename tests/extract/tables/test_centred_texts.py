"""Rows between rules whose texts stand in the middle of their cells: each rule ends a row."""

import random
from pathlib import Path

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from extract.stage import read_document
from tests.generators.compare import grid_of
from tests.generators.table_kinds import BODIES, THINGS, VERBS

WIDTHS = (36.0, 100.0, 150.0, 110.0, 90.0)


def rows_of(rng: random.Random, count: int) -> list[list[str]]:
    """Texts of one line to six in each column."""

    def text(most: int) -> str:
        return ". ".join(
            f"{rng.choice(VERBS)} {rng.choice(THINGS)}" for _ in range(rng.randint(1, most))
        )

    return [[f"A{at + 1:02}", text(2), text(5), text(2), rng.choice(BODIES)] for at in range(count)]


def test_rules_part_rows_of_centred_texts(tmp_path: Path) -> None:
    """On pages without a header, too, nothing but the rules shows where rows start."""
    rows = rows_of(random.Random("MIDDLE/0"), 30)
    style = ParagraphStyle("cell", fontSize=8, leading=11.5)
    labels = ["No.", "Objective", "Measure", "Expected result", "Lead body"]
    table = Table(
        [[Paragraph(text, style) for text in row] for row in [labels, *rows]],
        colWidths=WIDTHS,
        style=TableStyle(
            [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, "gray")]
        ),
    )
    SimpleDocTemplate(str(tmp_path / "plan.pdf"), pagesize=LETTER).build([table])
    (read,) = read_document(tmp_path / "plan.pdf").tables
    assert grid_of(read)[len(read.header) :] == rows


GROUPS = {
    "Health": [("Nurses trained", "1 200"), ("Vans bought", ""), ("Offices open", "12")],
    "Protection of victims\nand of their families,\nin all provinces": [
        ("Shelters built", "14"),
        ("Lawyers paid", "37"),
    ],
    "Justice": [("Codes amended", "2"), ("Judges trained", "140"), ("Verdicts published", "900")],
    "Research on causes\nof violence and on\nits cost": [("Surveys", "3"), ("Reports", "9")],
}


def test_rules_part_groups_of_rows_beside_keys_in_their_middle(tmp_path: Path) -> None:
    """One row has no figure, so that the columns do not have as many lines as each other."""
    page = Canvas(str(tmp_path / "plan.pdf"), pagesize=LETTER, invariant=1)
    xs = (60, 220, 400)

    def rule(y: float) -> None:
        page.line(55, y, 540, y)

    page.setFont("Helvetica-Bold", 9)
    rule(720)
    for x, label in zip(xs, ("Goal", "Indicator", "Target"), strict=True):
        page.drawString(x, 707, label)
    y = 701.0
    rule(y)
    page.setFont("Helvetica", 9)
    for key, rows in GROUPS.items():
        own = key.split("\n")
        deep = max(len(own), len(rows))
        top = y - 13
        for at, line in enumerate(own):
            page.drawString(xs[0], top - 11 * (at + (deep - len(own)) / 2), line)
        for at, row in enumerate(rows):
            for x, text in zip(xs[1:], row, strict=True):
                page.drawString(x, top - 11 * (at + (deep - len(rows)) / 2), text)
        y = top - 11 * (deep - 1) - 5
        rule(y)
    page.save()
    (read,) = read_document(tmp_path / "plan.pdf").tables
    expected = [list(row) for rows in GROUPS.values() for row in rows]
    assert [row[1:] for row in grid_of(read)[len(read.header) :]] == expected
