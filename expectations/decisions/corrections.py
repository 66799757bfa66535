"""Publish reviewers' corrections in place of the values derived from the printed text.

`cells` and the printed columns keep the printed value. The table `corrections` has both values,
who decided and when. Values that depend on a corrected value are updated: positions of links in a
text, targets of references, recognised bodies and control totals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from expectations.decisions.replacing import (
    BODY_FIELDS,
    ROLE_OF_FIELD,
    TEXT_FIELDS,
    CharRange,
    edits_of,
    ids_of,
    lead_cell,
    mentions_of_list,
)
from expectations.plan_index import TABLE_OF_KIND
from extract.model import Frozen
from link.model import (
    ActivityPart,
    Alternative,
    CrossReference,
    Kind,
    LinkedPlan,
    OutputPart,
    Tag,
    TextSpan,
)
from link.rows import column_names
from link.tables import recounted
from normalize.model import Area, Correction, MatrixRow, Mention, NormalPlan

Record = TypeVar("Record", bound=Frozen)
Linked = TypeVar("Linked", CrossReference, Alternative, Kind, Tag)
Part = TypeVar("Part", ActivityPart, OutputPart)
Texts = Mapping[tuple[str, str], Sequence[Correction]]
"""Corrections of texts, by table and record."""


def apply_corrections(linked: LinkedPlan, corrections: Sequence[Correction]) -> LinkedPlan:
    """Return the plan with corrected values.

    Args:
        linked: The plan as printed.
        corrections: The corrections of ``find_issues``.

    Returns:
        A plan with corrected texts, mentions of bodies and references. Identifiers and cells do
        not change, nor do the values read from print: ``normalize.values.again`` reads those of
        corrected cells. Without corrections, the same plan.
    """
    if not corrections:
        return linked
    texts = _by_text(corrections)
    plan = linked.plan
    changed = plan.model_copy(
        update={
            "sections": _with(plan.sections, "sections", "section_id", texts),
            "areas": _with(plan.areas, "areas", "area_id", texts),
            "focus_areas": _with(plan.focus_areas, "focus_areas", "focus_id", texts),
            "activities": _with(plan.activities, "activities", "activity_id", texts),
            "expected_outputs": _with(
                plan.expected_outputs, "expected_outputs", "expected_output_id", texts
            ),
            "bodies": _with(plan.bodies, "bodies", "body_id", texts),
            "narrative": _with(plan.narrative, "narrative", "block_id", texts),
            "rows": _rows(plan, corrections),
            "mentions": _mentions(plan, corrections, texts),
            "corrections": tuple(corrections),
        }
    )
    update = {
        "plan": changed,
        "references": tuple(_reference(r, texts, plan.areas) for r in linked.references),
        "alternatives": tuple(_moved(a, texts) for a in linked.alternatives),
        "kinds": tuple(_moved(k, texts) for k in linked.kinds),
        "tags": tuple(_moved(tag, texts) for tag in linked.tags),
        "parts": tuple(
            _part(p, texts.get(("activities", p.activity_id), ())) for p in linked.parts
        ),
        "output_parts": tuple(
            _part(p, texts.get(("expected_outputs", p.expected_output_id), ()))
            for p in linked.output_parts
        ),
    }
    return recounted(linked.model_copy(update=update))


def _by_text(corrections: Iterable[Correction]) -> Texts:
    texts: dict[tuple[str, str], list[Correction]] = defaultdict(list)
    for correction in corrections:
        if correction.field in ROLE_OF_FIELD:
            continue
        is_extra = (correction.table, correction.field) not in TEXT_FIELDS
        # The other fields of a record print different texts; that of `TEXT_FIELDS` is its own.
        record_id = f"{correction.record_id}/{correction.field}" if is_extra else ""
        texts[correction.table, record_id or correction.record_id].append(correction)
    return texts


def _with(records: tuple[Record, ...], table: str, key: str, texts: Texts) -> tuple[Record, ...]:
    def corrected(record: Record) -> Record:
        found = texts.get((table, getattr(record, key)), ())
        return record.model_copy(update={c.field: c.corrected for c in found}) if found else record

    return tuple(map(corrected, records))


def _rows(plan: NormalPlan, corrections: Sequence[Correction]) -> tuple[MatrixRow, ...]:
    """Return the rows with corrected texts in the plan's own columns."""
    names = column_names(plan)
    given = {c.place: c.corrected for c in corrections if c.field not in ROLE_OF_FIELD}

    def corrected(row: MatrixRow) -> MatrixRow:
        extra = tuple(
            value.model_copy(
                update={
                    "text": given.get(
                        ("matrix", row.row_id, names.get(value.column, "")), value.text
                    )
                }
            )
            for value in row.extra
        )
        return row if extra == row.extra else row.model_copy(update={"extra": extra})

    return tuple(map(corrected, plan.rows))


