"""Turn `correct` decisions into replacements of character ranges in the fields of records.

A correction applies only to the places of its issue. It does not apply to the same words
elsewhere, nor to words that an earlier decision has replaced.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from expectations.catalogue import RULES, rule_of
from expectations.errors import CorrectionError
from expectations.model import Decision, Issue, Place
from expectations.plan_index import PlanIndex
from link.rows import JOINED
from normalize.ids import of_body
from normalize.model import Correction, Mention, NormalPlan

FieldKey = tuple[str, str, str]
"""Table, record and field of a published value."""
CharRange = tuple[int, int]
"""Start and stop of words in a field's printed text."""

BODY_FIELDS = {
    "relevant_bodies_printed": "relevant_bodies",
    "lead_bodies_printed": "lead_bodies",
}
ROLE_OF_FIELD = {"relevant_bodies": "relevant", "lead_bodies": "lead"}
TEXT_FIELDS = {
    ("sections", "title"),
    ("areas", "title"),
    ("focus_areas", "text"),
    ("activities", "text"),
    ("expected_outputs", "text"),
    ("bodies", "name"),
    ("narrative", "text"),
}
_WITH_DIFFERENT_WORDS = {rule.code for rule in RULES if rule.places_differ}
_WITH_DIFFERENT_VALUES = {rule.code for rule in RULES if rule.differ_when_right}


def corrected_field(place: Place, index: PlanIndex) -> FieldKey | None:
    """Return the published field that a correction of a place changes; None if there is none."""
    if place.field in BODY_FIELDS:
        return place.table, place.record_id, BODY_FIELDS[place.field]
    is_text = (place.table, place.field) in TEXT_FIELDS or is_extra(place.table, place.field, index)
    if is_text and place.printed:
        return place.table, place.record_id, place.field
    return None


def is_extra(table: str, field: str, index: PlanIndex) -> bool:
    """Return whether a field is a column of the matrix that only this plan has."""
    return table == "matrix" and field in index.extra_fields


def corrections_of(issue: Issue, decision: Decision, index: PlanIndex) -> tuple[Correction, ...]:
    """Return the corrections that a `correct` decision makes.

    In a list of bodies, the value is one or more identifiers joined by ``; ``, which replace the
    printed name or fill the empty cell. In a text, the value replaces the printed words at each
    place of the issue.

    Args:
        issue: The issue.
        decision: The decision, with the value to publish.
        index: The plan as printed.

    Returns:
        One correction for each changed field, in the order of the issue's places.

    Raises:
        CorrectionError: The value cannot be published in one of the fields.
    """
    places = fields_of(issue, index)
    reason = obstacle_of(issue, places, index)
    if not reason and takes_bodies(places):
        given = ids_of(decision.value)
        unknown = [body_id for body_id in given if body_id not in index.bodies]
        if unknown:
            reason = f"`bodies` has no identifier '{unknown[0]}'"
        elif not given:
            reason = "it names no body"
    if reason:
        raise CorrectionError(issue.issue_id, decision.value, reason)
    return tuple(
        _list_correction(issue, decision, key, placed, index)
        if key[2] in ROLE_OF_FIELD
        else _text_correction(issue, decision, key, placed)
        for key, placed in places.items()
    )


def fields_of(issue: Issue, index: PlanIndex) -> dict[FieldKey, list[Place]]:
    """Return the published fields that a correction of an issue changes, each with its places."""
    places: dict[FieldKey, list[Place]] = defaultdict(list)
    for place in issue.places:
        if key := corrected_field(place, index):
            for record_id in _records_of(key, index):
                own = place.model_copy(update={"record_id": record_id})
                places[key[0], record_id, key[2]].append(_located(own, index))
    return places


def _records_of(key: FieldKey, index: PlanIndex) -> tuple[str, ...]:
    """Return the records that publish a field; a merged cell is published in each of its rows."""
    table, record_id, field = key
    if is_extra(table, field, index):
        return index.rows_of_cell(record_id, index.extra_fields[field])
    return (record_id,)


