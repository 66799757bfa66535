"""Plans set by ReportLab and LibreOffice: forms ruled below each value, tables by objective."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.generators.engines import convert_document
from tests.generators.field_plans.by_truth_file.truth_file import Truth, plan_of


def _write_fichas(truth: Truth, path: Path) -> None:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

    text = ParagraphStyle("text", fontName="Times-Roman", fontSize=10.5, leading=13)
    label = ParagraphStyle("label", text, fontName="Times-Bold")
    title = ParagraphStyle("title", label, fontSize=18, leading=22, spaceAfter=12)
    flow: list[Any] = [Paragraph(truth["title"], title)]
    flow += [Paragraph(one, text) for one in truth["paragraphs"]]
    flow.append(Spacer(1, 8 * mm))
    style = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey),
        ("LINEABOVE", (0, 0), (-1, 0), 1.5, colors.HexColor("#5b2a86")),
        ("BACKGROUND", (0, 0), (0, -1), colors.HexColor("#efe6f6")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for row in truth["groups"][""]:
        pairs = zip(truth["labels"], row, strict=True)
        cells = [[Paragraph(name, label), Paragraph(value, text)] for name, value in pairs]
        ficha = Table(cells, colWidths=[48 * mm, 122 * mm], style=style)
        flow.append(KeepTogether([ficha, Spacer(1, 9 * mm)]))
    margin = 20 * mm
    SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=margin, rightMargin=margin, title=truth["title"]
    ).build(flow)


def _write_stripes(truth: Truth, path: Path) -> None:
    from reportlab.lib.pagesizes import landscape, letter
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    styles = getSampleStyleSheet()
    flow: list[Any] = [Paragraph(truth["title"], styles["Title"])]
    flow += [Paragraph(one, styles["BodyText"]) for one in truth["paragraphs"]]
    flow.append(Paragraph("Implementation matrix", styles["Heading1"]))
    for heading, rows in truth["groups"].items():
        widths = (32, 130, 90, 110, 66, 76, 92, 116)
        table = _shaded((truth["labels"], *rows), widths, striped=True)
        flow += [Paragraph(heading, styles["Heading2"]), table, Spacer(1, 10)]
    for heading, rows in truth["other_tables"].items():
        widths = (180, 80, 80, 180, 110)
        flow += [Paragraph(heading, styles["Heading1"]), _shaded(rows, widths, striped=False)]
    flow.append(Paragraph(truth["after"], styles["BodyText"]))
    size = landscape(letter)
    SimpleDocTemplate(
        str(path), pagesize=size, leftMargin=36, rightMargin=36, topMargin=40, bottomMargin=40
    ).build(flow)


def _shaded(rows: Sequence[Sequence[str]], widths: Sequence[float], *, striped: bool) -> Any:
    """Return a table with a shaded header; with every second row shaded, or with lines."""
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    text = ParagraphStyle("text", fontName="Helvetica", fontSize=8.5, leading=10.5)
    head = ParagraphStyle("head", text, fontName="Helvetica-Bold", textColor=colors.white)
    cells = [[Paragraph(one, text if at else head) for one in row] for at, row in enumerate(rows)]
    stripes = [colors.white, colors.HexColor("#e3f1f1")]
    style = [
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), stripes)
        if striped
        else ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#0b6e6e")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table(cells, colWidths=list(widths), repeatRows=1, style=style)


def _write_by_objective(truth: Truth, path: Path) -> None:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    document.styles["Normal"].font.name = "Carlito"
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(truth["title"], 0)
    for text in truth["paragraphs"]:
        document.add_paragraph(text)
    document.add_heading("Lista de siglas", 1)
    _add_rows(document.add_table(0, 2), truth["abbreviations"], (30, 150))
    document.add_page_break()
    for heading, rows in truth["groups"].items():
        document.add_heading(heading, 2)
        table = document.add_table(0, len(truth["labels"]))
        table.style = "Light Grid Accent 1"
        table.autofit = False
        _add_rows(table, (truth["labels"], *rows), (78, 36, 48, 38, 32, 26))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.docx"
        document.save(str(source))
        convert_document(source, path)


def _add_rows(table: Any, rows: Sequence[Sequence[str]], widths_mm: Sequence[float]) -> None:
    from docx.shared import Mm

    for row in rows:
        for cell, text, width in zip(table.add_row().cells, row, widths_mm, strict=True):
            cell.text, cell.width = text, Mm(width)


EQUALITY = plan_of("igualdad-aralar", _write_fichas, None)
ISLAND = plan_of("saint-brandan-climate", _write_stripes, None, has_sections=True)
TRAFFICKING = plan_of("tsh-2026-2028", _write_by_objective, "libreoffice", has_sections=True)
