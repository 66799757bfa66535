"""Small publications, made by hand; and large ones, for measuring."""

from __future__ import annotations

import datetime
import random
from pathlib import Path
from typing import Any, cast

from expectations.model import Issue, IssueReport, Place
from extract.model import PageLedger, Span
from link.model import CrossReference, Instrument, Kind, LinkedPlan, TextSpan
from normalize.model import Body, CellFragment, Mention, NormalPlan
from pipeline.config.source_card import SourceCard
from pipeline.publish.core.model import Publication
from tests.link.plans import RowText, make_plan

CARD = SourceCard(
    id="river-plan",
    title="Plan of Action on Rivers (2019–2025)",
    short_title="River Plan 2019–2025",
    adopted_by="3rd Meeting on Rivers",
    adopted_on=datetime.date(2019, 11, 27),
    publisher="Secretariat",
    licence="Text: the Secretariat's; dataset: CC BY 4.0.",
)
BODIES = (
    Body(body_id="ACW", acronym="ACW", name="Committee on Women", kind="annex", annex_no=1),
    Body(body_id="SOMY", acronym="SOMY", name="Meeting on Youth", kind="annex", annex_no=2),
    Body(body_id="SOMY-T", acronym="SOMY-T", name="Task force", kind="sub_unit", parent_id="SOMY"),
)
ROWS = (
    RowText("1.1", "Awareness", "- Workshop on rivers", "Report, in line with 1.2", "ACW; SOMY"),
    RowText("1.1", "Awareness", '=HYPERLINK("http://x")', "Guide <b>&amp;</b> </script>", "SOMY"),
    RowText("1.2", "Données", "Étude “comparée”, 第一", "+1+cmd|' /C calc'!A0", ""),
    RowText("2.1", "", "'@SUM(1)", "", "Bureau of Sand"),
)


def mention(role: str, record_id: str, printed: str, body: str | None, order: int = 0) -> Mention:
    return Mention(
        mention_id=f"m-{role}-{record_id}-{order}",
        printed=printed,
        body_id=body,
        match="exact" if body else "unresolved",
        score=100 if body else 0,
        role=cast(Any, role),
        record_kind="area" if role == "relevant" else "row",
        record_id=record_id,
        field="relevant_bodies" if role == "relevant" else "lead_bodies",
        start=order * 10,
        stop=order * 10 + len(printed),
        order=order,
        page=1,
    )


MENTIONS = (
    mention("relevant", "area-1.1", "ACW", "ACW"),
    mention("relevant", "area-1.1", "SOMY", "SOMY", 1),
    mention("relevant", "area-1.2", "ACW", "ACW"),
    mention("lead", "row-000", "ACW", "ACW"),
    mention("lead", "row-000", "SOMY", "SOMY", 1),
    mention("lead", "row-001", "SOMY", "SOMY"),
    mention("lead", "row-003", "Bureau of Sand", None),
)


def small_plan() -> NormalPlan:
    """Four rows in three areas, with every kind of text that a format could trip over."""
    plan = make_plan(
        ROWS,
        relevant={"1.1": "ACW, SOMY", "1.2": "ACW"},
        narrative=("Rivers matter.",),
        bodies=BODIES,
        mentions=MENTIONS,
    )
    row = plan.rows[0]
    cells = tuple(
        CellFragment(
            cell_id=f"t1-r{index:03}-c4",
            record_ids=tuple(r for r in (item.row_id, item.activity_id) if r),
            column="activity",
            fragment=0,
            span=Span(page=1, bbox=(100.0, 100.25 + 50 * index, 300.5, 150.25 + 50 * index)),
            text=ROWS[index].activity,
            readings_agree=True if index else None,
        )
        for index, item in enumerate(plan.rows)
    )
    assert row.row_id == "row-000"
    ledger = (PageLedger(page=1, glyphs=120, matrix=100, headers=10, narrative=10),)
    return plan.model_copy(update={"cells": cells, "ledger": ledger})


def small_linked() -> LinkedPlan:
    plan = small_plan()
    output = plan.rows[0].expected_output_id or ""
    activity = plan.rows[0].activity_id or ""
    ground = TextSpan(
        record_kind="output", record_id=output, field="text", start=8, stop=24,
        printed="in line with 1.2",
    )  # fmt: skip
    return LinkedPlan(
        plan=plan,
        references=(
            CrossReference(
                reference_id="ref-00000001", source=ground, relation="in_line_with",
                target_kind="area", target_id="area-1.2", status="resolved",
            ),
        ),
        instruments=(
            Instrument(
                instrument_id="river-pact", kind="convention", title="River Pact", year=None,
                issuing_body="", is_registered=False,
            ),
        ),
        kinds=(
            Kind(
                facet="activity_type", value="workshop",
                source=TextSpan(
                    record_kind="activity", record_id=activity, field="text", start=2, stop=10,
                    printed="Workshop",
                ),
            ),
        ),
    )  # fmt: skip


ISSUE = Issue(
    issue_id="iss-0a0a0a0a",
    rule="lead-missing",
    severity="error",
    message="No lead body is printed.",
    suggestion="Ask the secretariat.",
    places=(Place(table="matrix", record_id="row-002", field="lead_bodies"),),
)


def small_publication(pdf: Path | None = None) -> Publication:
    report = IssueReport(issues=(ISSUE,))
    return Publication.of(CARD, small_linked(), report, pdf, report.records())


def large_publication(count: int) -> Publication:
    """A plan of many rows, for measuring: as long as real ones, with few frequent words."""
    chance = random.Random(count)
    syllables = ("ra", "ne", "to", "li", "du", "man", "ver", "sol", "pri", "cen", "tal", "ion")
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(4000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]

    def some(number: int) -> str:
        return " ".join(chance.choices(words, weights, k=number))

    rows = [
        RowText(
            area=f"{index // 2000 + 1}.{index // 20 % 100 + 1}",
            focus=f"Focus area {index // 4} on rivers and the people who live by them",
            activity=f"Activity of row {index}: workshop to share practices among river bodies, "
            f"{some(12)}",
            output=f"Report {index // 2} with recommendations for the meeting on rivers",
            leads="ACW",
        )
        for index in range(count)
    ]
    plan = make_plan(
        rows,
        bodies=BODIES,
        mentions=[mention("lead", f"row-{n:03}", "ACW", "ACW") for n in range(count)],
    )
    report = IssueReport(issues=(ISSUE,))
    return Publication.of(CARD, LinkedPlan(plan=plan), report, None, report.records())
