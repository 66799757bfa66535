"""Where the rows of an edition stand, by area, body and year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pydantic import Field

from extract.model import Frozen
from normalize.ids import number_in
from pipeline.publish.forms.edition_facts import PlanFacts
from pipeline.publish.forms.forms import ReportLine

Standing = Literal[
    "done",
    "under way",
    "not started",
    "postponed",
    "dropped",
    "overdue",
    "silent",
    "reported differently",
]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
MEANINGS: Mapping[Standing, str] = {
    "done": "reported as done",
    "under way": "reported as under way",
    "not started": "reported as not started",
    "postponed": "reported as postponed",
    "dropped": "reported as dropped",
    "overdue": "reported, not done, and its last year has passed",
    "silent": "nobody has reported on it",
    "reported differently": "the last reports of two bodies differ",
}


class Progress(Frozen):
    """How many rows of a group stand where. Each row counts once."""

    edition: str = Field(description="edition of the plan")
    by: Literal["plan", "area", "body", "year"]
    value: str = Field(description="area, body or year")
    name: str = Field(description="title of the area or name of the body")
    rows_planned: int = Field(description="rows of the group")
    rows_reported: int = Field(description="rows with a report; of a year: for that year")
    reports: int = Field(description="reports; of a year: for that year")
    standings: dict[Standing, tuple[str, ...]] = Field(description="rows by standing")

    def count(self, standing: Standing) -> int:
        """Return the number of rows that stand somewhere."""
        return len(self.standings.get(standing, ()))


def last_year(lines: Iterable[ReportLine], facts: PlanFacts) -> int | None:
    """Return the last year reported on; without reports, the first year of the plan."""
    return max((line.year for line in lines), default=facts.years[0] if facts.years else None)


def standing_of(reports: Sequence[ReportLine], due: int | None, year: int | None) -> Standing:
    """Return where a row stands at the end of a year.

    The last report of each body counts. If bodies differ, the row is never done.

    Args:
        reports: the reports on the row.
        due: last year in which the row is to be carried out; None: not known.
        year: the year; later reports do not count. None: all count.
    """
    known = [line for line in reports if year is None or line.year <= year]
    if not known:
        return "silent"
    statuses = {line.status for line in last_of_bodies(known)}
    if len(statuses) > 1:
        return "reported differently"
    status = statuses.pop()
    found = next(standing for standing in STANDINGS if standing == status)
    is_over = due is not None and year is not None and due < year
    return "overdue" if is_over and status not in ("done", "dropped") else found


def progress(
    lines: Sequence[ReportLine], facts: PlanFacts, year: int | None = None
) -> list[Progress]:
    """Return the progress of one edition: of the whole plan, each area, body and year.

    Args:
        lines: the reports on this edition.
        facts: the edition.
        year: the year at whose end the rows stand there; None: the last year reported on.
    """
    year = year if year is not None else last_year(lines, facts)
    made = [_Group("plan", facts.plan, tuple(facts.rows), facts.title, year)]
    made += [
        _Group("area", area, tuple(rows), facts.area_titles.get(area, ""), year)
        for area, rows in _groups(facts.areas.items()).items()
    ]
    of_body = [(row, body) for row, leads in facts.leads.items() for body in leads]
    # Any body of the plan may report on a row without a recognised lead body.
    reported = {(li.row_id, li.body_id) for li in lines if li.row_id in facts.rows}
    of_body += sorted(reported - set(of_body))
    made += [
        _Group("body", body, tuple(rows), facts.bodies.get(body, ""), year)
        for body, rows in sorted(_groups(of_body).items())
    ]
    made += [
        _Group("year", str(each), tuple(facts.rows), "", each)
        for each in _years(lines, facts, year)
    ]
    return [group.counted(lines, facts) for group in made]


@dataclass(frozen=True)
class _Group:
    """Rows to be counted together, at the end of a year."""

    by: Literal["plan", "area", "body", "year"]
    value: str
    rows: tuple[str, ...]
    name: str
    year: int | None

    def counted(self, lines: Sequence[ReportLine], facts: PlanFacts) -> Progress:
        """Count the rows of the group by standing, and the reports on them.

        For a body, only its own reports count. For a year, a row's standing follows from all
        reports up to the end of that year; only the reports for that year are counted.
        """
        on_row: dict[str, list[ReportLine]] = {row: [] for row in self.rows}
        for line in lines:
            if line.row_id in on_row and (self.by != "body" or line.body_id == self.value):
                on_row[line.row_id].append(line)
        found: dict[Standing, list[str]] = {standing: [] for standing in STANDINGS}
        for row, reports in on_row.items():
            found[standing_of(reports, facts.due.get(row), self.year)].append(row)
        counted = [
            line
            for reports in on_row.values()
            for line in reports
            if self.by != "year" or line.year == self.year
        ]
        return Progress(
            edition=facts.edition,
            by=self.by,
            value=self.value,
            name=self.name,
            rows_planned=len(self.rows),
            rows_reported=len({line.row_id for line in counted}),
            reports=len(counted),
            standings={standing: tuple(rows) for standing, rows in found.items()},
        )


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the rows of each group, in printed order."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row, value in pairs:
        groups[value].append(row)
    return groups


def _years(lines: Sequence[ReportLine], facts: PlanFacts, last: int | None) -> list[int]:
    """Return the years up to the last one: those of the plan, else those reported on."""
    years = facts.years or sorted({line.year for line in lines})
    return [year for year in years if last is None or year <= last] if lines else []


def last_of_bodies(reports: Iterable[ReportLine]) -> list[ReportLine]:
    """Return the last report of each body, by year and first day."""
    ordered = sorted(reports, key=lambda line: line.key[2:])
    return list({line.body_id: line for line in ordered}.values())


def differing(lines: Sequence[ReportLine], facts: PlanFacts) -> list[str]:
    """Return a sentence for each row whose bodies report it differently."""
    on_row: dict[str, list[ReportLine]] = defaultdict(list)
    for line in lines:
        on_row[line.row_id].append(line)
    found = []
    for row in (row for row in facts.rows if row in on_row):
        last = sorted(last_of_bodies(on_row[row]), key=lambda line: line.body_id)
        if len({line.status for line in last}) > 1:
            said = ", ".join(f"{line.body_id} “{line.status}” ({line.year})" for line in last)
            found.append(f"{place_of(facts, row)} ({row}) is reported differently: {said}")
    return found


def place_of(facts: PlanFacts, row_id: str) -> str:
    """Return how people cite a row, like ``1.10 no. 3``."""
    row = facts.rows.get(row_id, {})
    return row.get("ref") or number_in(facts.areas.get(row_id, "")) or row_id


def counts_of(groups: Sequence[Progress]) -> Counter[Standing]:
    """Return how many rows of the plan stand where."""
    plan = next(group for group in groups if group.by == "plan")
    return Counter({standing: plan.count(standing) for standing in STANDINGS})
