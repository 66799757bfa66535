"""Plans as printed, made by hand for the tests."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from extract.model import (
    Block,
    Cell,
    ColumnRole,
    Fragment,
    HeaderPrint,
    PageInfo,
    PlanTable,
    Row,
    SourceContent,
    Span,
    Table,
)
from normalize.settings import NormalizeSettings

SOURCES = Path(__file__).resolve().parents[2] / "sources"
ROLES = ("area", "relevant_bodies", "focus", "activity", "output", "lead_bodies")
BOX = (0.0, 0.0, 10.0, 10.0)

ANNEX = (
    ("1", "ACW", "ASEAN Committee on Women"),
    (
        "2",
        "ACWC",
        "ASEAN Commission on the Promotion and Protection of the Rights of Women and Children",
    ),
    ("3", "ADSOM", "ASEAN Defence Senior Officials Meeting"),
    ("4", "AICHR", "ASEAN Inter-Governmental Commission on Human Rights"),
    ("5", "ASLOM", "ASEAN Senior Law Officials Meeting"),
    (
        "6",
        "DGICM",
        "Directors-General of Immigration and Heads of Consular Departments of Ministries of "
        "Foreign Affairs",
    ),
    ("7", "SEOM", "Senior Economic Officials Meeting"),
    ("8", "SOMCA", "Senior Officials Meeting on Culture and the Arts"),
    ("9", "SOMED", "Senior Officials Meeting on Education"),
    ("10", "SOMRI", "Senior Officials Meeting Responsible for Information"),
    ("11", "SOMRDPE", "Senior Officials Meeting on Rural Development and Poverty Eradication"),
    ("12", "SOMSWD", "Senior Officials Meeting on Social Welfare and Development"),
    ("13", "SOMTC", "Senior Officials Meeting on Transnational Crimes"),
    ("14", "SOMY", "Senior Officials Meeting on Youth"),
    ("15", "ASEAN-IPR", "ASEAN Institute for Peace and Reconciliation"),
    ("16", "AF", "ASEAN Foundation"),
    ("17", "AUN", "ASEAN University Network"),
    ("18", "ACCSM*", "ASEAN Cooperation on Civil Service Matters"),
    ("19", "AIPA*", "ASEAN Inter-Parliamentary Assembly"),
    ("20", "SOM-MLAT**", "Senior Official Meeting on Mutual Legal Assistance Treaty"),
)
"""The annex of the default plan, typed from its page 34."""

NOTES = (
    ("*", "The involvement of ACCSM and AIPA was proposed during the ASEAN Cross-Sectoral Meeting"),
    ("**", "The involvement of SOM-MLAT was proposed by ASLOM on their feedback"),
)


def cell(
    text: str,
    column: int,
    row: int,
    *,
    rows: int = 1,
    columns: int = 1,
    page: int = 1,
    table: str = "t1",
) -> Cell:
    """Make a cell; a line break in ``text`` is one on paper too."""
    joined = text.replace("-\n", "-").replace("\n", " ")
    fragment = Fragment(page=page, bbox=BOX, lines=tuple(text.split("\n")), text=joined)
    return Cell(
        cell_id=f"{table}-r{row:03d}-c{column}",
        column=column,
        column_stop=column + columns,
        row=row,
        row_stop=row + rows,
        text=joined,
        fragments=(fragment,),
    )


def band(text: str, row: int, level: int = 0) -> Row:
    return Row(kind="band", pages=(1,), cells=(cell(text, 0, row, columns=6),), level=level)


def row(*cells: Cell, pages: tuple[int, ...] = (1,)) -> Row:
    return Row(kind="row", pages=pages, cells=cells)


def table(rows: Sequence[Row], columns: Sequence[str], **more: object) -> Table:
    values: dict[str, object] = {
        "table_id": "t1",
        "matrix": True,
        "pages": (1,),
        "columns": tuple(columns),
        "header": (),
        "rows": tuple(rows),
    }
    return Table.model_validate({**values, **more})


def annex_table(lines: Sequence[Sequence[str]] = ANNEX) -> Table:
    rows = [
        row(*(cell(text, column, number, table="t9") for column, text in enumerate(line)))
        for number, line in enumerate(lines)
    ]
    return table(rows, [""] * len(lines[0]), matrix=False, table_id="t9")


def notes(found: Sequence[tuple[str, str]] = NOTES) -> tuple[Block, ...]:
    return tuple(block("footnote", text, marker=mark) for mark, text in found)


def block(kind: str, text: str, *, marker: str = "", level: int | None = None) -> Block:
    return Block.model_validate(
        {
            "block_id": "b",
            "kind": kind,
            "level": level,
            "marker": marker,
            "lines": (text,),
            "text": text,
            "spans": (Span(page=2, bbox=BOX),),
        }
    )


def plan(
    rows: Sequence[Row] = (),
    *,
    roles: Sequence[str] = ROLES,
    annex: Table | None = None,
    annex_notes: Sequence[Block] = (),
    narrative: Sequence[Block] = (),
    labels: Mapping[int, Sequence[str]] | None = None,
) -> PlanTable:
    """Make a plan of the given rows; ``labels`` by page, where the header is of interest."""
    prints = tuple(
        HeaderPrint(page=page, labels=tuple(found)) for page, found in (labels or {}).items()
    )
    matrix = table(rows, [role.title() for role in roles], header_prints=prints)
    return PlanTable(
        source=SourceContent(sha256="0" * 64, page_count=1),
        pages=(PageInfo(page=1, width=842.0, height=595.0),),
        roles=tuple(
            ColumnRole(column=number, label=role.title(), role=role, score=1.0)
            for number, role in enumerate(roles)
        ),
        matrix=matrix,
        annex=annex,
        annex_notes=tuple(annex_notes),
        narrative=tuple(narrative),
        furniture=(),
        page_breaks=(),
        ledger=(),
    )


def settings_of(plan_id: str) -> NormalizeSettings:
    """Read the settings of a plan of the project, with its aliases and the shared register."""
    toml = tomllib.loads((SOURCES / plan_id / "plan.toml").read_text(encoding="utf-8"))
    return NormalizeSettings.model_validate(
        {
            **toml["normalize"],
            "aliases": _lines(SOURCES / plan_id / "aliases.csv"),
            "register": _lines(SOURCES / "registers" / "bodies.csv"),
        }
    )


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
