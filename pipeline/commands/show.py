"""``planrows show``: one record, its place on paper, and the origin of each value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import Field

from extract.model import Bbox, Evidence, Frozen, PageBreak
from normalize.ids import of_body, of_number
from pipeline.errors import UsageError
from pipeline.terminal import block, printable_json

if TYPE_CHECKING:
    from expectations.model import Issue, IssueReport
    from link.model import LinkedPlan
    from normalize.model import CellFragment, Mention, NormalPlan
    from pipeline.commands.run import RunOptions

TABLE_OF = {
    "section": "sections",
    "area": "areas",
    "focus area": "focus_areas",
    "activity": "activities",
    "expected output": "expected_outputs",
    "body": "bodies",
    "text": "narrative",
}
"""Published table of each kind of record that can be corrected, except rows."""


class Value(Frozen):
    """A field of a record and its origin."""

    name: str
    value: str
    how: str = ""


class Printed(Frozen):
    """A place on paper."""

    cell_id: str
    column: str
    page: int
    bbox: Bbox
    text: str
    readings: str = Field(description="whether both readers agree")


class Shown(Frozen):
    """Everything that is known about one record."""

    kind: str
    record_id: str
    values: tuple[Value, ...]
    printed: tuple[Printed, ...] = ()
    page_breaks: tuple[PageBreak, ...] = Field(
        default=(), description="page ends inside it, with the evidence for going on"
    )
    links: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    earlier_id: str = Field(default="", description="identifier in an earlier edition, if asked")
    further_ids: tuple[str, ...] = Field(
        default=(), description="further records that the one of the earlier edition became"
    )


def show_command(
    options: RunOptions, record_id: str | None, body: str | None, *, as_json: bool
) -> None:
    """Print one record or the profile of one body."""
    from link.profile import profile, profile_text
    from pipeline.commands.run import results_of
    from pipeline.config.config import load_plan
    from pipeline.config.project import find_project
    from pipeline.flow.publishing import corrected_plan

    printed, report = results_of(options)
    project = find_project()
    plan = load_plan(project, options.plan or project.default_plan())
    linked = corrected_plan(plan, printed, report)
    if body is not None:
        found = profile(linked, body)
        if found is None:
            known = ", ".join(each.body_id for each in linked.plan.bodies)
            raise UsageError(
                f"no body {body!r} in the plan: name one of {known}"
                if known
                else f"no body {body!r} in the plan: it has no bodies; `planrows show` shows other "
                "records by their ID"
            )
        print(
            printable_json(found.model_dump_json(indent=1))
            if as_json
            else block(profile_text(found).split("\n"))
        )
        return
    if record_id is None:
        raise UsageError("name a row, cell, area, activity, body or issue by its ID, or --body B")
    shown = _shown(options.plan, linked, report, record_id)
    print(printable_json(shown.model_dump_json(indent=1)) if as_json else shown_text(shown))


def _shown(plan_id: str | None, linked: LinkedPlan, report: IssueReport, record_id: str) -> Shown:
    """Return a record by its identifier here, or by the one that it had in an earlier edition."""
    from pipeline.commands.earlier import present_ids
    from pipeline.config.config import load_plan
    from pipeline.config.project import find_project

    def is_present(name: str) -> bool:
        return _find(linked, report, name) is not None

    if not is_present(_full_id(linked, report, record_id)):
        project = find_project()
        plan = load_plan(project, plan_id or project.default_plan())
        present = present_ids(plan, record_id, is_present)
        if present:
            found = {"earlier_id": record_id, "further_ids": present[1:]}
            return show(linked, report, present[0]).model_copy(update=found)
    return show(linked, report, record_id)


def show(linked: LinkedPlan, report: IssueReport, record_id: str) -> Shown:
    """Return everything that is known about a record.

    Raises:
        UsageError: no record has that id; the message names similar ids.
    """
    record_id = _full_id(linked, report, record_id)
    found = _find(linked, report, record_id)
    if found is None:
        raise UsageError(
            f"nothing in the plan has the id {record_id!r}{_nearest(linked, report, record_id)}"
        )
    kind, record = found
    plan = linked.plan
    ids = _own_ids(record_id, record)
    cells = [c for c in plan.cells if c.cell_id == record_id or ids & set(c.record_ids)]
    mentions = [m for m in plan.mentions if ids & {m.record_id, m.cell_id, m.mention_id}]
    shown = _as_published(linked, record_id) if kind == "row" else record
    how = _corrected(plan, kind, record_id)
    values = [Value(name=name, value=_text(value), how=how.get(name, "")) for name, value in shown]
    if kind == "area":
        values.append(_relevant(linked, record_id, how))
    values += [_mention(mention) for mention in mentions]
    pages = {cell.span.page for cell in cells}
    return Shown(
        kind=kind,
        record_id=record_id,
        values=tuple(values),
        printed=tuple(_printed(cell) for cell in cells),
        page_breaks=tuple(
            b for b in plan.page_breaks if b.continues and {b.page, b.next_page} <= pages
        ),
        links=tuple(link for each in sorted(ids) for link in _links(linked, each)),
        issues=tuple(_issues_of(report, ids)),
    )


def _issues_of(report: IssueReport, ids: Collection[str]) -> Iterator[str]:
    """Yield a line for each issue that names one of some records."""
    for issue in report.issues:
        if any(place.record_id in ids for place in issue.places):
            yield f"{issue.issue_id} ({_state(issue)}): {issue.message}"


def _state(issue: Issue) -> str:
    """Return the severity of an issue and, if it is decided, the decision and its author."""
    if issue.is_open:
        return issue.severity
    return f"{issue.severity}, decided: {issue.decision}, by {issue.decided_by}"


def _corrected(plan: NormalPlan, kind: str, record_id: str) -> dict[str, str]:
    """Return author, date and printed text of each value that a decision replaced, by field."""
    from link.corrected import corrections_by_record, corrections_by_row, describe_correction

    found = (
        corrections_by_row(plan).get(record_id, {})
        if kind == "row"
        else corrections_by_record(plan).get((TABLE_OF.get(kind, ""), record_id), {})
    )
    return {
        field: " ".join(map(describe_correction, corrections))
        for field, corrections in found.items()
    }


def _relevant(linked: LinkedPlan, area_id: str, how: Mapping[str, str]) -> Value:
    from link.roles import bodies_of, distinct_bodies

    bodies = distinct_bodies(bodies_of(linked.plan).relevant.get(area_id, ()))
    name = "relevant_bodies"
    return Value(name=name, value="; ".join(bodies), how=how.get(name, ""))


def _own_ids(record_id: str, record: Frozen) -> set[str]:
    """Return the id of a record and, for a row, the ids of the records printed in it."""
    parts = ("focus_id", "activity_id", "expected_output_id") if hasattr(record, "row_id") else ()
    return {record_id, *(getattr(record, part) for part in parts if getattr(record, part))}


def _as_published(linked: LinkedPlan, row_id: str) -> Frozen:
    """Return a row of ``matrix.csv``."""
    from link.tables import records_of

    matrix = records_of(linked)["matrix"]
    return next(record for record in matrix if getattr(record, "row_id", "") == row_id)


def _tables(linked: LinkedPlan, report: IssueReport) -> Iterator[tuple[str, str, Iterable[Frozen]]]:
    plan = linked.plan
    yield "row", "row_id", plan.rows
    yield "section", "section_id", plan.sections
    yield "area", "area_id", plan.areas
    yield "focus area", "focus_id", plan.focus_areas
    yield "activity", "activity_id", plan.activities
    yield "expected output", "expected_output_id", plan.expected_outputs
    yield "body", "body_id", plan.bodies
    yield "cell", "cell_id", plan.cells
    yield "mention", "mention_id", plan.mentions
    yield "text", "block_id", plan.narrative
    yield "reference", "reference_id", linked.references
    yield "instrument", "instrument_id", linked.instruments
    yield "alternative", "alternative_id", linked.alternatives
    yield "issue", "issue_id", report.issues


def _full_id(linked: LinkedPlan, report: IssueReport, name: str) -> str:
    """Return the identifier of a record given by identifier, by number or by citation.

    ``1.2`` is the area or section of that number, ``1.2 no. 3`` its third row.
    """
    if _find(linked, report, name):
        return name
    from link.order import row_refs

    cited = (row_id for row_id, ref in row_refs(linked.plan).items() if ref == name)
    numbered = (of_number("section", name), of_number("area", name), of_body(name))
    return next((id_ for id_ in (*cited, *numbered) if _find(linked, report, id_)), name)


def _find(linked: LinkedPlan, report: IssueReport, record_id: str) -> tuple[str, Frozen] | None:
    for kind, key, records in _tables(linked, report):
        for record in records:
            if getattr(record, key) == record_id:
                return kind, record
    return None


def _nearest(linked: LinkedPlan, report: IssueReport, record_id: str) -> str:
    from rapidfuzz import process

    ids = {getattr(r, key) for _, key, records in _tables(linked, report) for r in records}
    similar = process.extract(record_id, sorted(ids), limit=3, score_cutoff=60)
    return f"; similar: {', '.join(name for name, *_ in similar)}" if similar else ""


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(_text(item) for item in value)
    if isinstance(value, Frozen):
        return ", ".join(f"{name} {_text(v)}" for name, v in value if v not in (None, "", ()))
    return "" if value is None else str(value)


def _mention(mention: Mention) -> Value:
    """Return the body of a mention, how it was recognised, and other candidates."""
    target = mention.body_id or "no body"
    printed = f"“{mention.printed}”" if mention.printed else "nothing printed"
    if mention.match == "decided":
        return Value(name=mention.role, value=f"{printed} → {target}", how="a reviewer's decision")
    how = f"{mention.match}, likeness {mention.score:g}"
    if mention.candidates:
        how += "; candidates: " + ", ".join(f"{c.body_id} {c.score:g}" for c in mention.candidates)
    return Value(name=mention.role, value=f"{printed} → {target}", how=how)


def _printed(cell: CellFragment) -> Printed:
    readings = {True: "both readers agree", False: "the readers differ", None: "read once"}
    said = readings[cell.readings_agree]
    if cell.other_text is not None:
        said += f": the other read “{cell.other_text}”; {cell.other_note}".rstrip("; ")
    if cell.codes:
        said += f"; the file has {', '.join(dict.fromkeys(c.code for c in cell.codes))} for a sign"
    if cell.marks:
        said += f"; marks: {', '.join(f'{mark.kind} {mark.value}'.strip() for mark in cell.marks)}"
    return Printed(
        cell_id=cell.cell_id,
        column=cell.column,
        page=cell.span.page,
        bbox=cell.span.bbox,
        text=cell.text,
        readings=said,
    )


def _links(linked: LinkedPlan, record_id: str) -> Iterator[str]:
    for reference in linked.references:
        target = reference.target_id or reference.status
        if reference.source.record_id == record_id:
            yield f"{reference.relation} {target}: “{reference.source.printed}”"
        elif reference.target_id == record_id:
            yield f"named by {reference.source.record_id}: “{reference.source.printed}”"
    for kind in linked.kinds:
        if kind.source.record_id == record_id:
            yield f"{kind.facet} {kind.value}: for the words “{kind.source.printed}”"


def shown_text(shown: Shown) -> str:
    """Return a record as text for a terminal."""
    lines = [f"{shown.kind} {shown.record_id}"]
    if shown.earlier_id:
        also = f", and {', '.join(shown.further_ids)}" if shown.further_ids else ""
        lines.append(f"  {shown.earlier_id} of an earlier edition is this record now{also}")
    width = max((len(value.name) for value in shown.values), default=0)
    for value in shown.values:
        how = f"  [{value.how}]" if value.how else ""
        lines.append(f"  {value.name:<{width}}  {value.value}{how}")
    _part(lines, "printed", shown.printed, _place_text)
    _part(lines, "continues over a page end", shown.page_breaks, _break_text)
    _part(lines, "linked", shown.links, str)
    _part(lines, "issues", shown.issues, str)
    return block(lines)


def _part(lines: list[str], title: str, items: Iterable[Any], text: Callable[[Any], str]) -> None:
    texts = [text(item) for item in items]
    if texts:
        lines += ["", f"{title}:", *(f"  {item}" for item in texts)]


def _place_text(place: Printed) -> str:
    box = ", ".join(f"{number:g}" for number in place.bbox)
    where = f"{place.cell_id} {place.column}, page {place.page} ({box})"
    return f"{where}: {place.text} [{place.readings}]"


def _break_text(end: PageBreak) -> str:
    evidence = ", ".join(map(_evidence_text, end.evidence))
    weak = ", weak" if end.is_weak else ""
    return f"page {end.page} → {end.next_page}: score {end.score:g}{weak}; {evidence}"


def _evidence_text(evidence: Evidence) -> str:
    note = f" ({evidence.note})" if evidence.note else ""
    return f"{evidence.name} {evidence.weight:+g}{note}"