def takes_bodies(fields: Iterable[FieldKey]) -> bool:
    """Return whether the value of a correction is identifiers of bodies; otherwise it is words."""
    return any(key[2] in ROLE_OF_FIELD for key in fields)


def _located(place: Place, index: PlanIndex) -> Place:
    """Locate the words of a place in the whole text of its field.

    The text of a place in a cell fragment is only that fragment. A correction without the
    position in the whole text would replace the whole text by the fragment.
    """
    if place.field in BODY_FIELDS:
        return place
    whole = index.field_text(place.table, place.record_id, place.field)
    if place.start is not None and place.text == whole:
        return place
    start = whole.index(place.printed) if whole.count(place.printed) == 1 else None
    return place.model_copy(update={"start": start, "text": whole})


def obstacle_of(issue: Issue, places: Mapping[FieldKey, Sequence[Place]], index: PlanIndex) -> str:
    """Return the reason why no value can correct an issue; empty if one can."""
    if not places:
        return "the issue has no value that can be corrected; use `accept` or `dismiss`"
    words = {
        " ".join(p.printed.split()).casefold()
        for key, placed in places.items()
        for p in placed
        if key[2] not in ROLE_OF_FIELD
    }
    if len(words) > 1 and issue.rule in _WITH_DIFFERENT_WORDS:
        return (
            "its places print different words, which one value cannot replace; use `accept` or "
            "`dismiss`"
        )
    texts = {place.printed for place in issue.places}
    if len(texts) > 1 and rule_of(issue.rule).per_place:
        return (
            f"one value cannot replace {len(texts)} different texts; correct each place, for "
            f"example {issue.issue_id}/{issue.places[0].record_id}"
        )
    if len(issue.places) > 1 and issue.rule in _WITH_DIFFERENT_VALUES:
        return (
            "one value at all places would be repeated as well; correct one place, for example "
            f"{issue.issue_id}/{issue.places[-1].record_id}"
        )
    for placed in places.values():
        for place in placed:
            if place.printed and place.start is None and not mentions_at(index, place):
                return f"the text no longer has the words “{place.printed}”"
    return ""


def ids_of(value: str) -> list[str]:
    """Return the distinct identifiers of bodies in a reviewer's value."""
    given = (part.strip() for part in value.split(JOINED.strip()))
    return list(dict.fromkeys(of_body(part) for part in given if part))


def _list_correction(
    issue: Issue, decision: Decision, key: FieldKey, places: Sequence[Place], index: PlanIndex
) -> Correction:
    printed: list[str] = []
    words: set[CharRange] = set()
    for place in places:
        mentions = mentions_at(index, place)
        words |= {(m.start, m.stop) for m in mentions} or {range_of(place)}
        printed += [m.printed for m in mentions] or [place.printed]
    return _correction(
        issue,
        decision,
        key,
        tuple(sorted(words)),
        JOINED.join(dict.fromkeys(printed)),
        JOINED.join(ids_of(decision.value)),
    )


def _text_correction(
    issue: Issue, decision: Decision, key: FieldKey, places: Sequence[Place]
) -> Correction:
    words: list[CharRange] = []
    for span in sorted({range_of(place) for place in places}):
        if not words or words[-1][1] <= span[0]:
            words.append(span)
    text = places[0].text
    edits = [(start, stop, decision.value) for start, stop in words]
    return _correction(issue, decision, key, tuple(words), text, apply_edits(text, edits))


def range_of(place: Place) -> CharRange:
    """Return the range of a place's words; it is empty for an empty cell."""
    start = place.start or 0
    return start, start + len(place.printed)


