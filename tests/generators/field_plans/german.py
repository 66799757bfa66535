"""Heat protection, German: a table below each heading, its header in two levels."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.generators.engines import convert_document
from tests.generators.field_plans.truth import FieldPlan

ROLES = ("activity", "lead_bodies", "relevant_bodies", "start", "deadline", "budget", "status")
HEADER = (
    ("Maßnahme", "Zuständigkeit", "Zuständigkeit", "Umsetzung", "Umsetzung",
     "Kosten (Tsd. EUR)", "Stand"),
    ("", "Federführung", "Beteiligte", "Beginn", "Ende", "", ""),
)  # fmt: skip
_PLAN: dict[str, tuple[tuple[str, ...], ...]] = {
    "Handlungsfeld 1: Menschen warnen und erreichen": (
        ("Ein Warnsystem einrichten, das Pflegedienste und Schulen am Vorabend erreicht",
         "Gesundheitsamt", "Deutscher Wetterdienst; Feuerwehr", "01.03.2025", "30.06.2025", "85",
         "abgeschlossen"),
        ("Ein Hitzetelefon für alleinlebende ältere Menschen besetzen",
         "Sozialamt", "Deutsches Rotes Kreuz", "01.06.2025", "31.08.2027", "120", "in Umsetzung"),
        ("Faltblätter in acht Sprachen an alle Haushalte der Innenstadt verteilen",
         "Presseamt", "Integrationsrat", "15.04.2025", "31.05.2025", "18,5", "abgeschlossen"),
        ("Ärztinnen und Ärzte über Medikamente bei Hitze fortbilden",
         "Gesundheitsamt", "Ärztekammer", "01.09.2025", "31.12.2026", "42", "geplant"),
    ),
    "Handlungsfeld 2: Gebäude und Plätze kühlen": (
        ("Dächer von Kindergärten begrünen und mit Sonnensegeln versehen",
         "Amt für Gebäudewirtschaft", "Jugendamt", "01.01.2026", "31.12.2028", "2.400", "geplant"),
        ("Trinkbrunnen auf allen größeren Plätzen aufstellen",
         "Stadtwerke", "Tiefbauamt", "01.10.2025", "30.04.2027", "390", "in Umsetzung"),
        ("Tausend Bäume an Straßen ohne Schatten pflanzen und fünf Jahre lang gießen",
         "Grünflächenamt", "Tiefbauamt; Stadtwerke", "01.11.2025", "30.11.2030", "1.750",
         "in Umsetzung"),
        ("Öffentliche Gebäude mit kühlen Räumen an heißen Tagen länger öffnen",
         "Hauptamt", "Stadtbibliothek", "01.05.2026", "30.09.2026", "65", "verzögert"),
    ),
    "Handlungsfeld 3: Planung und Vorsorge": (
        ("Eine Karte der heißesten Quartiere erstellen und jedes Jahr erneuern",
         "Amt für Statistik", "Umweltamt", "01.02.2025", "31.12.2025", "55", "abgeschlossen"),
        ("Hitzeschutz in alle Bebauungspläne aufnehmen",
         "Stadtplanungsamt", "Umweltamt", "01.07.2026", "31.12.2029", "30", "geplant"),
        ("Pläne für Krankenhäuser und Heime prüfen und jedes Frühjahr üben",
         "Gesundheitsamt", "Feuerwehr; Deutsches Rotes Kreuz", "01.03.2026", "30.05.2028", "210",
         "geplant"),
    ),
}  # fmt: skip
_ROWS = tuple(row for rows in _PLAN.values() for row in rows)
WIDTHS_MM = (74, 38, 38, 26, 26, 24, 34)


def _write(path: Path) -> None:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(9)
    section.footer.paragraphs[0].text = "Hitzeaktionsplan der Stadt, Fassung vom Januar 2025"
    document.add_heading("Hitzeaktionsplan 2025–2030", 0)
    document.add_paragraph(
        "Der Plan fasst zusammen, was die Stadt in den nächsten Jahren gegen die Folgen großer "
        "Hitze unternimmt. Die Ämter berichten dem Rat einmal im Jahr. Die Kosten sind in "
        "Tausend Euro angegeben und enthalten keine Personalkosten."
    )
    for heading, rows in _PLAN.items():
        document.add_heading(heading, 2)
        _add_table(document, rows)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.docx"
        document.save(str(source))
        convert_document(source, path)


def _add_table(document: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    from docx.shared import Mm

    table = document.add_table(len(rows) + 2, len(ROLES))
    table.style = "Table Grid"
    table.autofit = False
    lines = (*HEADER, *rows)
    for line, texts in zip(table.rows, lines, strict=True):
        for cell, text, width in zip(line.cells, texts, WIDTHS_MM, strict=True):
            cell.text, cell.width = text, Mm(width)
    first, second = table.rows[0].cells, table.rows[1].cells
    for left, right in ((1, 2), (3, 4)):
        first[right].text = ""
        first[left].merge(first[right]).text = HEADER[0][left]
    for column in (0, 5, 6):
        first[column].merge(second[column]).text = HEADER[0][column]
    for line in table.rows[:2]:
        for cell in line.cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True


GERMAN = FieldPlan(
    name="hitze-2025-2030",
    language="de",
    roles=ROLES,
    rows=_ROWS,
    sections=tuple(_PLAN),
    bodies=frozenset(
        name
        for row in _ROWS
        for text in (row[ROLES.index("lead_bodies")], row[ROLES.index("relevant_bodies")])
        for name in text.split("; ")
    ),
    values={
        "start": ("2025-03-01", "2025-06-01", "2025-04-15", "2025-09-01", "2026-01-01",
                  "2025-10-01", "2025-11-01", "2026-05-01", "2025-02-01", "2026-07-01",
                  "2026-03-01"),
        "deadline": ("2025-06-30", "2027-08-31", "2025-05-31", "2026-12-31", "2028-12-31",
                     "2027-04-30", "2030-11-30", "2026-09-30", "2025-12-31", "2029-12-31",
                     "2028-05-30"),
        "budget": ("85000.0", "120000.0", "18500.0", "42000.0", "2400000.0", "390000.0",
                   "1750000.0", "65000.0", "55000.0", "30000.0", "210000.0"),
        "status": ("completed", "underway", "completed", "planned", "planned", "underway",
                   "underway", "delayed", "completed", "planned", "planned"),
    },
    write=_write,
    engine="libreoffice",
)  # fmt: skip
