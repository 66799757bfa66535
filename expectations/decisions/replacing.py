"""What a decision to correct replaces: stretches of printed text, each in one field of a record.

A correction holds for the places that its issue names and for nothing else: not for the same
words elsewhere, and not for words that an earlier decision replaced.
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

Spot = tuple[str, str, str]
"""Table, record and field that a value is published in."""
Stretch = tuple[int, int]
"""First character of some words in a field's printed text, and the one after the last."""

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
_MIXED = {rule.code for rule in RULES if rule.mixes_words}


def spot_of(place: Place) -> Spot | None:
    """Return the published value that a place's words belong to; None: it has none."""
    if place.field in BODY_FIELDS:
        return place.table, place.record_id, BODY_FIELDS[place.field]
    if (place.table, place.field) in TEXT_FIELDS and place.printed:
        return place.table, place.record_id, place.field
    return None


def corrections_of(issue: Issue, decision: Decision, ground: PlanIndex) -> tuple[Correction, ...]:
    """Say what a decision to correct changes.

    In a list of bodies the value is one or more identifiers joined by ``; ``; they stand in
    place of the printed name, or of an empty cell. In a text the value stands in place of the
    printed words at each of the issue's places.

    Args:
        issue: What was decided.
        decision: The decision, with the value to publish.
        ground: The plan as it is printed.

    Returns:
        A correction for each value that changes, in the order of the issue's places.

    Raises:
        CorrectionError: The value cannot be published there.
    """
    places: dict[Spot, list[Place]] = defaultdict(list)
    for place in issue.places:
        if spot := spot_of(place):
            places[spot].append(_located(place, ground))
    reason = _why_not(issue, decision, places, ground)
    if reason:
        raise CorrectionError(issue.issue_id, decision.value, reason)
    return tuple(
        _of_list(issue, decision, spot, found, ground)
        if spot[2] in ROLE_OF_FIELD
        else _of_text(issue, decision, spot, found)
        for spot, found in places.items()
    )


def _located(place: Place, ground: PlanIndex) -> Place:
    """Find the words of a place in the whole text of its field.

    A place that names a fragment of a cell holds the fragment's text only: without its position
    in the whole text, a correction would publish the fragment in place of the whole.
    """
    if place.field in BODY_FIELDS:
        return place
    whole = ground.field_text(place.table, place.record_id, place.field)
    if place.start is not None and place.text == whole:
        return place
    start = whole.index(place.printed) if whole.count(place.printed) == 1 else None
    return place.model_copy(update={"start": start, "text": whole})


def _why_not(
    issue: Issue, decision: Decision, places: Mapping[Spot, Sequence[Place]], ground: PlanIndex
) -> str:
    """Say why a value cannot be published; empty: it can."""
    if not places:
        return "this issue has no value of its own to correct; use `accept` or `dismiss`"
    words = {
        " ".join(p.printed.split()).casefold()
        for spot, found in places.items()
        for p in found
        if spot[2] not in ROLE_OF_FIELD
    }
    if len(words) > 1 and issue.rule in _MIXED:
        return "its places print different words, and no one value can stand for all of them"
    texts = {place.printed for place in issue.places}
    if len(texts) > 1 and rule_of(issue.rule).of_cells:
        return (
            f"one value cannot stand for {len(texts)} different texts: correct each place by "
            f"itself, as {issue.issue_id}/{issue.places[0].record_id}"
        )
    if any(spot[2] in ROLE_OF_FIELD for spot in places):
        unknown = [body_id for body_id in ids_of(decision.value) if body_id not in ground.bodies]
        if unknown:
            return f"'{unknown[0]}' is no identifier of `bodies`"
    for found in places.values():
        for place in found:
            if place.printed and not mentions_at(ground.plan, place) and place.start is None:
                return f"“{place.printed}” no longer stands in the text"
    return ""


def ids_of(value: str) -> list[str]:
    """Return the identifiers of bodies that a reviewer gave, without repeats."""
    given = (part.strip() for part in value.split(JOINED.strip()))
    return list(dict.fromkeys(of_body(part) for part in given if part))


def _of_list(
    issue: Issue, decision: Decision, spot: Spot, places: Sequence[Place], ground: PlanIndex
) -> Correction:
    printed: list[str] = []
    words: set[Stretch] = set()
    for place in places:
        mentions = mentions_at(ground.plan, place)
        words |= {(m.start, m.stop) for m in mentions} or {_stretch(place)}
        printed += [m.printed for m in mentions] or [place.printed]
    return _correction(
        issue,
        decision,
        spot,
        tuple(sorted(words)),
        JOINED.join(dict.fromkeys(printed)),
        JOINED.join(ids_of(decision.value)),
    )