def _correction(
    issue: Issue,
    decision: Decision,
    key: FieldKey,
    words: tuple[CharRange, ...],
    printed: str,
    corrected: str,
) -> Correction:
    table, record_id, field = key
    return Correction(
        issue_id=issue.issue_id,
        table=table,
        record_id=record_id,
        field=field,
        printed=printed,
        corrected=corrected,
        decided_by=decision.decided_by,
        date=decision.date,
        note=decision.note,
        value=decision.value,
        words=words,
    )


def mentions_at(index: PlanIndex, place: Place) -> list[Mention]:
    """Return the mentions of a list that overlap a place's words.

    A place without words is the whole list.
    """
    role = ROLE_OF_FIELD.get(BODY_FIELDS.get(place.field, ""))
    if role is None:
        return []
    listed = index.mentions_of_list(role, place.record_id)
    if not place.printed:
        return listed
    if place.start is None:
        return [m for m in listed if m.printed == place.printed]
    return [m for m in listed if ranges_overlap((m.start, m.stop), range_of(place))]


def mentions_of_list(plan: NormalPlan, role: str, record_id: str) -> list[Mention]:
    """Return the mentions of a record's list; rows of a merged cell share its list."""
    cell = lead_cell(plan, record_id) if role == "lead" else None
    return [
        m
        for m in plan.mentions
        if m.role == role and (m.record_id == record_id or (cell is not None and m.cell_id == cell))
    ]


def lead_cell(plan: NormalPlan, row_id: str) -> str | None:
    """Return the identifier of the cell that prints a row's lead bodies."""
    return next((row.lead_cell_id for row in plan.rows if row.row_id == row_id), None)


def ranges_overlap(one: CharRange, other: CharRange) -> bool:
    """Return whether two ranges have characters in common, or are the same empty range."""
    return one == other or max(one[0], other[0]) < min(one[1], other[1])


def apply_edits(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Replace ranges of a text, which do not overlap."""
    for start, stop, value in sorted(set(edits), reverse=True):
        text = text[:start] + value + text[stop:]
    return text


class CorrectionSet:
    """Corrections of which no two replace the same words with different values."""

    def __init__(self, plan: NormalPlan) -> None:
        self._plan = plan
        self._all: list[Correction] = []
        self._at: dict[FieldKey, list[Correction]] = defaultdict(list)

    def add(self, corrections: Sequence[Correction]) -> None:
        """Add all corrections of one decision, or none of them.

        Raises:
            CorrectionError: An earlier decision gave some of the words another value.
        """
        for new in corrections:
            for known in self._at[self._printed_field(new)]:
                if _contradict(new, known):
                    reason = f"the decision on {known.issue_id} gives the same words another value"
                    raise CorrectionError(new.issue_id, new.value, reason)
        for new in corrections:
            self._at[self._printed_field(new)].append(new)
        self._all += corrections

    def _printed_field(self, correction: Correction) -> FieldKey:
        """Return the printed field of a correction; a merged cell is one field."""
        is_lead = correction.field == "lead_bodies" and correction.printed
        cell = lead_cell(self._plan, correction.record_id) if is_lead else None
        return ("cells", cell, correction.field) if cell else correction.place

    def merged(self) -> tuple[Correction, ...]:
        """Return the corrections; each corrected text has all replacements in that text."""
        return tuple(
            known
            if known.field in ROLE_OF_FIELD
            else known.model_copy(
                update={"corrected": apply_edits(known.printed, edits_of(self._at[known.place]))}
            )
            for known in self._all
        )


def _contradict(one: Correction, other: Correction) -> bool:
    return any(
        ranges_overlap(a, b) and not (a == b and _replacement(one) == _replacement(other))
        for a in one.words
        for b in other.words
    )


def _replacement(correction: Correction) -> str:
    return correction.corrected if correction.field in ROLE_OF_FIELD else correction.value


def edits_of(corrections: Iterable[Correction]) -> list[tuple[int, int, str]]:
    """Return the replacements in one text, in text order."""
    return sorted({(start, stop, c.value) for c in corrections for start, stop in c.words})
