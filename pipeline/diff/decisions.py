"""Carry reviewers' decisions over to the new edition, or say why they do not hold for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from expectations.model import Decision, Issue, Place
from link.rows import JOINED
from normalize.ids import of_number
from pipeline.diff.editions import Edition
from pipeline.diff.model import CarriedDecision

BODY_FIELDS = ("relevant_bodies_printed", "lead_bodies_printed")
"""Fields in which a correction names bodies by their identifiers."""
PlaceKey = tuple[str, str, str]
"""Table, record and field of a place."""


def carry_decisions(
    old: Edition, new: Edition, new_of: Mapping[str, str], bodies: Mapping[str, str]
) -> Iterator[CarriedDecision]:
    """Yield each decision on the old edition: for the new one, or with the reason why not.

    A decision holds where the new edition has the same issue on the same ground. The issue is the
    same if its identifier is, or its rule at the same places: a reworded row has another
    identifier, and the alignment tells which row it became.

    Args:
        old: the old edition.
        new: the new edition.
        new_of: new id of each old record.
        bodies: new id of each old body.
    """
    if old.issues.issues is None or new.issues.issues is None:
        yield from _of_earlier_format(old)
        return
    carrier = _Carrier(new, new.issues.issues, new_of, bodies)
    by_id = {issue.issue_id: issue for issue in old.issues.issues}
    areas = {area["area_id"] for area in old.tables["areas"]}
    for decision in _decisions_of(by_id.values()):
        yield carrier.carry(decision, by_id[decision.issue_id], areas)
    for decision in old.issues.place_decisions:
        issue = by_id.get(decision.issue_id.partition("/")[0])
        if issue is not None:
            yield carrier.carry(decision, issue, areas)


def _decisions_of(issues: Iterable[Issue]) -> Iterator[Decision]:
    """Yield the decisions on whole issues."""
    for issue in issues:
        if issue.decision:
            yield Decision(
                issue_id=issue.issue_id,
                decision=issue.decision,
                value=issue.decision_value,
                decided_by=issue.decided_by,
                date=issue.decision_date,
                note=issue.decision_note,
                ground=issue.ground,
            )


def _of_earlier_format(old: Edition) -> Iterator[CarriedDecision]:
    for record in old.tables["issues"]:
        if record["decision"]:
            yield CarriedDecision(
                old_issue_id=record["issue_id"],
                decision=record["decision"],
                decided_by=record["decided_by"],
                note=record["decision_note"],
                reason="one of the publications lacks issues.json, which holds grounds and values; "
                "publish both editions again",
            )


@dataclass
class _Carrier:
    """The facts about the new edition that decisions depend on."""

    new: Edition
    issues: Sequence[Issue]
    new_of: Mapping[str, str]
    bodies: Mapping[str, str]

    def __post_init__(self) -> None:
        self.by_id = {issue.issue_id: issue for issue in self.issues}
        self.by_rule: dict[str, list[Issue]] = defaultdict(list)
        for issue in self.issues:
            self.by_rule[issue.rule].append(issue)
        self.known = {body["body_id"] for body in self.new.tables["bodies"]}

    def carry(self, decision: Decision, issue: Issue, areas: set[str]) -> CarriedDecision:
        """Return a decision on an old issue, with its new issue and value, or with the reason."""
        after = self._counterpart(issue)
        _, slash, of_place = decision.issue_id.partition("/")
        places = [p for p in issue.places if of_place in ("", p.record_id)]
        record = self.new_of.get(of_place, of_place)
        issue_id = f"{after.issue_id}{slash}{record}" if after else ""
        value, reason = decision.value, ""
        if after is None:
            reason = "the new edition has no such issue at this place"
        elif after.ground != issue.ground:
            reason = "the printed words have changed"
        elif record and all(place.record_id != record for place in after.places):
            reason = "the new edition does not have the issue in this record"
        elif decision.decision == "correct":
            value, reason = self._value(decision.value, places, areas)
        return CarriedDecision(
            old_issue_id=decision.issue_id,
            issue_id=issue_id,
            decision=decision.decision,
            value=value,
            decided_by=decision.decided_by,
            date=decision.date,
            note=decision.note,
            ground=issue.ground,
            reason=reason,
        )

    def _counterpart(self, issue: Issue) -> Issue | None:
        """Return the new issue of the same rule: by identifier, else with most places in common."""
        same = self.by_id.get(issue.issue_id)
        if same is not None:
            return same
        wanted = {self._key(place) for place in issue.places}
        best, most = None, 0
        for other in self.by_rule[issue.rule]:
            places = {_key(place) for place in other.places}
            # Of issues at the same places, the one with the same words is meant.
            shared = 2 * len(wanted & places) + (other.ground == issue.ground)
            if wanted & places and shared > most:
                best, most = other, shared
        return best

    def _key(self, place: Place) -> PlaceKey:
        record = place.record_id
        names = self.bodies if place.table == "bodies" else self.new_of
        return place.table, names.get(record, record), place.field

    def _value(self, value: str, places: Sequence[Place], areas: set[str]) -> tuple[str, str]:
        """Return the value of a correction in the new edition, and why it has none."""
        if all(place.field in BODY_FIELDS for place in places):
            ids = [self.bodies.get(part, part) for part in value.split(JOINED)]
            unknown = [body for body in ids if body not in self.known]
            return JOINED.join(ids), f"the new edition has no body {unknown[0]}" if unknown else ""
        for word in value.split():
            area = of_number("area", word.strip(".,;:()[]“”\"'"))
            if area in areas and self.new_of.get(area, "") != area:
                now = self.new_of.get(area)
                became = f"is {now} now" if now else "is gone"
                return value, f"the value names {area}, which {became}"
        return value, ""


def _key(place: Place) -> PlaceKey:
    return place.table, place.record_id, place.field
