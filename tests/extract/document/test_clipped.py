"""Text beyond the paper's edge, or cut by a rule, is kept, counted and told of."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from extract.stage import read_document


def test_text_that_the_paper_does_not_show_is_kept_and_reported_of(tmp_path: Path) -> None:
    pdf = tmp_path / "clipped.pdf"
    canvas = Canvas(str(pdf), pagesize=(400, 300))
    for y in (250, 210, 170, 130):
        canvas.line(50, y, 420, y)
    for x in (50, 200, 420):
        canvas.line(x, 250, x, 130)
    for row in range(3):
        canvas.drawString(55 - 8 * (row == 2), 225 - 40 * row, f"row {row}")
        text = "a text that is much too long for its sheet" if row == 1 else "short"
        canvas.drawString(205, 225 - 40 * row, text)
    canvas.drawString(450, 100, "outside")
    canvas.drawString(60, 60, "plain")
    canvas.setCropBox((0, 0, 390, 300))
    canvas.save()
    document = read_document(pdf)
    told = [(doubt.kind, doubt.text, doubt.taken.split(",")[0]) for doubt in document.doubts]
    assert told == [
        (
            "clipped-text",
            "a text that is much too long for its sheet",
            "the edge of the paper cuts it off; it is published as the file contains it",
        ),
        (
            "clipped-text",
            "row 2",
            "the rule to its left cuts it; text before the rule may be missing",
        ),
        ("clipped-text", "outside", "it lies outside the paper: the file contains it"),
    ]
    (note,) = document.notes
    assert note.startswith("page 1: 3 cut-off texts are in doubt")
    (ledger,) = document.ledger
    assert (ledger.lost, ledger.doubled) == (0, 0)
    assert ledger.glyphs == ledger.matrix + ledger.narrative
