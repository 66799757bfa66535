"""A hostile document through the whole pipeline: nothing runs, nothing breaks."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = "<script>window.hacked=1</script>"
FORMULA = "=cmd()|'/c calc'!A0"
LINK = "javascript:window.hacked=2"
LONG = "l" * 10_000
HEADER = ("Priority Areas", "Relevant Bodies", "Focus Areas", "Activities", "Outputs", "Leads")
PEACE = ("1.1. Keep the peace", "SOMTC, <b>X</b>", f"Focus {SCRIPT}", f"Train {LINK}")
ROWS = (
    (*PEACE, FORMULA, "SOMTC"),
    ("1.2. Keep on", "", "", f"Write {SCRIPT}", '"><img src=x onerror=window.hacked=3>', FORMULA),
    ("1.3. Keep calm", FORMULA, "Focus two", f"Say {LONG}", "A report", ""),
)
SETTINGS = """
[source]
id = "hostile"
title = "<script>window.hacked=4</script>"
pdf = "plan.pdf"

[extract]
columns = [
    { role = "area", label = "Priority Areas" },
    { role = "relevant_bodies", label = "Relevant Bodies" },
    { role = "focus", label = "Focus Areas" },
    { role = "activity", label = "Activities" },
    { role = "output", label = "Outputs" },
    { role = "lead_bodies", label = "Leads" },
]

[normalize]
area_number = '(?P<number>\\d+\\.\\d+)\\.?'
"""

pytestmark = pytest.mark.slow


def draw(pdf: Path) -> None:
    """Set the hostile matrix on a page; the long word is set small, to fit."""
    plain = ParagraphStyle("plain", fontSize=7, leading=8, splitLongWords=1)
    small = ParagraphStyle("small", parent=plain, fontSize=4, leading=4.5)
    bold = ParagraphStyle("bold", parent=plain, fontName="Helvetica-Bold")
    cells = [[Paragraph(text, bold) for text in HEADER]]
    for row in ROWS:
        cells.append([Paragraph(escape(t), small if LONG in t else plain) for t in row])
    table = Table(cells, colWidths=[120] * 6, repeatRows=1)
    grid = ("GRID", (0, 0), (-1, -1), 0.7, "black")
    table.setStyle(TableStyle([grid, ("BACKGROUND", (0, 0), (-1, 0), "lightgrey")]))
    SimpleDocTemplate(str(pdf), pagesize=landscape(A4), invariant=1).build([table])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("project")
    folder = project / "sources" / "hostile"
    folder.mkdir(parents=True)
    draw(folder / "plan.pdf")
    (folder / "plan.toml").write_text(SETTINGS, encoding="utf-8")
    out = project / "out"
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", "hostile", "--out", str(out)],
        cwd=ROOT,
        env={**os.environ, "PLANROWS_PROJECT": str(project)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return out


class Scripts(HTMLParser):
    """Counts what could run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts = 0
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.handlers += [
            v for n, v in attrs if n in {"href", "src"} and v and v.startswith("java")
        ]


def test_what_is_printed_is_published_as_it_is(published: Path) -> None:
    with (published / "matrix.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    assert rows[0]["focus"] == f"Focus {SCRIPT}"
    # Spreadsheets would run it: an apostrophe before it may say that it is text.
    assert rows[1]["lead_bodies_printed"].removeprefix("'") == FORMULA
    assert rows[2]["activity"].replace(" ", "") == f"Say{LONG}"


def test_no_page_holds_a_script_of_the_document(published: Path) -> None:
    pages = sorted(published.glob("*.html"))
    assert "report.html" in {page.name for page in pages}
    for page in pages:
        found = Scripts(page.read_text(encoding="utf-8"))
        assert found.handlers == [], page.name
        assert "<script>window.hacked" not in page.read_text(encoding="utf-8"), page.name
    assert Scripts((published / "report.html").read_text(encoding="utf-8")).scripts == 2
