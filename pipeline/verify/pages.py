"""Compare the HTML pages and the monitoring form with the tables."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from link.rows import CellRecord, MatrixRecord, MentionRecord
from pipeline.publish.core.columns import columns_of
from pipeline.publish.forms.monitoring_form import (
    COLUMNS,
    HEADER_ROW,
    LISTS,
    given_value,
    rows_by_lead,
)
from pipeline.publish.html.explore import issue_data, page_html
from pipeline.publish.html.report import report_page
from pipeline.verify.contents import Contents
from pipeline.verify.formats import (
    as_in_sheet,
    first_difference,
    open_workbook,
    plain,
    sheet_rows,
    table_rows,
)

PAGE = "index.html"
REPORT = "report.html"
FORM = "monitoring.xlsx"
_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.S)
REPORTED = {
    "id": "issue_id",
    "severity": "severity",
    "rule": "rule",
    "decision": "decision",
    "value": "decision_value",
    "by": "decided_by",
    "date": "decision_date",
    "note": "decision_note",
    "message": "message",
    "suggestion": "suggestion",
    "ground": "ground",
}
"""Fields of an issue in the report's data, and their names in ``issues.json``."""


def compare_pages(contents: Contents, *, same_version: bool) -> Iterator[str]:
    """Yield where the pages and the form differ from the tables, a line each.

    Args:
        contents: the folder.
        same_version: whether this version of planrows wrote it; then all of a page is compared,
            not only its data.
    """
    shown: dict[str, Any] = {}
    for name, compare in ((PAGE, _explore), (REPORT, _report)) if contents.has("html") else ():
        try:
            page = (contents.folder / name).read_text(encoding="utf-8")
            yield from compare(contents, page, same_version)
            yield from _pictures(name, page, shown)
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            yield f"{name}: cannot be read: {error}"
    if contents.has("form"):
        yield from _form(contents)


def _pictures(name: str, page: str, shown: dict[str, Any]) -> Iterator[str]:
    """Compare the pictures of the pages that both files show."""
    found = _DATA.search(page)
    for number, picture in (json.loads(found[1])["pages"] if found else {}).items():
        other = shown.setdefault(number, picture)
        if other != picture and other["picture"] and picture["picture"]:
            yield f"{name}: its picture of page {number} is not that of {PAGE}"


def _explore(contents: Contents, page: str, same_version: bool) -> Iterator[str]:
    """Compare the data of the page with the tables, and the page with the one made from them."""
    found = _DATA.search(page)
    if found is None:
        yield f"{PAGE}: holds no data"
        return
    data: dict[str, Any] = json.loads(found[1])
    if same_version and page_html(contents, data) != page:
        yield f"{PAGE}: differs, outside of its data, from what planrows writes"
    matrix = next(spec for spec in contents.tables if spec.name == "matrix")
    columns = columns_of(matrix.model)
    names = [column.name for column in columns]
    if data["columns"] != names:
        yield f"{PAGE}: its columns are not those of matrix.csv"
        return
    texts = data["texts"]
    is_text = [column.type == "string" for column in columns]
    rows = (
        [
            plain(texts[value] if text and value is not None else value)
            for value, text in zip(row, is_text, strict=True)
        ]
        for row in data["rows"]
    )
    wanted = map(list, table_rows(contents.records["matrix"]))
    yield from first_difference(f"{PAGE}, rows", names, rows, wanted)
    yield from _lists(contents, data)


def _evidence(contents: Contents, data: Mapping[str, Any]) -> Iterator[str]:
    """Compare where the page says that values are printed, and what names them, with the tables."""
    columns, records = data["cellColumns"], contents.records
    names = ["column", "page", "x0", "top", "x1", "bottom", "text"]
    cells = [[columns[c[0]], *(f"{x:.1f}" for x in c[1:6]), str(bool(c[6]))] for c in data["cells"]]
    wanted = [
        [c.column, *(f"{round(x, 1):.1f}" for x in (c.page, c.x0, c.top, c.x1, c.bottom)),
         str(bool(c.text))]
        for c in records["cells"] if isinstance(c, CellRecord)
    ]  # fmt: skip
    yield from first_difference(f"{PAGE}, cells", names, sorted(cells), sorted(wanted))
    kinds = sorted([str(k) for k in kind] for kind in data["kinds"])
    fields = ["facet", "value", "record_id", "start", "stop", "printed"]
    wanted = sorted([str(getattr(k, f)) for f in fields] for k in records["kinds"])
    yield from first_difference(f"{PAGE}, kinds", fields, kinds, wanted)
    known = {
        (str(m.body_id), m.role, m.record_id, m.printed)
        for m in records["mentions"] if isinstance(m, MentionRecord)
    }  # fmt: skip
    for m in data["mentions"]:
        if (str(m["body"]), m["role"], m["record"], m["printed"]) not in known:
            yield f"{PAGE}: names {m['printed']!r}, which mentions.csv does not"
    if data["language"] != contents.card.language:
        yield f"{PAGE}: its language is not that of plan.json"


