"""Tell in advance which corrections can be published, so that reviewers know while they type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from expectations.decisions.replacing import (
    CharRange,
    FieldKey,
    corrected_field,
    fields_of,
    mentions_at,
    obstacle_of,
    range_of,
    ranges_overlap,
    takes_bodies,
)
from expectations.model import Correctable, Issue, Overlap, Place
from expectations.plan_index import PlanIndex


def correctable(issues: Sequence[Issue], index: PlanIndex) -> tuple[Correctable, ...]:
    """Return how each issue can be corrected.

    An issue that no single value corrects, because its places differ, is followed by its places.

    Args:
        issues: Issues.
        index: The plan as printed.
    """
    return tuple(target for issue in issues for target in _targets(issue, index))


def _targets(issue: Issue, index: PlanIndex) -> Iterator[Correctable]:
    whole = _target(issue.issue_id, issue, index)
    yield whole
    if whole.obstacle:
        for record_id, part in _parts(issue).items():
            found = _target(f"{issue.issue_id}/{record_id}", part, index)
            if found.kind:
                yield found


def _parts(issue: Issue) -> dict[str, Issue]:
    """Return the parts of an issue that decisions on single places name."""
    places: dict[str, list[Place]] = defaultdict(list)
    for place in issue.places:
        places[place.record_id].append(place)
    return {
        record_id: issue.model_copy(update={"places": tuple(found)})
        for record_id, found in places.items()
    }


def _target(target: str, issue: Issue, index: PlanIndex) -> Correctable:
    fields = fields_of(issue, index)
    obstacle = obstacle_of(issue, fields, index)
    if obstacle:
        return Correctable(target=target, kind="", obstacle=obstacle)
    return Correctable(target=target, kind="bodies" if takes_bodies(fields) else "text")


def overlapping_corrections(
    issues: Sequence[Issue], targets: Sequence[Correctable], index: PlanIndex
) -> tuple[Overlap, ...]:
    """Return the pairs of targets whose corrections replace some of the same words.

    Args:
        issues: Issues.
        targets: How they can be corrected.
        index: The plan as printed.
    """
    parts: dict[str, Issue] = {}
    for issue in issues:
        parts[issue.issue_id] = issue
        parts |= {f"{issue.issue_id}/{record}": part for record, part in _parts(issue).items()}
    printed = _PrintedFields(index)
    at: dict[FieldKey, list[str]] = defaultdict(list)
    for target in targets:
        if target.kind:
            for key in printed.of(parts[target.target]):
                at[key].append(target.target)
    # An issue may have thousands of places: its words are looked up once for all of its fields.
    words: dict[str, dict[FieldKey, set[CharRange]]] = {}
    found: dict[tuple[str, str], bool] = {}
    for key, sharing in at.items():
        if len(sharing) == 1:
            continue
        for name in sharing:
            if name not in words:
                words[name] = printed.words(parts[name])
        for one, other in combinations(sharing, 2):
            both = product(words[one][key], words[other][key])
            pairs = [(a, b) for a, b in both if ranges_overlap(a, b)]
            if pairs:
                is_same = all(a == b for a, b in pairs) and found.get((one, other), True)
                found[one, other] = is_same
    return tuple(Overlap(targets=pair, is_same=is_same) for pair, is_same in found.items())


class _PrintedFields:
    """The printed fields of issues' places; a merged cell of lead bodies is one field."""

    def __init__(self, index: PlanIndex) -> None:
        self._index = index

    def of(self, issue: Issue) -> list[FieldKey]:
        """Return the fields that print an issue's places."""
        return list(dict.fromkeys(filter(None, map(self._key, issue.places))))

    def words(self, issue: Issue) -> dict[FieldKey, set[CharRange]]:
        """Return the words in each field that a correction of an issue replaces."""
        found: dict[FieldKey, set[CharRange]] = defaultdict(set)
        for places in fields_of(issue, self._index).values():
            for place in places:
                if key := self._key(place):
                    mentions = mentions_at(self._index, place)
                    found[key].update([(m.start, m.stop) for m in mentions] or [range_of(place)])
        return found

    def _key(self, place: Place) -> FieldKey | None:
        key = corrected_field(place, self._index)
        if key and key[2] == "lead_bodies" and place.printed:
            cell = self._index.lead_cells.get(place.record_id)
            return ("cells", cell, key[2]) if cell else key
        return key
