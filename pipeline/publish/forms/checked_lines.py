"""Check the lines of a form against the edition that it belongs to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from expectations.settings import read_date
from pipeline.publish.forms.edition_facts import PlanFacts
from pipeline.publish.forms.forms import RawLine, ReportLine
from pipeline.publish.forms.monitoring_form import STATUSES


def checked(raw: RawLine, facts: PlanFacts, problems: list[str]) -> ReportLine | None:
    """Return the report of a line; None if it has faults, which are added to ``problems``."""
    found = list(_problems(raw, facts))
    problems += [f"{raw.place}: {problem}" for problem in found]
    if found:
        return None
    row_id = row_of(raw, facts)
    return ReportLine(
        edition=facts.edition,
        row_id=row_id,
        body_id=raw.text("body_id"),
        area_id=facts.areas[row_id],
        year=int(raw.text("year")),
        status=raw.text("status").casefold(),
        date_start=_date_of(raw.values.get("date_start")),
        date_end=_date_of(raw.values.get("date_end")),
        achievement=raw.text("achievement"),
        assessment=raw.text("assessment"),
        source=raw.place,
    )


def row_of(raw: RawLine, facts: PlanFacts) -> str:
    """Return the row that a line reports on: a line added by hand may give its reference alone."""
    ref = "" if raw.text("row_id") else " ".join(raw.text("ref").split())
    found = (row_id for row_id, row in facts.rows.items() if ref and row.get("ref") == ref)
    return next(found, raw.text("row_id"))


def _problems(raw: RawLine, facts: PlanFacts) -> Iterator[str]:
    if raw.formulas:
        yield (
            f"{' and '.join(raw.formulas)}: formula without a stored value, or with an error; "
            "type the value, or open and save the form in a spreadsheet"
        )
        return
    row_id, body = row_of(raw, facts), raw.text("body_id")
    if row_id not in facts.areas:
        yield f"row {row_id or raw.text('ref')!r}: the plan has no such row"
    if body not in facts.bodies:
        yield f"body {body!r}: the plan has no such body; choose one from the list"
    elif row_id in facts.areas and (leads := facts.leads[row_id]) and body not in leads:
        yield f"{row_id} is led by {', '.join(sorted(leads))}, not by {body}"
    status = raw.text("status").casefold()
    if status not in STATUSES:
        yield f"status {status!r}: expected one of {', '.join(STATUSES)}"
    year = raw.text("year")
    if not re.fullmatch(r"(19|20|21)\d\d", year):
        yield f"year {year!r}: expected a year like 2021"
        return
    if facts.years and int(year) not in facts.years:
        first, last = facts.years[0], facts.years[-1]
        yield f"year {year}: the plan covers {first} to {last}"
    yield from _date_problems(raw, int(year))


def _date_problems(raw: RawLine, year: int) -> Iterator[str]:
    dates: dict[str, datetime.date] = {}
    for name in ("date_start", "date_end"):
        try:
            date = _date_of(raw.values.get(name))
        except ValueError as error:
            yield f"{name} {raw.text(name)!r}: expected {error}"
            return
        if date:
            dates[name] = date
    start, end = dates.get("date_start"), dates.get("date_end")
    if end and not start:
        yield f"date_end {end} has no date_start"
    if start and start.year != year:
        yield f"date_start {start} is not in the reported year {year}"
    if start and end and end < start:
        yield f"date_end {end} is before date_start {start}"


def _date_of(value: object) -> datetime.date | None:
    """Return the date of a cell: a date, or text that can mean one day only.

    Raises:
        ValueError: it is not such a date; says what is expected.
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = " ".join(str(value if value is not None else "").split())
    return read_date(text) if text else None