def _lists(contents: Contents, data: Mapping[str, Any]) -> Iterator[str]:
    """Compare the other lists of the page's data with their tables."""
    for table, fields in (
        ("sections", {"id": "section_id", "title": "title"}),
        ("areas", {"id": "area_id", "title": "title"}),
        ("bodies", {
            "id": "body_id", "acronym": "acronym", "name": "name", "kind": "kind",
            "parent": "parent_id", "number": "annex_no", "mark": "mark", "note": "note",
        }),
        ("references", {
            "id": "reference_id", "from": "from_id", "field": "field", "printed": "printed",
            "relation": "relation", "kind": "target_kind", "target": "target_id",
            "status": "status",
        }),
        ("corrections", {"issue": "issue_id", "printed": "printed", "by": "decided_by"}),
    ):  # fmt: skip
        records = contents.records["cross_references" if table == "references" else table]
        found = sorted([str(plain(item[name])) for name in fields] for item in data[table])
        wanted = sorted([str(plain(getattr(r, n))) for n in fields.values()] for r in records)
        yield from first_difference(f"{PAGE}, {table}", list(fields), found, wanted)
    yield from _evidence(contents, data)
    issues = [list(map(str, issue.values())) for issue in data["issues"]]
    expected = [list(map(str, issue.values())) for issue in issue_data(contents.issues)]
    names = list(data["issues"][0]) if issues else []
    yield from first_difference(f"{PAGE}, issues", names, issues, expected)
    if data["plan"] != {"id": contents.card.id, "title": contents.card.title}:
        yield f"{PAGE}: its plan or title is not that of plan.json"


def _report(contents: Contents, page: str, same_version: bool) -> Iterator[str]:
    """Compare the issues of the report with the list, and the page with the one made from them."""
    found = _DATA.search(page)
    if found is None:
        yield f"{REPORT}: holds no data"
        return
    data: dict[str, Any] = json.loads(found[1])
    if same_version and report_page(contents, data) != page:
        yield f"{REPORT}: differs, outside of its data, from what planrows writes"
    names = list(REPORTED)
    shown = [[issue[name] for name in names] for issue in data["issues"]]
    wanted = [[getattr(issue, field) for field in REPORTED.values()] for issue in contents.issues]
    yield from first_difference(REPORT, names, shown, wanted)
    bodies = sorted([body["id"], body["name"]] for body in data["bodies"])
    records = contents.records["bodies"]
    expected = sorted([plain(getattr(r, n)) for n in ("body_id", "name")] for r in records)
    yield from first_difference(f"{REPORT}, bodies", ["id", "name"], bodies, expected)
    if data["plan"]["title"] != contents.card.title or data["plan"]["id"] != contents.card.id:
        yield f"{REPORT}: its plan or title is not that of plan.json"


def _form(contents: Contents) -> Iterator[str]:
    """Compare the columns of the form that come from the plan with the matrix."""
    book, problems = open_workbook(contents.folder / FORM)
    yield from problems
    if book is None:
        return
    matrix = [row for row in contents.records["matrix"] if isinstance(row, MatrixRecord)]
    with contextlib.closing(book):
        sheets = [name for name in book.sheetnames if name not in ("Read me", LISTS)]
        leads = rows_by_lead(matrix)
        if len(sheets) != len(leads):
            yield f"{FORM}: has {len(sheets)} sheets with rows; expected {len(leads)}"
            return
        for sheet, (body, rows) in zip(sheets, leads.items(), strict=True):
            yield from _form_sheet(sheet, sheet_rows(book, sheet), rows, body)
        facts = {row[3]: row[4] for row in sheet_rows(book, LISTS) if len(row) > 4 and row[3]}
    if (facts.get("plan"), facts.get("source")) != (contents.card.id, contents.source.sha256):
        yield f"{FORM}: belongs to another plan or source"


def _form_sheet(
    sheet: str,
    lines: Iterable[tuple[object, ...]],
    rows: Sequence[MatrixRecord],
    body: str,
) -> Iterator[str]:
    """Compare a sheet of the form with the rows of the body that leads them."""
    columns = [(i, column) for i, column in enumerate(COLUMNS) if column.kind in ("plan", "body")]
    filled = [line for line in list(lines)[HEADER_ROW + 1 :] if line and line[0] != ""]
    found = [[line[i] for i, _ in columns] for line in filled]
    wanted = [[as_in_sheet(given_value(row, c, body)) for _, c in columns] for row in rows]
    names = [column.title for _, column in columns]
    yield from first_difference(f"{FORM}, {sheet}", names, found, wanted)
