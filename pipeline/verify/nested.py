"""Compare ``plan.json``, ``issues.json`` and the vocabulary of bodies with the tables."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from expectations.model import IssueReport
from extract.model import Frozen
from link.plan_json import ActivityJson, AreaJson, FocusAreaJson, OutputJson, SectionJson
from link.rows import JOINED, AreaRecord, BodyRoleRecord, CrossReferenceRecord, MatrixRecord
from pipeline.verify.contents import Contents
from pipeline.verify.formats import first_difference, plain
from pipeline.verify.issue_places import compare_places

PLAN = "plan.json"
_RELEVANT, _LEAD = ("relevant", "area"), ("lead", "row")
"""Roles in lists, and what they apply to."""


def compare_nested(contents: Contents) -> Iterator[str]:
    """Yield where the nested files differ from the CSV files, a line each."""
    yield from _rows(contents)
    yield from _areas(contents)
    for name in ("bodies", "narrative", "issues", "corrections", "totals"):
        yield from _list(contents, name, getattr(contents.plan, name))
    yield from _references(contents)
    yield from _body_counts(contents)
    report = IssueReport(issues=contents.issues)
    found = sorted(report.records(), key=lambda record: record.issue_id)
    wanted = sorted(contents.records["issues"], key=lambda record: _field(record, "issue_id"))
    yield from _same("issues.json", found, wanted, {"position"})
    yield from compare_places(contents)
    if contents.has("rdf"):
        yield from _vocabulary(contents)


def _field(record: Frozen, name: str) -> str:
    return str(getattr(record, name))


Place = tuple[SectionJson, AreaJson, FocusAreaJson, ActivityJson, OutputJson]


def _places(contents: Contents) -> Iterator[Place]:
    for section in contents.plan.sections:
        for area in section.areas:
            for focus in area.focus_areas:
                for activity in focus.activities:
                    for output in activity.outputs:
                        yield section, area, focus, activity, output


def _rows(contents: Contents) -> Iterator[str]:
    """Compare the outputs, which are the rows of the matrix, with ``matrix.csv``."""
    found = sorted(map(_row, _places(contents)), key=lambda row: row["position"])
    names = list(_row_names())
    matrix = contents.records["matrix"]
    yield from first_difference(
        PLAN,
        names,
        ([row[name] for name in names] for row in found),
        ([plain(getattr(record, name)) for name in names] for record in matrix),
    )


def _row_names() -> Iterator[str]:
    """Yield the columns of the matrix that every plan has and ``plan.json`` holds."""
    only_in_tables = {"corrected_fields", "relevant_bodies_expanded", "lead_bodies_expanded"}
    return (name for name in MatrixRecord.model_fields if name not in only_in_tables)


def _row(place: Place) -> dict[str, Any]:
    section, area, focus, activity, output = place
    return {
        **{name: getattr(output, name) for name in ("row_id", "position", "ref")},
        "section_id": section.section_id or "",
        "section": section.title,
        "area_id": area.area_id or "",
        "area": area.title,
        "relevant_bodies": JOINED.join(area.relevant_bodies or output.relevant_bodies),
        "relevant_bodies_printed": (area.relevant_bodies_printed or output.relevant_bodies_printed),
        "focus_id": focus.focus_id or "",
        "focus": focus.text,
        "activity_id": activity.activity_id or "",
        "activity": activity.text,
        "expected_output_id": output.expected_output_id or "",
        "expected_output": output.text,
        "lead_bodies": JOINED.join(output.lead_bodies),
        "lead_bodies_printed": output.lead_bodies_printed,
        "page_first": output.page_first,
        "page_last": output.page_last,
    }


def _areas(contents: Contents) -> Iterator[str]:
    areas = {a.area_id: a for s in contents.plan.sections for a in s.areas if a.area_id}
    names = ("area_id", "title", "number_printed", "relevant_bodies_printed")
    shared = [name for name in names if name in AreaRecord.model_fields]
    yield from first_difference(
        f"{PLAN}, areas",
        shared,
        sorted([plain(getattr(area, name)) for name in shared] for area in areas.values()),
        sorted([_field(record, name) for name in shared] for record in contents.records["areas"]),
    )


def _list(contents: Contents, table: str, found: Iterable[Frozen]) -> Iterator[str]:
    """Compare a list of ``plan.json`` with its table, in order."""
    yield from _same(f"{PLAN}, {table}", list(found), list(contents.records[table]))


def _same(
    file: str, found: list[Any], wanted: list[Any], apart: Iterable[str] = ("position",)
) -> Iterator[str]:
    """Compare records field by field, in the fields that both sides have."""
    own = set(type(found[0]).model_fields) if found else set()
    other = set(type(wanted[0]).model_fields) if wanted else set()
    names = sorted((own & other) - set(apart))
    yield from first_difference(
        file,
        names,
        ([plain(getattr(record, name)) for name in names] for record in found),
        ([plain(getattr(record, name)) for name in names] for record in wanted),
    )


def _references(contents: Contents) -> Iterator[str]:
    found: dict[str, CrossReferenceRecord] = {}
    sources: set[str | None] = set()
    for section in contents.plan.sections:
        for area in section.areas:
            _gather(area, area.area_id, found, sources)
    for _, _, focus, activity, output in _places(contents):
        _gather(focus, focus.focus_id, found, sources)
        _gather(activity, activity.activity_id, found, sources)
        _gather(output, output.expected_output_id, found, sources)
    records = [r for r in contents.records["cross_references"] if _field(r, "from_id") in sources]
    wanted = {_field(record, "reference_id"): record for record in records}
    if found != wanted:
        odd = sorted(key for key in found | wanted if found.get(key) != wanted.get(key))
        yield f"{PLAN}: reference {odd[0]} differs from cross_references.csv"


def _gather(
    place: Any, identifier: str | None, found: dict[str, Any], sources: set[str | None]
) -> None:
    sources.add(identifier)
    found.update((reference.reference_id, reference) for reference in place.references)


def _body_counts(contents: Contents) -> Iterator[str]:
    """Recount how many areas and rows each body has."""
    named = {
        (role.role, role.scope, role.scope_id, role.body_id)
        for role in contents.records["body_roles"]
        if isinstance(role, BodyRoleRecord) and role.collective_id is None
    }
    relevant = Counter(body for role, scope, _, body in named if (role, scope) == _RELEVANT)
    led = Counter(body for role, scope, _, body in named if (role, scope) == _LEAD)
    for body in contents.plan.bodies:
        counted = relevant[body.body_id], led[body.body_id]
        if (body.areas_relevant, body.rows_led) != counted:
            yield f"{PLAN}: {body.body_id} has {counted[0]} areas and leads {counted[1]} rows"


def _vocabulary(contents: Contents) -> Iterator[str]:
    """Compare the vocabulary of bodies with ``bodies.csv``, and its two formats."""
    names = ("bodies.jsonld", "bodies.ttl")
    try:
        texts = [(contents.folder / name).read_text(encoding="utf-8") for name in names]
        document = json.loads(texts[0])
        nodes = document.get("@graph", [document])  # a single node has no list
        labels = dict(filter(None, map(_label, nodes)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        yield f"{names[0]}: cannot be read: {error}"
        return
    bodies = contents.records["bodies"]
    wanted = {
        _field(b, "body_id"): _field(b, "name") or _field(b, "acronym") or _field(b, "body_id")
        for b in bodies
    }
    if labels != wanted:
        odd = sorted(key for key in labels | wanted if labels.get(key) != wanted.get(key))
        yield f"{names[0]}: {odd[0]} differs from bodies.csv"
    yield from _other_format(texts[0], texts[1])


def _label(node: Mapping[str, Any]) -> tuple[str, str] | None:
    if "skos:notation" not in node:
        return None
    return str(node["skos:notation"]), str(node["skos:prefLabel"]["@value"])


def _other_format(document: str, turtle: str) -> Iterator[str]:
    from rdflib import Graph

    try:
        first = Graph().parse(data=document, format="json-ld")
        second = Graph().parse(data=turtle, format="turtle")
    except Exception as error:  # rdflib raises whatever its parsers raise
        yield f"bodies.ttl: cannot be read: {' '.join(str(error).split())}"
        return
    if set(first) != set(second):
        yield "bodies.ttl: differs from bodies.jsonld"