def _of_text(issue: Issue, decision: Decision, spot: Spot, places: Sequence[Place]) -> Correction:
    words: list[Stretch] = []
    for stretch in sorted({_stretch(place) for place in places}):
        if not words or words[-1][1] <= stretch[0]:
            words.append(stretch)
    text = places[0].text
    edits = [(start, stop, decision.value) for start, stop in words]
    return _correction(issue, decision, spot, tuple(words), text, edited(text, edits))


def _stretch(place: Place) -> Stretch:
    """Words of a place; of an empty cell there are none."""
    start = place.start or 0
    return start, start + len(place.printed)


def _correction(
    issue: Issue,
    decision: Decision,
    spot: Spot,
    words: tuple[Stretch, ...],
    printed: str,
    corrected: str,
) -> Correction:
    table, record_id, field = spot
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


def mentions_at(plan: NormalPlan, place: Place) -> list[Mention]:
    """Return the names of a list that a place's words belong to.

    A place with no words of its own stands for the whole list.
    """
    role = ROLE_OF_FIELD.get(BODY_FIELDS.get(place.field, ""))
    if role is None:
        return []
    listed = mentions_of_list(plan, role, place.record_id)
    if not place.printed:
        return listed
    if place.start is None:
        return [m for m in listed if m.printed == place.printed]
    return [m for m in listed if _overlap((m.start, m.stop), _stretch(place))]


def mentions_of_list(plan: NormalPlan, role: str, record_id: str) -> list[Mention]:
    """Return what a record's printed list names; rows under one merged cell share its list."""
    cell = lead_cell(plan, record_id) if role == "lead" else None
    return [
        m
        for m in plan.mentions
        if m.role == role and (m.record_id == record_id or (cell is not None and m.cell_id == cell))
    ]


def lead_cell(plan: NormalPlan, row_id: str) -> str | None:
    """Return the cell that prints a row's lead bodies."""
    return next((row.lead_cell_id for row in plan.rows if row.row_id == row_id), None)


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one == other or max(one[0], other[0]) < min(one[1], other[1])


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with some stretches of it replaced, none of which overlap."""
    for start, stop, value in sorted(set(edits), reverse=True):
        text = text[:start] + value + text[stop:]
    return text


class Laid:
    """Corrections laid one after the other, none over words that another one replaced."""

    def __init__(self, plan: NormalPlan) -> None:
        self._plan = plan
        self._all: list[Correction] = []
        self._at: dict[Spot, list[Correction]] = defaultdict(list)

    def add(self, corrections: Sequence[Correction]) -> None:
        """Add what one decision changes, all of it or nothing.

        Raises:
            CorrectionError: An earlier decision gave some of the words another value.
        """
        for new in corrections:
            for known in self._at[self._spot(new)]:
                if _contradict(new, known):
                    reason = f"{known.issue_id} gives the same words another value"
                    raise CorrectionError(new.issue_id, new.value, reason)
        for new in corrections:
            self._at[self._spot(new)].append(new)
        self._all += corrections

    def _spot(self, correction: Correction) -> Spot:
        """Return the printed field that a correction is about; a merged cell is one field."""
        is_lead = correction.field == "lead_bodies" and correction.printed
        cell = lead_cell(self._plan, correction.record_id) if is_lead else None
        return ("cells", cell, correction.field) if cell else correction.place

    def settled(self) -> tuple[Correction, ...]:
        """Return the corrections, each text with all that was replaced in it."""
        return tuple(
            known
            if known.field in ROLE_OF_FIELD
            else known.model_copy(
                update={"corrected": edited(known.printed, edits_of(self._at[known.place]))}
            )
            for known in self._all
        )


def _contradict(one: Correction, other: Correction) -> bool:
    return any(
        _overlap(a, b) and not (a == b and _meant(one) == _meant(other))
        for a in one.words
        for b in other.words
    )


def _meant(correction: Correction) -> str:
    return correction.corrected if correction.field in ROLE_OF_FIELD else correction.value


def edits_of(corrections: Iterable[Correction]) -> list[tuple[int, int, str]]:
    """Return what some corrections of one text replace, in the order of the text."""
    return sorted({(start, stop, c.value) for c in corrections for start, stop in c.words})
