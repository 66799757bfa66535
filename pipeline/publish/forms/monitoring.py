"""Check, merge and count filled-in monitoring forms."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from link.rows import JOINED
from pipeline.publish.core.atomic_folder import locked, replace_file
from pipeline.publish.core.errors import FormError
from pipeline.publish.data.csv_files import csv_value, read_csv
from pipeline.publish.describe.manifest import USERS_FOLDER, read_manifest
from pipeline.publish.forms.form_worker import read_forms
from pipeline.publish.forms.forms import RawLine, ReportLine
from pipeline.publish.forms.monitoring_form import STATUSES

MERGED = "monitoring.csv"
SUMMARY = "monitoring_summary.csv"
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")


@dataclass(frozen=True)
class PlanFacts:
    """Facts of a published plan that forms are checked against.

    Attributes:
        plan: id of the plan.
        areas: area of each row.
        leads: lead bodies of each row.
        bodies: ids of all bodies.
    """

    plan: str
    areas: Mapping[str, str]
    leads: Mapping[str, frozenset[str]]
    bodies: frozenset[str]


@dataclass
class Monitoring:
    """The result of reading forms.

    Attributes:
        lines: the reports, sorted.
        new: number of reports that were not merged before.
        problems: faults of the forms, a line each; if there are any, nothing is written.
    """

    lines: list[ReportLine] = field(default_factory=list)
    new: int = 0
    problems: list[str] = field(default_factory=list)


def monitor(
    files: Sequence[Path], published: Path, out: Path | None = None, *, replace: bool = False
) -> Monitoring:
    """Read filled-in forms, check them and merge them into ``monitoring.csv``.

    If a form has a fault, nothing is written. Reports merged earlier stay; a form that contradicts
    one is a fault, unless ``replace`` is true.

    Args:
        files: the forms, XLSX or CSV.
        published: folder of the plan's publication.
        out: folder to write to; None: the users' folder in the publication.
        replace: whether forms replace earlier reports on the same row, body, year and day.

    Raises:
        FormError: a form, or the publication, cannot be read.
    """
    facts = facts_of(published)
    target = out or published / USERS_FOLDER
    result = Monitoring()
    earlier = {line.key: _with_area(line, facts) for line in merged_lines(target / MERGED)}
    reported: dict[tuple[str, str, int, str], ReportLine] = {}
    for path, form in read_forms(files):
        if form.plan and form.plan != facts.plan:
            result.problems.append(f"{path.name}: is a form of {form.plan}, not of {facts.plan}")
            continue
        for raw in form.lines:
            line = checked(raw, facts, result.problems) if raw.is_filled else None
            if line:
                _add(line, reported, result.problems)
    for key, line in reported.items():
        before = earlier.get(key)
        if before and not replace and not _same(before, line):
            result.problems.append(
                f"{line.source}: differs from {before.source} on the same row, year and day; "
                "correct it, or use --replace"
            )
    result.new = sum(key not in earlier for key in reported)
    result.lines = sorted((earlier | reported).values(), key=lambda line: line.key)
    if not result.problems:
        # The lock of the publication keeps a run from swapping the folder meanwhile.
        with locked(published if out is None else out):
            _write(target, result, facts)
    return result


def facts_of(published: Path) -> PlanFacts:
    """Return the facts of a published plan.

    Raises:
        FormError: the folder is not a publication.
    """
    manifest = read_manifest(published)
    try:
        rows = read_csv(published / "matrix.csv")
        bodies = read_csv(published / "bodies.csv")
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(
            f"{published}: is not a published plan ({error}); publish it with `planrows run`"
        ) from error
    if manifest is None:
        raise FormError(f"{published}: has no manifest; publish the plan with `planrows run`")
    return PlanFacts(
        plan=manifest.plan,
        areas={row["row_id"]: row["area_id"] for row in rows},
        leads={
            row["row_id"]: frozenset(filter(None, row["lead_bodies"].split(JOINED))) for row in rows
        },
        bodies=frozenset(body["body_id"] for body in bodies),
    )


def _with_area(line: ReportLine, facts: PlanFacts) -> ReportLine:
    """Return an earlier report with the area that its row has in this publication."""
    return line.model_copy(update={"area_id": facts.areas.get(line.row_id, line.area_id)})


def checked(raw: RawLine, facts: PlanFacts, problems: list[str]) -> ReportLine | None:
    """Return the report of a line; None where it has faults, which are added to ``problems``."""
    found = list(_problems(raw, facts))
    problems += [f"{raw.place}: {problem}" for problem in found]
    if found:
        return None
    row_id = raw.text("row_id")
    return ReportLine(
        row_id=row_id,
        body_id=raw.text("body_id"),
        area_id=facts.areas[row_id],
        year=int(raw.text("year")),
        status=raw.text("status").casefold(),
        date_start=_date(raw.values.get("date_start")),
        date_end=_date(raw.values.get("date_end")),
        achievement=raw.text("achievement"),
        assessment=raw.text("assessment"),
        source=raw.place,
    )


def _problems(raw: RawLine, facts: PlanFacts) -> Iterator[str]:
    row_id, body = raw.text("row_id"), raw.text("body_id")
    if row_id not in facts.areas:
        yield f"row {row_id!r}: the plan has no such row"
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
    yield from _date_problems(raw, int(year))


def _date_problems(raw: RawLine, year: int) -> Iterator[str]:
    dates: dict[str, datetime.date] = {}
    for name in ("date_start", "date_end"):
        try:
            date = _date(raw.values.get(name))
        except ValueError:
            yield f"{name} {raw.text(name)!r}: expected a date like 2021-05-31"
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


def _date(value: object) -> datetime.date | None:
    """Return the date of a cell: a date, or text in ISO 8601, as other formats are ambiguous.

    Raises:
        ValueError: it is not a date.
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = " ".join(str(value if value is not None else "").split())
    if not text:
        return None
    found = _ISO.fullmatch(text)
    if not found:
        raise ValueError(text)
    return datetime.date(int(found[1]), int(found[2]), int(found[3]))


