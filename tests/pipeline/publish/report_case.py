"""A small publication with issues of every severity, a PDF to cut from, and hostile words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from expectations.decisions.corrections import apply_corrections
from expectations.model import Decision
from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from extract.model import PageInfo, Span
from link.model import LinkedPlan
from normalize.model import CellFragment
from pipeline.config.source_card import SourceCard
from pipeline.publish.core.model import Publication
from tests.expectations.plans import BODIES, plan_of
from tests.link.plans import RowText

ROWS = (
    RowText("1.1", "Focus one", "Conduct an evalution", "A report on it", "SOMTC"),
    RowText("1.1", "Focus one", "Write it down", "A second report", ""),
    RowText("1.2", "Focus two", "Train officers", "A handbook for them", "AUN"),
)
HOSTILE = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=2>",
    '"><svg/onload=window.hacked=3>',
    "javascript:window.hacked=4",
    "=cmd()|'/c calc'!A0",
    "{{ 7*7 }}{% raw %}",
    "</style></script><b>",
    "W" * 10_000,
)


def draw(pdf: Path, pages: int = 1) -> Path:
    """Draw pages with a word in a box."""
    canvas = Canvas(str(pdf), pagesize=(400, 300), invariant=1)
    for _ in range(pages):
        canvas.rect(50, 200, 120, 40)
        canvas.drawString(60, 215, "Conduct an evalution")
        canvas.showPage()
    canvas.save()
    return pdf


def a_plan(words: str = "") -> LinkedPlan:
    """Build a plan with an unknown body, a row nobody leads, a misprint; `words` everywhere."""
    rows = [
        RowText(
            row.area,
            f"{row.focus} {words}",
            f"{row.activity} {words}",
            f"{row.output} {words}",
            row.leads,
        )
        for row in ROWS
    ]
    plan = plan_of(
        rows,
        bodies=(*BODIES[:1], BODIES[1].model_copy(update={"name": f"University Network {words}"})),
        relevant={"1.1": f"SOMTC, SOMS{words.replace(',', '')}", "1.2": "AUN"},
        narrative=(f"Evaluation counts {words}",),
    )
    cell = CellFragment(
        cell_id="c1",
        record_ids=(plan.activities[0].activity_id,),
        column="activity",
        fragment=0,
        span=Span(page=1, bbox=(50, 60, 170, 100)),
        text=plan.activities[0].text,
        readings_agree=True,
    )
    pages = (PageInfo(page=1, width=400, height=300),)
    return LinkedPlan(plan=plan.model_copy(update={"cells": (cell,), "pages": pages}))


def a_publication(
    pdf: Path | None = None, words: str = "", decisions: Sequence[Decision] = ()
) -> Publication:
    """Publish the plan of :func:`a_plan`, with its issues."""
    linked = a_plan(words)
    report = find_issues(linked, ExpectationSettings(), decisions)
    card = SourceCard(id="small-plan", title=f"A small plan {words}")
    corrected = apply_corrections(linked, report.corrections)
    return Publication.of(card, corrected, report, pdf, report.records())
