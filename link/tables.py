"""Convert a linked plan to the published tables."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from math import inf

from pydantic import Field, create_model

from extract.model import Frozen
from link.corrected import corrected_columns
from link.model import Cluster, CrossReference, FrameworkItem, LinkedPlan
from link.order import cells_in_order, reading_order, row_refs
from link.references.tags import tag_records
from link.roles import Collectives, bodies_of, distinct_bodies, role_records
from link.rows import (
    JOINED,
    MATRIX,
    TABLES,
    TAGS,
    VALUES,
    ActivityOutputRecord,
    ActivityPartRecord,
    ActivityRecord,
    AlternativeRecord,
    AreaRecord,
    BodyRecord,
    BodyRoleRecord,
    CellRecord,
    ClusterRecord,
    CorrectionRecord,
    CrossReferenceRecord,
    ExpectedOutputRecord,
    FocusAreaRecord,
    FrameworkRecord,
    InstrumentRecord,
    IssueRecord,
    KindRecord,
    MatrixRecord,
    MentionRecord,
    NarrativeRecord,
    OutputPartRecord,
    PrintedValueRecord,
    SectionRecord,
    TableSpec,
    TotalRecord,
    column_names,
)
from link.texts.framework import find_framework
from link.texts.records import context_groups, values_by_record
from link.totals import control_totals
from normalize.ids import Identifiers
from normalize.model import MatrixRow, NormalPlan


def tables_of(linked: LinkedPlan) -> tuple[TableSpec, ...]:
    """Return the published tables; the plan's extra columns are at the end of the matrix.

    Without extra columns these are :data:`link.rows.TABLES`. Tables of values that can be read, and
    of tags, follow where a plan has any.
    """
    model = matrix_model(linked.plan)
    matrix = dataclasses.replace(MATRIX, model=model)
    values = (VALUES,) if linked.plan.values else ()
    return (matrix, *TABLES[1:], *values, *((TAGS,) if linked.tags else ()))


def recounted(linked: LinkedPlan) -> LinkedPlan:
    """Return the plan with recomputed control totals, and its framework as corrected."""
    plan = linked.plan
    found = find_framework(plan.narrative, plan.sections, plan.areas)
    texts = {item.block_id: item.text for item in found}
    framework = tuple(
        item.model_copy(update={"text": texts.get(item.block_id, item.text)})
        for item in linked.framework
    )
    totals = control_totals(plan, linked.parts)
    return linked.model_copy(update={"totals": totals, "framework": framework})


def matrix_model(plan: NormalPlan) -> type[MatrixRecord]:
    """Return the row model of the matrix; extra columns are text fields at its end."""
    if not plan.extra_columns:
        return MatrixRecord
    labels = {label.column: label.text for label in plan.column_labels}
    fields = {
        name: (str, Field(default="", description=f"Column '{labels.get(column, column)}'."))
        for column, name in column_names(plan).items()
    }
    # The mapping's keys are data, which no overload of create_model can type.
    model: type[MatrixRecord] = create_model(  # type: ignore[call-overload]  # names are data
        "PlanMatrixRecord", __base__=MatrixRecord, **fields
    )
    return model


def records_of(
    linked: LinkedPlan, issues: Sequence[IssueRecord] = ()
) -> dict[str, tuple[Frozen, ...]]:
    """Return the records of every published table, by table name.

    Records are in printed order and numbered. Bodies are in the order of the annex, then in the
    order of their first mention; instruments are in the order of their first citation.

    Args:
        linked: the plan.
        issues: what the expectations stage found.
    """
    plan = linked.plan
    tables: dict[str, Sequence[Frozen]] = {
        "matrix": _matrix(plan),
        "sections": [SectionRecord(**_shared(s, SectionRecord)) for s in plan.sections],
        "areas": [AreaRecord(**_shared(a, AreaRecord)) for a in plan.areas],
        "focus_areas": [FocusAreaRecord(**_shared(f, FocusAreaRecord)) for f in plan.focus_areas],
        "activities": _activities(linked),
        "expected_outputs": _outputs(linked),
        "activity_outputs": _activity_outputs(plan),
        "narrative": [NarrativeRecord(**_shared(b, NarrativeRecord)) for b in plan.narrative],
        "cells": _cells(plan),
        "activity_parts": [
            ActivityPartRecord(**_shared(p, ActivityPartRecord)) for p in linked.parts
        ],
        "output_parts": [
            OutputPartRecord(**_shared(p, OutputPartRecord)) for p in linked.output_parts
        ],
        "framework": [_framework_item(item) for item in linked.framework],
        "totals": [TotalRecord(**_shared(t, TotalRecord)) for t in linked.totals],
        "printed_values": [
            PrintedValueRecord(**_shared(v, PrintedValueRecord)) for v in plan.values
        ],
        "tags": tag_records(linked),
        **_by_record(linked, issues),
    }
    return {spec.name: _numbered(tables[spec.name]) for spec in tables_of(linked)}


def _by_record(linked: LinkedPlan, issues: Sequence[IssueRecord]) -> dict[str, Sequence[Frozen]]:
    """Return the tables whose records refer to others, in the order of those others."""
    plan = linked.plan
    position = reading_order(plan)
    last = len(position)
    roles = sorted(role_records(plan), key=lambda r: position.get(r.scope_id, last))
    mentions = sorted(plan.mentions, key=lambda m: position.get(m.record_id, last))
    references = sorted(linked.references, key=lambda r: position.get(r.source.record_id, last))
    alternatives = sorted(_alternatives(linked), key=lambda a: position.get(a.record_id, last))
    clusters = sorted(linked.clusters, key=lambda c: position.get(c.members[0].record_id, last))
    kinds = sorted(_kinds(linked), key=lambda k: (position.get(k.record_id, last), k.start))
    sorted_issues = sorted(issues, key=lambda i: (i.page or inf, position.get(i.record_id, last)))
    corrected = sorted(plan.corrections, key=lambda c: position.get(c.record_id, last))
    return {
        "bodies": _bodies(plan, roles),
        "mentions": [MentionRecord(**_shared(m, MentionRecord)) for m in mentions],
        "body_roles": roles,
        "cross_references": [_reference(r) for r in references],
        "instruments": _instruments(linked, references),
        "alternatives": alternatives,
        "clusters": _clusters(clusters),
        "kinds": kinds,
        "issues": sorted_issues,
        "corrections": [CorrectionRecord(**_shared(c, CorrectionRecord)) for c in corrected],
    }


def _shared(value: Frozen, record: type[Frozen]) -> dict[str, object]:
    return {name: getattr(value, name) for name in record.model_fields if name != "position"}


def _numbered(records: Sequence[Frozen]) -> tuple[Frozen, ...]:
    return tuple(r.model_copy(update={"position": n}) for n, r in enumerate(records, 1))


def _bodies(plan: NormalPlan, roles: Iterable[BodyRoleRecord]) -> list[BodyRecord]:
    named = list(dict.fromkeys(role.body_id for role in roles))
    first = {body_id: index for index, body_id in enumerate(named)}
    annex = [b for b in plan.bodies if b.kind in ("annex", "proposed")]
    others = [b for b in plan.bodies if b.kind not in ("annex", "proposed")]
    others.sort(key=lambda body: first.get(body.body_id, len(first)))
    return [BodyRecord(**_shared(body, BodyRecord)) for body in (*annex, *others)]


def _instruments(
    linked: LinkedPlan, references: Sequence[CrossReference]
) -> list[InstrumentRecord]:
    cited = list(dict.fromkeys(reference.target_id for reference in references))
    first = {instrument_id: index for index, instrument_id in enumerate(cited)}
    found = sorted(linked.instruments, key=lambda i: first.get(i.instrument_id, len(first)))
    years: dict[str, dict[str, None]] = {}
    for reference in references:
        if reference.target_id is not None and reference.year_printed is not None:
            years.setdefault(reference.target_id, {})[str(reference.year_printed)] = None
    return [
        InstrumentRecord(
            **each.model_dump(), years_printed=JOINED.join(years.get(each.instrument_id, ()))
        )
        for each in found
    ]


def _matrix(plan: NormalPlan) -> list[MatrixRecord]:
    model = matrix_model(plan)
    refs, corrected = row_refs(plan), corrected_columns(plan)
    texts, bodies = _texts_by_row(plan), _bodies_by_row(plan)
    return [
        model(
            row_id=row.row_id,
            ref=refs[row.row_id],
            section_id=row.section_id,
            area_id=row.area_id,
            focus_id=row.focus_id,
            activity_id=row.activity_id,
            expected_output_id=row.expected_output_id,
            lead_bodies_printed=row.lead_bodies_printed,
            page_first=row.page_first,
            page_last=row.page_last,
            corrected_fields=JOINED.join(corrected.get(row.row_id, ())),
            **texts[row.row_id],
            **bodies[row.row_id],
        )
        for row in plan.rows
    ]


def _texts_by_row(plan: NormalPlan) -> dict[str, dict[str, str]]:
    """Return the texts of each row by field; those of merged cells are repeated."""
    names = column_names(plan)
    sections = {s.section_id: s.title for s in plan.sections}
    areas = {a.area_id: a for a in plan.areas}
    focus = {f.focus_id: f.text for f in plan.focus_areas}
    activities = {a.activity_id: a.text for a in plan.activities}
    outputs = {o.expected_output_id: o.text for o in plan.expected_outputs}

    def texts(row: MatrixRow) -> dict[str, str]:
        area = areas.get(row.area_id or "")
        own = {names[value.column]: value.text for value in row.extra if value.column in names}
        return {
            "section": sections.get(row.section_id or "", ""),
            "area": area.title if area else "",
            "relevant_bodies_printed": (
                area.relevant_bodies_printed if area else row.relevant_bodies_printed
            ),
            "focus": focus.get(row.focus_id or "", ""),
            "activity": activities.get(row.activity_id or "", ""),
            "expected_output": outputs.get(row.expected_output_id or "", ""),
            **own,
        }

    return {row.row_id: texts(row) for row in plan.rows}


def _bodies_by_row(plan: NormalPlan) -> dict[str, dict[str, str]]:
    """Return the bodies of each row by field, as identifiers; collectives also as members."""
    found, collectives = bodies_of(plan), Collectives(plan)

    def bodies(row: MatrixRow) -> dict[str, str]:
        relevant = distinct_bodies(found.relevant.get(row.area_id or row.row_id, ()))
        leads = distinct_bodies(found.leads.get(row.row_id, ()))
        return {
            "relevant_bodies": JOINED.join(relevant),
            "lead_bodies": JOINED.join(leads),
            "relevant_bodies_expanded": JOINED.join(collectives.expand(relevant)),
            "lead_bodies_expanded": JOINED.join(collectives.expand(leads)),
        }

    return {row.row_id: bodies(row) for row in plan.rows}


def _activities(linked: LinkedPlan) -> list[ActivityRecord]:
    values = values_by_record(linked.kinds)
    return [
        ActivityRecord(
            activity_id=a.activity_id,
            area_id=a.area_id,
            focus_id=a.focus_id,
            text=a.text,
            activity_type=JOINED.join(values.get((a.activity_id, "activity_type"), ())),
            target_groups=JOINED.join(values.get((a.activity_id, "target_group"), ())),
            target_groups_context=JOINED.join(context_groups(values, a.area_id, a.focus_id)),
        )
        for a in linked.plan.activities
    ]


def _outputs(linked: LinkedPlan) -> list[ExpectedOutputRecord]:
    values = values_by_record(linked.kinds)
    return [
        ExpectedOutputRecord(
            expected_output_id=o.expected_output_id,
            area_id=o.area_id,
            text=o.text,
            output_type=JOINED.join(values.get((o.expected_output_id, "output_type"), ())),
        )
        for o in linked.plan.expected_outputs
    ]


def _activity_outputs(plan: NormalPlan) -> list[ActivityOutputRecord]:
    pairs = dict.fromkeys(
        (row.activity_id, row.expected_output_id)
        for row in plan.rows
        if row.activity_id is not None and row.expected_output_id is not None
    )
    return [ActivityOutputRecord(activity_id=a, expected_output_id=o) for a, o in pairs]


def _reference(reference: CrossReference) -> CrossReferenceRecord:
    return CrossReferenceRecord(
        reference_id=reference.reference_id,
        from_kind=reference.source.record_kind,
        from_id=reference.source.record_id,
        field=reference.source.field,
        printed=reference.source.printed,
        relation=reference.relation,
        target_kind=reference.target_kind,
        target_id=reference.target_id,
        status=reference.status,
        year_printed=reference.year_printed,
    )


def _alternatives(linked: LinkedPlan) -> list[AlternativeRecord]:
    return [
        AlternativeRecord(
            alternative_id=a.alternative_id,
            record_id=a.source.record_id,
            field=a.source.field,
            printed=a.source.printed,
            options=json.dumps(a.options, ensure_ascii=False),
            kind=a.kind,
        )
        for a in linked.alternatives
    ]


def _framework_item(item: FrameworkItem) -> FrameworkRecord:
    fields = item.model_dump() | {"area_ids": JOINED.join(item.area_ids)}
    return FrameworkRecord(**fields)


def _cells(plan: NormalPlan) -> list[CellRecord]:
    return [
        CellRecord(
            cell_id=c.cell_id,
            record_ids=JOINED.join(c.record_ids),
            column=c.column,
            fragment=c.fragment,
            page=c.span.page,
            **dict(zip(("x0", "top", "x1", "bottom"), c.span.bbox, strict=True)),
            text=c.text,
            readings_agree=c.readings_agree,
            marks=JOINED.join(f"{mark.kind}: {mark.value}".rstrip(": ") for mark in c.marks),
            confidence=c.confidence,
        )
        for c in cells_in_order(plan.cells)
    ]


def _clusters(clusters: Iterable[Cluster]) -> list[ClusterRecord]:
    return [
        ClusterRecord(
            cluster_id=cluster.cluster_id,
            record_id=member.record_id,
            record_kind=member.record_kind,
            kind=cluster.kind,
            score=member.score,
            differs_in=member.differs_in,
        )
        for cluster in clusters
        for member in cluster.members
    ]


def _kinds(linked: LinkedPlan) -> list[KindRecord]:
    identifiers = Identifiers("kind")
    return [
        KindRecord(
            kind_id=identifiers.of_text(k.facet, k.value, k.source.record_id, k.source.printed),
            record_id=k.source.record_id,
            record_kind=k.source.record_kind,
            facet=k.facet,
            value=k.value,
            field=k.source.field,
            start=k.source.start,
            stop=k.source.stop,
            printed=k.source.printed,
        )
        for k in linked.kinds
    ]
