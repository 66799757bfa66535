"""Put filled-in monitoring forms together: checked, merged, counted."""

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
from pipeline.publish.forms.forms import RawLine, ReportLine, read_form
from pipeline.publish.forms.monitoring_form import STATUSES

MERGED = "monitoring.csv"
SUMMARY = "monitoring_summary.csv"
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")


@dataclass(frozen=True)
class Known:
    """What a plan knows, to check forms against.

    Attributes:
        plan: its id.
        areas: area of each row.
        leads: lead bodies of each row.
        bodies: all bodies.
    """

    plan: str
    areas: Mapping[str, str]
    leads: Mapping[str, frozenset[str]]
    bodies: frozenset[str]


@dataclass
class Monitoring:
    """What came of reading forms.

    Attributes:
        lines: what is reported, sorted.
        new: how many of them were not there before.
        problems: what is wrong, a line each; nothing is written where there are any.
    """

    lines: list[ReportLine] = field(default_factory=list)
    new: int = 0
    problems: list[str] = field(default_factory=list)


def monitor(
    files: Sequence[Path], published: Path, out: Path | None = None, *, replace: bool = False
) -> Monitoring:
    """Read filled-in forms, check them and merge them into ``monitoring.csv``.

    Nothing is written where a form has a problem. What was merged earlier stays; a form that
    contradicts it is a problem, unless ``replace`` says that the forms are right.

    Args:
        files: the forms, XLSX or CSV.
        published: folder of the plan's publication.
        out: folder to write to; None: the users' folder in the publication.
        replace: forms replace what was reported earlier on the same row, body, year and day.

    Raises:
        FormError: a form, or the publication, cannot be read.
    """
    known = known_of(published)
    target = out or published / USERS_FOLDER
    result = Monitoring()
    earlier = {line.key: _placed(line, known) for line in merged_lines(target / MERGED)}
    reported: dict[tuple[str, str, int, str], ReportLine] = {}
    for path in files:
        form = read_form(path)
        if form.plan and form.plan != known.plan:
            result.problems.append(f"{path.name}: is a form of {form.plan}, not of {known.plan}")
            continue
        for raw in form.lines:
            line = checked(raw, known, result.problems) if raw.is_filled else None
            if line:
                _add(line, reported, result.problems)
    for key, line in reported.items():
        before = earlier.get(key)
        if before and not replace and not _same(before, line):
            result.problems.append(
                f"{line.source}: differs from what {before.source} said of the same row, year "
                "and day; correct it, or use --replace"
            )
    result.new = sum(key not in earlier for key in reported)
    result.lines = sorted((earlier | reported).values(), key=lambda line: line.key)
    if not result.problems:
        # The publication's own lock, so that no run swaps the folder under our hands.
        with locked(published if out is None else out):
            _write(target, result, known)
    return result


def known_of(published: Path) -> Known:
    """Return what a published plan knows.

    Raises:
        FormError: the folder is no publication.
    """
    manifest = read_manifest(published)
    try:
        rows = read_csv(published / "matrix.csv")
        bodies = read_csv(published / "bodies.csv")
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(f"{published}: is no published plan ({error}); run the plan") from error
    if manifest is None:
        raise FormError(f"{published}: has no manifest; run the plan first")
    return Known(
        plan=manifest.plan,
        areas={row["row_id"]: row["area_id"] for row in rows},
        leads={
            row["row_id"]: frozenset(filter(None, row["lead_bodies"].split(JOINED))) for row in rows
        },
        bodies=frozenset(body["body_id"] for body in bodies),
    )


def _placed(line: ReportLine, known: Known) -> ReportLine:
    """Put a line that was merged earlier under the area that the publication has its row in."""
    return line.model_copy(update={"area_id": known.areas.get(line.row_id, line.area_id)})


def checked(raw: RawLine, known: Known, problems: list[str]) -> ReportLine | None:
    """Return what a line of a form reports; None where it has a problem, which is noted."""
    found = list(_problems(raw, known))
    problems += [f"{raw.place}: {problem}" for problem in found]
    if found:
        return None
    row_id = raw.text("row_id")
    return ReportLine(
        row_id=row_id,
        body_id=raw.text("body_id"),
        area_id=known.areas[row_id],
        year=int(raw.text("year")),
        status=raw.text("status").casefold(),
        date_start=_date(raw.values.get("date_start")),
        date_end=_date(raw.values.get("date_end")),
        achievement=raw.text("achievement"),
        assessment=raw.text("assessment"),
        source=raw.place,
    )


def _problems(raw: RawLine, known: Known) -> Iterator[str]:
    row_id, body = raw.text("row_id"), raw.text("body_id")
    if row_id not in known.areas:
        yield f"row {row_id!r}: the plan has no such row"
    if body not in known.bodies:
        yield f"body {body!r}: the plan has no such body; choose one from the list"
    elif row_id in known.areas and (leads := known.leads[row_id]) and body not in leads:
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
        yield f"date_end {end} without a first day"
    if start and start.year != year:
        yield f"date_start {start} is not in {year}, the year reported on"
    if start and end and end < start:
        yield f"date_end {end} is before date_start {start}"


def _date(value: object) -> datetime.date | None:
    """Return a date from a cell: a date, or text in ISO 8601; other orders are ambiguous.

    Raises:
        ValueError: it is no date.
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
    """Yield what was merged earlier.

    Raises:
        FormError: the file is not as it was written.
    """
    if not path.exists():
        return
    try:
        for row in read_csv(path):
            yield ReportLine.model_validate({n: v if v else _empty(n) for n, v in row.items()})
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise FormError(f"{path}: is not as it was written ({reason}); move it away") from error


def _empty(name: str) -> str | None:
    return None if name.startswith("date_") else ""


def _write(target: Path, result: Monitoring, known: Known) -> None:
    target.mkdir(parents=True, exist_ok=True)
    names = list(ReportLine.model_fields)
    lines = [[_value(getattr(line, name)) for name in names] for line in result.lines]
    replace_file(target / MERGED, _csv(names, lines))
    replace_file(target / SUMMARY, _csv(SUMMARY_COLUMNS, summary(result.lines, known)))


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


def summary(lines: Sequence[ReportLine], known: Known) -> list[list[object]]:
    """Count reports by body, area and year.

    A row's own status is that of its last report; a body has planned what it leads.
    """
    planned: dict[tuple[str, str], set[str]] = {}
    for row, leads in known.leads.items():
        planned.setdefault(("area", known.areas[row]), set()).add(row)
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
