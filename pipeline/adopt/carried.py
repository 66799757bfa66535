"""What an adoption carries over beside ``plan.toml``: decisions, aliases, identifiers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from normalize.settings import Alias
from pipeline.config.config import Plan
from pipeline.config.edition_files import aliases_file, decision_files, of_edition
from pipeline.config.settings_files import read_records
from pipeline.diff.model import CarriedDecision, Difference, Identifier
from pipeline.diff.write import CARRIED_COLUMNS
from pipeline.formulas import defuse

CARRIED = "decisions-carried.csv"
ALIASES = "aliases.csv"
IDENTIFIERS = "identifiers.csv"


@dataclass
class Carried:
    """Files to write and to rename in ``sources/PLAN/``, and what is printed about them.

    Attributes:
        texts: text of each file to write.
        renamed: new name of each file to rename.
        lines: a line for each thing that was carried over or not.
    """

    texts: dict[Path, str] = field(default_factory=dict)
    renamed: dict[Path, Path] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def carry(own: Plan, draft: Plan, old: str, difference: Difference) -> Carried:
    """Return what is carried over from the edition in force to the draft.

    Args:
        own: the edition in force.
        draft: the edition that is adopted.
        old: name that the edition in force gets.
        difference: the comparison of both.
    """
    carried = Carried()
    _identifiers(carried, draft, difference)
    _decisions(carried, own, draft, old, difference)
    _aliases(carried, draft, difference)
    return carried


def _identifiers(carried: Carried, draft: Plan, difference: Difference) -> None:
    path = draft.folder / of_edition(IDENTIFIERS, draft.card.edition)
    names = tuple(Identifier.model_fields)
    every = (*difference.identifiers, *difference.further_identifiers)
    lines = [[str(getattr(i, name)) for name in names] for i in every]
    carried.texts[path] = _csv(names, lines)
    changed = sum(i.old_id != i.new_id for i in difference.identifiers)
    carried.lines.append(
        f"identifiers  {len(lines)} follow the alignment, {changed} under a new id: {path.name}"
    )


def _decisions(carried: Carried, own: Plan, draft: Plan, old: str, difference: Difference) -> None:
    """Carry decisions over; what reviewers of the draft decided themselves stands."""
    decided = {decision.issue_id for decision in draft.decisions}
    kept = difference.decisions_carried(carried=True)
    fresh = [decision for decision in kept if decision.issue_id not in decided]
    left = difference.decisions_carried(carried=False)
    for path in decision_files(own.folder, own.card, own.editions):
        if "@" not in path.name:
            carried.renamed[path] = path.with_name(of_edition(path.name, old))
    if fresh:
        path = draft.folder / of_edition(CARRIED, draft.card.edition)
        lines = [[str(getattr(d, name)) for name in CARRIED_COLUMNS] for d in fresh]
        carried.texts[path] = _csv(CARRIED_COLUMNS, lines)
    again = len(kept) - len(fresh)
    carried.lines.append(
        f"decisions    {len(fresh)} carried over, {again} decided again for the draft, "
        f"{len(left)} left open"
    )
    carried.lines += [f"  left open: {_described(decision)}" for decision in left]
    carried.lines += [
        f"  {path.name} is now {target.name}" for path, target in carried.renamed.items()
    ]


def _described(decision: CarriedDecision) -> str:
    value = f" “{decision.value}”" if decision.value else ""
    what = f"{decision.old_issue_id}, `{decision.decision}`{value} by {decision.decided_by}"
    return f"{what}: {decision.reason}"


def _aliases(carried: Carried, draft: Plan, difference: Difference) -> None:
    """Carry aliases over; where a body has another identifier now, the alias has it, too."""
    path = aliases_file(draft.folder, draft.card)
    aliases = read_records(path, Alias, ("printed",))
    new_of = {i.old_id: i.new_id for i in difference.identifiers if i.table == "bodies"}
    changed = {a.body_id: new_of[a.body_id] for a in aliases if _is_renamed(a, new_of)}
    if changed:
        own = draft.folder / of_edition(ALIASES, draft.card.edition)
        lines = [(a.printed, changed.get(a.body_id, a.body_id), a.reason) for a in aliases]
        carried.texts[own] = _csv(("printed", "body_id", "reason"), lines)
    carried.lines.append(f"aliases      {len(aliases)} carried over, {len(changed)} to a new id")
    carried.lines += [f"  {before} is now {after}" for before, after in sorted(changed.items())]


def _is_renamed(alias: Alias, new_of: Mapping[str, str]) -> bool:
    return new_of.get(alias.body_id, alias.body_id) != alias.body_id


def _csv(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([defuse(value) for value in line] for line in lines)
    return out.getvalue()
