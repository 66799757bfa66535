"""Where rows stand: each counts once, and nothing is better than it was reported."""

from __future__ import annotations

import csv
import dataclasses
import html
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, strategies as st

from pipeline.publish.forms.edition_facts import PlanFacts, due_years
from pipeline.publish.forms.forms import ReportLine
from pipeline.publish.forms.monitoring_form import STATUSES
from pipeline.publish.forms.progress import (
    STANDINGS,
    Standing,
    counts_of,
    differing,
    last_year,
    place_of,
    progress,
    standing_of,
)
from pipeline.publish.forms.progress_files import write_progress
from pipeline.publish.forms.progress_page import progress_page
from tests.pipeline.publish.forms.made_facts import FACTS, ROWS, YEARS, report

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
        ([("A", 2021, "postponed")], 2021, 2022, "overdue"),
        ([("A", 2021, "under way")], 2021, None, "under way"),
        ([("A", 2021, "under way"), ("A", 2030, "postponed")], None, None, "postponed"),
    ],
)
def test_where_a_row_stands(
    lines: list[tuple[str, int, str]], due: int | None, year: int | None, standing: Standing
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
        # Half of the filled cells: it may be a column of indicators as well.
        (("2021", "Number", ""), (2023, 2023, 2023)),
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


def counted(lines: list[ReportLine], facts: PlanFacts, year: int | None = None) -> dict[str, Any]:
    """Return the progress of each group, by what it is a group of and its value."""
    return {f"{group.by} {group.value}": group for group in progress(lines, facts, year)}


def test_a_body_counts_its_own_reports_on_the_rows_that_it_leads() -> None:
    lines = [report("r1", "A", 2021, "done"), report("r1", "B", 2021, "dropped"),
             report("r2", "A", 2022, "done"), report("r3", "B", 2021, "under way"),
             report("gone", "A", 2021, "done")]  # fmt: skip
    groups = counted(lines, FACTS, 2022)
    found = {name: (g.rows_planned, g.rows_reported, g.reports) for name, g in groups.items()}
    assert found == {
        "plan a-plan": (3, 3, 4),
        "area area-1.1": (2, 2, 3),
        "area area-1.2": (1, 1, 1),
        "body A": (2, 2, 2),
        "body B": (2, 2, 2),
        "year 2021": (3, 2, 3),
        "year 2022": (3, 1, 1),
    }
    assert groups["body A"].standings["done"] == ("r1", "r2")
    assert groups["plan a-plan"].standings["reported differently"] == ("r1",)
    assert groups["body B"].name == "Body B"
    assert counts_of(list(groups.values())) == {
        **dict.fromkeys(STANDINGS, 0), "reported differently": 1, "done": 1, "under way": 1,
    }  # fmt: skip


def test_progress_is_counted_at_the_end_of_a_year_or_of_the_last_one_reported_on() -> None:
    lines = [report("r2", "A", 2021, "under way"), report("r2", "A", 2022, "done")]
    assert counted(lines, FACTS)["plan a-plan"].standings["done"] == ("r2",)
    assert counted(lines, FACTS, 2021)["plan a-plan"].standings["done"] == ()
    years = [name for name in counted(lines, FACTS) if name.startswith("year")]
    assert years == ["year 2021", "year 2022"]
    # A plan without a period has the years that are reported on; none without reports.
    free = dataclasses.replace(FACTS, years=())
    late = [report("r2", "A", 2030, "done"), report("r1", "A", 2019, "done")]
    names = [name for name in counted(late, free) if name.startswith("year")]
    assert names == ["year 2019", "year 2030"]
    assert not [name for name in counted([], FACTS) if name.startswith("year")]
    assert last_year(late, free) == 2030
    assert last_year([], FACTS) == 2021
    assert last_year([], free) is None


def test_bodies_that_report_the_same_do_not_differ() -> None:
    same = [report("r1", "A", 2021, "done"), report("r1", "B", 2022, "done")]
    alone = [report("r2", "A", 2021, "done"), report("r2", "A", 2022, "dropped")]
    assert differing([*same, *alone], FACTS) == []


def test_a_row_is_cited_by_its_reference_its_area_or_its_identifier() -> None:
    facts = dataclasses.replace(
        FACTS, rows={"r1": {"ref": "1.1 no. 1"}, "r2": {"ref": ""}, "r3": {}},
        areas={"r1": "area-1.1", "r2": "area-1.1", "r3": ""},
    )  # fmt: skip
    assert [place_of(facts, row) for row in ROWS] == ["1.1 no. 1", "1.1", "r3"]


def page_of(lines: list[ReportLine], facts: PlanFacts = FACTS) -> str:
    return progress_page(facts, lines, progress(lines, facts), last_year(lines, facts))


def test_the_page_shows_what_people_ask_for_first_and_what_occurs() -> None:
    none = re.findall(r'<li class="s-([a-z-]+)" title', page_of([]))
    assert none == ["done", "under-way", "overdue", "silent"]
    some = re.findall(
        r'<li class="s-([a-z-]+)" title', page_of([report("r2", "A", 2021, "dropped")])
    )
    assert some == [*none, "dropped"]
    titles = re.findall(r'<h2 id="by-(\w+)">', page_of([]))
    assert titles == ["area", "body"]


def test_each_row_of_the_page_says_where_it_stands_and_what_is_planned() -> None:
    rows = {
        "r1": {"activity": "Workshop", "expected_output": "Guide", "focus": "Focus"},
        "r2": {"activity": "", "expected_output": "Report", "focus": "Focus"},
        "r3": {"activity": "", "expected_output": "", "focus": "Focus alone"},
    }
    facts = dataclasses.replace(
        FACTS, rows={row: {**dict(FACTS.rows[row]), **texts} for row, texts in rows.items()}
    )
    page = page_of([report("r1", "B", 2021, "done"), report("r2", "A", 2021, "under way")], facts)
    items = re.findall(r"<li data-counted.*?</li>", page, re.S)
    tags = [re.findall(r'<span class="tag s-([a-z-]+)">', item) for item in items]
    assert tags == [["done"], ["under-way"], ["silent"]]
    texts = [re.findall(r'<p class="text">(.*?)</p>', item) for item in items]
    assert texts == [["Workshop"], ["Report"], ["Focus alone"]]
    assert ["Output: Guide" in item for item in items] == [True, False, False]


@pytest.mark.parametrize(("year", "at"), [(2023, [2023, 2023]), (None, [2022, 2021])])
def test_each_edition_s_files_hold_its_own_reports(
    tmp_path: Path, year: int | None, at: list[int]
) -> None:
    openpyxl.Workbook().save(tmp_path / "plan.xlsx")
    (tmp_path / "plan.json").write_text("{}", encoding="utf-8")
    editions = [
        dataclasses.replace(FACTS, edition=name, folder=tmp_path) for name in ("2021", "2010")
    ]
    own = [report("r1", "A", 2021, "done"), report("r2", "A", 2022, "done")]
    old = [own[0].model_copy(update={"edition": "2010"})]
    write_progress(tmp_path / "out", [*own, *old], editions, year)
    plans = [
        json.loads((tmp_path / "out" / name).read_text("utf-8"))["monitoring"]
        for name in ("plan.json", "plan@2010.json")
    ]
    assert [plan["edition"] for plan in plans] == ["2021", "2010"]
    assert [plan["year"] for plan in plans] == at
    assert [len(plan["reports"]) for plan in plans] == [2, 1]
    assert [plan["progress"][0]["reports"] for plan in plans] == [2, 1]
    with (tmp_path / "out" / "monitoring_summary.csv").open(encoding="utf-8", newline="") as file:
        whole = {row["edition"]: row["reports"] for row in csv.DictReader(file)
                 if row["by"] == "plan"}  # fmt: skip
    assert whole == {"2021": "2", "2010": "1"}
