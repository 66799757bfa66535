"""Two PDFs of one plan, the edition in force and a revised one, in one corpus."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from pipeline.config.project import Project
from pipeline.corpus.address import open_address
from pipeline.corpus.database import update_corpus
from tests.pipeline.batch.in_threads import outcomes_of, tasks_in
from tests.pipeline.small_project import make_project

LABELS = ["Priority Areas", "Activities", "Lead Body", "Timeline"]
FIRST = ["Hold a workshop on radio", "Train the teachers of the region", "Print a guide on ports"]
REVISED = ["Hold a workshop on television", "Train the teachers of the region"]


def set_edition(path: Path, activities: list[str]) -> Path:
    """Set the plan; both editions have its title, labels and area."""
    area = "1. Youth and education"
    rows = [[area, text, "Ministry of Health", "2025"] for text in activities]
    table = Table([LABELS, *rows], colWidths=(120, 170, 110, 60))
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.7, "black")]))
    style = getSampleStyleSheet()
    text = "The table below lists what the bodies of the region have to do for its youth."
    flow = [Paragraph("Work Plan on Youth", style["Title"]), Paragraph(text, style["Normal"])]
    path.parent.mkdir(exist_ok=True)
    SimpleDocTemplate(str(path)).build([*flow, table])
    return path


@pytest.mark.slow
def test_a_corpus_holds_both_editions_of_a_plan_apart(tmp_path: Path) -> None:
    project = Project(make_project(tmp_path))
    out, plans = str(tmp_path / "out"), tmp_path / "plans"
    set_edition(plans / "youth.pdf", FIRST)
    set_edition(plans / "youth revised.pdf", REVISED)
    outcomes = outcomes_of(tasks_in(str(plans), project, out))
    assert {(each.plan_id, each.pdf, each.rows) for each in outcomes} == {
        ("youth", "youth.pdf", 3),
        ("youth-revised", "youth revised.pdf", 2),
    }
    update_corpus(open_address(out), outcomes)
    with sqlite3.connect(tmp_path / "out" / "corpus.sqlite") as corpus:
        found = corpus.execute("SELECT plan_id, text FROM activities").fetchall()
        radio = corpus.execute("SELECT plan_id FROM search WHERE search MATCH 'radio'").fetchall()
    assert sorted(found) == sorted(
        [*(("youth", text) for text in FIRST), *(("youth-revised", text) for text in REVISED)]
    )
    assert set(radio) == {("youth",)}
    for plan_id, file in (("youth", "youth.pdf"), ("youth-revised", "youth revised.pdf")):
        kept = tmp_path / "out" / "sources" / plan_id / "plan.pdf"
        assert kept.read_bytes() == (plans / file).read_bytes()
