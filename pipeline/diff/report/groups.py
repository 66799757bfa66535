"""Put the changes in the order that people read them in: the plan as a whole, then area by area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from normalize.ids import number_in
from pipeline.diff.model import Change, Difference
from pipeline.diff.report.names import GONE

STILL = frozenset({"unchanged", "open", "decided"})
"""Kinds that are no change."""
WHOLE_PLAN = "The plan as a whole"
ISSUES = "Issues of the text"
ORDER = (
    "sections", "areas", "columns", "rows", "roles", "references", "bodies", "narrative",
    "instruments",
)  # fmt: skip


@dataclass(frozen=True)
class Numbered:
    """A change, and the number that it has on the page and in the workbook."""

    number: int
    change: Change


@dataclass
class Group:
    """The changes of one area, or of the plan as a whole.

    Attributes:
        title: number and title of the area.
        changes: its changes.
        relevant_before: bodies that were relevant for it.
        relevant_now: bodies that are relevant for it.
    """

    title: str
    changes: list[Numbered] = field(default_factory=list)
    relevant_before: list[str] = field(default_factory=list)
    relevant_now: list[str] = field(default_factory=list)

    @property
    def has_other_bodies(self) -> bool:
        """Return whether other bodies are relevant now."""
        return set(self.relevant_before) != set(self.relevant_now)


def has_own_sentence(change: Change) -> bool:
    """Return whether a change has its own sentence: lead bodies are described with their row."""
    return not STILL & set(change.kinds) and not (change.table == "roles" and change.note == "lead")


def change_groups(difference: Difference) -> list[Group]:
    """Return the changes by area, in the order of the new edition; removed areas stand last."""
    titles = dict(difference.area_titles)
    areas = _successors(difference)
    by_area: defaultdict[str, list[Change]] = defaultdict(list)
    for change in difference.changes:
        if has_own_sentence(change):
            by_area[_key(change, areas)].append(change)
    groups, number = [], 0
    for key in sorted(by_area, key=_order):
        group = Group(titles.get(key, key))
        for change in sorted(by_area[key], key=_table_order):
            number += 1
            group.changes.append(Numbered(number, change))
        _add_bodies(group, key, difference, areas)
        groups.append(group)
    return groups


def _successors(difference: Difference) -> dict[str, str]:
    """Return the new id of each old area that goes on."""
    return {i.old_id: i.new_id for i in difference.identifiers if i.table == "areas"}


def _key(change: Change, areas: Mapping[str, str]) -> str:
    if change.table == "issues":
        return ISSUES
    if change.new_area:
        return change.new_area
    if change.old_area:
        # The number of an area that is gone may belong to another one now.
        return areas.get(change.old_area, f"{GONE} {change.old_area}")
    return WHOLE_PLAN


def _order(key: str) -> tuple[int, list[int], str]:
    """Return a sort key by which area 1.10 follows 1.9."""
    area = key.removeprefix(f"{GONE} ")
    numbers = [int(part) for part in number_in(area).split(".") if part.isdigit()]
    return {WHOLE_PLAN: 0, ISSUES: 2}.get(key, 1), numbers, key


def _table_order(change: Change) -> int:
    return ORDER.index(change.table) if change.table in ORDER else len(ORDER)


def _add_bodies(group: Group, key: str, difference: Difference, areas: Mapping[str, str]) -> None:
    for change in difference.of("roles"):
        if change.note != "relevant" or _key(change, areas) != key:
            continue
        body = difference.name_of(change.bodies[0])
        if change.old_ids:
            group.relevant_before.append(body)
        if change.new_ids:
            group.relevant_now.append(body)


def by_body(groups: Sequence[Group]) -> dict[str, list[Numbered]]:
    """Return the changes that concern each body, by its id, sorted."""
    found: defaultdict[str, list[Numbered]] = defaultdict(list)
    for group in groups:
        for numbered in group.changes:
            for body in numbered.change.bodies:
                found[body].append(numbered)
    return dict(sorted(found.items(), key=lambda item: item[0].casefold()))
