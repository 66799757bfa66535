"""Write merged reports and progress: CSV, ``plan.json``, ``plan.xlsx`` and ``monitoring.html``."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.publish.core.atomic_folder import replace_file
from pipeline.publish.core.json_text import json_text
from pipeline.publish.data.csv_files import csv_value
from pipeline.publish.forms.edition_facts import PlanFacts
from pipeline.publish.forms.forms import ReportLine
from pipeline.publish.forms.progress import STANDINGS, Progress, last_year, progress
from pipeline.publish.forms.progress_page import progress_page

if TYPE_CHECKING:
    from openpyxl import Workbook

MERGED = "monitoring.csv"
SUMMARY = "monitoring_summary.csv"
PAGE = "monitoring.html"
PLAN_JSON, PLAN_XLSX = "plan.json", "plan.xlsx"
SUMMARY_COLUMNS = (
    "edition", "by", "value", "name", "rows_planned", "rows_reported", "reports", *STANDINGS,
)  # fmt: skip
WIDTHS = {"name": 50, "achievement": 50, "assessment": 50, "source": 30}


def write_progress(
    target: Path, lines: Sequence[ReportLine], editions: Sequence[PlanFacts], year: int | None
) -> None:
    """Write the reports of a folder, and the progress of each edition that they are on.

    ``plan.json`` and ``plan.xlsx`` are the published files with the reports and the progress in
    addition; the published files themselves do not change. Each edition has its own: counts of
    two editions are never added up. If a folder has reports on several editions, the names of the
    files contain the edition, except those of the first one.

    Args:
        target: the folder.
        lines: all reports of the folder.
        editions: the editions of the reports.
        year: the year at whose end progress is counted; None: the last year reported on.
    """
    target.mkdir(parents=True, exist_ok=True)
    names = list(ReportLine.model_fields)
    table = [[_value(getattr(line, name)) for name in names] for line in lines]
    replace_file(target / MERGED, _csv(names, table))
    groups = {
        facts.edition: progress([li for li in lines if li.edition == facts.edition], facts, year)
        for facts in editions
    }
    replace_file(target / SUMMARY, _csv(SUMMARY_COLUMNS, _summary(groups.values())))
    for number, facts in enumerate(editions):
        own = [line for line in lines if line.edition == facts.edition]
        at = year if year is not None else last_year(own, facts)
        page = progress_page(facts, own, groups[facts.edition], at)
        for name, content in (
            (PAGE, page),
            (PLAN_JSON, _json(facts, own, groups[facts.edition], at)),
        ):
            replace_file(target / _named(name, facts, number), content)
        _write_book(target / _named(PLAN_XLSX, facts, number), facts, own, groups[facts.edition])


def _named(name: str, facts: PlanFacts, number: int) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}@{facts.edition}{dot}{suffix}" if number else name


def _summary(groups: Iterable[Sequence[Progress]]) -> list[list[str]]:
    return [[_value(value) for value in summary_line(group)] for of in groups for group in of]


def summary_line(group: Progress) -> list[str | int]:
    """Return the values of a line of the summary."""
    return [
        *(group.edition, group.by, group.value, group.name),
        *(group.rows_planned, group.rows_reported, group.reports),
        *map(group.count, STANDINGS),
    ]


def _value(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return csv_value(value if isinstance(value, str | int) else None)


def _csv(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return out.getvalue()


def _json(
    facts: PlanFacts, lines: Sequence[ReportLine], groups: Sequence[Progress], year: int | None
) -> str:
    plan: dict[str, Any] = json.loads((facts.folder / PLAN_JSON).read_bytes())
    plan["monitoring"] = {
        "edition": facts.edition,
        "year": year,
        "progress": [group.model_dump(mode="json") for group in groups],
        "reports": [line.model_dump(mode="json") for line in lines],
    }
    return json_text(plan)


def _write_book(
    path: Path, facts: PlanFacts, lines: Sequence[ReportLine], groups: Sequence[Progress]
) -> None:
    """Write the published workbook with two more sheets."""
    import openpyxl

    book = openpyxl.load_workbook(facts.folder / PLAN_XLSX)
    _add_sheet(book, "progress", SUMMARY_COLUMNS, [summary_line(group) for group in groups])
    names = list(ReportLine.model_fields)
    _add_sheet(book, "reports", names, [[getattr(li, name) for name in names] for li in lines])
    partial = path.with_name(f".{path.name}.part")
    book.save(partial)
    partial.replace(path)


def _add_sheet(
    book: Workbook, name: str, header: Sequence[str], lines: Iterable[Sequence[object]]
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    for column, title in enumerate(header, 1):
        cell = sheet.cell(1, column, title)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DFE7EF")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(title, 14)
    for row, line in enumerate(lines, 2):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(row, column)
            cell.value = value if isinstance(value, int | str | datetime.date) else None
            if isinstance(value, str):
                # Text that begins with = is text, never a formula.
                cell.data_type = "s"
                cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
