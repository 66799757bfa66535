"""Small plans as records, made by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.model import SourceContent
from normalize.model import (
    Activity,
    Area,
    Body,
    ExpectedOutput,
    FocusArea,
    MatrixRow,
    Mention,
    NarrativeBlock,
    NormalPlan,
    Section,
)


@dataclass(frozen=True)
class RowText:
    """What one row prints; equal texts in one area are one record each time they are the same."""

    area: str
    focus: str = ""
    activity: str = ""
    output: str = ""
    leads: str = ""


@dataclass
class _Records:
    ids: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def id_of(self, prefix: str, area: str, text: str) -> str | None:
        if not text:
            return None
        hexed = hashlib.sha256(f"{area} {text}".encode()).hexdigest()[:8]
        return self.ids.setdefault((prefix, area, text), f"{prefix}-{hexed}")


def _section(area: str) -> str:
    return f"section-{area.split('.')[0]}"


def make_plan(
    rows: Sequence[RowText] = (),
    *,
    areas: dict[str, str] | None = None,
    relevant: dict[str, str] | None = None,
    narrative: Sequence[str] = (),
    bodies: Sequence[Body] = (),
    mentions: Sequence[Mention] = (),
    extra_columns: tuple[str, ...] = (),
) -> NormalPlan:
    """Build a plan: `areas` maps numbers to titles; sections are their first numbers."""
    areas = areas or {row.area: f"Title of {row.area}" for row in rows}
    records = _Records()
    matrix = [
        MatrixRow(
            row_id=f"row-{index:03}",
            section_id=_section(row.area),
            area_id=f"area-{row.area}",
            focus_id=records.id_of("foc", row.area, row.focus),
            activity_id=records.id_of("act", row.area, row.activity),
            expected_output_id=records.id_of("out", row.area, row.output),
            lead_bodies_printed=row.leads,
            page_first=1,
            page_last=1,
        )
        for index, row in enumerate(rows)
    ]

    def of(prefix: str) -> list[tuple[str, str, str]]:
        return [(i, area, text) for (p, area, text), i in records.ids.items() if p == prefix]

    focus_of = {row.activity_id: row.focus_id for row in matrix}
    return NormalPlan(
        source=SourceContent(sha256="0" * 64, page_count=1),
        pages=(),
        extra_columns=extra_columns,
        sections=tuple(
            Section(section_id=f"section-{s}", title=f"Section {s}", number_printed=f"{s}.", page=1)
            for s in sorted({a.split(".")[0] for a in areas})
        ),
        areas=tuple(
            Area(
                area_id=f"area-{a}",
                section_id=_section(a),
                title=title,
                number_printed=f"{a}.",
                relevant_bodies_printed=(relevant or {}).get(a, ""),
                page=1,
            )
            for a, title in areas.items()
        ),
        focus_areas=tuple(
            FocusArea(focus_id=i, area_id=f"area-{a}", text=t) for i, a, t in of("foc")
        ),
        activities=tuple(
            Activity(activity_id=i, area_id=f"area-{a}", focus_id=focus_of[i], text=t)
            for i, a, t in of("act")
        ),
        expected_outputs=tuple(
            ExpectedOutput(expected_output_id=i, area_id=f"area-{a}", text=t)
            for i, a, t in of("out")
        ),
        rows=tuple(matrix),
        bodies=tuple(bodies),
        mentions=tuple(mentions),
        narrative=tuple(
            NarrativeBlock(
                block_id=f"b-{n:03}", section="I", heading="", kind="paragraph", text=text, page=1
            )
            for n, text in enumerate(narrative)
        ),
        cells=(),
        column_labels=(),
    )
