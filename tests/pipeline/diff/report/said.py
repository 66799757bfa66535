"""Small editions of two areas, and the sentences that tell how they differ."""

from __future__ import annotations

from pipeline.diff.editions import Edition, Record
from pipeline.diff.model import Table
from pipeline.diff.stage import compare_editions
from tests.pipeline.diff import made_editions as made

TRAIN = "Train border officers in the detection of forged documents"
MAYORS = "Convene mayors yearly to exchange views on neighbourhood radio"
CODE = "Code of conduct for harbour masters and pilots"
REPORT = "Printed report on asylum claims by country of origin"
BORDERS, PORTS = "Borders are watched with care", "Ports of call and inland waterways"


def row(activity: str, output: str = CODE, lead: str = "SOMTC", **values: str) -> Record:
    area = {"area_id": "area-1.2", "area": BORDERS, "focus": "Skills", "section_id": "section-1"}
    key = f"row-{activity[:9]}"
    return made.record(key, 1, activity, output, lead) | area | values


def there(activity: str, **values: str) -> Record:
    return row(activity, CODE, "SOMTC", area_id="area-1.10", area=PORTS, **values)


KEPT = [row(f"Dredge canal number {n} of the lower delta", "") for n in range(3)]
KEPT += [there(f"Repaint lighthouse number {n} on the outer reefs") for n in range(3)]


def edition(*rows: Record, **tables: list[Record]) -> Edition:
    result = made.edition("e", [dict(row) for row in (*rows, *KEPT)])
    result.tables |= tables
    return result


def said(old: Edition, new: Edition, table: Table = "rows") -> list[str]:
    return [change.says for change in compare_editions(old, new).of(table) if change.says]


def rows_said(old: Record | None, *new: Record) -> list[str]:
    return said(edition(*[old] if old else []), edition(*new))
