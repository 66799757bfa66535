"""A line of a form is checked against its edition; each fault is named."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from pipeline.publish.forms.checked_lines import checked, row_of
from pipeline.publish.forms.forms import RawLine, ReportLine
from tests.pipeline.publish.forms.made_facts import FACTS

GOOD = {"row_id": "r1", "body_id": "A", "year": "2021", "status": "Done"}
DAY = datetime.date(2021, 5, 31)


def check(**values: object) -> tuple[ReportLine | None, list[str]]:
    problems: list[str] = []
    line = checked(RawLine("a.csv", "", 5, GOOD | values), FACTS, problems)
    return line, problems


def test_a_sound_line_is_a_report() -> None:
    line, problems = check(
        date_start=datetime.datetime(2021, 5, 31, 12), date_end=" 2021-06-01 ",
        achievement="2  meetings",
    )  # fmt: skip
    assert problems == []
    assert line == ReportLine(
        edition="2021", row_id="r1", body_id="A", area_id="area-1.1", year=2021, status="done",
        date_start=DAY, date_end=datetime.date(2021, 6, 1), achievement="2 meetings",
        assessment="", source="a.csv, line 5",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"row_id": "r9"}, "row 'r9': the plan has no such row"),
        ({"row_id": "", "ref": "9.9"}, "row '9.9': the plan has no such row"),
        ({"row_id": None, "ref": None}, "row '': the plan has no such row"),
        ({"row_id": "r2", "body_id": "B"}, "r2 is led by A, not by B"),
        ({"body_id": "C"}, "body 'C': the plan has no such body; choose one from the list"),
        ({"status": "finished"}, "status 'finished': expected one of not started, under way, "),
        ({"year": "21"}, "year '21': expected a year like 2021"),
        ({"year": "1821"}, "year '1821': expected a year like 2021"),
        ({"year": 2020}, "year 2020: the plan covers 2021 to 2023"),
        ({"date_start": DAY, "date_end": datetime.date(2021, 5, 30)},
         "date_end 2021-05-30 is before date_start 2021-05-31"),
        ({"date_end": DAY}, "date_end 2021-05-31 has no date_start"),
        ({"date_start": datetime.date(2022, 5, 31)},
         "date_start 2022-05-31 is not in the reported year 2021"),
        ({"date_start": 7}, "date_start '7': expected a date like 2021-05-31"),
        ({"date_start": "2021-02-30"}, "date_start '2021-02-30': expected a date like 2021-05-31"),
        ({"date_end": "5/4/2021"}, "date_end '5/4/2021': expected 2021-04-05 or 2021-05-04: it is "
         "unclear"),
    ],
)  # fmt: skip
def test_one_fault_is_one_problem(values: dict[str, object], problem: str) -> None:
    line, problems = check(**values)
    assert line is None
    (said,) = problems
    assert said.startswith(f"a.csv, line 5: {problem}")


@pytest.mark.parametrize(
    "values",
    [
        {"body_id": "B"},
        {"row_id": "r3", "body_id": "B"},  # no body leads it
        {"date_start": DAY},
        {"date_start": DAY, "date_end": DAY},
        # The last day may be in another year.
        {"date_start": DAY, "date_end": datetime.date(2022, 1, 1)},
        {"date_start": "", "date_end": None},
        {"year": 2021.0},
        {"year": 2023},
    ],
)
def test_these_lines_have_no_fault(values: dict[str, object]) -> None:
    assert check(**values)[1] == []


def test_several_faults_are_all_named() -> None:
    _, problems = check(row_id="r9", body_id="C", status="finished", year="soon", date_start="x")
    assert len(problems) == 4


def test_a_plan_without_a_period_takes_any_year() -> None:
    problems: list[str] = []
    line = checked(
        RawLine("a.csv", "", 5, GOOD | {"year": 2077}), replace(FACTS, years=()), problems
    )
    assert line is not None
    assert (line.year, problems) == (2077, [])


@pytest.mark.parametrize(
    ("row_id", "ref", "row"),
    [("r1", "1.1 no. 2", "r1"), ("", "1.1  no. 2", "r2"), ("", "", ""), ("", "7", "")],
)
def test_a_line_names_its_row_by_identifier_or_else_by_reference(
    row_id: str, ref: str, row: str
) -> None:
    named = {**FACTS.rows, "r0": {"ref": ""}}
    assert (
        row_of(RawLine("", "", 1, {"row_id": row_id, "ref": ref}), replace(FACTS, rows=named))
        == row
    )


def test_an_unknown_formula_hides_all_else_of_its_line() -> None:
    problems: list[str] = []
    raw = RawLine("a.xlsx", "A", 5, {}, formulas=("M5", "N5"))
    assert checked(raw, FACTS, problems) is None
    (said,) = problems
    assert said.startswith("a.xlsx, A, line 5: M5 and N5: formula without a stored value")