def _of_source(source: TextSpan | Mention, texts: Texts) -> Sequence[Correction]:
    """Return the corrections of the text in which words are printed."""
    if source.field in BODY_FIELDS or source.field in ROLE_OF_FIELD:
        return ()
    table = TABLE_OF_KIND[source.record_kind]
    if table == "matrix":
        return texts.get((table, f"{source.record_id}/{source.field}"), ())
    return texts.get((table, source.record_id), ())


def shift_range(printed: CharRange, corrections: Iterable[Correction]) -> CharRange:
    """Return the range in the corrected text of words in the printed text.

    Words that were replaced, even in part, have the range of their replacement.
    """
    start, stop = printed
    shift = 0
    for first, last, value in edits_of(corrections):
        if last <= printed[0]:
            shift += len(value) - (last - first)
        elif first < printed[1]:
            start = min(start, first)
            stop = max(stop, last) + len(value) - (last - first)
    return start + shift, stop + shift


def _moved(link: Linked, texts: Texts) -> Linked:
    """Return a link with its range in the corrected text."""
    found = _of_source(link.source, texts)
    if not found:
        return link
    start, stop = shift_range((link.source.start, link.source.stop), found)
    source = link.source.model_copy(update={"start": start, "stop": stop})
    return link.model_copy(update={"source": source})


def _part(part: Part, found: Sequence[Correction]) -> Part:
    """Return a part with its range in the corrected text."""
    if not found:
        return part
    start, stop = shift_range((part.start, part.stop), found)
    return part.model_copy(
        update={"start": start, "stop": stop, "text": found[0].corrected[start:stop]}
    )


def _reference(reference: CrossReference, texts: Texts, areas: Sequence[Area]) -> CrossReference:
    """Return a reference; if its correction names one area, that area is its target."""
    source = reference.source
    moved = _moved(reference, texts)
    for start, stop, value in edits_of(_of_source(source, texts)):
        if start < source.stop and source.start < stop:
            words = {word.strip(".,;:()“”\"'") for word in value.split()}
            named = {
                a.area_id
                for a in areas
                if words & {a.area_id, a.number_printed.strip().rstrip(".")}
            }
            if len(named) == 1:
                update = {"target_kind": "area", "target_id": named.pop(), "status": "resolved"}
                return moved.model_copy(
                    update={**update, "candidates": (), "is_reciprocated": None}
                )
    return moved


def _mentions(
    plan: NormalPlan, corrections: Sequence[Correction], texts: Texts
) -> tuple[Mention, ...]:
    """Return the mentions with the bodies that reviewers gave; printed names do not change."""
    given: dict[str, list[str]] = {}
    added: list[Mention] = []
    for correction in corrections:
        role = ROLE_OF_FIELD.get(correction.field)
        if role is None:
            continue
        ids = ids_of(correction.corrected)
        listed = mentions_of_list(plan, role, correction.record_id) if correction.printed else []
        for words in correction.words:
            at = [m.mention_id for m in listed if (m.start, m.stop) == words]
            given |= dict.fromkeys(at, ids)
            if not at:
                added += _added_mentions(plan, correction, words, listed)
    known = {body.body_id for body in plan.bodies}
    changed: list[Mention] = []
    for mention in plan.mentions:
        ids = given.get(mention.mention_id) or _named(mention, texts, known)
        changed += [_decided(mention, body_id, n) for n, body_id in enumerate(ids)] or [mention]
    return (*changed, *added)


def _named(mention: Mention, texts: Texts, known: set[str]) -> list[str]:
    """Return the bodies that a correction put in place of a name in a text."""
    for start, stop, value in edits_of(_of_source(mention, texts)):
        ids = ids_of(value)
        if start <= mention.start and mention.stop <= stop and known.issuperset(ids):
            return ids
    return []


def _decided(mention: Mention, body_id: str, nth: int) -> Mention:
    update = {
        "mention_id": f"{mention.mention_id}-{body_id}",
        "body_id": body_id,
        "match": "decided",
        "score": 100.0,
        # Mentions of one place differ, and are ordered, by their starts.
        "start": mention.start + nth,
    }
    return mention.model_copy(update=update)


def _added_mentions(
    plan: NormalPlan, correction: Correction, words: CharRange, listed: Sequence[Mention]
) -> list[Mention]:
    """Return mentions of bodies that a reviewer added to a list that does not print them."""
    role = ROLE_OF_FIELD[correction.field]
    before = [m.order for m in listed if m.start < words[0]]
    order = max(before, default=0)
    return [
        Mention(
            mention_id=f"decided-{correction.record_id}-{role}-{words[0]}-{body_id}",
            printed=correction.printed,
            body_id=body_id,
            match="decided",
            score=100.0,
            role="lead" if role == "lead" else "relevant",
            record_kind="area" if correction.table == "areas" else "row",
            record_id=correction.record_id,
            field=f"{correction.field}_printed",
            start=words[0] + nth,
            stop=words[1],
            order=order,
            # A name in a merged cell applies to all its rows; an empty cell has no name.
            cell_id=lead_cell(plan, correction.record_id) if correction.printed else None,
        )
        for nth, body_id in enumerate(ids_of(correction.corrected))
    ]
