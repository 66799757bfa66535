"""Rows between rules whose texts stand in the middle of their cells: each rule ends a row."""

import random
from pathlib import Path

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
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
