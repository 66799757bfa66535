"""A small edition and reports on it, made by hand."""

from __future__ import annotations

import datetime
from pathlib import Path

from pipeline.publish.forms.edition_facts import PlanFacts
from pipeline.publish.forms.forms import ReportLine

YEARS = (2021, 2022, 2023)
ROWS = ("r1", "r2", "r3")
LEADS = {"r1": frozenset({"A", "B"}), "r2": frozenset({"A"}), "r3": frozenset[str]()}
FACTS = PlanFacts(
    plan="a-plan", edition="2021", status="adopted", latest="2021", years=YEARS, source="",
    folder=Path(), title="A plan <2021>",
    rows={
        row: {
            "ref": f"1.1 no. {n}", "activity": f"Activity {row} </script>", "focus": "",
            "expected_output": "", "lead_bodies": "; ".join(sorted(LEADS[row])),
            "lead_bodies_printed": "",
        }
        for n, row in enumerate(ROWS, 1)
    },
    areas={"r1": "area-1.1", "r2": "area-1.1", "r3": "area-1.2"},
    leads=LEADS, bodies={"A": "Body A", "B": "Body B"}, area_titles={}, due={"r1": 2021},
)  # fmt: skip


def report(row: str, body: str, year: int, status: str, month: int = 1) -> ReportLine:
    return ReportLine(
        edition="2021", row_id=row, body_id=body, area_id="", year=year, status=status,
        date_start=datetime.date(year, month, 1), date_end=None, achievement="", assessment="",
        source="",
    )  # fmt: skip
