"""Where rows stand: each counts once, and nothing is better than it was reported."""

from __future__ import annotations

import datetime
import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from pipeline.publish.forms.edition_facts import PlanFacts, due_years
from pipeline.publish.forms.forms import ReportLine
from pipeline.publish.forms.monitoring_form import STATUSES
from pipeline.publish.forms.progress import (
    Standing,
    differing,
    progress,
    standing_of,
)
from pipeline.publish.forms.progress_page import progress_page

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


REPORTS = st.lists(
    st.builds(
        report,
        st.sampled_from(ROWS),
        st.sampled_from(["A", "B"]),
        st.sampled_from(YEARS),
        st.sampled_from(STATUSES),
        st.integers(1, 12),
    ),
    max_size=12,
)


@given(lines=REPORTS)
def test_each_row_counts_once_in_each_group(lines: list[ReportLine]) -> None:
    for group in progress(lines, FACTS):
        counted = [row for rows in group.standings.values() for row in rows]
        assert len(counted) == len(set(counted)) == group.rows_planned
        assert group.rows_reported <= group.rows_planned
    whole = progress(lines, FACTS)[0]
    assert whole.reports == len(lines)
    reported = {line.row_id for line in lines}
    assert set(whole.standings["silent"]) == set(ROWS) - reported


@given(lines=REPORTS)
def test_what_bodies_report_differently_is_never_done(lines: list[ReportLine]) -> None:
    whole = progress(lines, FACTS)[0]
    assert len(differing(lines, FACTS)) == whole.count("reported differently")
    for row in whole.standings["done"]:
        last = {line.body_id: line for line in sorted(lines, key=lambda li: li.key[2:])
                if line.row_id == row}  # fmt: skip
        assert {line.status for line in last.values()} == {"done"}


@pytest.mark.parametrize(
    ("lines", "due", "year", "standing"),
    [
        ([], 2021, 2023, "silent"),
        ([("A", 2021, "under way")], 2021, 2021, "under way"),
        ([("A", 2021, "under way")], 2021, 2022, "overdue"),
        ([("A", 2021, "not started")], None, 2023, "not started"),
        ([("A", 2021, "done")], 2021, 2023, "done"),
        ([("A", 2021, "dropped")], 2021, 2023, "dropped"),
        ([("A", 2021, "under way"), ("A", 2022, "done")], 2021, 2023, "done"),
        ([("A", 2021, "under way"), ("A", 2022, "done")], 2022, 2021, "under way"),
        ([("A", 2022, "done")], 2022, 2021, "silent"),
        ([("A", 2021, "done"), ("B", 2021, "under way")], 2021, 2023, "reported differently"),
        ([("A", 2022, "done"), ("B", 2021, "under way")], 2021, 2023, "reported differently"),
        ([("A", 2021, "done"), ("B", 2021, "done")], 2021, 2023, "done"),
    ],
)
def test_where_a_row_stands(
    lines: list[tuple[str, int, str]], due: int | None, year: int, standing: Standing
) -> None:
    assert standing_of([report("r1", *line) for line in lines], due, year) == standing


def test_progress_of_a_year_is_that_of_its_end() -> None:
    lines = [report("r2", "A", 2021, "under way"), report("r2", "A", 2023, "done")]
    years = {g.value: g for g in progress(lines, FACTS) if g.by == "year"}
    assert {year: g.standings["done"] for year, g in years.items()} == {
        "2021": (), "2022": (), "2023": ("r2",),
    }  # fmt: skip
    assert [years[str(year)].reports for year in YEARS] == [1, 0, 1]


@pytest.mark.parametrize(
    ("cells", "due"),
    [
        (("2021", "2021–2022", "Ongoing"), (2021, 2022, 2023)),
        (("Baseline of 2019: 4", "Number", "Share"), (2023, 2023, 2023)),
        (("", "", "2022"), (2023, 2023, 2022)),
    ],
)
def test_a_column_of_dates_is_known_by_what_it_holds(
    cells: tuple[str, ...], due: tuple[int, ...]
) -> None:
    rows = [{"row_id": row, "more": cell} for row, cell in zip(ROWS, cells, strict=True)]
    assert due_years(rows, YEARS) == dict(zip(ROWS, due, strict=True))
    assert due_years([{"row_id": "r1"}], ()) == {}


def test_each_figure_of_the_page_opens_as_many_rows_as_it_says() -> None:
    lines = [report("r1", "A", 2021, "done"), report("r1", "B", 2022, "under way")]
    groups = progress(lines, FACTS)
    page = progress_page(FACTS, lines, groups, 2022)
    counted = [json.loads(html.unescape(c)) for c in re.findall(r'data-counted="([^"]*)"', page)]
    figures = re.findall(r'data-go="([^"]*)">(\d+)</a>', page)
    assert len(figures) > 10
    for figure, count in figures:
        assert sum(html.unescape(figure) in row for row in counted) == int(count), figure
    assert "Activity r1 &lt;/script&gt;" in page