def _same(one: ReportLine, other: ReportLine) -> bool:
    return one.model_copy(update={"source": ""}) == other.model_copy(update={"source": ""})


def _add(
    line: ReportLine, reported: dict[tuple[str, str, int, str], ReportLine], problems: list[str]
) -> None:
    before = reported.setdefault(line.key, line)
    if not _same(before, line):
        problems.append(
            f"{line.source}: differs from {before.source} on the same row, body, year and day; "
            "correct one of them"
        )


def merged_lines(path: Path) -> Iterator[ReportLine]:
    """Yield the reports that were merged earlier.

    Raises:
        FormError: the file was changed and cannot be read.
    """
    if not path.exists():
        return
    try:
        for row in read_csv(path):
            yield ReportLine.model_validate({n: v if v else _empty(n) for n, v in row.items()})
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise FormError(
            f"{path}: was changed and cannot be read ({reason}); move it away"
        ) from error


def _empty(name: str) -> str | None:
    return None if name.startswith("date_") else ""


def _write(target: Path, result: Monitoring, facts: PlanFacts) -> None:
    target.mkdir(parents=True, exist_ok=True)
    names = list(ReportLine.model_fields)
    lines = [[_value(getattr(line, name)) for name in names] for line in result.lines]
    replace_file(target / MERGED, _csv(names, lines))
    replace_file(target / SUMMARY, _csv(SUMMARY_COLUMNS, summary(result.lines, facts)))


def _value(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return csv_value(value if isinstance(value, str | int) else None)


def _csv(header: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return out.getvalue()


SUMMARY_COLUMNS = ("by", "value", "rows_planned", "rows_reported", "reports", *STATUSES)


def summary(lines: Sequence[ReportLine], facts: PlanFacts) -> list[list[object]]:
    """Count reports by body, area and year.

    The status of a row is that of its last report. The planned rows of a body are those it leads.
    """
    planned: dict[tuple[str, str], set[str]] = {}
    for row, leads in facts.leads.items():
        planned.setdefault(("area", facts.areas[row]), set()).add(row)
        for body in leads:
            planned.setdefault(("body", body), set()).add(row)
    groups: dict[tuple[str, str], list[ReportLine]] = {}
    for line in lines:
        for key in (("body", line.body_id), ("area", line.area_id), ("year", str(line.year))):
            groups.setdefault(key, []).append(line)
    table: list[list[object]] = []
    for key in sorted(planned.keys() | groups.keys()):
        own = groups.get(key, [])
        last = {line.row_id: line.status for line in sorted(own, key=lambda line: line.key[2:])}
        counts = [sum(status == s for status in last.values()) for s in STATUSES]
        rows = len(planned[key]) if key in planned else ""
        table.append([*key, rows, len(last), len(own), *counts])
    return table
